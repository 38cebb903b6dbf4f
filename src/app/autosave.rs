//! Autosave: keeps unsaved changes in a recovery store, from which they are offered again after a crash.

use super::document::Document;
use super::tasks::{TaskKey, TaskResult};
use super::{App, elapsed, session};
use crate::scenario::Scenario;
use crate::storage::{self, Claim, OrphanedSnapshot, OrphanedSnapshots, Presence, Slot, Snapshot};
use crate::ui::chrome::dialog::{Dialog, OfferedSnapshot};
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The longest time from a change to the start of its snapshot, in seconds: together with the time that
/// writing takes, a crash loses less than five seconds of work.
const DELAY: f64 = 2.0;

/// Keeps the unsaved changes of one window, and knows which files other windows have open.
pub trait RecoveryStore: Send + Sync {
    /// Writes a snapshot in place of the one before.
    ///
    /// # Errors
    /// A sentence, if it cannot be written.
    fn write(&self, snapshot: &Snapshot) -> Result<(), String>;

    /// Removes the snapshot: the document is saved, or closed.
    fn remove(&self);

    /// The snapshots that crashed windows left.
    fn orphaned_snapshots(&self) -> OrphanedSnapshots;

    /// Claims a file for this window, in place of the one before. Whether another window has it open.
    fn is_open_elsewhere(&self, file: &Path) -> bool;
}

/// A recovery store in a folder that all windows of one person share.
pub struct RecoveryFolder {
    folder: PathBuf,
    slot: Mutex<Option<Slot>>,
    claim: Mutex<Option<(PathBuf, Option<Claim>)>>,
}

impl RecoveryFolder {
    /// A store in this folder, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        RecoveryFolder { folder, slot: Mutex::new(None), claim: Mutex::new(None) }
    }

    /// The store in the folder of this person; `None` if the system names none.
    pub fn of_this_person() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "Tearline")?;
        let folder = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
        Some(RecoveryFolder::new(folder.join("open")))
    }
}

impl RecoveryStore for RecoveryFolder {
    fn write(&self, snapshot: &Snapshot) -> Result<(), String> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = match &mut *slot {
            Some(slot) => slot,
            none => {
                let free = Slot::free_in(&self.folder).map_err(|error| {
                    format!("Unsaved changes cannot be backed up in {}: {error}.", self.folder.display())
                })?;
                none.insert(free)
            }
        };
        slot.write(snapshot).map_err(|error| format!("Unsaved changes cannot be backed up: {error}"))
    }

    fn remove(&self) {
        if let Some(slot) = &*self.slot.lock().unwrap_or_else(PoisonError::into_inner) {
            slot.remove();
        }
    }

    fn orphaned_snapshots(&self) -> OrphanedSnapshots {
        storage::orphaned_snapshots(&self.folder)
    }

    fn is_open_elsewhere(&self, file: &Path) -> bool {
        let mut claim = self.claim.lock().unwrap_or_else(PoisonError::into_inner);
        if claim.as_ref().is_some_and(|(claimed, held)| claimed == file && held.is_some()) {
            return false;
        }
        *claim = None;
        match storage::claim(&self.folder, file) {
            Presence::Here(held) => {
                *claim = Some((file.to_owned(), held));
                false
            }
            Presence::Elsewhere => true,
        }
    }
}

/// A recovery store that keeps nothing.
pub struct NullRecoveryStore;

impl RecoveryStore for NullRecoveryStore {
    fn write(&self, _: &Snapshot) -> Result<(), String> {
        Ok(())
    }

    fn remove(&self) {}

    fn orphaned_snapshots(&self) -> OrphanedSnapshots {
        OrphanedSnapshots::default()
    }

    fn is_open_elsewhere(&self, _: &Path) -> bool {
        false
    }
}

/// The state of autosave.
pub struct Autosave {
    store: Arc<dyn RecoveryStore>,
    /// The snapshot in the store.
    snapshot: Option<Snapshot>,
    /// Since when the document differs from its snapshot, in seconds.
    due_since: Option<f64>,
    /// Whether a failure was reported; once is enough.
    failure_reported: bool,
    /// The snapshots of crashed windows about which nobody has decided yet; the last is asked about next.
    orphaned: Vec<OrphanedSnapshot>,
    /// Whether somebody asked for them, and is told if there are none.
    says_if_none: bool,
}

impl Autosave {
    /// Autosave into this store.
    pub fn into_store(store: Arc<dyn RecoveryStore>) -> Self {
        Autosave {
            store,
            snapshot: None,
            due_since: None,
            failure_reported: false,
            orphaned: Vec::new(),
            says_if_none: false,
        }
    }

    /// The store.
    pub fn store(&self) -> Arc<dyn RecoveryStore> {
        self.store.clone()
    }
}

/// Keeping the snapshot in step with the document.
impl App {
    /// Writes a snapshot of unsaved changes; removes it once they are saved.
    pub(super) fn autosave(&mut self, ctx: &Context) {
        let present = self.document.scenario();
        if !self.document.unsaved() {
            self.autosave.due_since = None;
            if self.autosave.snapshot.take().is_some() {
                self.remove_snapshot();
            }
            return;
        }
        let is_present = |snapshot: &Snapshot| {
            Arc::ptr_eq(&snapshot.scenario, present) && snapshot.plan.as_ref() == Some(&self.session.plan)
        };
        if self.autosave.snapshot.as_ref().is_some_and(is_present) {
            return;
        }
        let since = *self.autosave.due_since.get_or_insert(self.now);
        let due_in = since + DELAY - self.now;
        if due_in > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(due_in));
        } else if !self.tasks.is_running(TaskKey::Autosave) {
            self.write_snapshot();
        }
    }

    fn write_snapshot(&mut self) {
        let snapshot = self.snapshot();
        let store = self.autosave.store();
        self.tasks.start(TaskKey::Autosave, move || store.write(&snapshot), App::handle_autosaved);
    }

    /// A snapshot of the document, noted as the one in the store.
    fn snapshot(&mut self) -> Snapshot {
        let snapshot = Snapshot {
            scenario: self.document.scenario().clone(),
            file: self.document.path().map(Path::to_owned),
            stamp: self.file_stamp(),
            plan: Some(self.session.plan.clone()),
        };
        self.autosave.due_since = None;
        self.autosave.snapshot = Some(snapshot.clone());
        snapshot
    }

    fn remove_snapshot(&mut self) {
        let store = self.autosave.store();
        let work = move || {
            store.remove();
            Ok(())
        };
        self.tasks.start(TaskKey::Autosave, work, App::handle_autosaved);
    }

    fn handle_autosaved(&mut self, result: TaskResult<Result<(), String>>) {
        let failed = match result {
            Ok(Ok(())) => {
                self.autosave.failure_reported = false;
                return;
            }
            Ok(Err(message)) => message,
            Err(error) => format!("Unsaved changes cannot be backed up: {error}"),
        };
        if !std::mem::replace(&mut self.autosave.failure_reported, true) {
            self.report_problem(failed);
        }
    }

    /// Removes the snapshot, without a task: the last thing before the program ends.
    pub(super) fn remove_snapshot_now(&mut self) {
        self.autosave.store.remove();
    }
}

/// Offering the snapshots of crashed windows.
impl App {
    /// Looks for snapshots that crashed windows left.
    pub(super) fn find_orphaned_snapshots(&mut self) {
        let store = self.autosave.store();
        let work = move || store.orphaned_snapshots();
        self.tasks.start(TaskKey::FindSnapshots, work, |app, result| match result {
            Ok(snapshots) => app.offer_orphaned_snapshots(snapshots),
            Err(error) => app.report_problem(format!("Unsaved work could not be looked for: {error}")),
        });
    }

    fn offer_orphaned_snapshots(&mut self, found: OrphanedSnapshots) {
        let OrphanedSnapshots { mut snapshots, damaged, unread } = found;
        if let Some(error) = &unread {
            self.report_problem(format!("Work that was not saved could not be looked for: {error}"));
        }
        for path in &damaged {
            self.report_problem(format!(
                "Work that was not saved could not be read: it is damaged. It stays in {}.",
                path.display()
            ));
        }
        if std::mem::take(&mut self.autosave.says_if_none) && snapshots.is_empty() && unread.is_none() {
            self.show_note("There is no work that was not saved.");
        }
        snapshots.reverse();
        self.autosave.orphaned = snapshots;
        self.offer_next_snapshot();
    }

    fn offer_next_snapshot(&mut self) {
        let Some(orphaned) = self.autosave.orphaned.last() else { return };
        // Where the clock was set back since, the snapshot counts as new.
        let age = orphaned.written_at.elapsed().unwrap_or(Duration::ZERO);
        self.dialog = Some(Dialog::OrphanedSnapshot(OfferedSnapshot {
            title: orphaned.snapshot.scenario.about.title.clone(),
            file: orphaned.snapshot.file.as_ref().map(|file| file.display().to_string()),
            ago: elapsed::ago(age.as_secs_f64()).text,
        }));
    }

    /// Recovers or discards the snapshot that was offered.
    pub(super) fn answer_orphaned_snapshot(&mut self, recover: bool) {
        self.dialog = None;
        let Some(orphaned) = self.autosave.orphaned.pop() else { return };
        if recover {
            return self.recover(orphaned);
        }
        self.offer_next_snapshot();
        let work = move || orphaned.discard();
        self.tasks.start(TaskKey::DiscardSnapshot, work, |app, result| {
            if let Err(error) = result {
                app.report_problem(format!(
                    "Unsaved work that is no longer needed could not be removed: {error}"
                ));
            }
        });
    }

    /// Asks about work that was left, now or when the program started.
    pub(super) fn show_recovered_work(&mut self) {
        if !self.autosave.orphaned.is_empty() {
            return self.offer_next_snapshot();
        }
        self.find_orphaned_snapshots();
        self.autosave.says_if_none = true;
    }

    fn recover(&mut self, orphaned: OrphanedSnapshot) {
        let Snapshot { scenario, file, plan, stamp } = &orphaned.snapshot;
        self.replace_document(Document::opened(Scenario::clone(scenario), file.clone()));
        self.document.mark_recovered();
        self.set_file_stamp(*stamp);
        self.session.stage = session::first_stage(scenario);
        if let Some(plan) = plan.as_ref().filter(|plan| scenario.plans.contains(plan)) {
            self.session.plan = plan.clone();
        }
        let (snapshot, store) = (self.snapshot(), self.autosave.store());
        let work = move || {
            store.write(&snapshot)?;
            // Only now is the work safe in this window's own place.
            orphaned.discard();
            Ok(())
        };
        self.tasks.start(TaskKey::Autosave, work, App::handle_autosaved);
    }
}

//! Keeps the open document safe while it is not saved, and knows who else has its file open.

use super::App;
use super::job_result::JobResult;
use crate::scenario::{PlanId, Scenario};
use crate::storage::{self, Claim, OrphanedSnapshot, Presence, Slot, Snapshot, Stamp};
use crate::ui::chrome::Dialog;
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// So long after a change at most it has been kept, in seconds; with the time that writing takes, what
/// is lost when the program ends unasked is less than five.
const KEPT_WITHIN: f64 = 2.0;
/// The file of the document is looked at no more often than this, in seconds.
const LOOKED_AT_EVERY: f64 = 2.0;

/// Where documents are kept safe.
pub trait RecoveryStore: Send + Sync {
    /// Keeps a document in place of what was kept before.
    ///
    /// # Errors
    /// What went wrong, as a sentence.
    fn keep(&self, kept: &Snapshot) -> Result<(), String>;

    /// Forgets the document: it is saved, or closed.
    fn forget(&self);

    /// What programs that ended unasked have left.
    fn orphaned_snapshots(&self) -> Vec<OrphanedSnapshot>;

    /// Claims a file, in place of the one claimed before; whether another window has it open.
    fn is_open_elsewhere(&self, file: &Path) -> bool;
}

/// Keeps documents in a folder that all windows of one person share.
pub struct RecoveryFolder {
    folder: PathBuf,
    slot: Mutex<Option<Slot>>,
    claim: Mutex<Option<(PathBuf, Option<Claim>)>>,
}

impl RecoveryFolder {
    /// A safe in this folder; it is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        RecoveryFolder { folder, slot: Mutex::new(None), claim: Mutex::new(None) }
    }

    /// The folder of this person, if the system names one.
    pub fn of_this_person() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "Tearline")?;
        let folder = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
        Some(RecoveryFolder::new(folder.join("open")))
    }
}

impl RecoveryStore for RecoveryFolder {
    fn keep(&self, kept: &Snapshot) -> Result<(), String> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = match &mut *slot {
            Some(slot) => slot,
            none => {
                let free = Slot::free_in(&self.folder).map_err(|error| {
                    format!("What is not saved cannot be kept safe in {}: {error}.", self.folder.display())
                })?;
                none.insert(free)
            }
        };
        slot.keep(kept).map_err(|error| format!("What is not saved cannot be kept safe: {error}"))
    }

    fn forget(&self) {
        if let Some(slot) = &*self.slot.lock().unwrap_or_else(PoisonError::into_inner) {
            slot.forget();
        }
    }

    fn orphaned_snapshots(&self) -> Vec<OrphanedSnapshot> {
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

/// Keeps nothing.
pub struct NullRecoveryStore;

impl RecoveryStore for NullRecoveryStore {
    fn keep(&self, _: &Snapshot) -> Result<(), String> {
        Ok(())
    }

    fn forget(&self) {}

    fn orphaned_snapshots(&self) -> Vec<OrphanedSnapshot> {
        Vec::new()
    }

    fn is_open_elsewhere(&self, _: &Path) -> bool {
        false
    }
}

/// How far keeping has come.
pub struct Autosave {
    store: Arc<dyn RecoveryStore>,
    /// What is in the safe.
    kept: Option<Snapshot>,
    /// Since when something is in need of keeping.
    due_since: Option<f64>,
    keeping: bool,
    complained: bool,
    /// What was left behind and not yet answered, the one that is asked about last.
    left: Vec<OrphanedSnapshot>,
    /// The state of the document's file when it was last read or written here.
    stamp: Option<Stamp>,
    looked_at: f64,
    looking: bool,
}

impl Autosave {
    /// With this safe.
    pub fn with(store: Arc<dyn RecoveryStore>) -> Self {
        Autosave {
            store,
            kept: None,
            due_since: None,
            keeping: false,
            complained: false,
            left: Vec::new(),
            stamp: None,
            looked_at: 0.0,
            looking: false,
        }
    }

    /// Whether something is being kept.
    pub fn is_keeping(&self) -> bool {
        self.keeping
    }
}

impl App {
    /// Looks for what was left behind.
    pub(super) fn look_for_orphaned_snapshots(&mut self) {
        let store = self.autosave.store.clone();
        let work = move || JobResult::OrphanedSnapshots(store.orphaned_snapshots());
        self.jobs.start("look for unsaved work", work, |_| JobResult::OrphanedSnapshots(Vec::new()));
    }

    /// Takes in what was left behind.
    pub(super) fn found_orphaned_snapshots(&mut self, mut left: Vec<OrphanedSnapshot>) {
        left.reverse();
        self.autosave.left = left;
        self.ask_about_left_behind();
    }

    fn ask_about_left_behind(&mut self) {
        let Some(left) = self.autosave.left.last() else { return };
        let ago = left.when.elapsed().unwrap_or_default();
        let dialog = Dialog::OrphanedSnapshot {
            title: left.kept.scenario.about.title.clone(),
            file: left.kept.file.as_ref().map(|file| file.display().to_string()),
            ago: in_words(ago),
        };
        self.dialog = Some(dialog);
    }

    /// Opens what was left behind, or forgets it.
    pub(super) fn answer_orphaned_snapshot(&mut self, open: bool) {
        self.dialog = None;
        let Some(left) = self.autosave.left.pop() else { return };
        if open {
            let Snapshot { scenario, file, plan } = &left.kept;
            self.replace_document(Scenario::clone(scenario), file.clone());
            self.document.counts_as_unsaved();
            self.session.stage = super::session::best_stage(scenario);
            if let Some(plan) = plan.as_ref().filter(|plan| scenario.plans.contains(plan)) {
                self.session.plan = plan.clone();
            }
            self.keep_now();
        }
        let work = move || {
            left.discard();
            JobResult::Discarded
        };
        self.jobs.start("forget unsaved work", work, |_| JobResult::Discarded);
        if !open {
            self.ask_about_left_behind();
        }
    }

    /// Sees to it that what is not saved is kept, and that nothing else is.
    pub(super) fn keep_safe(&mut self, ctx: &Context) {
        let present = self.document.scenario();
        if !self.document.unsaved() {
            self.autosave.due_since = None;
            if self.autosave.kept.take().is_some() {
                self.forget_kept();
            }
            return;
        }
        let is_shown = |plan: &Option<PlanId>| plan.as_ref() == Some(&self.session.plan);
        let is_present = |kept: &Snapshot| Arc::ptr_eq(&kept.scenario, present) && is_shown(&kept.plan);
        if self.autosave.kept.as_ref().is_some_and(is_present) {
            return;
        }
        let since = *self.autosave.due_since.get_or_insert(self.now);
        let due_in = since + KEPT_WITHIN - self.now;
        if due_in > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(due_in));
        } else if !self.autosave.keeping {
            self.keep_now();
        }
    }

    fn keep_now(&mut self) {
        let kept = Snapshot {
            scenario: self.document.scenario().clone(),
            file: self.document.path().map(Path::to_owned),
            plan: Some(self.session.plan.clone()),
        };
        let store = self.autosave.store.clone();
        self.autosave.keeping = true;
        self.autosave.due_since = None;
        self.autosave.kept = Some(kept.clone());
        let work = move || JobResult::Kept(store.keep(&kept));
        self.jobs.start("keep unsaved work", work, |why| JobResult::Kept(Err(why)));
    }

    fn forget_kept(&mut self) {
        let store = self.autosave.store.clone();
        let work = move || {
            store.forget();
            JobResult::Kept(Ok(()))
        };
        self.autosave.keeping = true;
        self.jobs.start("forget what is saved", work, |_| JobResult::Kept(Ok(())));
    }

    /// Notes that the document was kept, or says once that it cannot be.
    pub(super) fn was_kept(&mut self, outcome: Result<(), String>) {
        self.autosave.keeping = false;
        if let Err(why) = outcome
            && !std::mem::replace(&mut self.autosave.complained, true)
        {
            self.tell(why);
        }
    }

    /// The last thing before the program ends: nothing is left in the safe.
    pub(super) fn empty_safe(&mut self) {
        self.autosave.store.forget();
    }

    /// Looks now and then whether somebody else has written to the document's file.
    pub(super) fn look_at_file(&mut self) {
        let due = self.now - self.autosave.looked_at > LOOKED_AT_EVERY;
        let Some(path) = self.document.path().filter(|_| due && self.may_look_at_file()) else { return };
        let (path, document) = (path.to_owned(), self.documents);
        self.autosave.looking = true;
        let work = move || JobResult::LookedAt { document, stamp: storage::stamp(&path) };
        self.jobs.start("look at file", work, move |_| JobResult::LookedAt { document, stamp: None });
    }

    fn may_look_at_file(&self) -> bool {
        !self.autosave.looking && self.dialog.is_none() && !self.files.are_written()
    }

    /// Takes in the state of the document's file.
    pub(super) fn was_looked_at(&mut self, document: u64, stamp: Option<Stamp>) {
        self.autosave.looking = false;
        self.autosave.looked_at = self.now;
        let (Some(known), Some(stamp)) = (self.autosave.stamp, stamp) else { return };
        if document != self.documents || known == stamp || !self.may_look_at_file() {
            return;
        }
        // Whoever keeps their own is not asked again about the same.
        self.autosave.stamp = Some(stamp);
        let file = self.document.path().map(|path| path.display().to_string()).unwrap_or_default();
        self.dialog = Some(Dialog::ChangedOnDisk { file, unsaved: self.document.unsaved() });
    }

    /// Notes the state in which the document's file was read or written, and whether another window
    /// has it open.
    pub(super) fn file_is_now(&mut self, path: &Path, stamp: Option<Stamp>, elsewhere: bool) {
        self.autosave.stamp = stamp;
        self.autosave.looked_at = self.now;
        if elsewhere {
            self.tell(format!(
                "{} is open in another window of Tearline as well. Whoever saves last wins; save one of the two under another name.",
                path.display()
            ));
        }
    }

    /// Loads the document's file anew, without asking about unsaved changes: that was just done.
    pub(super) fn load_anew(&mut self) {
        self.dialog = None;
        if let Some(path) = self.document.path().map(Path::to_owned) {
            self.document.counts_as_saved();
            self.open(path);
        }
    }

    /// Asks the safe whether a file is open elsewhere, and looks at its state; for jobs.
    pub(super) fn file_watch(&self) -> impl Fn(&Path) -> (Option<Stamp>, bool) + Send + use<> {
        let store = self.autosave.store.clone();
        move |path| (storage::stamp(path), store.is_open_elsewhere(path))
    }
}

/// How long ago, in words.
fn in_words(ago: Duration) -> String {
    match ago.as_secs() {
        0..=4 => "a few seconds ago".into(),
        seconds @ 5..=44 => format!("{seconds} seconds ago"),
        45..=90 => "a minute ago".into(),
        91..=5_400 => format!("{} minutes ago", (ago.as_secs() + 30) / 60),
        5_401..=129_600 => format!("{} hours ago", (ago.as_secs() + 1_800) / 3_600),
        seconds => format!("{} days ago", (seconds + 43_200) / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_as_people_tell_it() {
        let told = [2, 20, 60, 600, 7_200, 200_000].map(|seconds| in_words(Duration::from_secs(seconds)));
        let in_order = ["a few seconds ago", "20 seconds ago", "a minute ago", "10 minutes ago"];
        assert_eq!(told[..4], in_order);
        assert_eq!(told[4..], ["2 hours ago", "2 days ago"]);
    }
}

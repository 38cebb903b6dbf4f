//! Saves that take long: what is asked and answered while they go on.

use crate::desk::{Desk, Setup, read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use tearline::app::{NullRecoveryStore, RecoveryStore};
use tearline::scenario::Edit;
use tearline::storage::{OrphanedSnapshots, Snapshot};
use tearline::ui::{Command, FileCommand};

const QUESTION: &str = "Save the changes to";

/// A store that is asked about a file at the end of its save, and keeps it waiting.
#[derive(Default)]
struct SlowStore {
    waits_for: Mutex<Option<PathBuf>>,
    goes_on: Condvar,
}

impl SlowStore {
    /// Lets saves of a file wait, or go on.
    fn wait_for(&self, file: Option<&Path>) {
        *self.waits_for.lock().expect("nobody panicked") = file.map(Path::to_owned);
        self.goes_on.notify_all();
    }
}

impl RecoveryStore for SlowStore {
    fn write(&self, snapshot: &Snapshot) -> Result<(), String> {
        NullRecoveryStore.write(snapshot)
    }

    fn remove(&self) {}

    fn orphaned_snapshots(&self) -> OrphanedSnapshots {
        OrphanedSnapshots::default()
    }

    fn is_open_elsewhere(&self, file: &Path) -> bool {
        let waits_for = self.waits_for.lock().expect("nobody panicked");
        drop(self.goes_on.wait_while(waits_for, |slow| slow.as_deref() == Some(file)));
        false
    }
}

/// A window with a file that was changed and is being saved, until the store lets it go on.
struct SlowSave {
    desk: Desk,
    store: Arc<SlowStore>,
    file: PathBuf,
}

impl SlowSave {
    fn new() -> Self {
        let store = Arc::new(SlowStore::default());
        let mut desk = Desk::with(Setup { safe: store.clone(), ..Setup::default() });
        let file = desk.write_case("mine.ron", "Mine");
        desk.ask(FileCommand::OpenPath(file.clone()));
        desk.change_something();
        store.wait_for(Some(&file));
        desk.app().send(FileCommand::Save);
        desk.draw();
        SlowSave { desk, store, file }
    }

    fn ends(&mut self) {
        self.store.wait_for(None);
        self.desk.settle();
    }
}

#[test]
fn a_save_that_ends_while_the_question_is_open_needs_no_second_one() {
    let mut slow = SlowSave::new();
    slow.desk.app().send(FileCommand::Quit);
    slow.desk.draw_until_it_reads(QUESTION);
    slow.ends();
    assert!(!slow.desk.app().unsaved() && !slow.desk.closes());
    slow.desk.click("Save");
    assert!(slow.desk.closes());
}

#[test]
fn a_second_save_before_another_file_is_opened_goes_into_the_first_file() {
    let mut slow = SlowSave::new();
    let other = slow.desk.write_case("other.ron", "Other");
    slow.desk.app().send(FileCommand::OpenPath(other.clone()));
    slow.desk.draw_until_it_reads(QUESTION);
    let mine = slow.desk.scenario();
    slow.desk.click_without_waiting("Save");
    slow.ends();
    assert_eq!(slow.desk.scenario().about.title, "Other");
    assert_eq!(read(&slow.file), mine);
    assert_eq!(read(&other), slow.desk.scenario());
    slow.desk.change_something();
    slow.desk.ask(FileCommand::Save);
    assert_eq!((read(&slow.file), read(&other)), (mine, slow.desk.scenario()), "each has its own file");
}

#[test]
fn a_second_save_is_given_up_with_the_changes() {
    let mut slow = SlowSave::new();
    let saved = slow.desk.scenario();
    let other = slow.desk.write_case("other.ron", "Other");
    slow.desk.app().send(Command::Edit(Edit::SetHorizon(30)));
    slow.desk.app().send(FileCommand::Save);
    slow.desk.app().send(FileCommand::OpenPath(other));
    slow.desk.draw_until_it_reads(QUESTION);
    slow.desk.click_without_waiting("Don’t save");
    slow.ends();
    assert_eq!(slow.desk.scenario().about.title, "Other");
    assert_eq!(read(&slow.file), saved);
}

#[test]
fn who_takes_what_somebody_else_wrote_does_not_leave() {
    let mut desk = Desk::new();
    let file = desk.write_case("case.ron", "Mine");
    desk.ask(FileCommand::OpenPath(file));
    desk.change_something();
    desk.write_case("case.ron", "Theirs, written a moment ago");
    desk.ask(FileCommand::Quit);
    desk.click("Save");
    assert!(desk.reads("Somebody else has changed the file."));
    desk.click("Load theirs");
    assert_eq!(desk.scenario().about.title, "Theirs, written a moment ago");
    desk.change_something();
    desk.ask(FileCommand::Save);
    assert!(!desk.app().unsaved() && !desk.closes(), "nobody asked to quit any more");
}

#[test]
fn changes_are_kept_if_what_somebody_else_wrote_cannot_be_read() {
    let mut desk = Desk::new();
    let file = desk.write_case("case.ron", "Mine");
    desk.ask(FileCommand::OpenPath(file.clone()));
    desk.change_something();
    let mine = desk.scenario();
    std::fs::write(&file, "half of a scenar").expect("written");
    desk.ask(FileCommand::Save);
    desk.click("Load theirs");
    assert_eq!(desk.scenario(), mine);
    assert!(desk.app().unsaved(), "they are saved nowhere");
    desk.ask(FileCommand::Quit);
    assert!(desk.reads(QUESTION) && !desk.closes());
}

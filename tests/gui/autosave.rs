//! Nothing is lost: what a killed program leaves is offered back, and windows know of each other's files.

use crate::child::RunningChild;
use crate::desk::{Desk, Setup, read};
use egui::Key;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use tearline::app::{Picked, RecoveryFolder};
use tearline::scenario::Edit;
use tearline::ui::{Command, FileCommand, ViewCommand};

/// Where the process that is to be killed finds its folder.
const FOLDER: &str = "TEARLINE_TEST_FOLDER";
/// Frames of a test in five seconds.
const FIVE_SECONDS: u32 = 20;

fn window_with_safe_in(folder: &Path) -> Desk {
    Desk::with(Setup { safe: Arc::new(RecoveryFolder::new(folder.to_owned())), ..Setup::default() })
}

fn set_horizon(desk: &mut Desk, months: u32) {
    desk.ask(Command::Edit(Edit::SetHorizon(months)));
}

impl Desk {
    /// Lets so many seconds pass in the window.
    fn wait(&mut self, seconds: u32) {
        for _ in 0..4 * seconds {
            self.window.step();
            self.app().wait_for_tasks();
        }
    }
}

#[test]
fn whatever_moment_the_program_is_killed_at_all_but_five_seconds_are_offered_back() {
    for changes in [1, 13, 40] {
        let folder = tempfile::tempdir().expect("a folder");
        let last = changes_until_killed(folder.path(), changes);
        let mut desk = window_with_safe_in(folder.path());
        if last > FIVE_SECONDS {
            assert!(desk.reads("Tearline ended before it was saved."));
        }
        if desk.reads("Tearline ended before it was saved.") {
            desk.click("Open it");
            let months = desk.scenario().horizon_months;
            // One change more may have been made than the process had time to say.
            assert!(
                months <= last + 1 && months + FIVE_SECONDS >= last,
                "change {months} of {last} was kept"
            );
            assert!(desk.app().unsaved());
        }
    }
}

/// Starts a process that changes its case in every frame, kills it after so many, and says how many
/// changes it had said it made.
fn changes_until_killed(folder: &Path, changes: u32) -> u32 {
    let mut running = RunningChild::start(
        Process::new(std::env::current_exe().expect("this very program"))
            .args(["--exact", "autosave::changes_something_in_every_frame", "--nocapture"])
            .env(FOLDER, folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    );
    let lines = BufReader::new(running.process().stdout.take().expect("its output")).lines();
    let number = |line: String| Some(line.strip_prefix("change ")?.parse::<u32>().expect("a number"));
    let mut made = lines.map_while(Result::ok).filter_map(number);
    let asked_for = made.find(|change| *change >= changes).expect("it makes as many changes");
    drop(running);
    // It went on until it was killed.
    made.last().unwrap_or(asked_for)
}

/// The part that the killed process plays; without a folder, as in an ordinary run of the tests, nothing.
#[test]
fn changes_something_in_every_frame() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut desk = window_with_safe_in(Path::new(&folder));
    for change in 1..=100 {
        desk.app().send(Command::Edit(Edit::SetHorizon(change)));
        desk.wait(0);
        desk.window.step();
        desk.app().wait_for_tasks();
        println!("change {change}");
    }
}

#[test]
fn what_found_orphaned_snapshots_can_be_forgotten_and_is_then_offered_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = window_with_safe_in(folder.path());
    set_horizon(&mut desk, 31);
    desk.wait(3);
    drop(desk);
    let mut desk = window_with_safe_in(folder.path());
    desk.click("Forget it");
    assert_ne!(desk.scenario().horizon_months, 31);
    drop(desk);
    let desk = window_with_safe_in(folder.path());
    assert!(!desk.reads("Tearline ended"));
}

#[test]
fn what_is_opened_again_shows_the_plan_that_was_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = window_with_safe_in(folder.path());
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    set_horizon(&mut desk, 31);
    desk.wait(3);
    let last = desk.scenario().plans.keys().last().cloned().expect("a plan");
    assert_ne!(desk.app().plan(), Some(&last));
    desk.ask(ViewCommand::ChoosePlan(last.clone()));
    desk.wait(3);
    drop(desk);
    let mut desk = window_with_safe_in(folder.path());
    desk.click("Open it");
    assert_eq!(desk.app().plan(), Some(&last));
}

#[test]
fn what_is_saved_or_undone_is_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = window_with_safe_in(folder.path());
    set_horizon(&mut desk, 31);
    desk.wait(3);
    let path = desk.place("case.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::S, false);
    set_horizon(&mut desk, 32);
    desk.wait(3);
    desk.ctrl(Key::Z, false);
    desk.wait(1);
    drop(desk);
    let desk = window_with_safe_in(folder.path());
    assert!(!desk.reads("Tearline ended"));
}

#[test]
fn two_windows_keep_their_own_and_neither_is_offered_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = window_with_safe_in(folder.path());
    set_horizon(&mut one, 41);
    one.wait(3);
    let mut two = window_with_safe_in(folder.path());
    assert!(!two.reads("Tearline ended"));
    set_horizon(&mut two, 42);
    two.wait(3);
    drop(one);
    drop(two);
    let mut desk = window_with_safe_in(folder.path());
    desk.click("Forget it");
    desk.click("Open it");
    assert_eq!(desk.scenario().horizon_months, 41, "the newest is asked about first");
}

#[test]
fn two_windows_on_one_file_are_told_of_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = window_with_safe_in(folder.path());
    let path = one.write_case("shared.ron", "Shared");
    one.ask(FileCommand::OpenPath(path.clone()));
    assert!(!one.reads("in another window"));
    let mut two = window_with_safe_in(folder.path());
    two.ask(FileCommand::OpenPath(path.clone()));
    assert!(two.reads("is also open in another window of Tearline"));
    drop(two);
    drop(one);
    let mut three = window_with_safe_in(folder.path());
    three.ask(FileCommand::OpenPath(path));
    assert!(!three.reads("in another window"));
}

#[test]
fn a_file_that_somebody_else_has_written_is_noticed_and_can_be_loaded() {
    let mut desk = Desk::new();
    let path = desk.write_case("case.ron", "Before");
    desk.ask(FileCommand::OpenPath(path.clone()));
    desk.wait(3);
    assert!(!desk.reads("The file has changed on disk."));
    desk.write_case("case.ron", "Written by somebody else");
    desk.wait(3);
    assert!(desk.reads("The file has changed on disk."));
    desk.click("Load it");
    assert_eq!(desk.scenario().about.title, "Written by somebody else");
    set_horizon(&mut desk, 9);
    desk.write_case("case.ron", "And once more, by somebody else");
    desk.wait(3);
    assert!(desk.reads("discards your unsaved changes"));
    desk.click("Keep mine");
    desk.wait(3);
    assert!(!desk.reads("The file has changed on disk."), "nobody is asked twice about the same");
    assert_eq!(desk.scenario().horizon_months, 9);
    desk.ctrl(Key::S, false);
    assert_eq!(read(&path).horizon_months, 9);
}

/// Leaves unsaved work behind, as a program that was killed does.
fn leave_work(folder: &Path) {
    let mut desk = window_with_safe_in(folder);
    set_horizon(&mut desk, 31);
    desk.wait(3);
}

#[test]
fn work_that_was_not_saved_is_offered_even_when_a_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    leave_work(folder.path());
    let file = folder.path().join("case.ron");
    tearline::storage::save(&file, &crate::desk::case_called("Named")).expect("saved");
    let safe = Arc::new(RecoveryFolder::new(folder.path().to_owned()));
    let mut desk = Desk::with(Setup { safe, file: Some(file), ..Setup::default() });
    assert_eq!(desk.scenario().about.title, "Named");
    assert!(desk.reads("Tearline ended before it was saved."));
    desk.click("Open it");
    assert_eq!(desk.scenario().horizon_months, 31);
}

#[test]
fn work_that_nobody_decided_about_can_be_asked_for_again() {
    let folder = tempfile::tempdir().expect("a folder");
    leave_work(folder.path());
    let mut desk = window_with_safe_in(folder.path());
    desk.press(Key::Escape);
    assert!(!desk.reads("Tearline ended before it was saved."));
    desk.ask(FileCommand::ShowRecoveredWork);
    assert!(desk.reads("Tearline ended before it was saved."));
    desk.click("Open it");
    assert_eq!(desk.scenario().horizon_months, 31);
    desk.ask(FileCommand::ShowRecoveredWork);
    assert!(desk.reads("There is no work that was not saved."));
}

/// A store in a folder that has no room for anything new.
struct FullStore(RecoveryFolder);

impl tearline::app::RecoveryStore for FullStore {
    fn write(&self, _: &tearline::storage::Snapshot) -> Result<(), String> {
        Err("The disk is full.".into())
    }

    fn remove(&self) {
        self.0.remove();
    }

    fn orphaned_snapshots(&self) -> tearline::storage::OrphanedSnapshots {
        self.0.orphaned_snapshots()
    }

    fn is_open_elsewhere(&self, file: &Path) -> bool {
        self.0.is_open_elsewhere(file)
    }
}

#[test]
fn recovered_work_stays_where_it_is_until_it_is_safe_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    leave_work(folder.path());
    let full = FullStore(RecoveryFolder::new(folder.path().to_owned()));
    let mut desk = Desk::with(Setup { safe: Arc::new(full), ..Setup::default() });
    desk.click("Open it");
    assert_eq!(desk.scenario().horizon_months, 31);
    assert!(desk.reads("The disk is full."));
    drop(desk);
    let desk = window_with_safe_in(folder.path());
    assert!(desk.reads("Tearline ended before it was saved."), "it is still there");
}

#[test]
fn damaged_work_is_named_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("kept-1.ron"), "half").expect("written");
    let desk = window_with_safe_in(folder.path());
    assert!(desk.reads("damaged-kept-1.ron"));
}

#[test]
fn a_file_that_was_removed_is_saved_nowhere_and_can_be_saved_again() {
    let mut desk = Desk::new();
    let path = desk.write_case("case.ron", "Removed");
    desk.ask(FileCommand::OpenPath(path.clone()));
    std::fs::remove_file(&path).expect("removed");
    desk.wait(3);
    assert!(desk.app().unsaved() && desk.reads("its file was removed"));
    desk.ctrl(Key::S, false);
    assert_eq!(read(&path).about.title, "Removed");
    assert!(!desk.app().unsaved());
}

#[test]
fn in_a_window_that_nobody_touches_a_removed_file_is_noticed_too() {
    let mut desk = Desk::new();
    let path = desk.write_case("case.ron", "Removed");
    desk.ask(FileCommand::OpenPath(path.clone()));
    desk.wait(3);
    std::fs::remove_file(&path).expect("removed");
    for _ in 0..12 {
        // A look at the file that has begun asks for a frame when it ends.
        desk.window.step();
        let looks = desk.app().wait_for_tasks();
        assert!(looks || desk.next_frame_in() <= std::time::Duration::from_secs(2), "no frame would follow");
    }
    assert!(desk.reads("its file was removed"));
}

/// A window that was asked to save to a file that somebody else has just written to.
fn desk_that_saves_over_others() -> (Desk, std::path::PathBuf) {
    let mut desk = Desk::new();
    let path = desk.write_case("case.ron", "Mine");
    desk.ask(FileCommand::OpenPath(path.clone()));
    set_horizon(&mut desk, 9);
    desk.write_case("case.ron", "Theirs, written a moment ago");
    desk.ctrl(Key::S, false);
    // The look that the window takes at its file now and then may have come first.
    if desk.reads("The file has changed on disk.") {
        desk.press(Key::Escape);
        desk.ctrl(Key::S, false);
    }
    (desk, path)
}

#[test]
fn nobody_elses_work_is_overwritten_by_a_save_without_a_question() {
    let (mut desk, path) = desk_that_saves_over_others();
    assert!(desk.reads("Somebody else has changed the file."));
    assert_eq!(read(&path).about.title, "Theirs, written a moment ago");
    let both = desk.place("mine.ron");
    desk.will_pick(Picked::File(both.clone()));
    desk.click("Keep both…");
    assert_eq!(read(&path).about.title, "Theirs, written a moment ago");
    assert_eq!(read(&both).horizon_months, 9);
}

#[test]
fn a_question_about_theirs_that_was_left_is_asked_again_before_they_are_overwritten() {
    let (mut desk, path) = desk_that_saves_over_others();
    for _ in 0..2 {
        desk.press(Key::Escape);
        desk.wait(3);
        assert!(!desk.reads("has changed"), "nothing is asked while nothing is saved");
        desk.ctrl(Key::S, false);
        assert!(desk.reads("Somebody else has changed the file."));
    }
    assert_eq!(read(&path).about.title, "Theirs, written a moment ago");
    desk.press(Key::Escape);
    desk.write_case("case.ron", "Theirs, and once more changed");
    desk.wait(3);
    assert!(desk.reads("The file has changed on disk."));
    desk.press(Key::Escape);
    desk.ctrl(Key::S, false);
    assert!(desk.reads("Somebody else has changed the file."));
    assert_eq!(read(&path).about.title, "Theirs, and once more changed");
}

#[test]
fn mine_replaces_theirs_if_that_was_the_answer() {
    let (mut desk, path) = desk_that_saves_over_others();
    desk.click("Replace theirs");
    assert_eq!(read(&path).horizon_months, 9);
    assert!(!desk.app().unsaved());
}

#[test]
fn a_file_that_changed_while_recovered_work_was_open_is_not_overwritten_without_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = window_with_safe_in(folder.path());
    let file = folder.path().join("case.ron");
    tearline::storage::save(&file, &crate::desk::case_called("First")).expect("saved");
    desk.ask(FileCommand::OpenPath(file.clone()));
    set_horizon(&mut desk, 31);
    desk.wait(3);
    drop(desk);
    tearline::storage::save(&file, &crate::desk::case_called("Theirs, longer than it was")).expect("saved");
    let mut desk = window_with_safe_in(folder.path());
    desk.click("Open it");
    desk.ctrl(Key::S, false);
    assert!(desk.reads("Somebody else has changed the file.") || desk.reads("The file has changed on disk."));
    assert_eq!(read(&file).about.title, "Theirs, longer than it was");
}

#[test]
fn saving_what_is_saved_writes_nothing() {
    let mut desk = Desk::new();
    let path = desk.write_case("case.ron", "Saved");
    desk.ask(FileCommand::OpenPath(path.clone()));
    let before = tearline::storage::stamp(&path);
    desk.ctrl(Key::S, false);
    assert_eq!(tearline::storage::stamp(&path), before);
}

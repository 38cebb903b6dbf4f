//! Two programs with one file, one recovery folder and one file of preferences; and programs whose display goes.

use crate::child::RunningChild;
use crate::desk::{Desk, Setup, read};
use egui::Key;
use std::io::{BufRead, BufReader, Lines, Write, stdin};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command as Process, Stdio};
use std::sync::Arc;
use tearline::app::{PreferenceFile, PreferenceStore, RecoveryFolder};
use tearline::scenario::Edit;
use tearline::ui::theme::Look;
use tearline::ui::{Command, DisplayCommand, FileCommand};

/// Where the second program finds its folder.
const FOLDER: &str = "TEARLINE_TEST_TWO_WINDOWS";

const OFFER: &str = "Tearline ended before";

fn preferences_in(folder: &Path) -> PreferenceFile {
    PreferenceFile(folder.join("preferences.ron"))
}

/// A window that keeps everything in this folder.
fn window_in(folder: &Path) -> Desk {
    let safe = Arc::new(RecoveryFolder::new(folder.join("open")));
    let preference_store: Option<Arc<dyn PreferenceStore>> = Some(Arc::new(preferences_in(folder)));
    Desk::with(Setup { safe, preference_store, ..Setup::default() })
}

fn shared_file(folder: &Path) -> PathBuf {
    folder.join("shared.ron")
}

impl Desk {
    /// Lets the window draw for three of its seconds: long enough for a snapshot and a look at the file.
    fn work_for_a_while(&mut self) {
        for _ in 0..12 {
            self.window.step();
            self.app().wait_for_tasks();
        }
    }

    fn set_horizon(&mut self, months: u32) {
        self.ask(Command::Edit(Edit::SetHorizon(months)));
    }
}

/// The second program: does what it is told, a line at a time, and says when it is done.
struct OtherProgram {
    said: Lines<BufReader<ChildStdout>>,
    told: ChildStdin,
    _running: RunningChild,
}

impl OtherProgram {
    fn in_folder(folder: &Path) -> Self {
        let mut running = RunningChild::start(
            Process::new(std::env::current_exe().expect("this very program"))
                .args(["--exact", "two_windows::the_part_of_the_other_program", "--nocapture"])
                .env(FOLDER, folder)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let said = BufReader::new(running.process().stdout.take().expect("its output")).lines();
        let told = running.process().stdin.take().expect("its input");
        OtherProgram { said, told, _running: running }
    }

    /// Tells it what to do, and waits until it has; its answer.
    fn does(&mut self, what: &str) -> String {
        writeln!(self.told, "{what}").expect("it listens");
        let answer = |line: String| line.strip_prefix("done: ").map(str::to_owned);
        self.said.by_ref().map_while(Result::ok).find_map(answer).expect("it answers")
    }
}

/// The part that the second program plays; without a folder, as in an ordinary run of the tests, nothing.
#[test]
fn the_part_of_the_other_program() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let mut desk = window_in(folder);
    for line in stdin().lines().map_while(Result::ok) {
        match line.as_str() {
            "open" => desk.ask(FileCommand::OpenPath(shared_file(folder))),
            "change" => desk.set_horizon(41),
            "look" => desk.ask(DisplayCommand::SetLook(Look::Dark)),
            "save" => desk.ctrl(Key::S, false),
            other => panic!("nobody knows how to {other}"),
        }
        desk.work_for_a_while();
        let knows = desk.reads("is also open in another window of Tearline");
        println!("\ndone: {}", if knows { "knows of the other" } else { "alone" });
    }
}

#[test]
fn two_programs_notice_each_others_saves_and_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = shared_file(folder.path());
    tearline::storage::save(&file, &crate::desk::case_called("Shared")).expect("saved");
    let mut mine = window_in(folder.path());
    mine.ask(FileCommand::OpenPath(file.clone()));
    let mut other = OtherProgram::in_folder(folder.path());
    assert_eq!(other.does("open"), "knows of the other");
    mine.set_horizon(31);
    mine.work_for_a_while();
    other.does("change");
    let copies = std::fs::read_dir(folder.path().join("open")).expect("a folder").flatten();
    let copies = copies.filter(|entry| entry.file_name().to_string_lossy().ends_with(".ron")).count();
    assert_eq!(copies, 2, "each keeps its own");
    other.does("save");
    assert_eq!(read(&file).horizon_months, 41);
    mine.work_for_a_while();
    assert!(mine.reads("The file has changed on disk.") && mine.app().unsaved());
    mine.click("Keep mine");
    mine.ctrl(Key::S, false);
    assert_eq!(read(&file).horizon_months, 31);
    other.does("look");
    mine.write_case("next.ron", "Next");
    mine.ask(FileCommand::OpenPath(mine.place("next.ron")));
    let kept = preferences_in(folder.path()).load();
    assert_eq!(kept.look, Look::Dark, "what the other chose stays");
    assert_eq!(kept.recent.len(), 2);
    drop((mine, other));
    assert!(!window_in(folder.path()).reads(OFFER), "both had saved");
}

#[test]
fn when_the_display_goes_no_file_is_damaged_and_the_work_is_offered_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = shared_file(folder.path());
    tearline::storage::save(&file, &crate::desk::case_called("Shared")).expect("saved");
    let written = std::fs::read(&file).expect("it is there");
    let mut desk = window_in(folder.path());
    desk.ask(FileCommand::OpenPath(file.clone()));
    desk.set_horizon(31);
    desk.work_for_a_while();
    // Nobody asks and nothing is cleaned up: no frame is drawn any more.
    drop(desk);
    assert_eq!(std::fs::read(&file).expect("it is there"), written);
    let mut desk = window_in(folder.path());
    assert!(desk.reads(OFFER));
    desk.click("Open it");
    assert_eq!(desk.scenario().horizon_months, 31);
    desk.ctrl(Key::S, false);
    assert_eq!(read(&file).horizon_months, 31);
}

#[test]
fn when_the_display_goes_between_a_frame_and_its_save_the_file_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = shared_file(folder.path());
    tearline::storage::save(&file, &crate::desk::case_called("Shared")).expect("saved");
    let mut desk = window_in(folder.path());
    desk.ask(FileCommand::OpenPath(file.clone()));
    desk.set_horizon(31);
    desk.app().send(FileCommand::Save);
    desk.window.step();
    eframe::App::on_exit(desk.app(), None);
    drop(desk);
    assert_eq!(read(&file).horizon_months, 31, "what is being saved is waited for");
}

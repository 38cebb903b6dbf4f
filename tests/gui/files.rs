//! Opening and saving.

use crate::desk::{Desk, Setup, case_called, read};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tearline::app::{Ask, Picked, PreferenceMemory, PreferenceStore, Preferences};
use tearline::scenario::{About, Edit};
use tearline::ui::chrome::layout::STATUS_BAR;
use tearline::ui::chrome::messages::DONE_STAYS_SECONDS;
use tearline::ui::command::TableFormat;
use tearline::ui::theme::Look;
use tearline::ui::{Command, DialogCommand, DisplayCommand, FileCommand, TableCommand, TableId};

#[test]
fn what_is_saved_and_opened_again_is_equal() {
    let mut desk = Desk::new();
    desk.change_something();
    let before = desk.scenario();
    let path = desk.place("mine.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::S, false);
    assert!(!desk.app().unsaved());
    assert!(desk.reads("Saved"));
    desk.choose("New");
    desk.click("Start blank");
    assert_ne!(desk.scenario(), before);
    desk.will_pick(Picked::File(path));
    desk.ctrl(Key::O, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn opening_a_file_of_an_older_version_says_what_was_translated() {
    let mut desk = Desk::new();
    let path = desk.place("old.ron");
    std::fs::write(&path, include_str!("../fixtures/version-1.ron")).expect("written");
    desk.ask(FileCommand::OpenPath(path.clone()));
    assert!(desk.reads("This file has format version 1 and was translated."));
    assert_eq!(desk.scenario(), read(&path));
}

#[test]
fn a_case_that_replaces_another_takes_none_of_its_comments() {
    let mut desk = Desk::new();
    let path = desk.write_case("there.ron", "There");
    let theirs = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, format!("// Somebody else’s note.\n{theirs}")).expect("written");
    desk.choose("New");
    desk.click("Start blank");
    desk.change_something();
    desk.ask(FileCommand::SaveTo(path.clone()));
    desk.click("Replace");
    assert_eq!(read(&path), desk.scenario());
    assert!(!std::fs::read_to_string(&path).expect("read").contains("note"));
}

/// Preferences on a disk that is full at times.
#[derive(Default)]
struct FullAtTimes {
    kept: PreferenceMemory,
    is_full: AtomicBool,
}

impl PreferenceStore for FullAtTimes {
    fn load(&self) -> Preferences {
        self.kept.load()
    }

    fn save(&self, preferences: &Preferences) -> Result<(), String> {
        match self.is_full.load(Ordering::Relaxed) {
            true => Err("The disk is full.".into()),
            false => self.kept.save(preferences),
        }
    }
}

#[test]
fn preferences_that_could_not_be_saved_are_saved_with_the_next_and_each_failure_is_told() {
    let store = Arc::new(FullAtTimes::default());
    let mut desk = Desk::with(Setup { preference_store: Some(store.clone()), ..Setup::default() });
    let full = |desk: &Desk| desk.reads("The disk is full.");
    store.is_full.store(true, Ordering::Relaxed);
    desk.ask(DisplayCommand::SetLook(Look::Dark));
    assert!(full(&desk));
    desk.click("Dismiss the message");
    assert!(!full(&desk));
    store.is_full.store(false, Ordering::Relaxed);
    desk.ask(DisplayCommand::HideWhatHappened(false));
    let kept = store.load();
    assert_eq!((kept.look, kept.hide_what_happened), (Look::Dark, false));
    store.is_full.store(true, Ordering::Relaxed);
    desk.ask(DisplayCommand::SetLook(Look::Light));
    assert!(full(&desk), "it is told again");
}

#[test]
fn saving_again_goes_to_the_same_file_without_asking() {
    let mut desk = Desk::new();
    desk.change_something();
    let path = desk.place("mine.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::S, false);
    desk.change_something();
    desk.ctrl(Key::S, false);
    assert_eq!(desk.was_asked().len(), 1);
    assert_eq!(read(&path), desk.scenario());
}

#[test]
fn of_two_saves_in_a_row_the_later_one_stays() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.ask(FileCommand::SaveTo(desk.place("mine.ron")));
    desk.app().send(FileCommand::Save);
    desk.app().send(Command::Edit(Edit::SetHorizon(30)));
    desk.app().send(FileCommand::Save);
    desk.settle();
    assert_eq!(read(&desk.place("mine.ron")).horizon_months, 30);
    assert!(!desk.app().unsaved());
}

#[test]
fn save_as_suggests_the_name_of_the_file_and_its_folder() {
    let mut desk = Desk::new();
    let path = desk.write_case("mine.ron", "Mine");
    desk.ask(FileCommand::OpenPath(path.clone()));
    desk.will_pick(Picked::File(desk.place("other")));
    desk.ctrl(Key::S, true);
    let folder = Some(desk.folder.path().to_owned());
    assert_eq!(desk.was_asked(), [Ask::Save { name: "mine.ron".into(), folder }]);
    assert_eq!(read(&desk.place("other.ron")), desk.scenario());
}

#[test]
fn a_broken_file_is_explained_and_what_is_open_stays() {
    let mut desk = Desk::new();
    desk.change_something();
    let before = desk.scenario();
    let path = desk.place("broken.ron");
    std::fs::write(&path, "(version: 1, scenario: (about: (title: \"Bro").expect("written");
    desk.ask(FileCommand::OpenPath(path.clone()));
    let sentence = tearline::storage::load(&path).expect_err("broken").to_string();
    assert!(sentence.contains("broken.ron") && desk.reads(&sentence), "{sentence}");
    assert_eq!(desk.scenario(), before);
    assert!(desk.app().unsaved());
    assert!(desk.reads("Undo “project 7 months”"));
    desk.click("Dismiss the message");
}

#[test]
fn a_file_that_is_not_there_is_explained_and_forgotten() {
    let mut desk = Desk::new();
    let path = desk.write_case("gone.ron", "Gone");
    desk.ask(FileCommand::OpenPath(path.clone()));
    assert_eq!(desk.kept().recent.len(), 1);
    std::fs::remove_file(&path).expect("removed");
    desk.go_to("Library");
    desk.click("Open Gone");
    assert!(desk.window.query_by_label("Dismiss the message").is_some());
    assert_eq!(desk.kept().recent, []);
}

#[test]
fn a_path_can_be_typed_where_there_is_no_file_dialog() {
    let mut desk = Desk::new();
    desk.write_case("typed.ron", "Typed");
    desk.will_pick(Picked::Failed("This system has no file dialog.".into()));
    desk.ctrl(Key::O, false);
    desk.type_text(&desk.place("typed.ron").display().to_string());
    desk.press(Key::Enter);
    assert_eq!(desk.scenario().about.title, "Typed");
}

#[test]
fn typing_a_path_replaces_the_one_that_is_suggested() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.will_pick(Picked::Failed("This system has no file dialog.".into()));
    desk.ctrl(Key::S, false);
    desk.type_text(&desk.place("typed.ron").display().to_string());
    desk.press(Key::Enter);
    assert_eq!(read(&desk.place("typed.ron")), desk.scenario());
}

#[test]
fn saving_to_a_path_asks_before_it_writes_over_another_file() {
    let mut desk = Desk::new();
    let path = desk.write_case("there.ron", "There already");
    desk.change_something();
    desk.ask(FileCommand::SaveTo(path.clone()));
    assert!(desk.reads("Replace “there.ron”?"));
    desk.click("Cancel");
    assert_eq!(read(&path).about.title, "There already");
    desk.ask(FileCommand::SaveTo(path.clone()));
    desk.click("Replace");
    assert_eq!(read(&path), desk.scenario());
    assert!(!desk.app().unsaved());
}

#[test]
fn saving_where_nothing_can_be_written_is_explained_and_nothing_counts_as_saved() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.ask(FileCommand::SaveTo(desk.place("no/such/folder.ron")));
    assert!(desk.app().unsaved());
    assert!(desk.window.query_by_label("Dismiss the message").is_some());
}

#[test]
fn a_dialog_that_was_cancelled_changes_nothing() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.will_pick(Picked::Cancelled);
    desk.ctrl(Key::S, false);
    assert!(desk.app().unsaved());
    desk.ask(FileCommand::OpenByPath);
    desk.press(Key::Escape);
    assert!(!desk.reads("Open a file by its path"));
}

#[test]
fn a_file_named_at_the_start_or_dropped_on_the_window_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("first.ron");
    tearline::storage::save(&path, &case_called("First")).expect("saved");
    let mut desk = Desk::with(Setup { file: Some(path), ..Setup::default() });
    assert_eq!(desk.scenario().about.title, "First");
    let second = desk.write_case("second.ron", "Second");
    desk.window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(second)));
    desk.settle();
    assert_eq!(desk.scenario().about.title, "Second");
}

#[test]
fn a_file_that_another_start_asks_for_waits_for_a_form_and_is_opened_at_once_over_what_is_only_read() {
    let mut desk = Desk::new();
    let path = desk.write_case("second.ron", "Second");
    desk.ask(DialogCommand::ShowShortcuts);
    desk.app().take_asked_file(path.clone());
    desk.settle();
    assert_eq!(desk.scenario().about.title, "Second");
    let other = desk.write_case("other.ron", "Other");
    desk.ask(FileCommand::New);
    desk.type_text("Ruritania");
    desk.app().take_asked_file(other);
    desk.settle();
    assert!(desk.reads("other.ron is opened once this dialog is closed."));
    assert!(desk.reads("Ruritania"), "what was typed is still there");
    desk.press(Key::Escape);
    assert_eq!(desk.scenario().about.title, "Other");
    assert!(!desk.reads("is opened once"), "nothing waits any more");
}

/// Drops a file of this name on the window.
fn drop_file(desk: &mut Desk, name: &str, text: &str) {
    let path = desk.place(name);
    std::fs::write(&path, text).expect("written");
    desk.window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    desk.settle();
}

#[test]
fn a_spreadsheet_or_graph_that_is_dropped_is_imported() {
    for (name, text) in [
        ("actors.csv", "name,note\nFrance,an ally\n"),
        ("network.DOT", "digraph { France -> Spain }"),
        ("network.graphml", "<graphml><graph><node id=\"France\"/></graph></graphml>"),
    ] {
        let mut desk = Desk::new();
        desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
        let before = desk.scenario();
        drop_file(&mut desk, name, text);
        assert!(desk.reads(&format!("Add from {name}?")), "{name}");
        assert_eq!(desk.scenario(), before, "{name}: nothing is added before somebody says so");
    }
}

#[test]
fn a_file_of_another_kind_that_is_dropped_is_refused_with_a_sentence() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let before = desk.scenario();
    drop_file(&mut desk, "notes.pdf", "%PDF-1.4");
    assert!(desk.reads("“notes.pdf” is no case, and nothing to import."));
    assert_eq!(desk.scenario(), before);
}

#[test]
fn a_file_that_is_dropped_beside_an_open_dialog_is_not_taken_and_the_window_says_so() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenByPath);
    drop_file(&mut desk, "actors.csv", "name\nFrance\n");
    assert!(desk.reads("Close the dialog first"));
    assert!(desk.reads("Open a file by its path"), "the dialog stays");
}

#[derive(Debug)]
pub struct Dropped(pub std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a dropped file is read by its path".into())
    }
}

#[test]
fn recent_files_are_offered_in_the_library_and_in_the_menu() {
    let mut desk = Desk::new();
    for name in ["One", "Two"] {
        let path = desk.write_case(&format!("{name}.ron"), name);
        desk.ask(FileCommand::OpenPath(path));
    }
    desk.go_to("Library");
    desk.click("Open One");
    assert_eq!(desk.scenario().about.title, "One");
    let titles: Vec<_> = desk.kept().recent.into_iter().map(|recent| recent.title).collect();
    assert_eq!(titles, ["One", "Two"]);
    desk.window.get_by_role_and_label(Role::Button, "File").click();
    desk.settle();
    desk.window.get_by_label_contains("Recent").hover();
    desk.settle();
    assert!(desk.reads("Two"));
}

impl Desk {
    /// How many messages stand there.
    fn messages(&self) -> usize {
        self.window.query_all_by_label("Dismiss the message").count()
    }
}

#[test]
fn a_path_where_nothing_can_be_written_stays_in_its_field_with_the_reason() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.ask(FileCommand::SaveAsByPath);
    let path = desk.place("no/such/folder.ron");
    let sentence = tearline::storage::save(&path, &desk.scenario()).expect_err("no folder").to_string();
    desk.type_text(&path.display().to_string());
    desk.press(Key::Enter);
    assert!(desk.reads("Save to a file") && desk.reads(&sentence), "{sentence}");
    let field = desk.window.get_by_role(Role::TextInput).value();
    assert_eq!(field, Some(path.display().to_string()), "it stays to be mended");
    assert_eq!(desk.messages(), 0);
    std::fs::create_dir_all(desk.place("no/such")).expect("made");
    desk.press(Key::Enter);
    assert!(!desk.reads("Save to a file"), "the same path, now that it can be written");
    assert!(!desk.app().unsaved());
}

#[test]
fn a_path_of_a_broken_file_stays_in_its_field_with_the_reason() {
    let mut desk = Desk::new();
    let path = desk.place("broken.ron");
    std::fs::write(&path, "(version: 1, scenario: (about: (title: \"Bro").expect("written");
    desk.ask(FileCommand::OpenByPath);
    desk.type_text(&path.display().to_string());
    desk.press(Key::Enter);
    let sentence = tearline::storage::load(&path).expect_err("broken").to_string();
    assert!(desk.reads("Open a file by its path") && desk.reads(&sentence));
    assert_eq!(desk.messages(), 0);
    desk.press(Key::Escape);
    assert!(!desk.reads("Open a file by its path"));
}

#[test]
fn messages_cover_nothing_and_escape_closes_the_newest() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    for name in ["one.ron", "two.ron", "one.ron"] {
        desk.ask(FileCommand::OpenPath(desk.place(name)));
    }
    assert_eq!(desk.messages(), 2, "what is said twice stands there once");
    desk.go_to("Decision");
    let messages = desk.window.query_all_by_label("Dismiss the message").map(|node| node.rect());
    let highest = messages.map(|rect| rect.top()).fold(f32::INFINITY, f32::min);
    let names = desk.app().map().placed_labels().names.iter().map(|(_, rect)| *rect).collect::<Vec<_>>();
    let main_action = desk.window.get_by_label_contains("Commit and play").rect();
    for covered in names.into_iter().chain([main_action]) {
        assert!(covered.bottom() <= highest, "{covered:?} reaches below {highest}");
    }
    desk.press(Key::Escape);
    assert!(!desk.reads("one.ron") && desk.reads("two.ron"));
    desk.ask(FileCommand::OpenPath(desk.place("three.ron")));
    desk.click("Close all");
    assert_eq!(desk.messages(), 0);
}

#[test]
fn what_is_done_is_said_in_the_status_bar_and_goes_by_itself() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Compare");
    desk.will_pick(Picked::File(desk.place("table.xlsx")));
    desk.ask(TableCommand::Save(TableId::Comparison, TableFormat::Xlsx));
    let done =
        |desk: &Desk| desk.window.query_by_label_contains("Saved the table to").map(|node| node.rect());
    let place = done(&desk).expect("it is said");
    assert!(place.top() > 720.0 - STATUS_BAR - 1.0, "in the status bar: {place:?}");
    assert_eq!(desk.messages(), 0, "it is nothing to dismiss");
    (0..=(4.0 * DONE_STAYS_SECONDS) as u32).for_each(|_| desk.draw());
    assert_eq!(done(&desk), None, "said long enough");
}

/// A window with a file of an older version, into which somebody wrote a comment, and with a change for which that
/// version has no field: its text cannot be kept.
fn with_old_file() -> (Desk, std::path::PathBuf, String) {
    let mut desk = Desk::new();
    let path = desk.place("old.ron");
    let text = format!("// Checked by hand in March.\n{}", include_str!("../fixtures/version-1.ron"));
    std::fs::write(&path, &text).expect("written");
    desk.ask(FileCommand::OpenPath(path.clone()));
    let about = About { before: "Nobody knew.".into(), ..desk.scenario().about };
    desk.ask(Command::Edit(Edit::SetAbout(about)));
    (desk, path, text)
}

const LOSES: &str = "Save without what was written by hand?";

#[test]
fn what_was_written_by_hand_is_lost_only_after_a_question() {
    let (mut desk, path, text) = with_old_file();
    desk.ctrl(Key::S, false);
    assert!(desk.reads(LOSES));
    let on_disk = || std::fs::read_to_string(&path).expect("there");
    assert_eq!(on_disk(), text, "nothing was written yet");
    desk.click("Cancel");
    assert!(!desk.reads(LOSES));
    assert_eq!(on_disk(), text);
    desk.ctrl(Key::S, false);
    desk.click("Save anyway");
    assert!(!on_disk().contains("by hand"));
    assert_eq!(read(&path), desk.scenario());
    desk.change_something();
    desk.ctrl(Key::S, false);
    assert!(!desk.reads(LOSES), "there is nothing more to lose");
    assert_eq!(read(&path), desk.scenario());
}

#[test]
fn what_was_written_by_hand_stays_where_it_is_saved_under_another_name() {
    let (mut desk, path, text) = with_old_file();
    desk.ctrl(Key::S, false);
    let other = desk.place("new.ron");
    desk.will_pick(Picked::File(other.clone()));
    desk.click("Save as…");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), text);
    assert_eq!(read(&other), desk.scenario());
    assert!(!desk.reads(LOSES));
}

//! Nothing unsaved is left behind without asking.

use crate::desk::{Desk, read};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use tearline::app::Picked;
use tearline::ui::FileCommand;

const QUESTION: &str = "Save the changes to “Untitled”";

#[test]
fn no_box_lies_over_a_question() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.change_something();
    let israel = desk.window.get_by_role_and_label(Role::Button, "Israel, originator").rect().center();
    desk.window.hover_at(israel);
    desk.settle();
    assert!(desk.reads("originator:"), "the box about it is open");
    desk.ctrl(Key::N, false);
    assert!(desk.reads("Unsaved changes will be lost."));
    assert!(!desk.reads("originator:"), "nothing lies over the question");
}

#[test]
fn with_nothing_to_save_nothing_is_asked() {
    let mut desk = Desk::new();
    desk.ctrl(Key::N, false);
    assert!(!desk.reads(QUESTION));
    desk.click("Start blank");
    desk.ctrl(Key::Q, false);
    assert!(desk.closes());
}

#[test]
fn a_new_case_opening_and_quitting_ask_what_becomes_of_changes() {
    let mut desk = Desk::new();
    let file = desk.write_case("other.ron", "Other");
    desk.change_something();
    let changed = desk.scenario();
    for command in [FileCommand::New, FileCommand::OpenPath(file), FileCommand::Quit] {
        desk.ask(command);
        assert!(desk.reads(QUESTION));
        desk.click("Cancel");
        assert!(!desk.reads(QUESTION));
        assert_eq!(desk.scenario(), changed);
    }
    assert!(!desk.closes());
}

#[test]
fn dont_save_goes_on_without_the_changes() {
    let mut desk = Desk::new();
    let file = desk.write_case("other.ron", "Other");
    desk.change_something();
    desk.ask(FileCommand::OpenPath(file));
    desk.click("Don’t save");
    assert_eq!(desk.scenario().about.title, "Other");
    assert!(!desk.app().unsaved());
}

#[test]
fn save_saves_first_and_then_goes_on() {
    let mut desk = Desk::new();
    desk.change_something();
    let changed = desk.scenario();
    let path = desk.place("kept.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::Q, false);
    assert!(!desk.closes());
    desk.click("Save");
    assert_eq!(read(&path), changed);
    assert!(desk.closes());
}

#[test]
fn the_question_can_be_answered_by_keyboard() {
    let mut desk = Desk::new();
    desk.change_something();
    let path = desk.place("kept.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ask(FileCommand::New);
    desk.press(Key::Enter);
    assert!(path.exists());
    assert!(!desk.reads(QUESTION));
}

#[test]
fn whoever_cancels_the_file_dialog_stays() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.will_pick(Picked::Cancelled);
    desk.ctrl(Key::Q, false);
    desk.click("Save");
    assert!(!desk.closes());
    assert!(desk.app().unsaved());
    desk.will_pick(Picked::File(desk.place("later.ron")));
    desk.ctrl(Key::S, false);
    assert!(!desk.closes(), "a later save does not finish what was called off");
}

#[test]
fn where_saving_fails_nothing_is_left() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.will_pick(Picked::File(desk.place("no/such/folder.ron")));
    desk.ctrl(Key::Q, false);
    desk.click("Save");
    assert!(!desk.closes());
    assert!(desk.app().unsaved());
}

#[test]
fn closing_the_window_asks_too() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.close_window();
    assert!(desk.reads(QUESTION));
    assert!(!desk.closes());
    desk.click("Don’t save");
    assert!(desk.closes());
}

#[test]
fn while_a_question_stands_shortcuts_wait() {
    let mut desk = Desk::new();
    desk.change_something();
    let changed = desk.scenario();
    desk.ask(FileCommand::New);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), changed);
    desk.press(Key::Escape);
    assert!(!desk.reads(QUESTION));
}

//! Looks, zoom, and what is remembered of them.

use crate::desk::{Desk, Setup};
use egui::Key;
use egui_kittest::kittest::Queryable;
use tearline::app::Preferences;
use tearline::ui::theme::Look;
use tearline::ui::{DisplayCommand, FileCommand};

#[test]
fn a_look_is_chosen_from_the_bar_and_remembered() {
    let mut desk = Desk::new();
    desk.click("Look: Light");
    desk.window.get_by_label("Dark").click();
    desk.settle();
    assert!(desk.reads("Look: Dark"));
    assert_eq!(desk.kept().look, Look::Dark);
}

#[test]
fn zoom_goes_up_down_and_back_by_keys_and_is_remembered() {
    let mut desk = Desk::new();
    desk.ctrl(Key::Plus, false);
    desk.ctrl(Key::Plus, false);
    let larger = desk.kept().zoom;
    assert!(larger > 1.15);
    desk.ctrl(Key::Minus, false);
    assert!(desk.kept().zoom < larger);
    desk.ctrl(Key::Num0, false);
    assert_eq!(desk.kept().zoom, 1.0);
}

#[test]
fn a_window_opens_as_it_was_left() {
    let preferences = Preferences { look: Look::Projector, ..Preferences::default() };
    let desk = Desk::with(Setup { preferences, ..Setup::default() });
    assert!(desk.reads("Look: Projector"));
}

#[test]
fn the_library_in_every_look() {
    for look in Look::ALL {
        let mut desk = Desk::new();
        for name in ["One", "Two"] {
            let path = desk.write_case(&format!("{name}.ron"), name);
            desk.ask(FileCommand::OpenPath(path));
        }
        desk.ask(DisplayCommand::SetLook(look));
        desk.go_to("Library");
        desk.picture(&format!("library-{}", look.name().to_lowercase()));
    }
}

#[test]
fn the_menu_a_question_and_a_message() {
    let mut desk = Desk::new();
    desk.change_something();
    desk.click("File");
    desk.picture("shell-menu");
    desk.press(Key::Escape);
    let broken = desk.place("broken.ron");
    std::fs::write(&broken, "(version: 1, scenario: (about: (title: \"Bro").expect("written");
    desk.ask(FileCommand::OpenPath(broken));
    desk.picture("shell-message");
    desk.ask(FileCommand::New);
    desk.picture("shell-question");
    desk.click("Cancel");
    desk.ask(FileCommand::SaveAsByPath);
    desk.picture("shell-path");
}

#[test]
fn at_twice_the_size_each_part_of_a_stage_is_one_click_away() {
    let preferences = Preferences { zoom: 2.0, ..Preferences::default() };
    let mut desk = Desk::with(Setup { preferences, size: egui::vec2(640.0, 360.0), ..Setup::default() });
    desk.change_something();
    desk.go_to("Decision");
    desk.picture("decision-folded");
    desk.go_to("Show Map");
    desk.go_to("Show Plots");
    desk.go_to("Show Decision");
    assert!(desk.reads("Undo “project 7 months”"));
}

#[test]
fn a_small_window_and_a_large_one() {
    for (name, size) in [("small", egui::vec2(960.0, 600.0)), ("large", egui::vec2(1920.0, 1080.0))] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        desk.change_something();
        desk.picture(&format!("library-{name}"));
        desk.go_to("Decision");
        desk.picture(&format!("decision-{name}"));
    }
}

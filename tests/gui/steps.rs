//! Undo and redo, and the way from stage to stage.

use crate::desk::Desk;
use egui::Key;
use egui_kittest::kittest::Queryable;
use tearline::scenario::{Actor, Edit, Plan, Scenario};
use tearline::ui::{AddCommand, Command};

#[test]
fn every_step_can_be_taken_back_and_again_by_its_name() {
    let mut desk = Desk::new();
    let before = desk.scenario();
    desk.ask(Command::Edit(Edit::SetHorizon(12)));
    let after = desk.scenario();
    desk.click("Undo “project 12 months”");
    assert_eq!(desk.scenario(), before);
    desk.click("Redo “project 12 months”");
    assert_eq!(desk.scenario(), after);
    assert!(desk.reads("Undo “project 12 months”"));
}

#[test]
fn the_menu_names_the_step_too() {
    let mut desk = Desk::new();
    let before = desk.scenario();
    desk.ask(Command::Edit(Edit::SetHorizon(12)));
    desk.window.get_by_label("File").click();
    desk.settle();
    desk.window.get_all_by_label("Undo “project 12 months”").last().expect("in the menu").click();
    desk.settle();
    assert_eq!(desk.scenario(), before);
}

#[test]
fn keys_undo_and_redo_back_to_the_start() {
    let mut desk = Desk::new();
    let start = desk.scenario();
    for months in [12, 13, 14] {
        desk.ask(Command::Edit(Edit::SetHorizon(months)));
    }
    desk.ask(AddCommand::Plan(Plan::named("Another")));
    let end = desk.scenario();
    (0..6).for_each(|_| desk.ctrl(Key::Z, false));
    assert_eq!(desk.scenario(), start);
    assert!(!desk.app().unsaved());
    (0..3).for_each(|_| desk.ctrl(Key::Z, true));
    desk.ctrl(Key::Y, false);
    assert_eq!(desk.scenario(), end);
}

#[test]
fn changes_of_one_thing_while_the_button_is_down_are_one_step() {
    let mut desk = Desk::new();
    let start = desk.scenario();
    let middle = egui::pos2(640.0, 660.0);
    desk.window.hover_at(middle);
    desk.window.drag_at(middle);
    desk.window.step();
    for months in [12, 13, 14] {
        desk.app().send(Command::Edit(Edit::SetHorizon(months)));
        desk.window.step();
    }
    desk.window.drop_at(middle);
    desk.settle();
    assert_eq!(desk.scenario().horizon_months, 14);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), start);
}

#[test]
fn a_change_that_cannot_be_made_is_explained_and_changes_nothing() {
    let mut desk = Desk::new();
    let before = desk.scenario();
    let home = before.home.clone();
    desk.ask(Command::Edit(Edit::RemoveActor(home)));
    assert_eq!(desk.scenario(), before);
    assert!(desk.reads("home cannot be removed"));
    desk.click("Dismiss the message");
    assert!(!desk.reads("home cannot be removed"));
}

#[test]
fn every_stage_is_one_click_or_one_key_away() {
    let mut desk = Desk::new();
    for (stage, key) in
        [("Setting", Key::Num2), ("Decision", Key::Num3), ("Aftermath", Key::Num4), ("Library", Key::Num1)]
    {
        desk.go_to(stage);
        assert!(desk.shows_stage(stage), "{stage} by click");
        desk.go_to("Library");
        desk.ctrl(key, false);
        assert!(desk.shows_stage(stage), "{stage} by key");
    }
}

#[test]
fn what_is_selected_or_shown_is_let_go_when_undo_takes_it_away() {
    let mut desk = Desk::new();
    desk.go_to("Decision");
    desk.ask(AddCommand::Plan(Plan::named("Another")));
    desk.ctrl(Key::Z, false);
    desk.ask(Command::Edit(Edit::PutActor(desk.scenario().home.clone(), Actor::named("Home again"))));
    assert_eq!(desk.scenario().plans.len(), Scenario::default().plans.len());
}

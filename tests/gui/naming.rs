//! Whatever a button makes can be named by typing on: its name has the keyboard, and is selected.

use crate::desk::{Desk, Setup};
use egui::{Key, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;
use tearline::scenario::{Actor, ActorId, Edit, Input, ItemId, ParameterField, PartnerField, Promise};
use tearline::ui::{AddCommand, Command, FileCommand, Selection, ViewCommand};

/// The Oval Office case at a stage, in a window so high that nothing has to be scrolled to.
fn at(stage: &str) -> Desk {
    let mut desk = Desk::with(Setup { size: vec2(1280.0, 1800.0), ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to(stage);
    desk
}

impl Desk {
    fn inspect(&mut self, selection: Selection) {
        self.ask(ViewCommand::Select(selection));
    }

    /// The text of what has the keyboard.
    fn text_in_focus(&self) -> Option<String> {
        self.window.query_all_by(|node| node.is_focused()).next()?.value()
    }
}

#[test]
fn a_duplicated_actor_is_named_by_typing_on() {
    let mut desk = at("Setting");
    desk.inspect(Selection::Actor(ActorId::known("il")));
    let copy = desk.scenario().next_actor_id();
    desk.click("Duplicate");
    assert_eq!(desk.text_in_focus().as_deref(), Some("Israel, copy"));
    desk.type_text("Egypt");
    assert_eq!(desk.scenario().name(&copy), "Egypt");
}

#[test]
fn a_duplicated_item_is_named_by_typing_on() {
    let mut desk = at("Setting");
    desk.inspect(Selection::Item(ItemId::known("plot")));
    let copy = desk.scenario().next_item_id();
    desk.click("Duplicate");
    desk.type_text("The cable");
    assert_eq!(desk.scenario().items.get(&copy).map(|item| item.name.clone()), Some("The cable".into()));
}

#[test]
fn the_end_of_a_suggested_name_is_where_an_arrow_key_leads() {
    let mut desk = at("Setting");
    desk.inspect(Selection::Actor(ActorId::known("il")));
    let copy = desk.scenario().next_actor_id();
    desk.click("Duplicate");
    desk.press(Key::ArrowRight);
    desk.type_text(" 2");
    assert_eq!(desk.scenario().name(&copy), "Israel, copy 2");
}

#[test]
fn a_duplicated_plan_is_named_by_typing_on() {
    let mut desk = at("Decision");
    desk.ask(AddCommand::DuplicatePlan);
    desk.type_text("Gist only");
    desk.press(Key::Enter);
    assert!(desk.scenario().plans.values().any(|plan| plan.name == "Gist only"));
}

#[test]
fn undoing_in_a_field_brings_back_no_text_of_another() {
    let mut desk = at("Decision");
    desk.click_any("Rename plan");
    desk.type_text("Never");
    desk.press(Key::Escape);
    desk.ask(AddCommand::NewPlan);
    let names = |desk: &Desk| -> Vec<String> {
        desk.scenario().plans.values().map(|plan| plan.name.clone()).collect()
    };
    let before = names(&desk);
    desk.ctrl(Key::Z, false);
    desk.press(Key::Enter);
    assert_eq!(names(&desk), before);
}

#[test]
fn a_source_that_is_added_is_cited_by_typing_on() {
    let mut desk = at("Setting");
    desk.click_any("Show: Case");
    desk.click("Add a source");
    desk.type_text("Foreign Relations, 1917");
    let sources = desk.scenario().about.sources;
    assert_eq!(sources.last().map(|source| source.cite.as_str()), Some("Foreign Relations, 1917"));
}

/// Replaces the number that has the keyboard.
fn types_a_number(desk: &mut Desk, text: &str) {
    desk.type_text(text);
    desk.press(Key::Enter);
}

#[test]
fn a_number_that_is_looked_for_is_replaced_by_typing_on() {
    for input in [
        Input::Partner(ActorId::known("il"), PartnerField::IntegrityMean),
        Input::Parameter(ParameterField::ALL[0]),
    ] {
        let mut desk = at("Decision");
        desk.ask(ViewCommand::ShowNumber(input.clone()));
        types_a_number(&mut desk, "0.25");
        let likely = desk.scenario().figure(&input).map(|figure| figure.likely);
        assert_eq!(likely, Some(0.25), "{input:?}");
    }
}

#[test]
fn a_number_that_is_added_to_a_list_is_replaced_by_typing_on() {
    let mut desk = at("Setting");
    let item = ItemId::known("plot");
    let wanting = desk.scenario().next_actor_id();
    desk.ask(Command::Edit(Edit::PutActor(wanting.clone(), Actor::named("Turkey"))));
    desk.inspect(Selection::Item(item.clone()));
    desk.click_any("Somebody else wants it");
    desk.click_any("Turkey");
    types_a_number(&mut desk, "0.25");
    let likely = desk.scenario().figure(&Input::Interest(item, wanting)).map(|figure| figure.likely);
    assert_eq!(likely, Some(0.25));
}

#[test]
fn homes_own_item_has_no_promise_to_edit() {
    let mut desk = at("Setting");
    let id = ItemId::known("plot");
    desk.inspect(Selection::Item(id.clone()));
    assert!(desk.window.query_by_role_and_label(Role::RadioButton, "Promise: explicit").is_some());
    let home = desk.scenario().home.clone();
    let mut item = desk.scenario().items.get(&id).expect("the item").clone();
    assert_ne!(item.promise, Promise::None);
    item.originator = home;
    desk.ask(Command::Edit(Edit::PutItem(id, item)));
    assert!(desk.reads("Home’s own: nothing was promised."));
    assert!(desk.window.query_by_role_and_label(Role::RadioButton, "Promise: explicit").is_none());
    desk.click_any("Show: Items");
    assert!(!desk.paints("explicit"), "nor does the table say that there was one");
}

#[test]
fn a_long_name_of_a_plan_widens_neither_its_list_nor_the_board() {
    let mut desk = at("Decision");
    let place = |desk: &Desk, name: &str| desk.window.get_by_label(name).rect();
    let before = (place(&desk, "Delete plan"), place(&desk, "Commit and play ▸"), place(&desk, "Plan"));
    desk.ask(AddCommand::DuplicatePlan);
    desk.type_text(&"What we would say to everybody ".repeat(2));
    desk.press(Key::Enter);
    assert_eq!(
        (place(&desk, "Delete plan"), place(&desk, "Commit and play ▸"), place(&desk, "Plan")),
        before
    );
}

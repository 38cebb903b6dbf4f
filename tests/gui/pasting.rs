//! A block of cells from a spreadsheet, pasted over a table of the setting at the cell that is selected.

use crate::desk::Desk;
use crate::setting::{id, setting};
use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::kittest::Queryable;
use tearline::scenario::{Input, Item, Promise, TieField};

impl Desk {
    fn open_table(&mut self, name: &str) {
        self.window.get_by_label(&format!("Show: {name}")).click();
        self.settle();
    }

    /// Selects a cell by its name, and pastes over it.
    fn paste_at(&mut self, role: Role, cell: &str, text: &str) {
        self.window.get_by_role_and_label(role, cell).focus();
        self.settle();
        self.window.event(Event::Paste(text.into()));
        self.settle();
    }

    fn items(&self) -> Vec<Item> {
        self.scenario().items.values().cloned().collect()
    }
}

/// The names of the numbers of a tie in the table of ties.
fn tie_number(desk: &Desk, place: usize, field: TieField) -> (Input, String) {
    let scenario = desk.scenario();
    let tie = &scenario.ties[place];
    let input = Input::Tie(tie.from.clone(), tie.to.clone(), field);
    let name = scenario.input_name(&input);
    (input, name)
}

#[test]
fn rows_and_columns_of_numbers_go_over_the_ties_and_are_one_step_to_undo() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.open_table("Ties");
    let (_, cell) = tie_number(&desk, 1, TieField::Affinity);
    desk.paste_at(Role::SpinButton, &cell, "-0,25\t70 %\r\nfriend\t0.4\r\n0.5\tnever\r\n");
    let after = desk.scenario();
    let likely =
        |place: usize, field| after.figure(&tie_number(&desk, place, field).0).expect("a number").likely;
    let expected = [[-0.25, 0.7], [0.6, 0.4], [0.5, 0.0]];
    for (place, numbers) in (1..).zip(expected) {
        assert_eq!([likely(place, TieField::Affinity), likely(place, TieField::Onward)], numbers, "{place}");
    }
    assert_eq!((&after.ties[0], &after.ties[4..]), (&before.ties[0], &before.ties[4..]), "no other changes");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before, "one step");
    desk.ctrl(Key::Z, true);
    assert_eq!(desk.scenario(), after, "and it can be done again");
}

#[test]
fn names_that_go_beyond_the_last_actor_add_actors_in_the_same_step() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.open_table("Actors");
    let (last, actor) = before.actors.iter().last().expect("an actor");
    desk.paste_at(Role::TextInput, &format!("Name of {}", actor.name), "The movement\nFrance\nSpain\n");
    let after = desk.scenario();
    assert_eq!(after.name(last), "The movement");
    let names: Vec<&str> =
        after.actors.values().skip(before.actors.len()).map(|of| of.name.as_str()).collect();
    assert_eq!(names, ["France", "Spain"]);
    assert!(desk.window.query_by_label("Name of Spain").is_some(), "the table shows it");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn items_are_pasted_with_originator_promise_and_numbers_and_new_ones_are_added() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.open_table("Items");
    let name = format!("Name of {}", before.items.at(0).expect("an item").1.name);
    desk.paste_at(Role::TextInput, &name, "The laptops\tJordan\timplicit\t0.5\t12\nThe cables\tGermany\n");
    let items = desk.items();
    let [laptops, cables] = &items[..] else { panic!("two items: {items:?}") };
    assert_eq!(
        (laptops.name.as_str(), &laptops.originator, laptops.promise),
        ("The laptops", &id("jo"), Promise::Implicit)
    );
    assert_eq!([laptops.sensitivity.figure().likely, laptops.plausible_sources.figure().likely], [0.5, 12.0]);
    assert_eq!((cables.name.as_str(), &cables.originator), ("The cables", &id("de")));
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn an_unknown_name_is_reported_with_its_row_and_nothing_is_pasted() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.open_table("Items");
    let name = format!("Name of {}", before.items.at(0).expect("an item").1.name);
    desk.paste_at(Role::TextInput, &name, "The laptops\tIsrael\nThe cables\tAtlantis\n");
    let says = "Nothing was pasted. Pasted row 2, column 2: there is no actor “Atlantis”";
    assert!(desk.reads(says), "{says}");
    assert_eq!(desk.scenario(), before);
}

#[test]
fn a_block_that_is_longer_than_the_table_of_ties_is_refused_with_the_row() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.open_table("Ties");
    let (_, cell) = tie_number(&desk, 0, TieField::Onward);
    let rows = before.ties.len();
    desk.paste_at(Role::SpinButton, &cell, &"0.5\n".repeat(rows + 3));
    let says = format!("Pasted row {}, column 1: the table ends after {rows} rows", rows + 1);
    assert!(desk.reads(&says), "{says}");
    assert_eq!(desk.scenario(), before);
}

#[test]
fn one_word_that_is_pasted_into_a_name_is_typed_there() {
    let mut desk = setting();
    desk.open_table("Actors");
    desk.paste_at(Role::TextInput, "Name of Israel", "State of ");
    assert!(desk.scenario().name(&id("il")).contains("State of "));
    assert_eq!(desk.scenario().actors.len(), setting().scenario().actors.len());
}

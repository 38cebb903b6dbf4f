//! The menu of every table, and of every plot with a table behind it: by the pointer and by keys.

use crate::compare::{at_compare, knowing_choices};
use crate::desk::{Desk, Setup};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use tearline::analysis::query::TableId;
use tearline::app::Picked;
use tearline::scenario::ActorId;
use tearline::ui::{DialogCommand, FileCommand, HistoryChoice, PlayCommand, TableCommand};

fn open(stage: &str) -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to(stage);
    desk
}

/// The words of a row in the table of courses.
const ROW: &str = "Israel, month 0; content: mean";

/// What is on the clipboard once a table was copied.
fn copied(desk: &Desk, of: TableId) -> String {
    desk.copied_table().unwrap_or_else(|| panic!("{of:?} was not copied")).text
}

/// Right-clicks what contains this text, and says whether the menu copies and saves this table.
fn has_menu(desk: &mut Desk, text: &str, of: TableId) {
    desk.ask(TableCommand::Copy(of));
    let expected = copied(desk, of);
    let place = desk.window.query_all_by_label_contains(text).next();
    let center = place.unwrap_or_else(|| panic!("{of:?}: nothing says “{text}”")).rect().center();
    desk.right_click(center);
    desk.click("Copy table");
    assert_eq!(copied(desk, of), expected, "{of:?}");
    desk.right_click(center);
    for format in ["Save as XLSX…", "Save as CSV…"] {
        assert!(desk.reads(format), "{of:?}: {format}");
    }
    desk.press(Key::Escape);
    assert!(!desk.reads("Save as CSV…"), "{of:?}");
}

#[test]
fn tables_and_plots_of_the_decision_have_a_menu() {
    let mut desk = open("Decision");
    has_menu(&mut desk, "Jordan would hold at least the gist", TableId::Knowers);
    has_menu(&mut desk, "Jordan, content, month 0", TableId::Courses);
    has_menu(&mut desk, "Total, ", TableId::Ledger);
}

#[test]
fn courses_have_a_menu_as_plots_and_as_a_table() {
    let mut desk = open("Aftermath");
    has_menu(&mut desk, "Look at Israel", TableId::Courses);
    desk.choose_of("Show", "Table");
    has_menu(&mut desk, ROW, TableId::Courses);
    desk.choose_of("Show", "Together");
    has_menu(&mut desk, "Israel, content: ", TableId::Courses);
}

#[test]
fn tables_of_the_comparison_have_a_menu() {
    let mut desk = at_compare(knowing_choices());
    has_menu(&mut desk, "Only differences", TableId::Comparison);
    desk.choose_of("Ask", "Smallest repair");
    has_menu(&mut desk, "Use as a new plan", TableId::Repair);
    desk.choose_of("Ask", "Asking first");
    has_menu(&mut desk, "Against telling unasked", TableId::Asking);
    desk.choose_of("Show", "Table");
    has_menu(&mut desk, "Look at: ", TableId::Choices);
}

#[test]
fn the_hindcast_has_a_menu() {
    let mut desk = Desk::with(Setup::default());
    desk.ask(DialogCommand::ShowHindcast);
    desk.draw_until_it_reads("Case by case");
    has_menu(&mut desk, "Model right in", TableId::Hindcast);
}

#[test]
fn the_table_of_the_menu_is_saved_as_a_file_of_its_format() {
    let mut desk = open("Aftermath");
    desk.choose_of("Show", "Table");
    let row = |desk: &Desk| desk.window.query_all_by_label_contains(ROW).next().map(|row| row.rect());
    for (item, name, begins) in [
        ("Save as XLSX…", "courses.xlsx", &b"PK"[..]),
        ("Save as CSV…", "courses.csv", "\u{FEFF}model_version,".as_bytes()),
    ] {
        let path = desk.place(name);
        desk.will_pick(Picked::File(path.clone()));
        let place = row(&desk).expect("a row");
        desk.right_click(place.center());
        desk.click(item);
        desk.draw_until_it_reads("Saved the table to");
        assert!(std::fs::read(&path).expect("it was written").starts_with(begins), "{name}");
    }
}

#[test]
fn the_menu_of_a_table_opens_by_keys_while_a_row_has_the_keyboard() {
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        let mut desk = open("Aftermath");
        desk.choose_of("Show", "Table");
        let row = desk.window.query_all_by_label_contains(ROW).next();
        row.expect("a row").focus();
        desk.settle();
        desk.window.key_press_modifiers(modifiers, key);
        desk.settle();
        desk.click("Copy table");
        assert!(desk.copied_table().is_some(), "{key:?}");
    }
}

#[test]
fn the_list_of_what_may_happen_has_a_menu() {
    let mut desk = open("Aftermath");
    has_menu(&mut desk, "It becomes public.", TableId::PossibleEvents);
}

/// Copies the table of the history that plays by its menu; its lines.
fn copied_history(desk: &mut Desk, row: &str) -> Vec<String> {
    let place = desk.window.query_all_by_label_contains(row).next();
    let center = place.unwrap_or_else(|| panic!("nothing says “{row}”")).rect().center();
    desk.right_click(center);
    desk.click("Copy table");
    copied(desk, TableId::OneHistory).lines().map(str::to_owned).collect()
}

#[test]
fn a_history_that_plays_is_copied_as_far_as_it_is_seen_and_from_a_seat_no_other_partner() {
    let mut desk = open("Aftermath");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Typical)));
    desk.ask(PlayCommand::ShowMonth(2));
    desk.choose_of("Show", "Table");
    let lines = copied_history(&mut desk, "month 0, this history");
    let partners = desk.scenario().partnerships.len();
    assert_eq!(lines.len(), 1 + 3 * partners, "{lines:?}");
    let rows = desk.window.query_all_by_label_contains(", this history; content ");
    assert_eq!(rows.count(), 3 * partners, "as many as are shown");
    let israel = ActorId::known("il");
    desk.ask(PlayCommand::TakeSeat(Some(israel)));
    let lines = copied_history(&mut desk, "month 0; content: ");
    assert_eq!(lines.len(), 1 + 3, "{lines:?}");
    assert!(lines[1..].iter().all(|line| line.contains("Israel")), "{lines:?}");
}

#[test]
fn tables_of_the_setting_are_saved_from_their_menu_and_read_back() {
    let mut desk = open("Setting");
    for (tab, row, item, file) in [
        ("Actors", "Name of Israel", "Save as CSV…", "actors.csv"),
        ("Ties", "Inspect tie", "Save as CSV…", "ties.csv"),
        ("Items", "Name of the laptop", "Save as XLSX…", "case.xlsx"),
    ] {
        desk.choose_of("Show", tab);
        let place = desk.window.query_all_by_label_contains(row).next();
        let center = place.unwrap_or_else(|| panic!("nothing says “{row}”")).rect().center();
        desk.right_click(center);
        let path = desk.place(file);
        desk.will_pick(Picked::File(path.clone()));
        desk.click(item);
        assert!(path.is_file(), "{file}");
        desk.will_pick(Picked::File(path));
        desk.ask(tearline::ui::command::ImportCommand::Choose);
        desk.draw_until_it_reads(&format!("Add from {file}?"));
        assert!(!desk.reads("left out:"), "{file}: all of it is understood");
        desk.press(Key::Escape);
    }
}

//! Bringing in what another program wrote, and taking out files of a whole case.

use crate::desk::Desk;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use tearline::app::Picked;
use tearline::ui::FileCommand;
use tearline::ui::command::{CaseFile, ExportCommand, ImportCommand};

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk
}

/// Imports a text, as far as the dialog that shows what was understood.
fn show(desk: &mut Desk, text: &str) {
    let path = desk.place("mine.csv");
    std::fs::write(&path, text).expect("written");
    desk.will_pick(Picked::File(path));
    desk.ask(ImportCommand::Choose);
}

#[test]
fn rows_of_a_table_are_added_in_one_step_that_can_be_undone() {
    let mut desk = desk();
    let before = desk.scenario();
    show(&mut desk, "name,remark\nFrance,an ally\nSpain,another\nIsrael,\n");
    assert!(desk.reads("Add from mine.csv?"));
    assert!(desk.reads("2 actors added, 0 changed, 1 as before."));
    assert_eq!(desk.scenario(), before, "nothing is changed before somebody says so");
    desk.click("Add");
    assert!(desk.reads("Added 2 rows from mine.csv."));
    assert_eq!(desk.scenario().actors.len(), before.actors.len() + 2);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn what_a_column_means_is_corrected_in_the_dialog() {
    let mut desk = desk();
    show(&mut desk, "name,remark,bad\nFrance,an ally,a bad one\n");
    desk.window.get_by_role_and_label(Role::ComboBox, "What “bad” means").click();
    desk.settle();
    desk.click("note");
    desk.click("Add");
    let note = desk.scenario().actors.values().find(|actor| actor.name == "France").map(|of| of.note.clone());
    assert_eq!(note.as_deref(), Some("a bad one"), "the other column is left out");
}

#[test]
fn rows_that_are_not_understood_are_named_and_left_out() {
    let mut desk = desk();
    show(&mut desk, "partner,flow\nIsrael,2\nAtlantis,1\n");
    assert!(desk.reads("1 row left out:"));
    assert!(desk.reads("mine.csv, row 3, column A (partner): there is no actor “Atlantis”"));
    desk.click("Cancel");
    assert!(!desk.reads("Add from mine.csv?"));
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_changes_nothing() {
    let mut desk = desk();
    let before = desk.scenario();
    show(&mut desk, "");
    assert!(desk.reads("mine.csv: there is nothing in it."));
    assert_eq!(desk.scenario(), before);
}

#[test]
fn files_of_the_whole_case_are_worked_out_and_written() {
    let mut desk = desk();
    for (file, starts) in
        [(CaseFile::Template, &b"PK"[..]), (CaseFile::Histories, "\u{FEFF}model_version".as_bytes())]
    {
        let path = desk.place(if file == CaseFile::Template { "out.xlsx" } else { "out.csv" });
        desk.will_pick(Picked::File(path.clone()));
        desk.ask(ExportCommand::SaveCaseFile(file));
        assert!(desk.reads("Saved the "));
        assert!(std::fs::read(&path).expect("it was written").starts_with(starts), "{file:?}");
    }
}

#[test]
fn the_menu_leads_to_exports_and_imports() {
    let desk = &mut desk();
    desk.click("File");
    assert!(desk.reads("Import…"));
    assert!(desk.window.query_by_label_contains("Export").is_some());
}

//! Menus that save papers: the cards and paper of a lesson, and what a class leaves behind.

use crate::export::paper::PaperFormat;
use crate::ui::Commands;
use crate::ui::command::{ClassChoice, ExportCommand, LessonChoice, NamesShown};
use crate::ui::theme::Themed;
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, Ui};

/// The menu for the cards and paper of a lesson.
pub fn handouts_menu(ui: &mut Ui, name: &str, lesson: &LessonChoice, commands: &mut Commands) {
    let explains =
        "Brief, role sheets, prediction sheet, voting cards, exit question and the teacher’s key, to print.";
    menu(ui, "Cards and paper", &format!("Cards and paper: {name}"), explains, |ui| {
        if let Some(format) = chosen_format(ui) {
            commands.send(ExportCommand::SaveHandouts(lesson.clone(), format));
        }
    });
}

/// The menu for the report of a class, and for its answers as a table. Names are hidden at first if they are hidden in
/// the window.
pub fn report_menu(ui: &mut Ui, name: &str, report: Report, commands: &mut Commands) {
    let explains = "What the class voted, predicted, tried and answered, beside the model and the record.";
    let id = ui.make_persistent_id(("names in the report", name));
    menu(ui, "Report", &format!("Report: {name}"), explains, |ui| {
        let mut hides = ui.data(|data| data.get_temp(id)).unwrap_or(report.names_hidden);
        let tick = ui.checkbox(&mut hides, ui.theme().text("Numbers in place of names"));
        if tick.on_hover_text("The same person has the same number everywhere.").changed() {
            ui.data_mut(|data| data.insert_temp(id, hides));
        }
        let names = if hides { NamesShown::AsNumbers } else { NamesShown::AsTheyAre };
        if let Some(format) = chosen_format(ui) {
            commands.send(ExportCommand::SaveClassReport(report.class, names, format));
        }
        let table = ui.button(ui.theme().text("All answers as a table (CSV)"));
        if table.on_hover_text("A row for each answer, with its time.").clicked() {
            commands.send(ExportCommand::SaveClassTable(report.class, names));
            ui.close();
        }
    });
}

/// The class whose report is saved.
#[derive(Clone, Copy)]
pub struct Report {
    /// The class.
    pub class: ClassChoice,
    /// Whether names and codes are hidden in the window.
    pub names_hidden: bool,
}

/// The menu for two classes side by side.
pub fn two_classes_menu(ui: &mut Ui, classes: [u64; 2], commands: &mut Commands) {
    menu(ui, "Save", "Save the comparison", "The tables below, to print or to read.", |ui| {
        if let Some(format) = chosen_format(ui) {
            commands.send(ExportCommand::SaveTwoClasses(classes, format));
        }
    });
}

fn menu(ui: &mut Ui, text: &str, name: &str, explains: &str, add: impl FnOnce(&mut Ui)) {
    let button = ui.theme().other_action(text);
    // A tick in it does not close it; what saves does.
    let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::from_button(button).config(stays).ui(ui, add);
    response.accessible_name(name.to_owned()).on_hover_text(explains);
}

/// The formats of a paper; returns the one that was clicked.
fn chosen_format(ui: &mut Ui) -> Option<PaperFormat> {
    let clicked = |format: &PaperFormat| ui.button(ui.theme().text(format.name())).clicked();
    let chosen = PaperFormat::ALL.into_iter().filter(clicked).last();
    if chosen.is_some() {
        ui.close();
    }
    chosen
}

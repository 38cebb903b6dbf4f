//! Menus that save papers: the cards and paper of a lesson, and what a class leaves behind.

use crate::export::paper::PaperFormat;
use crate::ui::Commands;
use crate::ui::command::{ClassChoice, ExportCommand, LessonChoice};
use crate::ui::theme::Themed;
use egui::Ui;

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

/// The menu for the report of a class, and for its answers as a table.
pub fn report_menu(ui: &mut Ui, name: &str, class: ClassChoice, commands: &mut Commands) {
    let explains = "What the class voted, predicted, tried and answered, beside the model and the record.";
    menu(ui, "Report", &format!("Report: {name}"), explains, |ui| {
        if let Some(format) = chosen_format(ui) {
            commands.send(ExportCommand::SaveClassReport(class, format));
        }
        let table = ui.button(ui.theme().text("All answers as a table (CSV)"));
        if table.on_hover_text("A row for each answer, with its time.").clicked() {
            commands.send(ExportCommand::SaveClassTable(class));
        }
    });
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
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, add);
    response.accessible_name(name.to_owned()).on_hover_text(explains);
}

/// The formats of a paper; returns the one that was clicked.
fn chosen_format(ui: &mut Ui) -> Option<PaperFormat> {
    let clicked = |format: &PaperFormat| ui.button(ui.theme().text(format.name())).clicked();
    PaperFormat::ALL.into_iter().filter(clicked).last()
}

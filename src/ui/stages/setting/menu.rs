//! The menu of the tables of the case: to save what they list, so that it can be changed elsewhere and imported.

use crate::export::graph::{GraphFormat, List};
use crate::ui::Commands;
use crate::ui::command::{CaseFile, CellTable, ExportCommand};
use crate::ui::widgets::context_menu::{self, item};
use egui::{Rect, Ui};

/// Shows the menu of a table over the place where it is drawn.
pub fn over(ui: &Ui, table: CellTable, place: Rect, commands: &mut Commands) {
    context_menu::over(ui, "menu of the case", place, |ui| {
        if item(
            ui,
            "Save as XLSX…",
            "All actors, ties, partnerships and items, to change and to import again.",
        ) {
            commands.send(ExportCommand::SaveCaseFile(CaseFile::Template));
        }
        let (list, explains) = match table {
            CellTable::Actors => (List::Nodes, "The actors and their numbers."),
            CellTable::Ties => (List::Edges, "The ties and their numbers."),
            // Items have no list of their own outside of the workbook.
            CellTable::Items => return,
        };
        if item(ui, "Save as CSV…", explains) {
            commands.send(ExportCommand::SaveNetwork(GraphFormat::Csv(list)));
        }
    });
}

//! The menu of a table: to copy it, or to save it as a file. The same commands as those of the buttons above tables.

use super::context_menu::{self, item};
use crate::export::tables::{Decimals, TableFormat};
use crate::ui::{Commands, TableCommand, TableId};
use egui::{Rect, Ui};

/// Shows the menu of a table over the place where it is drawn.
pub fn over(ui: &Ui, table: TableId, place: Rect, commands: &mut Commands) {
    context_menu::over(ui, ("table menu", table.of()), place, |ui| items(ui, table, commands));
}

/// Shows the items of a table in a menu.
pub fn items(ui: &mut Ui, table: TableId, commands: &mut Commands) {
    if item(ui, "Copy table", "Put the numbers on the clipboard, rounded as they are shown.") {
        commands.send(TableCommand::Copy(table));
    }
    for (name, format, explains) in [
        ("Save as XLSX…", TableFormat::Xlsx, "A workbook, with every digit."),
        ("Save as CSV…", TableFormat::Csv(Decimals::Point), "Text with commas and decimal points."),
    ] {
        if item(ui, name, explains) {
            commands.send(TableCommand::Save(table, format));
        }
    }
}

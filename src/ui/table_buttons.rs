//! The buttons that copy or save a table.

use crate::export::tables::TableFormat;
use crate::ui::{Commands, TableCommand, TableId};
use egui::containers::menu::MenuButton;
use egui::{Button, Ui};

/// The two buttons; `button` gives them the look of their place.
pub fn table_buttons(
    ui: &mut Ui,
    commands: &mut Commands,
    table: TableId,
    button: impl Fn(&str) -> Button<'static>,
) {
    let copy = ui.add(button("Copy")).on_hover_text("Copy these numbers, for a spreadsheet or a text.");
    if copy.clicked() {
        commands.send(TableCommand::Copy(table));
    }
    let (save, _) = MenuButton::from_button(button("Save table…")).ui(ui, |ui| {
        for format in TableFormat::ALL {
            if ui.button(format!("{}…", format.name())).clicked() {
                commands.send(TableCommand::Save(table, format));
            }
        }
    });
    save.on_hover_text("Save these numbers for a spreadsheet.");
}

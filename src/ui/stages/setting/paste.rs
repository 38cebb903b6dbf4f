//! Pasting a block of cells over a table at the selected cell, as spreadsheets do.

use crate::ui::Commands;
use crate::ui::command::{CellTable, ImportCommand};
use egui::{Event, Id, Response, Ui};

/// The cells of a table that can be selected, as they were drawn.
pub struct Cells {
    table: CellTable,
    drawn: Vec<(Id, usize, usize)>,
}

impl Cells {
    /// Begins a table; sends what is pasted over the cell that is selected in it.
    pub fn begin(ui: &Ui, table: CellTable, commands: &mut Commands) -> Self {
        let cells = Cells { table, drawn: Vec::new() };
        let before: Vec<(Id, usize, usize)> = ui.data(|data| data.get_temp(cells.id())).unwrap_or_default();
        let focused = ui.memory(|memory| memory.focused());
        let selected = before.into_iter().find(|(id, ..)| Some(*id) == focused);
        if let Some((id, row, column)) = selected
            && let Some(text) = take_block(ui)
        {
            // A field that is being edited would write its old text again when it is left.
            ui.memory_mut(|memory| memory.surrender_focus(id));
            commands.send(ImportCommand::Paste { table, row, column, text });
        }
        cells
    }

    fn id(&self) -> Id {
        Id::unique(("cells", self.table))
    }

    /// Notes a cell.
    pub fn note(&mut self, response: &Response, row: usize, column: usize) {
        self.drawn.push((response.id, row, column));
    }

    /// Ends the table: the next frame knows its cells.
    pub fn end(self, ui: &Ui) {
        let id = self.id();
        ui.data_mut(|data| data.insert_temp(id, self.drawn));
    }
}

/// Takes a block of more than one cell that is pasted in this frame, so that no field takes it for its text.
fn take_block(ui: &Ui) -> Option<String> {
    ui.input_mut(|input| {
        let is_block =
            |event: &Event| matches!(event, Event::Paste(text) if text.trim_end().contains(['\t', '\n']));
        let place = input.events.iter().position(is_block)?;
        match input.events.remove(place) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

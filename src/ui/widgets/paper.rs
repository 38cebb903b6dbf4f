//! A paper read in the window: its headings, texts and tables.

use super::context_menu;
use crate::export::paper::{Align, Block, Cell, Paper, PaperTable, Rank};
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, TableCommand};
use egui::{Grid, Label, Layout, ScrollArea, Ui};

/// Shows a paper below its title; its tables have a menu. Pictures and room to write in are left to the file.
pub fn show(ui: &mut Ui, paper: &Paper, commands: &mut Commands) {
    for (place, block) in paper.blocks.iter().enumerate() {
        ui.push_id(place, |ui| show_block(ui, block, commands));
    }
}

fn show_block(ui: &mut Ui, block: &Block, commands: &mut Commands) {
    let theme = ui.theme();
    match block {
        Block::Heading { rank: Rank::Chapter, text } => {
            ui.add_space(GRID);
            ui.add(Label::new(theme.heading(text)).wrap());
        }
        Block::Heading { rank: Rank::Section, text } => {
            ui.add(Label::new(theme.semibold(text)).wrap());
        }
        Block::Text(text) => {
            ui.add(Label::new(theme.text(text)).wrap().selectable(true));
        }
        Block::Note(text) => {
            ui.add(Label::new(theme.note(text)).wrap());
        }
        Block::List(items) => items.iter().for_each(|item| {
            ui.add(Label::new(theme.text(format!("· {item}"))).wrap());
        }),
        Block::Terms(terms) => terms.iter().for_each(|term| {
            ui.add(Label::new(theme.semibold(&term.name)).wrap());
            ui.add(Label::new(theme.text(&term.text)).wrap());
        }),
        Block::Table(of) => table(ui, of, commands),
        Block::Picture(_) | Block::WritingLines(_) | Block::NewPage => {}
    }
}

fn table(ui: &mut Ui, table: &PaperTable, commands: &mut Commands) {
    let theme = ui.theme();
    if !table.caption.is_empty() {
        ui.add(Label::new(theme.semibold(&table.caption)).wrap());
    }
    // A table that is wider than the window is moved sideways; it widens nothing else.
    let shown = ScrollArea::horizontal().id_salt("table").auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("cells").striped(true).spacing([2.0 * GRID, 4.0]).show(ui, |ui| {
            for column in &table.columns {
                cell(ui, column.align, |ui| drop(ui.label(theme.note(&column.title))));
            }
            ui.end_row();
            for row in &table.rows {
                for (column, contents) in table.columns.iter().zip(row) {
                    let text = match contents {
                        Cell::Text(text) => text.as_str(),
                        Cell::Tick => "☐",
                        Cell::Blank => "",
                    };
                    cell(ui, column.align, |ui| drop(ui.label(theme.text(text))));
                }
                ui.end_row();
            }
        });
    });
    context_menu::over(ui, "table menu", shown.inner_rect, |ui| {
        if context_menu::item(ui, "Copy table", "Put the table on the clipboard.") {
            commands.send(TableCommand::CopyPaper(table.clone()));
        }
    });
}

fn cell(ui: &mut Ui, align: Align, add: impl FnOnce(&mut Ui)) {
    match align {
        Align::Start => add(ui),
        Align::End => drop(ui.with_layout(Layout::right_to_left(egui::Align::Center), add)),
    }
}

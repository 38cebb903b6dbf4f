//! The import dialog: what was understood of a file, to be corrected before it is added.

use super::{cancel, question};
use crate::analysis::number_format::counted;
use crate::ui::Commands;
use crate::ui::command::ImportCommand;
use crate::ui::import::{ImportTable, ImportView};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided::{self, List};
use egui::{Grid, Label, Ui, vec2};

/// The most problems that are listed; more are counted.
const LISTED: usize = 40;
/// The height of the dialog besides its list, in points.
const AROUND_LIST: f32 = 230.0;
/// The greatest width of a column’s choice, in points at ordinary type; and of the room for its heading and its example
/// beside it.
const CHOICE: f32 = 240.0;
const EXAMPLE: f32 = 220.0;

/// Shows what was understood of a file.
pub fn show(ui: &mut Ui, view: Option<&ImportView>, commands: &mut Commands) {
    let theme = ui.theme();
    let Some(view) = view else {
        question(ui, "Reading the file …");
        return cancel(ui, commands);
    };
    question(ui, &format!("Add from {}?", view.file));
    ui.add(
        Label::new(theme.quiet("What each column means was told from its heading; correct it here.")).wrap(),
    );
    ui.add_space(GRID);
    let height = (ui.ctx().content_rect().height() - AROUND_LIST).max(120.0);
    super::scrolling("import", height).show(ui, |ui| {
        ui.set_width(ui.available_width() - GRID);
        for (place, table) in view.tables.iter().enumerate() {
            show_table(ui, place, table, commands);
            ui.add_space(GRID);
        }
        for sentence in &view.says {
            ui.add(Label::new(theme.text(sentence)).wrap());
        }
        problems(ui, &view.problems);
    });
    ui.add_space(GRID);
    buttons(ui, view, commands);
}

fn buttons(ui: &mut Ui, view: &ImportView, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let add = ui.add_enabled(view.rows > 0, theme.main_action("Add"));
        let hint = match view.problems.is_empty() {
            true => "All of it in one step that can be undone.",
            false => "In one step that can be undone; rows that are not understood are left out.",
        };
        if add.on_hover_text(hint).clicked() {
            commands.send(ImportCommand::Add);
        }
        cancel(ui, commands);
    });
}

fn problems(ui: &mut Ui, problems: &[String]) {
    if problems.is_empty() {
        return;
    }
    let theme = ui.theme();
    ui.add_space(GRID);
    let head = format!("{} left out:", counted(problems.len() as u64, "row"));
    ui.label(theme.text(head).color(theme.colors.worse_text));
    for sentence in problems.iter().take(LISTED) {
        ui.add(Label::new(theme.text(sentence)).wrap());
    }
    if problems.len() > LISTED {
        ui.label(theme.quiet(format!("and {} more", problems.len() - LISTED)));
    }
}

fn show_table(ui: &mut Ui, place: usize, table: &ImportTable, commands: &mut Commands) {
    let theme = ui.theme();
    let rows = counted(table.rows as u64, "row");
    let (title, of) = match table.name.as_str() {
        "" => (rows, "the table".to_owned()),
        name => (format!("{name}, {rows}"), name.to_owned()),
    };
    let width = ui.available_width();
    elided::label(ui, theme.heading(&title), width);
    ui.horizontal(|ui| {
        ui.set_min_height(theme.control_height());
        ui.label(theme.quiet("is read as"));
        let name = format!("What {of} lists");
        let choice =
            Choice { name: &name, none: LEFT_OUT, options: &table.parts, width: theme.grown(CHOICE) };
        if let Some(part) = choice.show(ui, table.part) {
            commands.send(ImportCommand::SetPart { table: place, part });
        }
    });
    if let Some(missing) = &table.missing {
        ui.add(Label::new(theme.text(missing).color(theme.colors.worse_text)).wrap());
    }
    if table.part.is_some() {
        columns(ui, place, table, commands);
    }
}

fn columns(ui: &mut Ui, place: usize, table: &ImportTable, commands: &mut Commands) {
    let theme = ui.theme();
    // The choice gets its room first, up to half of it.
    let room = ui.available_width() - 2.0 * GRID;
    let choice = theme.grown(CHOICE).min(0.5 * room);
    let example = theme.grown(EXAMPLE).min(0.5 * (room - choice));
    Grid::new(("import", place)).num_columns(3).spacing(vec2(GRID, 4.0)).striped(true).show(ui, |ui| {
        for title in ["heading", "first value", "means"] {
            ui.label(theme.note(title));
        }
        ui.end_row();
        for (column, of) in table.columns.iter().enumerate() {
            let heading = if of.heading.is_empty() { "(no heading)" } else { &of.heading };
            elided::label(ui, theme.text(heading), example);
            elided::label(ui, theme.text(&of.example), example);
            let name = format!("What “{heading}” means");
            let choice = Choice { name: &name, none: LEFT_OUT, options: &table.fields, width: choice };
            // Sheets of a workbook may share a heading, and columns of a sheet too.
            let chosen = ui.push_id((place, column), |ui| choice.show(ui, of.field)).inner;
            if let Some(field) = chosen {
                commands.send(ImportCommand::SetColumn { table: place, column, field });
            }
            ui.end_row();
        }
    });
}

/// The choice of what is not read.
const LEFT_OUT: &str = "nothing: leave it out";

/// A list to choose from, or none of it.
struct Choice<'a> {
    /// The accessible name.
    name: &'a str,
    /// The text of choosing none.
    none: &'a str,
    options: &'a [String],
    /// The width of the closed list, in points.
    width: f32,
}

impl Choice<'_> {
    /// Shows it; what was chosen anew.
    fn show(&self, ui: &mut Ui, current: Option<usize>) -> Option<Option<usize>> {
        let text = current.and_then(|place| self.options.get(place)).map_or(self.none, String::as_str);
        let mut chosen = current;
        let list = List { name: self.name, chosen: ui.theme().text(text).into(), width: self.width };
        list.show(ui, |ui| {
            let all = self.options.iter().enumerate().map(|(place, option)| (Some(place), option.as_str()));
            for (value, text) in std::iter::once((None, self.none)).chain(all) {
                if elided::option(ui, current == value, text).clicked() {
                    chosen = value;
                }
            }
        });
        (chosen != current).then_some(chosen)
    }
}

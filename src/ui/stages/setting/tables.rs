//! Tables of actors, ties and items: the contents of the map for the keyboard, for screen readers, for an overview.

use super::paste::Cells;
use super::quantity::NumberTooltip;
use crate::scenario::{Actor, ActorId, Edit, Figure, Input, Item, ItemField, ItemId, RecipientId, TieField};
use crate::ui::command::CellTable;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{Themed, marks};
use crate::ui::widgets::elided;
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::{AddCommand, Commands, Scene, Selection, ViewCommand};
use egui::{Response, RichText, Sense, TextEdit, Ui, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

fn table<'a>(ui: &'a mut Ui, name: &str, columns: &[Column]) -> TableBuilder<'a> {
    let mut table = TableBuilder::new(ui)
        .id_salt(name)
        .striped(true)
        .vscroll(false)
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
    for column in columns {
        table = table.column(*column);
    }
    table
}

/// The column that takes what the others leave. It is clipped, because an unclipped one is never made narrower than
/// what once filled it, as its fields do: after zooming in, the columns beside it would stand outside of the panel.
fn rest() -> Column {
    Column::remainder().clip(true)
}

fn head(row: &mut TableRow<'_, '_>, titles: &[&str]) {
    for title in titles {
        row.col(|ui| {
            cell(ui, ui.theme().note(*title));
        });
    }
}

/// A text in a cell; one that is too long for it ends in an ellipsis, and is whole on hover.
fn cell(ui: &mut Ui, text: RichText) {
    let width = ui.available_width();
    elided::label(ui, text, width);
}

fn row_height(ui: &Ui) -> f32 {
    ui.theme().control_height() + 4.0
}

/// Shows the table of actors.
pub fn actors(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let height = row_height(ui);
    let mut cells = Cells::begin(ui, CellTable::Actors, commands);
    let columns = [
        Column::exact(22.0),
        rest(),
        Column::exact(ui.theme().grown(110.0)),
        Column::exact(ui.theme().grown(48.0)),
        Column::exact(ui.theme().grown(48.0)),
        Column::exact(2.0 * ui.theme().control_height() + 6.0),
    ];
    table(ui, "actors", &columns)
        .header(height, |mut row| head(&mut row, &["", "name", "role", "shares", "invited", ""]))
        .body(|mut body| {
            for (place, (id, actor)) in scene.scenario.actors.iter().enumerate() {
                let listed = Listed { id, object: actor, place, cells: &mut cells };
                body.row(height, |mut row| actor_row(&mut row, scene, listed, commands));
            }
        });
    cells.end(ui);
    ui.add_space(8.0);
    if ui.button("Add actor").on_hover_text("Somebody new on the map").clicked() {
        commands.send(AddCommand::Actor(None));
    }
}

/// An object of the map in a row of its table.
struct Listed<'a, Id, Object> {
    id: &'a Id,
    object: &'a Object,
    /// Its row, counted from 0.
    place: usize,
    /// The cells of the table.
    cells: &'a mut Cells,
}

fn actor_row(
    row: &mut TableRow<'_, '_>,
    scene: &Scene<'_>,
    listed: Listed<'_, ActorId, Actor>,
    commands: &mut Commands,
) {
    let Listed { id, object: actor, place, cells } = listed;
    let role = scene.roles.of(id);
    row.col(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        marks::paint(ui.painter(), role, rect.center(), 11.0);
    });
    row.col(|ui| {
        let mut name = actor.name.clone();
        let field = TextEdit::singleline(&mut name).desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(format!("Name of {}", actor.name));
        cells.note(&response, place, 0);
        if response.changed() {
            commands.edit(Edit::PutActor(id.clone(), Actor { name, ..actor.clone() }));
        }
    });
    row.col(|ui| {
        cell(ui, ui.theme().note(role.name()));
    });
    let invited = scene.scenario.meeting.recipients.contains(&RecipientId::Actor(id.clone()));
    for holds in [scene.scenario.partnerships.contains(id), invited] {
        row.col(|ui| {
            cell(ui, ui.theme().note(if holds { "yes" } else { "–" }));
        });
    }
    row.col(|ui| {
        if icons::button(ui, Icon::Pencil, &format!("Inspect {}", actor.name)).clicked() {
            commands.send(ViewCommand::Select(Selection::Actor(id.clone())));
        }
        if *id != scene.scenario.home
            && icons::button(ui, Icon::Trash, &format!("Remove {}", actor.name)).clicked()
        {
            commands.edit(Edit::RemoveActor(id.clone()));
        }
    });
}

/// A number in a cell; what is typed replaces the likely value.
fn number(ui: &mut Ui, scene: &Scene<'_>, input: &Input, commands: &mut Commands) -> Option<Response> {
    let figure = scene.scenario.figure(input)?;
    let bounds = input.bounds();
    let mut value = figure.likely;
    let counts = matches!(input, Input::Item(_, ItemField::PlausibleSources));
    let (speed, writing) = if counts { (0.05, Writing::Short) } else { (0.01, Writing::Column) };
    let name = scene.scenario.input_name(input);
    let field = NumberField::new(&name, bounds.min..=bounds.max).speed(speed).writing(writing);
    let field = field.show(ui, &mut value);
    let tooltip = NumberTooltip { name: &name, figure, info: input.info(), scale: input.scale() };
    tooltip.show_for(ui, &field, "Drag, or click and type.");
    if field.changed() {
        let (low, high) =
            if figure.is_range() { (figure.low.min(value), figure.high.max(value)) } else { (value, value) };
        commands.edit(Edit::SetFigure(input.clone(), Figure { low, likely: value, high, ..figure.clone() }));
    }
    Some(field)
}

/// Shows the table of ties.
pub fn ties(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let height = row_height(ui);
    let mut cells = Cells::begin(ui, CellTable::Ties, commands);
    let columns = [
        rest(),
        Column::exact(ui.theme().grown(110.0)),
        Column::exact(ui.theme().grown(66.0)),
        Column::exact(ui.theme().grown(66.0)),
        Column::exact(2.0 * ui.theme().control_height() + 6.0),
    ];
    table(ui, "ties", &columns)
        .header(height, |mut row| head(&mut row, &["from", "to", "affinity", "passes on", ""]))
        .body(|mut body| {
            for (place, tie) in scene.scenario.ties.iter().enumerate() {
                let (from, to) = (scene.scenario.name(&tie.from), scene.scenario.name(&tie.to));
                body.row(height, |mut row| {
                    for name in [from, to] {
                        row.col(|ui| {
                            cell(ui, ui.theme().note(name).color(ui.theme().colors.ink));
                        });
                    }
                    for (column, field) in [(2, TieField::Affinity), (3, TieField::Onward)] {
                        let input = Input::Tie(tie.from.clone(), tie.to.clone(), field);
                        row.col(|ui| {
                            let field = number(ui, scene, &input, commands);
                            field.iter().for_each(|field| cells.note(field, place, column));
                        });
                    }
                    row.col(|ui| {
                        let name = format!("tie {from} to {to}");
                        if icons::button(ui, Icon::Pencil, &format!("Inspect {name}")).clicked() {
                            commands
                                .send(ViewCommand::Select(Selection::Tie(tie.from.clone(), tie.to.clone())));
                        }
                        if icons::button(ui, Icon::Trash, &format!("Remove {name}")).clicked() {
                            commands.edit(Edit::RemoveTie(tie.from.clone(), tie.to.clone()));
                        }
                    });
                });
            }
        });
    cells.end(ui);
    ui.add_space(8.0);
    ui.label(
        ui.theme()
            .note("To add a tie, select an actor and drag from its ring to another, or pick “New tie to …”."),
    );
}

/// Shows the table of items.
pub fn items(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let height = row_height(ui);
    let mut cells = Cells::begin(ui, CellTable::Items, commands);
    let [promise, harm, sources] = [56.0, 56.0, 48.0].map(|width| ui.theme().grown(width));
    let buttons = 2.0 * ui.theme().control_height() + 6.0;
    // Where type is large, the name of the item keeps more than that of its originator.
    let names =
        ui.available_width() - (promise + harm + sources + buttons) - 5.0 * ui.spacing().item_spacing.x;
    let from = ui.theme().grown(84.0).min(0.4 * names);
    let columns = [
        rest(),
        Column::exact(from),
        Column::exact(promise),
        Column::exact(harm),
        Column::exact(sources),
        Column::exact(buttons),
    ];
    table(ui, "items", &columns)
        .header(height, |mut row| head(&mut row, &["name", "from", "promise", "harm", "sources", ""]))
        .body(|mut body| {
            for (place, (id, item)) in scene.scenario.items.iter().enumerate() {
                let listed = Listed { id, object: item, place, cells: &mut cells };
                body.row(height, |mut row| item_row(&mut row, scene, listed, commands));
            }
        });
    cells.end(ui);
    ui.add_space(8.0);
    if ui.button("Add item").on_hover_text("A piece of intelligence").clicked() {
        commands.send(AddCommand::Item);
    }
}

fn item_row(
    row: &mut TableRow<'_, '_>,
    scene: &Scene<'_>,
    listed: Listed<'_, ItemId, Item>,
    commands: &mut Commands,
) {
    let Listed { id, object: item, place, cells } = listed;
    row.col(|ui| {
        let mut name = item.name.clone();
        let field = TextEdit::singleline(&mut name).desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(format!("Name of {}", item.name));
        cells.note(&response, place, 0);
        if response.changed() {
            commands.edit(Edit::PutItem(id.clone(), Item { name, ..item.clone() }));
        }
    });
    for text in [scene.scenario.name(&item.originator), scene.scenario.promise(item).name()] {
        row.col(|ui| {
            cell(ui, ui.theme().note(text));
        });
    }
    for (column, field) in [(3, ItemField::Sensitivity), (4, ItemField::PlausibleSources)] {
        row.col(|ui| {
            let field = number(ui, scene, &Input::Item(id.clone(), field), commands);
            field.iter().for_each(|field| cells.note(field, place, column));
        });
    }
    row.col(|ui| {
        if icons::button(ui, Icon::Pencil, &format!("Inspect {}", item.name)).clicked() {
            commands.send(ViewCommand::Select(Selection::Item(id.clone())));
        }
        if icons::button(ui, Icon::Trash, &format!("Remove {}", item.name)).clicked() {
            commands.edit(Edit::RemoveItem(id.clone()));
        }
    });
}

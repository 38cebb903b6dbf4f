//! The events that may follow from a plan, as sentences with their chances.

use crate::analysis::number_format::{self, EstimativeWord};
use crate::analysis::possible_events::{self, PossibleEvent};
use crate::analysis::query::TableId;
use crate::ui::stages::planner::Planner;
use crate::ui::theme::{STALE_OPACITY, Themed};
use crate::ui::widgets::{explain, paint, table_menu};
use crate::ui::{Stage, ViewCommand, phrases};
use egui::{Align2, Sense, Stroke, Ui, pos2, vec2};

/// Shows the list for every item, with its title unless that stands over it already.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, titled: bool) {
    let (scene, theme) = (planner.scene, ui.theme());
    if titled {
        ui.label(theme.heading("What may happen"));
    }
    if !scene.plan.tells_anybody() {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme.quiet("Nobody is told anything in this plan, so nothing follows."));
            if ui.button("Choose what to tell").clicked() {
                planner.commands.send(ViewCommand::GoTo(Stage::Decision));
            }
        });
        return;
    }
    let Some(result) = scene.shown else {
        ui.label(theme.quiet("The first projection is being computed."));
        return;
    };
    let shown = ui.scope(|ui| {
        ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
        ui.spacing_mut().item_spacing.y = 0.0;
        let several = scene.scenario.items.len() > 1;
        for (id, item) in &scene.scenario.items {
            let events = possible_events::of_item(scene.scenario, scene.plan, result.projection, (id, item));
            if several && !events.is_empty() {
                ui.label(theme.semibold(phrases::capitalised(&item.name)));
            }
            events.iter().for_each(|event| row(ui, event));
        }
    });
    table_menu::over(ui, TableId::PossibleEvents, shown.response.rect, planner.commands);
}

/// A line with its sentence at the left and its chance and word at the right.
fn row(ui: &mut Ui, event: &PossibleEvent) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.size.text + 9.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let (y, scale) = (place.center().y, theme.size.note / 11.0);
    let words = paint::width(ui, EstimativeWord::longest(), theme.note_font());
    mark(ui, pos2(place.left() + 5.0, y), event.chance.is_none());
    let chance_end = place.right() - words - 14.0;
    let text_end = if event.chance.is_some() { chance_end - 44.0 * scale } else { place.right() };
    let ink = theme.colors.ink;
    let text = paint::StyledText::new(&event.text, theme.text_font(), ink).elided(
        ui,
        text_end - place.left() - 20.0,
        1,
    );
    let note_left = place.left() + 20.0 + text.size().x + 10.0;
    paint::left(ui, pos2(place.left() + 20.0, y), text, ink);
    if event.chance.is_none() {
        let color = theme.colors.ink_2;
        let (font, room) = (theme.note_font(), place.right() - note_left);
        if let Some(whole) = paint::whole(ui, paint::shorter(&event.note), &font, room) {
            let note = paint::StyledText::new(whole, font, color).elided(ui, room, 1);
            paint::left(ui, pos2(note_left, y), note, color);
        }
    }
    if let Some(chance) = event.chance {
        let percent = number_format::percent(chance.mean);
        ui.painter().text(pos2(chance_end, y), Align2::RIGHT_CENTER, percent, theme.semibold_font(), ink);
        let (word, at) = (EstimativeWord::of(chance.mean).word, pos2(chance_end + 10.0, y));
        ui.painter().text(at, Align2::LEFT_CENTER, word, theme.note_font(), theme.colors.ink_2);
    }
    let said = described(event);
    paint::described(&response, || said.as_str());
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.semibold(event.text.as_str()));
        if let Some(chance) = event.chance {
            let exact = number_format::exact_percent(chance.mean);
            let error = number_format::fixed(100.0 * chance.se, 2);
            ui.label(theme.text(format!("{exact} ± {error} percentage points of all histories")));
        }
        if !event.note.is_empty() {
            ui.label(theme.note(event.note.as_str()));
        }
    });
}

/// Solid for what is done, hollow for what may happen.
fn mark(ui: &Ui, center: egui::Pos2, done: bool) {
    let theme = ui.theme();
    let fill = if done { theme.colors.ink } else { theme.colors.panel };
    ui.painter().circle(center, 3.5, fill, Stroke::new(1.5, theme.colors.ink_2));
}

fn described(event: &PossibleEvent) -> String {
    match event.chance {
        Some(chance) => {
            format!(
                "{} {}, {}",
                event.text,
                number_format::percent(chance.mean),
                EstimativeWord::of(chance.mean).in_sentence
            )
        }
        None => format!("{} {}", event.text, event.note),
    }
}

//! The parts of the disclosure board, from top to bottom.

use super::{PanelPart, asks, handling, item, knowers, plans, verdict};
use crate::scenario::ItemId;
use crate::ui::stages::planner::Planner;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::paint;
use egui::{Ui, vec2};

/// Shows the board for one item, or only a part of it.
pub fn show(
    ui: &mut Ui,
    planner: &mut Planner<'_, '_>,
    chosen: &mut Option<ItemId>,
    renaming: &mut plans::Renaming,
    only: Option<PanelPart>,
) {
    let theme = ui.theme();
    ui.spacing_mut().item_spacing = vec2(GRID, 5.0);
    if only == Some(PanelPart::Knowers) {
        item::choose(ui, planner, chosen);
        match item::current(planner.scene, chosen) {
            Some(id) => knowers::show(ui, planner.scene, &id, false),
            None => {
                ui.label(theme.quiet(NOTHING));
            }
        }
        return;
    }
    plans::show(ui, planner, renaming, only.is_none());
    halves(ui, planner, handling::preparation, asks::show);
    paint::hairline(ui);
    item::choose(ui, planner, chosen);
    let Some(id) = item::current(planner.scene, chosen) else {
        ui.label(theme.quiet(NOTHING));
        return;
    };
    item::head(ui, planner.scene, &id);
    halves(
        ui,
        planner,
        |ui, planner| handling::permission(ui, planner, &id),
        |ui, planner| handling::cover(ui, planner, &id),
    );
    item::ladder(ui, planner, &id);
    verdict::preview_line(ui, planner.scene, &id);
    if only.is_none() {
        paint::hairline(ui);
        knowers::show(ui, planner.scene, &id, true);
    }
}

const NOTHING: &str = "There is nothing to disclose yet. Add an item in Setting.";

/// Above this size of notes, the choices of a control no longer fit into half of the panel.
const LARGEST_NOTE_SIDE_BY_SIDE: f32 = 13.0;

/// Two parts side by side, each in half of the width; under each other where text is large.
fn halves<'a, 's>(
    ui: &mut Ui,
    planner: &mut Planner<'a, 's>,
    mut left: impl FnMut(&mut Ui, &mut Planner<'a, 's>),
    mut right: impl FnMut(&mut Ui, &mut Planner<'a, 's>),
) {
    if ui.theme().size.note > LARGEST_NOTE_SIDE_BY_SIDE {
        line(ui, |ui| left(ui, planner));
        line(ui, |ui| right(ui, planner));
        return;
    }
    let gap = 2.0 * GRID;
    let half = ((ui.available_width() - gap) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        column(ui, half, |ui| left(ui, planner));
        column(ui, half, |ui| right(ui, planner));
    });
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(width, 0.0), |ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 3.0;
            contents(ui);
        });
    });
}

/// A part on a line of its own, its caption before its control.
fn line(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| contents(ui));
}

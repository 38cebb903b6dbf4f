//! The parts of the disclosure board, from top to bottom.

use super::{asks, handling, item, knowers, plans, rest_line};
use crate::scenario::ItemId;
use crate::ui::stages::planner::Planner;
use crate::ui::theme::GRID;
use crate::ui::widgets::paint;
use egui::{Ui, vec2};

/// Shows the board for one item.
pub fn show(
    ui: &mut Ui,
    planner: &mut Planner<'_, '_>,
    chosen: &mut Option<ItemId>,
    renaming: &mut plans::Renaming,
) {
    let theme = planner.scene.theme;
    ui.spacing_mut().item_spacing = vec2(GRID, 6.0);
    plans::show(ui, planner, renaming);
    halves(ui, planner, handling::preparation, asks::show);
    paint::hairline(ui, theme);
    item::choose(ui, planner, chosen);
    let Some(id) = item::current(planner.scene, chosen) else {
        ui.label(theme.quiet("There is nothing to disclose yet. Add an item in Setting."));
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
    rest_line::show(ui, planner.scene, &id);
    paint::hairline(ui, theme);
    knowers::show(ui, planner.scene, &id);
}

type Part<'a> = &'a mut dyn FnMut(&mut Ui);

/// Two parts side by side, each in half of the width.
fn halves<'a, 's>(
    ui: &mut Ui,
    planner: &mut Planner<'a, 's>,
    mut left: impl FnMut(&mut Ui, &mut Planner<'a, 's>),
    mut right: impl FnMut(&mut Ui, &mut Planner<'a, 's>),
) {
    let gap = 2.0 * GRID;
    let half = (ui.available_width() - gap) / 2.0;
    let mut column = |ui: &mut Ui, part: Part<'_>| {
        ui.vertical(|ui| {
            ui.set_width(half);
            ui.spacing_mut().item_spacing.y = 3.0;
            part(ui);
        });
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        column(ui, &mut |ui| left(ui, planner));
        column(ui, &mut |ui| right(ui, planner));
    });
}

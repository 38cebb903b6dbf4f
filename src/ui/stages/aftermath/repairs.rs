//! What is done afterwards, to mend what broke.

use super::repair_row;
use crate::scenario::{ActorId, repair_offers};
use crate::ui::stages::planner::Planner;
use crate::ui::widgets::paint;
use egui::{Align, Layout, Ui};

/// The list of repairs with the way to add one; `partner` is for whom the next one is.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, partner: Option<&ActorId>) {
    let (scene, theme) = (planner.scene, planner.scene.theme);
    ui.horizontal(|ui| {
        ui.label(theme.heading("Repairs"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            add(ui, planner, partner);
            paint::note(ui, "part of the plan; each bends the course from its month on");
        });
    });
    if scene.plan.repairs.is_empty() {
        ui.label(theme.quiet("Nothing is repaired yet."));
    }
    for index in 0..scene.plan.repairs.len() {
        repair_row::show(ui, planner, index);
    }
}

fn add(ui: &mut Ui, planner: &mut Planner<'_, '_>, partner: Option<&ActorId>) {
    let scene = planner.scene;
    let text = scene.theme.note("Add a repair").color(scene.theme.colors.ink);
    let button = ui.add_enabled(partner.is_some(), egui::Button::new(text));
    let button = button
        .on_hover_text("For the partner that is looked at below, in the month under the time slider.")
        .on_disabled_hover_text("Nobody shares with home, so there is nothing to repair.");
    let next = |partner| repair_offers::next(scene.scenario, scene.plan, partner, scene.month);
    let Some(repair) = partner.and_then(next) else { return };
    if button.clicked() {
        planner.choose(|plan| plan.repairs.push(repair));
    } else if button.hovered() || button.has_focus() {
        planner.preview(|plan| plan.repairs.push(repair));
    }
}

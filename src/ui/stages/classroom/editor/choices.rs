//! What lists of choices have in common: their width, and the names of plans on them.

use crate::scenario::{PlanId, Scenario};
use crate::ui::theme::Themed;
use egui::Ui;

/// The width of lists, in points at ordinary type.
pub const CHOICE: f32 = 220.0;

/// The name of a plan. The plan that retells history is no part of the scenario while what happened is hidden.
pub fn plan_name<'a>(scenario: &'a Scenario, plan: &PlanId) -> &'a str {
    scenario.plans.get(plan).map_or("The plan that was carried out (hidden)", |plan| &plan.name)
}

/// A row with its label before what is chosen.
pub fn row(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        // As high as its lists from the start, so that the label stands at the height of their text.
        ui.set_min_height(ui.theme().control_height());
        ui.label(ui.theme().text(label));
        add(ui);
    });
}

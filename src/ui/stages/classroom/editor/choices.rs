//! What lists of choices have in common: their width, and the names of plans on them.

use crate::scenario::{PlanId, Scenario};

/// The width of lists, in points at ordinary type.
pub const CHOICE: f32 = 220.0;

/// The name of a plan. The plan that retells history is no part of the scenario while what happened is hidden.
pub fn plan_name<'a>(scenario: &'a Scenario, plan: &PlanId) -> &'a str {
    scenario.plans.get(plan).map_or("The plan that was carried out (hidden)", |plan| &plan.name)
}

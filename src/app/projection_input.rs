//! The input of a projection: a document, one of its plans and a seed; and whether two inputs give the same
//! result.

use crate::analysis::query::{Query, Scope};
use crate::scenario::{Plan, Scenario};
use std::sync::Arc;

/// The input of a projection.
#[derive(Clone, Debug)]
pub struct ProjectionInput {
    /// The document.
    pub scenario: Arc<Scenario>,
    /// The plan.
    pub plan: Plan,
    /// The seed of the random numbers.
    pub seed: u64,
    /// Whether only histories count in which every originator whose promise was broken learns of it in month 0.
    pub supposes_learning: bool,
}

impl ProjectionInput {
    /// Whether both give the same projection. Names, notes, other plans and places on the map do not matter,
    /// so that renaming or dragging an actor starts no run.
    pub fn same(&self, other: &ProjectionInput) -> bool {
        self.seed == other.seed
            && self.supposes_learning == other.supposes_learning
            && self.plan.decides_like(&other.plan)
            && (Arc::ptr_eq(&self.scenario, &other.scenario) || same_numbers(&self.scenario, &other.scenario))
    }

    /// Whether a query has the same answer for both. Queries are asked of all histories, whatever is supposed.
    pub fn same_for(&self, query: &Query, other: &ProjectionInput) -> bool {
        let shown = || self.plan.decides_like(&other.plan);
        let named = || same_plans(&self.scenario, &other.scenario);
        let plans = match query.scope() {
            Scope::Shown => shown(),
            Scope::Named => named(),
            Scope::ShownAndNamed => shown() && named(),
            Scope::Repairs => self.plan.repairs == other.plan.repairs,
        };
        let together = Arc::ptr_eq(&self.scenario, &other.scenario);
        self.seed == other.seed && plans && (together || same_numbers(&self.scenario, &other.scenario))
    }
}

fn same_plans(one: &Scenario, other: &Scenario) -> bool {
    let (one, other) = (&one.plans, &other.plans);
    one.keys().eq(other.keys())
        && one.values().zip(other.values()).all(|(one, other)| one.decides_like(other))
}

/// Whether two documents agree in everything that the engine reads.
///
/// The pattern names every field, so that a new part of the document cannot be forgotten here.
fn same_numbers(one: &Scenario, other: &Scenario) -> bool {
    let Scenario {
        about: _,
        home,
        actors,
        ties,
        partnerships,
        items,
        meeting,
        plans: _,
        priorities,
        horizon_months,
        parameters,
        ids_given: _,
        record: _,
        lessons: _,
    } = one;
    *home == other.home
        && actors.keys().eq(other.actors.keys())
        && *ties == other.ties
        && *partnerships == other.partnerships
        && *items == other.items
        && meeting.recipients == other.meeting.recipients
        && *priorities == other.priorities
        && *horizon_months == other.horizon_months
        && *parameters == other.parameters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, ActorId, Edit, Position};

    fn input(scenario: Scenario) -> ProjectionInput {
        let plan = scenario.plans.values().next().cloned().expect("a plan");
        ProjectionInput { scenario: Arc::new(scenario), plan, seed: 1, supposes_learning: false }
    }

    #[test]
    fn moving_or_renaming_an_actor_asks_nothing_new() {
        let before = Scenario::default();
        let moved = Actor { at: Some(Position(3.0, 4.0)), ..Actor::named("United States") };
        let after = before.edited(&Edit::PutActor(before.home.clone(), moved)).expect("home is known");
        assert!(input(before).same(&input(after)));
    }

    #[test]
    fn another_actor_another_horizon_or_other_luck_or_other_histories_ask_something_new() {
        let before = Scenario::default();
        let edit = Edit::PutActor(ActorId::known("iran"), Actor::named("Iran"));
        let more = before.edited(&edit).expect("an actor may be added");
        let longer = before.edited(&Edit::SetHorizon(36)).expect("a fitting horizon");
        let before = input(before);
        assert!(!before.same(&input(more)));
        assert!(!before.same(&input(longer)));
        assert!(!before.same(&ProjectionInput { seed: 2, ..before.clone() }));
        assert!(!before.same(&ProjectionInput { supposes_learning: true, ..before.clone() }));
    }
}

//! What the engine is asked: which plan of which document, with which luck.

use crate::analysis::query::{Query, Scope};
use crate::scenario::{Plan, Scenario};
use std::sync::Arc;

/// A projection that is wanted.
#[derive(Clone, Debug)]
pub struct Question {
    /// The document.
    pub scenario: Arc<Scenario>,
    /// The plan.
    pub plan: Plan,
    /// The seed of the luck.
    pub seed: u64,
}

impl Question {
    /// Whether both have the same answer. Names, notes, other plans and places on the map make no
    /// difference to it, so that renaming or dragging an actor does not set the engine to work.
    pub fn same(&self, other: &Question) -> bool {
        self.seed == other.seed
            && self.plan.decides_like(&other.plan)
            && (Arc::ptr_eq(&self.scenario, &other.scenario) || same_numbers(&self.scenario, &other.scenario))
    }

    /// Whether a view's question has the same answer under both.
    pub fn same_for(&self, query: &Query, other: &Question) -> bool {
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
/// Both are taken apart in full, so that a new part of the document cannot be forgotten here.
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

    fn question(scenario: Scenario) -> Question {
        let plan = scenario.plans.values().next().cloned().expect("a plan");
        Question { scenario: Arc::new(scenario), plan, seed: 1 }
    }

    #[test]
    fn moving_or_renaming_an_actor_asks_nothing_new() {
        let before = Scenario::default();
        let moved = Actor { at: Some(Position(3.0, 4.0)), ..Actor::named("United States") };
        let after = before.edited(&Edit::PutActor(before.home.clone(), moved)).expect("home is known");
        assert!(question(before).same(&question(after)));
    }

    #[test]
    fn another_actor_another_horizon_or_other_luck_ask_something_new() {
        let before = Scenario::default();
        let edit = Edit::PutActor(ActorId::known("iran"), Actor::named("Iran"));
        let more = before.edited(&edit).expect("an actor may be added");
        let longer = before.edited(&Edit::SetHorizon(36)).expect("a fitting horizon");
        let before = question(before);
        assert!(!before.same(&question(more)));
        assert!(!before.same(&question(longer)));
        assert!(!before.same(&Question { seed: 2, ..before.clone() }));
    }
}

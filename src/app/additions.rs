//! What is added to the document, with a first guess at everything that is not said; its name can be
//! typed at once.

use super::App;
use crate::scenario::{Actor, Edit, Item, Plan, Position, Scenario};
use crate::ui::stages::aftermath::add_repair;
use crate::ui::stages::partner;
use crate::ui::{AddCommand, Selection, Stage, map};

impl App {
    pub(super) fn add(&mut self, command: AddCommand) {
        let scenario = self.document.scenario().clone();
        match command {
            AddCommand::Plan(plan) => {
                let id = self.document.add_plan(plan, &self.session.plan);
                self.choose_plan(id);
            }
            AddCommand::NewPlan => self.add_plan(Plan::named("New plan")),
            AddCommand::DuplicatePlan => {
                if let Some(plan) = self.session.plan(&scenario) {
                    self.add_plan(Plan { name: format!("{}, copy", plan.name), ..plan.clone() });
                }
            }
            AddCommand::Actor(at) => self.add_actor(&scenario, at),
            AddCommand::Item => self.add_item(&scenario),
            AddCommand::Repair => self.add_repair(&scenario),
        }
    }

    fn add_plan(&mut self, plan: Plan) {
        let name = fresh_name(self.document.scenario(), &plan.name);
        let id = self.document.add_plan(Plan { name: name.clone(), ..plan }, &self.session.plan);
        self.go_to(Stage::Decision);
        self.choose_plan(id.clone());
        self.session.views.decision.type_name(id, name);
    }

    fn add_actor(&mut self, scenario: &Scenario, at: Option<Position>) {
        let id = scenario.next_actor_id();
        let at = at.or_else(|| free_from(scenario, self.session.views.map.place_for_newcomer()?));
        self.edit(Edit::PutActor(id.clone(), Actor { at, ..Actor::named("New actor") }));
        self.inspect_new(Selection::Actor(id));
    }

    /// A new item: from the first partner, or home's own where there is none.
    fn add_item(&mut self, scenario: &Scenario) {
        let id = scenario.next_item_id();
        let giver = scenario.partnerships.keys().next().unwrap_or(&scenario.home);
        self.edit(Edit::PutItem(id.clone(), Item::from_originator("New item", giver.clone())));
        self.inspect_new(Selection::Item(id));
    }

    fn inspect_new(&mut self, selection: Selection) {
        self.go_to(Stage::Setting);
        self.session.selection = selection;
        self.session.views.setting.type_name();
    }

    fn add_repair(&mut self, scenario: &Scenario) {
        self.go_to(Stage::Aftermath);
        let Some(plan) = self.session.plan(scenario) else { return };
        let Some(partner) = partner::looked_at(scenario, &self.session.selection, None) else {
            return self.tell("Nobody shares with home yet, so there is nothing to repair.");
        };
        let repair = add_repair::next(scenario, plan, &partner, self.session.month);
        let mut plan = plan.clone();
        plan.repairs.push(repair);
        self.edit(Edit::PutPlan(self.session.plan.clone(), plan));
    }
}

/// The first place to the right of here on which nobody stands.
fn free_from(scenario: &Scenario, from: Position) -> Option<Position> {
    let taken = map::places(scenario);
    let is_free = |at: &Position| taken.values().all(|other| (other.0 - at.0).hypot(other.1 - at.1) > 60.0);
    (0..=taken.len()).map(|steps| Position(from.0 + 70.0 * steps as f32, from.1)).find(is_free)
}

/// The name, or the name with the first number that no plan has.
fn fresh_name(scenario: &Scenario, name: &str) -> String {
    let taken = |name: &str| scenario.plans.values().any(|plan| plan.name == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::PlanId;

    #[test]
    fn a_new_plan_gets_a_name_that_no_other_has() {
        let mut scenario = Scenario::default();
        assert_eq!(fresh_name(&scenario, "New plan"), "New plan");
        scenario.plans.put(PlanId::known("a"), Plan::named("New plan"));
        scenario.plans.put(PlanId::known("b"), Plan::named("New plan 2"));
        assert_eq!(fresh_name(&scenario, "New plan"), "New plan 3");
    }
}

//! Adding to the document: new plans, actors, items and repairs, with default values and a name that can
//! be changed at once.

use super::App;
use crate::scenario::{Actor, Edit, Item, Plan, PlanId, Position, Scenario, map_layout, repair_offers};
use crate::ui::stages::choosers;
use crate::ui::{AddCommand, Selection, Stage};

impl App {
    pub(super) fn add(&mut self, command: AddCommand) {
        let scenario = self.document.scenario().clone();
        match command {
            AddCommand::Plan(plan) => {
                self.show_new_plan(plan);
            }
            AddCommand::NewPlan => self.add_named_plan(Plan::named("New plan")),
            AddCommand::DuplicatePlan => {
                if let Some(plan) = self.session.plan(&scenario) {
                    self.add_named_plan(Plan { name: format!("{}, copy", plan.name), ..plan.clone() });
                }
            }
            AddCommand::Actor(at) => self.add_actor(&scenario, at),
            AddCommand::Item => self.add_item(&scenario),
            AddCommand::Repair => self.add_repair(&scenario),
        }
    }

    /// Adds a plan under a name that no other has, and lets the name be changed.
    fn add_named_plan(&mut self, plan: Plan) {
        let name = unused_name(self.document.scenario(), &plan.name);
        if let Some(id) = self.show_new_plan(Plan { name: name.clone(), ..plan }) {
            self.go_to(Stage::Decision);
            self.session.views.decision.type_name(id, name);
        }
    }

    /// Adds a plan and shows it; its id, unless it cannot be added.
    fn show_new_plan(&mut self, plan: Plan) -> Option<PlanId> {
        match self.document.add_plan(plan, &self.session.plan) {
            Ok(id) => {
                self.choose_plan(id.clone());
                Some(id)
            }
            Err(error) => {
                self.show_refusal(&error);
                None
            }
        }
    }

    fn add_actor(&mut self, scenario: &Scenario, at: Option<Position>) {
        let id = scenario.next_actor_id();
        let low_in_the_middle = self.session.views.map.place_for_newcomer();
        let at = at.or_else(|| Some(map_layout::free_place_right_of(scenario, low_in_the_middle?)));
        self.edit(Edit::PutActor(id.clone(), Actor { at, ..Actor::named("New actor") }));
        self.inspect_new(Selection::Actor(id));
    }

    /// Adds an item from the first partner; home's own, if there is no partner.
    fn add_item(&mut self, scenario: &Scenario) {
        let id = scenario.next_item_id();
        let giver = scenario.partnerships.keys().next().unwrap_or(&scenario.home);
        self.edit(Edit::PutItem(id.clone(), Item::from_originator("New item", giver.clone())));
        self.inspect_new(Selection::Item(id));
    }

    /// Shows something new in the inspector, and lets its name be changed.
    fn inspect_new(&mut self, selection: Selection) {
        self.go_to(Stage::Setting);
        self.session.selection = selection;
        self.session.views.setting.type_name();
    }

    fn add_repair(&mut self, scenario: &Scenario) {
        self.go_to(Stage::Aftermath);
        let Some(plan) = self.session.plan(scenario) else { return };
        let partner = choosers::looked_at(scenario, &self.session.selection, None);
        let next = |partner| repair_offers::next(scenario, plan, &partner, self.session.month);
        let Some(repair) = partner.and_then(next) else {
            return self.show_message("Nobody shares with home yet, so there is nothing to repair.");
        };
        let mut plan = plan.clone();
        plan.repairs.push(repair);
        self.edit(Edit::PutPlan(self.session.plan.clone(), plan));
    }
}

/// The name, with the first number from 2 that makes it unused if another plan has it.
fn unused_name(scenario: &Scenario, name: &str) -> String {
    let is_used = |name: &str| scenario.plans.values().any(|plan| plan.name == name);
    let (mut unused, mut number) = (name.to_owned(), 1);
    while is_used(&unused) {
        number += 1;
        unused = format!("{name} {number}");
    }
    unused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_plan_gets_a_name_that_no_other_has() {
        let mut scenario = Scenario::default();
        assert_eq!(unused_name(&scenario, "New plan"), "New plan");
        scenario.plans.put(PlanId::known("a"), Plan::named("New plan"));
        scenario.plans.put(PlanId::known("b"), Plan::named("New plan 2"));
        assert_eq!(unused_name(&scenario, "New plan"), "New plan 3");
    }
}

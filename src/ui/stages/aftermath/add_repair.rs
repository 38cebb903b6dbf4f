//! Which repair is offered next.

use crate::scenario::{ActorId, Institution, Plan, Repair, RepairKind, Scenario};

/// The amount of a compensation that is only just added.
const FIRST_COMPENSATION: f64 = 0.5;
/// How much stronger an institution is made at first.
const FIRST_STEP: f64 = 0.25;

/// Every kind of repair that can be made for a partner, with amounts to start from.
pub fn kinds(scenario: &Scenario, partner: &ActorId) -> Vec<RepairKind> {
    let plain =
        [RepairKind::Explanation, RepairKind::ProceduralFix, RepairKind::Compensation(FIRST_COMPENSATION)];
    let built = Institution::ALL.map(|which| {
        let raised = (intensity(scenario, partner, which) + FIRST_STEP).min(1.0);
        RepairKind::Institution(which, (raised * 100.0).round() / 100.0)
    });
    plain.into_iter().chain(built).collect()
}

/// The first kind that the plan does not have yet for a partner, in a month.
pub fn next(scenario: &Scenario, plan: &Plan, partner: &ActorId, month: u32) -> Repair {
    let has = |kind: &RepairKind| {
        plan.repairs.iter().any(|repair| repair.partner == *partner && same_kind(&repair.kind, kind))
    };
    let kinds = kinds(scenario, partner);
    let kind = kinds.iter().find(|kind| !has(kind)).or_else(|| kinds.first()).copied();
    Repair {
        month: month.clamp(1, scenario.horizon_months.max(1)),
        partner: partner.clone(),
        kind: kind.unwrap_or(RepairKind::Explanation),
    }
}

/// Whether two repairs are of one kind, whatever their amounts.
pub fn same_kind(one: &RepairKind, other: &RepairKind) -> bool {
    match (one, other) {
        (RepairKind::Institution(one, _), RepairKind::Institution(other, _)) => one == other,
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

/// The likely intensity of an institution before any repair.
pub fn intensity(scenario: &Scenario, partner: &ActorId, which: Institution) -> f64 {
    scenario.partnerships.get(partner).map_or(0.0, |partnership| partnership.institutions.get(which).likely())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, Edit, Partnership};

    #[test]
    fn each_addition_offers_what_is_not_there_yet() {
        let partner = ActorId::known("a");
        let scenario = Scenario::default()
            .edited(&Edit::PutActor(partner.clone(), Actor::named("A")))
            .and_then(|scenario| {
                scenario.edited(&Edit::PutPartnership(partner.clone(), Partnership::default()))
            })
            .expect("a partner can be added");
        let mut plan = Plan::named("Plan");
        for _ in 0..3 {
            plan.repairs.push(next(&scenario, &plan, &partner, 0));
        }
        let names: Vec<String> = plan.repairs.iter().map(|repair| repair.kind.name()).collect();
        assert_eq!(names, ["explain and apologise", "fix the procedure", "compensate"]);
        assert!(plan.repairs.iter().all(|repair| repair.month == 1));
    }

    #[test]
    fn an_institution_is_offered_stronger_than_it_stands() {
        let scenario = Scenario::default();
        let kinds = kinds(&scenario, &ActorId::known("a"));
        assert!(kinds.contains(&RepairKind::Institution(Institution::Monitoring, 0.25)));
    }
}

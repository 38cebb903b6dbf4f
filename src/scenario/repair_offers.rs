//! The repairs offered for a partner: every kind, with an amount to start from.

use super::{ActorId, Institution, PartnerField, Partnership, Plan, Repair, RepairKind, Scenario};

/// The amount of a new compensation, 0 to 1: the middle of its range, so that it can be changed either way.
const FIRST_COMPENSATION: f64 = 0.5;
/// By how much a new repair raises an institution, on its scale of 0 to 1: large enough that the effect
/// is seen in a plot over the months, small enough that four such steps fit into the scale.
const INSTITUTION_STEP: f64 = 0.25;
/// How many kinds there are: three without an institution, and one for each institution.
const KINDS: usize = 3 + Institution::ALL.len();

/// Every kind of repair for a partner, in the order in which they are offered: what repairs a breach of
/// trust first, what supplements trust after it.
pub fn kinds(partnership: &Partnership) -> [RepairKind; KINDS] {
    let built = Institution::ALL.map(|institution| {
        let raised = (PartnerField::from(institution).figure(partnership).likely + INSTITUTION_STEP).min(1.0);
        // In whole hundredths, as the amount is shown and typed.
        RepairKind::Institution(institution, (raised * 100.0).round() / 100.0)
    });
    let [a, b, c, d, e] = built;
    let compensation = RepairKind::Compensation(FIRST_COMPENSATION);
    [RepairKind::Explanation, RepairKind::ProceduralFix, compensation, a, b, c, d, e]
}

/// The repair to add next for a partner: of the first kind that the plan does not have for it yet, or of
/// the first kind once it has them all. The month is brought into 1 to the scenario's horizon, since a
/// repair in the month of the meeting is not possible. `None` if the actor is not a partner.
pub fn next(scenario: &Scenario, plan: &Plan, partner: &ActorId, month: u32) -> Option<Repair> {
    let is_planned = |kind: &RepairKind| {
        plan.repairs.iter().any(|repair| repair.partner == *partner && same_kind(&repair.kind, kind))
    };
    let kinds = kinds(scenario.partnerships.get(partner)?);
    Some(Repair {
        month: month.clamp(1, scenario.horizon_months.max(1)),
        partner: partner.clone(),
        kind: kinds.into_iter().find(|kind| !is_planned(kind)).unwrap_or(kinds[0]),
    })
}

/// Whether two repairs are of one kind, whatever their amounts.
pub fn same_kind(one: &RepairKind, other: &RepairKind) -> bool {
    match (one, other) {
        (RepairKind::Institution(one, _), RepairKind::Institution(other, _)) => one == other,
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, Quantity};

    fn one_partner() -> (Scenario, ActorId) {
        let partner = ActorId::known("a");
        let mut scenario = Scenario::default();
        scenario.actors.put(partner.clone(), Actor::named("A"));
        scenario.partnerships.put(partner.clone(), Partnership::default());
        (scenario, partner)
    }

    #[test]
    fn each_addition_offers_a_kind_that_is_not_planned_yet_and_starts_over_when_all_are() {
        let (scenario, partner) = one_partner();
        let mut plan = Plan::named("Plan");
        for _ in 0..=KINDS {
            plan.repairs.push(next(&scenario, &plan, &partner, 3).expect("a partner"));
        }
        let names: Vec<String> = plan.repairs.iter().map(|repair| repair.kind.name()).collect();
        assert_eq!(names[..3], ["explain and apologise", "fix the procedure", "compensate"]);
        assert!((1..KINDS).all(|i| !names[..i].contains(&names[i])), "{names:?}");
        assert_eq!(names[KINDS], names[0]);
    }

    #[test]
    fn what_is_planned_for_another_partner_is_offered_all_the_same() {
        let (mut scenario, partner) = one_partner();
        let other = ActorId::known("b");
        scenario.partnerships.put(other.clone(), Partnership::default());
        let mut plan = Plan::named("Plan");
        plan.repairs.push(next(&scenario, &plan, &other, 3).expect("a partner"));
        let repair = next(&scenario, &plan, &partner, 3).expect("a partner");
        assert_eq!(repair.kind, RepairKind::Explanation);
    }

    #[test]
    fn a_repair_comes_after_the_meeting_and_within_the_horizon() {
        let (scenario, partner) = one_partner();
        let month = |asked| next(&scenario, &Plan::named("Plan"), &partner, asked).expect("a partner").month;
        assert_eq!([0, 1, 5].map(month), [1, 1, 5]);
        assert_eq!(month(scenario.horizon_months + 9), scenario.horizon_months);
    }

    #[test]
    fn an_institution_is_offered_stronger_than_it_stands_and_never_stronger_than_full() {
        let mut partnership = Partnership::default();
        let offered = |partnership: &Partnership| {
            kinds(partnership).into_iter().find_map(|kind| match kind {
                RepairKind::Institution(Institution::Monitoring, amount) => Some(amount),
                _ => None,
            })
        };
        partnership.institutions.monitoring = Quantity::plain(0.4);
        assert_eq!(offered(&partnership), Some(0.65));
        partnership.institutions.monitoring = Quantity::plain(0.9);
        assert_eq!(offered(&partnership), Some(1.0));
    }

    #[test]
    fn nothing_is_offered_for_an_actor_that_is_no_partner() {
        let (scenario, _) = one_partner();
        let stranger = ActorId::known("stranger");
        assert_eq!(next(&scenario, &Plan::named("Plan"), &stranger, 3), None);
    }

    #[test]
    fn repairs_are_of_one_kind_whatever_their_amounts_but_not_for_another_institution() {
        let built = RepairKind::Institution;
        let (monitoring, liaison) = (Institution::Monitoring, Institution::Liaison);
        assert!(same_kind(&built(monitoring, 0.2), &built(monitoring, 0.9)));
        assert!(!same_kind(&built(monitoring, 0.2), &built(liaison, 0.2)));
        assert!(same_kind(&RepairKind::Compensation(0.1), &RepairKind::Compensation(0.7)));
        assert!(!same_kind(&RepairKind::Explanation, &RepairKind::ProceduralFix));
    }
}

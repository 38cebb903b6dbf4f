//! A scenario that names what it does not have is not projected: the engine ends with a sentence that
//! says what is missing, and never goes on to a wrong number.

use crate::support::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::inputs::Inputs;
use tearline::engine::plan_screener::{PlanScreener, Screening};
use tearline::scenario::*;

/// The sentence with which some work ends.
fn failure<T>(work: impl FnOnce() -> T) -> String {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(_) => "nothing is missing".into(),
        Err(panic) => *panic.downcast::<String>().expect("a sentence"),
    }
}

/// The sentence with which a changed world and plan are refused.
fn refusal(change: impl FnOnce(&mut Scenario, &mut Plan)) -> String {
    let mut scenario = world(&mut Dice::of(7));
    let mut plan = Plan::named("tell");
    plan.set_level(&item("i0"), &recipient("r0"), Level::Content);
    change(&mut scenario, &mut plan);
    failure(|| CompiledCase::new(&scenario, &plan, None))
}

fn lacks(kind: &str, id: &str) -> String {
    format!("there is no {kind} “{id}” in the scenario that is to be projected")
}

#[test]
fn a_whole_scenario_is_compiled() {
    assert_eq!(refusal(|_, _| {}), "nothing is missing");
}

#[test]
fn a_home_that_is_no_actor_is_refused() {
    assert_eq!(refusal(|scenario, _| scenario.home = actor("nowhere")), lacks("actor", "nowhere"));
}

#[test]
fn a_tie_to_nobody_is_refused() {
    let to_nobody = |scenario: &mut Scenario, _: &mut Plan| {
        scenario.ties.push(Tie::between(actor("p0"), actor("nobody")));
    };
    assert_eq!(refusal(to_nobody), lacks("actor", "nobody"));
}

#[test]
fn a_partner_that_is_no_actor_is_refused() {
    let stranger = |scenario: &mut Scenario, _: &mut Plan| {
        scenario.partnerships.put(actor("stranger"), Partnership::default());
    };
    assert_eq!(refusal(stranger), lacks("actor", "stranger"));
}

#[test]
fn an_originator_that_is_no_actor_or_no_partner_is_refused() {
    let given_by = |originator: &'static str| {
        refusal(|scenario, _| {
            scenario.items.get_mut(&item("i0")).expect("an item").originator = actor(originator);
        })
    };
    assert_eq!(given_by("nobody"), lacks("actor", "nobody"));
    assert_eq!(given_by("f0"), lacks("partnership", "f0"));
}

#[test]
fn a_holder_or_someone_interested_that_is_no_actor_is_refused() {
    let holder = |scenario: &mut Scenario, _: &mut Plan| {
        let what = scenario.items.get_mut(&item("i0")).expect("an item");
        what.holders.put(actor("holder"), Level::Gist);
    };
    assert_eq!(refusal(holder), lacks("actor", "holder"));
    let interested = |scenario: &mut Scenario, _: &mut Plan| {
        let what = scenario.items.get_mut(&item("i0")).expect("an item");
        what.interest.put(actor("reader"), Quantity::plain(0.5));
    };
    assert_eq!(refusal(interested), lacks("actor", "reader"));
}

#[test]
fn a_recipient_that_is_no_actor_is_refused() {
    let guest = |scenario: &mut Scenario, _: &mut Plan| {
        scenario.meeting.recipients.put(recipient("guest"), Recipient::default());
    };
    assert_eq!(refusal(guest), lacks("actor", "guest"));
}

#[test]
fn a_plan_for_what_the_scenario_does_not_have_is_refused() {
    let told = refusal(|_, plan| plan.set_level(&item("i0"), &recipient("f0"), Level::Content));
    assert_eq!(told, lacks("recipient", "f0"));
    let item_told = refusal(|_, plan| plan.set_level(&item("i9"), &recipient("r0"), Level::Content));
    assert_eq!(item_told, lacks("item", "i9"));
    assert_eq!(refusal(|_, plan| plan.asks.push(recipient("p2"))), lacks("recipient", "p2"));
    let repair = Repair { month: 1, partner: actor("r0"), kind: RepairKind::Explanation };
    assert_eq!(refusal(|_, plan| plan.repairs.push(repair)), lacks("partnership", "r0"));
}

#[test]
fn the_numbers_of_another_scenario_are_refused() {
    let scenario = world(&mut Dice::of(7));
    let others = Inputs::of(&Scenario::default());
    let refused = failure(|| CompiledCase::with_inputs(&scenario, &Plan::named("none"), None, others));
    assert!(refused.starts_with("the numbers of the scenario that is to be projected lack "), "{refused}");
}

#[test]
fn the_screener_refuses_an_item_and_a_month_that_it_does_not_know() {
    let scenario = world(&mut Dice::of(7));
    let screener = PlanScreener::new(
        &scenario,
        &Plan::named("none"),
        &Screening { seed: 1, histories: 8, months: &[3] },
    );
    let unknown = failure(|| screener.effects(&item("i9"), &ItemPlan::default(), Preparation::Staffed));
    assert_eq!(unknown, lacks("item", "i9"));
    let outcome = screener.outcome(Preparation::Staffed, &[], &[]);
    assert_eq!(outcome.willingness(0, 3, 0).len(), 8);
    let unknown = failure(|| outcome.willingness(0, 4, 0).len());
    assert_eq!(unknown, "month 4 is not among the months that are looked at: [3]");
}

#[test]
fn the_public_needs_no_seat_at_the_meeting_to_be_told() {
    let told = refusal(|scenario, plan| {
        scenario.meeting.recipients.remove(&RecipientId::Public);
        plan.set_level(&item("i0"), &RecipientId::Public, Level::Gist);
    });
    assert_eq!(told, "nothing is missing");
}

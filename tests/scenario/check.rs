//! Every doubt about a scenario is found where it stands, and nothing else is found.

use tearline::scenario::{
    Actor, ActorId, Figure, ItemId, ItemPlan, ItemRecord, Level, Ordered, PartnerRecord, Permission, Plan,
    PlanId, Position, Preparation, Quantity, RecipientId, Repair, RepairKind, Scenario, Tie, check,
};
use tearline::storage::parse;

/// The guide's example, about which there is no doubt.
fn example() -> Scenario {
    parse(include_str!("../../assets/guide/example.ron"), "example.ron").expect("an example that opens")
}

/// The places and sentences found after a change of the example.
fn found(change: impl FnOnce(&mut Scenario)) -> Vec<(String, String)> {
    let mut scenario = example();
    change(&mut scenario);
    check(&scenario).into_iter().map(|finding| (finding.path.to_string(), finding.sentence)).collect()
}

/// Asserts that a change of the example raises exactly one doubt: where, and with which words in it.
#[track_caller]
fn doubts_once(change: impl FnOnce(&mut Scenario), place: &str, words: &str) {
    let found = found(change);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, place);
    assert!(found[0].1.contains(words), "{}", found[0].1);
}

fn islands() -> ActorId {
    ActorId::known("islands")
}

fn coast() -> RecipientId {
    RecipientId::Actor(ActorId::known("coast"))
}

fn attack() -> ItemId {
    ItemId::known("attack")
}

fn plan<'a>(scenario: &'a mut Scenario, id: &'static str) -> &'a mut Plan {
    scenario.plans.get_mut(&PlanId::known(id)).expect("a plan of the example")
}

#[test]
fn there_is_no_doubt_about_the_example() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn a_scenario_in_which_nothing_can_happen_says_what_is_missing() {
    doubts_once(|s| s.partnerships = Default::default(), "partnerships", "add a partnership");
    doubts_once(|s| s.meeting.recipients = Default::default(), "meeting", "invite a recipient");
    doubts_once(
        |s| {
            s.items = Default::default();
            s.record = None;
        },
        "items",
        "add an item",
    );
}

#[test]
fn an_actor_without_a_name_is_found() {
    let change = |s: &mut Scenario| s.actors.put(islands(), Actor::named("  "));
    doubts_once(change, "actors[islands]", "“islands” has no name");
}

#[test]
fn two_actors_of_one_name_are_found_once() {
    let change = |s: &mut Scenario| s.actors.put(islands(), Actor::named("The Coast"));
    doubts_once(change, "actors[coast]", "“coast” and “islands” are both called The Coast.");
}

#[test]
fn two_actors_at_one_place_are_found_once() {
    let change = |s: &mut Scenario| {
        for (id, x) in [("islands", 100.0), ("coast", 103.0)] {
            let actor = s.actors.get_mut(&ActorId::known(id)).expect("an actor");
            actor.at = Some(Position(x, -40.0));
        }
    };
    doubts_once(change, "actors[coast].at", "The Coast and The Islands stand at one place");
}

#[test]
fn a_tie_to_somebody_who_wants_nothing_is_found() {
    let nobody = || ActorId::known("nobody");
    let tied = |onward: f64| {
        move |s: &mut Scenario| {
            s.actors.put(nobody(), Actor::named("Nobody’s friend"));
            let to =
                Tie { onward: Quantity::plain(onward), ..Tie::between(ActorId::known("coast"), nobody()) };
            s.ties.push(to);
        }
    };
    assert_eq!(found(tied(0.0)), [], "a tie may say no more than how one regards the other");
    let ties = example().ties.len();
    doubts_once(tied(0.3), &format!("ties[{}].onward", ties + 1), "wants none of them");
    let wanted = |s: &mut Scenario| {
        tied(0.3)(s);
        s.items.get_mut(&attack()).expect("the attack").interest.put(nobody(), Quantity::plain(0.1));
    };
    assert_eq!(found(wanted), []);
}

#[test]
fn a_recipient_that_is_told_nothing_it_wants_is_found_unless_to_warn_it_is_worth_something() {
    let told = |warning: f64| {
        move |s: &mut Scenario| {
            s.plans = Ordered::from_iter([(PlanId::known("tell"), Plan::named("Tell"))]);
            s.record = None;
            plan(s, "tell").set_level(&attack(), &coast(), Level::Gist);
            let item = s.items.get_mut(&attack()).expect("the attack");
            item.interest.put(ActorId::known("coast"), Quantity::plain(0.0));
            item.warning.put(coast(), Quantity::plain(warning));
        }
    };
    let vain = found(told(0.0));
    let vain: Vec<_> = vain.iter().filter(|(place, _)| place.starts_with("plans")).collect();
    assert_eq!(vain.len(), 1, "{vain:?}");
    assert_eq!(vain[0].0, "plans[tell].items");
    assert!(vain[0].1.contains("tells The Coast nothing that it wants"), "{vain:?}");
    assert!(found(told(0.5)).iter().all(|(place, _)| !place.starts_with("plans")));
}

#[test]
fn a_plan_without_a_name_is_found() {
    doubts_once(|s| plan(s, "tear-line").name = "  ".into(), "plans[tear-line]", "“tear-line” has no name");
}

#[test]
fn two_plans_of_one_name_are_found_once() {
    let change = |s: &mut Scenario| {
        let name = plan(s, "in-the-room").name.clone();
        plan(s, "tear-line").name = name;
    };
    doubts_once(change, "plans[in-the-room]", "“in-the-room” and “tear-line” are both called");
}

#[test]
fn an_onward_chance_towards_home_is_found() {
    let change = |s: &mut Scenario| {
        let tie: &mut Tie = &mut s.ties[2];
        tie.onward.set(Figure::plain(0.5)).expect("a chance");
    };
    doubts_once(change, "ties[3].onward", "home already has them");
}

#[test]
fn each_level_that_nobody_wrote_words_for_is_found() {
    let change = |s: &mut Scenario| {
        let words = &mut s.items.get_mut(&attack()).expect("the attack").words;
        words.content = "  ".into();
        words.sources_methods.clear();
    };
    let found = found(change);
    let places: Vec<_> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["items[attack].words"; 2]);
    assert!(found[0].1.contains("“content”") && found[1].1.contains("“sources and methods”"), "{found:?}");
}

#[test]
fn an_item_that_nobody_wants_is_found() {
    let change =
        |s: &mut Scenario| s.items.get_mut(&attack()).expect("the attack").interest = Default::default();
    doubts_once(change, "items[attack].interest", "nobody wants it");
}

#[test]
fn a_holder_of_nothing_is_found() {
    let change = |s: &mut Scenario| {
        s.items.get_mut(&attack()).expect("the attack").holders.put(ActorId::known("coast"), Level::Withheld);
    };
    doubts_once(change, "items[attack].holders[coast]", "The Coast is listed as a holder of nothing");
}

#[test]
fn an_originator_at_the_meeting_is_found() {
    let change = |s: &mut Scenario| {
        let seat = s.meeting.recipients.get(&coast()).expect("the Coast").clone();
        s.meeting.recipients.put(RecipientId::Actor(islands()), seat);
    };
    doubts_once(change, "items[attack].originator", "its originator sits at the meeting");
}

#[test]
fn telling_more_than_was_granted_is_found() {
    let change = |s: &mut Scenario| plan(s, "tear-line").set_level(&attack(), &coast(), Level::Context);
    doubts_once(change, "plans[tear-line].items[attack]", "(context against content)");
}

#[test]
fn asking_for_an_item_of_homes_own_is_found() {
    let change = |s: &mut Scenario| {
        let asked = ItemPlan { permission: Permission::Refused, ..ItemPlan::default() };
        plan(s, "tear-line").items.put(ItemId::known("survey"), asked);
    };
    doubts_once(
        change,
        "plans[tear-line].items[survey].permission",
        "of which home itself is the originator",
    );
}

#[test]
fn asking_first_without_preparing_is_found() {
    let change = |s: &mut Scenario| plan(s, "tear-line").preparation = Preparation::Spontaneous;
    doubts_once(change, "plans[tear-line].items[attack].permission", "is not staffed");
}

#[test]
fn a_repair_after_the_horizon_is_found() {
    let change = |s: &mut Scenario| plan(s, "in-the-room").repairs[0].month = 19;
    doubts_once(change, "plans[in-the-room].repairs[1].month", "after month 18, the last");
}

#[test]
fn a_repair_that_counts_only_once_is_found_the_second_time() {
    for kind in [RepairKind::Explanation, RepairKind::ProceduralFix] {
        let again = Repair { month: 3, partner: islands(), kind };
        let change = |s: &mut Scenario| plan(s, "in-the-room").repairs.push(again);
        doubts_once(change, "plans[in-the-room].repairs[5]", "counts only once");
    }
    let again = Repair { month: 3, partner: islands(), kind: RepairKind::Compensation(0.5) };
    assert_eq!(found(|s| plan(s, "in-the-room").repairs.push(again)), []);
}

#[test]
fn each_gap_in_the_record_is_found() {
    let record = |change: fn(&mut tearline::scenario::Record)| {
        move |s: &mut Scenario| change(s.record.as_mut().expect("a record"))
    };
    doubts_once(record(|r| r.plan = None), "record", "which plan is the historical one");
    doubts_once(record(|r| r.sources.clear()), "record", "names no source");
    doubts_once(
        record(|r| {
            r.partners = Default::default();
            r.items = Default::default();
        }),
        "record",
        "says nothing of any partner or item",
    );
    doubts_once(
        record(|r| r.partners.put(ActorId::known("valley"), PartnerRecord::default())),
        "record.partners[valley]",
        "The record of The Valley says nothing",
    );
    doubts_once(
        record(|r| r.items.put(ItemId::known("survey"), ItemRecord::default())),
        "record.items[survey]",
        "The record of the harbour survey says nothing",
    );
}

#[test]
fn of_thousands_at_two_places_that_touch_each_but_the_last_is_found_with_the_next_one() {
    let found = found(|s| {
        for number in 0..4_000 {
            let id = ActorId::try_from(format!("guest-{number:04}").as_str()).expect("an id");
            // Seven units apart: their marks cover each other, from one small square of the map to the next.
            let at = Position(500.0 + 7.0 * (number % 2) as f32, 900.0);
            s.actors.put(id.clone(), Actor { at: Some(at), ..Actor::named(id.as_str()) });
        }
    });
    assert_eq!(found.len(), 3_999);
    for (number, (place, sentence)) in found.iter().enumerate() {
        assert_eq!(*place, format!("actors[guest-{number:04}].at"));
        assert!(sentence.contains(&format!(" and guest-{:04} stand at one place", number + 1)), "{sentence}");
    }
}

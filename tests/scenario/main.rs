//! The document: whatever is done to it, it stays whole, and every step has a name.

mod check;
mod new_case;
mod numbers;

use proptest::prelude::*;
use proptest::sample::Index;
use tearline::scenario::{
    Actor, ActorId, Edit, Figure, Input, Item, Level, Partnership, Permission, Plan, Recipient, RecipientId,
    Scenario, Tie,
};
use tearline::storage::built_in_cases;

/// A legal edit or one that must be refused, by four random numbers.
fn edit(scenario: &Scenario, kind: u8, [one, two, three]: [Index; 3], number: f64) -> Option<Edit> {
    let actors: Vec<ActorId> = scenario.actors.keys().cloned().collect();
    let (actor, other) = (one.get(&actors).clone(), two.get(&actors).clone());
    let items: Vec<_> = scenario.items.keys().cloned().collect();
    let plans: Vec<_> = scenario.plans.keys().cloned().collect();
    let item = (!items.is_empty()).then(|| three.get(&items).clone());
    let plan = (!plans.is_empty()).then(|| three.get(&plans).clone());
    Some(match kind {
        15 => Edit::DuplicateActor(actor),
        16 => Edit::DuplicateItem(item?),
        0 => Edit::PutActor(scenario.next_actor_id(), Actor::named("Somebody")),
        1 => Edit::RemoveActor(actor),
        2 => Edit::SetHome(actor),
        3 => Edit::PutTie(Tie::between(actor, other)),
        4 => Edit::RemoveTie(actor, other),
        5 => Edit::PutPartnership(actor, Partnership::default()),
        6 => Edit::RemovePartnership(actor),
        7 => Edit::PutItem(scenario.next_item_id(), Item::from_originator("Something", actor)),
        8 => Edit::RemoveItem(item?),
        9 => Edit::PutRecipient(RecipientId::Actor(actor), Recipient::default()),
        10 => Edit::RemoveRecipient(RecipientId::Actor(actor)),
        11 => {
            let mut plan = Plan::named("Another");
            let mut what = plan.item(&item.clone()?);
            what.permission = Permission::Granted(Level::Gist);
            what.tell.put(RecipientId::Actor(other), Level::from_index((5.0 * number) as usize));
            plan.items.put(item?, what);
            Edit::PutPlan(scenario.next_plan_id(), plan)
        }
        12 => Edit::RemovePlan(plan?),
        13 => {
            let inputs = scenario.inputs();
            let input = three.get(&inputs).clone();
            let bounds = input.bounds();
            Edit::SetFigure(input, Figure::plain(bounds.min + number * (bounds.max - bounds.min)))
        }
        _ => Edit::SetHorizon(1 + (119.0 * number) as u32),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_edits_come_nothing_refers_to_nothing_and_every_step_has_a_name(
        case in 0..3_usize,
        steps in prop::collection::vec((0..17_u8, any::<[Index; 3]>(), 0.0..1.0_f64), 1..40),
    ) {
        let mut scenario = built_in_cases()[case].scenario().expect("a case that ships");
        for (kind, which, number) in steps {
            let Some(edit) = edit(&scenario, kind, which, number) else { continue };
            let label = edit.label(&scenario);
            prop_assert!(!label.trim().is_empty(), "{:?}", edit);
            if let Ok(after) = scenario.edited(&edit) {
                prop_assert!(after.check_references().is_ok(), "{label}: {:?}", after.check_references());
                prop_assert!(after.actors.contains(&after.home));
                prop_assert!(after.ids_given >= scenario.ids_given);
                scenario = after;
            }
        }
    }
}

#[test]
fn an_id_that_was_given_is_never_given_again() {
    let mut scenario = Scenario::default();
    let mut given = Vec::new();
    for _ in 0..10 {
        let id = scenario.next_actor_id();
        assert!(!given.contains(&id), "{id} was used before");
        scenario = scenario.edited(&Edit::PutActor(id.clone(), Actor::named("Somebody"))).expect("an actor");
        scenario = scenario.edited(&Edit::RemoveActor(id.clone())).expect("it was there");
        given.push(id);
    }
}

#[test]
fn whoever_is_uninvited_is_no_longer_warned_and_a_warning_of_a_stranger_is_refused() {
    let scenario = built_in_cases().iter().find(|case| case.name == "oval-office-2017").expect("the case");
    let scenario = scenario.scenario().expect("a case that ships");
    let (id, mut item) =
        scenario.items.iter().next().map(|(id, item)| (id.clone(), item.clone())).expect("an item");
    let public = RecipientId::Public;
    assert!(item.warning.contains(&public));
    let after = scenario.edited(&Edit::RemoveRecipient(public.clone())).expect("it was invited");
    assert!(!after.items.get(&id).expect("it stays").warning.contains(&public));
    let refused = after
        .edited(&Edit::PutItem(id, {
            item.name.push('!');
            item
        }))
        .expect_err("nobody is public");
    assert!(refused.to_string().contains("no recipient “public”"), "{refused}");
}

#[test]
fn a_duplicate_is_like_the_first_and_leaves_it_alone() {
    let scenario = built_in_cases()[0].scenario().expect("a case that ships");
    let israel = ActorId::known("il");
    let copy = scenario.next_actor_id();
    let after = scenario.edited(&Edit::DuplicateActor(israel.clone())).expect("an actor");
    assert_eq!(after.name(&copy), "Israel, copy");
    assert_eq!(after.partnerships.get(&copy), scenario.partnerships.get(&israel));
    let ties =
        |of: &Scenario, id: &ActorId| of.ties.iter().filter(|tie| tie.from == *id || tie.to == *id).count();
    assert_eq!(ties(&after, &copy), ties(&scenario, &israel));
    assert_eq!(ties(&after, &israel), ties(&scenario, &israel));
    assert_ne!(after.actors.get(&copy).map(|a| a.at), after.actors.get(&israel).map(|a| a.at));
    let russia = after.edited(&Edit::DuplicateActor(ActorId::known("ru"))).expect("an actor");
    assert!(russia.meeting.recipients.contains(&RecipientId::Actor(after.next_actor_id())));
    let (id, item) = scenario.items.iter().next().expect("an item");
    let twin = scenario.edited(&Edit::DuplicateItem(id.clone())).expect("an item");
    let second = twin.items.get(&scenario.next_item_id()).expect("the copy");
    assert_eq!(*second, Item { name: format!("{}, copy", item.name), ..item.clone() });
    assert_eq!(twin.plans, scenario.plans, "nobody is told of it yet");
}

#[test]
fn an_edit_that_cannot_be_made_says_why() {
    let scenario = built_in_cases()[0].scenario().expect("a case that ships");
    let home = scenario.home.clone();
    let stranger = ActorId::known("stranger");
    for edit in [
        Edit::RemoveActor(home.clone()),
        Edit::SetHome(stranger.clone()),
        Edit::PutTie(Tie::between(home, stranger)),
        Edit::SetHorizon(0),
        Edit::DuplicateActor(scenario.home.clone()),
    ] {
        let refused = scenario.edited(&edit).expect_err("a reason");
        assert!(refused.to_string().len() > 10, "{refused}");
    }
}

#[test]
fn every_number_is_listed_with_the_figure_that_its_name_finds() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a case that ships");
        assert!(scenario.figures().count() > 50);
        for (input, figure) in scenario.figures() {
            assert!(scenario.figure(&input).is_some_and(|found| std::ptr::eq(found, figure)), "{input:?}");
        }
    }
}

#[test]
fn every_number_has_a_unit_a_meaning_and_words() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a case that ships");
        for input in scenario.inputs() {
            let info = input.info();
            assert!(!info.unit.is_empty() && !info.meaning.is_empty(), "{input:?}");
            let [low, likely, high] = info.default;
            let is_fixed = matches!(input, Input::Parameter(_)) && (low == likely || likely == high);
            assert!(input.scale().is_some() || is_fixed, "{input:?} has no words");
        }
    }
}

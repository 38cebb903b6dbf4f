//! A new case in words becomes a whole scenario, with every number from the coding table.

use tearline::scenario::new_case::{
    NewCase, NewFriend, NewPartner, NewRecipient, PartnerKind, Place, SourceKind, Stance,
};
use tearline::scenario::{
    Input, ItemField, Level, PartnerField, Promise, RecipientField, RecipientId, Role, Scenario, TieField,
    check,
};

/// A home, one partner that gave something, one recipient with a friend, and a second partner.
fn described() -> NewCase {
    let partner = |name: &str, kind, item: &str| NewPartner {
        name: name.into(),
        kind,
        item: item.into(),
        promise: Promise::Implicit,
        source: SourceKind::Single,
    };
    NewCase {
        home: "Freedonia".into(),
        partners: vec![
            partner("Sylvania", PartnerKind::Convenience, "the harbour report"),
            partner("Genovia", PartnerKind::EqualAlly, ""),
        ],
        recipients: vec![NewRecipient {
            name: "Elbonia".into(),
            stance: Stance::Rival,
            friends: vec![NewFriend { name: "Ruritania".into(), stance: Stance::Adversary }],
        }],
    }
}

fn made() -> Scenario {
    described().scenario().expect("nothing is missing")
}

fn id(scenario: &Scenario, name: &str) -> tearline::scenario::ActorId {
    let found = scenario.actors.iter().find(|(_, actor)| actor.name == name);
    found.map(|(id, _)| id.clone()).expect("an actor of that name")
}

#[test]
fn whatever_words_are_chosen_the_case_has_nothing_missing_or_doubtful() {
    for (kind, stance) in
        PartnerKind::ALL.into_iter().flat_map(|kind| Stance::ALL.map(|stance| (kind, stance)))
    {
        for (source, promise) in SourceKind::ALL.into_iter().zip(Promise::ALL) {
            let mut case = described();
            case.partners.iter_mut().for_each(|partner| (partner.kind, partner.source) = (kind, source));
            case.partners[0].promise = promise;
            case.recipients[0].stance = stance;
            case.recipients[0].friends[0].stance = stance;
            let scenario = case.scenario().expect("nothing is missing");
            assert_eq!(check(&scenario), [], "{kind:?}, {stance:?}");
        }
    }
}

#[test]
fn everybody_has_the_role_that_was_described() {
    let scenario = made();
    let role = |name| scenario.role(&id(&scenario, name));
    assert_eq!(role("Freedonia"), Role::Home);
    assert_eq!(role("Sylvania"), Role::Originator);
    assert_eq!(role("Genovia"), Role::Partner);
    assert_eq!(role("Elbonia"), Role::Recipient);
    assert_eq!(role("Ruritania"), Role::Friend);
    let item = scenario.items.values().next().expect("an item");
    assert_eq!((item.name.as_str(), item.promise), ("the harbour report", Promise::Implicit));
}

#[test]
fn every_number_of_a_partner_is_that_of_the_coding_table_and_says_so() {
    let scenario = made();
    let partner = id(&scenario, "Sylvania");
    for (field, word) in [
        (PartnerField::Influence, "low"),
        (PartnerField::Security, "medium"),
        (PartnerField::Flow, "medium"),
        (PartnerField::Liaison, "medium"),
        (PartnerField::ControlMean, "some"),
    ] {
        let input = Input::Partner(partner.clone(), field);
        let figure = scenario.figure(&input).expect("it is there");
        assert_eq!(input.scale().and_then(|scale| scale.word_of(figure)), Some(word), "{field:?}");
        assert!(
            figure.note.contains("partner of convenience") && figure.note.contains(word),
            "{}",
            figure.note
        );
    }
    for field in PartnerField::ALL {
        let figure = scenario.figure(&Input::Partner(partner.clone(), *field)).expect("it is there");
        assert!(figure.note.contains("partner of convenience"), "{field:?} does not say where it comes from");
    }
    let (item_id, _) = scenario.items.at(0).expect("an item");
    for field in ItemField::ALL {
        let input = Input::Item(item_id.clone(), *field);
        let figure = scenario.figure(&input).expect("it is there");
        assert!(input.scale().and_then(|scale| scale.word_of(figure)).is_some(), "{field:?}");
    }
}

#[test]
fn a_stance_sets_how_both_sides_regard_each_other_and_how_a_bargain_is_kept() {
    for (stance, regards, reciprocity) in [
        (Stance::Adversary, "enemy", "doubtful"),
        (Stance::Rival, "wary", "even"),
        (Stance::Neutral, "well disposed", "good"),
    ] {
        let mut case = described();
        case.recipients[0].stance = stance;
        let scenario = case.scenario().expect("nothing is missing");
        let (partner, recipient) = (id(&scenario, "Sylvania"), id(&scenario, "Elbonia"));
        let word = |input: Input| {
            let figure = scenario.figure(&input).expect("it is there");
            input.scale().and_then(|scale| scale.word_of(figure))
        };
        let tie = Input::Tie(partner, recipient.clone(), TieField::Affinity);
        assert_eq!(word(tie), Some(regards), "{stance:?}");
        let kept = Input::Recipient(RecipientId::Actor(recipient), RecipientField::Reciprocity);
        assert_eq!(word(kept), Some(reciprocity), "{stance:?}");
    }
}

#[test]
fn the_first_plan_tells_the_content_and_others_ask_or_say_nothing() {
    let scenario = made();
    let plans: Vec<_> = scenario.plans.values().collect();
    assert_eq!(plans.len(), 3);
    let highest = |at: usize| plans[at].items.values().map(|item| item.highest_told()).max();
    assert_eq!(highest(0), Some(Level::Content));
    assert!(plans[1].items.values().all(|item| item.permission.asked()));
    assert!(!plans[2].tells_anybody() && plans[2].repairs.is_empty());
}

#[test]
fn what_is_missing_is_said_at_its_place() {
    let places =
        |case: &NewCase| case.problems().into_iter().map(|problem| problem.place).collect::<Vec<_>>();
    let empty = NewCase::default();
    assert_eq!(places(&empty), [Place::Home, Place::Partner(0), Place::Item(0), Place::Recipient(0)]);
    assert_eq!(empty.scenario().expect_err("it is empty"), empty.problems());
    let mut twins = described();
    twins.recipients[0].friends[0].name = " sylvania ".into();
    assert_eq!(places(&twins), [Place::Friend(0, 0)]);
    let mut nameless = described();
    nameless.partners[1] = NewPartner { item: "a tip".into(), ..NewPartner::default() };
    assert_eq!(places(&nameless), [Place::Partner(1)]);
}

#[test]
fn lines_in_which_nothing_was_written_are_left_out() {
    let mut case = described();
    case.partners.push(NewPartner::default());
    case.recipients.push(NewRecipient::default());
    case.recipients[0].friends.push(NewFriend::default());
    assert_eq!(case.scenario().expect("nothing is missing"), made());
}

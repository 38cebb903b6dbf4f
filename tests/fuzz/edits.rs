//! Edits at random.

use crate::dice::Dice;
use crate::seeds;
use crate::{cases, try_all};
use tearline::app::{Gesture, UndoHistory};
use tearline::scenario::*;
use tearline::storage::{parse, rewrite, write};

/// The most edits in a sequence.
const LONGEST_SEQUENCE: usize = 40;

const NAMES: [&str; 10] = [
    "A",
    "",
    "  ",
    "Ärger",
    "=1+1",
    "a \"b\" \\c",
    "two\nlines",
    "אבג",
    "x, copy",
    "A name that goes on and on and on",
];

fn name(dice: &mut Dice) -> String {
    if dice.one_in(40) { "n".repeat(390 + dice.below(20)) } else { (*dice.pick(&NAMES)).to_owned() }
}

/// An id of the document, or in a few cases one that leads nowhere.
fn actor(scenario: &Scenario, dice: &mut Dice) -> ActorId {
    let all: Vec<&ActorId> = scenario.actors.keys().collect();
    if dice.one_in(20) { ActorId::known("nobody") } else { (*dice.pick(&all)).clone() }
}

fn item(scenario: &Scenario, dice: &mut Dice) -> ItemId {
    let all: Vec<&ItemId> = scenario.items.keys().collect();
    if all.is_empty() || dice.one_in(20) { ItemId::known("nothing") } else { (*dice.pick(&all)).clone() }
}

fn recipient(scenario: &Scenario, dice: &mut Dice) -> RecipientId {
    let all: Vec<&RecipientId> = scenario.meeting.recipients.keys().collect();
    if all.is_empty() || dice.one_in(10) { RecipientId::Public } else { (*dice.pick(&all)).clone() }
}

fn plan_id(scenario: &Scenario, dice: &mut Dice) -> PlanId {
    let all: Vec<&PlanId> = scenario.plans.keys().collect();
    if dice.one_in(20) { PlanId::known("none") } else { (*dice.pick(&all)).clone() }
}

fn number(bounds: Bounds, dice: &mut Dice) -> f64 {
    match dice.below(12) {
        0 => bounds.min,
        1 => bounds.max,
        2 => f64::NAN,
        3 => bounds.max + 1.0,
        4 => 0.0,
        _ => bounds.min + dice.share() * (bounds.max - bounds.min),
    }
}

fn figure(bounds: Bounds, dice: &mut Dice) -> Figure {
    let mut ends = [0; 3].map(|_| number(bounds, dice));
    ends.sort_by(f64::total_cmp);
    let figure = match dice.below(3) {
        0 => Figure::plain(ends[1]),
        _ => Figure::range(ends[0], ends[1], ends[2]),
    };
    let from = match dice.below(4) {
        0 => Provenance::Evidence(name(dice)),
        1 => Provenance::Instructor,
        _ => Provenance::Guess,
    };
    Figure { from, note: if dice.one_in(4) { name(dice) } else { String::new() }, ..figure }
}

/// A change of any number: nothing that somebody wrote down is taken out by it.
pub fn random_change_of_a_number(scenario: &Scenario, dice: &mut Dice) -> Edit {
    let inputs = scenario.inputs();
    let input = dice.pick(&inputs).clone();
    let figure = figure(input.bounds(), dice);
    Edit::SetFigure(input, figure)
}

fn repair(scenario: &Scenario, dice: &mut Dice) -> Repair {
    let kind = match dice.below(4) {
        0 => RepairKind::Explanation,
        1 => RepairKind::ProceduralFix,
        2 => RepairKind::Compensation(dice.share()),
        _ => RepairKind::Institution(*dice.pick(&Institution::ALL), dice.share()),
    };
    Repair { month: 1 + dice.below(30) as u32, partner: actor(scenario, dice), kind }
}

fn plan(scenario: &Scenario, dice: &mut Dice) -> Edit {
    let id = if dice.one_in(3) { scenario.next_plan_id() } else { plan_id(scenario, dice) };
    let mut plan = scenario.plans.get(&id).cloned().unwrap_or_else(|| Plan::named("New"));
    match dice.below(6) {
        0 => plan.name = name(dice),
        1 => plan.repairs.push(repair(scenario, dice)),
        2 if !plan.repairs.is_empty() => {
            plan.repairs.remove(dice.below(plan.repairs.len()));
        }
        3 => plan.note = name(dice),
        4 => plan.asks = vec![recipient(scenario, dice)],
        _ => {
            let (item, to) = (item(scenario, dice), recipient(scenario, dice));
            plan.set_level(&item, &to, *dice.pick(&Level::ALL));
        }
    }
    Edit::PutPlan(id, plan)
}

fn put_actor(scenario: &Scenario, dice: &mut Dice) -> Edit {
    let id = if dice.one_in(3) { scenario.next_actor_id() } else { actor(scenario, dice) };
    let mut put = scenario.actors.get(&id).cloned().unwrap_or_else(|| Actor::named("New"));
    match dice.below(3) {
        0 => put.name = name(dice),
        1 => put.note = name(dice),
        _ if dice.one_in(4) => put.at = None,
        _ => put.at = Some(Position((dice.share() * 4e4 - 2e4) as f32, (dice.share() * 1e3) as f32)),
    }
    Edit::PutActor(id, put)
}

fn put_item(scenario: &Scenario, dice: &mut Dice) -> Edit {
    let id = if dice.one_in(3) { scenario.next_item_id() } else { item(scenario, dice) };
    let origin = actor(scenario, dice);
    let mut put = scenario.items.get(&id).cloned().unwrap_or_else(|| Item::from_originator("New", origin));
    match dice.below(4) {
        0 => put.name = name(dice),
        1 => put.holders.put(actor(scenario, dice), *dice.pick(&Level::ALL)),
        2 => put.interest.put(actor(scenario, dice), Quantity::plain(dice.share())),
        _ => put.warning.put(recipient(scenario, dice), Quantity::plain(dice.share())),
    }
    Edit::PutItem(id, put)
}

/// An edit of any kind, which may be refused.
pub fn random_edit(scenario: &Scenario, dice: &mut Dice) -> Edit {
    match dice.below(24) {
        0 => Edit::SetAbout(About { title: name(dice), question: name(dice), ..scenario.about.clone() }),
        1..=3 => put_actor(scenario, dice),
        4 => Edit::DuplicateActor(actor(scenario, dice)),
        5 => Edit::RemoveActor(actor(scenario, dice)),
        6 => Edit::SetHome(actor(scenario, dice)),
        7 => Edit::PutTie(Tie {
            onward: Quantity::plain(dice.share()),
            ..Tie::between(actor(scenario, dice), actor(scenario, dice))
        }),
        8 => Edit::RemoveTie(actor(scenario, dice), actor(scenario, dice)),
        9 => Edit::PutPartnership(actor(scenario, dice), Partnership::default()),
        10 => Edit::RemovePartnership(actor(scenario, dice)),
        11 | 12 => put_item(scenario, dice),
        13 => Edit::DuplicateItem(item(scenario, dice)),
        14 => Edit::RemoveItem(item(scenario, dice)),
        15 => Edit::NameMeeting(name(dice)),
        16 => Edit::PutRecipient(RecipientId::Actor(actor(scenario, dice)), Recipient::default()),
        17 => Edit::RemoveRecipient(recipient(scenario, dice)),
        18 => plan(scenario, dice),
        19 => Edit::RemovePlan(plan_id(scenario, dice)),
        20 => Edit::SetHorizon(dice.below(140) as u32),
        21 => Edit::PutActors(scenario.actors.clone().into_iter().take(3).collect()),
        _ => random_change_of_a_number(scenario, dice),
    }
}

/// What is saved, in the program's own text and in the text that was read, is read again equal.
fn check_saved(text: &str, scenario: &Scenario) -> String {
    let own = write(scenario).expect("it can be written");
    assert!(parse(&own, "own").unwrap_or_else(|error| panic!("{error}\n{own}")) == *scenario);
    let saved = rewrite(text, scenario).expect("it can be written");
    assert!(parse(&saved, "saved").unwrap_or_else(|error| panic!("{error}\n{saved}")) == *scenario);
    saved
}

/// Undoes everything and does it again: the first and the last document come back.
fn check_undo(history: &mut UndoHistory, first: &Scenario) {
    while history.redo().is_some() {}
    let last = history.present().clone();
    let mut steps = 0;
    while history.undo().is_some() {
        steps += 1;
    }
    assert!(**history.present() == *first, "everything is undone");
    while history.redo().is_some() {
        steps -= 1;
    }
    assert_eq!(steps, 0, "as many steps one way as the other");
    assert!(*history.present() == last, "everything is done again");
}

#[test]
fn whatever_is_done_can_be_undone_and_saved() {
    try_all("sequence", cases("TEARLINE_FUZZ_SEQUENCES", 3_000), |case| {
        let mut dice = Dice::of_case(case);
        let mut text = seeds::any(&mut dice).to_owned();
        let first = parse(&text, "seed").expect("a seed opens");
        let mut history = UndoHistory::new(first.clone());
        let mut gesture = 0;
        for _ in 0..1 + dice.below(LONGEST_SEQUENCE) {
            let before = history.present().clone();
            match dice.below(10) {
                0 => drop(history.undo()),
                1 => drop(history.redo()),
                2 => text = check_saved(&text, &before),
                _ => {
                    let edit = random_edit(&before, &mut dice);
                    assert!(!edit.label(&before).is_empty());
                    gesture += u64::from(dice.one_in(3));
                    let during = dice.one_in(2).then_some(Gesture(gesture));
                    let shown = plan_id(&before, &mut dice);
                    match history.edit(edit, during, &shown) {
                        Ok(()) => history.present().check_references().expect("every edit leaves it whole"),
                        Err(error) => {
                            assert!(!error.to_string().is_empty());
                            assert!(*history.present() == before, "a refused edit changes nothing");
                        }
                    }
                }
            }
        }
        check_undo(&mut history, &first);
        check_saved(&text, history.present());
        assert!(check(history.present()).iter().all(|finding| !finding.sentence.is_empty()));
    });
}

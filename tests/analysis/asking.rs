//! To ask first is to draw an answer in every history; to prepare is to tell the same in another manner.

use crate::world::{item, plan, recipient, scenario};
use tearline::analysis::asking::{Preparing, value_of_asking};
use tearline::analysis::frontier::choice_set::{ChoiceSet, ItemChoice};
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::study::Study;
use tearline::engine::NoMonitor;
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::draws::KeyedDraws;
use tearline::engine::meeting::{MeetingContext, chances_of_grant};
use tearline::scenario::*;

const HISTORIES: u64 = 600;

fn study(scenario: &Scenario) -> Study<'_> {
    Study::new(scenario, 4, HISTORIES, &NoMonitor)
}

fn totals(scenario: &Scenario, plan: &Plan) -> Vec<f64> {
    study(scenario).sample(plan, &[Measure::TOTAL]).expect("nobody stops it").remove(0)
}

/// Guest is told the content, staffed and for a concession, with this permission.
fn told(permission: Permission) -> Plan {
    let mut plan = Plan { preparation: Preparation::Staffed, ..plan(Level::Content) };
    plan.asks = vec![recipient("guest")];
    plan.items.put(item("plot"), ItemPlan { permission, ..plan.item(&item("plot")) });
    plan
}

/// The same where no more than a level was granted, and no more is told.
fn granted(level: Level) -> Plan {
    let mut plan = told(Permission::Granted(level));
    let told = Level::Content.min(level);
    plan.set_level(&item("plot"), &recipient("guest"), told);
    plan
}

#[test]
fn to_ask_and_hold_back_is_in_every_history_one_of_the_answers() {
    let scenario = scenario();
    let asked = totals(&scenario, &told(Permission::Asked(IfRefused::HoldBack)));
    let by_answer = Level::ALL.map(|level| totals(&scenario, &granted(level)));
    let mut refused = 0;
    for (history, total) in asked.iter().enumerate() {
        let answer = by_answer.iter().position(|totals| (totals[history] - total).abs() < 1e-12);
        assert!(answer.is_some(), "history {history} is none of its answers");
        refused += usize::from(*total == 0.0);
    }
    assert!(refused > 0, "some answers are refusals");
    let worths = value_of_asking(&study(&scenario), &told(Permission::NotAsked)).expect("nobody stops it");
    let [asking] = &worths.asking[..] else { panic!("one item is told") };
    let unasked = totals(&scenario, &told(Permission::NotAsked));
    assert_eq!(asking.hold_back, Mean::of_difference(&asked, &unasked));
    let anyway = totals(&scenario, &told(Permission::Asked(IfRefused::TellAnyway)));
    assert_eq!(asking.tell_anyway, Mean::of_difference(&anyway, &unasked));
    assert_eq!(asking.worth().mean, f64::max(asking.hold_back.mean, asking.tell_anyway.mean));
}

/// The chance that the originator, asked, grants each level from gist to sources and methods to those whom the plan
/// tells, with every number at its most likely value (model, section 14). `None` if the scenario has no such item.
fn chances(scenario: &Scenario, plan: &Plan, id: &ItemId) -> Option<[(Level, f64); 4]> {
    let index = scenario.items.index_of(id)?;
    let mut asked = plan.clone();
    asked
        .items
        .put(id.clone(), ItemPlan { permission: Permission::Asked(IfRefused::HoldBack), ..plan.item(id) });
    let case = CompiledCase::new(scenario, &asked, None);
    let values = case.inputs.likely::<1>();
    // The chance depends on no draw.
    let luck = KeyedDraws { case: &case, seed: 0, history: 0 };
    let context = MeetingContext { case: &case, values: &values, lane: 0, luck: &luck };
    let answers = case.items[index].answers.as_ref()?;
    let chances = chances_of_grant(&context, index, &answers.consent);
    let [_, levels @ ..] = Level::ALL;
    Some(std::array::from_fn(|place| (levels[place], chances[place])))
}

#[test]
fn the_share_of_grants_follows_the_chance_of_the_model() {
    let scenario = scenario();
    let worths = value_of_asking(&study(&scenario), &told(Permission::NotAsked)).expect("nobody stops it");
    let likely = chances(&scenario, &told(Permission::NotAsked), &item("plot")).expect("it is there");
    let (level, chance) = likely[1];
    assert_eq!(level, Level::Content);
    // Every number is certain here, so that only the draw of the answer differs: within five standard errors.
    let error = (chance * (1.0 - chance) / HISTORIES as f64).sqrt();
    assert!((worths.asking[0].chance - chance).abs() < 5.0 * error, "{} {chance}", worths.asking[0].chance);
    assert!(
        likely.windows(2).all(|pair| pair[1].1 <= pair[0].1),
        "more detail is never granted more readily"
    );
    assert!(chances(&scenario, &told(Permission::NotAsked), &item("nothing")).is_none());
}

#[test]
fn a_choice_that_asks_is_a_plan_whose_answer_is_drawn_and_is_found_again_in_it() {
    let scenario = scenario();
    let choices = ChoiceSet::of(&scenario);
    let asked = choices.nearest(&told(Permission::Asked(IfRefused::HoldBack)));
    assert!(asked.items[0].asked);
    let plan = choices.plan(&asked, "asked", &Plan::named(""));
    assert_eq!(plan.item(&item("plot")).permission, Permission::Asked(IfRefused::HoldBack));
    assert_eq!(choices.nearest(&plan), asked);
    for permission in [Permission::NotAsked, Permission::Refused, Permission::Granted(Level::Gist)] {
        let nearest = choices.nearest(&told(permission));
        let [ItemChoice { asked, .. }] = &nearest.items[..] else { panic!("one item") };
        assert!(!asked, "{permission:?} lets nothing be told that is not a breach");
    }
    assert!(choices.words(&asked).contains("as far as it is granted"), "{}", choices.words(&asked));
}

fn preparing(scenario: &Scenario, plan: &Plan) -> Preparing {
    let worths = value_of_asking(&study(scenario), plan).expect("nobody stops it");
    worths.preparing.expect("it can be prepared")
}

fn with_parameters(fields: &[ParameterField], value: f64) -> Scenario {
    let set = |scenario: Scenario, field: &ParameterField| {
        let edit = Edit::SetFigure(Input::Parameter(*field), Figure::plain(value));
        scenario.edited(&edit).expect("a number")
    };
    fields.iter().fold(scenario(), set)
}

#[test]
fn staffed_is_held_against_the_same_told_in_the_room_and_its_parts_add_up() {
    let scenario = scenario();
    let unasked = told(Permission::NotAsked);
    let in_the_room = Plan { preparation: Preparation::Spontaneous, ..unasked.clone() };
    for plan in [&unasked, &in_the_room, &told(Permission::Asked(IfRefused::HoldBack))] {
        let found = preparing(&scenario, plan);
        let alike = Mean::of_difference(&totals(&scenario, &unasked), &totals(&scenario, &in_the_room));
        assert!((found.worth.mean - alike.mean).abs() < 1e-12, "whether it asks, or how it is told");
        let parts = found.concession.mean + found.protest.mean + found.others_alarm.mean;
        assert!((parts - found.worth.mean).abs() < 1e-12, "{found:?}");
        assert!(found.concession.mean > 0.0, "a prepared bargain is kept more often");
        assert!(found.protest.mean < 0.0, "a deliberate breach costs more of the originator's intelligence");
        assert!(found.others_alarm.mean.abs() > 1e-6, "the ally hears of it too");
    }
}

#[test]
fn law_9_where_others_weigh_nothing_that_they_hear_nobody_else_is_alarmed() {
    let deaf = with_parameters(
        &[
            ParameterField::ObserverIntegrity,
            ParameterField::ObserverControl,
            ParameterField::ObserverUnpredictability,
        ],
        0.0,
    );
    let found = preparing(&deaf, &told(Permission::NotAsked));
    // A difference of sums: nothing but rounding is left.
    assert!(found.others_alarm.mean.abs() < 1e-12 && found.protest.mean < 0.0, "{found:?}");
}

#[test]
fn where_nothing_is_offered_preparing_gains_no_concession() {
    let mut scenario = scenario();
    let guest = scenario.meeting.recipients.get_mut(&recipient("guest")).expect("the recipient");
    guest.concession = Quantity::plain(0.0);
    let found = preparing(&scenario, &told(Permission::NotAsked));
    assert_eq!(found.concession.mean, 0.0);
    assert!(found.worth.mean < 0.0, "then a deliberate breach is only the worse");
}

#[test]
fn staff_would_notice_the_best_cover_and_whether_to_ask() {
    let scenario = scenario();
    let noticed = preparing(&scenario, &told(Permission::NotAsked)).noticed;
    let total = |cover, asked| {
        let permission = if asked { Permission::Asked(IfRefused::HoldBack) } else { Permission::NotAsked };
        let mut plan = told(permission);
        plan.items.put(item("plot"), ItemPlan { cover, ..plan.item(&item("plot")) });
        Mean::of(&totals(&scenario, &plan)).mean
    };
    let as_it_is = total(Cover::None, false);
    for cover in Cover::ALL {
        for asked in [false, true] {
            assert!(total(cover, asked) - as_it_is <= noticed.worth.mean + 1e-12, "{cover:?} {asked}");
        }
    }
    let best = total(noticed.cover.unwrap_or_default(), noticed.asked);
    assert!((best - as_it_is - noticed.worth.mean).abs() < 1e-12, "{noticed:?}");
}

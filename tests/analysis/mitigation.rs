//! What held it: how much further willingness would have fallen without a part of the relationship.

use crate::world::{actor, plan, scenario};
use tearline::analysis::mitigation::{Mitigations, PartnerMitigation, mitigation};
use tearline::analysis::query::{Answer, Query};
use tearline::analysis::study::{HistorySet, Study};
use tearline::analysis::table::Cell;
use tearline::engine::NoMonitor;
use tearline::engine::months::Mitigation;
use tearline::scenario::*;
use tearline::storage::built_in_cases;

/// A dependent ally with liaison, told of a deliberate breach.
fn close_ally() -> Scenario {
    let mut scenario = scenario();
    let origin = scenario.partnerships.get_mut(&actor("origin")).expect("a partner");
    for stake in [&mut origin.stakes.influence, &mut origin.stakes.security, &mut origin.stakes.wider] {
        *stake = Quantity::plain(0.8);
    }
    let liaison = Input::Partner(actor("origin"), PartnerField::Liaison);
    scenario.edited(&Edit::SetFigure(liaison, Figure::plain(0.9))).expect("a number")
}

fn staffed() -> Plan {
    Plan { preparation: Preparation::Staffed, ..plan(Level::Context) }
}

fn found(scenario: &Scenario, plan: &Plan, month: u32) -> Mitigations {
    let study = Study::new(scenario, 3, 300, &NoMonitor);
    mitigation(&study, plan, month, HistorySet::All).expect("nobody stops it")
}

fn of_origin(found: &Mitigations) -> &PartnerMitigation {
    found.of(&actor("origin")).expect("a partner")
}

#[test]
fn a_close_ally_would_fall_further_without_each_part_of_the_relationship() {
    let scenario = close_ally();
    let found = found(&scenario, &staffed(), 0);
    let of = of_origin(&found);
    let learned = of.learned.expect("it learns in some histories");
    for mitigation in Mitigation::ALL {
        assert!(learned.held(mitigation, Material::Content) < 0.0, "{mitigation:?}: {learned:?}");
        let without = learned.without(mitigation, Material::Content);
        assert_eq!(learned.held(mitigation, Material::Content), without - learned.change.content);
    }
}

#[test]
fn all_histories_are_those_in_which_it_has_learned_and_those_in_which_nothing_has_changed() {
    let found = found(&close_ally(), &staffed(), 2);
    for of in &found.partners {
        assert!(of.share_learned > 0.0 && of.share_learned < 1.0, "{of:?}");
        let learned = of.learned.expect("some histories");
        for material in Material::ALL {
            let mixed = of.share_learned * learned.change.of(material);
            assert!((of.over_all.change.of(material) - mixed).abs() < 1e-12, "{of:?}");
        }
    }
}

#[test]
fn where_learning_is_supposed_every_history_is_one_in_which_it_has_learned() {
    let (scenario, plan) = (close_ally(), staffed());
    let study = Study::new(&scenario, 3, 300, &NoMonitor);
    let supposed = mitigation(&study, &plan, 0, HistorySet::LearnedAtOnce).expect("it is learned in some");
    let of = of_origin(&supposed);
    assert_eq!((of.share_learned, of.learned), (1.0, Some(of.over_all)));
    let one = mitigation(&study, &plan, 0, HistorySet::One(7)).expect("nobody stops it");
    assert!([0.0, 1.0].contains(&of_origin(&one).share_learned), "{one:?}");
    let silent = Plan { preparation: Preparation::Staffed, ..Plan::named("say nothing") };
    let all = mitigation(&study, &silent, 0, HistorySet::LearnedAtOnce).expect("there is nothing to learn");
    assert_eq!(of_origin(&all).share_learned, 0.0, "where nothing is told, all histories are as supposed");
}

#[test]
fn where_nothing_is_said_there_is_nothing_to_hold() {
    let found = found(&close_ally(), &Plan::named("say nothing"), 3);
    let of = of_origin(&found);
    assert_eq!((of.share_learned, of.learned), (0.0, None));
    for mitigation in Mitigation::ALL {
        assert_eq!(of.over_all.held(mitigation, Material::Content), 0.0);
    }
    let sentence = of.sentence("Origin", Mitigation::Stakes, Material::Content);
    assert_eq!(
        sentence,
        "Without aid, protection and trade Origin would share as much content; as it is, as much."
    );
}

#[test]
fn law_26_nothing_holds_in_the_wrong_direction_without_outside_events() {
    let none = Edit::SetFigure(Input::Parameter(ParameterField::ChillSpread), Figure::plain(0.0));
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a case that ships").edited(&none).expect("a number");
        let study = Study::new(&scenario, 3, 40, &NoMonitor);
        let plan = scenario.plans.at(0).expect("a plan").1;
        for month in [0, 6] {
            for of in mitigation(&study, plan, month, HistorySet::All).expect("nobody stops it").partners {
                for mitigation in Mitigation::ALL {
                    for material in Material::ALL {
                        let held = of.over_all.held(mitigation, material);
                        assert!(held <= 1e-12, "{}: {} {mitigation:?} {material:?}", case.name, of.partner);
                    }
                }
            }
        }
    }
}

#[test]
fn the_sentence_says_the_fall_without_it_beside_the_fall_as_it_is() {
    let found = found(&close_ally(), &staffed(), 0);
    let of = of_origin(&found);
    let all = &of.over_all;
    let percent = |change: f64| format!("{:.0}\u{a0}% less", -100.0 * change);
    assert_eq!(
        of.sentence("Origin", Mitigation::Stakes, Material::SourcesAndMethods),
        format!(
            "Without aid, protection and trade Origin would share {} sources and methods; as it is, {}.",
            percent(all.without(Mitigation::Stakes, Material::SourcesAndMethods)),
            percent(all.change.methods)
        )
    );
}

#[test]
fn the_table_has_every_partner_material_and_part_and_the_numbers_of_the_answer() {
    let scenario = close_ally();
    let study = Study::new(&scenario, 3, 300, &NoMonitor);
    let query = Query::Mitigation { month: 0, over: HistorySet::All };
    let answer = query.answer(&study, &staffed(), &|_| {}).expect("nobody stops it");
    let table = answer.table(&study, "tell", std::iter::empty()).expect("it has a table");
    let Answer::Mitigation(found) = &answer else { panic!("another answer") };
    assert_eq!(table.rows.len(), 2 * 2 * 2 * 3, "partners, groups of histories, materials, parts");
    let row = &table.rows[0];
    let of = of_origin(found);
    let expected = [
        of.over_all.change.content,
        of.over_all.without(Mitigation::Stakes, Material::Content),
        of.over_all.held(Mitigation::Stakes, Material::Content),
    ];
    assert_eq!(row[row.len() - 3..], expected.map(Cell::Share));
}

//! The meeting as a game for Gambit and as an influence diagram for GeNIe.

use crate::enumeration::exact;
use crate::game::{choices, read_game};
use crate::world::{self, item};
use crate::{awkward, case, cases};
use std::collections::HashSet;
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::study::Study;
use tearline::engine::NoMonitor;
use tearline::export::decision::{Decision, DecisionError, DecisionFormat};
use tearline::scenario::*;

fn text(scenario: &Scenario, format: DecisionFormat) -> String {
    let decision = Decision::of(scenario, &NoMonitor).expect("a small meeting");
    String::from_utf8(decision.bytes(format).expect("it is put together")).expect("UTF-8")
}

/// The case with every number at its likely value and without outside events.
fn without_ranges(mut scenario: Scenario) -> Scenario {
    for input in scenario.inputs() {
        let likely = scenario.figure(&input).expect("it lists what it has").likely;
        scenario = scenario.edited(&Edit::SetFigure(input, Figure::plain(likely))).expect("it fits");
    }
    scenario.parameters.chill_spread = Quantity::plain(0.0);
    scenario
}

#[test]
fn every_plan_is_worth_in_the_game_what_every_way_counted_out_gives() {
    let mut scenario = world::scenario();
    scenario.horizon_months = 6;
    scenario.parameters.late_surfacing = Quantity::plain(0.05);
    scenario.plans = Ordered::default();
    for (index, level) in Level::ALL.into_iter().enumerate() {
        for cover in Cover::ALL {
            let mut plan = world::plan(level);
            let told = ItemPlan { cover, ..plan.item(&item("plot")) };
            plan.items.put(item("plot"), told);
            plan.name = format!("{index} {}", cover.name());
            let id = PlanId::try_from(format!("p{index}-{}", cover.name()).as_str()).expect("an id");
            scenario.plans.put(id, plan);
        }
    }
    let values = choices(&read_game(&text(&scenario, DecisionFormat::Efg)));
    assert_eq!(values.len(), 15);
    for ((name, value), plan) in values.iter().zip(scenario.plans.values()) {
        let counted = exact(&scenario, plan, &[Measure::TOTAL], 1 << 20).expect("a small case")[0];
        assert!((value - counted).abs() < 1e-9, "{name}: {value}, counted out {counted}");
    }
}

#[test]
fn every_plan_is_worth_in_the_game_what_the_ensemble_gives() {
    // One with a question to the originator in each way, and several items.
    for name in ["oval-office-2017", "zimmermann-1917", "skripal-2018"] {
        let scenario = without_ranges(case(name));
        let decision = Decision::of(&scenario, &NoMonitor).expect("a small meeting");
        let study = Study::new(&scenario, 2, 20_000, &NoMonitor);
        for tree in &decision.trees {
            let plan = world::called(&scenario, &tree.plan);
            let sampled = study.sample(plan, &[Measure::TOTAL]).expect("nobody stops it");
            let Mean { mean, se } = Mean::of(&sampled[0]);
            let off = (mean - tree.expected).abs();
            assert!(
                off <= 4.5 * se + 1e-9,
                "{name}, {}: {mean} ± {se}, exactly {}",
                tree.plan,
                tree.expected
            );
        }
    }
}

/// The labels and fractions of the actions of a chance.
fn actions(line: &str) -> Vec<(&str, u128, u128)> {
    let (_, inside) = line.split_once("{ ").expect("actions");
    let fields: Vec<&str> = inside.split('"').collect();
    let action = |pair: &[&str]| -> Option<(usize, u128, u128)> {
        let (over, under) = pair[1].trim().trim_end_matches("} 0").trim().split_once('/')?;
        Some((pair[0].len(), over.parse().ok()?, under.parse().ok()?))
    };
    let labels = fields[1..].chunks_exact(2);
    labels
        .map(|pair| action(pair).map(|(_, over, under)| (pair[0], over, under)).expect("a fraction"))
        .collect()
}

#[test]
fn chances_sum_to_exactly_1_and_labels_are_printable_and_unique() {
    let small = cases().filter(|(name, _)| *name != "austria-2018");
    for (name, scenario) in small.chain([("awkward", awkward())]) {
        let game = text(&scenario, DecisionFormat::Efg);
        assert!(game.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)), "{name}");
        let (mut nodes, mut infosets) = (HashSet::new(), HashSet::new());
        for line in game.lines().filter(|line| line.starts_with("c ")) {
            let actions = actions(line);
            let common = 1_000_000_000_000_000u128;
            let sum: u128 = actions.iter().map(|(_, over, under)| over * (common / under)).sum();
            assert_eq!(sum, common, "{name}: {line}");
            let labels: HashSet<&str> = actions.iter().map(|(label, ..)| *label).collect();
            assert_eq!(labels.len(), actions.len(), "{name}: {line}");
            assert!(labels.iter().all(|label| !label.is_empty()), "{name}: {line}");
            let quoted: Vec<&str> = line.split('"').collect();
            assert!(nodes.insert(quoted[1].to_owned()) && infosets.insert(quoted[3].to_owned()), "{line}");
        }
    }
}

#[test]
fn names_that_gambit_does_not_take_become_ids_and_the_header_says_so() {
    let game = text(&awkward(), DecisionFormat::Efg);
    assert!(game.contains("Names that are not printable ASCII"), "{}", &game[..400]);
    let actions = game.lines().find(|line| line.starts_with("p ")).expect("a choice");
    assert!(
        actions.contains("\"<b>bold</b> & ]]>\"") || actions.contains("\"=cmd|'/c calc'!A1\""),
        "{actions}"
    );
}

#[test]
fn both_formats_say_what_they_leave_out() {
    for format in [DecisionFormat::Efg, DecisionFormat::Xdsl] {
        let text = text(&case("oval-office-2017"), format);
        for words in ["likely value", "thaws and chills", "Averaged in the payoffs", "model version"] {
            assert!(text.contains(words), "{words} in {}", &text[..600]);
        }
    }
}

/// The numbers in the first element of this name after a node's id.
fn numbers(xdsl: &str, node: &str, element: &str) -> Vec<f64> {
    let from = xdsl.find(&format!("id=\"{node}\"")).expect("the node");
    let (_, after) = xdsl[from..].split_once(&format!("<{element}>")).expect("the element");
    let (inside, _) = after.split_once('<').expect("its end");
    inside.split(' ').map(|number| number.parse().expect("a number")).collect()
}

#[test]
fn every_plan_is_worth_the_same_in_the_diagram_as_in_the_game() {
    for name in ["oval-office-2017", "zimmermann-1917", "skripal-2018", "manchester-2017"] {
        let scenario = case(name);
        let decision = Decision::of(&scenario, &NoMonitor).expect("a small meeting");
        let xdsl = text(&scenario, DecisionFormat::Xdsl);
        // Down the chain of chances: each row belongs to one state of all before it.
        let mut joint = vec![1.0; decision.trees.len()];
        for node in ["Answer", "Passage", "Press", "Source", "Learning"] {
            let table = numbers(&xdsl, node, "probabilities");
            let states = table.len() / joint.len();
            let row = |(index, probability): (usize, f64)| (probability, joint[index / states]);
            joint = table.iter().copied().enumerate().map(row).map(|(one, other)| one * other).collect();
        }
        let totals = numbers(&xdsl, "Total", "utilities");
        assert_eq!(totals.len(), joint.len());
        let of_plan = totals.len() / decision.trees.len();
        for (index, tree) in decision.trees.iter().enumerate() {
            let range = index * of_plan..(index + 1) * of_plan;
            let value: f64 = range.map(|place| joint[place] * totals[place]).sum();
            assert!((value - tree.expected).abs() < 1e-9, "{name}, {}: {value}", tree.plan);
        }
    }
}

#[test]
fn awkward_names_become_no_markup_in_the_diagram() {
    let xdsl = text(&awkward(), DecisionFormat::Xdsl);
    assert!(!xdsl.contains("<b>") && xdsl.contains("&lt;b&gt;"));
    let mut reader = quick_xml::Reader::from_str(&xdsl);
    while !matches!(reader.read_event().expect("well formed"), quick_xml::events::Event::Eof) {}
}

#[test]
fn a_meeting_with_too_many_ends_is_refused_with_the_number() {
    let mut scenario = world::scenario();
    let plot = scenario.items.get(&item("plot")).expect("it is there").clone();
    let mut plan = world::plan(Level::Context);
    for index in 0..8 {
        let id = ItemId::try_from(format!("copy-{index}").as_str()).expect("an id");
        plan.items.put(id.clone(), plan.item(&item("plot")));
        scenario.items.put(id, plot.clone());
    }
    scenario.plans.put(PlanId::known("all"), plan);
    let refused = Decision::of(&scenario, &NoMonitor).err().expect("it is refused");
    assert!(matches!(&refused, DecisionError::TooManyEnds { ends, .. } if *ends > 40_000), "{refused:?}");
    assert!(refused.to_string().contains("a file holds at most 40,000"), "{refused}");
}

#[test]
fn a_case_without_plans_has_no_decision() {
    let scenario = Scenario { plans: Ordered::default(), ..Scenario::default() };
    assert_eq!(Decision::of(&scenario, &NoMonitor).err(), Some(DecisionError::NoPlan));
}

#[test]
fn a_decision_that_is_stopped_gives_nothing() {
    struct Stopped;
    impl tearline::engine::Monitor for Stopped {
        fn cancelled(&self) -> bool {
            true
        }
    }
    let scenario = case("oval-office-2017");
    let stopped = Decision::of(&scenario, &Stopped).err();
    assert_eq!(stopped, Some(DecisionError::Cancelled(tearline::engine::Cancelled)));
}

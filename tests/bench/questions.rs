//! How fast questions are answered: those about the uncertain numbers of a built-in case, as the window asks them; its
//! report; plans a second in the frontier, beside plans played whole, and seconds for a whole frontier; and questions
//! about twenty uncertain numbers.

use crate::table::Row;
use crate::timing::seconds;
use std::sync::Mutex;
use std::time::Instant;
use tearline::analysis::frontier::choice_set::ChoiceSet;
use tearline::analysis::frontier::{CONFIRMED, Exploration, Frontier, SCREENED, frontier};
use tearline::analysis::measure::Measure;
use tearline::analysis::query::Query;
use tearline::analysis::sensitivity::sobol::sobol_indices;
use tearline::analysis::sensitivity::switching_values::switching_values;
use tearline::analysis::sensitivity::tornado::tornado;
use tearline::analysis::sensitivity::two_way::two_way;
use tearline::analysis::sensitivity::value_of_information::value_of_information;
use tearline::analysis::study::Study;
use tearline::engine::{DEFAULT_HISTORIES, NoMonitor};
use tearline::export::fonts::Fonts;
use tearline::export::paper::PaperFormat;
use tearline::export::report::{ReportInput, ReportResults, Section, report};
use tearline::scenario::{
    Actor, ActorId, Input, ItemId, Material, Plan, PlanId, Quantity, Recipient, RecipientId, Scenario, Tie,
};
use tearline::storage::{built_in, parse};
use tearline::ui::picture::of_report::report_pictures;

const AXES: [Measure; 2] = [Measure::TOTAL, Measure::Lowest { material: Material::Content, month: 12 }];

/// Measures all of it.
pub fn measure() {
    of_a_case("oval-office-2017");
    let scenario = ten_actors();
    let study = Study::new(&scenario, 1, SCREENED, &NoMonitor);
    let plans = screening(&study);
    whole(&study.with_histories(CONFIRMED), plans);
    twenty_numbers(&scenario);
}

/// Prints how long an answer took.
fn row(what: &str, histories: u64, seconds: f64, aim: &'static str) {
    Row::of(format!("{what}, {histories} histories"), format!("{seconds:.2} s"), aim).print();
}

/// The questions about all uncertain numbers of a case, in as many histories as the window asks for, and its report.
fn of_a_case(name: &str) {
    let scenario = parse(built_in(name).expect("it ships").text, name).expect("a good case");
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    let (shown_id, shown) = scenario.plans.at(0).expect("a plan");
    let study = |query: &Query| Study::new(&scenario, 1, query.histories(), &NoMonitor);
    let total = Measure::TOTAL;
    let tornado_query = Query::Tornado(total.clone());
    let numbers = study(&tornado_query).uncertain().expect("every number is there");
    let of = format!("{} numbers, {} plans", numbers.len(), plans.len());
    let said = |what: &str, query: Query, aim, answer: &dyn Fn(&Study)| {
        let study = study(&query);
        row(&format!("{what}, {of}"), study.histories, seconds(|| answer(&study)), aim);
    };
    said("tornado", tornado_query, "≤ 0.5 s", &|study| drop(tornado(study, shown, &total)));
    said("Sobol’ indices", Query::SobolIndices(total.clone()), "≤ 2 s", &|study| {
        drop(sobol_indices(study, shown, &total));
    });
    said("where the advice flips", Query::SwitchingValues(total.clone()), "≤ 2 s", &|study| {
        drop(switching_values(study, &plans, &total));
    });
    said("value of information", Query::ValueOfInformation, "", &|study| {
        drop(value_of_information(study, &plans));
    });
    let pair = [numbers[0].input.clone(), numbers[1].input.clone()];
    said("two numbers together", Query::TwoWay(pair.clone()), "", &|study| {
        drop(two_way(study, &plans, &pair))
    });
    let study = Study::new(&scenario, 1, DEFAULT_HISTORIES, &NoMonitor);
    row(&format!("report, {of}"), study.histories, seconds(|| whole_report(&study, shown_id)), "≤ 2 s");
}

/// The bytes of the report as a page.
fn whole_report(study: &Study, plan: &PlanId) -> Vec<u8> {
    let results = ReportResults::of(study, plan, &Section::ALL).expect("nobody stops it");
    let pictures = report_pictures(study.scenario, plan, &results).expect("they can be drawn");
    let plan = study.plan(plan).expect("it is there");
    let input = ReportInput { scenario: study.scenario, plan, results: &results, pictures: &pictures };
    report(input).bytes(PaperFormat::Html, Fonts::WithSystem).expect("it can be written")
}

/// Every plan in few histories, beside playing a part of them whole; how many plans there are.
fn screening(study: &Study) -> usize {
    let choices = ChoiceSet::of(study.scenario);
    let all = choices.all();
    let count = all.len() / 40;
    let whole = seconds(|| {
        for choice in all.iter().step_by(40).take(count) {
            let plan = choices.plan(choice, "", &Plan::named(""));
            std::hint::black_box(study.sample(&plan, &AXES).ok());
        }
    });
    let first = Mutex::new(None);
    let screened = Mutex::new(None);
    let start = Instant::now();
    let publish = |found: &Frontier| {
        let now = start.elapsed().as_secs_f64();
        first.lock().expect("nobody panicked").get_or_insert(now);
        if found.points.len() == all.len() {
            screened.lock().expect("nobody panicked").get_or_insert(now);
        }
    };
    let confirmed = study.with_histories(CONFIRMED);
    frontier(&Exploration::new(&confirmed, &Plan::named("")), &AXES, &publish).expect("nobody stops it");
    let first = first.into_inner().expect("nobody panicked").unwrap_or_default();
    let screened = screened.into_inner().expect("nobody panicked").unwrap_or_default();
    let (by_parts, one_by_one) = (all.len() as f64 / screened, count as f64 / whole);
    Row {
        what: format!("plans put together from parts, {SCREENED} histories"),
        figure: format!("{by_parts:.0} plans/s"),
        beside: format!("played whole {one_by_one:.0}"),
        ratio: Some(by_parts / one_by_one),
        aim: "",
    }
    .print();
    row(&format!("first picture of {} choices", all.len()), SCREENED, first, "≤ 0.1 s");
    all.len()
}

fn whole(study: &Study, plans: usize) {
    let explored = || frontier(&Exploration::new(study, &Plan::named("")), &AXES, &|_| {}).is_ok();
    row(&format!("all {plans} choices, the best in"), CONFIRMED, seconds(explored), "≤ 1.5 s");
}

fn twenty_numbers(scenario: &Scenario) {
    let scenario = with_ranges(scenario, 20);
    let study = |histories| Study::new(&scenario, 1, histories, &NoMonitor);
    let plans: Vec<PlanId> = scenario.plans.keys().take(3).cloned().collect();
    let shown = scenario.plans.at(0).expect("a plan").1;
    let numbers = study(1).uncertain().expect("every number is there").len();
    let said = |what: &str, histories, seconds| {
        row(&format!("{what}, {numbers} numbers, {} plans", plans.len()), histories, seconds, "");
    };
    said("Sobol’ indices", 2_048, seconds(|| sobol_indices(&study(2_048), shown, &Measure::TOTAL)));
    said(
        "where the advice flips",
        1_000,
        seconds(|| switching_values(&study(1_000), &plans, &Measure::TOTAL)),
    );
    said("value of information", 10_000, seconds(|| value_of_information(&study(10_000), &plans)));
}

/// The Oval Office case with a second item, a second recipient and two more actors.
fn ten_actors() -> Scenario {
    let text = built_in("oval-office-2017").expect("it ships").text;
    let mut scenario = parse(text, "oval-office-2017").expect("a good case");
    let (_, item) = scenario.items.at(0).expect("an item");
    let mut second = item.clone();
    second.originator = scenario.partnerships.keys().nth(1).expect("a second partner").clone();
    scenario.items.put(ItemId::try_from("second").expect("an id"), second);
    scenario.meeting.recipients.remove(&RecipientId::Public);
    scenario.items.values_mut().for_each(|item| {
        item.warning.remove(&RecipientId::Public);
    });
    for plan in scenario.plans.keys().cloned().collect::<Vec<_>>() {
        let mut told = scenario.plans.get(&plan).expect("it is there").clone();
        told.items.values_mut().for_each(|item| {
            item.tell.remove(&RecipientId::Public);
        });
        scenario.plans.put(plan, told);
    }
    for name in ["first-more", "second-more"] {
        let id = ActorId::try_from(name).expect("an id");
        scenario.actors.put(id.clone(), Actor::named(name));
        let told = scenario.meeting.recipients.keys().next().and_then(RecipientId::actor).cloned();
        let from = told.expect("a recipient");
        scenario.ties.push(Tie { onward: Quantity::plain(0.2), ..Tie::between(from, id.clone()) });
        if name == "first-more" {
            scenario.meeting.recipients.put(RecipientId::Actor(id), Recipient::default());
        }
    }
    scenario
}

/// The same with so many uncertain numbers, spread over all there are.
fn with_ranges(scenario: &Scenario, count: usize) -> Scenario {
    let mut scenario = scenario.clone();
    let ranged: Vec<Input> = (scenario.inputs().into_iter())
        .filter(|input| scenario.figure(input).is_some_and(tearline::scenario::Figure::is_range))
        .collect();
    let keep = |index: usize| index * count / ranged.len() != (index + 1) * count / ranged.len();
    for (_, input) in ranged.iter().enumerate().filter(|(index, _)| !keep(*index)) {
        let likely = scenario.figure(input).map_or(0.0, |figure| figure.likely);
        let edit =
            tearline::scenario::Edit::SetFigure(input.clone(), tearline::scenario::Figure::plain(likely));
        scenario = scenario.edited(&edit).expect("a plain number is within its bounds");
    }
    scenario
}

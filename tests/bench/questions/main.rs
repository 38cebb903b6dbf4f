//! How fast questions are answered: the questions about the uncertain numbers of a built-in case, as the window asks
//! them; plans a second in the frontier, and seconds for a whole frontier; and questions about twenty uncertain numbers.
//!
//! `cargo bench --bench questions`. Plans put together from parts are timed beside plans played whole, in
//! the same run; machines are noisy, so the ratio says more than the seconds.

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
use tearline::engine::NoMonitor;
use tearline::scenario::{
    Actor, ActorId, Input, ItemId, Material, Plan, PlanId, Quantity, Recipient, RecipientId, Scenario, Tie,
};
use tearline::storage::{built_in, parse};

const AXES: [Measure; 2] = [Measure::TOTAL, Measure::Lowest { material: Material::Content, month: 12 }];

fn main() {
    of_a_case("oval-office-2017");
    let scenario = ten_actors();
    let study = Study::new(&scenario, 1, SCREENED, &NoMonitor);
    println!(
        "{} actors, {} partners, {} items, {} recipients, {} months",
        scenario.actors.len(),
        scenario.partnerships.len(),
        scenario.items.len(),
        scenario.meeting.recipients.len(),
        scenario.horizon_months
    );
    screening(&study);
    whole(&study.with_histories(CONFIRMED));
    twenty_numbers(&scenario);
}

/// The questions about all uncertain numbers of a case, in as many histories as the window asks for.
fn of_a_case(name: &str) {
    let scenario = parse(built_in(name).expect("it ships").text, name).expect("a good case");
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    let shown = scenario.plans.at(0).expect("a plan").1;
    let study = |query: &Query| Study::new(&scenario, 1, query.histories(), &NoMonitor);
    let total = Measure::TOTAL;
    let tornado_query = Query::Tornado(total.clone());
    let numbers = study(&tornado_query).uncertain().expect("every number is there");
    println!("{name}: {} uncertain numbers, {} plans:", numbers.len(), plans.len());
    let said = |what: &str, query: Query, answer: &dyn Fn(&Study)| {
        let study = study(&query);
        let ((), took) = seconds(|| answer(&study));
        println!("  {what:<20} {:>6} histories {took:6.2} s", study.histories);
    };
    said("tornado", tornado_query, &|study| drop(tornado(study, shown, &total)));
    said("Sobol’ indices", Query::SobolIndices(total.clone()), &|study| {
        drop(sobol_indices(study, shown, &total))
    });
    said("switching values", Query::SwitchingValues(total.clone()), &|study| {
        drop(switching_values(study, &plans, &total));
    });
    said("value of information", Query::ValueOfInformation, &|study| {
        drop(value_of_information(study, &plans))
    });
    let pair = [numbers[0].input.clone(), numbers[1].input.clone()];
    said("two-way map", Query::TwoWay(pair.clone()), &|study| drop(two_way(study, &plans, &pair)));
}

fn seconds<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64())
}

/// Every plan in few histories, beside playing a part of them whole.
fn screening(study: &Study) {
    let choices = ChoiceSet::of(study.scenario);
    let all = choices.all();
    let count = all.len() / 40;
    let (_, whole) = seconds(|| {
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
    println!("{} plans × {SCREENED} histories, all threads:", all.len());
    println!(
        "  by parts {by_parts:7.0} plans a second   played whole, on one thread each {one_by_one:7.0}   ratio {:.1}",
        by_parts / one_by_one
    );
    println!("  first picture after {first:.2} s");
}

fn whole(study: &Study) {
    let (found, took) = seconds(|| {
        frontier(&Exploration::new(study, &Plan::named("")), &AXES, &|_| {}).expect("nobody stops it")
    });
    let again = found.points.iter().filter(|point| point.histories == CONFIRMED).count();
    println!(
        "the whole frontier: {took:.2} s; {} on it, {again} of {} played in {CONFIRMED} histories",
        found.non_dominated().len(),
        found.points.len()
    );
}

fn twenty_numbers(scenario: &Scenario) {
    let scenario = with_ranges(scenario, 20);
    let study = |histories| Study::new(&scenario, 1, histories, &NoMonitor);
    let plans: Vec<PlanId> = scenario.plans.keys().take(3).cloned().collect();
    let shown = scenario.plans.at(0).expect("a plan").1;
    let numbers = study(1).uncertain().expect("every number is there").len();
    let (_, sobol) = seconds(|| sobol_indices(&study(2_048), shown, &Measure::TOTAL));
    let (_, switching) = seconds(|| switching_values(&study(1_000), &plans, &Measure::TOTAL));
    let (_, worth) = seconds(|| value_of_information(&study(10_000), &plans));
    println!("{numbers} uncertain numbers, {} plans:", plans.len());
    println!("  Sobol’ indices in 2048 points {sobol:.2} s");
    println!("  switching values in 1000 histories {switching:.2} s");
    println!("  worth of knowing in 10000 histories {worth:.2} s");
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

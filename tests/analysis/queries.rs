//! Every question ends, on however many threads it is answered.

use crate::world::{actor, plan, recipient, scenario};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use tearline::analysis::error::QueryError;
use tearline::analysis::frontier::{Limit, usual_axes};
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::query::{Answer, Query};
use tearline::analysis::repair::Goal;
use tearline::analysis::shapley::Against;
use tearline::analysis::study::{HistorySet, Study};
use tearline::analysis::supposition::Supposition;
use tearline::engine::NoMonitor;
use tearline::scenario::*;

/// As many as there are cores, and more, so that threads wait for each other and take each other's work.
const THREADS: [usize; 2] = [4, 8];
/// How often each question is asked on each number of threads, unless [`TIMES_BY_HAND`] says otherwise.
const TIMES: usize = 25;
/// The environment variable for a longer run by hand, such as 500.
const TIMES_BY_HAND: &str = "TEARLINE_QUESTION_TIMES";
/// A few: what is looked for is a lock, and locks are taken by number and by plan, not by history.
const HISTORIES: u64 = 8;
/// Hundreds of times what the slowest question takes.
const FAR_TOO_LONG: Duration = Duration::from_secs(120);

/// A small case with more uncertain numbers than there are threads.
fn uncertain() -> Scenario {
    let mut scenario = scenario();
    scenario.parameters = Parameters::default();
    scenario.horizon_months = 2;
    let guest = scenario.meeting.recipients.get_mut(&recipient("guest")).expect("Guest is there");
    guest.concession = Quantity::range(0.0, 0.5, 1.0);
    scenario.plans.put(PlanId::known("silence"), Plan::named("say nothing"));
    scenario.plans.put(PlanId::known("gist"), plan(Level::Gist));
    scenario.plans.put(PlanId::known("all"), plan(Level::SourcesMethods));
    scenario
}

/// One question of each kind, in the order of [`place`].
fn questions(scenario: &Scenario) -> Vec<Query> {
    let month = scenario.horizon_months;
    let gossip = Input::Parameter(ParameterField::ObserverControl);
    let precision = Input::Parameter(ParameterField::Precision);
    // Withholding reaches it, so that the search ends with changes of one decision.
    let content = Measure::Willingness { partner: actor("origin"), material: Material::Content, month };
    let study = Study::new(scenario, 1, HISTORIES, &NoMonitor);
    let withheld = study.sample(&Plan::named("say nothing"), &[content]).expect("nobody stops it");
    let above = Mean::of(&withheld[0]).mean - 0.001;
    let goal = Goal { partner: actor("origin"), material: Material::Content, above, by: month };
    vec![
        Query::Decomposition {
            partner: actor("origin"),
            month,
            over: HistorySet::All,
            against: Against::Plan(PlanId::known("silence")),
        },
        Query::Mitigation { month, over: HistorySet::All },
        Query::Supposition {
            partner: actor("origin"),
            suppositions: Supposition::Asked.into(),
            over: HistorySet::LearnedAtOnce,
        },
        Query::SupposedChange {
            partner: actor("origin"),
            suppositions: Supposition::Prepared.into(),
            month,
            over: HistorySet::All,
        },
        Query::Tornado(Measure::TOTAL),
        Query::SobolIndices(Measure::TOTAL),
        Query::SwitchingValues(Measure::TOTAL),
        Query::ValueOfInformation,
        Query::TwoWay([gossip, precision]),
        Query::Comparison { month, first: PlanId::known("gist") },
        Query::Frontier(usual_axes(month)),
        Query::BestChoice { month, limits: vec![Limit { measure: Measure::TOTAL, value: -1.0 }] },
        Query::Repair(goal),
        Query::Asking,
        Query::Outlooks,
        Query::Reactions(PlanId::known("all")),
    ]
}

/// Where a question stands among those above; a new kind does not compile until it has a place.
fn place(query: &Query) -> usize {
    match query {
        Query::Decomposition { .. } => 0,
        Query::Mitigation { .. } => 1,
        Query::Supposition { .. } => 2,
        Query::SupposedChange { .. } => 3,
        Query::Tornado(_) => 4,
        Query::SobolIndices(_) => 5,
        Query::SwitchingValues(_) => 6,
        Query::ValueOfInformation => 7,
        Query::TwoWay(_) => 8,
        Query::Comparison { .. } => 9,
        Query::Frontier(_) => 10,
        Query::BestChoice { .. } => 11,
        Query::Repair(_) => 12,
        Query::Asking => 13,
        Query::Outlooks => 14,
        Query::Reactions(_) => 15,
    }
}

#[test]
fn no_question_is_answered_from_no_history() {
    let (scenario, shown) = (uncertain(), plan(Level::SourcesMethods));
    let study = Study::new(&scenario, 1, 0, &NoMonitor);
    for query in questions(&scenario) {
        let answer = query.answer(&study, &shown, &|_| {});
        assert_eq!(answer, Err(QueryError::NoHistories), "{query:?}");
    }
}

fn times() -> usize {
    std::env::var(TIMES_BY_HAND).map_or(TIMES, |times| times.parse().expect("a whole number"))
}

#[test]
fn every_question_ends_every_time_on_four_and_on_eight_threads() {
    let scenario = uncertain();
    let questions = questions(&scenario);
    assert!(questions.iter().map(place).eq(0..questions.len()), "each kind once");
    assert!(Study::new(&scenario, 1, HISTORIES, &NoMonitor).uncertain().expect("numbers").len() > THREADS[1]);
    for query in &questions {
        THREADS.into_iter().for_each(|threads| ask_again_and_again(&scenario, query, threads));
    }
}

/// Asks a question [`times`] times on so many threads, and fails if it hangs once.
fn ask_again_and_again(scenario: &Scenario, query: &Query, threads: usize) {
    let (ended, watchdog) = channel();
    let (scenario, shown, asked) = (scenario.clone(), plan(Level::SourcesMethods), query.clone());
    std::thread::spawn(move || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        for _ in 0..times() {
            let answer = pool.install(|| {
                let study = Study::new(&scenario, 1, HISTORIES, &NoMonitor);
                asked.answer(&study, &shown, &|_| {})
            });
            // The test may have given up already.
            let _ = ended.send(answer.expect("nobody stops it"));
        }
    });
    for time in 1..=times() {
        match watchdog.recv_timeout(FAR_TOO_LONG) {
            Ok(Answer::Nothing(why)) => panic!("{query:?}: {why}"),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => {
                panic!("{query:?} hangs on {threads} threads, the {time}th time")
            }
            Err(RecvTimeoutError::Disconnected) => {
                panic!("{query:?} fell over on {threads} threads, the {time}th time")
            }
        }
    }
}

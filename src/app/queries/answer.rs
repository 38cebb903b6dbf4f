//! How each kind of question is put to the analysis.

use crate::analysis::frontier::best::best_within;
use crate::analysis::frontier::{MOST_EXACT, frontier};
use crate::analysis::measure::Measure;
use crate::analysis::reasons::{self, About};
use crate::analysis::sensitivity::sobol::total_effects;
use crate::analysis::sensitivity::switching_values::flips;
use crate::analysis::sensitivity::tornado::tornado;
use crate::analysis::sensitivity::two_way::two_way;
use crate::analysis::sensitivity::value_of_information::information;
use crate::analysis::study::Study;
use crate::analysis::{asking, compare, repair};
use crate::engine::{Cancelled, Monitor};
use crate::scenario::{Input, Plan, PlanId, Scenario};
use crate::ui::query::{Answer, Query};

/// A view's question with all that it is asked of.
#[derive(Clone, Copy)]
pub struct QueryRequest<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// The plan that is shown.
    pub plan: &'a Plan,
    /// The seed of the luck.
    pub seed: u64,
    /// What is asked.
    pub query: &'a Query,
}

/// What answers questions, or what stands for it in a test: it tells what it knows so far, where it takes
/// long.
pub type QueryRunner = dyn Fn(QueryRequest<'_>, &dyn Monitor, &(dyn Fn(Answer) + Sync)) -> Result<Answer, Cancelled>
    + Send
    + Sync;

/// Answers a question.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn answer(
    put: QueryRequest<'_>,
    monitor: &dyn Monitor,
    so_far: &(dyn Fn(Answer) + Sync),
) -> Result<Answer, Cancelled> {
    let QueryRequest { scenario, plan, seed, query } = put;
    let study = Study::new(scenario, seed, query.histories(), monitor);
    answer_in(&study, plan, query, so_far)
}

/// Answers a question in the histories of a study.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn answer_in(
    study: &Study,
    plan: &Plan,
    query: &Query,
    so_far: &(dyn Fn(Answer) + Sync),
) -> Result<Answer, Cancelled> {
    let Study { scenario, seed, monitor, .. } = *study;
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    Ok(match query {
        Query::Reasons { partner, month, over, against } => {
            let against = against.as_ref().and_then(|plan| scenario.plans.get(plan));
            let about = About { partner, month: *month, against };
            match reasons::reasons(scenario, plan, about, seed, *over, monitor)? {
                Some(answer) => Answer::Reasons(Box::new(answer)),
                None => Answer::Nothing("It shares nothing with home.".into()),
            }
        }
        Query::Tornado(measure) => Answer::Tornado(tornado(study, plan, measure)?),
        Query::TotalEffects(measure) => Answer::TotalEffects(total_effects(study, plan, measure)?),
        Query::SwitchingValues => Answer::SwitchingValues(flips(study, &plans)?),
        Query::ValueOfInformation => match information(study, &plans)? {
            Some(information) => Answer::ValueOfInformation(information),
            None => Answer::Nothing("There is no plan to decide on.".into()),
        },
        Query::TwoWay(numbers) => map(study, &plans, numbers)?,
        Query::Comparison { month, first } => {
            let order = first_of_all(scenario, first);
            Answer::Comparison(compare::compare(study, &order, &Measure::all(scenario, *month))?)
        }
        Query::Frontier(axes) => {
            let publish = |frontier: &crate::analysis::frontier::Frontier| {
                so_far(Answer::Frontier(Box::new(frontier.clone())))
            };
            Answer::Frontier(Box::new(frontier(study, plan, axes, MOST_EXACT, &publish)?))
        }
        Query::Better { month, limits } => {
            Answer::Better(Box::new(best_within(study, plan, *month, MOST_EXACT, limits)?))
        }
        Query::Repair(goal) => Answer::Repair(repair::repair(study, plan, goal)?),
        Query::Asking => Answer::Asking(asking::worths(study, plan)?),
    })
}

fn map(study: &Study, plans: &[PlanId], [across, up]: &[Input; 2]) -> Result<Answer, Cancelled> {
    let uncertain = study.uncertain();
    let number = |input: &Input| uncertain.iter().find(|number| number.input == *input);
    Ok(match (number(across), number(up)) {
        (Some(across), Some(up)) => Answer::TwoWay(Box::new(two_way(study, plans, [across, up])?)),
        _ => Answer::Nothing("One of these numbers has no range any more.".into()),
    })
}

/// All plans, the one that the others are held against before them.
fn first_of_all(scenario: &Scenario, first: &PlanId) -> Vec<PlanId> {
    let others = scenario.plans.keys().filter(|plan| *plan != first);
    std::iter::once(first).chain(others).cloned().collect()
}

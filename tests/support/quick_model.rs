//! A model for tests of the window: it answers at once, in few histories.

use tearline::analysis::asking::value_of_asking;
use tearline::analysis::comparison::compare;
use tearline::analysis::error::QueryError;
use tearline::analysis::measure::Measure;
use tearline::analysis::sensitivity::sobol::sobol_indices;
use tearline::analysis::sensitivity::tornado::tornado;
use tearline::analysis::study::Study;
use tearline::app::{QueryRequest, answer};
use tearline::engine::{Cancelled, Monitor, NoMonitor, Projection, Run, project};
use tearline::scenario::{Plan, Scenario};
use tearline::ui::{Answer, Query};

/// The histories of each answer.
const HISTORIES: u64 = 16;

/// Projects in few histories.
///
/// # Errors
/// None: nothing stops it.
pub fn quick_projection(
    scenario: &Scenario,
    plan: &Plan,
    run: &Run,
    _: &dyn Monitor,
) -> Result<Projection, Cancelled> {
    project(scenario, plan, &Run { histories: HISTORIES, ..run.clone() }, &NoMonitor)
}

/// Answers the questions of the stages in few histories; what cannot be asked of few has no answer.
///
/// # Errors
/// As those of the questions.
pub fn quick_answer(
    request: QueryRequest<'_>,
    monitor: &dyn Monitor,
    so_far: &(dyn Fn(Answer) + Sync),
) -> Result<Answer, QueryError> {
    let study = Study::new(request.scenario, request.seed, HISTORIES, &NoMonitor);
    let plans: Vec<_> = request.scenario.plans.keys().cloned().collect();
    Ok(match request.query {
        Query::Tornado(measure) => Answer::Tornado(tornado(&study, request.plan, measure)?),
        Query::SobolIndices(measure) => Answer::SobolIndices(sobol_indices(&study, request.plan, measure)?),
        Query::Comparison { month, .. } => {
            Answer::Comparison(compare(&study, &plans, &Measure::all(request.scenario, *month))?)
        }
        Query::Asking => Answer::Asking(value_of_asking(&study, request.plan)?),
        Query::Decomposition { .. } => answer(request, monitor, so_far)?,
        _ => Answer::Nothing("There is no time for this.".into()),
    })
}

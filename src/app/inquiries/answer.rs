//! How each kind of question is put to the analysis.

use crate::analysis::frontier::best::best_within;
use crate::analysis::frontier::{MOST_EXACT, frontier};
use crate::analysis::measure::Measure;
use crate::analysis::reasons::{self, About};
use crate::analysis::sensitivity::flips::flips;
use crate::analysis::sensitivity::information::information;
use crate::analysis::sensitivity::map::best_map;
use crate::analysis::sensitivity::tornado::tornado;
use crate::analysis::sensitivity::total_effects::total_effects;
use crate::analysis::study::Study;
use crate::analysis::{asking, compare, repair};
use crate::engine::{Cancelled, Monitor};
use crate::scenario::{Input, Plan, PlanId, Scenario};
use crate::ui::inquiry::{Finding, Inquiry};

/// A view's question with all that it is asked of.
#[derive(Clone, Copy)]
pub struct Put<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// The plan that is shown.
    pub plan: &'a Plan,
    /// The seed of the luck.
    pub seed: u64,
    /// What is asked.
    pub inquiry: &'a Inquiry,
}

/// What answers questions, or what stands for it in a test: it tells what it knows so far, where it takes
/// long.
pub type Analyst =
    dyn Fn(Put<'_>, &dyn Monitor, &(dyn Fn(Finding) + Sync)) -> Result<Finding, Cancelled> + Send + Sync;

/// Answers a question.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn answer(
    put: Put<'_>,
    monitor: &dyn Monitor,
    so_far: &(dyn Fn(Finding) + Sync),
) -> Result<Finding, Cancelled> {
    let Put { scenario, plan, seed, inquiry } = put;
    let study = Study::new(scenario, seed, inquiry.histories(), monitor);
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    Ok(match inquiry {
        Inquiry::Reasons { partner, month, over, against } => {
            let against = against.as_ref().and_then(|plan| scenario.plans.get(plan));
            let about = About { partner, month: *month, against };
            match reasons::reasons(scenario, plan, about, seed, *over, monitor)? {
                Some(answer) => Finding::Reasons(Box::new(answer)),
                None => Finding::Nothing("It shares nothing with home.".into()),
            }
        }
        Inquiry::Tornado(measure) => Finding::Tornado(tornado(&study, plan, measure)?),
        Inquiry::TotalEffects(measure) => Finding::TotalEffects(total_effects(&study, plan, measure)?),
        Inquiry::Flips => Finding::Flips(flips(&study, &plans)?),
        Inquiry::Information => match information(&study, &plans)? {
            Some(information) => Finding::Information(information),
            None => Finding::Nothing("There is no plan to decide on.".into()),
        },
        Inquiry::BestMap(numbers) => map(&study, &plans, numbers)?,
        Inquiry::Comparison { month, first } => {
            let order = first_of_all(scenario, first);
            Finding::Comparison(compare::compare(&study, &order, &Measure::all(scenario, *month))?)
        }
        Inquiry::Frontier(axes) => {
            let publish = |frontier: &crate::analysis::frontier::Frontier| {
                so_far(Finding::Frontier(Box::new(frontier.clone())))
            };
            Finding::Frontier(Box::new(frontier(&study, plan, axes, MOST_EXACT, &publish)?))
        }
        Inquiry::Better { month, limits } => {
            Finding::Better(Box::new(best_within(&study, plan, *month, MOST_EXACT, limits)?))
        }
        Inquiry::Repair(goal) => Finding::Repair(repair::repair(&study, plan, goal)?),
        Inquiry::Asking => Finding::Asking(asking::worths(&study, plan)?),
    })
}

fn map(study: &Study, plans: &[PlanId], [across, up]: &[Input; 2]) -> Result<Finding, Cancelled> {
    let uncertain = study.uncertain();
    let number = |input: &Input| uncertain.iter().find(|number| number.input == *input);
    Ok(match (number(across), number(up)) {
        (Some(across), Some(up)) => Finding::BestMap(Box::new(best_map(study, plans, [across, up])?)),
        _ => Finding::Nothing("One of these numbers has no range any more.".into()),
    })
}

/// All plans, the one that the others are held against before them.
fn first_of_all(scenario: &Scenario, first: &PlanId) -> Vec<PlanId> {
    let others = scenario.plans.keys().filter(|plan| *plan != first);
    std::iter::once(first).chain(others).cloned().collect()
}

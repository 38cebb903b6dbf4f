//! The model's answers for a report: those that its sections need.

use super::Section;
use super::questions::{Question, Questions};
use crate::analysis::comparison::{Comparison, compare};
use crate::analysis::error::QueryError;
use crate::analysis::measure::Measure;
use crate::analysis::mitigation::{SoftenedChange, mitigation};
use crate::analysis::query::Query;
use crate::analysis::sensitivity::switching_values::{SwitchingValues, switching_values_and_ends};
use crate::analysis::sensitivity::tornado::{Tornado, tornado_beyond};
use crate::analysis::shapley::{Against, Decomposition, Situations, decompose_for};
use crate::analysis::study::{HistorySet, Study};
use crate::engine::{Projection, Run, project};
use crate::scenario::{ActorId, Plan, PlanId};

/// The month of which a report explains willingness and compares plans: after a year, or the last one.
const MONTH: u32 = 12;

/// The model's answers for a report.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportResults {
    /// The sections, in the order of the report.
    pub sections: Vec<Section>,
    /// The month of which willingness is explained and plans are compared.
    pub month: u32,
    /// The projection of the plan.
    pub projection: Projection,
    /// Why every partner's willingness changes; empty where that is left out.
    pub why: Vec<PartnerWhy>,
    /// How far each uncertain number moves the total; `None` where that is left out.
    pub tornado: Option<Tornado>,
    /// At which values another plan becomes best by the total; empty where that is left out, and with fewer than two
    /// plans.
    pub switching: Vec<SwitchingValues>,
    /// The plans side by side; `None` where that is left out, and with fewer than two plans.
    pub comparison: Option<Comparison>,
}

/// Why the willingness of a partner changes.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerWhy {
    /// The partner.
    pub partner: ActorId,
    /// The parts of the change against before the meeting.
    pub decomposition: Decomposition,
    /// What softened the blow; `None` where the answer does not list the partner.
    pub held: Option<SoftenedChange>,
}

impl ReportResults {
    /// The answers about a plan of the study's scenario that some sections need, in the study's histories or as many of
    /// them as the window takes for the same question.
    ///
    /// # Errors
    /// If the scenario lacks what is asked about, or the monitor asks for a stop.
    pub fn of(study: &Study<'_>, plan: &PlanId, sections: &[Section]) -> Result<Self, QueryError> {
        study.check_histories()?;
        let has = |section: Section| sections.contains(&section);
        let (scenario, shown) = (study.scenario, study.plan(plan)?);
        let ids: Vec<PlanId> = scenario.plans.keys().cloned().collect();
        let several = ids.len() > 1;
        let questions = Questions::new(study, |question| match question {
            Question::Projection => true,
            Question::Switching => has(Section::Numbers) && several,
            Question::Tornado => has(Section::Numbers),
            Question::Why => has(Section::Why),
            Question::Comparison => has(Section::Plans) && several,
        });
        let run = Run { histories: study.histories, seed: study.seed, ..Run::default() };
        let month = MONTH.min(scenario.horizon_months);
        let projection = || {
            questions.ask(Question::Projection, |study| Ok(project(scenario, shown, &run, study.monitor)?))
        };
        let switching = |study: &Study<'_>| {
            let study = as_in_the_window(study, &Query::SwitchingValues(Measure::TOTAL));
            switching_values_and_ends(&study, &ids, &Measure::TOTAL, Some(plan))
        };
        let comparison = |study: &Study<'_>| {
            // The plan of the report comes first, so that the others are compared with it.
            let others = scenario.plans.keys().filter(|other| *other != plan);
            let order: Vec<PlanId> = std::iter::once(plan).chain(others).cloned().collect();
            compare(study, &order, &Measure::all(scenario, month))
        };
        let numbers = || {
            // What was not asked has no answer, and is empty.
            let switching = questions.answer(Question::Switching, switching)?.unwrap_or_default();
            let tornado =
                |study: &Study<'_>| tornado_beyond(study, shown, &Measure::TOTAL, &switching.at_ends);
            let tornado = questions.answer(Question::Tornado, tornado)?;
            Ok::<_, QueryError>(Numbers { tornado, switching: switching.values })
        };
        let why = || questions.answer(Question::Why, |study| why(study, shown, month));
        let comparison = || questions.answer(Question::Comparison, comparison);
        // Together, so that no thread waits for the end of another question; the longest is begun first.
        let (numbers, (why, (comparison, projection))) =
            rayon::join(numbers, || rayon::join(why, || rayon::join(comparison, projection)));
        let Numbers { tornado, switching } = numbers?;
        Ok(ReportResults {
            sections: Section::ALL.into_iter().filter(|section| has(*section)).collect(),
            month,
            projection: projection?,
            why: why?.unwrap_or_default(),
            tornado,
            switching,
            comparison: comparison?,
        })
    }
}

/// The answers about uncertain numbers.
struct Numbers {
    tornado: Option<Tornado>,
    switching: Vec<SwitchingValues>,
}

/// Why every partner's willingness in a month differs from before the meeting.
fn why(study: &Study<'_>, plan: &Plan, month: u32) -> Result<Vec<PartnerWhy>, QueryError> {
    let asked = as_in_the_window(study, &Query::Mitigation { month, over: HistorySet::All });
    let held = mitigation(&asked, plan, month, HistorySet::All)?;
    let partners: Vec<&ActorId> = study.scenario.partnerships.keys().collect();
    let situations = Situations { plan, month, against: Against::Before, over: HistorySet::All };
    let of_partner = |(partner, decomposition): (&ActorId, Decomposition)| PartnerWhy {
        partner: partner.clone(),
        decomposition,
        held: held.of(partner).map(|of| of.over_all),
    };
    let decompositions = decompose_for(study, &situations, &partners)?;
    Ok(partners.into_iter().zip(decompositions).map(of_partner).collect())
}

/// The study with at most as many histories as the window takes for a question, so that both give the same numbers.
fn as_in_the_window<'a>(study: &Study<'a>, query: &Query) -> Study<'a> {
    study.with_histories(query.histories().min(study.histories))
}

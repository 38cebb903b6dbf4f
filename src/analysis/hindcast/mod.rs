//! Would the model have known? Each case's historical plan is projected, given that the originator
//! learned of it, and held against what is on record.
//!
//! This measures the model; nothing is ever fitted to it. A few dozen cases that became public,
//! coded by people who knew how they ended, can show where a model is wrong, not that it is right.

mod cases;
pub mod decline;
mod score;

pub use cases::{CaseHindcast, Hindcasts, Miss};
pub use decline::Decline;
pub use score::{Question, Score, Verdict, count};

use crate::engine::compiled_case::CompiledCase;
use crate::engine::{Cancelled, Chance, Monitor, PartnerCourse, Projection, Run, project};
use crate::scenario::{
    ActorId, Confidence, ContentOutcome, ItemId, MethodsOutcome, Observed, Plan, PlanId, Record, Scenario,
    SourceOutcome,
};

/// One case, projected and recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Hindcast {
    /// The historical plan.
    pub plan: PlanId,
    /// How many histories stand behind the projection.
    pub histories: u64,
    /// How many were played to find them.
    pub histories_played: u64,
    /// Whether the plan tells more of a partner's item than was promised or granted. If not, the model has no
    /// reason for any fall, and a hit is none of its merit.
    pub breaks_a_promise: bool,
    /// The partners of whom something is recorded.
    pub partners: Vec<PartnerHindcast>,
    /// The items of whose source something is recorded; shown, not scored.
    pub sources: Vec<SourceHindcast>,
}

/// One partner, projected and recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerHindcast {
    /// Who.
    pub partner: ActorId,
    /// How far the mean willingness to share content drops.
    pub content_drop: Decline,
    /// How far the mean willingness to share sources and methods drops.
    pub methods_drop: Decline,
    /// What is recorded of content.
    pub recorded_content: Option<Observed<ContentOutcome>>,
    /// What is recorded of sources and methods.
    pub recorded_methods: Option<Observed<MethodsOutcome>>,
}

impl PartnerHindcast {
    /// What the projection says of content.
    pub fn content(&self) -> ContentOutcome {
        self.content_drop.content()
    }

    /// What the projection says of sources and methods.
    pub fn sources_methods(&self) -> MethodsOutcome {
        self.methods_drop.sources_methods()
    }
}

/// One item's source, projected and recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceHindcast {
    /// Which item.
    pub item: ItemId,
    /// What is recorded.
    pub recorded: SourceOutcome,
    /// How well that is documented.
    pub confidence: Confidence,
    /// The projected chance that it is found and closed.
    pub found: Chance,
}

/// Why a case cannot be held against history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HindcastError {
    /// The scenario says nothing of what happened.
    #[error("it has no record of what really happened")]
    NoRecord,
    /// The record names no plan, or one that the scenario does not have.
    #[error("its record does not say which of its plans is the historical one")]
    NoPlan,
    /// The promise is broken, but nobody ever learns of it at once.
    #[error("in none of the histories did every originator learn in month 0")]
    NobodyLearned,
    /// Somebody stopped it.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// What projects a plan: [`project`], or what stands for it in a test.
pub type Engine<'a> = dyn Fn(&Scenario, &Plan, &Run, &dyn Monitor) -> Result<Projection, Cancelled> + 'a;

/// Projects a case's historical plan, given that every originator whose promise was broken learned of
/// it in month 0, and sets it beside the record. Horizon and condition of the run are set here.
///
/// # Errors
/// If there is nothing to hold a projection against, no history to make one of, or the monitor asks
/// for a stop.
pub fn hindcast(scenario: &Scenario, run: &Run, monitor: &dyn Monitor) -> Result<Hindcast, HindcastError> {
    hindcast_with(&project, scenario, run, monitor)
}

/// The same with another engine.
///
/// # Errors
/// As [`hindcast`].
pub fn hindcast_with(
    engine: &Engine,
    scenario: &Scenario,
    run: &Run,
    monitor: &dyn Monitor,
) -> Result<Hindcast, HindcastError> {
    let record = scenario.record.as_ref().ok_or(HindcastError::NoRecord)?;
    let plan_id = record.plan.as_ref().ok_or(HindcastError::NoPlan)?;
    let plan = scenario.plans.get(plan_id).ok_or(HindcastError::NoPlan)?;
    let last_month = decline::MONTHS as u32 - 1;
    let run = Run { given_detected: true, horizon_months: Some(last_month), ..run.clone() };
    let projection = engine(scenario, plan, &run, monitor)?;
    if projection.histories == 0 {
        return Err(HindcastError::NobodyLearned);
    }
    Ok(Hindcast {
        plan: plan_id.clone(),
        histories: projection.histories,
        histories_played: projection.histories_played,
        breaks_a_promise: breaks_a_promise(scenario, plan),
        partners: partners(record, &projection),
        sources: sources(record, &projection),
    })
}

fn breaks_a_promise(scenario: &Scenario, plan: &Plan) -> bool {
    CompiledCase::new(scenario, plan, None).items.iter().any(|item| item.planned_severity > 0.0)
}

fn partners(record: &Record, projection: &Projection) -> Vec<PartnerHindcast> {
    let of = |course: &PartnerCourse| {
        let recorded = record.partners.get(&course.partner)?;
        let months = || course.months.iter();
        Some(PartnerHindcast {
            partner: course.partner.clone(),
            content_drop: Decline::of(course.before.content.mean, months().map(|month| month.content.mean)),
            methods_drop: Decline::of(course.before.methods.mean, months().map(|month| month.methods.mean)),
            recorded_content: recorded.content,
            recorded_methods: recorded.sources_methods,
        })
    };
    projection.partners.iter().filter_map(of).collect()
}

fn sources(record: &Record, projection: &Projection) -> Vec<SourceHindcast> {
    let of = |outcome: &crate::engine::ItemOutcome| {
        let Observed { was, confidence } = record.items.get(&outcome.item)?.source?;
        Some(SourceHindcast {
            item: outcome.item.clone(),
            recorded: was,
            confidence,
            found: outcome.source_found,
        })
    };
    projection.items.iter().filter_map(of).collect()
}

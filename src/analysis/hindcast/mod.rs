//! Hindcast: a case's historical plan is projected, given that the originator learned of it, and compared with the
//! historical record.
//!
//! This measures the model; nothing is ever fitted to it. A few dozen cases that became public, coded by people who
//! knew how they ended, can show where a model is wrong, not that it is right.
//!
//! The lines between the words of the record are conventions, drawn before any case was projected: content falls at
//! a tenth of its starting value, three months tell a pause from a restriction, and four fifths is practically all.

mod cases;
mod chances;
mod forecasts;
pub mod probability;

use chances::outcome_chances;

pub use cases::{CaseHindcast, Hindcasts, Miss, Question, Score, Verdict, count};
pub use chances::OutcomeChances;
pub use forecasts::{Forecaster, ScoreLine, counted_cases, reliability_in_words};

use crate::engine::breach::PlannedSeverity;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::{Cancelled, Chance, Monitor, PartnerCourse, Projection, Run, project};
use crate::scenario::{
    ActorId, Confidence, ContentOutcome, ItemId, MethodsOutcome, Observed, Plan, PlanId, Preparation, Record,
    Scenario, Scope, SourceOutcome,
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
    /// The partner.
    pub partner: ActorId,
    /// How far the mean willingness to share content drops.
    pub content_drop: Decline,
    /// How far the mean willingness to share sources and methods drops.
    pub methods_drop: Decline,
    /// The probability of each outcome.
    pub chances: OutcomeChances,
    /// Whether the plan tells more of this partner's material than was promised or granted.
    pub unpermitted: bool,
    /// Whether home did so on purpose: staffed, compelled, or misuse by its own services.
    pub deliberate: bool,
    /// How much of the sharing a fall concerned, on record.
    pub recorded_scope: Option<Scope>,
    /// The record of content.
    pub recorded_content: Option<Observed<ContentOutcome>>,
    /// The record of sources and methods.
    pub recorded_methods: Option<Observed<MethodsOutcome>>,
}

impl PartnerHindcast {
    /// The projected outcome for content.
    pub fn content(&self) -> ContentOutcome {
        self.content_drop.content()
    }

    /// The projected outcome for sources and methods.
    pub fn sources_methods(&self) -> MethodsOutcome {
        self.methods_drop.sources_methods()
    }
}

/// One item's source, projected and recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceHindcast {
    /// The item.
    pub item: ItemId,
    /// The recorded outcome.
    pub recorded: SourceOutcome,
    /// The confidence of the record.
    pub confidence: Confidence,
    /// The projected chance that it is found and closed.
    pub found: Chance,
}

/// Why a case cannot be compared with history.
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
    /// The monitor asked for a stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The function that projects a plan: [`project`], or its stand-in in a test.
pub type Engine<'a> = dyn Fn(&Scenario, &Plan, &Run, &dyn Monitor) -> Result<Projection, Cancelled> + 'a;

/// Projects a case's historical plan, given that every originator whose promise was broken learned of
/// it in month 0, and compares it with the record. Horizon and condition of the run are set here.
///
/// # Errors
/// If there is no record to compare a projection with, no history to make one of, or the monitor asks for a stop.
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
    let last_month = MONTHS as u32 - 1;
    let run = Run { given_detected: true, horizon_months: Some(last_month), ..run.clone() };
    let projection = engine(scenario, plan, &run, monitor)?;
    if projection.histories == 0 {
        return Err(HindcastError::NobodyLearned);
    }
    let chances = outcome_chances(scenario, plan, &run, monitor)?;
    Ok(Hindcast {
        plan: plan_id.clone(),
        histories: projection.histories,
        histories_played: projection.histories_played,
        breaks_a_promise: !betrayed(scenario, plan).is_empty(),
        partners: partners(scenario, plan, &projection, &chances),
        sources: sources(record, &projection),
    })
}

/// The owners of what the plan tells beyond what was promised or granted.
fn betrayed(scenario: &Scenario, plan: &Plan) -> Vec<ActorId> {
    let case = CompiledCase::new(scenario, plan, None);
    let beyond = case.items.iter().filter(|item| {
        let PlannedSeverity { promise, beyond, .. } = item.planned_severity;
        item.goes_beyond && promise * beyond > 0.0
    });
    beyond.map(|item| case.actors[item.originator_actor].id.clone()).collect()
}

/// Whether home tells on purpose what it tells, and not in the heat of the moment or by a leak.
fn is_deliberate(preparation: Preparation) -> bool {
    match preparation {
        Preparation::Staffed | Preparation::Compelled | Preparation::Misuse => true,
        Preparation::Spontaneous | Preparation::Leak => false,
    }
}

fn partners(
    scenario: &Scenario,
    plan: &Plan,
    projection: &Projection,
    chances: &[(ActorId, OutcomeChances)],
) -> Vec<PartnerHindcast> {
    let betrayed = betrayed(scenario, plan);
    let of = |(course, (_, chances)): (&PartnerCourse, &(ActorId, OutcomeChances))| {
        let recorded = scenario.record.as_ref()?.partners.get(&course.partner)?;
        let months = || course.months.iter();
        Some(PartnerHindcast {
            partner: course.partner.clone(),
            content_drop: Decline::of(course.before.content.mean, months().map(|month| month.content.mean)),
            methods_drop: Decline::of(course.before.methods.mean, months().map(|month| month.methods.mean)),
            chances: *chances,
            unpermitted: betrayed.contains(&course.partner),
            deliberate: is_deliberate(plan.preparation),
            recorded_scope: recorded.scope,
            recorded_content: recorded.content,
            recorded_methods: recorded.sources_methods,
        })
    };
    projection.partners.iter().zip(chances).filter_map(of).collect()
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

/// The months that are compared with the record: month 0 to month 11, the first twelve.
pub const MONTHS: usize = 12;
/// Content falls where it drops by this part of its starting value.
pub const FALL: f64 = 0.10;
/// Practically all of it is gone where it drops by this part.
pub const CUT_OFF: f64 = 0.80;
/// A fall of this many months or more is no pause.
pub const LASTING_MONTHS: usize = 3;
/// Sources and methods are tightened where that willingness drops by this part.
pub const TIGHTENED: f64 = 0.15;

/// How far a course drops below where it began.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Decline {
    /// The deepest drop, as a part of the starting value; 0 if it never drops.
    pub deepest: f64,
    /// The longest run of months with a drop of [`FALL`] or more.
    pub months_fallen: usize,
    /// The longest run of months with a drop of [`CUT_OFF`] or more.
    pub months_cut_off: usize,
}

impl Decline {
    /// Measures the first [`MONTHS`] months of a course against its starting value.
    pub fn of(before: f64, months: impl Iterator<Item = f64>) -> Self {
        let drops: Vec<f64> =
            months.take(MONTHS).map(|now| if before > 0.0 { 1.0 - now / before } else { 0.0 }).collect();
        Decline {
            deepest: drops.iter().copied().fold(0.0, f64::max),
            months_fallen: longest_run(&drops, FALL),
            months_cut_off: longest_run(&drops, CUT_OFF),
        }
    }

    /// The word of the record for this drop in the sharing of content.
    pub fn content(&self) -> ContentOutcome {
        if self.months_cut_off >= LASTING_MONTHS {
            ContentOutcome::CutOff
        } else if self.months_fallen >= LASTING_MONTHS {
            ContentOutcome::Restricted
        } else if self.months_fallen > 0 {
            ContentOutcome::Paused
        } else {
            ContentOutcome::NoFall
        }
    }

    /// The word of the record for this drop in sources and methods.
    pub fn sources_methods(&self) -> MethodsOutcome {
        if self.deepest >= TIGHTENED { MethodsOutcome::Tightened } else { MethodsOutcome::NotTightened }
    }
}

/// The longest run of drops that reach a line; 0 if none does.
fn longest_run(drops: &[f64], at_least: f64) -> usize {
    drops.split(|drop| *drop < at_least).map(<[f64]>::len).fold(0, usize::max)
}

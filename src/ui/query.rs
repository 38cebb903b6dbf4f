//! Questions that a view asks and the app has answered off the window's thread.
//!
//! A view looks for the answer in the [`Scene`](super::Scene) and sends the question if it is not
//! there. The newest question of a kind is answered; an older answer stays until it is.

use crate::analysis::asking::Worths;
use crate::analysis::compare::Comparison;
use crate::analysis::frontier::best::Best;
use crate::analysis::frontier::{self, Frontier, Limit};
use crate::analysis::measure::Measure;
use crate::analysis::reasons::{Decomposition, Over};
use crate::analysis::repair;
use crate::analysis::sensitivity::sobol::TotalEffects;
use crate::analysis::sensitivity::switching_values::SwitchingValues;
use crate::analysis::sensitivity::tornado::Tornado;
use crate::analysis::sensitivity::two_way::TwoWay;
use crate::analysis::sensitivity::value_of_information::ValueOfInformation;
use crate::engine::DEFAULT_HISTORIES;
use crate::scenario::{ActorId, Input, PlanId};

/// A question about the plan that is shown, or about all named plans.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Why a partner's willingness in a month differs from what it was before.
    Reasons {
        /// The partner.
        partner: ActorId,
        /// The month.
        month: u32,
        /// In which histories.
        over: Over,
        /// Against what it would be under this plan; against before the meeting, if `None`.
        against: Option<PlanId>,
    },
    /// How far each uncertain number alone moves a result.
    Tornado(Measure),
    /// Where the variance of a result comes from.
    TotalEffects(Measure),
    /// Where an uncertain number makes another plan best.
    SwitchingValues,
    /// What it would be worth to know each number before deciding.
    ValueOfInformation,
    /// Which plan is best for each pair of values of two numbers: across, and up.
    TwoWay([Input; 2]),
    /// The plans beside each other.
    Comparison {
        /// The month of what is compared.
        month: u32,
        /// The plan that the others are held against.
        first: PlanId,
    },
    /// What every choice leads to, in two results.
    Frontier([Measure; 2]),
    /// The choice with the highest total within limits.
    Better {
        /// The month of what is looked at.
        month: u32,
        /// The limits.
        limits: Vec<Limit>,
    },
    /// The smallest change that reaches a goal.
    Repair(repair::Goal),
    /// What preparing and asking first are worth.
    Asking,
}

/// What of a document an answer depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The numbers, and the plan that is shown.
    Shown,
    /// The numbers, and every named plan.
    Named,
    /// The numbers, and every named plan beside the shown one.
    ShownAndNamed,
    /// The numbers, and the repairs of the plan that is shown.
    Repairs,
}

impl Query {
    /// Whether both are of one kind, so that the newer takes the place of the older.
    pub fn is_like(&self, other: &Query) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// What its answer depends on.
    pub fn scope(&self) -> Scope {
        match self {
            Query::Reasons { against: Some(_), .. } => Scope::ShownAndNamed,
            Query::Reasons { .. }
            | Query::Tornado(_)
            | Query::TotalEffects(_)
            | Query::Repair(_)
            | Query::Asking => Scope::Shown,
            Query::SwitchingValues
            | Query::ValueOfInformation
            | Query::TwoWay(_)
            | Query::Comparison { .. } => Scope::Named,
            Query::Frontier(_) | Query::Better { .. } => Scope::Repairs,
        }
    }

    /// In how many histories it is answered: enough for steady numbers, few enough to wait for.
    pub fn histories(&self) -> u64 {
        match self {
            Query::Reasons { over: Over::First(histories), .. } => *histories,
            Query::Reasons { over: Over::One(_), .. } => 1,
            Query::Repair(_) => 2_000,
            Query::TwoWay(_) => 1_000,
            Query::SwitchingValues => 4_000,
            Query::Tornado(_)
            | Query::TotalEffects(_)
            | Query::ValueOfInformation
            | Query::Comparison { .. }
            | Query::Asking => DEFAULT_HISTORIES,
            Query::Frontier(_) | Query::Better { .. } => frontier::CONFIRMED,
        }
    }

    /// Whether answering may take longer than a hand that moves would wait.
    pub fn is_long(&self) -> bool {
        !matches!(self, Query::Reasons { .. })
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Query::Reasons`].
    Reasons(Box<Decomposition>),
    /// To [`Query::Tornado`].
    Tornado(Tornado),
    /// To [`Query::TotalEffects`].
    TotalEffects(TotalEffects),
    /// To [`Query::SwitchingValues`].
    SwitchingValues(Vec<SwitchingValues>),
    /// To [`Query::ValueOfInformation`].
    ValueOfInformation(ValueOfInformation),
    /// To [`Query::TwoWay`].
    TwoWay(Box<TwoWay>),
    /// To [`Query::Comparison`].
    Comparison(Comparison),
    /// To [`Query::Frontier`]; what is known so far, until it is finished.
    Frontier(Box<Frontier>),
    /// To [`Query::Better`].
    Better(Box<Best>),
    /// To [`Query::Repair`].
    Repair(repair::RepairResult),
    /// To [`Query::Asking`].
    Asking(Worths),
    /// There is none: what was asked about is gone, or the work failed; a sentence.
    Nothing(String),
}

/// A question with its answer.
#[derive(Clone, Copy)]
pub struct AnsweredQuery<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// What was found.
    pub finding: &'a Answer,
    /// Whether it was asked of the document and plan as they stand now.
    pub current: bool,
}

/// A question that is being answered, or whose answering was stopped.
#[derive(Clone, Copy)]
pub struct RunningQuery<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// How far it is; `None` if somebody stopped it.
    pub progress: Option<Progress>,
}

/// How far an answer is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps there are to be, as far as is known.
    pub total: u64,
    /// For how many seconds it has been worked on.
    pub seconds: f64,
}

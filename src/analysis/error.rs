//! Why a question has no answer.

use crate::engine::Cancelled;
use crate::scenario::{ActorId, Input, ItemId, PlanId};

/// Why a question has no answer; its text is a sentence for users.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The monitor asked for a stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The actor is no partner of home.
    #[error("“{0}” shares nothing with home.")]
    NoPartner(ActorId),
    /// The scenario has no such item.
    #[error("There is no item “{0}”.")]
    NoItem(ItemId),
    /// The scenario has no such plan.
    #[error("There is no plan “{0}”.")]
    NoPlan(PlanId),
    /// The study has no history to answer from.
    #[error("An answer needs at least one history.")]
    NoHistories,
    /// In none of many histories does every originator whose promise was broken learn of it in month 0.
    #[error("In hardly any history does the partner learn of it in month 0.")]
    NeverLearned,
    /// There is no plan to choose from.
    #[error("There is no plan to decide on.")]
    NoPlans,
    /// The scenario has no such number.
    #[error("The scenario has no such number.")]
    NoNumber(Input),
    /// The number is not uncertain, or the scenario does not have it.
    #[error("One of these numbers has no range any more.")]
    NoRange(Input),
}

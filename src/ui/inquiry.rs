//! Questions that a view asks and the app has answered off the window's thread.
//!
//! A view looks for the answer in the [`Scene`](super::Scene) and sends the question if it is not
//! there. The newest question of a kind is answered; an older answer stays until it is.

use crate::analysis::reasons::{Answer, Over};
use crate::scenario::{ActorId, PlanId};

/// A question about the plan that is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Inquiry {
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
}

impl Inquiry {
    /// Whether both are of one kind, so that the newer takes the place of the older.
    pub fn is_like(&self, other: &Inquiry) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// To [`Inquiry::Reasons`].
    Reasons(Box<Answer>),
    /// There is none: what was asked about is gone, or the work failed; a sentence.
    Nothing(String),
}

/// A question with its answer.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// What was asked.
    pub inquiry: &'a Inquiry,
    /// What was found.
    pub finding: &'a Finding,
    /// Whether it was asked of the document and plan as they stand now.
    pub current: bool,
}

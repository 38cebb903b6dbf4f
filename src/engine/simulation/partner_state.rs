//! The state of a partner in a month, in `L` histories at once, and what receives the states of its months.

use crate::engine::mechanisms::belief::PerBelief;
use crate::engine::numerics::batch::Batch;

/// The state of a partner after the learning and the repairs of a month, before the month closes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State<const L: usize> {
    /// Trust τ by each belief, 0 to 1.
    pub trust: PerBelief<Batch<L>>,
    /// How far institutions supplement trust, ι, 0 to 1.
    pub supplement: Batch<L>,
    /// The share of its reports that home checks through technical assistance and liaison, w, 0 to 1.
    pub insight: Batch<L>,
    /// Perceived risk ρ̂, 0 to 1.
    pub risk: Batch<L>,
    /// Worth V of the relationship with compensation, without outside events.
    pub worth: Batch<L>,
    /// Thaw (positive) or chill (negative) ε from outside events.
    pub shock: Batch<L>,
    /// Signal of protest A.
    pub signal: Batch<L>,
    /// Bad experience s_CU from spontaneous acts, in months, which is remembered until the procedure is fixed.
    pub unpredictability: Batch<L>,
    /// Willingness q_c to share content, 0 to 1.
    pub content: Batch<L>,
    /// Willingness q_c0 to share content if it sent no signal, 0 to 1.
    pub unsignalled: Batch<L>,
    /// Access y: willingness to open sources, given that content is shared, 0 to 1.
    pub access: Batch<L>,
}

impl<const L: usize> State<L> {
    /// Willingness to share content, and to open sources and methods.
    #[inline(always)]
    pub fn willingness(&self) -> [Batch<L>; 2] {
        [self.content, self.content * self.access]
    }
}

/// Receives the states of a partner's months as they are computed.
pub trait Recorder<const L: usize> {
    /// The state in a month, 0 to the horizon: as planned, and after withholding everything with the same
    /// outside events.
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>);
}

/// Keeps nothing, where only the flow is wanted.
impl<const L: usize> Recorder<L> for () {
    #[inline(always)]
    fn month(&mut self, _month: usize, _planned: &State<L>, _withheld: &State<L>) {}
}

/// Receives the states of a partner's months in one course: as planned, or after withholding everything.
pub trait CourseRecorder<const L: usize> {
    /// The state of the starting beliefs, where that is asked for.
    #[inline(always)]
    fn before(&mut self, _state: &State<L>) {}

    /// The state in a month, 0 to the horizon.
    fn month(&mut self, month: usize, state: &State<L>);
}

/// Keeps nothing, where only the flow is wanted.
impl<const L: usize> CourseRecorder<L> for () {
    #[inline(always)]
    fn month(&mut self, _month: usize, _state: &State<L>) {}
}

/// A partner's state in a month after withholding everything: what of it is not as before the meeting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withheld<const L: usize> {
    /// Thaw or chill from outside events.
    pub shock: Batch<L>,
    /// Willingness to share content, 0 to 1.
    pub content: Batch<L>,
    /// Access, 0 to 1.
    pub access: Batch<L>,
}

impl<const L: usize> Withheld<L> {
    /// That of a state after withholding everything.
    #[inline(always)]
    pub fn of(state: &State<L>) -> Self {
        Withheld { shock: state.shock, content: state.content, access: state.access }
    }
}

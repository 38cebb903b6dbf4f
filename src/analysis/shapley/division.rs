//! The division of a change among its causes, in `L` histories at once.

use super::{Cause, Factor, PerCause};
use crate::engine::batch::Batch;
use crate::engine::belief::PerBelief;
use crate::engine::partner_state::State;
use crate::engine::processor::Kernel;
use crate::engine::willingness::{Considerations, ParticipationConstraint, Willingness, perceived_risk};
use crate::scenario::{Material, PerMaterial};

/// The quantities that a partner's willingness depends on at one time, one for each cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation<const L: usize> {
    /// Trust in home's integrity τ_I.
    pub trust_integrity: Batch<L>,
    /// Trust in home's control τ_C.
    pub trust_control: Batch<L>,
    /// How far institutions supplement trust, ι.
    pub supplement: Batch<L>,
    /// Worth V of going on, with compensation, without outside events.
    pub worth: Batch<L>,
    /// Signal of protest A.
    pub signal: Batch<L>,
    /// Outside thaw or shock ε.
    pub shock: Batch<L>,
}

impl<const L: usize> From<&State<L>> for Situation<L> {
    #[inline(always)]
    fn from(state: &State<L>) -> Self {
        let State { trust: PerBelief { integrity, control }, supplement, worth, signal, shock, .. } = *state;
        Situation { trust_integrity: integrity, trust_control: control, supplement, worth, signal, shock }
    }
}

impl<const L: usize> Situation<L> {
    /// The quantities through which the causes act, in the model's order.
    #[inline(always)]
    fn by_cause(&self) -> [Batch<L>; Cause::COUNT] {
        let Situation { trust_integrity, trust_control, supplement, worth, signal, shock } = *self;
        [trust_integrity, trust_control, supplement, worth, signal, shock]
    }
}

/// Divides the change of a factor's log-odds between two situations among the causes.
#[inline(always)]
pub fn shapley_values<const L: usize>(
    constraint: &ParticipationConstraint<L>,
    factor: Factor,
    before: &Situation<L>,
    now: &Situation<L>,
) -> PerCause<Batch<L>> {
    divided(before, now, |by| match factor {
        Factor::Content => constraint.content_log_odds(by),
        Factor::Access => constraint.access_log_odds(by),
    })
}

/// Divides the change of the willingness to share a material between two situations among the causes, as shares.
///
/// Of the shares themselves, not of their log-odds: so these parts add up to a change in percentage points.
#[inline(always)]
fn willingness_parts<const L: usize>(
    constraint: &ParticipationConstraint<L>,
    material: Material,
    before: &Situation<L>,
    now: &Situation<L>,
) -> PerCause<Batch<L>> {
    divided(before, now, |by| {
        let Willingness { content, access, .. } = constraint.willingness(by);
        match material {
            Material::Content => content,
            Material::SourcesAndMethods => content * access,
        }
    })
}

/// Divides the change of a value between two situations among the causes.
#[inline(always)]
fn divided<const L: usize>(
    before: &Situation<L>,
    now: &Situation<L>,
    value: impl Fn(Considerations<L>) -> Batch<L>,
) -> PerCause<Batch<L>> {
    let (before, now) = (before.by_cause(), now.by_cause());
    // The value of every coalition: the causes in it as they are now, the others as they were.
    let mut values = [Batch::splat(0.0); 1 << Cause::COUNT];
    for (coalition, of_coalition) in values.iter_mut().enumerate() {
        let mut mixed = before;
        for (cause, now) in now.iter().enumerate() {
            if coalition >> cause & 1 == 1 {
                mixed[cause] = *now;
            }
        }
        *of_coalition = value(considerations(&mixed));
    }
    let mut parts = [Batch::splat(0.0); Cause::COUNT];
    for (cause, part) in parts.iter_mut().enumerate() {
        *part = shapley_value(&values, cause);
    }
    PerCause(parts)
}

#[inline(always)]
fn considerations<const L: usize>(by_cause: &[Batch<L>; Cause::COUNT]) -> Considerations<L> {
    let of = |cause: Cause| by_cause[cause as usize];
    let risk = perceived_risk(of(Cause::Institutions), of(Cause::PromiseBroken), of(Cause::SecretNotKept));
    let worth = of(Cause::Stakes) + of(Cause::Outside);
    Considerations { worth, signal: of(Cause::Protest), risk }
}

/// Σ over coalitions S without the cause of |S|! (n-|S|-1)! / n! · (v(S + cause) - v(S)).
#[inline(always)]
fn shapley_value<const L: usize>(values: &[Batch<L>; 1 << Cause::COUNT], cause: usize) -> Batch<L> {
    const WEIGHTS: [f64; Cause::COUNT] =
        [120.0 / 720.0, 24.0 / 720.0, 12.0 / 720.0, 12.0 / 720.0, 24.0 / 720.0, 120.0 / 720.0];
    let mut sum = Batch::splat(0.0);
    for (coalition, without) in values.iter().enumerate() {
        if coalition >> cause & 1 == 0 {
            let weight = WEIGHTS[coalition.count_ones() as usize];
            sum = sum + (values[coalition | 1 << cause] - *without).times(weight);
        }
    }
    sum
}

/// The parts of a change between two situations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<const L: usize> {
    /// Of the log-odds of each factor.
    pub factors: [PerCause<Batch<L>>; Factor::ALL.len()],
    /// Of the willingness to share each material.
    pub willingness: PerMaterial<PerCause<Batch<L>>>,
}

/// Divides the change between two situations.
pub(super) struct Division<'a, const L: usize> {
    pub constraint: &'a ParticipationConstraint<L>,
    pub before: Situation<L>,
    pub now: Situation<L>,
}

impl<const L: usize> Kernel for Division<'_, L> {
    type Output = Parts<L>;

    #[inline(always)]
    fn run(self) -> Parts<L> {
        let Division { constraint, before, now } = &self;
        let [content, access] = Factor::ALL;
        Parts {
            factors: [
                shapley_values(constraint, content, before, now),
                shapley_values(constraint, access, before, now),
            ],
            willingness: PerMaterial {
                content: willingness_parts(constraint, Material::Content, before, now),
                methods: willingness_parts(constraint, Material::SourcesAndMethods, before, now),
            },
        }
    }
}

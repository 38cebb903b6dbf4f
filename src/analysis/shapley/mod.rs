//! Why a partner's willingness has changed: the change in log-odds, divided among its named causes.
//!
//! Divided by the Shapley value (L. Shapley, "A value for n-person games", 1953): the average, over all
//! orders in which the causes could have come about, of what each adds when it comes. The parts add up to
//! the change exactly (model, section 11).

mod decomposition;

pub use decomposition::{Contrast, Decomposition, FactorChange, Terms, decompose};

use crate::engine::batch::Batch;
use crate::engine::months::State;
use crate::engine::willingness::{ParticipationConstraint, perceived_risk};
use std::ops::Index;

/// A named cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Trust in home's integrity.
    PromiseBroken,
    /// Trust in home's control.
    SecretNotKept,
    /// What supplements trust.
    Institutions,
    /// What the relationship is worth, with compensation.
    Stakes,
    /// Thaws and shocks from elsewhere.
    Outside,
}

impl Cause {
    /// How many there are.
    pub const COUNT: usize = 5;
    /// All of them, in the model's order.
    pub const ALL: [Cause; Cause::COUNT] =
        [Cause::PromiseBroken, Cause::SecretNotKept, Cause::Institutions, Cause::Stakes, Cause::Outside];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Cause::PromiseBroken => "promise broken",
            Cause::SecretNotKept => "secret not kept",
            Cause::Institutions => "institutions",
            Cause::Stakes => "stakes and compensation",
            Cause::Outside => "outside events",
        }
    }

    /// Its meaning, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Cause::PromiseBroken => "Would home break its promise on purpose? What the partner now believes.",
            Cause::SecretNotKept => "Can home keep a secret? What the partner now believes.",
            Cause::Institutions => {
                "Monitoring, liaison, agreements: what lowers the risk where trust does not."
            }
            Cause::Stakes => "What the larger relationship is worth to it, and what home pays.",
            Cause::Outside => "A thaw or chill that has nothing to do with the disclosure.",
        }
    }
}

/// One value for each cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerCause<T>([T; Cause::COUNT]);

impl<T> PerCause<T> {
    /// The value of each cause, in the model's order.
    pub fn from_fn(value: impl FnMut(Cause) -> T) -> Self {
        PerCause(Cause::ALL.map(value))
    }

    /// The causes with their values, in the model's order.
    pub fn iter(&self) -> impl Iterator<Item = (Cause, &T)> {
        Cause::ALL.into_iter().zip(&self.0)
    }
}

impl PerCause<f64> {
    /// The sum over all causes.
    pub fn sum(&self) -> f64 {
        self.0.iter().sum()
    }
}

impl<T> Index<Cause> for PerCause<T> {
    type Output = T;

    fn index(&self, cause: Cause) -> &T {
        &self.0[cause as usize]
    }
}

/// A factor of willingness; its log-odds are what is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// Sharing content.
    Content,
    /// Opening sources too, given that content is shared.
    Access,
}

impl Factor {
    /// Both, in the model's order.
    pub const ALL: [Factor; 2] = [Factor::Content, Factor::Access];

    /// Its name in a table.
    fn key(self) -> &'static str {
        match self {
            Factor::Content => "content",
            Factor::Access => "opening sources and methods",
        }
    }
}

/// What a partner's willingness depends on at one time; a value for each cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation {
    /// Trust in home's integrity τ_I.
    pub trust_integrity: f64,
    /// Trust in home's control τ_C.
    pub trust_control: f64,
    /// How far institutions supplement trust, ι.
    pub supplement: f64,
    /// Worth V of going on, with compensation, without outside events.
    pub worth: f64,
    /// Outside thaw or shock ε.
    pub shock: f64,
}

impl From<&State<1>> for Situation {
    fn from(state: &State<1>) -> Self {
        let [integrity, control] = state.trust;
        Situation {
            trust_integrity: integrity.0[0],
            trust_control: control.0[0],
            supplement: state.supplement.0[0],
            worth: state.worth.0[0],
            shock: state.shock.0[0],
        }
    }
}

impl Situation {
    /// The quantity through which a cause acts.
    fn of(&self, cause: Cause) -> f64 {
        match cause {
            Cause::PromiseBroken => self.trust_integrity,
            Cause::SecretNotKept => self.trust_control,
            Cause::Institutions => self.supplement,
            Cause::Stakes => self.worth,
            Cause::Outside => self.shock,
        }
    }
}

/// Divides the change of a factor's log-odds between two situations among the causes.
pub fn shapley_values(
    constraint: &ParticipationConstraint<1>,
    factor: Factor,
    before: &Situation,
    now: &Situation,
) -> PerCause<f64> {
    // The value of every coalition: the causes in it as they are now, the others as they were.
    let value = |coalition: usize| {
        let is_in = |cause: Cause| coalition >> cause as usize & 1 == 1;
        let mixed = PerCause::from_fn(|cause| if is_in(cause) { now.of(cause) } else { before.of(cause) });
        log_odds(constraint, factor, &mixed)
    };
    let values: Vec<f64> = (0..1 << Cause::COUNT).map(value).collect();
    PerCause::from_fn(|cause| shapley_value(&values, cause as usize))
}

fn log_odds(constraint: &ParticipationConstraint<1>, factor: Factor, of: &PerCause<f64>) -> f64 {
    let of = |cause: Cause| Batch([of[cause]]);
    let risk = perceived_risk(of(Cause::Institutions), of(Cause::PromiseBroken), of(Cause::SecretNotKept));
    let worth = of(Cause::Stakes) + of(Cause::Outside);
    let Batch([log_odds]) = match factor {
        Factor::Content => constraint.content_log_odds(worth, risk),
        Factor::Access => constraint.access_log_odds(worth, risk),
    };
    log_odds
}

/// Σ over coalitions S without the cause of |S|! (n-|S|-1)! / n! · (v(S + cause) - v(S)).
fn shapley_value(values: &[f64], cause: usize) -> f64 {
    const WEIGHTS: [f64; Cause::COUNT] = [24.0 / 120.0, 6.0 / 120.0, 4.0 / 120.0, 6.0 / 120.0, 24.0 / 120.0];
    (0..values.len())
        .filter(|coalition| coalition >> cause & 1 == 0)
        .map(|coalition| {
            WEIGHTS[coalition.count_ones() as usize] * (values[coalition | 1 << cause] - values[coalition])
        })
        .sum()
}

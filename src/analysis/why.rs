//! Why willingness changed: the change in log-odds, shared out over its named causes.
//!
//! By the Shapley value (L. Shapley, "A value for n-person games", 1953): the average, over all
//! orders in which the causes could have come about, of what each adds when it comes. The parts add
//! up to the change exactly (model, section 11).

use crate::engine::batch::Batch;
use crate::engine::months::State;
use crate::engine::willingness::{ParticipationConstraint, perceived_risk};

/// The named causes of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Causes {
    /// Promise broken: trust in home's integrity.
    pub integrity: f64,
    /// Secret not kept: trust in home's control.
    pub control: f64,
    /// Institutions.
    pub institutions: f64,
    /// Stakes and compensation.
    pub stakes_and_compensation: f64,
    /// Outside events.
    pub outside: f64,
}

impl Causes {
    /// All parts together: the change.
    pub fn sum(&self) -> f64 {
        self.integrity + self.control + self.institutions + self.stakes_and_compensation + self.outside
    }
}

/// What a partner's willingness hangs on at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Trust in home's integrity.
    pub trust_integrity: f64,
    /// Trust in home's control.
    pub trust_control: f64,
    /// How far institutions supplement trust, ι.
    pub supplement: f64,
    /// Worth V of going on, with compensation, without outside events.
    pub worth: f64,
    /// Outside thaw or shock ε.
    pub shock: f64,
}

impl From<&State<1>> for Standing {
    fn from(state: &State<1>) -> Self {
        let [integrity, control] = state.trust;
        Standing {
            trust_integrity: integrity.0[0],
            trust_control: control.0[0],
            supplement: state.supplement.0[0],
            worth: state.worth.0[0],
            shock: state.shock.0[0],
        }
    }
}

const CAUSES: usize = 5;

impl Standing {
    fn as_array(&self) -> [f64; CAUSES] {
        [self.trust_integrity, self.trust_control, self.supplement, self.worth, self.shock]
    }
}

/// Which log-odds are explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// Of sharing content.
    Content,
    /// Of opening sources too, given that content is shared.
    Access,
}

/// Shares out the change of log-odds between two standings.
pub fn causes(
    constraint: &ParticipationConstraint<1>,
    part: Factor,
    before: &Standing,
    now: &Standing,
) -> Causes {
    let (before, now) = (before.as_array(), now.as_array());
    // The value of every coalition: the causes in it as they are now, the others as they were.
    let value = |coalition: usize| {
        let pick = |cause: usize| if coalition >> cause & 1 == 1 { now[cause] } else { before[cause] };
        log_odds(constraint, part, [0, 1, 2, 3, 4].map(pick))
    };
    let values: Vec<f64> = (0..1 << CAUSES).map(value).collect();
    let [integrity, control, institutions, stakes_and_compensation, outside] =
        [0, 1, 2, 3, 4].map(|cause| shapley(&values, cause));
    Causes { integrity, control, institutions, stakes_and_compensation, outside }
}

fn log_odds(
    constraint: &ParticipationConstraint<1>,
    part: Factor,
    [integrity, control, supplement, worth, shock]: [f64; CAUSES],
) -> f64 {
    let risk = perceived_risk(Batch([supplement]), Batch([integrity]), Batch([control]));
    let worth = Batch([worth + shock]);
    let Batch([log_odds]) = match part {
        Factor::Content => constraint.content_log_odds(worth, risk),
        Factor::Access => constraint.access_log_odds(worth, risk),
    };
    log_odds
}

/// Σ over coalitions S without the cause of |S|! (n-|S|-1)! / n! · (v(S + cause) - v(S)).
fn shapley(values: &[f64], cause: usize) -> f64 {
    const WEIGHTS: [f64; CAUSES] = [24.0 / 120.0, 6.0 / 120.0, 4.0 / 120.0, 6.0 / 120.0, 24.0 / 120.0];
    (0..values.len())
        .filter(|coalition| coalition >> cause & 1 == 0)
        .map(|coalition| {
            WEIGHTS[coalition.count_ones() as usize] * (values[coalition | 1 << cause] - values[coalition])
        })
        .sum()
}

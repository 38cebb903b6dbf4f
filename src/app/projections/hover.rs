//! What the choice under the pointer would do, before it is made.

use super::{Order, Question, Watch};
use crate::scenario::Plan;
use std::sync::Arc;

/// How long the pointer rests before anything is computed, in seconds.
const DELAY_SECONDS: f64 = 0.12;

/// The choice under the pointer.
#[derive(Default)]
pub struct Hover {
    plan: Option<Plan>,
    since: f64,
    /// Whether the pointer has rested long enough.
    rested: bool,
    asked: Option<Asked>,
    /// A run for it failed; it is not tried again.
    failed: bool,
}

struct Asked {
    ticket: u64,
    question: Question,
    full: bool,
    watch: Arc<Watch>,
}

impl Hover {
    /// The pointer rests on a choice, or on none.
    pub fn over(&mut self, plan: Option<Plan>, now: f64) {
        if self.plan == plan {
            return;
        }
        self.forget();
        self.plan = plan;
        self.since = now;
    }

    /// The pointer has left; what runs is stopped.
    pub fn forget(&mut self) {
        if let Some(asked) = self.asked.take() {
            asked.watch.stop();
        }
        *self = Hover::default();
    }

    /// The plan with the choice made.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Whether the pointer has rested on it long enough by now.
    pub fn has_rested(&mut self, now: f64) -> bool {
        self.rested |= self.plan.is_some() && now - self.since >= DELAY_SECONDS;
        self.rested
    }

    /// Whether it had rested on it long enough when that was last asked.
    pub fn was_rested_on(&self) -> bool {
        self.rested
    }

    /// In how many seconds it will have rested long enough.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        (self.plan.is_some() && !self.rested).then_some(DELAY_SECONDS - (now - self.since))
    }

    /// Whether anything may be computed for it: one run at a time.
    pub fn may_ask(&self) -> bool {
        self.asked.is_none() && !self.failed
    }

    /// Notes what is being computed.
    pub fn ask(&mut self, order: &Order, full: bool) {
        self.asked = Some(Asked {
            ticket: order.ticket,
            question: order.question.clone(),
            full,
            watch: order.watch.clone(),
        });
    }

    /// Takes in that a run has ended; what it was to answer and
    /// whether in full, if it was for the choice under the pointer.
    pub fn handle(&mut self, ticket: u64, well: bool) -> Option<(Question, bool)> {
        let asked = self.asked.take_if(|asked| asked.ticket == ticket)?;
        self.failed = !well;
        Some((asked.question, asked.full))
    }
}

//! The choice under the pointer, which is projected before it is made.

use super::{ProjectionRequest, Question};
use crate::app::tasks::TaskMonitor;
use crate::scenario::Plan;
use std::sync::Arc;

/// How long the pointer rests on a choice before it is projected, in seconds: a pointer that crosses
/// a row of choices on its way starts nothing.
const DELAY_SECONDS: f64 = 0.12;

/// The choice under the pointer, if there is one.
#[derive(Default)]
pub struct HoveredChoice {
    /// The plan with the choice made.
    plan: Option<Plan>,
    /// When the pointer came, in seconds.
    since: f64,
    /// Whether the pointer has rested on it for the delay.
    rested: bool,
    running: Option<Running>,
    /// Whether a run for it has failed; it is not tried again.
    failed: bool,
}

struct Running {
    question: Question,
    full: bool,
    monitor: Arc<TaskMonitor>,
}

impl HoveredChoice {
    /// Notes that the pointer is on this choice, or on none.
    pub fn set(&mut self, plan: Option<Plan>, now: f64) {
        if self.plan == plan {
            return;
        }
        self.clear();
        self.plan = plan;
        self.since = now;
    }

    /// Notes that the pointer is on no choice, and cancels what runs.
    pub fn clear(&mut self) {
        if let Some(running) = self.running.take() {
            running.monitor.cancel();
        }
        *self = HoveredChoice::default();
    }

    /// The plan with the choice made.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Whether the pointer has rested on it for the delay by now.
    pub fn update(&mut self, now: f64) -> bool {
        self.rested |= self.plan.is_some() && now - self.since >= DELAY_SECONDS;
        self.rested
    }

    /// Whether the pointer had rested on it for the delay at the last [`HoveredChoice::update`].
    pub fn has_rested(&self) -> bool {
        self.rested
    }

    /// In how many seconds the delay will be over; `None` if it is over, or there is no choice.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        (self.plan.is_some() && !self.rested).then_some(DELAY_SECONDS - (now - self.since))
    }

    /// Whether a run may start for it: one at a time, and none after a failure.
    pub fn may_run(&self) -> bool {
        self.running.is_none() && !self.failed
    }

    /// Notes what runs for it.
    pub fn start(&mut self, request: &ProjectionRequest, full: bool) {
        let (question, monitor) = (request.question.clone(), request.monitor.clone());
        self.running = Some(Running { question, full, monitor });
    }

    /// Notes that the run has ended; what it was to answer, and whether in full.
    pub fn finish(&mut self, failed: bool) -> Option<(Question, bool)> {
        self.failed = failed;
        self.running.take().map(|running| (running.question, running.full))
    }
}

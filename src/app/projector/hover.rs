//! What the choice under the pointer would do, before it is made.

use super::{Answer, NoAnswer, Order, Question, Watch};
use crate::engine::Projection;
use crate::scenario::Plan;
use std::sync::Arc;

/// How long the pointer rests before anything is computed, in seconds.
const DELAY_SECONDS: f64 = 0.12;

/// The choice under the pointer.
#[derive(Default)]
pub struct Hover {
    plan: Option<Plan>,
    since: f64,
    asked: Option<Asked>,
    answer: Option<Answer>,
}

struct Asked {
    ticket: u64,
    question: Question,
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
        self.plan = None;
        self.answer = None;
    }

    /// The plan with the choice made.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Whether the pointer has rested long enough.
    pub fn is_due(&self, now: f64) -> bool {
        self.plan.is_some() && now - self.since >= DELAY_SECONDS
    }

    /// In how many seconds it will have rested long enough.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        (self.plan.is_some() && !self.is_due(now)).then_some(DELAY_SECONDS - (now - self.since))
    }

    /// Whether this is being computed, or has been.
    pub fn asks_already(&self, question: &Question) -> bool {
        let asked = self.asked.as_ref().map(|asked| &asked.question);
        let answered = self.answer.as_ref().map(|answer| &answer.question);
        [asked, answered].into_iter().flatten().any(|known| known.same(question))
    }

    /// Notes what is being computed; what ran before is stopped.
    pub fn ask(&mut self, order: &Order) {
        if let Some(before) = self.asked.take() {
            before.watch.stop();
        }
        self.asked = Some(Asked {
            ticket: order.ticket,
            question: order.question.clone(),
            watch: order.watch.clone(),
        });
    }

    /// Takes an answer that was known already.
    pub fn answer_with(&mut self, question: Question, projection: Arc<Projection>) {
        self.answer = Some(Answer { question, projection, full: true });
    }

    /// Takes in how a run ended, if it was for a choice under the pointer; an answer is also kept,
    /// since the choice may well be made next.
    pub fn hear(
        &mut self,
        ticket: u64,
        outcome: &Result<Projection, NoAnswer>,
        kept: &mut Vec<Answer>,
    ) -> bool {
        let Some(asked) = self.asked.take_if(|asked| asked.ticket == ticket) else {
            return false;
        };
        if let Ok(projection) = outcome {
            self.answer_with(asked.question, Arc::new(projection.clone()));
            kept.extend(self.answer.clone());
        }
        true
    }

    /// The plan with the choice made, and what comes of it, as long as nothing else has changed.
    pub fn shown(&self, screen: &Question) -> Option<(&Plan, Option<&Projection>)> {
        let plan = self.plan.as_ref()?;
        let question = Question { plan: plan.clone(), ..screen.clone() };
        let answer = self.answer.as_ref().filter(|answer| answer.question.same(&question));
        Some((plan, answer.map(|answer| &*answer.projection)))
    }
}

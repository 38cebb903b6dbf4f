//! Keeps the projection on the screen in step with the document, without ever holding the window.
//!
//! While the gesture_tracker moves, small runs follow it: each runs to its end, so that something new is
//! always seen, and then the newest value is taken up. When the gesture_tracker rests, a full run replaces
//! whatever runs. What was shown stays until there is something newer.

mod hover;
mod watch;

use super::question::Question;
use crate::engine::{Cancelled, DEFAULT_HISTORIES, Monitor, Projection, Run};
use crate::scenario::{Plan, Scenario};
use crate::ui::chrome::Activity;
use hover::Hover;
use std::sync::Arc;
pub use watch::Watch;

/// How many histories follow a moving gesture_tracker.
pub const PREVIEW_HISTORIES: u64 = 500;
/// How many answers of either kind are kept, so that going back to one of them takes no time.
const KEPT: usize = 24;

/// The engine, or what stands for it in a test.
pub type Engine = dyn Fn(&Scenario, &Plan, &Run, &dyn Monitor) -> Result<Projection, Cancelled> + Send + Sync;

/// How a run ended without an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum NoAnswer {
    /// It was stopped.
    Stopped,
    /// It failed; what was said.
    Failed(String),
}

/// A run to be started, and where its outcome belongs.
pub struct Order {
    /// Which run this is.
    pub ticket: u64,
    /// What is asked.
    pub question: Question,
    /// How it is to be run.
    pub run: Run,
    /// Watches it.
    pub watch: Arc<Watch>,
}

/// A projection and what it answers.
#[derive(Clone)]
struct Answer {
    question: Question,
    projection: Arc<Projection>,
    full: bool,
}

struct Running {
    ticket: u64,
    question: Question,
    full: bool,
    watch: Arc<Watch>,
    since: f64,
}

/// What is shown, what runs, and what will run next.
#[derive(Default)]
pub struct ProjectionCache {
    shown: Option<Answer>,
    wanted: Option<Question>,
    running: Option<Running>,
    hover: Hover,
    /// Full answers.
    kept: Vec<Answer>,
    /// Answers from a few histories.
    quick: Vec<Answer>,
    /// The full answer that was shown before the last change.
    earlier: Option<Answer>,
    given_up: Option<Question>,
    tickets: u64,
}

impl ProjectionCache {
    /// Forgets everything: another document is open.
    pub fn forget(&mut self) {
        self.stop_main();
        self.hover.forget();
        *self = ProjectionCache { tickets: self.tickets, ..ProjectionCache::default() };
    }

    /// Takes up what is on the screen now; what has to be run for it, if anything.
    pub fn follow(&mut self, wanted: Question, hand_moves: bool, now: f64) -> Option<Order> {
        if !self.wanted.as_ref().is_some_and(|before| before.same(&wanted)) {
            self.given_up = None;
        }
        self.wanted = Some(wanted.clone());
        if self.answered(&wanted, hand_moves) || self.keeps_running(&wanted, hand_moves) {
            return None;
        }
        self.stop_main();
        Some(self.order_main(wanted, !hand_moves, now))
    }

    /// Whether nothing needs to run for this question.
    fn answered(&mut self, wanted: &Question, hand_moves: bool) -> bool {
        if let Some(answer) = self.kept.iter().find(|answer| answer.question.same(wanted)) {
            if !self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(&shown.projection, &answer.projection)) {
                let answer = answer.clone();
                self.put_up(answer);
            }
            self.stop_main();
            return true;
        }
        let shown = self.shown.as_ref().is_some_and(|shown| shown.question.same(wanted));
        let given_up = self.given_up.as_ref().is_some_and(|given_up| given_up.same(wanted));
        given_up || (shown && hand_moves)
    }

    /// Whether what runs already may go on.
    fn keeps_running(&self, wanted: &Question, hand_moves: bool) -> bool {
        self.running
            .as_ref()
            .is_some_and(|running| running.question.same(wanted) || (hand_moves && !running.full))
    }

    fn order_main(&mut self, question: Question, full: bool, now: f64) -> Order {
        let order = self.order(question, if full { DEFAULT_HISTORIES } else { PREVIEW_HISTORIES });
        self.running = Some(Running {
            ticket: order.ticket,
            question: order.question.clone(),
            full,
            watch: order.watch.clone(),
            since: now,
        });
        order
    }

    fn order(&mut self, question: Question, histories: u64) -> Order {
        self.tickets += 1;
        let run = Run { histories, seed: question.seed, ..Run::default() };
        Order { ticket: self.tickets, watch: Arc::new(Watch::of(histories)), question, run }
    }

    fn stop_main(&mut self) {
        if let Some(running) = self.running.take() {
            running.watch.stop();
        }
    }

    /// Says what a choice under the pointer would make of the plan, or that there is none.
    pub fn hover(&mut self, plan: Option<Plan>, now: f64) {
        self.hover.over(plan, now);
    }

    /// What has to be run for the choice under the pointer, if it has been there long enough.
    ///
    /// A few histories come first, then as many as what is on the screen stands on. Each time both the
    /// choice and the plan as it stands are played with the same luck, so that the difference between
    /// the two is that of the choice.
    pub fn follow_hover(&mut self, now: f64) -> Option<Order> {
        let wanted = self.wanted.clone()?;
        if !self.hover.has_rested(now) || !self.hover.may_ask() {
            return None;
        }
        let tried = Question { plan: self.hover.plan()?.clone(), ..wanted.clone() };
        let in_full = self.known(&wanted, true).is_some();
        if in_full && self.known(&tried, true).is_some() {
            return None;
        }
        let quick = [wanted, tried.clone()]
            .into_iter()
            .find(|question| self.known(question, false).is_none())
            .map(|question| (question, false));
        let full = (in_full && self.running.is_none()).then_some((tried, true));
        let (question, full) = quick.or(full)?;
        let order = self.order(question, if full { DEFAULT_HISTORIES } else { PREVIEW_HISTORIES });
        self.hover.ask(&order, full);
        Some(order)
    }

    /// What is known in answer to a question, from a full run or from a quick one.
    fn known(&self, question: &Question, full: bool) -> Option<&Projection> {
        let kept = if full { &self.kept } else { &self.quick };
        let answers = self.shown.iter().filter(|shown| full && shown.full).chain(kept);
        Some(&answers.into_iter().find(|answer| answer.question.same(question))?.projection)
    }

    /// In how many seconds the choice under the pointer will have been there long enough.
    pub fn hover_due_in(&self, now: f64) -> Option<f64> {
        self.hover.due_in(now)
    }

    /// Takes in how a run ended; what to tell the person, if it went wrong.
    pub fn handle(&mut self, ticket: u64, outcome: Result<Projection, NoAnswer>) -> Option<String> {
        if let Some((question, full)) = self.hover.handle(ticket, outcome.is_ok()) {
            if let Ok(projection) = outcome {
                self.keep(Answer { question, projection: Arc::new(projection), full });
            }
            return None;
        }
        let running = self.running.take_if(|running| running.ticket == ticket)?;
        match outcome {
            Ok(projection) => self.show(running, Arc::new(projection)),
            Err(NoAnswer::Stopped) => self.given_up = Some(running.question),
            Err(NoAnswer::Failed(why)) => {
                self.given_up = Some(running.question);
                return Some(format!("The projection failed, and what was shown before stays: {why}"));
            }
        }
        None
    }

    fn show(&mut self, running: Running, projection: Arc<Projection>) {
        let answer = Answer { question: running.question, projection, full: running.full };
        self.keep(answer.clone());
        self.put_up(answer);
    }

    /// Shows an answer; the last full one before it stays as what it is compared with.
    fn put_up(&mut self, answer: Answer) {
        let old = self.shown.replace(answer);
        if let Some(old) = old.filter(|old| old.full) {
            self.earlier = Some(old);
        }
    }

    /// What was shown before the last change, if it is still something else than what is shown.
    pub fn earlier(&self) -> Option<&Projection> {
        let (shown, earlier) = (self.shown.as_ref()?, self.earlier.as_ref()?);
        let differs = !earlier.question.same(&shown.question) && earlier.question.seed == shown.question.seed;
        differs.then_some(&*earlier.projection)
    }

    /// Another plan is looked at: what was shown before is no earlier state of it.
    pub fn forget_earlier(&mut self) {
        self.earlier = None;
        self.shown.iter_mut().for_each(|shown| shown.full = false);
    }

    /// Keeps an answer: it may soon be wanted again, or the choice be made that it answers.
    fn keep(&mut self, answer: Answer) {
        let answers = if answer.full { &mut self.kept } else { &mut self.quick };
        answers.push(answer);
        let surplus = answers.len().saturating_sub(KEPT);
        answers.drain(..surplus);
    }

    /// Stops the run for what is on the screen, until it changes or [`ProjectionCache::try_again`].
    pub fn give_up(&mut self) {
        self.stop_main();
        self.given_up = self.wanted.clone();
    }

    /// Takes up again what was given up.
    pub fn try_again(&mut self) {
        self.given_up = None;
    }

    /// The newest projection, and whether it is that of what is on the screen.
    pub fn shown(&self) -> Option<(&Projection, bool)> {
        let answer = self.shown.as_ref()?;
        let current = self.wanted.as_ref().is_some_and(|wanted| wanted.same(&answer.question));
        Some((&answer.projection, current))
    }

    /// The plan with the choice under the pointer made; and once it is known, what comes of it, beside
    /// what comes of the plan as it stands in the same histories.
    pub fn hovered(&self) -> Option<(&Plan, Option<[&Projection; 2]>)> {
        let (wanted, plan) = (self.wanted.as_ref()?, self.hover.plan()?);
        let tried = Question { plan: plan.clone(), ..wanted.clone() };
        let pair = |full| Some([self.known(&tried, full)?, self.known(wanted, full)?]);
        let known = self.hover.was_rested_on().then_some([true, false]);
        Some((plan, known.into_iter().flatten().find_map(pair)))
    }

    /// What the computation is doing.
    pub fn activity(&self, now: f64) -> Activity {
        match (&self.running, &self.given_up) {
            (Some(running), _) => {
                let (done, total) = running.watch.progress_so_far();
                Activity::Running { done, total, seconds: now - running.since }
            }
            (None, Some(_)) => Activity::GivenUp,
            (None, None) => Activity::Resting,
        }
    }
}

#[cfg(test)]
mod tests;

//! The questions of a report, which are answered at once, with one progress for all of them.

use crate::analysis::error::QueryError;
use crate::analysis::study::Study;
use crate::engine::Monitor;
use std::sync::atomic::{AtomicU64, Ordering};

/// A question of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What would follow from the plan.
    Projection,
    /// At which values another plan becomes best.
    Switching,
    /// How far each number moves the total.
    Tornado,
    /// Why every partner changes.
    Why,
    /// The plans side by side.
    Comparison,
}

impl Question {
    const ALL: [Question; 5] =
        [Question::Projection, Question::Switching, Question::Tornado, Question::Why, Question::Comparison];
}

/// Steps of each question, as the report counts them.
const STEPS: u64 = 1_000;

/// The questions that a report asks of a study, and how far their answers have come.
pub struct Questions<'a> {
    study: &'a Study<'a>,
    /// By question.
    is_asked: [bool; Question::ALL.len()],
    /// By question, up to [`STEPS`].
    done: [AtomicU64; Question::ALL.len()],
}

impl<'a> Questions<'a> {
    /// The questions of which `is_asked` is true; the others count as done.
    pub fn new(study: &'a Study<'a>, is_asked: impl Fn(Question) -> bool) -> Self {
        let is_asked = Question::ALL.map(is_asked);
        Questions {
            study,
            is_asked,
            done: is_asked.map(|asked| AtomicU64::new(if asked { 0 } else { STEPS })),
        }
    }

    /// The answer to a question, if it is asked.
    ///
    /// # Errors
    /// Those of the answer.
    pub fn answer<T>(
        &self,
        question: Question,
        ask: impl FnOnce(&Study<'_>) -> Result<T, QueryError>,
    ) -> Result<Option<T>, QueryError> {
        self.is_asked[question as usize].then(|| self.ask(question, ask)).transpose()
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// Those of the answer.
    pub fn ask<T>(
        &self,
        question: Question,
        ask: impl FnOnce(&Study<'_>) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        let monitor = PartOfProgress { questions: self, question };
        let answer = ask(&Study { monitor: &monitor, ..*self.study })?;
        // Not every answer tells its steps.
        monitor.progress(1, 1);
        Ok(answer)
    }
}

/// The part of one question in the progress of all.
struct PartOfProgress<'a> {
    questions: &'a Questions<'a>,
    question: Question,
}

impl Monitor for PartOfProgress<'_> {
    fn cancelled(&self) -> bool {
        self.questions.study.monitor.cancelled()
    }

    fn progress(&self, done: u64, total: u64) {
        let Questions { study, done: by_question, .. } = self.questions;
        let steps = STEPS * done.min(total) / total.max(1);
        // An answer in several runs begins again with each: what is done stays done.
        by_question[self.question as usize].fetch_max(steps, Ordering::Relaxed);
        let done = by_question.iter().map(|done| done.load(Ordering::Relaxed)).sum();
        study.monitor.progress(done, STEPS * by_question.len() as u64);
    }
}

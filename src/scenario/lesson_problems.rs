//! Why a lesson cannot be begun yet: what its teacher still has to write.

use super::{FEWEST_OPTIONS, Lesson, Step, StepKind};

/// A reason why a lesson cannot be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonProblem {
    /// The step, counted from 0; `None` for the lesson as a whole.
    pub step: Option<usize>,
    /// The reason and what to do about it, as a sentence.
    pub sentence: String,
}

impl Lesson {
    /// Why it cannot be begun yet, in the order of its steps; empty if it can.
    pub fn problems(&self) -> Vec<LessonProblem> {
        if self.steps.is_empty() {
            let sentence = "This lesson has no steps yet.".into();
            return vec![LessonProblem { step: None, sentence }];
        }
        let of_step = |(index, step): (usize, &Step)| {
            let what = self.problem(index)?;
            let sentence = format!("Step {}, “{}”: {what}", index + 1, step.name());
            Some(LessonProblem { step: Some(index), sentence })
        };
        self.steps.iter().enumerate().filter_map(of_step).collect()
    }

    /// What is missing in a step.
    fn problem(&self, step: usize) -> Option<String> {
        match &self.steps.get(step)?.kind {
            StepKind::Vote { options, .. } => {
                let written = options.iter().filter(|option| !option.is_blank()).count();
                let blank = options.iter().any(|option| option.is_blank());
                if written < FEWEST_OPTIONS {
                    Some(format!(
                        "a vote needs {FEWEST_OPTIONS} options at least, and {written} can be read. Write a text \
                         or choose a plan."
                    ))
                } else {
                    blank.then(|| "an option is empty. Write a text, choose a plan, or remove it.".into())
                }
            }
            StepKind::VoteAgain if self.vote_before(step).is_none() => {
                Some("there is no vote before it to be repeated.".into())
            }
            StepKind::Exit { question } if question.trim().is_empty() => {
                Some("the exit question is not written yet.".into())
            }
            StepKind::Brief
            | StepKind::Explore { .. }
            | StepKind::Predict { .. }
            | StepKind::VoteAgain
            | StepKind::Discuss
            | StepKind::RolePlay { .. }
            | StepKind::Reveal { .. }
            | StepKind::Why { .. }
            | StepKind::WhatHappened
            | StepKind::Debrief { .. }
            | StepKind::Exit { .. } => None,
        }
    }

    /// Whether every step that votes again has a vote before it; an edit that breaks this is refused.
    pub fn repeats_only_votes(&self) -> bool {
        let is_repeat = |step: &Step| step.kind == StepKind::VoteAgain;
        let repeats = self.steps.iter().enumerate().filter(|(_, step)| is_repeat(step));
        repeats.into_iter().all(|(index, _)| self.vote_before(index).is_some())
    }
}

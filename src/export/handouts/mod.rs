//! Cards and paper for a lesson: the brief, a role sheet for every actor, the prediction sheet, voting cards, the exit
//! question, and the teacher's key.
//!
//! What is handed out tells nothing of what happened; the key stands last, on pages of its own.

mod brief;
mod cards;
mod key;
mod roles;
mod sheets;

use super::paper::Paper;
use crate::lesson::results::LessonResults;
use crate::scenario::{BallotOption, Lesson, Scenario, StepKind};

/// What the papers are made of.
#[derive(Clone, Copy, Debug)]
pub struct HandoutInput<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// The lesson.
    pub lesson: &'a Lesson,
    /// The model's results for it.
    pub results: &'a LessonResults,
    /// The map on the eve of the meeting, as SVG; `None` where nobody painted it.
    pub map: Option<&'a str>,
}

/// The papers of a lesson, in the order in which they are needed.
pub fn handouts(of: HandoutInput<'_>) -> Paper {
    let about = &of.scenario.about;
    let title = if about.title.is_empty() { "A disclosure decision" } else { &about.title };
    let mut paper = Paper::titled(title, format!("Cards and paper for the lesson “{}”", of.lesson.name));
    brief::add(&mut paper, of);
    roles::add(&mut paper, of.scenario);
    sheets::add_prediction(&mut paper, of);
    cards::add(&mut paper, of.lesson);
    sheets::add_exit(&mut paper, of);
    key::add(&mut paper, of);
    paper
}

impl<'a> HandoutInput<'a> {
    /// The options that the class votes on: those of the first vote.
    fn options(&self) -> &'a [BallotOption] {
        let vote = self.lesson.steps.iter().find_map(|step| match &step.kind {
            StepKind::Vote { options, .. } => Some(&options[..]),
            _ => None,
        });
        vote.unwrap_or(&[])
    }
}

//! Two classes side by side: what each voted before and after the talk, and what each predicted.

use super::prediction::{Forecast, Outlook, Prediction, Target};
use super::session::ClassSession;
use super::votes::letter;
use crate::scenario::{Material, Scenario, StepKind};

/// What two classes have in common, side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoClasses {
    /// The questions that both were asked.
    pub questions: Vec<ComparedQuestion>,
    /// The partners and materials that both predicted.
    pub predictions: Vec<ComparedPrediction>,
}

/// A question that two classes voted on.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedQuestion {
    /// The question.
    pub question: String,
    /// Its options.
    pub options: Vec<ComparedOption>,
    /// The number of first votes in each class.
    pub voters: [u64; 2],
}

/// An option that two classes could choose.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedOption {
    /// Its letter.
    pub letter: char,
    /// Its text.
    pub text: String,
    /// For each class the share of its first and of its second votes; `None` where it did not vote.
    pub shares: [[Option<f64>; 2]; 2],
}

/// A partner and material that two classes predicted.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedPrediction {
    /// The partner and the material.
    pub target: Target,
    /// The mean forecast of each class.
    pub forecasts: [Forecast; 2],
    /// The number of predictions in each class.
    pub predictions: [usize; 2],
}

impl TwoClasses {
    /// Puts two sessions of a case side by side. Questions are the same if they and all their options read alike.
    pub fn of(scenario: &Scenario, sessions: [&ClassSession; 2]) -> Self {
        let [one, other] = sessions;
        let mut both = TwoClasses::default();
        for first in votes(one) {
            let same = votes(other).find(|second| read_alike(scenario, [one, other], [first, *second]));
            both.questions.extend(same.and_then(|second| question(scenario, sessions, [first, second])));
        }
        for partner in scenario.partnerships.keys() {
            for material in Material::ALL {
                let target = Target { partner: partner.clone(), material };
                both.predictions.extend(prediction(sessions, target));
            }
        }
        both
    }

    /// Whether they have nothing in common.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.predictions.is_empty()
    }
}

/// The places of the steps that put a question of their own to the vote.
fn votes(session: &ClassSession) -> impl Iterator<Item = usize> {
    let steps = session.lesson.steps.iter().enumerate();
    steps.filter(|(_, step)| matches!(step.kind, StepKind::Vote { .. })).map(|(place, _)| place)
}

fn read_alike(scenario: &Scenario, sessions: [&ClassSession; 2], steps: [usize; 2]) -> bool {
    let ballot = |class: usize| sessions[class].lesson.ballot(steps[class]);
    let (Some(one), Some(other)) = (ballot(0), ballot(1)) else { return false };
    one.question == other.question
        && one.options.len() == other.options.len()
        && one
            .options
            .iter()
            .zip(other.options)
            .all(|(one, other)| scenario.option_text(one) == scenario.option_text(other))
}

fn question(
    scenario: &Scenario,
    sessions: [&ClassSession; 2],
    steps: [usize; 2],
) -> Option<ComparedQuestion> {
    let ballot = sessions[0].lesson.ballot(steps[0])?;
    let tallies = [0, 1].map(|class: usize| {
        let session = sessions[class];
        let again = session.lesson.vote_after(steps[class]);
        [session.tally(steps[class]), again.and_then(|again| session.tally(again))]
    });
    let share = |class: usize, vote: usize, option: usize| {
        tallies[class][vote].as_ref().and_then(|tally| tally.share(std::iter::once(option)))
    };
    let option = |(place, option)| ComparedOption {
        letter: letter(place),
        text: scenario.option_text(option).to_owned(),
        shares: [0, 1].map(|class| [0, 1].map(|vote| share(class, vote, place))),
    };
    Some(ComparedQuestion {
        question: ballot.question.to_owned(),
        options: ballot.options.iter().enumerate().map(option).collect(),
        voters: [0, 1].map(|class: usize| tallies[class][0].as_ref().map_or(0, |tally| tally.total())),
    })
}

fn prediction(sessions: [&ClassSession; 2], target: Target) -> Option<ComparedPrediction> {
    let forecasts = sessions.map(|session| {
        let steps = 0..session.lesson.steps.len();
        let forecast = |prediction: &Prediction| prediction.answer(&target)?.forecast();
        let all = steps.flat_map(|step| session.predictions(step)).filter_map(forecast);
        all.collect::<Vec<Forecast>>()
    });
    let [one, other] = [0, 1].map(|class: usize| Forecast::mean(&forecasts[class]));
    let predictions = [forecasts[0].len(), forecasts[1].len()];
    Some(ComparedPrediction { target, forecasts: [one?, other?], predictions })
}

impl ComparedPrediction {
    /// The shares of an outlook in both classes.
    pub fn shares(&self, outlook: Outlook) -> [f64; 2] {
        self.forecasts.map(|forecast| forecast.0[outlook.index()])
    }
}

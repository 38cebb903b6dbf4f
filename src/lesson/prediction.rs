//! Predictions: what a person or team expects partners to do, said before it is shown.

use super::shares;
pub use crate::analysis::outlook::Outlook;
use crate::scenario::{ActorId, Material, PlanId};
use serde::{Deserialize, Serialize};

/// What a prediction is about: a partner and a material.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The partner.
    pub partner: ActorId,
    /// The material.
    pub material: Material,
}

/// The answer about one target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A word, and how sure the predictor is of it, from a third (a guess) to 1.
    Word {
        /// The word.
        outlook: Outlook,
        /// The probability of it, 0 to 1.
        #[serde(deserialize_with = "shares::read")]
        confidence: f64,
    },
    /// The mean willingness in month 12, from 0 to 1.
    Willingness(#[serde(deserialize_with = "shares::read")] f64),
}

/// The probabilities of the three outlooks, in the order of [`Outlook::ALL`]; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast(pub [f64; 3]);

/// The probability of a word that is only guessed.
pub const GUESS: f64 = 1.0 / 3.0;

impl Forecast {
    /// Certain of one outlook.
    pub fn certain(outlook: Outlook) -> Self {
        Forecast::worded(outlook, 1.0)
    }

    /// A word with a confidence; the rest is shared evenly by the other two.
    pub fn worded(outlook: Outlook, confidence: f64) -> Self {
        let confidence = confidence.clamp(0.0, 1.0);
        let mut shares = [(1.0 - confidence) / 2.0; 3];
        shares[outlook.index()] = confidence;
        Forecast(shares)
    }

    /// The mean of several; `None` of none.
    pub fn mean(all: &[Forecast]) -> Option<Self> {
        if all.is_empty() {
            return None;
        }
        let of = |outlook: usize| all.iter().map(|one| one.0[outlook]).sum::<f64>() / all.len() as f64;
        Some(Forecast([of(0), of(1), of(2)]))
    }

    /// The probability that it falls at all.
    pub fn fall(&self) -> f64 {
        self.0[1] + self.0[2]
    }

    /// The likeliest outlook; the graver of equally likely ones.
    pub fn likeliest(&self) -> Outlook {
        let mut likeliest = Outlook::NoChange;
        for outlook in Outlook::ALL {
            if self.0[outlook.index()] >= self.0[likeliest.index()] {
                likeliest = outlook;
            }
        }
        likeliest
    }
}

impl Answer {
    /// The forecast in it, if it is in words.
    pub fn forecast(&self) -> Option<Forecast> {
        match *self {
            Answer::Word { outlook, confidence } => Some(Forecast::worded(outlook, confidence)),
            Answer::Willingness(_) => None,
        }
    }
}

/// What one person or team predicts. Sealed until the reveal: nothing but the name and that it is there is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// The name or code of who predicts.
    pub who: String,
    /// The answers; a target that is not there was left open.
    pub answers: Vec<(Target, Answer)>,
    /// The plan it would choose, if it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
}

impl Prediction {
    /// The answer about a target.
    pub fn answer(&self, target: &Target) -> Option<&Answer> {
        self.answers.iter().find(|(about, _)| about == target).map(|(_, answer)| answer)
    }
}

//! Scores of predictions: the Brier score against the shares of histories or against what happened, and how a
//! predictor did beside others.
//!
//! The score teaches calibration and is no grade: it is never summed up to a mark (Bickel 2010).

use super::prediction::{Forecast, Outlook};
use crate::analysis::number_format::percent;

/// The outcome that forecasts are scored against: how often each outlook came, in the order of [`Outlook::ALL`].
///
/// Of a projection these are the shares of histories; of the record, all is one outlook. The record of a fall does not say
/// how deep it was: then both falls stand for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// The shares of histories; they sum to 1.
    Shares([f64; 3]),
    /// It fell, or did not.
    Fell(bool),
}

impl Outcome {
    /// The Brier score of a forecast, from 0 (certain and right) to 2 (certain and wrong), expected over the outcome.
    ///
    /// Σ_o P(o) Σ_k (f_k − 1[k = o])²; for an outcome that says only whether it fell, over the two classes.
    pub fn brier(&self, forecast: &Forecast) -> f64 {
        match *self {
            Outcome::Shares(shares) => {
                let of = |came: usize| {
                    let error =
                        |(outlook, chance): (usize, &f64)| (chance - f64::from(outlook == came)).powi(2);
                    forecast.0.iter().enumerate().map(error).sum::<f64>()
                };
                (0..3).map(|came| shares[came] * of(came)).sum()
            }
            Outcome::Fell(fell) => 2.0 * (forecast.fall() - f64::from(fell)).powi(2),
        }
    }

    /// The forecast that is best against it: its own shares.
    pub fn best(&self) -> Option<Forecast> {
        match *self {
            Outcome::Shares(shares) => Some(Forecast(shares)),
            Outcome::Fell(_) => None,
        }
    }
}

/// Who forecasts beside the members of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Competitor {
    /// The mean forecast of the class.
    Crowd,
    /// “Nothing ever changes.”
    NoChange,
    /// The shares of the model's histories.
    Model,
    /// The record, taken as a forecast.
    Record,
}

impl Competitor {
    /// All four.
    pub const ALL: [Competitor; 4] =
        [Competitor::Crowd, Competitor::NoChange, Competitor::Model, Competitor::Record];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Competitor::Crowd => "mean of the class",
            Competitor::NoChange => "“nothing ever changes”",
            Competitor::Model => "the model’s average",
            Competitor::Record => "the record",
        }
    }
}

/// The score of a competitor, or of a member of the class.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored<Name> {
    /// Who forecast.
    pub who: Name,
    /// The forecast.
    pub forecast: Forecast,
    /// The Brier score: lower is better.
    pub brier: f64,
}

/// The scores about one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Scoreboard {
    /// The class, in the order in which it answered.
    pub class: Vec<Scored<String>>,
    /// Those beside it that there are.
    pub competitors: Vec<Scored<Competitor>>,
}

/// What is known beside the answers of a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The shares of the model's histories, if they are shown.
    pub model: Option<[f64; 3]>,
    /// Whether it fell on record, if that is known.
    pub record: Option<bool>,
}

impl Scoreboard {
    /// Scores a class and its competitors against an outcome.
    pub fn of(class: &[(String, Forecast)], known: Known, outcome: Outcome) -> Self {
        let forecasts: Vec<Forecast> = class.iter().map(|(_, forecast)| *forecast).collect();
        let forecast_of = |competitor: Competitor| match competitor {
            Competitor::Crowd => Forecast::mean(&forecasts),
            Competitor::NoChange => Some(Forecast::certain(Outlook::NoChange)),
            Competitor::Model => known.model.map(Forecast),
            Competitor::Record => known.record.map(recorded_forecast),
        };
        let competitor = |who: Competitor| {
            let forecast = forecast_of(who)?;
            Some(Scored { who, forecast, brier: outcome.brier(&forecast) })
        };
        let member = |(who, forecast): &(String, Forecast)| Scored {
            who: who.clone(),
            forecast: *forecast,
            brier: outcome.brier(forecast),
        };
        Scoreboard {
            class: class.iter().map(member).collect(),
            competitors: Competitor::ALL.into_iter().filter_map(competitor).collect(),
        }
    }

    /// The score of a competitor, if it is there.
    pub fn competitor(&self, who: Competitor) -> Option<f64> {
        self.competitors.iter().find(|scored| scored.who == who).map(|scored| scored.brier)
    }

    /// The share of the class that a score beats; `None` without a class.
    pub fn beats(&self, brier: f64) -> Option<f64> {
        let beaten = self.class.iter().filter(|member| brier < member.brier - SAME).count();
        (!self.class.is_empty()).then(|| beaten as f64 / self.class.len() as f64)
    }
}

/// How a score stands among the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The share of the class that it beats; `None` where the class has no other member.
    pub beats: Option<f64>,
    /// The competitors that it beats.
    pub nearer_than: Vec<Competitor>,
    /// Those that it does not beat.
    pub no_nearer_than: Vec<Competitor>,
}

impl Scoreboard {
    /// How the mean of the class stands; `None` without a class. What the outcome is taken from is no competitor.
    pub fn of_crowd(&self, outcome: &Outcome) -> Option<Standing> {
        let itself = match outcome {
            Outcome::Shares(_) => Competitor::Model,
            Outcome::Fell(_) => Competitor::Record,
        };
        let brier = self.competitor(Competitor::Crowd)?;
        let others =
            self.competitors.iter().filter(|scored| ![Competitor::Crowd, itself].contains(&scored.who));
        let (beaten, rest): (Vec<_>, Vec<_>) = others.partition(|scored| brier < scored.brier - SAME);
        let names = |scored: Vec<&Scored<Competitor>>| scored.into_iter().map(|scored| scored.who).collect();
        Some(Standing {
            beats: self.beats(brier).filter(|_| self.class.len() > 1),
            nearer_than: names(beaten),
            no_nearer_than: names(rest),
        })
    }
}

impl Standing {
    /// The standing in a sentence: “The mean of the class is nearer to the model than 60 % of you and than the record; no
    /// nearer than ‘nothing ever changes’.”
    pub fn in_words(&self, who: &str, to: &str, of_the_class: &str) -> String {
        let names =
            |all: &[Competitor]| all.iter().map(|of| format!("than {}", of.name())).collect::<Vec<_>>();
        let beaten = self.beats.map(|share| format!("than {} {of_the_class}", percent(share)));
        let beaten: Vec<String> = beaten.into_iter().chain(names(&self.nearer_than)).collect();
        let rest = names(&self.no_nearer_than);
        match (&beaten[..], &rest[..]) {
            ([], []) => format!("There is nobody beside {who}."),
            ([], rest) => format!("{who} is no nearer to {to} {}.", rest.join(" and ")),
            (beaten, []) => format!("{who} is nearer to {to} {}.", beaten.join(" and ")),
            (beaten, rest) => {
                format!("{who} is nearer to {to} {}; no nearer {}.", beaten.join(" and "), rest.join(" and "))
            }
        }
    }
}

/// The record as a forecast. How deep a fall was is not on record, so that both falls get half.
fn recorded_forecast(fell: bool) -> Forecast {
    if fell { Forecast([0.0, 0.5, 0.5]) } else { Forecast::certain(Outlook::NoChange) }
}

/// Scores that differ by less are the same to rounding.
const SAME: f64 = 1e-9;

/// How far predictions of a share are from the model's mean: the mean absolute error, in shares of full willingness from
/// 0 (right) to 1. The Brier score is for probabilities; a share is a size, for which an error in points can be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareErrors {
    /// The mean error of the members of the class.
    pub members: f64,
    /// The error of the mean of the class, which is never larger.
    pub crowd: f64,
    /// The error of “nothing ever changes”.
    pub no_change: f64,
    /// The share of the class that the mean of the class beats.
    pub beaten: f64,
}

impl ShareErrors {
    /// The errors of a class against the model's mean, where nothing said would leave another; `None` without a class.
    pub fn of(guesses: &[f64], model: f64, unsaid: f64) -> Option<Self> {
        if guesses.is_empty() {
            return None;
        }
        let count = guesses.len() as f64;
        let error = |guess: f64| (guess - model).abs();
        let crowd = error(guesses.iter().sum::<f64>() / count);
        let beaten = guesses.iter().filter(|guess| crowd < error(**guess) - SAME).count();
        Some(ShareErrors {
            members: guesses.iter().map(|guess| error(*guess)).sum::<f64>() / count,
            crowd,
            no_change: error(unsaid),
            beaten: beaten as f64 / count,
        })
    }
}

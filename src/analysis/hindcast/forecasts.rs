//! The probabilities of several cases beside forecasts that need no model: the base rate, that nothing ever falls, and
//! a rule of one line.

use super::Hindcasts;
use super::probability::{
    ContentForecast, ContentScores, EventForecast, EventScores, NO_FALL, Reliability, Voice,
    content_base_rate, event_base_rate, reliability,
};
use super::{Hindcast, PartnerHindcast, Question, count};
use crate::analysis::number_format::{fixed, percent, points, whole};
use crate::scenario::{MethodsOutcome, Observed};

/// A way to forecast what a partner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecaster {
    /// The share of histories.
    Model,
    /// How often it happened in all other cases.
    BaseRate,
    /// Nothing ever happens.
    Never,
    /// Certain either way, from the plan alone.
    Rule,
}

/// What the rule of one line says of a fall: restricted, the most frequent kind on record.
const RULE_FALL: [f64; 4] = [0.0, 0.0, 1.0, 0.0];

impl Forecaster {
    /// All four, the model first.
    pub const ALL: [Forecaster; 4] =
        [Forecaster::Model, Forecaster::BaseRate, Forecaster::Never, Forecaster::Rule];

    /// Key in tables: “base_rate”.
    pub fn key(self) -> &'static str {
        match self {
            Forecaster::Model => "model",
            Forecaster::BaseRate => "base_rate",
            Forecaster::Never => "never",
            Forecaster::Rule => "rule",
        }
    }

    /// Its name where content is forecast.
    pub fn name_for_content(self) -> &'static str {
        match self {
            Forecaster::Model => "model",
            Forecaster::BaseRate => "base rate of the other cases",
            Forecaster::Never => "nothing ever falls",
            Forecaster::Rule => "falls if unpermitted and deliberate",
        }
    }

    /// Its name where sources and methods are forecast.
    pub fn name_for_methods(self) -> &'static str {
        match self {
            Forecaster::Model => "model",
            Forecaster::BaseRate => "base rate of the other cases",
            Forecaster::Never => "nothing is ever tightened",
            Forecaster::Rule => "tightened if unpermitted",
        }
    }
}

/// The mean scores of one way to forecast one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreLine {
    /// What is forecast: that content falls, or that sources and methods are tightened.
    pub question: Question,
    /// The way.
    pub by: Forecaster,
    /// Its name.
    pub name: &'static str,
    /// The scores of the event.
    pub event: EventScores,
    /// The ranked probability score, for content.
    pub ranked: Option<f64>,
    /// The Brier score with narrow falls counted as none, for content.
    pub brier_without_narrow: Option<f64>,
}

impl ScoreLine {
    /// The scores as they are written: Brier, Brier without narrow falls, logarithm, ranked; empty where there is
    /// none.
    pub fn cells(&self) -> [String; 4] {
        let cell = |score: Option<f64>| score.map_or_else(String::new, |score| fixed(score, 3));
        let EventScores { brier, logarithmic, .. } = self.event;
        [cell(Some(brier)), cell(self.brier_without_narrow), cell(Some(logarithmic)), cell(self.ranked)]
    }
}

/// A number of cases, weighted or not, with its noun: “1 case”, “12.5 cases”.
pub fn counted_cases(cases: f64) -> String {
    if cases == 1.0 { "1 case".into() } else { format!("{} cases", count(cases)) }
}

/// How often it happened in a band of reliability, in words: “0 to 5%: 3 cases, mean 1%, happened in 1”.
pub fn reliability_in_words(of: &Reliability) -> String {
    let [low, high] = of.band.map(|end| whole(points(end)));
    let cases = counted_cases(of.cases);
    match of.mean_chance {
        Some(mean) => {
            format!(
                "{low} to {high}\u{a0}%: {cases}, mean {}, happened in {}",
                percent(mean),
                count(of.happened)
            )
        }
        None => format!("{low} to {high}\u{a0}%: no case"),
    }
}

impl Hindcasts {
    /// Every way to forecast, for content and then for sources and methods, on the same cases.
    pub fn score_lines(&self) -> Vec<ScoreLine> {
        let content = |by: Forecaster| {
            let ContentScores { fall, ranked, brier_without_narrow } = self.content_scores(by);
            ScoreLine {
                question: Question::ContentFalls,
                by,
                name: by.name_for_content(),
                event: fall,
                ranked: Some(ranked),
                brier_without_narrow: Some(brier_without_narrow),
            }
        };
        let methods = |by: Forecaster| ScoreLine {
            question: Question::MethodsTightened,
            by,
            name: by.name_for_methods(),
            event: self.methods_scores(by),
            ranked: None,
            brier_without_narrow: None,
        };
        Forecaster::ALL.into_iter().map(content).chain(Forecaster::ALL.into_iter().map(methods)).collect()
    }

    /// How reliable the model's probabilities were where it said “almost never” of a fall of content, in a sentence.
    pub fn almost_never(&self) -> String {
        let [band, ..] = self.content_reliability();
        let said =
            format!("“almost never” for content (a fall in {} of histories or fewer)", percent(band.band[1]));
        if band.cases == 0.0 {
            return format!("In none of these cases did the model say {said}.");
        }
        format!(
            "Where the model said {said}, history said otherwise in {} of {}.",
            count(band.happened),
            counted_cases(band.cases)
        )
    }

    /// The forecasts of content, of every partner whose content is on record.
    pub fn content_forecasts(&self, by: Forecaster) -> Vec<ContentForecast> {
        let forecast = |voice: Voice, partner: &PartnerHindcast| {
            let happened = partner.recorded_content?.was;
            let chances = match by {
                Forecaster::Model | Forecaster::BaseRate => partner.chances.content,
                Forecaster::Never => NO_FALL,
                Forecaster::Rule if partner.unpermitted && partner.deliberate => RULE_FALL,
                Forecaster::Rule => NO_FALL,
            };
            Some(ContentForecast { voice, chances, happened, scope: partner.recorded_scope })
        };
        let forecasts = self.each(|partner| partner.recorded_content.is_some(), forecast);
        if by == Forecaster::BaseRate { content_base_rate(&forecasts) } else { forecasts }
    }

    /// The forecasts that sources and methods are tightened, of every partner where that is on record.
    pub fn methods_forecasts(&self, by: Forecaster) -> Vec<EventForecast> {
        let forecast = |voice: Voice, partner: &PartnerHindcast| {
            let Observed { was, .. } = partner.recorded_methods?;
            let chance = match by {
                Forecaster::Model | Forecaster::BaseRate => partner.chances.tightened,
                Forecaster::Never => 0.0,
                Forecaster::Rule => f64::from(u8::from(partner.unpermitted)),
            };
            Some(EventForecast { voice, chance, happened: was == MethodsOutcome::Tightened })
        };
        let forecasts = self.each(|partner| partner.recorded_methods.is_some(), forecast);
        if by == Forecaster::BaseRate { event_base_rate(&forecasts) } else { forecasts }
    }

    /// A forecast of each partner on record, with its share of its case's voice.
    fn each<F>(
        &self,
        recorded: impl Fn(&PartnerHindcast) -> bool,
        forecast: impl Fn(Voice, &PartnerHindcast) -> Option<F>,
    ) -> Vec<F> {
        let of_case = |(case, hindcast): (usize, &Hindcast)| {
            let partners: Vec<&PartnerHindcast> =
                hindcast.partners.iter().filter(|partner| recorded(partner)).collect();
            let voice = Voice { case, share: 1.0 / partners.len().max(1) as f64 };
            partners.into_iter().filter_map(|partner| forecast(voice, partner)).collect::<Vec<F>>()
        };
        self.cases.iter().map(|case| &case.hindcast).enumerate().flat_map(of_case).collect()
    }

    /// The scores of the forecasts of content.
    pub fn content_scores(&self, by: Forecaster) -> ContentScores {
        let scores = ContentScores::of(&self.content_forecasts(by));
        match by {
            Forecaster::Model | Forecaster::Never | Forecaster::Rule => scores,
            // Where narrow falls count as none, they are none in the other cases too.
            Forecaster::BaseRate => {
                let recorded = self.content_forecasts(Forecaster::Model);
                let recoded: Vec<ContentForecast> =
                    recorded.into_iter().map(ContentForecast::without_narrow_falls).collect();
                let brier_without_narrow = ContentScores::of(&content_base_rate(&recoded)).fall.brier;
                ContentScores { brier_without_narrow, ..scores }
            }
        }
    }

    /// The scores of the forecasts of sources and methods.
    pub fn methods_scores(&self, by: Forecaster) -> EventScores {
        EventScores::of(&self.methods_forecasts(by))
    }

    /// How often content fell where the model gave it a probability in each band.
    pub fn content_reliability(&self) -> [Reliability; 4] {
        let falls: Vec<EventForecast> =
            self.content_forecasts(Forecaster::Model).into_iter().map(ContentForecast::fall).collect();
        reliability(&falls)
    }

    /// How often sources and methods were tightened where the model gave that a probability in each band.
    pub fn methods_reliability(&self) -> [Reliability; 4] {
        reliability(&self.methods_forecasts(Forecaster::Model))
    }
}

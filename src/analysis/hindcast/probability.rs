//! How good probabilities were (model, section 16): scores of forecasts against what happened, beside forecasts
//! that need no model.

use crate::scenario::{ContentOutcome, Scope};

/// Probabilities are held this far from certainty before their logarithm is taken, so that one surprise does
/// not make the score infinite.
const CERTAINTY: f64 = 0.001;

/// Lower and upper ends of the bands in which reliability is looked at.
pub const BANDS: [[f64; 2]; 4] = [[0.0, 0.05], [0.05, 0.25], [0.25, 0.75], [0.75, 1.0]];

/// How much a forecast counts: a case has one voice, which the partners on its record share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Voice {
    /// The number of the case.
    pub case: usize,
    /// The share of the case's voice, above 0 and at most 1.
    pub share: f64,
}

/// A forecast that something happens, and whether it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventForecast {
    /// How much it counts.
    pub voice: Voice,
    /// The probability that it happens.
    pub chance: f64,
    /// Whether it happened.
    pub happened: bool,
}

/// A forecast of what becomes of a partner's sharing of content, and what did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContentForecast {
    /// How much it counts.
    pub voice: Voice,
    /// The probability of each of [`ContentOutcome::ALL`]; they sum to 1.
    pub chances: [f64; 4],
    /// What happened.
    pub happened: ContentOutcome,
    /// How much of the sharing a fall concerned, where that is recorded.
    pub scope: Option<Scope>,
}

impl ContentForecast {
    /// The forecast that content falls at all.
    pub fn fall(self) -> EventForecast {
        EventForecast { voice: self.voice, chance: 1.0 - self.chances[0], happened: self.happened.falls() }
    }

    /// The same with a narrow fall counted as none.
    pub(super) fn without_narrow_falls(self) -> Self {
        let narrow = self.scope == Some(Scope::Narrow);
        ContentForecast { happened: if narrow { ContentOutcome::NoFall } else { self.happened }, ..self }
    }
}

/// Mean scores of forecasts of an event; 0 is best for each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EventScores {
    /// How many cases stand behind them.
    pub cases: f64,
    /// Brier score (G. Brier, Monthly Weather Review 78, 1950): the squared difference of the probability from 1
    /// where it happened and 0 where it did not.
    pub brier: f64,
    /// Logarithmic score: minus the logarithm of the probability of what happened.
    pub logarithmic: f64,
}

impl EventScores {
    /// The scores of some forecasts; all 0 without any.
    pub fn of(forecasts: &[EventForecast]) -> Self {
        let voices = |forecast: &EventForecast| forecast.voice.share;
        EventScores {
            cases: cases(forecasts, voices),
            brier: mean(forecasts, voices, |forecast| brier(forecast.chance, forecast.happened)),
            logarithmic: mean(forecasts, voices, |forecast| logarithmic(forecast.chance, forecast.happened)),
        }
    }
}

/// Mean scores of forecasts of content; 0 is best for each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ContentScores {
    /// Scores of the forecast that it falls at all.
    pub fall: EventScores,
    /// Ranked probability score (E. Epstein, J. Applied Meteorology 8, 1969) over none, paused, restricted and
    /// cut off; 0 to 1.
    pub ranked: f64,
    /// The Brier score of a fall where narrow falls are counted as none.
    pub brier_without_narrow: f64,
}

impl ContentScores {
    /// The scores of some forecasts; all 0 without any.
    pub fn of(forecasts: &[ContentForecast]) -> Self {
        let falls = |of: fn(ContentForecast) -> ContentForecast| -> Vec<EventForecast> {
            forecasts.iter().map(|forecast| of(*forecast).fall()).collect()
        };
        let voices = |forecast: &ContentForecast| forecast.voice.share;
        ContentScores {
            fall: EventScores::of(&falls(|forecast| forecast)),
            ranked: mean(forecasts, voices, |forecast| ranked(forecast.chances, forecast.happened)),
            brier_without_narrow: EventScores::of(&falls(ContentForecast::without_narrow_falls)).brier,
        }
    }
}

/// How many cases stand behind some forecasts; a plain `sum` of none would be −0.
fn cases<F>(forecasts: &[F], voice: impl Fn(&F) -> f64) -> f64 {
    forecasts.iter().map(voice).fold(0.0, |sum, share| sum + share)
}

/// The mean of a score over forecasts, each weighed by its voice; 0 without any.
fn mean<F>(forecasts: &[F], voice: impl Fn(&F) -> f64, score: impl Fn(&F) -> f64) -> f64 {
    let cases = cases(forecasts, &voice);
    let sum: f64 = forecasts.iter().map(|forecast| voice(forecast) * score(forecast)).sum();
    if cases > 0.0 { sum / cases } else { 0.0 }
}

fn brier(chance: f64, happened: bool) -> f64 {
    let difference = chance - f64::from(u8::from(happened));
    difference * difference
}

fn logarithmic(chance: f64, happened: bool) -> f64 {
    let chance = chance.clamp(CERTAINTY, 1.0 - CERTAINTY);
    -(if happened { chance } else { 1.0 - chance }).ln()
}

fn ranked(chances: [f64; 4], happened: ContentOutcome) -> f64 {
    let (mut forecast, mut sum) = (0.0, 0.0);
    for (class, chance) in chances.iter().enumerate().take(3) {
        forecast += chance;
        let observed = f64::from(u8::from(happened as usize <= class));
        sum += (forecast - observed) * (forecast - observed);
    }
    sum / 3.0
}

/// The chances of content if nothing ever falls.
pub const NO_FALL: [f64; 4] = [1.0, 0.0, 0.0, 0.0];

/// What the other cases would let one expect of content: how often each outcome happened in them.
///
/// Of a single case nothing can be said from others; it expects no fall.
pub fn content_base_rate(forecasts: &[ContentForecast]) -> Vec<ContentForecast> {
    let of_others = |forecast: &ContentForecast| {
        let others: Vec<ContentForecast> = others(forecasts, |of| of.voice, forecast.voice);
        let share = |outcome: ContentOutcome| {
            mean(&others, |of| of.voice.share, |of| f64::from(u8::from(of.happened == outcome)))
        };
        let chances = if others.is_empty() { NO_FALL } else { ContentOutcome::ALL.map(share) };
        ContentForecast { chances, ..*forecast }
    };
    forecasts.iter().map(of_others).collect()
}

/// What the other cases would let one expect of an event: in how many of them it happened; 0 without others.
pub fn event_base_rate(forecasts: &[EventForecast]) -> Vec<EventForecast> {
    let of_others = |forecast: &EventForecast| {
        let others: Vec<EventForecast> = others(forecasts, |of| of.voice, forecast.voice);
        let chance = mean(&others, |of| of.voice.share, |of| f64::from(u8::from(of.happened)));
        EventForecast { chance, ..*forecast }
    };
    forecasts.iter().map(of_others).collect()
}

/// The forecasts of all other cases.
fn others<F: Copy>(forecasts: &[F], voice: impl Fn(&F) -> Voice, of: Voice) -> Vec<F> {
    forecasts.iter().filter(|forecast| voice(forecast).case != of.case).copied().collect()
}

/// How often an event happened where its probability lay in a band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// Lower and upper end of the band; the upper end belongs to it.
    pub band: [f64; 2],
    /// How many cases lie in it.
    pub cases: f64,
    /// Their mean probability; `None` if there are none.
    pub mean_chance: Option<f64>,
    /// In how many of them it happened.
    pub happened: f64,
}

/// Reliability in each of [`BANDS`].
pub fn reliability(forecasts: &[EventForecast]) -> [Reliability; 4] {
    BANDS.map(|band| {
        let inside = |chance: f64| chance <= band[1] && (chance > band[0] || band[0] == 0.0);
        let of_band: Vec<EventForecast> =
            forecasts.iter().filter(|forecast| inside(forecast.chance)).copied().collect();
        let voices = |forecast: &EventForecast| forecast.voice.share;
        Reliability {
            band,
            cases: cases(&of_band, voices),
            mean_chance: (!of_band.is_empty()).then(|| mean(&of_band, voices, |forecast| forecast.chance)),
            happened: cases(&of_band, |forecast| if forecast.happened { voices(forecast) } else { 0.0 }),
        }
    })
}

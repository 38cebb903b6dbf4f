//! How good probabilities were (model, section 16): scores of forecasts against what happened, beside forecasts
//! that need no model.

use crate::scenario::{ContentOutcome, Scope};

/// Probabilities are held this far from certainty before their logarithm is taken, so that one surprise does
/// not make the score infinite.
const CERTAINTY: f64 = 0.001;

/// Lower and upper ends of the bands in which reliability is looked at.
pub const BANDS: [[f64; 2]; 4] = [[0.0, 0.05], [0.05, 0.25], [0.25, 0.75], [0.75, 1.0]];

/// A forecast of what becomes of a partner's sharing of content, and what did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The probability of each of [`ContentOutcome::ALL`]; they sum to 1.
    pub chances: [f64; 4],
    /// What happened.
    pub happened: ContentOutcome,
    /// How much of the sharing a fall concerned, where that is recorded.
    pub scope: Option<Scope>,
}

impl Forecast {
    /// The probability that content falls.
    pub fn chance_of_fall(&self) -> f64 {
        1.0 - self.chances[0]
    }

    /// The same with a narrow fall counted as none.
    fn without_narrow_falls(self) -> Self {
        let happened = match self.scope {
            Some(Scope::Narrow) => ContentOutcome::NoFall,
            _ => self.happened,
        };
        Forecast { happened, ..self }
    }
}

/// Mean scores over some cases; 0 is best for each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// How many cases stand behind them.
    pub cases: usize,
    /// Brier score (G. Brier, Monthly Weather Review 78, 1950): the squared difference of the probability of a
    /// fall from 1 where it fell and 0 where it did not.
    pub brier: f64,
    /// Logarithmic score: minus the logarithm of the probability of what happened, fall or none.
    pub logarithmic: f64,
    /// Ranked probability score (E. Epstein, J. Applied Meteorology 8, 1969) over none, paused, restricted and
    /// cut off; 0 to 1.
    pub ranked: f64,
    /// The Brier score where narrow falls are counted as none.
    pub brier_without_narrow: f64,
}

impl Scores {
    /// The scores of some forecasts; all 0 without any.
    pub fn of(forecasts: &[Forecast]) -> Self {
        let n = forecasts.len();
        let mean = |score: &dyn Fn(&Forecast) -> f64| match n {
            0 => 0.0,
            _ => forecasts.iter().map(score).sum::<f64>() / n as f64,
        };
        Scores {
            cases: n,
            brier: mean(&|forecast| brier(forecast.chance_of_fall(), forecast.happened.falls())),
            logarithmic: mean(&|forecast| logarithmic(forecast.chance_of_fall(), forecast.happened.falls())),
            ranked: mean(&|forecast| ranked(forecast.chances, forecast.happened)),
            brier_without_narrow: mean(&|forecast| {
                let forecast = forecast.without_narrow_falls();
                brier(forecast.chance_of_fall(), forecast.happened.falls())
            }),
        }
    }
}

/// The squared difference of a probability from what happened.
pub fn brier(chance: f64, happened: bool) -> f64 {
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

/// What the other cases would let one expect: for each, how often each outcome happened in all others.
///
/// Of a single case nothing can be said from others; it expects no fall.
pub fn base_rate(forecasts: &[Forecast]) -> Vec<Forecast> {
    let counts = ContentOutcome::ALL
        .map(|outcome| forecasts.iter().filter(|forecast| forecast.happened == outcome).count());
    let others = forecasts.len().saturating_sub(1);
    let of_others = |forecast: &Forecast| {
        let share = |outcome: ContentOutcome| {
            let itself = usize::from(forecast.happened == outcome);
            (counts[outcome as usize] - itself) as f64 / others as f64
        };
        let chances = if others == 0 { NEVER } else { ContentOutcome::ALL.map(share) };
        Forecast { chances, ..*forecast }
    };
    forecasts.iter().map(of_others).collect()
}

const NEVER: [f64; 4] = [1.0, 0.0, 0.0, 0.0];

/// The forecast that nothing ever falls.
pub fn never(forecasts: &[Forecast]) -> Vec<Forecast> {
    forecasts.iter().map(|forecast| Forecast { chances: NEVER, ..*forecast }).collect()
}

/// How often content fell where its probability lay in a band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// Lower and upper end of the band; the upper end belongs to it.
    pub band: [f64; 2],
    /// How many forecasts lie in it.
    pub cases: usize,
    /// Their mean probability of a fall; `None` if there are none.
    pub mean_chance: Option<f64>,
    /// In how many of them content fell.
    pub fell: usize,
}

/// Reliability in each of [`BANDS`].
pub fn reliability(forecasts: &[Forecast]) -> [Reliability; 4] {
    BANDS.map(|band| {
        let inside = |chance: f64| chance <= band[1] && (chance > band[0] || band[0] == 0.0);
        let of_band: Vec<&Forecast> =
            forecasts.iter().filter(|forecast| inside(forecast.chance_of_fall())).collect();
        let sum: f64 = of_band.iter().map(|forecast| forecast.chance_of_fall()).sum();
        Reliability {
            band,
            cases: of_band.len(),
            mean_chance: (!of_band.is_empty()).then(|| sum / of_band.len() as f64),
            fell: of_band.iter().filter(|forecast| forecast.happened.falls()).count(),
        }
    })
}

//! What home gains and loses (model, section 9).

use crate::engine::numerics::math;
use crate::scenario::Preparation;

/// What the value of an item is multiplied by after a delay: 2^(-delay/half-life).
#[inline]
pub fn ageing(delay_months: f64, half_life_months: f64) -> f64 {
    math::exp2(-delay_months / half_life_months)
}

/// What a recipient gives if it keeps the bargain: concession · (1 - exp(-k · satisfaction)).
///
/// `satisfaction` is Σ over the items of (g_told - g_held) · interest · cover value · ageing.
#[inline]
pub fn concession(most: f64, appetite: f64, satisfaction: f64) -> f64 {
    most * (1.0 - math::exp(-appetite * satisfaction))
}

/// How much of a recipient's reciprocity there is to hope for, by how the telling came about.
pub fn bargaining(preparation: Preparation, asked: bool) -> f64 {
    match (preparation, asked) {
        (Preparation::Staffed, true) => 1.0,
        (Preparation::Staffed, false) => 0.5,
        (Preparation::Spontaneous, _) => 0.35,
        (Preparation::Leak | Preparation::Compelled, _) => 0.0,
    }
}

//! Attribution (model, section 3): how well a holder of an item can tell its true source from the others that could
//! have produced it.
//!
//! Bayes over n equally plausible sources. The effective anonymity set of A. Serjantov and
//! G. Danezis ("Towards an information theoretic metric for anonymity", PET 2002) is 2^H of this
//! posterior.

use super::level;
use crate::engine::numerics::math;
use crate::scenario::{Cover, Level};

/// The likelihood ratio LR = 2^bits of a level told under a cover.
pub fn likelihood_ratio(level: Level, cover: Cover) -> f64 {
    math::exp2(level::evidence_bits(level) * level::cover(cover).bits)
}

/// The chance of picking the true source among `plausible_sources`: a = LR/(LR + n - 1).
#[inline]
pub fn picks_source(likelihood_ratio: f64, plausible_sources: f64) -> f64 {
    // The others first: a lone source is then certain to the last bit.
    likelihood_ratio / (likelihood_ratio + (plausible_sources - 1.0))
}

/// The hostility in an affinity: max(0, -affinity), 0 to 1.
#[inline]
pub fn hostility(affinity: f64) -> f64 {
    if affinity < 0.0 { -affinity } else { 0.0 }
}

/// The chance ζ·h·a that a holder closes the source.
#[inline]
pub fn closes_source(closing: f64, hostility: f64, picks_source: f64) -> f64 {
    closing * hostility * picks_source
}

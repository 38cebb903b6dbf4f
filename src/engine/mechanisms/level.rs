//! The levels of detail in numbers, and what a cover takes off them (model, section 1).
//! All of these numbers are modelling choices.

use crate::scenario::{Cover, Level, Promise};

/// Severity σ of telling each level, 0 to 1.
const SEVERITY: [f64; 5] = [0.0, 0.15, 0.45, 0.75, 1.0];
/// Bits β of evidence about the source in each level.
const EVIDENCE_BITS: [f64; 5] = [0.0, 1.0, 2.5, 5.0, 10.0];
/// Value g of each level to a recipient, 0 to 1.
const VALUE: [f64; 5] = [0.0, 0.35, 0.75, 0.95, 1.0];
/// How far each level is worth passing on, φ, 0 to 1.
const ONWARD_INTEREST: [f64; 5] = [0.0, 0.6, 0.8, 0.9, 1.0];

/// Severity σ of telling a level.
pub fn severity(level: Level) -> f64 {
    SEVERITY[level.index()]
}

/// Bits β of evidence about the source in a level told without cover.
pub fn evidence_bits(level: Level) -> f64 {
    EVIDENCE_BITS[level.index()]
}

/// Value g of a level to a recipient that wants it fully.
pub fn value(level: Level) -> f64 {
    VALUE[level.index()]
}

/// How far a level is worth passing on, φ.
pub fn onward_interest(level: Level) -> f64 {
    ONWARD_INTEREST[level.index()]
}

/// The factors of a cover on what is told, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverFactors {
    /// On the severity of the breach.
    pub severity: f64,
    /// On the bits of evidence about the source.
    pub bits: f64,
    /// On the value to the recipient.
    pub value: f64,
}

/// The factors of a cover.
pub fn cover(cover: Cover) -> CoverFactors {
    match cover {
        Cover::None => CoverFactors { severity: 1.0, bits: 1.0, value: 1.0 },
        Cover::Partial => CoverFactors { severity: 0.7, bits: 0.5, value: 0.95 },
        Cover::Full => CoverFactors { severity: 0.4, bits: 0.15, value: 0.85 },
    }
}

/// The weight of a promise when it is broken, 0 to 1.
pub fn promise(promise: Promise) -> f64 {
    match promise {
        Promise::None => 0.0,
        Promise::Implicit => 0.7,
        Promise::Explicit => 1.0,
    }
}

//! From a projected course to the words in which history is recorded.
//!
//! The lines are conventions, drawn before any case was projected: content falls at a tenth of its
//! starting value, three months tell a pause from a restriction, and four fifths is practically all.

use crate::scenario::{ContentOutcome, MethodsOutcome};

/// The months that are held against the record: month 0 to month 11, the first twelve.
pub const MONTHS: usize = 12;
/// Content falls where it drops by this part of its starting value.
pub const FALL: f64 = 0.10;
/// Practically all of it is gone where it drops by this part.
pub const CUT_OFF: f64 = 0.80;
/// A fall of this many months or more is no pause.
pub const LASTING_MONTHS: usize = 3;
/// Sources and methods are tightened where that willingness drops by this part.
pub const TIGHTENED: f64 = 0.15;

/// How far a course drops below where it began.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Decline {
    /// The deepest drop, as a part of the starting value; 0 if it never drops.
    pub deepest: f64,
    /// The longest run of months with a drop of [`FALL`] or more.
    pub months_fallen: usize,
    /// The longest run of months with a drop of [`CUT_OFF`] or more.
    pub months_cut_off: usize,
}

impl Decline {
    /// Measures the first [`MONTHS`] months of a course against its starting value.
    pub fn of(before: f64, months: impl Iterator<Item = f64>) -> Self {
        let drops: Vec<f64> =
            months.take(MONTHS).map(|now| if before > 0.0 { 1.0 - now / before } else { 0.0 }).collect();
        Decline {
            deepest: drops.iter().copied().fold(0.0, f64::max),
            months_fallen: longest_run(&drops, FALL),
            months_cut_off: longest_run(&drops, CUT_OFF),
        }
    }

    /// What this drop is called for the sharing of content.
    pub fn content(&self) -> ContentOutcome {
        if self.months_cut_off >= LASTING_MONTHS {
            ContentOutcome::CutOff
        } else if self.months_fallen >= LASTING_MONTHS {
            ContentOutcome::Restricted
        } else if self.months_fallen > 0 {
            ContentOutcome::Paused
        } else {
            ContentOutcome::NoFall
        }
    }

    /// What this drop is called for sources and methods.
    pub fn sources_methods(&self) -> MethodsOutcome {
        if self.deepest >= TIGHTENED { MethodsOutcome::Tightened } else { MethodsOutcome::NotTightened }
    }
}

/// The longest run of drops that reach a line; 0 if none does.
fn longest_run(drops: &[f64], at_least: f64) -> usize {
    drops.split(|drop| *drop < at_least).map(<[f64]>::len).fold(0, usize::max)
}

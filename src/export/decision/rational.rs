//! Probabilities as fractions that sum to exactly 1.

use std::fmt;

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rational {
    /// The numerator.
    pub over: u64,
    /// The denominator.
    pub under: u64,
}

/// The denominator before reduction: as fine as the numbers of the engine, and few digits as a decimal.
const FINEST: u64 = 1_000_000_000_000_000;

impl Rational {
    /// Fractions for probabilities, which sum to exactly 1: each is rounded, and the largest takes what is left. A
    /// probability above 0 stays above 0.
    pub fn of_probabilities(probabilities: &[f64]) -> Vec<Rational> {
        let sum: f64 = probabilities.iter().sum();
        let rounded = |probability: &f64| match *probability > 0.0 {
            true => ((probability / sum * FINEST as f64).round() as u64).max(1),
            false => 0,
        };
        let mut parts: Vec<u64> = probabilities.iter().map(rounded).collect();
        let largest = (0..parts.len()).max_by_key(|index| parts[*index]);
        if let Some(largest) = largest {
            let others: u64 = parts.iter().sum::<u64>() - parts[largest];
            parts[largest] = FINEST - others;
        }
        parts.into_iter().map(|over| Rational::reduced(over, FINEST)).collect()
    }

    fn reduced(over: u64, under: u64) -> Self {
        let divisor = greatest_common_divisor(over, under);
        Rational { over: over / divisor, under: under / divisor }
    }

    /// As a decimal, which is exact.
    pub fn decimal(self) -> String {
        let scaled = self.over * (FINEST / self.under);
        format!("{}.{:015}", scaled / FINEST, scaled % FINEST)
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.over, self.under)
    }
}

fn greatest_common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

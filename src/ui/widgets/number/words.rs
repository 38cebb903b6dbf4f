//! Words for probabilities.

/// A word for a probability, by the yardstick of the Professional Head of Intelligence Assessment
/// (PHIA, United Kingdom).
///
/// The yardstick names bands and leaves gaps between them: remote chance 0–5 %, highly unlikely
/// 10–20, unlikely 25–35, realistic possibility 40–50, likely 55–75, highly likely 80–90, almost
/// certain 95–100. A probability in a gap takes the word of the nearest band; in the very middle
/// of a gap, that of the band nearer to even, which claims less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Estimate {
    /// 0–5 %.
    Remote,
    /// 10–20 %.
    HighlyUnlikely,
    /// 25–35 %.
    Unlikely,
    /// 40–50 %.
    RealisticPossibility,
    /// 55–75 %.
    Likely,
    /// 80–90 %.
    HighlyLikely,
    /// 95–100 %.
    AlmostCertain,
}

impl Estimate {
    /// The word for a probability.
    pub fn of(probability: f64) -> Self {
        match probability {
            p if p < 0.075 => Estimate::Remote,
            p if p < 0.225 => Estimate::HighlyUnlikely,
            p if p < 0.375 => Estimate::Unlikely,
            p if p <= 0.525 => Estimate::RealisticPossibility,
            p if p <= 0.775 => Estimate::Likely,
            p if p <= 0.925 => Estimate::HighlyLikely,
            _ => Estimate::AlmostCertain,
        }
    }

    /// The word as a column shows it.
    pub fn word(self) -> &'static str {
        match self {
            Estimate::Remote => "remote chance",
            Estimate::HighlyUnlikely => "highly unlikely",
            Estimate::Unlikely => "unlikely",
            Estimate::RealisticPossibility => "realistic possibility",
            Estimate::Likely => "likely",
            Estimate::HighlyLikely => "highly likely",
            Estimate::AlmostCertain => "almost certain",
        }
    }

    /// The word after a number in a sentence: “47%, a realistic possibility”.
    pub fn in_sentence(self) -> &'static str {
        match self {
            Estimate::Remote => "a remote chance",
            Estimate::RealisticPossibility => "a realistic possibility",
            other => other.word(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_band_of_the_yardstick_has_its_word_at_both_ends() {
        let bands = [
            (0.0, 0.05, "remote chance"),
            (0.10, 0.20, "highly unlikely"),
            (0.25, 0.35, "unlikely"),
            (0.40, 0.50, "realistic possibility"),
            (0.55, 0.75, "likely"),
            (0.80, 0.90, "highly likely"),
            (0.95, 1.0, "almost certain"),
        ];
        for (low, high, word) in bands {
            assert_eq!(Estimate::of(low).word(), word);
            assert_eq!(Estimate::of(high).word(), word);
        }
    }

    #[test]
    fn a_gap_takes_the_nearest_band_and_its_middle_the_one_nearer_to_even() {
        let expected = [
            (0.07, Estimate::Remote),
            (0.075, Estimate::HighlyUnlikely),
            (0.225, Estimate::Unlikely),
            (0.375, Estimate::RealisticPossibility),
            (0.525, Estimate::RealisticPossibility),
            (0.53, Estimate::Likely),
            (0.775, Estimate::Likely),
            (0.925, Estimate::HighlyLikely),
            (0.93, Estimate::AlmostCertain),
        ];
        for (probability, estimate) in expected {
            assert_eq!(Estimate::of(probability), estimate, "{probability}");
        }
    }

    #[test]
    fn words_never_fall_as_the_probability_rises() {
        let words: Vec<Estimate> = (0..=1000).map(|i| Estimate::of(f64::from(i) / 1000.0)).collect();
        assert!(words.is_sorted());
    }
}

//! A partner's mean willingness in words: against saying nothing, and split by whether it has learned.

use crate::analysis::number_format::{PercentChange, percent};
use crate::engine::{MeanWillingness, Split};
use crate::scenario::Material;

/// The meaning of a pair “78 → 50”, said where the first of them stands.
pub const PAIR: &str = "if nothing were said → as planned";

/// The change of a mean against saying nothing, in whole per cent.
pub fn pair(mean: &MeanWillingness, material: Material) -> PercentChange {
    PercentChange::of(*mean.withheld.of(material), *mean.planned.of(material))
}

/// The means where the partner has learned by the month and where not: “if it learns (60%): 78 → 50 · if not:
/// 78 → 78”.
pub fn words(split: &Split, material: Material) -> String {
    let values = |mean: &MeanWillingness| pair(mean, material).values();
    match (&split.learned, &split.unaware) {
        (Some(learned), Some(unaware)) => format!(
            "if it learns ({}): {} · if not: {}",
            percent(split.share.mean),
            values(learned),
            values(unaware)
        ),
        (Some(learned), None) => format!("it learns in every history: {}", values(learned)),
        (None, _) => "it learns in no history".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Chance;
    use crate::scenario::PerMaterial;

    fn mean(withheld: f64, planned: f64) -> MeanWillingness {
        let of = |share| PerMaterial { content: 1.0, methods: share };
        MeanWillingness { planned: of(planned), withheld: of(withheld) }
    }

    fn split(learned: Option<MeanWillingness>, unaware: Option<MeanWillingness>) -> String {
        let share = Chance { mean: 0.597, se: 0.0 };
        words(&Split { share, learned, unaware, all: None }, Material::SourcesAndMethods)
    }

    #[test]
    fn the_means_with_and_without_learning_stand_beside_each_other() {
        let [learned, unaware] = [mean(0.784, 0.499), mean(0.784, 0.784)];
        assert_eq!(
            split(Some(learned), Some(unaware)),
            "if it learns (60\u{a0}%): 78 → 50 · if not: 78 → 78"
        );
        assert_eq!(split(Some(learned), None), "it learns in every history: 78 → 50");
        assert_eq!(split(None, Some(unaware)), "it learns in no history");
    }
}

//! The one table of the scales of words: the ranges that a word stands for, as the built-in cases are coded.
//!
//! The guide's page on coding lists the same words and ranges, and a test compares the two.

use super::{Figure, Input, ItemField, ParameterField, PartnerField, RecipientField, TieField};
use std::sync::LazyLock;

/// A word for a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleWord {
    /// The word: “middling”.
    pub word: &'static str,
    /// Low, likely and high end of the range that it stands for.
    pub range: [f64; 3],
}

/// A scale of words for one kind of number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The scale or category on the guide's page on coding: “concession”, “source kind”.
    pub name: &'static str,
    /// The number that it sets, where a category sets several: “source share”.
    pub sets: Option<&'static str>,
    /// The words, from the least to the most likely value.
    pub words: &'static [ScaleWord],
}

impl Scale {
    /// The word that stands for exactly this range.
    pub fn word_of(&self, figure: &Figure) -> Option<&'static str> {
        let range = [figure.low, figure.likely, figure.high];
        self.words.iter().find(|word| word.range == range).map(|word| word.word)
    }

    /// The range that a word stands for.
    ///
    /// # Panics
    /// If the scale has no such word, which is a mistake in the program.
    pub(super) fn range_of(&self, word: &str) -> [f64; 3] {
        self.words.iter().find(|known| known.word == word).expect("a word of the scale").range
    }

    /// The word whose likely value is nearest to that of the figure; of two as near, the lesser.
    pub fn nearest_word(&self, figure: &Figure) -> Option<&'static str> {
        let distance = |word: &&ScaleWord| (word.range[1] - figure.likely).abs();
        let nearest = self.words.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)));
        nearest.map(|word| word.word)
    }
}

/// Makes a scale of a scale's or category's name, the number that a category sets, and the words.
macro_rules! scale {
    ($name:literal, $sets:expr; $($word:literal: $low:literal, $likely:literal, $high:literal;)*) => {
        Scale { name: $name, sets: $sets, words: &[$(ScaleWord { word: $word, range: [$low, $likely, $high] },)*] }
    };
}

pub(super) const AFFINITY: Scale = scale! { "affinity", None;
    "enemy": -0.9, -0.9, -0.9;
    "adversary": -0.6, -0.6, -0.6;
    "wary": -0.3, -0.3, -0.3;
    "indifferent": 0.0, 0.0, 0.0;
    "well disposed": 0.3, 0.3, 0.3;
    "friend": 0.6, 0.6, 0.6;
    "ally": 0.9, 0.9, 0.9;
};
pub(super) const ONWARD: Scale = scale! { "onward", None;
    "never": 0.0, 0.0, 0.0;
    "hardly": 0.0, 0.05, 0.15;
    "possibly": 0.2, 0.45, 0.7;
    "probably": 0.4, 0.7, 0.95;
};
pub(super) const INTEREST: Scale = scale! { "interest", None;
    "none": 0.0, 0.0, 0.0;
    "a little": 0.3, 0.3, 0.3;
    "some": 0.6, 0.6, 0.6;
    "much": 0.9, 0.9, 0.9;
};
pub(super) const CONCESSION: Scale = scale! { "concession", None;
    "none": 0.0, 0.0, 0.0;
    "small": 0.2, 0.5, 1.0;
    "middling": 0.6, 1.5, 3.0;
    "large": 1.5, 3.0, 5.0;
};
pub(super) const RECIPROCITY: Scale = scale! { "reciprocity", None;
    "doubtful": 0.05, 0.25, 0.5;
    "even": 0.3, 0.5, 0.7;
    "good": 0.5, 0.7, 0.9;
};
const WARNING: Scale = scale! { "warning", None;
    "none": 0.0, 0.0, 0.0;
    "small": 0.15, 0.35, 0.7;
    "middling": 0.4, 1.0, 2.0;
    "large": 1.0, 2.0, 3.5;
};
const HALF_LIFE: Scale = scale! { "half-life", None;
    "short": 1.0, 3.0, 6.0;
    "middling": 3.0, 6.0, 12.0;
    "long": 8.0, 12.0, 24.0;
};
const SENSITIVITY: Scale = scale! { "source kind", Some("sensitivity");
    "many": 0.2, 0.45, 0.7;
    "single": 0.3, 0.55, 0.8;
    "fragile": 0.6, 0.85, 1.0;
};
const PLAUSIBLE_SOURCES: Scale = scale! { "source kind", Some("plausible sources");
    "fragile": 2.0, 4.0, 9.0;
    "single": 2.0, 5.0, 12.0;
    "many": 5.0, 10.0, 25.0;
};
const SOURCE_SHARE: Scale = scale! { "source kind", Some("source share");
    "many": 0.02, 0.05, 0.1;
    "single": 0.05, 0.12, 0.25;
    "fragile": 0.1, 0.2, 0.35;
};
const INFLUENCE: Scale = scale! { "relationship breadth", Some("stakes: influence");
    "low": 0.1, 0.2, 0.35;
    "medium": 0.25, 0.4, 0.55;
    "high": 0.5, 0.65, 0.8;
};
const WIDER: Scale = scale! { "relationship breadth", Some("stakes: wider");
    "low": 0.1, 0.2, 0.35;
    "medium": 0.35, 0.5, 0.65;
    "high": 0.6, 0.75, 0.9;
};
const EXPERIENCE: Scale = scale! { "relationship breadth", Some("beliefs: weight");
    "low": 10.0, 10.0, 10.0;
    "medium": 18.0, 18.0, 18.0;
    "high": 30.0, 30.0, 30.0;
};
const SECURITY: Scale = scale! { "partner depends on home", Some("stakes: security");
    "low": 0.1, 0.25, 0.4;
    "medium": 0.4, 0.55, 0.7;
    "high": 0.7, 0.85, 0.95;
};
const FLOW: Scale = scale! { "home depends on partner", Some("flow");
    "low": 0.3, 0.5, 0.8;
    "medium": 0.7, 1.0, 1.4;
    "high": 1.2, 1.7, 2.4;
};
const MONITORING: Scale = scale! { "institutions", Some("institutions: monitoring");
    "low": 0.0, 0.0, 0.0;
    "medium": 0.1, 0.1, 0.1;
    "high": 0.25, 0.25, 0.25;
};
const ASSISTANCE: Scale = scale! { "institutions", Some("institutions: technical assistance");
    "low": 0.0, 0.0, 0.0;
    "medium": 0.2, 0.2, 0.2;
    "high": 0.5, 0.5, 0.5;
};
const LIAISON: Scale = scale! { "institutions", Some("institutions: liaison");
    "low": 0.1, 0.1, 0.1;
    "medium": 0.5, 0.5, 0.5;
    "high": 0.9, 0.9, 0.9;
};
const AGREEMENT: Scale = scale! { "institutions", Some("institutions: formal agreement");
    "low": 0.0, 0.0, 0.0;
    "medium": 0.5, 0.5, 0.5;
    "high": 0.7, 0.7, 0.7;
};
const HIERARCHY: Scale = scale! { "hierarchy", None;
    "none": 0.0, 0.0, 0.0;
    "low": 0.2, 0.2, 0.2;
    "medium": 0.5, 0.5, 0.5;
    "high": 0.8, 0.8, 0.8;
};
const ACCURACY: Scale = scale! { "accuracy", None;
    "low": 0.6, 0.65, 0.7;
    "usual": 0.8, 0.8, 0.8;
    "high": 0.85, 0.9, 0.95;
};
const SHADING: Scale = scale! { "shading", None;
    "none": 0.0, 0.0, 0.0;
    "low": 0.1, 0.1, 0.1;
    "medium": 0.15, 0.25, 0.35;
    "high": 0.35, 0.5, 0.65;
};
const APPETITE: Scale = scale! { "appetite", None;
    "slow": 0.5, 0.7, 1.0;
    "usual": 1.5, 1.5, 1.5;
    "fast": 2.0, 3.0, 4.0;
};
const WEIGHT: Scale = scale! { "weight", None;
    "none": 0.0, 0.0, 0.0;
    "half": 0.5, 0.5, 0.5;
    "once": 1.0, 1.0, 1.0;
    "twice": 2.0, 2.0, 2.0;
    "three times": 3.0, 3.0, 3.0;
};
const INTEGRITY: Scale = scale! { "prior incidents", Some("integrity: mean");
    "yes": 0.78, 0.84, 0.9;
    "some": 0.81, 0.87, 0.92;
    "no": 0.84, 0.9, 0.94;
};
const CONTROL: Scale = scale! { "prior incidents", Some("control: mean");
    "yes": 0.7, 0.8, 0.88;
    "some": 0.78, 0.85, 0.91;
    "no": 0.84, 0.9, 0.94;
};

impl Scale {
    /// Every scale, in the order of the guide's page.
    pub const ALL: [&'static Scale; 26] = [
        &INFLUENCE,
        &WIDER,
        &EXPERIENCE,
        &SECURITY,
        &FLOW,
        &MONITORING,
        &ASSISTANCE,
        &LIAISON,
        &AGREEMENT,
        &INTEGRITY,
        &CONTROL,
        &SENSITIVITY,
        &PLAUSIBLE_SOURCES,
        &SOURCE_SHARE,
        &AFFINITY,
        &ONWARD,
        &INTEREST,
        &CONCESSION,
        &RECIPROCITY,
        &WARNING,
        &HALF_LIFE,
        &HIERARCHY,
        &ACCURACY,
        &SHADING,
        &APPETITE,
        &WEIGHT,
    ];
}

impl Input {
    /// The scale of words for the number. A constant of the model has the ends of its range; one that has no range
    /// has no words either.
    pub fn scale(&self) -> Option<&'static Scale> {
        match self {
            Input::Parameter(field) => of_constant(*field),
            Input::Priority(_) => Some(&WEIGHT),
            Input::Tie(_, _, TieField::Affinity) => Some(&AFFINITY),
            Input::Tie(_, _, TieField::Onward) => Some(&ONWARD),
            Input::Partner(_, field) => Some(of_partner(*field)),
            Input::Item(_, field) => Some(of_item(*field)),
            Input::Interest(..) => Some(&INTEREST),
            Input::Warning(..) => Some(&WARNING),
            Input::Recipient(_, RecipientField::Concession) => Some(&CONCESSION),
            Input::Recipient(_, RecipientField::Reciprocity) => Some(&RECIPROCITY),
            Input::Recipient(_, RecipientField::Appetite) => Some(&APPETITE),
        }
    }
}

/// The scale of a constant of the model: “low”, “usual” and “high” in the range from which it is drawn.
fn of_constant(field: ParameterField) -> Option<&'static Scale> {
    static SCALES: LazyLock<Vec<(ParameterField, Scale)>> = LazyLock::new(|| {
        let constants = ParameterField::ALL.iter().copied();
        constants.filter_map(|field| Some((field, in_its_range(field.info().default)?))).collect()
    });
    SCALES.iter().find(|(of, _)| *of == field).map(|(_, scale)| scale)
}

/// The words for the ends and the middle of a range; `None` for a number without one.
fn in_its_range([low, likely, high]: [f64; 3]) -> Option<Scale> {
    let plain = |word, value: f64| ScaleWord { word, range: [value; 3] };
    let usual = ScaleWord { word: "as usual", range: [low, likely, high] };
    let words = vec![plain("low", low), usual, plain("high", high)];
    // Made once for each constant, and kept while the program runs.
    (low < likely && likely < high).then(|| Scale { name: "range", sets: None, words: words.leak() })
}

/// The scale of a number of a partnership.
pub(super) fn of_partner(field: PartnerField) -> &'static Scale {
    match field {
        PartnerField::IntegrityMean => &INTEGRITY,
        PartnerField::ControlMean => &CONTROL,
        PartnerField::IntegrityWeight | PartnerField::ControlWeight => &EXPERIENCE,
        PartnerField::Influence => &INFLUENCE,
        PartnerField::Security => &SECURITY,
        PartnerField::Wider => &WIDER,
        PartnerField::Monitoring => &MONITORING,
        PartnerField::TechnicalAssistance => &ASSISTANCE,
        PartnerField::Liaison => &LIAISON,
        PartnerField::FormalAgreement => &AGREEMENT,
        PartnerField::Flow => &FLOW,
        PartnerField::Hierarchy => &HIERARCHY,
        PartnerField::Accuracy => &ACCURACY,
        PartnerField::Shading => &SHADING,
    }
}

/// The scale of a number of an item.
pub(super) fn of_item(field: ItemField) -> &'static Scale {
    match field {
        ItemField::Sensitivity => &SENSITIVITY,
        ItemField::PlausibleSources => &PLAUSIBLE_SOURCES,
        ItemField::SourceShare => &SOURCE_SHARE,
        ItemField::HalfLife => &HALF_LIFE,
    }
}

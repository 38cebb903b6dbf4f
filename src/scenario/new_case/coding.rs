//! The words in which a new case is described, and the codes of the coding table that each stands for.

use crate::scenario::{
    Bound, Figure, FigureError, ItemField, PartnerField, Partnership, Provenance, Quantity, Scale, scales,
};

/// The kind of a partner, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartnerKind {
    /// An ally that could not do without home.
    #[default]
    CloseAlly,
    /// An ally of equal rank.
    EqualAlly,
    /// Little but intelligence ties it to home.
    Convenience,
    /// It shares a border or a worry, and little trust.
    WaryNeighbour,
}

/// The codes of a kind of partner, as the built-in cases are coded.
pub(super) struct Codes {
    pub(super) breadth: &'static str,
    pub(super) depends_on_home: &'static str,
    pub(super) home_depends: &'static str,
    pub(super) institutions: &'static str,
    pub(super) incidents: &'static str,
    /// How it and home regard each other, on the scale of affinity.
    pub(super) regards_home: &'static str,
    /// How an originator regards it, on the same scale: this decides whether it hears of a breach.
    pub(super) regarded: &'static str,
}

impl PartnerKind {
    /// All of them.
    pub const ALL: [PartnerKind; 4] = [
        PartnerKind::CloseAlly,
        PartnerKind::EqualAlly,
        PartnerKind::Convenience,
        PartnerKind::WaryNeighbour,
    ];

    /// Its name in a list.
    pub fn name(self) -> &'static str {
        match self {
            PartnerKind::CloseAlly => "close ally that depends on us",
            PartnerKind::EqualAlly => "equal ally",
            PartnerKind::Convenience => "partner of convenience",
            PartnerKind::WaryNeighbour => "wary neighbour",
        }
    }

    /// The codes that it stands for, as a sentence.
    pub fn explains(self) -> String {
        let Codes { breadth, depends_on_home, home_depends, institutions, incidents, .. } = self.codes();
        format!(
            "Relationship breadth {breadth}, depends on us {depends_on_home}, we depend on it {home_depends}, institutions {institutions}, earlier incidents: {incidents}."
        )
    }

    pub(super) fn codes(self) -> Codes {
        match self {
            PartnerKind::CloseAlly => Codes {
                breadth: "high",
                depends_on_home: "high",
                home_depends: "medium",
                institutions: "high",
                incidents: "no",
                regards_home: "ally",
                regarded: "friend",
            },
            PartnerKind::EqualAlly => Codes {
                breadth: "high",
                depends_on_home: "medium",
                home_depends: "high",
                institutions: "high",
                incidents: "no",
                regards_home: "ally",
                regarded: "friend",
            },
            PartnerKind::Convenience => Codes {
                breadth: "low",
                depends_on_home: "medium",
                home_depends: "medium",
                institutions: "medium",
                incidents: "some",
                regards_home: "well disposed",
                regarded: "well disposed",
            },
            PartnerKind::WaryNeighbour => Codes {
                breadth: "medium",
                depends_on_home: "low",
                home_depends: "low",
                institutions: "low",
                incidents: "some",
                regards_home: "indifferent",
                regarded: "indifferent",
            },
        }
    }

    /// Its code in a category of the coding table.
    pub(super) fn code(self, category: &str) -> &'static str {
        let Codes { breadth, depends_on_home, home_depends, institutions, incidents, .. } = self.codes();
        match category {
            "relationship breadth" => breadth,
            "partner depends on home" => depends_on_home,
            "home depends on partner" => home_depends,
            "institutions" => institutions,
            "prior incidents" => incidents,
            // The same in every built-in case.
            "hierarchy" => "none",
            "accuracy" => "usual",
            "shading" => "low",
            other => unreachable!("no partner is coded in {other}"),
        }
    }

    pub(super) fn partnership(self) -> Partnership {
        let mut partnership = Partnership::default();
        for field in PartnerField::ALL {
            let scale = scales::of_partner(*field);
            let figure = coded(scale, self.code(scale.name), self.name());
            set(field.set(&mut partnership, figure));
        }
        partnership
    }
}

/// The kind of source behind an item, as coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// A single technical or human source, or a broken cipher.
    #[default]
    Fragile,
    /// One stream of reporting, or an investigation.
    Single,
    /// Imagery with signals, or all sources together.
    Many,
}

impl SourceKind {
    /// All of them.
    pub const ALL: [SourceKind; 3] = [SourceKind::Fragile, SourceKind::Single, SourceKind::Many];

    /// Its name in a list: the word of the coding table, and what that stands for there.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Fragile => "fragile: a single agent, device or cipher",
            SourceKind::Single => "single: one stream of reports",
            SourceKind::Many => "many: several sources together",
        }
    }

    /// The numbers that it sets, as sentences.
    pub fn explains(self) -> String {
        let range = |field: ItemField, percent: f64| {
            let [low, _, high] = scales::of_item(field).range_of(self.code()).map(|value| value * percent);
            format!("{low:.0} to {high:.0}")
        };
        format!(
            "The source is one of {} that could have produced it; {}\u{a0}% of what the partner sends comes from it. \
             Harm if it is found: {}\u{a0}% of the gravest.",
            range(ItemField::PlausibleSources, 1.0),
            range(ItemField::SourceShare, 100.0),
            range(ItemField::Sensitivity, 100.0)
        )
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            SourceKind::Fragile => "fragile",
            SourceKind::Single => "single",
            SourceKind::Many => "many",
        }
    }

    /// The first words of a sentence about it.
    pub(super) fn in_sentence(self) -> &'static str {
        match self {
            SourceKind::Fragile => "a single fragile source",
            SourceKind::Single => "one stream of reports",
            SourceKind::Many => "several sources together",
        }
    }
}

/// The stance of a recipient or of its friend towards home and its partners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Hostile.
    Adversary,
    /// Neither friend nor enemy, and in competition.
    #[default]
    Rival,
    /// Well disposed, and bound by nothing.
    Neutral,
}

impl Stance {
    /// All of them.
    pub const ALL: [Stance; 3] = [Stance::Adversary, Stance::Rival, Stance::Neutral];

    /// Its name in a list.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Adversary => "adversary",
            Stance::Rival => "rival",
            Stance::Neutral => "neutral",
        }
    }

    /// Its name after an article.
    pub(super) fn in_sentence(self) -> &'static str {
        match self {
            Stance::Neutral => "neutral state",
            Stance::Adversary | Stance::Rival => self.name(),
        }
    }

    /// How it regards home and the partners, on the scale of affinity.
    pub(super) fn regards(self) -> &'static str {
        match self {
            Stance::Adversary => "enemy",
            Stance::Rival => "wary",
            Stance::Neutral => "indifferent",
        }
    }

    /// How a partner regards a recipient of this stance; the coding table says so.
    pub(super) fn regarded(self) -> &'static str {
        match self {
            Stance::Adversary => "enemy",
            Stance::Rival => "wary",
            Stance::Neutral => "well disposed",
        }
    }

    /// How well it keeps a bargain, on the scale of reciprocity.
    pub(super) fn reciprocity(self) -> &'static str {
        match self {
            Stance::Adversary => "doubtful",
            Stance::Rival => "even",
            Stance::Neutral => "good",
        }
    }
}

/// The figure that a word of a scale stands for, tagged with the word and with what it was chosen for.
///
/// # Panics
/// If the scale has no such word, which is a mistake in the program.
pub(super) fn coded(scale: &Scale, word: &str, because: &str) -> Figure {
    let [low, likely, high] = scale.range_of(word);
    let note = format!("Coded for “{because}”: {}, {word}.", scale.name);
    Figure { low, likely, high, from: Provenance::Guess, note }
}

/// The same as a quantity.
pub(super) fn quantity<B: Bound>(scale: &Scale, word: &str, because: &str) -> Quantity<B> {
    Quantity::try_from(coded(scale, word, because)).expect("a scale keeps within the bounds of its number")
}

/// Requires that a figure of the coding table was taken.
pub(super) fn set(result: Result<(), FigureError>) {
    result.expect("a scale keeps within the bounds of its number");
}

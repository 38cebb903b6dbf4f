//! The historical record, where a scenario retells history: what a projection is compared with.

use super::{ActorId, Citation, ItemId, Material, Ordered, PlanId};
use serde::{Deserialize, Serialize};

/// The confidence of an observation: how well it is documented. Silence alone is never more than low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Inferred, from silence or from a single hint.
    Low,
    /// Reported, but by few, or with an interest.
    Medium,
    /// Documented or said on the record.
    High,
}

impl Confidence {
    /// All three.
    pub const ALL: [Confidence; 3] = [Confidence::Low, Confidence::Medium, Confidence::High];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }

    /// The weight of an observation of this confidence beside others: 0.3, 0.6 or 1; a convention
    /// of the hindcast.
    pub fn weight(self) -> f64 {
        match self {
            Confidence::Low => 0.3,
            Confidence::Medium => 0.6,
            Confidence::High => 1.0,
        }
    }
}

/// The outcome of a partner's sharing of content in the first twelve months; rising in gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ContentOutcome {
    /// No fall is documented.
    NoFall,
    /// It fell or stopped for less than three months.
    Paused,
    /// A part of it fell for three months or more.
    Restricted,
    /// Practically all of it stopped for three months or more.
    CutOff,
}

impl ContentOutcome {
    /// All four.
    pub const ALL: [ContentOutcome; 4] =
        [ContentOutcome::NoFall, ContentOutcome::Paused, ContentOutcome::Restricted, ContentOutcome::CutOff];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            ContentOutcome::NoFall => "no fall",
            ContentOutcome::Paused => "paused",
            ContentOutcome::Restricted => "restricted",
            ContentOutcome::CutOff => "cut off",
        }
    }

    /// Whether it fell at all.
    pub fn falls(self) -> bool {
        self != ContentOutcome::NoFall
    }
}

/// The outcome of a partner's openness about its sources and methods in the first twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MethodsOutcome {
    /// It stayed as it was.
    NotTightened,
    /// Less was said about how things are known.
    Tightened,
}

impl MethodsOutcome {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            MethodsOutcome::NotTightened => "not tightened",
            MethodsOutcome::Tightened => "tightened",
        }
    }
}

/// The outcome of the source behind an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SourceOutcome {
    /// It went on.
    Kept,
    /// It was found and closed.
    Lost,
}

impl SourceOutcome {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            SourceOutcome::Kept => "kept",
            SourceOutcome::Lost => "lost",
        }
    }
}

/// An observed outcome, and how well it is documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed<T> {
    /// The outcome.
    pub was: T,
    /// The confidence of the observation.
    pub confidence: Confidence,
}

/// How much of a partner's sharing of content a fall concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// One subject or one channel.
    Narrow,
    /// One domain, as counter-terrorism.
    Domain,
    /// All or nearly all of it.
    Broad,
}

impl Scope {
    /// All three.
    pub const ALL: [Scope; 3] = [Scope::Narrow, Scope::Domain, Scope::Broad];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Narrow => "narrow",
            Scope::Domain => "one domain",
            Scope::Broad => "broad",
        }
    }
}

/// The record of one partner; what is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PartnerRecord {
    /// The outcome of its sharing of content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Observed<ContentOutcome>>,
    /// How much of it a fall concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The outcome of its openness about sources and methods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources_methods: Option<Observed<MethodsOutcome>>,
    /// A note for readers: what was done, for how long, and what makes it doubtful.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl PartnerRecord {
    /// Whether its sharing of a material fell; `None` where that is not known.
    pub fn fell(&self, material: Material) -> Option<bool> {
        match material {
            Material::Content => self.content.map(|seen| seen.was.falls()),
            Material::SourcesAndMethods => {
                self.sources_methods.map(|seen| seen.was == MethodsOutcome::Tightened)
            }
        }
    }
}

/// The record of one item; what is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ItemRecord {
    /// The outcome of its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Observed<SourceOutcome>>,
    /// A note for readers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The historical record of a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Record {
    /// The plan that retells what home did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// The record of each partner, as far as it is known.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub partners: Ordered<ActorId, PartnerRecord>,
    /// The record of each item, as far as it is known.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub items: Ordered<ItemId, ItemRecord>,
    /// Other explanations, and how far the case is from the model.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doubts: String,
    /// Public sources for what happened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

impl Record {
    /// Whether a partner's sharing of a material fell; `None` where that is not known.
    pub fn fell(&self, partner: &ActorId, material: Material) -> Option<bool> {
        self.partners.get(partner)?.fell(material)
    }

    /// Forgets a plan that was removed.
    pub(super) fn forget_plan(&mut self, plan: &PlanId) {
        self.plan.take_if(|known| known == plan);
    }
}

//! The actors on the map, their ties, and the partners that share intelligence with home.

use super::quantity::bounds::{Accuracy, Affinity, Months, Probability, Share, Worth};
use super::{ActorId, Bound, PartnerField, Quantity};
use serde::{Deserialize, Serialize};

/// A place on the map, in map units: one unit is one point at zoom 1, y grows downward. In a document both numbers are
/// within [`Position::FARTHEST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "(f32, f32)")]
pub struct Position(pub f32, pub f32);

impl Position {
    /// The largest number, in either direction: some ten screens away, where nobody looks for anything.
    pub const FARTHEST: f32 = 10_000.0;

    /// The nearest place that a document can hold.
    pub fn within_reach(self) -> Self {
        let near = |number: f32| number.clamp(-Self::FARTHEST, Self::FARTHEST);
        Position(near(self.0), near(self.1))
    }
}

impl TryFrom<(f32, f32)> for Position {
    type Error = String;

    fn try_from((x, y): (f32, f32)) -> Result<Self, String> {
        let position = Position(x, y);
        if position.within_reach() == position {
            return Ok(position);
        }
        Err(format!("a place on the map is two numbers from -{0} to {0}", Self::FARTHEST))
    }
}

/// An actor on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name that is shown.
    pub name: String,
    /// Its position on the map; none until it is laid out or dragged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
    /// A note for readers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Actor {
    /// An actor with a name and nothing else.
    pub fn named(name: &str) -> Self {
        Actor { name: name.into(), at: None, note: String::new() }
    }
}

/// A tie from one actor to another; directed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// The actor that regards the other, and may pass items on to it.
    pub from: ActorId,
    /// The actor that is regarded, and may be told.
    pub to: ActorId,
    /// The affinity of `from` to `to`: -1 enemy, 0 indifferent, 1 ally.
    #[serde(default = "Tie::none", skip_serializing_if = "Tie::is_none")]
    pub affinity: Quantity<Affinity>,
    /// The chance that `from` hands `to` an item that `to` wants fully.
    #[serde(default = "Tie::none", skip_serializing_if = "Tie::is_none")]
    pub onward: Quantity<Probability>,
}

impl Tie {
    /// A tie with affinity and chance 0.
    pub fn between(from: ActorId, to: ActorId) -> Self {
        Tie { from, to, affinity: Tie::none(), onward: Tie::none() }
    }

    fn none<B: Bound>() -> Quantity<B> {
        Quantity::plain(0.0)
    }

    fn is_none<B: Bound>(quantity: &Quantity<B>) -> bool {
        *quantity == Quantity::plain(0.0)
    }
}

/// A belief about home: the trustworthiness that is expected of it, and how firmly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Belief {
    /// Expected trustworthiness, 0 to 1.
    pub mean: Quantity<Share>,
    /// Months of experience that stand behind it.
    pub weight: Quantity<Months>,
}

/// A partner's stakes in the larger relationship: what it would lose with it, each 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stakes {
    /// A say in home's policy.
    pub influence: Quantity<Share>,
    /// Aid and protection.
    pub security: Quantity<Share>,
    /// Trade, alliance and the rest.
    pub wider: Quantity<Share>,
}

/// One of the arrangements that supplement trust (Walsh 2007, 2010).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Institution {
    /// The partner can see how its material is handled.
    Monitoring,
    /// Home provides equipment, training or money.
    TechnicalAssistance,
    /// Officers of one service sit with the other.
    Liaison,
    /// A written agreement.
    FormalAgreement,
    /// One side directs part of the other's service.
    Hierarchy,
}

impl Institution {
    /// All five.
    pub const ALL: [Institution; 5] = [
        Institution::Monitoring,
        Institution::TechnicalAssistance,
        Institution::Liaison,
        Institution::FormalAgreement,
        Institution::Hierarchy,
    ];

    /// Name in a sentence: “monitoring”.
    pub fn name(self) -> &'static str {
        PartnerField::from(self).info().name
    }
}

/// The intensity of each institution between a partner and home, each 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Institutions {
    /// See [`Institution::Monitoring`].
    pub monitoring: Quantity<Share>,
    /// See [`Institution::TechnicalAssistance`].
    pub technical_assistance: Quantity<Share>,
    /// See [`Institution::Liaison`].
    pub liaison: Quantity<Share>,
    /// See [`Institution::FormalAgreement`].
    pub formal_agreement: Quantity<Share>,
    /// See [`Institution::Hierarchy`].
    pub hierarchy: Quantity<Share>,
}

impl Default for Institutions {
    fn default() -> Self {
        let none = || Quantity::plain(0.0);
        Institutions {
            monitoring: none(),
            technical_assistance: none(),
            liaison: none(),
            formal_agreement: none(),
            hierarchy: none(),
        }
    }
}

/// A partnership: an actor that shares intelligence with home, and the numbers behind it (model, sections 6, 7 and 9).
///
/// In the engine and in the table of numbers a field has the name of its whole path: `control.mean` is
/// [`PartnerField::ControlMean`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partnership {
    /// Would home break its promise on purpose? A high mean says no.
    pub integrity: Belief,
    /// Can home keep a secret? A high mean says yes.
    pub control: Belief,
    /// Its stakes in the larger relationship.
    pub stakes: Stakes,
    /// The institutions that supplement trust.
    #[serde(default)]
    pub institutions: Institutions,
    /// Worth to home of a month of full sharing; 1 is an ordinary partner.
    pub flow: Quantity<Worth>,
    /// Chance that an honest report is right.
    pub accuracy: Quantity<Accuracy>,
    /// Chance that a report is bent to move home's policy.
    pub shading: Quantity<Probability>,
}

impl Default for Partnership {
    /// An ordinary partner: every number at its default.
    fn default() -> Self {
        use PartnerField as Field;
        fn of<B: Bound>(field: PartnerField) -> Quantity<B> {
            field.info().quantity()
        }
        Partnership {
            integrity: Belief { mean: of(Field::IntegrityMean), weight: of(Field::IntegrityWeight) },
            control: Belief { mean: of(Field::ControlMean), weight: of(Field::ControlWeight) },
            stakes: Stakes {
                influence: of(Field::Influence),
                security: of(Field::Security),
                wider: of(Field::Wider),
            },
            institutions: Institutions {
                monitoring: of(Field::Monitoring),
                technical_assistance: of(Field::TechnicalAssistance),
                liaison: of(Field::Liaison),
                formal_agreement: of(Field::FormalAgreement),
                hierarchy: of(Field::Hierarchy),
            },
            flow: of(Field::Flow),
            accuracy: of(Field::Accuracy),
            shading: of(Field::Shading),
        }
    }
}

/// A material that a partner shares; by default the one that reacts first and hardest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Material {
    /// Content: what the partner knows.
    Content,
    /// Sources and methods: how it knows.
    #[default]
    SourcesAndMethods,
}

impl Material {
    /// Both, in the order in which they are shown.
    pub const ALL: [Material; 2] = [Material::Content, Material::SourcesAndMethods];

    /// The name where room is short: on a plot, beside a number.
    pub fn short_name(self) -> &'static str {
        match self {
            Material::Content => "content",
            Material::SourcesAndMethods => "sources",
        }
    }

    /// The name in running text.
    pub fn name(self) -> &'static str {
        match self {
            Material::Content => "content",
            Material::SourcesAndMethods => "sources and methods",
        }
    }
}

/// One value for each material.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerMaterial<T> {
    /// The value for content.
    pub content: T,
    /// The value for sources and methods.
    pub methods: T,
}

impl<T> PerMaterial<T> {
    /// The value of a material.
    pub fn of(&self, material: Material) -> &T {
        match material {
            Material::Content => &self.content,
            Material::SourcesAndMethods => &self.methods,
        }
    }
}

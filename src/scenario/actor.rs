//! Who is on the map, how they regard each other, and who shares with home.

use super::quantity::bounds::{Accuracy, Affinity, Months, Probability, Share, Worth};
use super::{ActorId, Quantity};
use serde::{Deserialize, Serialize};

/// A place on the map, in map units: one unit is one point at zoom 1, y grows downward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Position(pub f32, pub f32);

/// Somebody on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name that is shown.
    pub name: String,
    /// Where it stands on the map; none until it is laid out or dragged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
    /// What a reader should know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Actor {
    /// An actor with a name and nothing else.
    pub fn named(name: &str) -> Self {
        Actor { name: name.into(), at: None, note: String::new() }
    }
}

/// How one actor stands towards another; directed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// Who regards, and may pass on.
    pub from: ActorId,
    /// Who is regarded, and may be told.
    pub to: ActorId,
    /// How `from` regards `to`: -1 enemy, 0 indifferent, 1 ally.
    #[serde(default = "Tie::none", skip_serializing_if = "Tie::is_none")]
    pub affinity: Quantity<Affinity>,
    /// The chance that `from` hands `to` an item that `to` wants fully.
    #[serde(default = "Tie::none", skip_serializing_if = "Tie::is_none")]
    pub onward: Quantity<Probability>,
}

impl Tie {
    /// A tie that says nothing yet.
    pub fn between(from: ActorId, to: ActorId) -> Self {
        Tie { from, to, affinity: Tie::none(), onward: Tie::none() }
    }

    fn none<B: super::Bound>() -> Quantity<B> {
        Quantity::plain(0.0)
    }

    fn is_none<B: super::Bound>(quantity: &Quantity<B>) -> bool {
        *quantity == Quantity::plain(0.0)
    }
}

/// A belief about home: how likely it is to behave well, and how firmly that is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Belief {
    /// Expected trustworthiness, 0 to 1.
    pub mean: Quantity<Share>,
    /// Months of experience that stand behind it.
    pub weight: Quantity<Months>,
}

impl Belief {
    fn ordinary() -> Self {
        Belief { mean: Quantity::plain(0.85), weight: Quantity::plain(18.0) }
    }
}

/// What a partner would lose with the larger relationship, each 0 to 1.
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

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Institution::Monitoring => "monitoring",
            Institution::TechnicalAssistance => "technical assistance",
            Institution::Liaison => "liaison",
            Institution::FormalAgreement => "formal agreement",
            Institution::Hierarchy => "hierarchy",
        }
    }
}

/// How strong each institution is between a partner and home, each 0 to 1.
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

impl Institutions {
    /// The intensity of one of them.
    pub fn get(&self, institution: Institution) -> &Quantity<Share> {
        match institution {
            Institution::Monitoring => &self.monitoring,
            Institution::TechnicalAssistance => &self.technical_assistance,
            Institution::Liaison => &self.liaison,
            Institution::FormalAgreement => &self.formal_agreement,
            Institution::Hierarchy => &self.hierarchy,
        }
    }

    /// The intensity of one of them, to be changed.
    pub fn get_mut(&mut self, institution: Institution) -> &mut Quantity<Share> {
        match institution {
            Institution::Monitoring => &mut self.monitoring,
            Institution::TechnicalAssistance => &mut self.technical_assistance,
            Institution::Liaison => &mut self.liaison,
            Institution::FormalAgreement => &mut self.formal_agreement,
            Institution::Hierarchy => &mut self.hierarchy,
        }
    }
}

/// An actor that shares intelligence with home, and on what footing (model, section 1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partnership {
    /// Would home break its promise on purpose? A high mean says no.
    pub integrity: Belief,
    /// Can home keep a secret? A high mean says yes.
    pub control: Belief,
    /// What the partner would lose with the larger relationship.
    pub stakes: Stakes,
    /// What supplements trust.
    #[serde(default)]
    pub institutions: Institutions,
    /// What home values a month of full sharing at; 1 is an ordinary partner.
    pub flow: Quantity<Worth>,
    /// Chance that an honest report is right.
    pub accuracy: Quantity<Accuracy>,
    /// Chance that a report is bent to move home's policy.
    pub shading: Quantity<Probability>,
}

impl Default for Partnership {
    /// An ordinary partner, in the middle of the model's ranges.
    fn default() -> Self {
        Partnership {
            integrity: Belief::ordinary(),
            control: Belief::ordinary(),
            stakes: Stakes {
                influence: Quantity::plain(0.5),
                security: Quantity::plain(0.5),
                wider: Quantity::plain(0.5),
            },
            institutions: Institutions {
                liaison: Quantity::plain(0.5),
                formal_agreement: Quantity::plain(0.4),
                ..Institutions::default()
            },
            flow: Quantity::plain(1.0),
            accuracy: Quantity::plain(0.8),
            shading: Quantity::plain(0.1),
        }
    }
}

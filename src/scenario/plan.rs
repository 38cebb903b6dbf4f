//! Plans: who is told what, how the disclosure is prepared, and what is repaired afterwards.

use super::{ActorId, Institution, ItemId, Level, Ordered, RecipientId};
use serde::{Deserialize, Deserializer, Serialize};

/// The preparation of a disclosure: how it comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Preparation {
    /// In the room, on the spur of the moment.
    Spontaneous,
    /// Prepared and cleared by the staff.
    #[default]
    Staffed,
    /// By somebody unauthorised; for history.
    Leak,
    /// Compelled by a court or law; for history.
    Compelled,
    /// Home spied on the partner, or used its material against its terms; for history.
    Misuse,
}

impl Preparation {
    /// All five.
    pub const ALL: [Preparation; 5] = [
        Preparation::Spontaneous,
        Preparation::Staffed,
        Preparation::Leak,
        Preparation::Compelled,
        Preparation::Misuse,
    ];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Preparation::Spontaneous => "in the room",
            Preparation::Staffed => "staffed",
            Preparation::Leak => "leak",
            Preparation::Compelled => "compelled",
            Preparation::Misuse => "misuse",
        }
    }
}

/// Whether the originator was asked, and what it said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permission {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Asked, and granted up to this level.
    Granted(Level),
    /// Asked, and refused.
    Refused,
    /// Asked; the answer is drawn in every history (model, section 14).
    Asked(IfRefused),
}

/// What home does where the originator, asked, grants less than was planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum IfRefused {
    /// Tells no more than was granted.
    #[default]
    HoldBack,
    /// Tells what was planned.
    TellAnyway,
}

impl IfRefused {
    /// What is told where one level was planned and another granted.
    pub fn told(self, planned: Level, granted: Level) -> Level {
        match self {
            IfRefused::HoldBack => planned.min(granted),
            IfRefused::TellAnyway => planned,
        }
    }
}

impl Permission {
    /// The level up to which telling is no breach; `None` where the answer is not known beforehand.
    pub fn granted(self) -> Option<Level> {
        match self {
            Permission::Granted(level) => Some(level),
            Permission::NotAsked | Permission::Refused => Some(Level::Withheld),
            Permission::Asked(_) => None,
        }
    }

    /// Whether the originator was asked, whatever it answered; asking takes time.
    pub fn asked(self) -> bool {
        self != Permission::NotAsked
    }
}

/// The cover of an item: what the recipient is led to believe about its origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cover {
    /// Told as it is.
    #[default]
    None,
    /// Sanitised.
    Partial,
    /// Another origin is shown.
    Full,
}

impl Cover {
    /// All three.
    pub const ALL: [Cover; 3] = [Cover::None, Cover::Partial, Cover::Full];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Cover::None => "none",
            Cover::Partial => "partial",
            Cover::Full => "full",
        }
    }
}

/// The part of a plan about one item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ItemPlan {
    /// Whether the originator is asked first, and its answer.
    pub permission: Permission,
    /// The cover that hides the origin.
    pub cover: Cover,
    /// The level that each recipient is told; a recipient that is not listed is told nothing.
    pub tell: Ordered<RecipientId, Level>,
}

impl ItemPlan {
    /// The level that a recipient is told; `Withheld` if it is not listed.
    pub fn level(&self, recipient: &RecipientId) -> Level {
        self.tell.get(recipient).copied().unwrap_or(Level::Withheld)
    }

    /// The highest level that any recipient is told; `Withheld` if none is listed.
    pub fn highest_told(&self) -> Level {
        self.tell.values().copied().max().unwrap_or(Level::Withheld)
    }
}

/// A kind of repair for one partner (model, section 8).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RepairKind {
    /// Explain and apologise; counts once per partner.
    Explanation,
    /// Fix the procedure that failed; counts once per partner.
    ProceduralFix,
    /// Compensate for a year, with an amount from 0 to 1.
    Compensation(#[serde(deserialize_with = "amount")] f64),
    /// Raise an institution to a new intensity, 0 to 1, for good.
    Institution(Institution, #[serde(deserialize_with = "amount")] f64),
}

fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let amount = f64::deserialize(from)?;
    if (0.0..=1.0).contains(&amount) {
        Ok(amount)
    } else {
        Err(serde::de::Error::custom(format!("an amount must lie between 0 and 1, not {amount}")))
    }
}

impl RepairKind {
    /// Its name in a sentence.
    pub fn name(self) -> String {
        match self {
            RepairKind::Explanation => "explain and apologise".into(),
            RepairKind::ProceduralFix => "fix the procedure".into(),
            RepairKind::Compensation(_) => "compensate".into(),
            // A newcomer takes the bare word for rank.
            RepairKind::Institution(Institution::Hierarchy, _) => "build hierarchy (oversight)".into(),
            RepairKind::Institution(which, _) => format!("build {}", which.name()),
        }
    }
}

/// One repair, for one partner, in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// The month after the meeting in which it is made; 1 at the earliest.
    #[serde(deserialize_with = "repair_month")]
    pub month: u32,
    /// The partner.
    pub partner: ActorId,
    /// The kind of repair.
    pub kind: RepairKind,
}

fn repair_month<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    match u32::deserialize(from)? {
        0 => Err(serde::de::Error::custom("a repair can be made in month 1 at the earliest")),
        month => Ok(month),
    }
}

/// A plan for the meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The name that is shown.
    pub name: String,
    /// The preparation of the disclosure.
    #[serde(default)]
    pub preparation: Preparation,
    /// The part about each item; an item that is not listed is withheld.
    #[serde(default)]
    pub items: Ordered<ItemId, ItemPlan>,
    /// The recipients that are asked for a concession.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<RecipientId>,
    /// The repairs afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<Repair>,
    /// A note for readers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Plan {
    /// A plan that tells nobody anything.
    pub fn named(name: &str) -> Self {
        Plan {
            name: name.into(),
            preparation: Preparation::default(),
            items: Ordered::default(),
            asks: Vec::new(),
            repairs: Vec::new(),
            note: String::new(),
        }
    }

    /// Whether both decide alike, whatever they are called.
    pub fn decides_like(&self, other: &Plan) -> bool {
        self.preparation == other.preparation
            && self.items == other.items
            && self.asks == other.asks
            && self.repairs == other.repairs
    }

    /// The part about an item; the default, which withholds it, if it is not listed.
    pub fn item(&self, item: &ItemId) -> ItemPlan {
        self.items.get(item).cloned().unwrap_or_default()
    }

    /// The level of an item that a recipient is told; `Withheld` if either is not listed.
    pub fn level(&self, item: &ItemId, recipient: &RecipientId) -> Level {
        self.items.get(item).map_or(Level::Withheld, |plan| plan.level(recipient))
    }

    /// Sets the level of an item that a recipient is told.
    pub fn set_level(&mut self, item: &ItemId, recipient: &RecipientId, level: Level) {
        let mut plan = self.item(item);
        if level == Level::Withheld {
            plan.tell.remove(recipient);
        } else {
            plan.tell.put(recipient.clone(), level);
        }
        self.items.put(item.clone(), plan);
    }

    /// True if any recipient is told any item.
    pub fn tells_anybody(&self) -> bool {
        self.items.values().any(|plan| plan.tell.values().any(|level| *level > Level::Withheld))
    }

    /// The same way into the meeting with nobody told anything and nothing repaired.
    pub fn withholding(&self) -> Plan {
        Plan::named(&self.name)
    }
}

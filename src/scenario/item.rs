//! The pieces of intelligence that could be revealed, and at which detail.

use super::quantity::bounds::{HalfLife, Share, Sources, Worth};
use super::{ActorId, ItemField, Ordered, Quantity, RecipientId, Scenario};
use serde::{Deserialize, Serialize};

/// The level of detail at which an item is told; each includes the ones before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Nothing.
    #[default]
    Withheld,
    /// The bare claim, without detail.
    Gist,
    /// The report itself.
    Content,
    /// Place, time and who.
    Context,
    /// The way in which it is known.
    SourcesMethods,
}

impl Level {
    /// All five, from nothing to everything.
    pub const ALL: [Level; 5] =
        [Level::Withheld, Level::Gist, Level::Content, Level::Context, Level::SourcesMethods];

    /// 0 for withheld to 4 for sources and methods.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The level with this number; the highest, if the number is too large.
    pub fn from_index(index: usize) -> Self {
        Level::ALL[index.min(4)]
    }

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Level::Withheld => "withheld",
            Level::Gist => "gist",
            Level::Content => "content",
            Level::Context => "context",
            Level::SourcesMethods => "sources and methods",
        }
    }
}

/// The promise to the originator when it shared the item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Promise {
    /// Nothing was promised.
    None,
    /// Understood, not said.
    Implicit,
    /// Said or written: not to be passed on without consent.
    #[default]
    Explicit,
}

impl Promise {
    /// All three.
    pub const ALL: [Promise; 3] = [Promise::None, Promise::Implicit, Promise::Explicit];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Promise::None => "none",
            Promise::Implicit => "implicit",
            Promise::Explicit => "explicit",
        }
    }
}

/// The words in which each level would be told; empty where nobody has written them yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// The bare claim, without detail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub gist: String,
    /// The report itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Place, time and who.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub context: String,
    /// The way in which it is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sources_methods: String,
}

impl Words {
    /// The words for a level; none for withheld.
    pub fn at(&self, level: Level) -> &str {
        match level {
            Level::Withheld => "",
            Level::Gist => &self.gist,
            Level::Content => &self.content,
            Level::Context => &self.context,
            Level::SourcesMethods => &self.sources_methods,
        }
    }

    /// The words for a level, to be changed; `None` for withheld.
    pub fn at_mut(&mut self, level: Level) -> Option<&mut String> {
        match level {
            Level::Withheld => None,
            Level::Gist => Some(&mut self.gist),
            Level::Content => Some(&mut self.content),
            Level::Context => Some(&mut self.context),
            Level::SourcesMethods => Some(&mut self.sources_methods),
        }
    }
}

/// A piece of intelligence (model, section 1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The name that is shown.
    pub name: String,
    /// The originator: a partner, or home for home's own item.
    pub originator: ActorId,
    /// The promise to the originator.
    #[serde(default)]
    pub promise: Promise,
    /// Harm to the originator if the source is found, 0 to 1.
    pub sensitivity: Quantity<Share>,
    /// How many sources or methods could have produced it.
    pub plausible_sources: Quantity<Sources>,
    /// The actors that already hold it, each with its level.
    #[serde(default)]
    pub holders: Ordered<ActorId, Level>,
    /// The interest of each actor in it; an actor that is not listed has none. The originator always wants it.
    #[serde(default)]
    pub interest: Ordered<ActorId, Quantity<Share>>,
    /// What it is worth to home that a recipient acts on it, without any bargain; 0 where it is not listed.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub warning: Ordered<RecipientId, Quantity<Worth>>,
    /// The part of the originator's flow that comes from this source.
    pub source_share: Quantity<Share>,
    /// Months in which its value halves.
    pub half_life_months: Quantity<HalfLife>,
    /// The words in which each level would be told.
    #[serde(default)]
    pub words: Words,
}

impl Item {
    /// An ordinary item of an originator's, to start from.
    pub fn from_originator(name: &str, originator: ActorId) -> Self {
        Item {
            name: name.into(),
            originator,
            promise: Promise::Explicit,
            sensitivity: ItemField::Sensitivity.info().quantity(),
            plausible_sources: ItemField::PlausibleSources.info().quantity(),
            holders: Ordered::default(),
            interest: Ordered::default(),
            warning: Ordered::default(),
            source_share: ItemField::SourceShare.info().quantity(),
            half_life_months: ItemField::HalfLife.info().quantity(),
            words: Words::default(),
        }
    }
}

impl Scenario {
    /// The promise that binds home about an item. About its own there is none, whatever the item says: nobody gave it.
    pub fn promise(&self, item: &Item) -> Promise {
        if item.originator == self.home { Promise::None } else { item.promise }
    }
}

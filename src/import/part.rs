//! The parts of a case that a table may list.

use super::field::{Facet, Field, NumberField};
use crate::scenario::{ItemField, Level, PartnerField, TieField};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Actors on the map.
    Actors,
    /// Ties from one actor to another.
    Ties,
    /// Partnerships with home.
    Partnerships,
    /// Items.
    Items,
    /// Actors that hold an item, each with its level.
    Holders,
    /// Interests of actors in items.
    Interests,
    /// Worths of warning a recipient of an item.
    Warnings,
}

impl Part {
    /// All of them, each after those that it refers to.
    pub const ALL: [Part; 7] = [
        Part::Actors,
        Part::Ties,
        Part::Partnerships,
        Part::Items,
        Part::Holders,
        Part::Interests,
        Part::Warnings,
    ];

    /// Its name in the plural: “actors”; also the name of its sheet in a workbook to fill in.
    pub fn name(self) -> &'static str {
        match self {
            Part::Actors => "actors",
            Part::Ties => "ties",
            Part::Partnerships => "partnerships",
            Part::Items => "items",
            Part::Holders => "holders",
            Part::Interests => "interests",
            Part::Warnings => "warnings",
        }
    }

    /// The name of one: “actor”.
    pub fn singular(self) -> &'static str {
        match self {
            Part::Actors => "actor",
            Part::Ties => "tie",
            Part::Partnerships => "partnership",
            Part::Items => "item",
            Part::Holders => "holder",
            Part::Interests => "interest",
            Part::Warnings => "warning",
        }
    }

    /// Other names under which files list it, in lower case.
    pub(super) fn synonyms(self) -> &'static [&'static str] {
        match self {
            Part::Actors => &["actor", "node", "nodes", "people", "countries", "services", "vertices"],
            Part::Ties => &["tie", "edge", "edges", "links", "relations", "arcs"],
            Part::Partnerships => &["partnership", "partners", "partner"],
            Part::Items => &["item", "intelligence", "secrets", "reports"],
            Part::Holders => &["holder", "held by", "who knows"],
            Part::Interests => &["interest", "wants"],
            Part::Warnings => &["warning"],
        }
    }

    /// The fields without which a row says nothing; of each group one.
    pub(super) fn needed(self) -> &'static [&'static [Field]] {
        match self {
            Part::Actors => &[&[Field::Name, Field::Id]],
            Part::Ties => &[&[Field::From], &[Field::To]],
            Part::Partnerships => &[&[Field::Partner]],
            Part::Items => &[&[Field::Name, Field::Id]],
            Part::Holders => &[&[Field::Item], &[Field::Actor]],
            Part::Interests => &[&[Field::Item], &[Field::Actor]],
            Part::Warnings => &[&[Field::Item], &[Field::Recipient]],
        }
    }

    /// The fields of a row that are no numbers, in the order in which a workbook to fill in has them.
    pub(super) fn plain_fields(self) -> Vec<Field> {
        match self {
            Part::Actors => {
                vec![Field::Name, Field::Id, Field::Note, Field::Home, Field::MapX, Field::MapY]
            }
            Part::Ties => vec![Field::From, Field::To],
            Part::Partnerships => vec![Field::Partner],
            Part::Items => {
                let words = Level::ALL[1..].iter().map(|level| Field::Words(*level));
                [Field::Name, Field::Id, Field::Originator, Field::Promise].into_iter().chain(words).collect()
            }
            Part::Holders => vec![Field::Item, Field::Actor, Field::Level],
            Part::Interests => vec![Field::Item, Field::Actor],
            Part::Warnings => vec![Field::Item, Field::Recipient],
        }
    }

    /// The numbers of a row.
    pub(super) fn numbers(self) -> Vec<NumberField> {
        match self {
            Part::Actors | Part::Holders => Vec::new(),
            Part::Ties => TieField::ALL.iter().copied().map(NumberField::Tie).collect(),
            Part::Partnerships => PartnerField::ALL.iter().copied().map(NumberField::Partner).collect(),
            Part::Items => ItemField::ALL.iter().copied().map(NumberField::Item).collect(),
            Part::Interests => vec![NumberField::Interest],
            Part::Warnings => vec![NumberField::Warning],
        }
    }

    /// Every field of a row.
    pub fn fields(self) -> Vec<Field> {
        let facets = |number: NumberField| Facet::ALL.map(|facet| Field::Number(number, facet));
        self.plain_fields().into_iter().chain(self.numbers().into_iter().flat_map(facets)).collect()
    }
}

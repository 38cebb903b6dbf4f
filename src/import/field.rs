//! The fields that a column may hold.

use crate::scenario::{INTEREST, ItemField, Level, NumberInfo, PartnerField, TieField, WARNING};

/// A number that a row may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberField {
    /// Of a tie.
    Tie(TieField),
    /// Of a partnership.
    Partner(PartnerField),
    /// Of an item.
    Item(ItemField),
    /// An actor’s interest in an item.
    Interest,
    /// The worth of warning a recipient of an item.
    Warning,
}

impl NumberField {
    /// Its row of the table of numbers.
    pub fn info(self) -> &'static NumberInfo {
        match self {
            NumberField::Tie(field) => field.info(),
            NumberField::Partner(field) => field.info(),
            NumberField::Item(field) => field.info(),
            NumberField::Interest => &INTEREST,
            NumberField::Warning => &WARNING,
        }
    }
}

/// Which part of a number a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The likely value, or a word for a range.
    Likely,
    /// The low end of its range.
    Low,
    /// The high end of its range.
    High,
    /// Where it comes from.
    From,
    /// A note on it.
    Note,
}

impl Facet {
    /// All of them, the likely value first.
    pub const ALL: [Facet; 5] = [Facet::Likely, Facet::Low, Facet::High, Facet::From, Facet::Note];

    /// What its column’s heading ends with.
    fn suffix(self) -> &'static str {
        match self {
            Facet::Likely => "",
            Facet::Low => ": low",
            Facet::High => ": high",
            Facet::From => ": from",
            Facet::Note => ": note",
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The id of an actor or item.
    Id,
    /// The name of an actor or item.
    Name,
    /// A note on an actor.
    Note,
    /// Whether the actor is home.
    Home,
    /// The place on the map, from left to right.
    MapX,
    /// The place on the map, from top to bottom.
    MapY,
    /// The actor from which a tie leads.
    From,
    /// The actor to which a tie leads.
    To,
    /// The actor that is a partner.
    Partner,
    /// The originator of an item.
    Originator,
    /// The promise to the originator.
    Promise,
    /// The words in which an item would be told.
    Words(Level),
    /// An item.
    Item,
    /// An actor.
    Actor,
    /// The level at which an item is held.
    Level,
    /// A recipient.
    Recipient,
    /// A number.
    Number(NumberField, Facet),
}

impl Field {
    /// Its name: the heading of its column in a workbook to fill in.
    pub fn name(self) -> String {
        match self {
            Field::Id => "id".into(),
            Field::Name => "name".into(),
            Field::Note => "note".into(),
            Field::Home => "home".into(),
            Field::MapX => "map x".into(),
            Field::MapY => "map y".into(),
            Field::From => "from".into(),
            Field::To => "to".into(),
            Field::Partner => "partner".into(),
            Field::Originator => "originator".into(),
            Field::Promise => "promise".into(),
            Field::Words(level) => format!("words: {}", level.name()),
            Field::Item => "item".into(),
            Field::Actor => "actor".into(),
            Field::Level => "level".into(),
            Field::Recipient => "recipient".into(),
            Field::Number(number, facet) => format!("{}{}", number.info().name, facet.suffix()),
        }
    }

    /// Other headings under which files hold it, in lower case.
    pub(super) fn synonyms(self) -> &'static [&'static str] {
        match self {
            Field::Id => &["key", "code"],
            Field::Name => &["label", "title", "actor", "item", "who", "country", "service"],
            Field::Note => &["notes", "comment", "remark", "remarks", "description"],
            Field::Home => &["is home", "decides"],
            Field::MapX => &["x"],
            Field::MapY => &["y"],
            Field::From => &["source", "from actor", "tail", "from id"],
            Field::To => &["target", "to actor", "head", "to id"],
            Field::Partner => &["name", "actor", "id", "who", "country", "service"],
            Field::Originator => &["given by", "from", "owner", "partner", "source"],
            Field::Promise => &["promised"],
            Field::Words(_) | Field::Actor => &[],
            Field::Item => &["what"],
            Field::Level => &["detail", "holds"],
            Field::Recipient => &["actor", "who"],
            Field::Number(NumberField::Tie(TieField::Affinity), Facet::Likely) => {
                &["regard", "attitude", "sign", "affinity"]
            }
            Field::Number(NumberField::Tie(TieField::Onward), Facet::Likely) => {
                &["chance", "probability", "tells", "onward", "passes on"]
            }
            Field::Number(NumberField::Interest, Facet::Likely) => &["interest", "wants"],
            Field::Number(NumberField::Warning, Facet::Likely) => &["warning", "worth"],
            Field::Number(..) => &[],
        }
    }
}

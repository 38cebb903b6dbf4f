//! The positions that a label can take relative to its mark, whatever is around it, each with what it costs alone. What the
//! costs are set against, [`candidates`](super::candidates) tells.

use egui::{Align, Vec2, vec2};
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Distances from the rim of the mark to the label in points, with the cost of each. Nearer is better, more
/// than in proportion. 8 points away (5) a label still clearly belongs to its mark, which is preferred to a side
/// aslant (6 to 8); 20 points away (18) is worse than any side beside the mark (8 at most); at 36 points (90) one
/// no longer sees whose label it is, which is worse than doing without the note line (80).
pub(super) const RINGS: [(f32, f32); 4] = [(0.0, 0.0), (8.0, 5.0), (20.0, 18.0), (36.0, 90.0)];

/// The part of a label that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) enum Detail {
    /// All of it, with room for a preview.
    Full,
    /// Without room for a preview, which takes the place of the note line.
    NoPreviewRoom,
    /// The name alone.
    NameOnly,
    /// The start of a long name alone.
    ShortName,
}

impl Detail {
    pub const ALL: [Detail; 4] = [Detail::Full, Detail::NoPreviewRoom, Detail::NameOnly, Detail::ShortName];

    /// The cost of leaving out the rest. The room for a preview (20) is worth moving 20 points away from the mark
    /// (18), but not being nearer to another mark (30). The note line (80) is worth being nearer to another mark or
    /// lying on an arrow (70 at most), but not both, nor moving 36 points away (90), where the name itself could no
    /// longer be attributed. The rest of a long name (50 more) is worth being nearer to another mark (30), but not lying on
    /// an arrow (60 and more).
    pub const fn cost(self) -> f32 {
        match self {
            Detail::Full => 0.0,
            Detail::NoPreviewRoom => 20.0,
            Detail::NameOnly => 80.0,
            Detail::ShortName => 130.0,
        }
    }

    /// The same of a label that has no note line: cut short, it loses only the rest of its name.
    const fn cost_without_note(self) -> f32 {
        match self {
            Detail::ShortName => Detail::ShortName.cost() - Detail::NameOnly.cost(),
            Detail::Full | Detail::NoPreviewRoom | Detail::NameOnly => self.cost(),
        }
    }
}

/// A position that a label can take relative to its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) struct LabelPosition {
    pub(super) side: Side,
    /// The distance from the mark, as an index of [`RINGS`].
    pub(super) ring: u8,
    pub detail: Detail,
}

impl LabelPosition {
    /// How the lines of the label are aligned.
    pub fn align(self) -> Align {
        self.side.align()
    }

    /// Whether the label is over its mark.
    pub fn is_above(self) -> bool {
        self.side.is_above()
    }
}

/// The side of its mark on which a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Below,
    Left,
    Right,
    Above,
    BelowLeft,
    BelowRight,
    AboveLeft,
    AboveRight,
    /// Below or above, with most of the text to one side of the mark's middle.
    BelowMostlyLeft,
    BelowMostlyRight,
    AboveMostlyLeft,
    AboveMostlyRight,
    /// Below or above, with all of the text to one side of the mark's middle.
    BelowAllLeft,
    BelowAllRight,
    AboveAllLeft,
    AboveAllRight,
    /// Beside the mark, lower or higher by half the height of the text.
    LeftLower,
    LeftHigher,
    RightLower,
    RightHigher,
}

impl Side {
    /// All sides with the cost of each:
    ///
    /// - 0: below, as on most maps and diagrams;
    /// - 2: above, which is centred on the mark as well;
    /// - 3: left and right, where the lines are no longer centred on the mark;
    /// - 4: below, mostly to one side: still in reading order, but off centre;
    /// - 6: aslant, above and mostly to one side, or below and wholly to one side: one has to look twice whose
    ///   label it is;
    /// - 7: beside the mark and shifted by half the text, where neither an edge nor the middle is aligned;
    /// - 8: above and wholly to one side, which is off in both directions.
    ///
    /// All are below 12 (`candidates::KEEPS_POSITION`), so that no label changes its side for looks alone, and below 18, the
    /// cost of 20 points away ([`RINGS`]), so that a label takes any other side before it leaves its mark. Of two
    /// sides that cost the same, the first in this list is taken.
    pub const ALL: [(Side, f32); 20] = [
        (Side::Below, 0.0),
        (Side::Left, 3.0),
        (Side::Right, 3.0),
        (Side::Above, 2.0),
        (Side::BelowLeft, 6.0),
        (Side::BelowRight, 6.0),
        (Side::AboveLeft, 6.0),
        (Side::AboveRight, 6.0),
        (Side::BelowMostlyLeft, 4.0),
        (Side::BelowMostlyRight, 4.0),
        (Side::AboveMostlyLeft, 6.0),
        (Side::AboveMostlyRight, 6.0),
        (Side::BelowAllLeft, 6.0),
        (Side::BelowAllRight, 6.0),
        (Side::AboveAllLeft, 8.0),
        (Side::AboveAllRight, 8.0),
        (Side::LeftLower, 7.0),
        (Side::LeftHigher, 7.0),
        (Side::RightLower, 7.0),
        (Side::RightHigher, 7.0),
    ];

    /// From the middle of the mark to the middle of a label of this size whose nearest edge is `gap` away
    /// from that middle, all in points.
    pub fn offset(self, gap: f32, size: Vec2) -> Vec2 {
        let (across, down) = (gap + 0.5 * size.x, gap + 0.5 * size.y);
        // On the diagonal the rim of a round mark is 0.71 of the distance away in each direction.
        let (aslant, aslant_down) = (0.8 * gap + 0.5 * size.x, 0.8 * gap);
        // A fifth of the text stays on the other side of the mark's middle.
        let mostly = 0.3 * size.x;
        // The first or last letter starts a little beside the mark's middle.
        let all = 0.5 * size.x + 4.0;
        let half_text = 0.5 * size.y;
        match self {
            Side::Below => vec2(0.0, down),
            Side::Left => vec2(-across, 0.0),
            Side::Right => vec2(across, 0.0),
            Side::Above => vec2(0.0, -down),
            Side::BelowLeft => vec2(-aslant, aslant_down),
            Side::BelowRight => vec2(aslant, aslant_down),
            Side::AboveLeft => vec2(-aslant, -aslant_down),
            Side::AboveRight => vec2(aslant, -aslant_down),
            Side::BelowMostlyLeft => vec2(-mostly, down),
            Side::BelowMostlyRight => vec2(mostly, down),
            Side::AboveMostlyLeft => vec2(-mostly, -down),
            Side::AboveMostlyRight => vec2(mostly, -down),
            Side::BelowAllLeft => vec2(-all, down),
            Side::BelowAllRight => vec2(all, down),
            Side::AboveAllLeft => vec2(-all, -down),
            Side::AboveAllRight => vec2(all, -down),
            Side::LeftLower => vec2(-across, half_text),
            Side::LeftHigher => vec2(-across, -half_text),
            Side::RightLower => vec2(across, half_text),
            Side::RightHigher => vec2(across, -half_text),
        }
    }

    /// How the lines of a label are aligned: towards the mark, or centred over or under it.
    pub fn align(self) -> Align {
        use Side::*;
        match self {
            Left | LeftLower | LeftHigher | BelowLeft | AboveLeft | BelowAllLeft | AboveAllLeft => Align::Max,
            Right | RightLower | RightHigher | BelowRight | AboveRight | BelowAllRight | AboveAllRight => {
                Align::Min
            }
            Below | Above | BelowMostlyLeft | BelowMostlyRight | AboveMostlyLeft | AboveMostlyRight => {
                Align::Center
            }
        }
    }

    /// Whether the label is over its mark: then its last line is next to the mark, and a preview comes
    /// over its first.
    pub fn is_above(self) -> bool {
        use Side::*;
        matches!(self, Above | AboveMostlyLeft | AboveMostlyRight | AboveAllLeft | AboveAllRight)
    }
}

/// What a position costs alone, or a place with all that is around it; by it they are compared. A position alone is never
/// forbidden.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    /// Whether it covers a mark, a lane, a text or another label, or leaves the map: then every place that does not comes
    /// first, whatever the sums.
    pub is_forbidden: bool,
    /// The sum of its costs.
    pub cost: f32,
    /// Its number in the order of details, rings and sides: of two places that cost the same, the first is taken.
    pub rank: u16,
}

impl Price {
    /// Compares two prices; equal only for the same place.
    #[inline]
    pub fn cmp(&self, other: &Price) -> Ordering {
        let by_rule = self.is_forbidden.cmp(&other.is_forbidden);
        by_rule.then(self.cost.total_cmp(&other.cost)).then(self.rank.cmp(&other.rank))
    }
}

/// A position with the price of it alone.
pub(super) struct PricedPosition {
    pub position: LabelPosition,
    pub price: Price,
}

/// Every position, the cheapest first.
pub(super) static POSITIONS: LazyLock<Vec<PricedPosition>> = LazyLock::new(|| priced(Detail::cost));

/// The same of labels that have no note line.
pub(super) static POSITIONS_WITHOUT_NOTE: LazyLock<Vec<PricedPosition>> =
    LazyLock::new(|| priced(Detail::cost_without_note));

/// Every position with its price, the cheapest first, given the cost of each detail.
fn priced(cost_of: fn(Detail) -> f32) -> Vec<PricedPosition> {
    let mut positions = Vec::with_capacity(Detail::ALL.len() * RINGS.len() * Side::ALL.len());
    for detail in Detail::ALL {
        for (ring, (_, ring_cost)) in RINGS.into_iter().enumerate() {
            for (side, side_cost) in Side::ALL {
                let position = LabelPosition { side, ring: ring as u8, detail };
                let (cost, rank) = (side_cost + ring_cost + cost_of(detail), positions.len() as u16);
                positions.push(PricedPosition { position, price: Price { is_forbidden: false, cost, rank } });
            }
        }
    }
    positions.sort_unstable_by(|one, other| one.price.cmp(&other.price));
    positions
}

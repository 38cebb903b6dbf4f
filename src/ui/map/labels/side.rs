//! The positions round a mark that a label may take, and what each costs by itself.

use egui::{Align, Vec2, vec2};

/// A position of a label relative to its mark.
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
    /// All sides with the cost of each. Below is best, because maps and diagrams are read that way;
    /// straight above, left and right come next; then sides that are aslant, where one has to look twice
    /// whose label it is. All costs lie within 8, less than two steps away from the mark (see
    /// [`RINGS`]): a label rather takes any other side than leave its mark. Of two sides that cost the
    /// same, the first in this list is taken.
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

/// Distances from the rim of the mark to the label in points, with the cost of each. Nearer is better,
/// more than in proportion: at 36 points one no longer sees whose label it is, which costs more than
/// leaving out the note line (60).
pub(super) const RINGS: [(f32, f32); 4] = [(0.0, 0.0), (8.0, 5.0), (20.0, 18.0), (36.0, 70.0)];

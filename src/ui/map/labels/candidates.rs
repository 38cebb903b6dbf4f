//! The candidates for the place of a label, each with its cost: sides of its mark, distances from it, and
//! shorter versions of its text.
//!
//! Costs have no unit; only their order and their sums matter. From the lightest to the heaviest:
//!
//! | cost | of |
//! |---|---|
//! | 0 to 8 | the side of the mark ([`Side::ALL`]) |
//! | 0, 5, 18, 90 | the distance from the mark ([`RINGS`]) |
//! | −12 | staying where it was ([`KEEPS_POSITION`]) |
//! | 1.5 for 6 points | covering an arc (`ON_ARC`): about 20 along a note line |
//! | 20 | no room for a preview ([`Detail::cost`]) |
//! | 30 | being nearer to another mark ([`NEARER_TO_ANOTHER_MARK`]) |
//! | 60, and 0.5 for 6 points | lying on an arrow (`ACROSS_ARROW`, `ON_ARROW`): about 70 along a note line |
//! | 80 | no note line ([`Detail::cost`]) |
//! | 400 and more | covering a mark, a lane or a text, or leaving the map (`FORBIDDEN`) |
//! | 1600 and more | covering another label (in the search among candidates, `search`) |
//!
//! The last two are forbidden: whatever else they cost, such places come after all others
//! ([`Price::is_forbidden`]), and the sums decide only among themselves.
//!
//! The sizes are not measured but set against each other: each weight says which of its neighbours it must stay
//! above or below, and why. Lengths are in points and areas in square points.

use super::obstacles::{ACROSS_ARROW, FORBIDDEN, LINE_GAP, ObstacleGrid, Obstacles};
use egui::{Align, Pos2, Rect, Vec2, vec2};
use std::cell::{Cell, OnceCell};
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Distances from the rim of the mark to the label in points, with the cost of each. Nearer is better, more
/// than in proportion. 8 points away (5) a label still clearly belongs to its mark, which is preferred to a side
/// aslant (6 to 8); 20 points away (18) is worse than any side beside the mark (8 at most); at 36 points (90) one
/// no longer sees whose label it is, which is worse than doing without the note line (80).
const RINGS: [(f32, f32); 4] = [(0.0, 0.0), (8.0, 5.0), (20.0, 18.0), (36.0, 90.0)];

/// The saving of the position of the frame before. More than the difference between any two sides (8), so that
/// labels stay when something near them changes a little; less than anything that makes a label hard to read or
/// to attribute (18 for 20 points away, and all that is heavier), so that they do move when it matters.
const KEEPS_POSITION: f32 = 12.0;
/// The cost of being nearer to another mark than to its own: a reader would take it for the other's name. More
/// than 20 points away (18), where it would at least be nearest to its own mark; less than the loss of the note
/// line (80), because alignment and side still tell whose label it is.
const NEARER_TO_ANOTHER_MARK: f32 = 30.0;
/// The share of its cost that a place has for a preview which does not fit: a preview is there only for a
/// moment. It makes one forbidden overlap of the preview cost as much as leaving out the room for it (20), so that
/// the room is given up where it would be worth nothing.
const PREVIEW_PART: f32 = Detail::NoPreviewRoom.cost() / FORBIDDEN;

/// The distance from a text to the outer edge of its halo.
const HALO: f32 = 3.0;

/// A label to be placed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct LabelRequest {
    /// The middle of its mark.
    pub anchor: Pos2,
    /// The distance from there to the rim of the mark.
    pub radius: f32,
    /// The size of the text at each [`Detail`], in their order.
    pub sizes: [Vec2; 3],
    /// The greatest width of a preview, which is kept clear as far as there is room.
    pub preview_width: f32,
    /// Whether an arc across it is as bad as an arrow: for a short label, which has many places that are clear.
    pub avoids_arcs: bool,
    /// Labels of a lower rank choose first, and are kept where not all have room.
    pub rank: u8,
}

/// The part of a label that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) enum Detail {
    /// All of it, with room for a preview.
    Full,
    /// Without room for a preview, which takes the place of the note line.
    NoPreviewRoom,
    /// The name alone.
    NameOnly,
}

impl Detail {
    const ALL: [Detail; 3] = [Detail::Full, Detail::NoPreviewRoom, Detail::NameOnly];

    /// The cost of leaving out the rest. The room for a preview (20) is worth moving 20 points away from the mark
    /// (18), but not being nearer to another mark (30). The note line (80) is worth being nearer to another mark or
    /// lying on an arrow (70 at most), but not both, nor moving 36 points away (90), where the name itself could no
    /// longer be attributed.
    pub const fn cost(self) -> f32 {
        match self {
            Detail::Full => 0.0,
            Detail::NoPreviewRoom => 20.0,
            Detail::NameOnly => 80.0,
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

/// The place of a label.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui::map) struct Placement {
    /// Its place on the screen, with the room that is kept for a preview.
    pub rect: Rect,
    /// Its position relative to its mark.
    pub position: LabelPosition,
    /// Whether no line and no lane runs below it, so that it is read without a halo.
    pub is_clear: bool,
}

impl Placement {
    /// A position with its place among obstacles.
    pub(super) fn of(rect: Rect, position: LabelPosition, obstacles: &Obstacles) -> Self {
        Placement { rect, position, is_clear: !obstacles.cross(rect, HALO) }
    }
}

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
    /// All are below 12 ([`KEEPS_POSITION`]), so that no label changes its side for looks alone, and below 18, the
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

/// What a place costs, by which places are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    /// Whether it covers a mark, a lane, a text or another label, or leaves the map: then every place that does not comes
    /// first, whatever the sums.
    pub is_forbidden: bool,
    /// The sum of its costs.
    pub cost: f32,
    /// Its number in the order of details, rings and sides: of two places that cost the same, the first is taken.
    pub rank: u8,
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
struct PricedPosition {
    position: LabelPosition,
    price: Price,
}

/// Every position, the cheapest first.
static POSITIONS: LazyLock<Vec<PricedPosition>> = LazyLock::new(|| {
    let mut positions = Vec::with_capacity(Detail::ALL.len() * RINGS.len() * Side::ALL.len());
    for detail in Detail::ALL {
        for (ring, (_, ring_cost)) in RINGS.into_iter().enumerate() {
            for (side, side_cost) in Side::ALL {
                let position = LabelPosition { side, ring: ring as u8, detail };
                let (cost, rank) = (side_cost + ring_cost + detail.cost(), positions.len() as u8);
                positions.push(PricedPosition { position, price: Price { is_forbidden: false, cost, rank } });
            }
        }
    }
    positions.sort_unstable_by(|one, other| one.price.cmp(&other.price));
    positions
});

/// A place that a label can take.
struct Candidate {
    rect: Rect,
    priced: &'static PricedPosition,
    verdict: OnceCell<Verdict>,
    hider: Cell<Option<usize>>,
}

/// What is known of a place, whatever the other labels do and wherever the label was before.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    /// No less than that of its position alone.
    price: Price,
    /// Whether an arrow runs across it.
    is_on_arrow: bool,
}

/// A place of a label among its candidates.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its index among the candidates.
    index: usize,
    pub rect: Rect,
    /// What it costs, whatever the other labels do; less if the label was there before.
    pub price: Price,
    /// Whether an arrow runs across it.
    pub is_on_arrow: bool,
}

/// All places of a label, in the order of the costs of their positions. None is judged before it is asked about: most
/// labels have a good place among the first.
pub(super) struct Candidates<'r> {
    request: &'r LabelRequest,
    all: Vec<Candidate>,
    /// The area of all places.
    pub around: Rect,
    obstacles: &'r ObstacleGrid<'r>,
    /// The marks of other labels that may be nearer to one of the places than its own.
    others: Vec<LabelledMark>,
    /// The index of the place where the label was before, which costs less.
    previous: Option<usize>,
    /// Their indexes in the order of their prices; empty until all were judged.
    by_price: OnceCell<Vec<usize>>,
}

impl<'r> Candidates<'r> {
    /// The places of a label; none where its mark is not on the map: names of marks that nobody sees would only heap up
    /// along its edge.
    pub fn of(requests: &'r [LabelRequest], label: usize, obstacles: &'r ObstacleGrid<'r>) -> Self {
        let request = &requests[label];
        let is_on_map = request.is_on_map(obstacles.space);
        let all = if is_on_map { places(request, obstacles.space) } else { Vec::new() };
        let around = all.iter().fold(Rect::NOTHING, |around, one| around.union(one.rect));
        Candidates {
            request,
            obstacles,
            others: others_that_may_be_nearer(requests, request, &all, around),
            all,
            around,
            previous: None,
            by_price: OnceCell::new(),
        }
    }

    /// What was found out about the places.
    pub fn findings(&self) -> Findings {
        let verdicts = self.all.iter().map(|one| one.verdict.get().copied()).collect();
        Findings { others: self.others.clone(), verdicts }
    }

    /// Takes over what was found out about the places for the same request, in the same space, with the same obstacles
    /// in the [area](Self::area) that weighs on them; nothing if other marks may be nearer than then.
    pub fn recall(&mut self, findings: &Findings) {
        if findings.others != self.others {
            return;
        }
        for (one, verdict) in self.all.iter_mut().zip(&findings.verdicts) {
            one.verdict = verdict.map_or_else(OnceCell::new, OnceCell::from);
        }
    }

    /// Lets the place cost less where the label was before.
    pub fn favor(&mut self, previous: Option<LabelPosition>) {
        let is_previous = |one: &Candidate| Some(one.priced.position) == previous;
        self.previous = previous.and_then(|_| self.all.iter().position(is_previous));
    }

    /// All places in the order of details, rings and sides.
    pub fn in_order(&self) -> Vec<Place> {
        let mut places: Vec<Place> = (0..self.all.len()).map(|index| self.place(index)).collect();
        places.sort_unstable_by_key(|place| place.price.rank);
        places
    }

    /// The places that are not forbidden, the cheapest first.
    pub fn good(&self) -> Vec<Place> {
        let places = self.by_price().iter().map(|index| self.place(*index));
        let mut good: Vec<Place> = places.take_while(|place| !place.price.is_forbidden).collect();
        good.sort_unstable_by(|one, other| one.price.cmp(&other.price));
        good
    }

    /// The index of the place where the label was before, which costs less than its turn says.
    pub fn previous(&self) -> Option<usize> {
        self.previous
    }

    /// The indexes of all places in turn, each with a price that no later place is below, but for that where the label was
    /// before.
    pub fn turns(&self) -> impl Iterator<Item = (usize, Price)> {
        let by_price = self.by_price.get();
        (0..self.all.len()).map(move |turn| match by_price {
            Some(by_price) => (by_price[turn], self.verdict(by_price[turn]).price),
            None => (turn, self.all[turn].priced.price),
        })
    }

    /// The place of an index on the screen.
    #[inline]
    pub fn rect(&self, index: usize) -> Rect {
        self.all[index].rect
    }

    /// A label that hid a place when it was last looked at, and is likely to do so again.
    pub fn hider(&self, index: usize) -> &Cell<Option<usize>> {
        &self.all[index].hider
    }

    /// The indexes of all places, the cheapest first wherever the label was before. All are judged for it, which pays
    /// where none of the first is good.
    pub fn by_price(&self) -> &[usize] {
        self.by_price.get_or_init(|| {
            let mut indexes: Vec<usize> = (0..self.all.len()).collect();
            indexes.sort_unstable_by(|one, other| self.verdict(*one).price.cmp(&self.verdict(*other).price));
            indexes
        })
    }

    /// The least that a place may cost, as far as is known: all that it costs once it was judged.
    pub fn least_price(&self, index: usize) -> Price {
        let Candidate { priced, verdict, .. } = &self.all[index];
        let price = verdict.get().map_or(priced.price, |verdict| verdict.price);
        Price { cost: price.cost - self.saved(index), ..price }
    }

    /// What a place costs less because the label was there before.
    fn saved(&self, index: usize) -> f32 {
        if self.previous == Some(index) { KEEPS_POSITION } else { 0.0 }
    }

    fn verdict(&self, index: usize) -> Verdict {
        let Candidate { rect, priced, verdict, .. } = &self.all[index];
        *verdict.get_or_init(|| self.judge(*rect, priced))
    }

    /// The place of an index, judged.
    pub fn place(&self, index: usize) -> Place {
        let Verdict { price, is_on_arrow } = self.verdict(index);
        let price = Price { cost: price.cost - self.saved(index), ..price };
        Place { index, rect: self.all[index].rect, price, is_on_arrow }
    }

    fn judge(&self, rect: Rect, priced: &PricedPosition) -> Verdict {
        let Candidates { request, obstacles, .. } = self;
        let area = self.area();
        let covers = obstacles.covered_by(&rect, area);
        let mut cost = priced.price.cost + covers.cost();
        if request.avoids_arcs && covers.is_on_arc && !covers.is_on_arrow {
            cost += ACROSS_ARROW;
        }
        let own = request.mark().distance(&rect);
        // Most are so far off along one axis that the distance need not be known.
        let reach = (own + 1.0).max(0.0);
        let is_far = |other: &LabelledMark| !rect.expand(reach + other.radius).contains(other.anchor);
        let is_nearer = |other: &&LabelledMark| !is_far(other) && other.distance(&rect) < own;
        let nearer = self.others.iter().filter(is_nearer).count();
        cost += NEARER_TO_ANOTHER_MARK * nearer as f32;
        if priced.position.detail == Detail::Full && request.preview_width > rect.width() {
            let line = preview_line(rect, priced.position, request);
            cost += PREVIEW_PART * obstacles.covered_by(&line, area).cost();
        }
        let price = Price { is_forbidden: covers.forbidden > 0.0, cost, rank: priced.price.rank };
        Verdict { price, is_on_arrow: covers.is_on_arrow }
    }

    /// What is written at the position of a place, on this part of the screen: its own, or moved in from the edge.
    pub fn placement(&self, place: Place, rect: Rect) -> Placement {
        Placement::of(rect, self.all[place.index].priced.position, self.obstacles.obstacles)
    }

    /// The area of the obstacles that weigh on a place.
    pub fn area(&self) -> Rect {
        self.around.expand(HALO + LINE_GAP)
    }
}

/// What was found out about the places of a label, for a later frame in which all that it depends on is the same.
#[derive(Clone, Debug)]
pub(super) struct Findings {
    others: Vec<LabelledMark>,
    /// For each place in their order; `None` where it was not judged.
    verdicts: Vec<Option<Verdict>>,
}

/// The mark of a label, by itself: hundreds are looked at for one place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LabelledMark {
    anchor: Pos2,
    radius: f32,
}

impl LabelledMark {
    /// The distance from a place to the rim of the mark.
    fn distance(self, place: &Rect) -> f32 {
        place.distance_to_pos(self.anchor) - self.radius
    }
}

impl LabelRequest {
    fn mark(&self) -> LabelledMark {
        LabelledMark { anchor: self.anchor, radius: self.radius }
    }

    /// Whether any of its mark is in a space.
    pub(super) fn is_on_map(&self, space: Rect) -> bool {
        space.expand(self.radius).contains(self.anchor)
    }

    /// The place of the label at a position in a space.
    pub(super) fn place_at(&self, position: LabelPosition, space: Rect) -> Rect {
        rect(self, position, self.sizes[position.detail as usize], space)
    }
}

/// The marks of other labels that may be nearer to one of these places than its own: all others are farther from all of
/// the area around the places than its own mark is from any of them.
fn others_that_may_be_nearer(
    requests: &[LabelRequest],
    request: &LabelRequest,
    places: &[Candidate],
    around: Rect,
) -> Vec<LabelledMark> {
    let own = request.mark();
    let farthest = places.iter().map(|place| own.distance(&place.rect)).fold(f32::MIN, f32::max);
    let may_be_nearer =
        |other: &LabelledMark| other.anchor != own.anchor && other.distance(&around) < farthest;
    requests.iter().map(LabelRequest::mark).filter(may_be_nearer).collect()
}

/// All places of a label, none judged yet.
fn places(request: &LabelRequest, bounds: Rect) -> Vec<Candidate> {
    let [full, no_preview_room, name_only] = request.sizes;
    let size_of = |detail| match detail {
        Detail::Full => Some(full),
        // Where nothing is left out, the longer text is the same for less.
        Detail::NoPreviewRoom => Some(no_preview_room).filter(|size| *size != full),
        Detail::NameOnly => Some(name_only).filter(|size| *size != no_preview_room),
    };
    let candidate = |priced: &'static PricedPosition| {
        let size = size_of(priced.position.detail)?;
        Some(Candidate {
            rect: rect(request, priced.position, size, bounds),
            priced,
            verdict: OnceCell::new(),
            hider: Cell::new(None),
        })
    };
    POSITIONS.iter().filter_map(candidate).collect()
}

/// The place of a label of this size at a position.
fn rect(request: &LabelRequest, position: LabelPosition, size: Vec2, bounds: Rect) -> Rect {
    let LabelPosition { side, ring, detail } = position;
    let (gap, _) = RINGS[usize::from(ring)];
    let mut offset = side.offset(request.radius + gap, size);
    if detail == Detail::Full && matches!(side, Side::Left | Side::Right) {
        // The lines that are always written are level with the mark, and the preview's comes below them.
        offset.y += 0.5 * (size.y - request.sizes[1].y);
    }
    let rect = Rect::from_center_size(request.anchor + offset, size);
    if offset.y.abs() >= request.radius + 0.5 * size.y {
        // Over or under its mark a label can be shifted along it, so that it stays on the map.
        let left = rect.left().min(bounds.right() - size.x).max(bounds.left());
        rect.translate(vec2(left - rect.left(), 0.0))
    } else {
        rect
    }
}

/// The line in which the preview of a label would be written.
fn preview_line(rect: Rect, position: LabelPosition, request: &LabelRequest) -> Rect {
    let height = request.sizes[0].y - request.sizes[1].y;
    let width = request.preview_width;
    let left = match position.align() {
        Align::Max => rect.right() - width,
        Align::Min => rect.left(),
        Align::Center => rect.center().x - 0.5 * width,
    };
    let top = if position.is_above() { rect.top() } else { rect.bottom() - height };
    Rect::from_min_size(Pos2::new(left, top), vec2(width, height))
}

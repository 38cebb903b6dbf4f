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
//! | 130, or 50 where there is no note line | a long name cut short ([`Detail::cost`]) |
//! | 400 and more | covering a mark, a lane or a text, or leaving the map (`FORBIDDEN`) |
//! | 1600 and more | covering another label (in the search among candidates, `search`) |
//!
//! The last two are forbidden: whatever else they cost, such places come after all others
//! ([`Price::is_forbidden`]), and the sums decide only among themselves.
//!
//! The sizes are not measured but set against each other: each weight says which of its neighbours it must stay
//! above or below, and why. Lengths are in points and areas in square points.

use super::obstacles::{ACROSS_ARROW, Changes, FORBIDDEN, LINE_GAP, ObstacleGrid, Obstacles};
use super::positions::{
    Detail, LabelPosition, POSITIONS, POSITIONS_WITHOUT_NOTE, Price, PricedPosition, RINGS, Side,
};
use egui::{Align, Pos2, Rect, Vec2, vec2};
use std::cell::{Cell, OnceCell};

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
    pub sizes: [Vec2; Detail::ALL.len()],
    /// The greatest width of a preview, which is kept clear as far as there is room.
    pub preview_width: f32,
    /// Whether an arc across it is as bad as an arrow: for a short label, which has many places that are clear.
    pub avoids_arcs: bool,
    /// Labels of a lower rank choose first, and are kept where not all have room.
    pub rank: u8,
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

    /// Takes over what was found out about the places for the same request in the same space, but for those on which
    /// changes of the obstacles weigh; nothing if other marks may be nearer than then.
    pub fn recall(&mut self, findings: &Findings, changes: &Changes) {
        if findings.others != self.others {
            return;
        }
        let changes = changes.in_area(self.area());
        for (index, verdict) in findings.verdicts.iter().enumerate() {
            let Some(verdict) = verdict else { continue };
            if changes.as_ref().is_none_or(|changes| !self.is_touched(index, changes)) {
                self.all[index].verdict = OnceCell::from(*verdict);
            }
        }
    }

    /// Whether changes weigh on a place, or on the room for a preview beside it.
    fn is_touched(&self, index: usize, changes: &Changes) -> bool {
        let Candidate { rect, priced, .. } = &self.all[index];
        let preview = preview_line(*rect, priced.position, self.request);
        changes.weigh_on(rect) || preview.is_some_and(|line| changes.weigh_on(&line))
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
        if let Some(line) = preview_line(rect, priced.position, request) {
            cost += PREVIEW_PART * obstacles.covered_by(&line, area).cost();
        }
        let price = Price { is_forbidden: covers.forbidden > 0.0, cost, rank: priced.price.rank };
        Verdict { price, is_on_arrow: covers.is_on_arrow }
    }

    /// How many places were judged; each of them, to the bit, as it would be now.
    #[cfg(test)]
    pub fn judged_as_now(&self) -> usize {
        let judged = self.all.iter().filter_map(|one| one.verdict.get().map(|verdict| (one, verdict)));
        let bits = |verdict: &Verdict| {
            (verdict.price.cost.to_bits(), verdict.price.is_forbidden, verdict.is_on_arrow)
        };
        let compared = judged.inspect(|(one, verdict)| {
            assert_eq!(bits(verdict), bits(&self.judge(one.rect, one.priced)), "{:?}", one.rect);
        });
        compared.count()
    }

    /// Whether only the start of a long name is written at a place.
    pub fn is_short(&self, place: Place) -> bool {
        self.all[place.index].priced.position.detail == Detail::ShortName
    }

    /// What is written at the position of a place, on this part of the screen: its own, or moved in from the edge.
    pub fn placement(&self, place: Place, rect: Rect) -> Placement {
        Placement::of(rect, self.all[place.index].priced.position, self.obstacles.obstacles)
    }

    /// The area of the obstacles that weigh on a place.
    fn area(&self) -> Rect {
        self.around.expand(HALO + LINE_GAP)
    }
}

/// What was found out about the places of a label, for a later frame in which the obstacles near some of them are the same.
#[derive(Clone, Debug)]
pub(super) struct Findings {
    others: Vec<LabelledMark>,
    /// For each place in their order; `None` where it was not judged.
    verdicts: Vec<Option<Verdict>>,
}

impl Findings {
    /// The number of places that were judged.
    #[cfg(test)]
    pub fn judged(&self) -> usize {
        self.verdicts.iter().flatten().count()
    }
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
    let [full, no_preview_room, name_only, short_name] = request.sizes;
    let size_of = |detail| match detail {
        Detail::Full => Some(full),
        // Where nothing is left out, the longer text is the same for less.
        Detail::NoPreviewRoom => Some(no_preview_room).filter(|size| *size != full),
        Detail::NameOnly => Some(name_only).filter(|size| *size != no_preview_room),
        Detail::ShortName => Some(short_name).filter(|size| *size != name_only),
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
    let positions = if name_only == full { &POSITIONS_WITHOUT_NOTE } else { &POSITIONS };
    positions.iter().filter_map(candidate).collect()
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

/// The line in which the preview of a label would be written, where there is room for one and it may reach beyond the
/// place.
fn preview_line(rect: Rect, position: LabelPosition, request: &LabelRequest) -> Option<Rect> {
    if position.detail != Detail::Full || request.preview_width <= rect.width() {
        return None;
    }
    let height = request.sizes[0].y - request.sizes[1].y;
    let width = request.preview_width;
    let left = match position.align() {
        Align::Max => rect.right() - width,
        Align::Min => rect.left(),
        Align::Center => rect.center().x - 0.5 * width,
    };
    let top = if position.is_above() { rect.top() } else { rect.bottom() - height };
    Some(Rect::from_min_size(Pos2::new(left, top), vec2(width, height)))
}

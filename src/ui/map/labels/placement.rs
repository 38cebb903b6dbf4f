//! The placement of labels: each beside its mark, never on another label, and as far as possible clear of
//! marks, lanes and lines.
//!
//! Every label has a list of candidates: sides of its mark, distances from it, and shorter versions of its
//! text. Each candidate has a cost, and the cheapest are chosen so that labels do not overlap. That is
//! the usual point-feature label placement with fixed positions; since an optimum is hard to find, labels
//! choose in turn for a few rounds, and one that is left without a good place may push others away.
//!
//! Costs have no unit. They are set against each other: one line of a cost says what it is worth in terms
//! of another. Lengths are in points and areas in square points.

use super::side::{RINGS, Side};
use crate::ui::map::geometry::{Quad, crosses, overlap};
use egui::{Align, Pos2, Rect, Vec2, vec2};

/// A label to be placed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct LabelRequest {
    /// The middle of its mark.
    pub anchor: Pos2,
    /// From there to the rim of the mark.
    pub radius: f32,
    /// The size of the text at each [`Detail`], in their order.
    pub sizes: [Vec2; 3],
    /// The greatest width of a preview, which is kept clear as far as there is room.
    pub preview_width: f32,
    /// Labels of a lower rank choose first, and are kept where not all have room.
    pub rank: u8,
    /// The position in the frame before, which is kept unless another is clearly better.
    pub previous: Option<LabelPosition>,
}

/// How much of a label is written.
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

    /// The cost of leaving out the rest. The room for a preview costs a little more than moving away from
    /// the mark by 20 points (18); the note line costs more than lying on an arrow over the length of a
    /// word or two (a note line is 15 probes long, see [`ON_ARROW`]), and less than 36 points away (70).
    pub const fn cost(self) -> f32 {
        match self {
            Detail::Full => 0.0,
            Detail::NoPreviewRoom => 20.0,
            Detail::NameOnly => 60.0,
        }
    }
}

/// A position that a label can take relative to its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) struct LabelPosition {
    side: Side,
    /// The distance from the mark, as an index of [`RINGS`].
    ring: u8,
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
    /// Whether no line runs below it, so that it is read without a halo.
    pub is_clear: bool,
}

/// What labels keep away from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui::map) struct Obstacles {
    /// Marks, chances and the map's own texts.
    pub solid: Vec<Rect>,
    /// Lanes at full willingness.
    pub lanes: Vec<Quad>,
    /// Points along arrows.
    pub arrows: Vec<Pos2>,
    /// Points along the arcs of hostility and friendship.
    pub arcs: Vec<Pos2>,
}

/// The cost of covering a mark, a lane or a text, or of leaving the map: more than the costs of all that
/// is only a matter of taste add up to (at most 8 for the side, 70 for the distance, 60 for the note line
/// and 30 for each mark that is nearer), so that it happens only where there is no other place at all.
const FORBIDDEN: f32 = 400.0;
/// And for each square point that is covered, so that of several bad places the least bad is taken. A
/// line of text of 50 by 14 points adds as much as [`FORBIDDEN`] itself.
const PER_FORBIDDEN_AREA: f32 = 0.5;
/// An area of less than this, in square points, is no more than rounding.
const NEGLIGIBLE_AREA: f32 = 0.5;
/// The cost of overlapping another label: more than covering a mark, crossing a lane and leaving the map at
/// the same time, because two labels on each other can both not be read.
const OVERLAPPING: f32 = 4.0 * FORBIDDEN;
/// The cost of each probe of an arrow (every 6 points) that the label covers. A halo keeps the label
/// readable, so that this is a matter of taste: over its whole length, about 15 probes, it costs as much
/// as the note line.
const ON_ARROW: f32 = 4.0;
/// The same for an arc: less than half, because it is thin, dashed, and understood in parts.
const ON_ARC: f32 = 1.5;
/// The cost of being nearer to another mark than to its own: a reader would take it for the other's name.
/// More than 20 points of distance (18), less than the loss of the note line (60).
const NEARER_TO_ANOTHER_MARK: f32 = 30.0;
/// The part of its cost that a place has for a preview which does not fit: a preview is there only for a
/// moment. With it one forbidden overlap costs as much as leaving out the room for the preview.
const PREVIEW_PART: f32 = Detail::NoPreviewRoom.cost() / FORBIDDEN;
/// What the position of the frame before saves. More than the difference between any two sides (8), so that
/// labels stay when something near them changes a little; less than anything that makes a label hard to
/// read or to attribute (20 and more), so that they do move when it matters.
const KEEPS_POSITION: f32 = 12.0;

/// Between labels: across, so much that two names on one line are not read as one; down hardly
/// anything, since the height of a line has its own spacing.
const LABEL_GAP: Vec2 = vec2(5.0, 1.0);
/// Between a label and a mark or text, which have a margin of their own.
const SOLID_GAP: f32 = 1.0;
/// Between a label and a lane, whose edge is dark.
const LANE_GAP: f32 = 2.0;
/// Between a label and a line that runs past it.
const LINE_GAP: f32 = 1.0;
/// From the text to the outer edge of its halo.
const HALO: f32 = 3.0;
/// How often every label may choose anew. It bounds the time for a frame: two labels that both prefer the
/// other's place would go on for ever.
const ROUNDS: usize = 4;

struct Candidate {
    placement: Placement,
    cost: f32,
}

/// A place for every label in their order; `None` where it would lie on another label.
pub(in crate::ui::map) fn place(
    requests: &[LabelRequest],
    obstacles: &Obstacles,
    bounds: Rect,
) -> Vec<Option<Placement>> {
    let candidates: Vec<Vec<Candidate>> =
        (0..requests.len()).map(|label| candidates(requests, label, obstacles, bounds)).collect();
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by_key(|label| (requests[*label].rank, *label));
    let mut chosen = choose_in_turn(&candidates, &order);
    for &label in &order {
        if let Some(better) = push_others_away(&candidates, &chosen, label) {
            chosen = better;
        }
    }
    without_overlaps(&chosen, &order)
}

/// Lets every label take its cheapest candidate, in order, until nothing changes: one that chose early may
/// make room for one that comes later.
fn choose_in_turn<'a>(candidates: &'a [Vec<Candidate>], order: &[usize]) -> Vec<Option<&'a Candidate>> {
    let mut chosen: Vec<Option<&Candidate>> = vec![None; candidates.len()];
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for &label in order {
            let best = cheapest(candidates, &chosen, label);
            let rect = |candidate: Option<&Candidate>| candidate.map(|candidate| candidate.placement.rect);
            has_changed |= rect(chosen[label]) != rect(best);
            chosen[label] = best;
        }
        if !has_changed {
            break;
        }
    }
    chosen
}

/// Gives a label that has no good place one on which others are, if each of them has a good place elsewhere.
/// `None` if it has a good place already, or if none can be had.
fn push_others_away<'a>(
    candidates: &'a [Vec<Candidate>],
    chosen: &[Option<&'a Candidate>],
    label: usize,
) -> Option<Vec<Option<&'a Candidate>>> {
    chosen[label].filter(|now| now.cost >= FORBIDDEN)?;
    let mut good: Vec<&Candidate> = candidates[label].iter().filter(|other| other.cost < FORBIDDEN).collect();
    good.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    good.into_iter().find_map(|place| {
        let mut tried = chosen.to_vec();
        tried[label] = Some(place);
        for pushed in (0..chosen.len()).filter(|other| *other != label) {
            if chosen[pushed].is_some_and(|other| are_too_near(other, place)) {
                let moved = cheapest(candidates, &tried, pushed)?;
                let mut others = (0..tried.len()).filter(|other| *other != pushed).filter_map(|i| tried[i]);
                if moved.cost >= FORBIDDEN || others.any(|other| are_too_near(other, moved)) {
                    return None;
                }
                tried[pushed] = Some(moved);
            }
        }
        Some(tried)
    })
}

fn are_too_near(one: &Candidate, other: &Candidate) -> bool {
    overlap(&one.placement.rect.expand2(LABEL_GAP), &other.placement.rect) > 0.0
}

/// Drops every label that lies on one that comes before it in the order.
fn without_overlaps(chosen: &[Option<&Candidate>], order: &[usize]) -> Vec<Option<Placement>> {
    let mut kept: Vec<Option<Placement>> = vec![None; chosen.len()];
    for &label in order {
        kept[label] = chosen[label].map(|candidate| candidate.placement).filter(|placement| {
            !kept.iter().flatten().any(|other| overlap(&other.rect, &placement.rect) > 0.0)
        });
    }
    kept
}

/// The cheapest candidate of a label, given what the others have chosen.
fn cheapest<'a>(
    candidates: &'a [Vec<Candidate>],
    chosen: &[Option<&Candidate>],
    label: usize,
) -> Option<&'a Candidate> {
    let own = &candidates[label];
    let around = own.iter().fold(Rect::NOTHING, |all, one| all.union(one.placement.rect));
    let others: Vec<Rect> = (chosen.iter().enumerate())
        .filter(|(other, _)| *other != label)
        .filter_map(|(_, other)| Some(other.as_ref()?.placement.rect.expand2(LABEL_GAP)))
        .filter(|other| other.intersects(around))
        .collect();
    let cost = |candidate: &Candidate| {
        let hidden: f32 = others.iter().map(|other| overlap(other, &candidate.placement.rect)).sum();
        candidate.cost + if hidden > 0.0 { OVERLAPPING + hidden } else { 0.0 }
    };
    own.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// All places of a label, each with its cost whatever the other labels do.
fn candidates(
    requests: &[LabelRequest],
    label: usize,
    obstacles: &Obstacles,
    bounds: Rect,
) -> Vec<Candidate> {
    let request = &requests[label];
    let mut candidates = positions(request, bounds);
    let around = candidates.iter().fold(Rect::NOTHING, |all, one| all.union(one.placement.rect));
    let near = obstacles.near(around.expand(HALO + LINE_GAP));
    for Candidate { placement, cost } in &mut candidates {
        *cost += near.cost(&placement.rect, bounds);
        let halo = placement.rect.expand(HALO);
        placement.is_clear = !near.arrows.iter().chain(&near.arcs).any(|point| halo.contains(*point));
        let distance = |to: &LabelRequest| placement.rect.distance_to_pos(to.anchor) - to.radius;
        let is_nearer =
            |other: &&LabelRequest| other.anchor != request.anchor && distance(other) < distance(request);
        *cost += NEARER_TO_ANOTHER_MARK * requests.iter().filter(is_nearer).count() as f32;
        let is_full = placement.position.detail == Detail::Full;
        if is_full && request.preview_width > placement.rect.width() {
            *cost += PREVIEW_PART * near.cost(&preview_line(placement, request), bounds);
        }
    }
    candidates
}

/// All places of a label, each with the cost of its position alone.
fn positions(request: &LabelRequest, bounds: Rect) -> Vec<Candidate> {
    let mut positions = Vec::with_capacity(Detail::ALL.len() * RINGS.len() * Side::ALL.len());
    for (i, (detail, size)) in Detail::ALL.into_iter().zip(request.sizes).enumerate() {
        // Where nothing is left out, the longer text is the same for less.
        if i > 0 && size == request.sizes[i - 1] {
            continue;
        }
        for (ring, (_, ring_cost)) in RINGS.into_iter().enumerate() {
            for (side, side_cost) in Side::ALL {
                let position = LabelPosition { side, ring: ring as u8, detail };
                let rect = rect(request, position, size, bounds);
                let saved = if request.previous == Some(position) { KEEPS_POSITION } else { 0.0 };
                let cost = side_cost + ring_cost + detail.cost() - saved;
                positions.push(Candidate { placement: Placement { rect, position, is_clear: false }, cost });
            }
        }
    }
    positions
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
fn preview_line(placement: &Placement, request: &LabelRequest) -> Rect {
    let height = request.sizes[0].y - request.sizes[1].y;
    let (rect, width) = (placement.rect, request.preview_width);
    let left = match placement.position.align() {
        Align::Max => rect.right() - width,
        Align::Min => rect.left(),
        Align::Center => rect.center().x - 0.5 * width,
    };
    let top = if placement.position.is_above() { rect.top() } else { rect.bottom() - height };
    Rect::from_min_size(Pos2::new(left, top), vec2(width, height))
}

impl Obstacles {
    /// Those that lie, in whole or in part, in an area.
    fn near(&self, area: Rect) -> Obstacles {
        let inside =
            |points: &[Pos2]| points.iter().filter(|point| area.contains(**point)).copied().collect();
        Obstacles {
            solid: self.solid.iter().filter(|solid| solid.intersects(area)).copied().collect(),
            lanes: self.lanes.iter().filter(|lane| crosses(&area, lane)).copied().collect(),
            arrows: inside(&self.arrows),
            arcs: inside(&self.arcs),
        }
    }

    /// The cost of a place for what it covers, and for the part of it that is off the map.
    fn cost(&self, rect: &Rect, bounds: Rect) -> f32 {
        let solid: f32 = self.solid.iter().map(|other| overlap(&other.expand(SOLID_GAP), rect)).sum();
        let beside_lane = rect.expand(LANE_GAP);
        let lanes = self.lanes.iter().filter(|lane| crosses(&beside_lane, lane)).count() as f32;
        let beside_line = rect.expand(LINE_GAP);
        let covered = |points: &[Pos2]| points.iter().filter(|p| beside_line.contains(**p)).count() as f32;
        let outside = rect.area() - overlap(&bounds, rect);
        let forbidden = |area: f32| {
            if area > NEGLIGIBLE_AREA { FORBIDDEN + PER_FORBIDDEN_AREA * area } else { 0.0 }
        };
        forbidden(solid)
            + FORBIDDEN * lanes
            + forbidden(outside)
            + ON_ARROW * covered(&self.arrows)
            + ON_ARC * covered(&self.arcs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const MAP: Rect = Rect { min: Pos2::ZERO, max: Pos2::new(736.0, 424.0) };

    fn crowd(columns: usize, rows: usize, apart: f32) -> Vec<LabelRequest> {
        (0..columns * rows)
            .map(|i| LabelRequest {
                anchor: pos2(60.0 + apart * (i % columns) as f32, 60.0 + apart * (i / columns) as f32),
                radius: 12.0,
                sizes: [vec2(70.0, 42.0), vec2(70.0, 28.0), vec2(50.0, 14.0)],
                preview_width: 0.0,
                rank: (i % 3) as u8,
                previous: None,
            })
            .collect()
    }

    fn alone(obstacles: &Obstacles) -> Placement {
        place(&crowd(1, 1, 1.0), obstacles, MAP)[0].expect("a place")
    }

    #[test]
    fn no_label_ever_lies_on_another_with_4_or_with_40_actors() {
        for (columns, rows, apart) in [(2, 2, 200.0), (8, 5, 85.0), (8, 5, 30.0)] {
            let requests = crowd(columns, rows, apart);
            let shown: Vec<Placement> =
                place(&requests, &Obstacles::default(), MAP).into_iter().flatten().collect();
            assert!(shown.len() * 4 >= columns * rows, "{} labels of {}", shown.len(), columns * rows);
            for (i, one) in shown.iter().enumerate() {
                for other in &shown[i + 1..] {
                    assert_eq!(overlap(&one.rect, &other.rect), 0.0);
                }
            }
        }
    }

    #[test]
    fn with_room_all_round_a_label_is_below_its_mark() {
        let placed = alone(&Obstacles::default());
        assert!(placed.rect.center().x == 60.0 && placed.rect.top() >= 72.0);
        assert_eq!(placed.position.detail, Detail::Full);
    }

    #[test]
    fn a_label_gives_way_to_a_lane_that_lies_aslant() {
        let lane = [pos2(50.0, 72.0), pos2(70.0, 72.0), pos2(120.0, 200.0), pos2(100.0, 200.0)];
        let placed = alone(&Obstacles { lanes: vec![lane], ..Obstacles::default() });
        assert!(!crosses(&placed.rect, &lane), "{placed:?}");
    }

    #[test]
    fn where_it_is_narrow_the_note_goes_before_the_name() {
        let anchor = pos2(60.0, 60.0);
        let walls = [
            Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 47.0)),
            Rect::from_min_max(pos2(0.0, 91.0), pos2(200.0, 200.0)),
            Rect::from_min_max(pos2(0.0, 47.0), pos2(44.0, 91.0)),
            Rect::from_min_max(pos2(80.0, 70.0), pos2(200.0, 91.0)),
        ];
        let mut requests = crowd(1, 1, 1.0);
        requests[0].anchor = anchor;
        let obstacles = Obstacles { solid: walls.into(), ..Obstacles::default() };
        let placed = place(&requests, &obstacles, MAP)[0].expect("a place");
        assert_eq!(placed.position.detail, Detail::NameOnly, "{placed:?}");
        assert!(walls.iter().all(|wall| overlap(wall, &placed.rect) == 0.0), "{placed:?}");
    }

    #[test]
    fn a_label_without_any_good_place_gets_one_that_another_can_do_without() {
        let mut requests = crowd(2, 1, 1.0);
        // The only room that the second has is over it, where the first stands below its own mark.
        for (request, y) in requests.iter_mut().zip([60.0, 98.0]) {
            (request.anchor, request.sizes) = (pos2(200.0, y), [vec2(50.0, 14.0); 3]);
        }
        requests[0].rank = 0;
        requests[1].rank = 1;
        let mark = Rect::from_min_max(pos2(190.0, 40.0), pos2(210.0, 70.0));
        let below = Rect::from_min_max(pos2(0.0, 88.0), MAP.max);
        let left = Rect::from_min_max(pos2(0.0, 50.0), pos2(164.0, 88.0));
        let right = Rect::from_min_max(pos2(236.0, 50.0), pos2(MAP.right(), 88.0));
        let solid = vec![mark, below, left, right];
        let obstacles = Obstacles { solid: solid.clone(), ..Obstacles::default() };
        let alone = place(&requests[..1], &obstacles, MAP)[0].expect("a place");
        assert_eq!(alone.position.side, Side::Below);
        let placed = place(&requests, &obstacles, MAP);
        for rect in placed.iter().map(|placed| placed.expect("a place").rect) {
            assert!(solid.iter().all(|solid| overlap(solid, &rect) == 0.0), "{rect:?}");
        }
    }

    #[test]
    fn a_label_keeps_its_position_unless_that_is_taken() {
        let left = LabelPosition { side: Side::Left, ring: 0, detail: Detail::Full };
        let mut requests = crowd(1, 1, 1.0);
        requests[0].anchor = pos2(300.0, 200.0);
        requests[0].previous = Some(left);
        let free = place(&requests, &Obstacles::default(), MAP)[0].expect("a place");
        assert_eq!(free.position, left);
        let solid = vec![Rect::from_min_max(pos2(0.0, 190.0), pos2(290.0, 210.0))];
        let taken = place(&requests, &Obstacles { solid, ..Obstacles::default() }, MAP)[0].expect("a place");
        assert_ne!(taken.position.side, Side::Left);
    }
}

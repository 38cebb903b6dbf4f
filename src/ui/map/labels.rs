//! Where names go: beside their marks, never on each other, and clear of marks, lanes, chances and
//! lines. Where there is too little room a name gives up its notes before it gives up its place.

use egui::{Pos2, Rect, Vec2, vec2};

/// A name that wants a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// The middle of the mark it belongs to.
    pub anchor: Pos2,
    /// How far from the middle the mark reaches.
    pub reach: f32,
    /// The sizes of the text: with its note and room for a preview, with its note, and alone.
    pub sizes: [Vec2; 3],
    /// How wide the preview may get; it is kept clear as far as there is room.
    pub preview_width: f32,
    /// Names that matter more are kept where not all have room.
    pub rank: u8,
    /// Where it stood before: it stays there unless another place is clearly better.
    pub habit: Option<Choice>,
}

/// On which side of its mark a name stands, how far from it, and how much of it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    side: Side,
    ring: u8,
    /// How much is left out: nothing, the room for a preview, the note as well.
    pub shortened: u8,
}

impl Choice {
    /// Whether its lines end at the mark (-1), begin there (1), or stand over or under it (0).
    pub fn leaning(self) -> i8 {
        use Side::*;
        match self.side {
            Left | LeftLower | LeftHigher | BelowLeft | AboveLeft => -1,
            Right | RightLower | RightHigher | BelowRight | AboveRight => 1,
            Below | Above | BelowMostlyLeft | BelowMostlyRight | AboveMostlyLeft | AboveMostlyRight => 0,
            // All of the text lies to the left or right of the mark's middle, and begins there.
            BelowAllLeft | AboveAllLeft => -1,
            BelowAllRight | AboveAllRight => 1,
        }
    }

    /// Whether it stands over its mark: then it is at the foot of its place, next to the mark, and what
    /// a preview adds comes over it.
    pub fn is_above(self) -> bool {
        use Side::*;
        matches!(self.side, Above | AboveMostlyLeft | AboveMostlyRight | AboveAllLeft | AboveAllRight)
    }
}

/// A place for a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// Where it stands on the screen, with the room that is kept for a preview.
    pub rect: Rect,
    /// How that lies to its mark.
    pub choice: Choice,
    /// Whether no line runs below it, so that it needs no halo to be read.
    pub clear: bool,
}

/// What names must keep away from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Obstacles {
    /// Marks, chances and the map's own texts.
    pub solid: Vec<Rect>,
    /// Lanes, as wide as they can get.
    pub lanes: Vec<[Pos2; 4]>,
    /// Points along arrows.
    pub lines: Vec<Pos2>,
    /// Points along bows, which a name may cover more readily.
    pub bows: Vec<Pos2>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Below,
    Left,
    Right,
    Above,
    BelowLeft,
    BelowRight,
    AboveLeft,
    AboveRight,
    /// Below, with only a part of the text to the left of the mark's middle, and so on.
    BelowMostlyLeft,
    BelowMostlyRight,
    AboveMostlyLeft,
    AboveMostlyRight,
    BelowAllLeft,
    BelowAllRight,
    AboveAllLeft,
    AboveAllRight,
    /// Beside it, half a text lower or higher.
    LeftLower,
    LeftHigher,
    RightLower,
    RightHigher,
}

impl Side {
    /// All of them, with what each costs: below is where one looks first.
    const ALL: [(Side, f32); 20] = [
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

    /// From the middle of the mark to the middle of a text that keeps this far away.
    fn offset(self, far: f32, size: Vec2) -> Vec2 {
        let (across, down) = (far + 0.5 * size.x, far + 0.5 * size.y);
        let (aslant, aside) = (0.8 * far + 0.5 * size.x, 0.3 * size.x);
        let (half, lower) = (0.5 * size.x + 4.0, 0.5 * size.y);
        match self {
            Side::Below => vec2(0.0, down),
            Side::Left => vec2(-across, 0.0),
            Side::Right => vec2(across, 0.0),
            Side::Above => vec2(0.0, -down),
            Side::BelowLeft => vec2(-aslant, 0.8 * far),
            Side::BelowRight => vec2(aslant, 0.8 * far),
            Side::AboveLeft => vec2(-aslant, -0.8 * far),
            Side::AboveRight => vec2(aslant, -0.8 * far),
            Side::BelowMostlyLeft => vec2(-aside, down),
            Side::BelowMostlyRight => vec2(aside, down),
            Side::AboveMostlyLeft => vec2(-aside, -down),
            Side::AboveMostlyRight => vec2(aside, -down),
            Side::BelowAllLeft => vec2(-half, down),
            Side::BelowAllRight => vec2(half, down),
            Side::AboveAllLeft => vec2(-half, -down),
            Side::AboveAllRight => vec2(half, -down),
            Side::LeftLower => vec2(-across, lower),
            Side::LeftHigher => vec2(-across, -lower),
            Side::RightLower => vec2(across, lower),
            Side::RightHigher => vec2(across, -lower),
        }
    }
}

/// How far from its mark a name may stand, and what that costs: far away one no longer sees whose it is.
const RINGS: [(f32, f32); 4] = [(0.0, 0.0), (8.0, 5.0), (20.0, 18.0), (36.0, 70.0)];
/// What it costs to leave out nothing, the room for a preview, the note as well.
const SHORTER: [f32; 3] = [0.0, 20.0, 60.0];
/// What a place gains by being the one where the name stands already.
const HABIT: f32 = 12.0;
/// What it costs to stand nearer to the mark of somebody else.
const ANOTHERS: f32 = 30.0;
/// What no name should ever do.
const NEVER: f32 = 400.0;
/// What a name does least of all: hide another.
const HIDING: f32 = 4.0 * NEVER;
/// How far apart names are kept.
const APART: Vec2 = vec2(5.0, 1.0);
const ROUNDS: usize = 4;

struct Candidate {
    placed: Placed,
    cost: f32,
}

/// For every name its place, or none where it would lie on another name.
pub(super) fn place(wanted: &[Wanted], obstacles: &Obstacles, bounds: Rect) -> Vec<Option<Placed>> {
    let marks: Vec<(Pos2, f32)> = wanted.iter().map(|wanted| (wanted.anchor, wanted.reach)).collect();
    let candidates: Vec<Vec<Candidate>> =
        wanted.iter().map(|wanted| candidates(wanted, &marks, obstacles, bounds)).collect();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|i| (wanted[*i].rank, *i));
    let mut chosen: Vec<Option<&Candidate>> = vec![None; wanted.len()];
    // A name that was placed early may make room for one that comes later.
    for _ in 0..ROUNDS {
        let mut moved = false;
        for &i in &order {
            let best = best(&candidates[i], &chosen, i);
            moved |= chosen[i].map(|now| now.placed.rect) != best.map(|best| best.placed.rect);
            chosen[i] = best;
        }
        if !moved {
            break;
        }
    }
    for &i in &order {
        if let Some(roomier) = made_room(&candidates, &chosen, i) {
            chosen = roomier;
        }
    }
    let mut kept: Vec<Option<Placed>> = vec![None; wanted.len()];
    for i in order {
        kept[i] = chosen[i].map(|candidate| candidate.placed).filter(|placed| {
            !kept.iter().flatten().any(|other: &Placed| overlap(&other.rect, &placed.rect) > 0.0)
        });
    }
    kept
}

/// Lets a name that found no good place have one that others stand on, if each of them finds a good place
/// elsewhere.
fn made_room<'a>(
    candidates: &'a [Vec<Candidate>],
    chosen: &[Option<&'a Candidate>],
    own: usize,
) -> Option<Vec<Option<&'a Candidate>>> {
    chosen[own].filter(|now| now.cost >= NEVER)?;
    let mut good: Vec<&Candidate> = candidates[own].iter().filter(|other| other.cost < NEVER).collect();
    good.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    good.into_iter().find_map(|place| {
        let mut tried = chosen.to_vec();
        tried[own] = Some(place);
        for pushed in (0..chosen.len()).filter(|other| *other != own) {
            let stood = chosen[pushed].map(|other| other.placed.rect.expand2(APART));
            if stood.is_some_and(|stood| overlap(&stood, &place.placed.rect) > 0.0) {
                let moved = best(&candidates[pushed], &tried, pushed)?;
                let lies_clear = |other: &&Candidate| {
                    overlap(&other.placed.rect.expand2(APART), &moved.placed.rect) == 0.0
                };
                let others = tried.iter().enumerate().filter(|(other, _)| *other != pushed);
                let is_good =
                    moved.cost < NEVER && others.filter_map(|(_, other)| *other).all(|o| lies_clear(&o));
                tried[pushed] = is_good.then_some(Some(moved))?;
            }
        }
        Some(tried)
    })
}

fn best<'a>(candidates: &'a [Candidate], chosen: &[Option<&Candidate>], own: usize) -> Option<&'a Candidate> {
    let around = candidates.iter().fold(Rect::NOTHING, |all, one| all.union(one.placed.rect));
    let others: Vec<Rect> = (chosen.iter().enumerate())
        .filter(|(i, _)| *i != own)
        .filter_map(|(_, other)| Some(other.as_ref()?.placed.rect.expand2(APART)))
        .filter(|other| other.intersects(around))
        .collect();
    let cost = |candidate: &Candidate| {
        let hidden: f32 = others.iter().map(|other| overlap(other, &candidate.placed.rect)).sum();
        candidate.cost + if hidden > 0.0 { HIDING + hidden } else { 0.0 }
    };
    candidates.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// Places round a mark, with what each costs whatever the other names do.
fn candidates(wanted: &Wanted, marks: &[(Pos2, f32)], obstacles: &Obstacles, bounds: Rect) -> Vec<Candidate> {
    let mut places = Vec::with_capacity(3 * RINGS.len() * Side::ALL.len());
    for (shortened, size) in wanted.sizes.into_iter().enumerate() {
        if shortened > 0 && size == wanted.sizes[shortened - 1] {
            continue;
        }
        for (ring, (gap, distance)) in RINGS.into_iter().enumerate() {
            for (side, cost) in Side::ALL {
                let choice = Choice { side, ring: ring as u8, shortened: shortened as u8 };
                let mut offset = side.offset(wanted.reach + gap, size);
                if shortened == 0 && matches!(side, Side::Left | Side::Right) {
                    // What is always written stands at the height of the mark.
                    offset.y += 0.5 * (size.y - wanted.sizes[1].y);
                }
                let mut rect = Rect::from_center_size(wanted.anchor + offset, size);
                if offset.y.abs() >= wanted.reach + 0.5 * size.y {
                    // Over or under its mark, it need not stick out of the map.
                    let left = rect.left().min(bounds.right() - size.x).max(bounds.left());
                    rect = rect.translate(vec2(left - rect.left(), 0.0));
                }
                let cost = cost + distance + SHORTER[shortened]
                    - if wanted.habit == Some(choice) { HABIT } else { 0.0 };
                places.push(Candidate { placed: Placed { rect, choice, clear: false }, cost });
            }
        }
    }
    let around = places.iter().fold(Rect::NOTHING, |all, one| all.union(one.placed.rect)).expand(4.0);
    let near = Obstacles {
        solid: obstacles.solid.iter().filter(|solid| solid.intersects(around)).copied().collect(),
        lanes: obstacles.lanes.iter().filter(|lane| crosses(&around, lane)).copied().collect(),
        lines: obstacles.lines.iter().filter(|point| around.contains(**point)).copied().collect(),
        bows: obstacles.bows.iter().filter(|point| around.contains(**point)).copied().collect(),
    };
    for Candidate { placed, cost } in &mut places {
        *cost += clashing(&placed.rect, &near, bounds);
        let halo = placed.rect.expand(3.0);
        placed.clear = !near.lines.iter().chain(&near.bows).any(|point| halo.contains(*point));
        let from = |(middle, reach): (Pos2, f32)| placed.rect.distance_to_pos(middle) - reach;
        let own = from((wanted.anchor, wanted.reach));
        let nearer = |mark: &&(Pos2, f32)| mark.0 != wanted.anchor && from(**mark) < own;
        *cost += ANOTHERS * marks.iter().filter(nearer).count() as f32;
        if placed.choice.shortened == 0 && wanted.preview_width > placed.rect.width() {
            *cost += 0.05 * clashing(&preview_line(placed, wanted), &near, bounds);
        }
    }
    places
}

/// Where a preview would be written.
fn preview_line(placed: &Placed, wanted: &Wanted) -> Rect {
    let height = wanted.sizes[0].y - wanted.sizes[1].y;
    let (rect, width) = (placed.rect, wanted.preview_width);
    let left = match placed.choice.leaning() {
        -1 => rect.right() - width,
        1 => rect.left(),
        _ => rect.center().x - 0.5 * width,
    };
    let top = if placed.choice.is_above() { rect.top() } else { rect.bottom() - height };
    Rect::from_min_size(Pos2::new(left, top), vec2(width, height))
}

fn clashing(rect: &Rect, obstacles: &Obstacles, bounds: Rect) -> f32 {
    let solid: f32 = obstacles.solid.iter().map(|other| overlap(&other.expand(1.0), rect)).sum();
    let lanes = obstacles.lanes.iter().filter(|lane| crosses(&rect.expand(2.0), lane)).count() as f32;
    let within = |points: &[Pos2]| {
        let rect = rect.expand(1.0);
        points.iter().filter(|point| rect.contains(**point)).count() as f32
    };
    let outside = rect.area() - overlap(&bounds, rect);
    let never = |area: f32| if area > 0.5 { NEVER + 0.5 * area } else { 0.0 };
    never(solid)
        + NEVER * lanes
        + never(outside)
        + 4.0 * within(&obstacles.lines)
        + 1.5 * within(&obstacles.bows)
}

fn overlap(one: &Rect, other: &Rect) -> f32 {
    let both = one.intersect(*other);
    if both.is_positive() { both.area() } else { 0.0 }
}

/// Whether a rectangle and a lane, which lies aslant, have anything in common: they have not if a
/// line parallel to one of their edges parts them.
pub(super) fn crosses(rect: &Rect, lane: &[Pos2; 4]) -> bool {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    let across = [lane[1] - lane[0], lane[2] - lane[1]].map(|edge| edge.rot90());
    [vec2(1.0, 0.0), vec2(0.0, 1.0), across[0], across[1]].into_iter().all(|axis| {
        let span = |points: &[Pos2; 4]| {
            points
                .iter()
                .map(|point| point.to_vec2().dot(axis))
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
        };
        let (one, other) = (span(&corners), span(lane));
        one.0 < other.1 && other.0 < one.1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const MAP: Rect = Rect { min: Pos2::ZERO, max: Pos2::new(736.0, 424.0) };

    fn crowd(columns: usize, rows: usize, apart: f32) -> Vec<Wanted> {
        (0..columns * rows)
            .map(|i| Wanted {
                anchor: pos2(60.0 + apart * (i % columns) as f32, 60.0 + apart * (i / columns) as f32),
                reach: 12.0,
                sizes: [vec2(70.0, 42.0), vec2(70.0, 28.0), vec2(50.0, 14.0)],
                preview_width: 0.0,
                rank: (i % 3) as u8,
                habit: None,
            })
            .collect()
    }

    fn alone(obstacles: &Obstacles) -> Placed {
        place(&crowd(1, 1, 1.0), obstacles, MAP)[0].expect("a place")
    }

    #[test]
    fn no_name_ever_lies_on_another_with_4_or_with_40_actors() {
        for (columns, rows, apart) in [(2, 2, 200.0), (8, 5, 85.0), (8, 5, 30.0)] {
            let wanted = crowd(columns, rows, apart);
            let shown: Vec<Placed> =
                place(&wanted, &Obstacles::default(), MAP).into_iter().flatten().collect();
            assert!(shown.len() * 4 >= columns * rows, "{} names of {}", shown.len(), columns * rows);
            for (i, one) in shown.iter().enumerate() {
                for other in &shown[i + 1..] {
                    assert_eq!(overlap(&one.rect, &other.rect), 0.0);
                }
            }
        }
    }

    #[test]
    fn with_room_all_round_a_name_stands_below_its_mark() {
        let placed = alone(&Obstacles::default());
        assert!(placed.rect.center().x == 60.0 && placed.rect.top() >= 72.0);
        assert_eq!(placed.choice.shortened, 0);
    }

    #[test]
    fn a_name_gives_way_to_a_lane_that_lies_aslant() {
        let lane = [pos2(50.0, 72.0), pos2(70.0, 72.0), pos2(120.0, 200.0), pos2(100.0, 200.0)];
        let placed = alone(&Obstacles { lanes: vec![lane], ..Obstacles::default() });
        assert!(!crosses(&placed.rect, &lane), "{placed:?}");
    }

    #[test]
    fn a_lane_is_only_where_it_is() {
        let lane = [pos2(0.0, 0.0), pos2(10.0, -10.0), pos2(110.0, 90.0), pos2(100.0, 100.0)];
        let at = |x, y| Rect::from_center_size(pos2(x, y), vec2(20.0, 10.0));
        assert!(crosses(&at(50.0, 50.0), &lane));
        assert!(!crosses(&at(90.0, 20.0), &lane), "inside its bounding box, beside the lane itself");
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
        let mut wanted = crowd(1, 1, 1.0);
        wanted[0].anchor = anchor;
        let obstacles = Obstacles { solid: walls.into(), ..Obstacles::default() };
        let placed = place(&wanted, &obstacles, MAP)[0].expect("a place");
        assert_eq!(placed.choice.shortened, 2, "{placed:?}");
        assert!(walls.iter().all(|wall| overlap(wall, &placed.rect) == 0.0), "{placed:?}");
    }

    #[test]
    fn a_name_without_any_good_place_has_one_that_another_can_do_without() {
        let mut wanted = crowd(2, 1, 1.0);
        // The only room that the second has is over it, where the first stands below its own mark.
        for (wanted, y) in wanted.iter_mut().zip([60.0, 98.0]) {
            (wanted.anchor, wanted.sizes) = (pos2(200.0, y), [vec2(50.0, 14.0); 3]);
        }
        wanted[0].rank = 0;
        wanted[1].rank = 1;
        let mark = Rect::from_min_max(pos2(190.0, 40.0), pos2(210.0, 70.0));
        let below = Rect::from_min_max(pos2(0.0, 88.0), MAP.max);
        let left = Rect::from_min_max(pos2(0.0, 50.0), pos2(164.0, 88.0));
        let right = Rect::from_min_max(pos2(236.0, 50.0), pos2(MAP.right(), 88.0));
        let solid = vec![mark, below, left, right];
        let obstacles = Obstacles { solid: solid.clone(), ..Obstacles::default() };
        let alone = place(&wanted[..1], &obstacles, MAP)[0].expect("a place");
        assert_eq!(alone.choice.side, Side::Below);
        let placed = place(&wanted, &obstacles, MAP);
        for rect in placed.iter().map(|placed| placed.expect("a place").rect) {
            assert!(solid.iter().all(|solid| overlap(solid, &rect) == 0.0), "{rect:?}");
        }
    }

    #[test]
    fn a_name_stays_where_it_stood_unless_that_is_taken() {
        let left = Choice { side: Side::Left, ring: 0, shortened: 0 };
        let mut wanted = crowd(1, 1, 1.0);
        wanted[0].anchor = pos2(300.0, 200.0);
        wanted[0].habit = Some(left);
        let free = place(&wanted, &Obstacles::default(), MAP)[0].expect("a place");
        assert_eq!(free.choice, left);
        let solid = vec![Rect::from_min_max(pos2(0.0, 190.0), pos2(290.0, 210.0))];
        let taken = place(&wanted, &Obstacles { solid, ..Obstacles::default() }, MAP)[0].expect("a place");
        assert_ne!(taken.choice.side, Side::Left);
    }
}

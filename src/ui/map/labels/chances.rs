//! The places of chances along arrows: each beside its own line, and as far as possible clear of all other lines, of
//! marks, lanes, texts and each other. They are placed before captions and names, which give way to them.
//!
//! A chance has few places, all of them along its line: farther away it would be taken for that of another. So each in
//! turn takes the cheapest, which for most is the first. Costs are set against each other, as those of names are
//! (`candidates`).

use super::lines::Lines;
use super::obstacles::FORBIDDEN;
use crate::ui::map::geometry::{self, Line, Outline, overlap};
use crate::ui::map::layout::CHANCE_DISTANCE;
use egui::{Rect, Vec2};

/// The shares of its line at which a chance may stand, each with its cost: best at the middle, where it is between both
/// ends; from a quarter of the line outward it would be taken for part of what stands beside a mark.
const SHARES: [(f32, f32); 5] = [(0.5, 0.0), (0.35, 4.0), (0.65, 4.0), (0.25, 10.0), (0.75, 10.0)];
/// The sides of the line with the cost of each: above it, if nothing else speaks for below. On the line itself (0), and
/// on a plate, there is no doubt whose chance it is, but it hides a part of the line: worse than any clear place beside
/// the line (12), and better than lying nearer to another (20) or on one.
const SIDES: [(f32, f32); 3] = [(1.0, 0.0), (-1.0, 2.0), (0.0, 14.0)];
/// The least distance from a text to its own line, where that is steep and the text beside it is wider than high.
const OWN_GAP: f32 = 2.0;
/// The cost of each other line that is nearer than its own: more than any place along its own (12), because a reader
/// would take the chance for that of the other.
const NEARER_TO_ANOTHER_LINE: f32 = 20.0;
/// The cost of each line across: more than lying nearer to two others, because a line runs through the letters; less
/// than covering a mark, a lane or a text, because a plate behind the letters interrupts a line and hides nothing else.
const ACROSS_LINE: f32 = 60.0;
/// The cost of lying on another chance: more than on a mark, a lane and off the map together, because neither could be
/// read.
const ON_A_CHANCE: f32 = 4.0 * FORBIDDEN;
/// The further cost of each square point of a mark, a lane or a text that is covered, so that the least bad is taken.
const PER_COVERED_AREA: f32 = 0.5;

/// A chance to be placed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chance {
    pub line: Line,
    /// The size of the text.
    pub size: Vec2,
}

/// Everything on which the places of chances depend.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChanceRequests {
    pub chances: Vec<Chance>,
    /// Marks, the item's marks, and the map's own texts.
    pub solid: Vec<Rect>,
    /// Lanes at full willingness.
    pub lanes: Vec<Outline>,
    /// All lines and arcs, those of the chances included.
    pub lines: Lines,
    pub space: Rect,
}

/// The place of a chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedChance {
    pub rect: Rect,
    /// Whether a line or a lane runs through it.
    pub is_crossed: bool,
}

/// A place with its cost.
#[derive(Clone, Copy)]
struct Candidate {
    rect: Rect,
    /// The distance from its middle to its own line.
    distance: f32,
    cost: f32,
}

impl Chance {
    /// Every place along the line, each with the cost of its position alone.
    fn candidates(&self) -> Vec<Candidate> {
        let [from, to] = self.line;
        let across = (to - from).normalized().rot90().abs();
        let reach = 0.5 * self.size.dot(across);
        let distance = CHANCE_DISTANCE.max(reach + OWN_GAP);
        let at = |(share, share_cost): (f32, f32), (side, side_cost): (f32, f32)| {
            let middle = geometry::beside(self.line, share, side * distance);
            let rect = Rect::from_center_size(middle, self.size);
            Candidate { rect, distance: distance * side.abs(), cost: share_cost + side_cost }
        };
        SHARES.into_iter().flat_map(|share| SIDES.map(|side| at(share, side))).collect()
    }
}

impl ChanceRequests {
    /// A place for each chance, in their order.
    fn place(&self) -> Vec<PlacedChance> {
        let mut placed: Vec<PlacedChance> = Vec::with_capacity(self.chances.len());
        for chance in &self.chances {
            placed.push(self.best(chance, &placed));
        }
        placed
    }

    /// The best place of a chance beside those that have one.
    fn best(&self, chance: &Chance, placed: &[PlacedChance]) -> PlacedChance {
        let mut candidates = chance.candidates();
        let around = candidates.iter().fold(Rect::NOTHING, |all, one| all.union(one.rect));
        let is_near = |rect: &Rect| rect.intersects(around);
        let area = around.expand(candidates[0].distance);
        let local = ChanceRequests {
            chances: Vec::new(),
            solid: self.solid.iter().copied().filter(is_near).collect(),
            lanes: self.lanes.iter().filter(|lane| lane.crosses(&area)).copied().collect(),
            lines: self.lines.near(area),
            space: self.space,
        };
        let placed: Vec<Rect> = placed.iter().map(|other| other.rect).filter(is_near).collect();
        for candidate in &mut candidates {
            let crossed = local.lines.others_across(candidate.rect, chance.line) as f32;
            candidate.cost += ACROSS_LINE * crossed + local.covered_by(candidate, &placed);
        }
        // Of two that cost the same, the first.
        let cheapest = |best: Candidate, next: Candidate| if next.cost < best.cost { next } else { best };
        let first = candidates[0];
        let rect = candidates.into_iter().fold(first, cheapest).rect;
        PlacedChance { rect, is_crossed: local.is_crossed(rect) }
    }

    fn is_crossed(&self, place: Rect) -> bool {
        self.lines.across(place) > 0 || self.lanes.iter().any(|lane| lane.crosses(&place))
    }

    /// The cost of a place for what it covers, and for what is nearer.
    fn covered_by(&self, Candidate { rect, distance, .. }: &Candidate, placed: &[Rect]) -> f32 {
        let outside = rect.area() - overlap(&self.space, rect);
        let covered = self.solid.iter().map(|solid| overlap(solid, rect)).sum::<f32>() + outside.max(0.0);
        let covers = if covered > 0.5 { FORBIDDEN + PER_COVERED_AREA * covered } else { 0.0 };
        let lanes = self.lanes.iter().filter(|lane| lane.crosses(rect)).count() as f32;
        let chances = placed.iter().filter(|other| overlap(other, rect) > 0.0).count() as f32;
        covers
            + FORBIDDEN * lanes
            + ON_A_CHANCE * chances
            + NEARER_TO_ANOTHER_LINE * self.lines.nearer(rect.center(), *distance) as f32
    }
}

/// The last requests and their places, by which chances are placed again only when something has moved.
#[derive(Clone, Debug, Default)]
pub(super) struct LastChances(Option<(ChanceRequests, Vec<PlacedChance>)>);

impl LastChances {
    /// The places of chances in their order.
    pub fn place(&mut self, requests: ChanceRequests) -> Vec<PlacedChance> {
        match &self.0 {
            Some((before, places)) if *before == requests => places.clone(),
            Some(_) | None => {
                let places = requests.place();
                self.0 = Some((requests, places.clone()));
                places
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, pos2, vec2};

    const LEVEL: Line = [pos2(100.0, 200.0), pos2(300.0, 200.0)];

    fn requests(lines: &[Vec<Pos2>], chances: &[Line]) -> ChanceRequests {
        let chance = |line: &Line| Chance { line: *line, size: vec2(30.0, 14.0) };
        ChanceRequests {
            chances: chances.iter().map(chance).collect(),
            solid: Vec::new(),
            lanes: Vec::new(),
            lines: chances.iter().map(|line| line.to_vec()).chain(lines.iter().cloned()).collect(),
            space: Rect::from_min_max(Pos2::ZERO, pos2(736.0, 424.0)),
        }
    }

    #[test]
    fn a_chance_stands_over_the_middle_of_its_line_if_nothing_else_is_there() {
        assert_eq!(requests(&[], &[LEVEL]).place()[0].rect.center(), pos2(200.0, 200.0 - CHANCE_DISTANCE));
    }

    #[test]
    fn no_chance_lies_on_its_own_line_in_whatever_direction_that_runs() {
        for step in 0u8..36 {
            let to = pos2(300.0, 200.0) + 150.0 * Vec2::angled(f32::from(step) * 10.0f32.to_radians());
            let asked = requests(&[], &[[pos2(300.0, 200.0), to]]);
            assert_eq!(asked.lines.across(asked.place()[0].rect), 0, "{} degrees", 10 * u32::from(step));
        }
    }

    #[test]
    fn a_chance_gives_way_to_lines_arcs_lanes_marks_and_other_chances() {
        let free = requests(&[], &[LEVEL]).place()[0].rect;
        let upright = vec![pos2(200.0, 100.0), pos2(200.0, 195.0)];
        let arc = geometry::arc(LEVEL, 28.0);
        for line in [upright, arc] {
            let asked = requests(&[line], &[LEVEL]);
            assert_eq!(asked.lines.across(asked.place()[0].rect), 0, "{:?}", asked.place());
        }
        let on_mark = ChanceRequests { solid: vec![free], ..requests(&[], &[LEVEL]) };
        assert_eq!(overlap(&on_mark.place()[0].rect, &free), 0.0);
        let lane = Outline::of([free.left_top(), free.right_top(), free.right_bottom(), free.left_bottom()]);
        let on_lane = ChanceRequests { lanes: vec![lane], ..requests(&[], &[LEVEL]) };
        assert!(!lane.crosses(&on_lane.place()[0].rect));
        let [from, to] = LEVEL;
        let both = requests(&[], &[LEVEL, [to, from]]).place();
        assert_eq!(overlap(&both[0].rect, &both[1].rect), 0.0, "{both:?}");
    }

    #[test]
    fn a_chance_with_other_lines_on_both_sides_stands_on_its_own() {
        let at = |y: f32| vec![pos2(100.0, y), pos2(300.0, y)];
        let asked = requests(&[at(186.0), at(214.0)], &[LEVEL]);
        let PlacedChance { rect, is_crossed } = asked.place()[0];
        assert_eq!((rect.center().y, asked.lines.others_across(rect, LEVEL)), (200.0, 0));
        assert!(is_crossed, "its own line runs through it");
    }

    #[test]
    fn a_chance_is_nearest_to_its_own_line_where_that_can_be() {
        let close = vec![pos2(150.0, 184.0), pos2(250.0, 184.0)];
        let placed = requests(std::slice::from_ref(&close), &[LEVEL]).place()[0].rect;
        let to = |line: &[Pos2]| geometry::distance_to(line, placed.center());
        assert!(to(&LEVEL) <= to(&close), "{placed:?}");
    }

    #[test]
    fn chances_are_placed_anew_as_soon_as_a_line_moves() {
        let mut last = LastChances::default();
        let free = last.place(requests(&[], &[LEVEL]));
        let upright = vec![pos2(200.0, 100.0), pos2(200.0, 195.0)];
        assert_ne!(last.place(requests(&[upright], &[LEVEL])), free);
        assert_eq!(last.place(requests(&[], &[LEVEL])), free);
    }
}

//! The choice among the candidates for the places of labels: each label beside its mark, never on another
//! label, and as far as possible clear of marks, lanes and lines.
//!
//! The cheapest candidates are chosen so that labels do not overlap. That is the usual point-feature label
//! placement with fixed positions; since an optimum is hard to find, labels choose in turn for a few rounds,
//! and one that is left without a good place may push others away.

use super::candidates::{Candidates, Findings, LabelRequest, Place, Placement};
use super::chosen::{Chosen, LABEL_GAP};
use super::obstacles::{ObstacleGrid, Obstacles};
use super::positions::LabelPosition;
use super::search;
use crate::ui::map::geometry::overlap;
use egui::{Rect, vec2};
use std::cell::LazyCell;

/// The most rounds in which every label chooses anew. It bounds the time for a frame: two labels that both prefer
/// the other's place would go on for ever.
const ROUNDS: usize = 4;

/// Everything on which the places of labels depend, but for where they were in the frame before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Requests {
    pub labels: Vec<LabelRequest>,
    pub obstacles: Obstacles,
    pub space: Rect,
}

impl Requests {
    pub fn obstacle_grid(&self) -> ObstacleGrid<'_> {
        ObstacleGrid::of(&self.obstacles, self.space)
    }

    /// The order in which labels choose.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        order.sort_by_key(|label| (self.labels[*label].rank, *label));
        order
    }

    /// The same places, with one for each label that is needed although there was no room for it. None moves to make
    /// room: those below it are left out instead.
    pub fn with_needed(&self, places: &[Option<Placement>], needed: &[bool]) -> Vec<Option<Placement>> {
        let mut shown = places.to_vec();
        let obstacles = LazyCell::new(|| self.obstacle_grid());
        for label in (0..shown.len()).filter(|label| needed[*label] && places[*label].is_none()) {
            let candidates = Candidates::of(&self.labels, label, &obstacles);
            let hides = |place: &Place, other: usize| {
                shown[other].is_some_and(|other| overlap(&other.rect, &place.rect) > 0.0)
            };
            let hidden = |place: &Place| (0..shown.len()).filter(|other| hides(place, *other)).count();
            let best = candidates.in_order().into_iter().min_by(|one, other| {
                let by_rule = one.price.is_forbidden.cmp(&other.price.is_forbidden);
                // Who is asked for is read whole, if it can be.
                let by_rule = by_rule.then(candidates.is_short(*one).cmp(&candidates.is_short(*other)));
                by_rule.then(hidden(one).cmp(&hidden(other))).then(one.price.cmp(&other.price))
            });
            let Some(best) = best else { continue };
            let below: Vec<usize> = (0..shown.len()).filter(|other| hides(&best, *other)).collect();
            below.into_iter().for_each(|other| shown[other] = None);
            shown[label] = Some(candidates.placement(best, best.rect));
        }
        shown
    }

    /// The labels that an arrow crosses although there is a place near their mark, with all that is written, which is
    /// clear of everything.
    pub fn crossed_needlessly(&self, places: &[Option<Placement>]) -> Vec<usize> {
        let is_free = |place: &Place, label: usize| {
            let others = places.iter().enumerate().filter(|(other, _)| *other != label);
            let mut others = others.filter_map(|(_, place)| *place);
            let is_clear =
                !place.price.is_forbidden && !place.is_on_arrow && place.price.cost < NEAR_AND_WHOLE;
            is_clear && !others.any(|other| overlap(&other.rect.expand2(LABEL_GAP), &place.rect) > 0.0)
        };
        let obstacles = self.obstacle_grid();
        let is_crossed = |label: usize| {
            let own = Candidates::of(&self.labels, label, &obstacles).in_order();
            let now = places[label].map(|place| place.rect);
            own.iter().any(|one| Some(one.rect) == now && one.is_on_arrow)
                && own.iter().any(|one| is_free(one, label))
        };
        (0..places.len()).filter(|label| is_crossed(*label)).collect()
    }
}

/// The most that a place costs which is near its mark and has the note line: 8 for the side, 18 for 20 points away and
/// 20 for no room for a preview.
const NEAR_AND_WHOLE: f32 = 46.0;

fn positions(places: &[Option<Placement>]) -> Vec<Option<LabelPosition>> {
    places.iter().map(|place| place.map(|place| place.position)).collect()
}

/// Whether marks are moved, by a hand or by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) enum Motion {
    /// Labels choose their places until they stay where they are.
    AtRest,
    /// Labels are [carried](LastPlaced::carried) along by their marks. They choose as soon as the marks are at rest.
    Moving,
}

/// The last requests at rest and their places, by which labels are placed again only when something has moved, and only
/// what is near it is judged again.
#[derive(Clone, Debug, Default)]
pub(super) struct LastPlaces(Option<LastPlaced>);

#[derive(Clone, Debug)]
pub(super) struct LastPlaced {
    pub requests: Requests,
    pub places: Vec<Option<Placement>>,
    /// For each label.
    findings: Vec<Findings>,
}

impl LastPlaces {
    /// The positions of so many labels at the last rest; none, if there were more or fewer then.
    pub fn positions(&self, labels: usize) -> Vec<Option<LabelPosition>> {
        let last = self.0.as_ref().filter(|last| last.places.len() == labels);
        last.map_or_else(Vec::new, |last| positions(&last.places))
    }

    /// The places of labels in their order: those at the last rest, if all else is as it was then. `previous` has the
    /// positions that are kept unless others are clearly better: in the frame before, or at the last rest.
    pub fn place(
        &mut self,
        requests: &Requests,
        previous: &[Option<LabelPosition>],
        motion: Motion,
    ) -> Vec<Option<Placement>> {
        let is_of_as_many = |last: &&LastPlaced| last.places.len() == requests.labels.len();
        let last = self.0.as_ref().filter(is_of_as_many);
        if let Some(last) = last.filter(|last| last.requests == *requests) {
            return last.places.clone();
        }
        if let Some(last) = last.filter(|_| motion == Motion::Moving) {
            return last.carried(requests, previous);
        }
        let obstacles = requests.obstacle_grid();
        let mut choice = Choice::of(requests, &obstacles);
        last.into_iter().for_each(|last| choice.recall(requests, last));
        let places = choice.settle(previous);
        let findings = choice.candidates.iter().map(Candidates::findings).collect();
        self.0 = Some(LastPlaced { requests: requests.clone(), places: places.clone(), findings });
        places
    }
}

/// The labels that choose among their candidates.
struct Choice<'r> {
    candidates: Vec<Candidates<'r>>,
    /// For each label the others that it may meet, in their order.
    neighbours: Vec<Vec<usize>>,
    /// The order in which labels choose.
    order: Vec<usize>,
    space: Rect,
}

impl<'r> Choice<'r> {
    fn of(requests: &'r Requests, obstacles: &'r ObstacleGrid<'r>) -> Self {
        let labels = &requests.labels;
        let candidates: Vec<Candidates<'r>> =
            (0..labels.len()).map(|label| Candidates::of(labels, label, obstacles)).collect();
        let reach: Vec<Rect> = candidates.iter().map(|own| own.around.expand2(LABEL_GAP)).collect();
        let meets = |one: usize, other: &usize| one != *other && reach[one].intersects(reach[*other]);
        let neighbours = (0..reach.len())
            .map(|one| (0..reach.len()).filter(|other| meets(one, other)).collect())
            .collect();
        Choice { candidates, neighbours, order: requests.order(), space: requests.space }
    }

    /// Takes over what was found out about the places near which nothing has changed.
    fn recall(&mut self, requests: &Requests, last: &LastPlaced) {
        let before = &last.requests;
        if requests.space != before.space {
            return;
        }
        let changes = requests.obstacles.changes_since(&before.obstacles);
        let asked = requests.labels.iter().zip(&before.labels);
        for ((own, (now, then)), findings) in self.candidates.iter_mut().zip(asked).zip(&last.findings) {
            if now == then {
                own.recall(findings, &changes);
            }
        }
    }

    /// A place for each label, in their order; `previous` has their positions in the frame before, which are kept unless
    /// others are clearly better. Placing them again where they now are would move none, so that a frame in which
    /// nothing else has changed does not either.
    fn settle(&mut self, previous: &[Option<LabelPosition>]) -> Vec<Option<Placement>> {
        let mut places = self.make(previous);
        for _ in 0..ROUNDS {
            let again = self.make(&positions(&places));
            let has_settled = positions(&again) == positions(&places);
            places = again;
            if has_settled {
                break;
            }
        }
        places
    }

    /// A place for every label in their order, where those of the frame before are favoured; `None` where it would lie on
    /// another label.
    fn make(&mut self, previous: &[Option<LabelPosition>]) -> Vec<Option<Placement>> {
        for (own, previous) in self.candidates.iter_mut().zip(previous) {
            own.favor(*previous);
        }
        let mut chosen = self.in_turn();
        for &label in &self.order {
            if let Some(better) = self.push_others_away(&chosen, label) {
                chosen = better;
            }
        }
        self.without_overlaps(&chosen)
    }

    /// Lets every label take its cheapest candidate, in order, until nothing changes: one that chose early may
    /// make room for one that comes later.
    fn in_turn(&self) -> Chosen {
        let mut chosen = Chosen::nothing(self.candidates.len(), self.space);
        // A label beside which nothing has changed since it chose would choose the same again.
        let mut may_change = vec![true; self.candidates.len()];
        for _ in 0..ROUNDS {
            let mut has_changed = false;
            for &label in &self.order {
                if !std::mem::take(&mut may_change[label]) {
                    continue;
                }
                let best = self.cheapest(&chosen, label);
                let rect = |place: Option<Place>| place.map(|place| place.rect);
                if rect(chosen.places[label]) != rect(best) {
                    has_changed = true;
                    self.neighbours[label].iter().for_each(|other| may_change[*other] = true);
                }
                chosen.set(label, best);
            }
            if !has_changed {
                break;
            }
        }
        chosen
    }

    /// Gives a label that has no good place, or is cut short, one on which others are, if each of them has a good place
    /// elsewhere, where it is not cut short for it. `None` if it has a good place already, or if none can be had.
    fn push_others_away(&self, chosen: &Chosen, label: usize) -> Option<Chosen> {
        let is_short = |label: usize, place: Place| self.candidates[label].is_short(place);
        let now = chosen.places[label].filter(|now| now.price.is_forbidden || is_short(label, *now))?;
        let is_better = |place: &Place| now.price.is_forbidden || !is_short(label, *place);
        self.candidates[label].good().into_iter().filter(is_better).find_map(|place| {
            let mut tried = chosen.clone();
            tried.set(label, Some(place));
            for (pushed, _) in chosen.too_near(label, &place.rect) {
                let moved = self.cheapest(&tried, pushed)?;
                let was_short = chosen.places[pushed].is_some_and(|before| is_short(pushed, before));
                let is_cut = is_short(pushed, moved) && !was_short;
                let is_good = !moved.price.is_forbidden && !is_cut;
                if !is_good || tried.too_near(pushed, &moved.rect).next().is_some() {
                    return None;
                }
                tried.set(pushed, Some(moved));
            }
            Some(tried)
        })
    }

    fn cheapest(&self, chosen: &Chosen, label: usize) -> Option<Place> {
        search::cheapest(&self.candidates[label], chosen, label)
    }

    /// Drops every label that lies on one that comes before it in the order, each where it is written: on the map, even
    /// where its place reaches beyond the edge.
    fn without_overlaps(&self, chosen: &Chosen) -> Vec<Option<Placement>> {
        let mut kept: Vec<Option<Placement>> = vec![None; chosen.places.len()];
        for &label in &self.order {
            let written = chosen.places[label]
                .map(|place| self.candidates[label].placement(place, moved_inside(place.rect, self.space)));
            kept[label] = written.filter(|placement| !is_on_any(&kept, placement));
        }
        kept
    }
}

/// Whether a label lies on one of those that are placed.
pub(super) fn is_on_any(placed: &[Option<Placement>], label: &Placement) -> bool {
    placed.iter().flatten().any(|other| overlap(&other.rect, &label.rect) > 0.0)
}

/// The same place, moved as far as it must be to lie within bounds.
pub(super) fn moved_inside(place: Rect, bounds: Rect) -> Rect {
    let moved = |least: f32, most: f32, low: f32, high: f32| (low - least).max((high - most).min(0.0));
    place.translate(vec2(
        moved(place.left(), place.right(), bounds.left(), bounds.right()),
        moved(place.top(), place.bottom(), bounds.top(), bounds.bottom()),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::obstacles::Points;
    use super::super::positions::{Detail, Side};
    use super::*;
    use crate::ui::map::geometry::Outline;
    use egui::{Pos2, pos2};

    const MAP: Rect = Rect { min: Pos2::ZERO, max: Pos2::new(736.0, 424.0) };

    fn crowd(columns: usize, rows: usize, apart: f32) -> Vec<LabelRequest> {
        (0..columns * rows)
            .map(|i| LabelRequest {
                anchor: pos2(60.0 + apart * (i % columns) as f32, 60.0 + apart * (i / columns) as f32),
                radius: 12.0,
                sizes: [vec2(70.0, 42.0), vec2(70.0, 28.0), vec2(50.0, 14.0), vec2(50.0, 14.0)],
                preview_width: 0.0,
                avoids_arcs: false,
                rank: (i % 3) as u8,
            })
            .collect()
    }

    impl Requests {
        /// The places of labels at rest of which nothing is known but where they were.
        fn place(&self, previous: &[Option<LabelPosition>]) -> Vec<Option<Placement>> {
            LastPlaces::default().place(self, previous, Motion::AtRest)
        }
    }

    /// The places of labels that were nowhere before.
    fn placed(labels: &[LabelRequest], obstacles: &Obstacles) -> Vec<Option<Placement>> {
        asked(labels, obstacles).place(&[])
    }

    fn asked(labels: &[LabelRequest], obstacles: &Obstacles) -> Requests {
        Requests { labels: labels.to_vec(), obstacles: obstacles.clone(), space: MAP }
    }

    fn alone(obstacles: &Obstacles) -> Placement {
        placed(&crowd(1, 1, 1.0), obstacles)[0].expect("a place")
    }

    #[test]
    fn no_label_ever_lies_on_another_with_4_or_with_40_actors() {
        for (columns, rows, apart) in [(2, 2, 200.0), (8, 5, 85.0), (8, 5, 30.0)] {
            let requests = crowd(columns, rows, apart);
            let shown: Vec<Placement> =
                placed(&requests, &Obstacles::default()).into_iter().flatten().collect();
            assert!(shown.len() * 4 >= columns * rows, "{} labels of {}", shown.len(), columns * rows);
            for (i, one) in shown.iter().enumerate() {
                for other in &shown[i + 1..] {
                    assert_eq!(overlap(&one.rect, &other.rect), 0.0);
                }
            }
        }
    }

    #[test]
    fn a_mark_that_is_not_on_the_map_has_no_name_there() {
        let mut requests = crowd(2, 1, 90.0);
        requests[1].anchor = pos2(MAP.right() + 40.0, 60.0);
        let shown = placed(&requests, &Obstacles::default());
        assert!(shown[0].is_some() && shown[1].is_none(), "{shown:?}");
        requests[1].anchor.x = MAP.right() + 0.5 * requests[1].radius;
        let shown = placed(&requests, &Obstacles::default());
        assert!(
            shown[1].is_some_and(|place| MAP.contains_rect(place.rect)),
            "its mark is seen in part: {shown:?}"
        );
    }

    #[test]
    fn no_label_lies_on_another_along_the_edge_of_the_map() {
        let mut requests = crowd(2, 20, 14.0);
        for (i, request) in requests.iter_mut().enumerate() {
            request.anchor.x = if i % 2 == 0 { MAP.left() - 6.0 } else { MAP.right() + 6.0 };
        }
        let shown: Vec<Rect> =
            placed(&requests, &Obstacles::default()).into_iter().flatten().map(|place| place.rect).collect();
        assert!(shown.len() > 4, "{} labels", shown.len());
        for (i, one) in shown.iter().enumerate() {
            assert!(MAP.expand(0.1).contains_rect(*one), "{one:?}");
            assert!(shown[i + 1..].iter().all(|other| overlap(one, other) == 0.0), "{one:?}");
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
        let lane = Outline::of([pos2(50.0, 72.0), pos2(70.0, 72.0), pos2(120.0, 200.0), pos2(100.0, 200.0)]);
        let placed = alone(&Obstacles { lanes: vec![lane], ..Obstacles::default() });
        assert!(!lane.crosses(&placed.rect), "{placed:?}");
    }

    #[test]
    fn a_label_that_no_place_keeps_off_a_lane_is_not_clear() {
        let (left, right, top, bottom) = (MAP.left(), MAP.right(), MAP.top(), MAP.bottom());
        let corners = [pos2(left, top), pos2(right, top), pos2(right, bottom), pos2(left, bottom)];
        let placed = alone(&Obstacles { lanes: vec![Outline::of(corners)], ..Obstacles::default() });
        assert!(!placed.is_clear, "{placed:?}");
        assert!(alone(&Obstacles::default()).is_clear);
    }

    #[test]
    fn where_it_is_narrower_still_a_long_name_is_cut_short() {
        let walls = [
            Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 47.0)),
            Rect::from_min_max(pos2(0.0, 91.0), pos2(200.0, 200.0)),
            Rect::from_min_max(pos2(0.0, 47.0), pos2(44.0, 91.0)),
            Rect::from_min_max(pos2(80.0, 70.0), pos2(200.0, 91.0)),
            Rect::from_min_max(pos2(110.0, 47.0), pos2(200.0, 70.0)),
        ];
        let mut requests = crowd(1, 1, 1.0);
        requests[0].sizes[3] = vec2(30.0, 14.0);
        let obstacles = Obstacles { solid: walls.into(), ..Obstacles::default() };
        let placed = placed(&requests, &obstacles)[0].expect("a place");
        assert_eq!(placed.position.detail, Detail::ShortName, "{placed:?}");
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
        let placed = placed(&requests, &obstacles)[0].expect("a place");
        assert_eq!(placed.position.detail, Detail::NameOnly, "{placed:?}");
        assert!(walls.iter().all(|wall| overlap(wall, &placed.rect) == 0.0), "{placed:?}");
    }

    #[test]
    fn a_label_without_any_good_place_gets_one_that_another_can_do_without() {
        let mut requests = crowd(2, 1, 1.0);
        // The only room that the second has is over it, where the first stands below its own mark.
        for (request, y) in requests.iter_mut().zip([60.0, 98.0]) {
            (request.anchor, request.sizes) = (pos2(200.0, y), [vec2(50.0, 14.0); 4]);
        }
        requests[0].rank = 0;
        requests[1].rank = 1;
        let mark = Rect::from_min_max(pos2(190.0, 40.0), pos2(210.0, 70.0));
        let below = Rect::from_min_max(pos2(0.0, 88.0), MAP.max);
        let left = Rect::from_min_max(pos2(0.0, 50.0), pos2(164.0, 88.0));
        let right = Rect::from_min_max(pos2(236.0, 50.0), pos2(MAP.right(), 88.0));
        let solid = vec![mark, below, left, right];
        let obstacles = Obstacles { solid: solid.clone(), ..Obstacles::default() };
        let alone = placed(&requests[..1], &obstacles)[0].expect("a place");
        assert_eq!(alone.position.side, Side::Below);
        let placed = placed(&requests, &obstacles);
        for rect in placed.iter().map(|placed| placed.expect("a place").rect) {
            assert!(solid.iter().all(|solid| overlap(solid, &rect) == 0.0), "{rect:?}");
        }
    }

    #[test]
    fn a_label_keeps_its_position_unless_that_is_taken() {
        let left = LabelPosition { side: Side::Left, ring: 0, detail: Detail::Full };
        let mut requests = crowd(1, 1, 1.0);
        requests[0].anchor = pos2(300.0, 200.0);
        let free = asked(&requests, &Obstacles::default()).place(&[Some(left)])[0].expect("a place");
        assert_eq!(free.position, left);
        let solid = vec![Rect::from_min_max(pos2(0.0, 190.0), pos2(290.0, 210.0))];
        let obstacles = Obstacles { solid, ..Obstacles::default() };
        let taken = asked(&requests, &obstacles).place(&[Some(left)])[0].expect("a place");
        assert_ne!(taken.position.side, Side::Left);
    }

    #[test]
    fn labels_are_placed_anew_as_soon_as_one_of_them_or_an_obstacle_moves() {
        let mut last = LastPlaces::default();
        let requests = |columns: usize, lanes: Vec<Outline>| Requests {
            labels: crowd(columns, 1, 90.0),
            obstacles: Obstacles { lanes, ..Obstacles::default() },
            space: MAP,
        };
        let lane = Outline::of([pos2(50.0, 72.0), pos2(70.0, 72.0), pos2(120.0, 200.0), pos2(100.0, 200.0)]);
        let rects = |places: Vec<Option<Placement>>| -> Vec<Option<Rect>> {
            places.into_iter().map(|place| place.map(|place| place.rect)).collect()
        };
        let free = rects(last.place(&requests(2, Vec::new()), &[], Motion::AtRest));
        assert_eq!(rects(last.place(&requests(2, Vec::new()), &[], Motion::AtRest)), free);
        assert_ne!(rects(last.place(&requests(2, vec![lane]), &[], Motion::AtRest)), free);
        assert_eq!(rects(last.place(&requests(3, Vec::new()), &[], Motion::AtRest)).len(), 3);
        assert_eq!(rects(last.place(&requests(2, Vec::new()), &[], Motion::AtRest)), free);
    }

    #[test]
    fn labels_stand_as_if_all_were_judged_anew_whatever_has_moved() {
        let mut last = LastPlaces::default();
        let mut before = Vec::new();
        let (mut labels, mut obstacles) = (crowd(8, 5, 24.0), Obstacles::default());
        obstacles.solid =
            labels.iter().map(|one| Rect::from_center_size(one.anchor, vec2(12.0, 12.0))).collect();
        for step in 0..24u8 {
            let moved = pos2(30.0 + 9.0 * f32::from(step), 40.0 + 5.0 * f32::from(step));
            match step % 4 {
                0 => labels[usize::from(step)].anchor = moved,
                1 => obstacles.solid[3] = Rect::from_center_size(moved, vec2(12.0, 12.0)),
                2 => obstacles.arrows = (0..20).map(|i| moved + vec2(6.0 * i as f32, 0.0)).collect(),
                _ => obstacles.arcs = (0..20).map(|i| moved + vec2(0.0, 6.0 * i as f32)).collect(),
            }
            let requests = Requests { labels: labels.clone(), obstacles: obstacles.clone(), space: MAP };
            let rects = |places: &[Option<Placement>]| -> Vec<Option<Rect>> {
                places.iter().map(|place| place.map(|place| place.rect)).collect()
            };
            let kept = last.place(&requests, &before, Motion::AtRest);
            assert_eq!(rects(&kept), rects(&requests.place(&before)), "step {step}");
            let again = last.clone().place(&requests, &positions(&kept), Motion::AtRest);
            assert_eq!(rects(&again), rects(&requests.place(&positions(&kept))), "step {step}");
            before = positions(&kept);
        }
    }

    #[test]
    fn labels_stand_as_if_all_were_judged_anew_whatever_has_come_or_gone() {
        // Where there is room, and previews are wider than any text, some changes concern nothing but the room for these.
        let (mut recalled, mut judged) = (0, 0);
        for (apart, preview_width) in [(24.0, 0.0), (85.0, 110.0)] {
            let (mut last, mut before) = (LastPlaces::default(), Vec::new());
            let mut labels = crowd(8, 5, apart);
            labels.iter_mut().for_each(|label| label.preview_width = preview_width);
            let square = |middle: Pos2| Rect::from_center_size(middle, vec2(12.0, 12.0));
            let solid = labels.iter().map(|one| square(one.anchor)).collect();
            let mut obstacles = Obstacles { solid, ..Obstacles::default() };
            for step in 0..48u8 {
                let at = pos2(30.3 + 13.7 * f32::from(step % 24), 40.1 + 6.9 * f32::from(step % 24));
                let aslant = [vec2(0.0, 0.0), vec2(20.0, 0.0), vec2(60.0, 90.0), vec2(40.0, 90.0)];
                let index = usize::from(step) % 40;
                match step % 6 {
                    0 => obstacles.solid.insert(index, square(at)),
                    1 => obstacles.lanes.push(Outline::of(aslant.map(|corner| at + corner))),
                    2 => obstacles.arrows = (0..20).map(|i| at + vec2(6.0 * i as f32, 0.0)).collect(),
                    3 => drop(obstacles.solid.remove(index / 2)),
                    4 => drop(obstacles.lanes.drain(..obstacles.lanes.len() / 2)),
                    _ => obstacles.arrows = Points::default(),
                }
                let requests = Requests { labels: labels.clone(), obstacles: obstacles.clone(), space: MAP };
                let rects = |places: &[Option<Placement>]| -> Vec<Option<Rect>> {
                    places.iter().map(|place| place.map(|place| place.rect)).collect()
                };
                let obstacles = requests.obstacle_grid();
                let mut choice = Choice::of(&requests, &obstacles);
                if let Some(last) = &last.0 {
                    choice.recall(&requests, last);
                    judged += last.findings.iter().map(Findings::judged).sum::<usize>();
                }
                recalled += choice.candidates.iter().map(Candidates::judged_as_now).sum::<usize>();
                let kept = last.place(&requests, &before, Motion::AtRest);
                assert_eq!(rects(&kept), rects(&requests.place(&before)), "step {step}");
                before = positions(&kept);
            }
        }
        assert!(judged / 2 < recalled && recalled < judged, "{recalled} of {judged}");
    }

    #[test]
    fn no_saving_makes_a_forbidden_place_cheaper_than_a_free_one_however_dear_that_is() {
        // Free is only a place 36 points to the right, on arrows, nearer to other marks, and without the note line.
        let below = LabelPosition { side: Side::Below, ring: 0, detail: Detail::Full };
        let mut requests = crowd(1, 1, 1.0);
        requests[0].anchor = pos2(60.0, 200.0);
        let free = Rect::from_min_max(pos2(105.0, 190.0), pos2(165.0, 210.0));
        let solid = vec![
            Rect::from_min_max(pos2(0.0, 0.0), pos2(free.left(), MAP.bottom())),
            Rect::from_min_max(pos2(0.0, 0.0), pos2(MAP.right(), free.top())),
            Rect::from_min_max(pos2(0.0, free.bottom()), MAP.max),
            Rect::from_min_max(pos2(free.right(), 0.0), MAP.max),
        ];
        let arrows = std::iter::repeat_n(free.center(), 500).collect();
        let obstacles = Obstacles { solid: solid.clone(), arrows, ..Obstacles::default() };
        let placed = asked(&requests, &obstacles).place(&[Some(below)])[0].expect("a place");
        assert!(solid.iter().all(|solid| overlap(solid, &placed.rect) == 0.0), "{placed:?}");
    }

    #[test]
    fn no_arrow_crosses_a_label_that_can_be_beside_it_even_where_it_was_on_it_before() {
        let mut requests = crowd(1, 1, 1.0);
        requests[0].anchor = pos2(300.0, 200.0);
        let below = LabelPosition { side: Side::Below, ring: 0, detail: Detail::Full };
        // Straight down, and the sides of the mark are taken: only 20 points up there is room.
        let arrows = (0..20).map(|i| pos2(300.0, 214.0 + 6.0 * i as f32)).collect();
        let solid = vec![
            Rect::from_min_max(pos2(0.0, 170.0), pos2(286.0, MAP.bottom())),
            Rect::from_min_max(pos2(314.0, 170.0), MAP.max),
        ];
        let obstacles = Obstacles { solid, arrows, ..Obstacles::default() };
        let asked = asked(&requests, &obstacles);
        let placed = asked.place(&[Some(below)]);
        assert!(placed[0].expect("a place").rect.bottom() < 200.0, "{placed:?}");
        assert!(asked.crossed_needlessly(&placed).is_empty());
    }

    #[test]
    fn a_name_that_is_needed_moves_no_other() {
        let asked = asked(&crowd(8, 5, 8.0), &Obstacles::default());
        let places = asked.place(&[]);
        let without = places.iter().position(Option::is_none).expect("there is not room for all");
        let needed: Vec<bool> = (0..places.len()).map(|label| label == without).collect();
        let shown = asked.with_needed(&places, &needed);
        let needed = shown[without].expect("it is shown").rect;
        for (label, (before, now)) in places.iter().zip(&shown).enumerate().filter(|(i, _)| *i != without) {
            let (before, now) = (before.map(|place| place.rect), now.map(|place| place.rect));
            assert!(now == before || now.is_none(), "{label} has moved");
            assert!(now.is_none_or(|rect| overlap(&rect, &needed) == 0.0), "{label} lies on it");
        }
    }

    #[test]
    fn placing_labels_again_where_they_are_moves_none() {
        for apart in [30.0, 45.0, 60.0, 85.0] {
            let asked = asked(&crowd(8, 5, apart), &Obstacles::default());
            let places = positions(&asked.place(&[]));
            let mut last = LastPlaces::default();
            assert_eq!(positions(&last.place(&asked, &[], Motion::AtRest)), places);
            assert_eq!(
                positions(&last.place(&asked, &places, Motion::AtRest)),
                places,
                "{apart} points apart, nothing moved"
            );
            assert_eq!(positions(&asked.place(&places)), places, "{apart} points apart");
        }
    }
}

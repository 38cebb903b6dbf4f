//! Labels while marks are moved: a hand that moves an actor or the map expects all the rest to stay as it is.

use super::candidates::{Candidates, Placement};
use super::obstacles::ObstacleGrid;
use super::placement::{LastPlaced, Requests, is_on_any, moved_inside};
use super::positions::LabelPosition;
use std::cell::LazyCell;

impl LastPlaced {
    /// The places of as many labels as at the last rest, in their order, while marks are moved: each at its position in
    /// the frame before or at the last rest, which `previous` has. A label that came onto the map with its mark since that rest takes the
    /// best place that the others leave. One that would lie on another is left out meanwhile, and never that of a mark
    /// which has moved among marks which have not: it is what the hand holds.
    pub fn carried(&self, requests: &Requests, previous: &[Option<LabelPosition>]) -> Vec<Option<Placement>> {
        let obstacles = LazyCell::new(|| requests.obstacle_grid());
        let mut places = vec![None; requests.labels.len()];
        for label in self.order_of_carrying(requests) {
            let place = match previous.get(label).copied().flatten() {
                Some(position) => placed_at(requests, label, position),
                None if self.came_onto_map(requests, label) => {
                    best_place_left(requests, label, &obstacles, &places)
                }
                None => None,
            };
            places[label] = place.filter(|place| !is_on_any(&places, place));
        }
        places
    }

    /// The order in which labels are placed: first those whose mark has moved since the last rest, then the others; both as
    /// they choose at rest.
    fn order_of_carrying(&self, requests: &Requests) -> Vec<usize> {
        let mut order = requests.order();
        let is_at_rest = |label: usize| requests.labels[label].anchor == self.requests.labels[label].anchor;
        order.sort_by_key(|label| is_at_rest(*label));
        order
    }

    /// Whether the mark of a label is on the map and was not at the last rest.
    fn came_onto_map(&self, requests: &Requests, label: usize) -> bool {
        let is_in = |requests: &Requests| requests.labels[label].is_on_map(requests.space);
        is_in(requests) && !is_in(&self.requests)
    }
}

/// The place of a label at a position; `None` if its mark is not on the map.
fn placed_at(requests: &Requests, label: usize, position: LabelPosition) -> Option<Placement> {
    let request = &requests.labels[label];
    let place = moved_inside(request.place_at(position, requests.space), requests.space);
    request.is_on_map(requests.space).then(|| Placement::of(place, position, &requests.obstacles))
}

/// The cheapest place of a label that is not forbidden and on none of the others; `None` if there is none.
fn best_place_left(
    requests: &Requests,
    label: usize,
    obstacles: &ObstacleGrid<'_>,
    others: &[Option<Placement>],
) -> Option<Placement> {
    let candidates = Candidates::of(&requests.labels, label, obstacles);
    let places = candidates.good().into_iter().map(|place| candidates.placement(place, place.rect));
    places.into_iter().find(|place| !is_on_any(others, place))
}

#[cfg(test)]
mod tests {
    use super::super::candidates::LabelRequest;
    use super::super::obstacles::Obstacles;
    use super::super::placement::{LastPlaces, Motion};
    use super::*;
    use crate::ui::map::geometry::overlap;
    use egui::{Pos2, Rect, Vec2, pos2, vec2};

    const MAP: Rect = Rect { min: Pos2::ZERO, max: pos2(736.0, 424.0) };

    /// A map that is moved, with where its labels were.
    #[derive(Default)]
    struct Map {
        last: LastPlaces,
        /// For each label, where it was when it was last seen.
        positions: Vec<Option<LabelPosition>>,
    }

    impl Map {
        fn show(&mut self, anchors: &[Pos2], motion: Motion) -> Vec<Option<Rect>> {
            let label = |anchor: &Pos2| LabelRequest {
                anchor: *anchor,
                radius: 12.0,
                sizes: [vec2(70.0, 28.0), vec2(70.0, 28.0), vec2(50.0, 14.0), vec2(50.0, 14.0)],
                preview_width: 0.0,
                avoids_arcs: false,
                rank: 0,
            };
            let mark = |anchor: &Pos2| Rect::from_center_size(*anchor, vec2(24.0, 24.0));
            let solid = anchors.iter().map(mark).collect();
            let requests = Requests {
                labels: anchors.iter().map(label).collect(),
                obstacles: Obstacles { solid, ..Obstacles::default() },
                space: MAP,
            };
            let places = self.last.place(&requests, &self.positions, motion);
            self.positions.resize(anchors.len(), None);
            for (position, place) in self.positions.iter_mut().zip(&places) {
                *position = place.map(|place| place.position).or(*position);
            }
            places.into_iter().map(|place| place.map(|place| place.rect)).collect()
        }
    }

    fn crowd(apart: f32, from: Pos2) -> Vec<Pos2> {
        (0..24).map(|i| from + apart * vec2((i % 6) as f32, (i / 6) as f32)).collect()
    }

    fn moved(anchors: &[Pos2], by: Vec2) -> Vec<Pos2> {
        anchors.iter().map(|anchor| *anchor + by).collect()
    }

    #[test]
    fn labels_go_with_the_map_that_a_hand_moves() {
        let anchors = crowd(14.0, pos2(300.0, 180.0));
        let mut map = Map::default();
        let at_rest = map.show(&anchors, Motion::AtRest);
        let shown = at_rest.iter().flatten().count();
        assert!((8..24).contains(&shown), "{shown} are shown");
        for by in [vec2(3.0, 1.0), vec2(40.0, -30.0), vec2(-60.0, 50.0)] {
            let carried = map.show(&moved(&anchors, by), Motion::Moving);
            for (before, now) in at_rest.iter().zip(&carried) {
                let off =
                    before.zip(*now).map(|(before, now)| (now.center() - before.center() - by).length());
                assert!(before.is_some() == now.is_some(), "{before:?} moved by {by:?}");
                assert!(off.is_none_or(|off| off < 1e-3), "{before:?} moved by {by:?}: {off:?}");
            }
        }
    }

    #[test]
    fn an_actor_in_the_hand_keeps_its_name_and_uncovers_again_what_it_passes() {
        let anchors = [pos2(100.0, 100.0), pos2(300.0, 100.0), pos2(500.0, 100.0)];
        let mut map = Map::default();
        let at_rest = map.show(&anchors, Motion::AtRest);
        let mut with_the_last_at = |at: Pos2| map.show(&[anchors[0], anchors[1], at], Motion::Moving);
        let over = with_the_last_at(anchors[1] + vec2(2.0, 1.0));
        assert_eq!(over[0], at_rest[0], "nothing is near it");
        assert_eq!(over[1], None, "the name in the hand lies on it");
        assert!(over[2].is_some());
        let past = with_the_last_at(pos2(300.0, 300.0));
        assert_eq!(past[..2], at_rest[..2]);
    }

    #[test]
    fn a_name_that_comes_onto_the_map_gets_a_place_and_one_that_leaves_it_has_none() {
        let mut anchors = vec![pos2(20.0, 200.0), pos2(400.0, 200.0)];
        anchors.push(pos2(MAP.right() + 200.0, 200.0));
        let mut map = Map::default();
        let at_rest = map.show(&anchors, Motion::AtRest);
        assert_eq!(are_shown(&at_rest), [true, true, false]);
        let carried = map.show(&moved(&anchors, vec2(-250.0, 0.0)), Motion::Moving);
        assert_eq!(are_shown(&carried), [false, true, true]);
        let further = map.show(&moved(&anchors, vec2(-260.0, 0.0)), Motion::Moving);
        let by = [&carried, &further].map(|places| places[2].expect("it is on the map").center());
        assert_eq!(by[1] - by[0], vec2(-10.0, 0.0), "it is carried along as well");
    }

    #[test]
    fn no_label_lies_on_another_while_the_map_shrinks_and_all_choose_anew_at_rest() {
        let mut map = Map::default();
        let wide = map.show(&crowd(80.0, pos2(60.0, 60.0)), Motion::AtRest);
        assert!(wide.iter().all(Option::is_some));
        let narrow = crowd(36.0, pos2(60.0, 60.0));
        let carried = map.show(&narrow, Motion::Moving);
        let written: Vec<Rect> = carried.iter().flatten().copied().collect();
        for (i, one) in written.iter().enumerate() {
            assert!(written[i + 1..].iter().all(|other| overlap(one, other) == 0.0), "{one:?}");
        }
        let chosen = map.show(&narrow, Motion::AtRest);
        let shown = |places: &[Option<Rect>]| places.iter().flatten().count();
        assert!(shown(&chosen) > shown(&carried), "{} of {}", shown(&chosen), shown(&carried));
    }

    fn are_shown(places: &[Option<Rect>]) -> Vec<bool> {
        places.iter().map(Option::is_some).collect()
    }
}

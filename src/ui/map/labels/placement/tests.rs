//! Where labels are placed beside marks, lanes, lines and each other, and what is taken over from the frame before.

use super::*;
use crate::ui::map::geometry::Outline;
use crate::ui::map::labels::obstacles::Points;
use crate::ui::map::labels::positions::{Detail, Side};
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
        let shown: Vec<Placement> = placed(&requests, &Obstacles::default()).into_iter().flatten().collect();
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
    obstacles.solid = labels.iter().map(|one| Rect::from_center_size(one.anchor, vec2(12.0, 12.0))).collect();
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

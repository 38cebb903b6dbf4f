//! Where names go: beside their marks, never on each other, and clear of marks, lanes and lines as
//! far as there is room.

use egui::{Pos2, Rect, Vec2, vec2};

/// A name that wants a place.
pub(super) struct Wanted {
    /// The middle of the mark it belongs to.
    pub anchor: Pos2,
    /// How far from the middle the mark reaches.
    pub reach: f32,
    /// The size of the text.
    pub size: Vec2,
    /// Names that matter more are placed first.
    pub rank: u8,
}

/// What names must keep away from.
#[derive(Default)]
pub(super) struct Obstacles {
    /// Marks and the map's own texts.
    pub solid: Vec<Rect>,
    /// Points along lanes.
    pub lanes: Vec<Pos2>,
    /// Points along arrows.
    pub lines: Vec<Pos2>,
}

/// For every name its place, or none where it would lie on another name.
pub(super) fn place(wanted: &[Wanted], obstacles: &Obstacles, bounds: Rect) -> Vec<Option<Rect>> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|i| (wanted[*i].rank, *i));
    let mut placed: Vec<Option<Rect>> = vec![None; wanted.len()];
    for i in order {
        let taken: Vec<Rect> = placed.iter().flatten().copied().collect();
        placed[i] = candidates(&wanted[i])
            .into_iter()
            .filter(|(rect, _)| !taken.iter().any(|other| overlap(other, rect) > 0.0))
            .map(|(rect, habit)| (rect, habit + cost(&rect, obstacles, bounds)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(rect, _)| rect);
    }
    placed
}

/// Places round a mark, with what each costs by habit: below is where one looks first.
fn candidates(wanted: &Wanted) -> Vec<(Rect, f32)> {
    let Vec2 { x: width, y: height } = wanted.size;
    let mut places = Vec::new();
    for (ring, gap) in [3.0, 12.0, 26.0].into_iter().enumerate() {
        let far = wanted.reach + gap;
        let sides = [
            (vec2(0.0, far + 0.5 * height), 0.0),
            (vec2(-far - 0.5 * width, 0.0), 3.0),
            (vec2(far + 0.5 * width, 0.0), 3.0),
            (vec2(0.0, -far - 0.5 * height), 2.0),
            (vec2(-0.8 * far - 0.5 * width, 0.8 * far), 6.0),
            (vec2(0.8 * far + 0.5 * width, 0.8 * far), 6.0),
            (vec2(-0.8 * far - 0.5 * width, -0.8 * far), 6.0),
            (vec2(0.8 * far + 0.5 * width, -0.8 * far), 6.0),
        ];
        for (offset, habit) in sides {
            let rect = Rect::from_center_size(wanted.anchor + offset, wanted.size);
            places.push((rect, habit + 5.0 * ring as f32));
        }
    }
    places
}

fn cost(rect: &Rect, obstacles: &Obstacles, bounds: Rect) -> f32 {
    let solid: f32 = obstacles.solid.iter().map(|other| overlap(other, rect)).sum();
    let within = |points: &[Pos2], margin: f32| {
        let rect = rect.expand(margin);
        points.iter().filter(|point| rect.contains(**point)).count() as f32
    };
    let outside = rect.area() - overlap(&bounds, rect);
    0.5 * solid + 12.0 * within(&obstacles.lanes, 2.0) + 4.0 * within(&obstacles.lines, 1.0) + 0.5 * outside
}

fn overlap(one: &Rect, other: &Rect) -> f32 {
    let both = one.intersect(*other);
    if both.is_positive() { both.area() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn crowd(columns: usize, rows: usize, apart: f32) -> Vec<Wanted> {
        (0..columns * rows)
            .map(|i| Wanted {
                anchor: pos2(60.0 + apart * (i % columns) as f32, 60.0 + apart * (i / columns) as f32),
                reach: 12.0,
                size: vec2(70.0, 28.0),
                rank: (i % 3) as u8,
            })
            .collect()
    }

    #[test]
    fn no_name_ever_lies_on_another_with_4_or_with_40_actors() {
        for (columns, rows, apart) in [(2, 2, 200.0), (8, 5, 85.0), (8, 5, 30.0)] {
            let wanted = crowd(columns, rows, apart);
            let bounds = Rect::from_min_size(Pos2::ZERO, vec2(736.0, 424.0));
            let placed = place(&wanted, &Obstacles::default(), bounds);
            let shown: Vec<Rect> = placed.into_iter().flatten().collect();
            assert!(shown.len() * 4 >= columns * rows, "{} names of {}", shown.len(), columns * rows);
            for (i, one) in shown.iter().enumerate() {
                for other in &shown[i + 1..] {
                    assert_eq!(overlap(one, other), 0.0);
                }
            }
        }
    }

    #[test]
    fn with_room_all_round_a_name_stands_below_its_mark() {
        let wanted = crowd(1, 1, 1.0);
        let bounds = Rect::from_min_size(Pos2::ZERO, vec2(736.0, 424.0));
        let placed = place(&wanted, &Obstacles::default(), bounds)[0].expect("a place");
        assert!(placed.center().x == 60.0 && placed.top() >= 72.0);
    }

    #[test]
    fn a_name_gives_way_to_a_lane() {
        let wanted = crowd(1, 1, 1.0);
        let lanes = (0..20).map(|i| pos2(60.0, 72.0 + 4.0 * i as f32)).collect();
        let bounds = Rect::from_min_size(Pos2::ZERO, vec2(736.0, 424.0));
        let placed =
            place(&wanted, &Obstacles { lanes, ..Obstacles::default() }, bounds)[0].expect("a place");
        assert!(!placed.contains(pos2(60.0, 80.0)), "{placed:?}");
    }
}

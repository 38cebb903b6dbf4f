//! The places of marks and names on the room's map: each name where it covers least.

use super::page::{Page, SMALL, TEXT, Text};
use crate::lesson::room_picture::{MapActor, MapBoard};
use egui::{Galley, Pos2, Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// The diameter of a mark.
pub const MARK: f32 = 0.065;
/// The widest name.
pub const NAME: f32 = 0.46;
/// How many times as far the map may be stretched one way as the other, so that directions stay recognisable.
const STRETCH: f32 = 1.7;

/// A map in its place.
pub struct Placed<'a> {
    pub board: &'a MapBoard,
    /// The middles of the marks, in the order of the actors.
    pub at: Vec<Pos2>,
}

impl<'a> Placed<'a> {
    /// Stretches a map over a place.
    pub fn into(board: &'a MapBoard, place: Rect) -> Self {
        let points: Vec<Pos2> = board.actors.iter().map(|actor| pos2(actor.at[0], actor.at[1])).collect();
        let around = Rect::from_points(&points);
        let scale = |room: f32, extent: f32| if extent > 0.0 { room / extent } else { f32::INFINITY };
        let [x, y] = [scale(place.width(), around.width()), scale(place.height(), around.height())];
        let (x, y) = (x.min(STRETCH * y), y.min(STRETCH * x));
        let finite = |scale: f32| if scale.is_finite() { scale } else { 0.0 };
        let scale = vec2(finite(x), finite(y));
        let at = |point: &Pos2| place.center() + (*point - around.center()) * scale;
        Placed { board, at: points.iter().map(at).collect() }
    }

    /// The middles of two actors.
    pub fn ends(&self, from: usize, to: usize) -> Option<[Pos2; 2]> {
        Some([*self.at.get(from)?, *self.at.get(to)?])
    }
}

/// A name in its place, with the line below it.
struct Name {
    place: Rect,
    name: Arc<Galley>,
    note: Option<Arc<Galley>>,
}

impl Page<'_> {
    /// The names, one after the other where each covers least, then once more, when all others have a place.
    pub fn names(&self, map: &Placed<'_>, place: Rect, obstacles: &Obstacles) {
        let names: Vec<Name> = map.board.actors.iter().map(|actor| self.name(actor)).collect();
        let mut places: Vec<Option<Rect>> = vec![None; names.len()];
        for _ in 0..2 {
            for (index, name) in names.iter().enumerate() {
                let others = places.iter().enumerate().filter(|(other, _)| *other != index);
                let others: Vec<Rect> = others.filter_map(|(_, place)| *place).collect();
                let candidates = self.candidates(map.at[index], name.place.size());
                let cost = |candidate: &Rect| obstacles.cost(*candidate, index, &others, place);
                let best = candidates.into_iter().min_by(|one, other| cost(one).total_cmp(&cost(other)));
                places[index] = best;
            }
        }
        for (name, place) in names.into_iter().zip(places) {
            place.into_iter().for_each(|place| self.write(&name, place));
        }
    }

    fn name(&self, actor: &MapActor) -> Name {
        let colors = &self.theme.colors;
        let broken =
            |text: &str, font, color, rows| self.broken(Text { text, font, color }, self.size(NAME), rows);
        let name = broken(&actor.name, self.strong(TEXT), colors.ink, 2);
        let note = (!actor.note.is_empty()).then(|| broken(&actor.note, self.plain(SMALL), colors.ink_2, 2));
        let below = note.as_ref().map_or(Vec2::ZERO, |note| note.size());
        let size = vec2(name.size().x.max(below.x), name.size().y + below.y);
        Name { place: Rect::from_min_size(Pos2::ZERO, size), name, note }
    }

    /// The places of a name around a mark, the usual one first.
    fn candidates(&self, at: Pos2, size: Vec2) -> Vec<Rect> {
        [0.7 * MARK + 0.006, 1.1 * MARK].into_iter().flat_map(|away| self.around(at, size, away)).collect()
    }

    /// The places of a name at a distance around a mark.
    fn around(&self, at: Pos2, size: Vec2, away: f32) -> Vec<Rect> {
        let away = self.size(away);
        let half = 0.5 * size;
        let sides = [
            vec2(0.0, away + half.y),
            vec2(0.0, -away - half.y),
            vec2(away + half.x, 0.0),
            vec2(-away - half.x, 0.0),
            vec2(0.6 * (away + half.x), away + half.y),
            vec2(-0.6 * (away + half.x), away + half.y),
            vec2(0.6 * (away + half.x), -away - half.y),
            vec2(-0.6 * (away + half.x), -away - half.y),
        ];
        sides.into_iter().map(|side| Rect::from_center_size(at + side, size)).collect()
    }

    fn write(&self, name: &Name, place: Rect) {
        let colors = &self.theme.colors;
        let plate = colors.panel.gamma_multiply(0.8);
        self.painter.rect_filled(place, self.size(0.005), plate);
        let centred = |galley: &Arc<Galley>, y: f32| pos2(place.center().x - 0.5 * galley.size().x, y);
        self.painter.galley(centred(&name.name, place.top()), name.name.clone(), colors.ink);
        if let Some(note) = &name.note {
            let y = place.top() + name.name.size().y;
            self.painter.galley(centred(note, y), note.clone(), colors.ink_2);
        }
    }
}

/// What a name should not cover.
pub struct Obstacles {
    pub lines: Vec<[Pos2; 2]>,
    /// Marks, then the chances of arrows.
    pub taken: Vec<Rect>,
    /// The number of marks among them.
    pub marks: usize,
}

/// The distance of the points at which a line is tested for a name, as a share of the name's height, and the most of
/// them.
const PROBE: f32 = 0.2;
const MOST_PROBES: f32 = 200.0;
/// What it costs to leave the map, against covering as much of something else.
const OUTSIDE: f32 = 20.0;
/// What a point of a line under a name costs, as a share of the area of the name.
const LINE: f32 = 0.06;

impl Obstacles {
    /// The area that a name would cover there, of marks, other names and lines, and off the map.
    pub fn cost(&self, name: Rect, own: usize, others: &[Rect], place: Rect) -> f32 {
        let shared = |other: &Rect| {
            let both = name.intersect(*other);
            if both.is_positive() { both.area() } else { 0.0 }
        };
        let outside = name.area() - shared(&place);
        let is_foreign = |index: usize| index != own || index >= self.marks;
        let taken = self.taken.iter().enumerate().filter(|(index, _)| is_foreign(*index));
        let covered: f32 = taken.map(|(_, rect)| 2.0 * shared(rect)).sum();
        let names: f32 = others.iter().map(|other| 4.0 * shared(other)).sum();
        let step = PROBE * name.height();
        let on_line = |[from, to]: &[Pos2; 2]| {
            if !name.intersects(Rect::from_two_pos(*from, *to)) {
                return 0.0;
            }
            let steps = (from.distance(*to) / step).ceil().clamp(1.0, MOST_PROBES) as u16;
            let probes = (0..=steps).map(|probe| from.lerp(*to, f32::from(probe) / f32::from(steps)));
            probes.filter(|probe| name.contains(*probe)).count() as f32
        };
        let lines: f32 = self.lines.iter().map(on_line).sum();
        OUTSIDE * outside + covered + names + LINE * lines * name.area()
    }
}

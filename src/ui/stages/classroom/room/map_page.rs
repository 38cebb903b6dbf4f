//! The relationship map on the room's picture. It has the marks, the lanes and the arrows of the map in the teacher's
//! window, in sizes that are read from the last row; names go where they cover least.

use super::page::{LEADING, Page, SMALL, TEXT, Text};
use crate::analysis::number_format::{counted, percent};
use crate::lesson::room_picture::{ArrowMeaning, HistoryBoard, MapActor, MapBoard, MapPartnership};
use crate::ui::theme::marks;
use egui::{Color32, Galley, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};
use std::sync::Arc;

/// The diameter of a mark.
const MARK: f32 = 0.065;
/// The width of a lane of full willingness, and of the spine between two.
const LANE: f32 = 0.036;
const SPINE: f32 = 0.005;
/// The distance from the middle of a mark at which lines end.
const CLEAR: f32 = 0.05;
/// The same at home, where several lanes meet.
const CLEAR_AT_HOME: f32 = 0.085;
/// The length of the head of an arrow.
const HEAD: f32 = 0.026;
/// The widest name, as a share of the width of the map.
const NAME: f32 = 0.3;
/// How many times as far the map may be stretched one way as the other, so that directions stay recognisable.
const STRETCH: f32 = 1.7;
/// The chance from which on an arrow has its number: a smaller one is no use to the last row.
const WRITTEN_CHANCE: f32 = 0.01;
/// The share of the page that the map of a history takes.
const MAP_OF_HISTORY: f32 = 0.62;

/// A map in its place.
struct Placed<'a> {
    board: &'a MapBoard,
    /// The middles of the marks, in the order of the actors.
    at: Vec<Pos2>,
}

impl<'a> Placed<'a> {
    /// Stretches a map over a place.
    fn into(board: &'a MapBoard, place: Rect) -> Self {
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
    fn ends(&self, from: usize, to: usize) -> Option<[Pos2; 2]> {
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
    /// The map on a page of its own.
    pub fn map_page(&self, body: Rect, board: &MapBoard) {
        let top = self.title(body, &board.title);
        let key = self.key(body, board);
        self.map(Rect::from_min_max(pos2(body.left(), top), pos2(body.right(), key)), board);
    }

    /// One history: the map at the left, at the right what has happened, the newest first.
    pub fn history_page(&self, body: Rect, board: &HistoryBoard) {
        let top = self.title(body, &board.map.title);
        let split = body.left() + MAP_OF_HISTORY * body.width();
        let place = Rect::from_min_max(pos2(body.left(), top), pos2(split - self.size(0.03), body.bottom()));
        self.map(place, &board.map);
        let right = Rect::from_min_max(pos2(split, top + self.size(0.02)), body.max);
        let colors = &self.theme.colors;
        let month = format!("Month {} of {}", board.month, board.last);
        let text = Text { text: &month, font: self.strong(TEXT), color: colors.ink };
        let mut y = self.paragraph(right.min, text, right) + self.size(0.005);
        let track = Rect::from_min_size(pos2(right.left(), y), vec2(right.width(), self.size(0.012)));
        self.painter.rect_filled(track, 0.0, colors.sunk);
        let gone = track.width() * board.month as f32 / board.last.max(1) as f32;
        self.painter.rect_filled(track.with_max_x(track.left() + gone), 0.0, colors.ink);
        y = track.bottom() + self.size(0.02);
        for (age, event) in board.events.iter().rev().enumerate() {
            let (font, color) = match age {
                0 => (self.strong(TEXT), colors.ink),
                _ => (self.plain(SMALL), colors.ink_2),
            };
            let line = self.broken(Text { text: event, font, color }, right.width(), usize::MAX);
            let next = y + line.size().y + self.size(0.012);
            if next > right.bottom() {
                let more = counted((board.events.len() - age) as u64, "earlier event");
                let at = pos2(right.left(), right.bottom() - self.size(SMALL));
                self.one_line(at, &more, self.plain(SMALL), right.right());
                break;
            }
            self.painter.galley(pos2(right.left(), y), line, color);
            y = next;
        }
    }

    /// What lines mean, in a line at the lower edge of a body; returns where it begins.
    fn key(&self, body: Rect, board: &MapBoard) -> f32 {
        let measured = board.partnerships.iter().any(|partnership| partnership.now.is_some());
        let has = |is: fn(&ArrowMeaning) -> bool| board.arrows.iter().any(|arrow| is(&arrow.meaning));
        let says = [
            ("lanes: content left, sources and methods right, seen from the partner", measured),
            ("line: shares with home", !measured && !board.partnerships.is_empty()),
            ("arrow: could go this way", has(|meaning| *meaning == ArrowMeaning::Possible)),
            ("arrow: chance of passing it on", has(|meaning| matches!(meaning, ArrowMeaning::Chance(_)))),
            ("dashes: hostile", !board.hostile.is_empty()),
        ];
        let says: Vec<&str> =
            says.into_iter().filter_map(|(text, is_there)| is_there.then_some(text)).collect();
        let color = self.theme.colors.ink_2;
        let text = says.join(" · ");
        let text = Text { text: &text, font: self.plain(SMALL), color };
        let line = self.broken(text, body.width(), 2);
        let top = body.bottom() - line.size().y;
        self.painter.galley(pos2(body.left(), top), line, color);
        top - self.size(0.01)
    }

    fn map(&self, place: Rect, board: &MapBoard) {
        // Room for a mark on all sides, and for a name with its note below the lowest.
        let name = LEADING * (self.size(TEXT) + self.size(SMALL));
        let inner = Rect::from_min_max(
            place.min + Vec2::splat(self.size(MARK)) + vec2(0.4 * NAME * place.width(), 0.0),
            place.max - vec2(self.size(MARK) + 0.4 * NAME * place.width(), self.size(MARK) + name),
        );
        let map = &Placed::into(board, inner);
        let mut lines: Vec<[Pos2; 2]> = Vec::new();
        for [from, to] in &board.hostile {
            map.ends(*from, *to).into_iter().for_each(|ends| self.hostility(ends));
        }
        for partnership in &board.partnerships {
            let ends =
                map.ends(partnership.partner, 0).and_then(|ends| self.between(ends, CLEAR, CLEAR_AT_HOME));
            ends.into_iter().for_each(|ends| {
                self.lanes(ends, partnership);
                lines.push(ends);
            });
        }
        let mut taken: Vec<Rect> =
            map.at.iter().map(|at| Rect::from_center_size(*at, Vec2::splat(self.size(MARK)))).collect();
        let marks = taken.len();
        for arrow in &board.arrows {
            let ends = map.ends(arrow.from, arrow.to).and_then(|ends| self.between(ends, CLEAR, CLEAR));
            let Some(ends) = ends else { continue };
            self.meaning(ends, arrow.meaning);
            lines.push(ends);
            taken.extend(self.chance(ends, arrow.meaning));
        }
        for (actor, at) in board.actors.iter().zip(&map.at) {
            self.mark(actor, *at);
        }
        self.names(map, place, &Obstacles { lines, taken, marks });
    }

    /// A line that stops short of both its ends; `None` where there is no room for one.
    fn between(&self, [from, to]: [Pos2; 2], before: f32, after: f32) -> Option<[Pos2; 2]> {
        let way = to - from;
        let (before, after) = (self.size(before), self.size(after));
        let along = way.normalized();
        (way.length() > before + after + self.size(HEAD)).then(|| [from + before * along, to - after * along])
    }

    fn hostility(&self, [from, to]: [Pos2; 2]) {
        let across = (to - from).rot90().normalized() * self.size(0.07);
        let across = if across.y > 0.0 { -across } else { across };
        let middle = from.lerp(to, 0.5) + across;
        let stroke = Stroke::new(self.size(0.004), self.theme.colors.hostility);
        let bend = |share: f32| {
            let (one, other) = (from.lerp(middle, share), middle.lerp(to, share));
            one.lerp(other, share)
        };
        let points: Vec<Pos2> = (0..=24u8).map(|step| bend(f32::from(step) / 24.0)).collect();
        self.dashed_line(&points, stroke, [0.014, 0.01]);
    }

    /// The two lanes of a partnership: pale as if nothing were said, over it what is left; a line where no number is
    /// shown.
    fn lanes(&self, ends: [Pos2; 2], partnership: &MapPartnership) {
        let colors = &self.theme.colors;
        let Some(now) = partnership.now else {
            self.painter.line_segment(ends, Stroke::new(self.size(0.006), colors.line));
            return;
        };
        let edge = Stroke::new(self.size(0.002), colors.before_edge);
        for (pair, fills, stroke) in [
            (partnership.before, [colors.before; 2], edge),
            (Some(now), [colors.content, colors.methods], Stroke::NONE),
        ] {
            for (side, (share, fill)) in pair.into_iter().flatten().zip(fills).enumerate() {
                let corners = self.lane(ends, if side == 0 { 1.0 } else { -1.0 }, share);
                self.painter.add(Shape::convex_polygon(corners, fill, stroke));
            }
        }
    }

    /// The corners of a lane at a side of its spine: 1 for the left, going from the partner to home, −1 for the right.
    fn lane(&self, [from, to]: [Pos2; 2], side: f32, share: f32) -> Vec<Pos2> {
        let along = (to - from).normalized();
        let left = vec2(along.y, -along.x) * side;
        let inner = left * self.size(SPINE / 2.0);
        // A willingness of 0 is still a line, which says that there is a partnership.
        let outer = inner + left * self.size(LANE * share.clamp(0.0, 1.0)).max(self.size(0.0015));
        vec![from + inner, to + inner, to + outer, from + outer]
    }

    fn meaning(&self, [from, to]: [Pos2; 2], meaning: ArrowMeaning) {
        let colors = &self.theme.colors;
        match meaning {
            ArrowMeaning::Told => self.arrow([from, to], 0.009, colors.ink),
            ArrowMeaning::Possible => self.arrow([from, to], 0.0045, colors.ink_2),
            ArrowMeaning::Chance(chance) => self.arrow([from, to], 0.003 + 0.006 * chance, colors.ink_2),
            ArrowMeaning::Passed(progress) => {
                let reached = from.lerp(to, progress.clamp(0.0, 1.0));
                if from.distance(reached) > self.size(HEAD) {
                    self.arrow([from, reached], 0.009, colors.ink);
                }
                marks::torn_sheet(self.painter, reached.lerp(from, 0.3), self.size(0.035), 1.0);
            }
        }
    }

    fn arrow(&self, [from, to]: [Pos2; 2], width: f32, color: Color32) {
        let along = (to - from).normalized();
        let head = self.size(HEAD);
        let neck = to - head * along;
        self.painter.line_segment([from, neck], Stroke::new(self.size(width), color));
        let across = 0.45 * head * along.rot90();
        let corners = vec![to, neck + across, neck - across];
        self.painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    }

    /// The chance of an arrow beside its middle; returns the place that it takes.
    fn chance(&self, [from, to]: [Pos2; 2], meaning: ArrowMeaning) -> Option<Rect> {
        let ArrowMeaning::Chance(chance) = meaning else { return None };
        if chance < WRITTEN_CHANCE {
            return None;
        }
        let galley =
            self.painter.layout_no_wrap(percent(chance.into()), self.plain(SMALL), self.theme.colors.ink);
        let across = (to - from).normalized().rot90();
        let across = if across.y > 0.0 { -across } else { across };
        let away = 0.5 * (galley.size().x * across.x.abs() + galley.size().y * across.y.abs());
        let center = from.lerp(to, 0.5) + across * (away + self.size(0.008));
        let place = Rect::from_center_size(center, galley.size());
        self.painter.galley(place.min, galley, self.theme.colors.ink);
        Some(place)
    }

    fn mark(&self, actor: &MapActor, at: Pos2) {
        let size = self.size(MARK);
        if actor.knows {
            let ring = Stroke::new(self.size(0.007), self.theme.colors.worse);
            self.painter.circle_stroke(at, 0.68 * size, ring);
        }
        let shapes = match actor.role {
            Some(role) => marks::shapes(role, at, size, self.theme),
            None => marks::press(at, size, self.theme),
        };
        self.painter.extend(shapes);
    }

    /// The names, one after the other where each covers least, then once more, when all others have a place.
    fn names(&self, map: &Placed<'_>, place: Rect, obstacles: &Obstacles) {
        let names: Vec<Name> = map.board.actors.iter().map(|actor| self.name(actor, place)).collect();
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

    fn name(&self, actor: &MapActor, place: Rect) -> Name {
        let colors = &self.theme.colors;
        let broken = |text: &str, font, color, rows| {
            self.broken(Text { text, font, color }, NAME * place.width(), rows)
        };
        let name = broken(&actor.name, self.strong(TEXT), colors.ink, 2);
        let note = (!actor.note.is_empty()).then(|| broken(&actor.note, self.plain(SMALL), colors.ink_2, 2));
        let below = note.as_ref().map_or(Vec2::ZERO, |note| note.size());
        let size = vec2(name.size().x.max(below.x), name.size().y + below.y);
        Name { place: Rect::from_min_size(Pos2::ZERO, size), name, note }
    }

    /// The places of a name around a mark, the usual one first.
    fn candidates(&self, at: Pos2, size: Vec2) -> Vec<Rect> {
        let away = self.size(0.5 * MARK + 0.008);
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
struct Obstacles {
    lines: Vec<[Pos2; 2]>,
    /// Marks, then the chances of arrows.
    taken: Vec<Rect>,
    /// The number of marks among them.
    marks: usize,
}

/// The points at which a line is tested for a name.
const PROBES: u8 = 40;
/// What it costs to leave the map, against covering as much of something else.
const OUTSIDE: f32 = 20.0;
/// What a point of a line under a name costs, as a share of the area of the name.
const LINE: f32 = 0.06;

impl Obstacles {
    /// The area that a name would cover there, of marks, other names and lines, and off the map.
    fn cost(&self, name: Rect, own: usize, others: &[Rect], place: Rect) -> f32 {
        let shared = |other: &Rect| {
            let both = name.intersect(*other);
            if both.is_positive() { both.area() } else { 0.0 }
        };
        let outside = name.area() - shared(&place);
        let is_foreign = |index: usize| index != own || index >= self.marks;
        let taken = self.taken.iter().enumerate().filter(|(index, _)| is_foreign(*index));
        let covered: f32 = taken.map(|(_, rect)| 2.0 * shared(rect)).sum();
        let names: f32 = others.iter().map(|other| 4.0 * shared(other)).sum();
        let on_line = |[from, to]: &[Pos2; 2]| {
            let probes = (0..=PROBES).map(|step| from.lerp(*to, f32::from(step) / f32::from(PROBES)));
            probes.filter(|probe| name.contains(*probe)).count() as f32
        };
        let lines: f32 = self.lines.iter().map(on_line).sum();
        OUTSIDE * outside + covered + names + LINE * lines * name.area()
    }
}

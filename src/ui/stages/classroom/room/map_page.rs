//! The relationship map on the room's picture. It has the marks, the lanes and the arrows of the map in the teacher's
//! window, in sizes that are read from the last row; names go where they cover least.

use super::map_places::{MARK, NAME, Obstacles, Placed};
use super::page::{LEADING, Page, SMALL, TEXT, Text};
use crate::analysis::number_format::{counted, percent};
use crate::lesson::room_picture::{ArrowMeaning, HistoryBoard, MapActor, MapBoard, MapPartnership};
use crate::ui::theme::marks;
use egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

/// The width of a lane of full willingness, and of the spine between two.
const LANE: f32 = 0.036;
const SPINE: f32 = 0.005;
/// The distance from the middle of a mark at which lines end.
const CLEAR: f32 = 0.05;
/// The same at home, where several lanes meet.
const CLEAR_AT_HOME: f32 = 0.085;
/// The length of the head of an arrow.
const HEAD: f32 = 0.026;
/// The chance from which on an arrow has its number: a smaller one is no use to the last row.
const WRITTEN_CHANCE: f32 = 0.01;
/// The most of a map's width that is kept free for names on each side.
const BESIDE_MAP: f32 = 0.1;
/// The share of the page that the map of a history takes.
const MAP_OF_HISTORY: f32 = 0.62;

impl Page<'_> {
    /// The map on a page of its own.
    pub fn map_page(&self, body: Rect, board: &MapBoard) {
        let top = self.title(body, &board.title);
        let key = self.map_key(body, board);
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

    fn map(&self, place: Rect, board: &MapBoard) {
        // Room for a mark on all sides, and for a name with its note below the lowest.
        let name = LEADING * (self.size(TEXT) + self.size(SMALL));
        // A name at the side may stand above or below its mark, so that less than half of one is kept free there.
        let beside = self.size(0.4 * NAME).min(BESIDE_MAP * place.width());
        let inner = Rect::from_min_max(
            place.min + Vec2::splat(self.size(MARK)) + vec2(beside, 0.0),
            place.max - vec2(self.size(MARK) + beside, self.size(MARK) + name),
        );
        let map = &Placed::into(board, inner);
        let mut lines: Vec<[Pos2; 2]> = Vec::new();
        for [from, to] in &board.hostile {
            let arc = map.ends(*from, *to).map(|ends| self.hostility(ends));
            let parts = arc.iter().flat_map(|arc| arc.windows(2).map(|part| [part[0], part[1]]));
            lines.extend(parts);
        }
        for partnership in &board.partnerships {
            let ends =
                map.ends(partnership.partner, 0).and_then(|ends| self.between(ends, CLEAR, CLEAR_AT_HOME));
            ends.into_iter().for_each(|ends| {
                self.lanes(ends, partnership);
                lines.push(ends);
            });
        }
        let taken: Vec<Rect> =
            map.at.iter().map(|at| Rect::from_center_size(*at, Vec2::splat(self.size(MARK)))).collect();
        let marks = taken.len();
        let mut chances: Vec<([Pos2; 2], ArrowMeaning)> = Vec::new();
        for arrow in &board.arrows {
            let ends = map.ends(arrow.from, arrow.to).and_then(|ends| self.between(ends, CLEAR, CLEAR));
            let Some(ends) = ends else { continue };
            self.meaning(ends, arrow.meaning);
            lines.push(ends);
            // The same chance both ways is written once.
            let back = |(other, meaning): &([Pos2; 2], ArrowMeaning)| {
                *meaning == arrow.meaning
                    && other[0].distance(ends[1]) < 1.0
                    && other[1].distance(ends[0]) < 1.0
            };
            if !chances.iter().any(back) {
                chances.push((ends, arrow.meaning));
            }
        }
        let mut obstacles = Obstacles { lines, taken, marks };
        for (ends, meaning) in chances {
            let place = self.chance(ends, meaning, &obstacles, place);
            obstacles.taken.extend(place);
        }
        for (actor, at) in board.actors.iter().zip(&map.at) {
            self.mark(actor, *at);
        }
        self.names(map, place, &obstacles);
    }

    /// A line that stops short of both its ends; `None` where there is no room for one.
    fn between(&self, [from, to]: [Pos2; 2], before: f32, after: f32) -> Option<[Pos2; 2]> {
        let way = to - from;
        let (before, after) = (self.size(before), self.size(after));
        let along = way.normalized();
        (way.length() > before + after + self.size(HEAD)).then(|| [from + before * along, to - after * along])
    }

    /// A dashed arc; returns the points along it.
    fn hostility(&self, [from, to]: [Pos2; 2]) -> Vec<Pos2> {
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
        points
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

    /// An arrow of a width, as a share of the height.
    pub fn arrow(&self, [from, to]: [Pos2; 2], width: f32, color: Color32) {
        let along = (to - from).normalized();
        let head = self.size(HEAD);
        let neck = to - head * along;
        self.painter.line_segment([from, neck], Stroke::new(self.size(width), color));
        let across = 0.45 * head * along.rot90();
        let corners = vec![to, neck + across, neck - across];
        self.painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    }

    /// The chance of an arrow, beside it where it covers least; returns the place that it takes.
    fn chance(
        &self,
        [from, to]: [Pos2; 2],
        meaning: ArrowMeaning,
        obstacles: &Obstacles,
        map: Rect,
    ) -> Option<Rect> {
        let ArrowMeaning::Chance(chance) = meaning else { return None };
        if chance < WRITTEN_CHANCE {
            return None;
        }
        let ink = self.theme.colors.ink;
        let galley = self.painter.layout_no_wrap(percent(chance.into()), self.plain(SMALL), ink);
        let across = (to - from).normalized().rot90();
        let away =
            0.5 * (galley.size().x * across.x.abs() + galley.size().y * across.y.abs()) + self.size(0.008);
        let beside = |(share, side): (f32, f32)| {
            Rect::from_center_size(from.lerp(to, share) + side * away * across, galley.size())
        };
        let cost = |place: &Rect| obstacles.cost(*place, usize::MAX, &[], map);
        let place = BESIDE.map(beside).into_iter().min_by(|one, other| cost(one).total_cmp(&cost(other)))?;
        self.painter.galley(place.min, galley, ink);
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
}

/// Where the chance of an arrow may stand: at a share of it, on one side or the other; the usual place first.
const BESIDE: [(f32, f32); 6] =
    [(0.5, -1.0), (0.5, 1.0), (0.35, -1.0), (0.35, 1.0), (0.65, -1.0), (0.65, 1.0)];

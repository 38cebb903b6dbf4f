//! The course of willingness on the room's picture: content at the left, sources and methods at the right, in lines and
//! letters that are read from the last row.

use super::page::{LEADING, Page, SIDE_TITLE, SMALL, Text};
use crate::analysis::number_format::percent;
use crate::lesson::room_picture::{PlotBoard, PlotCourse};
use egui::{Align2, Mesh, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// The room for the ticks of shares at the left, and for names at the right.
const TICKS: f32 = 0.1;
const NAMES: f32 = 0.27;
/// Months between ticks: a quarter, half or whole year, whichever leaves room for their numbers.
const MONTH_STEPS: [u32; 5] = [3, 6, 12, 24, 60];
/// The least distance of the numbers of months.
const MONTH_ROOM: f32 = 0.075;
/// The step between the ticks of shares: whole fifths.
const SHARE_STEP: f32 = 0.2;
/// The least range of shares, so that small changes look small.
const LEAST_RANGE: f32 = 0.4;

/// A plot in its place.
struct Frame {
    place: Rect,
    last: u32,
    low: f32,
    high: f32,
}

impl Frame {
    /// A frame that holds courses, from one fifth to another.
    fn holding(place: Rect, board: &PlotBoard) -> Self {
        // One range for both materials, so that a fall of one is seen beside a fall of the other.
        let courses = board.materials.iter().flatten();
        let lines = courses.flat_map(|course| course.planned.iter().chain(&course.withheld));
        let (low, high) =
            lines.fold((1.0f32, 0.0f32), |(low, high), share| (low.min(*share), high.max(*share)));
        let fifths = |share: f32| share / SHARE_STEP;
        let high = (fifths(high).ceil() * SHARE_STEP).clamp(LEAST_RANGE, 1.0);
        let low = (fifths(low).floor() * SHARE_STEP).clamp(0.0, high - LEAST_RANGE);
        Frame { place, last: board.last, low, high }
    }

    fn at(&self, month: usize, share: f32) -> Pos2 {
        let across = month as f32 / self.last.max(1) as f32;
        let up = (share - self.low) / (self.high - self.low);
        pos2(self.place.left() + across * self.place.width(), self.place.bottom() - up * self.place.height())
    }

    fn line(&self, shares: &[f32]) -> Vec<Pos2> {
        shares.iter().enumerate().map(|(month, share)| self.at(month, *share)).collect()
    }
}

impl Page<'_> {
    /// Both materials side by side.
    pub fn plot_page(&self, body: Rect, board: &PlotBoard) {
        let top = self.title(body, &board.title) + self.size(0.02);
        let color = self.theme.colors.ink_2;
        let key = "Across: months. Dashed: if nothing were said. Band: half of all histories of the partner in bold.";
        let key = self.broken(Text { text: key, font: self.plain(SMALL), color }, body.width(), 2);
        let bottom = body.bottom() - key.size().y;
        self.painter.galley(pos2(body.left(), bottom), key, color);
        let gap = self.size(0.03);
        let width = (body.width() - gap) / 2.0;
        for (side, (name, courses)) in PlotBoard::MATERIALS.into_iter().zip(&board.materials).enumerate() {
            let left = body.left() + side as f32 * (width + gap);
            let place = Rect::from_min_max(pos2(left, top), pos2(left + width, bottom - self.size(0.02)));
            self.courses(place, name, board, courses);
        }
    }

    fn courses(&self, place: Rect, name: &str, board: &PlotBoard, courses: &[PlotCourse]) {
        let colors = &self.theme.colors;
        let at = pos2(place.left() + self.size(TICKS), place.top());
        self.anchored(at, Align2::LEFT_TOP, name, self.strong(SIDE_TITLE));
        let inner = Rect::from_min_max(
            at + vec2(0.0, LEADING * self.size(SIDE_TITLE)),
            place.max - vec2(self.size(NAMES), LEADING * self.size(SMALL) + self.size(0.01)),
        );
        let frame = &Frame::holding(inner, board);
        self.axes(frame);
        let month = frame.at(board.month.min(board.last) as usize, frame.low).x;
        self.painter.vline(month, inner.y_range(), Stroke::new(self.size(0.002), colors.ink));
        let (bold, others): (Vec<&PlotCourse>, Vec<&PlotCourse>) =
            courses.iter().partition(|course| course.stands_out);
        for course in others {
            let stroke = Stroke::new(self.size(0.004), colors.ink_3);
            self.painter.add(Shape::line(frame.line(&course.planned), stroke));
        }
        for course in bold {
            self.band(frame, course);
            let stroke = Stroke::new(self.size(0.004), colors.ink_2);
            self.dashed_line(&frame.line(&course.withheld), stroke, [0.012, 0.01]);
            let stroke = Stroke::new(self.size(0.008), colors.ink);
            self.painter.add(Shape::line(frame.line(&course.planned), stroke));
        }
        self.names_at_ends(frame, place.right(), courses);
    }

    /// The ticks of shares and months, with a grid of shares.
    fn axes(&self, frame: &Frame) {
        let colors = &self.theme.colors;
        let line = Stroke::new(self.size(0.002), colors.hairline);
        let steps = ((frame.high - frame.low) / SHARE_STEP).round() as u32;
        for step in 0..=steps {
            let share = frame.low + step as f32 * SHARE_STEP;
            let at = frame.at(0, share);
            self.painter.hline(frame.place.x_range(), at.y, line);
            let at = at - vec2(self.size(0.01), 0.0);
            self.anchored(at, Align2::RIGHT_CENTER, &percent(share.into()), self.plain(SMALL));
        }
        let room = |step: &u32| {
            *step as f32 / frame.last.max(1) as f32 * frame.place.width() >= self.size(MONTH_ROOM)
        };
        let step = MONTH_STEPS.into_iter().find(room).unwrap_or(frame.last.max(1));
        for month in (0..=frame.last).step_by(step as usize) {
            let at = frame.at(month as usize, frame.low) + vec2(0.0, self.size(0.008));
            self.anchored(at, Align2::CENTER_TOP, &month.to_string(), self.plain(SMALL));
        }
    }

    fn band(&self, frame: &Frame, course: &PlotCourse) {
        let mut mesh = Mesh::default();
        let fill = self.theme.colors.band_narrow;
        for (month, [low, high]) in course.half.iter().enumerate() {
            for share in [low, high] {
                mesh.colored_vertex(frame.at(month, share.clamp(frame.low, frame.high)), fill);
            }
        }
        for pair in 1..course.half.len() as u32 {
            let first = 2 * (pair - 1);
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first + 1, first + 2, first + 3);
        }
        self.painter.add(mesh);
    }

    /// The names of partners at the ends of their lines, moved apart where they would meet.
    fn names_at_ends(&self, frame: &Frame, right: f32, courses: &[PlotCourse]) {
        let end = |course: &PlotCourse| course.planned.last().map(|share| frame.at(0, *share).y);
        let mut ends: Vec<(f32, &PlotCourse)> =
            courses.iter().filter_map(|course| Some((end(course)?, course))).collect();
        ends.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let least = 1.15 * self.size(SMALL);
        let mut heights: Vec<f32> = ends.iter().map(|(y, _)| *y).collect();
        for index in 1..heights.len() {
            heights[index] = heights[index].max(heights[index - 1] + least);
        }
        let mut limit = frame.place.bottom();
        for height in heights.iter_mut().rev() {
            *height = height.min(limit);
            limit = *height - least;
        }
        for ((_, course), y) in ends.into_iter().zip(heights) {
            let font = if course.stands_out { self.strong(SMALL) } else { self.plain(SMALL) };
            self.one_line(pos2(frame.place.right() + self.size(0.012), y), &course.name, font, right);
        }
    }
}

//! Willingness over the months as a fan: a median line in its 25–75 and 5–95 per cent bands.

use crate::engine::Statistics;
use crate::ui::theme::Theme;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2};

/// Where months and shares stand on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The plot's place.
    pub place: Rect,
    /// The last month, at the right edge.
    pub last: u32,
    /// The share at the bottom edge.
    pub low: f64,
    /// The share at the top edge.
    pub high: f64,
}

impl Frame {
    /// The place of a month across.
    pub fn x(&self, month: u32) -> f32 {
        self.place.left() + self.place.width() * month as f32 / self.last.max(1) as f32
    }

    /// The height of a share.
    pub fn y(&self, share: f64) -> f32 {
        let part = ((share - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.place.bottom() - self.place.height() * part as f32
    }

    /// The month nearest to a place across.
    pub fn month_at(&self, x: f32) -> u32 {
        let part = (x - self.place.left()) / self.place.width().max(1.0);
        (part.clamp(0.0, 1.0) * self.last as f32).round() as u32
    }
}

/// Bounds in steps of a fifth that hold everything, at least two fifths apart; so they seldom move.
pub fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (1.0f64, 0.0f64);
    for value in values {
        low = low.min(value);
        high = high.max(value);
    }
    let high = ((high * 5.0).ceil() / 5.0).clamp(0.4, 1.0);
    let low = ((low * 5.0).floor() / 5.0).clamp(0.0, high - 0.4);
    // 0.6000000000000001 and its like would be written on the axis.
    ((low * 10.0).round() / 10.0, (high * 10.0).round() / 10.0)
}

/// The empty plot with lines at the whole fifths in between.
pub fn background(painter: &Painter, theme: &Theme, frame: &Frame) {
    painter.rect_filled(frame.place, 0.0, theme.colors.sunk);
    let middle = (frame.low + frame.high) / 2.0;
    let line = Stroke::new(1.0, theme.colors.hairline);
    painter.hline(frame.place.x_range(), frame.y(middle), line);
}

/// Both bands, the wide one behind.
pub fn bands(painter: &Painter, theme: &Theme, frame: &Frame, months: &[&Statistics]) {
    painter.add(band(frame, months, (0, 4), theme.colors.band_wide));
    painter.add(band(frame, months, (1, 3), theme.colors.band_narrow));
}

/// A ribbon between two quantiles. A mesh, because egui fills only convex outlines.
fn band(frame: &Frame, months: &[&Statistics], (low, high): (usize, usize), color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    for (month, statistics) in months.iter().enumerate() {
        let x = frame.x(month as u32);
        mesh.colored_vertex(pos2(x, frame.y(statistics.quantiles[low])), color);
        mesh.colored_vertex(pos2(x, frame.y(statistics.quantiles[high])), color);
        if month > 0 {
            let at = 2 * month as u32;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at - 1, at, at + 1);
        }
    }
    Shape::mesh(mesh)
}

/// A line through values, month by month.
pub fn line(painter: &Painter, frame: &Frame, values: impl Iterator<Item = f64>, stroke: Stroke) {
    painter.line(points(frame, values), stroke);
}

/// The same line, dashed.
pub fn dashed(painter: &Painter, frame: &Frame, values: impl Iterator<Item = f64>, stroke: Stroke) {
    painter.extend(Shape::dashed_line(&points(frame, values), stroke, 4.0, 3.0));
}

/// A line of dots, for what was and is no more.
pub fn dotted(painter: &Painter, frame: &Frame, values: impl Iterator<Item = f64>, color: Color32) {
    painter.extend(Shape::dotted_line(&points(frame, values), color, 4.0, 1.2));
}

/// The level before, dashed from side to side.
pub fn before(painter: &Painter, theme: &Theme, frame: &Frame, share: f64) {
    let y = frame.y(share);
    let ends = [pos2(frame.place.left(), y), pos2(frame.place.right(), y)];
    painter.extend(Shape::dashed_line(&ends, Stroke::new(1.0, theme.colors.ink_2), 2.0, 2.0));
}

/// The upright line at the month that is shown.
pub fn marker(painter: &Painter, theme: &Theme, frame: &Frame, month: u32) {
    if month <= frame.last {
        painter.vline(frame.x(month), frame.place.y_range(), Stroke::new(1.0, theme.colors.ink));
    }
}

fn points(frame: &Frame, values: impl Iterator<Item = f64>) -> Vec<Pos2> {
    values.enumerate().map(|(month, share)| pos2(frame.x(month as u32), frame.y(share))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_whole_fifths_that_hold_everything() {
        assert_eq!(bounds([0.83, 0.97].into_iter()), (0.6, 1.0));
        assert_eq!(bounds([0.05, 0.31].into_iter()), (0.0, 0.4));
        assert_eq!(bounds([0.41, 0.79].into_iter()), (0.4, 0.8));
        assert_eq!(bounds(std::iter::empty()), (0.0, 0.4));
    }

    #[test]
    fn a_month_is_found_where_it_was_put() {
        let place = Rect::from_min_max(pos2(10.0, 0.0), pos2(142.0, 50.0));
        let frame = Frame { place, last: 24, low: 0.0, high: 1.0 };
        assert!((0..=24).all(|month| frame.month_at(frame.x(month)) == month));
    }
}

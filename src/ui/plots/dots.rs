//! A quantile dot plot: fifty equally likely futures as fifty dots (Kay, Kola, Hullman and Munson,
//! "When (ish) is my bus?", CHI 2016).

use crate::ui::theme::Theme;
use egui::{Painter, Pos2, Rect, Stroke, pos2};

/// The smallest dot of which one still sees whether it is hollow, as its radius in points.
const SMALLEST: f32 = 2.5;

/// Dots stacked over an axis from 0 to 100 per cent, one for each value; the values must rise. Those
/// below `line` are hollow.
pub fn draw(painter: &Painter, theme: &Theme, place: Rect, values: &[f64], line: f64) {
    let x = |share: f64| place.left() + place.width() * share as f32;
    let radius = radius(place, values);
    let ring = if radius < 4.0 { 1.0 } else { 1.5 };
    let color = theme.colors.methods;
    for stack in stacks(place, values, radius) {
        let across = place.left() + (column(place, stack[0], radius) as f32 + 0.5) * 2.0 * radius;
        let step = step(place, stack.len(), radius);
        for (high, value) in stack.iter().enumerate() {
            let center = Pos2::new(across, place.bottom() - radius - 1.0 - high as f32 * step);
            let fill = if *value < line { theme.colors.panel } else { color };
            painter.circle(center, radius - 0.75 * ring, fill, Stroke::new(ring, color));
        }
    }
    painter.hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
    painter.vline(x(line), place.y_range(), Stroke::new(1.5, theme.colors.ink));
}

fn column(place: Rect, value: f64, radius: f32) -> i64 {
    (f64::from(place.width()) * value / f64::from(2.0 * radius)).floor() as i64
}

/// The values that stand on one another, from the left to the right.
fn stacks(place: Rect, values: &[f64], radius: f32) -> impl Iterator<Item = &[f64]> {
    let same = move |one: &f64, other: &f64| column(place, *one, radius) == column(place, *other, radius);
    values.chunk_by(same)
}

/// The largest dot with which the highest stack still fits, but none too small to be seen.
fn radius(place: Rect, values: &[f64]) -> f32 {
    let sizes = [9.0, 8.0, 7.0, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0];
    let highest = |radius| stacks(place, values, radius).map(<[f64]>::len).max().unwrap_or(0) as f32;
    let fits = |radius: &f32| highest(*radius) * 2.0 * radius <= place.height();
    sizes.into_iter().find(fits).unwrap_or(SMALLEST)
}

/// How far above one another the dots of a stack lie: where there are too many, they overlap.
fn step(place: Rect, dots: usize, radius: f32) -> f32 {
    let room = (place.height() - 2.0 * radius) / dots.saturating_sub(1).max(1) as f32;
    (2.0 * radius).min(room)
}

/// How many of the values lie below a line.
pub fn below(values: &[f64], line: f64) -> usize {
    values.iter().filter(|value| **value < line).count()
}

/// Numbers under the axis.
pub fn axis(painter: &Painter, theme: &Theme, place: Rect) {
    for (share, text) in [(0.0, "0"), (0.2, "20"), (0.4, "40"), (0.6, "60"), (0.8, "80"), (1.0, "100%")] {
        let at = pos2(place.left() + place.width() * share, place.bottom() + theme.size.note);
        painter.text(at, egui::Align2::CENTER_CENTER, text, theme.note_font(), theme.colors.ink_2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::DOTS;

    fn place() -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(400.0, 60.0))
    }

    #[test]
    fn every_value_is_a_dot() {
        let values: Vec<f64> = (0..DOTS).map(|dot| (dot as f64 + 0.5) / DOTS as f64).collect();
        let radius = radius(place(), &values);
        assert_eq!(stacks(place(), &values, radius).map(<[f64]>::len).sum::<usize>(), DOTS);
        assert!(radius > SMALLEST);
    }

    #[test]
    fn every_stack_fits_into_its_place() {
        let alike = vec![0.5; DOTS];
        let radius = radius(place(), &alike);
        assert!(radius >= SMALLEST);
        assert!((DOTS - 1) as f32 * step(place(), DOTS, radius) + 2.0 * radius <= 60.0 + 1e-3);
    }

    #[test]
    fn no_values_give_no_dots() {
        assert_eq!(stacks(place(), &[], radius(place(), &[])).count(), 0);
    }
}

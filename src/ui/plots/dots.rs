//! A quantile dot plot: twenty equally likely futures as twenty dots (Kay, Kola, Hullman and Munson,
//! "When (ish) is my bus?", CHI 2016).

use crate::ui::theme::Theme;
use egui::{Painter, Pos2, Rect, Stroke, pos2};

/// How many dots are drawn.
pub const SHOWN: usize = 20;

/// Twenty equally likely values out of more of them, which must rise.
pub fn thinned(values: &[f64]) -> Vec<f64> {
    (0..SHOWN).filter_map(|dot| at_share(values, (dot as f64 + 0.5) / SHOWN as f64)).collect()
}

/// The value below which a share of the distribution lies, when `values` stand for its equal parts.
fn at_share(values: &[f64], share: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = (share * values.len() as f64 - 0.5).clamp(0.0, last as f64);
    let (below, part) = (place.floor() as usize, place.fract());
    let above = (below + 1).min(last);
    Some(values[below] * (1.0 - part) + values[above] * part)
}

/// Dots stacked over an axis from 0 to 100 per cent; those below `line` are hollow.
pub fn draw(painter: &Painter, theme: &Theme, place: Rect, values: &[f64], line: f64) {
    let x = |share: f64| place.left() + place.width() * share as f32;
    let radius = radius(place, values);
    let mut columns: Vec<(i64, usize)> = Vec::new();
    for value in values {
        let column = (f64::from(x(*value) - place.left()) / f64::from(2.0 * radius)).floor() as i64;
        let high = match columns.last_mut() {
            Some((last, high)) if *last == column => {
                *high += 1;
                *high
            }
            _ => {
                columns.push((column, 0));
                0
            }
        };
        let across = place.left() + (column as f32 + 0.5) * 2.0 * radius;
        let center = Pos2::new(across, place.bottom() - radius - 1.0 - high as f32 * 2.0 * radius);
        let below = *value < line;
        let fill = if below { theme.colors.panel } else { theme.colors.methods };
        painter.circle(center, radius - 1.0, fill, Stroke::new(1.5, theme.colors.methods));
    }
    painter.hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
    painter.vline(x(line), place.y_range(), Stroke::new(1.5, theme.colors.ink));
}

/// The largest dot with which the highest stack still fits.
fn radius(place: Rect, values: &[f64]) -> f32 {
    let sizes = [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5];
    sizes
        .into_iter()
        .find(|radius| highest(place, values, *radius) * 2.0 * radius <= place.height())
        .unwrap_or(1.0)
}

fn highest(place: Rect, values: &[f64], radius: f32) -> f32 {
    let column = |value: &f64| (f64::from(place.width()) * value / f64::from(2.0 * radius)).floor() as i64;
    let columns: Vec<i64> = values.iter().map(column).collect();
    columns.chunk_by(|one, other| one == other).map(<[i64]>::len).max().unwrap_or(0) as f32
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

    #[test]
    fn twenty_dots_keep_the_middle_and_the_spread_of_fifty() {
        let fifty: Vec<f64> = (0..50).map(|i| (f64::from(i) + 0.5) / 50.0).collect();
        let twenty = thinned(&fifty);
        assert_eq!(twenty.len(), SHOWN);
        assert!(twenty.iter().enumerate().all(|(i, value)| (value - (i as f64 + 0.5) / 20.0).abs() < 1e-9));
    }

    #[test]
    fn no_values_give_no_dots() {
        assert!(thinned(&[]).is_empty());
    }

    #[test]
    fn every_stack_fits_into_its_place() {
        let place = Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(400.0, 60.0));
        let alike = vec![0.5; SHOWN];
        assert!(highest(place, &alike, radius(place, &alike)) * 2.0 * radius(place, &alike) <= 60.0);
    }
}

//! A value around zero as a bar with its whisker, its number and a word.

use crate::analysis::number_format;
use crate::engine::Statistics;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Painter, Rangef, Rect, Stroke, Ui, pos2};

/// A row of a ledger.
pub struct SignedBar<'a> {
    /// What it is.
    pub name: &'a str,
    /// Its unit.
    pub note: &'a str,
    /// The value.
    pub statistics: &'a Statistics,
    /// The amount at the end of the axis, alike for all that share a zero line.
    pub scale: f64,
    /// Whether it is good for home; none if nothing changes.
    pub better: Option<bool>,
    /// That, as a word.
    pub word: &'a str,
    /// The mean after what is tried out.
    pub preview: Option<f64>,
}

/// The radius of the mark of what is tried out.
const GHOST: f32 = 6.0;

/// Draws a row.
pub fn draw(ui: &Ui, place: Rect, bar: &SignedBar<'_>) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let (fill, ink) = match bar.better {
        None => (colors.line, colors.ink_2),
        Some(true) => (colors.better, colors.better_text),
        Some(false) => (colors.worse, colors.worse_text),
    };
    let scale = theme.size.note / 11.0;
    let line = theme.note_line();
    if place.height() < 2.0 * line - 2.0 {
        return draw_on_one_line(ui, place, bar, fill, ink);
    }
    // Closer to each other than to the rows above and below.
    let apart = 0.5 * line - 1.0;
    let (first, second) = (place.center().y - apart, place.center().y + apart);
    let numbers = 74.0 * scale;
    let name_width = (116.0 * scale).min(place.width() - numbers - 16.0);
    let name =
        paint::StyledText::new(bar.name, theme.strong_note_font(), colors.ink).elided(ui, name_width, 1);
    paint::left(ui, pos2(place.left(), first), name, colors.ink);
    let note = paint::StyledText::new(bar.note, theme.note_font(), colors.ink_2).elided(ui, name_width, 1);
    paint::left(ui, pos2(place.left(), second), note, colors.ink_2);
    let right = place.right() - 8.0;
    let value = number_format::directed_amount(bar.statistics.mean);
    ui.painter().text(pos2(right, first), Align2::RIGHT_CENTER, value, theme.semibold_font(), colors.ink);
    ui.painter().text(pos2(right, second), Align2::RIGHT_CENTER, bar.word, theme.note_font(), ink);
    let across = Rangef::new(place.left() + name_width + 8.0, right - numbers);
    if across.span() > 24.0 {
        draw_bar(ui, Rect::from_x_y_ranges(across, place.y_range()), bar, fill);
    }
}

const NAME: f32 = 104.0;
const NOTE: f32 = 120.0;
const VALUE: f32 = 66.0;
const WORD: f32 = 58.0;

/// How wide a row must be to stand on one line.
pub fn one_line_width(theme: &Theme) -> f32 {
    (NAME + NOTE + VALUE + WORD + 50.0) * theme.size.note / 11.0
}

/// Name, note, bar, number and word beside each other.
fn draw_on_one_line(ui: &Ui, place: Rect, bar: &SignedBar<'_>, fill: Color32, ink: Color32) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let [name_width, note_width, value, word] =
        [NAME, NOTE, VALUE, WORD].map(|width| width * theme.size.note / 11.0);
    let y = place.center().y;
    let name = paint::StyledText::new(bar.name, theme.strong_note_font(), colors.ink).elided(
        ui,
        name_width - 6.0,
        1,
    );
    paint::left(ui, pos2(place.left(), y), name, colors.ink);
    let note =
        paint::StyledText::new(bar.note, theme.note_font(), colors.ink_2).elided(ui, note_width - 6.0, 1);
    paint::left(ui, pos2(place.left() + name_width, y), note, colors.ink_2);
    let word_left = place.right() - 8.0 - word;
    ui.painter().text(pos2(word_left + 6.0, y), Align2::LEFT_CENTER, bar.word, theme.note_font(), ink);
    let text = number_format::directed_amount(bar.statistics.mean);
    ui.painter().text(pos2(word_left, y), Align2::RIGHT_CENTER, text, theme.semibold_font(), colors.ink);
    let across = Rangef::new(place.left() + name_width + note_width, word_left - value - 4.0);
    draw_bar(ui, Rect::from_x_y_ranges(across, place.y_range()), bar, fill);
}

fn draw_bar(ui: &Ui, place: Rect, bar: &SignedBar<'_>, fill: Color32) {
    let theme = ui.theme();
    let statistics = bar.statistics;
    let [low, .., high] = statistics.quantiles;
    let (zero, half) = (place.center().x, place.width() / 2.0);
    let at = |value: f64| zero + half * along(value, bar.scale);
    let y = place.center().y;
    let painter = ui.painter();
    let filled = Rect::from_two_pos(pos2(zero, y - 5.0), pos2(at(statistics.mean), y + 5.0));
    painter.rect_filled(filled, 0.0, fill);
    painter.vline(zero, place.y_range(), Stroke::new(1.0, theme.colors.ink_2));
    if high > low {
        whisker(painter, Rangef::new(at(low), at(high)), y, Stroke::new(1.0, theme.colors.ink));
    }
    if let Some(preview) = bar.preview {
        paint::dashed_circle(painter, pos2(at(preview), y), GHOST, Stroke::new(1.5, theme.colors.ink));
    }
}

/// A thin line with ends.
pub fn whisker(painter: &Painter, across: Rangef, y: f32, stroke: Stroke) {
    painter.hline(across, y, stroke);
    for x in [across.min, across.max] {
        painter.line_segment([pos2(x, y - 3.5), pos2(x, y + 3.5)], stroke);
    }
}

/// The scale of rows that share a zero line: the longest bar or whisker of them reaches the end.
pub fn shared_scale<'a>(rows: impl IntoIterator<Item = &'a Statistics>) -> f64 {
    let reach = |row: &Statistics| [row.mean, row.quantiles[0], row.quantiles[4]].map(f64::abs);
    let most = rows.into_iter().flat_map(reach).fold(0.0, f64::max);
    if most > 0.0 && most.is_finite() { most } else { 1.0 }
}

/// How far along half the axis an amount lies, and to which side. What is tried out may lie beyond the
/// scale; the scale stays, so that nothing jumps.
fn along(value: f64, scale: f64) -> f32 {
    (value / scale).clamp(-1.0, 1.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(mean: f64, low: f64, high: f64) -> Statistics {
        Statistics { mean, quantiles: [low, low, mean, high, high], ..Statistics::default() }
    }

    #[test]
    fn of_two_rows_the_larger_amount_has_the_longer_bar_by_as_much_as_it_is_larger() {
        let rows = [row(-2.5, -5.0, 0.0), row(-0.05, -0.1, 0.0), row(0.6, 0.6, 0.6)];
        let scale = shared_scale(&rows);
        let [total, share, paid] = rows.map(|row| along(row.mean, scale));
        assert!((total / share - 50.0).abs() < 1e-3, "{total} and {share}");
        assert!(total < share && share < 0.0 && paid > 0.0);
    }

    #[test]
    fn the_longest_whisker_reaches_the_end_and_nothing_goes_beyond() {
        let scale = shared_scale(&[row(-2.5, -5.0, 0.0), row(1.0, 0.0, 2.0)]);
        assert_eq!([-5.0, 0.0, 9.0].map(|value| along(value, scale)), [-1.0, 0.0, 1.0]);
        assert_eq!(shared_scale(&[row(0.0, 0.0, 0.0)]), 1.0, "where nothing changes");
    }
}

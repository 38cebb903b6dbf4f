//! Estimates as bars from zero, each with how far it may be off, and their numbers beside them.

use super::scale::{self, Scale};
use crate::ui::theme::Theme;
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Rangef, Rect, Stroke, Ui, pos2};

/// One of the bars of a row.
pub struct Bar {
    /// The estimate.
    pub value: f64,
    /// How far it may be off, to either side.
    pub within: f64,
    /// The estimate, as it is written.
    pub written: String,
}

/// One row.
pub struct Row<'a> {
    /// What it is.
    pub name: &'a str,
    /// Its bars, from above; each has a column for its number.
    pub bars: &'a [Bar],
    /// Whether its name stands out.
    pub strong: bool,
}

/// What is written above a column of numbers, and the shade of its bars.
pub struct Column {
    /// Its title.
    pub title: &'static str,
    /// The shade.
    pub fill: Color32,
}

/// Where the parts of a row stand.
struct Places {
    names: f32,
    bars: Rangef,
}

/// The width of a column of numbers, at ordinary type.
pub const NARROW: f32 = 58.0;
/// The same for a number with its error.
pub const WIDE: f32 = 98.0;

impl Places {
    fn of(theme: &Theme, place: Rect, columns: usize, column: f32) -> Self {
        let names = (0.36 * place.width()).min(theme.grown(220.0));
        let left = place.left() + names;
        let right = place.right() - columns as f32 * theme.grown(column) - 12.0;
        Places { names, bars: Rangef::new(left, right.max(left + 1.0)) }
    }
}

/// Draws the titles of the columns and the axis.
pub fn head(ui: &Ui, theme: &Theme, place: Rect, scale: &Scale, columns: &[Column], column: f32) {
    let places = Places::of(theme, place, columns.len(), column);
    scale::labels(ui, theme, Rect::from_x_y_ranges(places.bars, place.y_range()), scale);
    for (index, of) in columns.iter().rev().enumerate() {
        let right = place.right() - index as f32 * theme.grown(column);
        let at = pos2(right, place.center().y);
        let title = ui.painter().text(
            at,
            Align2::RIGHT_CENTER,
            of.title,
            paint::strong_note(theme),
            theme.colors.ink,
        );
        let swatch = paint::around(pos2(title.left() - 9.0, place.center().y), 10.0, 10.0);
        ui.painter().rect_filled(swatch, 0.0, of.fill);
    }
}

/// Draws a row.
pub fn row(ui: &Ui, theme: &Theme, place: Rect, scale: &Scale, columns: (&[Column], f32), row: &Row<'_>) {
    let (columns, column) = columns;
    let places = Places::of(theme, place, columns.len(), column);
    let colors = &theme.colors;
    let font = if row.strong { paint::strong_note(theme) } else { theme.note_font() };
    let name = paint::elided(ui, row.name, font, colors.ink, places.names - 8.0, 2);
    paint::left(ui, place.left(), place.center().y, name, colors.ink);
    let plot = Rect::from_x_y_ranges(places.bars, place.y_range());
    scale::lines(ui, theme, plot, scale);
    let height = (place.height() - 6.0) / row.bars.len().max(1) as f32;
    for (index, (bar, of)) in row.bars.iter().zip(columns).enumerate() {
        let top = place.top() + 3.0 + index as f32 * height;
        let lane = Rect::from_x_y_ranges(places.bars, top..=top + height);
        let x = |value| scale.x(places.bars, value);
        let half = (0.5 * height - 1.5).min(5.0);
        let y = lane.center().y;
        let filled = Rect::from_two_pos(pos2(x(0.0), y - half), pos2(x(bar.value), y + half));
        ui.painter().rect_filled(filled, 0.0, of.fill);
        scale::error(ui.painter(), lane, scale, (bar.value, bar.within), Stroke::new(1.0, colors.ink));
        let right = place.right() - (columns.len() - 1 - index) as f32 * theme.grown(column);
        let at = pos2(right, place.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, &bar.written, theme.note_font(), colors.ink);
    }
}

//! Estimates as bars from zero, each with how far it may be off, and their numbers beside them.

use super::axis::Axis;
use super::rows::{Mark, Rows};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Id, Rangef, Rect, Stroke, Ui, pos2};

/// One of the bars of a row.
pub struct Estimate {
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
    /// Its bars, from above, one for each column of numbers.
    pub bars: &'a [Estimate],
    /// Whether its name stands out.
    pub strong: bool,
}

/// A column of numbers.
pub struct Column {
    /// What is written above it.
    pub title: &'static str,
    /// The shade of its bars.
    pub fill: Color32,
}

/// The rows of a plot of estimates.
pub struct Estimates<'a> {
    columns: &'a [Column],
    /// The width of a column of numbers, in points.
    column: f32,
    names: f32,
    rows: Rows,
}

/// The width of a column of numbers, at ordinary type.
pub const NARROW: f32 = 58.0;
/// The same for a number with its error.
pub const WIDE: f32 = 98.0;

impl<'a> Estimates<'a> {
    /// Begins a plot with the titles of its columns, which stand beside its ticks.
    pub fn begin(ui: &Ui, id: Id, place: Rect, axis: Axis, (columns, column): (&'a [Column], f32)) -> Self {
        let theme = ui.theme();
        let column = theme.grown(column);
        let names = (0.36 * place.width()).min(theme.grown(220.0));
        let right = place.right() - columns.len() as f32 * column - 12.0;
        for (index, of) in columns.iter().rev().enumerate() {
            let at = pos2(place.right() - index as f32 * column, place.center().y);
            let font = theme.strong_note_font();
            let title = ui.painter().text(at, Align2::RIGHT_CENTER, of.title, font, theme.colors.ink);
            let swatch = paint::around(pos2(title.left() - 9.0, at.y), 10.0, 10.0);
            ui.painter().rect_filled(swatch, 0.0, of.fill);
        }
        let across = Rangef::new(place.left() + names, right);
        let mut rows = Rows::below(id, axis.ticks(place.height()), across, place.y_range());
        rows.line(0.0, Stroke::new(1.0, theme.colors.line));
        Estimates { columns, column, names, rows }
    }

    /// Adds a row.
    pub fn row(&mut self, ui: &Ui, place: Rect, row: &Row<'_>) {
        let theme = ui.theme();
        let font = if row.strong { theme.strong_note_font() } else { theme.note_font() };
        let name = paint::StyledText::new(row.name, font, theme.colors.ink).elided(ui, self.names - 8.0, 2);
        paint::left(ui, pos2(place.left(), place.center().y), name, theme.colors.ink);
        let height = (place.height() - 6.0) / row.bars.len().max(1) as f32;
        for (index, (bar, of)) in row.bars.iter().zip(self.columns).enumerate() {
            let top = place.top() + 3.0 + index as f32 * height;
            let lane = Rect::from_x_y_ranges(place.x_range(), top..=top + height);
            let thick = (height - 3.0).min(10.0);
            let filled = Mark::Bar { from: 0.0, to: bar.value, height: thick, fill: of.fill };
            let (low, high) = (bar.value - bar.within, bar.value + bar.within);
            let error = (bar.within > 0.0).then_some(Mark::Interval { low, high, color: theme.colors.ink });
            self.rows.row(lane, [filled].into_iter().chain(error));
            let right = place.right() - (self.columns.len() - 1 - index) as f32 * self.column;
            let at = pos2(right, place.center().y);
            let font = theme.note_font();
            ui.painter().text(at, Align2::RIGHT_CENTER, &bar.written, font, theme.colors.ink);
        }
    }

    /// Draws the rows added so far.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.rows.draw(ui);
    }
}

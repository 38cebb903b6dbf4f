//! Parts of two changes in percentage points, side by side: of content, and of sources and methods. The parts shown
//! add up to the change shown.

use super::axis::{Axis, Values};
use super::rows::{Mark, Rows};
use crate::analysis::number_format;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Align2, Id, Rangef, Rect, Stroke, Ui, pos2};

/// A part of a change of a share, or the whole of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The sum of the parts before it, as a share.
    pub from: f64,
    /// The sum including it, as a share.
    pub to: f64,
    /// Its size in whole percentage points.
    pub points: i64,
}

/// A row: a part of each change, or the whole of both.
#[derive(Clone, Debug)]
pub struct PartsRow<'a> {
    /// The name of the part.
    pub name: &'a str,
    /// The part of each change.
    pub parts: [Part; 2],
    /// Whether it is the whole change and not a part.
    pub whole: bool,
}

/// The rows of both changes.
pub struct Parts {
    names: f32,
    /// The right end of each column of numbers.
    numbers: [f32; 2],
    rows: [Rows; 2],
}

/// The width of the names, in points at ordinary type, and the largest part of the row that they take.
const NAMES: f32 = 160.0;
const NAMES_SHARE: f32 = 0.34;
/// The width of a column of numbers, in points at ordinary type: as wide as “−100”.
const NUMBERS: f32 = 36.0;
/// The gap between the two changes, in points.
const GAP: f32 = 16.0;
/// The least span of the axis, so that a change of next to nothing is drawn as small as it is.
const LEAST: f64 = 0.05;

/// An axis that holds every part of both changes and zero: both are drawn to one scale.
fn axis(rows: &[PartsRow<'_>]) -> Axis {
    let ends = rows.iter().flat_map(|row| row.parts).flat_map(|part| [part.from, part.to]);
    let (low, high) = ends.fold((0.0f64, 0.0f64), |(low, high), end| (low.min(end), high.max(end)));
    let missing = (LEAST - (high - low)).max(0.0);
    if low < 0.0 {
        Axis::between(low - missing, high, Values::Shares)
    } else {
        Axis::between(low, high + missing, Values::Shares)
    }
}

impl Parts {
    /// Draws the title of each change, and begins the rows below.
    pub fn begin(ui: &Ui, id: Id, head: Rect, titles: [&str; 2], all: &[PartsRow<'_>]) -> Self {
        let theme = ui.theme();
        let names = theme.grown(NAMES).min(NAMES_SHARE * head.width());
        let numbers = theme.grown(NUMBERS);
        let half = (head.width() - names - GAP) / 2.0;
        let column = |index: f32| {
            let left = head.left() + names + index * (half + GAP);
            Rangef::new(left, left + half)
        };
        let columns = [column(0.0), column(1.0)];
        for (title, column) in titles.into_iter().zip(columns) {
            let font = theme.strong_note_font();
            let galley = StyledText::new(title, font, theme.colors.ink).elided(ui, column.span(), 1);
            paint::left(ui, pos2(column.min, head.center().y), galley, theme.colors.ink);
        }
        let axis = axis(all);
        let rows = [0, 1].map(|index| {
            let across = Rangef::new(columns[index].min, columns[index].max - numbers);
            let mut rows = Rows::below(id.with(index), axis, across, head.y_range());
            rows.line(0.0, Stroke::new(1.0, theme.colors.line));
            rows
        });
        Parts { names, numbers: columns.map(|column| column.max), rows }
    }

    /// Draws the name and the numbers of a row, and adds its bars.
    pub fn row(&mut self, ui: &Ui, place: Rect, row: &PartsRow<'_>) {
        let theme = ui.theme();
        let (colors, y) = (&theme.colors, place.center().y);
        let font = if row.whole { theme.strong_note_font() } else { theme.note_font() };
        let name = StyledText::new(row.name, font.clone(), colors.ink).elided(ui, self.names - 8.0, 1);
        paint::left(ui, pos2(place.left(), y), name, colors.ink);
        for ((part, right), rows) in row.parts.iter().zip(self.numbers).zip(&mut self.rows) {
            let text = number_format::signed(part.points);
            ui.painter().text(pos2(right, y), Align2::RIGHT_CENTER, text, font.clone(), colors.ink);
            let fill = match (row.whole, part.to < part.from) {
                (true, _) => colors.ink_2,
                (false, true) => colors.worse,
                (false, false) => colors.better,
            };
            let bar = Mark::Bar { from: part.from, to: part.to, height: 10.0, fill };
            let next = (!row.whole).then_some(Mark::Step { at: part.to });
            rows.row(place, next.into_iter().chain([bar]));
        }
    }

    /// Draws the bars of the rows added so far.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.rows.iter_mut().for_each(|rows| rows.draw(ui));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_changes_are_drawn_to_one_scale_that_holds_zero() {
        let part = |from, to| Part { from, to, points: 0 };
        let row = |parts| PartsRow { name: "", parts, whole: false };
        let of_parts =
            axis(&[row([part(0.0, -0.02), part(0.0, -0.3)]), row([part(-0.02, 0.01), part(-0.3, -0.28)])]);
        assert_eq!((of_parts.low, of_parts.high), (-0.3, 0.01));
        assert_eq!((axis(&[]).low, axis(&[]).high), (0.0, LEAST));
    }
}

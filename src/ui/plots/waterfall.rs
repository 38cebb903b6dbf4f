//! A waterfall: signed parts, one below the other, that add up to a change.

use super::axis::{Axis, Values};
use super::rows::{Mark, Rows};
use crate::analysis::number_format;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Align2, Id, Rangef, Rect, Sense, Stroke, Ui, pos2, vec2};

/// A part of a change, or the whole of it.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The name of the part.
    pub name: &'a str,
    /// The sum of the parts before it, in log-odds.
    pub from: f64,
    /// The sum including it, in log-odds.
    pub to: f64,
    /// The standard error of the part; 0 if it is exact.
    pub se: f64,
    /// Whether it is the whole change and not a part.
    pub whole: bool,
}

/// The least span of the axis, in log-odds, so that a change of next to nothing is drawn as small as it is.
const LEAST: f64 = 0.2;
/// The width of the names, in points at ordinary type.
const NAMES: f32 = 172.0;

/// An axis that holds every step and zero.
fn axis<'a>(steps: impl IntoIterator<Item = &'a Step<'a>>) -> Axis {
    let ends = steps.into_iter().flat_map(|step| [step.from, step.to]);
    let (low, high) = ends.fold((0.0f64, 0.0f64), |(low, high), end| (low.min(end), high.max(end)));
    Axis::between(low, high.max(low + LEAST), Values::Amounts)
}

/// The right ends of the columns of numbers, and the width of all; in points from the right edge.
struct Columns {
    amount: f32,
    /// None where the bars would not have room.
    error: Option<f32>,
    all: f32,
}

impl Columns {
    fn within(ui: &Ui, width: f32) -> Self {
        let grown = |width: f32| ui.theme().grown(width);
        let wide = width > grown(NAMES + 260.0);
        let [amount, error, all] = if wide { [48.0, 4.0, 116.0] } else { [2.0, 0.0, 62.0] }.map(grown);
        Columns { amount, error: wide.then_some(error), all }
    }
}

/// The rows of a waterfall.
pub struct Waterfall {
    columns: Columns,
    rows: Rows,
}

impl Waterfall {
    /// Draws the titles of the columns, and begins the rows of these steps below.
    pub fn begin<'a>(ui: &mut Ui, id: Id, steps: impl IntoIterator<Item = &'a Step<'a>>) -> Self {
        let theme = ui.theme();
        let size = vec2(ui.available_width(), theme.note_line());
        let (place, _) = ui.allocate_exact_size(size, Sense::hover());
        let columns = Columns::within(ui, place.width());
        let at = pos2(place.right() - columns.amount, place.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, "log-odds", theme.note_font(), theme.colors.ink_2);
        let across = Rangef::new(place.left() + theme.grown(NAMES), place.right() - columns.all);
        let mut rows = Rows::below(id, axis(steps).ticks(place.height()).grid(), across, place.y_range());
        rows.line(0.0, Stroke::new(1.0, theme.colors.line));
        Waterfall { columns, rows }
    }

    /// Draws the name and the numbers of a step, and adds its bar.
    pub fn row(&mut self, ui: &Ui, place: Rect, step: &Step<'_>) {
        let theme = ui.theme();
        let (colors, columns, y) = (&theme.colors, &self.columns, place.center().y);
        let font = if step.whole { theme.semibold_font() } else { theme.text_font() };
        let name =
            StyledText::new(step.name, font.clone(), colors.ink).elided(ui, theme.grown(NAMES) - 8.0, 1);
        paint::left(ui, pos2(place.left(), y), name, colors.ink);
        let text = |column: f32, text: String, font, ink| {
            ui.painter().text(pos2(place.right() - column, y), Align2::RIGHT_CENTER, text, font, ink);
        };
        text(columns.amount, number_format::directed_amount(step.to - step.from), font, colors.ink);
        if let Some(column) = columns.error.filter(|_| step.se > 0.0) {
            text(column, format!("± {:.2}", step.se), theme.note_font(), colors.ink_2);
        }
        let (fill, height) = match (step.whole, step.to < step.from) {
            (true, _) => (colors.ink_2, 14.0),
            (false, true) => (colors.worse, 12.0),
            (false, false) => (colors.better, 12.0),
        };
        let bar = Mark::Bar { from: step.from, to: step.to, height, fill };
        let next = (!step.whole).then_some(Mark::Step { at: step.to });
        self.rows.row(place, next.into_iter().chain([bar]));
    }

    /// Draws the bars of the rows added so far.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.rows.draw(ui);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_holds_every_step_and_zero() {
        let step = |from, to| Step { name: "", from, to, se: 0.0, whole: false };
        let steps = [step(0.0, -1.0), step(-1.0, 0.5)];
        let of_steps = axis(&steps);
        assert_eq!((of_steps.low, of_steps.high), (-1.0, 0.5));
        assert_eq!((axis([]).low, axis([]).high), (0.0, LEAST));
    }
}

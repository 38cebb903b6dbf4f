//! Before and after as two marks on an axis from 0 to 100 per cent.

use super::axis::{Axis, Values};
use super::chart;
use super::rows::{Mark, Rows};
use crate::analysis::number_format::PercentChange;
use crate::engine::Statistics;
use crate::ui::theme::{Theme, Themed};
use egui::{Align2, Id, Rangef, Rect, Sense, Ui, pos2, vec2};

/// Where names, axis and numbers stand across a plot.
pub struct Columns {
    left: f32,
    lane_end: f32,
    bars: Rangef,
    /// Where “93 → 88” ends; folded away where the axis would get too short.
    values_end: Option<f32>,
    change_end: f32,
}

/// The shortest axis on which marks can be told apart, in points.
const SHORTEST: f32 = 90.0;

impl Columns {
    /// The columns that fit a place.
    pub fn of(theme: &Theme, place: Rect) -> Self {
        let scale = theme.size.note / 11.0;
        let (left, right) = (place.left(), place.right() - 8.0);
        let lane_end = left + 150.0 * scale;
        let zero = lane_end + 14.0;
        let values_end = right - 46.0 * scale;
        let beside_values = values_end - 58.0 * scale;
        let fits = beside_values - zero >= SHORTEST;
        let full = if fits { beside_values } else { values_end - 14.0 };
        let values_end = fits.then_some(values_end);
        Columns { left, lane_end, bars: Rangef::new(zero, full), values_end, change_end: right }
    }

    /// How wide a partner's name may be.
    pub fn name_width(&self) -> f32 {
        self.lane_end - self.left - 46.0
    }

    /// The rows of a plot below a place on the screen.
    pub fn rows(&self, id: Id, top: f32) -> Rows {
        Rows::below(id, axis(), self.bars, Rangef::point(top))
    }

    /// Draws the ticks above the rows, where they stay while the rows scroll.
    pub fn ticks(&self, ui: &mut Ui, id: Id) {
        let height = ui.theme().note_line();
        let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let place = Rect::from_x_y_ranges(self.bars, place.top()..=place.bottom() + 1.0);
        chart::ticks_over(ui, id, axis().ticks(height), place);
    }
}

fn axis() -> Axis {
    Axis::between(0.0, 1.0, Values::Shares)
}

/// One material of one partner.
pub struct ShiftRow<'a> {
    /// Which material.
    pub lane: &'a str,
    /// The mean before.
    pub before: f64,
    /// The distribution after.
    pub after: &'a Statistics,
    /// The mean after what is tried out.
    pub preview: Option<f64>,
}

/// Draws a row's name and numbers, and adds its marks: hollow ring before, solid dot after, interval from 5
/// to 95 per cent.
pub fn row(ui: &Ui, rows: &mut Rows, columns: &Columns, place: Rect, shown: &ShiftRow<'_>) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let shift = PercentChange::of(shown.before, shown.after.mean);
    let text = |x: f32, text: String, font, color| {
        ui.painter().text(pos2(x, place.center().y), Align2::RIGHT_CENTER, text, font, color);
    };
    text(columns.lane_end, shown.lane.into(), theme.note_font(), colors.ink_2);
    if let Some(end) = columns.values_end {
        text(end, shift.values(), theme.note_font(), colors.ink_2);
    }
    text(columns.change_end, shift.directed(), theme.strong_note_font(), colors.ink);
    let [low, .., high] = shown.after.quantiles;
    let color = match shift.change() {
        0 => colors.ink_2,
        rise if rise > 0 => colors.better,
        _ => colors.worse,
    };
    let (before, after) = (shown.before, shown.after.mean);
    let marks = [
        Mark::Interval { low, high, color: colors.line },
        Mark::Change { from: before, to: after, color },
        Mark::Ring { at: before },
        Mark::Dot { at: after, color },
    ];
    rows.row(place, marks.into_iter().chain(shown.preview.map(|at| Mark::Ghost { at })));
}

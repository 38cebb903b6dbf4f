//! What stands in one cell of the plans side by side: a value, or a difference with its interval.

use crate::analysis::comparison::Cell;
use crate::analysis::mean::Mean;
use crate::analysis::measure::Measure;
use crate::ui::plots::signed_bar::whisker;
use crate::ui::stages::results;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Align2, Rangef, Rect, Stroke, Ui, pos2};

/// The height of a row, in points.
pub fn height(theme: &Theme) -> f32 {
    theme.control() + theme.note_line() + 8.0
}

/// How far the differences of a row reach, so that its cells are drawn to one scale around zero.
pub struct Scale(f64);

impl Scale {
    /// A scale that holds every difference with its interval.
    pub fn of<'a>(measure: &Measure, cells: impl Iterator<Item = &'a Cell>) -> Self {
        let ends = cells.flat_map(|cell| ends(measure, cell));
        Scale(ends.fold(1e-9, |most, end| most.max(end.abs())))
    }
}

/// A plan's result beside that of the plan that is shown.
#[derive(Clone, Copy)]
pub struct Difference<'a> {
    /// The result.
    pub measure: &'a Measure,
    /// That of the plan that is shown.
    pub first: &'a Cell,
    /// That of the other plan, with its difference.
    pub cell: &'a Cell,
}

/// Draws a value alone.
pub fn draw_value(ui: &Ui, place: Rect, text: &str) {
    let theme = ui.theme();
    let galley = paint::elided(ui, text, theme.text_font(), theme.colors.ink, place.width() - 6.0, 1);
    let at = pos2(place.right() - 4.0 - galley.size().x, place.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.colors.ink);
}

/// Draws a difference: its number, the interval in which it lies, and both as a mark on the row's scale.
pub fn draw_difference(ui: &Ui, place: Rect, of: &Difference<'_>, scale: &Scale) {
    let theme = ui.theme();
    let Difference { measure, first, cell } = *of;
    let better = differs(measure, first, cell).then(|| is_better(measure, cell));
    let (fill, ink) = results::colors(&theme.colors, better);
    let painter = ui.painter();
    let right = place.right() - 4.0;
    let line = theme.note_line();
    let y = place.top() + theme.control() / 2.0 + 1.0;
    let value = results::value(measure, cell.mean.mean);
    let change = match better {
        None => "≈".to_owned(),
        Some(_) => results::change(measure, first.mean.mean, cell.mean.mean),
    };
    let change = painter.text(pos2(right, y), Align2::RIGHT_CENTER, change, theme.strong_note_font(), ink);
    let at = pos2(change.left() - 6.0, y);
    painter.text(at, Align2::RIGHT_CENTER, value, theme.text_font(), theme.colors.ink);
    let y = y + theme.control() / 2.0 + line / 2.0 - 5.0;
    let interval = interval(measure, cell);
    painter.text(pos2(right, y), Align2::RIGHT_CENTER, interval, theme.note_font(), theme.colors.ink_2);
    let y = place.bottom() - 6.0;
    let across = Rangef::new(place.left() + 10.0, right);
    let x = |value: f64| across.center() + 0.5 * across.span() * (value / scale.0) as f32;
    painter.vline(x(0.0), y - 4.0..=y + 4.0, Stroke::new(1.0, theme.colors.ink_3));
    let [low, high] = ends(measure, cell);
    whisker(painter, Rangef::new(x(low), x(high)), y, Stroke::new(1.0, theme.colors.line));
    painter.circle_filled(pos2(x(cell.difference.mean), y), 3.0, fill);
}

/// Whether a difference is clear, and large enough to be seen in the numbers as they are written.
pub fn differs(measure: &Measure, first: &Cell, cell: &Cell) -> bool {
    !cell.is_same() && results::change(measure, first.mean.mean, cell.mean.mean).starts_with(['▲', '▼'])
}

fn is_better(measure: &Measure, cell: &Cell) -> bool {
    (cell.difference.mean > 0.0) == measure.more_is_better()
}

/// Between what the difference lies: in nine of ten histories, or, where a history has no more or less of
/// it but has it or not, within a standard error.
fn ends(measure: &Measure, cell: &Cell) -> [f64; 2] {
    let Mean { mean, se } = cell.difference;
    if measure.is_event() { [mean - se, mean + se] } else { cell.difference_range }
}

fn interval(measure: &Measure, cell: &Cell) -> String {
    if measure.is_event() {
        return format!("± {:.1}", 100.0 * cell.difference.se);
    }
    let [low, high] = cell.difference_range;
    format!("{} … {}", results::signed(measure, low), results::signed(measure, high))
}

/// The cell in words.
pub fn said(of: &Difference<'_>) -> String {
    let Difference { measure, first, cell } = *of;
    let better = differs(measure, first, cell).then(|| is_better(measure, cell));
    let range = if measure.is_event() { "in points" } else { "5 to 95%:" };
    format!(
        "{}, {} against the shown plan, {range} {}, {}",
        results::value(measure, cell.mean.mean),
        results::change(measure, first.mean.mean, cell.mean.mean),
        interval(measure, cell),
        results::word(better)
    )
}

/// All there is to say of a cell.
pub fn explain(ui: &mut Ui, [name, plan]: [&str; 2], of: &Difference<'_>, is_shown: bool) {
    let theme = ui.theme();
    let Difference { measure, cell, .. } = *of;
    ui.set_max_width(320.0);
    ui.label(theme.semibold(name));
    ui.label(theme.text(format!("“{plan}”: {:.4} ± {:.4}", cell.mean.mean, cell.mean.se)));
    if is_shown {
        ui.label(theme.note("The plan that is shown; the others are held against it."));
        return;
    }
    let better = results::is_better(measure, cell.difference);
    ui.label(theme.text(format!(
        "Difference {:+.4} ± {:.4}: {}",
        cell.difference.mean,
        cell.difference.se,
        results::word(better)
    )));
    let spread = if measure.is_event() {
        "In any one history it happens or not; compared is how often.".to_owned()
    } else {
        let [low, high] = cell.difference_range;
        format!("In nine of ten histories it lies between {low:+.4} and {high:+.4}.")
    };
    ui.label(theme.note(format!(
        "{spread} ± is the Monte Carlo standard error; ≈ stands where the difference is within two of them, \
         or too small to be seen in the numbers shown."
    )));
}

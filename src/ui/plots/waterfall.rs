//! Signed parts, one after the other, that add up to a change.

use crate::ui::theme::Theme;
use crate::ui::widgets::{number, paint};
use egui::{Align2, Rangef, Rect, Stroke, Ui, pos2};

/// One part.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// What it is.
    pub name: &'a str,
    /// Where the sum stands before it.
    pub from: f64,
    /// Where it stands after it.
    pub to: f64,
    /// The standard error of the part; 0 if it is exact.
    pub se: f64,
    /// What it would be of the whole change in percentage points, divided in proportion.
    pub points: Option<f64>,
    /// Whether it is the whole change and not a part.
    pub whole: bool,
}

/// How far the scale reaches, so that all steps of a waterfall are drawn to one.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// A scale that holds every step and zero.
    pub fn of<'a>(steps: impl Iterator<Item = &'a Step<'a>>) -> Self {
        let ends = steps.flat_map(|step| [step.from, step.to]);
        let (low, high) = ends.fold((0.0f64, 0.0f64), |(low, high), end| (low.min(end), high.max(end)));
        let least = 0.2;
        Scale { low, high: high.max(low + least) }
    }

    fn x(&self, across: Rangef, value: f64) -> f32 {
        across.min + across.span() * ((value - self.low) / (self.high - self.low)) as f32
    }
}

/// How much of a row names take, in points at the ordinary size.
const NAMES: f32 = 172.0;

/// Where the columns of numbers end, from the right edge, and how wide they are together; in points.
struct Columns {
    amount: f32,
    /// The error folds away where the bars would not have room.
    error: Option<f32>,
    points: f32,
    all: f32,
}

impl Columns {
    fn within(width: f32, theme: &Theme) -> Self {
        let wide = width > theme.grown(NAMES + 260.0);
        let [amount, error, points, all] =
            if wide { [104.0, 60.0, 4.0, 172.0] } else { [58.0, 0.0, 2.0, 118.0] }.map(|at| theme.grown(at));
        Columns { amount, error: wide.then_some(error), points, all }
    }
}

/// Percentage points, to the whole point.
pub fn points(points: f64) -> String {
    format!("≈ {}", number::signed(points.round() as i64))
}

/// The names of the columns, above the first step.
pub fn heads(ui: &mut Ui, theme: &Theme, amounts: &str, points: &str) {
    let size = egui::vec2(ui.available_width(), paint::note_line(theme));
    let (place, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let columns = Columns::within(place.width(), theme);
    for (name, column) in [(amounts, columns.amount), (points, columns.points)] {
        let at = pos2(place.right() - column, place.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, name, theme.note_font(), theme.colors.ink_2);
    }
}

/// Draws a step in its row: name, bar, number.
pub fn draw(ui: &Ui, theme: &Theme, place: Rect, scale: Scale, step: &Step<'_>) {
    let colors = &theme.colors;
    let y = place.center().y;
    let columns = Columns::within(place.width(), theme);
    let (names, numbers) = (theme.grown(NAMES), columns.all);
    let font = if step.whole { theme.semibold_font() } else { theme.text_font() };
    let name = paint::elided(ui, step.name, font.clone(), colors.ink, names - 8.0, 1);
    paint::left(ui, place.left(), y, name, colors.ink);
    let across = Rangef::new(place.left() + names, place.right() - numbers);
    if across.span() > 30.0 {
        bar(ui, theme, Rect::from_x_y_ranges(across, place.y_range()), scale, step);
    }
    let value = number::directed_amount(step.to - step.from);
    let at = pos2(place.right() - columns.amount, y);
    ui.painter().text(at, Align2::RIGHT_CENTER, value, font, colors.ink);
    if let Some(shown) = step.points {
        let at = pos2(place.right() - columns.points, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, points(shown), theme.note_font(), colors.ink_2);
    }
    if let Some(column) = columns.error.filter(|_| step.se > 0.0) {
        let error = format!("± {:.2}", step.se);
        let at = pos2(place.right() - column, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, error, theme.note_font(), colors.ink_2);
    }
}

fn bar(ui: &Ui, theme: &Theme, place: Rect, scale: Scale, step: &Step<'_>) {
    let colors = &theme.colors;
    let painter = ui.painter();
    let x = |value| scale.x(place.x_range(), value);
    painter.vline(x(0.0), place.y_range(), Stroke::new(1.0, colors.line));
    let change = step.to - step.from;
    let fill = match (step.whole, change < 0.0) {
        (true, _) => colors.ink_2,
        (false, true) => colors.worse,
        (false, false) => colors.better,
    };
    let half = if step.whole { 7.0 } else { 6.0 };
    let y = place.center().y;
    let bar = Rect::from_two_pos(pos2(x(step.from), y - half), pos2(x(step.to), y + half));
    // A part of next to nothing is still a line.
    let bar = if bar.width() < 1.5 {
        Rect::from_center_size(bar.center(), egui::vec2(1.5, 2.0 * half))
    } else {
        bar
    };
    painter.rect_filled(bar, 0.0, fill);
    if !step.whole {
        painter.vline(x(step.to), y + half..=place.bottom(), Stroke::new(1.0, colors.ink_3));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_every_step_and_zero() {
        let step = |from, to| Step { name: "", from, to, se: 0.0, points: None, whole: false };
        let steps = [step(0.0, -1.0), step(-1.0, 0.5)];
        let scale = Scale::of(steps.iter());
        let across = Rangef::new(0.0, 150.0);
        assert_eq!((scale.x(across, -1.0), scale.x(across, 0.5)), (0.0, 150.0));
        assert!(Scale::of([].iter()).high > 0.0);
    }
}

//! An axis for values of any size, with round numbers along it.

use super::shift::whisker;
use crate::ui::theme::Theme;
use crate::ui::widgets::{number, paint};
use egui::{Align2, Painter, Rangef, Rect, Stroke, Ui, pos2};

/// How values are written along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As they are.
    Plain,
    /// Shares, in per cent.
    Percent,
}

/// From where to where an axis reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    written: Written,
}

impl Scale {
    /// A scale that holds every value; where all are one, it has room on both sides of it.
    pub fn holding(values: impl IntoIterator<Item = f64>, written: Written) -> Self {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = (values.into_iter().filter(|value| value.is_finite()))
            .fold(ends, |(low, high), value| (low.min(value), high.max(value)));
        match low < high {
            true => Scale { low, high, written },
            false if low.is_finite() => {
                let room = (0.1 * low.abs()).max(0.01);
                Scale { low: low - room, high: high + room, written }
            }
            false => Scale { low: 0.0, high: 1.0, written },
        }
    }

    /// The same with a little room at both ends, for marks that stand on them.
    pub fn with_room(self) -> Self {
        let room = 0.04 * (self.high - self.low);
        Scale { low: self.low - room, high: self.high + room, ..self }
    }

    /// Where a value stands: 0 at the low end, 1 at the high end.
    pub fn share(&self, value: f64) -> f32 {
        ((value - self.low) / (self.high - self.low)) as f32
    }

    /// Where a value stands on the screen.
    pub fn x(&self, across: Rangef, value: f64) -> f32 {
        across.min + across.span() * self.share(value).clamp(0.0, 1.0)
    }

    /// Round values along it, at most so many, as they are written.
    pub fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        let unit = if self.written == Written::Percent { 100.0 } else { 1.0 };
        let (low, high) = (self.low * unit, self.high * unit);
        let step = round_above((high - low) / most.max(1) as f64);
        let decimals = (-step.log10().floor()).clamp(0.0, 6.0) as usize;
        let first = (low / step).ceil() as i64;
        let sign = if self.written == Written::Percent { "%" } else { "" };
        (first..)
            .map(|count| count as f64 * step)
            .take_while(|value| *value <= high + 1e-9 * step)
            .take(most + 1)
            .map(|value| (value / unit, format!("{}{sign}", number::fixed(value, decimals))))
            .collect()
    }
}

/// The next of 1, 2, 5, 10 … and their parts.
fn round_above(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|step| step * power).into_iter().find(|step| *step >= value).unwrap_or(value)
}

/// Writes the round values along a line of notes.
pub fn labels(ui: &Ui, theme: &Theme, place: Rect, scale: &Scale) {
    for (value, text) in round_values(ui, theme, place.width(), scale) {
        let at = pos2(scale.x(place.x_range(), value), place.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, text, theme.note_font(), theme.colors.ink_2);
    }
}

/// Hairlines at the round values, behind a row.
pub fn lines(ui: &Ui, theme: &Theme, place: Rect, scale: &Scale) {
    for (value, _) in round_values(ui, theme, place.width(), scale) {
        let line = Stroke::new(1.0, if value == 0.0 { theme.colors.line } else { theme.colors.hairline });
        ui.painter().vline(scale.x(place.x_range(), value), place.y_range(), line);
    }
}

/// As many round values as there is room for.
fn round_values(ui: &Ui, theme: &Theme, width: f32, scale: &Scale) -> Vec<(f64, String)> {
    let widths = scale.ticks(4).into_iter().map(|(_, text)| paint::width(ui, &text, theme.note_font()));
    let label = widths.fold(0.0, f32::max) + 14.0;
    scale.ticks(((width / label) as usize).clamp(2, 6))
}

/// How far a value may be off, as a whisker around it.
pub fn error(painter: &Painter, place: Rect, scale: &Scale, around: (f64, f64), stroke: Stroke) {
    let (value, within) = around;
    if within > 0.0 {
        let x = |value| scale.x(place.x_range(), value);
        whisker(painter, Rangef::new(x(value - within), x(value + within)), place.center().y, stroke);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_values_stand_along_the_axis_with_as_many_decimals_as_tell_them_apart() {
        let written =
            |scale: Scale, most| scale.ticks(most).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let plain = Scale::holding([-1.89, -0.47], Written::Plain);
        assert_eq!(written(plain, 4), ["−1.5", "−1.0", "−0.5"]);
        let percent = Scale::holding([0.0, 1.0], Written::Percent);
        assert_eq!(written(percent, 5), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        let fine = Scale::holding([0.901, 0.906], Written::Percent);
        assert_eq!(written(fine, 3), ["90.2%", "90.4%", "90.6%"]);
    }

    #[test]
    fn a_single_value_and_none_at_all_have_a_scale() {
        let across = Rangef::new(0.0, 100.0);
        assert_eq!(Scale::holding([3.0], Written::Plain).x(across, 3.0), 50.0);
        assert_eq!(Scale::holding([0.0, 0.0], Written::Plain).x(across, 0.0), 50.0);
        assert!(!Scale::holding([f64::NAN], Written::Plain).ticks(4).is_empty());
    }
}

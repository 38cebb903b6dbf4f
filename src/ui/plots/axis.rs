//! An axis of a plot: from where to where it reaches until somebody zooms, and how its ticks stand and read.

use crate::analysis::number_format;
use egui_plot::{GridInput, GridMark};

/// The values along an axis, which decide where ticks stand and how they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Whole months, a year in steps that divide it.
    Months,
    /// Shares from 0 to 1, in per cent.
    Shares,
    /// Values on the user's own scale.
    Amounts,
}

/// An axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The value at the left or lower end.
    pub low: f64,
    /// The value at the right or upper end; always above `low`.
    pub high: f64,
    /// What is measured.
    pub values: Values,
    /// The room beside the plot for the ticks, in points; without any, no ticks are written.
    pub thickness: Option<f32>,
    /// The name beside the ticks, if there is one.
    pub label: Option<&'static str>,
    /// Whether hairlines cross the plot at the ticks.
    pub grid: bool,
}

impl Axis {
    /// An axis between two values, without ticks.
    pub fn between(low: f64, high: f64, values: Values) -> Self {
        Axis { low, high: high.max(low + 1e-9), values, thickness: None, label: None, grid: false }
    }

    /// Months from the meeting to the last one.
    pub fn months(last: u32) -> Self {
        Axis::between(0.0, f64::from(last.max(1)), Values::Months)
    }

    /// An axis that holds every value; with room on both sides where all are one.
    pub fn holding(all: impl IntoIterator<Item = f64>, values: Values) -> Self {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = (all.into_iter().filter(|value| value.is_finite()))
            .fold(ends, |(low, high), value| (low.min(value), high.max(value)));
        match low < high {
            true => Axis::between(low, high, values),
            false if low.is_finite() => {
                let room = (0.1 * low.abs()).max(0.01);
                Axis::between(low - room, high + room, values)
            }
            false => Axis::between(0.0, 1.0, values),
        }
    }

    /// The same with a share of its span added at both ends, for marks that stand on them.
    pub fn with_margin(self, share: f64) -> Self {
        let room = share * (self.high - self.low);
        Axis { low: self.low - room, high: self.high + room, ..self }
    }

    /// The same with ticks written beside the plot, in a room of so many points.
    pub fn ticks(self, thickness: f32) -> Self {
        Axis { thickness: Some(thickness), ..self }
    }

    /// The same with a hairline at each tick.
    pub fn grid(self) -> Self {
        Axis { grid: true, ..self }
    }
}

impl Values {
    /// Ticks at round values, at least `apart` points from each other.
    pub fn marks(self, input: &GridInput, apart: f32) -> Vec<GridMark> {
        let least = input.base_step_size.abs() * f64::from(apart);
        let step = match self {
            Values::Months => months_above(least),
            Values::Shares | Values::Amounts => round_above(least),
        };
        let (low, high) = input.bounds;
        let (first, last) = ((low / step - 1e-6).ceil() as i64, (high / step + 1e-6).floor() as i64);
        (first..=last).map(|count| GridMark { value: count as f64 * step, step_size: step }).collect()
    }

    /// A tick as it is written, with as many decimals as tell it from the next.
    pub fn written(self, mark: GridMark) -> String {
        let decimals = |step: f64| (-step.log10() - 1e-9).ceil().clamp(0.0, 6.0) as usize;
        match self {
            Values::Months => format!("{:.0}", mark.value),
            Values::Shares => {
                format!("{}%", number_format::fixed(100.0 * mark.value, decimals(100.0 * mark.step_size)))
            }
            Values::Amounts => number_format::fixed(mark.value, decimals(mark.step_size)),
        }
    }
}

/// The next of 1, 2, 5, 10 … and their parts.
fn round_above(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0].map(|step| step * power).into_iter().find(|step| *step >= value).unwrap_or(10.0 * power)
}

/// The next number of months that divides a year, or a number of years.
fn months_above(value: f64) -> f64 {
    [1.0, 2.0, 3.0, 6.0, 12.0, 24.0]
        .into_iter()
        .find(|step| *step >= value)
        .unwrap_or((value / 12.0).ceil() * 12.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ticks of an axis drawn 300 points long, at least so many points apart.
    fn written(axis: Axis, apart: f32) -> Vec<String> {
        let input =
            GridInput { bounds: (axis.low, axis.high), base_step_size: (axis.high - axis.low) / 300.0 };
        axis.values.marks(&input, apart).into_iter().map(|mark| axis.values.written(mark)).collect()
    }

    #[test]
    fn round_values_stand_along_the_axis_with_as_many_decimals_as_tell_them_apart() {
        assert_eq!(written(Axis::holding([-1.89, -0.47], Values::Amounts), 80.0), ["−1.5", "−1.0", "−0.5"]);
        let shares = Axis::holding([0.0, 1.0], Values::Shares);
        assert_eq!(written(shares, 50.0), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        let fine = Axis::holding([0.901, 0.906], Values::Shares);
        assert_eq!(written(fine, 100.0), ["90.2%", "90.4%", "90.6%"]);
        assert_eq!(written(Axis::months(24), 60.0), ["0", "6", "12", "18", "24"]);
        assert_eq!(written(Axis::months(120), 60.0), ["0", "24", "48", "72", "96", "120"]);
    }

    #[test]
    fn a_single_value_and_none_at_all_have_an_axis_around_them() {
        let around = |values: &[f64]| {
            let axis = Axis::holding(values.iter().copied(), Values::Amounts);
            0.5 * (axis.low + axis.high)
        };
        assert!((around(&[3.0]) - 3.0).abs() < 1e-12 && around(&[0.0, 0.0]).abs() < 1e-12);
        assert!(!written(Axis::holding([f64::NAN], Values::Amounts), 50.0).is_empty());
    }
}

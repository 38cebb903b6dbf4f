//! An axis of a plot: its range until somebody zooms, and the positions and the text of its ticks.
//!
//! The spacers of `egui_plot` know powers of a base and leave out a tick at the upper end. Months need parts of
//! a year, shares and amounts steps of 1, 2 and 5, and each axis a tick at both ends where one falls there.

use crate::analysis::number_format;
use egui_plot::{GridInput, GridMark};

/// The kind of values along an axis, on which the positions and the text of its ticks depend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Whole months; steps divide a year.
    Months,
    /// Shares from 0 to 1, written in per cent.
    Shares,
    /// Changes of shares from -1 to 1, written in percentage points.
    Points,
    /// Amounts in the unit of the user's scale.
    Amounts,
}

/// An axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The value at the left or lower end.
    pub low: f64,
    /// The value at the right or upper end; always above `low`.
    pub high: f64,
    /// The kind of values.
    pub values: Values,
    /// The room beyond both ends, in points, so that marks and ticks that stand on an end are not cut.
    pub room: f32,
    /// The thickness of the ticks beside the plot, in points; without one, no ticks are written.
    pub thickness: Option<f32>,
    /// The name beside the ticks.
    pub label: Option<&'static str>,
    /// Whether hairlines cross the plot at the ticks.
    pub grid: bool,
}

impl Axis {
    /// An axis between two values, without ticks.
    pub fn between(low: f64, high: f64, values: Values) -> Self {
        let high = high.max(low + 1e-9);
        Axis { low, high, values, room: 0.0, thickness: None, label: None, grid: false }
    }

    /// An axis from 0 to 1 without ticks, for a direction in which nothing is measured.
    pub fn unit() -> Self {
        Axis::between(0.0, 1.0, Values::Shares)
    }

    /// Months from the meeting to the last one.
    pub fn months(last: u32) -> Self {
        Axis::between(0.0, f64::from(last.max(1)), Values::Months)
    }

    /// An axis that holds every finite value; around a single value with space on both sides.
    pub fn holding(all: impl IntoIterator<Item = f64>, values: Values) -> Self {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = (all.into_iter().filter(|value| value.is_finite()))
            .fold(ends, |(low, high), value| (low.min(value), high.max(value)));
        match low < high {
            true => Axis::between(low, high, values),
            false if low.is_finite() => {
                let space = (0.1 * low.abs()).max(0.01);
                Axis::between(low - space, high + space, values)
            }
            false => Axis::between(0.0, 1.0, values),
        }
    }

    /// The same with room beyond both ends, in points.
    pub fn room(self, room: f32) -> Self {
        Axis { room, ..self }
    }

    /// The same with ticks beside the plot, as thick as this, in points.
    pub fn ticks(self, thickness: f32) -> Self {
        Axis { thickness: Some(thickness), ..self }
    }

    /// The same with a hairline at each tick.
    pub fn grid(self) -> Self {
        Axis { grid: true, ..self }
    }

    /// The same drawn so many points long, with its ends moved out by its room.
    pub fn drawn(self, length: f32) -> Self {
        // Room is never more than a third of the length: the values keep the rest.
        let share = f64::from(self.room / (length - 2.0 * self.room).max(self.room).max(1.0));
        let space = share * (self.high - self.low);
        Axis { low: self.low - space, high: self.high + space, room: 0.0, ..self }
    }

    /// Ticks at round values, at least `apart` points from each other and two where they fit; none in the room
    /// beyond the ends.
    pub fn marks(self, input: &GridInput, apart: f32) -> Vec<GridMark> {
        let least = input.base_step_size.abs() * f64::from(apart);
        let (low, high) = input.bounds;
        let whole = low <= self.low && high >= self.high;
        let bounds = if whole { (self.low, self.high) } else { input.bounds };
        let step = self.values.step_above(least);
        let marks = multiples(step, bounds);
        if marks.len() > 1 {
            return marks;
        }
        // A single tick tells no scale: take the outermost of a finer step.
        let finer = multiples(self.values.step_above(FINER * step), bounds);
        match finer[..] {
            [first, .., last] if last.value - first.value >= CLOSER * least => {
                let step_size = last.value - first.value;
                [first, last].map(|mark| GridMark { step_size, ..mark }).into()
            }
            _ => marks,
        }
    }
}

/// How much closer than usual two ticks may stand where a single one would be left: they still do not touch.
const CLOSER: f64 = 0.8;
/// A step times this, rounded up, is the next finer one of 1, 2, 5, 10 …, and of the months as well.
const FINER: f64 = 0.39;

impl Values {
    /// The text of a tick, with as many decimals as it and the distance to the next one need.
    pub fn written(self, mark: GridMark) -> String {
        let written = |scale: f64| {
            let [value, step] = [mark.value, mark.step_size].map(|value| scale * value);
            let exact = |value: f64, decimals: i32| {
                let scaled = value * 10f64.powi(decimals);
                (scaled - scaled.round()).abs() < 1e-6
            };
            let decimals = (0..6).find(|decimals| exact(value, *decimals) && exact(step, *decimals));
            number_format::fixed(value, decimals.unwrap_or(6) as usize)
        };
        match self {
            Values::Months => format!("{:.0}", mark.value),
            Values::Shares => number_format::in_percent(written(100.0)),
            Values::Points => written(100.0),
            Values::Amounts => written(1.0),
        }
    }

    /// The smallest round step that is no smaller than this: 1, 2, 5, 10 … and their parts; of months, those
    /// that divide a year, and whole years.
    fn step_above(self, least: f64) -> f64 {
        let (steps, next) = match self {
            Values::Months => (vec![1.0, 2.0, 3.0, 6.0, 12.0, 24.0], (least / 12.0).ceil() * 12.0),
            Values::Shares | Values::Points | Values::Amounts => {
                let power = 10f64.powf(least.log10().floor());
                (vec![power, 2.0 * power, 5.0 * power], 10.0 * power)
            }
        };
        steps.into_iter().find(|step| *step >= least).unwrap_or(next)
    }
}

/// The multiples of a step within bounds, both ends included.
fn multiples(step: f64, (low, high): (f64, f64)) -> Vec<GridMark> {
    let (first, last) = ((low / step - 1e-6).ceil() as i64, (high / step + 1e-6).floor() as i64);
    (first..=last).map(|count| GridMark { value: count as f64 * step, step_size: step }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ticks of an axis drawn 300 points long, at least so many points apart.
    fn written(axis: Axis, apart: f32) -> Vec<String> {
        let drawn = axis.drawn(300.0);
        let (bounds, base_step_size) = ((drawn.low, drawn.high), (drawn.high - drawn.low) / 300.0);
        axis.marks(&GridInput { bounds, base_step_size }, apart)
            .into_iter()
            .map(|mark| axis.values.written(mark))
            .collect()
    }

    #[test]
    fn round_values_stand_along_the_axis_with_as_many_decimals_as_tell_them_apart() {
        assert_eq!(written(Axis::holding([-1.89, -0.47], Values::Amounts), 80.0), ["−1.5", "−1.0", "−0.5"]);
        let shares = Axis::holding([0.0, 1.0], Values::Shares);
        assert_eq!(
            written(shares, 50.0),
            ["0\u{a0}%", "20\u{a0}%", "40\u{a0}%", "60\u{a0}%", "80\u{a0}%", "100\u{a0}%"]
        );
        let fine = Axis::holding([0.901, 0.906], Values::Shares);
        assert_eq!(written(fine, 100.0), ["90.2\u{a0}%", "90.4\u{a0}%", "90.6\u{a0}%"]);
        assert_eq!(written(Axis::months(24), 60.0), ["0", "6", "12", "18", "24"]);
        assert_eq!(written(Axis::months(120), 60.0), ["0", "24", "48", "72", "96", "120"]);
    }

    #[test]
    fn an_axis_with_room_for_two_ticks_has_two() {
        let shares = |low: f64, high: f64| Axis::between(low, high, Values::Shares).room(100.0);
        assert_eq!(written(shares(0.6, 1.0), 110.0), ["60\u{a0}%", "100\u{a0}%"]);
        assert_eq!(written(shares(0.2, 0.6), 110.0), ["20\u{a0}%", "60\u{a0}%"]);
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

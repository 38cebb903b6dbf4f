//! A scale with round numbers on it.

/// How far a scale reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The value at its start.
    pub low: f64,
    /// The value at its end.
    pub high: f64,
}

impl Axis {
    /// A scale that holds every value, with a little room at both ends.
    pub fn holding(values: impl Iterator<Item = f64>) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let (low, high) =
            finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        if low > high {
            return Axis { low: 0.0, high: 1.0 };
        }
        let room = 0.04 * (high - low).max(1e-3 * high.abs().max(low.abs()).max(1e-3));
        Axis { low: low - room, high: high + room }
    }

    /// Where a value stands: 0 at the start, 1 at the end.
    pub fn share(&self, value: f64) -> f32 {
        ((value - self.low) / (self.high - self.low)) as f32
    }

    /// Round numbers along it, at most `most` of them.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let rough = (self.high - self.low) / most.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|nice| nice * power).find(|step| *step >= rough);
        let step = step.unwrap_or(10.0 * power);
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step).floor() as i64;
        (first..=last.min(first + most as i64)).map(|i| i as f64 * step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_its_values_and_has_round_numbers() {
        let axis = Axis::holding([-0.31, 0.92].into_iter());
        assert!(axis.low < -0.31 && axis.high > 0.92);
        let ticks = axis.ticks(6);
        assert!(ticks.len() <= 7 && ticks.iter().any(|tick| *tick == 0.0), "{ticks:?}");
        assert!(ticks.windows(2).all(|pair| pair[1] > pair[0]));
    }

    #[test]
    fn nothing_and_one_value_have_a_scale_too() {
        assert_eq!(Axis::holding([].into_iter()), Axis { low: 0.0, high: 1.0 });
        let one = Axis::holding([0.0].into_iter());
        assert!(one.low < 0.0 && one.high > 0.0 && one.ticks(4).len() <= 5);
    }
}

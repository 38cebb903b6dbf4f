//! A quantile dot plot: fifty equally likely futures as fifty dots (Kay, Kola, Hullman and Munson,
//! "When (ish) is my bus?", CHI 2016).

use super::axis::{Axis, Values};
use super::chart::{Chart, Shown};
use super::kept_chart::Marks;
use super::points::{Disc, disc};
use crate::ui::theme::Themed;
use egui::{Id, Rect, Stroke, Ui, Vec2, vec2};
use egui_plot::{HLine, LineStyle, PlotUi, VLine};

/// The radius of the smallest dot, in points: one sees whether it is hollow.
const SMALLEST: f32 = 2.5;

/// Two upright lines among the dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lines {
    /// The share below which dots are hollow; a solid line.
    pub limit: f64,
    /// The mean if nothing were said; a dashed line.
    pub withheld: f64,
}

/// The dots and the lines of a plot of so many points.
#[derive(Clone, Debug, PartialEq)]
struct Dots {
    size: Vec2,
    /// They rise.
    values: Vec<f64>,
    lines: Lines,
}

/// Draws dots stacked over an axis from 0 to 100 per cent, one for each value; the values must rise.
pub fn draw(ui: &mut Ui, id: Id, place: Rect, values: &[f64], lines: Lines) -> Shown {
    let ticks = ui.theme().note_line() + 4.0;
    let size = place.size() - vec2(0.0, ticks);
    // The axis up counts points, so that dots stand on one another.
    let up = Axis::between(0.0, f64::from(size.y), Values::Amounts);
    let chart = Chart::new(id, Axis::between(0.0, 1.0, Values::Shares).ticks(ticks), up).focusable();
    chart.show_marks(ui, place, &Dots { size, values: values.into(), lines }, |_| {})
}

impl Marks for Dots {
    fn draw(&self, plot: &mut PlotUi<'_>) {
        let Dots { size, ref values, lines } = *self;
        let (colors, radius) = (&plot.theme().colors, radius(size, values));
        plot.hline(HLine::new("", 0.0).stroke(Stroke::new(1.0, colors.line)));
        let dashed = VLine::new("", lines.withheld).stroke(Stroke::new(1.0, colors.ink_2));
        plot.vline(dashed.style(LineStyle::Dashed { length: 3.0 }));
        for stack in stacks(size, values, radius) {
            let across = (column(size, stack[0], radius) as f32 + 0.5) * 2.0 * radius / size.x;
            let step = step(size, stack.len(), radius);
            for (high, value) in stack.iter().enumerate() {
                let at = [f64::from(across), f64::from(radius + 1.0 + high as f32 * step)];
                let fill = if *value < lines.limit { colors.panel } else { colors.methods };
                disc(plot, at, Disc { radius: radius - 0.75, fill, edge: colors.methods });
            }
        }
        plot.vline(VLine::new("", lines.limit).stroke(Stroke::new(1.5, colors.ink)));
    }
}

fn column(size: Vec2, value: f64, radius: f32) -> i64 {
    (f64::from(size.x) * value / f64::from(2.0 * radius)).floor() as i64
}

/// The stacks of values in one column, from the left to the right.
fn stacks(size: Vec2, values: &[f64], radius: f32) -> impl Iterator<Item = &[f64]> {
    let same = move |one: &f64, other: &f64| column(size, *one, radius) == column(size, *other, radius);
    values.chunk_by(same)
}

/// The largest radius with which the highest stack fits, but no smaller than [`SMALLEST`].
fn radius(size: Vec2, values: &[f64]) -> f32 {
    let sizes = [9.0, 8.0, 7.0, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0];
    let highest = |radius| stacks(size, values, radius).map(<[f64]>::len).max().unwrap_or(0) as f32;
    let fits = |radius: &f32| highest(*radius) * 2.0 * radius <= size.y;
    sizes.into_iter().find(fits).unwrap_or(SMALLEST)
}

/// The distance between the dots of a stack; where there are too many, they overlap.
fn step(size: Vec2, dots: usize, radius: f32) -> f32 {
    let room = (size.y - 2.0 * radius) / dots.saturating_sub(1).max(1) as f32;
    (2.0 * radius).min(room)
}

/// The number of values below a limit.
pub fn below(values: &[f64], limit: f64) -> usize {
    values.iter().filter(|value| **value < limit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::DOTS;

    const SIZE: Vec2 = vec2(300.0, 60.0);

    #[test]
    fn every_value_is_a_dot() {
        let values: Vec<f64> = (0..DOTS).map(|dot| (dot as f64 + 0.5) / DOTS as f64).collect();
        let radius = radius(SIZE, &values);
        assert_eq!(stacks(SIZE, &values, radius).map(<[f64]>::len).sum::<usize>(), DOTS);
        assert!(radius > SMALLEST);
    }

    #[test]
    fn every_stack_fits_into_its_place() {
        let alike = vec![0.5; DOTS];
        let radius = radius(SIZE, &alike);
        assert!(radius >= SMALLEST);
        assert!((DOTS - 1) as f32 * step(SIZE, DOTS, radius) + 2.0 * radius <= SIZE.y + 1e-3);
    }

    #[test]
    fn no_values_give_no_dots() {
        assert_eq!(stacks(SIZE, &[], radius(SIZE, &[])).count(), 0);
    }
}

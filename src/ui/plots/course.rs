//! Willingness over the months as a fan: a line of means in its 25–75 and 5–95 per cent bands.

use super::axis::{Axis, Values};
use super::chart::{Chart, Shown};
use super::kept_chart::Marks;
use crate::engine::Statistics;
use crate::ui::theme::{Theme, Themed};
use crate::ui::{Commands, PlayCommand};
use egui::{Color32, Id, Stroke};
use egui_plot::{FilledArea, Line, LineStyle, PlotUi};

/// The properties that the plots of months of one stage share.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// The last month.
    pub last: u32,
    /// The month under the time slider.
    pub month: u32,
    /// The group of plots that share their zoom.
    pub group: Id,
}

impl Setup {
    /// A plot over the months: a click goes to a month, the marker of the shown month can be dragged, and a drag
    /// elsewhere zooms into months.
    pub fn chart(&self, id: Id, months: Axis, shares: Axis) -> Chart {
        let chart = Chart::new(id, months, shares).clicked().zooms([true, false]).linked(self.group);
        if self.month <= self.last { chart.marker(f64::from(self.month)) } else { chart }
    }

    /// The axis of the months.
    pub fn months(&self) -> Axis {
        Axis::months(self.last)
    }

    /// Goes to the month that was clicked or to which the marker is dragged.
    pub fn choose_month(&self, shown: &Shown, commands: &mut Commands) {
        let asked = shown.marker_at.or_else(|| shown.clicked().map(|[month, _]| month));
        if let Some(month) = asked.map(|month| month.round().clamp(0.0, f64::from(self.last)) as u32) {
            commands.send(PlayCommand::ShowMonth(month));
        }
    }
}

/// An axis of shares that holds all values: from one fifth to another, so that it seldom changes, and at least
/// two fifths apart, so that small changes look small.
pub fn shares(values: impl Iterator<Item = f64>) -> Axis {
    let (low, high) = values.fold((1.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
    let high = ((high * 5.0).ceil() / 5.0).clamp(0.4, 1.0);
    let low = ((low * 5.0).floor() / 5.0).clamp(0.0, high - 0.4);
    Axis::between(low, high, Values::Shares)
}

/// The kinds of lines of a course, which look alike in plots and in their legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The course if nothing were said.
    Withheld,
    /// The mean, or the history that plays.
    Now,
    /// The course from before the last change.
    Earlier,
    /// The course in a preview.
    Preview,
    /// The course of a partner that is not looked at closely.
    Other,
}

impl LineKind {
    /// The width and the colour of the line.
    pub fn stroke(self, theme: &Theme) -> Stroke {
        let colors = &theme.colors;
        match self {
            LineKind::Withheld => Stroke::new(1.0, colors.ink_2),
            LineKind::Now => Stroke::new(2.0, colors.ink),
            LineKind::Earlier => Stroke::new(1.2, colors.ink_2),
            LineKind::Preview => Stroke::new(2.0, colors.ink),
            LineKind::Other => Stroke::new(1.5, colors.ink_3),
        }
    }

    /// Solid, dashed or dotted.
    pub fn style(self) -> LineStyle {
        match self {
            LineKind::Withheld => LineStyle::Dashed { length: 3.0 },
            LineKind::Earlier => LineStyle::Dotted { spacing: 4.0 },
            // Longer than the dashes of what is unsaid, beside which it stands.
            LineKind::Preview => LineStyle::Dashed { length: 7.0 },
            LineKind::Now | LineKind::Other => LineStyle::Solid,
        }
    }
}

/// The bands and lines of a plot of months, those behind first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CourseMarks(Vec<CourseMark>);

/// Values month by month from month 0.
#[derive(Clone, Debug, PartialEq)]
enum CourseMark {
    Band { low: Vec<f64>, high: Vec<f64>, fill: Color32 },
    Line { values: Vec<f64>, kind: LineKind },
}

impl CourseMarks {
    /// Adds a band between two of the quantiles of each month, by their places among [`Statistics::quantiles`].
    pub fn band(&mut self, months: &[&Statistics], quantiles: [usize; 2], fill: Color32) {
        let [low, high] = quantiles.map(|at| months.iter().map(|month| month.quantiles[at]).collect());
        self.0.push(CourseMark::Band { low, high, fill });
    }

    /// Adds a line through values.
    pub fn line(&mut self, values: impl IntoIterator<Item = f64>, kind: LineKind) {
        self.0.push(CourseMark::Line { values: values.into_iter().collect(), kind });
    }
}

impl Marks for CourseMarks {
    fn draw(&self, plot: &mut PlotUi<'_>) {
        for mark in &self.0 {
            match mark {
                CourseMark::Band { low, high, fill } => {
                    let months: Vec<f64> = (0..low.len()).map(|month| month as f64).collect();
                    plot.add(FilledArea::new("", &months, low, high).fill_color(*fill).allow_hover(false));
                }
                CourseMark::Line { values, kind } => {
                    let points = points(values.iter().copied()).collect::<Vec<_>>();
                    let line = Line::new("", points).allow_hover(false);
                    plot.line(line.stroke(kind.stroke(plot.theme())).style(kind.style()));
                }
            }
        }
    }
}

/// Values as points over the months from month 0.
pub fn points(values: impl IntoIterator<Item = f64>) -> impl Iterator<Item = [f64; 2]> {
    values.into_iter().enumerate().map(|(month, share)| [month as f64, share])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_span_whole_fifths_that_hold_everything() {
        let ends = |values: &[f64]| {
            let axis = shares(values.iter().copied());
            [axis.low, axis.high].map(|end| (end * 10.0).round() / 10.0)
        };
        assert_eq!(ends(&[0.83, 0.97]), [0.6, 1.0]);
        assert_eq!(ends(&[0.05, 0.31]), [0.0, 0.4]);
        assert_eq!(ends(&[0.41, 0.79]), [0.4, 0.8]);
        assert_eq!(ends(&[]), [0.0, 0.4]);
    }
}

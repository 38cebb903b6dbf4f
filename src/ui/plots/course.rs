//! Willingness over the months as a fan: a median line in its 25–75 and 5–95 per cent bands.

use super::axis::{Axis, Values};
use super::chart::{self, Chart, Shown};
use crate::engine::Statistics;
use crate::ui::theme::{Theme, Themed};
use crate::ui::{Commands, PlayCommand};
use egui::{Id, Stroke};
use egui_plot::{FilledArea, HLine, Line, LineStyle, PlotUi, VLine};

/// What the plots of a strip have in common.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// The last month.
    pub last: u32,
    /// The month that is shown.
    pub month: u32,
    /// The group whose plots share their months.
    pub group: Id,
}

impl Setup {
    /// A plot over the months: a click takes to a month, the marker can be dragged, a drag elsewhere zooms into
    /// months.
    pub fn chart(&self, id: Id, months: Axis, shares: Axis) -> Chart {
        let chart = Chart::new(id, months, shares).clicked().with_readout().zooms([true, false]);
        let chart = if self.month <= self.last { chart.marker(f64::from(self.month)) } else { chart };
        chart.linked(self.group)
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

/// The axis of shares in steps of a fifth that holds all values and spans at least two fifths, so that it
/// seldom moves.
pub fn shares(values: impl Iterator<Item = f64>) -> Axis {
    let (mut low, mut high) = (1.0f64, 0.0f64);
    for value in values {
        low = low.min(value);
        high = high.max(value);
    }
    let high = ((high * 5.0).ceil() / 5.0).clamp(0.4, 1.0);
    let low = ((low * 5.0).floor() / 5.0).clamp(0.0, high - 0.4);
    Axis::between(low, high, Values::Shares)
}

/// A band between two quantiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// From 5 to 95 per cent.
    Wide,
    /// From 25 to 75 per cent.
    Narrow,
}

/// Adds a band; the wide one must come first, to lie behind.
pub fn band(plot: &mut PlotUi<'_>, months: &[&Statistics], band: Band) {
    let theme = plot.theme();
    let (low, high, fill) = match band {
        Band::Wide => (0, 4, theme.colors.band_wide),
        Band::Narrow => (1, 3, theme.colors.band_narrow),
    };
    let xs: Vec<f64> = (0..months.len()).map(|month| month as f64).collect();
    let at = |quantile: usize| -> Vec<f64> { months.iter().map(|of| of.quantiles[quantile]).collect() };
    plot.add(FilledArea::new("", &xs, &at(low), &at(high)).fill_color(fill).allow_hover(false));
}

/// A line through values, month by month.
pub fn line(plot: &mut PlotUi<'_>, values: impl IntoIterator<Item = f64>, stroke: Stroke) {
    plot.line(through(values, stroke));
}

/// The same line, dashed: what is tried out.
pub fn dashed(plot: &mut PlotUi<'_>, values: impl IntoIterator<Item = f64>, stroke: Stroke) {
    plot.line(through(values, stroke).style(LineStyle::Dashed { length: 4.0 }));
}

/// A line of dots: what was before the last change.
pub fn dotted(plot: &mut PlotUi<'_>, values: impl IntoIterator<Item = f64>) {
    let stroke = Stroke::new(1.2, plot.theme().colors.ink_2);
    plot.line(through(values, stroke).style(LineStyle::Dotted { spacing: 4.0 }));
}

fn through<'a>(values: impl IntoIterator<Item = f64>, stroke: Stroke) -> Line<'a> {
    let points: Vec<[f64; 2]> =
        values.into_iter().enumerate().map(|(month, share)| [month as f64, share]).collect();
    Line::new("", points).stroke(stroke).allow_hover(false)
}

/// The level before the meeting, dashed from side to side.
pub fn before(plot: &mut PlotUi<'_>, share: f64) {
    let theme = plot.theme();
    let style = LineStyle::Dashed { length: 3.0 };
    plot.hline(HLine::new("", share).stroke(Stroke::new(1.0, theme.colors.ink_2)).style(style));
}

/// The upright line at the month that is shown.
pub fn marker(plot: &mut PlotUi<'_>, setup: &Setup) {
    let theme = plot.theme();
    if setup.month <= setup.last {
        let at = chart::sharp(plot, f64::from(setup.month));
        plot.vline(VLine::new("", at).stroke(Stroke::new(1.0, theme.colors.ink)));
    }
}

/// The axis of shares with its ticks inside a plot of this height.
pub fn inset(theme: &Theme, shares: Axis, height: f32) -> Axis {
    chart::inset(theme, shares, height).grid()
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

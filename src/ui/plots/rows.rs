//! Rows of a list with marks on one axis across: bars, dots and intervals beside names and numbers.
//!
//! The axis up counts points of the screen, so that each mark stands in its row however high that is. A row
//! that opens to a note ends a plot, and the next begins below the note, on the same axis.
//!
//! Names and numbers are painted beside the plot: the labels of an axis of `egui_plot` stand on one line in one
//! font, all end at the plot, and are never shortened.

use super::axis::{Axis, Values};
use super::chart::{self, Chart, Shown};
use super::kept_chart::Marks;
use super::points::{Disc, RING, disc, dots};
use crate::ui::theme::{Look, Themed};
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Id, Rangef, Rect, Stroke, Ui, vec2};
use egui_plot::{Bar, BarChart, BoxElem, BoxPlot, BoxSpread, Line, MarkerShape, PlotUi, VLine};

/// A mark in a row, at values of the axis.
#[expect(missing_docs, reason = "the sentence above each mark names its fields in their order")]
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A bar from one value to another, so many points high, in a colour.
    Bar { from: f64, to: f64, height: f32, fill: Color32 },
    /// A whisker between two values, in a colour.
    Interval { low: f64, high: f64, color: Color32 },
    /// A thick line from one value to another, in a colour: a change.
    Change { from: f64, to: f64, color: Color32 },
    /// A hollow ring: the value before.
    Ring { at: f64 },
    /// A solid dot in a colour: the value now.
    Dot { at: f64, color: Color32 },
    /// A dashed ring: the value in a preview.
    Preview { at: f64 },
    /// A line from the end of a bar down to the next bar of a sum.
    Step { at: f64 },
    /// A diamond, hollow where its position is not certain.
    Diamond { at: f64, certain: bool },
    /// Text so many points to the right of a value, or to the left where negative, on the fill of its row.
    Text { at: f64, apart: f32, text: String, fill: Color32 },
}

/// The rows of one plot, until it is drawn.
pub struct Rows {
    id: Id,
    axis: Axis,
    across: Rangef,
    drawn: RowMarks,
    rows: Option<Rangef>,
    plots: usize,
}

/// What the rows of a plot show; of it, previews and texts are written over the plot in each frame.
#[derive(Clone, Debug, PartialEq)]
struct RowMarks {
    /// Lines from the first to the last row.
    lines: Vec<(f64, Stroke)>,
    /// Each mark with the place of its row up.
    marks: Vec<(Rangef, Mark)>,
    /// The least width of a bar, as a value.
    thinnest: f64,
}

impl Marks for RowMarks {
    fn draw(&self, plot: &mut PlotUi<'_>) {
        for (at, stroke) in &self.lines {
            let at = chart::sharp(plot, *at);
            plot.vline(VLine::new("", at).stroke(*stroke));
        }
        for (row, mark) in &self.marks {
            add(plot, *row, mark, self.thinnest);
        }
    }
}

/// The radius of a dot, in points: a rim of the ring shows around a dot that covers it.
const DOT: f32 = 4.0;
/// The height of the end of a whisker, in points.
const END: f64 = 7.0;
/// Half of the width of a diamond, in points.
pub const DIAMOND: f32 = 5.0;
/// The least width of a bar, in points: a part of next to nothing is still a line.
const THINNEST: f32 = 1.5;

impl Rows {
    /// Rows below a head. Their marks stand within `across` on the screen; ticks, if the axis has any, in the
    /// head.
    pub fn below(id: Id, axis: Axis, across: Rangef, head: Rangef) -> Self {
        let across = Rangef::new(across.min, across.max.max(across.min + 1.0));
        let rows = Some(Rangef::point(head.max));
        let thinnest = (axis.high - axis.low) * f64::from(THINNEST / across.span());
        let drawn = RowMarks { lines: Vec::new(), marks: Vec::new(), thinnest };
        Rows { id, axis, across, drawn, rows, plots: 0 }
    }

    /// Adds a line at a value behind the marks, from the first row to the last.
    pub fn line(&mut self, at: f64, stroke: Stroke) {
        self.drawn.lines.push((at, stroke));
    }

    /// The position of a value across, on the screen.
    pub fn x(&self, value: f64) -> f32 {
        let axis = self.axis.drawn(self.across.span());
        let share = (value - axis.low) / (axis.high - axis.low);
        self.across.min + self.across.span() * share as f32
    }

    /// Adds a row below the others.
    pub fn row(&mut self, place: Rect, marks: impl IntoIterator<Item = Mark>) {
        let row = place.y_range();
        let rows = self.rows.unwrap_or(row);
        self.rows = Some(Rangef::new(rows.min.min(row.min), rows.max.max(row.max)));
        self.drawn.marks.extend(marks.into_iter().map(|mark| (row, mark)));
    }

    /// Draws the rows added since it was last called, with the ticks above the very first.
    pub fn draw(&mut self, ui: &mut Ui) {
        let Some(rows) = self.rows.take() else { return };
        let above = self.axis.thickness.unwrap_or(0.0);
        let up = Axis::between(f64::from(-rows.max), f64::from(-rows.min), Values::Amounts);
        let top = rows.min - above;
        let place = Rect::from_x_y_ranges(self.across, top..=rows.max);
        let chart = Chart::new(self.id.with(self.plots), self.axis, up).ticks_above();
        (self.plots, self.axis.thickness) = (self.plots + 1, None);
        let shown = chart.show_marks(ui, place, &self.drawn, |_| {});
        for (row, mark) in self.drawn.marks.drain(..) {
            write(ui, &shown, row, &mark);
        }
    }
}

fn add(plot: &mut PlotUi<'_>, row: Rangef, mark: &Mark, thinnest: f64) {
    let theme = plot.theme();
    let y = f64::from(-row.center());
    let mut line = |ends: [[f64; 2]; 2], stroke: Stroke| {
        plot.line(Line::new("", ends.to_vec()).stroke(stroke).allow_hover(false));
    };
    match *mark {
        Mark::Bar { from, to, height, fill } => {
            let missing = 0.5 * (thinnest - (to - from).abs()).max(0.0);
            let (low, high) = (from.min(to) - missing, from.max(to) + missing);
            let bar = Bar::new(y, high - low).base_offset(low).width(f64::from(height)).fill(fill);
            let bars = vec![bar.stroke(Stroke::NONE)];
            plot.bar_chart(BarChart::new("", bars).horizontal().color(fill).allow_hover(false));
        }
        Mark::Interval { low, high, color } => plot.box_plot(whisker(y, [low, high], color)),
        Mark::Change { from, to, color } => line([[from, y], [to, y]], Stroke::new(3.0, color)),
        Mark::Step { at } => {
            line([[at, y], [at, f64::from(-row.max)]], Stroke::new(1.0, theme.colors.ink_3));
        }
        Mark::Ring { at } => {
            let (fill, edge) = (theme.colors.panel, theme.colors.ink_2);
            disc(plot, [at, y], Disc { radius: RING, fill, edge });
        }
        Mark::Dot { at, color } => plot.points(dots([at, y], DOT, color)),
        Mark::Diamond { at, certain } => diamond(plot, [at, y], certain),
        // Written over the plot, in `write`.
        Mark::Preview { .. } | Mark::Text { .. } => {}
    }
}

/// A box plot without a box: its median stands at the lower end and draws that end.
fn whisker(y: f64, [low, high]: [f64; 2], color: Color32) -> BoxPlot {
    let whisker = BoxElem::new(y, BoxSpread::new(low, low, low, low, high)).box_width(END).whisker_width(END);
    BoxPlot::new("", vec![whisker.stroke(Stroke::new(1.0, color))])
        .horizontal()
        .color(color)
        .allow_hover(false)
}

/// A diamond with a rim in the colour of the panel, so that it stands out from either shade of a bar.
fn diamond(plot: &mut PlotUi<'_>, at: [f64; 2], certain: bool) {
    let theme = plot.theme();
    let colors = &theme.colors;
    let inner = if certain { colors.item } else { colors.panel };
    let edge = if theme.look == Look::Dark { colors.panel } else { colors.ink };
    for (radius, color) in [(DIAMOND + 2.5, colors.panel), (DIAMOND + 1.0, edge), (DIAMOND - 1.0, inner)] {
        plot.points(dots(at, radius, color).shape(MarkerShape::Diamond));
    }
}

/// Draws what reaches beyond the plot, where `egui_plot` cuts its items: the dashed ring of a preview, for which
/// it has no item, and the texts at the ends of a bar.
fn write(ui: &Ui, shown: &Shown, row: Rangef, mark: &Mark) {
    let theme = ui.theme();
    let y = f64::from(-row.center());
    match mark {
        Mark::Preview { at } => {
            let stroke = Stroke::new(1.5, theme.colors.ink);
            // A preview may lie beyond the axis, which stays as it is, so that nothing jumps.
            let bounds = shown.transform.bounds();
            let at = at.clamp(bounds.min()[0], bounds.max()[0]);
            paint::dashed_circle(ui.painter(), shown.place([at, y]), RING + 1.5, stroke);
        }
        Mark::Text { at, apart, text, fill } => {
            let align = if *apart < 0.0 { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
            let ink = theme.colors.ink_2;
            let galley = ui.painter().layout_no_wrap(text.clone(), theme.note_font(), ink);
            let place = align.anchor_size(shown.place([*at, y]) + vec2(*apart, 0.0), galley.size());
            // No line of the axis runs through a number.
            ui.painter().rect_filled(place.expand2(vec2(1.0, -1.0)), 0.0, *fill);
            ui.painter().galley(place.min, galley, ink);
        }
        Mark::Bar { .. }
        | Mark::Interval { .. }
        | Mark::Change { .. }
        | Mark::Ring { .. }
        | Mark::Dot { .. }
        | Mark::Step { .. }
        | Mark::Diamond { .. } => {}
    }
}

//! Rows of the sensitivity analyses: a tornado, which shows the result at both ends of the range of each number,
//! and estimates as bars from zero with their errors.

use super::axis::Axis;
use super::rows::{DIAMOND, Mark, Rows};
use crate::export::scene::{Group, grouped};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Align2, Color32, Galley, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// A row of a tornado: one number.
pub struct Row<'a> {
    /// The name of the number.
    pub name: &'a str,
    /// The text of the ends of its range.
    pub ends: [String; 2],
    /// The result at each end.
    pub at: [f64; 2],
    /// The values at which another plan becomes the best.
    pub switches: Vec<Switch>,
    /// The text in the column of switching values: a value or a word, and the error of the value.
    pub switches_at: [String; 2],
    /// Whether the switching values are those of the plan as it stands now.
    pub known: bool,
    /// The colour behind the row, on which its texts stand.
    pub fill: Color32,
}

/// A value at which another plan becomes the best.
pub struct Switch {
    /// Its position between the lower and the upper end of the range, 0 to 1.
    pub along: f64,
    /// Whether the change is certain, beyond sampling error.
    pub certain: bool,
}

/// The head of a tornado, which its rows share.
pub struct Head<'a> {
    /// The name of the result, for sentences.
    pub name: &'a str,
    /// The title above the names of the numbers: the result, or what is counted of it.
    pub title: &'a str,
    /// The result with no number moved.
    pub now: f64,
    /// `now` as text.
    pub now_written: String,
    /// The axis of the result.
    pub axis: Axis,
}

/// The columns of a tornado.
struct Columns {
    names: f32,
    bars: Rangef,
    /// The right end of the switching values.
    switches: f32,
}

/// The room at both sides of the bars for the texts of the ends, in points at ordinary type.
const ENDS: f32 = 30.0;
/// The width of the column of switching values, in points at ordinary type: a value with its error.
const SWITCHES: f32 = 52.0;
/// The height of a bar, in points: two lines of a name show above and below it.
const BAR: f32 = 12.0;

impl Columns {
    fn of(ui: &Ui, place: Rect) -> Self {
        let theme = ui.theme();
        let names = (0.4 * place.width()).min(theme.grown(220.0));
        let (switches, ends) = (theme.grown(SWITCHES), theme.grown(ENDS));
        let left = place.left() + names + ends;
        let right = (place.right() - switches - ends - 8.0).max(left + 1.0);
        Columns { names, bars: Rangef::new(left, right), switches: place.right() }
    }
}

/// The height of a row, in points: two lines of notes, so that long names can be read.
pub fn row_height(ui: &Ui) -> f32 {
    2.0 * ui.theme().note_line() + 2.0
}

/// The height of a row of a tornado, whose name may need more lines.
pub fn height_for(ui: &Ui, name: &str) -> f32 {
    let place = Rect::from_min_size(Pos2::ZERO, vec2(ui.available_width(), 0.0));
    let name = name_of(ui, &Columns::of(ui, place), name);
    row_height(ui).max(name.size().y + 4.0)
}

fn name_of(ui: &Ui, columns: &Columns, name: &str) -> Arc<Galley> {
    let theme = ui.theme();
    StyledText::new(name, theme.note_font(), theme.colors.ink).elided_name(ui, columns.names - 8.0, 4)
}

/// The height of the head of a tornado, in points: two lines.
pub fn head_height(ui: &Ui) -> f32 {
    2.0 * ui.theme().note_line() + 4.0
}

/// The height of a row of estimates, whose name may need more lines.
pub fn estimate_height(ui: &Ui, name: &str) -> f32 {
    row_height(ui).max(estimate_name(ui, ui.available_width(), name, false).size().y + 4.0)
}

/// The width of the names of rows of estimates, in rows of a width.
fn estimate_names(ui: &Ui, width: f32) -> f32 {
    (0.36 * width).min(ui.theme().grown(220.0))
}

fn estimate_name(ui: &Ui, width: f32, name: &str, strong: bool) -> Arc<Galley> {
    let theme = ui.theme();
    let font = if strong { theme.strong_note_font() } else { theme.note_font() };
    StyledText::new(name, font, theme.colors.ink).elided(ui, estimate_names(ui, width) - 8.0, 4)
}

/// The rows of a tornado.
pub struct Tornado<'a> {
    head: &'a Head<'a>,
    columns: Columns,
    rows: Rows,
}

impl<'a> Tornado<'a> {
    /// Draws the head, and begins the rows below it.
    pub fn begin(ui: &Ui, place: Rect, head: &'a Head<'a>) -> Self {
        let theme = ui.theme();
        let (columns, colors) = (Columns::of(ui, place), &theme.colors);
        let line = theme.note_line();
        let (first, second) = (place.top() + 0.5 * line, place.top() + 1.5 * line);
        grouped(ui.painter(), Group::Legend, || shades(ui, place.left(), first, columns.names));
        let font = theme.strong_note_font();
        let name = StyledText::new(head.title, font.clone(), colors.ink).elided(ui, columns.names - 8.0, 1);
        paint::left(ui, pos2(place.left(), second), name, colors.ink);
        let (id, axis) = (ui.make_persistent_id("tornado"), head.axis.ticks(line + 2.0).grid());
        let mut rows = Rows::below(id, axis, columns.bars, place.y_range());
        rows.line(head.now, Stroke::new(1.5, colors.ink_2));
        let now = format!("now {}", head.now_written);
        let room = theme.grown(ENDS) - 0.5 * paint::width(ui, &now, font.clone());
        let at = pos2(columns.bars.expand(room).clamp(rows.x(head.now)), first);
        ui.painter().text(at, Align2::CENTER_CENTER, now, font, colors.ink);
        switches_title(ui, pos2(columns.switches, second));
        Tornado { head, columns, rows }
    }

    /// Draws the texts of a row, and adds its marks.
    pub fn row(&mut self, ui: &Ui, place: Rect, row: &Row<'_>) {
        let theme = ui.theme();
        let y = place.center().y;
        paint::left(ui, pos2(place.left(), y), name_of(ui, &self.columns, row.name), theme.colors.ink);
        switches(ui, pos2(self.columns.switches, y), row);
        let [low, high] = row.at;
        let at: Vec<f64> = row.switches.iter().map(|switch| low + (high - low) * switch.along).collect();
        let diamonds = at.iter().zip(&row.switches);
        let diamonds = diamonds.map(|(at, switch)| Mark::Diamond { at: *at, certain: switch.certain });
        let mut marks = bars(ui, self.head, row);
        marks.extend(ends(&self.rows, row, &at));
        marks.extend(diamonds);
        self.rows.row(place, marks);
    }

    /// Draws the marks of the rows added so far.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.rows.draw(ui);
    }
}

/// The meaning of the two shades of a bar.
fn shades(ui: &Ui, left: f32, y: f32, room: f32) {
    let (theme, mut x) = (ui.theme(), left);
    let colors = &theme.colors;
    for (text, fill) in [("low", colors.methods), ("high end", colors.content)] {
        swatch(ui, x, y, fill);
        let galley = StyledText::new(text, theme.note_font(), colors.ink_2).elided(ui, room - (x - left), 1);
        let width = galley.size().x;
        paint::left(ui, pos2(x + 14.0, y), galley, colors.ink_2);
        x += width + 24.0;
    }
}

/// The title of the column of switching values, with the mark of one.
fn switches_title(ui: &Ui, at: Pos2) {
    let theme = ui.theme();
    let font = theme.strong_note_font();
    let title = ui.painter().text(at, Align2::RIGHT_CENTER, "switches at", font, theme.colors.ink);
    let center = pos2(title.left() - 9.0, at.y);
    let corners = [vec2(0.0, -DIAMOND), vec2(DIAMOND, 0.0), vec2(0.0, DIAMOND), vec2(-DIAMOND, 0.0)];
    let corners = corners.map(|corner| center + corner).into();
    let edge = Stroke::new(1.5, theme.colors.ink);
    ui.painter().add(Shape::convex_polygon(corners, theme.colors.item, edge));
}

/// The bar in two shades, split at the result as it is now.
fn bars(ui: &Ui, head: &Head<'_>, row: &Row<'_>) -> Vec<Mark> {
    let colors = &ui.theme().colors;
    let [low, high] = row.at;
    let split = head.now.clamp(low.min(high), low.max(high));
    let parts = [(low, split, colors.methods), (split, high, colors.content)];
    // Where the number moves nothing, one part is drawn as a line.
    let drawn = parts.into_iter().filter(|(from, to, _)| from != to || low == high);
    drawn.map(|(from, to, fill)| Mark::Bar { from, to, height: BAR, fill }).collect()
}

/// The ends of the range, clear of the bar and of the diamonds on it.
fn ends(rows: &Rows, row: &Row<'_>, diamonds: &[f64]) -> [Mark; 2] {
    let (left, right) = if row.at[0] > row.at[1] { (1, 0) } else { (0, 1) };
    let reach = |at: &f64, side: f32| side * rows.x(*at) + DIAMOND;
    let beyond = |end: usize, side: f32| {
        let bar = side * rows.x(row.at[end]);
        let furthest = diamonds.iter().map(|at| reach(at, side)).fold(bar, f32::max);
        let apart = side * (furthest - bar + 4.0);
        Mark::Text { at: row.at[end], apart, text: row.ends[end].clone(), fill: row.fill }
    };
    [beyond(left, -1.0), beyond(right, 1.0)]
}

/// The column of switching values.
fn switches(ui: &Ui, at: Pos2, row: &Row<'_>) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let (font, ink) = match (row.switches.iter().any(|switch| switch.certain), row.known) {
        (_, false) => (theme.note_font(), colors.ink_3),
        (false, true) => (theme.note_font(), colors.ink_2),
        (true, true) => (theme.strong_note_font(), colors.ink),
    };
    let [value, within] = &row.switches_at;
    let half = if within.is_empty() { 0.0 } else { 0.5 * theme.note_line() };
    ui.painter().text(at - vec2(0.0, half), Align2::RIGHT_CENTER, value, font, ink);
    let below = at + vec2(0.0, half);
    ui.painter().text(below, Align2::RIGHT_CENTER, within, theme.note_font(), colors.ink_2);
}

/// A sample of the colour of a bar, from its left end.
fn swatch(ui: &Ui, left: f32, y: f32, fill: Color32) {
    ui.painter().rect_filled(paint::around(pos2(left + 5.0, y), 10.0, 10.0), 0.0, fill);
}

/// One bar of a row of estimates.
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Half of the width of its interval; 0 if it is exact.
    pub within: f64,
    /// The text of the estimate.
    pub written: String,
}

/// A row of estimates.
pub struct EstimateRow<'a> {
    /// The name of the estimated quantity.
    pub name: &'a str,
    /// Its bars from above, one for each column of numbers.
    pub bars: &'a [Estimate],
    /// Whether the name stands out.
    pub strong: bool,
}

/// A column of numbers.
pub struct Column {
    /// The title above it.
    pub title: &'static str,
    /// The colour of its bars.
    pub fill: Color32,
    /// Its width, in points at ordinary type: [`NARROW`] or [`WIDE`].
    pub width: f32,
}

/// The width of a column of numbers.
pub const NARROW: f32 = 58.0;
/// The width of a column of numbers with their errors.
pub const WIDE: f32 = 98.0;

/// Rows of estimates.
pub struct Estimates<'a> {
    columns: &'a [Column],
    rows: Rows,
}

impl<'a> Estimates<'a> {
    /// Draws the titles of the columns beside the ticks, and begins the rows below.
    pub fn begin(ui: &Ui, place: Rect, axis: Axis, columns: &'a [Column]) -> Self {
        let theme = ui.theme();
        let names = estimate_names(ui, place.width());
        let mut right = place.right();
        for column in columns.iter().rev() {
            let at = pos2(right, place.center().y);
            let font = theme.strong_note_font();
            let title = ui.painter().text(at, Align2::RIGHT_CENTER, column.title, font, theme.colors.ink);
            swatch(ui, title.left() - 14.0, at.y, column.fill);
            right -= theme.grown(column.width);
        }
        let across = Rangef::new(place.left() + names, right - 12.0);
        let (id, axis) = (ui.make_persistent_id("estimates"), axis.ticks(place.height()).grid());
        let mut rows = Rows::below(id, axis, across, place.y_range());
        rows.line(0.0, Stroke::new(1.0, theme.colors.line));
        Estimates { columns, rows }
    }

    /// Adds a row.
    pub fn row(&mut self, ui: &Ui, place: Rect, row: &EstimateRow<'_>) {
        let theme = ui.theme();
        let name = estimate_name(ui, place.width(), row.name, row.strong);
        paint::left(ui, pos2(place.left(), place.center().y), name, theme.colors.ink);
        // In a row whose name takes more lines the bars stay together.
        let all = place.height().min(row_height(ui)) - 6.0;
        let height = all / row.bars.len().max(1) as f32;
        let mut right = place.right();
        for (index, (bar, column)) in row.bars.iter().zip(self.columns).enumerate().rev() {
            let top = place.center().y - 0.5 * all + index as f32 * height;
            let (value, line) = (bar.value, Rect::from_x_y_ranges(place.x_range(), top..=top + height));
            let filled =
                Mark::Bar { from: 0.0, to: value, height: (height - 3.0).min(10.0), fill: column.fill };
            let (low, high) = (value - bar.within, value + bar.within);
            let error = (bar.within > 0.0).then_some(Mark::Interval { low, high, color: theme.colors.ink });
            self.rows.row(line, [filled].into_iter().chain(error));
            let (at, font) = (pos2(right, place.center().y), theme.note_font());
            ui.painter().text(at, Align2::RIGHT_CENTER, &bar.written, font, theme.colors.ink);
            right -= theme.grown(column.width);
        }
    }

    /// Draws the rows added so far.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.rows.draw(ui);
    }
}

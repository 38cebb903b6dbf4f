//! What a result becomes as one number goes from end to end of its range, number below number.

use super::axis::Axis;
use super::rows::{DIAMOND, Mark, Rows};
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Galley, Id, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// One number.
pub struct Row<'a> {
    /// What it is.
    pub name: &'a str,
    /// The ends of its range, as they are written.
    pub ends: [String; 2],
    /// The result at each end.
    pub at: [f64; 2],
    /// Where the advice changes.
    pub switches: Vec<Switch>,
    /// The text in the column of switching values: a value or a word, and how well the value is known.
    pub switches_at: [String; 2],
    /// Whether that is known for the plan as it stands now.
    pub known: bool,
}

/// A place where the advice changes.
pub struct Switch {
    /// On the way from the lower to the upper end, from 0 to 1.
    pub along: f64,
    /// Whether the change is certain, beyond sampling error.
    pub certain: bool,
}

/// What all rows have in common.
pub struct Head<'a> {
    /// The result.
    pub name: &'a str,
    /// The result with no number moved.
    pub now: f64,
    /// That, as it is written.
    pub now_written: String,
    /// The axis of the result.
    pub axis: Axis,
}

/// Where the columns stand.
struct Columns {
    names: f32,
    bars: Rangef,
    switches: f32,
}

/// Room at both sides of the bars for the ends of the widest range.
const ENDS: f32 = 30.0;
/// The widest text in the column of switching values: a range of two values and a mark.
const SWITCHES: f32 = 52.0;
/// The height of a bar.
const BAR: f32 = 12.0;

impl Columns {
    fn of(theme: &Theme, place: Rect) -> Self {
        let names = (0.4 * place.width()).min(theme.grown(220.0));
        let (switches, ends) = (theme.grown(SWITCHES), theme.grown(ENDS));
        let left = place.left() + names + ends;
        let right = (place.right() - switches - ends - 8.0).max(left + 1.0);
        Columns { names, bars: Rangef::new(left, right), switches: place.right() }
    }
}

/// The height of a row: two lines of notes, so that long names can be read.
pub fn row_height(theme: &Theme) -> f32 {
    2.0 * theme.note_line() + 2.0
}

/// The height of a row with a name that may need more lines.
pub fn height_for(ui: &Ui, name: &str) -> f32 {
    let theme = ui.theme();
    let place = Rect::from_min_size(Pos2::ZERO, vec2(ui.available_width(), 0.0));
    let name = name_of(ui, &Columns::of(theme, place), name);
    row_height(theme).max(name.size().y + 4.0)
}

fn name_of(ui: &Ui, columns: &Columns, name: &str) -> Arc<Galley> {
    let theme = ui.theme();
    paint::StyledText::new(name, theme.note_font(), theme.colors.ink).elided(ui, columns.names - 8.0, 4)
}

/// The height of the head.
pub fn head_height(theme: &Theme) -> f32 {
    2.0 * theme.note_line() + 4.0
}

/// Draws what stands above the rows, and begins their plot.
pub fn head(ui: &Ui, id: Id, place: Rect, head: &Head<'_>) -> Rows {
    let theme = ui.theme();
    let (columns, colors) = (Columns::of(theme, place), &theme.colors);
    let line = theme.note_line();
    let (first, second) = (place.top() + 0.5 * line, place.top() + 1.5 * line);
    shades(ui, place.left(), first, columns.names);
    let name = paint::StyledText::new(head.name, theme.strong_note_font(), colors.ink).elided(
        ui,
        columns.names - 8.0,
        1,
    );
    paint::left(ui, pos2(place.left(), second), name, colors.ink);
    let mut rows = Rows::below(id, head.axis.ticks(line + 2.0), columns.bars, place.y_range());
    rows.line(head.now, Stroke::new(1.5, colors.ink_2));
    let now = format!("now {}", head.now_written);
    let half = 0.5 * paint::width(ui, &now, theme.strong_note_font());
    let ends = theme.grown(ENDS);
    let around = Rangef::new(columns.bars.min - ends + half, columns.bars.max + ends - half);
    let at = pos2(around.clamp(rows.x(head.now)), first);
    ui.painter().text(at, Align2::CENTER_CENTER, now, theme.strong_note_font(), colors.ink);
    switches_title(ui, pos2(columns.switches, second));
    rows
}

/// What the two shades of a bar stand for.
fn shades(ui: &Ui, left: f32, y: f32, room: f32) {
    let (theme, mut x) = (ui.theme(), left);
    let colors = &theme.colors;
    for (text, fill) in [("low", colors.methods), ("high end", colors.content)] {
        ui.painter().rect_filled(paint::around(pos2(x + 5.0, y), 10.0, 10.0), 0.0, fill);
        let galley =
            paint::StyledText::new(text, theme.note_font(), colors.ink_2).elided(ui, room - (x - left), 1);
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

/// Draws a row on the fill behind it, and adds its marks to the plot.
pub fn row(ui: &Ui, rows: &mut Rows, place: Rect, (head, row): (&Head<'_>, &Row<'_>), fill: Color32) {
    let theme = ui.theme();
    let columns = Columns::of(theme, place);
    let name = name_of(ui, &columns, row.name);
    paint::left(ui, pos2(place.left(), place.center().y), name, theme.colors.ink);
    rows.row(place, marks(theme, rows, head, row, fill));
    switches(ui, pos2(columns.switches, place.center().y), row);
}

/// The bar in two shades, split at the result as it is now; the ends of the range beside it; and where the
/// advice changes.
fn marks(theme: &Theme, rows: &Rows, head: &Head<'_>, row: &Row<'_>, fill: Color32) -> Vec<Mark> {
    let [low, high] = row.at;
    let split = head.now.clamp(low.min(high), low.max(high));
    let bar = |from, to, fill| Mark::Bar { from, to, height: BAR, fill };
    let mut marks = Vec::new();
    for (from, to, fill) in [(low, split, theme.colors.methods), (split, high, theme.colors.content)] {
        if from != to {
            marks.push(bar(from, to, fill));
        }
    }
    if low == high {
        marks.push(bar(low, high, theme.colors.content));
    }
    let diamonds: Vec<f64> = row.switches.iter().map(|switch| low + (high - low) * switch.along).collect();
    marks.extend(ends(rows, row, &diamonds, fill));
    let certain = row.switches.iter().map(|switch| switch.certain);
    marks.extend(diamonds.iter().zip(certain).map(|(at, certain)| Mark::Diamond { at: *at, certain }));
    marks
}

/// The ends of the range, clear of the bar and of the diamonds on it.
fn ends(rows: &Rows, row: &Row<'_>, diamonds: &[f64], fill: Color32) -> [Mark; 2] {
    let (left, right) = if row.at[0] > row.at[1] { (1, 0) } else { (0, 1) };
    let reach = |at: &f64, side: f32| side * rows.x(*at) + DIAMOND;
    let beyond = |end: usize, side: f32| {
        let bar = side * rows.x(row.at[end]);
        let furthest = diamonds.iter().map(|at| reach(at, side)).fold(bar, f32::max);
        let apart = side * (furthest - bar + 4.0);
        Mark::Text { at: row.at[end], apart, text: row.ends[end].clone(), fill }
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

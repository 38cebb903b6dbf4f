//! What a result becomes as one number goes from end to end of its range, number below number.

use super::scale::{self, Scale};
use crate::ui::theme::{Look, Theme};
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Galley, Painter, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};
use std::cmp::Ordering;
use std::sync::Arc;

/// One number.
pub struct Row<'a> {
    /// What it is.
    pub name: &'a str,
    /// The ends of its range, as they are written.
    pub ends: [String; 2],
    /// The result at each end.
    pub at: [f64; 2],
    /// Where the advice turns.
    pub turns: Vec<Turn>,
    /// What stands in the column of turns: a value or a word, and how well the value is known.
    pub turns_at: [String; 2],
    /// Whether that is what is known now.
    pub turns_known: bool,
}

/// A place where the advice turns.
pub struct Turn {
    /// On the way from the lower to the upper end, from 0 to 1.
    pub along: f64,
    /// Whether it clearly does.
    pub clear: bool,
}

/// What all rows have in common.
pub struct Head<'a> {
    /// The result.
    pub name: &'a str,
    /// What it is with no number moved.
    pub now: f64,
    /// That, as it is written.
    pub now_written: String,
    /// The axis.
    pub scale: Scale,
}

/// Where the columns stand.
struct Columns {
    names: f32,
    bars: Rangef,
    turns: f32,
}

/// Room at both sides of the bars for the ends of the widest range.
const ENDS: f32 = 30.0;
/// The widest text in the column of turns: a range of two values and a mark.
const TURNS: f32 = 52.0;
/// Half of the height of a bar.
const HALF: f32 = 6.0;
/// Half of the width of a diamond.
const DIAMOND: f32 = 5.0;

impl Columns {
    fn of(theme: &Theme, place: Rect) -> Self {
        let names = (0.4 * place.width()).min(theme.grown(220.0));
        let (turns, ends) = (theme.grown(TURNS), theme.grown(ENDS));
        let left = place.left() + names + ends;
        let right = (place.right() - turns - ends - 8.0).max(left + 1.0);
        Columns { names, bars: Rangef::new(left, right), turns: place.right() }
    }
}

/// The height of a row: two lines of notes, so that long names can be read.
pub fn row_height(theme: &Theme) -> f32 {
    2.0 * paint::note_line(theme) + 2.0
}

/// The height of a row with a name that may need more lines.
pub fn height_for(ui: &Ui, theme: &Theme, name: &str) -> f32 {
    let place = Rect::from_min_size(Pos2::ZERO, vec2(ui.available_width(), 0.0));
    let name = name_of(ui, theme, &Columns::of(theme, place), name);
    row_height(theme).max(name.size().y + 4.0)
}

fn name_of(ui: &Ui, theme: &Theme, columns: &Columns, name: &str) -> Arc<Galley> {
    paint::elided(ui, name, theme.note_font(), theme.colors.ink, columns.names - 8.0, 4)
}

/// The height of the head.
pub fn head_height(theme: &Theme) -> f32 {
    2.0 * paint::note_line(theme) + 4.0
}

/// Draws what stands above the rows: shades, the value now, the axis, the column of turns.
pub fn head(ui: &Ui, theme: &Theme, place: Rect, head: &Head<'_>) {
    let (columns, colors) = (Columns::of(theme, place), &theme.colors);
    let line = paint::note_line(theme);
    let (first, second) = (place.top() + 0.5 * line, place.top() + 1.5 * line);
    let mut x = place.left();
    for (text, fill) in [("low", colors.methods), ("high end", colors.content)] {
        ui.painter().rect_filled(paint::around(pos2(x + 5.0, first), 10.0, 10.0), 0.0, fill);
        let galley =
            paint::elided(ui, text, theme.note_font(), colors.ink_2, columns.names - (x - place.left()), 1);
        let width = galley.size().x;
        paint::left(ui, x + 14.0, first, galley, colors.ink_2);
        x += width + 24.0;
    }
    let name = paint::elided(ui, head.name, paint::strong_note(theme), colors.ink, columns.names - 8.0, 1);
    paint::left(ui, place.left(), second, name, colors.ink);
    let now = format!("now {}", head.now_written);
    let half = 0.5 * paint::width(ui, &now, paint::strong_note(theme));
    let around =
        Rangef::new(columns.bars.min - theme.grown(ENDS) + half, columns.bars.max + theme.grown(ENDS) - half);
    let center = around.clamp(head.scale.x(columns.bars, head.now));
    ui.painter().text(pos2(center, first), Align2::CENTER_CENTER, now, paint::strong_note(theme), colors.ink);
    scale::labels(
        ui,
        theme,
        Rect::from_x_y_ranges(columns.bars, second - 0.5 * line..=second + 0.5 * line),
        &head.scale,
    );
    let title = ui.painter().text(
        pos2(columns.turns, second),
        Align2::RIGHT_CENTER,
        "flips at",
        paint::strong_note(theme),
        colors.ink,
    );
    diamond(ui.painter(), pos2(title.left() - 9.0, second), theme, true);
}

/// Draws a row before a fill.
pub fn row(ui: &Ui, theme: &Theme, place: Rect, head: &Head<'_>, row: &Row<'_>, fill: Color32) {
    let (columns, colors) = (Columns::of(theme, place), &theme.colors);
    let y = place.center().y;
    let name = name_of(ui, theme, &columns, row.name);
    paint::left(ui, place.left(), y, name, colors.ink);
    let bars = Rect::from_x_y_ranges(columns.bars, place.y_range());
    scale::lines(ui, theme, bars, &head.scale);
    let x = |value: f64| head.scale.x(columns.bars, value);
    ui.painter().vline(x(head.now), place.y_range(), Stroke::new(1.5, colors.ink_2));
    bar(ui.painter(), theme, y, row.at.map(x), x(head.now));
    let turn = |turn: &Turn| x(row.at[0] + (row.at[1] - row.at[0]) * turn.along);
    let diamonds: Vec<f32> = row.turns.iter().map(turn).collect();
    ends(ui, theme, y, row, (row.at.map(x), &diamonds), fill);
    for (at, turn) in diamonds.iter().zip(&row.turns) {
        diamond(ui.painter(), pos2(*at, y), theme, turn.clear);
    }
    let (font, ink) = match (row.turns.iter().any(|turn| turn.clear), row.turns_known) {
        (_, false) => (theme.note_font(), colors.ink_3),
        (false, true) => (theme.note_font(), colors.ink_2),
        (true, true) => (paint::strong_note(theme), colors.ink),
    };
    let [value, within] = &row.turns_at;
    let half = if within.is_empty() { 0.0 } else { 0.5 * paint::note_line(theme) };
    ui.painter().text(pos2(columns.turns, y - half), Align2::RIGHT_CENTER, value, font, ink);
    ui.painter().text(
        pos2(columns.turns, y + half),
        Align2::RIGHT_CENTER,
        within,
        theme.note_font(),
        colors.ink_2,
    );
}

/// From the lower end to now in one shade, from now to the upper end in the other.
fn bar(painter: &Painter, theme: &Theme, y: f32, [low, high]: [f32; 2], now: f32) {
    let split = now.clamp(low.min(high), low.max(high));
    for (from, to, fill) in [(low, split, theme.colors.methods), (split, high, theme.colors.content)] {
        let part = Rect::from_two_pos(pos2(from, y - HALF), pos2(to, y + HALF));
        painter.rect_filled(part, 0.0, fill);
    }
    // A bar of next to nothing is still a line.
    if (high - low).abs() < 1.5 {
        painter.rect_filled(
            paint::around(pos2(0.5 * (low + high), y), 1.5, 2.0 * HALF),
            0.0,
            theme.colors.content,
        );
    }
}

/// The ends of the range beside the ends of the bar and of the diamonds on it.
fn ends(ui: &Ui, theme: &Theme, y: f32, row: &Row<'_>, (bar, diamonds): ([f32; 2], &[f32]), fill: Color32) {
    let turned = row.at[0].partial_cmp(&row.at[1]) == Some(Ordering::Greater);
    let (left, right) = if turned { (1, 0) } else { (0, 1) };
    let first = diamonds.iter().fold(bar[left], |first, at| first.min(at - DIAMOND));
    let last = diamonds.iter().fold(bar[right], |last, at| last.max(at + DIAMOND));
    for (end, x, align) in
        [(left, first - 4.0, Align2::RIGHT_CENTER), (right, last + 4.0, Align2::LEFT_CENTER)]
    {
        let galley =
            paint::elided(ui, &row.ends[end], theme.note_font(), theme.colors.ink_2, f32::INFINITY, 1);
        let place = align.anchor_size(pos2(x, y), galley.size());
        // No line of the axis runs through a number.
        ui.painter().rect_filled(place.expand2(vec2(1.0, -1.0)), 0.0, fill);
        ui.painter().galley(place.min, galley, theme.colors.ink_2);
    }
}

/// The mark of a place where the advice turns; it stands out from either shade, and is hollow where it is
/// not clear.
fn diamond(painter: &Painter, at: Pos2, theme: &Theme, clear: bool) {
    let colors = &theme.colors;
    let inner = if clear { colors.item } else { colors.panel };
    let edge = if theme.look == Look::Dark { colors.panel } else { colors.ink };
    for (radius, fill, edge) in [(DIAMOND + 2.5, colors.panel, colors.panel), (DIAMOND, inner, edge)] {
        let corners = [vec2(0.0, -radius), vec2(radius, 0.0), vec2(0.0, radius), vec2(-radius, 0.0)];
        let shape =
            Shape::convex_polygon(corners.map(|corner| at + corner).into(), fill, Stroke::new(1.5, edge));
        painter.add(shape);
    }
}

//! How a ladder is painted.

use super::{Ladder, Row, layout::Layout};
use crate::scenario::Level;
use crate::ui::glossary;
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint};
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Align2, Color32, Galley, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// What the two bars of a level stand for.
const METERS: [(&str, &str); 2] = [
    (
        "use",
        "Use: how much a recipient that wants it gets out of hearing this much, as a share of what all of \
         the item is worth to it. What it gives in return hangs on this.",
    ),
    (
        "exposure",
        "Exposure: the chance that whoever holds this much picks the true source among all that could have \
         been it. Only who is hostile does anything with it.",
    ),
];

/// The heads of the columns.
pub fn head(ui: &mut Ui, ladder: &Ladder, layout: &Layout) {
    let theme = ui.theme();
    let foot = layout.head_foot();
    if layout.meters {
        for (index, (word, meaning)) in METERS.into_iter().enumerate() {
            let at = pos2(layout.meter(index).center(), foot);
            explain::head(ui, at, Align2::CENTER_BOTTOM, word, meaning);
        }
    }
    for (index, column) in ladder.columns.iter().enumerate() {
        let name = column_head(ui, &column.name, layout);
        let at = pos2(layout.column(index), foot - name.size().y);
        ui.painter().galley(at, name, theme.colors.ink);
    }
}

/// The most lines for a recipient's name, and for the words of a level.
const NAME_LINES: usize = 3;
const WORD_LINES: usize = 4;

/// A recipient's name on one line or more, each in the middle of its column.
pub fn column_head(ui: &Ui, name: &str, layout: &Layout) -> Arc<Galley> {
    let theme = ui.theme();
    let width = layout.head_width();
    let mut job = LayoutJob::simple(name.into(), theme.strong_note_font(), theme.colors.ink, width);
    job.wrap = TextWrapping { max_width: width, max_rows: NAME_LINES, ..TextWrapping::default() };
    job.halign = Align::Center;
    ui.painter().layout_job(job)
}

/// The five rows.
pub fn rows(ui: &mut Ui, ladder: &Ladder, layout: &Layout, lit: Option<Level>) {
    let theme = ui.theme();
    let highest = ladder.highest();
    for level in Level::ALL {
        let place = layout.row(level);
        if lit == Some(level) {
            ui.painter().rect_filled(place.expand2(vec2(8.0, 0.0)), 4.0, theme.colors.sunk);
        }
        let row = &ladder.rows[level.index()];
        let under = level <= highest;
        name(ui, layout, place, level, row, level == highest && highest > Level::Withheld);
        words(ui, layout, level, row, under);
        if layout.meters && level > Level::Withheld {
            let [use_, exposure] =
                [0, 1].map(|index| Rect::from_x_y_ranges(layout.meter(index), place.y_range()));
            meter(ui, use_, row.value, under, &row.value_explains);
            meter(ui, exposure, row.exposure, under, &row.exposure_explains);
        }
        let line_follows = level > Level::Withheld && level != above(highest);
        if line_follows {
            let stroke = Stroke::new(1.0, theme.colors.hairline);
            ui.painter().hline(layout.lines(), place.bottom(), stroke);
        }
    }
}

/// The row just above a level; the top row stands for the edge above it.
fn above(level: Level) -> Level {
    Level::from_index(level.index() + 1)
}

fn name(ui: &mut Ui, layout: &Layout, place: Rect, level: Level, row: &Row, strong: bool) {
    let theme = ui.theme();
    let color = theme.colors.ink;
    let font = if strong { theme.semibold_font() } else { theme.text_font() };
    let text = capitalised(level.name());
    let names = layout.names();
    let galley = paint::elided(ui, &text, font, color, names.span(), 2);
    if !row.granted {
        paint::left(ui, names.min, place.center().y, galley, color);
        return;
    }
    let note = paint::elided(ui, "granted to here", theme.note_font(), theme.colors.ink_2, names.span(), 1);
    let line = theme.note_line();
    paint::left(ui, names.min, place.center().y - line / 2.0, galley, color);
    paint::left(ui, names.min, place.center().y + line * 0.75, note, color);
}

/// The words of a level, broken into lines.
pub fn words_of(ui: &Ui, layout: &Layout, row: &Row) -> Arc<Galley> {
    let theme = ui.theme();
    let (width, ink) = (layout.words().span(), Color32::PLACEHOLDER);
    paint::elided(ui, &row.words, theme.note_font(), ink, width, WORD_LINES)
}

fn words(ui: &mut Ui, layout: &Layout, level: Level, row: &Row, under: bool) {
    let theme = ui.theme();
    let place = layout.row(level);
    if layout.words_width <= 0.0 {
        return;
    }
    let color = if row.unwritten || !under { theme.colors.ink_3 } else { theme.colors.ink_2 };
    let range = layout.words();
    let galley = words_of(ui, layout, row);
    let cut = galley.elided;
    paint::left(ui, range.min, place.center().y, galley, color);
    let over = Rect::from_x_y_ranges(range, place.y_range());
    let response = ui.interact(over, ui.make_persistent_id(("words", level)), Sense::hover());
    paint::described(&response, || row.words.as_str());
    if cut {
        explain::tip(response, |ui| {
            ui.set_max_width(320.0);
            ui.label(theme.text(row.words.as_str()));
        });
    }
}

fn meter(ui: &mut Ui, cell: Rect, share: f64, under: bool, explains: &str) {
    let theme = ui.theme();
    let track = paint::around(cell.center(), cell.width(), 6.0);
    let fill = if under { theme.colors.ink_2 } else { theme.colors.line };
    let filled = vec2(track.width() * share.clamp(0.0, 1.0) as f32, track.height());
    ui.painter().rect_filled(track, 0.0, theme.colors.hairline);
    ui.painter().rect_filled(Rect::from_min_size(track.min, filled), 0.0, fill);
    let id = ui.make_persistent_id(("meter", cell.min.x as i32, cell.min.y as i32));
    let response = ui.interact(cell, id, Sense::hover());
    paint::described(&response, || explains);
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.text(explains));
    });
}

/// The only dashed line that runs from side to side: what stands below it may be said.
pub fn tear_line(ui: &mut Ui, layout: &Layout, highest: Level) {
    let theme = ui.theme();
    let row = layout.row(highest);
    let y = row.top();
    let ends = [pos2(row.left() - 8.0, y), pos2(row.right() + 8.0, y)];
    let stroke = Stroke::new(1.5, theme.colors.ink);
    ui.painter().extend(Shape::dashed_line(&ends, stroke, 6.0, 4.0));
    let font = theme.strong_note_font();
    let galley = ui.painter().layout_no_wrap("tear line".into(), font, theme.colors.ink);
    let (room, needed) = (layout.gap(), galley.size().x + 12.0);
    if room.span() < needed {
        return;
    }
    let center = pos2(tag_center(layout).min(room.max - needed / 2.0), y);
    let gap = paint::around(center, galley.size().x + 12.0, theme.size.note * 0.9);
    ui.painter().rect_filled(gap, 0.0, theme.colors.panel);
    let at = Align2::CENTER_CENTER.anchor_size(center, galley.size());
    ui.painter().galley(at.min, galley, theme.colors.ink);
    let tag = ui.interact(gap, ui.make_persistent_id("tear line"), Sense::hover());
    paint::described(&tag, || "tear line");
    if let Some(meaning) = glossary::meaning("tear line") {
        tag.on_hover_text(format!("Tear line: {meaning}"));
    }
}

/// The tag stands over the meters, or over the words where the meters are folded away.
fn tag_center(layout: &Layout) -> f32 {
    if layout.meters { layout.meter(0).min - 24.0 } else { layout.names().max + 24.0 }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

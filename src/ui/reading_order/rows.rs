//! Moves the glyphs of a laid-out text to where they are read.

use super::levels::{is_right_to_left, levels};
use egui::epaint::text::{Glyph, Row};
use egui::{Galley, Rect};
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{BidiInfo, Level};

/// A text with the glyphs of each row where they are read.
pub fn in_reading_order(galley: &Galley, names: &[String]) -> Galley {
    let mut ordered = galley.clone();
    let mut text = LaidOutText::of(galley.text(), names);
    for placed in &mut ordered.rows {
        let logical = text.take_row(&placed.row.glyphs);
        if let Some(shifts) = shifts(&placed.row.glyphs, &logical) {
            let row = Arc::make_mut(&mut placed.row);
            move_glyphs(row, &shifts);
            logical.iter().filter(|glyph| glyph.level.is_rtl()).for_each(|glyph| mirror(row, glyph.index));
            row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
        }
    }
    ordered.mesh_bounds = ordered.rows.iter().fold(Rect::NOTHING, |bounds, placed| {
        bounds | placed.row.visuals.mesh_bounds.translate(placed.pos.to_vec2())
    });
    ordered
}

/// A glyph of a row, in the order in which the text is stored.
#[derive(Clone, Copy)]
struct LogicalGlyph {
    /// Its index among the glyphs of the row.
    index: usize,
    level: Level,
}

/// The characters of a text without its line ends, and how many of them stand in the rows taken so far.
struct LaidOutText {
    chars: Vec<char>,
    levels: Vec<Level>,
    next: usize,
}

impl LaidOutText {
    fn of(text: &str, names: &[String]) -> Self {
        let lines = text.split('\n');
        let (chars, levels) = lines.map(|line| (line.chars().collect::<Vec<_>>(), levels(line, names))).fold(
            (Vec::new(), Vec::new()),
            |(mut chars, mut levels), (more, of_them)| {
                chars.extend(more);
                levels.extend(of_them);
                (chars, levels)
            },
        );
        LaidOutText { chars, levels, next: 0 }
    }

    /// The glyphs of the next row as they are stored, each with its level.
    fn take_row(&mut self, glyphs: &[Glyph]) -> Vec<LogicalGlyph> {
        let mut logical = Vec::with_capacity(glyphs.len());
        let mut from = 0;
        while from < glyphs.len() {
            let is_shaped = is_right_to_left(glyphs[from].chr);
            let more = glyphs[from..].iter().take_while(|glyph| is_right_to_left(glyph.chr)).count();
            let to = if is_shaped { from + more } else { from + 1 };
            if is_shaped {
                logical.extend(self.take_run(glyphs, from..to));
            } else {
                let level = self.take_char(glyphs[from].chr);
                logical.push(LogicalGlyph { index: from, level });
            }
            from = to;
        }
        // Spaces at the end of a row belong to no word (rule L1).
        for glyph in logical.iter_mut().rev().take_while(|glyph| glyphs[glyph.index].chr.is_whitespace()) {
            glyph.level = Level::ltr();
        }
        logical
    }

    /// The level of a character of another script. One that the text lacks is the ellipsis of a text that was cut: it
    /// goes with what it stands for.
    fn take_char(&mut self, chr: char) -> Level {
        let last = self.levels.len() - 1;
        let level = self.levels[self.next.min(last)];
        if self.chars.get(self.next) == Some(&chr) {
            self.next += 1;
        }
        level
    }

    /// The glyphs of a run that was shaped as a whole. The shaper joins letters, so that there may be fewer glyphs than
    /// characters; only the levels of digits differ from that of the run.
    fn take_run(&mut self, glyphs: &[Glyph], run: Range<usize>) -> Vec<LogicalGlyph> {
        let rest = &self.chars[self.next.min(self.chars.len())..];
        let taken = rest.iter().take_while(|c| is_right_to_left(**c)).count();
        // A word that is broken between two rows was taken with the first.
        let from = if taken == 0 { self.next.saturating_sub(1) } else { self.next };
        let until = (from + taken.max(1)).min(self.chars.len());
        let (stored, levels) = (&self.chars[from..until], &self.levels[from..until]);
        self.next = until;
        let level_of = |chr: char| {
            let at = stored.iter().position(|c| *c == chr);
            at.map_or(levels[0], |at| levels[at])
        };
        let shaped = glyphs[run.clone()].iter().map(|glyph| glyph.chr);
        // A run of digits alone is shaped from left to right.
        let is_stored_order = shaped.eq(stored.iter().copied()) && stored.len() > 1;
        let mut logical: Vec<LogicalGlyph> =
            run.map(|index| LogicalGlyph { index, level: level_of(glyphs[index].chr) }).collect();
        if !is_stored_order {
            logical.reverse();
        }
        logical
    }
}

/// How far each glyph moves, in points; `None` if all stay.
fn shifts(glyphs: &[Glyph], logical: &[LogicalGlyph]) -> Option<Vec<f32>> {
    let levels: Vec<Level> = logical.iter().map(|glyph| glyph.level).collect();
    let order: Vec<usize> =
        BidiInfo::reorder_visual(&levels).into_iter().map(|at| logical[at].index).collect();
    if order.is_sorted() {
        return None;
    }
    let end = glyphs.last()?.max_x();
    let start = |index: usize| glyphs.get(index).map_or(end, |glyph| glyph.pos.x);
    let mut shifts = vec![0.0; glyphs.len()];
    let mut x = start(0);
    // Glyphs that stay neighbours keep their distance, so that marks stay above their letters.
    for unit in order.chunk_by(|one, next| one + 1 == *next) {
        let (first, after) = (unit[0], unit[unit.len() - 1] + 1);
        unit.iter().for_each(|index| shifts[*index] = x - start(first));
        x += start(after) - start(first);
    }
    Some(shifts)
}

/// The corners of a glyph in the mesh of its row.
fn corners(glyph: &Glyph) -> Range<usize> {
    let from = glyph.first_vertex as usize;
    // A space has no picture.
    if glyph.uv_rect.is_nothing() { from..from } else { from..from + 4 }
}

fn move_glyphs(row: &mut Row, shifts: &[f32]) {
    for (glyph, shift) in row.glyphs.iter_mut().zip(shifts) {
        glyph.pos.x += shift;
        let corners = corners(glyph);
        row.visuals.mesh.vertices[corners].iter_mut().for_each(|corner| corner.pos.x += shift);
    }
}

/// Turns round a bracket among words read from right to left (rule L4).
fn mirror(row: &mut Row, index: usize) {
    const BRACKETS: &str = "()[]{}<>«»‹›";
    let glyph = &row.glyphs[index];
    let corners = corners(glyph);
    if !BRACKETS.contains(glyph.chr) || corners.is_empty() {
        return;
    }
    let corners = &mut row.visuals.mesh.vertices[corners];
    let us = [corners[0].uv.x, corners[3].uv.x];
    for corner in corners {
        corner.uv.x = us[0] + us[1] - corner.uv.x;
    }
}

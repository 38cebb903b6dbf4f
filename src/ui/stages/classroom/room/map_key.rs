//! The key of the room's map: a sample of each kind of line on it with what that means.

use super::page::{LEADING, Page, SMALL};
use crate::lesson::room_picture::{ArrowMeaning, MapBoard};
use egui::{Color32, Galley, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};
use std::sync::Arc;

/// The width of a sample, and the gaps after it and after its text.
const SAMPLE: f32 = 0.05;
const GAP: f32 = 0.012;
const BETWEEN: f32 = 0.03;

/// A sample of a line.
#[derive(Clone, Copy)]
enum Sample {
    Fill(Color32),
    Line,
    Arrow,
    Dashes,
}

/// An entry of the key, with its place from the upper left corner.
struct Entry {
    sample: Sample,
    text: Arc<Galley>,
    at: Vec2,
}

impl Page<'_> {
    /// Paints the key along the lower edge of a body; returns where it begins.
    pub fn map_key(&self, body: Rect, board: &MapBoard) -> f32 {
        let entries = self.key_entries(body.width(), board);
        let line = LEADING * self.size(SMALL);
        let height = entries.last().map_or(0.0, |entry| entry.at.y + line);
        let top = body.bottom() - height;
        for Entry { sample, text, at } in entries {
            let at = pos2(body.left(), top + 0.5 * line) + at;
            let size = vec2(self.size(SAMPLE), 0.5 * line);
            self.sample(sample, Rect::from_min_size(at - vec2(0.0, 0.5 * size.y), size));
            let text_at = at + vec2(self.size(SAMPLE + GAP), -0.5 * text.size().y);
            self.painter.galley(text_at, text, self.theme.colors.ink_2);
        }
        top - self.size(0.01)
    }

    /// The entries for what is on a map, in as many lines as they need.
    fn key_entries(&self, width: f32, board: &MapBoard) -> Vec<Entry> {
        let ink = self.theme.colors.ink_2;
        let mut at = Vec2::ZERO;
        let entry = |(sample, says): (Sample, &str)| {
            let text = self.painter.layout_no_wrap(says.to_owned(), self.plain(SMALL), ink);
            let needs = self.size(SAMPLE + GAP) + text.size().x;
            if at.x > 0.0 && at.x + needs > width {
                at = vec2(0.0, at.y + LEADING * self.size(SMALL));
            }
            let entry = Entry { sample, text, at };
            at.x += needs + self.size(BETWEEN);
            entry
        };
        self.explained(board).into_iter().map(entry).collect()
    }

    /// The kinds of lines on a map.
    fn explained(&self, board: &MapBoard) -> Vec<(Sample, &'static str)> {
        let colors = &self.theme.colors;
        let measured = board.partnerships.iter().any(|partnership| partnership.now.is_some());
        let has = |is: fn(&ArrowMeaning) -> bool| board.arrows.iter().any(|arrow| is(&arrow.meaning));
        let is_possible = |meaning: &ArrowMeaning| *meaning == ArrowMeaning::Possible;
        let is_chance = |meaning: &ArrowMeaning| matches!(meaning, ArrowMeaning::Chance(_));
        let all = [
            (Sample::Fill(colors.content), "content", measured),
            (Sample::Fill(colors.methods), "sources and methods", measured),
            (Sample::Fill(colors.before), "lost", measured),
            (Sample::Line, "shares with home", !measured && !board.partnerships.is_empty()),
            (Sample::Arrow, "could go this way", has(is_possible)),
            (Sample::Arrow, "chance of passing on", has(is_chance)),
            (Sample::Dashes, "hostile", !board.hostile.is_empty()),
        ];
        all.into_iter().filter(|(.., is_there)| *is_there).map(|(sample, says, _)| (sample, says)).collect()
    }

    fn sample(&self, sample: Sample, place: Rect) {
        let colors = &self.theme.colors;
        let ends = [place.left_center(), place.right_center()];
        match sample {
            Sample::Fill(color) => {
                let edge = Stroke::new(self.size(0.002), colors.before_edge);
                self.painter.rect(place, 0.0, color, edge, StrokeKind::Inside);
            }
            Sample::Line => {
                self.painter.line_segment(ends, Stroke::new(self.size(0.006), colors.line));
            }
            Sample::Arrow => self.arrow(ends, 0.0045, colors.ink_2),
            Sample::Dashes => {
                let stroke = Stroke::new(self.size(0.004), colors.hostility);
                self.dashed_line(&ends, stroke, [0.014, 0.01]);
            }
        }
    }
}

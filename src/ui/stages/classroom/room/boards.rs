//! The boards of the room's picture: votes as bars, and what was predicted beside what came out.

use super::page::{LEADING, Page, SIDE_TITLE, SMALL, TEXT, Text};
use crate::analysis::number_format::percent;
use crate::lesson::room_picture::{GuessBoard, OutlookRow, ResultBoard, TallyBoard, TallyRow};
use egui::{Align2, Color32, Rect, Shape, Stroke, pos2, vec2};

/// The share of a board's width at which its bars begin.
const BARS: f32 = 0.45;
/// The highest row of votes, and the highest bar.
const ROW: f32 = 0.14;
const BAR: f32 = 0.055;
/// The most lines of a sentence below the boards.
const SENTENCE_ROWS: usize = 2;
/// The gap between a bar and its figure.
const GAP: f32 = 0.012;

impl Page<'_> {
    /// Votes on a page of their own.
    pub fn tally(&self, body: Rect, board: &TallyBoard) {
        let y = self.title(body, &board.title) + self.size(0.01);
        let below = Text { text: &board.below, font: self.plain(TEXT), color: self.theme.colors.ink_2 };
        let top = self.paragraph(pos2(body.left(), y), below, body) + self.size(0.03);
        self.votes(Rect::from_min_max(pos2(body.left(), top), body.max), &board.rows);
    }

    /// The options of a vote with their bars.
    fn votes(&self, place: Rect, rows: &[TallyRow]) {
        let most = rows.iter().flat_map(|row| row.votes).flatten().max().unwrap_or(0).max(1);
        let height = (place.height() / rows.len().max(1) as f32).min(self.size(ROW));
        for (index, row) in rows.iter().enumerate() {
            let top = place.top() + index as f32 * height;
            self.vote(Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), height)), row, most);
        }
    }

    /// An option with its votes: before the discussion hollow, after it solid; a vote that was not repeated is solid.
    fn vote(&self, place: Rect, row: &TallyRow, most: u64) {
        let bars = place.left() + BARS * place.width();
        let full = place.right() - bars - self.size(0.1);
        let left = self.badge(place, row.letter) + self.size(0.02);
        let rows = (place.height() / (self.size(SMALL) * LEADING)).floor().max(1.0) as usize;
        let text = Text { text: &row.text, font: self.plain(SMALL), color: self.theme.colors.ink };
        let text = self.broken(text, bars - self.size(0.02) - left, rows);
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, place.center().y), text.size());
        self.painter.galley(at.min, text, self.theme.colors.ink);
        let shown: Vec<(usize, u64)> =
            row.votes.iter().enumerate().filter_map(|(turn, votes)| Some((turn, (*votes)?))).collect();
        let height = (0.8 * place.height() / shown.len().max(1) as f32).min(self.size(BAR));
        for (line, (turn, votes)) in shown.iter().enumerate() {
            let offset = (line as f32 - (shown.len() as f32 - 1.0) / 2.0) * height * 1.08;
            let center = place.center().y + offset;
            let length = full * *votes as f32 / most as f32;
            let is_solid = *turn == 1 || shown.len() == 1;
            let bar =
                Rect::from_x_y_ranges(bars..=bars + length, center - height / 2.0..=center + height / 2.0);
            self.bar(bar, is_solid.then_some(self.theme.colors.ink));
            let font = if is_solid { self.strong(TEXT) } else { self.plain(TEXT) };
            let at = pos2(bar.right() + self.size(GAP), center);
            self.anchored(at, Align2::LEFT_CENTER, &votes.to_string(), font);
        }
    }

    /// What the class voted at the left, what it predicted and what came out at the right, and sentences below.
    pub fn result(&self, body: Rect, board: &ResultBoard) {
        let above = self.sentences(body, &board.sentences);
        let upper = Rect::from_min_max(body.min, pos2(body.right(), above));
        let Some(votes) = &board.votes else {
            return self.predictions(upper, board);
        };
        let middle = upper.center().x;
        let gap = self.size(0.03);
        let left = Rect::from_min_max(upper.min, pos2(middle - gap, upper.bottom()));
        let right = Rect::from_min_max(pos2(middle + gap, upper.top()), upper.max);
        let top = self.heading(left, &votes.title, &votes.below);
        self.votes(Rect::from_min_max(pos2(left.left(), top), left.max), &votes.rows);
        let line = Stroke::new(self.size(0.002), self.theme.colors.hairline);
        self.painter.vline(middle, upper.y_range(), line);
        self.predictions(right, board);
    }

    /// Sentences at the lower edge of a body, as many as fit into its lower part; returns where they begin.
    fn sentences(&self, body: Rect, sentences: &[String]) -> f32 {
        let ink = self.theme.colors.ink;
        let text = |text: &String| {
            self.broken(Text { text, font: self.plain(TEXT), color: ink }, body.width(), SENTENCE_ROWS)
        };
        let most = 0.4 * body.height();
        let mut lines = Vec::new();
        let mut height = 0.0;
        for galley in sentences.iter().map(text) {
            if height + galley.size().y > most {
                break;
            }
            height += galley.size().y;
            lines.push(galley);
        }
        let begins = body.bottom() - height - self.size(0.01);
        let mut y = begins;
        for galley in lines {
            let next = y + galley.size().y;
            self.painter.galley(pos2(body.left(), y), galley, ink);
            y = next;
        }
        begins - self.size(0.02)
    }

    /// A title of half a page with the line below it; returns where they end.
    fn heading(&self, place: Rect, title: &str, below: &str) -> f32 {
        let colors = &self.theme.colors;
        let title = Text { text: title, font: self.strong(SIDE_TITLE), color: colors.ink };
        let y = self.paragraph(place.min, title, place);
        let below = Text { text: below, font: self.plain(SMALL), color: colors.ink_2 };
        self.paragraph(pos2(place.left(), y), below, place) + self.size(0.02)
    }

    /// What the class predicted beside the model and the record.
    fn predictions(&self, place: Rect, board: &ResultBoard) {
        let top = self.heading(place, &board.title, &board.below);
        let place = Rect::from_min_max(pos2(place.left(), top), place.max);
        if let Some(guesses) = &board.guesses {
            return self.guesses(place, guesses);
        }
        let height = (place.height() / board.rows.len().max(1) as f32).min(self.size(0.13));
        for (index, row) in board.rows.iter().enumerate() {
            let top = place.top() + index as f32 * height;
            self.outlook(Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), height)), row);
        }
    }

    fn outlook(&self, place: Rect, row: &OutlookRow) {
        let bars = place.left() + self.size(0.3);
        let full = place.right() - bars - self.size(0.2);
        let name =
            if row.happened { format!("★ {}", row.outlook.name()) } else { row.outlook.name().into() };
        self.one_line(pos2(place.left(), place.center().y), &name, self.strong(TEXT), bars);
        let height = (0.42 * place.height()).min(self.size(0.045));
        let colors = &self.theme.colors;
        let both = [(-0.5, row.class, None, "class"), (0.5, row.model, Some(colors.item), "model")];
        for (line, share, fill, whose) in both {
            let Some(share) = share else { continue };
            let center = place.center().y + line * 1.1 * height;
            let right = bars + (full * share as f32).max(1.0);
            let bar = Rect::from_x_y_ranges(bars..=right, center - height / 2.0..=center + height / 2.0);
            self.bar(bar, fill);
            if fill.is_some() {
                // The yellow of this plan is told from white by its edge.
                self.bar(bar, None);
            }
            let at = pos2(bar.right() + self.size(GAP), center);
            self.anchored(at, Align2::LEFT_CENTER, &format!("{whose} {}", percent(share)), self.plain(SMALL));
        }
    }

    /// Guesses as dots over the shares from 0 to 100 %, stacked where they meet.
    fn guesses(&self, place: Rect, board: &GuessBoard) {
        let colors = &self.theme.colors;
        let axis = place.bottom() - self.size(0.06);
        let at = |share: f64| place.left() + share.clamp(0.0, 1.0) as f32 * place.width();
        let line = Stroke::new(self.size(0.003), colors.ink);
        self.painter.hline(place.x_range(), axis, line);
        for (share, anchor) in [(0.0, Align2::LEFT_TOP), (0.5, Align2::CENTER_TOP), (1.0, Align2::RIGHT_TOP)]
        {
            let below = pos2(at(share), axis + self.size(0.01));
            self.anchored(below, anchor, &percent(share), self.plain(SMALL));
        }
        let top = place.top() + 2.0 * LEADING * self.size(TEXT);
        let mut columns = vec![0usize; GUESS_COLUMNS];
        let column = |guess: f64| (guess.clamp(0.0, 1.0) * (GUESS_COLUMNS - 1) as f64).round() as usize;
        board.guesses.iter().for_each(|guess| columns[column(*guess)] += 1);
        let most = columns.iter().copied().max().unwrap_or(0).max(1) as f32;
        let step = (place.width() / GUESS_COLUMNS as f32).min((axis - top) / most);
        for (column, count) in columns.iter().enumerate() {
            let x = at(column as f64 / (GUESS_COLUMNS - 1) as f64);
            for dot in 0..*count {
                let center = pos2(x, axis - (dot as f32 + 0.5) * step);
                self.painter.circle_filled(center, 0.42 * step, colors.methods);
            }
        }
        let marks =
            [(board.before, "before", colors.ink_2, 0.0), (board.model, "model", colors.worse_text, 1.0)];
        for (share, whose, color, line) in marks {
            let Some(share) = share else { continue };
            let text = format!("{whose} {}", percent(share));
            self.guess_mark(GuessMark { x: at(share), line, text, color }, place, axis);
        }
    }

    /// An upright line at a share down to the axis, with its name above.
    fn guess_mark(&self, mark: GuessMark, place: Rect, axis: f32) {
        let GuessMark { x, line, text, color } = mark;
        let y = place.top() + line * LEADING * self.size(TEXT);
        let stroke = Stroke::new(self.size(0.005), color);
        self.painter.add(Shape::line_segment([pos2(x, y + self.size(TEXT)), pos2(x, axis)], stroke));
        let anchor = if x > place.center().x { Align2::RIGHT_TOP } else { Align2::LEFT_TOP };
        self.painter.text(pos2(x, y), anchor, text, self.strong(TEXT), color);
    }
}

/// The columns into which guesses are sorted: steps of four per cent, as fine as a slider is set by hand.
const GUESS_COLUMNS: usize = 26;

/// An upright line over guesses.
struct GuessMark {
    x: f32,
    /// The line on which its name stands, from the top.
    line: f32,
    text: String,
    color: Color32,
}

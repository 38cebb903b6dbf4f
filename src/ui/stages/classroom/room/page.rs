//! The page of the room's picture: its sizes, its texts, and the pages that are only text.
//!
//! All that must be read from the last row is at least 3 % of the picture's height: titles 5 %, figures and text 3 % or
//! more. Lengths here are shares of that height.

use crate::lesson::RoomPicture;
use crate::ui::theme::{Theme, Themed};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};
use std::sync::Arc;

/// The height of titles.
const TITLE: f32 = 0.055;
/// The height of titles where two stand side by side.
pub const SIDE_TITLE: f32 = 0.042;
/// The height of running text and of figures.
pub const TEXT: f32 = 0.034;
/// The height of what stands where room is short: the least that is read from the last row.
pub const SMALL: f32 = 0.03;
/// The height of the names of steps along the lower edge, which nobody has to read.
const STEPS: f32 = 0.022;
/// The margin on all sides.
const MARGIN: f32 = 0.06;
/// The height of the line of steps.
const FOOT: f32 = 0.055;
/// The least height of text, in points: the window of the room passes through every height while it folds, and epaint
/// lays out no text of no height.
const LEAST_TEXT: f32 = 1.0;
/// The least length of a dash and of a gap, in points.
const LEAST_DASH: f32 = 1.0;
/// By how much text is grown where there is room, the largest first.
const GROWN: [f32; 8] = [1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0];
/// By how much titles are grown at most.
const LARGEST_TITLE: f32 = 1.4;
/// How much of a line may be missing for the last one to stand: galleys are laid out on whole points.
const ROUNDING: f32 = 0.1;
/// The distance of lines of text, as a multiple of its height.
pub const LEADING: f32 = 1.35;

/// Paints onto a picture of a height, in points.
pub struct Page<'a> {
    pub painter: &'a Painter,
    pub theme: &'static Theme,
    pub height: f32,
}

impl<'a> Page<'a> {
    /// Paints a dashed line whose dashes and gaps are these shares of the height. In a window that folds they become no
    /// shorter than a point: epaint would paint dashes of no length for ever.
    pub fn dashed_line(&self, points: &[Pos2], stroke: Stroke, dash_and_gap: [f32; 2]) {
        let [dash, gap] = dash_and_gap.map(|share| (share * self.height).max(LEAST_DASH));
        self.painter.extend(Shape::dashed_line(points, stroke, dash, gap));
    }

    /// A page in a place.
    pub fn new(painter: &'a Painter, place: Rect) -> Self {
        Page { painter, theme: painter.theme(), height: place.height() }
    }

    /// The part of a place above the line of steps and within the margins, and the place of that line.
    pub fn parts(&self, place: Rect) -> [Rect; 2] {
        let foot = Rect::from_min_max(pos2(place.left(), place.bottom() - self.size(FOOT)), place.max);
        let margin = self.size(MARGIN);
        let body =
            Rect::from_min_max(place.min + vec2(margin, margin), pos2(place.right() - margin, foot.top()));
        [body, foot]
    }

    /// The time that is left, at the right of the line of steps.
    pub fn timer(&self, foot: Rect, timer: &str) {
        let at = pos2(foot.right() - self.size(MARGIN), foot.center().y);
        self.anchored(at, Align2::RIGHT_CENTER, timer, self.strong(TEXT));
    }

    /// A share of the height in points.
    pub fn size(&self, share: f32) -> f32 {
        share * self.height
    }

    /// The ordinary font at a height.
    pub fn plain(&self, share: f32) -> FontId {
        FontId::new(self.size(share).max(LEAST_TEXT), FontFamily::Proportional)
    }

    /// The semibold font at a height.
    pub fn strong(&self, share: f32) -> FontId {
        FontId { size: self.size(share).max(LEAST_TEXT), ..self.theme.semibold_font() }
    }

    /// A text on one line at a point.
    pub fn anchored(&self, at: Pos2, anchor: Align2, text: &str, font: FontId) -> Rect {
        self.painter.text(at, anchor, text, font, self.theme.colors.ink)
    }

    /// Text broken into lines below a point, at most to a bottom; returns where it ends.
    pub fn paragraph(&self, at: Pos2, text: Text<'_>, room: Rect) -> f32 {
        let color = text.color;
        let rows = ((room.bottom() - at.y) / (LEADING * text.font.size)).floor().max(1.0) as usize;
        let galley = self.broken(text, room.right() - at.x, rows);
        let end = at.y + galley.size().y;
        self.painter.galley(at, galley, color);
        end
    }

    /// Text broken into lines of a width, at most so many.
    pub fn broken(&self, text: Text<'_>, width: f32, rows: usize) -> Arc<Galley> {
        let line = LEADING * text.font.size;
        let mut job = LayoutJob::simple(text.text.into(), text.font, text.color, width);
        job.sections.iter_mut().for_each(|section| section.format.line_height = Some(line));
        job.wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
        self.painter.layout_job(job)
    }

    /// A bar, filled or hollow.
    pub fn bar(&self, bar: Rect, fill: Option<Color32>) {
        match fill {
            Some(fill) => {
                self.painter.rect_filled(bar, 0.0, fill);
            }
            None => {
                let line = Stroke::new(self.size(0.003).max(1.0), self.theme.colors.ink_2);
                self.painter.rect_stroke(bar, 0.0, line, StrokeKind::Inside);
            }
        }
    }

    /// The title at the top of a body; returns where it ends.
    pub fn title(&self, body: Rect, title: &str) -> f32 {
        let ink = self.theme.colors.ink;
        let room = Rect::from_min_max(body.min, pos2(body.right(), body.top() + self.size(0.3)));
        self.paragraph(body.min, Text { text: title, font: self.strong(TITLE), color: ink }, room)
    }

    /// A title with paragraphs, as large as all of them fit.
    pub fn text_page(&self, body: Rect, title: &str, paragraphs: &[String]) {
        let ink = self.theme.colors.ink;
        let texts = |grown: f32| {
            let mut all = vec![(title, self.strong(TITLE * grown.min(LARGEST_TITLE)), self.size(0.02))];
            all.extend(
                paragraphs.iter().map(|text| (text.as_str(), self.plain(TEXT * grown), self.size(0.016))),
            );
            all
        };
        let height = |grown: f32| {
            let of = |(text, font, gap)| {
                self.broken(Text { text, font, color: ink }, body.width(), usize::MAX).size().y + gap
            };
            texts(grown).into_iter().map(of).sum()
        };
        let mut y = body.top();
        for (text, font, gap) in texts(self.largest(body.height(), height)) {
            // What there is no room for waits for the teacher to read it out.
            let rows = ((body.bottom() - y) / (LEADING * font.size) + ROUNDING).floor();
            if rows < 1.0 {
                break;
            }
            let text = self.broken(Text { text, font, color: ink }, body.width(), rows as usize);
            let next = y + text.size().y + gap;
            self.painter.galley(pos2(body.left(), y), text, ink);
            y = next;
        }
    }

    /// The largest of the factors by which text may be grown at which it is no higher than its room.
    fn largest(&self, room: f32, height: impl Fn(f32) -> f32) -> f32 {
        GROWN.into_iter().find(|grown| height(*grown) <= room).unwrap_or(1.0)
    }

    /// A question with its options, as large as they fit; without options in the middle of the page.
    pub fn question(&self, body: Rect, title: &str, below: &str, options: &[(char, String)]) {
        let colors = &self.theme.colors;
        let head = |grown: f32| {
            let title =
                Text { text: title, font: self.strong(TITLE * grown.min(LARGEST_TITLE)), color: colors.ink };
            let below = Text { text: below, font: self.plain(TEXT * grown), color: colors.ink_2 };
            [title, below].map(|text| self.broken(text, body.width(), usize::MAX))
        };
        let row = |grown: f32| self.size(0.085 * grown);
        let height = |grown: f32| {
            let head: f32 = head(grown).iter().map(|text| text.size().y).sum();
            head + self.size(0.05) + row(grown) * options.len() as f32
        };
        let grown = self.largest(body.height(), height);
        let middle = if options.is_empty() { 0.4 * (body.height() - height(grown)) } else { 0.0 };
        let mut y = body.top() + middle.max(0.0);
        for (text, gap) in head(grown).into_iter().zip([0.01, 0.04]) {
            let next = y + text.size().y + self.size(gap);
            self.painter.galley(pos2(body.left(), y), text, colors.ink);
            y = next;
        }
        let row = row(grown).min((body.bottom() - y) / options.len().max(1) as f32);
        for (letter, text) in options {
            let place = Rect::from_min_size(pos2(body.left(), y), vec2(body.width(), row));
            let left = self.badge(place, *letter) + self.size(0.02);
            let font = self.plain((0.4 * row / self.height).max(TEXT));
            self.one_line(pos2(left, place.center().y), text, font, body.right());
            y += row;
        }
    }

    /// A letter in a dark square at the left of a row; returns its right edge.
    pub fn badge(&self, row: Rect, letter: char) -> f32 {
        let side = self.size(0.09).min(0.7 * row.height());
        let center = pos2(row.left() + side / 2.0, row.center().y);
        let square = Rect::from_center_size(center, vec2(side, side));
        self.painter.rect_filled(square, 0.1 * side, self.theme.colors.ink);
        let font = FontId { size: (0.6 * side).max(LEAST_TEXT), ..self.theme.semibold_font() };
        self.painter.text(center, Align2::CENTER_CENTER, letter, font, self.theme.colors.panel);
        square.right()
    }

    /// A text on one line around a height, elided at an edge; returns its right edge.
    pub fn one_line(&self, at: Pos2, text: &str, font: FontId, right: f32) -> f32 {
        let mut job = LayoutJob::simple_singleline(text.into(), font, self.theme.colors.ink);
        job.wrap = TextWrapping::truncate_at_width((right - at.x).max(1.0));
        let galley = self.painter.layout_job(job);
        let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
        self.painter.galley(place.min, galley, self.theme.colors.ink);
        place.right()
    }

    /// The steps along the lower edge: as many as there is room for around the one that is under way.
    pub fn steps(&self, foot: Rect, picture: &RoomPicture) {
        let colors = &self.theme.colors;
        self.painter.rect_filled(foot, 0.0, colors.chrome);
        let right = foot.right() - self.size(MARGIN) - self.size(0.16);
        let mut x = foot.left() + self.size(MARGIN);
        for (index, name) in picture.steps.iter().enumerate().skip(picture.step.saturating_sub(2)) {
            let is_current = index == picture.step;
            let (font, color) = match is_current {
                true => (self.strong(1.2 * STEPS), colors.ink),
                false => (self.plain(STEPS), colors.ink_2),
            };
            let galley = self.painter.layout_no_wrap(name.clone(), font, color);
            if x + galley.size().x > right {
                break;
            }
            let width = galley.size().x;
            let at = pos2(x, foot.center().y - galley.size().y / 2.0);
            self.painter.galley(at, galley, color);
            x += width + self.size(0.04);
        }
    }
}

/// A text with its font and colour.
pub struct Text<'a> {
    pub text: &'a str,
    pub font: FontId,
    pub color: Color32,
}

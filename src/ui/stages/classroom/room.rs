//! The room's picture, painted: large in the window for the projector, small in the teacher's.
//!
//! All that must be read from the last row is at least 3 % of the picture's height: titles 5 %, figures and text 3 % or
//! more. Lengths here are shares of that height.

use super::ClassView;
use super::room_content::{OutlookBoard, RoomContent, RoomPicture, TallyBoard, clock};
use crate::analysis::number_format::percent;
use crate::ui::Commands;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{Theme, Themed};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontFamily, FontId, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

/// The height of titles.
const TITLE: f32 = 0.055;
/// The height of running text and of figures.
const TEXT: f32 = 0.034;
/// The height of the names of steps along the lower edge, which nobody has to read.
const STEPS: f32 = 0.022;
/// The margin on all sides.
const MARGIN: f32 = 0.06;
/// The height of the line of steps.
const FOOT: f32 = 0.055;
/// The least height of text, in points: the window of the room passes through every height while it folds, and epaint
/// lays out no text of no height.
const LEAST_TEXT: f32 = 1.0;
/// The distance of lines of text, as a multiple of its height.
const LEADING: f32 = 1.35;

/// Width by height of the picture in the teacher's window.
const SHAPE: f32 = 16.0 / 9.0;

/// The small picture in the teacher's window, and the buttons below it.
pub fn preview(ui: &mut Ui, class: &ClassView<'_>, picture: &RoomPicture, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("What the room sees"));
    let width = ui.available_width();
    let (place, response) = ui.allocate_exact_size(vec2(width, width / SHAPE), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Image, true, format!("Room: {}", words(class, picture)))
    });
    paint(&ui.painter().with_clip_rect(place), place, &shown_content(class, picture), timer(class));
    ui.painter().rect_stroke(place, 2.0, Stroke::new(1.0, theme.colors.line), StrokeKind::Inside);
    ui.horizontal_wrapped(|ui| {
        let mut toggle = |is_on: bool, text: &str, explains: &str, command: ClassroomCommand| {
            if ui.selectable_label(is_on, theme.text(text)).on_hover_text(explains).clicked() {
                commands.send(command);
            }
        };
        toggle(
            class.is_blank,
            "Blank",
            "The room sees an empty picture.\nB (Shift+B in a vote)",
            ClassroomCommand::ToggleBlank,
        );
        let freezes = "The room keeps this picture while you look elsewhere.\nF (Shift+F in a vote)";
        toggle(class.is_frozen, "Freeze", freezes, ClassroomCommand::ToggleFrozen);
        toggle(
            class.notes_hidden,
            "Hide notes",
            "For a screen that the class sees too.\nN",
            ClassroomCommand::ToggleNotes,
        );
        let opens = "A window of its own for the projector; F11 makes it fill the screen.";
        toggle(class.room_is_open, "Room’s window", opens, ClassroomCommand::ToggleRoom);
    });
}

/// The room's window, or all of a picture: fills the area of a `Ui`.
pub fn fill(ui: &mut Ui, class: &ClassView<'_>, picture: &RoomPicture) {
    let place = ui.max_rect();
    let response = ui.interact(place, ui.scope_id().with("room"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, words(class, picture)));
    paint(ui.painter(), place, &shown_content(class, picture), timer(class));
}

fn words(class: &ClassView<'_>, picture: &RoomPicture) -> String {
    if class.is_blank { RoomContent::Blank.words() } else { picture.content.words() }
}

/// The picture, or an empty one while the room is blank.
fn shown_content(class: &ClassView<'_>, picture: &RoomPicture) -> RoomPicture {
    let content = if class.is_blank { RoomContent::Blank } else { picture.content.clone() };
    RoomPicture { content, ..picture.clone() }
}

/// The time that is left, as the room reads it; nothing while a frozen picture stands.
fn timer(class: &ClassView<'_>) -> Option<String> {
    (!class.is_frozen).then(|| clock(class.session.timer().left(class.now).max(0.0)))
}

/// Paints a picture into a place of any size.
pub fn paint(painter: &Painter, place: Rect, picture: &RoomPicture, timer: Option<String>) {
    let theme = painter.theme();
    painter.rect_filled(place, 0.0, theme.colors.panel);
    if picture.content == RoomContent::Blank {
        return;
    }
    let page = Page { painter, theme, height: place.height() };
    let foot = Rect::from_min_max(pos2(place.left(), place.bottom() - page.size(FOOT)), place.max);
    let margin = page.size(MARGIN);
    let body = Rect::from_min_max(place.min + vec2(margin, margin), pos2(place.right() - margin, foot.top()));
    match &picture.content {
        RoomContent::Blank => {}
        RoomContent::Text { title, paragraphs } => page.text_page(body, title, paragraphs),
        RoomContent::Question { title, below, options } => page.question(body, title, below, options),
        RoomContent::Tally(board) => page.tally(body, board),
        RoomContent::Result(board) => page.result(body, board),
    }
    page.steps(foot, picture);
    if let Some(timer) = timer {
        let at = pos2(foot.right() - margin, foot.center().y);
        page.anchored(at, Align2::RIGHT_CENTER, &timer, page.strong(TEXT));
    }
}

/// Paints onto a picture of a height, in points.
struct Page<'a> {
    painter: &'a Painter,
    theme: &'static Theme,
    height: f32,
}

impl Page<'_> {
    fn size(&self, share: f32) -> f32 {
        share * self.height
    }

    fn plain(&self, share: f32) -> FontId {
        FontId::new(self.size(share).max(LEAST_TEXT), FontFamily::Proportional)
    }

    fn strong(&self, share: f32) -> FontId {
        FontId { size: self.size(share).max(LEAST_TEXT), ..self.theme.semibold_font() }
    }

    fn anchored(&self, at: Pos2, anchor: Align2, text: &str, font: FontId) -> Rect {
        self.painter.text(at, anchor, text, font, self.theme.colors.ink)
    }

    /// Text broken into lines below a point, at most to a bottom; returns where it ends.
    fn paragraph(&self, at: Pos2, text: Text<'_>, room: Rect) -> f32 {
        let mut job = LayoutJob::simple(text.text.into(), text.font.clone(), text.color, room.right() - at.x);
        let line = LEADING * text.font.size;
        job.sections.iter_mut().for_each(|section| section.format.line_height = Some(line));
        let rows = ((room.bottom() - at.y) / line).floor().max(1.0) as usize;
        job.wrap = TextWrapping { max_width: room.right() - at.x, max_rows: rows, ..TextWrapping::default() };
        let galley = self.painter.layout_job(job);
        let end = at.y + galley.size().y;
        self.painter.galley(at, galley, text.color);
        end
    }

    fn title(&self, body: Rect, title: &str) -> f32 {
        let ink = self.theme.colors.ink;
        let room = Rect::from_min_max(body.min, pos2(body.right(), body.top() + self.size(0.3)));
        self.paragraph(body.min, Text { text: title, font: self.strong(TITLE), color: ink }, room)
    }

    fn text_page(&self, body: Rect, title: &str, paragraphs: &[String]) {
        let mut y = self.title(body, title) + self.size(0.02);
        for text in paragraphs {
            // A paragraph that begins where there is no room for a line of it waits for the teacher to read it out.
            if y + self.size(TEXT) * LEADING > body.bottom() {
                break;
            }
            let color = self.theme.colors.ink;
            let text = Text { text, font: self.plain(TEXT), color };
            y = self.paragraph(pos2(body.left(), y), text, body) + self.size(0.012);
        }
    }

    fn question(&self, body: Rect, title: &str, below: &str, options: &[(char, String)]) {
        let colors = &self.theme.colors;
        let mut y = self.title(body, title) + self.size(0.01);
        if !below.is_empty() {
            let text = Text { text: below, font: self.plain(TEXT), color: colors.ink_2 };
            y = self.paragraph(pos2(body.left(), y), text, body) + self.size(0.04);
        }
        let row = self.size(0.1).min((body.bottom() - y) / options.len().max(1) as f32);
        for (letter, text) in options {
            let place = Rect::from_min_size(pos2(body.left(), y), vec2(body.width(), row));
            let text_left = self.badge(place, *letter) + self.size(0.02);
            self.one_line(pos2(text_left, place.center().y), text, self.plain(0.04), body.right());
            y += row;
        }
    }

    /// A letter in a dark square at the left of a row; returns its right edge.
    fn badge(&self, row: Rect, letter: char) -> f32 {
        let side = self.size(0.06).min(0.8 * row.height());
        let center = pos2(row.left() + side / 2.0, row.center().y);
        let square = Rect::from_center_size(center, vec2(side, side));
        self.painter.rect_filled(square, 0.1 * side, self.theme.colors.ink);
        let font = FontId { size: (0.6 * side).max(LEAST_TEXT), ..self.theme.semibold_font() };
        self.painter.text(center, Align2::CENTER_CENTER, letter, font, self.theme.colors.panel);
        square.right()
    }

    /// A text on one line around a height, elided at an edge; returns its right edge.
    fn one_line(&self, at: Pos2, text: &str, font: FontId, right: f32) -> f32 {
        let mut job = LayoutJob::simple_singleline(text.into(), font, self.theme.colors.ink);
        job.wrap = TextWrapping::truncate_at_width((right - at.x).max(1.0));
        let galley = self.painter.layout_job(job);
        let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
        self.painter.galley(place.min, galley, self.theme.colors.ink);
        place.right()
    }

    fn tally(&self, body: Rect, board: &TallyBoard) {
        let colors = &self.theme.colors;
        let y = self.title(body, &board.title) + self.size(0.01);
        let text = Text { text: &board.below, font: self.plain(TEXT), color: colors.ink_2 };
        let top = self.paragraph(pos2(body.left(), y), text, body) + self.size(0.03);
        let most = board.rows.iter().flat_map(|row| row.votes).flatten().max().unwrap_or(0).max(1);
        let row_height = ((body.bottom() - top) / board.rows.len().max(1) as f32).min(self.size(0.14));
        let bars = body.left() + 0.45 * body.width();
        let full = body.right() - bars - self.size(0.1);
        for (index, row) in board.rows.iter().enumerate() {
            let y = top + index as f32 * row_height;
            let place = Rect::from_min_size(pos2(body.left(), y), vec2(body.width(), row_height));
            let text_left = self.badge(place, row.letter) + self.size(0.02);
            self.one_line(
                pos2(text_left, place.center().y),
                &row.text,
                self.plain(TEXT),
                bars - self.size(0.02),
            );
            let shown: Vec<(usize, u64)> =
                row.votes.iter().enumerate().filter_map(|(turn, votes)| Some((turn, (*votes)?))).collect();
            let height = (0.8 * row_height / shown.len().max(1) as f32).min(self.size(0.055));
            for (place_in_row, (turn, votes)) in shown.iter().enumerate() {
                let offset = (place_in_row as f32 - (shown.len() as f32 - 1.0) / 2.0) * height * 1.08;
                let center = place.center().y + offset;
                let length = full * *votes as f32 / most as f32;
                let bar = Rect::from_min_max(
                    pos2(bars, center - height / 2.0),
                    pos2(bars + length, center + height / 2.0),
                );
                // Before the discussion hollow, after it solid; a vote that was not repeated is solid.
                let is_solid = *turn == 1 || shown.len() == 1;
                self.bar(bar, is_solid.then_some(colors.ink));
                let at = pos2(bars + length + self.size(0.012), center);
                let font = if is_solid { self.strong(TEXT) } else { self.plain(TEXT) };
                self.anchored(at, Align2::LEFT_CENTER, &votes.to_string(), font);
            }
        }
    }

    /// A bar, filled or hollow.
    fn bar(&self, bar: Rect, fill: Option<Color32>) {
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

    fn result(&self, body: Rect, board: &OutlookBoard) {
        let colors = &self.theme.colors;
        let y = self.title(body, &board.title) + self.size(0.01);
        let text = Text { text: &board.below, font: self.plain(TEXT), color: colors.ink_2 };
        let mut y = self.paragraph(pos2(body.left(), y), text, body) + self.size(0.03);
        let bars = body.left() + 0.32 * body.width();
        let full = body.right() - bars - self.size(0.16);
        let row_height = self.size(0.13);
        for row in &board.rows {
            let place = Rect::from_min_size(pos2(body.left(), y), vec2(body.width(), row_height));
            let name =
                if row.happened { format!("★ {}", row.outlook.name()) } else { row.outlook.name().into() };
            self.one_line(pos2(body.left(), place.center().y), &name, self.strong(TEXT), bars);
            let height = self.size(0.045);
            for (turn, share, fill, whose) in
                [(0, row.class, None, "class"), (1, row.model, Some(colors.item), "model")]
            {
                let Some(share) = share else { continue };
                let center = place.center().y + (turn as f32 - 0.5) * 1.1 * height;
                let length = (full * share as f32).max(1.0);
                let bar = Rect::from_min_max(
                    pos2(bars, center - height / 2.0),
                    pos2(bars + length, center + height / 2.0),
                );
                self.bar(bar, fill);
                let at = pos2(bars + length + self.size(0.012), center);
                self.anchored(
                    at,
                    Align2::LEFT_CENTER,
                    &format!("{whose} {}", percent(share)),
                    self.plain(TEXT),
                );
            }
            y += row_height;
        }
        y += self.size(0.02);
        for text in &board.sentences {
            if y + self.size(TEXT) * LEADING > body.bottom() {
                break;
            }
            let text = Text { text, font: self.plain(TEXT), color: colors.ink };
            y = self.paragraph(pos2(body.left(), y), text, body);
        }
    }

    /// The steps along the lower edge: as many as there is room for around the one that is under way.
    fn steps(&self, foot: Rect, picture: &RoomPicture) {
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
struct Text<'a> {
    text: &'a str,
    font: FontId,
    color: Color32,
}

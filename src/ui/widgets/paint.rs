//! Painting helpers that several views share.

use crate::ui::theme::Themed;
use egui::accesskit::{Action, ActionData};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo,
};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// A text with its font and colour.
pub struct StyledText<'a> {
    /// The text.
    pub text: &'a str,
    /// Its font.
    pub font: FontId,
    /// Its colour.
    pub color: Color32,
}

impl<'a> StyledText<'a> {
    /// A text with its font and colour.
    pub fn new(text: &'a str, font: FontId, color: Color32) -> Self {
        StyledText { text, font, color }
    }

    /// The text broken into at most `rows` lines of a width in points; the rest is replaced by an ellipsis.
    pub fn elided(self, ui: &Ui, width: f32, rows: usize) -> Arc<Galley> {
        self.wrapped(ui, TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() })
    }

    /// The same for a name: where a word is wider than the place, the whole name is on one line, on which it is cut at any
    /// letter.
    pub fn elided_name(self, ui: &Ui, width: f32, rows: usize) -> Arc<Galley> {
        let is_wide = |word: &str| self::width(ui, word, self.font.clone()) > width;
        match self.text.split_whitespace().any(is_wide) {
            true => self.cut_at_any_letter(ui, width),
            false => self.elided(ui, width, rows),
        }
    }

    /// The text on one line, on which it is cut at any letter.
    pub fn cut_at_any_letter(self, ui: &Ui, width: f32) -> Arc<Galley> {
        self.wrapped(ui, TextWrapping::truncate_at_width(width))
    }

    fn wrapped(self, ui: &Ui, wrapping: TextWrapping) -> Arc<Galley> {
        // The width is negative where other parts of a row have taken all the room.
        let max_width = wrapping.max_width.max(1.0);
        let mut job = LayoutJob::simple(self.text.into(), self.font, self.color, max_width);
        job.wrap = TextWrapping { max_width, ..wrapping };
        ui.painter().layout_job(job)
    }
}

/// A text, cut between two signs where it is wider than a width in points.
pub fn cut(painter: &Painter, text: &str, font: &FontId, room: f32) -> String {
    let width = |text: String| painter.layout_no_wrap(text, font.clone(), Color32::PLACEHOLDER).size().x;
    if width(text.to_owned()) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let shortened = |letters: usize| format!("{}…", text[..ends[letters]].trim_end());
    let fitting = ends.partition_point(|at| width(format!("{}…", text[..*at].trim_end())) <= room);
    shortened(fitting.saturating_sub(1))
}

/// The first of several texts, the longest first, that fits into a width whole.
pub fn whole<'a>(
    ui: &Ui,
    texts: impl IntoIterator<Item = &'a str>,
    font: &FontId,
    room: f32,
) -> Option<&'a str> {
    texts.into_iter().find(|text| width(ui, text, font.clone()) <= room)
}

/// A note and what is left of it when its last part is dropped, and so on: “10,000 histories; mean, 5–95%”,
/// “10,000 histories; mean”, “10,000 histories”.
pub fn shorter(note: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(note), |note| {
        let ends = [", ", "; ", ": "].into_iter().filter_map(|end| note.rfind(end));
        ends.max().map(|end| &note[..end])
    })
}

/// Shows as much of a note as can be read whole.
pub fn note(ui: &mut Ui, text: &str) -> Response {
    let theme = ui.theme();
    let whole = whole(ui, shorter(text), &theme.note_font(), ui.available_width());
    // Where no part fits, the note is left to the screen reader.
    ui.label(theme.note(whole.unwrap_or(""))).accessible_name(text)
}

/// Paints text with the middle of its left edge at a point. Text that was cut shows whole while the pointer rests on it.
pub fn left(ui: &Ui, at: Pos2, galley: Arc<Galley>, color: Color32) {
    let top = at.y - galley.size().y / 2.0;
    laid_out(ui, Pos2::new(at.x, top), galley, color);
}

/// Paints text with its origin at a point. Text that was cut shows whole while the pointer rests on it.
pub fn laid_out(ui: &Ui, at: Pos2, galley: Arc<Galley>, color: Color32) {
    if galley.elided {
        show_whole_on_hover(ui, galley.rect.translate(at.to_vec2()), galley.text());
    }
    ui.painter().galley(at, galley, color);
}

/// Shows a text that was cut at a place whole while the pointer rests there; clicks go to what lies below.
fn show_whole_on_hover(ui: &Ui, place: Rect, whole: &str) {
    let corner = place.min.to_vec2().round();
    let id = ui.scope_id().with(("cut text", corner.x as i32, corner.y as i32));
    ui.interact(place, id, Sense::hover()).on_hover_text(whole);
}

/// The width of a text on one line, in points.
pub fn width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(text.into(), font, Color32::PLACEHOLDER).size().x
}

/// A dashed circle, the sign of a preview.
pub fn dashed_circle(painter: &Painter, center: Pos2, radius: f32, stroke: Stroke) {
    let corners: Vec<Pos2> = (0..=32u8)
        .map(|i| center + radius * egui::Vec2::angled(f32::from(i) / 32.0 * std::f32::consts::TAU))
        .collect();
    painter.extend(Shape::dashed_line(&corners, stroke, 3.0, 2.0));
}

/// A dashed frame on the inner side of a rectangle, the sign of a preview.
pub fn dashed_frame(painter: &Painter, place: Rect, stroke: Stroke) {
    let frame = place.shrink(stroke.width / 2.0);
    let corners =
        [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom(), frame.left_top()];
    painter.extend(Shape::dashed_line(&corners, stroke, 3.0, 2.0));
}

/// The change that a preview would make, in a dashed frame, as all previews are.
pub fn previewed_change(ui: &Ui, place: Rect, text: &str) {
    let theme = ui.theme();
    let colors = &theme.colors;
    ui.painter().rect_filled(place, 2.0, colors.panel);
    dashed_frame(ui.painter(), place, Stroke::new(1.0, colors.ink));
    let font = theme.strong_note_font();
    ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, text, font, colors.ink);
}

/// Smoothstep easing: the share of the way covered at a share of the time, both 0 to 1.
pub fn eased(share: f32) -> f32 {
    share * share * (3.0 - 2.0 * share)
}

/// Keeps scroll bars visible while not hovered: they alone show that there is more to see.
pub fn keep_bar_in_sight(ui: &mut Ui) {
    let scroll = &mut ui.spacing_mut().scroll;
    scroll.dormant_handle_opacity = 0.6;
    scroll.floating_width = scroll.floating_width.max(4.0);
}

/// A hairline from side to side.
pub fn hairline(ui: &mut Ui) {
    let theme = ui.theme();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.colors.hairline));
}

/// Gives a painted row its accessible label; the text is made only if a screen reader is active.
pub fn described<Text: ToString>(response: &Response, text: impl Fn() -> Text) {
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text()));
}

/// A rectangle of a given size around a centre, on whole pixels where edges must be sharp.
pub fn around(center: Pos2, width: f32, height: f32) -> Rect {
    Rect::from_center_size(center, egui::vec2(width, height))
}

/// The value that a screen reader asks a slider of our own to take.
pub fn value_asked(ui: &Ui, response: &Response) -> Option<f64> {
    ui.input(|input| {
        input
            .accesskit_action_requests(response.id, Action::SetValue)
            .filter_map(|request| match request.data {
                Some(ActionData::NumericValue(value)) => Some(value),
                // A screen reader may also send text, which a slider cannot take.
                Some(_) | None => None,
            })
            .last()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_loses_its_last_part_first_and_no_number_is_taken_apart() {
        let texts: Vec<&str> = shorter("10,000 histories; differences: mean, 5–95\u{a0}%").collect();
        assert_eq!(
            texts,
            [
                "10,000 histories; differences: mean, 5–95\u{a0}%",
                "10,000 histories; differences: mean",
                "10,000 histories; differences",
                "10,000 histories",
            ]
        );
    }
}

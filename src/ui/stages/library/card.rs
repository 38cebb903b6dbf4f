//! The card of a case: a small map, year and title, the question, and what it teaches.

use super::LibraryEntry;
use crate::scenario::{self, ActorId, RecipientId, Scenario};
use crate::ui::theme::{RADIUS, Themed, marks};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

const PADDING: f32 = 12.0;
const MAP_HEIGHT: f32 = 168.0;
/// The space between two texts of a card, in points.
const BETWEEN: f32 = 6.0;

/// The height of the tallest card, which all cards of the library share.
pub fn height<'a>(ui: &Ui, cases: impl Iterator<Item = &'a LibraryEntry>, width: f32) -> f32 {
    let text = |case| {
        let lines = lines(ui, case, width - 2.0 * PADDING);
        lines.iter().map(|galley| galley.size().y + BETWEEN).sum::<f32>() - BETWEEN
    };
    MAP_HEIGHT + 2.0 * PADDING + cases.map(text).fold(0.0, f32::max).ceil()
}

/// Shows the card; a click opens the case.
pub fn show(ui: &mut Ui, case: &LibraryEntry, size: Vec2) -> Response {
    let lines = lines(ui, case, size.x - 2.0 * PADDING);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let title = case.scenario.about.title.as_str();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    if ui.is_rect_visible(rect) {
        paint(ui, case, rect, &lines, response.hovered());
    }
    response.on_hover_text(format!("Open “{title}” and project its first plan"))
}

fn lines(ui: &Ui, case: &LibraryEntry, width: f32) -> [Arc<Galley>; 3] {
    let theme = ui.theme();
    let about = &case.scenario.about;
    let year = about.year.map_or_else(String::new, |year| format!("{year}  "));
    let mut title = wrapped(width, 2);
    title.append(&year, 0.0, format(theme.heading_font(), theme.colors.ink_3));
    title.append(&about.title, 0.0, format(theme.heading_font(), theme.colors.ink));
    let mut question = wrapped(width, 3);
    question.append(&about.question, 0.0, format(theme.text_font(), theme.colors.ink));
    let mut teaches = wrapped(width, 3);
    teaches.append(&about.teaches, 0.0, format(theme.note_font(), theme.colors.ink_2));
    [title, question, teaches].map(|job| ui.painter().layout_job(job))
}

fn wrapped(width: f32, rows: usize) -> LayoutJob {
    let wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
    LayoutJob { wrap, ..LayoutJob::default() }
}

fn format(font: FontId, color: Color32) -> TextFormat {
    TextFormat::simple(font, color)
}

fn paint(ui: &Ui, case: &LibraryEntry, rect: Rect, lines: &[Arc<Galley>; 3], hovered: bool) {
    let theme = ui.theme();
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let map = Rect::from_min_size(rect.min, vec2(rect.width(), MAP_HEIGHT));
    painter.rect_filled(map, f32::from(RADIUS), theme.colors.canvas);
    paint_map(&painter, &case.scenario, map);
    painter.hline(rect.x_range(), map.bottom(), Stroke::new(1.0, theme.colors.hairline));
    let mut at = map.left_bottom() + vec2(PADDING, PADDING);
    for galley in lines {
        painter.galley(at, galley.clone(), theme.colors.ink);
        at.y += galley.size().y + BETWEEN;
    }
    let edge = if hovered { theme.colors.ink_2 } else { theme.colors.line };
    painter.rect_stroke(rect, f32::from(RADIUS), Stroke::new(1.0, edge), StrokeKind::Inside);
}

const MAP_MARGIN: f32 = 24.0;
const MARK: f32 = 16.0;

/// Paints the map into a rectangle.
fn paint_map(painter: &Painter, scenario: &Scenario, into: Rect) {
    let theme = painter.theme();
    let places = places(scenario, into.shrink(MAP_MARGIN));
    let at = |actor: &ActorId| places.iter().find(|(id, _)| *id == actor).map(|(_, at)| *at);
    let line = |from: &ActorId, to: &ActorId, stroke: Stroke| {
        if let (Some(from), Some(to)) = (at(from), at(to)) {
            painter.line_segment([from, to], stroke);
        }
    };
    for tie in scenario.ties.iter().filter(|tie| tie.onward.likely() > 0.0) {
        line(&tie.from, &tie.to, Stroke::new(1.0, theme.colors.line));
    }
    for recipient in scenario.meeting.recipients.keys() {
        if let RecipientId::Actor(actor) = recipient {
            line(&scenario.home, actor, Stroke::new(1.5, theme.colors.ink));
        }
    }
    for partner in scenario.partnerships.keys() {
        line(&scenario.home, partner, Stroke::new(3.0, theme.colors.methods));
    }
    for (actor, place) in &places {
        let role = scenario.role(actor);
        let size = if role == scenario::Role::Home { MARK + 4.0 } else { MARK };
        marks::paint(painter, role, *place, size);
    }
}

/// The place of each actor: the saved one scaled into the rectangle, or one on a ring.
fn places(scenario: &Scenario, into: Rect) -> Vec<(&ActorId, Pos2)> {
    let count = scenario.actors.len().max(1) as f32;
    let saved: Vec<_> = scenario
        .actors
        .iter()
        .enumerate()
        .map(|(i, (id, actor))| {
            let turn = i as f32 / count * std::f32::consts::TAU;
            (id, actor.at.map_or_else(|| ring(turn), |at| pos2(at.0, at.1)))
        })
        .collect();
    let bounds = Rect::from_points(&saved.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    let scale = fit_scale(bounds.size(), into.size());
    saved.into_iter().map(|(id, at)| (id, into.center() + (at - bounds.center()) * scale)).collect()
}

fn ring(turn: f32) -> Pos2 {
    (Vec2::angled(turn) * vec2(240.0, 160.0)).to_pos2()
}

fn fit_scale(size: Vec2, room: Vec2) -> f32 {
    let fit = |size: f32, room: f32| if size > 0.0 { room / size } else { f32::INFINITY };
    let scale = fit(size.x, room.x).min(fit(size.y, room.y));
    if scale.is_finite() { scale } else { 1.0 }
}

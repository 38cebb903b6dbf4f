//! The fields, and the values along two sides of them.

use crate::analysis::sensitivity::two_way::{Field, STEPS, TwoWay};
use crate::ui::Scene;
use crate::ui::plots::mosaic::{self, Layout, letter};
use crate::ui::theme::Theme;
use crate::ui::widgets::{number, paint};
use egui::{Align2, EventFilter, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{pos2, vec2};

/// The height of a field at ordinary type.
const FIELD: f32 = 19.0;
/// Room for the values at the left.
const VALUES: f32 = 44.0;

fn height(theme: &Theme) -> f32 {
    STEPS as f32 * theme.grown(FIELD).round() + 4.0 * paint::note_line(theme) + 24.0
}

/// Keeps the room that the map will take.
pub fn reserve(ui: &mut Ui, scene: &Scene<'_>) {
    ui.allocate_exact_size(vec2(ui.available_width(), height(scene.theme)), Sense::hover());
}

/// Whether the best plan is ahead by no more than chance may make it.
pub fn is_close(field: &Field) -> bool {
    field.ahead.mean <= 2.0 * field.ahead.se
}

/// The plans that are best somewhere without doubt.
pub fn occurring(map: &TwoWay) -> Vec<usize> {
    let best = |plan: &usize| map.fields.iter().any(|field| field.best == *plan && !is_close(field));
    (0..map.plans.len()).filter(best).collect()
}

/// Shows the map; the arrow keys go from field to field.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, map: &TwoWay, cursor: &mut Option<usize>) {
    let theme = scene.theme;
    let line = paint::note_line(theme);
    let size = vec2(ui.available_width(), height(theme));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let place = Rect::from_min_max(
        pos2(whole.left() + theme.grown(VALUES), whole.top() + 3.0 * line + 12.0),
        pos2(whole.right() - 1.0, whole.bottom() - line - 12.0),
    );
    let layout = Layout { place, across: STEPS, up: STEPS };
    let fields: Vec<mosaic::Field> =
        (map.fields.iter()).map(|field| mosaic::Field { kind: field.best, sure: !is_close(field) }).collect();
    mosaic::draw(ui, theme, &layout, &occurring(map), &fields);
    axes(ui, scene, map, whole, place);
    let response = ui.interact(place, ui.make_persistent_id("which plan is best"), Sense::click());
    if response.has_focus() {
        step(ui, &response, &layout, cursor, likely_field(map));
    }
    if let Some(field) = response.interact_pointer_pos().and_then(|at| layout.at(at)) {
        *cursor = Some(field);
    }
    let pointed = response.hover_pos().and_then(|at| layout.at(at));
    let field = pointed.or(*cursor).unwrap_or_else(|| likely_field(map));
    if response.has_focus() || response.hovered() {
        let around = layout.field(field);
        ui.painter().rect_stroke(around, 0.0, Stroke::new(2.0, theme.colors.better), StrokeKind::Outside);
    }
    let says = words(scene, map, field);
    let galley = paint::elided(ui, &says, theme.note_font(), theme.colors.ink, whole.width(), 2);
    ui.painter().galley(whole.min, galley, theme.colors.ink);
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(says.clone()),
        ..WidgetInfo::labeled(Role::Image, true, "Which plan is best where")
    });
}

/// How far along its range a number is thought to be.
fn likely(map: &TwoWay, which: usize) -> f64 {
    let figure = &map.numbers[which].figure;
    (figure.likely - figure.low) / (figure.high - figure.low)
}

/// The field nearest to the likely values.
fn likely_field(map: &TwoWay) -> usize {
    let [across, up] = [0, 1].map(|which| (likely(map, which) * (STEPS - 1) as f64).round() as usize);
    up * STEPS + across
}

fn step(ui: &Ui, response: &Response, layout: &Layout, cursor: &mut Option<usize>, start: usize) {
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let steps =
        |more, less| ui.input(|input| input.num_presses(more) as i64 - input.num_presses(less) as i64);
    let (across, up) = (steps(Key::ArrowRight, Key::ArrowLeft), steps(Key::ArrowUp, Key::ArrowDown));
    if (across, up) != (0, 0) {
        *cursor = Some(layout.stepped(cursor.unwrap_or(start), across, up));
    }
}

/// What a field says: both values, the best plan and how far it is ahead.
fn words(scene: &Scene<'_>, map: &TwoWay, index: usize) -> String {
    let value = |which: usize, step: usize| {
        format!("{} {}", scene.scenario.input_name(&map.numbers[which].input), written(map, which, step))
    };
    let Some(field) = map.fields.get(index) else { return String::new() };
    let best = map.plans.get(field.best).map_or("", |plan| scene.scenario.plan_name(plan));
    let ahead = format!("{} ± {}", number::fixed(field.ahead.mean, 3), number::fixed(field.ahead.se, 3));
    let close = if is_close(field) { ", too close to call" } else { "" };
    format!(
        "{} “{best}” is best, ahead by {ahead}{close}: {}, {}.",
        letter(field.best),
        value(0, index % STEPS),
        value(1, index / STEPS)
    )
}

fn written(map: &TwoWay, which: usize, step: usize) -> String {
    let figure = &map.numbers[which].figure;
    let text = number::fixed(map.value(which, step), number::decimals_within(figure.low, figure.high));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The values at the ends and in the middle, the likely ones, and the names.
fn axes(ui: &Ui, scene: &Scene<'_>, map: &TwoWay, whole: Rect, place: Rect) {
    let theme = scene.theme;
    let colors = &theme.colors;
    let line = paint::note_line(theme);
    let name = |which: usize| scene.scenario.input_name(&map.numbers[which].input);
    let up = format!("up: {}", name(1));
    let galley = paint::elided(ui, &up, paint::strong_note(theme), colors.ink, whole.width(), 1);
    paint::left(ui, whole.left(), place.top() - 4.0 - 0.5 * line, galley, colors.ink);
    let text = |at, align, text: String| {
        ui.painter().text(at, align, text, theme.note_font(), colors.ink_2);
    };
    let cell = vec2(place.width(), place.height()) / STEPS as f32;
    let x = |share: f64| place.left() + 0.5 * cell.x + (place.width() - cell.x) * share as f32;
    let y = |share: f64| place.bottom() - 0.5 * cell.y - (place.height() - cell.y) * share as f32;
    let below = place.bottom() + 9.0 + 0.5 * line;
    for (step, share) in [(0, 0.0), (STEPS / 2, 0.5), (STEPS - 1, 1.0)] {
        text(pos2(place.left() - 10.0, y(share)), Align2::RIGHT_CENTER, written(map, 1, step));
    }
    let ends = [(0, place.left(), Align2::LEFT_CENTER), (STEPS - 1, place.right(), Align2::RIGHT_CENTER)];
    for (step, x, align) in ends {
        text(pos2(x, below), align, written(map, 0, step));
    }
    let across = format!("across: {}", name(0));
    let room = place.width() - 2.0 * theme.grown(VALUES);
    let galley = paint::elided(ui, &across, paint::strong_note(theme), colors.ink, room, 1);
    paint::left(ui, place.center().x - 0.5 * galley.size().x, below, galley, colors.ink);
    let (at_x, at_y) = (x(likely(map, 0)), y(likely(map, 1)));
    let [bottom, left] = [place.bottom() + 1.0, place.left() - 1.0];
    let triangle = |corners: [egui::Pos2; 3]| {
        let shape = egui::Shape::convex_polygon(corners.into(), colors.ink, Stroke::NONE);
        ui.painter().add(shape);
    };
    triangle([pos2(at_x, bottom), pos2(at_x + 4.0, bottom + 6.0), pos2(at_x - 4.0, bottom + 6.0)]);
    triangle([pos2(left, at_y), pos2(left - 6.0, at_y + 4.0), pos2(left - 6.0, at_y - 4.0)]);
}

//! Fifty futures as dots, and a line that a person sets: how many fall below it?

use crate::analysis::number_format;
use crate::engine::Statistics;
use crate::scenario::{Material, PerMaterial};
use crate::ui::Scene;
use crate::ui::plots::chart::Shown;
use crate::ui::plots::dots::{self, Lines};
use crate::ui::plots::readout;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use egui::accesskit::Action;
use egui::{Align2, EventFilter, Key, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The least and the greatest height of the plot, in points at ordinary type.
const HEIGHT: (f32, f32) = (104.0, 180.0);
/// The room above the dots for the names of both lines, and at the right for the count.
const ABOVE: f32 = 34.0;
const COUNT: f32 = 112.0;

/// What the dots remember.
#[derive(Debug)]
pub struct State {
    /// The material they show.
    material: Material,
    /// The share below which a future counts as too little, 0 to 1.
    limit: f64,
}

impl Default for State {
    fn default() -> Self {
        // Half: the first line anybody would draw.
        State { material: Material::default(), limit: 0.5 }
    }
}

const MATERIALS: [Segment<'static, Material>; 2] = [
    Segment {
        value: Material::Content,
        text: "Content",
        explains: "Willingness to share what its sources report.",
    },
    Segment {
        value: Material::SourcesAndMethods,
        text: "Sources and methods",
        explains: "Willingness to share its sources and methods as well.",
    },
];

/// Shows the dots of a material with the line and the count below it.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    futures: &PerMaterial<Vec<f64>>,
    before: &PerMaterial<Statistics>,
    state: &mut State,
) {
    let theme = ui.theme();
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let asked = segmented::show(ui, "Dots", &MATERIALS, &state.material, None);
        state.material = asked.chosen.unwrap_or(state.material);
        paint::note(ui, "each dot is one future in fifty, equally likely");
    });
    let scale = theme.size.note / 11.0;
    // In one history what is left over is the log’s.
    let most = if scene.playback.which.is_some() { HEIGHT.0 } else { HEIGHT.1 };
    let height = (ui.available_height() - 2.0).clamp(HEIGHT.0 * scale, most * scale);
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let plot = Rect::from_min_max(
        pos2(place.left() + 8.0, place.top() + ABOVE * scale),
        pos2(place.right() - COUNT * scale - 16.0, place.bottom()),
    );
    let values = futures.of(state.material);
    let lines = Lines { limit: state.limit, before: before.of(state.material).mean };
    let id = ui.make_persistent_id("futures");
    let shown = dots::draw(ui, id, plot, values, lines);
    name_lines(ui, &shown, lines);
    let below = format!("{} of {}", dots::below(values, state.limit), values.len());
    count(ui, pos2(place.right(), plot.top()), &below);
    if let Some(moved) = moved(ui, &shown, state.limit) {
        state.limit = (moved.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    }
    shown.response.widget_info(|| WidgetInfo {
        current_text_value: Some(format!("{}, {below} below", number_format::percent(state.limit))),
        ..WidgetInfo::slider(true, state.limit * 100.0, "Your line")
    });
    match shown.response.hover_pos() {
        Some(at) => readout::show(&shown.response, reading(values, shown.values(at)[0])),
        None => drop(shown.response.on_hover_text(HINT)),
    }
}

const HINT: &str = "Below which willingness a future is too little for you: click, drag, or use ← and →.";

/// How many futures are below the pointer.
fn reading(values: &[f64], at: f64) -> String {
    let at = (at.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    let (below, share) = (dots::below(values, at), number_format::percent(at));
    format!("{below} of {} futures below {share}\nClick or drag to set your line there.", values.len())
}

fn count(ui: &Ui, right: egui::Pos2, below: &str) {
    let theme = ui.theme();
    let top = right + vec2(0.0, theme.size.figure * 0.6);
    ui.painter().text(top, Align2::RIGHT_CENTER, below, theme.figure_font(), theme.colors.ink);
    let under = top + vec2(0.0, theme.size.figure);
    ui.painter().text(under, Align2::RIGHT_CENTER, "below your line", theme.note_font(), theme.colors.ink_2);
}

/// Names both lines above the plot, each away from the other.
fn name_lines(ui: &Ui, shown: &Shown, Lines { limit, before }: Lines) {
    let (theme, top) = (ui.theme(), shown.frame().top());
    let at = |share: f64| shown.transform.position_from_point_x(share);
    let text = format!("before: {}", number_format::percent(before));
    let align = away(before, limit);
    ui.painter().text(pos2(at(before), top - 4.0), align, text, theme.note_font(), theme.colors.ink_2);
    let above = pos2(at(limit), top - 4.0 - theme.note_line());
    let text = format!("your line: {}", number_format::percent(limit));
    ui.painter().text(above, away(limit, before), text, theme.strong_note_font(), theme.colors.ink);
    ui.painter().vline(above.x, above.y..=top, Stroke::new(1.5, theme.colors.ink));
}

/// On which side of its line a name stands: away from the other line, unless the edge is too near. To the
/// right there is always room, over the count.
fn away(share: f64, other: f64) -> Align2 {
    let leftward = if share == other { share > 0.5 } else { share < other };
    if leftward && share > 0.25 { Align2::RIGHT_BOTTOM } else { Align2::LEFT_BOTTOM }
}

/// The share to which the line is moved by pointer, keyboard or screen reader.
fn moved(ui: &Ui, shown: &Shown, now: f64) -> Option<f64> {
    let response: &Response = &shown.response;
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    if let Some(at) = response.interact_pointer_pos().filter(|_| pressed) {
        return Some(shown.values(at)[0]);
    }
    if let Some(value) = paint::value_asked(ui, response) {
        return Some(value / 100.0);
    }
    let reader = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action)) as f64;
    let mut steps = reader(Action::Increment) - reader(Action::Decrement);
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let count = |key| ui.input(|input| input.num_presses(key)) as f64;
        steps += count(Key::ArrowRight) - count(Key::ArrowLeft);
    }
    (steps != 0.0).then_some(now + steps / 100.0)
}

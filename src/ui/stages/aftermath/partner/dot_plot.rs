//! Fifty futures as dots, and a line that a person sets: how many fall below it?

use crate::scenario::Material;
use crate::ui::Scene;
use crate::ui::plots::dots;
use crate::ui::theme::Theme;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::{number, paint};
use egui::accesskit::Action;
use egui::{Align2, EventFilter, Key, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The least and the greatest height of the plot, in points at ordinary type.
const HEIGHT: (f32, f32) = (104.0, 180.0);

/// Below which share a future counts as too little, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line(f64);

impl Default for Line {
    fn default() -> Self {
        Line(0.5)
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
pub fn show<'a>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    material: &mut Material,
    line: &mut Line,
    values: impl Fn(Material) -> &'a Vec<f64>,
    before: impl Fn(Material) -> f64,
) {
    let theme = scene.theme;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if let Some(chosen) = segmented::show(ui, "Dots", &MATERIALS, material, None).chosen {
            *material = chosen;
        }
        paint::note(ui, "each dot is one future in fifty, equally likely");
    });
    let scale = theme.size.note / 11.0;
    // In one history what is left over is the log’s.
    let most = if scene.playback.which.is_some() { HEIGHT.0 } else { HEIGHT.1 };
    let height = (ui.available_height() - 2.0).clamp(HEIGHT.0 * scale, most * scale);
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let figure = 112.0 * scale;
    let plot = Rect::from_min_max(
        pos2(place.left() + 8.0, place.top() + 34.0 * scale),
        pos2(place.right() - figure - 16.0, place.bottom() - 20.0 * scale),
    );
    let futures = values(*material);
    dots::axis(ui.painter(), theme, plot);
    mark_before(ui, theme, plot, before(*material), line.0);
    dots::draw(ui.painter(), theme, plot, futures, line.0);
    let below = dots::below(futures, line.0);
    let below = format!("{below} of {}", futures.len());
    count(ui, theme, Rect::from_min_max(pos2(place.right() - figure, plot.top()), place.max), &below);
    set_line(ui, theme, plot, line, before(*material), &below);
}

fn count(ui: &Ui, theme: &Theme, place: Rect, below: &str) {
    let colors = &theme.colors;
    let top = pos2(place.right(), place.top() + theme.size.figure * 0.6);
    ui.painter().text(top, Align2::RIGHT_CENTER, below, theme.figure_font(), colors.ink);
    let under = top + vec2(0.0, theme.size.figure);
    ui.painter().text(under, Align2::RIGHT_CENTER, "below your line", theme.note_font(), colors.ink_2);
}

fn mark_before(ui: &Ui, theme: &Theme, plot: Rect, share: f64, line: f64) {
    let x = plot.left() + plot.width() * share as f32;
    let ends = [pos2(x, plot.top() - 4.0), pos2(x, plot.bottom())];
    ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.0, theme.colors.ink_2), 2.0, 2.0));
    let text = format!("before: {}", number::percent(share));
    let at = pos2(x, plot.top() - 4.0);
    ui.painter().text(at, away(share, line), text, theme.note_font(), theme.colors.ink_2);
}

/// On which side of its mark a label stands: away from the other mark, unless the edge is too near. To
/// the right there is always room, over the count.
fn away(share: f64, other: f64) -> Align2 {
    let leftward = if share == other { share > 0.5 } else { share < other };
    if leftward && share > 0.25 { Align2::RIGHT_BOTTOM } else { Align2::LEFT_BOTTOM }
}

/// The line can be clicked, dragged, and moved by arrow keys.
fn set_line(ui: &mut Ui, theme: &Theme, plot: Rect, line: &mut Line, before: f64, below: &str) {
    let x = plot.left() + plot.width() * line.0 as f32;
    let text = format!("your line: {}", number::percent(line.0));
    let at = pos2(x, plot.top() - 4.0 - paint::note_line(theme));
    ui.painter().text(at, away(line.0, before), text, paint::strong_note(theme), theme.colors.ink);
    ui.painter().vline(x, at.y..=plot.top(), Stroke::new(1.5, theme.colors.ink));
    let response = ui.interact(plot.expand(4.0), ui.make_persistent_id("your line"), Sense::click_and_drag());
    if let Some(moved) = moved(ui, &response, plot, line.0) {
        *line = Line((moved.clamp(0.0, 1.0) * 100.0).round() / 100.0);
    }
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(format!("{}, {below} below", number::percent(line.0))),
        ..WidgetInfo::slider(true, line.0 * 100.0, "Your line")
    });
    response.on_hover_text(
        "Below which willingness a future is too little for you: click, drag, or use ← and →.",
    );
}

fn moved(ui: &Ui, response: &Response, plot: Rect, now: f64) -> Option<f64> {
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    if let Some(at) = response.interact_pointer_pos().filter(|_| pressed) {
        return Some(f64::from((at.x - plot.left()) / plot.width().max(1.0)));
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

//! A vertical slider of five levels: how much one recipient is told.

use super::paint;
use crate::scenario::Level;
use crate::ui::theme::Themed;
use egui::accesskit::Action;
use egui::{
    Color32, EventFilter, Id, Key, Rangef, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// A level slider.
pub struct LevelSlider<'a> {
    /// The accessible name: “Tell Russia”.
    pub name: &'a str,
    /// The level that is told.
    pub level: Level,
    /// The level held before the meeting.
    pub held: Level,
    /// The previewed level, if it differs.
    pub preview: Option<Level>,
    /// The heights of the five levels on the screen.
    pub heights: [f32; 5],
    /// The horizontal centre on the screen.
    pub center: f32,
    /// The width of the clickable area, in points.
    pub width: f32,
}

/// The user's choice.
pub struct LevelChoice {
    /// Another level was chosen by click, drag, key, or by a screen reader.
    pub chosen: Option<Level>,
    /// The level under the pointer, if it is not the current one.
    pub hovered: Option<Level>,
    /// The response of the slider.
    pub response: Response,
}

/// The radius of the knob, and of the mark of a level, in points.
const KNOB: f32 = 8.0;
const STEP: f32 = 4.0;

/// Shows the slider. Arrow keys move by a step, Home tells nothing, End tells all.
pub fn show(ui: &mut Ui, track: &LevelSlider<'_>) -> LevelChoice {
    let place = place(track);
    let mut response = ui.interact(place, id(ui, track.name), Sense::click_and_drag());
    let chosen = [by_pointer(ui, &response, track), by_key(ui, &response, track), by_reader(ui, &response)]
        .into_iter()
        .flatten()
        .next_back()
        .filter(|level| *level != track.level);
    if chosen.is_some() {
        response.mark_changed();
    }
    let idle = response.hovered() && !response.is_pointer_button_down_on();
    let hovered = response
        .hover_pos()
        .filter(|_| idle)
        .map(|at| nearest(&track.heights, at.y))
        .filter(|level| *level != track.level);
    draw(ui, track, hovered);
    declare(ui, &response, track);
    LevelChoice { chosen, hovered, response }
}

/// The id of the slider of this name.
pub fn id(ui: &Ui, name: &str) -> Id {
    ui.make_persistent_id(("track", name))
}

fn place(track: &LevelSlider<'_>) -> Rect {
    let [bottom, .., top] = track.heights;
    Rect::from_x_y_ranges(
        Rangef::new(track.center - track.width / 2.0, track.center + track.width / 2.0),
        Rangef::new(top - KNOB - 4.0, bottom + KNOB + 4.0),
    )
}

fn nearest(heights: &[f32; 5], y: f32) -> Level {
    let distance = |level: Level| (heights[level.index()] - y).abs();
    Level::ALL.into_iter().fold(
        Level::Withheld,
        |best, level| {
            if distance(level) < distance(best) { level } else { best }
        },
    )
}

fn by_pointer(ui: &Ui, response: &Response, track: &LevelSlider<'_>) -> Option<Level> {
    let pressed = response.clicked() || response.dragged() || response.is_pointer_button_down_on();
    let id = response.id.with("heights at the press");
    if !pressed {
        ui.data_mut(|data| data.remove::<[f32; 5]>(id));
        return None;
    }
    // The tear line moves with the choice, and rows with it: a drag is measured by where they stood when it began.
    let heights = ui.data_mut(|data| *data.get_temp_mut_or(id, track.heights));
    Some(nearest(&heights, response.interact_pointer_pos()?.y))
}

fn by_key(ui: &Ui, response: &Response, track: &LevelSlider<'_>) -> Option<Level> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input(|input| {
        if input.key_pressed(Key::Home) {
            return Some(Level::Withheld);
        }
        if input.key_pressed(Key::End) {
            return Some(Level::SourcesMethods);
        }
        let steps = input.num_presses(Key::ArrowUp) as i64 - input.num_presses(Key::ArrowDown) as i64;
        stepped(track.level, steps)
    })
    .or_else(|| by_reader_step(ui, response, track))
}

fn by_reader_step(ui: &Ui, response: &Response, track: &LevelSlider<'_>) -> Option<Level> {
    let count = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action)) as i64;
    stepped(track.level, count(Action::Increment) - count(Action::Decrement))
}

fn by_reader(ui: &Ui, response: &Response) -> Option<Level> {
    let value = super::paint::value_asked(ui, response)?;
    Some(Level::from_index(value.round().clamp(0.0, 4.0) as usize))
}

fn stepped(from: Level, steps: i64) -> Option<Level> {
    (steps != 0).then(|| Level::from_index((from.index() as i64 + steps).clamp(0, 4) as usize))
}

fn declare(ui: &Ui, response: &Response, track: &LevelSlider<'_>) {
    let index = track.level.index() as f64;
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(track.level.name().into()),
        ..WidgetInfo::slider(ui.is_enabled(), index, track.name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(4.0);
        node.set_numeric_value_step(1.0);
        for action in [Action::SetValue, Action::Increment, Action::Decrement] {
            node.add_action(action);
        }
    });
}

fn draw(ui: &Ui, track: &LevelSlider<'_>, hovered: Option<Level>) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let painter = ui.painter();
    let at = |level: Level| pos2(track.center, track.heights[level.index()]);
    let ends = [at(Level::SourcesMethods), at(Level::Withheld)];
    painter.line_segment(ends, Stroke::new(2.0, colors.line));
    painter.line_segment([at(track.level), at(Level::Withheld)], Stroke::new(4.0, colors.ink));
    for level in Level::ALL {
        let told = level <= track.level;
        let (fill, edge) = if told { (colors.ink, colors.ink) } else { (colors.panel, colors.line) };
        painter.circle(at(level), STEP, fill, Stroke::new(1.5, edge));
    }
    if track.held > Level::Withheld {
        held_mark(ui, at(track.held).y, track.center, colors.before_edge);
    }
    painter.circle(at(track.level), KNOB, colors.ink, Stroke::new(2.0, colors.panel));
    if let Some(tried) = hovered.or(track.preview) {
        paint::dashed_circle(painter, at(tried), KNOB, Stroke::new(1.5, colors.ink_2));
    }
}

/// A bar beside the track: from here down the recipient knows it already.
fn held_mark(ui: &Ui, y: f32, center: f32, color: Color32) {
    let mark = Rect::from_center_size(pos2(center + 13.0, y), vec2(6.0, 2.0));
    ui.painter().rect_filled(mark, 0.0, color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stop_at_both_ends() {
        assert_eq!(stepped(Level::Context, 1), Some(Level::SourcesMethods));
        assert_eq!(stepped(Level::SourcesMethods, 3), Some(Level::SourcesMethods));
        assert_eq!(stepped(Level::Gist, -5), Some(Level::Withheld));
        assert_eq!(stepped(Level::Gist, 0), None);
    }
}

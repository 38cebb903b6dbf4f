//! The time slider: which month is shown, with the repairs as flags.

use crate::scenario::{Plan, Repair};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{RADIUS, Themed};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Commands, PlayCommand, Scene, Stage};
use egui::accesskit::Action;
use egui::{
    Align2, EventFilter, Key, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// The height of the slider with its flags and numbers, in points.
const HEIGHT: f32 = 40.0;
const KNOB: f32 = 7.0;

const TIP: &str = "The month that the map and the plots show. Click, drag, or use ← and →.";
const REPAIR_TIP: &str = "The month that the map and the plots show. Click, drag, or use ← and →. \
                          A double click adds a repair in that month for the partner that is looked at.";

/// Shows the month, steps back and forth, and the slider, in a width in points. Returns the month that was
/// double-clicked.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, width: f32) -> Option<u32> {
    let theme = ui.theme();
    let last = last_month(scene);
    let scale = theme.size.note / 11.0;
    let mut double_clicked = None;
    ui.allocate_ui(vec2(width, HEIGHT * scale), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.set_height(HEIGHT * scale);
            let text = theme.semibold(format!("Month {}", scene.month));
            let before = ui.cursor().left();
            ui.label(text);
            // The widest month is reserved, so that the slider does not move.
            ui.add_space((before + 72.0 * scale - ui.cursor().left()).max(0.0));
            transport(ui, scene, commands, last);
            ui.add_space(12.0);
            let room = ui.available_width() - 8.0;
            let place = ui.allocate_exact_size(vec2(room.max(60.0), HEIGHT * scale), Sense::hover()).0;
            double_clicked = slider(ui, scene, commands, &Track { place, last, scale });
        });
    });
    double_clicked
}

/// Lets time run, holds it, and goes step by step: by months, or in one history by events.
fn transport(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, last: u32) {
    let playback = &scene.playback;
    let (icon, name) = if playback.playing { (Icon::Pause, "Pause") } else { (Icon::Play, "Play") };
    if icons::button(ui, icon, name).clicked() {
        commands.send(PlayCommand::PlayOrPause);
    }
    let month = scene.month;
    let [back, on] = if playback.which.is_some() {
        [
            ("Event before", Some(PlayCommand::StepEvents(-1))),
            ("Next event", Some(PlayCommand::StepEvents(1))),
        ]
    } else {
        let next = (month < last).then_some(month + 1);
        [
            ("Month before", month.checked_sub(1).map(PlayCommand::ShowMonth)),
            ("Next month", next.map(PlayCommand::ShowMonth)),
        ]
    };
    for (icon, (name, step)) in [(Icon::StepBack, back), (Icon::Step, on)] {
        ui.add_enabled_ui(step.is_some(), |ui| {
            if icons::button(ui, icon, name).clicked() {
                step.into_iter().for_each(|step| commands.send(step));
            }
        });
    }
    speed(ui, scene, commands);
}

/// The speed of playback; a click takes the next of a few.
fn speed(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    const SPEEDS: [(f32, &str); 4] = [(0.5, "½×"), (1.0, "1×"), (2.0, "2×"), (4.0, "4×")];
    let now = scene.playback.speed;
    let known = SPEEDS.iter().find(|(speed, _)| *speed == now);
    let shown = known.map_or_else(|| format!("{now}×"), |(_, text)| (*text).to_owned());
    // After the fastest comes the slowest.
    let next = SPEEDS.iter().map(|(speed, _)| *speed).find(|speed| *speed > now).unwrap_or(SPEEDS[0].0);
    let text = ui.theme().note(&shown).color(ui.theme().colors.ink);
    let size = vec2(ui.theme().grown(30.0), ui.theme().control_height());
    let button = ui.add_sized(size, egui::Button::new(text).frame(false));
    let name = format!("Speed {shown}");
    if button.accessible_name(name).on_hover_text("How fast time runs; click for another speed.").clicked() {
        commands.send(PlayCommand::SetSpeed(next));
    }
}

/// The last month there is anything to see of.
pub fn last_month(scene: &Scene<'_>) -> u32 {
    scene.shown.map_or(scene.scenario.horizon_months, |result| result.projection.horizon_months)
}

struct Track {
    place: Rect,
    last: u32,
    scale: f32,
}

impl Track {
    fn y(&self) -> f32 {
        self.place.center().y
    }

    fn x(&self, month: u32) -> f32 {
        let share = month as f32 / self.last.max(1) as f32;
        self.place.left() + self.place.width() * share.min(1.0)
    }

    fn month_at(&self, x: f32) -> u32 {
        let share = (x - self.place.left()) / self.place.width().max(1.0);
        (share.clamp(0.0, 1.0) * self.last as f32).round() as u32
    }
}

/// Shows the slider, and returns the month that was double-clicked.
fn slider(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, track: &Track) -> Option<u32> {
    let id = ui.make_persistent_id("month");
    let area = Rect::from_x_y_ranges(track.place.x_range(), track.y() - 9.0..=track.y() + 9.0)
        .expand2(vec2(8.0, 0.0));
    let response = ui.interact(area, id, Sense::click_and_drag());
    let asked = by_pointer(&response, track).or_else(|| by_key(ui, &response, scene.month, track.last));
    declare(ui, &response, scene.month, track.last);
    draw(ui, scene, track);
    flags(ui, scene, track);
    let double_clicked = response.interact_pointer_pos().filter(|_| response.double_clicked());
    let repairs = scene.stage == Stage::Aftermath && scene.playback.seat.is_none();
    response.on_hover_text(if repairs { REPAIR_TIP } else { TIP });
    if let Some(month) = asked.filter(|month| *month != scene.month) {
        commands.send(PlayCommand::ShowMonth(month));
    }
    double_clicked.map(|at| track.month_at(at.x))
}

fn by_pointer(response: &Response, track: &Track) -> Option<u32> {
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    let at = response.interact_pointer_pos().filter(|_| pressed)?;
    Some(track.month_at(at.x))
}

fn by_key(ui: &Ui, response: &Response, month: u32, last: u32) -> Option<u32> {
    let reader = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action)) as i64;
    let mut steps = reader(Action::Increment) - reader(Action::Decrement);
    if let Some(value) = paint::value_asked(ui, response) {
        return Some(value.round().clamp(0.0, f64::from(last)) as u32);
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let count = |key| ui.input(|input| input.num_presses(key)) as i64;
        steps += count(Key::ArrowRight) - count(Key::ArrowLeft);
        steps += 6 * (count(Key::PageDown) - count(Key::PageUp));
        steps -= if count(Key::Home) > 0 { i64::from(last) } else { 0 };
        steps += if count(Key::End) > 0 { i64::from(last) } else { 0 };
    }
    (steps != 0).then(|| (i64::from(month) + steps).clamp(0, i64::from(last)) as u32)
}

fn declare(ui: &Ui, response: &Response, month: u32, last: u32) {
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(format!("month {month}")),
        ..WidgetInfo::slider(ui.is_enabled(), f64::from(month), "Month")
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(f64::from(last));
        node.set_numeric_value_step(1.0);
        for action in [Action::SetValue, Action::Increment, Action::Decrement] {
            node.add_action(action);
        }
    });
}

fn draw(ui: &Ui, scene: &Scene<'_>, track: &Track) {
    let (colors, painter, y) = (&ui.theme().colors, ui.painter(), track.y());
    let line = Rect::from_x_y_ranges(track.place.x_range(), y - 2.0..=y + 2.0);
    painter.rect_filled(line, f32::from(RADIUS), colors.sunk);
    let past = Rect::from_x_y_ranges(track.place.left()..=track.x(scene.month), line.y_range());
    painter.rect_filled(past, f32::from(RADIUS), colors.ink_3);
    let every = label_step(ui, track.last, track.place.width());
    for month in (0..=track.last).step_by(every as usize) {
        let at = pos2(track.x(month), y + 13.0 * track.scale);
        painter.vline(at.x, y + 3.0..=y + 6.0, Stroke::new(1.0, colors.line));
        painter.text(at, Align2::CENTER_CENTER, month.to_string(), ui.theme().note_font(), colors.ink_2);
    }
    let knob = pos2(track.x(scene.month), y);
    painter.circle(knob, KNOB, colors.ink, Stroke::new(2.0, colors.panel));
}

/// The number of months between two labels: one that a year is counted in, and that leaves room.
fn label_step(ui: &Ui, last: u32, width: f32) -> u32 {
    let most = (width / (ui.theme().size.note * 2.6)).max(1.0) as u32;
    // A label every five years leaves room in any width, up to the longest horizon.
    [1, 2, 3, 6, 12, 24, 48].into_iter().find(|step| last / step <= most).unwrap_or(60)
}

fn flags(ui: &mut Ui, scene: &Scene<'_>, track: &Track) {
    // A partner does not know which repairs home plans.
    if scene.playback.seat.is_some() {
        return;
    }
    let months: Vec<u32> = flagged(scene.plan, track.last);
    for (index, month) in months.iter().enumerate() {
        let x = track.x(*month);
        let next = months.get(index + 1).map_or(track.place.right() + 8.0, |month| track.x(*month));
        flag(ui, track, &Flag { x, room: next - x - 10.0, repairs: named(scene, *month) });
    }
}

fn flagged(plan: &Plan, last: u32) -> Vec<u32> {
    let mut months: Vec<u32> =
        plan.repairs.iter().map(|repair| repair.month).filter(|month| *month <= last).collect();
    months.sort_unstable();
    months.dedup();
    months
}

fn named(scene: &Scene<'_>, month: u32) -> Vec<String> {
    let here = |repair: &&Repair| repair.month == month;
    scene.plan.repairs.iter().filter(here).map(|repair| repair.kind.name()).collect()
}

/// The flag of a month with repairs.
struct Flag {
    /// The middle of the month on the screen, in points.
    x: f32,
    /// The room for a text to the right of it, in points.
    room: f32,
    /// The kinds of its repairs.
    repairs: Vec<String>,
}

fn flag(ui: &mut Ui, track: &Track, flag: &Flag) {
    let Flag { x, room, ref repairs } = *flag;
    let theme = ui.theme();
    let tip = pos2(x, track.y() - 4.0);
    let (half, high) = (4.5, 11.0);
    let corner = |dx: f32, dy: f32| Pos2::new(tip.x + dx, tip.y + dy);
    let shape = vec![
        corner(-half, -high),
        corner(half, -high),
        corner(half, -4.0),
        corner(0.0, 0.0),
        corner(-half, -4.0),
    ];
    ui.painter().add(Shape::convex_polygon(shape, theme.colors.ink_2, Stroke::NONE));
    let text = repairs.join(", ");
    let more = repairs.iter().skip(1).len();
    let first = repairs.first().map(|first| format!("{first}, {more} more"));
    let texts = std::iter::once(text.as_str()).chain(first.as_deref().filter(|_| more > 0));
    if let Some(whole) = paint::whole(ui, texts, &theme.note_font(), room) {
        let galley =
            paint::StyledText::new(whole, theme.note_font(), theme.colors.ink_2).elided(ui, f32::INFINITY, 1);
        // Large type stands higher, clear of the track.
        let y = tip.y - high / 2.0 - 0.5 * (theme.size.note - 11.0);
        paint::left(ui, pos2(x + half + 3.0, y), galley, theme.colors.ink_2);
    }
    let area = Rect::from_center_size(corner(0.0, -high / 2.0), vec2(16.0, high + 4.0));
    let response = ui.interact(area, ui.make_persistent_id(("flag", x as i32)), Sense::hover());
    paint::described(&response, || text.as_str());
    explain::tip(response, |ui| {
        ui.label(theme.text(text.as_str()));
    });
}

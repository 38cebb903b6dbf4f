//! The plan of the lesson: where it stands, the timer of the step, and what must be left out to end on time.

use super::ClassView;
use super::room::content::clock;
use crate::analysis::number_format::counted;
use crate::lesson::timing::{Schedule, TimerSign};
use crate::scenario::Step;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{GRID, RADIUS, Themed};
use crate::ui::widgets::paint::StyledText;
use crate::ui::{Commands, widgets::paint};
use egui::{Align2, Label, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows the timer, the schedule and the steps.
pub fn show(ui: &mut Ui, class: &ClassView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let lesson = &class.session.lesson;
    ui.add(Label::new(theme.heading(&lesson.name)).truncate()).on_hover_text(&lesson.name);
    let gone = (class.now / 60.0).floor() as u64;
    ui.label(theme.note(format!("{gone} of {}", counted(u64::from(lesson.minutes()), "minute"))));
    // The time stands first: it is looked at most often, and in a small window the list goes on below the edge.
    timer(ui, class, commands);
    schedule(ui, class);
    ui.add_space(GRID);
    paint::hairline(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let current = class.session.step();
    for (index, step) in lesson.steps.iter().enumerate() {
        row(ui, Row { step, index, is_current: index == current, is_over: index < current }, commands);
    }
}

/// A step in the list.
struct Row<'a> {
    step: &'a Step,
    index: usize,
    is_current: bool,
    is_over: bool,
}

fn row(ui: &mut Ui, row: Row<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let Row { step, index, is_current, is_over } = row;
    let (place, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme.control_height()), Sense::click());
    let minutes = format!("{} min", step.minutes);
    response.widget_info(|| {
        let name = format!("Step {}: {}, {minutes}", index + 1, step.name());
        WidgetInfo::selected(Role::Button, true, is_current, name)
    });
    let ink = if is_current {
        ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.ink);
        theme.colors.panel
    } else {
        if response.hovered() {
            ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
        }
        if is_over { theme.colors.ink_2 } else { theme.colors.ink }
    };
    let inner = place.shrink2(vec2(GRID, 0.0));
    let at_right =
        ui.painter().text(inner.right_center(), Align2::RIGHT_CENTER, minutes, theme.note_font(), ink);
    let font = if is_current { theme.semibold_font() } else { theme.text_font() };
    let room = at_right.left() - inner.left() - GRID;
    let name = StyledText::new(step.name(), font, ink).elided(ui, room, 1);
    paint::left(ui, inner.left_center(), name, ink);
    let hint = if step.may_skip { "\nMay be left out." } else { "" };
    if response.on_hover_text(format!("Go to this step: {}.{hint}", step.name())).clicked() {
        commands.send(ClassroomCommand::GoToStep(index));
    }
}

/// The height of the bar that shows how much of the step is over, in points.
const BAR: f32 = 6.0;

fn timer(ui: &mut Ui, class: &ClassView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let timer = class.session.timer();
    let left = timer.left(class.now);
    let over = timer.sign(class.now) == Some(TimerSign::Over);
    let color = if over { theme.colors.worse_text } else { theme.colors.ink };
    let says = match timer.sign(class.now) {
        Some(TimerSign::Over) => "over time",
        Some(TimerSign::OneMinute) => "less than a minute left",
        Some(TimerSign::Half) => "half of the time is over",
        None => "",
    };
    ui.horizontal(|ui| {
        let name = format!("Time left: {}", clock(left));
        ui.label(theme.figure(clock(left)).color(color)).accessible_name(&name);
        ui.label(theme.note(format!("of {}", clock(timer.planned()))));
    });
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
    ui.painter().rect_filled(bar, BAR / 2.0, theme.colors.sunk);
    let share = (timer.elapsed(class.now) / timer.planned()).clamp(0.0, 1.0) as f32;
    let done = Rect::from_min_max(bar.min, pos2(bar.left() + share * bar.width(), bar.bottom()));
    ui.painter().rect_filled(done, BAR / 2.0, color);
    // The line stays where there is nothing to say, so that nothing below it moves.
    ui.label(theme.note(if says.is_empty() { " " } else { says }).color(color));
    ui.horizontal_wrapped(|ui| {
        let mut button = |text: &str, explains: &str, command: ClassroomCommand| {
            if ui.button(theme.text(text)).on_hover_text(explains).clicked() {
                commands.send(command);
            }
        };
        button("− 1 min", "Take a minute from this step.", ClassroomCommand::AddMinutes(-1));
        button("+ 1 min", "Give this step another minute.", ClassroomCommand::AddMinutes(1));
        let (text, explains) = match timer.is_paused() {
            true => ("Go on", "Set the timer going again.\nP"),
            false => ("Pause", "Stop the timer.\nP"),
        };
        button(text, explains, ClassroomCommand::TogglePause);
    });
}

/// What must be left out for the lesson to end on time.
fn schedule(ui: &mut Ui, class: &ClassView<'_>) {
    let (session, theme) = (class.session, ui.theme());
    let left = session.timer().left(class.now);
    let schedule = Schedule::of(&session.lesson, session.step(), class.now, left);
    let minutes = schedule.late.round() as i64;
    if minutes < 1 {
        return;
    }
    let late = counted(minutes.unsigned_abs(), "minute");
    let names: Vec<String> = schedule
        .skip
        .iter()
        .filter_map(|step| session.lesson.steps.get(*step))
        .map(|step| format!("“{}”", step.name()))
        .collect();
    let advice = match (&names[..], schedule.in_time) {
        ([], _) => "no step may be left out.".to_owned(),
        (names, true) => format!("leave out {}.", names.join(", ")),
        (names, false) => format!("even without {} it ends late.", names.join(", ")),
    };
    ui.add(Label::new(theme.note(format!("{late} late: {advice}"))).wrap());
}

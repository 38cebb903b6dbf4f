//! The line above an answer: its basis, its progress with a button to stop it, and buttons to copy or save its
//! table.

use crate::analysis::number_format::percent;
use crate::ui::chrome::status_bar::STOPPABLE_AFTER_SECONDS;
use crate::ui::query::Progress;
use crate::ui::table_buttons::table_buttons;
use crate::ui::theme::{RADIUS, STALE_OPACITY, Themed};
use crate::ui::widgets::paint;
use crate::ui::widgets::right_group::{right_group, room_before};
use crate::ui::{Answer, Commands, Query, QueryCommand, QueryState, Scene, TableId};
use egui::{Align, Button, Label, Layout, Rect, Sense, Ui, vec2};

/// The width of the progress bar, in points at ordinary type.
const BAR: f32 = 72.0;

/// The line above the answer to a query.
pub struct AnswerLine<'q> {
    /// The query.
    pub query: &'q Query,
    /// The histories behind the answer, in a few words.
    pub basis: &'q str,
    /// The table of the answer, if it can be copied and saved.
    pub table: Option<TableId>,
}

impl AnswerLine<'_> {
    /// Shows the line, and returns the answer if there is one. A stale answer fades what is drawn after it.
    pub fn show<'a>(&self, ui: &mut Ui, scene: &Scene<'a>, commands: &mut Commands) -> Option<&'a Answer> {
        let AnswerLine { query, basis, table } = *self;
        let found = scene.find(query, commands);
        let theme = ui.theme();
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), theme.control_height()),
            Layout::left_to_right(Align::Center),
            |ui| {
                let known = found.is_some_and(|(answer, _)| !matches!(answer, Answer::Nothing(_)));
                let pending = scene.pending(query);
                // Where there is no room for both, what runs goes before buttons for what is not finished.
                let needed = match pending {
                    Some(QueryState::Running(progress)) => Running::new(progress).width(ui),
                    Some(QueryState::Stopped) => waiting_width(ui, STOPPED),
                    Some(QueryState::Long(time)) => waiting_width(ui, &takes_about(time)),
                    None => 0.0,
                };
                let table = table.filter(|_| needed <= room_before(ui, TAKE_OUT));
                let room = if table.is_some() { room_before(ui, TAKE_OUT) } else { ui.available_width() };
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    match pending {
                        Some(QueryState::Running(progress)) => {
                            Running::new(progress).show(ui, commands, query);
                        }
                        Some(QueryState::Stopped) => waiting(ui, commands, query, STOPPED),
                        Some(QueryState::Long(time)) => {
                            waiting(ui, commands, query, &takes_about(time));
                        }
                        None => {
                            paint::note(ui, basis).on_hover_text(basis);
                        }
                    }
                });
                if let Some(table) = table {
                    right_group(ui, TAKE_OUT, |ui| take_out(ui, commands, table, known));
                }
            },
        );
        let (answer, current) = found?;
        if let Answer::Nothing(why) = answer {
            if current {
                ui.add(Label::new(theme.quiet(why)).wrap());
            }
            return None;
        }
        ui.multiply_opacity(if current || answer.is_partial() { 1.0 } else { STALE_OPACITY });
        Some(answer)
    }
}

/// The progress of a question that is being answered, with a button to stop it.
struct Running {
    progress: Progress,
    text: String,
}

impl Running {
    fn new(progress: Progress) -> Self {
        let Progress { total, .. } = progress;
        let mut text = if total > 1 { percent(Self::share(&progress).into()) } else { "computing".into() };
        if let Some(left) = progress.long_time_left() {
            text += &format!(", about {left} left");
        }
        Running { progress, text }
    }

    fn share(progress: &Progress) -> f32 {
        (progress.done as f32 / progress.total.max(1) as f32).clamp(0.0, 1.0)
    }

    /// The width of all of it, in points.
    fn width(&self, ui: &Ui) -> f32 {
        let gap = ui.spacing().item_spacing.x;
        ui.theme().grown(BAR) + gap + self.text_width(ui) + gap + self.stop_width(ui)
    }

    fn text_width(&self, ui: &Ui) -> f32 {
        paint::width(ui, &self.text, ui.theme().note_font()).ceil()
    }

    /// The width of the button, in points; 0 if there is none yet.
    fn stop_width(&self, ui: &Ui) -> f32 {
        match self.is_stoppable() {
            true => button_width(ui, STOP),
            false => 0.0,
        }
    }

    fn is_stoppable(&self) -> bool {
        self.progress.seconds >= STOPPABLE_AFTER_SECONDS
    }

    /// Shows it: without the bar where there is no room for it.
    fn show(&self, ui: &mut Ui, commands: &mut Commands, query: &Query) {
        let theme = ui.theme();
        if self.width(ui) <= ui.available_width() {
            let (place, response) = ui.allocate_exact_size(vec2(theme.grown(BAR), 6.0), Sense::hover());
            ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
            let width = place.width() * Self::share(&self.progress);
            let part = Rect::from_min_size(place.min, vec2(width, place.height()));
            ui.painter().rect_filled(part, f32::from(RADIUS), theme.colors.ink_3);
            paint::described(&response, || self.text.as_str());
        }
        let room = ui.available_width() - ui.spacing().item_spacing.x - self.stop_width(ui);
        ui.scope(|ui| {
            ui.set_max_width(room.max(0.0));
            ui.add(Label::new(theme.note(&self.text)).truncate());
        });
        if self.is_stoppable() {
            let stop = Button::new(theme.note(STOP).color(theme.colors.ink));
            if ui.add(stop).on_hover_text("Stop computing; results so far stay.").clicked() {
                commands.send(QueryCommand::Stop(query.clone()));
            }
        }
    }
}

const STOP: &str = "Stop";
const COMPUTE: &str = "Compute";
const STOPPED: &str = "Stopped.";

fn takes_about(time: &str) -> String {
    format!("Takes about {time}.")
}

/// The width of a small button, in points.
fn button_width(ui: &Ui, text: &str) -> f32 {
    paint::width(ui, text, ui.theme().note_font()).ceil() + 2.0 * ui.spacing().button_padding.x
}

/// The width of a query that begins when it is asked for, in points.
fn waiting_width(ui: &Ui, why: &str) -> f32 {
    let why = paint::width(ui, why, ui.theme().note_font()).ceil();
    why + ui.spacing().item_spacing.x + button_width(ui, COMPUTE)
}

/// A query that begins when it is asked for, and why it waits.
fn waiting(ui: &mut Ui, commands: &mut Commands, query: &Query, why: &str) {
    ui.label(ui.theme().note(why));
    let compute = Button::new(ui.theme().note(COMPUTE).color(ui.theme().colors.ink));
    if ui.add(compute).on_hover_text("Start, and run to the end.").clicked() {
        commands.send(QueryCommand::Ask(query.clone()));
    }
}

/// The group of buttons that save or copy a table.
const TAKE_OUT: &str = "take out";

/// Buttons that save or copy a table.
fn take_out(ui: &mut Ui, commands: &mut Commands, table: TableId, known: bool) {
    let theme = ui.theme();
    ui.add_enabled_ui(known, |ui| {
        let button = |text: &str| Button::new(theme.note(text).color(theme.colors.ink));
        table_buttons(ui, commands, table, button);
    });
}

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
                let room = room_before(ui, TAKE_OUT);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    match scene.pending(query) {
                        Some(QueryState::Running(progress)) => running(ui, commands, query, progress),
                        Some(QueryState::Stopped) => waiting(ui, commands, query, "Stopped."),
                        Some(QueryState::Long(time)) => {
                            waiting(ui, commands, query, &format!("Takes about {time}."));
                        }
                        None => {
                            paint::note(ui, basis).on_hover_text(basis);
                        }
                    }
                });
                let known = found.is_some_and(|(answer, _)| !matches!(answer, Answer::Nothing(_)));
                right_group(ui, TAKE_OUT, |ui| {
                    table.into_iter().for_each(|table| take_out(ui, commands, table, known));
                });
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

fn running(ui: &mut Ui, commands: &mut Commands, query: &Query, progress: Progress) {
    let theme = ui.theme();
    let Progress { done, total, seconds, .. } = progress;
    let (place, response) = ui.allocate_exact_size(vec2(theme.grown(BAR), 6.0), Sense::hover());
    ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
    let share = (done as f32 / total.max(1) as f32).clamp(0.0, 1.0);
    let part = Rect::from_min_size(place.min, vec2(place.width() * share, place.height()));
    ui.painter().rect_filled(part, f32::from(RADIUS), theme.colors.ink_3);
    let mut text = if total > 1 { percent(f64::from(share)) } else { "computing".into() };
    if let Some(left) = progress.long_time_left() {
        text += &format!(", about {left} left");
    }
    paint::described(&response, || text.as_str());
    ui.label(theme.note(text));
    if seconds >= STOPPABLE_AFTER_SECONDS {
        let stop = Button::new(theme.note("Stop").color(theme.colors.ink));
        if ui.add(stop).on_hover_text("Stop computing; results so far stay.").clicked() {
            commands.send(QueryCommand::Stop(query.clone()));
        }
    }
}

/// A query that begins when it is asked for, and why it waits.
fn waiting(ui: &mut Ui, commands: &mut Commands, query: &Query, why: &str) {
    ui.label(ui.theme().note(why));
    let compute = Button::new(ui.theme().note("Compute").color(ui.theme().colors.ink));
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

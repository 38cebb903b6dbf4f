//! The bar along the bottom: the number of histories, the running computation, and whether all is saved.

use crate::analysis::number_format::{counted, plain_percent, thousands};
use crate::ui::command::{ExportCommand, ExportKind};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::widgets::right_group::{right_group_in_bar, room_before};
use crate::ui::{Commands, DisplayCommand, ProjectionCommand, ViewCommand};
use egui::{Align, Button, Checkbox, Label, Layout, Ui, vec2};

/// The narrowest bar, in points at ordinary type, that holds all that is said of the histories.
const WHOLE_BASIS: f32 = 720.0;

/// The state of the projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activity {
    /// Nothing runs.
    Idle,
    /// A run is under way.
    Running {
        /// Histories done.
        done: u64,
        /// Histories asked for.
        total: u64,
        /// Seconds since it was started.
        seconds: f64,
    },
    /// The run was stopped or failed.
    Stopped,
}

/// Something that is being worked out for a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunningExport {
    /// What it is.
    pub kind: ExportKind,
    /// The share that is done, where one can be told.
    pub share: Option<f64>,
    /// Seconds since it was begun.
    pub seconds: f64,
}

/// The age of a run, in seconds, at which a button to stop it appears: shorter runs end before it could be
/// clicked, and the button would only flicker.
pub const STOPPABLE_AFTER_SECONDS: f64 = 1.0;

/// The histories behind the numbers on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// There are no numbers on the screen.
    NoNumbers,
    /// No projection yet.
    Nothing,
    /// All histories.
    Histories {
        /// The number of histories.
        count: u64,
        /// Whether they are of the document as it stands.
        is_current: bool,
    },
    /// The number of histories of a quick run, which stands in until the full run is done.
    QuickRun(u64),
}

/// The switch that sets the window to the histories in which the originator learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SupposeSwitch {
    /// It can be pressed; whether it is.
    Offered(bool),
    /// There is nothing to suppose, for a reason that is the clause after “under this plan”.
    Nothing(&'static str),
}

/// Whether it can be read how the case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatHappened {
    /// Nobody has written it.
    Unwritten,
    /// It is hidden, with the plan that retells history and the lesson.
    Hidden,
    /// The briefing tells it.
    Shown,
}

/// The contents of the bar.
pub struct StatusBar<'a> {
    /// The histories behind the numbers.
    pub basis: Basis,
    /// The state of the projection.
    pub activity: Activity,
    /// What is being worked out for a file.
    pub export: Option<RunningExport>,
    /// Whether only histories are shown in which the originator learns.
    pub suppose: SupposeSwitch,
    /// Whether the case has an outcome, and whether it can be read.
    pub what_happened: WhatHappened,
    /// The state of saving, in words.
    pub saved: &'a str,
    /// What was done last, while it is said.
    pub done: Option<&'a str>,
}

/// Shows the bar: at the right end what is saved, in the room before it the rest.
pub fn show(ui: &mut Ui, bar: &StatusBar<'_>, commands: &mut Commands) {
    ui.spacing_mut().button_padding = vec2(8.0, 1.0);
    let width = ui.max_rect().width();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let room = room_before(ui, SAVED);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add_space(MARGIN);
            if bar.basis != Basis::NoNumbers {
                numbers(ui, bar, width < ui.theme().grown(WHOLE_BASIS), commands);
            }
            if let Some(done) = bar.done {
                say_done(ui, done);
            }
        });
        right_group_in_bar(ui, SAVED, |ui| {
            ui.add_space(GRID);
            if bar.basis != Basis::NoNumbers {
                what_happened(ui, bar.what_happened, commands);
            }
            ui.label(ui.theme().note(bar.saved));
            ui.add_space(MARGIN);
        });
    });
}

/// The group at the right end.
const SAVED: &str = "saved";

/// Shows what the numbers on the screen are of, and their computation.
fn numbers(ui: &mut Ui, bar: &StatusBar<'_>, narrow: bool, commands: &mut Commands) {
    let [brief, rest] = basis(bar.basis);
    let whole = format!("{brief}{rest}");
    ui.label(ui.theme().note(if narrow { &brief } else { &whole })).on_hover_text(&whole);
    suppose(ui, bar.suppose, commands);
    activity(ui, bar, commands);
}

fn say_done(ui: &mut Ui, done: &str) {
    let theme = ui.theme();
    ui.add_space(GRID);
    icons::show(ui, Icon::Check, theme.size.note, theme.colors.ink);
    ui.add(Label::new(theme.note(done).color(theme.colors.ink)).truncate()).on_hover_text(done);
}

/// Shows the switch; where it has no effect, with the reason beside it.
fn suppose(ui: &mut Ui, switch: SupposeSwitch, commands: &mut Commands) {
    let theme = ui.theme();
    let supposed = switch == SupposeSwitch::Offered(true);
    let mut wanted = supposed;
    let checkbox = Checkbox::new(&mut wanted, theme.note("Suppose it learns"));
    if let SupposeSwitch::Nothing(why) = switch {
        let whole = format!("Nothing to suppose: under this plan {why}.");
        ui.add_enabled(false, checkbox).on_disabled_hover_text(&whole);
        ui.add(Label::new(theme.note(why)).truncate()).on_hover_text(whole);
        return;
    }
    ui.add(checkbox).on_hover_text(
        "Show only the histories in which every originator whose promise was broken learns of it in month 0. \
         The questions of Why and Compare are answered for all histories.",
    );
    if wanted != supposed {
        commands.send(ProjectionCommand::SupposeLearning(wanted));
    }
}

/// The number of histories, and what else is to be known of them.
fn basis(basis: Basis) -> [String; 2] {
    let histories = |count, rest: &str| [counted(count, "history"), rest.to_owned()];
    match basis {
        Basis::NoNumbers => [String::new(), String::new()],
        Basis::Nothing => ["Nothing is projected yet".to_owned(), String::new()],
        Basis::QuickRun(count) => histories(count, ", a quick run"),
        Basis::Histories { count, is_current: true } => histories(count, ", same luck for every plan"),
        Basis::Histories { count, is_current: false } => histories(count, ", before the last change"),
    }
}

/// What is being worked out for a file, and the way to stop it.
fn export(ui: &mut Ui, running: RunningExport, commands: &mut Commands) {
    let share = running.share.map_or_else(String::new, |share| format!(", {}", plain_percent(share)));
    ui.label(ui.theme().note(format!("Saving {}{share} …", running.kind.name())));
    if running.seconds >= STOPPABLE_AFTER_SECONDS && note_button(ui, "Stop", "Write nothing.") {
        commands.send(ExportCommand::Stop);
    }
}

fn activity(ui: &mut Ui, bar: &StatusBar<'_>, commands: &mut Commands) {
    if let Some(running) = bar.export {
        export(ui, running, commands);
    }
    match bar.activity {
        Activity::Idle => {}
        Activity::Running { done, total, seconds } => {
            ui.label(ui.theme().note(format!("{} of {}", thousands(done), counted(total, "history"))));
            if seconds >= STOPPABLE_AFTER_SECONDS
                && note_button(ui, "Stop", "Stop computing; what is shown stays.")
            {
                commands.send(ProjectionCommand::Stop);
            }
        }
        Activity::Stopped => {
            ui.label(ui.theme().note("The projection was stopped"));
            if note_button(ui, "Run again", "Project what is on the screen.") {
                commands.send(ProjectionCommand::Restart);
            }
        }
    }
}

/// The way to see what happened, or to read it.
fn what_happened(ui: &mut Ui, what_happened: WhatHappened, commands: &mut Commands) {
    let hidden = "The plan that was carried out, the lesson and the outcome are hidden, so that you decide first. \
                  The switch is also in the Library.";
    match what_happened {
        WhatHappened::Unwritten => {}
        WhatHappened::Hidden => {
            if note_button(ui, "Show what happened", hidden) {
                commands.send(DisplayCommand::HideWhatHappened(false));
            }
        }
        WhatHappened::Shown => {
            if note_button(ui, "Read what happened", "The briefing, with how it ended.") {
                commands.send(ViewCommand::ReadWhatHappened);
            }
        }
    }
}

fn note_button(ui: &mut Ui, name: &str, explains: &str) -> bool {
    ui.add(Button::new(ui.theme().note(name))).on_hover_text(explains).clicked()
}

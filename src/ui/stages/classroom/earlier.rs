//! Earlier classes of the case: go on with one, save its report, or put two side by side.

use super::papers::{self, Report};
use crate::analysis::number_format::counted;
use crate::export::class::two_classes;
use crate::lesson::ClassSession;
use crate::lesson::two_classes::TwoClasses;
use crate::ui::command::{ClassChoice, ClassroomCommand};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::paper;
use crate::ui::{Commands, Scene};
use egui::{Label, Ui};

/// The sessions that were kept, and how each is called.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// The sessions of all cases, the newest first.
    pub kept: &'a [ClassSession],
    /// When a session began, in words.
    pub when: fn(&ClassSession) -> String,
}

/// Two classes that are to be put side by side.
#[derive(Debug, Default)]
pub struct Choice {
    /// The times at which their sessions began, in seconds since 1970: at most two.
    chosen: Vec<u64>,
    /// Whether they are shown.
    is_shown: bool,
}

/// The sessions that are listed; earlier ones stay in their files.
const LISTED: usize = 12;

impl Earlier<'_> {
    /// The name of a class: its own, or when it began.
    fn name(&self, session: &ClassSession) -> String {
        let when = (self.when)(session);
        if session.class.is_empty() { when } else { format!("{}, {when}", session.class) }
    }

    /// The two sessions that were chosen, the earlier one first.
    fn pair(&self, choice: &Choice) -> Option<[&ClassSession; 2]> {
        let [one, other] = choice.chosen[..] else { return None };
        let (one, other) = (one.min(other), one.max(other));
        let of = |began: u64| self.kept.iter().find(|session| session.began == began);
        Some([of(one)?, of(other)?])
    }
}

/// Lists the sessions of this case, if there are any.
pub fn list(
    ui: &mut Ui,
    scene: &Scene<'_>,
    earlier: Earlier<'_>,
    choice: &mut Choice,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let of_case: Vec<&ClassSession> = earlier
        .kept
        .iter()
        .filter(|session| session.case == scene.scenario.about.title)
        .take(LISTED)
        .collect();
    choice.chosen.retain(|began| of_case.iter().any(|session| session.began == *began));
    if of_case.is_empty() {
        return;
    }
    ui.add_space(GRID);
    ui.label(theme.heading("Earlier classes"));
    for session in &of_case {
        row(ui, session, &earlier.name(session), choice, commands);
    }
    if of_case.len() > 1 {
        let show = ui.add_enabled(choice.chosen.len() == 2, theme.other_action("Compare these two"));
        let show = show.on_disabled_hover_text("Tick two classes first.");
        if show.on_hover_text("What both voted and predicted, side by side.").clicked() {
            choice.is_shown = true;
        }
    }
}

fn row(ui: &mut Ui, session: &ClassSession, name: &str, choice: &mut Choice, commands: &mut Commands) {
    let theme = ui.theme();
    let (step, steps) = (session.step() + 1, session.lesson.steps.len());
    let lesson = &session.lesson.name;
    let about = format!("{lesson}: step {step} of {steps}, {}", counted(session.answers(), "answer"));
    ui.add(Label::new(theme.text(name)).truncate()).on_hover_text(name);
    ui.add(Label::new(theme.note(&about)).truncate());
    ui.horizontal_wrapped(|ui| {
        let mut is_chosen = choice.chosen.contains(&session.began);
        let tick =
            ui.checkbox(&mut is_chosen, theme.text("Compare")).accessible_name(format!("Compare: {name}"));
        if tick.changed() {
            choice.tick(session.began, is_chosen);
        }
        if ui.add(theme.other_action("Go on")).accessible_name(format!("Go on: {about}")).clicked() {
            commands.send(ClassroomCommand::GoOn(session.began));
        }
        let report = Report { class: ClassChoice::Kept(session.began), names_hidden: false };
        papers::report_menu(ui, name, report, commands);
    });
}

impl Choice {
    /// Ticks a class, or takes the tick away; of three the first goes.
    fn tick(&mut self, began: u64, is_chosen: bool) {
        self.chosen.retain(|other| *other != began);
        if is_chosen {
            self.chosen.push(began);
        }
        if self.chosen.len() > 2 {
            self.chosen.remove(0);
        }
    }
}

/// Shows two classes side by side, if that was asked for; returns whether it did.
pub fn side_by_side(
    ui: &mut Ui,
    scene: &Scene<'_>,
    earlier: Earlier<'_>,
    choice: &mut Choice,
    commands: &mut Commands,
) -> bool {
    let Some(pair) = earlier.pair(choice).filter(|_| choice.is_shown) else { return false };
    let theme = ui.theme();
    let names = pair.map(|session| earlier.name(session));
    let names = [names[0].as_str(), names[1].as_str()];
    ui.horizontal_wrapped(|ui| {
        if ui.add(theme.other_action("Back to the lessons")).clicked() {
            choice.is_shown = false;
        }
        papers::two_classes_menu(ui, pair.map(|session| session.began), commands);
    });
    let both = TwoClasses::of(scene.scenario, pair);
    let compared = two_classes::paper(scene.scenario, names, &both);
    ui.add(Label::new(theme.heading(&compared.subtitle)).wrap());
    paper::show(ui, &compared, commands);
    true
}

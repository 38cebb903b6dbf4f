//! The teacher's notes to a step, its hint, and the way back and on.

use super::ClassView;
use crate::lesson::votes::Advice;
use crate::scenario::StepKind;
use crate::ui::Commands;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided;
use egui::{Frame, Label, Margin, Ui};

/// The most characters of a step's name on the button that leads to it; its tooltip has the whole name.
const ON_BUTTON: usize = 24;

/// Shows the notes, unless they are hidden.
pub fn show(ui: &mut Ui, class: &ClassView<'_>) {
    let theme = ui.theme();
    let session = class.session;
    let index = session.step();
    if class.notes_hidden {
        ui.add(Label::new(theme.note("Your notes are hidden; N shows them again.")).wrap());
        return;
    }
    let Some(step) = session.lesson.steps.get(index) else { return };
    ui.label(theme.semibold("Your notes"));
    let notes = if step.notes.is_empty() { "There are none to this step." } else { &step.notes };
    for line in notes.lines() {
        ui.add(Label::new(theme.text(line)).wrap());
    }
    if let StepKind::Debrief { describe, analyse, transfer } = &step.kind {
        prompts(ui, "Describe", describe);
        prompts(ui, "Analyse", analyse);
        prompts(ui, "Transfer", transfer);
    }
    if let Some(advice) = advice(class, index) {
        ui.add(Label::new(theme.semibold(advice.sentence())).wrap());
    }
    if !step.hint.is_empty() {
        Frame::new().fill(theme.colors.sunk).inner_margin(Margin::same(GRID as i8)).show(ui, |ui| {
            ui.label(theme.semibold("Hint"));
            ui.add(Label::new(theme.text(&step.hint)).wrap());
        });
    }
}

fn prompts(ui: &mut Ui, title: &str, prompts: &[String]) {
    let theme = ui.theme();
    let written = || prompts.iter().filter(|prompt| !prompt.trim().is_empty());
    if written().next().is_none() {
        return;
    }
    ui.label(theme.note(title));
    for prompt in written() {
        ui.add(Label::new(theme.text(format!("· {prompt}"))).wrap());
    }
}

/// The advice after a first vote on a question that has a right answer.
fn advice(class: &ClassView<'_>, step: usize) -> Option<Advice> {
    let session = class.session;
    let right: Vec<usize> = session.lesson.ballot(step)?.right().collect();
    if right.is_empty() || session.lesson.vote_before(step).is_some() {
        return None;
    }
    Some(Advice::at(session.tally(step)?.share(right.into_iter())?))
}

/// The way back and on.
pub fn way_on(ui: &mut Ui, class: &ClassView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let session = class.session;
    let step = session.step();
    let name = |index: usize| session.lesson.steps.get(index).map(|step| step.name());
    ui.horizontal_wrapped(|ui| {
        let before = step.checked_sub(1).and_then(name);
        let back = ui.add_enabled(before.is_some(), theme.other_action("Back"));
        let back = back.on_hover_text(format!("{}\nPage Up", before.unwrap_or("")));
        if back.on_disabled_hover_text("This is the first step.").clicked() {
            commands.send(ClassroomCommand::Back);
        }
        match name(step + 1) {
            Some(next) => {
                let on = ui.add(theme.main_action(&format!("Next: {}", elided::shortened(next, ON_BUTTON))));
                if on.on_hover_text(format!("{next}\nPage Down")).clicked() {
                    commands.send(ClassroomCommand::Next);
                }
            }
            None => {
                let end = ui.add(theme.main_action("End the lesson"));
                if end.on_hover_text("Close the class; what it answered was kept.").clicked() {
                    commands.send(ClassroomCommand::End);
                }
            }
        }
    });
}

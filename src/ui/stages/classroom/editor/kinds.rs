//! The kinds of steps that can be added, and what each is for.

use super::Open;
use crate::lesson::template::new_steps;
use crate::scenario::{Step, StepKind};
use crate::ui::theme::Themed;
use egui::{Button, Ui};

/// What a kind of step is for, in a line.
pub fn purpose(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Brief => "the case on the eve of the meeting",
        StepKind::Explore { .. } => "free play with results, in this case or another",
        StepKind::Predict { .. } => "everybody says what partners will do, sealed",
        StepKind::Vote { .. } => "a question with two to six options",
        StepKind::VoteAgain => "the same question, after the discussion",
        StepKind::Discuss => "talk, in pairs or all together",
        StepKind::RolePlay { .. } => "students decide from the seats of partners",
        StepKind::Reveal { .. } => "the model’s result beside what was predicted",
        StepKind::Why { .. } => "the sentence that says why, then the reasons",
        StepKind::WhatHappened => "the record with its doubts",
        StepKind::Debrief { .. } => "describe, analyse, transfer",
        StepKind::Exit { .. } => "a last question, answered by everybody",
    }
}

/// The menu of new steps; the one that was chosen, which comes after a step.
pub fn new_step(ui: &mut Ui, open: &Open<'_, '_>, after: Option<usize>) -> Option<Step> {
    let theme = ui.theme();
    let mut chosen = None;
    let place = after.map_or(0, |after| after + 1);
    let menu = ui.menu_button(theme.text("Add a step"), |ui| {
        for step in new_steps(open.scene.scenario) {
            let mut lesson = open.lesson.clone();
            lesson.steps.insert(place, step.clone());
            let name = step.kind.name();
            let button = Button::new(theme.text(name)).right_text(theme.note(purpose(&step.kind)));
            let button = ui.add_enabled(lesson.repeats_only_votes(), button);
            let button = button.accessible_name(format!("Add: {name}"));
            if button.on_disabled_hover_text("There is no vote before it to be repeated.").clicked() {
                chosen = Some(step);
                ui.close();
            }
        }
    });
    menu.response.on_hover_text("It comes after the step that is selected.");
    chosen
}

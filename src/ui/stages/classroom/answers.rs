//! What the class answers in the step that is under way, and what was kept so far.

use super::{ClassView, ClassroomState, explore, kept, predictions, seats, votes};
use crate::lesson::session::Event;
use crate::scenario::{Material, StepKind};
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::{Commands, Scene};
use egui::{Label, TextEdit, Ui};

/// Shows what belongs to the step.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    state: &mut ClassroomState,
    commands: &mut Commands,
) {
    let session = class.session;
    let index = session.step();
    let Some(step) = session.lesson.steps.get(index) else { return };
    match &step.kind {
        StepKind::Vote { .. } | StepKind::VoteAgain => {
            votes::show(ui, scene, class, index, &mut state.pasted, commands);
        }
        StepKind::Discuss => match session.lesson.vote_before(index) {
            Some(vote) => votes::show(ui, scene, class, vote, &mut state.pasted, commands),
            None => nothing(ui, "The class talks; there is nothing to enter."),
        },
        StepKind::Predict { partners, asks_plan, answer, .. } => {
            let asked = predictions::Asked { step: index, partners, form: *answer, asks_plan: *asks_plan };
            predictions::show(ui, scene, class, &asked, &mut state.curtain, commands);
        }
        StepKind::Reveal { .. } | StepKind::WhatHappened => choose_target(ui, scene, state),
        StepKind::Exit { question } => exit(ui, class, question, &mut state.exit, commands),
        kind @ StepKind::Explore { .. } => explore::show(ui, class, kind, commands),
        StepKind::RolePlay { seats, plan } => {
            let play = seats::RolePlay { step: index, seats, plan: plan.as_ref() };
            seats::show(ui, scene, class, play, &mut state.round, commands);
        }
        StepKind::Brief | StepKind::Why { .. } | StepKind::Debrief { .. } => {
            nothing(ui, "There is nothing to enter in this step.")
        }
    }
    if class.case.is_none() {
        seats::decided_answers(ui, scene, class, commands);
    }
    ui.add_space(2.0 * GRID);
    kept::show(ui, class, state, commands);
}

fn nothing(ui: &mut Ui, sentence: &str) {
    ui.label(ui.theme().semibold("Answers"));
    ui.add(Label::new(ui.theme().quiet(sentence)).wrap());
}

/// The choice that leaves it to the numbers whose material is shown.
const MOST: &str = "What falls most";

/// Whose material the room's picture shows.
fn choose_target(ui: &mut Ui, scene: &Scene<'_>, state: &mut ClassroomState) {
    let theme = ui.theme();
    ui.label(theme.semibold("Shown to the room"));
    let name = |partner: &crate::scenario::ActorId, material: Material| {
        format!("{}: {}", scene.scenario.name(partner), material.name())
    };
    let shown = match &state.chosen.target {
        Some((partner, material)) => name(partner, *material),
        None => MOST.to_owned(),
    };
    let width = ui.available_width() - GRID;
    let list = List { name: "Shown to the room", chosen: theme.text(shown).into(), width };
    list.show(ui, |ui| {
        let partners = scene.scenario.partnerships.keys();
        let targets = partners.flat_map(|partner| Material::ALL.map(|material| (partner.clone(), material)));
        for target in std::iter::once(None).chain(targets.map(Some)) {
            let text =
                target.as_ref().map_or(MOST.to_owned(), |(partner, material)| name(partner, *material));
            if elided::option(ui, state.chosen.target == target, text).clicked() {
                state.chosen.target = target;
                ui.close();
            }
        }
    });
}

/// An answer to the exit question that is being typed.
#[derive(Debug, Default)]
pub struct ExitDraft {
    who: String,
    answer: String,
}

fn exit(ui: &mut Ui, class: &ClassView<'_>, question: &str, draft: &mut ExitDraft, commands: &mut Commands) {
    let theme = ui.theme();
    let step = class.session.step();
    ui.label(theme.semibold("Answers to the exit question"));
    ui.add(Label::new(theme.quiet(question)).wrap());
    let who = TextEdit::singleline(&mut draft.who).hint_text("Name or code, or leave it open");
    ui.add(who.desired_width(f32::INFINITY)).accessible_name("Who answers");
    let answer = TextEdit::multiline(&mut draft.answer).hint_text("The answer").desired_rows(2);
    ui.add(answer.desired_width(f32::INFINITY)).accessible_name("Answer to the exit question");
    let is_ready = !draft.answer.trim().is_empty();
    let keep = ui.add_enabled(is_ready, theme.other_action("Keep this answer"));
    if keep.on_disabled_hover_text("Type an answer first.").clicked() {
        let ExitDraft { who, answer } = std::mem::take(draft);
        let (who, answer) = (who.trim().to_owned(), answer.trim().to_owned());
        commands.send(ClassroomCommand::Enter(Event::ExitAnswered { step, who, answer }));
    }
    for entry in &class.session.entries {
        if let Event::ExitAnswered { step: of, who, answer } = &entry.event
            && *of == step
        {
            let shown = match (class.names_hidden, who.as_str()) {
                (true, _) | (_, "") => format!("“{answer}”"),
                (false, who) => format!("{who}: “{answer}”"),
            };
            ui.add(Label::new(theme.text(shown)).wrap());
        }
    }
}

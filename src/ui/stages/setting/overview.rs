//! The inspector when nothing is selected: lists of actors, items and recipients, and the first steps.

use super::fields;
use crate::scenario::{Edit, Recipient, RecipientId};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::{AddCommand, Commands, Scene, Selection, ViewCommand};
use egui::{Label, Ui};

/// Shows the scenario as a whole.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.heading(&scene.scenario.about.title));
    if !scene.scenario.about.question.is_empty() {
        ui.label(theme.text(&scene.scenario.about.question));
    }
    ui.add_space(4.0);
    if steps(scene).iter().all(|step| step.done) {
        ui.label(theme.note("Click something on the map to see and change it."));
    } else {
        first_steps(ui, scene);
    }
    actors(ui, scene, commands);
    items(ui, scene, commands);
    meeting(ui, scene, commands);
}

/// A step that a new case needs before it can be projected.
struct SetupStep {
    says: &'static str,
    done: bool,
}

/// The steps in order: each needs the one before.
fn steps(scene: &Scene<'_>) -> [SetupStep; 3] {
    let scenario = scene.scenario;
    [
        SetupStep {
            says: "Who gives: add an actor, select it, and make it a partner that shares with home.",
            done: !scenario.partnerships.is_empty(),
        },
        SetupStep {
            says: "Who is told: add another actor, select it, and invite it to the meeting.",
            done: !scenario.meeting.recipients.is_empty(),
        },
        SetupStep {
            says: "What is told: add an item, say from whom it came, and write its words.",
            done: !scenario.items.is_empty(),
        },
    ]
}

/// Lists the first steps in order, with a tick at those done.
fn first_steps(ui: &mut Ui, scene: &Scene<'_>) {
    let theme = ui.theme();
    ui.label(theme.semibold("To begin"));
    for (index, step) in steps(scene).iter().enumerate() {
        ui.horizontal(|ui| {
            if step.done {
                icons::show(ui, Icon::Check, theme.size.text, theme.colors.ink_2);
            } else {
                ui.label(theme.semibold(format!("{}.", index + 1)));
            }
            let text = if step.done { theme.quiet(step.says) } else { theme.text(step.says) };
            ui.add(Label::new(text).wrap());
        });
    }
}

fn actors(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, "Actors");
    ui.horizontal_wrapped(|ui| {
        for id in scene.scenario.actors.keys() {
            let role = scene.scenario.role(id).name();
            if ui.button(scene.scenario.name(id)).on_hover_text(role).clicked() {
                commands.send(ViewCommand::Select(Selection::Actor(id.clone())));
            }
        }
        if ui.button("Add actor").on_hover_text("Somebody new on the map").clicked() {
            commands.send(AddCommand::Actor(None));
        }
    });
}

fn items(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, "What could be revealed");
    ui.horizontal_wrapped(|ui| {
        for (id, item) in &scene.scenario.items {
            let from = format!("from {}", scene.scenario.name(&item.originator));
            if ui.button(&item.name).on_hover_text(from).clicked() {
                commands.send(ViewCommand::Select(Selection::Item(id.clone())));
            }
        }
        if ui.button("Add item").on_hover_text("A piece of intelligence").clicked() {
            commands.send(AddCommand::Item);
        }
    });
}

fn meeting(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, "Who could be told");
    ui.horizontal_wrapped(|ui| {
        for id in scene.scenario.meeting.recipients.keys() {
            let name = scene.scenario.recipient_name(id).to_owned();
            let button =
                ui.button(&name).on_hover_text("Its concession, and the chance that it keeps its word");
            if button.accessible_name(format!("Recipient {name}")).clicked() {
                commands.send(ViewCommand::Select(Selection::Recipient(id.clone())));
            }
        }
        let public = RecipientId::Public;
        if !scene.scenario.meeting.recipients.contains(&public)
            && ui.button("Add the public").on_hover_text("Lets a plan tell the public").clicked()
        {
            commands.edit(Edit::PutRecipient(public, Recipient::default()));
        }
    });
    if scene.scenario.meeting.recipients.is_empty() {
        ui.label(ui.theme().note("Select an actor and invite it to the meeting."));
    }
}

//! The inspector when nothing is selected: what there is, and how to begin.

use super::fields;
use crate::scenario::{Edit, Recipient, RecipientId};
use crate::ui::{Command, Commands, Scene, Selection};
use egui::Ui;

/// Shows the scenario as a whole.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = scene.theme;
    ui.label(theme.heading(&scene.scenario.about.title));
    if !scene.scenario.about.question.is_empty() {
        ui.label(theme.text(&scene.scenario.about.question));
    }
    ui.add_space(4.0);
    ui.label(theme.note("Click something on the map to see and change it."));
    actors(ui, scene, commands);
    items(ui, scene, commands);
    meeting(ui, scene, commands);
}

fn actors(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, scene.theme, "Actors");
    ui.horizontal_wrapped(|ui| {
        for id in scene.scenario.actors.keys() {
            let role = scene.scenario.role(id).name();
            if ui.button(scene.scenario.name(id)).on_hover_text(role).clicked() {
                commands.send(Command::Select(Selection::Actor(id.clone())));
            }
        }
        if ui.button("Add actor").on_hover_text("Somebody new on the map").clicked() {
            commands.send(Command::AddActor(None));
        }
    });
}

fn items(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, scene.theme, "What could be revealed");
    ui.horizontal_wrapped(|ui| {
        for (id, item) in &scene.scenario.items {
            let from = format!("from {}", scene.scenario.name(&item.originator));
            if ui.button(&item.name).on_hover_text(from).clicked() {
                commands.send(Command::Select(Selection::Item(id.clone())));
            }
        }
        if ui.button("Add item").on_hover_text("A piece of intelligence").clicked() {
            commands.send(Command::AddItem);
        }
    });
}

fn meeting(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, scene.theme, "Who could be told");
    ui.horizontal_wrapped(|ui| {
        for id in scene.scenario.meeting.recipients.keys() {
            let name = scene.scenario.recipient_name(id).to_owned();
            let button = ui.button(&name).on_hover_text("What it could give, and whether it keeps its word");
            if button.accessible_name(format!("Recipient {name}")).clicked() {
                commands.send(Command::Select(Selection::Recipient(id.clone())));
            }
        }
        let public = RecipientId::Public;
        if !scene.scenario.meeting.recipients.contains(&public)
            && ui.button("Add the public").on_hover_text("Something could be said in public").clicked()
        {
            commands.edit(Edit::PutRecipient(public, Recipient::default()));
        }
    });
    if scene.scenario.meeting.recipients.is_empty() {
        ui.label(scene.theme.note("Select an actor and invite it to the meeting."));
    }
}

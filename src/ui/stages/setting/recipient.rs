//! The inspector of a recipient; for the public, who is on nobody's map.

use super::actor;
use crate::scenario::{Edit, RecipientId};
use crate::ui::theme::Themed;
use crate::ui::{Commands, Scene, Selection, ViewCommand};
use egui::Ui;

/// Shows a recipient.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, id: &RecipientId, commands: &mut Commands) {
    ui.label(ui.theme().heading(scene.scenario.recipient_name(id)));
    if *id == RecipientId::Public {
        ui.label(ui.theme().note("What the public is told, everybody holds; it gives nothing in return."));
    } else {
        actor::recipient_numbers(ui, scene, id, commands);
    }
    ui.add_space(12.0);
    if ui.button("Uninvite").on_hover_text("It cannot be told anything at the meeting").clicked() {
        commands.edit(Edit::RemoveRecipient(id.clone()));
        commands.send(ViewCommand::Select(Selection::Nothing));
    }
}

//! The inspector of a tie, in both directions.

use super::{fields, quantity};
use crate::scenario::{ActorId, Edit, Input, Quantity, Tie, TieField};
use crate::ui::theme::Themed;
use crate::ui::{Commands, Scene};
use egui::Ui;

/// Shows both directions between two actors.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, one: &ActorId, other: &ActorId, commands: &mut Commands) {
    let (first, second) = (scene.scenario.name(one), scene.scenario.name(other));
    ui.label(ui.theme().heading(format!("{first} and {second}")));
    direction(ui, scene, one, other, commands);
    direction(ui, scene, other, one, commands);
}

fn direction(ui: &mut Ui, scene: &Scene<'_>, from: &ActorId, to: &ActorId, commands: &mut Commands) {
    let (giver, receiver) = (scene.scenario.name(from), scene.scenario.name(to));
    fields::part(ui, &format!("{giver} → {receiver}"));
    if scene.scenario.tie(from, to).is_none() {
        ui.horizontal(|ui| {
            ui.label(ui.theme().note(format!("{giver} is indifferent to {receiver} and passes nothing on.")));
            let button = ui.button("Add").on_hover_text(format!("Say how {giver} stands to {receiver}"));
            if button.accessible_name(format!("Add tie {giver} to {receiver}")).clicked() {
                let tie = Tie { affinity: Quantity::plain(0.5), ..Tie::between(from.clone(), to.clone()) };
                commands.edit(Edit::PutTie(tie));
            }
        });
        return;
    }
    let number = |field| Input::Tie(from.clone(), to.clone(), field);
    quantity::show(ui, scene, &number(TieField::Affinity), "regards it (−1 enemy, 1 ally)", commands);
    quantity::show(ui, scene, &number(TieField::Onward), "chance of passing on", commands);
    let remove = ui.button("Remove").on_hover_text("Indifferent, and passes nothing on");
    if remove.accessible_name(format!("Remove tie {giver} to {receiver}")).clicked() {
        commands.edit(Edit::RemoveTie(from.clone(), to.clone()));
    }
}

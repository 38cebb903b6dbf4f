//! What the total weighs, how far the projection goes, and the model's constants.

use super::{fields, quantity};
use crate::scenario::{Edit, Input, LONGEST_HORIZON_MONTHS, ParameterField, PriorityField};
use crate::ui::theme::Themed;
use crate::ui::{Commands, Scene};
use egui::{CollapsingHeader, DragValue, Ui};

/// The sections of the model that have constants, and what they are about.
const SECTIONS: [(u8, &str); 9] = [
    (1, "Asking first"),
    (2, "Who comes to know"),
    (3, "Is the source found"),
    (4, "Does the originator learn of it"),
    (5, "How bad a breach it was"),
    (6, "Beliefs"),
    (7, "Willingness"),
    (8, "Month by month"),
    (9, "What home gains and loses"),
];

/// Shows priorities, horizon and constants.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("What home cares for"));
    ui.label(theme.note("These weights only add up the total; nothing else depends on them."));
    for (field, name) in [
        (PriorityField::Concession, "concessions"),
        (PriorityField::Flow, "flow of intelligence"),
        (PriorityField::Harm, "harm to sources"),
    ] {
        quantity::show(ui, scene, &Input::Priority(field), name, commands);
    }
    horizon(ui, scene, commands);
    fields::part(ui, "The model’s constants");
    ui.label(theme.note(
        "Every one of them is a modelling choice, not a fact. Ranges are drawn anew for every history.",
    ));
    for (section, title) in SECTIONS {
        CollapsingHeader::new(theme.text(title)).id_salt(section).show(ui, |ui| {
            for field in ParameterField::ALL.iter().filter(|field| field.section() == section) {
                let name = format!("{}  {}", field.symbol(), field.meaning());
                quantity::show(ui, scene, &Input::Parameter(*field), &name, commands);
            }
        });
    }
}

fn horizon(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(ui.theme().text("Months to project"));
        let mut months = scene.scenario.horizon_months;
        let field = DragValue::new(&mut months).range(1..=LONGEST_HORIZON_MONTHS).update_while_editing(false);
        let response = ui.add(field).on_hover_text("After the meeting’s month 0");
        if response.accessible_name("Months to project").changed() {
            commands.edit(Edit::SetHorizon(months));
        }
    });
}

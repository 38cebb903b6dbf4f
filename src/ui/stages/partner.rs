//! The partner that a stage shows, and the list to choose it from.

use crate::scenario::{ActorId, Scenario};
use crate::ui::theme::Themed;
use crate::ui::{Commands, Scene, Selection, ViewCommand};
use egui::{ComboBox, Response, Ui};

/// The partner that is selected on the map, or gave the item that is; else the one chosen in this stage,
/// else the first originator, else the first partner.
pub fn looked_at(scenario: &Scenario, selection: &Selection, chosen: Option<&ActorId>) -> Option<ActorId> {
    let partner = |id: &ActorId| scenario.partnerships.contains(id).then(|| id.clone());
    let selected = match selection {
        Selection::Actor(id) => partner(id),
        Selection::Item(id) => scenario.items.get(id).and_then(|item| partner(&item.originator)),
        _ => None,
    };
    selected
        .or_else(|| chosen.and_then(partner))
        .or_else(|| scenario.items.values().find_map(|item| partner(&item.originator)))
        .or_else(|| scenario.partnerships.keys().next().cloned())
}

/// A list to choose the partner from; the choice also selects the partner on the map.
pub fn choose(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    name: &str,
    partner: &ActorId,
    chosen: &mut Option<ActorId>,
) -> Response {
    let theme = ui.theme();
    let list = ComboBox::from_id_salt(name)
        .selected_text(theme.note(scene.scenario.name(partner)).color(theme.colors.ink))
        .width(theme.grown(130.0))
        .truncate()
        .show_ui(ui, |ui| {
            for id in scene.scenario.partnerships.keys() {
                if ui.selectable_label(id == partner, scene.scenario.name(id)).clicked() {
                    *chosen = Some(id.clone());
                    commands.send(ViewCommand::Select(Selection::Actor(id.clone())));
                }
            }
        });
    list.response.accessible_name(name)
}

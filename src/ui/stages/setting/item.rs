//! The inspector of an item: whose it is, what it would give away, who wants it, and the words.

use super::{fields, quantity};
use crate::scenario::{ActorId, Edit, Input, Item, ItemField, ItemId, Level, Promise, Quantity};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Commands, Scene, Selection, ViewCommand};
use egui::Ui;

/// Shows an item.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, id: &ItemId, name_awaits: &mut bool, commands: &mut Commands) {
    let Some(item) = scene.scenario.items.get(id) else { return };
    let mut changed = item.clone();
    ui.label(ui.theme().heading(&item.name));
    if let Some(name) = fields::name(ui, &item.name, name_awaits) {
        changed.name = name;
    }
    origin(ui, scene, &mut changed);
    for field in ItemField::ALL {
        quantity::show(ui, scene, &Input::Item(id.clone(), field), field.name(), commands);
    }
    words(ui, &mut changed);
    interests(ui, scene, id, &mut changed, commands);
    holders(ui, scene, &mut changed);
    if changed != *item {
        commands.edit(Edit::PutItem(id.clone(), changed));
    }
    ui.add_space(12.0);
    if ui.button("Remove").on_hover_text("With what every plan does with it").clicked() {
        commands.edit(Edit::RemoveItem(id.clone()));
        commands.send(ViewCommand::Select(Selection::Nothing));
    }
}

fn origin(ui: &mut Ui, scene: &Scene<'_>, item: &mut Item) {
    ui.horizontal(|ui| {
        ui.label(ui.theme().note("from"));
        let givers = scene.scenario.partnerships.keys().chain([&scene.scenario.home]);
        let shown = scene.scenario.name(&item.originator);
        if let Some(giver) = fields::pick_actor(ui, scene, "Originator", shown, givers) {
            item.originator = giver;
        }
        ui.label(ui.theme().note("promise"));
        let choices = [
            Segment::new(Promise::None, "none", "Nothing was promised"),
            Segment::new(Promise::Implicit, "implicit", "Understood, not said"),
            Segment::new(Promise::Explicit, "explicit", "Not to be passed on without consent"),
        ];
        if let Some(promise) = segmented::show(ui, "Promise", &choices, &item.promise, None).chosen {
            item.promise = promise;
        }
    });
}

/// Detail falls downward, as on the tear-line ladder: what stands below may be said.
fn words(ui: &mut Ui, item: &mut Item) {
    fields::part(ui, "What would be said");
    for level in Level::ALL.into_iter().skip(1).rev() {
        let name = level.name();
        let hint = format!("nobody has written the {name} yet");
        let text = item.words.at(level).to_owned();
        if let Some(text) = fields::paragraph(ui, name, &text, &hint, 1)
            && let Some(words) = item.words.at_mut(level)
        {
            *words = text;
        }
    }
}

fn interests(ui: &mut Ui, scene: &Scene<'_>, id: &ItemId, item: &mut Item, commands: &mut Commands) {
    fields::part(ui, "Who wants it");
    let wanting: Vec<ActorId> = item.interest.keys().cloned().collect();
    for actor in &wanting {
        let name = scene.scenario.name(actor);
        ui.horizontal(|ui| {
            let remove = icons::button(ui, Icon::Close, &format!("{name} does not want it"));
            if remove.clicked() {
                item.interest.remove(actor);
            }
            quantity::show(ui, scene, &Input::Interest(id.clone(), actor.clone()), name, commands);
        });
    }
    let free = |actor: &&ActorId| {
        !wanting.contains(actor) && **actor != scene.scenario.home && **actor != item.originator
    };
    let offered: Vec<ActorId> = scene.scenario.actors.keys().filter(free).cloned().collect();
    if let Some(actor) =
        fields::pick_actor(ui, scene, "Somebody else wants it", "Somebody else …", offered.iter())
    {
        item.interest.put(actor, Quantity::plain(0.5));
    }
}

fn holders(ui: &mut Ui, scene: &Scene<'_>, item: &mut Item) {
    fields::part(ui, "Who already holds it");
    let holding: Vec<(ActorId, Level)> =
        item.holders.iter().map(|(id, level)| (id.clone(), *level)).collect();
    for (actor, level) in &holding {
        let name = scene.scenario.name(actor);
        ui.horizontal(|ui| {
            if icons::button(ui, Icon::Close, &format!("{name} does not hold it")).clicked() {
                item.holders.remove(actor);
            }
            ui.label(ui.theme().text(name));
            if let Some(level) = fields::pick_level(ui, &format!("What {name} holds"), *level) {
                item.holders.put(actor.clone(), level);
            }
        });
    }
    let free = |actor: &&ActorId| {
        !item.holders.contains(actor) && **actor != scene.scenario.home && **actor != item.originator
    };
    let offered: Vec<ActorId> = scene.scenario.actors.keys().filter(free).cloned().collect();
    if let Some(actor) =
        fields::pick_actor(ui, scene, "Somebody else holds it", "Somebody else …", offered.iter())
    {
        item.holders.put(actor, Level::Gist);
    }
}

//! The inspector of an item: its origin, its numbers, its words, and who wants it, is warned by it and holds it.

use super::fields::{self, Picker};
use super::quantity;
use crate::scenario::{ActorId, Edit, Input, Item, ItemField, ItemId, Level, Promise, Quantity, RecipientId};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::elided;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::text_field::TextField;
use crate::ui::{AddCommand, Commands, Scene, Selection, ViewCommand};
use egui::Ui;

/// Shows an item, and asks for its changes; with `name_awaits`, its name field is focused.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, id: &ItemId, name_awaits: &mut bool, commands: &mut Commands) {
    let Some(item) = scene.scenario.items.get(id) else { return };
    let mut changed = item.clone();
    ui.label(ui.theme().heading(&item.name));
    if let Some(name) = fields::name(ui, &item.name, name_awaits) {
        changed.name = name;
    }
    origin(ui, scene, &mut changed);
    for field in ItemField::ALL {
        quantity::show(ui, scene, &Input::Item(id.clone(), *field), commands);
    }
    words(ui, &mut changed);
    let listed = ListedItem { id, scene };
    listed.interests(ui, &mut changed, commands);
    listed.warnings(ui, &mut changed, commands);
    holders(ui, scene, &mut changed);
    if changed != *item {
        commands.edit(Edit::PutItem(id.clone(), changed));
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if ui.button("Duplicate").on_hover_text("A second one like it, told to nobody yet").clicked() {
            commands.send(AddCommand::DuplicateItem(id.clone()));
        }
        if ui.button("Remove").on_hover_text("Also removes it from every plan").clicked() {
            commands.edit(Edit::RemoveItem(id.clone()));
            commands.send(ViewCommand::Select(Selection::Nothing));
        }
    });
}

fn origin(ui: &mut Ui, scene: &Scene<'_>, item: &mut Item) {
    ui.horizontal_wrapped(|ui| {
        ui.label(ui.theme().note("from"));
        let givers = scene.scenario.partnerships.keys().chain([&scene.scenario.home]);
        let givers = givers.map(|id| (id, scene.scenario.name(id)));
        let shown = scene.scenario.name(&item.originator);
        if let Some(giver) = (Picker { name: "Originator", shown }).show(ui, givers) {
            item.originator = giver;
        }
        if item.originator == scene.scenario.home {
            ui.label(ui.theme().note("Home’s own: nothing was promised."));
        } else {
            promise(ui, item);
        }
    });
}

fn promise(ui: &mut Ui, item: &mut Item) {
    ui.label(ui.theme().note("promise"));
    let choices = [
        Segment::new(Promise::None, "none", "Nothing was promised"),
        Segment::new(Promise::Implicit, "implicit", "Understood, not said"),
        Segment::new(Promise::Explicit, "explicit", "Not to be passed on without consent"),
    ];
    let promises = segmented::Segmented { name: "Promise", segments: &choices, width: None };
    if let Some(promise) = promises.show(ui, &item.promise).chosen {
        item.promise = promise;
    }
}

/// Detail falls downward, as on the tear-line ladder: what stands below may be said.
fn words(ui: &mut Ui, item: &mut Item) {
    fields::part(ui, "Wording at each level");
    for level in Level::ALL.into_iter().skip(1).rev() {
        let name = level.name();
        let hint = format!("nobody has written the {name} yet");
        let text = item.words.at(level).to_owned();
        if let Some(text) = (TextField { name, text: &text, hint: &hint }).lines(ui, 1)
            && let Some(words) = item.words.at_mut(level)
        {
            *words = text;
        }
    }
}

/// An item whose lists of actors and recipients are shown.
struct ListedItem<'a, 's> {
    id: &'a ItemId,
    scene: &'a Scene<'s>,
}

impl ListedItem<'_, '_> {
    /// Lists who wants it, and how much.
    fn interests(&self, ui: &mut Ui, item: &mut Item, commands: &mut Commands) {
        let ListedItem { id, scene } = *self;
        fields::part(ui, "Who wants it");
        let wanting: Vec<ActorId> = item.interest.keys().cloned().collect();
        for actor in &wanting {
            let name = scene.scenario.name(actor);
            ui.horizontal_top(|ui| {
                let remove = icons::button(ui, Icon::Close, &format!("{name} does not want it"));
                if remove.clicked() {
                    item.interest.remove(actor);
                }
                quantity::show(ui, scene, &Input::Interest(id.clone(), actor.clone()), commands);
            });
        }
        let free = |actor: &&ActorId| {
            !wanting.contains(actor) && **actor != scene.scenario.home && **actor != item.originator
        };
        let offered = scene.scenario.actors.keys().filter(free).map(|id| (id, scene.scenario.name(id)));
        let picker = Picker { name: "Somebody else wants it", shown: "Somebody else …" };
        if let Some(actor) = picker.show(ui, offered) {
            quantity::await_number(ui, Input::Interest(id.clone(), actor.clone()));
            item.interest.put(actor, Quantity::plain(0.5));
        }
    }

    /// Lists the recipients that it is worth something to warn, and how much.
    fn warnings(&self, ui: &mut Ui, item: &mut Item, commands: &mut Commands) {
        let ListedItem { id, scene } = *self;
        fields::part(ui, "What it is worth that somebody is warned");
        let warned: Vec<RecipientId> = item.warning.keys().cloned().collect();
        for recipient in &warned {
            let name = scene.scenario.recipient_name(recipient);
            ui.horizontal_top(|ui| {
                let remove = icons::button(ui, Icon::Close, &format!("To warn {name} is worth nothing"));
                if remove.clicked() {
                    item.warning.remove(recipient);
                }
                quantity::show(ui, scene, &Input::Warning(id.clone(), recipient.clone()), commands);
            });
        }
        let recipients =
            scene.scenario.meeting.recipients.keys().filter(|recipient| !warned.contains(recipient));
        let offered = recipients.map(|recipient| (recipient, scene.scenario.recipient_name(recipient)));
        let picker = Picker { name: "Somebody else is warned", shown: "Somebody else …" };
        if let Some(recipient) = picker.show(ui, offered) {
            quantity::await_number(ui, Input::Warning(id.clone(), recipient.clone()));
            item.warning.put(recipient, Quantity::plain(0.35));
        }
        if warned.is_empty() {
            let none = "Saying nothing has no price: nobody acts on the item, as to prevent an attack.";
            ui.label(ui.theme().note(none));
        }
    }
}

/// The room of the list of levels behind a name, in points.
const HOLDS_WIDTH: f32 = 180.0;

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
            elided::label(ui, ui.theme().text(name), ui.available_width() - HOLDS_WIDTH);
            if let Some(level) = fields::pick_level(ui, &format!("What {name} holds"), *level) {
                item.holders.put(actor.clone(), level);
            }
        });
    }
    let free = |actor: &&ActorId| {
        !item.holders.contains(actor) && **actor != scene.scenario.home && **actor != item.originator
    };
    let offered: Vec<ActorId> = scene.scenario.actors.keys().filter(free).cloned().collect();
    let offered = offered.iter().map(|id| (id, scene.scenario.name(id)));
    let picker = Picker { name: "Somebody else holds it", shown: "Somebody else …" };
    if let Some(actor) = picker.show(ui, offered) {
        item.holders.put(actor, Level::Gist);
    }
}

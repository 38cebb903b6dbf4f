//! What led to a partner's change: of what happened, what had to happen for it.

use crate::analysis::story::{Entry, Happening};
use crate::scenario::{ActorId, ItemId};
use crate::ui::stages::aftermath;
use crate::ui::widgets::number::{self, Estimate};
use crate::ui::{Command, Commands, Scene, Which};
use egui::{Label, ScrollArea, Ui};

/// Shows the chain of the history that is looked at, or the chances of its links over all of them.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, partner: &ActorId) {
    let theme = scene.theme;
    let name = scene.scenario.name(partner);
    ui.label(theme.semibold(format!("What led to it, for {name}")));
    ScrollArea::vertical().id_salt("chain").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        match scene.playback.story {
            Some(story) => in_history(ui, scene, commands, &story.entries, partner),
            None => over_all(ui, scene, commands, partner),
        }
    });
}

fn in_history(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, entries: &[Entry], partner: &ActorId) {
    let theme = scene.theme;
    let chain = links(entries, partner);
    if chain.is_empty() {
        ui.label(
            theme.quiet("It never learned of anything in this history. What moved it came from outside."),
        );
        return;
    }
    for place in chain {
        let entry = &entries[place];
        let chance = entry
            .chance
            .map(|chance| format!("{}, {}", number::percent(chance), Estimate::of(chance).word()));
        ui.horizontal(|ui| {
            ui.label(theme.note(format!("Month {}", entry.month)));
            let sentence = ui.add(egui::Link::new(theme.text(&entry.sentence)));
            if sentence.on_hover_text("See the map as it was then.").clicked() {
                commands.send(Command::ShowEntry(place));
            }
            ui.label(theme.note(chance.unwrap_or_else(|| "decided".into())));
        });
    }
}

/// The places of the entries without which the partner would not have learned what it learned: the
/// telling and the ways on, where it came to know through them, and its own learning.
fn links(entries: &[Entry], partner: &ActorId) -> Vec<usize> {
    let learned = |entry: &Entry| match &entry.happening {
        Happening::Learned { partner: who } | Happening::Heard { partner: who } => who == partner,
        _ => false,
    };
    let items: Vec<(&ItemId, usize)> = entries
        .iter()
        .filter(|entry| learned(entry))
        .filter_map(|entry| Some((entry.item.as_ref()?, entry.month)))
        .collect();
    let about = |entry: &Entry| {
        let known = entry.item.as_ref().and_then(|item| items.iter().find(|(known, _)| *known == item));
        known.is_some_and(|(_, month)| entry.month <= *month)
    };
    let belongs = |entry: &Entry| match &entry.happening {
        Happening::Told { .. }
        | Happening::Handed { .. }
        | Happening::Published
        | Happening::SourceClosed { .. } => about(entry),
        Happening::Learned { .. } => about(entry),
        Happening::Heard { .. } => learned(entry),
        Happening::Repaired { partner: who } => who == partner && !items.is_empty(),
        Happening::Bargain { .. } => false,
    };
    (0..entries.len()).filter(|place| belongs(&entries[*place])).collect()
}

fn over_all(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, partner: &ActorId) {
    let theme = scene.theme;
    let Some(result) = scene.result else {
        ui.label(theme.quiet("The first projection is on its way."));
        return;
    };
    let name = scene.scenario.name(partner);
    for learning in result.projection.learning.iter().filter(|learning| learning.partner == *partner) {
        let item = scene.scenario.items.get(&learning.item).map_or("", |item| item.name.as_str());
        let text = format!(
            "It learns about {item} in {} of histories in month 0, in {} by the end.",
            number::percent(learning.in_month_0.mean),
            number::percent(learning.by_end.mean)
        );
        ui.add(Label::new(theme.text(text)).wrap());
    }
    if aftermath::says_nothing(scene.plan) {
        ui.label(theme.quiet("Nobody is told anything in this plan: what moves it comes from outside."));
        return;
    }
    ui.horizontal(|ui| {
        ui.label(theme.note(format!("To see what led to it for {name}, look at one history:")));
        for which in [Which::Typical, Which::Unlucky] {
            if ui.link(theme.note(which.name())).on_hover_text(which.explains()).clicked() {
                commands.send(Command::ShowHistory(Some(which)));
            }
        }
    });
}

//! The chain of events that led to a partner's change: those without which it would not have come about.

use crate::analysis::events::{Entry, EventKind, EventLog};
use crate::analysis::number_format::{self, EstimativeWord};
use crate::analysis::shapley::{Cause, Decomposition};
use crate::engine::Learning;
use crate::scenario::{ActorId, ItemId};
use crate::ui::phrases;
use crate::ui::theme::Themed;
use crate::ui::{Commands, HistoryChoice, PlayCommand, Scene};
use egui::{Label, ScrollArea, Ui};

/// The chain of events that led to a partner's change.
pub struct Chain<'a, 's> {
    /// The scene.
    pub scene: &'a Scene<'s>,
    /// The partner.
    pub partner: &'a ActorId,
    /// The reasons for its change against saying nothing or since before the meeting, once they are known.
    pub reasons: Option<&'a Decomposition>,
}

impl Chain<'_, '_> {
    /// Shows the chain of the history that is looked at, or the chances of its links over all of them.
    pub fn show(&self, ui: &mut Ui, commands: &mut Commands) {
        let theme = ui.theme();
        let name = self.scene.scenario.name(self.partner);
        ui.label(theme.semibold(format!("What led to it, for {name}")));
        ScrollArea::vertical().id_salt("chain").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            match self.scene.playback.log {
                Some(log) => self.in_history(ui, log, commands),
                None => over_all(ui, self.scene, commands, self.partner),
            }
        });
    }

    fn in_history(&self, ui: &mut Ui, log: &EventLog, commands: &mut Commands) {
        let (theme, month) = (ui.theme(), self.scene.month);
        let entries = &log.entries;
        if !log.has_learned(self.partner, month as usize) {
            ui.add(Label::new(theme.quiet(without_learning(month, self.reasons))).wrap());
        }
        for place in links(entries, self.partner, month as usize) {
            let entry = &entries[place];
            let chance = entry.chance_for(None).map(|chance| {
                format!("{}, {}", number_format::percent(chance), EstimativeWord::of(chance).in_sentence)
            });
            ui.horizontal_top(|ui| {
                ui.label(theme.note(format!("Month {}", entry.month)));
                // In a column of their own, where a sentence of two lines is one link.
                ui.vertical(|ui| {
                    let sentence = ui.add(egui::Link::new(theme.text(&entry.sentence)));
                    if sentence.on_hover_text("See the map as it was then.").clicked() {
                        commands.send(PlayCommand::ShowEntry(place));
                    }
                    ui.label(theme.note(chance.unwrap_or_else(|| "decided".into())));
                });
            });
        }
    }
}

/// The causes that moved a partner which has learned of nothing by a month, as far as they are known.
fn without_learning(month: u32, reasons: Option<&Decomposition>) -> String {
    let learned = format!("It has learned of nothing by month {month} of this history.");
    let Some(reasons) = reasons else { return learned };
    let moves = |cause: &Cause| {
        let factors = [&reasons.content, &reasons.access];
        // A part that shows as 0.00 in the chart moved nothing.
        factors.iter().any(|change| change.parts[*cause].mean.abs() >= 0.005)
    };
    let moved: Vec<&str> = Cause::ALL.iter().filter(|cause| moves(cause)).map(|cause| cause.name()).collect();
    match moved.as_slice() {
        [] => format!("{learned} Nothing has moved it."),
        [only] if *only == Cause::Outside.name() => format!("{learned} What moved it came from outside."),
        causes => format!("{learned} What moved it: {}.", phrases::all_of(causes)),
    }
}

/// The places of the entries without which the partner would not have learned what it has learned by a
/// month: the telling and the ways on, where it came to know through them, and its own learning; and
/// what home has done for it by then.
fn links(entries: &[Entry], partner: &ActorId, month: usize) -> Vec<usize> {
    let learned = |entry: &Entry| entry.is_learned_by(partner) && entry.month <= month;
    let items: Vec<(&ItemId, usize)> = entries
        .iter()
        .filter(|entry| learned(entry))
        .filter_map(|entry| Some((entry.item.as_ref()?, entry.month)))
        .collect();
    let about = |entry: &Entry| {
        let known = entry.item.as_ref().and_then(|item| items.iter().find(|(known, _)| *known == item));
        known.is_some_and(|(_, month)| entry.month <= *month)
    };
    let belongs = |entry: &Entry| match &entry.kind {
        EventKind::Told { .. }
        | EventKind::Handed { .. }
        | EventKind::Published
        | EventKind::SourceClosed { .. } => about(entry),
        EventKind::Learned { .. } => about(entry),
        EventKind::Heard { .. } => learned(entry),
        EventKind::Repaired { partner: who, .. } => who == partner && entry.month <= month,
        EventKind::Bargain { .. } => false,
    };
    (0..entries.len()).filter(|place| belongs(&entries[*place])).collect()
}

fn over_all(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, partner: &ActorId) {
    let theme = ui.theme();
    let Some(result) = scene.shown else {
        ui.label(theme.quiet("The first projection is being computed."));
        return;
    };
    let name = scene.scenario.name(partner);
    let learns = result.projection.learning.iter();
    let learns = learns.filter(|learning| learning.partner == *partner && learning.by_end.mean > 0.0);
    let learns: Vec<&Learning> = learns.collect();
    for learning in &learns {
        let item = scene.scenario.item_name(&learning.item);
        let text = format!(
            "It learns of the disclosure of {item} in {} of histories in month 0, in {} by the end.",
            number_format::percent(learning.in_month_0.mean),
            number_format::percent(learning.by_end.mean)
        );
        ui.add(Label::new(theme.text(text)).wrap());
    }
    if !scene.plan.tells_anybody() {
        ui.label(theme.quiet("Nobody is told anything in this plan: whatever moves it comes from outside."));
        return;
    }
    if learns.is_empty() {
        let nothing = "In no history does it learn that anything was passed on against a promise.";
        ui.add(Label::new(theme.text(nothing)).wrap());
        return;
    }
    let says = format!("To see what led to it for {name}, look at one history:");
    ui.add(Label::new(theme.note(says)).wrap());
    ui.horizontal(|ui| {
        for which in [HistoryChoice::Typical, HistoryChoice::Unlucky] {
            let name = theme.note(which.name()).color(theme.colors.ink);
            if ui.button(name).on_hover_text(which.explains()).clicked() {
                commands.send(PlayCommand::ShowHistory(Some(which)));
            }
        }
    });
}

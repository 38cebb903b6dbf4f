//! The foot of the board: whether the source is found, in a sentence, and the way on.

use crate::engine::{ItemOutcome, Projection};
use crate::scenario::{ItemId, Level, Plan};
use crate::ui::stages::{phrases, planner::Planner};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::number::{self, Estimate};
use crate::ui::widgets::paint;
use crate::ui::{PlayCommand, Scene, Stage, ViewCommand, Which};
use egui::{Align, Label, Layout, Ui};

/// Shows the sentence and the main button.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, item: Option<&ItemId>) {
    let scene = planner.scene;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let commit = ui.add(ui.theme().main_action("Commit and play ▸"));
        if commit.on_hover_text("Go into the meeting with this plan and see what follows.").clicked() {
            planner.commands.send(ViewCommand::GoTo(Stage::Aftermath));
            planner.commands.send(PlayCommand::ShowHistory(Some(Which::Typical)));
            planner.commands.send(PlayCommand::PlayFromStart);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if let Some(item) = item {
                say(ui, scene, item);
            }
        });
    });
}

fn say(ui: &mut Ui, scene: &Scene<'_>, item: &ItemId) {
    let theme = ui.theme();
    let (warns, first, second) = sentences(scene, item);
    if warns {
        icons::show(ui, Icon::Warning, 16.0, theme.colors.worse);
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let stale = scene.result.is_some_and(|result| !result.current);
        ui.multiply_opacity(if stale { super::STALE } else { 1.0 });
        let room = ui.available_width();
        let first_lines = paint::elided(ui, &first, theme.strong_note_font(), theme.colors.ink, room, 2);
        let lines = first_lines.size().y + theme.note_line() + 2.0;
        ui.add_space(((ui.available_height() - lines) / 2.0).max(0.0));
        ui.label(theme.semibold(first).font(theme.strong_note_font()));
        let fits = |text: &String| paint::width(ui, text, theme.note_font()) <= room;
        let second = second.iter().find(|text| fits(text)).or(second.last());
        ui.add(Label::new(theme.note(second.cloned().unwrap_or_default())).truncate());
    });
}

/// Whether to warn, and two sentences; the second also in fewer words.
fn sentences(scene: &Scene<'_>, item: &ItemId) -> (bool, String, Vec<String>) {
    if !tells_anybody(scene.plan) {
        let second = match scene.scenario.meeting.recipients.keys().next() {
            Some(first) => format!("Choose a level for {}.", scene.scenario.recipient_name(first)),
            None => "Invite a recipient in Setting.".into(),
        };
        return (false, "Nobody is told anything yet.".into(), vec![second]);
    }
    let outcome = scene.result.and_then(|result| {
        let projection = result.projection;
        projection.items.iter().find(|outcome| outcome.item == *item).map(|outcome| (projection, outcome))
    });
    match outcome {
        Some((projection, outcome)) => (
            outcome.source_found.mean > 0.0,
            found(scene, projection, outcome),
            spreads(scene, projection, outcome),
        ),
        None => (false, "The first projection is on its way.".into(), Vec::new()),
    }
}

fn tells_anybody(plan: &Plan) -> bool {
    plan.items.values().any(|item| item.tell.values().any(|level| *level > Level::Withheld))
}

fn found(scene: &Scene<'_>, projection: &Projection, outcome: &ItemOutcome) -> String {
    let chance = outcome.source_found.mean;
    if chance <= 0.0 {
        return "Nobody hostile finds the source.".into();
    }
    let mut finders: Vec<(f64, &str)> = projection
        .knowledge
        .iter()
        .filter(|knowledge| knowledge.item == outcome.item && knowledge.closes_source.mean > 0.0)
        .map(|knowledge| (knowledge.closes_source.mean, scene.scenario.name(&knowledge.actor)))
        .collect();
    finders.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<&str> = finders.into_iter().map(|(_, name)| name).collect();
    format!(
        "{} finds the source: {}, {}.",
        phrases::any_of(&names),
        number::percent(chance),
        Estimate::of(chance).in_sentence()
    )
}

fn spreads(scene: &Scene<'_>, projection: &Projection, outcome: &ItemOutcome) -> Vec<String> {
    let item = scene.scenario.items.get(&outcome.item);
    let learns = item.and_then(|item| {
        let learning = projection
            .learning
            .iter()
            .find(|learning| learning.item == outcome.item && learning.partner == item.originator)?;
        let name = scene.scenario.name(&item.originator);
        Some((name, number::percent(learning.by_end.mean)))
    });
    let public = number::percent(outcome.public.mean);
    match learns {
        Some((name, learns)) => vec![
            format!("{name} learns of it: {learns}. It becomes public: {public}."),
            format!("{name} learns: {learns}. Public: {public}."),
        ],
        None => vec![format!("It becomes public: {public}.")],
    }
}

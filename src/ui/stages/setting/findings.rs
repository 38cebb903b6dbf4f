//! What is doubtful about the setting, in words, each leading to its place. Nothing here blocks.

use crate::scenario::{ActorId, Finding, ItemId, Path, PlanId, Segment, check};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, Scene, Selection, Stage, ViewCommand};
use egui::{ScrollArea, Ui};

/// Lists the findings.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let findings = check(scene.scenario);
    let count = match findings.len() {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        n => format!("{n} things"),
    };
    let verb = if findings.len() > 1 { "are" } else { "is" };
    let whole = format!("{count} {verb} missing or doubtful");
    super::title(ui, "Worth a look", &[&whole, &count]);
    ScrollArea::vertical().id_salt("findings").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - GRID);
        for finding in &findings {
            one(ui, scene, finding, commands);
        }
    });
}

fn one(ui: &mut Ui, scene: &Scene<'_>, finding: &Finding, commands: &mut Commands) {
    ui.horizontal_wrapped(|ui| {
        icons::show(ui, Icon::Warning, 14.0, ui.theme().colors.worse);
        let link = ui.link(ui.theme().note(&finding.sentence)).on_hover_text("Go there");
        if link.clicked() {
            lead_to(scene, &finding.path, commands);
        }
    });
}

/// Goes to the place that a path names, as near as a selection can.
fn lead_to(scene: &Scene<'_>, path: &Path, commands: &mut Commands) {
    let key = |index: usize| match path.0.get(index) {
        Some(Segment::Key(key)) => Some(key.as_str()),
        _ => None,
    };
    let select = |selection| ViewCommand::Select(selection);
    match (path.0.first(), key(1)) {
        (Some(Segment::Field("actors" | "partnerships")), Some(id)) => {
            if let Ok(id) = ActorId::try_from(id) {
                commands.send(select(Selection::Actor(id)));
            }
        }
        (Some(Segment::Field("items")), Some(id)) => {
            if let Ok(id) = ItemId::try_from(id) {
                commands.send(select(Selection::Item(id)));
            }
        }
        (Some(Segment::Field("plans")), Some(id)) => {
            if let Ok(id) = PlanId::try_from(id) {
                commands.send(ViewCommand::ChoosePlan(id));
                commands.send(ViewCommand::GoTo(Stage::Decision));
            }
        }
        (Some(Segment::Field("ties")), _) => {
            if let Some(Segment::Index(index)) = path.0.get(1)
                && let Some(tie) = scene.scenario.ties.get(*index)
            {
                commands.send(select(Selection::Tie(tie.from.clone(), tie.to.clone())));
            }
        }
        _ => commands.send(select(Selection::Nothing)),
    }
}

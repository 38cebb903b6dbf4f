//! The concessions asked in return.

use super::handling::{caption, caption_room};
use crate::analysis::number_format;
use crate::scenario::{Plan, RecipientId};
use crate::ui::Scene;
use crate::ui::stages::planner::Planner;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use egui::Ui;

/// Shows the choice between nothing and a concession for one recipient, a checkbox each for several.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>) {
    let scene = planner.scene;
    let asked = |id: &RecipientId| scene.plan.asks.contains(id);
    let recipients: Vec<&RecipientId> = scene
        .scenario
        .meeting
        .recipients
        .iter()
        .filter(|(id, recipient)| recipient.concession.figure().high > 0.0 || asked(id))
        .map(|(id, _)| id)
        .collect();
    match recipients[..] {
        [] => {
            caption(ui, "In return");
            ui.label(ui.theme().note("Nobody at the table has anything to give."));
        }
        [one] => ask_one(ui, planner, one),
        _ => ask_several(ui, planner, &recipients),
    }
}

fn ask_one(ui: &mut Ui, planner: &mut Planner<'_, '_>, recipient: &RecipientId) {
    let scene = planner.scene;
    let name = format!("Ask {} in return", scene.scenario.recipient_name(recipient));
    caption(ui, &bargain(ui, scene, &name, recipient)).on_hover_text(HOLDS);
    let segments = [
        Segment::new(false, "Nothing", "Nothing is asked for; the recipient may still give something."),
        Segment::new(
            true,
            "A concession",
            "Asked for before anything is told; a bargain struck by the staff holds best.",
        ),
    ];
    let current = scene.plan.asks.contains(recipient);
    let asked = segmented::show(ui, &name, &segments, &current, Some(ui.available_width()));
    planner.apply(asked, |plan, ask| set(plan, recipient, ask));
}

/// The longest caption that fits: the request, with the chance that a bargain holds.
fn bargain(ui: &Ui, scene: &Scene<'_>, name: &str, recipient: &RecipientId) -> String {
    let held = holds(scene, recipient);
    let held =
        held.iter().flat_map(|holds| [format!("{name}; a bargain {holds}"), format!("{name}; {holds}")]);
    let room = caption_room(ui);
    let fits = |text: &String| paint::width(ui, text, ui.theme().note_font()) < room;
    held.chain([name.to_owned()]).find(fits).unwrap_or_else(|| "Ask in return".into())
}

fn ask_several(ui: &mut Ui, planner: &mut Planner<'_, '_>, recipients: &[&RecipientId]) {
    let (scene, theme) = (planner.scene, ui.theme());
    caption(ui, "Ask a concession in return of");
    ui.horizontal_wrapped(|ui| {
        for recipient in recipients {
            let mut ask = scene.plan.asks.contains(recipient);
            let text = match holds(scene, recipient) {
                Some(holds) => format!("{} ({holds})", scene.scenario.recipient_name(recipient)),
                None => scene.scenario.recipient_name(recipient).to_owned(),
            };
            let response =
                ui.checkbox(&mut ask, theme.note(text).color(theme.colors.ink)).on_hover_text(HOLDS);
            if response.changed() {
                planner.choose(|plan| set(plan, recipient, ask));
            } else if response.hovered() {
                planner.preview(|plan| set(plan, recipient, !ask));
            }
        }
    });
}

const HOLDS: &str = "The chance that it keeps what it gives in return: best if staffed and asked for, \
    half of that if not asked for, a third if told on the spur of the moment.";

fn holds(scene: &Scene<'_>, recipient: &RecipientId) -> Option<String> {
    let projection = scene.result?.projection;
    let (_, chance) = projection.bargain_holds.iter().find(|(id, _)| id == recipient)?;
    Some(format!("holds: {}", number_format::percent(*chance)))
}

fn set(plan: &mut Plan, recipient: &RecipientId, ask: bool) {
    plan.asks.retain(|asked| asked != recipient);
    if ask {
        plan.asks.push(recipient.clone());
    }
}

//! A quick why, wherever a partner's willingness stands: its largest signed reasons.

use super::query;
use crate::analysis::number_format;
use crate::analysis::query::DECOMPOSED_HISTORIES;
use crate::analysis::shapley::FactorChange;
use crate::scenario::ActorId;
use crate::ui::theme::Themed;
use crate::ui::{Answer, Commands, Scene};
use egui::{Grid, Response, Ui};

/// How many reasons are named.
const MOST: usize = 3;

/// The reasons of a partner's factor, for its tooltip: asked for only while somebody wants to know.
pub fn reasons<'a>(
    scene: &Scene<'a>,
    response: &Response,
    partner: &ActorId,
    methods: bool,
    commands: &mut Commands,
) -> Option<&'a FactorChange> {
    if !(response.hovered() || response.has_focus()) {
        return None;
    }
    match scene.find(&query(scene, partner, None), commands) {
        Some((Answer::Decomposition(answer), true)) => {
            Some(if methods { &answer.access } else { &answer.content })
        }
        _ => None,
    }
}

/// Names the largest of them.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, reasons: Option<&FactorChange>) {
    let theme = ui.theme();
    ui.add_space(4.0);
    let Some(reasons) = reasons else {
        ui.label(theme.note("Why: being worked out."));
        return;
    };
    let largest = reasons.largest();
    if largest.is_empty() {
        ui.label(theme.note("Nothing has moved it."));
        return;
    }
    let over = if scene.playback.log.is_some() { "in this history" } else { "on average" };
    ui.label(theme.note(format!("Why, {over}, in log-odds:")));
    Grid::new("reasons").num_columns(2).spacing([12.0, 1.0]).show(ui, |ui| {
        for (cause, part) in largest.into_iter().take(MOST) {
            ui.label(theme.text(number_format::directed_amount(part.mean)));
            ui.label(theme.text(cause.name()));
            ui.end_row();
        }
    });
    let more = match &scene.playback.log {
        Some(_) => String::new(),
        None => format!(" Mean of {} histories.", DECOMPOSED_HISTORIES),
    };
    ui.label(theme.note(format!("The stage “Why” shows all of them.{more}")));
}

//! The note line below an actor's name, and the title of the map.

use super::one_history;
use crate::analysis::number_format::{PercentChange, signed};
use crate::engine::Projection;
use crate::scenario::{ActorId, PerMaterial, Role};
use crate::ui::{Scene, Stage};

/// The note line of an actor: the change of its willingness, or its role where nothing is known or planned.
pub(super) fn note(scene: &Scene, actor: &ActorId) -> String {
    let role = scene.scenario.role(actor);
    let changed = match one_history::log(scene) {
        Some(_) => one_history::willingness(scene, actor).map(|[before, now]| percent_changes(before, now)),
        None => scene.result.and_then(|result| change(result.projection, actor, scene.month)),
    };
    match (scene.stage, changed) {
        (Stage::Decision | Stage::Aftermath | Stage::Why | Stage::Compare, Some(change)) => words(change),
        _ if scene.scenario.partnerships.contains(actor) && role == Role::Recipient => {
            "recipient, partner".into()
        }
        _ => role.name().into(),
    }
}

/// The change of a partner's willingness with the previewed choice, against before the meeting, as in the note line.
/// Empty without a preview. As short as the note line, so that it fits where that does.
pub(super) fn preview(scene: &Scene, actor: &ActorId) -> String {
    let Some(pair) = scene.preview.and_then(|preview| preview.pair()) else { return String::new() };
    let changes = pair.map(|projection| change(projection, actor, scene.month));
    let [Some(then), Some(now)] = changes else { return String::new() };
    if then == now { "no change".into() } else { words(then) }
}

fn words(change: PerMaterial<i64>) -> String {
    format!("{} content, {} sources", signed(change.content), signed(change.methods))
}

fn percent_changes(before: PerMaterial<f64>, now: PerMaterial<f64>) -> PerMaterial<i64> {
    PerMaterial {
        content: PercentChange::of(before.content, now.content).change(),
        methods: PercentChange::of(before.methods, now.methods).change(),
    }
}

fn mean(projection: &Projection, actor: &ActorId, month: u32) -> Option<PerMaterial<f64>> {
    let month = projection.partner(actor)?.months.get(month as usize)?;
    Some(PerMaterial { content: month.content.mean, methods: month.methods.mean })
}

fn change(projection: &Projection, actor: &ActorId, month: u32) -> Option<PerMaterial<i64>> {
    let before = &projection.partner(actor)?.before;
    let before = PerMaterial { content: before.content.mean, methods: before.methods.mean };
    Some(percent_changes(before, mean(projection, actor, month)?))
}

/// The title of the map and the line below it.
pub(super) fn title(scene: &Scene) -> (String, &'static str) {
    if one_history::log(scene).is_some() {
        return (format!("Month {}", scene.month), "one history, against before");
    }
    match scene.stage {
        Stage::Library | Stage::Setting => {
            ("Before the meeting".into(), "drag to move, double-click to add, drag from the ring to tie")
        }
        Stage::Decision | Stage::Aftermath | Stage::Why | Stage::Compare if scene.result.is_none() => {
            (format!("Month {}", scene.month), "computing")
        }
        Stage::Decision | Stage::Aftermath | Stage::Why | Stage::Compare => {
            (format!("Month {} against before", scene.month), "mean of all histories")
        }
    }
}

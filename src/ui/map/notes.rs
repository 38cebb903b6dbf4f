//! The one line below an actor's name, and the title of the map.

use super::history;
use crate::engine::Projection;
use crate::scenario::{ActorId, PerMaterial, Role};
use crate::ui::widgets::number::{Shift, signed};
use crate::ui::{Scene, Stage};

/// What stands below an actor's name.
pub(super) fn note(scene: &Scene, actor: &ActorId) -> String {
    let role = scene.scenario.role(actor);
    let changed = match history::story(scene) {
        Some(_) => history::willingness(scene, actor).map(|[before, now]| shift(before, now)),
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

/// What a choice under the pointer would make of a partner's change: against before, as the note above
/// it is, and as short as that, so that it finds its room.
pub(super) fn preview(scene: &Scene, actor: &ActorId) -> String {
    let Some(pair) = scene.preview.and_then(|preview| preview.pair()) else { return String::new() };
    let changes = pair.map(|projection| change(projection, actor, scene.month));
    let [Some(then), Some(now)] = changes else { return String::new() };
    if then == now { "no change".into() } else { words(then) }
}

fn words(change: PerMaterial<i64>) -> String {
    format!("{} content, {} sources", signed(change.content), signed(change.methods))
}

fn shift(before: PerMaterial<f64>, now: PerMaterial<f64>) -> PerMaterial<i64> {
    PerMaterial {
        content: Shift::of(before.content, now.content).change(),
        methods: Shift::of(before.methods, now.methods).change(),
    }
}

fn mean(projection: &Projection, actor: &ActorId, month: u32) -> Option<PerMaterial<f64>> {
    let month = projection.partner(actor)?.months.get(month as usize)?;
    Some(PerMaterial { content: month.content.mean, methods: month.methods.mean })
}

fn change(projection: &Projection, actor: &ActorId, month: u32) -> Option<PerMaterial<i64>> {
    let before = &projection.partner(actor)?.before;
    let before = PerMaterial { content: before.content.mean, methods: before.methods.mean };
    Some(shift(before, mean(projection, actor, month)?))
}

/// The title of the map and the line below it.
pub(super) fn title(scene: &Scene) -> (String, &'static str) {
    if history::story(scene).is_some() {
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

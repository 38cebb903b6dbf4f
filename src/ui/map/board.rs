//! The map as plain data, for a picture that is painted elsewhere: in the room's window, small and large.

use super::model::{ArrowKind, Badge, MapModel, Node};
use crate::lesson::room_picture::{ArrowMeaning, MapActor, MapArrow, MapBoard, MapPartnership};
use crate::scenario::{ActorId, PerMaterial, Roles};
use crate::ui::{Scene, Selection, Stage};

/// The map before the meeting, without any result, as the briefing shows it.
pub fn before_meeting(scene: &Scene<'_>) -> MapBoard {
    board(&at_stage(scene, Stage::Briefing), "Before the meeting".to_owned())
}

/// The map in the month that is shown, for the mean of all histories.
pub fn of_all_histories(scene: &Scene<'_>) -> MapBoard {
    let title = match scene.shown {
        Some(_) => format!("“{}”: month {}", scene.plan.name, scene.month),
        None => format!("“{}”", scene.plan.name),
    };
    board(&at_stage(scene, Stage::Compare), title)
}

/// The map in the moment of the history that plays.
pub fn of_history(scene: &Scene<'_>) -> MapBoard {
    let scene = Scene { month: scene.playback.moment.month, ..at_stage(scene, Stage::Aftermath) };
    board(&scene, format!("One history of “{}”", scene.plan.name))
}

/// The scene as another stage shows it, with nothing tried out, and without the actor or the tie that is selected in the
/// teacher's window.
fn at_stage<'a>(scene: &Scene<'a>, stage: Stage) -> Scene<'a> {
    let selection = match scene.selection {
        Selection::Item(_) => scene.selection,
        Selection::Nothing | Selection::Actor(_) | Selection::Tie(..) | Selection::Recipient(_) => {
            &Selection::Nothing
        }
    };
    Scene { roles: Roles::new(scene.scenario), preview: None, stage, selection, ..*scene }
}

fn board(scene: &Scene<'_>, title: String) -> MapBoard {
    let model = MapModel::of(scene);
    let mut nodes: Vec<&Node> = model.nodes.iter().collect();
    // Home comes first; the others keep their order.
    nodes.sort_by_key(|node| node.id != model.home);
    let place = |actor: &ActorId| nodes.iter().position(|node| node.id == *actor);
    let mut actors: Vec<MapActor> = nodes.iter().map(|node| actor(node, model.is_briefing)).collect();
    let mut arrows: Vec<MapArrow> = Vec::new();
    let meaning = |kind| meaning(kind, scene.playback.moment.progress);
    for arrow in &model.arrows {
        let ends = place(&arrow.from).zip(place(&arrow.to));
        arrows.extend(ends.map(|(from, to)| MapArrow { from, to, meaning: meaning(arrow.kind) }));
    }
    for learned in &model.learned {
        let ends = learned.from.as_ref().and_then(place).zip(place(&learned.to));
        arrows.extend(ends.map(|(from, to)| MapArrow { from, to, meaning: ArrowMeaning::Possible }));
    }
    if let Some(press) = &model.press {
        let from = place(&press.from).zip(press.arrow);
        arrows.extend(from.map(|(from, kind)| MapArrow { from, to: actors.len(), meaning: meaning(kind) }));
        let at = [press.at.0, press.at.1];
        let name = press.name().to_owned();
        actors.push(MapActor { name, role: None, at, note: String::new(), knows: press.reports });
    }
    let partnership = |edge: &super::model::PartnershipEdge| {
        let pair = |shares: PerMaterial<f32>| [shares.content, shares.methods];
        let partner = place(&edge.partner)?;
        Some(MapPartnership { partner, before: edge.withheld.map(pair), now: edge.now.map(pair) })
    };
    let partnerships = model.partnerships.iter().filter_map(partnership).collect();
    let enemies = model.affinities.iter().filter(|affinity| affinity.affinity < 0.0);
    let hostile = enemies.filter_map(|edge| Some([place(&edge.from)?, place(&edge.to)?])).collect();
    let title = [title].into_iter().chain(model.thinned).collect::<Vec<_>>().join("; ");
    MapBoard { title, actors, partnerships, arrows, hostile }
}

/// An actor; the name of its role only before the meeting, since later its change matters.
fn actor(node: &Node, is_briefing: bool) -> MapActor {
    let note = if is_briefing || node.is_partner { node.note.clone() } else { String::new() };
    MapActor {
        name: node.name.clone(),
        role: Some(node.role),
        at: [node.at.0, node.at.1],
        note,
        knows: node.badge == Some(Badge::Knows) || node.badge == Some(Badge::SourceLost),
    }
}

/// The meaning of an arrow; what is on its way has come as far as `progress` says, from 0 to 1. With less motion nothing is
/// ever on its way, here as in the stages.
fn meaning(kind: ArrowKind, progress: f32) -> ArrowMeaning {
    match kind {
        ArrowKind::Told(_) => ArrowMeaning::Told,
        ArrowKind::Possible => ArrowMeaning::Possible,
        ArrowKind::MayPassOn(chance) => ArrowMeaning::Chance(chance),
        ArrowKind::Passed { is_on_its_way: true, .. } => ArrowMeaning::Passed(progress),
        ArrowKind::Passed { is_on_its_way: false, .. } => ArrowMeaning::Passed(1.0),
    }
}

//! The press on the map: where it stands, out of everybody's way.

use super::history;
use super::picture::{self, ArrowKind, Press};
use crate::scenario::{ActorId, ItemId, Position, RecipientId, map_layout};
use crate::ui::{Scene, Stage};
use std::collections::HashMap;

/// How far the press stands from whoever may tell it.
const DISTANCE: f32 = 150.0;

/// The press, if something was told that it may hear of.
pub(super) fn press(
    scene: &Scene,
    item: Option<&ItemId>,
    places: &HashMap<ActorId, Position>,
) -> Option<Press> {
    let plays = history::story(scene).is_some();
    let out = history::publication(scene);
    // From a partner's seat there is nothing to be seen of it until it has been in the press.
    let hidden = plays && scene.playback.seat.is_some() && out.is_none();
    if scene.stage == Stage::Setting || hidden {
        return None;
    }
    let told = picture::told(scene, item);
    // What the public is told, the press has from home and from nobody else.
    let public = told.iter().find(|(recipient, _)| *recipient == RecipientId::Public);
    let from = match public {
        Some(_) => scene.scenario.home.clone(),
        None => told.iter().find_map(|(recipient, _)| recipient.actor())?.clone(),
    };
    let way = match public {
        _ if plays => out,
        Some((_, level)) => Some(ArrowKind::Told(*level)),
        None => Some(ArrowKind::MayPassOn(chance(scene, item)?)),
    };
    let at = map_layout::roomiest_place_around(places.get(&from).copied()?, DISTANCE, places);
    Some(Press { at, from, way, reports: out.is_some() })
}

/// How likely the press is to hear of an item.
fn chance(scene: &Scene, item: Option<&ItemId>) -> Option<f32> {
    let outcomes = &scene.result?.projection.items;
    let outcome = outcomes.iter().find(|outcome| Some(&outcome.item) == item)?;
    Some(outcome.public.mean as f32)
}

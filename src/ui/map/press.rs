//! The press on the map: where it stands, out of everybody's way.

use super::history;
use super::picture::{self, ArrowKind, Press};
use crate::scenario::{ActorId, ItemId, Position, RecipientId};
use crate::ui::{Scene, Stage};
use std::collections::HashMap;
use std::f32::consts::TAU;

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
    let at = free_place(places, places.get(&from).copied()?);
    Some(Press { at, from, way, reports: out.is_some() })
}

/// How likely the press is to hear of an item.
fn chance(scene: &Scene, item: Option<&ItemId>) -> Option<f32> {
    let outcomes = &scene.result?.projection.items;
    let outcome = outcomes.iter().find(|outcome| Some(&outcome.item) == item)?;
    Some(outcome.public.mean as f32)
}

/// Of twelve places round a point, the one farthest from everybody; the lower right on a tie.
fn free_place(places: &HashMap<ActorId, Position>, Position(x, y): Position) -> Position {
    let around = (0..12).map(|i| {
        let angle = TAU * (1.0 + i as f32) / 12.0;
        Position((x + DISTANCE * angle.cos()).round(), (y + DISTANCE * angle.sin()).round())
    });
    let inside = super::view::extent(places.values().copied());
    let room = |place: &Position| {
        let nearest = places.values().map(|other| (other.0 - place.0).hypot(other.1 - place.1));
        let outside = inside.distance_to_pos(egui::pos2(place.0, place.1));
        nearest.fold(2.0 * DISTANCE, f32::min) - 1.5 * outside
    };
    around.fold(
        Position(x + DISTANCE, y),
        |best, place| if room(&place) > room(&best) + 1.0 { place } else { best },
    )
}

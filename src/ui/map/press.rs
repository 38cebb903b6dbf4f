//! The press on the map: where it stands, out of everybody's way.

use super::history;
use super::picture::{self, Press};
use crate::scenario::{ActorId, ItemId, Position};
use crate::ui::{Scene, Stage};
use std::collections::HashMap;
use std::f32::consts::TAU;

/// How far from the recipient the press stands.
const DISTANCE: f32 = 150.0;

/// The press, if something was told that it may hear of.
pub(super) fn press(
    scene: &Scene,
    item: Option<&ItemId>,
    places: &HashMap<ActorId, Position>,
) -> Option<Press> {
    // From a partner's seat there is nothing to be seen of it until it has been in the press.
    let hidden = scene.playback.seat.is_some() && history::is_reported(scene) == Some(false);
    if scene.stage == Stage::Setting || hidden {
        return None;
    }
    let told = picture::told(scene, item);
    let from = told.iter().find_map(|(recipient, _)| recipient.actor()).cloned();
    let from = if told.is_empty() { None } else { from.or(Some(scene.scenario.home.clone())) }?;
    let outcomes = &scene.result?.projection.items;
    let outcome = outcomes.iter().find(|outcome| Some(&outcome.item) == item)?;
    let at = free_place(places, places.get(&from).copied()?);
    Some(Press { at, from, chance: outcome.public.mean as f32, reported: history::is_reported(scene) })
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

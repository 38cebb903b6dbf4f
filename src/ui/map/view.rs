//! Where the map is on the screen: panned and zoomed.

use super::draw::{Asked, Lettering, Places};
use super::labels::Choice;
use super::picture::Picture;
use crate::scenario::{ActorId, Position};
use crate::ui::Selection;
use crate::ui::theme::Theme;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::HashMap;

/// Room that is kept free round the actors when the map is fitted: names, the title line, the key.
const MARGIN_LEFT: f32 = 88.0;
const MARGIN_RIGHT: f32 = 64.0;
const MARGIN_TOP: f32 = 76.0;
const MARGIN_BOTTOM: f32 = 88.0;

/// How far the map can be zoomed.
const ZOOM: std::ops::RangeInclusive<f32> = 0.2..=4.0;
/// Fitting never makes the map larger than this.
const LARGEST_FIT: f32 = 1.6;

/// How fast actors walk to where they are sent: the way left shrinks by this factor of e in a second.
const WALKING_PACE: f32 = 9.0;

/// Where the map is on the screen, and what the hand is doing to it.
#[derive(Clone, Debug, Default)]
pub struct MapView {
    /// Where map position (0, 0) is, from the top left of the map's place, in points.
    origin: Vec2,
    /// Points on the screen for a unit of the map.
    zoom: f32,
    place: Option<Rect>,
    /// How much larger than drawn the names are, for which the margin is kept.
    type_scale: f32,
    /// Whether a person has panned or zoomed since the map was fitted.
    moved: bool,
    /// What is being dragged.
    pub(super) drag: Option<Drag>,
    /// The actor from which a tie was begun by keyboard; the next actor that is pressed is its other end.
    pub(super) tying: Option<ActorId>,
    /// The actor to whose neighbourhood the map keeps.
    pub(super) focus: Option<ActorId>,
    /// Where actors are drawn while they are on their way to where they stand.
    on_the_way: HashMap<ActorId, Position>,
    /// On which side of its mark each name stands, so that it stays there from stage to stage; for each
    /// size of type (by its bits) its own, so that going to another look and back moves nothing.
    habits: HashMap<u32, HashMap<ActorId, Choice>>,
    lettering: Lettering,
    /// What names were last placed for, and where: while nothing moves, they are not placed again.
    placed: Option<(Asked, Places)>,
}

/// What the hand drags.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Drag {
    /// An actor, held this far from its middle.
    Actor(ActorId, Vec2),
    /// A new tie from an actor.
    Tie(ActorId),
}

impl MapView {
    /// Fits the map to its place when it is next drawn.
    pub fn fit(&mut self) {
        self.place = None;
        self.moved = false;
    }

    /// Keeps to the neighbourhood of the selected actor, or shows everybody again; false if there is
    /// nothing to keep to.
    pub fn toggle_focus(&mut self, selection: &Selection) -> bool {
        match (self.focus.take(), selection) {
            (None, Selection::Actor(selected)) => self.focus = Some(selected.clone()),
            (None, _) => return false,
            (Some(_), _) => {}
        }
        true
    }

    /// A place low in the middle of the map, where a newcomer is seen.
    pub fn place_for_newcomer(&self) -> Option<Position> {
        let place = self.place?;
        Some(self.map_from_screen(place.center() + vec2(0.0, 0.35 * place.height())))
    }

    /// Shows everybody alike again.
    pub fn leave_focus(&mut self) {
        self.focus = None;
    }

    /// Gets ready to draw in a place; fits the map if nobody has moved it there.
    pub(super) fn settle(&mut self, place: Rect, picture: &Picture, theme: &Theme) {
        let type_scale = theme.grown(1.0);
        if self.place == Some(place) && self.type_scale == type_scale {
            return;
        }
        let first = self.place.is_none();
        (self.place, self.type_scale) = (Some(place), type_scale);
        if first || !self.moved {
            self.fit_to(picture.extent());
        }
    }

    fn fit_to(&mut self, extent: Rect) {
        let Some(place) = self.place else { return };
        // Larger names need more margin, but the map matters more.
        let type_scale = self.type_scale.sqrt();
        let corner = type_scale * vec2(MARGIN_LEFT, MARGIN_TOP);
        let room = place.size() - corner - type_scale * vec2(MARGIN_RIGHT, MARGIN_BOTTOM);
        let room = room.max(0.3 * place.size());
        let size = extent.size().max(vec2(1.0, 1.0));
        let zoom = (room.x / size.x).min(room.y / size.y).clamp(*ZOOM.start(), LARGEST_FIT);
        let free = room - zoom * extent.size();
        self.zoom = zoom;
        self.origin = corner + 0.5 * free - zoom * extent.min.to_vec2();
    }

    /// Where the names were last written. For tests, which cannot read a picture.
    pub fn lettering(&self) -> &Lettering {
        &self.lettering
    }

    /// Where the name of an actor stood when it was last written.
    pub(super) fn habit(&self, actor: &ActorId) -> Option<Choice> {
        self.habits.get(&self.type_scale.to_bits())?.get(actor).copied()
    }

    /// Keeps in mind where names were written.
    pub(super) fn remember(
        &mut self,
        picture: &Picture,
        asked: Asked,
        places: &Places,
        lettering: Lettering,
    ) {
        self.lettering = lettering;
        let habits = picture.nodes.iter().zip(places);
        let habits = habits.filter_map(|(node, name)| Some((node.id.clone(), (*name)?.choice))).collect();
        self.habits.insert(self.type_scale.to_bits(), habits);
        self.placed = Some((asked, places.clone()));
    }

    /// Where names were placed for just this, if that was what was asked last.
    pub(super) fn placed_for(&self, asked: &Asked) -> Option<&Places> {
        self.placed.as_ref().filter(|(before, _)| before == asked).map(|(_, places)| places)
    }

    /// The actor to whose neighbourhood the map keeps, if it is still there.
    pub(super) fn focus_in(&self, picture: &Picture) -> Option<ActorId> {
        self.focus.clone().filter(|id| picture.node(id).is_some())
    }

    /// Lets actors that were sent somewhere else walk there; true while anybody walks. Who is dragged
    /// or has just come is there at once.
    pub(super) fn walk(&mut self, picture: &mut Picture, seconds: f32, moves: bool) -> bool {
        let share = if moves && self.drag.is_none() { 1.0 - (-seconds * WALKING_PACE).exp() } else { 1.0 };
        let mut walking = false;
        let mut places = HashMap::new();
        for node in &mut picture.nodes {
            let to = node.at;
            let Position(x, y) = self.on_the_way.get(&node.id).copied().unwrap_or(to);
            let left = vec2(to.0 - x, to.1 - y);
            let here = if left.length() * (1.0 - share) < 1.0 {
                to
            } else {
                walking = true;
                Position(x + share * left.x, y + share * left.y)
            };
            places.insert(node.id.clone(), here);
            node.at = here;
        }
        picture.stand(&places);
        self.on_the_way = places;
        walking
    }

    /// Moves the map by a distance on the screen.
    pub(super) fn pan(&mut self, by: Vec2) {
        self.origin += by;
        self.moved = true;
    }

    /// Zooms so that what is under a point of the screen stays there.
    pub(super) fn zoom_around(&mut self, point: Pos2, factor: f32) {
        let zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let from_origin = point - self.corner() - self.origin;
        self.origin += from_origin * (1.0 - zoom / self.zoom);
        self.zoom = zoom;
        self.moved = true;
    }

    fn corner(&self) -> Pos2 {
        self.place.map_or(Pos2::ZERO, |place| place.min)
    }

    /// Where a position of the map is on the screen.
    pub(super) fn screen_from_map(&self, Position(x, y): Position) -> Pos2 {
        self.corner() + self.origin + self.zoom * vec2(x, y)
    }

    /// Which position of the map is at a point of the screen, in whole units.
    pub(super) fn map_from_screen(&self, point: Pos2) -> Position {
        let at = (point - self.corner() - self.origin) / self.zoom;
        Position(at.x.round(), at.y.round())
    }

    /// How much larger than drawn marks and lanes are: less than the map itself, so that a crowd
    /// stays readable and a close look stays calm.
    pub(super) fn mark_scale(&self, actors: usize) -> f32 {
        let crowd = match actors {
            0..=12 => 1.0,
            13..=24 => 0.8,
            _ => 0.62,
        };
        crowd * self.zoom.clamp(0.5, 2.0).sqrt().clamp(0.8, 1.25)
    }
}

/// A rectangle round some positions.
pub(super) fn extent(positions: impl Iterator<Item = Position>) -> Rect {
    let around = positions.fold(Rect::NOTHING, |mut around, Position(x, y)| {
        around.extend_with(pos2(x, y));
        around
    });
    if around.is_finite() { around } else { Rect::from_min_size(Pos2::ZERO, vec2(1.0, 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> MapView {
        let place = Rect::from_min_size(pos2(0.0, 48.0), vec2(736.0, 424.0));
        let mut view = MapView { place: Some(place), zoom: 1.0, type_scale: 1.0, ..MapView::default() };
        view.fit_to(Rect::from_min_max(pos2(-100.0, 0.0), pos2(900.0, 500.0)));
        view
    }

    #[test]
    fn a_position_and_its_point_lead_to_each_other() {
        let mut view = view();
        view.pan(vec2(13.0, -7.0));
        view.zoom_around(pos2(300.0, 300.0), 1.7);
        for position in [Position(0.0, 0.0), Position(512.0, -33.0), Position(-80.0, 400.0)] {
            assert_eq!(view.map_from_screen(view.screen_from_map(position)), position);
        }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let mut view = view();
        let point = pos2(400.0, 250.0);
        let before = view.map_from_screen(point);
        view.zoom_around(point, 1.3);
        assert_eq!(view.map_from_screen(point), before);
    }

    #[test]
    fn a_fitted_map_leaves_room_for_names_title_and_key() {
        let view = view();
        let corner = view.screen_from_map(Position(-100.0, 0.0));
        let end = view.screen_from_map(Position(900.0, 500.0));
        assert!(corner.x >= MARGIN_LEFT - 0.5 && corner.y >= 48.0 + MARGIN_TOP - 0.5);
        assert!(end.x <= 736.5 - MARGIN_RIGHT && end.y <= 472.5 - MARGIN_BOTTOM);
    }
}

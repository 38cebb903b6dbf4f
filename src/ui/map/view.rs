//! The view of the map: pan, zoom, the actors' moves to new positions, and the focus.
//!
//! A position is in map units, a point in points on the screen.

use super::model::{MapModel, Node};
use crate::scenario::{ActorId, Position};
use crate::ui::Selection;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::HashMap;

/// Room round the actors in a fitted map, in points for type of ordinary size: half a name on the left
/// and less on the right, where names are shorter; on top the title and its line; at the bottom a name
/// with its note line, and the legend.
const MARGIN_LEFT: f32 = 88.0;
const MARGIN_RIGHT: f32 = 64.0;
const MARGIN_TOP: f32 = 76.0;
const MARGIN_BOTTOM: f32 = 88.0;

/// Points for a unit of the map. At 0.2 a map of 40 actors fits into the smallest window; at 4 the space
/// between two actors of a layout fills it.
const ZOOM: std::ops::RangeInclusive<f32> = 0.2..=4.0;
/// The largest zoom of a fitted map: without it two actors would stand at opposite edges.
const LARGEST_FIT: f32 = 1.6;
/// The least part of the space that a fitted map takes, whatever the margins want.
const SMALLEST_FIT: f32 = 0.3;

/// The pace of actors that move to a new position: the way left shrinks by e to the power of this in a
/// second, so that nine tenths are done in a quarter of a second.
const MOVE_PACE: f32 = 9.0;
/// An actor this near its new position, in map units, is put there.
const ARRIVED: f32 = 1.0;

/// Pan and zoom of the map in its space, the focus, and the positions of actors that are on the move.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct View {
    /// From the top left corner of the map's space to map position (0, 0), in points.
    origin: Vec2,
    /// Points for a unit of the map.
    zoom: f32,
    /// The space on the screen; `None` until the map is fitted to one.
    place: Option<Rect>,
    /// The size of type against the ordinary one, for which the margin is kept.
    type_scale: f32,
    /// Whether the user has panned or zoomed since the map was fitted.
    is_moved: bool,
    /// Whether the user pans or zooms in this frame.
    moves_now: bool,
    /// The actor whose neighbourhood stands out.
    focus: Option<ActorId>,
    /// The position at which each actor was last drawn, on its way to where it belongs.
    drawn_at: HashMap<ActorId, Position>,
}

impl View {
    /// Fits the map to its space when it is next drawn.
    pub fn fit(&mut self) {
        self.place = None;
        self.is_moved = false;
    }

    /// Lets the neighbourhood of the selected actor stand out, or everybody alike again; false if no actor
    /// is selected.
    pub fn toggle_focus(&mut self, selection: &Selection) -> bool {
        match (self.focus.take(), selection) {
            (None, Selection::Actor(selected)) => {
                self.focus = Some(selected.clone());
                true
            }
            (None, _) => false,
            (Some(_), _) => true,
        }
    }

    /// Lets everybody stand out alike.
    pub fn leave_focus(&mut self) {
        self.focus = None;
    }

    /// The actor whose neighbourhood stands out, if it is still on the map.
    pub fn focus_in(&self, model: &MapModel) -> Option<ActorId> {
        self.focus.clone().filter(|id| model.node(id).is_some())
    }

    /// A position low in the middle of the map, where a new actor is seen; `None` before the first frame.
    pub fn place_for_newcomer(&self) -> Option<Position> {
        let place = self.place?;
        Some(self.map_from_screen(place.center() + vec2(0.0, 0.35 * place.height())))
    }

    /// Takes the space for this frame; fits the map to it if it has changed and the user has not moved the map.
    pub fn settle(&mut self, place: Rect, type_scale: f32, model: &MapModel) {
        self.moves_now = false;
        if self.place == Some(place) && self.type_scale == type_scale {
            return;
        }
        let is_first = self.place.is_none();
        (self.place, self.type_scale) = (Some(place), type_scale);
        if is_first || !self.is_moved {
            let actors = model.nodes.iter().map(|node| node.at);
            self.fit_to(place, extent(actors.chain(model.press_place)));
        }
    }

    /// Shows what was seen in its space in another space, as large as it fits there.
    pub fn show_same(&mut self, place: Rect) {
        let Some(seen) = self.place.filter(|seen| *seen != place) else { return };
        let factor = (place.width() / seen.width()).min(place.height() / seen.height());
        let middle = 0.5 * seen.size() - self.origin;
        self.origin = 0.5 * place.size() - factor * middle;
        self.zoom = (factor * self.zoom).clamp(*ZOOM.start(), *ZOOM.end());
        (self.place, self.is_moved) = (Some(place), true);
    }

    fn fit_to(&mut self, place: Rect, extent: Rect) {
        // Larger names need more margin, but the map matters more.
        let type_scale = self.type_scale.sqrt();
        let corner = type_scale * vec2(MARGIN_LEFT, MARGIN_TOP);
        let room = place.size() - corner - type_scale * vec2(MARGIN_RIGHT, MARGIN_BOTTOM);
        let room = room.max(SMALLEST_FIT * place.size());
        let size = extent.size().max(vec2(1.0, 1.0));
        let zoom = (room.x / size.x).min(room.y / size.y).clamp(*ZOOM.start(), LARGEST_FIT);
        let free = room - zoom * extent.size();
        self.zoom = zoom;
        self.origin = corner + 0.5 * free - zoom * extent.min.to_vec2();
    }

    /// Moves actors towards their positions for a time in seconds, or puts them there at once; true while any is on
    /// its way. A new actor starts at its position.
    pub fn advance(&mut self, model: &MapModel, seconds: f32, at_once: bool) -> bool {
        let is_drawn_there = |node: &Node| self.drawn_at.get(&node.id) == Some(&node.at);
        if self.drawn_at.len() == model.nodes.len() && model.nodes.iter().all(is_drawn_there) {
            return false;
        }
        let share = if at_once { 1.0 } else { 1.0 - (-seconds * MOVE_PACE).exp() };
        let mut is_moving = false;
        let step = |node: &Node| {
            let Position(x, y) = self.drawn_at(node);
            let left = vec2(node.at.0 - x, node.at.1 - y);
            if left.length() * (1.0 - share) < ARRIVED {
                return (node.id.clone(), node.at);
            }
            is_moving = true;
            (node.id.clone(), Position(x + share * left.x, y + share * left.y))
        };
        self.drawn_at = model.nodes.iter().map(step).collect();
        is_moving
    }

    /// The position at which an actor is drawn.
    pub fn drawn_at(&self, node: &Node) -> Position {
        // A new actor has not been drawn yet: it starts at its position.
        self.drawn_at.get(&node.id).copied().unwrap_or(node.at)
    }

    /// Moves the map by some points.
    pub fn pan(&mut self, by: Vec2) {
        self.origin += by;
        // A hand that holds the map still moves it by nothing.
        (self.is_moved, self.moves_now) = (true, by != Vec2::ZERO);
    }

    /// Whether the map was panned or zoomed in this frame.
    pub fn moves_now(&self) -> bool {
        self.moves_now
    }

    /// Zooms by a factor so that what is under a point stays there.
    pub fn zoom_around(&mut self, point: Pos2, factor: f32) {
        let zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let from_origin = point - self.corner() - self.origin;
        self.origin += from_origin * (1.0 - zoom / self.zoom);
        self.zoom = zoom;
        (self.is_moved, self.moves_now) = (true, true);
    }

    fn corner(&self) -> Pos2 {
        self.place.map_or(Pos2::ZERO, |place| place.min)
    }

    /// The point of a position.
    pub fn screen_from_map(&self, Position(x, y): Position) -> Pos2 {
        self.corner() + self.origin + self.zoom * vec2(x, y)
    }

    /// The position at a point, in whole units.
    pub fn map_from_screen(&self, point: Pos2) -> Position {
        let at = (point - self.corner() - self.origin) / self.zoom;
        Position(at.x.round(), at.y.round())
    }

    /// The size of marks and lanes against the ordinary one. It changes less than the zoom, so that a
    /// crowd stays readable and a close look stays calm.
    pub fn mark_scale(&self, actors: usize) -> f32 {
        // With more actors marks and lanes are smaller, so that names find room beside them; steps rather than a
        // curve, so that one more actor hardly ever changes every mark.
        let crowd = match actors {
            0..=12 => 1.0,
            13..=24 => 0.8,
            25.. => 0.62,
        };
        crowd * self.zoom.sqrt().clamp(0.8, 1.25)
    }
}

/// The bounding box of some positions; one unit wide and high if there are none.
fn extent(positions: impl Iterator<Item = Position>) -> Rect {
    let around = positions.fold(Rect::NOTHING, |mut around, Position(x, y)| {
        around.extend_with(pos2(x, y));
        around
    });
    if around.is_finite() { around } else { Rect::from_min_size(Pos2::ZERO, vec2(1.0, 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        let place = Rect::from_min_size(pos2(0.0, 48.0), vec2(736.0, 424.0));
        let mut view = View { place: Some(place), zoom: 1.0, type_scale: 1.0, ..View::default() };
        view.fit_to(place, Rect::from_min_max(pos2(-100.0, 0.0), pos2(900.0, 500.0)));
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
    fn a_fitted_map_leaves_room_for_names_title_and_legend() {
        let view = view();
        let corner = view.screen_from_map(Position(-100.0, 0.0));
        let end = view.screen_from_map(Position(900.0, 500.0));
        assert!(corner.x >= MARGIN_LEFT - 0.5 && corner.y >= 48.0 + MARGIN_TOP - 0.5);
        assert!(end.x <= 736.5 - MARGIN_RIGHT && end.y <= 472.5 - MARGIN_BOTTOM);
    }
}

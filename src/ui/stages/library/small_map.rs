//! A case's map, small: who there is, and where, without a word.

use crate::scenario::{ActorId, RecipientId, Role, Scenario};
use crate::ui::theme::{Themed, marks};
use egui::{Painter, Pos2, Rect, Stroke, Vec2, pos2, vec2};

const MARGIN: f32 = 24.0;
const MARK: f32 = 16.0;

/// Paints the map into a rectangle.
pub fn paint(painter: &Painter, scenario: &Scenario, into: Rect) {
    let theme = painter.theme();
    let places = places(scenario, into.shrink(MARGIN));
    let at = |actor: &ActorId| places.iter().find(|(id, _)| *id == actor).map(|(_, at)| *at);
    let line = |from: &ActorId, to: &ActorId, stroke: Stroke| {
        if let (Some(from), Some(to)) = (at(from), at(to)) {
            painter.line_segment([from, to], stroke);
        }
    };
    for tie in scenario.ties.iter().filter(|tie| tie.onward.likely() > 0.0) {
        line(&tie.from, &tie.to, Stroke::new(1.0, theme.colors.line));
    }
    for recipient in scenario.meeting.recipients.keys() {
        if let RecipientId::Actor(actor) = recipient {
            line(&scenario.home, actor, Stroke::new(1.5, theme.colors.ink));
        }
    }
    for partner in scenario.partnerships.keys() {
        line(&scenario.home, partner, Stroke::new(3.0, theme.colors.methods));
    }
    for (actor, place) in &places {
        let role = scenario.role(actor);
        let size = if role == Role::Home { MARK + 4.0 } else { MARK };
        marks::paint(painter, role, *place, size);
    }
}

/// Where each actor stands: as saved, brought into the rectangle; on a ring, where nothing is saved.
fn places(scenario: &Scenario, into: Rect) -> Vec<(&ActorId, Pos2)> {
    let count = scenario.actors.len().max(1) as f32;
    let saved: Vec<_> = scenario
        .actors
        .iter()
        .enumerate()
        .map(|(i, (id, actor))| {
            let turn = i as f32 / count * std::f32::consts::TAU;
            (id, actor.at.map_or_else(|| ring(turn), |at| pos2(at.0, at.1)))
        })
        .collect();
    let bounds = Rect::from_points(&saved.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    let scale = scale(bounds.size(), into.size());
    saved.into_iter().map(|(id, at)| (id, into.center() + (at - bounds.center()) * scale)).collect()
}

fn ring(turn: f32) -> Pos2 {
    (Vec2::angled(turn) * vec2(240.0, 160.0)).to_pos2()
}

fn scale(size: Vec2, room: Vec2) -> f32 {
    let fit = |size: f32, room: f32| if size > 0.0 { room / size } else { f32::INFINITY };
    let scale = fit(size.x, room.x).min(fit(size.y, room.y));
    if scale.is_finite() { scale } else { 1.0 }
}

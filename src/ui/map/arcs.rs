//! Lines between actors: arrows for what travels, dashed arcs for hostility.

use egui::{Color32, Pos2, Shape, Stroke, Vec2, vec2};

/// A straight line between two marks that stops short of both; nothing where there is no room.
pub(super) fn trimmed(from: Pos2, to: Pos2, short_of_from: f32, short_of_to: f32) -> Option<[Pos2; 2]> {
    let way = to - from;
    let length = way.length();
    if length < short_of_from + short_of_to + 6.0 {
        return None;
    }
    let along = way / length;
    Some([from + short_of_from * along, to - short_of_to * along])
}

/// An arrow along a line.
pub(super) fn arrow([from, to]: [Pos2; 2], stroke: Stroke) -> Vec<Shape> {
    let along = (to - from).normalized();
    let head = 5.0 + 2.0 * stroke.width;
    let across = vec2(-along.y, along.x);
    let neck = to - head * along;
    let tip = vec![to, neck + 0.45 * head * across, neck - 0.45 * head * across];
    vec![Shape::line_segment([from, neck], stroke), Shape::convex_polygon(tip, stroke.color, Stroke::NONE)]
}

/// The point beside the middle of a line where its chance is written.
pub(super) fn beside([from, to]: [Pos2; 2], distance: f32) -> Pos2 {
    let along = (to - from).normalized();
    let across = vec2(-along.y, along.x);
    // On the upper side, so that numbers of crossing lines fall apart.
    let across = if across.y > 0.0 { -across } else { across };
    from + 0.5 * (to - from) + distance * across
}

/// Points along a bow from one mark to another, bent to the upper side.
pub(super) fn bow(from: Pos2, to: Pos2, bend: f32) -> Vec<Pos2> {
    let way = to - from;
    let across = vec2(way.y, -way.x).normalized();
    let across: Vec2 = if across.y > 0.0 { -across } else { across };
    let control = from + 0.5 * way + bend * across;
    (0..=24)
        .map(|i| {
            let t = i as f32 / 24.0;
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            Pos2::ZERO + a * from.to_vec2() + b * control.to_vec2() + c * to.to_vec2()
        })
        .collect()
}

/// A dashed bow: 5 on, 4 off.
pub(super) fn dashed(points: &[Pos2], width: f32, color: Color32) -> Vec<Shape> {
    Shape::dashed_line(points, Stroke::new(width, color), 5.0, 4.0)
}

//! The mark of each role: a shape and a colour, the same on the map, in tables and on cards.

use super::{Theme, Themed};
use crate::scenario::Role;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};

/// Paints the mark of a role, `size` points from side to side.
pub fn paint(painter: &Painter, role: Role, center: Pos2, size: f32) {
    let theme = painter.theme();
    painter.extend(shapes(role, center, size, theme));
}

/// The shapes of a role's mark, `size` points from side to side.
pub fn shapes(role: Role, center: Pos2, size: f32, theme: &Theme) -> Vec<Shape> {
    let colors = &theme.colors;
    let radius = size / 2.0;
    match role {
        Role::Home => vec![
            polygon(center, radius, 6, 0.0, colors.ink),
            Shape::rect_filled(Rect::from_center_size(center, Vec2::splat(size * 0.28)), 0.0, colors.panel),
        ],
        Role::Originator => ringed(center, radius, colors.originator, colors.panel),
        Role::Partner => vec![Shape::circle_filled(center, radius, colors.partner)],
        Role::Recipient => vec![polygon(center, radius, 4, 0.0, colors.recipient)],
        Role::Friend => vec![polygon(center + vec2(0.0, radius * 0.15), radius, 3, -90.0, colors.friend)],
        Role::Bystander => {
            let width = (size / 10.0).max(1.5);
            let ring = Stroke::new(width, colors.ink_3);
            vec![
                Shape::circle_filled(center, radius * 0.7, colors.panel),
                Shape::circle_stroke(center, radius * 0.7 - width / 2.0, ring),
            ]
        }
    }
}

/// The mark of the press and the public: a sheet with lines.
pub fn press(center: Pos2, size: f32, theme: &Theme) -> Vec<Shape> {
    let sheet = Rect::from_center_size(center, Vec2::splat(size * 0.9));
    let line = Stroke::new((size / 16.0).max(1.0), theme.colors.panel);
    let mut shapes = vec![Shape::rect_filled(sheet, size * 0.15, theme.colors.press)];
    for share in [-0.2, 0.0, 0.2] {
        let y = center.y + share * size;
        let half = size * 0.22;
        let ends = [Pos2::new(center.x - half, y), Pos2::new(center.x + half, y)];
        shapes.push(Shape::line_segment(ends, line));
    }
    shapes
}

fn ringed(center: Pos2, radius: f32, color: Color32, gap: Color32) -> Vec<Shape> {
    let parts = [(1.0, color), (0.72, gap), (0.58, color), (0.26, gap)];
    parts.into_iter().map(|(share, fill)| Shape::circle_filled(center, radius * share, fill)).collect()
}

fn polygon(center: Pos2, radius: f32, corners: u8, first_degrees: f32, fill: Color32) -> Shape {
    let points = (0..corners)
        .map(|corner| {
            let turn = f32::from(corner) / f32::from(corners) * std::f32::consts::TAU;
            center + radius * Vec2::angled(turn + first_degrees.to_radians())
        })
        .collect();
    Shape::convex_polygon(points, fill, Stroke::NONE)
}

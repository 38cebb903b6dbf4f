//! The mark of each role: a shape and a colour, the same on the map, in tables and on cards.

use super::{Look, Theme, Themed};
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
            polygon(center, radius, corners(6, 0.0), colors.ink),
            Shape::rect_filled(Rect::from_center_size(center, Vec2::splat(size * 0.28)), 0.0, colors.panel),
        ],
        Role::Originator => ringed(center, radius, colors.originator, colors.panel),
        Role::Partner => vec![Shape::circle_filled(center, radius, colors.partner)],
        Role::Recipient => vec![polygon(center, radius, corners(4, 0.0), colors.recipient)],
        Role::Friend => {
            vec![polygon(center + vec2(0.0, radius * 0.15), radius, corners(3, -90.0), colors.friend)]
        }
        // The triangle of a friend, hollow: nobody need fear it.
        Role::ThirdParty => {
            let middle = center + vec2(0.0, radius * 0.15);
            vec![
                polygon(middle, radius, corners(3, -90.0), colors.friend),
                polygon(middle, radius * 0.55, corners(3, -90.0), colors.panel),
            ]
        }
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

/// The item keeps its yellow in every look, so the lines on it keep a dark ink.
const INK_ON_ITEM: Color32 = Color32::from_rgb(0x1A, 0x1E, 0x23);

/// The mark of an item: a sheet torn along its upper edge, `size` points high, at an opacity of 0 to 1.
pub fn torn_sheet(painter: &Painter, center: Pos2, size: f32, opacity: f32) {
    let theme = painter.theme();
    let item = theme.colors.item.gamma_multiply(opacity);
    let (half, teeth) = (0.5 * size, 4);
    let mut points = vec![center + vec2(-0.8 * half, half), center + vec2(-0.8 * half, -0.6 * half)];
    for tooth in 0..teeth {
        let x = -0.8 + 1.6 * (tooth as f32 + 0.5) / teeth as f32;
        points.push(center + half * vec2(x - 0.2, -1.0));
        points.push(center + half * vec2(x + 0.2, -0.6));
    }
    points.push(center + vec2(0.8 * half, half));
    let edge = if theme.look == Look::Dark { theme.colors.canvas } else { theme.colors.ink };
    let edge = Stroke::new(1.0, edge.gamma_multiply(opacity));
    let body = Rect::from_min_max(center + half * vec2(-0.8, -0.6), center + half * vec2(0.8, 1.0));
    painter.rect_filled(body, 0.0, item);
    for tooth in points[1..points.len() - 1].windows(3).step_by(2) {
        painter.add(Shape::convex_polygon(tooth.to_vec(), item, Stroke::NONE));
    }
    painter.add(Shape::closed_line(points, edge));
    let ink = Stroke::new(1.0, INK_ON_ITEM.gamma_multiply(opacity));
    for y in [-0.1, 0.25, 0.6] {
        painter.line_segment([center + half * vec2(-0.45, y), center + half * vec2(0.45, y)], ink);
    }
}

/// A disc with a ring round it: circles of decreasing size in turn in the colour and in that of the gap.
fn ringed(center: Pos2, radius: f32, color: Color32, gap: Color32) -> Vec<Shape> {
    let parts = [(1.0, color), (0.72, gap), (0.58, color), (0.26, gap)];
    parts.into_iter().map(|(share, fill)| Shape::circle_filled(center, radius * share, fill)).collect()
}

/// A polygon with its corners in these directions, as far from its centre as the radius.
fn polygon(center: Pos2, radius: f32, corners: impl Iterator<Item = Vec2>, fill: Color32) -> Shape {
    let points = corners.map(|corner| center + radius * corner).collect();
    Shape::convex_polygon(points, fill, Stroke::NONE)
}

/// Unit vectors to the corners of a regular polygon, the first at an angle in degrees from the right.
fn corners(count: u8, first_degrees: f32) -> impl Iterator<Item = Vec2> {
    (0..count).map(move |corner| {
        let turn = f32::from(corner) / f32::from(count) * std::f32::consts::TAU;
        Vec2::angled(turn + first_degrees.to_radians())
    })
}

//! Shapes on whole pixels, as a screen of one pixel to a point has them: thin lines and texts are crisp in a picture as they
//! are in the window.
//!
//! egui moves straight lines, rectangles and texts by less than half a pixel when it makes triangles of them; a picture is
//! written from shapes and would not have that.

use egui::emath::GuiRounding;
use egui::{Rect, Shape, Stroke, StrokeKind};

/// The density of pixels that shapes are aligned to; that of an ordinary screen.
const PIXELS_PER_POINT: f32 = 1.0;

/// Moves the straight lines, rectangles and texts of a shape as egui does.
pub fn align(shape: &mut Shape) {
    match shape {
        Shape::Vec(shapes) => shapes.iter_mut().for_each(align),
        Shape::LineSegment { points: [from, to], stroke } => {
            if from.x == to.x {
                stroke.round_center_to_pixel(PIXELS_PER_POINT, &mut from.x);
                to.x = from.x;
            }
            if from.y == to.y {
                stroke.round_center_to_pixel(PIXELS_PER_POINT, &mut from.y);
                to.y = from.y;
            }
        }
        Shape::Rect(rect) if rect.round_to_pixels != Some(false) => {
            rect.rect = match rect.stroke_kind {
                StrokeKind::Middle => around_middle(rect.rect, rect.stroke),
                StrokeKind::Inside | StrokeKind::Outside => rect.rect.round_to_pixels(PIXELS_PER_POINT),
            };
        }
        Shape::Text(text) => text.pos = text.pos.round_to_pixels(PIXELS_PER_POINT),
        Shape::Noop
        | Shape::Rect(_)
        | Shape::Circle(_)
        | Shape::Ellipse(_)
        | Shape::Path(_)
        | Shape::Band(_)
        | Shape::Mesh(_)
        | Shape::QuadraticBezier(_)
        | Shape::CubicBezier(_)
        | Shape::Callback(_) => {}
    }
}

/// A rectangle whose edges lie in the middle of a stroke.
fn around_middle(rect: Rect, stroke: Stroke) -> Rect {
    if stroke.width <= 0.0 {
        return rect.round_to_pixels(PIXELS_PER_POINT);
    }
    let mut rect = rect;
    for side in [&mut rect.min.x, &mut rect.min.y, &mut rect.max.x, &mut rect.max.y] {
        stroke.round_center_to_pixel(PIXELS_PER_POINT, side);
    }
    rect
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, CornerRadius, pos2, vec2};

    #[test]
    fn a_thin_straight_line_fills_whole_pixels_and_a_slanted_one_stays() {
        let stroke = Stroke::new(1.0, Color32::BLACK);
        let mut level = Shape::line_segment([pos2(3.2, 7.0), pos2(9.7, 7.0)], stroke);
        align(&mut level);
        let Shape::LineSegment { points, .. } = level else { panic!("it is still a line") };
        assert_eq!(points, [pos2(3.2, 7.5), pos2(9.7, 7.5)], "in the middle of a row of pixels");
        let mut slanted = Shape::line_segment([pos2(3.2, 7.0), pos2(9.7, 8.0)], stroke);
        let before = slanted.clone();
        align(&mut slanted);
        assert_eq!(slanted, before);
    }

    #[test]
    fn a_rectangle_begins_and_ends_with_a_pixel() {
        let place = Rect::from_min_size(pos2(1.3, 2.6), vec2(10.0, 4.0));
        let filled = Shape::rect_filled(place, CornerRadius::ZERO, Color32::BLACK);
        let mut shape = Shape::Vec(vec![filled]);
        align(&mut shape);
        let Shape::Vec(shapes) = shape else { panic!("it is still a group") };
        let Shape::Rect(rect) = &shapes[0] else { panic!("it is still a rectangle") };
        assert_eq!(rect.rect, Rect::from_min_max(pos2(1.0, 3.0), pos2(11.0, 7.0)));
    }
}

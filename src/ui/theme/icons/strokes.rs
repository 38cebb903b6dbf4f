//! The lines and faces of each icon, in units of a sixteenth of its side.

use super::Icon;
use egui::{Color32, Pos2, Rect, Shape, Stroke};

/// Draws a line through points of the grid.
type Line<'a> = dyn Fn(&[(f32, f32)]) -> Shape + 'a;

/// The shapes of an icon in a square.
pub fn shapes(icon: Icon, square: Rect, stroke: Stroke, fill: Color32) -> Vec<Shape> {
    let at = |x: f32, y: f32| square.min + square.size() * egui::vec2(x, y) / 16.0;
    let line = |points: &[(f32, f32)]| Shape::line(points.iter().map(|(x, y)| at(*x, *y)).collect(), stroke);
    let face = |points: &[(f32, f32)]| {
        Shape::convex_polygon(points.iter().map(|(x, y)| at(*x, *y)).collect(), fill, Stroke::NONE)
    };
    let block = |x: f32, y: f32, right: f32, bottom: f32| {
        Shape::rect_filled(Rect::from_two_pos(at(x, y), at(right, bottom)), 0.0, fill)
    };
    match icon {
        Icon::Undo => turned_arrow(&line, false),
        Icon::Redo => turned_arrow(&line, true),
        Icon::Plus => vec![line(&[(8.0, 3.0), (8.0, 13.0)]), line(&[(3.0, 8.0), (13.0, 8.0)])],
        Icon::Minus => vec![line(&[(3.0, 8.0), (13.0, 8.0)])],
        Icon::Trash => vec![
            line(&[(2.5, 4.5), (13.5, 4.5)]),
            line(&[(6.0, 4.5), (6.0, 2.5), (10.0, 2.5), (10.0, 4.5)]),
            line(&[(4.0, 4.5), (4.6, 13.5), (11.4, 13.5), (12.0, 4.5)]),
            line(&[(6.7, 7.0), (6.9, 11.0)]),
            line(&[(9.3, 7.0), (9.1, 11.0)]),
        ],
        Icon::Copy => vec![
            line(&[(6.0, 5.5), (13.5, 5.5), (13.5, 13.5), (6.0, 13.5), (6.0, 5.5)]),
            line(&[(4.0, 10.5), (2.5, 10.5), (2.5, 2.5), (10.0, 2.5), (10.0, 4.0)]),
        ],
        Icon::Pencil => vec![
            line(&[(3.0, 13.0), (3.6, 10.0), (11.0, 2.6), (13.4, 5.0), (6.0, 12.4), (3.0, 13.0)]),
            line(&[(9.4, 4.2), (11.8, 6.6)]),
        ],
        Icon::Play => vec![face(&[(4.0, 2.5), (13.5, 8.0), (4.0, 13.5)])],
        Icon::Pause => vec![block(4.0, 3.0, 6.8, 13.0), block(9.2, 3.0, 12.0, 13.0)],
        Icon::Step => vec![face(&[(3.0, 3.0), (10.5, 8.0), (3.0, 13.0)]), block(11.0, 3.0, 13.0, 13.0)],
        Icon::StepBack => vec![face(&[(12.0, 3.0), (12.0, 13.0), (4.5, 8.0)])],
        Icon::First => vec![face(&[(13.0, 3.0), (13.0, 13.0), (5.5, 8.0)]), block(3.0, 3.0, 5.0, 13.0)],
        Icon::Warning => warning(&at, fill),
        Icon::Fit => corners(&line),
        Icon::Menu => [4.0, 8.0, 12.0].map(|y| line(&[(2.5, y), (13.5, y)])).into(),
        Icon::Down => vec![face(&[(4.0, 6.0), (12.0, 6.0), (8.0, 11.0)])],
        Icon::Close => vec![line(&[(4.0, 4.0), (12.0, 12.0)]), line(&[(12.0, 4.0), (4.0, 12.0)])],
        Icon::Check => vec![line(&[(3.0, 8.5), (6.5, 12.0), (13.0, 4.5)])],
    }
}

/// The arrow of *undo*, or its mirror image.
fn turned_arrow(line: &Line<'_>, mirrored: bool) -> Vec<Shape> {
    let turn = |points: &[(f32, f32)]| -> Shape {
        let points: Vec<_> = points.iter().map(|(x, y)| (if mirrored { 16.0 - x } else { *x }, *y)).collect();
        line(&points)
    };
    // A half circle of radius 3.5 around (9.5, 9.5), from its top round the right to its foot.
    let mut bow = vec![(2.5, 6.0), (9.5, 6.0)];
    bow.extend((1..=12).map(|i| {
        let angle = (f32::from(i as u8) / 12.0 - 0.5) * std::f32::consts::PI;
        (9.5 + 3.5 * angle.cos(), 9.5 + 3.5 * angle.sin())
    }));
    bow.push((6.5, 13.0));
    vec![turn(&bow), turn(&[(5.8, 2.7), (2.5, 6.0), (5.8, 9.3)])]
}

/// A full triangle with the mark of exclamation left open.
fn warning(at: &dyn Fn(f32, f32) -> Pos2, fill: Color32) -> Vec<Shape> {
    let open = if is_dark(fill) { Color32::WHITE } else { Color32::BLACK };
    let triangle = vec![at(8.0, 1.5), at(15.0, 14.0), at(1.0, 14.0)];
    let bar = [at(8.0, 6.0), at(8.0, 10.0)];
    let unit = (at(1.0, 0.0) - at(0.0, 0.0)).x;
    vec![
        Shape::convex_polygon(triangle, fill, Stroke::NONE),
        Shape::line_segment(bar, Stroke::new(1.6 * unit, open)),
        Shape::circle_filled(at(8.0, 12.0), 0.9 * unit, open),
    ]
}

fn is_dark(color: Color32) -> bool {
    color.intensity() < 0.6
}

/// The four corners of a frame.
fn corners(line: &Line<'_>) -> Vec<Shape> {
    [(2.5, 2.5), (13.5, 2.5), (13.5, 13.5), (2.5, 13.5)]
        .map(|(x, y): (f32, f32)| {
            let inward = |from: f32| if from < 8.0 { from + 3.5 } else { from - 3.5 };
            line(&[(inward(x), y), (x, y), (x, inward(y))])
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn every_icon_stays_inside_its_square() {
        let square = Rect::from_min_max(pos2(10.0, 20.0), pos2(26.0, 36.0));
        for icon in Icon::ALL {
            for shape in shapes(icon, square, Stroke::new(0.01, Color32::BLACK), Color32::BLACK) {
                let bounds = shape.visual_bounding_rect();
                assert!(square.expand(0.01).contains_rect(bounds), "{icon:?}: {bounds:?}");
            }
        }
    }
}

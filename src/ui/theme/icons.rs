//! Icons, painted as shapes on a 16 by 16 grid so that no font needs to have them.

use super::{RADIUS, Themed};
use egui::{Color32, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, vec2};

/// An icon for an action or a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Undo the last step.
    Undo,
    /// Redo the step.
    Redo,
    /// Add.
    Plus,
    /// Remove one.
    Minus,
    /// Remove.
    Trash,
    /// Duplicate.
    Copy,
    /// Change a name.
    Pencil,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// One step forward in time.
    Step,
    /// One step back in time.
    StepBack,
    /// To the beginning.
    First,
    /// A warning.
    Warning,
    /// Something to know.
    Note,
    /// Show everything.
    Fit,
    /// The whole screen.
    FullScreen,
    /// A menu.
    Menu,
    /// More opens below.
    Down,
    /// Close or dismiss.
    Close,
    /// Done, or chosen.
    Check,
}

impl Icon {
    /// All icons.
    pub const ALL: [Icon; 20] = [
        Icon::Undo,
        Icon::Redo,
        Icon::Plus,
        Icon::Minus,
        Icon::Trash,
        Icon::Copy,
        Icon::Pencil,
        Icon::Play,
        Icon::Pause,
        Icon::Step,
        Icon::StepBack,
        Icon::First,
        Icon::Warning,
        Icon::Note,
        Icon::Fit,
        Icon::FullScreen,
        Icon::Menu,
        Icon::Down,
        Icon::Close,
        Icon::Check,
    ];
}

/// Paints an icon into the largest square that fits into `rect`.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, color: Color32) {
    let side = rect.width().min(rect.height());
    let square = Rect::from_center_size(rect.center(), Vec2::splat(side));
    painter.extend(shapes(icon, square, Stroke::new((side * 1.5 / 16.0).max(1.0), color), color));
}

/// A button that shows only an icon; `label` is its tooltip and accessible name.
pub fn button(ui: &mut Ui, icon: Icon, label: &str) -> Response {
    let theme = ui.theme();
    let side = theme.control_height();
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    if enabled && response.hovered() {
        ui.painter().rect_filled(rect, f32::from(RADIUS), theme.colors.sunk);
    }
    let color = if enabled { theme.colors.ink } else { theme.colors.line };
    paint(ui.painter(), icon, rect.shrink(side / 6.0), color);
    response.on_hover_text(label).on_disabled_hover_text(label)
}

/// An icon as a picture, taking its place in the layout.
pub fn show(ui: &mut Ui, icon: Icon, side: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    paint(ui.painter(), icon, rect, color);
    response
}

/// Draws a line through points of the grid.
type Line<'a> = dyn Fn(&[(f32, f32)]) -> Shape + 'a;

/// The shapes of an icon in a square.
fn shapes(icon: Icon, square: Rect, stroke: Stroke, fill: Color32) -> Vec<Shape> {
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
        Icon::Note => vec![
            Shape::circle_stroke(at(8.0, 8.0), 0.37 * square.width(), stroke),
            block(7.2, 7.0, 8.8, 11.5),
            block(7.2, 4.2, 8.8, 5.8),
        ],
        Icon::Fit => centred(&line, Shape::circle_stroke(at(8.0, 8.0), 0.25 * square.width(), stroke)),
        Icon::FullScreen => corners(&line),
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

/// A ring with lines that point at it from four sides.
fn centred(line: &Line<'_>, ring: Shape) -> Vec<Shape> {
    let sides = [
        [(8.0, 1.5), (8.0, 5.0)],
        [(8.0, 11.0), (8.0, 14.5)],
        [(1.5, 8.0), (5.0, 8.0)],
        [(11.0, 8.0), (14.5, 8.0)],
    ];
    sides.iter().map(|side| line(side)).chain([ring]).collect()
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

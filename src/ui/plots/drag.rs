//! Dragging in a plot: the marker where the drag began on it, else a box to zoom into.
//!
//! `egui_plot` has a box zoom of its own, but it knows of no marker, draws in two fixed colours, drops the
//! zoom where the pointer has left the plot, and cannot zoom along one axis alone.

use crate::ui::theme::Themed;
use egui::{Id, Painter, Pos2, Rangef, Rect, Stroke, StrokeKind, Ui, Vec2b};
use egui_plot::{PlotPoint, PlotTransform, PlotUi};

/// How far from the marker a drag of it may begin, in points.
const REACH: f32 = 6.0;
/// The smallest box that is zoomed into, in points: a hand that shakes does not zoom.
const SMALLEST: f32 = 8.0;

/// A drag that goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dragged {
    /// None.
    Nothing,
    /// The marker, to a value across.
    Marker(f64),
    /// A box on the screen.
    Zoom(Rect),
}

/// What a drag does, from its first frame to its last.
#[derive(Clone, Copy)]
enum Grip {
    Marker,
    Corner(Pos2),
}

/// Follows a drag; zooms where a box was let go.
pub fn of(plot: &mut PlotUi<'_>, id: Id, zooms: Vec2b, marker: Option<f64>) -> Dragged {
    let (response, transform) = (plot.response().clone(), *plot.transform());
    if response.drag_started_by(egui::PointerButton::Primary) {
        let from = plot.ctx().input(|input| input.pointer.press_origin());
        let grip = from.and_then(|from| match is_near(&transform, marker, from) {
            true => Some(Grip::Marker),
            false => zooms.any().then_some(Grip::Corner(from)),
        });
        plot.ctx().data_mut(|data| data.insert_temp(id, grip));
    }
    let grip: Option<Grip> = plot.ctx().data(|data| data.get_temp(id)).flatten();
    let Some((grip, to)) = grip.zip(response.interact_pointer_pos()) else { return Dragged::Nothing };
    let ends = response.drag_stopped();
    if !ends && !response.dragged() {
        return Dragged::Nothing;
    }
    if ends {
        plot.ctx().data_mut(|data| data.insert_temp(id, None::<Grip>));
    }
    match grip {
        Grip::Marker => Dragged::Marker(transform.value_from_position(to).x),
        Grip::Corner(from) => {
            let area = spanned(&transform, zooms, from, to);
            if !ends {
                return Dragged::Zoom(area);
            }
            // A long press that did not move is a click on that value, not a zoom.
            let zoomed = zoom(plot, zooms, area);
            if zoomed || marker.is_none() {
                return Dragged::Nothing;
            }
            Dragged::Marker(transform.value_from_position(to).x)
        }
    }
}

/// Whether a place is near enough to the marker to take hold of it.
pub fn is_near(transform: &PlotTransform, marker: Option<f64>, at: Pos2) -> bool {
    marker.is_some_and(|value| (transform.position_from_point_x(value) - at.x).abs() <= REACH)
}

/// The box between two corners, cut to the plot; along an axis that does not zoom it spans all of it.
fn spanned(transform: &PlotTransform, zooms: Vec2b, from: Pos2, to: Pos2) -> Rect {
    let (all, area) = (transform.frame(), Rect::from_two_pos(from, to).intersect(*transform.frame()));
    let along = |zooms: bool, area: Rangef, all: Rangef| if zooms { area } else { all };
    Rect::from_x_y_ranges(
        along(zooms.x, area.x_range(), all.x_range()),
        along(zooms.y, area.y_range(), all.y_range()),
    )
}

/// Zooms into a box; false if it is too small to be meant.
fn zoom(plot: &mut PlotUi<'_>, zooms: Vec2b, area: Rect) -> bool {
    if (zooms.x && area.width() < SMALLEST) || (zooms.y && area.height() < SMALLEST) {
        return false;
    }
    let at = |corner| plot.plot_from_screen(corner);
    let (low, high): (PlotPoint, PlotPoint) = (at(area.left_bottom()), at(area.right_top()));
    if zooms.x {
        plot.set_plot_bounds_x(low.x..=high.x);
    }
    if zooms.y {
        plot.set_plot_bounds_y(low.y..=high.y);
    }
    true
}

/// Draws the box.
pub fn paint(ui: &Ui, area: Rect) {
    let colors = &ui.theme().colors;
    let painter: &Painter = ui.painter();
    painter.rect(
        area,
        0.0,
        colors.ink.gamma_multiply(0.08),
        Stroke::new(1.0, colors.ink_2),
        StrokeKind::Inside,
    );
}

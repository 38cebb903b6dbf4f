//! Many choices as dots in two results.

use super::chart::NONE;
use super::rows;
use crate::ui::theme::Themed;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, vec2};
use egui_plot::{
    Line, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform, PlotUi, Points,
};
use std::ops::RangeInclusive;

/// The radius of a dot, and of the ring of a named plan.
pub const DOT: f32 = 3.5;
/// The radius of the ring of a named plan.
pub const RING: f32 = 5.0;

/// Many small squares drawn as one mesh. `Points` makes a shape of its own for each, and there are thousands.
pub struct Cloud {
    base: PlotItemBase,
    points: Vec<PlotPoint>,
    side: f32,
    color: Color32,
}

impl Cloud {
    /// Squares of so many points from side to side.
    pub fn new(points: impl Iterator<Item = [f64; 2]>, side: f32, color: Color32) -> Self {
        let points = points.map(PlotPoint::from).collect();
        Cloud { base: PlotItemBase::new(String::new()), points, side, color }
    }
}

impl PlotItem for Cloud {
    fn shapes(&self, _: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let mut mesh = Mesh::default();
        let mut last = None;
        for point in &self.points {
            let at = transform.position_from_point(point);
            // Neighbours in a long list often fall on the same place.
            if last != Some(at) && transform.frame().expand(self.side).contains(at) {
                mesh.add_colored_rect(Rect::from_center_size(at, vec2(self.side, self.side)), self.color);
            }
            last = Some(at);
        }
        shapes.push(Shape::mesh(mesh));
    }

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        NONE
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

/// A line through points.
pub fn line(plot: &mut PlotUi<'_>, points: Vec<[f64; 2]>) {
    let stroke = Stroke::new(1.5, plot.theme().colors.ink_3);
    plot.line(Line::new("", points).stroke(stroke).allow_hover(false));
}

/// Solid dots.
pub fn dots(plot: &mut PlotUi<'_>, points: Vec<[f64; 2]>) {
    let theme = plot.theme();
    plot.points(Points::new("", points).radius(DOT).color(theme.colors.ink).allow_hover(false));
}

/// Hollow dots.
pub fn hollow(plot: &mut PlotUi<'_>, points: Vec<[f64; 2]>) {
    let theme = plot.theme();
    for point in points {
        rows::ring(plot, point, DOT - 0.75, [theme.colors.panel, theme.colors.ink_3]);
    }
}

/// The nearest of some points to a place on the screen, if one is within reach.
pub fn nearest(
    transform: &PlotTransform,
    points: impl Iterator<Item = (usize, [f64; 2])>,
    to: Pos2,
    reach: f32,
) -> Option<usize> {
    let far = |(index, point): (usize, [f64; 2])| {
        (index, transform.position_from_point(&PlotPoint::from(point)).distance_sq(to))
    };
    let near = points.map(far).filter(|(_, far)| *far <= reach * reach);
    near.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn higher_values_stand_further_right_and_up_and_the_nearest_is_found() {
        let place = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0));
        let transform = PlotTransform::new(place, PlotBounds::from_min_max([0.0, -1.0], [1.0, 1.0]), false);
        let points = [[0.1, -0.5], [0.9, 0.5]];
        let [low, high] = points.map(|point| transform.position_from_point(&PlotPoint::from(point)));
        assert!(low.x < high.x && low.y > high.y && place.contains(low) && place.contains(high));
        let found = |to| nearest(&transform, points.into_iter().enumerate(), to, 8.0);
        assert_eq!(
            (found(low), found(high + vec2(3.0, 3.0)), found(place.center())),
            (Some(0), Some(1), None)
        );
    }
}

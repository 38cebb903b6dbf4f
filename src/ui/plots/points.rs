//! Points for which `egui_plot` has no item: thousands of small squares, and points that are read out.

use super::chart::read_out;
use crate::ui::theme::Themed;
use egui::{Color32, Mesh, Pos2, Rect, Response, Shape, Ui, vec2};
use egui_plot::{ClosestElem, Cursor, LabelFormatterFn, PlotBounds, PlotConfig, PlotGeometry};
use egui_plot::{PlotItem, PlotItemBase, PlotPoint, PlotPoints, PlotTransform, PlotUi, Points};
use std::ops::RangeInclusive;

/// The radius of a solid dot, in points.
pub const DOT: f32 = 3.5;
/// The radius of a ring, in points: larger than a dot, so that both are seen where they meet.
pub const RING: f32 = 5.0;
/// The thickness of a ring, in points.
pub const EDGE: f32 = 1.5;

/// A disc with an edge.
#[derive(Clone, Copy, Debug)]
pub struct Disc {
    /// The radius to the middle of the edge, in points.
    pub radius: f32,
    /// The colour inside.
    pub fill: Color32,
    /// The colour of the edge.
    pub edge: Color32,
}

/// Dots of one colour, of a radius in points.
pub fn dots<'a>(at: impl Into<PlotPoints<'a>>, radius: f32, color: Color32) -> Points<'a> {
    Points::new("", at).radius(radius).color(color).allow_hover(false)
}

/// Adds a disc. `Points` alone draws an edge as thick as a fifth of the radius, around nothing.
pub fn disc(plot: &mut PlotUi<'_>, at: [f64; 2], disc: Disc) {
    plot.points(dots(at, disc.radius + 0.5 * EDGE, disc.edge));
    plot.points(dots(at, disc.radius - 0.5 * EDGE, disc.fill));
}

/// Points drawn or read out in a way of our own.
pub struct PointItem<'a> {
    base: PlotItemBase,
    points: Vec<PlotPoint>,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Squares { side: f32, color: Color32 },
    Readout(Box<dyn Fn(usize) -> String + 'a>),
}

impl<'a> PointItem<'a> {
    /// Squares of so many points from side to side, drawn as one mesh: up to 50,000 choices are shown, and
    /// `Points` makes a shape for each.
    pub fn squares(points: impl Iterator<Item = [f64; 2]>, side: f32, color: Color32) -> Self {
        PointItem::new(points, Kind::Squares { side, color })
    }

    /// Invisible points that rise across. The nearest across to the pointer is marked, with a line through it
    /// that linked plots share, and `text` of its index is read out. Items of `egui_plot` answer only near a
    /// mark; here the whole height answers.
    pub fn readout(points: impl Iterator<Item = [f64; 2]>, text: impl Fn(usize) -> String + 'a) -> Self {
        PointItem::new(points, Kind::Readout(Box::new(text)))
    }

    fn new(points: impl Iterator<Item = [f64; 2]>, kind: Kind<'a>) -> Self {
        let points = points.map(PlotPoint::from).collect();
        PointItem { base: PlotItemBase::new(String::new()), points, kind }
    }
}

impl PlotItem for PointItem<'_> {
    fn shapes(&self, _: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let Kind::Squares { side, color } = self.kind else { return };
        let mut mesh = Mesh::default();
        let mut last = None;
        for point in &self.points {
            let at = transform.position_from_point(point);
            // Neighbours in a long list often fall on the same position.
            if last != Some(at) && transform.frame().expand(side).contains(at) {
                mesh.add_colored_rect(Rect::from_center_size(at, vec2(side, side)), color);
            }
            last = Some(at);
        }
        shapes.push(Shape::mesh(mesh));
    }

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn allow_hover(&self) -> bool {
        matches!(self.kind, Kind::Readout(_))
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::Points(&self.points)
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

    fn find_closest(&self, point: Pos2, transform: &PlotTransform) -> Option<ClosestElem> {
        let apart = |at: &PlotPoint| (transform.position_from_point_x(at.x) - point.x).abs();
        let all = self.points.iter().enumerate();
        let (index, _) = all.min_by(|(_, one), (_, other)| apart(one).total_cmp(&apart(other)))?;
        // Only nearness across counts.
        Some(ClosestElem { index, dist_sq: 0.0 })
    }

    fn on_hover(
        &self,
        response: &Response,
        nearest: ClosestElem,
        shapes: &mut Vec<Shape>,
        cursors: &mut Vec<Cursor>,
        plot: &PlotConfig<'_>,
        _: Option<&LabelFormatterFn<'_>>,
    ) {
        let (Kind::Readout(text), Some(point)) = (&self.kind, self.points.get(nearest.index)) else { return };
        let at = plot.transform.position_from_point(point);
        shapes.push(Shape::circle_filled(at, 3.0, plot.ui.theme().colors.ink));
        cursors.push(Cursor::Vertical { x: point.x });
        read_out(response, text(nearest.index));
    }
}

//! The exact values under the pointer.
//!
//! `egui_plot` writes its own readout in the size of running text and only near a mark; this one is written
//! as a note, and answers wherever the pointer is over the months.

use crate::ui::theme::Themed;
use egui::{Color32, PopupAnchor, Pos2, Response, Shape, Tooltip, Ui};
use egui_plot::{
    ClosestElem, Cursor, LabelFormatterFn, PlotBounds, PlotConfig, PlotGeometry, PlotItem, PlotItemBase,
    PlotPoint, PlotTransform,
};
use std::ops::RangeInclusive;

/// Shows text beside the pointer, at once and while it moves.
pub fn show(response: &Response, text: impl Into<String>) {
    let anchor = PopupAnchor::Pointer;
    let tip = Tooltip::always_open(response.ctx.clone(), response.layer_id, response.id, anchor);
    tip.gap(12.0).show(|ui| {
        let theme = ui.theme();
        ui.label(theme.note(text).color(theme.colors.ink));
    });
}

/// An item that marks the point nearest to the pointer across, with a line through it that linked plots share,
/// and says its values.
pub struct Readout<'a> {
    base: PlotItemBase,
    points: Vec<PlotPoint>,
    text: Box<dyn Fn(usize) -> String + 'a>,
}

impl<'a> Readout<'a> {
    /// A readout of points that rise across; `text` says what stands at one of them, by its place.
    pub fn new(points: impl IntoIterator<Item = [f64; 2]>, text: impl Fn(usize) -> String + 'a) -> Self {
        let points = points.into_iter().map(PlotPoint::from).collect();
        Readout { base: PlotItemBase::new(String::new()), points, text: Box::new(text) }
    }
}

impl PlotItem for Readout<'_> {
    fn shapes(&self, _: &Ui, _: &PlotTransform, _: &mut Vec<Shape>) {}

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        super::chart::NONE
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
        // Nearness across is all that counts: the whole height answers.
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
        let Some(point) = self.points.get(nearest.index) else { return };
        let at = plot.transform.position_from_point(point);
        shapes.push(Shape::circle_filled(at, 3.0, plot.ui.theme().colors.ink));
        cursors.push(Cursor::Vertical { x: point.x });
        show(response, (self.text)(nearest.index));
    }
}

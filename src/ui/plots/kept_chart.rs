//! Plots that are painted again as they were, as long as they show the same and nobody does anything to them.
//!
//! `egui_plot` makes and measures everything anew in each frame; with a plot for each partner that is most of a frame.

use super::chart::{Chart, Shown};
use crate::ui::kept;
use crate::ui::kept_shapes::{KeptShapes, Recording};
use egui::{Id, Rect, Response, Ui, UiBuilder};
use egui_plot::{PlotTransform, PlotUi};

/// All that a plot draws, as data: plots with equal marks look the same.
pub trait Marks: Clone + PartialEq + Send + Sync + 'static {
    /// Adds the marks to a plot.
    fn draw(&self, plot: &mut PlotUi<'_>);
}

/// No marks: a plot of nothing but its axes.
impl Marks for () {
    fn draw(&self, _: &mut PlotUi<'_>) {}
}

/// A plot in the frame before.
struct Last<M> {
    chart: Chart,
    place: Rect,
    marks: M,
    /// The widget of the plot without its axes.
    id: Id,
    transform: PlotTransform,
    /// What was painted; `None` until it was the same in two frames.
    shapes: Option<KeptShapes>,
}

/// The pass in which pointer, keyboard or reader last did anything to a plot of a group, or any was seen for the first
/// time.
#[derive(Clone, Copy)]
struct LastInteraction(u64);

impl Chart {
    /// Draws the plot into a rectangle that also holds its ticks. `read_out` adds what answers the pointer, and nothing
    /// that is seen without one.
    pub fn show_marks<'a, M: Marks>(
        self,
        ui: &mut Ui,
        place: Rect,
        marks: &'a M,
        read_out: impl FnOnce(&mut PlotUi<'a>) + 'a,
    ) -> Shown {
        let key = self.id.with("kept plot");
        let is_as_it_was = |last: &Last<M>| {
            last.chart == self && last.place == place && last.marks == *marks && self.is_at_rest(ui, last.id)
        };
        let mut last = kept::take::<Last<M>>(ui.ctx(), key).filter(|last| is_as_it_was(last));
        if let Some(last_plot) = &mut last
            && let Some(shown) = self.paint_again(ui, last_plot)
        {
            last.into_iter().for_each(|last| kept::keep(ui.ctx(), key, last));
            return shown;
        }
        let recording = last.as_ref().map(|_| Recording::begin(ui));
        let shown = self.show(ui, place, move |plot| {
            marks.draw(plot);
            read_out(plot);
        });
        if is_interacted_with(&shown.response) || self.last_interaction(ui).is_none() {
            let interaction = LastInteraction(ui.ctx().cumulative_pass_nr());
            ui.data_mut(|data| data.insert_temp(self.group(), interaction));
        }
        let (id, transform) = (shown.response.id, shown.transform);
        // In the frame after a zoom, lines on whole pixels are still drawn by the zoom before.
        let is_settled = last.is_some_and(|last| is_same_transform(&last.transform, &transform));
        let shapes = recording.filter(|_| is_settled).and_then(|recording| recording.end(ui.ctx()));
        let next = Last { chart: self, place, marks: marks.clone(), id, transform, shapes };
        kept::keep(ui.ctx(), key, Box::new(next));
        shown
    }

    /// Paints the plot as it was; `None` if it has to be drawn anew.
    fn paint_again<M>(&self, ui: &mut Ui, last: &mut Last<M>) -> Option<Shown> {
        let shapes = last.shapes.as_mut().filter(|shapes| shapes.are_good_in(ui))?;
        shapes.paint(ui.ctx());
        // In the same place of the tree that a reader is given; only the container of the items is not there.
        let inside = ui.new_child(UiBuilder::new().scope_id(self.id).max_rect(last.place));
        let response = inside.interact(*last.transform.frame(), last.id, self.sense);
        Some(Shown { response, transform: last.transform, marker_at: None })
    }

    /// Whether nothing was done to any plot with the same zoom and readout in this pass or the last two: what is drawn then
    /// depends on nothing else than its marks.
    fn is_at_rest(&self, ui: &Ui, id: Id) -> bool {
        let is_long_ago = |LastInteraction(pass)| pass + 2 < ui.ctx().cumulative_pass_nr();
        self.last_interaction(ui).is_some_and(is_long_ago)
            && !ui.ctx().read_response(id).is_some_and(|response| is_interacted_with(&response))
    }

    /// `None` as well once egui was told to forget how far the plots are zoomed.
    fn last_interaction(&self, ui: &Ui) -> Option<LastInteraction> {
        ui.data(|data| data.get_temp(self.group()))
    }
}

/// Whether pointer, keyboard or reader do anything to a plot.
fn is_interacted_with(response: &Response) -> bool {
    response.contains_pointer()
        || response.is_pointer_button_down_on()
        || response.dragged()
        || response.drag_stopped()
        || response.clicked()
        || response.double_clicked()
}

/// Whether values are at the same positions.
fn is_same_transform(one: &PlotTransform, other: &PlotTransform) -> bool {
    one.frame() == other.frame() && one.bounds() == other.bounds()
}

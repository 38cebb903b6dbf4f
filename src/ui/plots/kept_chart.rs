//! Plots that are painted again as they were, as long as they show the same and nobody points at them.
//!
//! `egui_plot` makes and measures everything anew in each frame; with a plot for each partner that is most of a frame.

use super::chart::{Chart, Shown};
use crate::ui::kept_shapes::{KeptShapes, Recording};
use egui::cache::FramePublisher;
use egui::mutex::Mutex;
use egui::{Id, Rect, Response, Ui, UiBuilder};
use egui_plot::{PlotTransform, PlotUi};
use std::sync::Arc;

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

type Publisher<M> = FramePublisher<Id, Arc<Mutex<Last<M>>>>;

/// The pass in which a plot of a group was pointed at for the last time, or any was seen for the first time.
#[derive(Clone, Copy)]
struct LastTouch(u64);

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
        let published = ui.memory_mut(|memory| memory.caches.cache::<Publisher<M>>().get(&self.id).cloned());
        let last = published.filter(|last| {
            let Last { chart, place: last_place, marks: last_marks, id, .. } = &*last.lock();
            *chart == self && *last_place == place && last_marks == marks && self.is_at_rest(ui, *id)
        });
        let shown = last.as_ref().and_then(|last| self.paint_again(ui, &mut last.lock()));
        let is_painted_again = shown.is_some();
        let recording = last.as_ref().filter(|_| !is_painted_again).map(|_| Recording::begin(ui));
        let shown = shown.unwrap_or_else(|| {
            self.show(ui, place, move |plot| {
                marks.draw(plot);
                read_out(plot);
            })
        });
        if is_touched(&shown.response) || self.last_touch(ui).is_none() {
            let touch = LastTouch(ui.ctx().cumulative_pass_nr());
            ui.data_mut(|data| data.insert_temp(self.group(), touch));
        }
        let next = match last {
            Some(last) if is_painted_again => last,
            last => {
                let (id, transform) = (shown.response.id, shown.transform);
                // In the frame after a zoom, lines on whole pixels are still drawn by the zoom before.
                let is_settled = |last: Arc<Mutex<Last<M>>>| is_same(&last.lock().transform, &transform);
                let recording = recording.filter(|_| last.is_some_and(is_settled));
                let shapes = recording.and_then(|recording| recording.end(ui.ctx()));
                Arc::new(Mutex::new(Last { chart: self, place, marks: marks.clone(), id, transform, shapes }))
            }
        };
        ui.memory_mut(|memory| memory.caches.cache::<Publisher<M>>().set(self.id, next));
        shown
    }

    /// Paints the plot as it was; `None` if it has to be drawn anew.
    fn paint_again<M>(&self, ui: &mut Ui, last: &mut Last<M>) -> Option<Shown> {
        let shapes = last.shapes.as_mut().filter(|shapes| shapes.are_good_in(ui))?;
        shapes.paint(ui.ctx());
        // In the same place of the tree that a reader is given.
        let inside = ui.new_child(UiBuilder::new().scope_id(self.id).max_rect(last.place));
        let response = inside.interact(*last.transform.frame(), last.id, self.sense);
        Some(Shown { response, transform: last.transform, marker_at: None })
    }

    /// Whether no plot with the same zoom and readout was pointed at in this pass or the last two: what is drawn then
    /// depends on nothing else than its marks.
    fn is_at_rest(&self, ui: &Ui, id: Id) -> bool {
        let is_long_ago = |LastTouch(pass)| pass + 2 < ui.ctx().cumulative_pass_nr();
        self.last_touch(ui).is_some_and(is_long_ago)
            && !ui.ctx().read_response(id).is_some_and(|response| is_touched(&response))
    }

    /// `None` as well once egui was told to forget how far the plots are zoomed.
    fn last_touch(&self, ui: &Ui) -> Option<LastTouch> {
        ui.data(|data| data.get_temp(self.group()))
    }
}

/// Whether pointer, keyboard or reader do anything to a plot.
fn is_touched(response: &Response) -> bool {
    response.contains_pointer()
        || response.is_pointer_button_down_on()
        || response.dragged()
        || response.drag_stopped()
        || response.clicked()
        || response.double_clicked()
}

/// Whether values are at the same positions.
fn is_same(one: &PlotTransform, other: &PlotTransform) -> bool {
    one.frame() == other.frame() && one.bounds() == other.bounds()
}

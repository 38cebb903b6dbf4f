//! Painting of what is the same in most frames: as it was in the frame before, as long as nothing has changed.

use super::kept;
use super::kept_shapes::{KeptShapes, Recording};
use egui::{Id, Ui};

/// All that is painted in a place, as data: what is equal looks the same.
pub trait Painting: Clone + PartialEq + Send + Sync + 'static {
    /// Paints it.
    fn paint(&self, ui: &Ui);
}

/// What was painted in the frame before.
struct Last<P> {
    painting: P,
    /// `None` until it was the same in two frames: what changes in every frame need not be kept.
    shapes: Option<KeptShapes>,
}

/// Paints what has an id of its own. While the pointer is in its part of the window it is painted anew, since texts that
/// are cut are shown whole then.
pub fn paint_kept<P: Painting>(ui: &Ui, id: Id, painting: &P) {
    let is_pointed_at = ui.rect_contains_pointer(ui.clip_rect());
    let last =
        kept::take::<Last<P>>(ui.ctx(), id).filter(|last| !is_pointed_at && last.painting == *painting);
    let Some(mut last) = last else {
        painting.paint(ui);
        return kept::keep(ui.ctx(), id, Box::new(Last { painting: painting.clone(), shapes: None }));
    };
    match last.shapes.as_mut().filter(|shapes| shapes.are_good_in(ui)) {
        Some(shapes) => shapes.paint(ui.ctx()),
        None => {
            let recording = Recording::begin(ui);
            painting.paint(ui);
            last.shapes = recording.end(ui.ctx());
        }
    }
    kept::keep(ui.ctx(), id, last);
}

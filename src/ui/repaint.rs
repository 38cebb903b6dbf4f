//! Painting of what is the same in most frames: as it was in the frame before, as long as nothing has changed.

use super::kept_shapes::{KeptShapes, Recording};
use egui::cache::FramePublisher;
use egui::mutex::Mutex;
use egui::{Id, Ui};
use std::sync::Arc;

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

type Publisher<P> = FramePublisher<Id, Arc<Mutex<Last<P>>>>;

/// Paints what has an id of its own.
pub fn repaint<P: Painting>(ui: &Ui, id: Id, painting: &P) {
    let published = ui.ctx().memory_mut(|memory| memory.caches.cache::<Publisher<P>>().get(&id).cloned());
    let last = published.filter(|last| last.lock().painting == *painting);
    let is_painted = last.as_ref().is_some_and(|last| paint_again(ui, &mut last.lock()));
    let next = match last {
        Some(last) if is_painted => last,
        last => {
            let recording = last.map(|_| Recording::begin(ui));
            painting.paint(ui);
            let shapes = recording.and_then(|recording| recording.end(ui.ctx()));
            Arc::new(Mutex::new(Last { painting: painting.clone(), shapes }))
        }
    };
    ui.ctx().memory_mut(|memory| memory.caches.cache::<Publisher<P>>().set(id, next));
}

/// Paints what was painted before; false if that would look another way now.
fn paint_again<P>(ui: &Ui, last: &mut Last<P>) -> bool {
    let good = last.shapes.as_mut().filter(|shapes| shapes.are_good_in(ui));
    good.map(|shapes| shapes.paint(ui.ctx())).is_some()
}

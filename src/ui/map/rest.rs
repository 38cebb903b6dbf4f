//! A frame in which all is at rest, kept so that those after it, as long as nothing has changed, place no label and paint
//! nothing anew but what is on its way: the pointer, the keyboard and a reader find the same targets, and the shapes are painted as they were.

use super::model::{Interaction, MapModel};
use super::paint::Canvas;
use super::paint_travelling::Travelling;
use super::targets::Target;
use super::view::View;
use crate::scenario::ActorId;
use crate::ui::Stage;
use crate::ui::kept_shapes::{KeptShapes, PaintContext, Recording};
use egui::{Rect, Ui};
use std::sync::Arc;

/// What was placed and painted in a frame at rest, and all of which that was made.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub model: Arc<MapModel>,
    pub view: View,
    pub surroundings: Surroundings,
    pub targets: Vec<Target>,
    pub interaction: Interaction,
    pub painted: Painted,
}

/// What else the map depends on, but for the pointer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Surroundings {
    stage: Stage,
    ui: PaintContext,
    /// The actor from which a tie was begun by keyboard.
    tying: Option<ActorId>,
}

impl Surroundings {
    pub fn of(ui: &Ui, stage: Stage, tying: Option<ActorId>) -> Self {
        Surroundings { stage, ui: PaintContext::of(ui), tying }
    }
}

/// What was painted in a frame.
#[derive(Clone, Debug)]
pub(super) struct Painted {
    /// The places of the labels along arrows and beside marks.
    pub labels: Vec<Rect>,
    /// The shapes below and above what is on its way; `None` where they cannot be kept, and in the first frame at rest:
    /// while something changes in each frame they would be of no use.
    pub shapes: Option<[KeptShapes; 2]>,
}

impl Painted {
    /// Paints a map with its labels and what is on its way, and keeps the shapes if they are likely to be painted again.
    pub fn by(ui: &Ui, canvas: &Canvas<'_>, travelling: &Travelling<'_>, is_likely_again: bool) -> Self {
        let record = |paint: &dyn Fn()| {
            let recording = is_likely_again.then(|| Recording::begin(ui));
            paint();
            recording.and_then(|recording| recording.end(ui.ctx()))
        };
        let below = record(&|| canvas.paint_lines());
        travelling.paint();
        let above = record(&|| canvas.paint_marks_and_labels());
        let labels = canvas.labels.beside_marks_and_arrows().collect();
        Painted { labels, shapes: below.zip(above).map(|(below, above)| [below, above]) }
    }

    /// Whether a label reaches into a place.
    pub fn is_label_in(&self, place: &Rect) -> bool {
        self.labels.iter().any(|label| label.intersects(*place))
    }
}

impl Rest {
    /// Whether nothing has changed since, but for the pointer.
    pub fn is_as_it_was(
        &self,
        ui: &Ui,
        model: &Arc<MapModel>,
        view: &View,
        surroundings: &Surroundings,
    ) -> bool {
        self.surroundings == *surroundings
            && self.view == *view
            && (Arc::ptr_eq(&self.model, model) || self.model == *model)
            && self.painted.shapes.iter().flatten().all(|shapes| shapes.are_good_in(ui))
    }
}

//! Painting: lines at the bottom, marks over them, and labels on top, each with a halo.

mod labels;
mod legend;
mod lines;
mod marks;

use super::labels::Labels;
use super::layout::Layout;
use super::model::{Interaction, MapModel};
use crate::scenario::ActorId;
use crate::ui::theme::{Palette, STALE_OPACITY, Theme, Themed};
use egui::{Painter, Shape};

/// The strength of all that is not connected with the actor that stands out: it is still seen, not read.
const FADED: f32 = 0.25;

/// What is painted in a frame, and where.
pub(super) struct Canvas<'a> {
    pub painter: Painter,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    pub labels: &'a Labels<'a>,
    pub interaction: &'a Interaction,
}

impl Canvas<'_> {
    /// Paints everything.
    pub fn paint(&self) {
        self.affinities();
        self.partnerships();
        self.arrows();
        self.press();
        self.marks();
        self.names();
        self.new_tie();
        self.title();
        self.legend();
    }

    fn theme(&self) -> &'static Theme {
        self.painter.theme()
    }

    fn colors(&self) -> &'static Palette {
        &self.theme().colors
    }

    /// The strength of numbers: less for those of an earlier state of the document.
    fn staleness(&self) -> f32 {
        if self.model.is_stale { STALE_OPACITY } else { 1.0 }
    }

    /// The strength of what connects some actors, none of which need stand out.
    fn strength_between(&self, actors: &[&ActorId]) -> f32 {
        self.strength(|emphasized| actors.contains(&emphasized))
    }

    /// The strength of an actor.
    fn strength_of(&self, actor: &ActorId) -> f32 {
        self.strength(|emphasized| emphasized == actor || self.model.are_neighbours(emphasized, actor))
    }

    /// While an actor stands out, all that does not belong to it fades; but not during a drag, whose aim may
    /// be anywhere.
    fn strength(&self, belongs_to: impl Fn(&ActorId) -> bool) -> f32 {
        let Some(emphasized) = &self.interaction.emphasized else { return 1.0 };
        if self.interaction.is_dragging || belongs_to(emphasized) { 1.0 } else { FADED }
    }
}

/// A shape of this strength, 0 to 1.
fn faded(mut shape: Shape, strength: f32) -> Shape {
    if strength < 1.0 {
        egui::epaint::shape_transform::adjust_colors(&mut shape, move |color| {
            *color = color.gamma_multiply(strength);
        });
    }
    shape
}

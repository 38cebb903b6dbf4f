//! Painting of what is on its way while a history plays. All else stays as it is until that arrives.

use super::geometry::Line;
use super::layout::Layout;
use super::model::{ArrowKind, Interaction};
use super::paint::{paint_passed, strength_between};
use crate::scenario::ActorId;
use crate::ui::widgets::paint;
use egui::Painter;

/// The items on their way, with what their strength depends on.
pub(super) struct Travelling<'a> {
    pub painter: &'a Painter,
    pub layout: &'a Layout<'a>,
    pub interaction: &'a Interaction,
    /// The share of the way that they have covered, 0 to 1.
    pub progress: f32,
}

impl Travelling<'_> {
    /// Paints each with its arrow, which grows with it.
    pub fn paint(&self) {
        let arrows = self.layout.arrows.iter();
        let between = arrows.map(|(arrow, line)| (Some(arrow.kind), Some(*line), [&arrow.from, &arrow.to]));
        let to_press = self.layout.press.iter();
        // The press is no actor: its line belongs to the actor from which it hears.
        let to_press =
            to_press.map(|mark| (mark.press.arrow, mark.line, [&mark.press.from, &mark.press.from]));
        for (kind, line, ends) in between.chain(to_press) {
            if let (Some(ArrowKind::Passed { is_on_its_way: true, .. }), Some(line)) = (kind, line) {
                self.passed(line, &ends);
            }
        }
    }

    fn passed(&self, [from, to]: Line, ends: &[&ActorId]) {
        let reached = from.lerp(to, paint::eased(self.progress));
        let strength = strength_between(self.interaction, ends);
        paint_passed(self.painter, [from, reached], reached, self.layout.sheet_size(), strength);
    }
}

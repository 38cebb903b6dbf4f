//! Labels: names, captions, title, each where it was placed.

use super::Canvas;
use crate::ui::map::labels::{Caption, EDGE, Placement, written_name};
use crate::ui::widgets::paint;
use egui::epaint::TextShape;
use egui::{Align, Color32, Galley, Pos2, vec2};
use std::sync::Arc;

impl Canvas<'_> {
    pub(super) fn title(&self) {
        let colors = self.colors();
        for ((corner, text), ink) in self.labels.title.iter().zip([colors.ink, colors.ink_2]) {
            self.painter.galley(*corner, text.clone(), ink);
        }
    }

    /// The names that found a place.
    pub(super) fn names(&self) {
        for (node, place) in self.model.nodes.iter().zip(&self.labels.names) {
            let Some(Placement { rect, position, is_clear }) = *place else { continue };
            let text = written_name(&self.painter, self.layout, node, position);
            // Aligned text is painted from its edge or middle. What a preview adds may reach beyond the
            // place, but not off the map.
            let at_edge = match position.align() {
                Align::Max => rect.right(),
                Align::Min => rect.left(),
                Align::Center => rect.center().x,
            };
            let space = self.layout.bounds.shrink(EDGE);
            let leftmost = space.left() - text.rect.left();
            let x = at_edge.clamp(leftmost, (space.right() - text.rect.right()).max(leftmost));
            let top = if position.is_above() { rect.bottom() - text.size().y } else { rect.top() };
            let anchor = Pos2::new(x, top);
            if !is_clear || !node.preview.is_empty() {
                self.halo(anchor, &text);
            }
            let shape = TextShape::new(anchor, text, Color32::BLACK);
            self.painter.add(shape.with_opacity_factor(self.strength_of(&node.id)));
        }
    }

    /// What stands along an arrow.
    pub(super) fn caption(&self, caption: &Caption, strength: f32) {
        let ink = self.colors().ink.gamma_multiply(strength);
        let font = paint::strong_note(self.theme());
        let text = self.painter.layout_no_wrap(caption.text.clone(), font, ink);
        self.haloed(caption.middle, text, ink);
    }

    /// Paints a text round its middle, with a halo.
    pub(super) fn haloed(&self, middle: Pos2, text: Arc<Galley>, color: Color32) {
        let corner = middle - 0.5 * text.size();
        self.halo(corner, &text);
        self.painter.galley(corner, text, color);
    }

    /// Paints the colour of the canvas round a text, so that lines below do not cut through it: the text
    /// itself, shifted to all four corners, which together is 3 points wider.
    fn halo(&self, corner: Pos2, text: &Arc<Galley>) {
        let color = self.colors().canvas;
        for (x, y) in [(-1.5, -1.5), (1.5, -1.5), (-1.5, 1.5), (1.5, 1.5)] {
            self.painter.galley_with_override_text_color(corner + vec2(x, y), text.clone(), color);
        }
    }
}

//! Marks: actors with what has happened to them, the press, and the item.

use super::{Canvas, faded};
use crate::ui::map::layout::{HANDLE_RADIUS, RING_GAP};
use crate::ui::map::model::Badge;
use crate::ui::theme::{Palette, marks};
use egui::{Painter, Pos2, Stroke, vec2};

impl Canvas<'_> {
    pub(super) fn marks(&self) {
        let colors = self.colors();
        for mark in &self.layout.marks {
            let (node, at) = (mark.node, mark.middle);
            if node.selected {
                let ring = Stroke::new(1.5, colors.ink);
                self.painter.circle(at, mark.radius + RING_GAP, colors.panel, ring);
            }
            let strength = self.strength_of(&node.id);
            let shapes = marks::shapes(node.role, at, 2.0 * mark.radius, self.theme());
            self.painter.extend(shapes.into_iter().map(|shape| faded(shape, strength)));
            if let Some(kind) = node.badge {
                // At the upper right of the rim: on the diagonal it is 0.71 of the radius away each way.
                badge(&self.painter, at + 0.75 * mark.radius * vec2(1.0, -1.0), kind, colors);
            }
            if node.selected && self.model.is_edited {
                self.painter.circle(mark.handle(), HANDLE_RADIUS, colors.panel, Stroke::new(2.0, colors.ink));
            }
        }
    }

    /// The press with its name.
    pub(super) fn press(&self) {
        let Some((mark, name_at)) = self.layout.press.as_ref().zip(self.labels.press_name) else { return };
        let strength = self.strength_between(&[&mark.press.from]);
        let shapes = marks::press(mark.middle, mark.size, self.theme());
        self.painter.extend(shapes.into_iter().map(|shape| faded(shape, strength)));
        let ink = self.colors().ink.gamma_multiply(strength);
        let name = mark.press.name().to_owned();
        let name = self.painter.layout_no_wrap(name, self.theme().semibold_font(), ink);
        self.haloed(name_at, name, ink);
    }

    /// The item: a sheet with a torn upper edge.
    pub(super) fn item(&self, middle: Pos2, strength: f32) {
        marks::torn_sheet(&self.painter, middle, self.layout.sheet_size(), strength);
    }
}

/// What has happened to an actor: an exclamation mark, or a cross for a lost source.
pub(super) fn badge(painter: &Painter, at: Pos2, badge: Badge, colors: &Palette) {
    let ink = Stroke::new(2.0, colors.canvas);
    let fill = match badge {
        Badge::Knows => colors.ink,
        Badge::SourceLost => colors.worse,
    };
    painter.circle(at, 8.0, fill, Stroke::new(1.5, colors.canvas));
    let strokes = match badge {
        Badge::Knows => [[(0.0, -4.5), (0.0, 0.5)], [(0.0, 2.5), (0.0, 4.5)]],
        Badge::SourceLost => [[(-3.0, 3.0), (3.0, -3.0)], [(-3.0, -3.0), (3.0, 3.0)]],
    };
    for ends in strokes {
        painter.line_segment(ends.map(|(x, y)| at + vec2(x, y)), ink);
    }
}

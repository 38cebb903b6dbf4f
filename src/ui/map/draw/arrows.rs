//! What is told and handed on: arrows with the table that travels along them, and the press.

use super::captions::{self, Way};
use super::{Canvas, faded};
use crate::ui::map::arcs;
use crate::ui::map::picture::{ArrowKind, Picture};
use crate::ui::map::view::MapView;
use crate::ui::theme::marks;
use crate::ui::widgets::paint;
use egui::{Pos2, Stroke, vec2};

/// The size of a table, of the press, in points.
pub(super) const SHEET: f32 = 20.0;
pub(super) const PRESS: f32 = 28.0;

impl Canvas<'_> {
    pub(super) fn arrows(&self) {
        for way in &self.ways {
            self.arrow(way, self.strength(&[way.from, way.to]));
        }
    }

    fn arrow(&self, way: &Way, strength: f32) {
        let colors = &self.scene.theme.colors;
        match way.kind {
            ArrowKind::Told(_) => {
                self.painter.extend(arcs::arrow(way.line, self.act(strength)));
                marks::torn_sheet(&self.painter, way.table(), SHEET * self.scale(), strength);
                self.caption_of(way, strength);
            }
            ArrowKind::Passed { progress, .. } => self.passed(way, progress, strength),
            ArrowKind::MayPassOn(chance) => {
                let color = if chance >= 0.3 { colors.ink_2 } else { colors.line };
                let stroke = Stroke::new(1.0 + 2.0 * chance, color.gamma_multiply(strength));
                self.painter.extend(arcs::arrow(way.line, stroke));
                self.caption_of(way, strength);
            }
        }
    }

    /// The line of the act itself.
    fn act(&self, strength: f32) -> Stroke {
        Stroke::new(3.0, self.scene.theme.colors.ink.gamma_multiply(strength))
    }

    fn caption_of(&self, way: &Way, strength: f32) {
        let theme = self.scene.theme;
        let ink = theme.colors.ink.gamma_multiply(strength);
        self.haloed(way.text_at, &captions::text(way.kind, theme), paint::strong_note(theme), ink);
    }

    /// What was handed on: the arrow grows with the table that travels along it.
    fn passed(&self, way: &Way, progress: f32, strength: f32) {
        let [from, to] = way.line;
        let travels = progress < 1.0 && self.scene.playback.moves;
        let reached = if travels { from.lerp(to, paint::eased(progress)) } else { to };
        if from.distance(reached) > 14.0 {
            self.painter.extend(arcs::arrow([from, reached], self.act(strength)));
        }
        let table = if travels { reached } else { way.table() };
        marks::torn_sheet(&self.painter, table, SHEET * self.scale(), strength);
        if !travels {
            self.caption_of(way, strength);
        }
    }

    pub(super) fn press(&self) {
        let Some(press) = &self.picture.press else { return };
        let theme = self.scene.theme;
        let strength = self.strength(&[&press.from]);
        let at = self.view.screen_from_map(press.at);
        let size = PRESS * self.scale();
        self.painter.extend(marks::press(at, size, theme).into_iter().map(|shape| faded(shape, strength)));
        let ink = theme.colors.ink.gamma_multiply(strength);
        self.haloed(self.press_name_at(at), press.name(), theme.semibold_font(), ink);
    }

    /// Where its name stands: below it, or above where the arrow comes from below.
    pub(super) fn press_name_at(&self, at: Pos2) -> Pos2 {
        let away = 0.5 * PRESS * self.scale() + 0.75 * self.scene.theme.size.text;
        let line = press_line(self.view, self.picture).unwrap_or([at, at]);
        let from_below = line[0].y - line[1].y > (line[0].x - line[1].x).abs();
        at + vec2(0.0, if from_below { -away } else { away })
    }
}

/// The line from whoever tells the press, or may, to where it stands.
pub(in crate::ui::map) fn press_line(view: &MapView, picture: &Picture) -> Option<[Pos2; 2]> {
    let press = picture.press.as_ref()?;
    let size = PRESS * view.mark_scale(picture.nodes.len());
    let from = view.screen_from_map(picture.place(&press.from));
    arcs::trimmed(from, view.screen_from_map(press.at), size, 0.5 * size + 8.0)
}

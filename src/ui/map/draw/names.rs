//! Names, placed so that none hides another, each in its own halo.

use super::{CHANCE_BESIDE, Canvas, FADED, arrow_line, feeling_bow, reach};
use crate::ui::map::labels::{self, Obstacles, Wanted};
use crate::ui::map::picture::Node;
use crate::ui::map::{arcs, key};
use crate::ui::widgets::paint;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Galley, Pos2, Rect, Vec2, vec2};
use std::sync::Arc;

impl Canvas<'_> {
    pub(super) fn names(&self) {
        let texts: Vec<Arc<Galley>> = self.picture.nodes.iter().map(|node| self.name(node)).collect();
        let wanted: Vec<Wanted> = (self.picture.nodes.iter().zip(&texts))
            .map(|(node, text)| Wanted {
                anchor: self.view.screen_from_map(node.at),
                reach: reach(self.view, self.picture, node) + if node.selected { 7.0 } else { 2.0 },
                size: text.size(),
                rank: if node.selected || self.touched.actor.as_ref() == Some(&node.id) {
                    0
                } else {
                    1 + node.role as u8
                },
            })
            .collect();
        let places = labels::place(&wanted, &self.obstacles(), self.ui.max_rect().shrink(4.0));
        for ((node, text), place) in self.picture.nodes.iter().zip(texts).zip(places) {
            let Some(place) = place else { continue };
            let near = self.touched.actor.as_ref().is_none_or(|touched| {
                *touched == node.id
                    || self.picture.are_neighbours(touched, &node.id, &self.scene.scenario.home)
            });
            let strength = if near || self.view.drag.is_some() { 1.0 } else { FADED };
            // Centred text hangs from the middle of its first line.
            let anchor = Pos2::new(place.center().x, place.top());
            self.halo(anchor, &text);
            self.painter.add(
                egui::epaint::TextShape::new(anchor, text, Color32::BLACK).with_opacity_factor(strength),
            );
        }
    }

    fn obstacles(&self) -> Obstacles {
        let place = self.ui.max_rect();
        let mark = |node: &Node| {
            let size = Vec2::splat(2.0 * reach(self.view, self.picture, node) + 4.0);
            Rect::from_center_size(self.view.screen_from_map(node.at), size)
        };
        let grown = |width, height| self.scene.theme.grown(1.0) * vec2(width, height);
        let title = Rect::from_min_size(place.min, grown(280.0, 48.0));
        let tools =
            Rect::from_min_max(place.right_top() + vec2(-160.0, 0.0), place.right_top() + vec2(0.0, 48.0));
        let foot = Rect::from_min_max(Pos2::new(place.left(), place.bottom() - key::HEIGHT), place.max);
        let press = self
            .picture
            .press
            .iter()
            .map(|press| Rect::from_center_size(self.view.screen_from_map(press.at), Vec2::splat(40.0)));
        let along = |[from, to]: [Pos2; 2]| (0..=16).map(move |i| from + (i as f32 / 16.0) * (to - from));
        let lines = || {
            let arrows = self.picture.arrows.iter();
            arrows.filter_map(|arrow| arrow_line(self.view, self.picture, &arrow.from, &arrow.to))
        };
        let chances =
            lines().map(|line| Rect::from_center_size(arcs::beside(line, CHANCE_BESIDE), grown(30.0, 14.0)));
        let bows =
            self.picture.feelings.iter().filter_map(|f| feeling_bow(self.view, self.picture, f)).flatten();
        Obstacles {
            solid: self
                .picture
                .nodes
                .iter()
                .map(mark)
                .chain([title, tools, foot])
                .chain(press)
                .chain(chances)
                .collect(),
            lanes: self
                .picture
                .bonds
                .iter()
                .filter_map(|bond| self.track(&bond.partner))
                .flat_map(|track| track.footprint().collect::<Vec<_>>())
                .collect(),
            lines: lines().flat_map(along).chain(bows).collect(),
        }
    }

    /// A name with its note line and, while something is previewed, what that would change.
    fn name(&self, node: &Node) -> Arc<Galley> {
        let theme = self.scene.theme;
        let format = |font, color| TextFormat { font_id: font, color, ..TextFormat::default() };
        let mut job = LayoutJob { halign: Align::Center, break_on_newline: true, ..LayoutJob::default() };
        // In a crowd, smaller names find a place for everybody.
        let font = if self.scale() > 0.7 { theme.semibold_font() } else { paint::strong_note(theme) };
        job.append(&node.name, 0.0, format(font, theme.colors.ink));
        if !node.note.is_empty() && self.scale() > 0.7 {
            job.append(&format!("\n{}", node.note), 0.0, format(theme.note_font(), theme.colors.ink_2));
        }
        if !node.preview.is_empty() {
            let text = format!("\npreview: {}", node.preview);
            job.append(&text, 0.0, format(paint::strong_note(theme), theme.colors.ink));
        }
        self.ui.painter().layout_job(job)
    }

    pub(super) fn haloed(&self, middle: Pos2, text: &str, font: egui::FontId, color: Color32) {
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, color);
        let at = middle - 0.5 * galley.size();
        self.halo(at, &galley);
        self.painter.galley(at, galley, color);
    }

    /// The canvas's own colour round a text, so that lines below do not cut through it.
    fn halo(&self, at: Pos2, galley: &Arc<Galley>) {
        let color = self.scene.theme.colors.canvas;
        for i in 0..8 {
            let offset = 2.0 * Vec2::angled(std::f32::consts::TAU * i as f32 / 8.0);
            self.painter.galley_with_override_text_color(at + offset, galley.clone(), color);
        }
    }
}

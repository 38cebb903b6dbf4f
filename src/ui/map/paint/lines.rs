//! Lines between actors: partnerships, what is told and passed on, hostility and friendship, a new tie.

use super::{Canvas, faded};
use crate::scenario::PerMaterial;
use crate::ui::map::geometry::{Line, Quad, Track};
use crate::ui::map::labels::Caption;
use crate::ui::map::model::{ArrowKind, NewTie};
use crate::ui::theme::Palette;
use crate::ui::widgets::paint;
use egui::{Color32, Pos2, Shape, Stroke, pos2, vec2};

/// The width of an ordinary line, in points.
pub(super) const LINE_WIDTH: f32 = 1.5;
/// The width of the line of an act: what home tells, and what was passed on.
pub(super) const ACT_WIDTH: f32 = 3.0;
/// The chance from which on an arrow is dark. A fainter one says that a reader may pass it over.
const NOTABLE_CHANCE: f32 = 0.3;
/// The shortest way of an item for which its arrow is painted: on a shorter one is no room for the head.
const SHORTEST_ARROW: f32 = 14.0;
/// The loss, as a share of full willingness, from which on its colour gets no warmer: a quarter, which
/// no reader takes for small.
const GREAT_LOSS: f32 = 0.25;
/// The part of the colour of *worse* in that of a great loss, so that it stays paler than what is left.
const WARMEST: f32 = 0.8;
/// From the pointer up to the middle of a hint, which is else under the hand; and from the hint to the
/// edge of the map.
const HINT_ABOVE: f32 = 26.0;
const HINT_MARGIN: f32 = 8.0;

impl Canvas<'_> {
    /// Hostility, dashed, and friendship; the wider the stronger.
    pub(super) fn affinities(&self) {
        let colors = self.colors();
        for (edge, points) in &self.layout.arcs {
            let strength = self.strength_between(&[&edge.from, &edge.to]);
            let width = 1.0 + edge.affinity.abs();
            if edge.affinity < 0.0 {
                self.painter.extend(dashed(points, width, colors.hostility.gamma_multiply(strength)));
            } else {
                let stroke = Stroke::new(width, colors.ink_3.gamma_multiply(strength));
                self.painter.add(Shape::line(points.clone(), stroke));
            }
        }
    }

    /// The lanes of willingness: before at the bottom, so that a loss shows as its margin; now over it; and
    /// the edges of a preview.
    pub(super) fn partnerships(&self) {
        let colors = self.colors();
        for (edge, track) in &self.layout.tracks {
            let ends = [&edge.partner, &self.model.home];
            let strength = self.strength_between(&ends) * self.staleness();
            let Some(now) = edge.now else {
                let stroke = Stroke::new(LINE_WIDTH, colors.line);
                self.painter.line_segment([track.start, track.end], stroke);
                continue;
            };
            if let Some(before) = edge.before.filter(|_| !self.model.is_edited) {
                let lost = PerMaterial {
                    content: loss_color(before.content - now.content, colors),
                    methods: loss_color(before.methods - now.methods, colors),
                };
                let stroke = Stroke::new(1.0, colors.before_edge);
                let shapes = lanes(track.lanes(before), lost, stroke);
                self.painter.extend(shapes.map(|shape| faded(shape, strength)));
            }
            let fills = PerMaterial { content: colors.content, methods: colors.methods };
            let shapes = lanes(track.lanes(now), fills, Stroke::NONE);
            self.painter.extend(shapes.map(|shape| faded(shape, strength)));
            if let Some(preview) = edge.preview {
                self.painter.extend(preview_edges(track, preview, colors));
            }
        }
    }

    /// What is told and passed on, with the item's mark and what stands along it.
    pub(super) fn arrows(&self) {
        for caption in &self.labels.captions {
            let strength = self.strength_between(&[caption.from, caption.to.unwrap_or(caption.from)]);
            match caption.kind {
                ArrowKind::Told(_) => self.told(caption, strength),
                ArrowKind::Passed { progress, .. } => self.passed(caption, progress, strength),
                ArrowKind::MayPassOn(chance) => self.may_pass_on(caption, chance, strength),
            }
        }
    }

    fn told(&self, caption: &Caption, strength: f32) {
        self.painter.extend(arrow(caption.line, self.act(strength)));
        self.item(caption.sheet(), strength);
        self.caption(caption, strength);
    }

    fn may_pass_on(&self, caption: &Caption, chance: f32, strength: f32) {
        let colors = self.colors();
        let color = if chance >= NOTABLE_CHANCE { colors.ink_2 } else { colors.line };
        let stroke = Stroke::new(1.0 + 2.0 * chance, color.gamma_multiply(strength));
        self.painter.extend(arrow(caption.line, stroke));
        self.caption(caption, strength);
    }

    /// While an item travels, the arrow grows with it.
    fn passed(&self, caption: &Caption, progress: f32, strength: f32) {
        let [from, to] = caption.line;
        let travels = progress < 1.0 && self.model.moves;
        let reached = if travels { from.lerp(to, paint::eased(progress)) } else { to };
        if from.distance(reached) > SHORTEST_ARROW {
            self.painter.extend(arrow([from, reached], self.act(strength)));
        }
        self.item(if travels { reached } else { caption.sheet() }, strength);
        if !travels {
            self.caption(caption, strength);
        }
    }

    fn act(&self, strength: f32) -> Stroke {
        Stroke::new(ACT_WIDTH, self.colors().ink.gamma_multiply(strength))
    }

    /// A tie that is being dragged, with a hint at the pointer.
    pub(super) fn new_tie(&self) {
        let Some(NewTie { from, to, hint }) = &self.interaction.new_tie else { return };
        let Some(from) = self.layout.mark(from) else { return };
        let ink = self.colors().ink;
        self.painter.extend(arrow([from.middle, *to], Stroke::new(2.0, ink)));
        if !hint.is_empty() {
            let font = paint::strong_note(self.theme());
            let galley = self.painter.layout_no_wrap((*hint).to_owned(), font, ink);
            let room = self.layout.bounds.x_range().shrink(0.5 * galley.size().x + HINT_MARGIN);
            self.haloed(pos2(room.clamp(to.x), to.y - HINT_ABOVE), galley, ink);
        }
    }
}

/// The shapes of an arrow along a line; its head grows with its width.
pub(super) fn arrow([from, to]: Line, stroke: Stroke) -> Vec<Shape> {
    let along = (to - from).normalized();
    let head = 5.0 + 2.0 * stroke.width;
    let across = vec2(-along.y, along.x);
    let neck = to - head * along;
    let tip = vec![to, neck + 0.45 * head * across, neck - 0.45 * head * across];
    vec![Shape::line_segment([from, neck], stroke), Shape::convex_polygon(tip, stroke.color, Stroke::NONE)]
}

/// A dashed line along some points: the sign of hostility.
pub(super) fn dashed(points: &[Pos2], width: f32, color: Color32) -> Vec<Shape> {
    Shape::dashed_line(points, Stroke::new(width, color), 5.0, 4.0)
}

/// The shapes of both lanes.
fn lanes(lanes: PerMaterial<Quad>, fills: PerMaterial<Color32>, edge: Stroke) -> [Shape; 2] {
    let shape = |quad: Quad, fill| Shape::convex_polygon(quad.to_vec(), fill, edge);
    [shape(lanes.content, fills.content), shape(lanes.methods, fills.methods)]
}

/// The edges that the lanes would have: dashed, as all previews.
fn preview_edges(track: &Track, willingness: PerMaterial<f32>, colors: &Palette) -> Vec<Shape> {
    let stroke = Stroke::new(LINE_WIDTH, colors.ink);
    track.edges(willingness).iter().flat_map(|edge| Shape::dashed_line(edge, stroke, 4.0, 3.0)).collect()
}

/// The colour of a loss of willingness, as a share of full willingness: pale, and warmer the more is lost.
pub(super) fn loss_color(share: f32, colors: &Palette) -> Color32 {
    colors.before.lerp_to_gamma(colors.worse, WARMEST * (share / GREAT_LOSS).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Look;

    #[test]
    fn a_loss_is_warmer_the_greater_it_is_and_no_loss_is_pale() {
        for look in Look::ALL {
            let colors = Palette::of(look);
            let off = |share| {
                let [r, g, b, _] = loss_color(share, &colors).to_array().map(i32::from);
                let [wr, wg, wb, _] = colors.worse.to_array().map(i32::from);
                (r - wr).abs() + (g - wg).abs() + (b - wb).abs()
            };
            assert_eq!(loss_color(-0.1, &colors), colors.before);
            assert!(off(0.2) < off(0.1) && off(0.1) < off(0.0), "{look:?}");
        }
    }
}

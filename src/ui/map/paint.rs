//! Painting: lines at the bottom, marks over them, and labels on top, each with a halo.

use super::geometry::{self, Line, Quad};
use super::labels::{Caption, EDGE, Labels, Placement, written_name};
use super::layout::{HANDLE_RADIUS, Layout, RING_GAP};
use super::model::{ArrowKind, Badge, Interaction, MapModel, NewTie, Telling};
use crate::export::scene::{Group, grouped};
use crate::scenario::{ActorId, PerMaterial};
use crate::ui::theme::{Palette, STALE_OPACITY, Theme, Themed, marks};
use crate::ui::widgets::paint;
use egui::epaint::TextShape;
use egui::{Align, Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};
use std::sync::Arc;

/// The strength of all that is not connected with the actor that stands out: it is still seen, not read.
const FADED: f32 = 0.25;

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
/// The share of the colour for *worse* in the colour of a great loss, so that it stays paler than what is left.
const WARMEST: f32 = 0.8;
/// The height of the middle of a hint above the pointer, where a hand or the pointer does not hide it; and the
/// least distance from a hint to the edge of the map.
const HINT_ABOVE: f32 = 26.0;
const HINT_MARGIN: f32 = 8.0;

/// The margin of a caption on its plate on both sides together, across and down, and the radius of the plate's corners,
/// in points: as little as keeps a line that ends there apart from the letters.
const PLATE_MARGIN: Vec2 = vec2(6.0, 2.0);
const PLATE_CORNER: f32 = 2.0;

/// A plate in the colour of the canvas, on which something is read whatever is below it.
pub(super) fn plate(place: Rect, colors: &Palette) -> Shape {
    Shape::rect_filled(place, PLATE_CORNER, colors.canvas)
}

/// The painter of a frame, with the objects to be painted and their places.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    pub labels: &'a Labels<'a>,
    pub interaction: &'a Interaction,
}

impl Canvas<'_> {
    /// Paints the lines, over which comes what is on its way.
    pub fn paint_lines(&self) {
        self.affinities();
        self.partnerships();
        self.learned();
        self.arrows();
    }

    /// Paints the marks and all labels.
    pub fn paint_marks_and_labels(&self) {
        self.press();
        self.marks();
        self.captions();
        self.names();
        self.previewed();
        self.new_tie();
        grouped(self.painter, Group::Title, || self.title());
        grouped(self.painter, Group::Legend, || self.legend());
    }

    fn theme(&self) -> &'static Theme {
        self.painter.theme()
    }

    pub(super) fn colors(&self) -> &'static Palette {
        &self.theme().colors
    }

    /// The strength of numbers: less for those of an earlier state of the document.
    fn staleness(&self) -> f32 {
        if self.model.is_stale { STALE_OPACITY } else { 1.0 }
    }

    /// The strength of what connects some actors, none of which need stand out.
    fn strength_between(&self, actors: &[&ActorId]) -> f32 {
        strength_between(self.interaction, actors)
    }

    /// The strength of an actor.
    fn strength_of(&self, actor: &ActorId) -> f32 {
        let belongs_to =
            |emphasized: &ActorId| emphasized == actor || self.model.are_neighbours(emphasized, actor);
        strength(self.interaction, belongs_to)
    }
}

/// While an actor stands out, all that does not belong to it fades; but not during a drag, whose aim may be anywhere.
fn strength(interaction: &Interaction, belongs_to: impl Fn(&ActorId) -> bool) -> f32 {
    let Some(emphasized) = &interaction.emphasized else { return 1.0 };
    if interaction.is_dragging || belongs_to(emphasized) { 1.0 } else { FADED }
}

/// The strength of what connects some actors, none of which need stand out.
pub(super) fn strength_between(interaction: &Interaction, actors: &[&ActorId]) -> f32 {
    strength(interaction, |emphasized| actors.contains(&emphasized))
}

/// Paints an arrow along which an item went or goes, if the arrow is long enough for its head, and the item.
pub(super) fn paint_passed(painter: &Painter, line: Line, item: Pos2, sheet_size: f32, strength: f32) {
    let [from, to] = line;
    if from.distance(to) > SHORTEST_ARROW {
        painter.extend(arrow(line, act(painter.theme(), strength)));
    }
    marks::torn_sheet(painter, item, sheet_size, strength);
}

/// The line of an act.
fn act(theme: &Theme, strength: f32) -> Stroke {
    Stroke::new(ACT_WIDTH, theme.colors.ink.gamma_multiply(strength))
}

/// Lines between actors.
impl Canvas<'_> {
    /// Hostility, dashed, and friendship; the wider the stronger.
    fn affinities(&self) {
        let colors = self.colors();
        for (edge, points) in &self.layout.arcs {
            let strength = self.strength_between(&[&edge.from, &edge.to]);
            let width = 1.0 + edge.affinity.abs();
            if edge.affinity < 0.0 {
                let color = colors.hostility.gamma_multiply(strength);
                for part in geometry::parts_within(points, self.layout.bounds) {
                    self.painter.extend(dashed(&part, width, color));
                }
            } else {
                let stroke = Stroke::new(width, colors.ink_3.gamma_multiply(strength));
                self.painter.add(Shape::line(points.clone(), stroke));
            }
        }
    }

    /// The lanes of willingness: if nothing were said at the bottom, so that a loss shows as its margin; now over it; and
    /// the edges of a preview.
    fn partnerships(&self) {
        let colors = self.colors();
        for (edge, track) in &self.layout.tracks {
            let ends = [&edge.partner, &self.model.home];
            let strength = self.strength_between(&ends) * self.staleness();
            let Some(now) = edge.now else {
                let stroke = Stroke::new(LINE_WIDTH, colors.line);
                self.painter.line_segment([track.start, track.end], stroke);
                continue;
            };
            if let Some(withheld) = edge.withheld.filter(|_| !self.model.is_edited) {
                let lost = PerMaterial {
                    content: loss_color(withheld.content - now.content, colors),
                    methods: loss_color(withheld.methods - now.methods, colors),
                };
                let stroke = Stroke::new(1.0, colors.before_edge);
                let shapes = lanes(track.lanes(withheld), lost, stroke);
                self.painter.extend(shapes.map(|shape| faded(shape, strength)));
            }
            let fills = PerMaterial { content: colors.content, methods: colors.methods };
            let shapes = lanes(track.lanes(now), fills, Stroke::NONE);
            self.painter.extend(shapes.map(|shape| faded(shape, strength)));
            if let Some(learned) = edge.visible_learned().filter(|_| !self.model.is_edited) {
                let stroke = Stroke::new(LINE_WIDTH, colors.worse);
                let edges = track.edges(learned).map(|edge| Shape::line_segment(edge, stroke));
                self.painter.extend(edges.map(|shape| faded(shape, strength)));
            }
            if let Some(preview) = edge.preview {
                self.painter.extend(preview_edges(track.edges(preview), self.layout.bounds, colors));
            }
        }
    }

    /// Disclosures and passing on, with the item's mark, but for what is on its way.
    fn arrows(&self) {
        for caption in self.labels.captions {
            let strength = self.strength_of_arrow(caption);
            match caption.kind {
                ArrowKind::Told(telling) => self.told(caption, telling, strength),
                ArrowKind::Passed { is_on_its_way: true, .. } => {}
                ArrowKind::Passed { is_on_its_way: false, .. } => {
                    let (sheet, size) = (caption.sheet(), self.layout.sheet_size());
                    paint_passed(self.painter, caption.line, sheet, size, strength);
                }
                ArrowKind::MayPassOn(chance) => self.may_pass_on(caption, chance, strength),
                ArrowKind::Possible => {
                    let stroke = Stroke::new(LINE_WIDTH, self.colors().ink_2.gamma_multiply(strength));
                    self.painter.extend(arrow(caption.line, stroke));
                }
            }
        }
    }

    /// The strength of an arrow and its caption. The press is no actor: its line belongs to the actor from which it hears.
    fn strength_of_arrow(&self, caption: &Caption) -> f32 {
        self.strength_between(&[caption.from, caption.to.unwrap_or(caption.from)])
    }

    /// How somebody learned who was neither told nor handed it: thin, because nothing was meant for it.
    fn learned(&self) {
        for (way, line) in &self.layout.learned {
            let strength = self.strength_between(&[way.from.as_ref().unwrap_or(&way.to), &way.to]);
            let stroke = Stroke::new(LINE_WIDTH, self.colors().ink_2.gamma_multiply(strength));
            self.painter.extend(arrow(*line, stroke));
        }
    }

    /// A disclosure: a thick arrow if it is certain; else one like those of passing on, as wide as it is likely.
    fn told(&self, caption: &Caption, telling: Telling, strength: f32) {
        let stroke = if telling.is_drawn() {
            self.chance_stroke(telling.share(), strength)
        } else {
            act(self.theme(), strength)
        };
        self.painter.extend(arrow(caption.line, stroke));
        self.item(caption.sheet(), if telling.is_drawn() { 0.5 * strength } else { strength });
    }

    /// The arrows that a previewed choice would add: dashed, as all previews are.
    fn previewed(&self) {
        let stroke = Stroke::new(LINE_WIDTH, self.colors().ink);
        for caption in &self.labels.previewed {
            self.painter.extend(dashed_arrow(caption.line, stroke));
            self.caption(caption, 1.0);
        }
    }

    /// The line of what is only likely.
    fn chance_stroke(&self, chance: f32, strength: f32) -> Stroke {
        let colors = self.colors();
        let color = if chance >= NOTABLE_CHANCE { colors.ink_2 } else { colors.line };
        Stroke::new(1.0 + 2.0 * chance, color.gamma_multiply(strength))
    }

    fn may_pass_on(&self, caption: &Caption, chance: f32, strength: f32) {
        self.painter.extend(arrow(caption.line, self.chance_stroke(chance, strength)));
    }

    /// A tie that is being dragged, with a hint at the pointer.
    fn new_tie(&self) {
        let Some(NewTie { from, to, hint }) = &self.interaction.new_tie else { return };
        let Some(from) = self.layout.mark(from) else { return };
        let ink = self.colors().ink;
        self.painter.extend(arrow([from.middle, *to], Stroke::new(2.0, ink)));
        if !hint.is_empty() {
            let font = self.theme().strong_note_font();
            let galley = self.painter.layout_no_wrap((*hint).to_owned(), font, ink);
            let room = self.layout.bounds.x_range().shrink(0.5 * galley.size().x + HINT_MARGIN);
            self.haloed(pos2(room.clamp(to.x), to.y - HINT_ABOVE), galley, ink);
        }
    }
}

/// Marks of actors, the press and the item.
impl Canvas<'_> {
    fn marks(&self) {
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
                badge(self.painter, at + 0.75 * mark.radius * vec2(1.0, -1.0), kind, colors);
            }
            if node.selected && self.model.is_edited {
                self.painter.circle(mark.handle(), HANDLE_RADIUS, colors.panel, Stroke::new(2.0, colors.ink));
            }
        }
    }

    /// The press with its name; where only a previewed choice would bring it in, without one.
    fn press(&self) {
        if let Some(mark) = &self.layout.previewed_press {
            self.painter.extend(marks::press(mark.middle, mark.size, self.theme()));
        }
        let Some(mark) = &self.layout.press else { return };
        let strength = self.strength_between(&[&mark.press.from]);
        let shapes = marks::press(mark.middle, mark.size, self.theme());
        self.painter.extend(shapes.into_iter().map(|shape| faded(shape, strength)));
        let Some(place) = self.labels.press_name else { return };
        let ink = self.colors().ink.gamma_multiply(strength);
        let name = mark.press.name().to_owned();
        let name = self.painter.layout_no_wrap(name, self.theme().semibold_font(), ink);
        self.haloed(place.rect.center(), name, ink);
    }

    /// The item: a sheet with a torn upper edge.
    fn item(&self, middle: Pos2, strength: f32) {
        marks::torn_sheet(self.painter, middle, self.layout.sheet_size(), strength);
    }
}

/// Texts, each where it was placed.
impl Canvas<'_> {
    fn title(&self) {
        let colors = self.colors();
        let lines = self.labels.title.iter();
        self.plate_under(lines.map(|(corner, text)| Rect::from_min_size(*corner, text.size())));
        for ((corner, text), ink) in self.labels.title.iter().zip([colors.ink, colors.ink_2]) {
            self.painter.galley(*corner, text.clone(), ink);
        }
    }

    /// Paints the colour of the canvas under texts at the edge of the map, where something reaches into their place: in a
    /// crowd, or after the map was moved.
    pub(super) fn plate_under(&self, texts: impl Iterator<Item = Rect>) {
        let place = texts.fold(Rect::NOTHING, Rect::union).expand2(0.5 * PLATE_MARGIN);
        if place.is_positive() && self.reaches_into(&place) {
            self.painter.add(plate(place, self.colors()));
        }
    }

    /// Whether any mark, line or label reaches into a place.
    pub fn reaches_into(&self, place: &Rect) -> bool {
        self.layout.reaches_into(place) || self.labels.reach_into(place)
    }

    /// The names that found a place.
    fn names(&self) {
        for (node, place) in self.model.nodes.iter().zip(&self.labels.names) {
            let Some(Placement { rect, position, is_clear }) = *place else { continue };
            let text = written_name(self.painter, self.layout, node, position);
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
            if !is_clear || !node.preview.is_empty() || !self.layout.learned.is_empty() {
                self.halo(anchor, &text);
            }
            let shape = TextShape::new(anchor, text, Color32::BLACK);
            self.painter.add(shape.with_opacity_factor(self.strength_of(&node.id)));
        }
    }

    /// The captions of all arrows on which nothing is on its way.
    fn captions(&self) {
        let is_on_its_way = |kind| matches!(kind, ArrowKind::Passed { is_on_its_way: true, .. });
        for caption in self.labels.captions.iter().filter(|caption| !is_on_its_way(caption.kind)) {
            self.caption(caption, self.strength_of_arrow(caption));
        }
    }

    /// The caption of an arrow; on a plate where a line would run through its letters.
    fn caption(&self, caption: &Caption, strength: f32) {
        if let Some(would) = caption.would {
            return self.would(caption.middle, would);
        }
        let ink = self.colors().ink.gamma_multiply(strength);
        let font = self.theme().strong_note_font();
        let text = self.painter.layout_no_wrap(caption.text.clone(), font, ink);
        if caption.has_plate {
            let plate = Rect::from_center_size(caption.middle, text.size() + PLATE_MARGIN);
            self.painter.add(self::plate(plate, self.colors()));
        }
        self.haloed(caption.middle, text, ink);
    }

    /// What a preview would change, in a dashed frame.
    fn would(&self, middle: Pos2, text: &str) {
        let colors = self.colors();
        let text = self.painter.layout_no_wrap(text.to_owned(), self.theme().strong_note_font(), colors.ink);
        let frame = Rect::from_center_size(middle, text.size() + vec2(6.0, 2.0));
        self.painter.rect_filled(frame, 2.0, colors.panel);
        paint::dashed_frame(self.painter, frame, Stroke::new(1.0, colors.ink));
        self.painter.galley(middle - 0.5 * text.size(), text, colors.ink);
    }

    /// Paints a text round its middle, with a halo.
    fn haloed(&self, middle: Pos2, text: Arc<Galley>, color: Color32) {
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

/// The shapes of an arrow along a line; its head grows with its width.
pub(super) fn arrow([from, to]: Line, stroke: Stroke) -> Vec<Shape> {
    let along = (to - from).normalized();
    let head = 5.0 + 2.0 * stroke.width;
    let across = vec2(-along.y, along.x);
    let neck = to - head * along;
    let aside = geometry::HALF_HEAD * head * across;
    let tip = vec![to, neck + aside, neck - aside];
    vec![Shape::line_segment([from, neck], stroke), Shape::convex_polygon(tip, stroke.color, Stroke::NONE)]
}

/// The shapes of an arrow that is only previewed.
fn dashed_arrow(line: Line, stroke: Stroke) -> Vec<Shape> {
    let mut shapes = arrow(line, stroke);
    let head = shapes.pop();
    Shape::dashed_line(&line, stroke, 4.0, 3.0).into_iter().chain(head).collect()
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
fn preview_edges(edges: impl IntoIterator<Item = Line>, space: Rect, colors: &Palette) -> Vec<Shape> {
    let stroke = Stroke::new(LINE_WIDTH, colors.ink);
    let visible = edges.into_iter().filter_map(|edge| geometry::clipped(edge, space));
    visible.flat_map(|edge| Shape::dashed_line(&edge, stroke, 4.0, 3.0)).collect()
}

/// The colour of a loss of willingness, as a share of full willingness: pale, and warmer the more is lost.
pub(super) fn loss_color(share: f32, colors: &Palette) -> Color32 {
    colors.before.lerp_to_gamma(colors.worse, WARMEST * (share / GREAT_LOSS).clamp(0.0, 1.0))
}

/// The sign of an event for an actor: an exclamation mark, or a cross for a lost source.
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

/// A shape of this strength, 0 to 1.
fn faded(mut shape: Shape, strength: f32) -> Shape {
    if strength < 1.0 {
        egui::epaint::shape_transform::adjust_colors(&mut shape, move |color| {
            *color = color.gamma_multiply(strength);
        });
    }
    shape
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

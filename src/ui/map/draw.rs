//! Paints the map: lines below, marks above, names on top, each in its own halo.

mod arrows;
mod captions;
mod names;

pub(super) use arrows::press_line;
pub use names::Lettering;
pub(super) use names::{Asked, Places};

use super::interact::{NewTie, Touched};
use super::lanes::Track;
use super::picture::{Badge, Feeling, Node, Picture};
use super::view::MapView;
use super::{Scene, arcs, key, notes};
use crate::scenario::{ActorId, Role};
use crate::ui::Stage;
use crate::ui::theme::STALE_OPACITY;
use crate::ui::theme::marks;
use crate::ui::widgets::paint;
use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, vec2};
use std::sync::Arc;

/// How far beside an arrow its chance is written, in points.
pub(super) const CHANCE_BESIDE: f32 = 14.0;
/// From the rim of a mark to the ring round it once it is selected, and how large the handle on that is.
const RING: f32 = 6.0;
const HANDLE: f32 = 5.0;
const FADED: f32 = 0.25;

/// How far an actor's mark reaches from its middle, in points.
pub(super) fn reach(view: &MapView, picture: &Picture, node: &Node) -> f32 {
    let size = match node.role {
        Role::Home => 22.0,
        Role::Originator => 20.0,
        Role::Recipient => 20.0,
        Role::Partner => 15.0,
        Role::Friend => 18.0,
        Role::Bystander => 15.0,
    };
    size * view.mark_scale(picture.nodes.len())
}

/// Where the handle of an actor is, from which ties are drawn.
pub(super) fn handle(view: &MapView, picture: &Picture, node: &Node) -> Pos2 {
    view.screen_from_map(node.at) + (reach(view, picture, node) + 2.0 * RING) * Vec2::angled(-0.7)
}

/// The line of an arrow between two actors' marks.
pub(super) fn arrow_line(
    view: &MapView,
    picture: &Picture,
    from: &ActorId,
    to: &ActorId,
) -> Option<[Pos2; 2]> {
    let end = |id: &ActorId| {
        let node = picture.node(id)?;
        Some((view.screen_from_map(node.at), reach(view, picture, node) + 6.0))
    };
    let ((from, short_of_from), (to, short_of_to)) = (end(from)?, end(to)?);
    arcs::trimmed(from, to, short_of_from, short_of_to)
}

/// The bow of a feeling between two actors' marks.
pub(super) fn feeling_bow(view: &MapView, picture: &Picture, feeling: &Feeling) -> Option<Vec<Pos2>> {
    let [from, to] = arrow_line(view, picture, &feeling.from, &feeling.to)?;
    let bend = if feeling.affinity < 0.0 { 0.28 } else { 0.14 };
    Some(arcs::bow(from, to, bend * from.distance(to)))
}

/// A shape painted this strongly.
fn faded(mut shape: Shape, strength: f32) -> Shape {
    if strength < 1.0 {
        egui::epaint::shape_transform::adjust_colors(&mut shape, move |color| {
            *color = color.gamma_multiply(strength);
        });
    }
    shape
}

struct Canvas<'a> {
    ui: &'a Ui,
    scene: &'a Scene<'a>,
    view: &'a MapView,
    picture: &'a Picture,
    touched: &'a Touched,
    painter: Painter,
    /// Every arrow with what is written along it.
    ways: Vec<captions::Way<'a>>,
}

/// Paints everything.
pub(super) fn draw(ui: &Ui, scene: &Scene, view: &mut MapView, picture: &Picture, touched: &Touched) {
    let painter = ui.painter_at(ui.max_rect());
    let mut canvas = Canvas { ui, scene, view, picture, touched, painter, ways: Vec::new() };
    canvas.ways = canvas.captioned_ways();
    let (asked, names, lettering) = canvas.letter();
    canvas.feelings();
    canvas.lanes();
    canvas.arrows();
    canvas.press();
    canvas.marks();
    canvas.names(&names);
    canvas.new_tie();
    canvas.title();
    key::draw(ui, scene, picture, ui.max_rect());
    view.remember(picture, asked, &names, lettering);
}

impl Canvas<'_> {
    fn at(&self, actor: &ActorId) -> Pos2 {
        self.view.screen_from_map(self.picture.place(actor))
    }

    fn scale(&self) -> f32 {
        self.view.mark_scale(self.picture.nodes.len())
    }

    /// Results that are not those of the document as it stands are painted weaker.
    fn staleness(&self) -> f32 {
        if self.scene.result.is_some_and(|result| !result.current) { STALE_OPACITY } else { 1.0 }
    }

    /// While something is touched, all but its neighbourhood fades.
    fn strength(&self, actors: &[&ActorId]) -> f32 {
        let Some(touched) = &self.touched.actor else { return 1.0 };
        if self.view.drag.is_some() || actors.contains(&touched) { 1.0 } else { FADED }
    }

    fn feelings(&self) {
        let colors = &self.scene.theme.colors;
        for feeling in &self.picture.feelings {
            let Some(bow) = feeling_bow(self.view, self.picture, feeling) else { continue };
            let strength = self.strength(&[&feeling.from, &feeling.to]);
            let width = 1.0 + feeling.affinity.abs();
            if feeling.affinity < 0.0 {
                self.painter.extend(arcs::dashed(&bow, width, colors.hostility.gamma_multiply(strength)));
            } else {
                let stroke = Stroke::new(width, colors.ink_3.gamma_multiply(strength));
                self.painter.add(Shape::line(bow, stroke));
            }
        }
    }

    fn track(&self, partner: &ActorId) -> Option<Track> {
        Track::between(self.at(partner), self.at(&self.scene.scenario.home), self.scale())
    }

    fn lanes(&self) {
        let colors = &self.scene.theme.colors;
        for bond in &self.picture.bonds {
            let Some(track) = self.track(&bond.partner) else { continue };
            let strength = self.strength(&[&bond.partner, &self.scene.scenario.home]) * self.staleness();
            let weaker = |shape: Shape| faded(shape, strength);
            let Some(now) = bond.now else {
                self.painter.line_segment([track.start, track.end], Stroke::new(1.5, colors.line));
                continue;
            };
            if self.scene.stage != Stage::Setting
                && let Some(before) = bond.before
            {
                self.painter.extend(track.before(before, now, colors).into_iter().map(weaker));
            }
            self.painter.extend(track.now(now, colors).into_iter().map(weaker));
            if let Some(preview) = bond.preview {
                self.painter.extend(track.preview(preview, colors));
            }
        }
    }

    fn marks(&self) {
        let theme = self.scene.theme;
        let home = &self.scene.scenario.home;
        for node in &self.picture.nodes {
            let at = self.view.screen_from_map(node.at);
            let reach = reach(self.view, self.picture, node);
            if node.selected {
                self.painter.circle(at, reach + RING, theme.colors.panel, Stroke::new(1.5, theme.colors.ink));
            }
            let near = self.touched.actor.as_ref().is_none_or(|touched| {
                *touched == node.id || self.picture.are_neighbours(touched, &node.id, home)
            });
            let strength = if near || self.view.drag.is_some() { 1.0 } else { FADED };
            let shapes = marks::shapes(node.role, at, 2.0 * reach, theme);
            self.painter.extend(shapes.into_iter().map(|shape| faded(shape, strength)));
            if let Some(badge) = node.badge {
                self.badge(at + 0.75 * reach * vec2(1.0, -1.0), badge);
            }
            if node.selected && self.scene.stage == Stage::Setting {
                let handle = handle(self.view, self.picture, node);
                self.painter.circle(handle, HANDLE, theme.colors.panel, Stroke::new(2.0, theme.colors.ink));
            }
        }
    }

    /// What has happened to an actor: an exclamation mark, or a cross for a lost source.
    fn badge(&self, at: Pos2, badge: Badge) {
        let colors = &self.scene.theme.colors;
        key::badge(&self.painter, at, badge, colors);
    }

    fn new_tie(&self) {
        let Some(NewTie { from, to, says }) = &self.touched.new_tie else { return };
        let ink = self.scene.theme.colors.ink;
        self.painter.extend(arcs::arrow([self.at(from), *to], Stroke::new(2.0, ink)));
        if !says.is_empty() {
            let font = paint::strong_note(self.scene.theme);
            let room =
                self.ui.max_rect().x_range().shrink(0.5 * paint::width(self.ui, says, font.clone()) + 8.0);
            self.haloed(egui::pos2(room.clamp(to.x), to.y - 26.0), says, font, ink);
        }
    }

    fn title(&self) {
        let [(corner, title), (below_corner, below)] = self.title_lines();
        self.painter.galley(corner, title, self.scene.theme.colors.ink);
        self.painter.galley(below_corner, below, self.scene.theme.colors.ink_2);
    }

    fn title_lines(&self) -> [(Pos2, Arc<Galley>); 2] {
        let theme = self.scene.theme;
        let corner = self.ui.max_rect().min + vec2(16.0, 12.0);
        let (title, below) = notes::title(self.scene);
        let tying = self.view.tying.as_ref().map(|from| {
            let name = self.scene.scenario.name(from);
            format!("a tie from {name}: press the actor at its other end, or Escape")
        });
        let below = tying.as_deref().unwrap_or(below);
        let title = self.painter.layout_no_wrap(title, theme.semibold_font(), theme.colors.ink);
        let height = title.size().y;
        let width = self.ui.max_rect().width() - theme.grown(170.0) - 16.0;
        let below = paint::elided(self.ui, below, theme.note_font(), theme.colors.ink_2, width, 1);
        [(corner, title), (corner + vec2(0.0, height + 2.0), below)]
    }

    /// Where title and line stand, with the corner above.
    fn title_place(&self) -> Rect {
        let lines = self.title_lines().map(|(at, text)| Rect::from_min_size(at, text.size()));
        let ends = lines[0].union(lines[1]).max + vec2(8.0, 2.0);
        Rect::from_min_max(self.ui.max_rect().min, ends)
    }
}

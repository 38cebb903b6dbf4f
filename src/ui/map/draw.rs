//! Paints the map: lines below, marks above, names on top, each in its own halo.

use super::interact::Touched;
use super::labels::{self, Obstacles, Wanted};
use super::lanes::Track;
use super::picture::{Arrow, ArrowKind, Badge, Feeling, Node, Picture};
use super::view::MapView;
use super::{Scene, arcs, key, notes};
use crate::scenario::{ActorId, Role};
use crate::ui::Stage;
use crate::ui::theme::marks;
use crate::ui::widgets::number::percent;
use crate::ui::widgets::paint;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, vec2};
use std::sync::Arc;

/// How far beside an arrow its chance is written, in points.
pub(super) const CHANCE_BESIDE: f32 = 14.0;
/// How strongly things are painted that are not of the moment.
const STALE: f32 = 0.6;
const FADED: f32 = 0.25;

/// How far an actor's mark reaches from its middle, in points.
pub(super) fn reach(view: &MapView, picture: &Picture, node: &Node) -> f32 {
    let size = match node.role {
        Role::Home => 22.0,
        Role::Originator => 20.0,
        Role::Recipient => 20.0,
        Role::Partner => 15.0,
        Role::Friend => 18.0,
    };
    size * view.mark_scale(picture.nodes.len())
}

/// Where the handle of an actor is, from which ties are drawn.
pub(super) fn handle(view: &MapView, picture: &Picture, node: &Node) -> Pos2 {
    view.screen_from_map(node.at) + (reach(view, picture, node) + 12.0) * Vec2::angled(-0.7)
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

struct Canvas<'a> {
    ui: &'a Ui,
    scene: &'a Scene<'a>,
    view: &'a MapView,
    picture: &'a Picture,
    touched: &'a Touched,
    painter: Painter,
}

/// Paints everything.
pub(super) fn draw(ui: &Ui, scene: &Scene, view: &MapView, picture: &Picture, touched: &Touched) {
    let painter = ui.painter_at(ui.max_rect());
    let canvas = Canvas { ui, scene, view, picture, touched, painter };
    canvas.feelings();
    canvas.lanes();
    canvas.arrows();
    canvas.press();
    canvas.marks();
    canvas.new_tie();
    canvas.names();
    canvas.title();
    key::draw(ui, scene, picture, ui.max_rect());
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
        if self.scene.result.is_some_and(|result| !result.current) { STALE } else { 1.0 }
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
            let weaker = |mut shape: Shape| {
                egui::epaint::shape_transform::adjust_colors(&mut shape, move |color| {
                    *color = color.gamma_multiply(strength);
                });
                shape
            };
            let Some(now) = bond.now else {
                self.painter.line_segment([track.start, track.end], Stroke::new(1.5, colors.line));
                continue;
            };
            if self.scene.stage != Stage::Setting
                && let Some(before) = bond.before
            {
                self.painter.extend(track.before(before, colors).into_iter().map(weaker));
            }
            self.painter.extend(track.now(now, colors).into_iter().map(weaker));
            if let Some(preview) = bond.preview {
                self.painter.extend(track.preview(preview, colors));
            }
        }
    }

    fn arrows(&self) {
        for arrow in &self.picture.arrows {
            let Some(line) = arrow_line(self.view, self.picture, &arrow.from, &arrow.to) else { continue };
            let strength = self.strength(&[&arrow.from, &arrow.to]);
            self.arrow(arrow, line, strength);
        }
    }

    fn arrow(&self, arrow: &Arrow, line: [Pos2; 2], strength: f32) {
        let colors = &self.scene.theme.colors;
        match arrow.kind {
            ArrowKind::Told(level) => {
                self.painter.extend(arcs::arrow(line, Stroke::new(3.0, colors.ink.gamma_multiply(strength))));
                let middle = line[0] + 0.5 * (line[1] - line[0]);
                self.sheet(middle, 20.0 * self.scale());
                let text = format!("told: {}", level.name());
                self.haloed(
                    middle + vec2(0.0, 24.0),
                    &text,
                    paint::strong_note(self.scene.theme),
                    colors.ink,
                );
            }
            ArrowKind::Passed { level, progress, chance } => {
                self.passed(line, level, progress, chance, strength);
            }
            ArrowKind::MayPassOn(chance) => {
                let color = if chance >= 0.3 { colors.ink_2 } else { colors.line };
                let stroke = Stroke::new(1.0 + 2.0 * chance, color.gamma_multiply(strength));
                self.painter.extend(arcs::arrow(line, stroke));
                let ink = colors.ink.gamma_multiply(strength);
                let at = arcs::beside(line, CHANCE_BESIDE);
                self.haloed(at, &percent(chance.into()), paint::strong_note(self.scene.theme), ink);
            }
        }
    }

    /// What was handed on: the arrow grows with the sheet that travels along it.
    fn passed(
        &self,
        [from, to]: [Pos2; 2],
        level: crate::scenario::Level,
        progress: f32,
        chance: Option<f32>,
        strength: f32,
    ) {
        let colors = &self.scene.theme.colors;
        let travels = progress < 1.0 && self.scene.playback.moves;
        let share = if travels { crate::ui::widgets::paint::eased(progress) } else { 1.0 };
        let reached = from + share * (to - from);
        if (reached - from).length() > 14.0 {
            let stroke = Stroke::new(3.0, colors.ink.gamma_multiply(strength));
            self.painter.extend(arcs::arrow([from, reached], stroke));
        }
        let sheet = if travels { reached } else { from + 0.5 * (to - from) };
        self.sheet(sheet, 20.0 * self.scale());
        if !travels {
            let likely = chance.map(|chance| format!(", {}", percent(chance.into()))).unwrap_or_default();
            let text = format!("{}{likely}", level.name());
            let at = sheet + vec2(0.0, 24.0);
            self.haloed(at, &text, paint::strong_note(self.scene.theme), colors.ink);
        }
    }

    /// The item: a torn sheet.
    fn sheet(&self, middle: Pos2, size: f32) {
        let colors = &self.scene.theme.colors;
        let (half, teeth) = (0.5 * size, 4);
        let mut points = vec![middle + vec2(-0.8 * half, half), middle + vec2(-0.8 * half, -0.6 * half)];
        for i in 0..teeth {
            let x = -0.8 + 1.6 * (i as f32 + 0.5) / teeth as f32;
            points.push(middle + half * vec2(x - 0.2, -1.0));
            points.push(middle + half * vec2(x + 0.2, -0.6));
        }
        points.push(middle + vec2(0.8 * half, half));
        let edge = Stroke::new(
            1.0,
            if self.scene.theme.look == crate::ui::theme::Look::Dark { colors.canvas } else { colors.ink },
        );
        let body = Rect::from_min_max(middle + half * vec2(-0.8, -0.6), middle + half * vec2(0.8, 1.0));
        self.painter.rect_filled(body, 0.0, colors.item);
        for tooth in points[1..points.len() - 1].windows(3).step_by(2) {
            self.painter.add(Shape::convex_polygon(tooth.to_vec(), colors.item, Stroke::NONE));
        }
        self.painter.add(Shape::closed_line(points, edge));
        let ink = Stroke::new(1.0, Color32::from_rgb(0x1A, 0x1E, 0x23));
        for y in [-0.1, 0.25, 0.6] {
            self.painter.line_segment([middle + half * vec2(-0.45, y), middle + half * vec2(0.45, y)], ink);
        }
    }

    fn press(&self) {
        let Some(press) = &self.picture.press else { return };
        let theme = self.scene.theme;
        let at = self.view.screen_from_map(press.at);
        let size = 28.0 * self.scale();
        let strength = self.strength(&[&press.from]);
        if let Some(line) = arcs::trimmed(self.at(&press.from), at, 28.0 * self.scale(), 0.5 * size + 8.0) {
            let (color, width) = match press.reported {
                None => (theme.colors.line, 1.0 + 2.0 * press.chance),
                Some(true) => (theme.colors.ink, 3.0),
                Some(false) => (Color32::TRANSPARENT, 0.0),
            };
            self.painter.extend(arcs::arrow(line, Stroke::new(width, color.gamma_multiply(strength))));
            if press.reported.is_none() {
                let ink = theme.colors.ink.gamma_multiply(strength);
                let chance = percent(press.chance.into());
                self.haloed(arcs::beside(line, CHANCE_BESIDE), &chance, paint::strong_note(theme), ink);
            }
        }
        self.painter.extend(marks::press(at, size, theme));
        let below = at + vec2(0.0, 0.5 * size + 10.0);
        let name = if press.reported == Some(true) { "Press reports it" } else { "Press" };
        self.haloed(below, name, theme.semibold_font(), theme.colors.ink);
    }

    fn marks(&self) {
        let theme = self.scene.theme;
        let home = &self.scene.scenario.home;
        for node in &self.picture.nodes {
            let at = self.view.screen_from_map(node.at);
            let reach = reach(self.view, self.picture, node);
            if node.selected {
                self.painter.circle(at, reach + 6.0, theme.colors.panel, Stroke::new(1.5, theme.colors.ink));
            }
            let near = self.touched.actor.as_ref().is_none_or(|touched| {
                *touched == node.id || self.picture.are_neighbours(touched, &node.id, home)
            });
            for mut shape in marks::shapes(node.role, at, 2.0 * reach, theme) {
                if !near && self.view.drag.is_none() {
                    egui::epaint::shape_transform::adjust_colors(&mut shape, |color| {
                        *color = color.gamma_multiply(FADED);
                    });
                }
                self.painter.add(shape);
            }
            if let Some(badge) = node.badge {
                self.badge(at + 0.75 * reach * vec2(1.0, -1.0), badge);
            }
            if node.selected && self.scene.stage == Stage::Setting {
                let handle = handle(self.view, self.picture, node);
                self.painter.circle(handle, 5.0, theme.colors.panel, Stroke::new(2.0, theme.colors.ink));
            }
        }
    }

    /// What has happened to an actor: an exclamation mark, or a cross for a lost source.
    fn badge(&self, at: Pos2, badge: Badge) {
        let colors = &self.scene.theme.colors;
        key::badge(&self.painter, at, badge, colors);
    }

    fn new_tie(&self) {
        if let Some((from, to)) = &self.touched.new_tie {
            let line = [self.at(from), *to];
            self.painter.extend(arcs::arrow(line, Stroke::new(2.0, self.scene.theme.colors.ink)));
        }
    }

    fn names(&self) {
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
            let text = format!("\npreview {}", node.preview);
            job.append(&text, 0.0, format(paint::strong_note(theme), theme.colors.ink));
        }
        self.ui.painter().layout_job(job)
    }

    fn haloed(&self, middle: Pos2, text: &str, font: egui::FontId, color: Color32) {
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

    fn title(&self) {
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
        self.painter.galley(corner, title, theme.colors.ink);
        let width = self.ui.max_rect().width() - theme.grown(170.0) - 16.0;
        let below = paint::elided(self.ui, below, theme.note_font(), theme.colors.ink_2, width, 1);
        self.painter.galley(corner + vec2(0.0, height + 2.0), below, theme.colors.ink_2);
    }
}

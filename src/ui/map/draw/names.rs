//! Names, placed so that none hides another, each in its own halo.

use super::{Canvas, FADED, HANDLE, RING, captions, feeling_bow, handle, reach};
use crate::scenario::ActorId;
use crate::ui::map::key;
use crate::ui::map::labels::{self, Choice, Obstacles, Placed, Wanted};
use crate::ui::map::picture::Node;
use crate::ui::widgets::paint;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Pos2, Rect, Vec2, vec2};
use std::sync::Arc;

/// Where the names of a map are written, and what they had to keep away from.
#[derive(Clone, Debug, Default)]
pub struct Lettering {
    /// Every name that is written, with the room that is kept for what a preview adds.
    pub names: Vec<(ActorId, Rect)>,
    /// Everybody whose name found no room.
    pub nameless: Vec<ActorId>,
    /// Lanes, as wide as they can get.
    pub lanes: Vec<[Pos2; 4]>,
    /// Marks, chances and the map's own texts.
    pub solid: Vec<Rect>,
}

impl Lettering {
    /// Every name that lies on another, on a lane, or on a mark, a chance or another text, in words.
    pub fn clashes(&self) -> Vec<String> {
        let mut clashes = Vec::new();
        for (i, (id, rect)) in self.names.iter().enumerate() {
            let on = |others: usize, what: &str| (others > 0).then(|| format!("{id} lies on {what}"));
            let names = self.names[i + 1..].iter().filter(|(_, other)| other.intersects(*rect)).count();
            let lanes = self.lanes.iter().filter(|lane| labels::crosses(rect, lane)).count();
            let solid = self.solid.iter().filter(|other| other.intersects(*rect)).count();
            clashes.extend([on(names, "a name"), on(lanes, "a lane"), on(solid, "a mark or text")]);
        }
        clashes.into_iter().flatten().collect()
    }
}

/// The place of every name, in the order of the nodes.
pub(in crate::ui::map) type Places = Vec<Option<Placed>>;

/// All that the places of names depend on.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct Asked {
    wanted: Vec<Wanted>,
    /// Who is selected or under the pointer, in the order of the nodes.
    meant: Vec<bool>,
    obstacles: Obstacles,
    bounds: Rect,
}

/// As wide as what stands below a partner's name is likely to get, so that no number moves a name.
const WIDEST_NOTE: &str = "0 content, −10 sources";

impl Asked {
    /// Finds the places. Who is selected or under the pointer has a name, whoever else has to go without.
    fn place(&self) -> Places {
        let places = labels::place(&self.wanted, &self.obstacles, self.bounds);
        if !places.iter().zip(&self.meant).any(|(place, meant)| place.is_none() && *meant) {
            return places;
        }
        let mut wanted = self.wanted.clone();
        for (wanted, _) in wanted.iter_mut().zip(&self.meant).filter(|(_, meant)| **meant) {
            wanted.rank = 0;
        }
        labels::place(&wanted, &self.obstacles, self.bounds)
    }
}

impl Canvas<'_> {
    /// Finds a place for every name. None depends on a number, a preview or the pointer, so that none
    /// moves by them.
    pub(super) fn letter(&self) -> (Asked, Places, Lettering) {
        let nodes = &self.picture.nodes;
        let meant = |node: &Node| node.selected || self.touched.actor.as_ref() == Some(&node.id);
        let asked = Asked {
            wanted: nodes.iter().map(|node| self.wanted(node)).collect(),
            meant: nodes.iter().map(meant).collect(),
            obstacles: self.obstacles(),
            bounds: self.ui.max_rect().shrink(4.0),
        };
        let places = self.view.placed_for(&asked).cloned().unwrap_or_else(|| asked.place());
        let mut lettering = Lettering {
            lanes: asked.obstacles.lanes.clone(),
            solid: asked.obstacles.solid.clone(),
            ..Lettering::default()
        };
        for (node, place) in nodes.iter().zip(&places) {
            match place {
                Some(place) => lettering.names.push((node.id.clone(), place.rect)),
                None => lettering.nameless.push(node.id.clone()),
            }
        }
        (asked, places, lettering)
    }

    fn wanted(&self, node: &Node) -> Wanted {
        let theme = self.scene.theme;
        let (name, mut noted) = (self.size(node, false), self.size(node, true));
        let (mut full, mut preview_width) = (noted, 0.0);
        if self.has_notes() && self.scene.scenario.partnerships.contains(&node.id) {
            let widest = paint::width(self.ui, WIDEST_NOTE, theme.note_font());
            noted.x = noted.x.max(widest);
            full = vec2(noted.x, noted.y + paint::note_line(theme));
            preview_width = widest + paint::width(self.ui, "preview: ", paint::strong_note(theme));
        }
        Wanted {
            anchor: self.view.screen_from_map(node.at),
            // With room for the ring of who is selected, whoever that is.
            reach: reach(self.view, self.picture, node) + RING + 2.5,
            sizes: [full, noted, name],
            preview_width,
            rank: 1 + node.role as u8,
            habit: self.view.habit(&node.id),
        }
    }

    /// Writes the names where they were placed.
    pub(super) fn names(&self, places: &Places) {
        for (node, place) in self.picture.nodes.iter().zip(places) {
            let Some(Placed { rect, choice, clear }) = *place else { continue };
            let near = self.touched.actor.as_ref().is_none_or(|touched| {
                *touched == node.id
                    || self.picture.are_neighbours(touched, &node.id, &self.scene.scenario.home)
            });
            let strength = if near || self.view.drag.is_some() { 1.0 } else { FADED };
            let (align, left) = match choice.leaning() {
                -1 => (Align::Max, rect.right()),
                1 => (Align::Min, rect.left()),
                _ => (Align::Center, rect.center().x),
            };
            let text = self.written(node, choice, align);
            // Aligned text hangs from its edge or middle in its first line.
            let bounds = self.ui.max_rect().shrink(4.0);
            let x = left.clamp(
                bounds.left() - text.rect.left(),
                (bounds.right() - text.rect.right()).max(bounds.left() - text.rect.left()),
            );
            let top = if choice.is_above() { rect.bottom() - text.size().y } else { rect.top() };
            let anchor = Pos2::new(x, top);
            // What a preview adds may reach beyond the place.
            if !clear || !node.preview.is_empty() {
                self.halo(anchor, &text);
            }
            self.painter.add(
                egui::epaint::TextShape::new(anchor, text, Color32::BLACK).with_opacity_factor(strength),
            );
        }
    }

    fn obstacles(&self) -> Obstacles {
        let bows = self.picture.feelings.iter().filter_map(|f| feeling_bow(self.view, self.picture, f));
        let mut solid = self.captions();
        solid.extend(self.fixtures(RING + 1.0));
        Obstacles {
            solid,
            lanes: self.lane_outlines(),
            lines: self.ways.iter().flat_map(|way| captions::probed(&way.line)).collect(),
            bows: bows.flat_map(|bow| captions::probed(&bow)).collect(),
        }
    }

    /// Lanes, as wide as they can get.
    pub(super) fn lane_outlines(&self) -> Vec<[Pos2; 4]> {
        let tracks = self.picture.bonds.iter().filter_map(|bond| self.track(&bond.partner));
        tracks.map(|track| track.outline()).collect()
    }

    /// Marks, each with the ring and the handle that it has once it is selected, the title, the tools in
    /// the corner and the key.
    /// The ring takes this much beyond the mark.
    pub(super) fn fixtures(&self, ring: f32) -> Vec<Rect> {
        let place = self.ui.max_rect();
        let mark = |node: &Node| {
            let ringed = reach(self.view, self.picture, node) + ring;
            let handle = handle(self.view, self.picture, node);
            [(self.view.screen_from_map(node.at), ringed), (handle, HANDLE + 1.0)]
                .map(|(middle, reach)| Rect::from_center_size(middle, Vec2::splat(2.0 * reach)))
        };
        let corner = place.right_top();
        // As wide as in the setting, which has the most, so that names stay where they are.
        let tools =
            Rect::from_min_max(corner - vec2(self.scene.theme.grown(216.0), 0.0), corner + vec2(0.0, 44.0));
        let foot = key::height(self.ui, self.scene, self.picture, place);
        let foot = Rect::from_min_max(Pos2::new(place.left(), place.bottom() - foot), place.max);
        let mut fixtures: Vec<Rect> = self.picture.nodes.iter().flat_map(mark).collect();
        fixtures.extend([self.title_place(), tools, foot]);
        fixtures
    }

    /// In a crowd, names alone find a place for everybody.
    fn has_notes(&self) -> bool {
        self.scale() > 0.7
    }

    /// The size of a name with or without its note.
    fn size(&self, node: &Node, noted: bool) -> Vec2 {
        let note = if noted && self.has_notes() { node.note.as_str() } else { "" };
        self.lines(&[self.named(node), (note, self.scene.theme.note_font(), Color32::BLACK)], Align::Center)
            .size()
    }

    /// A name with its note line and, while something is previewed, what that would change; or less
    /// of it.
    fn written(&self, node: &Node, choice: Choice, align: Align) -> Arc<Galley> {
        let theme = self.scene.theme;
        let preview =
            if node.preview.is_empty() { String::new() } else { format!("preview: {}", node.preview) };
        // Where no room is kept for it, a preview stands in for the note.
        let note = match choice.shortened {
            0 => node.note.as_str(),
            1 if preview.is_empty() => node.note.as_str(),
            _ => "",
        };
        let notes = self.has_notes() && choice.shortened < 2;
        let note = (if notes { note } else { "" }, theme.note_font(), theme.colors.ink_2);
        let preview =
            (if notes { preview.as_str() } else { "" }, paint::strong_note(theme), theme.colors.ink);
        if choice.is_above() {
            self.lines(&[preview, self.named(node), note], align)
        } else {
            self.lines(&[self.named(node), note, preview], align)
        }
    }

    fn named<'n>(&self, node: &'n Node) -> (&'n str, FontId, Color32) {
        let theme = self.scene.theme;
        let font = if self.has_notes() { theme.semibold_font() } else { paint::strong_note(theme) };
        (&node.name, font, theme.colors.ink)
    }

    /// What is not empty, line by line.
    fn lines(&self, lines: &[(&str, FontId, Color32)], halign: Align) -> Arc<Galley> {
        let mut job = LayoutJob { halign, break_on_newline: true, ..LayoutJob::default() };
        for (text, font, color) in lines.iter().filter(|(text, ..)| !text.is_empty()) {
            let format = TextFormat { font_id: font.clone(), color: *color, ..TextFormat::default() };
            let text = if job.text.is_empty() { (*text).to_owned() } else { format!("\n{text}") };
            job.append(&text, 0.0, format);
        }
        self.ui.painter().layout_job(job)
    }

    pub(super) fn haloed(&self, middle: Pos2, text: &str, font: FontId, color: Color32) {
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, color);
        let at = middle - 0.5 * galley.size();
        self.halo(at, &galley);
        self.painter.galley(at, galley, color);
    }

    /// The canvas's own colour round a text, so that lines below do not cut through it.
    fn halo(&self, at: Pos2, galley: &Arc<Galley>) {
        let color = self.scene.theme.colors.canvas;
        for (x, y) in [(-1.5, -1.5), (1.5, -1.5), (-1.5, 1.5), (1.5, 1.5)] {
            self.painter.galley_with_override_text_color(at + vec2(x, y), galley.clone(), color);
        }
    }
}

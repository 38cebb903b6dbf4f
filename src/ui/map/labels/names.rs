//! Names with their note lines: requests for their places, the places from frame to frame, and their text.

use super::candidates::{LabelRequest, Placement};
use super::captions::{Caption, LastCaptions};
use super::obstacles::Obstacles;
use super::placement::{LastPlaces, Motion, Requests};
use super::positions::{Detail, LabelPosition};
use super::{LabelContext, PRESS_MARGIN};
use crate::scenario::{ActorId, Role};
use crate::ui::map::layout::{Layout, Mark, PressMark, RING_GAP};
use crate::ui::map::model::{MapModel, Node};
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Painter, Rect, Ui, Vec2, vec2};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// As wide as a partner's note line is likely to get, so that no number moves a name.
const WIDEST_NOTE: &str = "0 content, −10 sources";
/// As wide as a preview is likely to get.
const WIDEST_PREVIEW: &str = "would change by +2, +10";
/// The greatest width of a name in points at ordinary type, about 30 letters; the whole name of a longer one shows when
/// the pointer rests on its mark.
const WIDEST_NAME: f32 = 200.0;
/// The same of the start of a name that finds no place otherwise, about 13 letters.
const WIDEST_SHORT_NAME: f32 = 90.0;
/// The least size of marks at which names have note lines: in a larger crowd only names alone find a place
/// for everybody.
const SMALLEST_WITH_NOTES: f32 = 0.7;
/// The distance from the ring of a selection to a name: the stroke of the ring and a gap, in points.
const AFTER_RING: f32 = 2.5;
/// The distance from the margin of the press's mark to its name, in points: as much as names keep from any mark.
const AFTER_PRESS: f32 = 1.5;

/// The positions of names from frame to frame: kept while nothing moves, and as near as can be to the earlier ones
/// when something does.
#[derive(Clone, Debug, Default)]
pub(in crate::ui::map) struct LabelMemory {
    /// The position of each name, that of the press under `None`, so that it stays from stage to stage. There is one
    /// for each size of type (by the bits of its scale), so that another look and back moves nothing.
    positions: HashMap<u32, HashMap<Option<ActorId>, LabelPosition>>,
    /// The names when they were last placed.
    names: LastPlaces,
    /// The captions when they were last placed.
    pub captions: LastCaptions,
    placed: PlacedLabels,
}

/// The caption of an arrow with its place. For tests, which cannot read a picture.
#[derive(Clone, Debug)]
pub struct PlacedCaption {
    pub text: String,
    /// The place that is kept for it: that of the widest number.
    pub rect: Rect,
    /// Whether it stands on a plate, because something runs through its place.
    pub has_plate: bool,
}

/// The places of the names on a map, and the obstacles to them. For tests, which cannot read a picture.
#[derive(Clone, Debug, Default)]
pub struct PlacedLabels {
    /// Every name that is written, with the room that is kept for a preview.
    pub names: Vec<(ActorId, Rect)>,
    /// The captions of arrows, chances included.
    pub captions: Vec<PlacedCaption>,
    /// The name of the press with its place.
    pub press: Option<(&'static str, Rect)>,
    /// Whether there is a press whose name found no room.
    pub is_press_unnamed: bool,
    /// The actors of whose names only the start found room.
    pub cut_short: Vec<ActorId>,
    /// The actors whose names found no room.
    pub unnamed: Vec<ActorId>,
    /// Who is named, in their order, with the requests for their names and the places of these.
    asked: Option<(Vec<String>, Requests, Vec<Option<Placement>>)>,
}

impl PlacedLabels {
    fn of(model: &MapModel, places: &[Option<Placement>], requests: Requests) -> Self {
        let nodes = &model.nodes;
        let (mut names, mut cut_short, mut unnamed) = (Vec::new(), Vec::new(), Vec::new());
        for (node, place) in nodes.iter().zip(places) {
            match place {
                Some(place) => {
                    names.push((node.id.clone(), place.rect));
                    if place.position.detail == Detail::ShortName {
                        cut_short.push(node.id.clone());
                    }
                }
                None => unnamed.push(node.id.clone()),
            }
        }
        let press = model.press.as_ref().map(|press| press.name());
        let named = nodes.iter().map(|node| node.id.to_string()).chain(press.map(str::to_owned)).collect();
        let asked = Some((named, requests, places.to_vec()));
        let place = places.get(nodes.len()).copied().flatten();
        let placed = press.zip(place).map(|(name, place)| (name, place.rect));
        PlacedLabels {
            names,
            captions: Vec::new(),
            press: placed,
            is_press_unnamed: press.is_some() && placed.is_none(),
            cut_short,
            unnamed,
            asked,
        }
    }

    /// The names that an arrow crosses although there is a clear place near their mark.
    pub fn crossed_needlessly(&self) -> Vec<&str> {
        let Some((named, requests, places)) = &self.asked else { return Vec::new() };
        requests.crossed_needlessly(places).into_iter().map(|label| named[label].as_str()).collect()
    }

    /// Every overlap of a name with another, with a lane, or with a mark, a chance or another text, in words.
    pub fn overlaps(&self) -> Vec<String> {
        let actors = self.names.iter().map(|(id, rect)| (id.as_str(), *rect));
        let names: Vec<(&str, Rect)> = actors.chain(self.press).collect();
        let Some((_, Requests { obstacles, .. }, _)) = &self.asked else { return Vec::new() };
        let mut overlaps = Vec::new();
        for (i, (id, rect)) in names.iter().enumerate() {
            let on = |others: usize, what: &str| (others > 0).then(|| format!("{id} lies on {what}"));
            let names = names[i + 1..].iter().filter(|(_, other)| other.intersects(*rect)).count();
            let lanes = obstacles.lanes.iter().filter(|lane| lane.crosses(rect)).count();
            let solid = obstacles.solid.iter().filter(|other| other.intersects(*rect)).count();
            overlaps.extend([on(names, "a name"), on(lanes, "a lane"), on(solid, "a mark or text")]);
        }
        overlaps.into_iter().flatten().collect()
    }
}

impl LabelMemory {
    /// The places of the names when they were last written.
    pub fn placed(&self) -> &PlacedLabels {
        &self.placed
    }

    /// The positions of the names of actors in the frame before, at this size of type, and then of the press.
    fn previous<'i>(&self, ui: &Ui, actors: impl Iterator<Item = &'i ActorId>) -> Vec<Option<LabelPosition>> {
        let Some(positions) = self.positions.get(&type_key(ui)) else { return Vec::new() };
        let names = actors.cloned().map(Some).chain([None]);
        names.map(|name| positions.get(&name).copied()).collect()
    }

    /// Places names, which are those of the nodes in their order and then that of the press, and keeps their places. A
    /// name that is needed, because its actor is selected or under the pointer, is shown as well where there was no
    /// room; that is not kept, so that everything stands where it stood once it is no longer needed.
    pub(super) fn place(
        &mut self,
        context: &LabelContext<'_, '_>,
        requests: Requests,
        emphasized: Option<&ActorId>,
    ) -> (Vec<Option<Placement>>, Option<Placement>) {
        let nodes = &context.model.nodes;
        let previous = self.previous(context.ui, nodes.iter().map(|node| &node.id));
        let places = self.names.place(&requests, &previous, context.motion);
        let named = nodes.iter().map(|node| Some(node.id.clone())).chain([None]);
        let kept = named.zip(&places).filter_map(|(id, place)| Some((id, place.as_ref()?.position)));
        let positions = self.positions.entry(type_key(context.ui)).or_default();
        if context.motion == Motion::AtRest {
            // What is left out only while marks are moved keeps its position.
            positions.clear();
        }
        positions.extend(kept);
        let is_needed = |node: &Node| node.selected || emphasized == Some(&node.id);
        let press = requests.labels.len() - nodes.len();
        let needed = nodes.iter().map(is_needed).chain(std::iter::repeat_n(false, press));
        let mut shown = requests.with_needed(&places, &needed.collect::<Vec<bool>>());
        self.placed = PlacedLabels::of(context.model, &shown, requests);
        let press = shown.split_off(nodes.len()).into_iter().next().flatten();
        (shown, press)
    }

    /// Keeps the places of captions for tests.
    pub(super) fn keep_captions(&mut self, captions: &[Caption<'_>]) {
        let written = captions.iter().filter(|caption| !caption.text.is_empty());
        let placed = |caption: &Caption<'_>| PlacedCaption {
            text: caption.text.clone(),
            rect: caption.place(),
            has_plate: caption.has_plate,
        };
        self.placed.captions = written.map(placed).collect();
    }
}

fn type_key(ui: &Ui) -> u32 {
    ui.theme().grown(1.0).to_bits()
}

impl LabelContext<'_, '_> {
    pub(super) fn name_requests(&self, captions: &[Caption<'_>]) -> Requests {
        let actors = self.layout.marks.iter().map(|mark| self.name_request(mark));
        let press = self.layout.press.iter().map(|mark| self.press_request(mark));
        Requests {
            labels: actors.chain(press).collect(),
            obstacles: self.obstacles_of_names(captions),
            space: self.space(),
        }
    }

    fn name_request(&self, mark: &Mark) -> LabelRequest {
        let (theme, node) = (self.ui.theme(), mark.node);
        let NameSizes { name, mut noted, short } = self.name_sizes(node);
        let (mut full, mut preview_width) = (noted, 0.0);
        if has_notes(self.layout) && node.is_partner {
            let widest = paint::width(self.ui, WIDEST_NOTE, theme.note_font());
            noted.x = noted.x.max(widest);
            full = vec2(noted.x, noted.y + theme.note_line());
            preview_width = paint::width(self.ui, WIDEST_PREVIEW, theme.strong_note_font());
        }
        LabelRequest {
            anchor: mark.middle,
            // With room for the ring of a selection round every mark, so that selecting moves no name.
            radius: mark.radius + RING_GAP + AFTER_RING,
            sizes: [full, noted, name, short],
            preview_width,
            avoids_arcs: false,
            // In the order of the roles: home's name is needed most, a bystander's least.
            rank: node.role as u8,
        }
    }

    fn press_request(&self, mark: &PressMark<'_>) -> LabelRequest {
        LabelRequest {
            anchor: mark.middle,
            radius: 0.5 * mark.size + PRESS_MARGIN + AFTER_PRESS,
            sizes: [self.size_of(mark.press.name(), self.ui.theme().semibold_font()); Detail::ALL.len()],
            preview_width: 0.0,
            avoids_arcs: true,
            // With the first: without its name the mark of the press says little.
            rank: Role::Home as u8,
        }
    }

    fn obstacles_of_names(&self, captions: &[Caption<'_>]) -> Obstacles {
        let mut solid = self.caption_places(captions);
        // With a point for the ring's stroke.
        solid.extend(self.fixtures(RING_GAP + 1.0));
        Obstacles {
            solid,
            lanes: self.lane_outlines(),
            arrows: self.arrow_probes(captions),
            arcs: self.arc_probes(),
        }
    }

    fn name_sizes(&self, node: &Node) -> NameSizes {
        let painter = self.ui.painter();
        let size = |lines: &[Line<'_>]| galley(painter, lines, Align::Center).size();
        let line = |widest| name_line(painter, node, self.layout, widest);
        let whole = [line(WIDEST_NAME)];
        let name = size(&whole);
        let short = match name.x > self.ui.theme().grown(WIDEST_SHORT_NAME) {
            true => size(&[line(WIDEST_SHORT_NAME)]),
            false => name,
        };
        let [whole] = whole;
        let noted = match has_notes(self.layout) && !node.note.is_empty() {
            true => size(&[whole, Line::note(&node.note, self.ui.theme())]),
            false => name,
        };
        NameSizes { name, noted, short }
    }
}

/// The sizes of a name.
struct NameSizes {
    /// That of the name alone.
    name: Vec2,
    /// That of the name with its note line, if names have any.
    noted: Vec2,
    /// That of the start of a long name alone.
    short: Vec2,
}

/// The text of a name at a position: with its note line and, during a preview, the change that it
/// would make, or with less of it.
pub(in crate::ui::map) fn written(
    painter: &Painter,
    layout: &Layout,
    node: &Node,
    position: LabelPosition,
) -> Arc<Galley> {
    let theme = painter.theme();
    let is_previewed = !node.preview.is_empty();
    let note = match position.detail {
        Detail::Full => node.note.as_str(),
        // The preview takes the place of the note line.
        Detail::NoPreviewRoom if !is_previewed => node.note.as_str(),
        Detail::NoPreviewRoom | Detail::NameOnly | Detail::ShortName => "",
    };
    let has_lines = has_notes(layout) && matches!(position.detail, Detail::Full | Detail::NoPreviewRoom);
    let widest = if position.detail == Detail::ShortName { WIDEST_SHORT_NAME } else { WIDEST_NAME };
    let name = name_line(painter, node, layout, widest);
    let note = Line::note(if has_lines { note } else { "" }, theme);
    let preview = if has_lines { node.preview.as_str() } else { "" };
    let preview = Line { text: preview.into(), font: theme.strong_note_font(), color: theme.colors.ink };
    let lines = if position.is_above() { [preview, name, note] } else { [name, note, preview] };
    galley(painter, &lines, position.align())
}

fn has_notes(layout: &Layout) -> bool {
    layout.mark_scale > SMALLEST_WITH_NOTES
}

/// A line of a label.
struct Line<'a> {
    text: Cow<'a, str>,
    font: FontId,
    color: Color32,
}

impl<'a> Line<'a> {
    fn note(text: &'a str, theme: &Theme) -> Self {
        Line { text: text.into(), font: theme.note_font(), color: theme.colors.ink_2 }
    }
}

/// The line of the name itself, cut where it is wider than so many points at ordinary type; in smaller type where there are
/// no note lines.
fn name_line(painter: &Painter, node: &Node, layout: &Layout, widest: f32) -> Line<'static> {
    let theme = painter.theme();
    let font = if has_notes(layout) { theme.semibold_font() } else { theme.strong_note_font() };
    let text = paint::cut(painter, &node.name, &font, theme.grown(widest));
    Line { text: text.into(), font, color: theme.colors.ink }
}

/// The lines that are not empty, below each other.
fn galley(painter: &Painter, lines: &[Line<'_>], halign: Align) -> Arc<Galley> {
    let mut job = LayoutJob { halign, break_on_newline: true, ..LayoutJob::default() };
    for Line { text, font, color } in lines.iter().filter(|line| !line.text.is_empty()) {
        let format = TextFormat { font_id: font.clone(), color: *color, ..TextFormat::default() };
        let text = if job.text.is_empty() { text.to_string() } else { format!("\n{text}") };
        job.append(&text, 0.0, format);
    }
    painter.layout_job(job)
}

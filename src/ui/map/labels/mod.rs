//! Everything that is written on the map, and its places: what stands along arrows first, then names.

mod captions;
mod furniture;
mod names;
mod placement;
mod side;

pub(super) use captions::Caption;
pub(super) use furniture::{LEGEND_GAP, LegendLine, SAMPLE_WIDTH};
pub(super) use names::written as written_name;
pub(super) use placement::Placement;

use super::geometry::{self, Quad};
use super::layout::{HANDLE_RADIUS, Layout, Mark};
use super::model::{Interaction, MapModel};
use crate::scenario::ActorId;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Color32, FontId, Galley, Pos2, Rect, Ui, Vec2, vec2};
use names::NameRequests;
use placement::{LabelPosition, Obstacles};
use std::collections::HashMap;
use std::sync::Arc;

/// From the edge of the map to the nearest label, in points.
pub(super) const EDGE: f32 = 4.0;

/// What the labels of a frame are made from.
pub(super) struct Source<'a> {
    pub ui: &'a Ui,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    pub interaction: &'a Interaction,
}

/// The labels of a frame with their places.
pub(super) struct Labels<'a> {
    /// Title and subtitle, each with its top left corner.
    pub title: [(Pos2, Arc<Galley>); 2],
    /// The legend, line by line from the bottom.
    pub legend: Vec<LegendLine>,
    /// What stands along each arrow, that to the press included.
    pub captions: Vec<Caption<'a>>,
    /// The middle of the name of the press.
    pub press_name: Option<Pos2>,
    /// The place of the name of each node, in their order; `None` for a name that found none.
    pub names: Vec<Option<Placement>>,
}

/// What labels keep in mind from frame to frame.
#[derive(Clone, Debug, Default)]
pub(super) struct LabelMemory {
    /// The position of each name, so that it stays from stage to stage. There is one for each size of type
    /// (by the bits of its scale), so that another look and back moves nothing.
    positions: HashMap<u32, HashMap<ActorId, LabelPosition>>,
    /// The last requests and their places: while nothing moves, names are not placed again.
    last: Option<(NameRequests, Vec<Option<Placement>>)>,
    placed: PlacedLabels,
}

/// The places of the names on a map, and what they had to keep away from. For tests, which cannot read
/// a picture.
#[derive(Clone, Debug, Default)]
pub struct PlacedLabels {
    /// Every name that is written, with the room that is kept for a preview.
    pub names: Vec<(ActorId, Rect)>,
    /// The actors whose names found no room.
    pub unnamed: Vec<ActorId>,
    /// Lanes at full willingness.
    pub lanes: Vec<[Pos2; 4]>,
    /// Marks, chances and the map's own texts.
    pub solid: Vec<Rect>,
}

impl PlacedLabels {
    /// Every overlap of a name with another, with a lane, or with a mark, a chance or another text, in words.
    pub fn overlaps(&self) -> Vec<String> {
        let mut overlaps = Vec::new();
        for (i, (id, rect)) in self.names.iter().enumerate() {
            let on = |others: usize, what: &str| (others > 0).then(|| format!("{id} lies on {what}"));
            let names = self.names[i + 1..].iter().filter(|(_, other)| other.intersects(*rect)).count();
            let lanes = self.lanes.iter().filter(|lane| geometry::crosses(rect, lane)).count();
            let solid = self.solid.iter().filter(|other| other.intersects(*rect)).count();
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

    fn previous(&self, theme: &Theme, actor: &ActorId) -> Option<LabelPosition> {
        self.positions.get(&type_key(theme))?.get(actor).copied()
    }

    /// Places names, unless these very requests were placed in the frame before.
    fn place(&mut self, requests: NameRequests) -> Vec<Option<Placement>> {
        let places = match self.last.take() {
            Some((before, places)) if before == requests => places,
            _ => requests.place(),
        };
        self.last = Some((requests, places.clone()));
        places
    }

    /// Keeps the places of this frame.
    fn remember(&mut self, source: &Source, obstacles: &Obstacles, places: &[Option<Placement>]) {
        let (mut names, mut unnamed, mut positions) = (Vec::new(), Vec::new(), HashMap::new());
        for (node, place) in source.model.nodes.iter().zip(places) {
            match place {
                Some(place) => {
                    names.push((node.id.clone(), place.rect));
                    positions.insert(node.id.clone(), place.position);
                }
                None => unnamed.push(node.id.clone()),
            }
        }
        self.positions.insert(type_key(source.ui.theme()), positions);
        let (lanes, solid) = (obstacles.lanes.clone(), obstacles.solid.clone());
        self.placed = PlacedLabels { names, unnamed, lanes, solid };
    }
}

fn type_key(theme: &Theme) -> u32 {
    theme.grown(1.0).to_bits()
}

impl<'a> Labels<'a> {
    /// Places the labels of a frame. None depends on a number, a preview or the pointer, so that none is
    /// moved by them.
    pub fn place(source: &Source<'a>, memory: &mut LabelMemory) -> Self {
        let captions = source.captions();
        let obstacles = source.obstacles_of_names(&captions);
        let requests = source.name_requests(obstacles.clone(), memory);
        let names = memory.place(requests);
        memory.remember(source, &obstacles, &names);
        Labels {
            title: source.title(),
            legend: source.legend(),
            captions,
            press_name: source.press_name(),
            names,
        }
    }
}

impl Source<'_> {
    /// The space in which labels are placed.
    fn space(&self) -> Rect {
        self.layout.bounds.shrink(EDGE)
    }

    /// The size of a text on one line, with a point of air at both ends.
    fn size_of(&self, text: &str, font: FontId) -> Vec2 {
        self.ui.painter().layout_no_wrap(text.to_owned(), font, Color32::BLACK).size() + vec2(2.0, 0.0)
    }

    /// What never gives way to a label: marks, each with the ring and the handle that it has while it is
    /// selected, the title, the tools and the legend. The ring takes this much beyond the mark.
    fn fixtures(&self, ring: f32) -> Vec<Rect> {
        let square = |middle: Pos2, radius: f32| Rect::from_center_size(middle, Vec2::splat(2.0 * radius));
        let marks = self.layout.marks.iter().flat_map(|mark: &Mark| {
            // With a point for its stroke.
            [square(mark.middle, mark.radius + ring), square(mark.handle(), HANDLE_RADIUS + 1.0)]
        });
        marks.chain([self.title_place(), self.tools_place(), self.legend_place()]).collect()
    }

    /// Lanes at full willingness.
    fn lane_outlines(&self) -> Vec<Quad> {
        self.layout.tracks.iter().map(|(_, track)| track.outline()).collect()
    }

    /// Points along the arcs of hostility and friendship.
    fn arc_probes(&self) -> Vec<Pos2> {
        self.layout.arcs.iter().flat_map(|(_, points)| geometry::probes(points)).collect()
    }

    /// The middle of the name of the press: below its mark, or above where its arrow comes from below.
    fn press_name(&self) -> Option<Pos2> {
        let mark = self.layout.press.as_ref()?;
        // Half the mark, half a line of text, and a gap of a quarter of the type's size.
        let away = 0.5 * mark.size + 0.75 * self.ui.theme().size.text;
        let from_below = mark.line.is_some_and(|[from, to]| from.y - to.y > (from.x - to.x).abs());
        Some(mark.middle + vec2(0.0, if from_below { -away } else { away }))
    }

    /// The places of the press and of its name.
    fn press_places(&self) -> Vec<Rect> {
        let Some((mark, name_at)) = self.layout.press.as_ref().zip(self.press_name()) else {
            return Vec::new();
        };
        let name = self.size_of(mark.press.name(), self.ui.theme().semibold_font());
        let mark = Rect::from_center_size(mark.middle, Vec2::splat(mark.size + 4.0));
        vec![mark, Rect::from_center_size(name_at, name)]
    }

    /// The font of what stands along arrows.
    fn caption_font(&self) -> FontId {
        paint::strong_note(self.ui.theme())
    }
}

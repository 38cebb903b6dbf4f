//! All text on the map and its places: captions along arrows first, then names.

mod candidates;
mod captions;
mod carried;
mod chances;
mod chosen;
mod furniture;
mod grid;
mod lines;
mod names;
mod obstacles;
mod placement;
mod positions;
mod search;

pub(super) use candidates::Placement;
pub(super) use captions::Caption;
pub(super) use furniture::{Furniture, LEGEND_GAP, LegendLine, SAMPLE_WIDTH};
pub use names::PlacedLabels;
pub(super) use names::{LabelMemory, written as written_name};
pub(super) use placement::Motion;

use self::lines::Lines;
use self::obstacles::Points;
use super::geometry::{self, Line, Outline};
use super::layout::{HANDLE_RADIUS, Layout, Mark};
use super::model::MapModel;
use crate::scenario::ActorId;
use crate::ui::theme::Themed;
use egui::{Color32, FontId, Galley, Pos2, Rect, Ui, Vec2, vec2};
use std::cell::OnceCell;
use std::sync::Arc;

/// The labels of a frame with their places.
pub(super) struct Labels<'a> {
    /// Title and subtitle, each with its top left corner.
    pub title: [(Pos2, Arc<Galley>); 2],
    /// The legend, line by line from the bottom.
    pub legend: Vec<LegendLine>,
    /// The caption of each arrow, including the one to the press.
    pub captions: &'a [Caption<'a>],
    /// The arrows that a previewed choice would add.
    pub previewed: Vec<Caption<'a>>,
    /// The place of the name of the press; `None` if there is no press, or no room for its name.
    pub press_name: Option<Placement>,
    /// The place of the name of each node, in their order; `None` for a name that found none.
    pub names: Vec<Option<Placement>>,
}

impl<'a> Labels<'a> {
    /// Places the labels of a frame after the captions. None depends on a number, a preview or the pointer, so that
    /// none is moved by them; the name of the emphasized actor is shown even where there was no room for it.
    pub fn place(
        context: &LabelContext<'_, 'a>,
        captions: &'a [Caption<'a>],
        emphasized: Option<&ActorId>,
        memory: &mut LabelMemory,
    ) -> Self {
        let requests = context.name_requests(captions);
        let (names, press_name) = memory.place(context, requests, emphasized);
        memory.keep_captions(captions);
        let previewed = context.previewed(captions, &names);
        Labels { title: context.title(), legend: context.legend(), captions, previewed, press_name, names }
    }
}

impl Labels<'_> {
    /// Whether any label along an arrow or beside a mark reaches into a place.
    pub fn reach_into(&self, place: &Rect) -> bool {
        self.beside_marks_and_arrows().any(|label| label.intersects(*place))
    }

    /// The places of the labels along arrows and beside marks.
    pub fn beside_marks_and_arrows(&self) -> impl Iterator<Item = Rect> {
        let captions = self.captions.iter().chain(&self.previewed).map(Caption::place);
        captions.chain(self.names.iter().chain([&self.press_name]).flatten().map(|name| name.rect))
    }
}

/// The distance from the edge of the map to the nearest label, in points.
pub(super) const EDGE: f32 = 4.0;

/// The free room round the mark of the press, in points.
const PRESS_MARGIN: f32 = 2.0;

/// The input of the labels of a frame.
pub(super) struct LabelContext<'u, 'a> {
    pub ui: &'u Ui,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    /// The actor from which a tie was begun by keyboard, which the title tells.
    pub tying: Option<ActorId>,
    /// Whether marks move in this frame.
    pub motion: Motion,
    /// Title and legend, laid out once: captions and names both keep away from them.
    pub furniture: Furniture,
    /// Points along the lines of the layout, found once for captions and names.
    pub probes: &'u Probes,
}

/// Points along the lines of a layout, from which labels keep away; empty until they were asked for.
#[derive(Default)]
pub(super) struct Probes {
    arrows: OnceCell<Points>,
    arcs: OnceCell<Points>,
}

impl LabelContext<'_, '_> {
    /// The space in which labels are placed.
    fn space(&self) -> Rect {
        self.layout.bounds.shrink(EDGE)
    }

    /// The size of a text on one line, with a point of free room at both ends.
    fn size_of(&self, text: &str, font: FontId) -> Vec2 {
        self.ui.painter().layout_no_wrap(text.to_owned(), font, Color32::BLACK).size() + vec2(2.0, 0.0)
    }

    /// The places that no label may cover: marks, each with the ring and the handle that it has while it is
    /// selected, the title, the tools and the legend. `ring` is the distance of the ring from the mark.
    fn fixtures(&self, ring: f32) -> Vec<Rect> {
        let square = |middle: Pos2, radius: f32| Rect::from_center_size(middle, Vec2::splat(2.0 * radius));
        let marks = self.layout.marks.iter().flat_map(|mark: &Mark| {
            // With a point for its stroke.
            [square(mark.middle, mark.radius + ring), square(mark.handle(), HANDLE_RADIUS + 1.0)]
        });
        marks.chain([self.title_place(), self.tools_place(), self.legend_place()]).collect()
    }

    /// Lanes at full willingness.
    fn lane_outlines(&self) -> Vec<Outline> {
        self.layout.tracks.iter().map(|(_, track)| track.outline()).collect()
    }

    /// Points along arrows and at the sides of their heads, with the ways on which somebody learned. Captions have the lines
    /// of the layout wherever their texts are, so that the points found for the first are those of all.
    fn arrow_probes(&self, captions: &[Caption<'_>]) -> Points {
        let learned = self.layout.learned.iter().map(|(_, line)| line);
        let lines = captions.iter().map(|caption| &caption.line).chain(learned);
        let probes = |line: &Line| {
            geometry::probes(line, self.space()).into_iter().chain(geometry::sides_of_head(*line))
        };
        self.probes.arrows.get_or_init(|| lines.flat_map(probes).collect()).clone()
    }

    /// Every line on the map, arcs included.
    fn lines(&self, captions: &[Caption<'_>]) -> Lines {
        let learned = self.layout.learned.iter().map(|(_, line)| line.to_vec());
        let arcs = self.layout.arcs.iter().map(|(_, points)| points.clone());
        captions.iter().map(|caption| caption.line.to_vec()).chain(learned).chain(arcs).collect()
    }

    /// Points along the arcs of hostility and friendship.
    fn arc_probes(&self) -> Points {
        let arcs = self.layout.arcs.iter();
        let probes = || arcs.flat_map(|(_, points)| geometry::probes(points, self.space())).collect();
        self.probes.arcs.get_or_init(probes).clone()
    }

    /// The place of the mark of the press, if there is one.
    fn press_place(&self) -> Option<Rect> {
        let mark = self.layout.press.as_ref()?;
        Some(Rect::from_center_size(mark.middle, Vec2::splat(mark.size + 2.0 * PRESS_MARGIN)))
    }

    /// The font of captions.
    fn caption_font(&self) -> FontId {
        self.ui.theme().strong_note_font()
    }
}

//! The layout of one frame: where everything of the model is on the screen. All lengths are in points.

use super::geometry::{self, Line, Track};
use super::model::{AffinityEdge, Arrow, LearnedArrow, MapModel, Node, PartnershipEdge, Press};
use super::view::View;
use crate::scenario::{ActorId, Role};
use egui::{Pos2, Rect, Vec2};
use std::collections::HashMap;

/// The distance from an arrow to the middle of the chance beside it: half the height of the text, and a gap.
pub(super) const CHANCE_DISTANCE: f32 = 14.0;
/// The distance from the rim of a mark to the ring round it while it is selected.
pub(super) const RING_GAP: f32 = 6.0;
/// The radius of the handle on that ring.
pub(super) const HANDLE_RADIUS: f32 = 5.0;
/// The distance from the rim of a mark to the ends of its lines.
const LINE_GAP: f32 = 6.0;
/// The distance from the side of the press's mark to the end of its line: more, because its corners reach further.
const PRESS_LINE_GAP: f32 = 8.0;
/// The side of the item's mark, a torn sheet, at mark scale 1.
const SHEET_SIZE: f32 = 20.0;
/// The side of the mark of the press at mark scale 1.
const PRESS_SIZE: f32 = 28.0;

/// The map on the screen in one frame.
pub(super) struct Layout<'a> {
    /// The space of the map.
    pub bounds: Rect,
    /// The size of marks and lanes against the ordinary one.
    pub mark_scale: f32,
    /// The marks of all nodes, in their order.
    pub marks: Vec<Mark<'a>>,
    /// The place of each actor's mark among them.
    places: HashMap<&'a ActorId, usize>,
    /// The partnerships for which there is room, with their tracks.
    pub tracks: Vec<(&'a PartnershipEdge, Track)>,
    /// The arrows for which there is room, with their lines.
    pub arrows: Vec<(&'a Arrow, Line)>,
    /// The arrows that a previewed choice would add, likewise.
    pub previewed: Vec<(&'a Arrow, Line)>,
    /// The ways on which somebody learned for which there is room, each with its two ends: the press is no actor.
    pub learned: Vec<(&'a LearnedArrow, Line)>,
    /// The affinities for which there is room, with the points of their arcs.
    pub arcs: Vec<(&'a AffinityEdge, Vec<Pos2>)>,
    /// The press.
    pub press: Option<PressMark<'a>>,
    /// The press where only the previewed choice would bring it in.
    pub previewed_press: Option<PressMark<'a>>,
}

/// An actor's mark.
pub(super) struct Mark<'a> {
    pub node: &'a Node,
    pub middle: Pos2,
    /// The distance from the middle to the rim.
    pub radius: f32,
}

/// The mark of the press.
pub(super) struct PressMark<'a> {
    pub press: &'a Press,
    pub middle: Pos2,
    /// The side of the mark.
    pub size: f32,
    /// The line on which the press hears; `None` where there is no room for one.
    pub line: Option<Line>,
}

impl Mark<'_> {
    /// The middle of the handle from which a tie is drawn: on the ring, to the upper right, where
    /// neither a name below the mark nor one beside it is.
    pub fn handle(&self) -> Pos2 {
        self.middle + (self.radius + 2.0 * RING_GAP) * Vec2::angled(-0.7)
    }
}

impl<'a> Layout<'a> {
    /// The layout of a model in a space.
    pub fn of(model: &'a MapModel, view: &View, bounds: Rect) -> Self {
        let mark_scale = view.mark_scale(model.nodes.len());
        let mark = |node: &'a Node| Mark {
            node,
            middle: view.screen_from_map(view.drawn_at(node)),
            radius: radius(node.role) * mark_scale,
        };
        let mut layout = Layout {
            bounds,
            mark_scale,
            marks: model.nodes.iter().map(mark).collect(),
            places: model.nodes.iter().enumerate().map(|(place, node)| (&node.id, place)).collect(),
            tracks: Vec::new(),
            arrows: Vec::new(),
            previewed: Vec::new(),
            learned: Vec::new(),
            arcs: Vec::new(),
            press: None,
            previewed_press: None,
        };
        layout.tracks = model.partnerships.iter().filter_map(|edge| layout.track(model, edge)).collect();
        layout.arrows = layout.lines(&model.arrows);
        layout.previewed = layout.lines(&model.previewed);
        layout.arcs = model.affinities.iter().filter_map(|edge| layout.arc(edge)).collect();
        layout.press = model.press.as_ref().and_then(|press| layout.press_mark(press, view));
        layout.learned = model.learned.iter().filter_map(|arrow| layout.learned_line(arrow)).collect();
        layout.previewed_press =
            model.previewed_press.as_ref().and_then(|press| layout.press_mark(press, view));
        layout
    }

    /// The mark of an actor. The document holds no reference to an actor that it does not have, so that
    /// `None` means no more than that nothing is drawn.
    pub fn mark(&self, actor: &ActorId) -> Option<&Mark<'a>> {
        Some(&self.marks[*self.places.get(actor)?])
    }

    /// Whether any mark with the ring of a selection, lane or line reaches into a place.
    pub fn reaches_into(&self, place: &Rect) -> bool {
        let is_in = |middle: Pos2, radius: f32| place.expand(radius).contains(middle);
        let passes = |line: &Line| geometry::clipped(*line, *place).is_some();
        let mut press = self.press.iter().chain(&self.previewed_press);
        self.marks.iter().any(|mark| is_in(mark.middle, mark.radius + RING_GAP))
            || press.any(|mark| {
                is_in(mark.middle, 0.5 * mark.size) || mark.line.is_some_and(|line| passes(&line))
            })
            || self.previewed.iter().any(|(_, line)| passes(line))
            || self.tracks.iter().any(|(_, track)| track.outline().crosses(place))
            || self.arrows.iter().any(|(_, line)| passes(line))
            || self.learned.iter().any(|(_, line)| passes(line))
            || self.arcs.iter().any(|(_, points)| points.windows(2).any(|pair| passes(&[pair[0], pair[1]])))
    }

    /// The side of the item's mark.
    pub fn sheet_size(&self) -> f32 {
        SHEET_SIZE * self.mark_scale
    }

    fn track(&self, model: &MapModel, edge: &'a PartnershipEdge) -> Option<(&'a PartnershipEdge, Track)> {
        let (partner, home) = (self.mark(&edge.partner)?.middle, self.mark(&model.home)?.middle);
        Some((edge, Track::between(partner, home, self.mark_scale)?))
    }

    fn lines(&self, arrows: &'a [Arrow]) -> Vec<(&'a Arrow, Line)> {
        arrows.iter().filter_map(|arrow| Some((arrow, self.line(&arrow.from, &arrow.to)?))).collect()
    }

    fn learned_line(&self, arrow: &'a LearnedArrow) -> Option<(&'a LearnedArrow, Line)> {
        let line = match &arrow.from {
            Some(from) => self.line(from, &arrow.to)?,
            None => {
                let (press, to) = (self.press.as_ref()?, self.mark(&arrow.to)?);
                let short_of_press = 0.5 * press.size + PRESS_LINE_GAP;
                geometry::trimmed(press.middle, to.middle, short_of_press, to.radius + LINE_GAP)?
            }
        };
        Some((arrow, line))
    }

    /// The line between the marks of two actors.
    fn line(&self, from: &ActorId, to: &ActorId) -> Option<Line> {
        let (from, to) = (self.mark(from)?, self.mark(to)?);
        geometry::trimmed(from.middle, to.middle, from.radius + LINE_GAP, to.radius + LINE_GAP)
    }

    fn arc(&self, edge: &'a AffinityEdge) -> Option<(&'a AffinityEdge, Vec<Pos2>)> {
        // The bend is a share of the length of the line. Friendship bends less, so that two arcs between one pair
        // are apart.
        let bend = if edge.affinity < 0.0 { 0.28 } else { 0.14 };
        let [from, to] = self.line(&edge.from, &edge.to)?;
        Some((edge, geometry::arc([from, to], bend * from.distance(to))))
    }

    fn press_mark(&self, press: &'a Press, view: &View) -> Option<PressMark<'a>> {
        let size = PRESS_SIZE * self.mark_scale;
        let (from, middle) = (self.mark(&press.from)?.middle, view.screen_from_map(press.at));
        // At the start a distance that clears the mark of any role.
        let line = geometry::trimmed(from, middle, size, 0.5 * size + PRESS_LINE_GAP);
        Some(PressMark { press, middle, size, line })
    }
}

/// The radius of a role's mark at mark scale 1. Home is largest and then whom the decision is about; a
/// triangle and a diamond need more than a circle to look as large.
fn radius(role: Role) -> f32 {
    match role {
        Role::Home => 22.0,
        Role::Originator | Role::Recipient => 20.0,
        Role::Friend | Role::ThirdParty => 18.0,
        Role::Partner | Role::Bystander => 15.0,
    }
}

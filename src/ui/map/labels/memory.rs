//! The places of names from frame to frame: kept while nothing moves, and as near as can be to where they
//! were when something does.

use super::placement::{self, LabelPosition, LabelRequest, Obstacles, Placement};
use crate::scenario::ActorId;
use crate::ui::map::geometry;
use crate::ui::map::model::Node;
use crate::ui::theme::Theme;
use egui::{Pos2, Rect};
use std::collections::HashMap;

/// What labels keep in mind from frame to frame.
#[derive(Clone, Debug, Default)]
pub(in crate::ui::map) struct LabelMemory {
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

    /// The position of the name of an actor in the frame before, at this size of type.
    pub(super) fn previous(&self, theme: &Theme, actor: &ActorId) -> Option<LabelPosition> {
        self.positions.get(&type_key(theme))?.get(actor).copied()
    }

    /// Places names, unless these very requests were placed in the frame before, and keeps their places. The
    /// names are those of the nodes, in their order.
    pub(super) fn place(
        &mut self,
        theme: &Theme,
        nodes: &[Node],
        requests: NameRequests,
    ) -> Vec<Option<Placement>> {
        let places = match self.last.take() {
            Some((before, places)) if before == requests => places,
            _ => requests.place(),
        };
        let (mut names, mut unnamed, mut positions) = (Vec::new(), Vec::new(), HashMap::new());
        for (node, place) in nodes.iter().zip(&places) {
            match place {
                Some(place) => {
                    names.push((node.id.clone(), place.rect));
                    positions.insert(node.id.clone(), place.position);
                }
                None => unnamed.push(node.id.clone()),
            }
        }
        self.positions.insert(type_key(theme), positions);
        let (lanes, solid) = (requests.obstacles.lanes.clone(), requests.obstacles.solid.clone());
        self.placed = PlacedLabels { names, unnamed, lanes, solid };
        self.last = Some((requests, places.clone()));
        places
    }
}

fn type_key(theme: &Theme) -> u32 {
    theme.grown(1.0).to_bits()
}

/// Everything on which the places of names depend.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NameRequests {
    pub labels: Vec<LabelRequest>,
    /// Whether each must be readable, because it is selected or under the pointer.
    pub needed: Vec<bool>,
    pub obstacles: Obstacles,
    pub space: Rect,
}

impl NameRequests {
    /// A place for each name, in their order. Where there is not room for all, names that are needed have it
    /// before all others; else need has no influence, so that pointing at an actor moves no name.
    fn place(&self) -> Vec<Option<Placement>> {
        let places = placement::place(&self.labels, &self.obstacles, self.space);
        if !places.iter().zip(&self.needed).any(|(place, needed)| place.is_none() && *needed) {
            return places;
        }
        let mut labels = self.labels.clone();
        for (label, _) in labels.iter_mut().zip(&self.needed).filter(|(_, needed)| **needed) {
            label.rank = 0;
        }
        placement::place(&labels, &self.obstacles, self.space)
    }
}

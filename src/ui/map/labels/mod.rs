//! Everything that is written on the map, and its places: what stands along arrows first, then names.

mod captions;
mod furniture;
mod memory;
mod names;
mod placement;
mod side;
mod source;

pub(super) use captions::Caption;
pub(super) use furniture::{LEGEND_GAP, LegendLine, SAMPLE_WIDTH};
pub(super) use memory::LabelMemory;
pub use memory::PlacedLabels;
pub(super) use names::written as written_name;
pub(super) use placement::Placement;
pub(super) use source::{EDGE, Source};

use crate::ui::theme::Themed;
use egui::{Galley, Pos2};
use std::sync::Arc;

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

impl<'a> Labels<'a> {
    /// Places the labels of a frame. None depends on a number, a preview or the pointer, so that none is
    /// moved by them.
    pub fn place(source: &Source<'a>, memory: &mut LabelMemory) -> Self {
        let captions = source.captions();
        let requests = source.name_requests(&captions, memory);
        let names = memory.place(source.ui.theme(), &source.model.nodes, requests);
        Labels {
            title: source.title(),
            legend: source.legend(),
            captions,
            press_name: source.press_name(),
            names,
        }
    }
}

//! What happened to one item in one history, stage by stage.

use super::compiled_case::{CompiledCase, ItemCase};
use crate::engine::mechanisms::breach::Severity;
use crate::engine::mechanisms::cascade::Transmission;
use crate::scenario::Level;
use smallvec::SmallVec;

/// A stage of an item's part of the meeting. It depends on the numbers that it reads, on draws of its own and on what
/// the stages before it left in the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemStage {
    /// The originator, if it is asked, sees what could come of it.
    Danger,
    /// It answers.
    Answer,
    /// Those who are told pass it on.
    Spread,
    /// The press hears of it, and its source is found.
    Exposure,
    /// The originator learns that its promise was broken, and others hear.
    Discovery,
}

impl ItemStage {
    /// All stages, in their order.
    pub const ALL: [ItemStage; 5] =
        [ItemStage::Danger, ItemStage::Answer, ItemStage::Spread, ItemStage::Exposure, ItemStage::Discovery];
}

/// The course of one item in one history. Its lists have room for those of a usual case within themselves: questions
/// keep and compare traces by the million.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemTrace {
    /// The level at which each actor newly holds it; `Withheld` for an actor that got nothing new.
    pub levels: SmallVec<[Level; 24]>,
    /// How many newly hold it, not counting the originator and what the press reports.
    pub new_holders: usize,
    /// Every transmission that raised a level, in the order in which they happened.
    pub transmissions: SmallVec<[Transmission; 4]>,
    /// Whether it became public.
    pub public: bool,
    /// Whether the originator was handed its own item.
    pub handed_back: bool,
    /// The actors that closed the source, by index.
    pub closed_by: SmallVec<[usize; 2]>,
    /// The danger to its source that the originator sees in each level from gist on, 0 to 1, where it was asked and the
    /// answer was drawn.
    pub danger: Option<[f64; 4]>,
    /// What the originator granted, where it was asked and the answer was drawn.
    pub granted: Option<Level>,
    /// Severity, if something went beyond what was granted.
    pub severity: Severity,
    /// The month D in which the originator learns, if it does.
    pub learned: Option<usize>,
    /// The channels through which it learned in month 0.
    pub learned_through: Channels,
    /// The month in which each other partner hears, by index among the partners.
    pub heard: SmallVec<[Option<usize>; 8]>,
}

impl ItemTrace {
    /// Whether somebody closed the source: C.
    pub fn source_closed(&self) -> bool {
        !self.closed_by.is_empty()
    }

    /// Makes it that of an item before the meeting.
    pub fn reset(&mut self, case: &CompiledCase) {
        *self = ItemTrace::default();
        self.levels.resize(case.actors.len(), Level::Withheld);
        self.heard.resize(case.partners.len(), None);
    }

    /// Makes it the same as another.
    pub fn copy_from(&mut self, other: &ItemTrace) {
        ItemStage::ALL.into_iter().for_each(|stage| self.copy_stage(stage, other));
    }

    /// Makes what a stage leaves in it the same as in another.
    pub fn copy_stage(&mut self, stage: ItemStage, other: &ItemTrace) {
        match stage {
            ItemStage::Danger => self.danger = other.danger,
            ItemStage::Answer => self.granted = other.granted,
            ItemStage::Spread => {
                copy_list(&mut self.levels, &other.levels);
                copy_list(&mut self.transmissions, &other.transmissions);
                self.new_holders = other.new_holders;
                self.handed_back = other.handed_back;
            }
            ItemStage::Exposure => {
                // If it became public, more hold the gist than those to whom it spread.
                copy_list(&mut self.levels, &other.levels);
                self.public = other.public;
                copy_list(&mut self.closed_by, &other.closed_by);
            }
            ItemStage::Discovery => {
                self.severity = other.severity;
                self.learned = other.learned;
                self.learned_through = other.learned_through;
                copy_list(&mut self.heard, &other.heard);
            }
        }
    }

    /// Whether a stage leaves the same in it as in another, if the stages before it do.
    pub fn is_same_after(&self, stage: ItemStage, other: &ItemTrace) -> bool {
        match stage {
            ItemStage::Danger => self.danger == other.danger,
            ItemStage::Answer => self.granted == other.granted,
            ItemStage::Spread => {
                // The transmissions tell the levels, the number of holders and whether it was handed back.
                self.transmissions == other.transmissions
            }
            ItemStage::Exposure => self.public == other.public && self.closed_by == other.closed_by,
            ItemStage::Discovery => {
                self.severity == other.severity
                    && self.learned == other.learned
                    && self.learned_through == other.learned_through
                    && self.heard == other.heard
            }
        }
    }

    /// The month in which a partner learns of it, as its originator or by hearing of it.
    pub fn known_to(&self, item: &ItemCase, partner: usize) -> Option<usize> {
        if item.originator == Some(partner) { self.learned } else { self.heard[partner] }
    }
}

/// The channels through which the originator learned in month 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Channels {
    /// It saw it happen inside home.
    pub seen_inside: bool,
    /// It read of it and blamed home.
    pub press: bool,
    /// It lost its source and blamed home.
    pub loss: bool,
    /// It was handed its own item.
    pub handed_back: bool,
}

impl Channels {
    /// Whether it learned through any.
    pub(super) fn any(self) -> bool {
        self.seen_inside || self.press || self.loss || self.handed_back
    }
}

/// Copies a list; the memory is used again.
fn copy_list<A: smallvec::Array>(into: &mut SmallVec<A>, from: &SmallVec<A>)
where
    A::Item: Copy,
{
    into.clear();
    into.extend_from_slice(from);
}

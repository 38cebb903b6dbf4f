//! Meetings that were played once and are played again with numbers changed, stage by stage: a stage that read no
//! changed number, after stages that came out as before, comes out as before.

use super::player::BlockPlayer;
use crate::engine::inputs::{Pin, Reads, Values};
use crate::engine::meeting::{ItemStage, ItemTrace};
use crate::engine::numerics::batch::WIDTH;
use crate::engine::numerics::lane_set::LaneSet;
use crate::engine::simulation::consequences::Consequences;

/// The meeting of a block of histories, which was played once.
pub struct KeptMeeting {
    /// In the order of [`ItemStage::ALL`].
    stages: [KeptStage; ItemStage::ALL.len()],
    /// What the consequences read, given the items.
    consequences_read: Reads,
    first: Consequences<WIDTH>,
    /// The meeting with numbers changed; between variations the same as the first.
    pub now: Consequences<WIDTH>,
    /// The histories in which it may not be the same as the first.
    changed: LaneSet,
    /// Memory for the items that are played again.
    again: Vec<ItemTrace>,
    /// Memory for whether each of them comes out differently.
    differs: Vec<bool>,
}

/// A stage of all items.
struct KeptStage {
    /// By item.
    read: Vec<Reads>,
    /// By item: the histories in which it read a number that is changed.
    reading: Vec<LaneSet>,
    /// By lane, then by item: the traces after the stage.
    after: Vec<Vec<ItemTrace>>,
}

impl KeptMeeting {
    /// Plays the meeting.
    pub fn play(player: &BlockPlayer<'_>, values: &mut Values<WIDTH>) -> Self {
        let items = player.case.items.len();
        let mut traces = vec![vec![ItemTrace::default(); items]; WIDTH];
        let stages = ItemStage::ALL.map(|stage| {
            let play_item = |item: usize| {
                let play = |values: &Values<WIDTH>| {
                    for (lane, traces) in traces.iter_mut().enumerate() {
                        player.play_stage(values, lane, item, stage, &mut traces[item]);
                    }
                };
                values.watched(play).1
            };
            let read = (0..items).map(play_item).collect();
            KeptStage { read, reading: vec![LaneSet::NONE; items], after: traces.clone() }
        });
        let mut first = Consequences::new(player.case);
        let ((), consequences_read) = values.watched(|values| {
            for (lane, traces) in traces.iter().enumerate() {
                player.add_consequences(values, lane, traces, &mut first);
            }
        });
        let again = vec![ItemTrace::default(); items];
        KeptMeeting {
            stages,
            consequences_read,
            now: first.clone(),
            first,
            changed: LaneSet::NONE,
            again,
            differs: vec![false; items],
        }
    }

    /// Plays again what read a pinned number, and what follows from it.
    pub fn play_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, pins: &[Pin]) {
        let consequences = self.consequences_read.of_any(pins);
        let mut looked_at = consequences;
        for KeptStage { read, reading, .. } in &mut self.stages {
            for (read, reading) in read.iter().zip(reading) {
                *reading = read.of_any(pins);
                looked_at = looked_at.or(*reading);
            }
        }
        self.changed = LaneSet::NONE;
        for lane in looked_at.lanes() {
            let items_differ = self.play_items_again(player, values, lane);
            if items_differ || consequences.contains(lane) {
                let [.., last] = &self.stages;
                let traces = if items_differ { &self.again } else { &last.after[lane] };
                self.now.reset_lane(lane);
                player.add_consequences(values, lane, traces, &mut self.now);
                self.changed = self.changed.or(LaneSet::of(lane));
            }
        }
    }

    /// Whether any item of a history comes out differently; if so, all its items as they come out are left in `again`.
    fn play_items_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, lane: usize) -> bool {
        let KeptMeeting { stages, again, differs, .. } = self;
        for (item, (trace, differs)) in again.iter_mut().zip(&mut *differs).enumerate() {
            *differs = play_item_again(player, values, HistoryItem { lane, item }, stages, trace);
        }
        if !differs.contains(&true) {
            return false;
        }
        let [.., last] = &*stages;
        let items = again.iter_mut().zip(&last.after[lane]).zip(differs);
        items.filter(|(_, differs)| !**differs).for_each(|((trace, before), _)| trace.copy_from(before));
        true
    }

    /// The histories in which a partner learns anything else than the first time, or is left another flow.
    pub fn differs_for(&self, partner: usize) -> LaneSet {
        let lanes = self.changed.lanes().filter(|lane| !self.now.is_same_in(*lane, partner, &self.first));
        lanes.map(LaneSet::of).fold(LaneSet::NONE, LaneSet::or)
    }

    /// Makes it again what it was the first time.
    pub fn restore(&mut self) {
        self.changed.lanes().for_each(|lane| self.now.copy_lane(lane, &self.first));
    }
}

/// An item in one history.
#[derive(Clone, Copy)]
struct HistoryItem {
    lane: usize,
    item: usize,
}

/// Whether an item comes out differently in a history; if so, as it comes out it is left in `trace`.
fn play_item_again(
    player: &BlockPlayer<'_>,
    values: &Values<WIDTH>,
    HistoryItem { lane, item }: HistoryItem,
    stages: &[KeptStage],
    trace: &mut ItemTrace,
) -> bool {
    let mut differs = false;
    let mut before: Option<&ItemTrace> = None;
    for (stage, kept) in ItemStage::ALL.into_iter().zip(stages) {
        let after = &kept.after[lane][item];
        if differs || kept.reading[item].contains(lane) {
            if let (false, Some(before)) = (differs, before) {
                trace.copy_from(before);
            }
            player.play_stage(values, lane, item, stage, trace);
            differs = trace != after;
        }
        before = Some(after);
    }
    differs
}

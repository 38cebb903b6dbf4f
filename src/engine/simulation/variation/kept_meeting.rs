//! Meetings that were played once and are played again with numbers changed, stage by stage: a stage that read no
//! changed number, after stages that came out as before, comes out as before.

use super::player::{BlockPlayer, HistoryItem};
use crate::engine::inputs::{Pin, Reads, Values};
use crate::engine::item_trace::{ItemStage, ItemTrace};
use crate::engine::numerics::batch::WIDTH;
use crate::engine::numerics::lane_set::LaneSet;
use crate::engine::simulation::consequences::Consequences;

/// The meeting of a block of histories, which was played once.
pub struct KeptMeeting {
    /// In the order of [`ItemStage::ALL`].
    stages: [KeptStage; ItemStage::ALL.len()],
    traces: KeptTraces,
    /// What the consequences of the items read, given the items.
    items_read: Reads,
    /// What the concessions read, given the items.
    concessions_read: Reads,
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
}

/// The traces of all items, by lane and then by item.
struct KeptTraces {
    items: usize,
    /// After the spread: what comes later changes the levels.
    spread: Vec<ItemTrace>,
    /// After all stages.
    last: Vec<ItemTrace>,
}

impl KeptTraces {
    /// A trace that holds what a stage left in it.
    fn after(&self, stage: ItemStage, HistoryItem { lane, item }: HistoryItem) -> &ItemTrace {
        let traces = match stage {
            ItemStage::Danger | ItemStage::Answer | ItemStage::Spread => &self.spread,
            ItemStage::Exposure | ItemStage::Discovery => &self.last,
        };
        &traces[lane * self.items + item]
    }

    /// The items of one history after the meeting.
    fn of_lane(&self, lane: usize) -> &[ItemTrace] {
        &self.last[lane * self.items..][..self.items]
    }
}

impl KeptMeeting {
    /// Plays the meeting.
    pub fn play(player: &BlockPlayer<'_>, values: &mut Values<WIDTH>) -> Self {
        let items = player.case.items.len();
        let mut traces = vec![ItemTrace::default(); items * WIDTH];
        let mut spread = Vec::new();
        let stages = ItemStage::ALL.map(|stage| {
            let play_item = |item: usize| {
                let play = |values: &Values<WIDTH>| {
                    for lane in 0..WIDTH {
                        let of = HistoryItem { lane, item };
                        player.play_stage(values, of, stage, &mut traces[lane * items + item]);
                    }
                };
                values.watched(play).1
            };
            let read = (0..items).map(play_item).collect();
            if stage == ItemStage::Spread {
                spread.clone_from(&traces);
            }
            KeptStage { read, reading: vec![LaneSet::NONE; items] }
        });
        let traces = KeptTraces { items, spread, last: traces };
        let mut first = Consequences::new(player.case);
        let ((), items_read) = values.watched(|values| {
            (0..WIDTH).for_each(|lane| player.add_items(values, lane, traces.of_lane(lane), &mut first));
        });
        let ((), concessions_read) = values.watched(|values| {
            (0..WIDTH)
                .for_each(|lane| player.add_concessions(values, lane, traces.of_lane(lane), &mut first));
        });
        KeptMeeting {
            stages,
            traces,
            items_read,
            concessions_read,
            now: first.clone(),
            first,
            changed: LaneSet::NONE,
            again: vec![ItemTrace::default(); items],
            differs: vec![false; items],
        }
    }

    /// Plays again what read a pinned number, and what follows from it.
    pub fn play_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, pins: &[Pin]) {
        let [items, concessions] = [&self.items_read, &self.concessions_read].map(|read| read.of_any(pins));
        let mut looked_at = items.or(concessions);
        for KeptStage { read, reading } in &mut self.stages {
            for (read, reading) in read.iter().zip(reading) {
                *reading = read.of_any(pins);
                looked_at = looked_at.or(*reading);
            }
        }
        self.changed = LaneSet::NONE;
        for lane in looked_at.lanes() {
            let items_differ = self.play_items_again(player, values, lane);
            let before = self.traces.of_lane(lane);
            let traces = if items_differ { &self.again } else { before };
            if items_differ || items.contains(lane) {
                self.now.reset_items(lane);
                player.add_items(values, lane, traces, &mut self.now);
                self.changed = self.changed.or(LaneSet::of(lane));
            }
            // What recipients give depends on nothing of the items but what was granted.
            let granted_differs =
                || traces.iter().zip(before).any(|(now, before)| now.granted != before.granted);
            if concessions.contains(lane) || items_differ && granted_differs() {
                self.now.reset_concession(lane);
                player.add_concessions(values, lane, traces, &mut self.now);
                self.changed = self.changed.or(LaneSet::of(lane));
            }
        }
    }

    /// Whether any item of a history comes out differently; if so, all its items as they come out are left in `again`.
    fn play_items_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, lane: usize) -> bool {
        for item in 0..self.again.len() {
            self.differs[item] = self.play_item_again(player, values, HistoryItem { lane, item });
        }
        if !self.differs.contains(&true) {
            return false;
        }
        let KeptMeeting { again, differs, traces, .. } = self;
        let items = again.iter_mut().zip(traces.of_lane(lane)).zip(differs);
        items.filter(|(_, differs)| !**differs).for_each(|((trace, before), _)| trace.copy_from(before));
        true
    }

    /// Whether an item comes out differently in a history; if so, as it comes out it is left in `again`.
    fn play_item_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, of: HistoryItem) -> bool {
        let KeptMeeting { stages, again, traces, .. } = self;
        let trace = &mut again[of.item];
        let mut differs = false;
        // The stages before this one have left in the trace what they left the first time.
        let mut up_to = 0;
        for (place, (stage, kept)) in ItemStage::ALL.into_iter().zip(stages).enumerate() {
            if !differs && !kept.reading[of.item].contains(of.lane) {
                continue;
            }
            if !differs {
                if up_to == 0 {
                    trace.reset(player.case);
                }
                let before = ItemStage::ALL[up_to..place].iter();
                before.for_each(|before| trace.copy_stage(*before, traces.after(*before, of)));
                up_to = place + 1;
            }
            player.play_stage(values, of, stage, trace);
            let is_same = trace.is_same_after(stage, traces.after(stage, of));
            // The danger matters to nothing but the answer.
            differs = !is_same || differs && stage != ItemStage::Answer;
        }
        differs
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

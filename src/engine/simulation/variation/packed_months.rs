//! Histories of several blocks and plans, packed into one block to play a partner's months. Only where the partner
//! learns something are there months to play, and that is a few of the histories of a block.

use super::kept_months::{Months, WithheldMonths};
use super::player::BlockPlayer;
use crate::engine::evidence_by_month::EvidenceByMonth;
use crate::engine::inputs::{HistoryValues, Reads, Values};
use crate::engine::meeting::Evidence;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::simulation::consequences::Consequences;

/// A block of packed histories.
pub struct PackedMonths {
    values: Values<WIDTH>,
    evidence: EvidenceByMonth<WIDTH>,
    flow_left: Batch<WIDTH>,
    withheld: WithheldMonths,
    months: Months,
}

/// A history that is packed, as far as one partner's months depend on it.
pub struct PackedHistory<'a> {
    /// The partner, by index among the partners.
    pub partner: usize,
    /// All numbers in the history.
    pub values: HistoryValues<'a, WIDTH>,
    /// Those that the months read.
    pub read: &'a Reads,
    /// What the partner learns in the history.
    pub meeting: &'a Consequences<WIDTH>,
    /// Its months after withholding everything.
    pub withheld: &'a WithheldMonths,
}

impl PackedMonths {
    /// An empty block; the numbers are those that are not packed.
    pub fn new(values: Values<WIDTH>, horizon: usize) -> Self {
        PackedMonths {
            values,
            evidence: EvidenceByMonth::none(horizon),
            flow_left: Batch::splat(1.0),
            withheld: WithheldMonths::new(horizon),
            months: Months::new(horizon),
        }
    }

    /// Forgets what was packed.
    pub fn clear(&mut self) {
        self.evidence.clear();
    }

    /// Packs a history.
    pub fn put(&mut self, place: usize, history: PackedHistory<'_>) {
        let PackedHistory { partner, values, read, meeting, withheld } = history;
        let lane = values.lane;
        self.values.copy_read(read, values, place);
        let mut first_learned = self.withheld.states.len();
        for Evidence { month, update, .. } in meeting.learned_by(partner, lane) {
            self.evidence.add(place, *month, *update);
            first_learned = first_learned.min(*month);
        }
        self.flow_left.0[place] = meeting.flow_left[partner].0[lane];
        for (month, (packed, state)) in self.withheld.states.iter_mut().zip(&withheld.states).enumerate() {
            packed.shock.0[place] = state.shock.0[lane];
            // Once it has learned anything, its months are its own.
            if month < first_learned {
                packed.content.0[place] = state.content.0[lane];
                packed.access.0[place] = state.access.0[lane];
            }
        }
    }

    /// Plays the months of a partner in what is packed; of no use in the other lanes.
    pub fn play(&mut self, player: &BlockPlayer<'_>, partner: usize) -> &Months {
        let PackedMonths { values, evidence, flow_left, withheld, months } = self;
        // Outside events are drawn already.
        let shocks = player.shocks();
        let block = player.block(partner, values, evidence, &shocks);
        months.play_planned(player, &block, *flow_left, &withheld.states);
        months
    }
}

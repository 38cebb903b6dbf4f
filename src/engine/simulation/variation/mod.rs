//! Histories played again with some of their numbers changed. What did not read a changed number is as it was, and is
//! not played again; the results are those of playing all of it, to the bit.
//!
//! A stage of a meeting and a partner's months are functions of the numbers that they read, of the draws, and of what
//! comes before them. So it is enough to know what each of them read the first time ([`Values::watched`]). What a
//! partner shares after withholding everything does not depend on the plan, and is played once for all plans; where it
//! learns nothing, that is also what it shares as planned.

mod kept_meeting;
mod kept_months;
mod packed_months;
mod player;

pub use player::{BlockOutcome, BlockPlayer};

use super::consequences::weights;
use super::inputs::{HistoryValues, Pin, Reads, Values};
use super::row_set::LedgerRow;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::lane_set::LaneSet;
use kept_meeting::KeptMeeting;
use kept_months::{KeptPlanned, KeptWithheld, PartnerMeeting, planned_reads};
use packed_months::{PackedHistory, PackedMonths};

/// Number of blocks that are best kept together: the more, the fuller are the blocks into which the histories are
/// packed in which a partner learns something; too many do not stay in the processor's second cache.
pub const BLOCKS_TOGETHER: usize = 8;

/// Some blocks of histories of some plans, played once and kept to be played again with numbers changed.
pub struct KeptBlocks<'a> {
    blocks: Vec<KeptBlock<'a>>,
    /// By partner.
    groups: Vec<Vec<PlanGroup>>,
    packed: PackedMonths,
    /// Memory for the histories to be played.
    to_play: Vec<Place>,
}

/// Plans that do the same for a partner after the meeting.
struct PlanGroup {
    /// By place.
    plans: Vec<usize>,
    /// What the partner's months read.
    read: Reads,
}

/// A block of histories of some plans.
struct KeptBlock<'a> {
    values: Values<WIDTH>,
    /// By partner.
    withheld: Vec<KeptWithheld>,
    plans: Vec<KeptPlan<'a>>,
    /// The numbers that are changed, as they were.
    replaced: Vec<Batch<WIDTH>>,
    /// What partners share after withholding everything.
    flow: FlowSum,
}

/// The histories of one plan.
struct KeptPlan<'a> {
    player: BlockPlayer<'a>,
    meeting: KeptMeeting,
    /// By partner.
    partners: Vec<KeptPlanned>,
    /// What partners share as planned.
    flow: FlowSum,
    outcome: BlockOutcome,
}

/// What partners share in one course, summed partner by partner.
struct FlowSum {
    sum: Batch<WIDTH>,
    /// Whether the months of any partner are changed so far.
    is_changed: bool,
}

impl FlowSum {
    /// Nothing summed yet.
    fn new() -> Self {
        FlowSum { sum: Batch::splat(0.0), is_changed: false }
    }

    /// Adds what a partner shares by `add`, unless it is what it and those before it shared the first time.
    fn add(&mut self, is_changed: bool, first: Batch<WIDTH>, add: impl FnOnce(Batch<WIDTH>) -> Batch<WIDTH>) {
        self.is_changed |= is_changed;
        self.sum = if self.is_changed { add(self.sum) } else { first };
    }
}

/// The place of a history among kept blocks.
#[derive(Clone, Copy)]
struct Place {
    block: usize,
    plan: usize,
    lane: usize,
}

impl<'a> KeptBlocks<'a> {
    /// Plays blocks of histories: for each block, what plays it for each plan. The plans are those of one scenario,
    /// compiled for the same numbers. Nothing, unless there is a block and a plan.
    pub fn play(players: Vec<Vec<BlockPlayer<'a>>>) -> Option<Self> {
        let case = players.first()?.first()?.case;
        let mut blocks = players.into_iter().filter_map(KeptBlock::play).collect::<Vec<_>>();
        let first = blocks.first_mut()?;
        let groups = (0..case.partners.len()).map(|partner| first.groups_for(partner)).collect();
        let packed = PackedMonths::new(case.inputs.likely(), case.horizon);
        let mut kept = KeptBlocks { blocks, groups, packed, to_play: Vec::new() };
        for partner in 0..case.partners.len() {
            for group in 0..kept.groups[partner].len() {
                kept.find_months(partner, group, |months, of| months.take_left_alone(of));
                kept.play_months(partner, group);
            }
            kept.blocks.iter_mut().for_each(|block| block.keep_months(partner));
        }
        Some(kept)
    }

    /// Plays the histories again with some numbers changed in all of them, for [`KeptBlocks::outcomes`].
    pub fn vary(&mut self, pins: &[Pin]) {
        self.blocks.iter_mut().for_each(|block| block.change(pins));
        for partner in 0..self.groups.len() {
            for group in 0..self.groups[partner].len() {
                let months_read = !self.groups[partner][group].read.of_any(pins).is_empty();
                self.find_months(partner, group, |months, of| months.take_known(of, months_read));
                self.play_months(partner, group);
            }
            self.blocks.iter_mut().for_each(|block| block.add_flow(partner));
        }
        for block in &mut self.blocks {
            block.find_outcomes();
            block.restore(pins);
        }
    }

    /// The results of the last variation: by block, then by plan.
    pub fn outcomes(&self) -> impl Iterator<Item = impl Iterator<Item = &BlockOutcome>> {
        self.blocks.iter().map(|block| block.plans.iter().map(|plan| &plan.outcome))
    }

    /// Takes over the months that are known, and finds the histories whose months are to be played.
    fn find_months(
        &mut self,
        partner: usize,
        group: usize,
        take_known: impl Fn(&mut KeptPlanned, PartnerMeeting<'_>) -> LaneSet,
    ) {
        let KeptBlocks { blocks, groups, to_play, .. } = self;
        to_play.clear();
        for (place, block) in blocks.iter_mut().enumerate() {
            let KeptBlock { withheld, plans, .. } = block;
            for plan in &groups[partner][group].plans {
                let KeptPlan { player, meeting, partners, .. } = &mut plans[*plan];
                let of = PartnerMeeting { case: player.case, partner, meeting, withheld: &withheld[partner] };
                let lanes = take_known(&mut partners[partner], of);
                to_play.extend(lanes.lanes().map(|lane| Place { block: place, plan: *plan, lane }));
            }
        }
    }

    fn play_months(&mut self, partner: usize, group: usize) {
        let KeptBlocks { blocks, groups, packed, to_play } = self;
        for together in to_play.chunks(WIDTH) {
            packed.clear();
            for (lane, place) in together.iter().enumerate() {
                let KeptBlock { values, withheld, plans, .. } = &blocks[place.block];
                let KeptPlan { meeting, .. } = &plans[place.plan];
                let history = PackedHistory {
                    partner,
                    values: HistoryValues { values, lane: place.lane },
                    read: &groups[partner][group].read,
                    meeting: &meeting.now,
                    withheld: withheld[partner].now(),
                };
                packed.put(lane, history);
            }
            let Some(first) = together.first() else { continue };
            let player = blocks[first.block].plans[first.plan].player;
            let months = packed.play(&player, partner);
            for (lane, place) in together.iter().enumerate() {
                let plan = &mut blocks[place.block].plans[place.plan];
                plan.partners[partner].set(place.lane, months, lane);
            }
        }
    }
}

impl<'a> KeptBlock<'a> {
    fn play(players: Vec<BlockPlayer<'a>>) -> Option<Self> {
        // That of the first plan: what is withheld is the same for all.
        let player = *players.first()?;
        let BlockPlayer { case, processor, seed, histories, .. } = player;
        let mut values = case.inputs.likely();
        case.inputs.draw(processor, seed, histories, &mut values);
        let mut flow = Batch::splat(0.0);
        let of_partner = |partner: usize| {
            let withheld = KeptWithheld::play(&player, partner, &mut values, flow);
            flow = withheld.flow;
            withheld
        };
        let withheld: Vec<_> = (0..case.partners.len()).map(of_partner).collect();
        let plan = |player: BlockPlayer<'a>| KeptPlan::play(player, &mut values);
        let plans = players.into_iter().map(plan).collect();
        Some(KeptBlock { values, withheld, plans, replaced: Vec::new(), flow: FlowSum::new() })
    }

    /// The plans in groups that do the same for a partner after the meeting.
    fn groups_for(&mut self, partner: usize) -> Vec<PlanGroup> {
        let KeptBlock { values, withheld, plans, .. } = self;
        let mut groups: Vec<PlanGroup> = Vec::new();
        for (place, KeptPlan { player, .. }) in plans.iter().enumerate() {
            let of = |place: usize| &plans[place].player.case.partners[partner];
            match groups.iter_mut().find(|group| of(group.plans[0]) == of(place)) {
                Some(group) => group.plans.push(place),
                None => {
                    let read = planned_reads(player, partner, values, &withheld[partner]);
                    groups.push(PlanGroup { plans: vec![place], read });
                }
            }
        }
        groups
    }

    /// Keeps the months of a partner that were played the first time.
    fn keep_months(&mut self, partner: usize) {
        let KeptBlock { withheld, plans, .. } = self;
        for KeptPlan { player, partners, flow, .. } in plans {
            partners[partner].keep(player.processor, &withheld[partner], flow.sum);
            flow.sum = partners[partner].flow;
        }
    }

    /// Changes numbers, and plays again what comes before the months as planned.
    fn change(&mut self, pins: &[Pin]) {
        let KeptBlock { values, withheld, plans, replaced, flow } = self;
        replaced.clear();
        replaced.extend(pins.iter().map(|pin| values.replace(pin.slot, Batch::splat(pin.value))));
        let Some(player) = plans.first().map(|plan| plan.player) else { return };
        for (partner, of) in withheld.iter_mut().enumerate() {
            of.play_again(&player, partner, values, pins);
        }
        *flow = FlowSum::new();
        for KeptPlan { player, meeting, flow, .. } in plans {
            meeting.play_again(player, values, pins);
            *flow = FlowSum::new();
        }
    }

    /// Adds what a partner shares, whose months are all known now.
    fn add_flow(&mut self, partner: usize) {
        let KeptBlock { withheld, plans, flow, .. } = self;
        let withheld = &withheld[partner];
        for KeptPlan { player, partners, flow, .. } in &mut *plans {
            let months = &partners[partner];
            let add = |sum| months.now(withheld).add_flow(player.processor, sum);
            flow.add(months.is_changed, months.flow, add);
        }
        if let Some(KeptPlan { player, .. }) = plans.first() {
            let add = |sum| withheld.now().months.add_flow(player.processor, sum);
            flow.add(withheld.is_changed, withheld.flow, add);
        }
    }

    fn find_outcomes(&mut self) {
        let KeptBlock { values, withheld, plans, flow, .. } = self;
        plans.iter_mut().for_each(|plan| plan.find_outcome(values, withheld, flow.sum));
    }

    /// Makes numbers and meetings what they were.
    fn restore(&mut self, pins: &[Pin]) {
        // Backwards, so that a number that is pinned twice ends as it was at first.
        for (pin, before) in pins.iter().zip(&self.replaced).rev() {
            self.values.replace(pin.slot, *before);
        }
        self.plans.iter_mut().for_each(|plan| plan.meeting.restore());
    }
}

impl<'a> KeptPlan<'a> {
    /// Plays the meeting; the months are to be played.
    fn play(player: BlockPlayer<'a>, values: &mut Values<WIDTH>) -> Self {
        let meeting = KeptMeeting::play(&player, values);
        let BlockPlayer { case, .. } = player;
        let partners = case.partners.iter().map(|_| KeptPlanned::new(case.horizon)).collect();
        KeptPlan { player, meeting, partners, flow: FlowSum::new(), outcome: BlockOutcome::new() }
    }

    fn find_outcome(
        &mut self,
        values: &Values<WIDTH>,
        withheld: &[KeptWithheld],
        flow_withheld: Batch<WIDTH>,
    ) {
        let KeptPlan { player: BlockPlayer { case, month, .. }, meeting, partners, flow, outcome, .. } = self;
        let parts = meeting.now.ledger(case, [flow.sum, flow_withheld]);
        let total = parts.total(&weights(case, values));
        for (row, lanes) in LedgerRow::rows(&parts, total, meeting.now.source_lost) {
            outcome.ledger[row as usize] = lanes;
        }
        outcome.willingness.clear();
        if month.is_some() {
            let of_partner =
                |(months, withheld): (&KeptPlanned, &KeptWithheld)| months.now(withheld).willingness();
            outcome.willingness.extend(partners.iter().zip(withheld).map(of_partner));
        }
    }
}

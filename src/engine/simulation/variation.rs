//! Histories played again with some of their numbers changed. What did not read a changed number is as it was, and is
//! not played again; the results are those of playing all of it, to the bit.
//!
//! A meeting and a partner's months are functions of the numbers that they read, of the draws, and for a partner of what
//! the meeting lets it learn. So it is enough to know what each of them read the first time ([`Values::watched`]). What
//! a partner shares after withholding everything does not depend on the plan, and is played once for all plans.

use super::compiled_case::CompiledCase;
use super::consequences::{Consequences, weights};
use super::draws::KeyedDraws;
use super::flow::{self, FlowSink, PartnerFlow};
use super::inputs::{Pin, SlotSet, Values};
use super::meeting::{self, ItemTrace, MeetingContext};
use super::months::{CourseRecorder, EvidenceByMonth, PartnerBlock, ShockDraws, State, Withheld};
use super::samples::LedgerRow;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::{Kernel, Processor};

/// A block of histories, what plays them, and where their draws come from.
#[derive(Clone, Copy, Debug)]
pub struct BlockPlayer<'a> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// The instruction set of the hot loop.
    pub processor: Processor,
    /// The seed of the numbers.
    pub seed: u64,
    /// The seed of all other draws.
    pub luck: u64,
    /// The history in every lane.
    pub histories: [u64; WIDTH],
    /// The month whose willingness is looked at, up to the horizon, if any is.
    pub month: Option<usize>,
}

/// The results of a block of histories.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockOutcome {
    /// The parts of the ledger, in the order of [`LedgerRow`].
    ledger: [Batch<WIDTH>; LedgerRow::COUNT],
    /// By partner: willingness in the month that is looked at, content and then sources and methods; of no use if none is.
    pub willingness: Vec<[Batch<WIDTH>; 2]>,
}

impl BlockOutcome {
    /// A part of the ledger.
    pub fn ledger(&self, row: LedgerRow) -> Batch<WIDTH> {
        self.ledger[row as usize]
    }
}

/// A block of histories of some plans, played once and kept to be played again with numbers changed.
pub struct KeptBlock<'a> {
    /// That of the first plan: what is withheld is the same for all.
    player: BlockPlayer<'a>,
    values: Values<WIDTH>,
    /// By partner.
    withheld: Vec<KeptWithheld>,
    plans: Vec<KeptPlan<'a>>,
    replaced: Vec<Batch<WIDTH>>,
    /// By plan.
    outcomes: Vec<BlockOutcome>,
}

impl<'a> KeptBlock<'a> {
    /// Plays a block of histories, the same for every plan; the plans are those of one scenario, compiled for the same
    /// numbers. No plan, no results.
    pub fn play(players: Vec<BlockPlayer<'a>>) -> Option<Self> {
        let player = *players.first()?;
        let BlockPlayer { case, processor, seed, histories, .. } = player;
        let mut values = case.inputs.likely();
        case.inputs.draw(processor, seed, histories, &mut values);
        let partners = 0..case.partners.len();
        let withheld: Vec<_> =
            partners.map(|partner| KeptWithheld::play(&player, partner, &mut values)).collect();
        let plan = |player: BlockPlayer<'a>| KeptPlan::play(player, &mut values, &withheld);
        let plans = players.into_iter().map(plan).collect();
        Some(KeptBlock { player, values, withheld, plans, replaced: Vec::new(), outcomes: Vec::new() })
    }

    /// The results with some numbers changed in every history, by plan.
    pub fn vary(&mut self, pins: &[Pin]) -> &[BlockOutcome] {
        let KeptBlock { player, values, withheld, plans, replaced, outcomes } = self;
        replaced.clear();
        replaced.extend(pins.iter().map(|pin| values.replace(pin.slot, Batch::splat(pin.value))));
        for (partner, of) in withheld.iter_mut().enumerate() {
            of.play_again(player, partner, values, pins);
        }
        outcomes.clear();
        outcomes.extend(plans.iter_mut().map(|plan| plan.vary(values, withheld, pins)));
        // Backwards, so that a number that is pinned twice ends as it was at first.
        for (pin, before) in pins.iter().zip(&*replaced).rev() {
            values.replace(pin.slot, *before);
        }
        outcomes
    }
}

/// A partner's months after withholding everything, which were played once.
struct KeptWithheld {
    read: SlotSet,
    /// The deviates of its outside events, by month from month 1.
    deviates: Vec<Batch<WIDTH>>,
    /// What the partner learns: nothing.
    nothing: EvidenceByMonth<WIDTH>,
    first: WithheldMonths,
    /// The months with numbers changed, if that changes them.
    again: WithheldMonths,
    is_changed: bool,
}

/// A partner's months after withholding everything: what results, and months as planned, need of them.
struct WithheldMonths {
    /// By month.
    states: Vec<Withheld<WIDTH>>,
    /// Discounted worth by month, from month 1, of what is shared.
    discounted: Vec<Batch<WIDTH>>,
}

impl KeptWithheld {
    fn play(player: &BlockPlayer<'_>, partner: usize, values: &mut Values<WIDTH>) -> Self {
        let horizon = player.case.horizon;
        let nothing = EvidenceByMonth::none(horizon);
        let shocks = player.shocks();
        let deviates =
            flow::draw_shock_deviates(player.processor, &player.block(partner, values, &nothing, &shocks));
        let mut first = WithheldMonths::new(horizon);
        let played = |values: &Values<WIDTH>| {
            first.play(player, &player.block(partner, values, &nothing, &shocks), &deviates)
        };
        let ((), read) = values.watched(played);
        KeptWithheld {
            read,
            deviates,
            nothing,
            first,
            again: WithheldMonths::new(horizon),
            is_changed: false,
        }
    }

    fn play_again(&mut self, player: &BlockPlayer<'_>, partner: usize, values: &Values<WIDTH>, pins: &[Pin]) {
        self.is_changed = self.read.contains_any(pins);
        if self.is_changed {
            let shocks = player.shocks();
            self.again.play(player, &player.block(partner, values, &self.nothing, &shocks), &self.deviates);
        }
    }

    fn now(&self) -> &WithheldMonths {
        if self.is_changed { &self.again } else { &self.first }
    }
}

impl WithheldMonths {
    fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        WithheldMonths {
            states: vec![Withheld { shock: none, content: none, access: none }; horizon + 1],
            discounted: vec![none; horizon],
        }
    }

    fn play(&mut self, player: &BlockPlayer<'_>, block: &PartnerBlock<'_, WIDTH>, deviates: &[Batch<WIDTH>]) {
        let WithheldMonths { states, discounted } = self;
        // The share of the flow that closed sources leave is of no matter to what is withheld.
        let mut sink = DiscountedByMonth(discounted);
        let flow = PartnerFlow::new(block, Batch::splat(1.0), &mut sink);
        flow::play_withheld_months(player.processor, block, deviates, flow, &mut WithheldRecorder(states));
    }
}

/// The histories of one plan, played once.
struct KeptPlan<'a> {
    player: BlockPlayer<'a>,
    meeting: KeptMeeting,
    partners: Vec<KeptPlanned>,
    /// Memory for what is played again.
    again: PlannedMonths,
}

/// A partner's months as planned, which were played once.
struct KeptPlanned {
    read: SlotSet,
    months: PlannedMonths,
}

/// A partner's months as planned.
struct PlannedMonths {
    /// Discounted worth by month, from month 1, of what is shared.
    discounted: Vec<Batch<WIDTH>>,
    /// Willingness in the month that is looked at: content, and sources and methods.
    willingness: [Batch<WIDTH>; 2],
}

impl<'a> KeptPlan<'a> {
    fn play(player: BlockPlayer<'a>, values: &mut Values<WIDTH>, withheld: &[KeptWithheld]) -> Self {
        let horizon = player.case.horizon;
        let meeting = KeptMeeting::play(&player, values);
        let of_partner = |(partner, withheld): (usize, &KeptWithheld)| {
            let mut months = PlannedMonths::new(horizon);
            let played = |values: &Values<WIDTH>| {
                months.play(&player, partner, values, &meeting.first, &withheld.first.states);
            };
            let ((), read) = values.watched(played);
            KeptPlanned { read, months }
        };
        let partners = withheld.iter().enumerate().map(of_partner).collect();
        KeptPlan { player, meeting, partners, again: PlannedMonths::new(horizon) }
    }

    /// The results with some numbers changed, of which `values` and `withheld` are told already.
    fn vary(&mut self, values: &Values<WIDTH>, withheld: &[KeptWithheld], pins: &[Pin]) -> BlockOutcome {
        let changed = self.meeting.play_again(&self.player, values, pins);
        let outcome = self.play_months_again(values, withheld, pins, &changed);
        self.meeting.restore(&changed);
        outcome
    }

    /// Plays the months that depend on the pins, or on the lanes of the meeting that were changed.
    fn play_months_again(
        &mut self,
        values: &Values<WIDTH>,
        withheld: &[KeptWithheld],
        pins: &[Pin],
        changed: &LaneSet,
    ) -> BlockOutcome {
        let KeptPlan { player, meeting, partners, again } = self;
        let mut flow = [Batch::splat(0.0); 2];
        let mut willingness = Vec::new();
        // Where nothing changes for anybody, the flow as planned is that after withholding all, whatever it is.
        let nothing_changes = player.month.is_none() && meeting.now.changes_nothing(player.case);
        let of_partners = partners.iter().zip(withheld).enumerate();
        for (partner, (known, withheld)) in of_partners.filter(|_| !nothing_changes) {
            let is_as_known = !withheld.is_changed
                && !known.read.contains_any(pins)
                && !meeting.differs_for(partner, changed);
            let withheld = withheld.now();
            let planned = if is_as_known {
                &known.months
            } else {
                again.play(player, partner, values, &meeting.now, &withheld.states);
                &*again
            };
            let (planned_worth, withheld) = (&planned.discounted, &withheld.discounted);
            flow = player.processor.run(AddFlow { flow, planned: planned_worth, withheld });
            willingness.push(planned.willingness);
        }
        let parts = meeting.now.ledger(player.case, flow);
        let total = parts.total(&weights(player.case, values));
        let ledger = LedgerRow::rows(&parts, total, meeting.now.source_lost).map(|(_, lanes)| lanes);
        BlockOutcome { ledger, willingness }
    }
}

impl PlannedMonths {
    fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        PlannedMonths { discounted: vec![none; horizon], willingness: [none; 2] }
    }

    fn play(
        &mut self,
        player: &BlockPlayer<'_>,
        partner: usize,
        values: &Values<WIDTH>,
        meeting: &Consequences<WIDTH>,
        withheld: &[Withheld<WIDTH>],
    ) {
        let PlannedMonths { discounted, willingness } = self;
        let shocks = player.shocks();
        let block = player.block(partner, values, meeting.evidence_of(partner), &shocks);
        let mut sink = DiscountedByMonth(discounted);
        let flow = PartnerFlow::new(&block, meeting.flow_left[partner], &mut sink);
        let mut recorder = WillingnessRecorder { month: player.month, willingness };
        flow::play_planned_months(player.processor, &block, withheld, flow, &mut recorder);
    }
}

/// Adds a partner's discounted worth, month by month.
struct AddFlow<'a> {
    /// The flow so far, as planned and after withholding all.
    flow: [Batch<WIDTH>; 2],
    planned: &'a [Batch<WIDTH>],
    withheld: &'a [Batch<WIDTH>],
}

impl Kernel for AddFlow<'_> {
    type Output = [Batch<WIDTH>; 2];

    #[inline(always)]
    fn run(self) -> [Batch<WIDTH>; 2] {
        let AddFlow { mut flow, planned, withheld } = self;
        for (planned, withheld) in planned.iter().zip(withheld) {
            flow = [flow[0] + *planned, flow[1] + *withheld];
        }
        flow
    }
}

/// Histories of a block, by lane.
type LaneSet = [bool; WIDTH];

/// The lanes that are in a set.
fn lanes(of: &LaneSet) -> impl Iterator<Item = usize> + '_ {
    (0..WIDTH).filter(|lane| of[*lane])
}

/// A meeting that was played once.
struct KeptMeeting {
    first: Consequences<WIDTH>,
    /// By lane.
    lanes: Vec<KeptItems>,
    /// The meeting with numbers changed; between variations the same as the first.
    now: Consequences<WIDTH>,
    /// Memory for what is played again.
    again: Vec<ItemTrace>,
}

/// The items of one history, which were played once.
struct KeptItems {
    traces: Vec<ItemTrace>,
    /// What they read.
    read: SlotSet,
    /// What their consequences read, given the traces.
    read_after: SlotSet,
}

impl KeptMeeting {
    fn play(player: &BlockPlayer<'_>, values: &mut Values<WIDTH>) -> Self {
        let mut first = Consequences::new(player.case);
        let none = vec![ItemTrace::default(); player.case.items.len()];
        let play = |lane| {
            let mut traces = none.clone();
            let ((), read) = values.watched(|values| player.play_items(values, lane, &mut traces));
            let ((), read_after) =
                values.watched(|values| player.add_consequences(values, lane, &traces, &mut first));
            KeptItems { traces, read, read_after }
        };
        let lanes = (0..WIDTH).map(play).collect();
        KeptMeeting { now: first.clone(), first, lanes, again: none }
    }

    /// Plays the histories again that read a pinned number, and says which these are. Where only what follows from the
    /// items read one, the items are as they were.
    fn play_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, pins: &[Pin]) -> LaneSet {
        std::array::from_fn(|lane| {
            let kept = &self.lanes[lane];
            let items_change = kept.read.contains_any(pins);
            let changes = items_change || kept.read_after.contains_any(pins);
            if items_change {
                player.play_items(values, lane, &mut self.again);
            }
            if changes {
                let traces = if items_change { &self.again } else { &kept.traces };
                self.now.reset_lane(lane);
                player.add_consequences(values, lane, traces, &mut self.now);
            }
            changes
        })
    }

    /// Whether a partner learns anything else than the first time, or is left another flow.
    fn differs_for(&self, partner: usize, changed: &LaneSet) -> bool {
        lanes(changed).any(|lane| !self.now.is_same_in(lane, partner, &self.first))
    }

    fn restore(&mut self, changed: &LaneSet) {
        lanes(changed).for_each(|lane| self.now.copy_lane(lane, &self.first));
    }
}

/// Keeps discounted worth by month, from month 1, of one course.
struct DiscountedByMonth<'a>(&'a mut [Batch<WIDTH>]);

impl FlowSink<WIDTH> for DiscountedByMonth<'_> {
    #[inline(always)]
    fn shared(&mut self, _month: usize, _course: usize, _shared: Batch<WIDTH>, _checked: Batch<WIDTH>) {}

    #[inline(always)]
    fn discounted(&mut self, month: usize, _course: usize, worth: Batch<WIDTH>) {
        self.0[month - 1] = worth;
    }
}

/// Records the months after withholding all.
struct WithheldRecorder<'a>(&'a mut [Withheld<WIDTH>]);

impl CourseRecorder<WIDTH> for WithheldRecorder<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, state: &State<WIDTH>) {
        self.0[month] = Withheld::of(state);
    }
}

/// Records willingness in one month.
struct WillingnessRecorder<'a> {
    month: Option<usize>,
    willingness: &'a mut [Batch<WIDTH>; 2],
}

impl CourseRecorder<WIDTH> for WillingnessRecorder<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, state: &State<WIDTH>) {
        if Some(month) == self.month {
            *self.willingness = [state.content, state.content * state.access];
        }
    }
}

impl BlockPlayer<'_> {
    /// Plays the items of one history.
    fn play_items(&self, values: &Values<WIDTH>, lane: usize, traces: &mut [ItemTrace]) {
        let luck = self.luck(lane);
        meeting::play_items(&MeetingContext { case: self.case, values, lane, luck: &luck }, traces);
    }

    /// Adds what the items of one history lead to, and what recipients give in return.
    fn add_consequences(
        &self,
        values: &Values<WIDTH>,
        lane: usize,
        traces: &[ItemTrace],
        into: &mut Consequences<WIDTH>,
    ) {
        let luck = self.luck(lane);
        let context = MeetingContext { case: self.case, values, lane, luck: &luck };
        into.add_items(&context, traces);
        for recipient in 0..self.case.recipients.len() {
            into.add_concession(&context, recipient, traces);
        }
    }

    fn luck(&self, lane: usize) -> KeyedDraws<'_> {
        KeyedDraws { case: self.case, seed: self.luck, history: self.histories[lane] }
    }

    fn shocks(&self) -> ShockDraws<WIDTH> {
        ShockDraws { seed: self.luck, histories: self.histories }
    }

    fn block<'b>(
        &'b self,
        partner: usize,
        values: &'b Values<WIDTH>,
        evidence: &'b EvidenceByMonth<WIDTH>,
        shocks: &'b ShockDraws<WIDTH>,
    ) -> PartnerBlock<'b, WIDTH> {
        let case = self.case;
        PartnerBlock {
            case,
            partner: &case.partners[partner],
            values,
            evidence,
            shocks,
            without: None,
            last_month: case.horizon,
        }
    }
}

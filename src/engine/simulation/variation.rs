//! Histories played again with some of their numbers changed. What did not read a changed number is as it was, and is
//! not played again; the results are those of playing all of it, to the bit.
//!
//! A meeting and a partner's months are functions of the numbers that they read, of the draws, and for a partner of what
//! the meeting lets it learn. So it is enough to know what each of them read the first time ([`Values::watched`]).

use super::compiled_case::CompiledCase;
use super::consequences::{Consequences, weights};
use super::draws::KeyedDraws;
use super::flow::{self, FlowSink, PartnerFlow};
use super::inputs::{Pin, SlotSet, Values};
use super::meeting::{ItemTrace, MeetingContext};
use super::months::{PartnerBlock, PlannedRecorder, Recorder, ShockDraws, State, Withheld};
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

/// A block of histories of one plan, played once and kept to be played again with numbers changed.
pub struct KeptBlock<'a> {
    player: BlockPlayer<'a>,
    values: Values<WIDTH>,
    meeting: KeptMeeting,
    partners: Vec<KeptMonths>,
    /// Memory for what is played again.
    again: KeptMonths,
    replaced: Vec<Batch<WIDTH>>,
    outcome: BlockOutcome,
}

impl<'a> KeptBlock<'a> {
    /// Plays a block.
    pub fn play(player: BlockPlayer<'a>) -> Self {
        let case = player.case;
        let mut values = case.inputs.likely();
        case.inputs.draw(player.processor, player.seed, player.histories, &mut values);
        let meeting = KeptMeeting::play(&player, &mut values);
        let partners = (0..case.partners.len()).map(|partner| {
            let mut months = KeptMonths::new(case.horizon);
            let played =
                |values: &Values<WIDTH>| player.months(values, &meeting.first).play(partner, &mut months);
            let ((), read) = values.watched(played);
            KeptMonths { read, ..months }
        });
        let partners = partners.collect();
        let none = Batch::splat(0.0);
        let outcome = BlockOutcome { ledger: [none; LedgerRow::COUNT], willingness: Vec::new() };
        let again = KeptMonths::new(case.horizon);
        KeptBlock { player, values, meeting, partners, again, replaced: Vec::new(), outcome }
    }

    /// The results with some numbers changed in every history.
    pub fn vary(&mut self, pins: &[Pin]) -> &BlockOutcome {
        let values = &mut self.values;
        self.replaced.clear();
        self.replaced.extend(pins.iter().map(|pin| values.replace(pin.slot, Batch::splat(pin.value))));
        let changed = self.meeting.play_again(&self.player, values, pins);
        self.play_months_again(pins, &changed);
        self.meeting.restore(&changed);
        // Backwards, so that a number that is pinned twice ends as it was at first.
        for (pin, before) in pins.iter().zip(&self.replaced).rev() {
            self.values.replace(pin.slot, *before);
        }
        &self.outcome
    }

    /// Plays the months that depend on the pins, or on the lanes of the meeting that were changed; writes the outcome.
    fn play_months_again(&mut self, pins: &[Pin], changed: &LaneSet) {
        let KeptBlock { player, values, meeting, partners, again, outcome, .. } = self;
        let months = player.months(values, &meeting.now);
        let mut flow = [Batch::splat(0.0); 2];
        outcome.willingness.clear();
        // Where nothing changes for anybody, the flow as planned is that after withholding all, whatever it is.
        let nothing_changes = player.month.is_none() && meeting.now.changes_nothing(player.case);
        for (partner, known) in partners.iter().enumerate().filter(|_| !nothing_changes) {
            let (planned, withheld) = if known.read.contains_any(pins) {
                months.play(partner, again);
                (&again.planned, &again.discounted_withheld)
            } else if meeting.differs_for(partner, changed) {
                months.play_planned(partner, &known.withheld, &mut again.planned);
                (&again.planned, &known.discounted_withheld)
            } else {
                (&known.planned, &known.discounted_withheld)
            };
            flow = player.processor.run(AddFlow { flow, planned: &planned.discounted, withheld });
            outcome.willingness.push(planned.willingness);
        }
        let parts = meeting.now.ledger(player.case, flow);
        let total = parts.total(&weights(player.case, values));
        outcome.ledger = LedgerRow::rows(&parts, total, meeting.now.source_lost).map(|(_, lanes)| lanes);
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
    read: Vec<SlotSet>,
    /// The meeting with numbers changed; between variations the same as the first.
    now: Consequences<WIDTH>,
    traces: Vec<ItemTrace>,
}

impl KeptMeeting {
    fn play(player: &BlockPlayer<'_>, values: &mut Values<WIDTH>) -> Self {
        let mut traces = vec![ItemTrace::default(); player.case.items.len()];
        let mut first = Consequences::new(player.case);
        let read = (0..WIDTH).map(|lane| {
            let ((), read) =
                values.watched(|values| player.play_meeting(values, lane, &mut traces, &mut first));
            read
        });
        let read = read.collect();
        KeptMeeting { now: first.clone(), first, read, traces }
    }

    /// Plays the histories again that read a pinned number, and says which these are.
    fn play_again(&mut self, player: &BlockPlayer<'_>, values: &Values<WIDTH>, pins: &[Pin]) -> LaneSet {
        let changed = std::array::from_fn(|lane| self.read[lane].contains_any(pins));
        for lane in lanes(&changed) {
            self.now.reset_lane(lane);
            player.play_meeting(values, lane, &mut self.traces, &mut self.now);
        }
        changed
    }

    /// Whether a partner learns anything else than the first time, or is left another flow.
    fn differs_for(&self, partner: usize, changed: &LaneSet) -> bool {
        lanes(changed).any(|lane| !self.now.is_same_in(lane, partner, &self.first))
    }

    fn restore(&mut self, changed: &LaneSet) {
        lanes(changed).for_each(|lane| self.now.copy_lane(lane, &self.first));
    }
}

/// A partner's months that were played once: what the results of a block need of them.
struct KeptMonths {
    read: SlotSet,
    planned: PlannedMonths,
    /// By month.
    withheld: Vec<Withheld<WIDTH>>,
    /// Discounted worth by month, from month 1, of what is shared after withholding all.
    discounted_withheld: Vec<Batch<WIDTH>>,
}

/// A partner's months as planned.
struct PlannedMonths {
    /// Discounted worth by month, from month 1, of what is shared.
    discounted: Vec<Batch<WIDTH>>,
    /// Willingness in the month that is looked at: content, and sources and methods.
    willingness: [Batch<WIDTH>; 2],
}

impl KeptMonths {
    fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        KeptMonths {
            read: SlotSet::default(),
            planned: PlannedMonths { discounted: vec![none; horizon], willingness: [none; 2] },
            withheld: vec![Withheld { shock: none, content: none, access: none }; horizon + 1],
            discounted_withheld: vec![none; horizon],
        }
    }
}

/// Keeps discounted worth by month, from month 1: as planned, and after withholding all.
struct DiscountedByMonth<'a>([&'a mut [Batch<WIDTH>]; 2]);

impl FlowSink<WIDTH> for DiscountedByMonth<'_> {
    #[inline(always)]
    fn shared(&mut self, _month: usize, _course: usize, _shared: Batch<WIDTH>, _checked: Batch<WIDTH>) {}

    #[inline(always)]
    fn discounted(&mut self, month: usize, course: usize, worth: Batch<WIDTH>) {
        self.0[course][month - 1] = worth;
    }
}

/// Records willingness in one month, and the months after withholding all.
struct MonthsRecorder<'a> {
    month: Option<usize>,
    willingness: &'a mut [Batch<WIDTH>; 2],
    withheld: &'a mut [Withheld<WIDTH>],
}

impl Recorder<WIDTH> for MonthsRecorder<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>, withheld: &State<WIDTH>) {
        self.withheld[month] = Withheld::of(withheld);
        if Some(month) == self.month {
            *self.willingness = willingness(planned);
        }
    }
}

/// Records willingness in one month as planned.
struct PlannedMonthRecorder<'a> {
    month: Option<usize>,
    willingness: &'a mut [Batch<WIDTH>; 2],
}

impl PlannedRecorder<WIDTH> for PlannedMonthRecorder<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>) {
        if Some(month) == self.month {
            *self.willingness = willingness(planned);
        }
    }
}

#[inline(always)]
fn willingness(state: &State<WIDTH>) -> [Batch<WIDTH>; 2] {
    [state.content, state.content * state.access]
}

impl BlockPlayer<'_> {
    /// Adds one history's meeting.
    fn play_meeting(
        &self,
        values: &Values<WIDTH>,
        lane: usize,
        traces: &mut [ItemTrace],
        into: &mut Consequences<WIDTH>,
    ) {
        let case = self.case;
        let luck = KeyedDraws { case, seed: self.luck, history: self.histories[lane] };
        let context = MeetingContext { case, values, lane, luck: &luck };
        into.add_items(&context, traces);
        for recipient in 0..case.recipients.len() {
            into.add_concession(&context, recipient, traces);
        }
    }

    fn months<'b>(&'b self, values: &'b Values<WIDTH>, meeting: &'b Consequences<WIDTH>) -> MonthsPlayer<'b> {
        let shocks = ShockDraws { seed: self.luck, histories: self.histories };
        MonthsPlayer { player: self, values, meeting, shocks }
    }
}

/// Plays months of partners after a meeting.
struct MonthsPlayer<'a> {
    player: &'a BlockPlayer<'a>,
    values: &'a Values<WIDTH>,
    meeting: &'a Consequences<WIDTH>,
    shocks: ShockDraws<WIDTH>,
}

impl MonthsPlayer<'_> {
    fn play(&self, partner: usize, into: &mut KeptMonths) {
        let KeptMonths {
            planned: PlannedMonths { discounted, willingness },
            withheld,
            discounted_withheld,
            ..
        } = into;
        let mut sink = DiscountedByMonth([discounted, discounted_withheld]);
        let mut recorder = MonthsRecorder { month: self.player.month, willingness, withheld };
        let block = self.block(partner);
        let flow = PartnerFlow::new(&block, self.meeting.flow_left[partner], &mut sink);
        flow::play_months(self.player.processor, &block, flow, &mut recorder);
    }

    /// Plays the months as planned only.
    fn play_planned(&self, partner: usize, withheld: &[Withheld<WIDTH>], into: &mut PlannedMonths) {
        let mut sink = DiscountedByMonth([&mut into.discounted, &mut []]);
        let block = self.block(partner);
        let flow = PartnerFlow::new(&block, self.meeting.flow_left[partner], &mut sink);
        let mut recorder =
            PlannedMonthRecorder { month: self.player.month, willingness: &mut into.willingness };
        flow::play_planned_months(self.player.processor, &block, withheld, flow, &mut recorder);
    }

    fn block(&self, partner: usize) -> PartnerBlock<'_, WIDTH> {
        let case = self.player.case;
        PartnerBlock {
            case,
            partner: &case.partners[partner],
            values: self.values,
            evidence: self.meeting.evidence_of(partner),
            shocks: &self.shocks,
            without: None,
        }
    }
}

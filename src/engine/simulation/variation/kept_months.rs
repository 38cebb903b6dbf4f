//! Months of partners that were played once.

use super::kept_meeting::KeptMeeting;
use super::player::BlockPlayer;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::evidence_by_month::EvidenceByMonth;
use crate::engine::flow::{self, FlowSink, PartnerFlow};
use crate::engine::inputs::{Pin, Reads, Values};
use crate::engine::months::PartnerBlock;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::lane_set::LaneSet;
use crate::engine::numerics::processor::{Kernel, Processor};
use crate::engine::partner_state::{CourseRecorder, State, Withheld};

/// What results need of a partner's months in one course.
pub struct Months {
    /// Discounted worth by month, from month 1, of what is shared.
    pub discounted: Vec<Batch<WIDTH>>,
    /// Willingness in the month that is looked at: content, and sources and methods.
    pub willingness: [Batch<WIDTH>; 2],
}

impl Months {
    /// Months in which nothing is shared.
    pub fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        Months { discounted: vec![none; horizon], willingness: [none; 2] }
    }

    /// Copies all histories; the memory is used again.
    fn copy_from(&mut self, other: &Months) {
        self.discounted.copy_from_slice(&other.discounted);
        self.willingness = other.willingness;
    }

    /// Copies a history from another block of months to a lane.
    pub fn copy_lane(&mut self, lane: usize, other: &Months, from: usize) {
        let pairs = self.discounted.iter_mut().zip(&other.discounted);
        let pairs = pairs.chain(self.willingness.iter_mut().zip(&other.willingness));
        pairs.for_each(|(into, other)| into.0[lane] = other.0[from]);
    }

    /// Plays months as planned, given those after withholding everything.
    pub fn play_planned(
        &mut self,
        player: &BlockPlayer<'_>,
        block: &PartnerBlock<'_, WIDTH>,
        flow_left: Batch<WIDTH>,
        withheld: &[Withheld<WIDTH>],
    ) {
        let Months { discounted, willingness } = self;
        let mut sink = DiscountedByMonth(discounted);
        let flow = PartnerFlow::new(block, flow_left, &mut sink);
        let mut recorder = WillingnessRecorder { month: player.month, willingness };
        flow::play_planned_months(player.processor, block, withheld, flow, &mut recorder);
    }

    /// Adds the discounted worth, month by month, to what partners before it share.
    pub fn add_flow(&self, processor: Processor, flow: Batch<WIDTH>) -> Batch<WIDTH> {
        processor.run(AddFlow { flow, worth: &self.discounted })
    }
}

struct AddFlow<'a> {
    flow: Batch<WIDTH>,
    worth: &'a [Batch<WIDTH>],
}

impl Kernel for AddFlow<'_> {
    type Output = Batch<WIDTH>;

    #[inline(always)]
    fn run(self) -> Batch<WIDTH> {
        self.worth.iter().fold(self.flow, |flow, worth| flow + *worth)
    }
}

/// A partner's months after withholding everything, which were played once.
pub struct KeptWithheld {
    /// What this partner and those before it shared the first time.
    pub flow: Batch<WIDTH>,
    read: Reads,
    /// The deviates of its outside events, by month from month 1.
    deviates: Vec<Batch<WIDTH>>,
    /// What the partner learns: nothing.
    nothing: EvidenceByMonth<WIDTH>,
    first: WithheldMonths,
    /// The months with numbers changed, if that changes them.
    again: WithheldMonths,
    /// Whether a number that is changed changes them.
    pub is_changed: bool,
}

/// A partner's months after withholding everything: what results, and months as planned, need of them.
pub struct WithheldMonths {
    /// By month.
    pub states: Vec<Withheld<WIDTH>>,
    /// What results need.
    pub months: Months,
}

impl KeptWithheld {
    /// Plays the months of a partner; `flow_before` is what partners before it share.
    pub fn play(
        player: &BlockPlayer<'_>,
        partner: usize,
        values: &mut Values<WIDTH>,
        flow_before: Batch<WIDTH>,
    ) -> Self {
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
        let again = WithheldMonths::new(horizon);
        let flow = first.months.add_flow(player.processor, flow_before);
        KeptWithheld { flow, read, deviates, nothing, first, again, is_changed: false }
    }

    /// Plays them again if they read a pinned number.
    pub fn play_again(
        &mut self,
        player: &BlockPlayer<'_>,
        partner: usize,
        values: &Values<WIDTH>,
        pins: &[Pin],
    ) {
        self.is_changed = !self.read.of_any(pins).is_empty();
        if self.is_changed {
            let shocks = player.shocks();
            self.again.play(player, &player.block(partner, values, &self.nothing, &shocks), &self.deviates);
        }
    }

    /// The months with the numbers as they are now.
    pub fn now(&self) -> &WithheldMonths {
        if self.is_changed { &self.again } else { &self.first }
    }
}

impl WithheldMonths {
    /// Months in which nothing is shared.
    pub fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        let state = Withheld { shock: none, content: none, access: none };
        WithheldMonths { states: vec![state; horizon + 1], months: Months::new(horizon) }
    }

    fn play(&mut self, player: &BlockPlayer<'_>, block: &PartnerBlock<'_, WIDTH>, deviates: &[Batch<WIDTH>]) {
        let WithheldMonths { states, months: Months { discounted, willingness } } = self;
        // The share of the flow that closed sources leave is of no matter to what is withheld.
        let mut sink = DiscountedByMonth(discounted);
        let flow = PartnerFlow::new(block, Batch::splat(1.0), &mut sink);
        flow::play_withheld_months(player.processor, block, deviates, flow, &mut WithheldRecorder(states));
        if let Some(Withheld { content, access, .. }) = player.month.and_then(|month| states.get(month)) {
            *willingness = [*content, *content * *access];
        }
    }
}

/// A partner's months as planned, which were played once.
pub struct KeptPlanned {
    /// What this partner and those before it shared the first time.
    pub flow: Batch<WIDTH>,
    first: Months,
    /// The months of some histories with numbers changed.
    again: Months,
    /// These histories.
    own: LaneSet,
    /// The months of all others.
    others: Others,
    /// Whether numbers that are changed may change any of them.
    pub is_changed: bool,
}

/// The months of histories that are not played again.
#[derive(Clone, Copy)]
enum Others {
    /// As they were the first time.
    First,
    /// Those after withholding everything.
    LeftAlone,
}

/// The months of some histories, and of all others.
pub struct MixedMonths<'a> {
    own: &'a Months,
    lanes: LaneSet,
    others: &'a Months,
}

impl MixedMonths<'_> {
    /// Willingness in the month that is looked at: content, and sources and methods.
    pub fn willingness(&self) -> [Batch<WIDTH>; 2] {
        let is_own = self.lanes.by_lane();
        let of = |material: usize| {
            choose(&is_own, self.own.willingness[material], self.others.willingness[material])
        };
        [of(0), of(1)]
    }

    /// Adds the discounted worth, month by month, to what partners before it share.
    pub fn add_flow(&self, processor: Processor, flow: Batch<WIDTH>) -> Batch<WIDTH> {
        let MixedMonths { own, lanes, others } = self;
        if lanes.is_empty() {
            return others.add_flow(processor, flow);
        }
        let [own, others] = [own, others].map(|months| &months.discounted[..]);
        processor.run(AddMixedFlow { flow, own, is_own: lanes.by_lane(), others })
    }
}

struct AddMixedFlow<'a> {
    flow: Batch<WIDTH>,
    own: &'a [Batch<WIDTH>],
    is_own: [bool; WIDTH],
    others: &'a [Batch<WIDTH>],
}

impl Kernel for AddMixedFlow<'_> {
    type Output = Batch<WIDTH>;

    #[inline(always)]
    fn run(self) -> Batch<WIDTH> {
        let AddMixedFlow { flow, own, is_own, others } = self;
        own.iter().zip(others).fold(flow, |flow, (own, others)| flow + choose(&is_own, *own, *others))
    }
}

/// The first number in some lanes, the second in all others.
#[inline(always)]
fn choose(is_first: &[bool; WIDTH], first: Batch<WIDTH>, second: Batch<WIDTH>) -> Batch<WIDTH> {
    Batch(std::array::from_fn(|lane| if is_first[lane] { first.0[lane] } else { second.0[lane] }))
}

impl KeptPlanned {
    /// Months that are to be played.
    pub fn new(horizon: usize) -> Self {
        KeptPlanned {
            flow: Batch::splat(0.0),
            first: Months::new(horizon),
            again: Months::new(horizon),
            own: LaneSet::NONE,
            others: Others::LeftAlone,
            is_changed: true,
        }
    }

    /// Takes over the months that are known where none were played: where a history leaves a partner alone they are
    /// those after withholding everything. The rest is to be played ([`KeptPlanned::set`]).
    pub fn take_left_alone(&mut self, of: PartnerMeeting<'_>) -> LaneSet {
        self.is_changed = true;
        self.others = Others::LeftAlone;
        self.own = of.meeting.now.affected(of.case, of.partner);
        self.own
    }

    /// Keeps the months that were played as the first ones; `flow_before` is what partners before it share.
    pub fn keep(&mut self, processor: Processor, withheld: &KeptWithheld, flow_before: Batch<WIDTH>) {
        let KeptPlanned { first, again, own, .. } = self;
        first.copy_from(&withheld.first.months);
        own.lanes().for_each(|lane| first.copy_lane(lane, again, lane));
        self.own = LaneSet::NONE;
        self.others = Others::First;
        self.is_changed = false;
        self.flow = self.first.add_flow(processor, flow_before);
    }

    /// Takes over what is known of the months with numbers changed, some of them read by the months themselves if
    /// `months_read`: where nothing changes for the partner they are as before, and where a history leaves it alone they
    /// are those after withholding everything. The rest is to be played ([`KeptPlanned::set`]).
    pub fn take_known(&mut self, of: PartnerMeeting<'_>, months_read: bool) -> LaneSet {
        let PartnerMeeting { case, partner, meeting, withheld } = of;
        if withheld.is_changed || months_read {
            return self.take_left_alone(of);
        }
        self.others = Others::First;
        self.own = meeting.differs_for(partner);
        self.is_changed = !self.own.is_empty();
        if !self.is_changed {
            return LaneSet::NONE;
        }
        let affected = meeting.now.affected(case, partner);
        let left_alone = self.own.without(affected).lanes();
        left_alone.for_each(|lane| self.again.copy_lane(lane, &withheld.now().months, lane));
        self.own.and(affected)
    }

    /// Sets the months of one history, as they were played at a place of a block.
    pub fn set(&mut self, lane: usize, played: &Months, place: usize) {
        self.again.copy_lane(lane, played, place);
    }

    /// The months with the numbers as they are now.
    pub fn now<'a>(&'a self, withheld: &'a KeptWithheld) -> MixedMonths<'a> {
        let KeptPlanned { first, again, own, others, .. } = self;
        let others = match others {
            Others::First => first,
            Others::LeftAlone => &withheld.now().months,
        };
        MixedMonths { own: again, lanes: *own, others }
    }
}

/// What a meeting does to a partner.
#[derive(Clone, Copy)]
pub struct PartnerMeeting<'a> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// The partner, by index among the partners.
    pub partner: usize,
    /// The meeting.
    pub meeting: &'a KeptMeeting,
    /// Its months after withholding everything.
    pub withheld: &'a KeptWithheld,
}

/// What the months of a partner as planned read, whatever it learns.
pub fn planned_reads(
    player: &BlockPlayer<'_>,
    partner: usize,
    values: &mut Values<WIDTH>,
    withheld: &KeptWithheld,
) -> Reads {
    let shocks = player.shocks();
    let played = |values: &Values<WIDTH>| {
        let block = player.block(partner, values, &withheld.nothing, &shocks);
        let states = &withheld.first.states;
        Months::new(player.case.horizon).play_planned(player, &block, Batch::splat(1.0), states);
    };
    values.watched(played).1
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
            *self.willingness = state.willingness();
        }
    }
}

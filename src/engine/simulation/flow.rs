//! The flow of intelligence, and how much of it home can check (model, section 9), summed while a partner's months are
//! played; the months are compiled here once for each instruction set.

use super::months::{self, PartnerBlock};
use super::partner_state::{CourseRecorder, Recorder, State, Withheld};
use crate::engine::mechanisms::credibility::{ReportEvaluation, Reports};
use crate::engine::numerics::batch::Batch;
use crate::engine::numerics::processor::{Kernel, Processor};
use crate::scenario::ParameterField;

/// Sums over partners, month by month or of the flow alone; each as planned and after withholding all.
#[derive(Clone, Debug)]
pub struct FlowSums<const L: usize> {
    /// Discounted flow of intelligence: F = Σ_t 0.97^t Σ_j flow_j · q_c · VOI.
    pub flow: [Batch<L>; 2],
    /// By month; none where only the flow is summed.
    months: Vec<MonthFlow<L>>,
}

/// Sums over partners in one month.
#[derive(Clone, Copy, Debug)]
struct MonthFlow<const L: usize> {
    /// Σ flow q_c k.
    checked: [Batch<L>; 2],
    /// Σ flow q_c.
    shared: [Batch<L>; 2],
}

impl<const L: usize> MonthFlow<L> {
    const NONE: Self = {
        let none = [Batch([0.0; L]); 2];
        MonthFlow { checked: none, shared: none }
    };
}

impl<const L: usize> FlowSums<L> {
    /// Nothing summed yet.
    pub fn new(horizon: usize) -> Self {
        FlowSums { flow: [Batch::splat(0.0); 2], months: vec![MonthFlow::NONE; horizon + 1] }
    }

    /// The same of the flow alone, without sums by month.
    pub fn of_flow_alone() -> Self {
        FlowSums { flow: [Batch::splat(0.0); 2], months: Vec::new() }
    }

    /// Starts again.
    pub fn reset(&mut self) {
        self.flow = [Batch::splat(0.0); 2];
        self.months.fill(MonthFlow::NONE);
    }

    /// The checkable share in a month, as planned and after withholding all; nothing shared, nothing to check.
    pub fn checkable(&self, month: usize) -> [Batch<L>; 2] {
        let ratio = |checked: f64, shared: f64| if shared > 0.0 { checked / shared } else { 0.0 };
        let MonthFlow { checked, shared } = &self.months[month];
        let share = |which: usize| checked[which].zip(shared[which], ratio);
        [share(0), share(1)]
    }
}

/// The course as planned, among the two of a month.
const AS_PLANNED: usize = 0;
/// The course after withholding everything.
pub const AFTER_WITHHOLDING: usize = 1;

/// Receives one partner's part of the flow as its months are played; `course` is 0 as planned, 1 after withholding all.
pub trait FlowSink<const L: usize> {
    /// What is shared in a month, and the part of it that home can check.
    fn shared(&mut self, month: usize, course: usize, shared: Batch<L>, checked: Batch<L>);

    /// The discounted worth of what is shared in a month, from month 1.
    fn discounted(&mut self, month: usize, course: usize, worth: Batch<L>);
}

impl<const L: usize> FlowSink<L> for FlowSums<L> {
    #[inline(always)]
    fn shared(&mut self, month: usize, course: usize, shared: Batch<L>, checked: Batch<L>) {
        if self.months.is_empty() {
            return;
        }
        let sums = &mut self.months[month];
        sums.shared[course] = sums.shared[course] + shared;
        sums.checked[course] = sums.checked[course] + checked;
    }

    #[inline(always)]
    fn discounted(&mut self, _month: usize, course: usize, worth: Batch<L>) {
        self.flow[course] = self.flow[course] + worth;
    }
}

/// Adds one partner's flow after withholding all, which in some histories is its flow as planned too.
pub struct WithheldFlow<'a, const L: usize> {
    /// The sums that are added to.
    pub sums: &'a mut FlowSums<L>,
    /// 1 in the histories in which its months as planned are those after withholding all, else 0.
    pub left_alone: Batch<L>,
}

/// What is added where a partner is left alone; elsewhere -0, which leaves every sum as it is.
#[inline(always)]
fn where_left_alone<const L: usize>(left_alone: Batch<L>, more: Batch<L>) -> Batch<L> {
    left_alone.zip(more, |left_alone, more| if left_alone > 0.0 { more } else { -0.0 })
}

impl<const L: usize> FlowSink<L> for WithheldFlow<'_, L> {
    #[inline(always)]
    fn shared(&mut self, month: usize, course: usize, shared: Batch<L>, checked: Batch<L>) {
        let planned = [shared, checked].map(|more| where_left_alone(self.left_alone, more));
        self.sums.shared(month, AS_PLANNED, planned[0], planned[1]);
        self.sums.shared(month, course, shared, checked);
    }

    #[inline(always)]
    fn discounted(&mut self, month: usize, course: usize, worth: Batch<L>) {
        self.sums.discounted(month, AS_PLANNED, where_left_alone(self.left_alone, worth));
        self.sums.discounted(month, course, worth);
    }
}

/// One partner's part of the flow as planned, month by month, in histories of several blocks.
pub struct PackedFlow<const L: usize> {
    /// The discounted flow of the partners before it; once its months are played, its own is added.
    flow: Batch<L>,
    /// By month: what is shared, and the part of it that home can check.
    months: Vec<[Batch<L>; 2]>,
}

impl<const L: usize> PackedFlow<L> {
    /// Nothing packed yet.
    pub fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        PackedFlow { flow: none, months: vec![[none; 2]; horizon + 1] }
    }

    /// Takes over the flow of the partners before it in the history of a lane.
    pub fn take(&mut self, place: usize, sums: &FlowSums<L>, lane: usize) {
        self.flow.0[place] = sums.flow[AS_PLANNED].0[lane];
    }

    /// Adds the flow at a place to the sums of the history in a lane, up to a month.
    pub fn add_to(&self, place: usize, sums: &mut FlowSums<L>, lane: usize, last_month: usize) {
        sums.flow[AS_PLANNED].0[lane] = self.flow.0[place];
        for (sums, more) in sums.months.iter_mut().zip(&self.months[..=last_month]) {
            sums.shared[AS_PLANNED].0[lane] += more[0].0[place];
            sums.checked[AS_PLANNED].0[lane] += more[1].0[place];
        }
    }
}

impl<const L: usize> FlowSink<L> for PackedFlow<L> {
    #[inline(always)]
    fn shared(&mut self, month: usize, _course: usize, shared: Batch<L>, checked: Batch<L>) {
        self.months[month] = [shared, checked];
    }

    #[inline(always)]
    fn discounted(&mut self, _month: usize, _course: usize, worth: Batch<L>) {
        self.flow = self.flow + worth;
    }
}

/// One partner's part of the flow, handed on month by month.
pub struct PartnerFlow<'a, const L: usize, S> {
    evaluation: ReportEvaluation<L>,
    reports: Reports<L>,
    /// Worth of a month of full sharing: what closed sources leave of it, and untouched.
    worth: [Batch<L>; 2],
    /// The discount of the month: 1 in month 0.
    discount: Batch<L>,
    month_discount: Batch<L>,
    sink: &'a mut S,
}

impl<'a, const L: usize, S: FlowSink<L>> PartnerFlow<'a, L, S> {
    /// The flow of a partner before month 0; `left` is the share of it that closed sources leave, 0 to 1.
    #[inline(always)]
    pub fn new(block: &PartnerBlock<'_, L>, left: Batch<L>, sink: &'a mut S) -> Self {
        let PartnerBlock { case, partner, values, .. } = block;
        let constant = |field| values.batch(case.constants.slot(field));
        let worth = values.batch(partner.flow);
        PartnerFlow {
            evaluation: ReportEvaluation {
                checking_power: constant(ParameterField::CheckingPower),
                prior: constant(ParameterField::Prior),
                false_alarm_cost: constant(ParameterField::FalseAlarmCost),
            },
            reports: Reports {
                accuracy: values.batch(partner.accuracy),
                shading: values.batch(partner.shading),
            },
            worth: [worth * left, worth],
            discount: Batch::splat(1.0),
            month_discount: constant(ParameterField::MonthDiscount),
            sink,
        }
    }

    /// Adds one month, as planned and after withholding all.
    #[inline(always)]
    pub fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>) {
        self.month_of(AS_PLANNED, month, planned);
        self.add(AFTER_WITHHOLDING, month, withheld);
    }

    /// Adds one month of one course.
    #[inline(always)]
    fn month_of(&mut self, course: usize, month: usize, state: &State<L>) {
        if month > 0 {
            self.discount = self.discount * self.month_discount;
        }
        self.add(course, month, state);
    }

    #[inline(always)]
    fn add(&mut self, course: usize, month: usize, state: &State<L>) {
        let shared = self.worth[course] * state.content;
        let checked = self.evaluation.checked(state.access, state.insight);
        self.sink.shared(month, course, shared, shared * checked);
        if month > 0 {
            let value = self.evaluation.value_of_reports(self.reports, checked);
            self.sink.discounted(month, course, self.discount * shared * value);
        }
    }
}

/// Plays one partner's months in a block of histories: its flow goes to the sink, its states to the
/// recorder. The single history comes through here; the ensemble, the screening of plans and the variation of numbers
/// play one course at a time, and where states alone are needed there is [`play_states`].
pub fn play_months<const L: usize, S: FlowSink<L>>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    flow: PartnerFlow<'_, L, S>,
    recorder: &mut impl Recorder<L>,
) {
    processor.run(MonthsKernel { block, recorder: FlowAndRecorder { flow, recorder } });
}

/// Plays one partner's months as planned only, given those after withholding all: to the bit what [`play_months`] hands
/// on for the plan.
pub fn play_planned_months<const L: usize, S: FlowSink<L>>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    withheld: &[Withheld<L>],
    flow: PartnerFlow<'_, L, S>,
    recorder: &mut impl CourseRecorder<L>,
) {
    let recorder = FlowAndCourse { flow, course: AS_PLANNED, recorder };
    processor.run(PlannedMonthsKernel { block, withheld, recorder });
}

/// Plays one partner's months after withholding all only, given the deviates of its outside events: to the bit what
/// [`play_months`] hands on for that.
pub fn play_withheld_months<const L: usize, S: FlowSink<L>>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    deviates: &[Batch<L>],
    flow: PartnerFlow<'_, L, S>,
    recorder: &mut impl CourseRecorder<L>,
) {
    let recorder = FlowAndCourse { flow, course: AFTER_WITHHOLDING, recorder };
    processor.run(WithheldMonthsKernel { block, deviates, recorder });
}

/// Plays one partner's months after withholding all only, and says what its outside events were, by month: to the bit
/// what [`play_months`] hands on for that.
pub fn play_drawn_withheld_months<const L: usize, S: FlowSink<L>>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    shocks: &mut [Batch<L>],
    sink: &mut S,
    recorder: &mut impl CourseRecorder<L>,
) {
    processor.run(DrawnWithheldMonthsKernel { block, shocks, sink, recorder });
}

/// Plays one partner's months as planned only, given its outside events by month: to the bit what [`play_months`] hands
/// on for the plan.
pub fn play_shocked_months<const L: usize, S: FlowSink<L>>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    shocks: &[Batch<L>],
    left: Batch<L>,
    sink: &mut S,
    recorder: &mut impl CourseRecorder<L>,
) {
    processor.run(ShockedMonthsKernel { block, shocks, left, sink, recorder });
}

/// Draws the deviates of a partner's outside events: [`months::shock_deviates`].
pub fn draw_shock_deviates<const L: usize>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
) -> Vec<Batch<L>> {
    processor.run(DeviatesKernel { block })
}

/// Plays one partner's months for its states alone: to the bit those of [`play_months`].
pub fn play_states<const L: usize>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    recorder: &mut impl Recorder<L>,
) {
    processor.run(MonthsKernel { block, recorder: StatesAlone { recorder } });
}

struct DeviatesKernel<'a, const L: usize> {
    block: &'a PartnerBlock<'a, L>,
}

impl<const L: usize> Kernel for DeviatesKernel<'_, L> {
    type Output = Vec<Batch<L>>;

    #[inline(always)]
    fn run(self) -> Vec<Batch<L>> {
        months::shock_deviates(self.block)
    }
}

struct DrawnWithheldMonthsKernel<'a, const L: usize, S, R> {
    block: &'a PartnerBlock<'a, L>,
    shocks: &'a mut [Batch<L>],
    sink: &'a mut S,
    recorder: &'a mut R,
}

impl<const L: usize, S: FlowSink<L>, R: CourseRecorder<L>> Kernel for DrawnWithheldMonthsKernel<'_, L, S, R> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let DrawnWithheldMonthsKernel { block, shocks, sink, recorder } = self;
        months::draw_shocks(block, shocks);
        let flow = PartnerFlow::new(block, Batch::splat(1.0), sink);
        let mut recorder = FlowAndCourse { flow, course: AFTER_WITHHOLDING, recorder };
        months::play_shocked_withheld(block, shocks, &mut recorder);
    }
}

struct ShockedMonthsKernel<'a, const L: usize, S, R> {
    block: &'a PartnerBlock<'a, L>,
    shocks: &'a [Batch<L>],
    left: Batch<L>,
    sink: &'a mut S,
    recorder: &'a mut R,
}

impl<const L: usize, S: FlowSink<L>, R: CourseRecorder<L>> Kernel for ShockedMonthsKernel<'_, L, S, R> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let ShockedMonthsKernel { block, shocks, left, sink, recorder } = self;
        let flow = PartnerFlow::new(block, left, sink);
        let mut recorder = FlowAndCourse { flow, course: AS_PLANNED, recorder };
        months::play_shocked(block, shocks, &mut recorder);
    }
}

struct WithheldMonthsKernel<'a, const L: usize, R> {
    block: &'a PartnerBlock<'a, L>,
    deviates: &'a [Batch<L>],
    recorder: R,
}

impl<const L: usize, R: CourseRecorder<L>> Kernel for WithheldMonthsKernel<'_, L, R> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        months::play_withheld(self.block, self.deviates, &mut self.recorder);
    }
}

struct PlannedMonthsKernel<'a, const L: usize, R> {
    block: &'a PartnerBlock<'a, L>,
    withheld: &'a [Withheld<L>],
    recorder: R,
}

impl<const L: usize, R: CourseRecorder<L>> Kernel for PlannedMonthsKernel<'_, L, R> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        months::play_planned(self.block, self.withheld, &mut self.recorder);
    }
}

struct MonthsKernel<'a, const L: usize, R> {
    block: &'a PartnerBlock<'a, L>,
    recorder: R,
}

impl<const L: usize, R: Recorder<L>> Kernel for MonthsKernel<'_, L, R> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        months::play(self.block, &mut self.recorder);
    }
}

/// A recorder of states.
struct StatesAlone<'r, R> {
    recorder: &'r mut R,
}

impl<const L: usize, R: Recorder<L>> Recorder<L> for StatesAlone<'_, R> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>) {
        self.recorder.month(month, planned, withheld);
    }
}

/// The flow of intelligence, and another recorder.
struct FlowAndRecorder<'a, 'r, const L: usize, S, R> {
    flow: PartnerFlow<'a, L, S>,
    recorder: &'r mut R,
}

impl<const L: usize, S: FlowSink<L>, R: Recorder<L>> Recorder<L> for FlowAndRecorder<'_, '_, L, S, R> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>) {
        self.flow.month(month, planned, withheld);
        self.recorder.month(month, planned, withheld);
    }
}

/// The flow of intelligence in one course, and another recorder.
struct FlowAndCourse<'a, 'r, const L: usize, S, R> {
    flow: PartnerFlow<'a, L, S>,
    course: usize,
    recorder: &'r mut R,
}

impl<const L: usize, S: FlowSink<L>, R: CourseRecorder<L>> CourseRecorder<L>
    for FlowAndCourse<'_, '_, L, S, R>
{
    #[inline(always)]
    fn before(&mut self, state: &State<L>) {
        self.recorder.before(state);
    }

    #[inline(always)]
    fn month(&mut self, month: usize, state: &State<L>) {
        self.flow.month_of(self.course, month, state);
        self.recorder.month(month, state);
    }
}

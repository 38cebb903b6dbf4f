//! The flow of intelligence, and how much of it home can check (model, section 9), summed while a partner's months are
//! played; the months are compiled here once for each instruction set.

use super::months::{self, PartnerBlock, Recorder, State};
use crate::engine::mechanisms::credibility::{ReportEvaluation, Reports};
use crate::engine::numerics::batch::Batch;
use crate::engine::numerics::processor::{Kernel, Processor};
use crate::scenario::ParameterField;

/// Sums over partners, month by month; each as planned and after withholding all.
#[derive(Clone, Debug)]
pub struct FlowSums<const L: usize> {
    /// Discounted flow of intelligence: F = Σ_t 0.97^t Σ_j flow_j · q_c · VOI.
    pub flow: [Batch<L>; 2],
    /// By month: Σ flow q_c k.
    checked: Vec<[Batch<L>; 2]>,
    /// By month: Σ flow q_c.
    shared: Vec<[Batch<L>; 2]>,
}

impl<const L: usize> FlowSums<L> {
    /// Nothing summed yet.
    pub fn new(horizon: usize) -> Self {
        let none = [Batch::splat(0.0); 2];
        FlowSums { flow: none, checked: vec![none; horizon + 1], shared: vec![none; horizon + 1] }
    }

    /// Starts again.
    pub fn reset(&mut self) {
        let none = [Batch::splat(0.0); 2];
        self.flow = none;
        self.checked.fill(none);
        self.shared.fill(none);
    }

    /// How many months there are, month 0 included.
    pub fn months(&self) -> usize {
        self.shared.len()
    }

    /// The checkable share in a month, as planned and after withholding all; nothing shared, nothing to check.
    pub fn checkable(&self, month: usize) -> [Batch<L>; 2] {
        let ratio = |checked: f64, shared: f64| if shared > 0.0 { checked / shared } else { 0.0 };
        let share = |which: usize| self.checked[month][which].zip(self.shared[month][which], ratio);
        [share(0), share(1)]
    }
}

/// One partner's part of the flow, added to the sums month by month.
pub struct PartnerFlow<'a, const L: usize> {
    evaluation: ReportEvaluation<L>,
    reports: Reports<L>,
    /// Worth of a month of full sharing: what closed sources leave of it, and untouched.
    worth: [Batch<L>; 2],
    /// The discount of the month: 1 in month 0.
    discount: Batch<L>,
    month_discount: Batch<L>,
    sums: &'a mut FlowSums<L>,
}

impl<'a, const L: usize> PartnerFlow<'a, L> {
    /// The flow of a partner before month 0; `left` is the share of it that closed sources leave, 0 to 1.
    #[inline(always)]
    pub fn new(block: &PartnerBlock<'_, L>, left: Batch<L>, sums: &'a mut FlowSums<L>) -> Self {
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
            sums,
        }
    }

    /// Adds one month, as planned and after withholding all.
    #[inline(always)]
    pub fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>) {
        if month > 0 {
            self.discount = self.discount * self.month_discount;
        }
        self.add(0, month, planned);
        self.add(1, month, withheld);
    }

    #[inline(always)]
    fn add(&mut self, which: usize, month: usize, state: &State<L>) {
        let shared = self.worth[which] * state.content;
        let checked = self.evaluation.checked(state.access, state.insight);
        let sums = &mut *self.sums;
        sums.shared[month][which] = sums.shared[month][which] + shared;
        sums.checked[month][which] = sums.checked[month][which] + shared * checked;
        if month > 0 {
            let value = self.evaluation.value_of_reports(self.reports, checked);
            sums.flow[which] = sums.flow[which] + self.discount * shared * value;
        }
    }
}

/// Plays one partner's months in a block of histories: its flow is added to the sums, its states go to the
/// recorder. Every player of histories comes through here: the ensemble, the single history, and the
/// screening of plans.
pub fn play_months<const L: usize>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    flow: PartnerFlow<'_, L>,
    recorder: &mut impl Recorder<L>,
) {
    processor.run(MonthsKernel { block, recorder: FlowAndRecorder { flow, recorder } });
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

/// The flow of intelligence, and another recorder.
struct FlowAndRecorder<'a, 'r, const L: usize, R> {
    flow: PartnerFlow<'a, L>,
    recorder: &'r mut R,
}

impl<const L: usize, R: Recorder<L>> Recorder<L> for FlowAndRecorder<'_, '_, L, R> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>) {
        self.flow.month(month, planned, withheld);
        self.recorder.month(month, planned, withheld);
    }
}

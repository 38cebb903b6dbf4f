//! A partner's months after withholding everything in a block of histories, kept to be handed on again: no plan changes
//! them, so that they are played once for several.

use super::flow::{self, AFTER_WITHHOLDING, FlowSink};
use super::months::PartnerBlock;
use super::partner_state::{CourseRecorder, State};
use super::samples::WithheldRows;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::{Kernel, Processor};

/// The months of a partner that were played.
pub(super) struct WithheldCourse {
    /// Thaws and chills from outside events, by month.
    pub shocks: Vec<Batch<WIDTH>>,
    flow: FlowByMonth,
    willingness: WillingnessByMonth,
    /// The last month that was played.
    last_month: usize,
}

/// What is shared in each month.
struct FlowByMonth(Vec<SharedInMonth>);

#[derive(Clone, Copy)]
struct SharedInMonth {
    shared: Batch<WIDTH>,
    /// The part of it that home can check.
    checked: Batch<WIDTH>,
    /// The discounted worth of it; 0 in month 0, which has none.
    worth: Batch<WIDTH>,
}

/// Willingness to share content, and sources and methods.
struct WillingnessByMonth {
    before: [Batch<WIDTH>; 2],
    months: Vec<[Batch<WIDTH>; 2]>,
}

impl WithheldCourse {
    /// Months in which nothing is shared.
    pub fn new(horizon: usize) -> Self {
        let none = Batch::splat(0.0);
        let flow = SharedInMonth { shared: none, checked: none, worth: none };
        WithheldCourse {
            shocks: vec![none; horizon + 1],
            flow: FlowByMonth(vec![flow; horizon + 1]),
            willingness: WillingnessByMonth { before: [none; 2], months: vec![[none; 2]; horizon + 1] },
            last_month: 0,
        }
    }

    /// Plays the months of a partner; the memory is used again.
    pub fn play(&mut self, processor: Processor, block: &PartnerBlock<'_, WIDTH>) {
        let WithheldCourse { shocks, flow, willingness, last_month } = self;
        *last_month = block.last_month;
        let shocks = &mut shocks[..=block.last_month];
        flow::play_drawn_withheld_months(processor, block, shocks, flow, willingness);
    }

    /// Hands on what was played: to the bit as if it were played now.
    pub fn hand_on(
        &self,
        processor: Processor,
        sink: &mut impl FlowSink<WIDTH>,
        rows: Option<WithheldRows<'_, '_>>,
    ) {
        processor.run(HandOn { course: self, sink, rows });
    }
}

struct HandOn<'a, 'b, 'r, S> {
    course: &'a WithheldCourse,
    sink: &'a mut S,
    rows: Option<WithheldRows<'b, 'r>>,
}

impl<S: FlowSink<WIDTH>> Kernel for HandOn<'_, '_, '_, S> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let HandOn { course: WithheldCourse { flow, willingness, last_month, .. }, sink, rows } = self;
        for (month, SharedInMonth { shared, checked, worth }) in flow.0[..=*last_month].iter().enumerate() {
            sink.shared(month, AFTER_WITHHOLDING, *shared, *checked);
            if month > 0 {
                sink.discounted(month, AFTER_WITHHOLDING, *worth);
            }
        }
        let Some(mut rows) = rows else { return };
        rows.put_before(willingness.before);
        for (month, willingness) in willingness.months[..=*last_month].iter().enumerate() {
            rows.put_month(month, *willingness);
        }
    }
}

impl FlowSink<WIDTH> for FlowByMonth {
    #[inline(always)]
    fn shared(&mut self, month: usize, _course: usize, shared: Batch<WIDTH>, checked: Batch<WIDTH>) {
        let flow = &mut self.0[month];
        (flow.shared, flow.checked) = (shared, checked);
    }

    #[inline(always)]
    fn discounted(&mut self, month: usize, _course: usize, worth: Batch<WIDTH>) {
        self.0[month].worth = worth;
    }
}

impl CourseRecorder<WIDTH> for WillingnessByMonth {
    #[inline(always)]
    fn before(&mut self, state: &State<WIDTH>) {
        self.before = state.willingness();
    }

    #[inline(always)]
    fn month(&mut self, month: usize, state: &State<WIDTH>) {
        self.months[month] = state.willingness();
    }
}

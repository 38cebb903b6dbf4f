//! The states of partners in one month of many histories: what a change of willingness is explained from.

use super::compiled_case::CompiledCase;
use super::consequences::Consequences;
use super::draws::KeyedDraws;
use super::evidence_by_month::EvidenceByMonth;
use super::flow;
use super::inputs::Values;
use super::item_trace::ItemTrace;
use super::meeting::{self, MeetingContext};
use super::months::{self, Mitigation, PartnerBlock, ShockDraws};
use super::partner_state::{Recorder, State};
use crate::engine::numerics::batch::WIDTH;
use crate::engine::numerics::processor::Processor;

/// Plays histories up to one month, as the ensemble plays them, to the bit.
#[derive(Clone, Copy, Debug)]
pub struct MonthPlayer<'a> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// The instruction set of the hot loop.
    pub processor: Processor,
    /// The seed of all draws.
    pub seed: u64,
    /// What is taken away from every relationship, to see what it holds.
    pub without: Option<Mitigation>,
    /// The month, up to the horizon.
    pub month: usize,
}

/// The states of partners in a block of histories.
pub struct BlockStates {
    /// All numbers.
    pub values: Values<WIDTH>,
    /// Those that were asked for, in their order.
    pub partners: Vec<PartnerStates>,
}

/// The states of one partner in a block of histories.
#[derive(Clone, Copy, Debug)]
pub struct PartnerStates {
    /// With its starting beliefs.
    pub before: State<WIDTH>,
    /// In the month, as planned.
    pub planned: State<WIDTH>,
    /// In the month, after withholding everything with the same outside events.
    pub withheld: State<WIDTH>,
}

impl MonthPlayer<'_> {
    /// Plays up to [`WIDTH`] histories, at least one, for some partners, by index. Lanes beyond the last history are of
    /// no use.
    pub fn play(&self, histories: &[u64], partners: &[usize]) -> BlockStates {
        let MonthPlayer { case, processor, seed, without, month } = *self;
        debug_assert!(month <= case.horizon, "the month lies beyond the horizon");
        let last = histories.len() - 1;
        let lanes: [u64; WIDTH] = std::array::from_fn(|lane| histories[lane.min(last)]);
        let mut values = case.inputs.likely();
        case.inputs.draw(processor, seed, lanes, &mut values);
        let evidence = self.evidence(histories, &values);
        let shocks = ShockDraws { seed, histories: lanes };
        let of_partner = |partner: &usize| {
            let whole = PartnerBlock::new(case, *partner, &values, &evidence[*partner], &shocks);
            let block = PartnerBlock { without, last_month: month, ..whole };
            let before = months::before(&block);
            let mut states = PartnerStates { before, planned: before, withheld: before };
            flow::play_states(processor, &block, &mut MonthRecorder { month, states: &mut states });
            states
        };
        let partners = partners.iter().map(of_partner).collect();
        BlockStates { values, partners }
    }

    /// What every partner learns from the meetings of some histories.
    fn evidence(&self, histories: &[u64], values: &Values<WIDTH>) -> Vec<EvidenceByMonth<WIDTH>> {
        let MonthPlayer { case, seed, .. } = *self;
        let mut consequences = Consequences::new(case);
        let mut items = vec![ItemTrace::default(); case.items.len()];
        for (lane, history) in histories.iter().copied().enumerate() {
            let luck = KeyedDraws { case, seed, history };
            let context = MeetingContext { case, values, lane, luck: &luck };
            meeting::play_items(&context, &mut items);
            consequences.add_items(&context, &items);
        }
        let mut evidence = vec![EvidenceByMonth::none(case.horizon); case.partners.len()];
        consequences.sum_evidence(&mut evidence);
        evidence
    }
}

/// Records the states of one month.
struct MonthRecorder<'a> {
    month: usize,
    states: &'a mut PartnerStates,
}

impl Recorder<WIDTH> for MonthRecorder<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>, withheld: &State<WIDTH>) {
        if month == self.month {
            (self.states.planned, self.states.withheld) = (*planned, *withheld);
        }
    }
}

//! What the ways of a meeting are worth to home: the expected total J, given the way of each item.

use super::ways::WeighedWay;
use crate::engine::batch::Batch;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::draws::{Draws, Event};
use crate::engine::evidence_by_month::EvidenceByMonth;
use crate::engine::flow::{self, FlowSums, PartnerFlow};
use crate::engine::inputs::Values;
use crate::engine::item_trace::ItemTrace;
use crate::engine::meeting::{self, Evidence, MeetingContext};
use crate::engine::months::{PartnerBlock, ShockDraws};
use crate::engine::processor::Processor;
use crate::engine::simulation::consequences::{Gains, item_contribution, ledger_parts, weights};
use crate::scenario::Level;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// What a partner knows of an item: the month in which it came to know, what was granted, and whether the source was
/// closed. Its months depend on nothing else.
type Known = (Option<usize>, Option<Level>, bool);

/// The worth of ways; what was computed once is kept.
pub struct Worth<'a> {
    case: &'a CompiledCase,
    values: &'a Values<1>,
    /// By partner and what it knows of each item: its flow against withholding all.
    flows: RefCell<HashMap<(usize, Vec<Known>), f64>>,
}

impl<'a> Worth<'a> {
    /// The worth of ways of a case with these numbers.
    pub fn new(case: &'a CompiledCase, values: &'a Values<1>) -> Self {
        Worth { case, values, flows: RefCell::default() }
    }

    /// The expected total, given a way of each item.
    pub fn total(&self, ways: &[&WeighedWay]) -> f64 {
        let luck = BargainChance::default();
        let context = MeetingContext { case: self.case, values: self.values, lane: 0, luck: &luck };
        let (mut harm, mut warning) = (0.0, 0.0);
        for (index, weighed) in ways.iter().enumerate() {
            let contribution = item_contribution(&context, index, &weighed.trace, |_| {});
            harm += contribution.harm;
            warning += contribution.warning;
        }
        let traces: Vec<ItemTrace> = ways.iter().map(|weighed| weighed.trace.clone()).collect();
        let concession = (0..self.case.recipients.len()).map(|recipient| {
            luck.chance.set(0.0);
            let due = meeting::concession(&context, recipient, &traces).gained;
            due * luck.chance.get()
        });
        let concession = Batch([concession.sum::<f64>()]);
        let flow: f64 = (0..self.case.partners.len()).map(|partner| self.expected_flow(partner, ways)).sum();
        let gains = Gains { concession, warning: Batch([warning]), harm: Batch([harm]) };
        let parts = ledger_parts(self.case, [Batch([flow]), Batch([0.0])], gains);
        parts.total(&weights(self.case, self.values)).0[0]
    }

    /// A partner's expected flow against withholding all: over the months in which originators learn later, and over
    /// whether they tell it.
    fn expected_flow(&self, partner: usize, ways: &[&WeighedWay]) -> f64 {
        let mut known: Vec<Known> = Vec::with_capacity(ways.len());
        self.flow_over(partner, ways, &mut known)
    }

    fn flow_over(&self, partner: usize, ways: &[&WeighedWay], known: &mut Vec<Known>) -> f64 {
        let item = known.len();
        let Some(weighed) = ways.get(item) else {
            return self.flow(partner, ways, known);
        };
        let mut expected = 0.0;
        for (month, probability) in self.months_known(partner, item, weighed) {
            known.push((month, weighed.way.granted, weighed.way.closed));
            expected += probability * self.flow_over(partner, ways, known);
            known.pop();
        }
        expected
    }

    /// When a partner can come to know of an item that goes this way, with probabilities that sum to 1.
    fn months_known(&self, partner: usize, item: usize, weighed: &WeighedWay) -> Vec<(Option<usize>, f64)> {
        let told = self.case.items[item].answered(weighed.way.granted);
        let is_originator = told.originator == Some(partner);
        if !weighed.trace.severity.is_some() || told.originator.is_none() {
            return vec![(None, 1.0)];
        }
        if weighed.way.public && !is_originator {
            return vec![(Some(0), 1.0)];
        }
        let hears = if is_originator { 1.0 } else { weighed.told_by_originator[partner] };
        let share = |probability: f64| probability / weighed.probability;
        let of_month = |(month, probability): (&usize, &f64)| (Some(*month), hears * share(*probability));
        let mut months: Vec<(Option<usize>, f64)> = weighed.months.iter().map(of_month).collect();
        let known: f64 = months.iter().map(|(_, probability)| probability).sum();
        months.push((None, 1.0 - known));
        months.retain(|(_, probability)| *probability > 0.0);
        months
    }

    /// A partner's flow against withholding all, given what it knows of each item.
    fn flow(&self, partner: usize, ways: &[&WeighedWay], known: &[Known]) -> f64 {
        let key = (partner, known.to_vec());
        if let Some(flow) = self.flows.borrow().get(&key) {
            return *flow;
        }
        let flow = self.played_flow(partner, ways, known);
        self.flows.borrow_mut().insert(key, flow);
        flow
    }

    fn played_flow(&self, partner: usize, ways: &[&WeighedWay], known: &[Known]) -> f64 {
        let Worth { case, values, .. } = *self;
        let luck = BargainChance::default();
        let context = MeetingContext { case, values, lane: 0, luck: &luck };
        let (mut evidence, mut left) = (EvidenceByMonth::none(case.horizon), 1.0);
        for (item, (weighed, (month, ..))) in ways.iter().zip(known).enumerate() {
            let mut trace = weighed.trace.clone();
            let is_originator = case.items[item].originator == Some(partner);
            trace.heard.fill(None);
            trace.learned = if is_originator { *month } else { None };
            if !is_originator {
                trace.heard[partner] = *month;
            }
            let contribution = item_contribution(&context, item, &trace, |of: Evidence| {
                if of.partner == partner {
                    evidence.add(0, of.month, of.update);
                }
            });
            if is_originator {
                left *= contribution.flow_left;
            }
        }
        let shocks = ShockDraws { seed: 0, histories: [0] };
        let block = PartnerBlock::new(case, partner, values, &evidence, &shocks);
        let mut sums = FlowSums::of_flow_alone();
        let flow = PartnerFlow::new(&block, Batch([left]), &mut sums);
        flow::play_months(Processor::PORTABLE, &block, flow, &mut ());
        sums.flow[0].0[0] - sums.flow[1].0[0]
    }
}

/// Draws in which every bargain is kept, with the chance that the last one would be.
#[derive(Default)]
struct BargainChance {
    chance: Cell<f64>,
}

impl Draws for BargainChance {
    fn uniform(&self, _: Event) -> f64 {
        0.0
    }

    fn happens(&self, _: Event, chance: f64) -> bool {
        self.chance.set(chance.clamp(0.0, 1.0));
        chance > 0.0
    }
}

//! From the meeting to the totals: what each item contributes to the months and to the ledger, and what the
//! parts of the ledger add up to. The ensemble, the single history and the screening of plans all come
//! through here.

use super::compiled_case::CompiledCase;
use super::draws::Draws;
use super::evidence_by_month::EvidenceByMonth;
use super::inputs::Values;
use super::item_trace::ItemTrace;
use super::meeting::{self, Concession, Evidence, MeetingContext};
use crate::engine::mechanisms::ledger;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::lane_set::LaneSet;
use crate::scenario::PriorityField;

/// The contribution of one item in one history, beside the evidence that partners get.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemContribution {
    /// Whether its source is found and closed.
    pub source_lost: bool,
    /// Harm to its source, 0 to 1; 0 unless it is closed.
    pub harm: f64,
    /// The share of the originator's flow that is left, 0 to 1; 1 unless the source is closed.
    pub flow_left: f64,
    /// Worth of warning those who are told.
    pub warning: f64,
}

/// The contribution of an item in one history; every piece of evidence is passed to `learned`.
#[inline]
pub fn item_contribution<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    trace: &ItemTrace,
    learned: impl FnMut(Evidence),
) -> ItemContribution {
    meeting::evidence(context, index, trace, learned);
    let item = context.case.items[index].answered(trace.granted);
    let warning = meeting::warning(context, item);
    if !trace.source_closed() {
        return ItemContribution { source_lost: false, harm: 0.0, flow_left: 1.0, warning };
    }
    ItemContribution {
        source_lost: true,
        harm: context.value(item.sensitivity),
        flow_left: 1.0 - context.value(item.source_share),
        warning,
    }
}

/// The consequences of the meeting in `L` histories: its items and recipients added up.
#[derive(Clone)]
pub struct Consequences<const L: usize> {
    /// By history: the evidence that partners get, sorted by partner; that of one partner in the order of the items.
    learned: [Vec<Evidence>; L],
    /// By partner: the histories in which it gets any evidence, so that these need not be searched for.
    learning: Vec<LaneSet>,
    /// By partner: the share of its flow that closed sources leave, 0 to 1.
    pub flow_left: Vec<Batch<L>>,
    /// Harm to sources.
    pub harm: Batch<L>,
    /// 1 where any source is closed, else 0.
    pub source_lost: Batch<L>,
    /// Concessions gained.
    pub concession: Batch<L>,
    /// Worth of warnings.
    pub warning: Batch<L>,
}

impl Consequences<WIDTH> {
    /// The histories in which anything happens to a partner: it learns something, its flow is not left whole, or home
    /// repairs the relationship. In all others its months are those after withholding everything, to the bit.
    pub fn affected(&self, case: &CompiledCase, partner: usize) -> LaneSet {
        if !case.partners[partner].is_left_alone() {
            return LaneSet::ALL;
        }
        let flow_left = self.flow_left[partner].0;
        self.learning[partner].or(LaneSet::where_it_is(|lane| flow_left[lane] != 1.0))
    }
}

impl<const L: usize> Consequences<L> {
    /// The consequences of nothing.
    pub fn new(case: &CompiledCase) -> Self {
        Consequences {
            learned: std::array::from_fn(|_| Vec::new()),
            learning: vec![LaneSet::NONE; case.partners.len()],
            flow_left: vec![Batch::splat(1.0); case.partners.len()],
            harm: Batch::splat(0.0),
            source_lost: Batch::splat(0.0),
            concession: Batch::splat(0.0),
            warning: Batch::splat(0.0),
        }
    }

    /// Starts again with the same memory.
    pub fn reset(&mut self) {
        self.learned.iter_mut().for_each(Vec::clear);
        self.learning.fill(LaneSet::NONE);
        self.flow_left.fill(Batch::splat(1.0));
        self.harm = Batch::splat(0.0);
        self.source_lost = Batch::splat(0.0);
        self.concession = Batch::splat(0.0);
        self.warning = Batch::splat(0.0);
    }

    /// Sums the evidence month by month, by partner; the memory is used again.
    pub fn sum_evidence(&self, by_partner: &mut [EvidenceByMonth<L>]) {
        by_partner.iter_mut().for_each(EvidenceByMonth::clear);
        for (lane, learned) in self.learned.iter().enumerate() {
            for Evidence { partner, month, update } in learned {
                by_partner[*partner].add(lane, *month, *update);
            }
        }
    }

    /// Whether a partner learns the same as in another meeting, and is left the same flow, in one history.
    pub fn is_same_in(&self, lane: usize, partner: usize, other: &Self) -> bool {
        self.flow_left[partner].0[lane] == other.flow_left[partner].0[lane]
            && self.learned_by(partner, lane) == other.learned_by(partner, lane)
    }

    /// The evidence that a partner gets in one history, in its order.
    pub fn learned_by(&self, partner: usize, lane: usize) -> &[Evidence] {
        let learned = &self.learned[lane];
        let first = learned.partition_point(|evidence| evidence.partner < partner);
        let of_partner = learned[first..].iter().take_while(|evidence| evidence.partner == partner).count();
        &learned[first..first + of_partner]
    }

    /// Starts one history again with what items lead to; what recipients give stays.
    pub fn reset_items(&mut self, lane: usize) {
        self.learned[lane].clear();
        self.learning.iter_mut().for_each(|lanes| *lanes = lanes.without(LaneSet::of(lane)));
        self.flow_left.iter_mut().for_each(|left| left.0[lane] = 1.0);
        for sum in [&mut self.harm, &mut self.source_lost, &mut self.warning] {
            sum.0[lane] = 0.0;
        }
    }

    /// Starts one history again with what recipients give; what items lead to stays.
    pub fn reset_concession(&mut self, lane: usize) {
        self.concession.0[lane] = 0.0;
    }

    /// Makes one history what it is in another meeting.
    pub fn copy_lane(&mut self, lane: usize, other: &Self) {
        self.learned[lane].clone_from(&other.learned[lane]);
        let of_lane = LaneSet::of(lane);
        for (into, other) in self.learning.iter_mut().zip(&other.learning) {
            *into = into.without(of_lane).or(other.and(of_lane));
        }
        let copy = |into: &mut Batch<L>, other: &Batch<L>| into.0[lane] = other.0[lane];
        self.flow_left.iter_mut().zip(&other.flow_left).for_each(|(into, other)| copy(into, other));
        copy(&mut self.harm, &other.harm);
        copy(&mut self.source_lost, &other.source_lost);
        copy(&mut self.concession, &other.concession);
        copy(&mut self.warning, &other.warning);
    }

    /// Adds what the items of one history's meeting contribute, which were played.
    pub fn add_items<K: Draws>(&mut self, context: &MeetingContext<'_, L, K>, traces: &[ItemTrace]) {
        for (index, trace) in traces.iter().enumerate() {
            self.add_item(context, index, trace);
        }
        let learned = &mut self.learned[context.lane];
        learned.sort_by_key(|evidence| evidence.partner);
        for Evidence { partner, .. } in learned.iter() {
            self.learning[*partner] = self.learning[*partner].or(LaneSet::of(context.lane));
        }
    }

    fn add_item<K: Draws>(&mut self, context: &MeetingContext<'_, L, K>, index: usize, trace: &ItemTrace) {
        let lane = context.lane;
        let learned = &mut self.learned[lane];
        let contribution = item_contribution(context, index, trace, |evidence| learned.push(evidence));
        self.harm.0[lane] += contribution.harm;
        self.warning.0[lane] += contribution.warning;
        if contribution.source_lost {
            self.source_lost.0[lane] = 1.0;
        }
        if let Some(originator) = context.case.items[index].originator {
            self.flow_left[originator].0[lane] *= contribution.flow_left;
        }
    }

    /// Adds what a recipient gives in one history.
    pub fn add_concession<K: Draws>(
        &mut self,
        context: &MeetingContext<'_, L, K>,
        recipient: usize,
        traces: &[ItemTrace],
    ) -> Concession {
        let concession = meeting::concession(context, recipient, traces);
        self.concession.0[context.lane] += concession.gained;
        concession
    }

    /// The parts of the ledger; `flow` is the discounted flow as planned and after withholding all.
    pub fn ledger(&self, case: &CompiledCase, flow: [Batch<L>; 2]) -> ledger::Parts<L> {
        let Consequences { harm, concession, warning, .. } = *self;
        ledger_parts(case, flow, Gains { harm, concession, warning })
    }
}

/// What the meeting itself brings and costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains<const L: usize> {
    /// Concessions gained.
    pub concession: Batch<L>,
    /// Worth of warnings.
    pub warning: Batch<L>,
    /// Harm to sources.
    pub harm: Batch<L>,
}

/// The parts of the ledger from what the meeting and the months come to; `flow` is the discounted flow as
/// planned and after withholding all.
pub fn ledger_parts<const L: usize>(
    case: &CompiledCase,
    [planned, withheld]: [Batch<L>; 2],
    Gains { harm, concession, warning }: Gains<L>,
) -> ledger::Parts<L> {
    let compensation = Batch::splat(case.compensation_cost);
    ledger::Parts { concession, flow: planned - withheld, harm, warning, compensation }
}

/// The user's weights in these histories.
pub fn weights<const L: usize>(case: &CompiledCase, values: &Values<L>) -> ledger::Weights<L> {
    let weight = |field| values.batch(case.priorities.slot(field));
    ledger::Weights {
        concession: weight(PriorityField::Concession),
        flow: weight(PriorityField::Flow),
        harm: weight(PriorityField::Harm),
        warning: weight(PriorityField::Warning),
    }
}

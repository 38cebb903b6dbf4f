//! Screening of many plans of one scenario in the same few histories, quickly.
//!
//! What a plan does with one item, and how it is prepared, decides the effects of that item whatever is done with the
//! others: who closes its source, who learns of it when, and how bad that is ([`Effects`]). The outcome of a plan is
//! put together from such parts. Only where a partner learns of
//! several items in the same history are its months played anew; all else is looked up. The numbers are
//! those of the [`ensemble`](super::ensemble), to rounding.
//!
//! Everything is plain data, filled before it is shared among threads: nothing here waits for a lock.

use super::compiled_case::CompiledCase;
use super::consequences::{Gains, ItemContribution, item_contribution, ledger_parts, weights};
use super::draws::KeyedDraws;
use super::flow::{self, FlowSums, PartnerFlow};
use super::inputs::{HistoryValues, Inputs, Values};
use super::item_trace::ItemTrace;
use super::meeting::{self, Bargain, Evidence, MeetingContext};
use super::months::{EvidenceByMonth, PartnerBlock, Recorder, ShockDraws, State};
use super::samples::LedgerRow;
use crate::engine::mechanisms::belief::EvidenceUpdate;
use crate::engine::mechanisms::ledger;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::Processor;
use crate::scenario::{ItemId, ItemPlan, Plan, Preparation, PriorityField, RecipientId, Scenario};

/// The histories that every plan is played in, with all that no plan changes.
pub struct PlanScreener<'a> {
    scenario: &'a Scenario,
    /// The repairs, which every plan has.
    common: Plan,
    /// The scenario with the common repairs, and nobody told anything.
    case: CompiledCase,
    inputs: Inputs,
    seed: u64,
    histories: usize,
    /// The months whose willingness is looked at, rising.
    marks: Vec<usize>,
    /// The numbers of the histories, block by block.
    values: Vec<Values<WIDTH>>,
    processor: Processor,
    /// By partner: its course if it learns of nothing.
    undisturbed: Vec<SampledCourses>,
    /// Discounted flow after withholding all, by history.
    withheld: Vec<f64>,
}

/// The histories in which plans are screened, and the months that are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Screening<'m> {
    /// The seed of all draws.
    pub seed: u64,
    /// How many histories, at least one.
    pub histories: u64,
    /// The months whose willingness is looked at; months beyond the horizon stand for the last.
    pub months: &'m [u32],
}

/// The effects of telling one item, history by history.
pub struct Effects {
    /// The originator, by index among the partners; `None` for home's own item.
    originator: Option<usize>,
    contributions: Vec<ItemContribution>,
    /// By partner and history: what it learns of the item.
    learned: Vec<Vec<Option<Learned>>>,
    /// By recipient and history: what the item is worth to it.
    satisfaction: Vec<Vec<f64>>,
    /// By partner: its course if it learns of this item alone, in the histories in which it does.
    alone: Vec<SampledCourses>,
}

/// The evidence that a partner gets about one item in one history.
#[derive(Clone, Copy)]
struct Learned {
    /// The month in which it learns.
    month: usize,
    /// The bad experience that it adds.
    update: EvidenceUpdate,
}

/// One partner in every history: its discounted flow as planned and after withholding all, then content and
/// methods at every mark.
struct SampledCourses {
    stride: usize,
    numbers: Vec<f64>,
}

impl SampledCourses {
    fn new(histories: usize, marks: usize) -> Self {
        let stride = 2 + 2 * marks;
        SampledCourses { stride, numbers: vec![0.0; stride * histories] }
    }

    fn flow(&self, history: usize) -> [f64; 2] {
        let at = history * self.stride;
        [self.numbers[at], self.numbers[at + 1]]
    }

    fn at_marks(&self, history: usize) -> &[f64] {
        &self.numbers[history * self.stride..][2..self.stride]
    }

    fn put(&mut self, history: usize, flow: [f64; 2], at_marks: impl Iterator<Item = f64>) {
        let place = &mut self.numbers[history * self.stride..][..self.stride];
        place.iter_mut().zip(flow.into_iter().chain(at_marks)).for_each(|(place, number)| *place = number);
    }
}

/// The outcome of a plan, history by history.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    marks: Vec<usize>,
    ledger: Vec<Vec<f64>>,
    /// Content and methods, by partner and mark.
    willingness: Vec<Vec<f64>>,
}

impl Outcome {
    /// A part of the ledger.
    pub fn ledger(&self, row: LedgerRow) -> &[f64] {
        &self.ledger[row as usize]
    }

    fn ledger_mut(&mut self, row: LedgerRow) -> &mut Vec<f64> {
        &mut self.ledger[row as usize]
    }

    /// A partner's willingness at one of the months looked at: lane 0 is content, 1 sources and methods.
    ///
    /// # Panics
    /// If the screener does not look at that month.
    pub fn willingness(&self, partner: usize, month: usize, lane: usize) -> &[f64] {
        let Some(mark) = self.marks.iter().position(|mark| *mark == month) else {
            panic!("month {month} is not among the months that are looked at: {:?}", self.marks)
        };
        &self.willingness[(partner * self.marks.len() + mark) * 2 + lane]
    }
}

impl<'a> PlanScreener<'a> {
    /// Histories in which plans of a scenario with the repairs of `common` are played.
    ///
    /// # Panics
    /// As [`CompiledCase::new`].
    pub fn new(scenario: &'a Scenario, common: &Plan, screening: &Screening) -> Self {
        let common = Plan { repairs: common.repairs.clone(), ..Plan::named("") };
        let inputs = Inputs::of(scenario);
        let case = CompiledCase::with_inputs(scenario, &common, None, inputs.clone());
        let Screening { seed, months, .. } = *screening;
        let histories = (screening.histories as usize).max(1);
        let mut marks: Vec<usize> = months.iter().map(|month| (*month as usize).min(case.horizon)).collect();
        marks.sort_unstable();
        marks.dedup();
        let processor = Processor::best();
        let drawn = |first: usize| {
            let mut values = case.inputs.likely();
            let block = std::array::from_fn(|lane| (first + lane).min(histories - 1) as u64);
            case.inputs.draw(processor, seed, block, &mut values);
            values
        };
        let values = (0..histories).step_by(WIDTH).map(drawn).collect();
        let mut screener = PlanScreener {
            scenario,
            common,
            case,
            inputs,
            seed,
            histories,
            marks,
            values,
            processor,
            undisturbed: Vec::new(),
            withheld: Vec::new(),
        };
        screener.play_undisturbed();
        screener
    }

    /// How many histories there are.
    pub fn histories(&self) -> usize {
        self.histories
    }

    fn play_undisturbed(&mut self) {
        let all: Vec<usize> = (0..self.histories).collect();
        let partners = 0..self.case.partners.len();
        self.undisturbed = partners.map(|partner| self.play(partner, &all, |_| [None].into_iter())).collect();
        let withheld = |history| added(self.undisturbed.iter().map(|courses| courses.flow(history)[1]));
        self.withheld = all.iter().map(|history| withheld(*history)).collect();
    }

    /// The numbers of a history.
    fn numbers(&self, history: usize) -> HistoryValues<'_, WIDTH> {
        HistoryValues { values: &self.values[history / WIDTH], lane: history % WIDTH }
    }

    /// The effects of telling an item in this way.
    ///
    /// # Panics
    /// As [`CompiledCase::new`].
    pub fn effects(&self, item: &ItemId, told: &ItemPlan, preparation: Preparation) -> Effects {
        let mut plan = Plan { preparation, ..self.common.clone() };
        plan.items.put(item.clone(), told.clone());
        let case = CompiledCase::with_inputs(self.scenario, &plan, None, self.inputs.clone());
        let Some(index) = self.scenario.items.index_of(item) else {
            panic!("there is no item “{item}” in the scenario that is to be projected")
        };
        let (histories, partners) = (self.histories, case.partners.len());
        let mut effects = Effects {
            originator: case.items[index].originator,
            contributions: Vec::with_capacity(histories),
            learned: vec![vec![None; histories]; partners],
            satisfaction: vec![vec![0.0; histories]; case.recipients.len()],
            alone: Vec::with_capacity(partners),
        };
        let mut trace = ItemTrace::default();
        for history in 0..histories {
            let luck = KeyedDraws { case: &case, seed: self.seed, history: history as u64 };
            let HistoryValues { values, lane } = self.numbers(history);
            let context = MeetingContext { case: &case, values, lane, luck: &luck };
            meeting::play_item(&context, index, &mut trace);
            let learned = &mut effects.learned;
            let contribution =
                item_contribution(&context, index, &trace, |Evidence { partner, month, update }| {
                    learned[partner][history] = Some(Learned { month, update });
                });
            effects.contributions.push(contribution);
            for recipient in 0..case.recipients.len() {
                let told = case.items[index].answered(trace.granted);
                effects.satisfaction[recipient][history] =
                    meeting::satisfaction_with(&context, recipient, told);
            }
        }
        effects.alone = (0..partners).map(|partner| self.alone(partner, &effects.learned[partner])).collect();
        effects
    }

    /// The course of a partner that learns of one item alone, in the histories in which it does.
    fn alone(&self, partner: usize, learned: &[Option<Learned>]) -> SampledCourses {
        let affected: Vec<usize> =
            (0..self.histories).filter(|history| learned[*history].is_some()).collect();
        self.play(partner, &affected, |history| [learned[history]].into_iter())
    }

    /// The outcome of a plan, put together from the effects of its items.
    pub fn outcome(&self, preparation: Preparation, asks: &[RecipientId], parts: &[&Effects]) -> Outcome {
        let mut partners = Partners {
            flow: vec![0.0; self.histories],
            willingness: vec![vec![0.0; self.histories]; 2 * self.marks.len() * self.case.partners.len()],
        };
        for partner in 0..self.case.partners.len() {
            self.add_partner(partner, parts, &mut partners);
        }
        let Partners { flow, willingness } = partners;
        let ledger = vec![vec![0.0; self.histories]; LedgerRow::COUNT];
        let mut outcome = Outcome { marks: self.marks.clone(), ledger, willingness };
        let concession = self.concessions(preparation, asks, parts);
        for (block, values) in self.values.iter().enumerate() {
            let lanes = |of: &dyn Fn(usize) -> f64| {
                Batch(std::array::from_fn(|lane| of((block * WIDTH + lane).min(self.histories - 1))))
            };
            let harm = lanes(&|history| added(parts.iter().map(|part| part.contributions[history].harm)));
            let lost = lanes(&|history| {
                let lost = parts.iter().any(|part| part.contributions[history].source_lost);
                f64::from(u8::from(lost))
            });
            let flow = [lanes(&|history| flow[history]), lanes(&|history| self.withheld[history])];
            let warning =
                lanes(&|history| added(parts.iter().map(|part| part.contributions[history].warning)));
            let gains = Gains { concession: lanes(&|history| concession[history]), warning, harm };
            let parts = ledger_parts(&self.case, flow, gains);
            let total = parts.total(&weights(&self.case, values));
            for (row, numbers) in LedgerRow::rows(&parts, total, lost) {
                let places = outcome.ledger_mut(row)[block * WIDTH..].iter_mut();
                places.zip(numbers.0).for_each(|(place, number)| *place = number);
            }
        }
        outcome
    }

    /// The contribution of the flow to the total, by history.
    pub fn weighed_flow(&self, outcome: &Outcome) -> Vec<f64> {
        let slot = self.case.priorities.slot(PriorityField::Flow);
        let weight = |history: usize| {
            let HistoryValues { values, lane } = self.numbers(history);
            values.at(slot, lane)
        };
        let flow = outcome.ledger(LedgerRow::Flow);
        flow.iter().enumerate().map(|(history, flow)| weight(history) * flow).collect()
    }

    /// The concessions of all recipients, by history.
    fn concessions(&self, preparation: Preparation, asks: &[RecipientId], parts: &[&Effects]) -> Vec<f64> {
        let bargaining: Vec<f64> = (self.case.recipients.iter())
            .map(|who| ledger::bargaining(preparation, asks.contains(&who.id)))
            .collect();
        let in_history = |history: usize| {
            let luck = KeyedDraws { case: &self.case, seed: self.seed, history: history as u64 };
            let HistoryValues { values, lane } = self.numbers(history);
            let context = MeetingContext { case: &self.case, values, lane, luck: &luck };
            let gained = |recipient: usize| {
                let satisfaction = added(parts.iter().map(|part| part.satisfaction[recipient][history]));
                let bargaining = bargaining[recipient];
                meeting::strike(&context, Bargain { recipient, satisfaction, bargaining }).gained
            };
            added((0..bargaining.len()).map(gained))
        };
        (0..self.histories).map(in_history).collect()
    }

    /// Adds one partner: looked up where it learns of at most one item, played anew where of several.
    fn add_partner(&self, partner: usize, parts: &[&Effects], into: &mut Partners) {
        let learned =
            |history: usize| parts.iter().filter(move |part| part.learned[partner][history].is_some());
        let several: Vec<usize> =
            (0..self.histories).filter(|history| learned(*history).nth(1).is_some()).collect();
        let anew = self
            .play(partner, &several, |history| parts.iter().map(move |part| part.learned[partner][history]));
        let rows = &mut into.willingness[2 * self.marks.len() * partner..];
        for history in 0..self.histories {
            let mut learned = learned(history);
            let courses = match (learned.next(), learned.next()) {
                (None, _) => &self.undisturbed[partner],
                (Some(part), None) => &part.alone[partner],
                (Some(_), Some(_)) => &anew,
            };
            let from_partner = parts.iter().filter(|part| part.originator == Some(partner));
            let left: f64 = from_partner.map(|part| part.contributions[history].flow_left).product();
            into.flow[history] += courses.flow(history)[0] * left;
            for (row, number) in rows.iter_mut().zip(courses.at_marks(history)) {
                row[history] = *number;
            }
        }
    }

    /// Plays a partner's months in some histories, given what it learns of each item in them.
    fn play<I: Iterator<Item = Option<Learned>>>(
        &self,
        partner: usize,
        histories: &[usize],
        learned: impl Fn(usize) -> I,
    ) -> SampledCourses {
        let mut courses =
            SampledCourses::new(if histories.is_empty() { 0 } else { self.histories }, self.marks.len());
        let mut values: Values<WIDTH> = self.case.inputs.likely();
        let mut evidence: EvidenceByMonth<WIDTH> = EvidenceByMonth::none(self.case.horizon);
        for packed in histories.chunks(WIDTH) {
            let lanes: [usize; WIDTH] = std::array::from_fn(|lane| packed[lane.min(packed.len() - 1)]);
            evidence.clear();
            for (lane, history) in lanes.into_iter().enumerate() {
                self.case.inputs.copy_drawn(self.numbers(history), &mut values, lane);
                for Learned { month, update } in learned(history).flatten() {
                    evidence.add(lane, month, update);
                }
            }
            let shocks = ShockDraws { seed: self.seed, histories: lanes.map(|history| history as u64) };
            let block = PartnerBlock {
                case: &self.case,
                partner: &self.case.partners[partner],
                values: &values,
                evidence: &evidence,
                shocks: &shocks,
                without: None,
                last_month: self.case.horizon,
            };
            let mut sums = FlowSums::new(self.case.horizon);
            let mut at_marks = AtMarks { marks: &self.marks, seen: Vec::new() };
            let flow = PartnerFlow::new(&block, Batch::splat(1.0), &mut sums);
            flow::play_months(self.processor, &block, flow, &mut at_marks);
            for (lane, history) in packed.iter().enumerate() {
                let flow = sums.flow.map(|lanes| lanes.0[lane]);
                courses.put(*history, flow, at_marks.seen.iter().map(|lanes| lanes.0[lane]));
            }
        }
        courses
    }
}

/// A sum that is 0, and not -0, if there is nothing to add: -0 would reach a table as “-0”.
fn added(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |sum, number| sum + number)
}

/// The sums over the partners of a plan, by history.
struct Partners {
    /// Discounted flow of intelligence, of all partners.
    flow: Vec<f64>,
    /// Content and methods, by partner and mark.
    willingness: Vec<Vec<f64>>,
}

/// Records willingness at the marks: content, then sources and methods.
struct AtMarks<'a> {
    marks: &'a [usize],
    seen: Vec<Batch<WIDTH>>,
}

impl Recorder<WIDTH> for AtMarks<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>, _withheld: &State<WIDTH>) {
        if self.marks.contains(&month) {
            self.seen.push(planned.content);
            self.seen.push(planned.content * planned.access);
        }
    }
}

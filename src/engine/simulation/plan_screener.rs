//! Screening of many plans of one scenario in the same few histories, quickly.
//!
//! What a plan does with one item, and how it is prepared, decides the effects of that item whatever is done with the
//! others: who closes its source, who learns of it when, and how bad that is ([`Effects`]). The outcome of a plan is
//! put together from such parts. Only where a partner learns of
//! several items in the same history are its months played anew; all else is looked up. The numbers are
//! those of the [`ensemble`](super::ensemble), to rounding.
//!
//! Everything is plain data, filled before it is shared among threads: nothing here waits for what another thread works
//! out.

use super::compiled_case::CompiledCase;
use super::consequences::{Gains, ItemContribution, item_contribution, ledger_parts, weights};
use super::draws::KeyedDraws;
use super::evidence_by_month::EvidenceByMonth;
use super::flow::{self, FlowSums};
use super::inputs::{HistoryValues, Inputs, Reads, Values};
use super::item_trace::ItemTrace;
use super::meeting::{self, Evidence, MeetingContext};
use super::months::{PartnerBlock, ShockDraws};
use super::packed_inputs::PackedInputs;
use super::partner_state::{CourseRecorder, State};
use super::row_set::LedgerRow;
use super::screened_bargains::{BlockBargains, Offer};
use crate::engine::mechanisms::belief::EvidenceUpdate;
use crate::engine::mechanisms::ledger;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::Processor;
use crate::scenario::{ItemId, ItemPlan, Plan, Preparation, PriorityField, RecipientId, Scenario};
use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

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
    /// What recipients bargain for, block by block.
    bargains: Vec<BlockBargains>,
    processor: Processor,
    partners: Vec<ScreenedPartner>,
    /// Discounted flow after withholding all, by history.
    withheld: Vec<f64>,
    /// Blocks that no thread packs now: no more are made than there are threads.
    spare: Mutex<Vec<PackedInputs>>,
}

/// A partner, as far as no plan changes it.
struct ScreenedPartner {
    conditions: Conditions,
    /// Its course if it learns of nothing.
    undisturbed: SampledCourses,
}

/// What a partner's months depend on beside what it learns.
struct Conditions {
    /// The partner, by index.
    partner: usize,
    /// The numbers drawn that its months as planned read.
    read: Reads,
    /// Thaws and chills from outside events, by block, then by month.
    shocks: Vec<Vec<Batch<WIDTH>>>,
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
    contributions: Contributions,
    /// By partner.
    partners: Vec<PartnerEffects>,
    /// By recipient and history: what the item is worth to it.
    satisfaction: Vec<Vec<f64>>,
}

/// What an item contributes ([`ItemContribution`]), by history.
#[derive(Default)]
struct Contributions {
    /// 1 where its source is closed, else 0.
    source_lost: Vec<f64>,
    harm: Vec<f64>,
    flow_left: Vec<f64>,
    warning: Vec<f64>,
}

impl Contributions {
    /// Adds a history.
    fn push(&mut self, ItemContribution { source_lost, harm, flow_left, warning }: ItemContribution) {
        self.source_lost.push(if source_lost { 1.0 } else { 0.0 });
        self.harm.push(harm);
        self.flow_left.push(flow_left);
        self.warning.push(warning);
    }
}

/// The effects of telling one item on one partner.
struct PartnerEffects {
    /// By history: what it learns of the item.
    learned: Vec<Option<Learned>>,
    /// The histories in which it learns of the item, rising, and its course if it learns of this item alone: undisturbed in
    /// all others. `None` if it learns of it in none.
    alone: Option<(Vec<usize>, SampledCourses)>,
}

/// The evidence that a partner gets about one item in one history.
#[derive(Clone, Copy)]
struct Learned {
    /// The month in which it learns.
    month: usize,
    /// The bad experience that it adds.
    update: EvidenceUpdate,
}

/// One partner as planned, in rows by history: its discounted flow, then content and methods at every mark.
#[derive(Clone, Debug)]
struct SampledCourses {
    histories: usize,
    numbers: Vec<f64>,
}

impl SampledCourses {
    fn new(histories: usize, marks: usize) -> Self {
        SampledCourses { histories, numbers: vec![0.0; (1 + 2 * marks) * histories] }
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.numbers[row * self.histories..][..self.histories]
    }

    /// Takes over a history from other courses.
    fn take(&mut self, history: usize, other: &SampledCourses) {
        let row_starts = (history..self.numbers.len()).step_by(self.histories);
        row_starts.for_each(|place| self.numbers[place] = other.numbers[place]);
    }

    fn put(&mut self, history: usize, numbers: impl Iterator<Item = f64>) {
        let row_starts = (history..).step_by(self.histories);
        row_starts.zip(numbers).for_each(|(place, number)| self.numbers[place] = number);
    }
}

/// The outcome of a plan, history by history.
#[derive(Clone, Debug)]
pub struct Outcome<'e> {
    marks: Vec<usize>,
    ledger: Vec<Vec<f64>>,
    /// By partner; borrowed where the plan changes nothing, or one item alone does.
    courses: Vec<Cow<'e, SampledCourses>>,
}

impl Outcome<'_> {
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
        self.courses[partner].row(1 + mark * 2 + lane)
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
            let bargains = BlockBargains::new(&case, seed, block, &values);
            (values, bargains)
        };
        let (values, bargains) = (0..histories).step_by(WIDTH).map(drawn).unzip();
        let mut screener = PlanScreener {
            scenario,
            common,
            case,
            inputs,
            seed,
            histories,
            marks,
            values,
            bargains,
            processor,
            partners: Vec::new(),
            withheld: vec![0.0; histories],
            spare: Mutex::default(),
        };
        screener.play_without_meeting();
        screener
    }

    /// How many histories there are.
    pub fn histories(&self) -> usize {
        self.histories
    }

    fn play_without_meeting(&mut self) {
        let all: Vec<usize> = (0..self.histories).collect();
        let nothing = EvidenceByMonth::none(self.case.horizon);
        for partner in 0..self.case.partners.len() {
            let (shocks, withheld): (Vec<_>, Vec<_>) =
                (0..self.values.len()).map(|block| self.play_withheld(partner, block, &nothing)).unzip();
            let conditions = Conditions { partner, read: self.read_by(partner), shocks };
            let mut undisturbed = SampledCourses::new(self.histories, self.marks.len());
            self.play(&conditions, &all, |_| [None].into_iter(), &mut undisturbed);
            self.partners.push(ScreenedPartner { conditions, undisturbed });
            let lanes = withheld.iter().flat_map(|lanes: &Batch<WIDTH>| lanes.0);
            self.withheld.iter_mut().zip(lanes).for_each(|(sum, flow)| *sum += flow);
        }
    }

    /// A partner's outside events in a block, by month, and its discounted flow after withholding all.
    fn play_withheld(
        &self,
        partner: usize,
        block: usize,
        nothing: &EvidenceByMonth<WIDTH>,
    ) -> (Vec<Batch<WIDTH>>, Batch<WIDTH>) {
        let last = self.histories - 1;
        let histories = std::array::from_fn(|lane| (block * WIDTH + lane).min(last) as u64);
        let draws = ShockDraws { seed: self.seed, histories };
        let block = PartnerBlock::new(&self.case, partner, &self.values[block], nothing, &draws);
        let mut shocks = vec![Batch::splat(0.0); self.case.horizon + 1];
        let mut sums = FlowSums::of_flow_alone();
        flow::play_drawn_withheld_months(self.processor, &block, &mut shocks, &mut sums, &mut ());
        (shocks, sums.flow[1])
    }

    /// The numbers drawn that a partner's months as planned read.
    fn read_by(&self, partner: usize) -> Reads {
        let mut packed = PackedInputs::new(&self.case);
        packed.values.start_watching();
        self.play_packed(partner, &packed, &mut ());
        self.case.inputs.drawn_among(packed.values.stop_watching())
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
            contributions: Contributions::default(),
            partners: Vec::with_capacity(partners),
            satisfaction: vec![vec![0.0; histories]; case.recipients.len()],
        };
        let mut learned = vec![vec![None; histories]; partners];
        let mut trace = ItemTrace::default();
        for history in 0..histories {
            let luck = KeyedDraws { case: &case, seed: self.seed, history: history as u64 };
            let HistoryValues { values, lane } = self.numbers(history);
            let context = MeetingContext { case: &case, values, lane, luck: &luck };
            meeting::play_item(&context, index, &mut trace);
            let learned = &mut learned;
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
        let of_partner = |(partner, learned)| self.effects_on(partner, learned);
        effects.partners.extend(learned.into_iter().enumerate().map(of_partner));
        effects
    }

    fn effects_on(&self, partner: usize, learned: Vec<Option<Learned>>) -> PartnerEffects {
        let learning: Vec<usize> =
            (0..self.histories).filter(|history| learned[*history].is_some()).collect();
        let ScreenedPartner { conditions, undisturbed } = &self.partners[partner];
        let alone = (!learning.is_empty()).then(|| {
            let mut courses = undisturbed.clone();
            self.play(conditions, &learning, |history| [learned[history]].into_iter(), &mut courses);
            (learning, courses)
        });
        PartnerEffects { learned, alone }
    }

    /// The outcome of a plan, put together from the effects of its items.
    pub fn outcome<'e>(
        &'e self,
        preparation: Preparation,
        asks: &[RecipientId],
        parts: &[&'e Effects],
    ) -> Outcome<'e> {
        let mut flow = vec![0.0; self.histories];
        let partners = 0..self.case.partners.len();
        let courses = partners.map(|partner| self.add_partner(partner, parts, &mut flow)).collect();
        let ledger = (0..LedgerRow::COUNT).map(|_| Vec::with_capacity(self.values.len() * WIDTH)).collect();
        let mut outcome = Outcome { marks: self.marks.clone(), ledger, courses };
        let bargaining: Vec<f64> = (self.case.recipients.iter())
            .map(|who| ledger::bargaining(preparation, asks.contains(&who.id)))
            .collect();
        for (block, values) in self.values.iter().enumerate() {
            let offer = |recipient: usize| Offer {
                satisfaction: sum_in_block(parts, block, |part| &part.satisfaction[recipient]),
                bargaining: bargaining[recipient],
            };
            let gains = Gains {
                concession: self.bargains[block].gained(self.processor, offer),
                warning: sum_in_block(parts, block, |part| &part.contributions.warning),
                harm: sum_in_block(parts, block, |part| &part.contributions.harm),
            };
            let lost = parts.iter().map(|part| lanes_of(&part.contributions.source_lost, block));
            let lost = lost.fold(Batch::splat(0.0), Batch::max);
            let flow = [&flow, &self.withheld].map(|flow| lanes_of(flow, block));
            let parts = ledger_parts(&self.case, flow, gains);
            let total = parts.total(&weights(&self.case, values));
            for (row, numbers) in LedgerRow::rows(&parts, total, lost) {
                outcome.ledger_mut(row).extend_from_slice(&numbers.0);
            }
        }
        outcome.ledger.iter_mut().for_each(|row| row.truncate(self.histories));
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

    /// The course of one partner: looked up where it learns of at most one item, played anew where of several. What closed
    /// sources leave of its flow is added to that of those before it.
    fn add_partner<'e>(
        &'e self,
        partner: usize,
        parts: &[&'e Effects],
        flow: &mut [f64],
    ) -> Cow<'e, SampledCourses> {
        let ScreenedPartner { conditions, undisturbed } = &self.partners[partner];
        let effects = || parts.iter().map(|part| &part.partners[partner]);
        let mut courses = Cow::Borrowed(undisturbed);
        let (mut before, mut several) = (Vec::<&PartnerEffects>::new(), Vec::new());
        for (on, (learning, alone)) in effects().filter_map(|on| Some((on, on.alone.as_ref()?))) {
            if before.is_empty() {
                courses = Cow::Borrowed(alone);
            } else {
                let is_known = |history: usize| before.iter().any(|on| on.learned[history].is_some());
                let (again, first): (Vec<usize>, Vec<usize>) =
                    learning.iter().partition(|history| is_known(**history));
                let courses = courses.to_mut();
                first.into_iter().for_each(|history| courses.take(history, alone));
                several.extend(again);
            }
            before.push(on);
        }
        if !several.is_empty() {
            several.sort_unstable();
            several.dedup();
            let learned = |history: usize| effects().map(move |on| on.learned[history]);
            self.play(conditions, &several, learned, courses.to_mut());
        }
        let mut left = vec![1.0; self.histories];
        for part in parts.iter().filter(|part| part.originator == Some(partner)) {
            left.iter_mut().zip(&part.contributions.flow_left).for_each(|(left, by)| *left *= by);
        }
        let own = courses.row(0).iter().zip(left);
        flow.iter_mut().zip(own).for_each(|(sum, (own, left))| *sum += own * left);
        courses
    }

    /// Plays a partner's months as planned in some histories, given what it learns of each item in them.
    fn play<I: Iterator<Item = Option<Learned>>>(
        &self,
        conditions: &Conditions,
        histories: &[usize],
        learned: impl Fn(usize) -> I,
        into: &mut SampledCourses,
    ) {
        let Conditions { partner, read, shocks } = conditions;
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let used_before = spare().pop();
        let mut packed = used_before.unwrap_or_else(|| PackedInputs::new(&self.case));
        for together in histories.chunks(WIDTH) {
            packed.evidence.clear();
            for (place, history) in together.iter().enumerate() {
                packed.put(place, read, self.numbers(*history), &shocks[history / WIDTH]);
                for Learned { month, update } in learned(*history).flatten() {
                    packed.evidence.add(place, month, update);
                }
            }
            let mut at_marks = AtMarks { marks: &self.marks, seen: Vec::new() };
            let flow = self.play_packed(*partner, &packed, &mut at_marks);
            for (place, history) in together.iter().enumerate() {
                let numbers = std::iter::once(&flow).chain(&at_marks.seen);
                into.put(*history, numbers.map(|lanes| lanes.0[place]));
            }
        }
        spare().push(packed);
    }

    /// Plays a partner's months as planned in what is packed, and returns its discounted flow.
    fn play_packed(
        &self,
        partner: usize,
        packed: &PackedInputs,
        recorder: &mut impl CourseRecorder<WIDTH>,
    ) -> Batch<WIDTH> {
        let PackedInputs { values, evidence, shocks } = packed;
        // Outside events are drawn already.
        let draws = ShockDraws { seed: self.seed, histories: [0; WIDTH] };
        let block = PartnerBlock::new(&self.case, partner, values, evidence, &draws);
        let (left, mut sums) = (Batch::splat(1.0), FlowSums::of_flow_alone());
        flow::play_shocked_months(self.processor, &block, shocks, left, &mut sums, recorder);
        let [flow, _] = sums.flow;
        flow
    }
}

/// The numbers of a block in a row by history. Lanes beyond the last history hold its number once more.
fn lanes_of(row: &[f64], block: usize) -> Batch<WIDTH> {
    let (start, last) = (block * WIDTH, row.len() - 1);
    match row.get(start..start + WIDTH) {
        Some(whole) => Batch(std::array::from_fn(|lane| whole[lane])),
        None => Batch(std::array::from_fn(|lane| row[(start + lane).min(last)])),
    }
}

/// The sum of one row of all items, in a block. It is 0, and not -0, if there is nothing to add: -0 would reach a table
/// as “-0”.
#[inline(always)]
fn sum_in_block<'e>(
    parts: &[&'e Effects],
    block: usize,
    row: impl Fn(&'e Effects) -> &'e Vec<f64>,
) -> Batch<WIDTH> {
    parts.iter().fold(Batch::splat(0.0), |sum, part| sum + lanes_of(row(part), block))
}

/// Records willingness at the marks: content, then sources and methods.
struct AtMarks<'a> {
    marks: &'a [usize],
    seen: Vec<Batch<WIDTH>>,
}

impl CourseRecorder<WIDTH> for AtMarks<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>) {
        if self.marks.contains(&month) {
            self.seen.extend(planned.willingness());
        }
    }
}

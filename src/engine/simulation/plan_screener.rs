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
use super::flow::{self, FlowSums};
use super::inputs::{HistoryValues, Inputs, Reads, Values};
use super::item_trace::ItemTrace;
use super::meeting::{self, Bargain, Evidence, MeetingContext};
use super::months::{CourseRecorder, EvidenceByMonth, PartnerBlock, ShockDraws, State};
use super::packed_inputs::PackedInputs;
use super::row_set::LedgerRow;
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
    partners: Vec<ScreenedPartner>,
    /// Discounted flow after withholding all, by history.
    withheld: Vec<f64>,
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
    /// By history: whether it learns of the item.
    learns: Vec<bool>,
    /// Its course if it learns of this item alone, in the histories in which it does; `None` if there are none.
    alone: Option<SampledCourses>,
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

    fn put(&mut self, history: usize, numbers: impl Iterator<Item = f64>) {
        let row_starts = (history..).step_by(self.histories);
        row_starts.zip(numbers).for_each(|(place, number)| self.numbers[place] = number);
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
            partners: Vec::new(),
            withheld: vec![0.0; histories],
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
            let undisturbed = self.play(&conditions, &all, |_| [None].into_iter());
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
        let learns: Vec<bool> = learned.iter().map(Option::is_some).collect();
        let affected: Vec<usize> = (0..self.histories).filter(|history| learns[*history]).collect();
        let conditions = &self.partners[partner].conditions;
        let alone = self.play_any(conditions, &affected, |history| [learned[history]].into_iter());
        PartnerEffects { learned, learns, alone }
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
        let [mut harm, mut warning, mut lost] = [0.0; 3].map(|none| vec![none; self.histories]);
        for Effects { contributions, .. } in parts {
            add(&mut harm, &contributions.harm);
            add(&mut warning, &contributions.warning);
            lost.iter_mut().zip(&contributions.source_lost).for_each(|(lost, by)| *lost = by.max(*lost));
        }
        for (block, values) in self.values.iter().enumerate() {
            let lanes = |row: &[f64]| {
                Batch(std::array::from_fn(|lane| row[(block * WIDTH + lane).min(self.histories - 1)]))
            };
            let flow = [lanes(&flow), lanes(&self.withheld)];
            let gains =
                Gains { concession: lanes(&concession), warning: lanes(&warning), harm: lanes(&harm) };
            let lost = lanes(&lost);
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
        let ScreenedPartner { conditions, undisturbed } = &self.partners[partner];
        let effects = || parts.iter().map(|part| &part.partners[partner]);
        let mut items_learned = vec![0_u32; self.histories];
        for PartnerEffects { learns, .. } in effects() {
            items_learned.iter_mut().zip(learns).for_each(|(items, learns)| *items += u32::from(*learns));
        }
        let several: Vec<usize> = (0..self.histories).filter(|history| items_learned[*history] > 1).collect();
        let anew =
            self.play_any(conditions, &several, |history| effects().map(move |on| on.learned[history]));
        let mut flow = vec![0.0; self.histories];
        let rows = 2 * self.marks.len();
        let willingness = &mut into.willingness[rows * partner..][..rows];
        for (index, row) in std::iter::once(&mut flow).chain(willingness).enumerate() {
            row.copy_from_slice(undisturbed.row(index));
            for (learns, alone) in effects().filter_map(|on| Some((&on.learns, on.alone.as_ref()?))) {
                let of_item = alone.row(index).iter().zip(learns);
                row.iter_mut().zip(of_item).for_each(|(number, (alone, learns))| {
                    *number = if *learns { *alone } else { *number };
                });
            }
            if let Some(anew) = &anew {
                several.iter().for_each(|history| row[*history] = anew.row(index)[*history]);
            }
        }
        let mut left = vec![1.0; self.histories];
        for part in parts.iter().filter(|part| part.originator == Some(partner)) {
            left.iter_mut().zip(&part.contributions.flow_left).for_each(|(left, by)| *left *= by);
        }
        let flow = flow.into_iter().zip(left);
        into.flow.iter_mut().zip(flow).for_each(|(sum, (flow, left))| *sum += flow * left);
    }

    /// [`PlanScreener::play`], where there is any history.
    fn play_any<I: Iterator<Item = Option<Learned>>>(
        &self,
        conditions: &Conditions,
        histories: &[usize],
        learned: impl Fn(usize) -> I,
    ) -> Option<SampledCourses> {
        (!histories.is_empty()).then(|| self.play(conditions, histories, learned))
    }

    /// Plays a partner's months as planned in some histories, given what it learns of each item in them.
    fn play<I: Iterator<Item = Option<Learned>>>(
        &self,
        conditions: &Conditions,
        histories: &[usize],
        learned: impl Fn(usize) -> I,
    ) -> SampledCourses {
        let Conditions { partner, read, shocks } = conditions;
        let mut courses = SampledCourses::new(self.histories, self.marks.len());
        let mut packed = PackedInputs::new(&self.case);
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
                courses.put(*history, numbers.map(|lanes| lanes.0[place]));
            }
        }
        courses
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

/// Adds a row, history by history.
fn add(sums: &mut [f64], row: &[f64]) {
    sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
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

impl CourseRecorder<WIDTH> for AtMarks<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>) {
        if self.marks.contains(&month) {
            self.seen.push(planned.content);
            self.seen.push(planned.content * planned.access);
        }
    }
}

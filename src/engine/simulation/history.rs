//! One history with all its events, played as the ensemble plays it.

use super::compiled_case::CompiledCase;
use super::consequences::{Consequences, weights};
use super::draws::{Draw, Draws, KeyedDraws, RecordedDraws};
use super::evidence_by_month::EvidenceByMonth;
use super::flow::{self, FlowSums, PartnerFlow};
use super::inputs::Values;
use super::item_trace::ItemTrace;
use super::meeting::{self, Concession, MeetingContext};
use super::months::{self, Mitigation, PartnerBlock, ShockDraws};
use super::partner_state::{Recorder, State};
use crate::engine::numerics::processor::Processor;
use crate::scenario::Material;

/// One history of a case.
#[derive(Clone, Debug)]
pub struct History {
    /// The course of each item, in the scenario's order.
    pub items: Vec<ItemTrace>,
    /// Every event that was drawn, item by item, then recipient by recipient.
    pub draws: Vec<Draw>,
    /// Each recipient's concession, in the scenario's order.
    pub concessions: Vec<Concession>,
    /// Every partner's months, in the scenario's order.
    pub partners: Vec<PartnerHistory>,
    /// The discounted flow of intelligence: as planned, and after withholding all.
    pub flow: [f64; 2],
    /// The checkable share by month, 0 to 1: as planned, and after withholding all.
    pub checkable: Vec<[f64; 2]>,
    /// Harm to sources.
    pub harm: f64,
    /// Worth of warnings.
    pub warning: f64,
    /// Cost of compensation.
    pub compensation: f64,
    /// The total, weighed by the priorities, against withholding all.
    pub total: f64,
}

/// One partner's months in one history.
#[derive(Clone, Debug)]
pub struct PartnerHistory {
    /// The state of its starting beliefs.
    pub before: State<1>,
    /// Its state in months 0 to the horizon.
    pub months: Vec<State<1>>,
    /// Its state in months 0 to the horizon if everything were withheld, with the same outside events.
    pub withheld: Vec<State<1>>,
}

impl PartnerHistory {
    /// Willingness to share a material with the starting beliefs, 0 to 1.
    pub fn willingness_before(&self, material: Material) -> f64 {
        willingness(&self.before, material)
    }

    /// Willingness to share a material in a month, 0 to 1.
    pub fn willingness(&self, material: Material, month: usize) -> f64 {
        willingness(&self.months[month], material)
    }

    /// Willingness to share a material in a month if everything were withheld, with the same luck, 0 to 1.
    pub fn willingness_if_withheld(&self, material: Material, month: usize) -> f64 {
        willingness(&self.withheld[month], material)
    }

    /// Willingness to share content in a month, 0 to 1.
    pub fn content(&self, month: usize) -> f64 {
        self.months[month].content.0[0]
    }

    /// Willingness to share sources and methods in a month, 0 to 1.
    pub fn methods(&self, month: usize) -> f64 {
        self.months[month].content.0[0] * self.months[month].access.0[0]
    }
}

/// Willingness to share a material in the state of a single history, 0 to 1.
fn willingness(state: &State<1>, material: Material) -> f64 {
    let content = state.content.0[0];
    match material {
        Material::Content => content,
        Material::SourcesAndMethods => content * state.access.0[0],
    }
}

impl Recorder<1> for PartnerHistory {
    #[inline(always)]
    fn month(&mut self, _month: usize, planned: &State<1>, withheld: &State<1>) {
        self.months.push(*planned);
        self.withheld.push(*withheld);
    }
}

/// The numbers and the luck that a history is played with.
pub struct Conditions<'a, K> {
    /// All numbers.
    pub values: &'a Values<1>,
    /// The draws of the meeting.
    pub luck: &'a K,
    /// The draws of outside events.
    pub shocks: ShockDraws<1>,
    /// The instruction set of the hot loop; all give the same bits.
    pub processor: Processor,
    /// What is taken away from every relationship, to see what it holds.
    pub without: Option<Mitigation>,
}

/// Plays the history of a number, as the ensemble with this seed plays it, to the bit.
pub fn play(case: &CompiledCase, seed: u64, history: u64) -> History {
    play_without(case, seed, history, None)
}

/// The same history with something taken away from every relationship.
pub fn play_without(case: &CompiledCase, seed: u64, history: u64, without: Option<Mitigation>) -> History {
    let mut values = case.inputs.likely();
    case.inputs.draw(Processor::PORTABLE, seed, [history], &mut values);
    let conditions = Conditions {
        values: &values,
        luck: &KeyedDraws { case, seed, history },
        shocks: ShockDraws { seed, histories: [history] },
        // A single history fills one lane of a register: a wider instruction set gains nothing.
        processor: Processor::PORTABLE,
        without,
    };
    play_with(case, &conditions)
}

/// Plays a history with given numbers and luck.
pub fn play_with(case: &CompiledCase, conditions: &Conditions<impl Draws>) -> History {
    let Conditions { values, luck, shocks, processor, without } = conditions;
    let luck = RecordedDraws::of(*luck);
    let context = MeetingContext { case, values, lane: 0, luck: &luck };
    let mut consequences = Consequences::new(case);
    let mut items = vec![ItemTrace::default(); case.items.len()];
    meeting::play_items(&context, &mut items);
    consequences.add_items(&context, &items);
    let recipients = 0..case.recipients.len();
    let concessions =
        recipients.map(|recipient| consequences.add_concession(&context, recipient, &items)).collect();
    let mut evidence = vec![EvidenceByMonth::none(case.horizon); case.partners.len()];
    consequences.sum_evidence(&mut evidence);
    let mut sums = FlowSums::new(case.horizon);
    let mut partner_history = |index: usize| {
        let whole = PartnerBlock::new(case, index, values, &evidence[index], shocks);
        let block = PartnerBlock { without: *without, ..whole };
        let months = || Vec::with_capacity(case.horizon + 1);
        let mut history =
            PartnerHistory { before: months::before(&block), months: months(), withheld: months() };
        let flow = PartnerFlow::new(&block, consequences.flow_left[index], &mut sums);
        flow::play_months(*processor, &block, flow, &mut history);
        history
    };
    let partners = (0..case.partners.len()).map(&mut partner_history).collect();
    let ledger = consequences.ledger(case, sums.flow);
    History {
        items,
        draws: luck.into_draws(),
        concessions,
        partners,
        flow: sums.flow.map(|lanes| lanes.0[0]),
        checkable: (0..=case.horizon).map(|month| sums.checkable(month).map(|lanes| lanes.0[0])).collect(),
        harm: ledger.harm.0[0],
        warning: ledger.warning.0[0],
        compensation: ledger.compensation.0[0],
        total: ledger.total(&weights(case, values)).0[0],
    }
}

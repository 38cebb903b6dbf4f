//! One history, with everything that happened in it.

use super::compiled_case::CompiledCase;
use super::draws::{Draw, Keyed, Luck, Recorded};
use super::flow::{FlowSums, PartnerFlow};
use super::inputs::Values;
use super::meeting::{self, Circumstances, ItemTrace};
use super::months::{self, EvidenceByMonth, Listener, ShockDraws, State};
use crate::engine::mechanisms::belief::EvidenceUpdate;
use crate::engine::mechanisms::willingness::PRICE_OF_COMPENSATION;
use crate::engine::numerics::batch::Batch;
use crate::scenario::{Material, PriorityField};

/// One history of a case.
#[derive(Clone, Debug)]
pub struct History {
    /// What became of each item, in the scenario's order.
    pub items: Vec<ItemTrace>,
    /// Every chance that was taken, item by item, then recipient by recipient.
    pub draws: Vec<Draw>,
    /// What each recipient gave and whether it kept its bargain, in the scenario's order.
    pub concessions: Vec<(f64, bool)>,
    /// Every partner's months, in the scenario's order.
    pub partners: Vec<PartnerHistory>,
    /// The discounted flow of intelligence: as planned, and after withholding all.
    pub flow: [f64; 2],
    /// The checkable share by month: as planned, and after withholding all.
    pub checkable: Vec<[f64; 2]>,
    /// Harm to sources.
    pub harm: f64,
    /// What compensation cost.
    pub compensation: f64,
    /// All of it, weighed by the priorities, against withholding all.
    pub total: f64,
}

/// One partner's months in one history.
#[derive(Clone, Debug)]
pub struct PartnerHistory {
    /// The state of its starting beliefs.
    pub before: State<1>,
    /// Its state in months 0 to the horizon.
    pub months: Vec<State<1>>,
}

impl PartnerHistory {
    /// Willingness to share a material in a month.
    pub fn willingness(&self, material: Material, month: usize) -> f64 {
        match material {
            Material::Content => self.content(month),
            Material::SourcesAndMethods => self.methods(month),
        }
    }

    /// Willingness to share content in a month.
    pub fn content(&self, month: usize) -> f64 {
        self.months[month].content.0[0]
    }

    /// Willingness to share sources and methods in a month.
    pub fn methods(&self, month: usize) -> f64 {
        self.months[month].content.0[0] * self.months[month].access.0[0]
    }
}

/// Plays the history of a number, as the ensemble with this seed plays it, to the bit.
pub fn play(case: &CompiledCase, seed: u64, history: u64) -> History {
    let mut values = case.inputs.likely();
    case.inputs.draw(seed, [history], &mut values);
    play_with(case, &values, &Keyed { case, seed, history }, &ShockDraws { seed, histories: [history] })
}

/// Plays a history with given numbers and luck.
pub fn play_with(
    case: &CompiledCase,
    values: &Values<1>,
    luck: &impl Luck,
    shocks: &ShockDraws<1>,
) -> History {
    let luck = Recorded::of(luck);
    let now = Circumstances { case, values, lane: 0, luck: &luck };
    let mut evidence: Vec<EvidenceByMonth<1>> =
        vec![vec![[Batch([0.0]); 2]; case.horizon + 1]; case.partners.len()];
    let mut left = vec![1.0; case.partners.len()];
    let mut harm = 0.0;
    let items = (case.items.iter().enumerate())
        .map(|(index, item)| {
            let mut trace = ItemTrace::default();
            meeting::play_item(&now, index, &mut trace);
            if trace.source_closed() {
                harm += values.at(item.sensitivity, 0);
                if let Some(originator) = item.originator {
                    left[originator] *= 1.0 - values.at(item.source_share, 0);
                }
            }
            meeting::evidence(
                &now,
                index,
                &trace,
                |partner, month, EvidenceUpdate { integrity, control }| {
                    evidence[partner][month][0].0[0] += integrity;
                    evidence[partner][month][1].0[0] += control;
                },
            );
            trace
        })
        .collect();
    let mut sums = FlowSums::new(case.horizon);
    let partners = (0..case.partners.len())
        .map(|index| play_partner(case, index, values, &evidence[index], shocks, left[index], &mut sums))
        .collect();
    let concessions: Vec<(f64, bool)> =
        (0..case.recipients.len()).map(|recipient| meeting::concession(&now, recipient)).collect();
    let flow = sums.flow.map(|lanes| lanes.0[0]);
    let paid: f64 = case.partners.iter().flat_map(|partner| &partner.compensation).sum();
    let compensation = PRICE_OF_COMPENSATION * paid;
    let weight = |field| values.at(case.weights.slot(field), 0);
    let gained: f64 = concessions.iter().map(|(gained, _)| gained).sum();
    let total = weight(PriorityField::Concession) * gained
        + weight(PriorityField::Flow) * (flow[0] - flow[1])
        - weight(PriorityField::Harm) * harm
        - compensation;
    let checkable = (0..=case.horizon).map(|month| sums.checkable(month).map(|lanes| lanes.0[0])).collect();
    let draws = luck.into_draws();
    History { items, draws, concessions, partners, flow, checkable, harm, compensation, total }
}

fn play_partner(
    case: &CompiledCase,
    index: usize,
    values: &Values<1>,
    evidence: &EvidenceByMonth<1>,
    shocks: &ShockDraws<1>,
    left: f64,
    sums: &mut FlowSums<1>,
) -> PartnerHistory {
    struct Notebook<'a> {
        months: Vec<State<1>>,
        flow: PartnerFlow<1>,
        sums: &'a mut FlowSums<1>,
    }
    impl Listener<1> for Notebook<'_> {
        fn month(&mut self, month: usize, planned: &State<1>, withheld: &State<1>) {
            self.flow.month(month, planned, withheld, self.sums);
            self.months.push(*planned);
        }
    }
    let partner = &case.partners[index];
    let flow = PartnerFlow::new(case, partner, values, Batch([left]));
    let mut notebook = Notebook { months: Vec::with_capacity(case.horizon + 1), flow, sums };
    months::play(case, partner, values, Some(evidence), shocks, &mut notebook);
    PartnerHistory { before: months::before(case, partner, values), months: notebook.months }
}

//! Many plans of one scenario in the same few histories, quickly.
//!
//! What is done with one item, and how the telling comes about, decides what that item's part of the
//! meeting leads to, whatever is done with the others: who closes its source, who learns of it when, and
//! how bad that is ([`Effects`]). A plan is put together from such parts. Only where several items strike
//! the same partner in the same history are its months played anew; all else is looked up. The numbers
//! are those of the [`ensemble`](super::ensemble).

use super::compiled_case::CompiledCase;
use super::draws::{Event, Keyed, Luck};
use super::flow::{FlowSums, PartnerFlow};
use super::hot_loop::{self, Block, WIDTH};
use super::inputs::{Inputs, Values};
use super::meeting::{self, Circumstances, ItemTrace};
use super::months::{EvidenceByMonth, Listener, ShockDraws, State};
use super::run::Processor;
use super::samples::LedgerRow;
use crate::engine::mechanisms::belief::EvidenceUpdate;
use crate::engine::mechanisms::ledger;
use crate::engine::mechanisms::willingness::PRICE_OF_COMPENSATION;
use crate::engine::numerics::batch::Batch;
use crate::scenario::{ItemId, ItemPlan, Plan, Preparation, PriorityField, RecipientId, Scenario};
use std::sync::OnceLock;

/// The histories that every plan is played in, with all that no plan changes.
pub struct PlanScreener<'a> {
    scenario: &'a Scenario,
    /// What every plan has: repairs.
    common: Plan,
    case: CompiledCase,
    inputs: Inputs,
    seed: u64,
    histories: usize,
    /// The months that are looked at.
    marks: Vec<usize>,
    values: Vec<Values<WIDTH>>,
    processor: Processor,
    /// By partner: its course if it learns of nothing.
    calm: Vec<Courses>,
    /// Discounted flow after withholding all, by history.
    withheld: Vec<f64>,
}

/// What one item's part of a plan leads to, history by history.
pub struct Effects {
    harm: Vec<f64>,
    lost: Vec<bool>,
    /// The originator, by index among the partners, and what closed sources leave of its flow.
    left: Option<(usize, Vec<f64>)>,
    /// By partner: what it learns.
    strikes: Vec<Vec<Strike>>,
    /// By recipient: what it is worth to it.
    satisfaction: Vec<Vec<f64>>,
    /// By partner: its course if it learns of nothing else.
    alone: Vec<OnceLock<Courses>>,
}

#[derive(Clone, Copy, Default)]
struct Strike {
    /// The month after which it counts; nothing is learned where it is `None`.
    month: Option<u32>,
    update: EvidenceUpdate,
}

/// One partner in every history: its discounted flow, then content and methods at every mark.
struct Courses {
    stride: usize,
    numbers: Vec<f64>,
}

impl Courses {
    fn new(histories: usize, marks: usize) -> Self {
        let stride = 1 + 2 * marks;
        Courses { stride, numbers: vec![0.0; stride * histories] }
    }

    fn of(&self, history: usize) -> &[f64] {
        &self.numbers[history * self.stride..][..self.stride]
    }

    fn of_mut(&mut self, history: usize) -> &mut [f64] {
        &mut self.numbers[history * self.stride..][..self.stride]
    }
}

/// What a plan leads to, history by history.
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
    /// Histories in which plans of a scenario with these repairs are played, looked at in these months.
    pub fn new(scenario: &'a Scenario, common: &Plan, seed: u64, histories: u64, months: &[u32]) -> Self {
        let common = Plan { repairs: common.repairs.clone(), ..Plan::named("") };
        let inputs = Inputs::of(scenario);
        let case = CompiledCase::with_inputs(scenario, &common, None, inputs.clone());
        let histories = (histories as usize).max(1);
        let mut marks: Vec<usize> = months.iter().map(|month| (*month as usize).min(case.horizon)).collect();
        marks.sort_unstable();
        marks.dedup();
        let drawn = |first: usize| {
            let mut values = case.inputs.likely();
            let block = std::array::from_fn(|lane| (first + lane).min(histories - 1) as u64);
            case.inputs.draw(seed, block, &mut values);
            values
        };
        let values = (0..histories).step_by(WIDTH).map(drawn).collect();
        let processor = Processor::best();
        let mut screener = PlanScreener {
            scenario,
            common,
            inputs,
            seed,
            histories,
            marks,
            values,
            processor,
            calm: Vec::new(),
            withheld: vec![0.0; histories],
            case,
        };
        screener.stay_calm();
        screener
    }

    /// How many histories there are.
    pub fn histories(&self) -> usize {
        self.histories
    }

    fn stay_calm(&mut self) {
        let all: Vec<usize> = (0..self.histories).collect();
        let mut withheld = vec![0.0; self.histories];
        for partner in 0..self.case.partners.len() {
            let mut courses = Courses::new(self.histories, self.marks.len());
            self.play(partner, &all, |_| [].into_iter(), &mut courses, Some(&mut withheld));
            self.calm.push(courses);
        }
        self.withheld = withheld;
    }

    /// What telling an item so leads to.
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
        let originator = case.items[index].originator;
        let (histories, partners) = (self.histories, case.partners.len());
        let mut effects = Effects {
            harm: vec![0.0; histories],
            lost: vec![false; histories],
            left: originator.map(|partner| (partner, vec![1.0; histories])),
            strikes: vec![vec![Strike::default(); histories]; partners],
            satisfaction: vec![vec![0.0; histories]; case.recipients.len()],
            alone: (0..partners).map(|_| OnceLock::new()).collect(),
        };
        let mut trace = ItemTrace::default();
        for history in 0..histories {
            let luck = Keyed { case: &case, seed: self.seed, history: history as u64 };
            let (values, lane) = (&self.values[history / WIDTH], history % WIDTH);
            let now = Circumstances { case: &case, values, lane, luck: &luck };
            meeting::play_item(&now, index, &mut trace);
            if trace.source_closed() {
                effects.harm[history] = values.at(case.items[index].sensitivity, lane);
                effects.lost[history] = true;
                if let Some((_, left)) = &mut effects.left {
                    left[history] = 1.0 - values.at(case.items[index].source_share, lane);
                }
            }
            meeting::evidence(&now, index, &trace, |partner, month, update| {
                effects.strikes[partner][history] = Strike { month: Some(month as u32), update };
            });
            for recipient in 0..case.recipients.len() {
                effects.satisfaction[recipient][history] = meeting::satisfaction(&now, recipient);
            }
        }
        effects
    }

    /// What a plan leads to that is put together from what is done with each item.
    pub fn outcome(&self, preparation: Preparation, asks: &[RecipientId], parts: &[&Effects]) -> Outcome {
        let mut outcome = Outcome {
            marks: self.marks.clone(),
            ledger: vec![vec![0.0; self.histories]; LedgerRow::COUNT],
            willingness: vec![vec![0.0; self.histories]; 2 * self.marks.len() * self.case.partners.len()],
        };
        let mut flow = vec![0.0; self.histories];
        for partner in 0..self.case.partners.len() {
            self.add_partner(partner, parts, &mut flow, &mut outcome);
        }
        self.concessions(preparation, asks, parts, &mut outcome.ledger[LedgerRow::Concession as usize]);
        let paid: f64 = self.case.partners.iter().flat_map(|partner| &partner.compensation).sum();
        for history in 0..self.histories {
            let (values, lane) = (&self.values[history / WIDTH], history % WIDTH);
            let weight = |field| values.at(self.case.weights.slot(field), lane);
            let harm: f64 = parts.iter().map(|part| part.harm[history]).sum();
            let concession = outcome.ledger[LedgerRow::Concession as usize][history];
            let (flow, compensation) = (flow[history] - self.withheld[history], PRICE_OF_COMPENSATION * paid);
            let total = weight(PriorityField::Concession) * concession + weight(PriorityField::Flow) * flow
                - weight(PriorityField::Harm) * harm
                - compensation;
            let lost = parts.iter().any(|part| part.lost[history]);
            for (row, value) in [
                (LedgerRow::Flow, flow),
                (LedgerRow::Harm, harm),
                (LedgerRow::Compensation, compensation),
                (LedgerRow::Total, total),
                (LedgerRow::SourceLost, f64::from(u8::from(lost))),
            ] {
                outcome.ledger[row as usize][history] = value;
            }
        }
        outcome
    }

    /// What the flow contributes to the total, by history.
    pub fn weighed_flow(&self, outcome: &Outcome) -> Vec<f64> {
        let slot = self.case.weights.slot(PriorityField::Flow);
        let weight = |history: usize| self.values[history / WIDTH].at(slot, history % WIDTH);
        let flow = outcome.ledger(LedgerRow::Flow);
        flow.iter().enumerate().map(|(history, flow)| weight(history) * flow).collect()
    }

    fn concessions(
        &self,
        preparation: Preparation,
        asks: &[RecipientId],
        parts: &[&Effects],
        concession: &mut [f64],
    ) {
        for (index, who) in self.case.recipients.iter().enumerate() {
            let hoped_for = ledger::bargaining(preparation, asks.contains(&who.id));
            for (history, sum) in concession.iter_mut().enumerate() {
                let (values, lane) = (&self.values[history / WIDTH], history % WIDTH);
                let satisfaction = parts.iter().map(|part| part.satisfaction[index][history]).sum();
                let due = ledger::concession(
                    values.at(who.concession, lane),
                    values.at(who.appetite, lane),
                    satisfaction,
                );
                let luck = Keyed { case: &self.case, seed: self.seed, history: history as u64 };
                let chance = values.at(who.reciprocity, lane) * hoped_for;
                if due > 0.0 && luck.happens(Event::ConcessionKept { recipient: index }, chance) {
                    *sum += due;
                }
            }
        }
    }

    /// One partner's part: looked up where at most one item strikes it, played anew where several do.
    fn add_partner(&self, partner: usize, parts: &[&Effects], flow: &mut [f64], outcome: &mut Outcome) {
        let striking =
            |history: usize| parts.iter().filter(move |part| part.strikes[partner][history].month.is_some());
        let several: Vec<usize> =
            (0..self.histories).filter(|history| striking(*history).nth(1).is_some()).collect();
        let mut anew = Courses::new(if several.is_empty() { 0 } else { self.histories }, self.marks.len());
        if !several.is_empty() {
            let strikes = |history: usize| parts.iter().map(move |part| part.strikes[partner][history]);
            self.play(partner, &several, strikes, &mut anew, None);
        }
        let mut next = several.iter().copied().peekable();
        let marks = self.marks.len();
        for history in 0..self.histories {
            let course = if next.next_if_eq(&history).is_some() {
                anew.of(history)
            } else {
                match striking(history).next() {
                    Some(part) => self.alone(part, partner).of(history),
                    None => self.calm[partner].of(history),
                }
            };
            let left: f64 = (parts.iter())
                .filter_map(|part| part.left.as_ref().filter(|(who, _)| *who == partner))
                .map(|(_, left)| left[history])
                .product();
            flow[history] += course[0] * left;
            for (place, value) in course[1..].iter().enumerate() {
                outcome.willingness[2 * marks * partner + place][history] = *value;
            }
        }
    }

    fn alone<'e>(&self, part: &'e Effects, partner: usize) -> &'e Courses {
        part.alone[partner].get_or_init(|| {
            let mut courses = Courses::new(self.histories, self.marks.len());
            let strikes = &part.strikes[partner];
            let struck: Vec<usize> =
                (0..self.histories).filter(|history| strikes[*history].month.is_some()).collect();
            self.play(partner, &struck, |history| [strikes[history]].into_iter(), &mut courses, None);
            courses
        })
    }

    /// Plays a partner's months in some histories; its untouched flow is added to `withheld`, if asked.
    fn play<I: Iterator<Item = Strike>>(
        &self,
        partner: usize,
        histories: &[usize],
        strikes: impl Fn(usize) -> I,
        courses: &mut Courses,
        mut withheld: Option<&mut Vec<f64>>,
    ) {
        let who = &self.case.partners[partner];
        let mut values: Values<WIDTH> = self.case.inputs.likely();
        let none = [Batch::splat(0.0); 2];
        let mut evidence: EvidenceByMonth<WIDTH> = vec![none; self.case.horizon + 1];
        for packed in histories.chunks(WIDTH) {
            let lanes: [usize; WIDTH] = std::array::from_fn(|lane| packed[lane.min(packed.len() - 1)]);
            evidence.fill(none);
            for (lane, history) in lanes.into_iter().enumerate() {
                let from = (&self.values[history / WIDTH], history % WIDTH);
                self.case.inputs.carry(from.0, from.1, &mut values, lane);
                for strike in strikes(history) {
                    if let Some(month) = strike.month {
                        evidence[month as usize][0].0[lane] += strike.update.integrity;
                        evidence[month as usize][1].0[lane] += strike.update.control;
                    }
                }
            }
            let flow = PartnerFlow::new(&self.case, who, &values, Batch::splat(1.0));
            let sums = FlowSums::new(self.case.horizon);
            let mut watcher = Watcher { flow, sums, marks: &self.marks, seen: Vec::new() };
            let shocks = ShockDraws { seed: self.seed, histories: lanes.map(|history| history as u64) };
            let block = Block {
                case: &self.case,
                partner: who,
                values: &values,
                evidence: Some(&evidence),
                shocks: &shocks,
            };
            hot_loop::play(self.processor, &block, &mut watcher);
            let Watcher { sums, seen, .. } = watcher;
            for (lane, history) in packed.iter().enumerate() {
                let course = courses.of_mut(*history);
                course[0] = sums.flow[0].0[lane];
                for (place, value) in course[1..].iter_mut().zip(&seen) {
                    *place = value.0[lane];
                }
                if let Some(withheld) = &mut withheld {
                    withheld[*history] += sums.flow[1].0[lane];
                }
            }
        }
    }
}

/// Takes down the flow, and willingness at the marks.
struct Watcher<'a> {
    flow: PartnerFlow<WIDTH>,
    sums: FlowSums<WIDTH>,
    marks: &'a [usize],
    seen: Vec<Batch<WIDTH>>,
}

impl Listener<WIDTH> for Watcher<'_> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<WIDTH>, withheld: &State<WIDTH>) {
        self.flow.month(month, planned, withheld, &mut self.sums);
        if self.marks.contains(&month) {
            self.seen.push(planned.content);
            self.seen.push(planned.content * planned.access);
        }
    }
}

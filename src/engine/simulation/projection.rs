//! The projection: statistics of everything that is shown, summed up from the shards of a run.

use super::compiled_case::{CompiledCase, ItemCase, PartnerCase};
use super::ensemble::{Cancelled, Ensemble, Monitor, Progress, Run, SHARD, on_threads};
use super::flow::FlowSums;
use super::kept_rows::KeptRows;
use super::passes::{Passes, Playing, ROW_BYTES, bytes_of_summing};
use super::row_set::{LedgerRow, RowSet};
use super::row_summaries::{HomeSummary, MonthSummary, RepresentativeHistories, RowSummaries};
use super::samples::{Counts, ItemCounts, Samples, SplitSums, mean_pick};
use super::shards::{CarriedFlow, PlayedPass, PlayedRun};
use super::streamed_rows::StreamedRows;
use crate::engine::mechanisms::attribution;
use crate::engine::numerics::batch::WIDTH;
use crate::engine::numerics::processor::Processor;
use crate::engine::numerics::statistics::{Chance, Statistics, Summariser, share};
use crate::scenario::{ActorId, ItemId, Material, PerMaterial, RecipientId};

/// One partner over the months.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerCourse {
    /// The partner.
    pub partner: ActorId,
    /// Willingness of the starting beliefs.
    pub before: PerMaterial<Statistics>,
    /// Willingness in months 0 to the horizon.
    pub months: Vec<PerMaterial<Statistics>>,
    /// The change against *before*, history by history, in months 0 to the horizon.
    pub change: Vec<PerMaterial<Statistics>>,
    /// Willingness in months 0 to the horizon as [`DOTS`](crate::engine::DOTS) equally likely values, rising: the
    /// quantiles at 1, 3, 5 … 99 per cent.
    pub dots: Vec<PerMaterial<Vec<f64>>>,
    /// In how many histories it has learned of nothing by the end of months 0 to the horizon.
    pub unaware: Vec<Chance>,
    /// The means where it has learned of something and where not, in months 0 to the horizon.
    pub split: Vec<Split>,
}

/// Mean willingness in a month, over some histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanWillingness {
    /// As planned.
    pub planned: PerMaterial<f64>,
    /// If nothing were said, in the same month with the same luck.
    pub withheld: PerMaterial<f64>,
}

impl MeanWillingness {
    /// The change against saying nothing.
    pub fn change(&self, material: Material) -> f64 {
        self.planned.of(material) - self.withheld.of(material)
    }
}

/// A partner's mean willingness in a month, split by whether it has learned (model, section 11): the mean of
/// all alone describes no partner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The share of histories in which it has learned of something, or heard, by then.
    pub share: Chance,
    /// Over those; `None` if there are none.
    pub learned: Option<MeanWillingness>,
    /// Over the others; `None` if there are none.
    pub unaware: Option<MeanWillingness>,
    /// Over all; `None` if no history was played.
    pub all: Option<MeanWillingness>,
}

impl PartnerCourse {
    /// Mean willingness in a month over all histories; `None` after the horizon, and if no history was played.
    pub fn mean(&self, month: usize) -> Option<&MeanWillingness> {
        self.split.get(month)?.all.as_ref()
    }

    /// Mean willingness over all histories in months 0 to the horizon; none if no history was played.
    pub fn means(&self) -> impl Iterator<Item = &MeanWillingness> {
        self.split.iter().filter_map(|month| month.all.as_ref())
    }

    /// Willingness to share a material, month by month.
    pub fn months_of(&self, material: Material) -> Vec<&Statistics> {
        self.months.iter().map(|month| month.of(material)).collect()
    }
}

/// Home's gains and losses, against withholding everything with the same luck.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Concessions gained.
    pub concession: Statistics,
    /// Change in the discounted flow of intelligence.
    pub flow: Statistics,
    /// Harm to sources.
    pub harm: Statistics,
    /// Worth of warnings.
    pub warning: Statistics,
    /// Cost of compensation.
    pub compensation: Statistics,
    /// All of it, weighed by the priorities.
    pub total: Statistics,
}

impl Ledger {
    fn new(home: &HomeSummary) -> Self {
        let row = |row: LedgerRow| home.ledger(row);
        Ledger {
            concession: row(LedgerRow::Concession),
            flow: row(LedgerRow::Flow),
            harm: row(LedgerRow::Harm),
            warning: row(LedgerRow::Warning),
            compensation: row(LedgerRow::Compensation),
            total: row(LedgerRow::Total),
        }
    }

    /// Its parts and the total, by their names in JSON and CSV.
    pub fn parts(&self) -> [(&'static str, &Statistics); 6] {
        [
            ("concession", &self.concession),
            ("flow", &self.flow),
            ("harm", &self.harm),
            ("warning", &self.warning),
            ("compensation", &self.compensation),
            ("total", &self.total),
        ]
    }
}

/// The level at which one actor comes to hold an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// The item.
    pub item: ItemId,
    /// The actor.
    pub actor: ActorId,
    /// The level held before the meeting, 0 to 4.
    pub before: usize,
    /// The chance of holding exactly level 0 to 4 in the end; sums to 1.
    pub chance: [Chance; 5],
    /// The chance that this actor, hostile to the originator, closes the source.
    pub closes_source: Chance,
    /// Mean chance of picking the true source from what it holds, over the histories in which it
    /// holds anything new, with the likely number of plausible sources; 0 where it never does.
    pub picks_source: f64,
    /// Its hostility to the originator, 0 to 1, at the likely affinity.
    pub hostility: f64,
}

/// The chance that a partner learns that an item was passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Learning {
    /// The item.
    pub item: ItemId,
    /// The partner: the originator, or another that hears of it.
    pub partner: ActorId,
    /// Chance of learning in month 0.
    pub in_month_0: Chance,
    /// Chance of learning by the end of the horizon.
    pub by_end: Chance,
}

/// The outcome of one item's disclosure.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemOutcome {
    /// The item.
    pub item: ItemId,
    /// The chance that its source is found and closed.
    pub source_found: Chance,
    /// The chance that it becomes public.
    pub public: Chance,
    /// The chance that its originator is handed it by somebody it was passed to.
    pub handed_back: Chance,
    /// The chance that the originator grants exactly nothing, gist … sources and methods, where it is asked.
    pub granted: Option<[Chance; 5]>,
}

/// The result of a run for one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// How many histories stand behind it.
    pub histories: u64,
    /// How many were played to get them; more than `histories` only if some were set aside.
    pub histories_played: u64,
    /// The seed of its draws.
    pub seed: u64,
    /// Months after month 0.
    pub horizon_months: u32,
    /// Every partner, in the scenario's order.
    pub partners: Vec<PartnerCourse>,
    /// Gains and losses.
    pub ledger: Ledger,
    /// The share of the flow that home can check, in months 0 to the horizon.
    pub checkable: Vec<Statistics>,
    /// The change of that share against withholding with the same luck, in months 0 to the horizon.
    pub checkable_change: Vec<Statistics>,
    /// Histories to look at one by one.
    pub representative: RepresentativeHistories,
    /// The levels at which actors hold items: item by item, every actor but home and the originator.
    pub knowledge: Vec<Knowledge>,
    /// The outcome of each item's disclosure.
    pub items: Vec<ItemOutcome>,
    /// The chances that partners learn of it: item by item, every partner.
    pub learning: Vec<Learning>,
    /// For each recipient in the scenario's order: the chance that a concession, if any is due, is kept.
    pub bargain_holds: Vec<(RecipientId, f64)>,
}

impl Projection {
    /// The course of one partner.
    pub fn partner(&self, partner: &ActorId) -> Option<&PartnerCourse> {
        self.partners.iter().find(|course| course.partner == *partner)
    }
}

/// Projects a case: plays a run as often as its rows need, and sums it up.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn project(case: &CompiledCase, run: &Run, monitor: &dyn Monitor) -> Result<Projection, Cancelled> {
    let ensemble = Ensemble::new(case, run.seed, run.processor);
    on_threads(run.threads, || {
        let (histories, histories_played) = ensemble.histories(run, monitor)?;
        let bytes = run.row_bytes.unwrap_or(ROW_BYTES);
        let all = RowSet::all(case.partners.len(), case.horizon);
        let passes = Passes::new(&all, histories.len(), bytes);
        let progress = Progress::new(monitor, passes.stages(), histories.len());
        let mut carried = carried_flow(case, &passes, histories.len());
        let mut summary = Summary::new(case, ensemble.processor, histories.len());
        for rows in &passes.rows {
            let (summaries, counts) = match passes.playing {
                Playing::Kept | Playing::CarryingFlow => {
                    let PlayedPass { shards, counts } =
                        ensemble.pass(&histories, rows, &mut carried, &progress)?;
                    let bytes = bytes_of_summing(bytes);
                    (summary.of_kept(rows, &shards, bytes, &|| progress.check())?, counts)
                }
                Playing::Streamed => {
                    let summariser = &summary.summariser;
                    let streamed = StreamedRows { ensemble, histories: &histories, rows, bytes, summariser };
                    streamed.summaries(&progress)?
                }
            };
            summary.add(rows, summaries, counts);
        }
        Ok(summary.projection(run.seed, histories_played))
    })
}

/// Sums up a run whose rows are all kept.
pub fn summarise_run(case: &CompiledCase, run: &Run, played: &PlayedRun) -> Projection {
    let PlayedRun { shards, histories_played } = played;
    let rows = RowSet::all(case.partners.len(), case.horizon);
    let mut counts = Counts::new(case, &rows);
    shards.iter().for_each(|samples| counts.merge(&samples.counts));
    let ensemble = Ensemble::new(case, run.seed, run.processor);
    let histories = shards.iter().map(|samples| samples.histories.len()).sum();
    let mut summary = Summary::new(case, ensemble.processor, histories);
    match summary.of_kept(&rows, shards, bytes_of_summing(ROW_BYTES), &|| Ok(())) {
        Ok(summaries) => summary.add(&rows, summaries, counts),
        Err(Cancelled) => unreachable!("nobody stops it"),
    }
    summary.projection(run.seed, *histories_played)
}

/// A projection that is put together pass by pass.
struct Summary<'a> {
    case: &'a CompiledCase,
    histories: usize,
    summariser: Summariser,
    /// Every partner, with what is summed up of it so far.
    partners: Vec<PartnerCourse>,
    /// By partner and month.
    split: Vec<Vec<SplitSums>>,
    checkable: Vec<Statistics>,
    checkable_change: Vec<Statistics>,
    ledger: Ledger,
    representative: RepresentativeHistories,
    /// What is counted in all histories.
    counts: Counts,
}

impl<'a> Summary<'a> {
    fn new(case: &'a CompiledCase, processor: Processor, histories: usize) -> Self {
        Summary {
            case,
            histories,
            summariser: Summariser::new(processor, histories),
            partners: case.partners.iter().map(|partner| PartnerCourse::new(case, partner)).collect(),
            split: vec![Vec::new(); case.partners.len()],
            checkable: Vec::new(),
            checkable_change: Vec::new(),
            ledger: Ledger::default(),
            representative: RepresentativeHistories::default(),
            counts: Counts::default(),
        }
    }

    /// Sums up rows that are kept, with about so many bytes.
    fn of_kept(
        &self,
        rows: &RowSet,
        shards: &[Samples],
        bytes: usize,
        check: &(dyn Fn() -> Result<(), Cancelled> + Sync),
    ) -> Result<RowSummaries, Cancelled> {
        KeptRows { rows, shards, summariser: &self.summariser, bytes, check }.summaries()
    }

    /// Adds rows that were summed up, and what was counted with them.
    fn add(&mut self, rows: &RowSet, summaries: RowSummaries, mut counts: Counts) {
        let RowSummaries { before, months: of_months, home } = summaries;
        for (course, before) in self.partners[rows.partners.clone()].iter_mut().zip(before) {
            course.before = before;
        }
        let months = rows.months.len();
        for (index, MonthSummary { now, change, dots }) in of_months.into_iter().enumerate() {
            let course = &mut self.partners[rows.partners.start + index / months];
            course.months.push(now);
            course.change.push(change);
            course.dots.push(dots);
        }
        for (partner, split) in rows.partners.clone().zip(&mut counts.split) {
            self.split[partner] = std::mem::take(split);
        }
        if let Some(home) = home {
            self.ledger = Ledger::new(&home);
            self.representative = home.representative;
            self.checkable = home.checkable;
            self.checkable_change = home.checkable_change;
            self.counts = counts;
        }
    }

    /// The projection, once the rows of all passes are summed up.
    fn projection(self, seed: u64, histories_played: u64) -> Projection {
        let Summary { case, histories, mut partners, counts: Counts { items, first_learned, .. }, .. } = self;
        for ((course, split), learned) in partners.iter_mut().zip(&self.split).zip(&first_learned) {
            // Without histories there are no shares of them.
            let months = if histories == 0 { 0 } else { learned.len() };
            course.unaware = unaware(&learned[..months], histories);
            course.split = self::split(&split[..months], learned, histories);
        }
        Projection {
            histories: histories as u64,
            histories_played,
            seed,
            horizon_months: case.horizon as u32,
            partners,
            ledger: self.ledger,
            checkable: self.checkable,
            checkable_change: self.checkable_change,
            representative: self.representative,
            knowledge: knowledge(case, &items, histories),
            items: case
                .items
                .iter()
                .zip(&items)
                .map(|(item, samples)| outcome(item, samples, histories))
                .collect(),
            learning: learning(case, &items, histories),
            bargain_holds: (case.recipients.iter())
                .map(|who| (who.id.clone(), case.inputs.likely_value(who.reciprocity) * who.bargaining))
                .collect(),
        }
    }
}

/// The flow that is carried from pass to pass, by shard.
fn carried_flow(case: &CompiledCase, passes: &Passes, histories: usize) -> Vec<CarriedFlow> {
    let carries_flow = passes.playing == Playing::CarryingFlow;
    let of_shard = |first: usize| {
        let blocks = (histories - first).min(SHARD).div_ceil(WIDTH);
        vec![FlowSums::new(case.horizon); if carries_flow { blocks } else { 0 }]
    };
    (0..histories).step_by(SHARD).map(of_shard).collect()
}

impl PartnerCourse {
    /// The course of a partner of which nothing is summed up yet.
    fn new(case: &CompiledCase, partner: &PartnerCase) -> Self {
        let none = PerMaterial { content: Statistics::default(), methods: Statistics::default() };
        PartnerCourse {
            partner: case.actors[partner.actor].id.clone(),
            before: none,
            months: Vec::new(),
            change: Vec::new(),
            dots: Vec::new(),
            unaware: Vec::new(),
            split: Vec::new(),
        }
    }
}

/// A partner's mean willingness where it has learned by each month, where not, and over all.
fn split(sums: &[SplitSums], first_learned: &[u64], histories: usize) -> Vec<Split> {
    let mut learned = 0;
    let in_month = |(sums, first): (&SplitSums, &u64)| {
        learned += first;
        let [aware, unaware] = [sums.learned, sums.unaware].map(Totals);
        Split {
            share: share(learned, histories),
            learned: aware.over(learned),
            unaware: unaware.over(histories as u64 - learned),
            all: aware.plus(unaware.0).over(histories as u64),
        }
    };
    sums.iter().zip(first_learned).map(in_month).collect()
}

/// Sums of willingness: as planned, and after withholding everything.
#[derive(Clone, Copy)]
struct Totals([PerMaterial<f64>; 2]);

impl Totals {
    fn plus(self, more: [PerMaterial<f64>; 2]) -> Totals {
        let add = |sum: PerMaterial<f64>, more: PerMaterial<f64>| PerMaterial {
            content: sum.content + more.content,
            methods: sum.methods + more.methods,
        };
        Totals([add(self.0[0], more[0]), add(self.0[1], more[1])])
    }

    /// The means over some histories; `None` over no history.
    fn over(self, histories: u64) -> Option<MeanWillingness> {
        let mean = |sum: PerMaterial<f64>| PerMaterial {
            content: sum.content / histories as f64,
            methods: sum.methods / histories as f64,
        };
        let [planned, withheld] = self.0;
        (histories > 0).then(|| MeanWillingness { planned: mean(planned), withheld: mean(withheld) })
    }
}

/// The chance that a partner has learned of nothing by each month.
fn unaware(first_learned: &[u64], histories: usize) -> Vec<Chance> {
    let in_month = |unaware: &mut u64, first: &u64| {
        *unaware -= first;
        Some(share(*unaware, histories))
    };
    first_learned.iter().scan(histories as u64, in_month).collect()
}

fn knowledge(case: &CompiledCase, counts: &[ItemCounts], histories: usize) -> Vec<Knowledge> {
    let mut knowledge = Vec::new();
    for (item, samples) in case.items.iter().zip(counts) {
        for (index, actor) in case.actors.iter().enumerate() {
            if index == case.home || index == item.originator_actor {
                continue;
            }
            knowledge.push(Knowledge {
                item: item.id.clone(),
                actor: actor.id.clone(),
                before: item.held[index].index(),
                chance: held_in_the_end(item, samples, index, histories),
                closes_source: share(samples.closed_by[index], histories),
                picks_source: mean_pick(
                    &item.likelihood_ratio,
                    case.inputs.likely_value(item.plausible_sources),
                    &samples.levels[index],
                ),
                hostility: (item.hostile.iter().find(|(hostile, _)| *hostile == index))
                    .map_or(0.0, |(_, slot)| attribution::hostility(case.inputs.likely_value(*slot))),
            });
        }
    }
    knowledge
}

/// The chance of each level in the end: what was held before, or what is newly held if that is more.
fn held_in_the_end(item: &ItemCase, samples: &ItemCounts, actor: usize, histories: usize) -> [Chance; 5] {
    let held = item.held[actor].index();
    let mut counts = samples.levels[actor];
    for lower in 0..held {
        counts[held] += std::mem::take(&mut counts[lower]);
    }
    // An item that nobody is told is not played, so nothing was counted.
    if counts.iter().sum::<u64>() == 0 {
        counts[held] = histories as u64;
    }
    counts.map(|count| share(count, histories))
}

fn outcome(item: &ItemCase, samples: &ItemCounts, histories: usize) -> ItemOutcome {
    ItemOutcome {
        item: item.id.clone(),
        source_found: share(samples.closed, histories),
        public: share(samples.public, histories),
        handed_back: share(samples.handed_back, histories),
        granted: item.answers.is_some().then(|| samples.granted.map(|count| share(count, histories))),
    }
}

fn learning(case: &CompiledCase, counts: &[ItemCounts], histories: usize) -> Vec<Learning> {
    let of_item = |(item, samples): (&ItemCase, &ItemCounts)| {
        (case.partners.iter().enumerate())
            .map(|(index, partner)| {
                let [first, end] = samples.learned[index];
                Learning {
                    item: item.id.clone(),
                    partner: case.actors[partner.actor].id.clone(),
                    in_month_0: share(first, histories),
                    by_end: share(end, histories),
                }
            })
            .collect::<Vec<_>>()
    };
    case.items.iter().zip(counts).flat_map(of_item).collect()
}

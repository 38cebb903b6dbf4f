//! Samples of a shard of histories: every number that is summed up later, history by history, and counts of what
//! happened.

use super::compiled_case::CompiledCase;
use super::flow::FlowSums;
use super::item_trace::ItemTrace;
use super::partner_state::{CourseRecorder, State};
use super::row_set::{LedgerRow, PartnerLayout, RowSet};
use super::sample_matrix::SampleMatrix;
use crate::engine::mechanisms::attribution;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::{Kernel, Processor};
use crate::scenario::{Level, PerMaterial};
use std::ops::Range;

/// Counts of what happened with one item.
#[derive(Clone, Debug, Default)]
pub struct ItemCounts {
    /// In how many histories its source was closed.
    pub closed: u64,
    /// In how many it became public.
    pub public: u64,
    /// In how many the originator was handed it.
    pub handed_back: u64,
    /// In how many each level was granted, where the originator was asked and the answer was drawn.
    pub granted: [u64; 5],
    /// By actor: in how many histories it newly holds each level.
    pub levels: Vec<[u64; 5]>,
    /// By actor: in how many it closed the source.
    pub closed_by: Vec<u64>,
    /// By partner: in how many it learned in month 0, and by the end.
    pub learned: Vec<[u64; 2]>,
}

impl ItemCounts {
    /// Nothing counted yet.
    pub fn new(case: &CompiledCase) -> Self {
        ItemCounts {
            levels: vec![[0; 5]; case.actors.len()],
            closed_by: vec![0; case.actors.len()],
            learned: vec![[0; 2]; case.partners.len()],
            ..ItemCounts::default()
        }
    }

    /// Counts one history.
    pub fn count(&mut self, case: &CompiledCase, item: usize, trace: &ItemTrace) {
        self.closed += u64::from(trace.source_closed());
        self.public += u64::from(trace.public);
        self.handed_back += u64::from(trace.handed_back);
        if let Some(granted) = trace.granted {
            self.granted[granted.index()] += 1;
        }
        for (counts, level) in self.levels.iter_mut().zip(&trace.levels) {
            counts[level.index()] += 1;
        }
        for actor in &trace.closed_by {
            self.closed_by[*actor] += 1;
        }
        for (partner, counts) in self.learned.iter_mut().enumerate() {
            let month = trace.known_to(&case.items[item], partner);
            counts[0] += u64::from(month == Some(0));
            counts[1] += u64::from(month.is_some());
        }
    }

    /// Adds another shard's counts.
    pub fn merge(&mut self, other: &ItemCounts) {
        self.closed += other.closed;
        self.public += other.public;
        self.handed_back += other.handed_back;
        let add = |sum: &mut u64, more: &u64| *sum += more;
        self.granted.iter_mut().zip(&other.granted).for_each(|(a, b)| add(a, b));
        self.levels.iter_mut().flatten().zip(other.levels.iter().flatten()).for_each(|(a, b)| add(a, b));
        self.closed_by.iter_mut().zip(&other.closed_by).for_each(|(a, b)| add(a, b));
        self.learned.iter_mut().flatten().zip(other.learned.iter().flatten()).for_each(|(a, b)| add(a, b));
    }
}

/// The samples of a shard of histories.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The histories, by number.
    pub histories: Vec<u64>,
    /// Willingness: [`PartnerLayout`].
    pub willingness: SampleMatrix,
    /// Gains and losses: [`LedgerRow`].
    pub ledger: SampleMatrix,
    /// The checkable share in each month as planned, then less the one after withholding all.
    pub checkable: SampleMatrix,
    /// What is counted and summed over the histories.
    pub counts: Counts,
}

/// What is counted and summed over some histories. The sums are exact, so that those of shards add up to the same
/// bits in any order.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Counts of what happened with each item.
    pub items: Vec<ItemCounts>,
    /// By partner and month: in how many histories it first learned of anything.
    pub first_learned: Vec<Vec<u64>>,
    /// By partner and month: sums over the histories in which it has learned of something, and over the others.
    pub split: Vec<Vec<SplitSums>>,
}

/// Shares rounded to multiples of 2^-30, so that sums of up to 2^23 of them are exact: they come out the same to
/// the bit in whatever parts and order they are added up.
#[inline(always)]
fn summable(shares: Batch<WIDTH>) -> Batch<WIDTH> {
    // A number of this size has 2^-30 as its last digit, so that adding it rounds.
    const ROUNDER: f64 = (1_u64 << 22) as f64;
    shares.plus(ROUNDER).plus(-ROUNDER)
}

/// How many sums a block is added up to: two histories share one, since these are read and written each month.
const SUMS: usize = WIDTH / 2;

/// Adds shares in the histories that are counted, which have a number above 0.
#[inline(always)]
fn add(sums: &mut [Batch<SUMS>; 2], counted: Batch<WIDTH>, shares: [Batch<WIDTH>; 2]) {
    for (sum, shares) in sums.iter_mut().zip(shares) {
        for half in 0..2 {
            for (place, sum) in sum.0.iter_mut().enumerate() {
                let lane = half * SUMS + place;
                *sum = if counted.0[lane] > 0.0 { *sum + shares.0[lane] } else { *sum };
            }
        }
    }
}

/// Willingness in a month, summed over some histories: as planned, and after withholding everything.
pub type WillingnessSums = [PerMaterial<f64>; 2];

/// Sums over the histories in which a partner has learned of something by a month, and over the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SplitSums {
    /// Over those in which it has learned or heard.
    pub learned: WillingnessSums,
    /// Over those in which it has not.
    pub unaware: WillingnessSums,
}

impl SplitSums {
    /// Nothing summed yet.
    pub(super) const NONE: Self = {
        let none = [PerMaterial { content: 0.0, methods: 0.0 }; 2];
        SplitSums { learned: none, unaware: none }
    };

    fn merge(&mut self, other: &SplitSums) {
        let add = |sums: &mut WillingnessSums, more: &WillingnessSums| {
            for (sum, more) in sums.iter_mut().zip(more) {
                sum.content += more.content;
                sum.methods += more.methods;
            }
        };
        add(&mut self.learned, &other.learned);
        add(&mut self.unaware, &other.unaware);
    }
}

/// [`SplitSums`] in the making, while a shard is played. One shard's are used again for the next: kept with every shard,
/// they would be a quarter of its memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SplitLanes {
    /// As planned.
    planned: CourseLanes,
    /// After withholding everything.
    withheld: CourseLanes,
}

impl SplitLanes {
    /// Nothing summed yet.
    pub const NONE: Self = SplitLanes { planned: CourseLanes::NONE, withheld: CourseLanes::NONE };

    /// The sums over all lanes.
    fn total(&self) -> SplitSums {
        let courses = [self.planned, self.withheld];
        SplitSums { learned: courses.map(CourseLanes::learned), unaware: courses.map(CourseLanes::unaware) }
    }
}

/// Willingness to share content, and sources and methods, in one course of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
struct CourseLanes {
    /// Summed over all histories.
    all: [Batch<SUMS>; 2],
    /// Summed over those in which the partner has learned of something.
    learned: [Batch<SUMS>; 2],
}

impl CourseLanes {
    const NONE: Self = {
        let none = [Batch([0.0; SUMS]); 2];
        CourseLanes { all: none, learned: none }
    };

    /// Over the histories in which the partner has learned of something.
    fn learned(self) -> PerMaterial<f64> {
        Self::total(self.learned)
    }

    /// Over the others: the sums are exact, so that what is left of all is theirs to the bit.
    fn unaware(self) -> PerMaterial<f64> {
        let (all, learned) = (Self::total(self.all), self.learned());
        PerMaterial { content: all.content - learned.content, methods: all.methods - learned.methods }
    }

    fn total([content, methods]: [Batch<SUMS>; 2]) -> PerMaterial<f64> {
        let total = |lanes: Batch<SUMS>| lanes.0.iter().sum::<f64>();
        PerMaterial { content: total(content), methods: total(methods) }
    }
}

/// The month in which a partner first learns of anything in one history; `None` if it never does.
pub(super) fn first_learned(case: &CompiledCase, partner: usize, traces: &[ItemTrace]) -> Option<usize> {
    case.items.iter().zip(traces).filter_map(|(item, trace)| trace.known_to(item, partner)).min()
}

/// The month in which a partner first learns of anything in some histories; infinite where it never does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstLearned {
    /// The month, by lane.
    pub month: Batch<WIDTH>,
    /// 1 where the lane is a history of its own, 0 where it only fills the block.
    pub counted: Batch<WIDTH>,
}

impl FirstLearned {
    /// Nothing learned, and no history counted yet.
    pub const NONE: Self =
        FirstLearned { month: Batch([f64::INFINITY; WIDTH]), counted: Batch([0.0; WIDTH]) };

    /// Notes the month in one history.
    pub(super) fn put(&mut self, lane: usize, month: Option<usize>) {
        self.month.0[lane] = month.map_or(f64::INFINITY, |month| month as f64);
        self.counted.0[lane] = 1.0;
    }

    /// The month in one history.
    pub(super) fn in_lane(&self, lane: usize) -> Option<usize> {
        let month = self.month.0[lane];
        month.is_finite().then_some(month as usize)
    }

    /// 1 in each history that counts and in which the partner has learned by a month, else 0.
    #[inline(always)]
    fn by(&self, month: usize) -> Batch<WIDTH> {
        let now = month as f64;
        self.month.zip(self.counted, |first, counted| if first <= now { counted } else { 0.0 })
    }
}

impl Counts {
    /// Nothing counted yet, by what is kept of a run.
    pub fn new(case: &CompiledCase, rows: &RowSet) -> Self {
        let of_items = || case.items.iter().filter(|_| rows.keeps_all_of_home());
        let of_partners = || case.partners.iter().filter(|_| rows.keeps_all_of_home());
        Counts {
            items: of_items().map(|_| ItemCounts::new(case)).collect(),
            first_learned: of_partners().map(|_| vec![0; case.horizon + 1]).collect(),
            split: vec![vec![SplitSums::NONE; rows.months.len()]; rows.partners.len()],
        }
    }

    /// Counts what happened in one history, given when each partner first learns. An item that nobody is told is not
    /// counted: nothing happens.
    pub fn count(
        &mut self,
        case: &CompiledCase,
        traces: &[ItemTrace],
        learned: impl Iterator<Item = Option<usize>>,
    ) {
        for (index, trace) in traces.iter().enumerate() {
            if case.items[index].is_told() {
                self.items[index].count(case, index, trace);
            }
        }
        for (months, first) in self.first_learned.iter_mut().zip(learned) {
            if let Some(month) = first {
                months[month] += 1;
            }
        }
    }

    /// Adds another shard's counts and sums.
    pub fn merge(&mut self, other: &Counts) {
        self.items.iter_mut().zip(&other.items).for_each(|(sum, more)| sum.merge(more));
        let months = self.first_learned.iter_mut().zip(&other.first_learned);
        months.flat_map(|(sums, more)| sums.iter_mut().zip(more)).for_each(|(sum, more)| *sum += more);
        let months = self.split.iter_mut().zip(&other.split);
        months.flat_map(|(sums, more)| sums.iter_mut().zip(more)).for_each(|(sum, more)| sum.merge(more));
    }
}

impl Samples {
    /// Samples of some histories before any is played: all 0. Of other rows than those kept there are none.
    pub fn new(case: &CompiledCase, rows: &RowSet, histories: &[u64]) -> Self {
        let matrix = |rows: usize| SampleMatrix::new(rows, histories.len());
        Samples {
            histories: histories.to_vec(),
            willingness: matrix(rows.of_willingness()),
            ledger: matrix(rows.of_ledger()),
            checkable: matrix(rows.of_checkable()),
            counts: Counts::new(case, rows),
        }
    }

    /// Writes the sums that were kept by lane, by partner and month, while the shard was played.
    pub fn put_split(&mut self, split: &[Vec<SplitLanes>]) {
        let total = |months: &Vec<SplitLanes>| months.iter().map(SplitLanes::total).collect();
        self.counts.split = split.iter().map(total).collect();
    }

    /// Writes the checkable shares of some months of a block.
    pub fn put_checkable(&mut self, sums: &FlowSums<WIDTH>, months: Range<usize>, first: usize) {
        let count = months.len();
        for (row, month) in months.enumerate() {
            let [planned, withheld] = sums.checkable(month);
            self.checkable.put(row, first, planned);
            self.checkable.put(count + row, first, planned - withheld);
        }
    }

    /// Writes one block's part of the ledger.
    pub fn put_ledger(&mut self, row: LedgerRow, first: usize, lanes: Batch<WIDTH>) {
        self.ledger.put(row as usize, first, lanes);
    }
}

/// Where one partner's willingness is kept.
pub struct WillingnessRows<'a> {
    /// The samples of the shard.
    pub willingness: &'a mut SampleMatrix,
    /// The partner's sums, by month that is kept.
    pub split: &'a mut [SplitLanes],
    /// The months that are kept.
    pub months: Range<usize>,
    /// The partner's rows.
    pub layout: PartnerLayout,
}

impl WillingnessRows<'_> {
    #[inline(always)]
    fn put(&mut self, rows: [usize; 2], first: usize, willingness: [Batch<WIDTH>; 2]) {
        for (row, lanes) in rows.into_iter().zip(willingness) {
            self.willingness.put(row, first, lanes);
        }
    }
}

/// Writes one partner's willingness after withholding everything in one block of histories: in some of them it is as
/// planned too.
pub struct WithheldRows<'a, 'r> {
    /// Where it is kept.
    pub rows: &'a mut WillingnessRows<'r>,
    /// The place of the block's first history in the samples.
    pub first: usize,
    /// When the partner first learns.
    pub learned: FirstLearned,
    /// 1 in the histories in which its months as planned are those after withholding everything, else 0.
    pub left_alone: Batch<WIDTH>,
}

impl CourseRecorder<WIDTH> for WithheldRows<'_, '_> {
    #[inline(always)]
    fn before(&mut self, state: &State<WIDTH>) {
        self.put_before(state.willingness());
    }

    #[inline(always)]
    fn month(&mut self, month: usize, state: &State<WIDTH>) {
        self.put_month(month, state.willingness());
    }
}

impl WithheldRows<'_, '_> {
    /// Writes its willingness of the starting beliefs: content, and sources and methods.
    #[inline(always)]
    pub fn put_before(&mut self, willingness: [Batch<WIDTH>; 2]) {
        self.rows.put(self.rows.layout.before(), self.first, willingness);
    }

    /// Writes its willingness in a month, if that is kept.
    #[inline(always)]
    pub fn put_month(&mut self, month: usize, willingness: [Batch<WIDTH>; 2]) {
        if !self.rows.months.contains(&month) {
            return;
        }
        self.rows.put(self.rows.layout.month(month), self.first, willingness);
        let shares = willingness.map(summable);
        let (counted, learned) = (self.learned.counted, self.learned.by(month));
        let SplitLanes { planned, withheld } = &mut self.rows.split[month - self.rows.months.start];
        add(&mut withheld.all, counted, shares);
        add(&mut withheld.learned, learned, shares);
        add(&mut planned.all, counted * self.left_alone, shares);
        add(&mut planned.learned, learned * self.left_alone, shares);
    }
}

/// One partner's willingness as planned, month by month, in histories of several blocks.
pub struct PackedWillingness {
    /// When the partner first learns.
    learned: FirstLearned,
    /// By month: content, and sources and methods.
    months: Vec<[Batch<WIDTH>; 2]>,
}

impl PackedWillingness {
    /// Nothing packed yet.
    pub fn new(horizon: usize) -> Self {
        PackedWillingness { learned: FirstLearned::NONE, months: vec![[Batch::splat(0.0); 2]; horizon + 1] }
    }

    /// Forgets what was packed.
    pub fn clear(&mut self) {
        self.learned = FirstLearned::NONE;
    }

    /// Takes over when the partner learns in the history of a lane.
    pub fn take(&mut self, place: usize, learned: &FirstLearned, lane: usize) {
        self.learned.put(place, learned.in_lane(lane));
    }

    /// Adds the sums of all that is packed.
    pub fn add_to_split(&self, processor: Processor, rows: &mut WillingnessRows<'_>) {
        processor.run(AddToSplit { packed: self, months: rows.months.clone(), split: rows.split });
    }

    /// Writes the willingness to the rows of the histories that are packed, given their places among the samples.
    pub fn write(&self, rows: &mut WillingnessRows<'_>, histories: impl Iterator<Item = usize> + Clone) {
        for month in rows.months.clone() {
            for (row, lanes) in rows.layout.month(month).into_iter().zip(&self.months[month]) {
                let row = rows.willingness.row_mut(row);
                histories.clone().zip(lanes.0).for_each(|(history, share)| row[history] = share);
            }
        }
    }
}

struct AddToSplit<'a> {
    packed: &'a PackedWillingness,
    months: Range<usize>,
    split: &'a mut [SplitLanes],
}

impl Kernel for AddToSplit<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let AddToSplit { packed, months, split } = self;
        for (split, month) in split.iter_mut().zip(months) {
            let shares = packed.months[month].map(summable);
            add(&mut split.planned.all, packed.learned.counted, shares);
            add(&mut split.planned.learned, packed.learned.by(month), shares);
        }
    }
}

impl CourseRecorder<WIDTH> for PackedWillingness {
    #[inline(always)]
    fn month(&mut self, month: usize, state: &State<WIDTH>) {
        self.months[month] = state.willingness();
    }
}

/// The mean chance with which an actor that newly holds an item picks the true source, over what it holds; 0 if it
/// never holds anything new.
pub fn mean_pick(likelihood_ratio: &[f64; 5], plausible_sources: f64, levels: &[u64; 5]) -> f64 {
    let (mut sum, mut holding) = (0.0, 0);
    for level in Level::ALL.into_iter().skip(1) {
        let count = levels[level.index()];
        sum += count as f64 * attribution::picks_source(likelihood_ratio[level.index()], plausible_sources);
        holding += count;
    }
    if holding == 0 { 0.0 } else { sum / holding as f64 }
}

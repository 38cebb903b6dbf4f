//! Rows that are not kept: histories are played part by part, and played again, until all that is asked of the rows is
//! found. Of each history only its number and its total stay in memory. One more look suffices where what is to be gathered
//! fits; else the looks grow in number with the histories.

use super::ensemble::{Cancelled, Ensemble, Progress};
use super::kept_rows::{joined_row, subtract};
use super::row_set::{LedgerRow, PartnerLayout, RowSet};
use super::row_summaries::{HomeSummary, MonthSummary, RowSummaries};
use super::sample_matrix::SampleMatrix;
use super::samples::{Counts, Samples};
use super::shards::{Pass, PlayedPass};
use crate::engine::numerics::statistics::{Statistics, Summariser};
use crate::engine::numerics::statistics_of_parts::{CountedNumbers, GatheredNumbers, PartsOfSum};
use crate::scenario::PerMaterial;
use rayon::prelude::*;
use std::ops::Range;

/// The stages in which rows are looked at: their numbers are counted, then some are gathered.
pub(super) const STAGES: usize = 2;

/// The fewest intervals in which the numbers of a row are counted, however little memory there is.
const LEAST_INTERVALS: usize = 16;
/// The most: so many that one more look gathers what is needed of a usual run, so few that their counts stay in the
/// first-level cache.
const MOST_INTERVALS: usize = 8_192;

/// The rows of a part may take all bytes divided by this.
const SHARE_OF_PART: usize = 4;

/// Series of a partner before the meeting.
const SERIES_BEFORE: usize = 2;
/// Series of a partner in a month: of each material willingness, and its change.
const SERIES_OF_MONTH: usize = 4;

/// About the most bytes that counts may take, and then what is gathered, if all may take so many.
fn bytes_of_looks(bytes: usize) -> usize {
    bytes - bytes / SHARE_OF_PART
}

/// How many partners can be looked at together, with so many months, if all may take so many bytes; at least 1.
pub(super) fn partners_at_once(months: usize, bytes: usize) -> usize {
    let of_partner = SERIES_BEFORE + SERIES_OF_MONTH * months;
    (bytes_of_looks(bytes) / (CountedNumbers::bytes(MOST_INTERVALS) * of_partner)).max(1)
}

/// Rows to be summed up without being kept.
pub(super) struct StreamedRows<'a> {
    pub ensemble: Ensemble<'a>,
    pub histories: &'a [u64],
    pub rows: &'a RowSet,
    /// About the most bytes that all may take.
    pub bytes: usize,
    pub summariser: &'a Summariser,
}

/// Numbers of which there is one in every history: a row, or what it has beyond another.
#[derive(Clone, Copy, Debug)]
struct Series {
    /// The table of the samples that has the row.
    table: fn(&Samples) -> &SampleMatrix,
    row: usize,
    /// The row that is subtracted, history by history.
    less: Option<usize>,
    /// Whether its distribution is wanted too.
    with_dots: bool,
}

impl Series {
    fn of(table: fn(&Samples) -> &SampleMatrix, row: usize) -> Self {
        Series { table, row, less: None, with_dots: false }
    }

    /// Its numbers in some histories.
    fn numbers(&self, shards: &[Samples]) -> Vec<f64> {
        let mut numbers = joined_row(shards, self.table, self.row);
        self.less.iter().for_each(|less| subtract(&mut numbers, shards, self.table, *less));
        numbers
    }
}

/// The series of all rows: those of partners before the meeting, then in each month, then those of home.
fn series(rows: &RowSet) -> Vec<Series> {
    let willingness = |row| Series::of(|samples| &samples.willingness, row);
    let layouts = || rows.partners.clone().map(|partner| PartnerLayout::among(rows, partner));
    let before = layouts().flat_map(PartnerLayout::before).map(willingness);
    let in_month = |layout: PartnerLayout, month| {
        let now_and_change = |(row, before)| {
            let now = Series { with_dots: true, ..willingness(row) };
            [now, Series { less: Some(before), with_dots: false, ..now }]
        };
        layout.month(month).into_iter().zip(layout.before()).flat_map(now_and_change)
    };
    let months =
        layouts().flat_map(|layout| rows.months.clone().flat_map(move |month| in_month(layout, month)));
    let checkable = (0..rows.of_checkable()).map(|row| Series::of(|samples| &samples.checkable, row));
    let of_ledger = if rows.keeps_ledger() { LedgerRow::SHOWN } else { 0 };
    let ledger = (0..of_ledger).map(|row| Series::of(|samples| &samples.ledger, row));
    let all: Vec<Series> = before.chain(months).chain(checkable).chain(ledger).collect();
    let of_partners = (SERIES_BEFORE + SERIES_OF_MONTH * rows.months.len()) * rows.partners.len();
    debug_assert_eq!(all.len(), of_partners + rows.of_checkable() + of_ledger);
    all
}

impl StreamedRows<'_> {
    /// All of them, summed up, and what is counted beside them.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn summaries(&self, progress: &Progress<'_>) -> Result<(RowSummaries, Counts), Cancelled> {
        self.ensemble.with_pass(self.rows, false, |pass| {
            let looks = RepeatedLooks {
                streamed: self,
                pass,
                series: series(self.rows),
                parts: self.parts(),
                progress,
            };
            progress.start_stage(1);
            let FirstLook { counted, happened, totals } = looks.first()?;
            let statistics = looks.statistics(counted)?;
            Ok((self.put_together(statistics, &totals), happened))
        })
    }

    /// The parts in which histories are played, each with all rows in memory.
    fn parts(&self) -> PartsOfSum {
        let most = self.bytes / SHARE_OF_PART / (size_of::<f64>() * self.rows.count());
        PartsOfSum::new(self.histories.len(), most)
    }

    /// The summaries of the rows, from the statistics of the series.
    fn put_together(&self, statistics: Vec<(Statistics, Vec<f64>)>, totals: &[f64]) -> RowSummaries {
        let mut rest = statistics.into_iter();
        let mut next = || rest.next().expect("statistics of each series");
        let partners = self.rows.partners.len();
        let before = (0..partners).map(|_| [next().0, next().0]);
        let before = before.map(|[content, methods]| PerMaterial { content, methods }).collect();
        let mut month = || {
            let [content, methods] = [(); 2].map(|()| (next(), next().0));
            let ((content, content_dots), content_change) = content;
            let ((methods, methods_dots), methods_change) = methods;
            MonthSummary {
                now: PerMaterial { content, methods },
                change: PerMaterial { content: content_change, methods: methods_change },
                dots: PerMaterial { content: content_dots, methods: methods_dots },
            }
        };
        let months = (0..partners * self.rows.months.len()).map(|_| month()).collect();
        let home = self.rows.keeps_all_of_home().then(|| {
            let [checkable, ledger] = [self.rows.of_checkable(), LedgerRow::SHOWN]
                .map(|rows| (0..rows).map(|_| next().0).collect());
            HomeSummary::new(checkable, ledger, totals, self.histories)
        });
        RowSummaries { before, months, home }
    }
}

/// Rows that are looked at again and again.
struct RepeatedLooks<'a> {
    streamed: &'a StreamedRows<'a>,
    pass: &'a Pass<'a>,
    series: Vec<Series>,
    parts: PartsOfSum,
    progress: &'a Progress<'a>,
}

/// What is known after the first look.
struct FirstLook {
    /// By series.
    counted: Vec<CountedNumbers>,
    /// What happened in all histories.
    happened: Counts,
    /// The total of gains and losses by history, if it is kept.
    totals: Vec<f64>,
}

impl RepeatedLooks<'_> {
    /// Plays all histories, part by part.
    fn each_part(&self, mut of: impl FnMut(PlayedPass)) -> Result<(), Cancelled> {
        let mut rest = self.streamed.histories;
        for length in &self.parts.lengths {
            let (part, others) = rest.split_at(*length);
            of(self.pass.shards_without_carried_flow(part, self.progress)?);
            rest = others;
        }
        Ok(())
    }

    /// The first look.
    fn first(&self) -> Result<FirstLook, Cancelled> {
        let StreamedRows { ensemble, rows, histories, .. } = self.streamed;
        let fitting = CountedNumbers::intervals_in(bytes_of_looks(self.streamed.bytes) / self.series.len());
        let intervals = fitting.clamp(LEAST_INTERVALS, MOST_INTERVALS);
        let mut counted: Vec<CountedNumbers> = Vec::new();
        let mut happened = self.pass.no_counts();
        let mut totals = Vec::with_capacity(if rows.keeps_ledger() { histories.len() } else { 0 });
        self.each_part(|PlayedPass { shards, counts }| {
            if counted.is_empty() {
                let start = |series: &Series| CountedNumbers::new(&series.numbers(&shards), intervals);
                counted = self.series.par_iter().map(start).collect();
            }
            let count = |(numbers, series): (&mut CountedNumbers, &Series)| {
                numbers.add(ensemble.processor, &series.numbers(&shards));
            };
            counted.par_iter_mut().zip(&self.series).for_each(count);
            happened.merge(&counts);
            if rows.keeps_ledger() {
                totals.extend(joined_row(&shards, |samples| &samples.ledger, LedgerRow::Total as usize));
            }
        })?;
        Ok(FirstLook { counted, happened, totals })
    }

    /// The statistics of all series, after as many more looks as it takes to gather what they need.
    fn statistics(&self, counted: Vec<CountedNumbers>) -> Result<Vec<(Statistics, Vec<f64>)>, Cancelled> {
        let StreamedRows { ensemble, summariser, .. } = self.streamed;
        let counted = counted.into_par_iter().zip(&self.series);
        let mut gathered: Vec<GatheredNumbers> = counted
            .map(|(numbers, series)| numbers.into_gathered(&self.parts, summariser, series.with_dots))
            .collect();
        let looks = series_by_look(&gathered, bytes_of_looks(self.streamed.bytes));
        self.progress.start_stage(looks.len());
        for (index, gathering) in looks.into_iter().enumerate() {
            gathered[gathering.clone()].iter_mut().for_each(GatheredNumbers::start);
            // Squares are summed up in the first of these looks, of all.
            let looked_at = if index == 0 { 0..self.series.len() } else { gathering.clone() };
            self.each_part(|PlayedPass { shards, .. }| {
                let look = |(numbers, series): (&mut GatheredNumbers, &Series)| {
                    let part = series.numbers(&shards);
                    if index == 0 {
                        numbers.add_squares(&part);
                    }
                    numbers.gather(ensemble.processor, &part);
                };
                let numbers = gathered[looked_at.clone()].par_iter_mut();
                numbers.zip(&self.series[looked_at.clone()]).for_each(look);
            })?;
            gathered[gathering].par_iter_mut().for_each(|numbers| numbers.finish(summariser));
        }
        Ok(gathered.par_iter().map(|numbers| numbers.statistics(&self.parts, summariser)).collect())
    }
}

/// By look, the series whose numbers can be gathered together if that may take so many bytes: in each look at least one,
/// whatever it takes.
fn series_by_look(gathered: &[GatheredNumbers], bytes: usize) -> Vec<Range<usize>> {
    let mut looks: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (index, numbers) in gathered.iter().enumerate() {
        used += numbers.bytes();
        match looks.last_mut() {
            Some(look) if used <= bytes => look.end = index + 1,
            _ => {
                looks.push(index..index + 1);
                used = numbers.bytes();
            }
        }
    }
    looks
}

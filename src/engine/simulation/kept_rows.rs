//! Rows that are kept, summed up side by side.

use super::ensemble::Cancelled;
use super::row_set::{LedgerRow, PartnerLayout, RowSet};
use super::row_summaries::{HomeSummary, MonthSummary, RowSummaries};
use super::sample_matrix::SampleMatrix;
use super::samples::Samples;
use crate::engine::numerics::statistics::{Statistics, Summariser};
use crate::scenario::PerMaterial;
use rayon::prelude::*;

/// The most bytes that are used to sum up a row, by history: a copy of it, the interval of each number, and the place and
/// a copy of each that shares an interval with a quantile, which all may do.
const BYTES_OF_ROW: usize = 22;

/// Rows that are kept, to be summed up.
#[derive(Clone, Copy)]
pub(super) struct KeptRows<'a> {
    /// Which they are.
    pub rows: &'a RowSet,
    /// Where they are, in the order of the histories.
    pub shards: &'a [Samples],
    /// Sums them up.
    pub summariser: &'a Summariser,
    /// About the most bytes that may be used to sum them up side by side.
    pub bytes: usize,
    /// Asked again and again whether to go on.
    pub check: &'a (dyn Fn() -> Result<(), Cancelled> + Sync),
}

impl<'a> KeptRows<'a> {
    /// All of them, summed up.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn summaries(&self) -> Result<RowSummaries, Cancelled> {
        let RowSet { partners, months, .. } = self.rows;
        let before = self.at_once(partners.len(), |index| self.before(partners.start + index))?;
        // Those of all partners together: no thread waits at the end of a partner's.
        let of_months = self.at_once(partners.len() * months.len(), |index| {
            self.month(partners.start + index / months.len(), months.start + index % months.len())
        })?;
        let home = if self.rows.keeps_all_of_home() { Some(self.home()?) } else { None };
        Ok(RowSummaries { before, months: of_months, home })
    }

    fn home(&self) -> Result<HomeSummary, Cancelled> {
        let checkable = |row| self.summarise(|samples| &samples.checkable, row);
        let checkable = self.at_once(self.rows.of_checkable(), checkable)?;
        let ledger = self.at_once(LedgerRow::SHOWN, |row| self.summarise(|samples| &samples.ledger, row))?;
        let totals = joined_row(self.shards, |samples| &samples.ledger, LedgerRow::Total as usize);
        let histories: Vec<u64> =
            self.shards.iter().flat_map(|samples| &samples.histories).copied().collect();
        Ok(HomeSummary::new(checkable, ledger, &totals, &histories))
    }

    /// So many summaries, on several threads, of long rows on few.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    fn at_once<T: Send>(&self, count: usize, of: impl Fn(usize) -> T + Sync) -> Result<Vec<T>, Cancelled> {
        let histories: usize = self.shards.iter().map(|samples| samples.histories.len()).sum();
        let most = (self.bytes / (BYTES_OF_ROW * histories.max(1))).max(1);
        let mut made = Vec::with_capacity(count);
        for first in (0..count).step_by(most) {
            let indices = first..count.min(first + most);
            let some = indices.into_par_iter().map(|index| (self.check)().map(|()| of(index)));
            made.append(&mut some.collect::<Result<Vec<T>, Cancelled>>()?);
        }
        Ok(made)
    }

    /// Statistics of a row.
    fn summarise(&self, table: impl Fn(&'a Samples) -> &'a SampleMatrix, row: usize) -> Statistics {
        self.summariser.summarise(&joined_row(self.shards, table, row))
    }

    /// A partner's willingness of the starting beliefs.
    fn before(&self, partner: usize) -> PerMaterial<Statistics> {
        let rows = PartnerLayout::among(self.rows, partner).before();
        let [content, methods] = rows.map(|row| self.summarise(|samples| &samples.willingness, row));
        PerMaterial { content, methods }
    }

    /// A partner's willingness in a month that is kept.
    fn month(&self, partner: usize, month: usize) -> MonthSummary {
        let layout = PartnerLayout::among(self.rows, partner);
        let (before, now) = (layout.before(), layout.month(month));
        let [content, methods] = [0, 1].map(|material: usize| {
            let willingness = |samples: &'a Samples| &samples.willingness;
            let mut numbers = joined_row(self.shards, willingness, now[material]);
            let (statistics, dots) = self.summariser.summarise_with_dots(&numbers);
            subtract(&mut numbers, self.shards, willingness, before[material]);
            (statistics, self.summariser.summarise(&numbers), dots)
        });
        MonthSummary {
            now: PerMaterial { content: content.0, methods: methods.0 },
            change: PerMaterial { content: content.1, methods: methods.1 },
            dots: PerMaterial { content: content.2, methods: methods.2 },
        }
    }
}

/// One row, of all shards, in the order of the histories.
pub(super) fn joined_row<'a>(
    shards: &'a [Samples],
    table: impl Fn(&'a Samples) -> &'a SampleMatrix,
    row: usize,
) -> Vec<f64> {
    let rows: Vec<&[f64]> = shards.iter().map(|samples| table(samples).row(row)).collect();
    rows.concat()
}

/// Subtracts a row, of all shards, history by history.
pub(super) fn subtract<'a>(
    numbers: &mut [f64],
    shards: &'a [Samples],
    table: impl Fn(&'a Samples) -> &'a SampleMatrix,
    row: usize,
) {
    let mut rest = numbers;
    for subtracted in shards.iter().map(|samples| table(samples).row(row)) {
        let (here, others) = rest.split_at_mut(subtracted.len());
        here.iter_mut().zip(subtracted).for_each(|(number, subtracted)| *number -= subtracted);
        rest = others;
    }
}

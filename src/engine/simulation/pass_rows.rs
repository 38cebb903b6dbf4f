//! The rows of a pass, summed up side by side.

use super::ensemble::Cancelled;
use super::row_set::{PartnerLayout, RowSet};
use super::sample_matrix::SampleMatrix;
use super::samples::Samples;
use crate::engine::numerics::statistics::{Statistics, Summariser};
use crate::scenario::PerMaterial;
use rayon::prelude::*;

/// The most bytes that are used to sum up rows side by side.
const BYTES_AT_ONCE: usize = 45_000_000;

/// The most bytes that are used to sum up a row, by history: a copy of it, the interval of each number, and the place and
/// a copy of each that shares an interval with a quantile, which all may do.
const BYTES_OF_ROW: usize = 22;

/// The rows of a pass, to be summed up.
#[derive(Clone, Copy)]
pub(super) struct PassRows<'a> {
    /// Which they are.
    pub rows: &'a RowSet,
    /// Where they are, in the order of the histories.
    pub shards: &'a [Samples],
    /// Sums them up.
    pub summariser: &'a Summariser,
    /// Asked again and again whether to go on.
    pub check: &'a (dyn Fn() -> Result<(), Cancelled> + Sync),
}

/// A partner's willingness in a month, summed up.
pub(super) struct MonthSummary {
    /// Willingness in the month.
    pub now: PerMaterial<Statistics>,
    /// The change against *before*, history by history.
    pub change: PerMaterial<Statistics>,
    /// Willingness in the month as equally likely values.
    pub dots: PerMaterial<Vec<f64>>,
}

impl<'a> PassRows<'a> {
    /// So many summaries, on several threads, of long rows on few.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn at_once<T: Send>(
        &self,
        count: usize,
        of: impl Fn(usize) -> T + Sync,
    ) -> Result<Vec<T>, Cancelled> {
        let histories: usize = self.shards.iter().map(|samples| samples.histories.len()).sum();
        let most = (BYTES_AT_ONCE / (BYTES_OF_ROW * histories.max(1))).max(1);
        let mut made = Vec::with_capacity(count);
        for first in (0..count).step_by(most) {
            let indices = first..count.min(first + most);
            let some = indices.into_par_iter().map(|index| (self.check)().map(|()| of(index)));
            made.append(&mut some.collect::<Result<Vec<T>, Cancelled>>()?);
        }
        Ok(made)
    }

    /// One row, of all shards, in the order of the histories.
    pub fn gather(&self, table: impl Fn(&'a Samples) -> &'a SampleMatrix, row: usize) -> Vec<f64> {
        let rows: Vec<&[f64]> = self.shards.iter().map(|samples| table(samples).row(row)).collect();
        rows.concat()
    }

    /// Statistics of a row.
    pub fn summarise(&self, table: impl Fn(&'a Samples) -> &'a SampleMatrix, row: usize) -> Statistics {
        self.summariser.summarise(&self.gather(table, row))
    }

    /// A partner's willingness of the starting beliefs.
    pub fn before(&self, partner: usize) -> PerMaterial<Statistics> {
        let rows = PartnerLayout::among(self.rows, partner).before();
        let [content, methods] = rows.map(|row| self.summarise(|samples| &samples.willingness, row));
        PerMaterial { content, methods }
    }

    /// A partner's willingness in a month that is kept.
    pub fn month(&self, partner: usize, month: usize) -> MonthSummary {
        let layout = PartnerLayout::among(self.rows, partner);
        let (before, now) = (layout.before(), layout.month(month));
        let [content, methods] = [0, 1].map(|material: usize| {
            let mut numbers = self.gather(|samples| &samples.willingness, now[material]);
            let (statistics, dots) = self.summariser.summarise_with_dots(&numbers);
            self.subtract(&mut numbers, before[material]);
            (statistics, self.summariser.summarise(&numbers), dots)
        });
        MonthSummary {
            now: PerMaterial { content: content.0, methods: methods.0 },
            change: PerMaterial { content: content.1, methods: methods.1 },
            dots: PerMaterial { content: content.2, methods: methods.2 },
        }
    }

    /// Subtracts a row of willingness, history by history.
    fn subtract(&self, numbers: &mut [f64], row: usize) {
        let mut rest = numbers;
        for samples in self.shards {
            let subtracted = samples.willingness.row(row);
            let (here, others) = rest.split_at_mut(subtracted.len());
            here.iter_mut().zip(subtracted).for_each(|(number, subtracted)| *number -= subtracted);
            rest = others;
        }
    }
}

//! What rows that are summed up together come to, whether they were kept or not.

use super::row_set::LedgerRow;
use crate::engine::numerics::statistics::{Statistics, places_at_ranks};
use crate::scenario::PerMaterial;

/// Rows that were summed up.
#[derive(Clone, Debug)]
pub(super) struct RowSummaries {
    /// By partner: willingness of the starting beliefs.
    pub before: Vec<PerMaterial<Statistics>>,
    /// Partner by partner, month by month.
    pub months: Vec<MonthSummary>,
    /// What is not of one partner, if it is among them.
    pub home: Option<HomeSummary>,
}

/// A partner's willingness in a month, summed up.
#[derive(Clone, Debug)]
pub(super) struct MonthSummary {
    /// Willingness in the month.
    pub now: PerMaterial<Statistics>,
    /// The change against *before*, history by history.
    pub change: PerMaterial<Statistics>,
    /// Willingness in the month as equally likely values.
    pub dots: PerMaterial<Vec<f64>>,
}

/// What is not of one partner, summed up.
#[derive(Clone, Debug)]
pub(super) struct HomeSummary {
    /// The checkable share, by month.
    pub checkable: Vec<Statistics>,
    /// The change of that share, by month.
    pub checkable_change: Vec<Statistics>,
    /// By [`LedgerRow`], those that are [shown](LedgerRow::SHOWN).
    ledger: Vec<Statistics>,
    pub representative: RepresentativeHistories,
}

impl HomeSummary {
    /// That of the rows of the checkable share, as planned and then its change, and of the ledger; the total is given by
    /// history too.
    pub fn new(
        mut checkable: Vec<Statistics>,
        ledger: Vec<Statistics>,
        totals: &[f64],
        histories: &[u64],
    ) -> Self {
        let checkable_change = checkable.split_off(checkable.len() / 2);
        HomeSummary { checkable, checkable_change, ledger, representative: representative(totals, histories) }
    }

    /// Statistics of a row of the ledger that is shown.
    pub fn ledger(&self, row: LedgerRow) -> Statistics {
        self.ledger[row as usize]
    }
}

/// Histories that stand for the others, by the rank of their total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RepresentativeHistories {
    /// The history with 5 per cent of the totals below its own.
    pub unlucky: u64,
    /// The history in the middle.
    pub typical: u64,
    /// The history with 95 per cent of the totals below its own.
    pub lucky: u64,
}

/// The histories at three ranks of the total; of none, the first, which can still be played as an example.
fn representative(totals: &[f64], histories: &[u64]) -> RepresentativeHistories {
    if totals.is_empty() {
        return RepresentativeHistories::default();
    }
    let ranks = [0.05, 0.5, 0.95].map(|part| (part * totals.len() as f64) as usize);
    let [unlucky, typical, lucky] = places_at_ranks(totals, ranks).map(|place| histories[place]);
    RepresentativeHistories { unlucky, typical, lucky }
}

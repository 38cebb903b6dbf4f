//! The rows of a run: which numbers are kept of every history, and where each stands among them.

use crate::engine::mechanisms::ledger;
use crate::engine::numerics::batch::{Batch, WIDTH};
use std::ops::Range;

/// Rows of a run: numbers that it has in every history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSet {
    /// The partners whose willingness is kept, by index.
    pub partners: Range<usize>,
    /// The months of which rows are kept, from 0.
    pub months: Range<usize>,
    /// What is kept that is not of one partner.
    pub home: HomeRows,
    /// Months of the run after month 0.
    pub horizon: usize,
}

impl RowSet {
    /// Every row of a run.
    pub fn all(partners: usize, horizon: usize) -> Self {
        RowSet { partners: 0..partners, months: 0..horizon + 1, home: HomeRows::All, horizon }
    }

    /// No row, of a run with all of its months.
    pub fn none(horizon: usize) -> Self {
        let months = horizon + 1..horizon + 1;
        RowSet { partners: 0..0, months, home: HomeRows::Nothing, horizon }
    }

    /// These rows with the ledger, which sums up all months.
    pub fn with_ledger(self) -> Self {
        RowSet { home: HomeRows::Ledger, ..self }
    }

    /// The partners whose months are played for these rows, of so many: the ledger sums up all.
    pub(super) fn played(&self, partners: usize) -> Range<usize> {
        if self.keeps_ledger() { 0..partners } else { self.partners.clone() }
    }

    /// The last month that is played for these rows.
    pub(super) fn last_month(&self) -> usize {
        if self.keeps_ledger() { self.horizon } else { self.months.end - 1 }
    }

    /// These rows, with those of more partners and of another month, and all between.
    pub fn with(self, partners: Range<usize>, month: usize) -> Self {
        RowSet {
            partners: joined(self.partners, partners),
            months: joined(self.months, month..month + 1),
            ..self
        }
    }

    /// The same rows in a case whose first partners are these.
    pub(super) fn in_case_of_partners(&self) -> Self {
        RowSet { partners: 0..self.partners.len(), ..self.clone() }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.of_willingness() + self.of_ledger() + self.of_checkable()
    }

    /// How many of them are of partners.
    pub(super) fn of_willingness(&self) -> usize {
        self.partners.len() * PartnerLayout::rows(self.months.len())
    }

    /// How many of them are parts of the ledger.
    pub(super) fn of_ledger(&self) -> usize {
        if self.keeps_ledger() { LedgerRow::COUNT } else { 0 }
    }

    /// How many of them are checkable shares: as planned, and their change.
    pub(super) fn of_checkable(&self) -> usize {
        if self.keeps_all_of_home() { 2 * self.months.len() } else { 0 }
    }

    /// Whether the ledger is kept, which sums up all months.
    pub(super) fn keeps_ledger(&self) -> bool {
        self.home != HomeRows::Nothing
    }

    /// Whether more than the ledger is kept of what is not of one partner.
    pub(super) fn keeps_all_of_home(&self) -> bool {
        self.home == HomeRows::All
    }
}

/// The smallest range that has both.
fn joined(one: Range<usize>, other: Range<usize>) -> Range<usize> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other,
        (false, true) => one,
        (false, false) => one.start.min(other.start)..one.end.max(other.end),
    }
}

/// What is kept that is not of one partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeRows {
    /// Nothing.
    Nothing,
    /// The ledger, which sums up all months, whichever are kept.
    Ledger,
    /// The ledger, the checkable shares of the months that are kept, and the counts of what happened.
    All,
}

/// The rows of a table that belong to one partner.
#[derive(Clone, Copy, Debug)]
pub struct PartnerLayout {
    /// The first row.
    first: usize,
    /// The first month that has rows.
    first_month: usize,
}

impl PartnerLayout {
    /// The layout of a partner, by index, where the rows of all partners and months are kept.
    pub fn of(partner: usize, horizon: usize) -> Self {
        PartnerLayout { first: partner * Self::rows(horizon + 1), first_month: 0 }
    }

    /// The layout of a partner, by index, whose rows are among those that are kept.
    pub fn among(rows: &RowSet, partner: usize) -> Self {
        debug_assert!(rows.partners.contains(&partner), "partner {partner} is not kept");
        let before = partner - rows.partners.start;
        PartnerLayout { first: before * Self::rows(rows.months.len()), first_month: rows.months.start }
    }

    /// The number of rows of each partner: two before the meeting and two a month.
    pub(super) fn rows(months: usize) -> usize {
        2 * (months + 1)
    }

    /// Willingness of the starting beliefs: content, sources and methods.
    pub fn before(self) -> [usize; 2] {
        [self.first, self.first + 1]
    }

    /// Willingness in a month: content, sources and methods.
    pub fn month(self, month: usize) -> [usize; 2] {
        let row = self.first + 2 * (month - self.first_month + 1);
        [row, row + 1]
    }
}

/// The parts of the ledger, in the order of their rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LedgerRow {
    /// Concessions gained.
    Concession,
    /// Flow of intelligence, as planned less withheld.
    Flow,
    /// Harm to sources.
    Harm,
    /// Worth of warnings.
    Warning,
    /// Cost of compensation.
    Compensation,
    /// All, weighed.
    Total,
    /// 1 where any source is closed, else 0.
    SourceLost,
}

impl LedgerRow {
    /// The number of rows.
    pub const COUNT: usize = 7;

    /// How many of them a projection shows: all but the last.
    pub(super) const SHOWN: usize = LedgerRow::SourceLost as usize;

    /// The rows of some histories, from the parts of the ledger and their total.
    pub fn rows(
        parts: &ledger::Parts<WIDTH>,
        total: Batch<WIDTH>,
        source_lost: Batch<WIDTH>,
    ) -> [(LedgerRow, Batch<WIDTH>); LedgerRow::COUNT] {
        [
            (LedgerRow::Concession, parts.concession),
            (LedgerRow::Flow, parts.flow),
            (LedgerRow::Harm, parts.harm),
            (LedgerRow::Warning, parts.warning),
            (LedgerRow::Compensation, parts.compensation),
            (LedgerRow::Total, total),
            (LedgerRow::SourceLost, source_lost),
        ]
    }
}

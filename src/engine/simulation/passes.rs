//! Passes: a run whose rows take more memory than a run may is played several times, and each time keeps some of its
//! rows. A history is played again to the bit, so that a pass costs time and changes no result.

use super::compiled_case::CompiledCase;
use super::row_set::{HomeRows, LedgerRow, PartnerLayout, RowSet};
use std::ops::Range;

/// The most bytes that the rows of a run take at once, unless it asks for others.
pub const ROW_BYTES: usize = 200_000_000;

/// Bytes of a number.
const NUMBER: usize = size_of::<f64>();

/// The passes in which a run is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passes {
    /// The rows that each pass keeps. The months of a partner come in their order.
    pub rows: Vec<RowSet>,
    /// Whether a pass plays only its own partners, and adds their flow to that of the passes before.
    pub carries_flow: bool,
}

impl Passes {
    /// The passes of so many histories; `bytes` is the most that their rows may take at once. Where not even the
    /// smallest part of them fits, the rows take more.
    pub fn new(case: &CompiledCase, histories: usize, bytes: usize) -> Self {
        let all = RowSet::all(case.partners.len(), case.horizon);
        let most = bytes / (NUMBER * histories.max(1));
        if all.count() <= most {
            return Passes { rows: vec![all], carries_flow: false };
        }
        let months = case.horizon + 1;
        // The flow of a history: by month what is shared and checked, and its discounted worth; each as planned and
        // after withholding all.
        let flow = 4 * months + 2;
        let of_home = 2 * months + LedgerRow::COUNT;
        let of_partner = PartnerLayout::rows(months);
        match most.saturating_sub(flow + of_home) / of_partner {
            0 => Passes { rows: by_rows(&all, most), carries_flow: false },
            partners => Passes { rows: by_partners(&all, partners), carries_flow: true },
        }
    }
}

/// All rows in sets of so many partners; the last set also has those of home.
fn by_partners(all: &RowSet, at_once: usize) -> Vec<RowSet> {
    let last = all.partners.end;
    let home = |partners: &Range<usize>| match partners.end == last {
        true => HomeRows::All,
        false => HomeRows::Nothing,
    };
    let set = |partners: Range<usize>| RowSet { home: home(&partners), partners, ..all.clone() };
    ranges(&all.partners, at_once).map(set).collect()
}

/// All rows in sets of at most so many rows: those of partners, then those of home.
fn by_rows(all: &RowSet, most: usize) -> Vec<RowSet> {
    let of_partner = PartnerLayout::rows(all.months.len());
    let set = |partners: &Range<usize>, months| RowSet { partners: partners.clone(), months, ..all.clone() };
    let of_partners = ranges(&all.partners, (most / of_partner).max(1)).flat_map(|partners| {
        let months = if of_partner <= most { all.months.len() } else { (most / 2).saturating_sub(1).max(1) };
        ranges(&all.months, months)
            .map(move |months| RowSet { home: HomeRows::Nothing, ..set(&partners, months) })
    });
    let months = most.saturating_sub(LedgerRow::COUNT) / 2;
    let of_home = ranges(&all.months, months.max(1)).map(|months| set(&(0..0), months));
    of_partners.chain(of_home).collect()
}

/// A range in parts of about the same length, which is at most `most`.
fn ranges(all: &Range<usize>, most: usize) -> impl Iterator<Item = Range<usize>> + use<> {
    let (start, length) = (all.start, all.len());
    let parts = length.div_ceil(most);
    let at = move |part: usize| start + part * length / parts;
    (0..parts).map(move |part| at(part)..at(part + 1))
}

//! Passes: a run whose rows take more memory than a run may is played several times. Each time it keeps some of its rows;
//! or, where even those of a partner are too many, it looks at some of them part by part and keeps none. A history is played
//! again to the bit, so that a pass costs time and changes no result.

use super::row_set::{HomeRows, LedgerRow, PartnerLayout, RowSet};
use super::streamed_rows::{STAGES, partners_at_once};
use std::ops::Range;

/// About the most bytes that the rows of a run take at once, unless the run names another limit.
pub const ROW_BYTES: usize = 200_000_000;

/// Of so many bytes those that are left to sum up rows that are kept.
pub(super) fn bytes_of_summing(bytes: usize) -> usize {
    bytes / 5
}

/// Bytes of a number.
const NUMBER: usize = size_of::<f64>();

/// The passes in which a run is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passes {
    /// The sets of rows that are summed up together, each with all months.
    pub rows: Vec<RowSet>,
    /// How the histories are played for each.
    pub playing: Playing,
}

/// How histories are played for rows that are summed up together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Playing {
    /// Once; the rows are kept.
    Kept,
    /// Once; the rows are kept. Only their own partners are played, whose flow is added to that of the sets before.
    CarryingFlow,
    /// Twice or more, part by part; no row is kept.
    Streamed,
}

impl Passes {
    /// The passes that play all rows in so many histories; `bytes` is about the most that the rows may take at once.
    pub fn new(all: &RowSet, histories: usize, bytes: usize) -> Self {
        let most = (bytes - bytes_of_summing(bytes)) / NUMBER / histories.max(1);
        if histories == 0 || all.count() <= most {
            return Passes { rows: vec![all.clone()], playing: Playing::Kept };
        }
        let months = all.months.len();
        // The flow of a history: by month what is shared and checked, and its discounted worth; each as planned and
        // after withholding all.
        let flow = 4 * months + 2;
        let of_home = 2 * months + LedgerRow::COUNT;
        match most.saturating_sub(flow + of_home) / PartnerLayout::rows(months) {
            0 => Passes { rows: streamed(all, partners_at_once(months, bytes)), playing: Playing::Streamed },
            partners => Passes { rows: by_partners(all, partners), playing: Playing::CarryingFlow },
        }
    }

    /// How many stages the run has.
    pub fn stages(&self) -> usize {
        let of_rows = match self.playing {
            Playing::Kept | Playing::CarryingFlow => 1,
            Playing::Streamed => STAGES,
        };
        of_rows * self.rows.len()
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

/// All rows together, if there are at most so many partners; or else in sets of so many, and those of home, for which all
/// partners are played, in one of their own.
fn streamed(all: &RowSet, at_once: usize) -> Vec<RowSet> {
    if all.partners.len() <= at_once {
        return vec![all.clone()];
    }
    let set = |partners| RowSet { partners, home: HomeRows::Nothing, ..all.clone() };
    let home = RowSet { partners: 0..0, ..all.clone() };
    ranges(&all.partners, at_once).map(set).chain([home]).collect()
}

/// A range in parts of about the same length, which is at most `most`.
fn ranges(all: &Range<usize>, most: usize) -> impl Iterator<Item = Range<usize>> + use<> {
    let (start, length) = (all.start, all.len());
    let parts = length.div_ceil(most);
    let at = move |part: usize| start + part * length / parts;
    (0..parts).map(move |part| at(part)..at(part + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By partner, and last for home: in how many sets each is, and how many partners the largest has.
    fn times_in_sets(sets: &[RowSet], partners: usize) -> (Vec<usize>, usize) {
        let of_partner = |partner| sets.iter().filter(|set| set.partners.contains(&partner)).count();
        let of_home = sets.iter().filter(|set| set.home == HomeRows::All).count();
        let largest = sets.iter().map(|set| set.partners.len()).max();
        ((0..partners).map(of_partner).chain([of_home]).collect(), largest.unwrap_or(0))
    }

    #[test]
    fn every_partner_and_home_are_in_one_set_whose_partners_fit() {
        for (partners, at_once) in [(1, 1), (5, 1), (5, 2), (6, 3), (7, 7), (7, 100)] {
            let all = RowSet::all(partners, 12);
            for sets in [by_partners(&all, at_once), streamed(&all, at_once)] {
                let (times, largest) = times_in_sets(&sets, partners);
                assert_eq!(times, vec![1; partners + 1], "{sets:?}");
                assert!(largest <= at_once, "{sets:?}");
            }
        }
    }

    #[test]
    fn rows_are_kept_while_those_of_a_partner_fit_and_else_none_is() {
        let all = RowSet::all(5, 12);
        let playing = |histories, bytes| {
            let passes = Passes::new(&all, histories, bytes);
            (passes.playing, passes.rows.len())
        };
        // With what is left to sum them up.
        let bytes = 1_000 * NUMBER * all.count() * 5 / 4;
        assert_eq!(playing(0, 0), (Playing::Kept, 1));
        assert_eq!(playing(1_000, bytes), (Playing::Kept, 1));
        assert_eq!(playing(1_001, bytes), (Playing::CarryingFlow, 2));
        assert_eq!(playing(3_000, bytes), (Playing::Streamed, 6));
        // More memory holds the counts of all partners, but not the rows of one.
        assert_eq!(playing(1_000_000, 200_000_000), (Playing::Streamed, 1));
    }
}

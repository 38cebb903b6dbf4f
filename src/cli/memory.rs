//! The memory that a run would need, checked before it starts: a system that runs out of memory ends a program without a
//! word.

use super::Stop;
use crate::analysis::number_format::{counted, fixed};
use crate::engine::samples::{LedgerRow, PartnerLayout};
use crate::scenario::Scenario;

/// The most bytes that the numbers of a run may take, on every computer, so that a command works on all or none: half the
/// memory of a usual one.
const MOST_BYTES: u64 = 4_000_000_000;

/// Bytes of a number.
const NUMBER: u64 = 8;

/// Refuses a projection whose numbers would not fit.
///
/// # Errors
/// If they need too much memory: what to ask for instead.
pub fn check_projection(scenario: &Scenario, histories: u64, months: Option<u32>) -> Result<(), Stop> {
    let months = months.unwrap_or(scenario.horizon_months) as usize;
    let partners = scenario.partnerships.len() * PartnerLayout::rows(months);
    // Two shares that can be checked in each month from 0 on: as planned, and their change.
    let numbers = partners + LedgerRow::COUNT + 2 * (months + 1);
    check(numbers as u64, histories, "fewer histories or fewer months")
}

/// Refuses any run that keeps so many numbers of every history.
///
/// # Errors
/// As [`check_projection`].
pub fn check(numbers: u64, histories: u64, instead: &str) -> Result<(), Stop> {
    let per_history = numbers.max(1).saturating_mul(NUMBER);
    let bytes = per_history.saturating_mul(histories);
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let gigabytes = |bytes: u64| fixed(bytes as f64 / 1e9, 1);
    Err(Stop::broken(format!(
        "{} would need {} GB of memory, and at most {} GB are used; ask for {instead}: {} fit.",
        counted(histories, "history"),
        gigabytes(bytes),
        gigabytes(MOST_BYTES),
        counted(MOST_BYTES / per_history, "history")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{ActorId, Partnership};

    #[test]
    fn a_run_that_needs_more_memory_than_is_used_is_refused_with_what_fits() {
        let mut scenario = Scenario::default();
        for partner in ["one", "two", "three", "four"] {
            scenario.partnerships.put(ActorId::known(partner), Partnership::default());
        }
        assert!(check_projection(&scenario, 1_000_000, None).is_ok());
        let refusal = check_projection(&scenario, 1_000_000, Some(120)).expect_err("9.8 GB").sentence;
        assert!(refusal.contains("need 9.8 GB") && refusal.contains("408,163 histories fit"), "{refusal}");
        assert!(check_projection(&scenario, 408_163, Some(120)).is_ok());
        assert!(check(u64::MAX, u64::MAX, "fewer").is_err());
    }
}

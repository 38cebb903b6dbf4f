//! The memory that a run would need, checked before it starts: a system that runs out of memory ends a program without a
//! word.

use super::Stop;
use crate::analysis::number_format::{counted, fixed};
use crate::engine::passes::ROW_BYTES;
use crate::engine::row_set::RowSet;
use crate::scenario::Scenario;

/// The most bytes that the numbers of a run may take, on every computer without a limit of its own, so that a command works
/// on all or none: half the memory of a usual one.
const MOST_BYTES: u64 = 4_000_000_000;

/// The most bytes under a limit that the system sets to the program: half of it, because what is summed up and the
/// program itself take their share.
fn most_bytes(limit: Option<u64>) -> u64 {
    limit.map_or(MOST_BYTES, |limit| MOST_BYTES.min(limit / 2))
}

/// The limit of this program's memory in bytes, as Linux tells it; `None` where there is none or none is told.
fn limit_of_system() -> Option<u64> {
    limit_among(&std::fs::read_to_string("/proc/self/limits").ok()?)
}

/// The limit of memory among all limits, one a line: “Max address space  1536000000  unlimited  bytes”.
fn limit_among(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Bytes of a number.
const NUMBER: u64 = 8;

/// Refuses a projection whose numbers would not fit. It takes about [`ROW_BYTES`] at once at most, however many histories
/// it has.
///
/// # Errors
/// If they need too much memory: what to ask for instead.
pub fn check_projection(scenario: &Scenario, histories: u64, months: Option<u32>) -> Result<(), Stop> {
    let per_history = NUMBER * numbers(scenario, months);
    let bytes = per_history.saturating_mul(histories).min(ROW_BYTES as u64);
    check_bytes(bytes, per_history, histories, "fewer histories or fewer months")
}

/// Refuses a part of a run, or the parts that are merged to a run, whose numbers would not fit: all of them are kept.
///
/// # Errors
/// As [`check_projection`].
pub fn check_parts(scenario: &Scenario, histories: u64, months: Option<u32>) -> Result<(), Stop> {
    check(numbers(scenario, months), histories, "fewer histories or fewer months")
}

/// The numbers of every history.
fn numbers(scenario: &Scenario, months: Option<u32>) -> u64 {
    let months = months.unwrap_or(scenario.horizon_months) as usize;
    RowSet::all(scenario.partnerships.len(), months).count() as u64
}

/// Refuses any run that keeps so many numbers of every history.
///
/// # Errors
/// As [`check_projection`].
pub fn check(numbers: u64, histories: u64, instead: &str) -> Result<(), Stop> {
    let per_history = numbers.max(1).saturating_mul(NUMBER);
    check_bytes(per_history.saturating_mul(histories), per_history, histories, instead)
}

/// Bytes that a comparison takes for each pair of plans: a row of its table, with the names of both.
const PAIR: u64 = 400;

/// Refuses a comparison of so many plans, each with the other, that the table alone would not fit.
///
/// # Errors
/// As [`check_projection`].
pub fn check_pairs(plans: usize) -> Result<(), Stop> {
    let most = most_bytes(limit_of_system());
    let bytes = (plans as u64).saturating_mul(plans as u64).saturating_mul(PAIR);
    if bytes <= most {
        return Ok(());
    }
    Err(Stop::broken(format!(
        "{}, each compared with the other, would need {} GB of memory, and at most {} GB are used; name fewer plans: \
         {} fit.",
        counted(plans as u64, "plan"),
        gigabytes(bytes),
        gigabytes(most),
        counted((most / PAIR).isqrt(), "plan")
    )))
}

fn gigabytes(bytes: u64) -> String {
    fixed(bytes as f64 / 1e9, 1)
}

fn check_bytes(bytes: u64, per_history: u64, histories: u64, instead: &str) -> Result<(), Stop> {
    let most = most_bytes(limit_of_system());
    if bytes <= most {
        return Ok(());
    }
    Err(Stop::broken(format!(
        "{} would need {} GB of memory, and at most {} GB are used; ask for {instead}: {} fit.",
        counted(histories, "history"),
        gigabytes(bytes),
        gigabytes(most),
        counted(most / per_history, "history")
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
        assert!(check_parts(&scenario, 1_000_000, None).is_ok());
        let refusal = check_parts(&scenario, 1_000_000, Some(120)).expect_err("9.8 GB").sentence;
        assert!(refusal.contains("need 9.8 GB") && refusal.contains("408,163 histories fit"), "{refusal}");
        assert!(check_parts(&scenario, 408_163, Some(120)).is_ok());
        assert!(check_projection(&scenario, 1_000_000, Some(120)).is_ok(), "it is played in passes");
        assert!(check(u64::MAX, u64::MAX, "fewer").is_err());
    }

    #[test]
    fn plans_whose_pairs_alone_need_more_memory_than_is_used_are_refused_with_how_many_fit() {
        assert!(check_pairs(1_000).is_ok());
        let refusal = check_pairs(10_000).expect_err("40 GB").sentence;
        assert!(refusal.contains("10,000 plans") && refusal.contains("need 40.0 GB"), "{refusal}");
        assert!(refusal.ends_with(" plans fit."), "{refusal}");
        assert!(check_pairs(usize::MAX).is_err());
    }

    #[test]
    fn a_limit_of_the_system_leaves_half_of_itself_and_no_limit_changes_nothing() {
        let limits =
            |soft: &str| format!("Limit  Soft Limit\nMax address space   {soft}   unlimited   bytes\n");
        assert_eq!(limit_among(&limits("1536000000")), Some(1_536_000_000));
        assert_eq!(limit_among(&limits("unlimited")), None);
        assert_eq!(most_bytes(Some(1_536_000_000)), 768_000_000);
        assert_eq!((most_bytes(None), most_bytes(Some(u64::MAX))), (MOST_BYTES, MOST_BYTES));
    }
}

//! Memory of samples that are of no more use, kept for those of the next run: the system takes longer to hand out fresh
//! memory than the engine takes to fill it, and more so to several threads at once.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The most numbers that are kept: those of a usual run.
const MOST: usize = 8_000_000;

/// The oldest first.
static SPARE: Mutex<SpareRows> = Mutex::new(SpareRows { parts: VecDeque::new(), numbers: 0 });

struct SpareRows {
    parts: VecDeque<Vec<f64>>,
    /// How many numbers all parts have.
    numbers: usize,
}

/// So many numbers, of any value until they are written.
pub(super) fn take(count: usize) -> Vec<f64> {
    let found = with_spare(|spare| {
        let place = spare.parts.iter().rposition(|part| part.len() == count)?;
        spare.numbers -= count;
        spare.parts.remove(place)
    });
    let Some(mut numbers) = found else { return vec![0.0; count] };
    // Brings the memory near in one go, which takes less time than to wait for it number by number.
    numbers.fill(0.0);
    numbers
}

/// Keeps memory for what is taken next; what was kept longest makes room for it.
pub(super) fn give_back(numbers: Vec<f64>) {
    if numbers.is_empty() || numbers.len() > MOST {
        return;
    }
    with_spare(|spare| {
        spare.numbers += numbers.len();
        spare.parts.push_back(numbers);
        while spare.numbers > MOST {
            spare.numbers -= spare.parts.pop_front().map_or(0, |oldest| oldest.len());
        }
    });
}

fn with_spare<T>(of: impl FnOnce(&mut SpareRows) -> T) -> T {
    of(&mut SPARE.lock().unwrap_or_else(PoisonError::into_inner))
}

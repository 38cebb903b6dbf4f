//! Memory of samples that are of no more use, kept for those of the next run: the system takes longer to hand out fresh
//! memory than the engine takes to fill it, and more so to several threads at once.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The most numbers that are kept: those of a usual run.
const MOST: usize = 8_000_000;

static SPARE: Mutex<SpareRows> = Mutex::new(SpareRows { parts: VecDeque::new(), numbers: 0 });

/// So many numbers; they are 0.
pub(super) fn take(count: usize) -> Vec<f64> {
    let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).take(count);
    let Some(mut numbers) = spare else { return vec![0.0; count] };
    // Brings the memory near in one go, which takes less time than to wait for it number by number.
    numbers.fill(0.0);
    numbers
}

/// Keeps memory for what is taken next.
pub(super) fn give_back(numbers: Vec<f64>) {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner).give_back(numbers);
}

struct SpareRows {
    /// The oldest first.
    parts: VecDeque<Vec<f64>>,
    /// How many numbers all parts have.
    numbers: usize,
}

impl SpareRows {
    /// Memory of so many numbers, if there is any.
    fn take(&mut self, count: usize) -> Option<Vec<f64>> {
        let place = self.parts.iter().rposition(|part| part.len() == count)?;
        self.numbers -= count;
        self.parts.remove(place)
    }

    /// Keeps memory; what was kept longest makes room for it.
    fn give_back(&mut self, numbers: Vec<f64>) {
        if numbers.is_empty() {
            return;
        }
        self.numbers += numbers.len();
        self.parts.push_back(numbers);
        while self.numbers > MOST {
            self.numbers -= self.parts.pop_front().map_or(0, |oldest| oldest.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(counts: &[usize]) -> SpareRows {
        let mut spare = SpareRows { parts: VecDeque::new(), numbers: 0 };
        counts.iter().for_each(|count| spare.give_back(vec![1.0; *count]));
        spare
    }

    #[test]
    fn memory_of_the_same_size_is_used_again_once() {
        let mut spare = with(&[3, 5]);
        assert_eq!(spare.take(5).map(|numbers| numbers.len()), Some(5));
        assert_eq!(spare.take(5), None);
        assert_eq!(spare.numbers, 3);
    }

    #[test]
    fn the_oldest_memory_makes_room() {
        let mut spare = with(&[3, MOST - 4, 2]);
        assert_eq!(spare.take(3), None);
        assert_eq!(spare.numbers, MOST - 2);
        assert!(with(&[MOST + 1]).parts.is_empty());
    }

    #[test]
    fn numbers_that_are_taken_are_0() {
        give_back(vec![1.0; 77]);
        assert_eq!(take(77), [0.0; 77]);
    }
}

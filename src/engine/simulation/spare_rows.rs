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
    numbers.clear();
    numbers.resize(count, 0.0);
    numbers
}

/// Keeps memory for what is taken next.
pub(super) fn give_back(numbers: Vec<f64>) {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner).give_back(numbers);
}

/// Frees all that is kept.
pub(super) fn forget() {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner).keep_at_most(0);
}

struct SpareRows {
    /// The oldest first.
    parts: VecDeque<Vec<f64>>,
    /// How many numbers all parts hold.
    numbers: usize,
}

impl SpareRows {
    /// The least memory that holds so many numbers and at most a quarter more. If there is none, as much that was kept
    /// makes room for what will be fresh, so that both together never are more than was once in use.
    fn take(&mut self, count: usize) -> Option<Vec<f64>> {
        let parts = self.parts.iter().enumerate();
        let fitting = parts.filter(|(_, part)| (count..=count + count / 4).contains(&part.capacity()));
        let Some((place, _)) = fitting.min_by_key(|(_, part)| part.capacity()) else {
            self.keep_at_most(self.numbers.saturating_sub(count));
            return None;
        };
        let part = self.parts.remove(place)?;
        self.numbers -= part.capacity();
        Some(part)
    }

    /// Keeps memory, of which what was kept longest goes where it is too much.
    fn give_back(&mut self, numbers: Vec<f64>) {
        if numbers.capacity() == 0 {
            return;
        }
        self.numbers += numbers.capacity();
        self.parts.push_back(numbers);
        self.keep_at_most(MOST);
    }

    fn keep_at_most(&mut self, numbers: usize) {
        while self.numbers > numbers {
            self.numbers -= self.parts.pop_front().map_or(0, |oldest| oldest.capacity());
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
    fn the_least_memory_that_holds_enough_is_used_again_once() {
        let mut spare = with(&[30, 50, 42, 80]);
        assert_eq!(spare.take(40).map(|numbers| numbers.capacity()), Some(42));
        assert_eq!(spare.take(40).map(|numbers| numbers.capacity()), Some(50));
        assert_eq!(spare.take(40), None, "twice as much would be wasted");
    }

    #[test]
    fn the_oldest_memory_makes_room_for_what_is_kept_and_for_what_is_fresh() {
        let mut spare = with(&[30, MOST - 40, 20]);
        assert_eq!(spare.numbers, MOST - 20);
        assert_eq!(spare.take(30), None);
        assert_eq!(spare.numbers, 20);
        assert!(with(&[MOST + 1]).parts.is_empty());
    }

    #[test]
    fn numbers_that_are_taken_are_0() {
        give_back(vec![1.0; 80]);
        assert_eq!(take(77), [0.0; 77]);
    }
}

//! How far an answer has come, and how long it takes.

use super::number_format::counted;

/// An answer that takes longer, in seconds, is worth a warning.
const LONG: f64 = 60.0;

/// The time, in seconds, after which the first steps tell how long all of them take.
const TELLING: f64 = 1.0;

/// The number of steps of which this is true: fewer are too unlike each other, and so many are underway at once.
fn telling_steps() -> u64 {
    rayon::current_num_threads().max(4) as u64
}

/// The progress of an answer; by default one that has not begun.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// The expected number of steps.
    pub total: u64,
    /// The time since it was started, in seconds.
    pub seconds: f64,
    /// The part of it before these steps were first seen, which says nothing about the time of a step.
    pub preparing: f64,
    /// The steps that were done by then.
    pub already_done: u64,
}

/// Follows the steps of an answer. An answer in several runs begins to count anew with each.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProgressMeter {
    first_seen: Option<FirstSeen>,
    last_done: u64,
}

/// The steps of a run when they were first seen.
#[derive(Clone, Copy, Debug)]
struct FirstSeen {
    seconds: f64,
    done: u64,
    total: u64,
}

impl ProgressMeter {
    /// The progress when so many steps are done, so many seconds after the answer was started.
    pub fn read(&mut self, done: u64, total: u64, seconds: f64) -> Progress {
        // Threads tell of their steps in any order, so that fewer steps than before are no other run, but far fewer are.
        let is_same_run = |first: &FirstSeen| first.total == total && 2 * done >= self.last_done;
        let of_this_run = self.first_seen.filter(is_same_run);
        self.last_done = done;
        let first = *self.first_seen.insert(of_this_run.unwrap_or(FirstSeen { seconds, done, total }));
        Progress { done, total, seconds, preparing: first.seconds, already_done: first.done }
    }
}

impl Progress {
    /// The time that the whole answer takes, as far as the first steps tell, where more than a minute of it is left: “4
    /// minutes”.
    pub fn long_time(self) -> Option<String> {
        self.long_left().map(|left| time_in_words(self.seconds + left))
    }

    /// The time that is left of such an answer: “3 minutes”.
    pub fn long_time_left(self) -> Option<String> {
        self.long_left().map(time_in_words)
    }

    fn long_left(self) -> Option<f64> {
        let Progress { done, total, seconds, preparing, already_done } = self;
        let (stepping, steps) = (seconds - preparing, done.saturating_sub(already_done));
        let is_known = steps >= telling_steps() && done < total && stepping >= TELLING;
        let left = stepping * total.saturating_sub(done) as f64 / steps.max(1) as f64;
        (is_known && left > LONG).then_some(left)
    }
}

/// A time, in seconds, in the largest unit of which there are about two or more: “4 minutes”.
pub fn time_in_words(seconds: f64) -> String {
    let units = [(3_600.0, "hour"), (60.0, "minute"), (1.0, "second")];
    let [.., smallest] = units;
    let (unit, name) = units.into_iter().find(|(unit, _)| seconds >= 1.5 * unit).unwrap_or(smallest);
    counted((seconds / unit).round() as u64, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_given_in_the_largest_unit_of_which_there_are_about_two() {
        for (seconds, words) in
            [(0.4, "0 seconds"), (12.4, "12 seconds"), (90.0, "2 minutes"), (1e4, "3 hours")]
        {
            assert_eq!(time_in_words(seconds), words);
        }
    }

    #[test]
    fn only_an_answer_with_more_than_a_minute_left_has_a_long_time() {
        let long = Progress { done: 1_000, total: 100_000, seconds: 2.0, preparing: 0.0, already_done: 0 };
        assert_eq!(long.long_time().as_deref(), Some("3 minutes"));
        assert_eq!(Progress { seconds: 0.5, ..long }.long_time(), None, "half a second is too early to tell");
        assert_eq!(Progress { done: 0, ..long }.long_time(), None, "no step is done");
        assert_eq!(Progress { done: 3, ..long }.long_time(), None, "three steps are too few to tell");
        assert_eq!(Progress { done: 50_000, ..long }.long_time(), None, "it takes four seconds");
        let done = Progress { done: 100_000, seconds: 200.0, ..long };
        assert_eq!(done.long_time(), None, "it is done");
        let prepared = Progress { seconds: 22.0, preparing: 20.0, ..long };
        assert_eq!(prepared.long_time().as_deref(), Some("4 minutes"), "200 seconds for its steps");
        let seen_late = Progress { already_done: 500, ..long };
        assert_eq!(seen_late.long_time().as_deref(), Some("7 minutes"), "500 steps took two seconds");
        let later = Progress { done: 50_000, seconds: 100.0, ..long };
        assert_eq!(later.long_time_left().as_deref(), Some("2 minutes"));
        let ending = Progress { done: 80_000, seconds: 200.0, ..long };
        assert_eq!(ending.long_time(), None, "50 seconds are left");
    }

    #[test]
    fn each_run_of_an_answer_tells_its_own_time() {
        let mut meter = ProgressMeter::default();
        meter.read(0, 100_000, 3.0);
        assert_eq!(meter.read(1_000, 100_000, 5.0).long_time().as_deref(), Some("3 minutes"));
        meter.read(99_000, 100_000, 50.0);
        // 50 seconds went by before the steps of the second run.
        assert_eq!(meter.read(0, 2_000, 51.0).long_time(), None);
        assert_eq!(meter.read(100, 2_000, 53.0).long_time(), None, "38 seconds are left");
        assert_eq!(meter.read(0, 2_000, 60.0).long_time(), None, "a third run of as many steps");
        assert_eq!(meter.read(20, 2_000, 62.0).long_time_left().as_deref(), Some("3 minutes"));
    }
}

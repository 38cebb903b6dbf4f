//! How far an answer has come, and how long it takes.

use super::number_format::counted;

/// An answer that takes longer, in seconds, is worth a warning.
const LONG: f64 = 60.0;

/// The time, in seconds, after which the first steps tell how long all of them take.
const TELLING: f64 = 1.0;

/// The number of steps of which this is true: fewer are too unlike each other.
const TELLING_STEPS: u64 = 4;

/// The progress of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// The expected number of steps.
    pub total: u64,
    /// The time since it was started, in seconds.
    pub seconds: f64,
    /// The part of it before the first step began, which says nothing about the time of a step.
    pub preparing: f64,
}

impl Progress {
    /// The time that the whole answer takes, as far as the first steps tell, where that is more than a minute: “4
    /// minutes”.
    pub fn long_time(self) -> Option<String> {
        self.long().map(time_in_words)
    }

    /// The time that is left of such an answer: “3 minutes”.
    pub fn long_time_left(self) -> Option<String> {
        self.long().map(|seconds| time_in_words((seconds - self.seconds).max(0.0)))
    }

    fn long(self) -> Option<f64> {
        let Progress { done, total, seconds, preparing } = self;
        let stepping = seconds - preparing;
        let is_known = done >= TELLING_STEPS && done < total && stepping >= TELLING;
        let in_all = preparing + stepping * total as f64 / done.max(1) as f64;
        (is_known && in_all > LONG).then_some(in_all)
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
    fn only_an_answer_of_more_than_a_minute_has_a_long_time() {
        let long = Progress { done: 10, total: 1_000, seconds: 2.0, preparing: 0.0 };
        assert_eq!(long.long_time().as_deref(), Some("3 minutes"));
        assert_eq!(Progress { seconds: 0.5, ..long }.long_time(), None, "half a second is too early to tell");
        assert_eq!(Progress { done: 3, ..long }.long_time(), None, "three steps are too few to tell");
        assert_eq!(Progress { done: 500, ..long }.long_time(), None, "it takes four seconds");
        assert_eq!(Progress { done: 1_000, seconds: 200.0, ..long }.long_time(), None, "it is done");
        let prepared = Progress { seconds: 22.0, preparing: 20.0, ..long };
        assert_eq!(prepared.long_time().as_deref(), Some("4 minutes"), "200 seconds for its steps");
        let later = Progress { done: 500, seconds: 100.0, ..long };
        assert_eq!(later.long_time_left().as_deref(), Some("2 minutes"));
    }
}

//! Parts of a run: each plays a range of the run's histories, on whatever computer; joined in order, they are the
//! whole run, to the bit.

use super::compiled_case::CompiledCase;
use super::ensemble::{Cancelled, Ensemble, Monitor, Run, on_threads};
use super::samples::Samples;
use super::shards::PlayedRun;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// One of the parts that a run is split into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its number, 1 to `of`.
    number: u64,
    /// How many parts there are, 1 to [`Part::MOST`].
    of: u64,
}

impl Part {
    /// The most parts of a run: as many as the longest run of the command line has histories.
    pub const MOST: u64 = 1_000_000;

    /// A part by its number; `None` if there is no such part, or if there are too many.
    pub fn new(number: u64, of: u64) -> Option<Part> {
        (number >= 1 && number <= of && of <= Part::MOST).then_some(Part { number, of })
    }

    /// Its number, from 1.
    pub fn number(self) -> u64 {
        self.number
    }

    /// How many parts there are.
    pub fn of(self) -> u64 {
        self.of
    }

    /// How many histories the longest part has.
    pub fn longest(self, kept: u64) -> u64 {
        kept.div_ceil(self.of)
    }

    /// The places of its histories among all that the run keeps. The parts differ by at most one history.
    pub fn range(self, kept: u64) -> Range<u64> {
        // In 128 bits, because the product of two numbers from a file may be of any size.
        let end = |number: u64| (u128::from(number) * u128::from(kept) / u128::from(self.of)) as u64;
        end(self.number - 1)..end(self.number)
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Part, String> {
        let part = text
            .split_once('/')
            .and_then(|(number, of)| Part::new(number.trim().parse().ok()?, of.trim().parse().ok()?));
        part.ok_or_else(|| "write the part's number and how many there are, such as 2/3".into())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.number, self.of)
    }
}

/// A part of a run, played.
#[derive(Clone, Debug)]
pub struct PlayedPart {
    /// How many histories the whole run keeps.
    pub kept: u64,
    /// How many the whole run plays to find them.
    pub histories_played: u64,
    /// The samples of this part's histories, in order.
    pub shards: Vec<Samples>,
}

/// Plays one part of a run, on as many threads as it asks for.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn play_part(
    case: &CompiledCase,
    run: &Run,
    part: Part,
    monitor: &dyn Monitor,
) -> Result<PlayedPart, Cancelled> {
    let ensemble = Ensemble::new(case, run.seed, run.processor);
    on_threads(run.threads, || {
        // Which histories a run keeps may depend on all before them, so every part finds them all; that takes no
        // months to be played.
        let (histories, histories_played) = ensemble.histories(run, monitor)?;
        let kept = histories.len() as u64;
        let Range { start, end } = part.range(kept);
        let shards = ensemble.shards(&histories[start as usize..end as usize], monitor)?;
        Ok(PlayedPart { kept, histories_played, shards })
    })
}

/// A run out of its parts, in order.
pub fn join_parts(parts: Vec<PlayedPart>) -> PlayedRun {
    let histories_played = parts.first().map_or(0, |part| part.histories_played);
    PlayedRun { shards: parts.into_iter().flat_map(|part| part.shards).collect(), histories_played }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_run_follow_each_other_and_miss_no_history() {
        for (kept, of) in [(10, 3), (2, 5), (0, 4), (1_000_000, 999_983), (7, 1)] {
            let mut next = 0;
            for number in 1..=of {
                let range = Part::new(number, of).expect("a part").range(kept);
                assert_eq!(range.start, next, "part {number} of {of} among {kept}");
                assert!(range.end - range.start <= Part::new(1, of).expect("a part").longest(kept));
                next = range.end;
            }
            assert_eq!(next, kept);
        }
    }

    #[test]
    fn a_part_is_read_as_it_is_written_and_nothing_else_is_a_part() {
        assert_eq!("2/3".parse::<Part>().map(|part| part.to_string()), Ok("2/3".into()));
        for wrong in ["", "2", "0/3", "4/3", "1/0", "-1/3", "1/2/3", "1/1000001", "a/b", "1.5/3"] {
            assert!(wrong.parse::<Part>().is_err(), "{wrong}");
        }
    }
}

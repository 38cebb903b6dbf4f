//! Order statistics: the numbers that a sort would put at some ranks, found without sorting.

use super::processor::{Kernel, Processor};

/// Intervals in which numbers are counted: enough for few numbers to share one, few enough for the counts to stay in
/// the first-level cache.
const INTERVALS: usize = 2048;

/// Intervals that are skipped together where none has a rank that is asked for.
const GROUP: usize = 16;

/// Numbers below which counting costs more than it saves.
const FEW: usize = 512;

/// Adding this to a number of 0 to 2^51 rounds it, and leaves it in the low bits.
pub(super) const ROUND: f64 = 4_503_599_627_370_496.0; // 2^52

/// Ranks whose numbers are asked for, of one set of numbers after the other.
#[derive(Clone, Debug)]
pub struct Ranks {
    /// Rising, each once.
    rising: Vec<usize>,
    /// For each rank in the order in which they were given: where it is among the rising ones.
    places: Vec<usize>,
}

impl Ranks {
    /// Some ranks, in any order.
    pub fn new(ranks: &[usize]) -> Self {
        let mut rising = ranks.to_vec();
        rising.sort_unstable();
        rising.dedup();
        let places = ranks.iter().map(|rank| rising.partition_point(|other| other < rank)).collect();
        Ranks { rising, places }
    }

    /// The numbers at these ranks, which are below how many there are; in the order in which the ranks were given.
    ///
    /// Numbers are counted in intervals of equal width; only those that share an interval with a rank that is asked for
    /// are put in order. The cost hardly depends on how many ranks are asked for.
    pub fn of(&self, processor: Processor, numbers: &[f64]) -> Vec<f64> {
        let intervals = if numbers.len() < FEW { None } else { Intervals::of(processor, numbers) };
        let mut found = Vec::with_capacity(self.rising.len());
        match intervals {
            Some(intervals) => intervals.add_at_ranks(numbers, &self.rising, &mut found),
            None => {
                let mut keys: Vec<Key> = numbers.iter().copied().map(Key::of).collect();
                add_at_ranks(&mut keys, 0, &self.rising, &mut found);
            }
        }
        self.as_given(&found)
    }

    /// The ranks, rising, each once.
    pub(super) fn rising(&self) -> &[usize] {
        &self.rising
    }

    /// The numbers at the rising ranks in the order in which the ranks were given.
    pub(super) fn as_given(&self, found: &[f64]) -> Vec<f64> {
        self.places.iter().map(|place| found[*place]).collect()
    }
}

/// A number as a whole number of the same order, which is compared in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(i64);

impl Key {
    /// The key of 0.
    pub const ZERO: Key = Key(0);

    /// The key of a number, in the order of [`f64::total_cmp`].
    #[inline(always)]
    pub fn of(number: f64) -> Key {
        Key(Self::turned(number.to_bits() as i64))
    }

    /// The number of a key.
    pub fn number(self) -> f64 {
        f64::from_bits(Self::turned(self.0) as u64)
    }

    /// The bits of a negative number the other way round but for its sign: the larger its size, the smaller it is.
    #[inline(always)]
    fn turned(bits: i64) -> i64 {
        bits ^ ((bits >> 63) as u64 >> 1) as i64
    }
}

/// Adds the numbers at some ranks, rising, of numbers that follow each other when sorted; `first` is the rank of the
/// first.
pub(super) fn add_at_ranks(keys: &mut [Key], first: usize, ranks: &[usize], found: &mut Vec<f64>) {
    select(keys, first, ranks);
    found.extend(ranks.iter().map(|rank| keys[rank - first].number()));
}

/// Puts the numbers of the wanted ranks where a sort would put them; `first` is the rank of the first number.
fn select(keys: &mut [Key], first: usize, wanted: &[usize]) {
    let Some(&rank) = wanted.get(wanted.len() / 2) else { return };
    let (low, _, high) = keys.select_nth_unstable(rank - first);
    select(low, first, &wanted[..wanted.len() / 2]);
    select(high, rank + 1, &wanted[wanted.len() / 2 + 1..]);
}

/// Numbers by interval: of two numbers the smaller one is in no later interval.
struct Intervals {
    /// By number.
    of: Vec<u16>,
    /// By interval: how many numbers it has, of those at even places and of those at odd ones.
    counts: Vec<[u32; 2]>,
}

impl Intervals {
    /// Counts numbers; `None` if they are all the same, or too far apart or too close for intervals of equal width.
    fn of(processor: Processor, numbers: &[f64]) -> Option<Intervals> {
        let of = processor.run(Divide { numbers })?;
        // Neighbours are often in one interval: counted in turns, one need not wait for the other.
        let mut counts = vec![[0; 2]; INTERVALS];
        let (pairs, last) = of.as_chunks::<2>();
        for [even, odd] in pairs {
            counts[usize::from(*even)][0] += 1;
            counts[usize::from(*odd)][1] += 1;
        }
        last.iter().for_each(|even| counts[usize::from(*even)][0] += 1);
        Some(Intervals { of, counts })
    }

    /// Adds the numbers at some ranks, rising.
    fn add_at_ranks(&self, numbers: &[f64], ranks: &[usize], found: &mut Vec<f64>) {
        let wanted = wanted(&self.counts, ranks);
        let mut gathered = self.gathered(numbers, &wanted);
        let mut rest = gathered.as_mut_slice();
        for Wanted { count, first, ranks, .. } in wanted {
            let (here, others) = std::mem::take(&mut rest).split_at_mut(count);
            add_at_ranks(here, first, ranks, found);
            rest = others;
        }
    }

    /// The numbers of the intervals that have any of some ranks, by interval.
    fn gathered(&self, numbers: &[f64], wanted: &[Wanted<'_>]) -> Vec<Key> {
        // By interval: 1 where its numbers are wanted, else 0.
        let mut is_wanted = [0_u8; INTERVALS];
        // By wanted interval: the place where its next number goes.
        let mut places = [0_u32; INTERVALS];
        let mut end = 0;
        for Wanted { interval, count, .. } in wanted {
            (is_wanted[*interval], places[*interval]) = (1, end);
            end += *count as u32;
        }
        let few = places_of(&self.of, &is_wanted, end as usize);
        let mut gathered = vec![Key::ZERO; end as usize];
        for place in few {
            let place = place as usize;
            let to = &mut places[usize::from(self.of[place])];
            gathered[*to as usize] = Key::of(numbers[place]);
            *to += 1;
        }
        gathered
    }
}

/// The intervals that have any of some ranks, rising; `counts` tells by interval how many numbers it has, as
/// `N` counts to be added.
pub(super) fn wanted<'r, const N: usize>(counts: &[[u32; N]], mut ranks: &'r [usize]) -> Vec<Wanted<'r>> {
    let mut wanted = Vec::with_capacity(ranks.len());
    let mut first = 0;
    for (group, counts) in counts.chunks(GROUP).enumerate() {
        let in_group: u32 = counts.as_flattened().iter().sum();
        if ranks.first().is_none_or(|rank| *rank >= first + in_group as usize) {
            first += in_group as usize;
            continue;
        }
        for (place, parts) in counts.iter().enumerate() {
            let (interval, count) = (group * GROUP + place, parts.iter().sum::<u32>() as usize);
            let end = first + count;
            if ranks.first().is_some_and(|rank| *rank < end) {
                let here = ranks.iter().take_while(|rank| **rank < end).count();
                wanted.push(Wanted { interval, count, first, ranks: &ranks[..here] });
                ranks = &ranks[here..];
            }
            first = end;
        }
    }
    wanted
}

/// The places of the numbers whose interval is wanted, which are so many; a function of its own, so that all it needs stays
/// in registers.
#[inline(never)]
fn places_of(intervals: &[u16], is_wanted: &[u8; INTERVALS], count: usize) -> Vec<u32> {
    // Without a branch, as whether one is wanted cannot be foretold: one that is not is written over by the next. Every
    // interval is below their number; the remainder only saves the look at whether it is.
    let mut places = vec![0; count + 1];
    let mut next = 0;
    for (place, interval) in intervals.iter().enumerate() {
        places[next] = place as u32;
        next += usize::from(is_wanted[usize::from(*interval) % INTERVALS]);
    }
    places.truncate(count);
    places
}

/// An interval with ranks that are asked for.
pub(super) struct Wanted<'r> {
    /// Its index.
    pub interval: usize,
    /// How many numbers it has.
    pub count: usize,
    /// The rank of the first.
    pub first: usize,
    /// Those ranks, rising.
    pub ranks: &'r [usize],
}

/// Finds the interval of each number; none if they are all the same, or too far apart or too close.
struct Divide<'a> {
    numbers: &'a [f64],
}

impl Kernel for Divide<'_> {
    type Output = Option<Vec<u16>>;

    #[inline(always)]
    fn run(self) -> Self::Output {
        let [low, high] = ends(self.numbers);
        let scale = (INTERVALS - 1) as f64 / (high - low);
        if !(scale.is_finite() && (high - low).is_finite()) {
            return None;
        }
        Some(self.numbers.iter().map(|x| ((x - low) * scale + ROUND).to_bits() as u16).collect())
    }
}

/// The smallest and the largest number.
#[inline(always)]
pub(super) fn ends(numbers: &[f64]) -> [f64; 2] {
    const LANES: usize = 32;
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            let x = chunk[lane];
            low[lane] = if x < low[lane] { x } else { low[lane] };
            high[lane] = if x > high[lane] { x } else { high[lane] };
        }
    }
    for x in rest {
        low[0] = if *x < low[0] { *x } else { low[0] };
        high[0] = if *x > high[0] { *x } else { high[0] };
    }
    [low.into_iter().fold(f64::INFINITY, f64::min), high.into_iter().fold(f64::NEG_INFINITY, f64::max)]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::engine::numerics::random;

    /// Numbers of several kinds: even, in heaps, in two places far apart, and of both signs of zero.
    pub fn kinds(n: u64) -> Vec<Vec<f64>> {
        let uniform = |of: fn(f64) -> f64| (0..n).map(|i| of(random::uniform(3, 5, i))).collect();
        vec![
            uniform(|u| u),
            uniform(|u| (u * 7.0).floor()),
            uniform(|u| if u < 0.5 { u * 1e-9 } else { 1e6 + u }),
            uniform(|u| if u < 0.9 { 0.25 } else { u }),
            uniform(|u| {
                if u < 0.3 {
                    -0.0
                } else if u < 0.6 {
                    0.0
                } else {
                    u - 0.8
                }
            }),
            uniform(|u| if u < 0.5 { -f64::MAX } else { f64::MAX }),
            uniform(|u| u * 5e-324 * 20.0),
            uniform(|_| 0.5),
        ]
    }

    #[test]
    fn the_numbers_at_ranks_are_those_of_the_sorted_numbers_to_the_bit() {
        for n in [1, 2, 511, 512, 513, 10_000] {
            for numbers in kinds(n) {
                let mut sorted = numbers.clone();
                sorted.sort_by(f64::total_cmp);
                let ranks: Vec<usize> =
                    (0..65).rev().map(|i| i * (n as usize - 1) / 64).chain([0, n as usize - 1]).collect();
                let bits = |numbers: Vec<f64>| numbers.into_iter().map(f64::to_bits).collect::<Vec<_>>();
                let expected = ranks.iter().map(|rank| sorted[*rank]).collect();
                let expected = bits(expected);
                for processor in Processor::available() {
                    let found = Ranks::new(&ranks).of(processor, &numbers);
                    assert_eq!(bits(found), expected, "{n} numbers, {}", processor.name());
                }
            }
        }
    }
}

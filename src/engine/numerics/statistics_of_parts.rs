//! Statistics of numbers of which only a part is in memory at a time. The parts come several times, always in the same
//! order: first the numbers are counted in intervals, then those that share an interval with a wanted rank are gathered. The
//! result is that of all numbers at once, to the bit, if each is a number.

use super::order_statistics::{Key, ROUND, Ranks, Wanted, add_at_ranks, ends, wanted};
use super::processor::{Kernel, Processor};
use super::statistics::{
    RANKS_OF_QUANTILES, Statistics, Summariser, parts_of_sum, sum, sum_of_parts, sum_of_squares,
};
use std::ops::Range;

/// Numbers of the first part among which the most frequent one is looked for.
const LOOKED_AT: usize = 512;

/// The parts in which numbers come: those that the tree of their sum has.
#[derive(Clone, Debug)]
pub struct PartsOfSum {
    /// How many numbers there are.
    numbers: usize,
    /// The most numbers of a part.
    most: usize,
    /// How many each part has, in order.
    pub lengths: Vec<usize>,
}

impl PartsOfSum {
    /// Numbers in parts of at most so many, or somewhat more where these are very few.
    pub fn new(numbers: usize, most: usize) -> Self {
        PartsOfSum { numbers, most, lengths: parts_of_sum(numbers, most) }
    }

    /// The sum of all, given those of the parts.
    fn sum(&self, sums: &[f64]) -> f64 {
        sum_of_parts(self.numbers, self.most, &mut sums.iter().copied())
    }
}

/// Where the intervals lie in which numbers are counted: intervals of equal width, the first and the last of them without an
/// end, and within one of them another for the most frequent number alone, which may be most of all.
#[derive(Clone, Copy, Debug)]
struct OpenIntervals {
    /// The middle of the first interval of equal width.
    low: f64,
    /// Intervals in a unit.
    scale: f64,
    /// The last interval of equal width.
    last: f64,
    frequent: Key,
}

impl OpenIntervals {
    /// Those that some of the numbers suggest; `count` is how many are of equal width.
    fn of(some: &[f64], count: usize) -> OpenIntervals {
        debug_assert!((1..=usize::from(u16::MAX) - 2).contains(&count), "{count} intervals");
        let [low, high] = ends(some);
        let last = (count - 1) as f64;
        // Where numbers are all the same, or too far apart or too close, they share an interval.
        let scale = Some(last / (high - low)).filter(|scale| scale.is_finite()).unwrap_or(0.0);
        OpenIntervals { low, scale, last, frequent: most_frequent(some) }
    }

    /// How many there are.
    fn count(self) -> usize {
        self.last as usize + 3
    }

    /// The interval of a number.
    #[inline(always)]
    fn place(self, number: f64) -> u16 {
        let (place, key) = ((number - self.low) * self.scale, Key::of(number));
        let place = if place > 0.0 { place } else { 0.0 };
        let place = if place < self.last { place } else { self.last };
        // The interval that the most frequent number would have is cut in three.
        let later = u64::from(key >= self.frequent) + u64::from(key > self.frequent);
        ((place + ROUND).to_bits() + later) as u16
    }
}

/// The most frequent of some numbers: of many, of a few that stand for them.
fn most_frequent(numbers: &[f64]) -> Key {
    let step = numbers.len().div_ceil(LOOKED_AT).max(1);
    let mut keys: Vec<Key> = numbers.iter().step_by(step).copied().map(Key::of).collect();
    keys.sort_unstable();
    keys.chunk_by(Key::eq).max_by_key(|same| same.len()).map_or(Key::ZERO, |same| same[0])
}

/// Finds the interval of each number.
struct Places<'a> {
    intervals: OpenIntervals,
    numbers: &'a [f64],
}

impl Kernel for Places<'_> {
    type Output = Vec<u16>;

    #[inline(always)]
    fn run(self) -> Self::Output {
        self.numbers.iter().map(|number| self.intervals.place(*number)).collect()
    }
}

/// Numbers that come for the first time: counted, and summed up.
#[derive(Clone, Debug)]
pub struct CountedNumbers {
    intervals: OpenIntervals,
    /// By interval: how many numbers it has.
    counts: Vec<[u32; 1]>,
    /// By part.
    sums: Vec<f64>,
    /// The first number.
    first: f64,
    /// Whether all numbers are the same as the first.
    is_constant: bool,
}

impl CountedNumbers {
    /// None yet, to be counted in about so many intervals, at most [`u16::MAX`] less 2, as the first part suggests.
    pub fn new(first_part: &[f64], intervals: usize) -> Self {
        let intervals = OpenIntervals::of(first_part, intervals);
        CountedNumbers {
            intervals,
            counts: vec![[0]; intervals.count()],
            sums: Vec::new(),
            first: first_part.first().copied().unwrap_or(0.0),
            is_constant: true,
        }
    }

    /// Bytes of memory for so many intervals.
    pub fn bytes(intervals: usize) -> usize {
        size_of::<[u32; 1]>() * intervals
    }

    /// How many intervals take so many bytes.
    pub fn intervals_in(bytes: usize) -> usize {
        bytes / Self::bytes(1)
    }

    /// Counts the next part.
    pub fn add(&mut self, processor: Processor, part: &[f64]) {
        let CountedNumbers { intervals, counts, sums, first, is_constant } = self;
        debug_assert!(part.iter().all(|number| !number.is_nan()), "each is a number");
        sums.push(sum(part, |number| number));
        *is_constant = *is_constant && part.iter().all(|number| number == first);
        for place in processor.run(Places { intervals: *intervals, numbers: part }) {
            counts[usize::from(place)][0] += 1;
        }
    }

    /// What is to be gathered for statistics, and for the distribution if it is wanted too.
    pub fn into_gathered(
        self,
        parts: &PartsOfSum,
        summariser: &Summariser,
        with_dots: bool,
    ) -> GatheredNumbers {
        let CountedNumbers { intervals, counts, sums, first, is_constant } = self;
        let rising = summariser.ranks(with_dots).rising();
        let alone = usize::from(intervals.place(intervals.frequent.number()));
        let mut place = 0;
        let mut to_gather = |Wanted { interval, count, first, ranks }: Wanted<'_>| {
            let keys = if interval == alone { 0 } else { count };
            let from = rising.partition_point(|rank| rank < &ranks[0]);
            place += keys;
            GatheredInterval {
                interval: interval as u16,
                first,
                ranks: from..from + ranks.len(),
                keys: place - keys..place,
                next: place - keys,
            }
        };
        let gathered: Vec<GatheredInterval> =
            wanted(&counts, rising).into_iter().map(&mut to_gather).collect();
        let mut is_wanted = vec![0; counts.len().div_ceil(BITS)];
        for GatheredInterval { interval, .. } in gathered.iter().filter(|wanted| !wanted.keys.is_empty()) {
            is_wanted[usize::from(*interval) / BITS] |= 1 << (usize::from(*interval) % BITS);
        }
        GatheredNumbers {
            intervals,
            is_wanted,
            gathered,
            keys: Vec::new(),
            found: Vec::new(),
            with_dots,
            mean: parts.sum(&sums) / parts.numbers as f64,
            squares: Vec::new(),
            constant: is_constant.then_some(first),
        }
    }
}

/// Intervals in a word.
const BITS: usize = u64::BITS as usize;

/// An interval whose numbers are gathered.
#[derive(Clone, Debug)]
struct GatheredInterval {
    interval: u16,
    /// The rank of the first of them.
    first: usize,
    /// The ranks that are asked for, by index among all that are.
    ranks: Range<usize>,
    /// Where the numbers go; nowhere if they are all the same, and known.
    keys: Range<usize>,
    /// Where the next goes.
    next: usize,
}

/// Numbers that come again: their squares are summed up, and those that are needed gathered.
#[derive(Clone, Debug)]
pub struct GatheredNumbers {
    intervals: OpenIntervals,
    /// By interval one bit: 1 where numbers are gathered.
    is_wanted: Vec<u64>,
    /// The intervals with ranks that are asked for, rising.
    gathered: Vec<GatheredInterval>,
    keys: Vec<Key>,
    /// At the rising ranks, once all are gathered.
    found: Vec<f64>,
    with_dots: bool,
    mean: f64,
    /// By part.
    squares: Vec<f64>,
    /// The number, where all are the same.
    constant: Option<f64>,
}

impl GatheredNumbers {
    /// The bytes that gathering takes: few, but for numbers of which many are the same and not the most frequent, or that
    /// the first part gave no idea of.
    pub fn bytes(&self) -> usize {
        size_of::<Key>() * self.keys_to_gather()
    }

    fn keys_to_gather(&self) -> usize {
        self.gathered.last().map_or(0, |last| last.keys.end)
    }

    /// Sums up the squares of the next part.
    pub fn add_squares(&mut self, part: &[f64]) {
        self.squares.push(sum_of_squares(part, self.mean));
    }

    /// Makes room for what is gathered.
    pub fn start(&mut self) {
        self.keys.resize(self.keys_to_gather(), Key::ZERO);
    }

    /// Gathers what is needed of the next part.
    pub fn gather(&mut self, processor: Processor, part: &[f64]) {
        let GatheredNumbers { intervals, is_wanted, gathered, keys, .. } = self;
        if keys.is_empty() {
            return;
        }
        let places = processor.run(Places { intervals: *intervals, numbers: part });
        for (number, place) in part.iter().zip(places) {
            let index = usize::from(place);
            if is_wanted[index / BITS] >> (index % BITS) & 1 == 0 {
                continue;
            }
            let wanted = gathered.binary_search_by_key(&place, |wanted| wanted.interval);
            let GatheredInterval { next, .. } = &mut gathered[wanted.expect("an interval that is wanted")];
            keys[*next] = Key::of(*number);
            *next += 1;
        }
    }

    /// Finds the quantiles among what was gathered, and frees it.
    pub fn finish(&mut self, summariser: &Summariser) {
        let rising = summariser.ranks(self.with_dots).rising();
        let mut keys = std::mem::take(&mut self.keys);
        for GatheredInterval { first, ranks, keys: places, .. } in &self.gathered {
            match places.is_empty() {
                true => {
                    self.found.extend(std::iter::repeat_n(self.intervals.frequent.number(), ranks.len()));
                }
                false => {
                    add_at_ranks(&mut keys[places.clone()], *first, &rising[ranks.clone()], &mut self.found);
                }
            }
        }
    }

    /// The statistics, and the distribution as equally likely values if it is wanted.
    pub fn statistics(&self, parts: &PartsOfSum, summariser: &Summariser) -> (Statistics, Vec<f64>) {
        summariser.check_count(parts.numbers);
        let ranks: &Ranks = summariser.ranks(self.with_dots);
        let mut at_ranks = ranks.as_given(&self.found);
        let dots = at_ranks.split_off(RANKS_OF_QUANTILES);
        let statistics = match self.constant {
            Some(number) => Statistics::of_constant(number),
            None => Statistics::new(parts.numbers, self.mean, parts.sum(&self.squares), &at_ranks),
        };
        (statistics, dots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::numerics::order_statistics::tests::kinds;

    #[test]
    fn statistics_of_numbers_in_parts_are_those_of_all_at_once_to_the_bit() {
        for n in [1, 2, 63, 64, 65, 1_000, 9_999] {
            for numbers in kinds(n as u64).into_iter().chain(more_kinds(n)) {
                for processor in Processor::available() {
                    for (most, intervals) in [(1, 1), (100, 16), (700, 3), (700, 4_000), (n, 65_533)] {
                        let summariser = Summariser::new(processor, n);
                        let in_parts = |with_dots| {
                            let found =
                                in_parts(processor, &summariser, with_dots, &numbers, most, intervals);
                            format!("{found:?}")
                        };
                        let what = format!("{:?} … in parts of {most}, {intervals} intervals", numbers[0]);
                        let with_dots = summariser.summarise_with_dots(&numbers);
                        assert_eq!(in_parts(true), format!("{with_dots:?}"), "{n} numbers, {what}");
                        let without = (summariser.summarise(&numbers), Vec::<f64>::new());
                        assert_eq!(in_parts(false), format!("{without:?}"), "{n} numbers, {what}");
                    }
                }
            }
        }
    }

    /// Numbers that are 0 or 1, of which the first part shows only 0; zeros of both signs; infinities in the first part,
    /// and only later.
    fn more_kinds(n: usize) -> [Vec<f64>; 4] {
        let of = |number: fn(usize, usize) -> f64| (0..n).map(|place| number(place, n)).collect();
        [
            of(|place, n| if place < n / 3 || place % 7 == 0 { 0.0 } else { 1.0 }),
            of(|place, _| if place % 3 == 0 { -0.0 } else { 0.0 }),
            of(|place, _| if place % 5 == 0 { f64::INFINITY } else { place as f64 }),
            of(|place, n| if place > n / 2 { f64::NEG_INFINITY } else { place as f64 }),
        ]
    }

    fn in_parts(
        processor: Processor,
        summariser: &Summariser,
        with_dots: bool,
        numbers: &[f64],
        most: usize,
        intervals: usize,
    ) -> (Statistics, Vec<f64>) {
        let parts = PartsOfSum::new(numbers.len(), most);
        let each = || parts.lengths.iter().scan(numbers, |rest, length| rest.split_off(..*length));
        let mut counted = CountedNumbers::new(&numbers[..parts.lengths[0]], intervals);
        each().for_each(|part| counted.add(processor, part));
        let mut gathered = counted.into_gathered(&parts, summariser, with_dots);
        gathered.start();
        each().for_each(|part| {
            gathered.add_squares(part);
            gathered.gather(processor, part);
        });
        gathered.finish(summariser);
        gathered.statistics(&parts, summariser)
    }
}

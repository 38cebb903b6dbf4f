//! Order statistics: the numbers that a sort would put at some ranks, found without sorting.

/// Intervals in which numbers are counted: enough for few numbers to share one, few enough for the counts to stay in
/// the first-level cache.
const INTERVALS: usize = 2048;

/// Numbers below which counting costs more than it saves.
const FEW: usize = 512;

/// Adding this to a number of 0 to 2^51 rounds it, and leaves it in the low bits.
const ROUND: f64 = 4_503_599_627_370_496.0; // 2^52

/// The numbers at some ranks, which are below how many there are; in the order in which the ranks are given.
///
/// Numbers are counted in intervals of equal width; only those that share an interval with a rank that is asked for are
/// put in order. The cost hardly depends on how many ranks are asked for.
pub fn at_ranks(numbers: &[f64], ranks: &[usize]) -> Vec<f64> {
    let mut wanted = ranks.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let intervals = if numbers.len() < FEW { None } else { Intervals::of(numbers) };
    let found = match intervals {
        Some(intervals) => intervals.at_ranks(numbers, &wanted),
        None => at_ranks_among(&mut numbers.to_vec(), 0, &wanted),
    };
    let value = |rank: &usize| found[wanted.partition_point(|other| other < rank)];
    ranks.iter().map(value).collect()
}

/// The numbers at some ranks, rising, of numbers that follow each other when sorted; `first` is the rank of the first.
fn at_ranks_among(numbers: &mut [f64], first: usize, ranks: &[usize]) -> Vec<f64> {
    select(numbers, first, ranks);
    ranks.iter().map(|rank| numbers[rank - first]).collect()
}

/// Puts the numbers of the wanted ranks where a sort would put them; `first` is the rank of the first number.
fn select(numbers: &mut [f64], first: usize, wanted: &[usize]) {
    let Some(&rank) = wanted.get(wanted.len() / 2) else { return };
    let (low, _, high) = numbers.select_nth_unstable_by(rank - first, f64::total_cmp);
    select(low, first, &wanted[..wanted.len() / 2]);
    select(high, rank + 1, &wanted[wanted.len() / 2 + 1..]);
}

/// Numbers by interval: of two numbers the smaller one is in no later interval.
struct Intervals {
    /// By number.
    of: Vec<u16>,
    /// By interval: how many numbers it has.
    counts: Vec<u32>,
}

impl Intervals {
    /// Counts numbers; `None` if they are all the same, or too far apart or too close for intervals of equal width.
    fn of(numbers: &[f64]) -> Option<Intervals> {
        let [low, high] = ends(numbers);
        let scale = (INTERVALS - 1) as f64 / (high - low);
        if !(scale.is_finite() && (high - low).is_finite()) {
            return None;
        }
        let of: Vec<u16> = numbers.iter().map(|x| ((x - low) * scale + ROUND).to_bits() as u16).collect();
        let mut counts = vec![0; INTERVALS];
        of.iter().for_each(|interval| counts[usize::from(*interval)] += 1);
        Some(Intervals { of, counts })
    }

    /// The numbers at some ranks, rising.
    fn at_ranks(&self, numbers: &[f64], ranks: &[usize]) -> Vec<f64> {
        let mut found = Vec::with_capacity(ranks.len());
        for Neighbours { mut numbers, first, ranks } in self.neighbours(numbers, ranks) {
            found.extend(at_ranks_among(&mut numbers, first, ranks));
        }
        found
    }

    /// The numbers of the intervals that have any of some ranks, by interval.
    fn neighbours<'r>(&self, numbers: &[f64], ranks: &'r [usize]) -> Vec<Neighbours<'r>> {
        let wanted = self.wanted(ranks);
        // By interval: the place where its next number goes. What is not wanted goes to the first place again and again.
        let mut places = vec![0_u32; INTERVALS];
        let mut steps = vec![0_u32; INTERVALS];
        let mut end = 1;
        for Wanted { interval, .. } in &wanted {
            (places[*interval], steps[*interval]) = (end, 1);
            end += self.counts[*interval];
        }
        let mut gathered = vec![0.0; end as usize];
        for (number, interval) in numbers.iter().zip(&self.of) {
            let interval = usize::from(*interval);
            gathered[places[interval] as usize] = *number;
            places[interval] += steps[interval];
        }
        let mut rest = gathered.split_off(1);
        let of_interval = |Wanted { interval, first, ranks }: Wanted<'r>| {
            let others = rest.split_off(self.counts[interval] as usize);
            Neighbours { numbers: std::mem::replace(&mut rest, others), first, ranks }
        };
        wanted.into_iter().map(of_interval).collect()
    }

    /// The intervals that have any of some ranks, rising.
    fn wanted<'r>(&self, mut ranks: &'r [usize]) -> Vec<Wanted<'r>> {
        let mut wanted = Vec::new();
        let mut first = 0;
        for (interval, count) in self.counts.iter().enumerate() {
            let end = first + *count as usize;
            let here = ranks.iter().take_while(|rank| **rank < end).count();
            if here > 0 {
                wanted.push(Wanted { interval, first, ranks: &ranks[..here] });
                ranks = &ranks[here..];
            }
            first = end;
        }
        wanted
    }
}

/// An interval with ranks that are asked for.
struct Wanted<'r> {
    interval: usize,
    /// The rank of its first number.
    first: usize,
    ranks: &'r [usize],
}

/// The numbers of an interval, in any order.
struct Neighbours<'r> {
    numbers: Vec<f64>,
    /// The rank of the first.
    first: usize,
    ranks: &'r [usize],
}

/// The smallest and the largest number.
fn ends(numbers: &[f64]) -> [f64; 2] {
    const LANES: usize = 8;
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut add = |lane: usize, x: f64| {
        low[lane] = if x < low[lane] { x } else { low[lane] };
        high[lane] = if x > high[lane] { x } else { high[lane] };
    };
    for chunk in chunks {
        for (lane, x) in chunk.iter().enumerate() {
            add(lane, *x);
        }
    }
    rest.iter().for_each(|x| add(0, *x));
    [low.into_iter().fold(f64::INFINITY, f64::min), high.into_iter().fold(f64::NEG_INFINITY, f64::max)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::numerics::random;

    /// Numbers of several kinds: even, in heaps, in two places far apart, and of both signs of zero.
    fn kinds(n: u64) -> Vec<Vec<f64>> {
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
                assert_eq!(bits(at_ranks(&numbers, &ranks)), bits(expected), "{n} numbers");
            }
        }
    }
}

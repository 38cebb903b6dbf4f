//! Statistics over histories: means, quantiles and shares, each with its Monte Carlo standard error.

use super::order_statistics::Ranks;
use super::processor::Processor;

/// Statistics of a distribution over histories.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Mean over the histories.
    pub mean: f64,
    /// Monte Carlo standard error of the mean.
    pub se: f64,
    /// Quantiles 5, 25, 50, 75 and 95 per cent.
    pub quantiles: [f64; 5],
    /// Monte Carlo standard error of each quantile.
    pub quantile_se: [f64; 5],
}

impl Statistics {
    /// The median.
    pub fn median(&self) -> f64 {
        self.quantiles[2]
    }

    /// Those of a number that is the same in all histories.
    pub(super) fn of_constant(number: f64) -> Self {
        Statistics { mean: number, quantiles: [number; 5], ..Statistics::default() }
    }

    /// Those of `n` numbers, given their mean, their [`sum_of_squares`] and the values of the [`ranks`].
    pub(super) fn new(n: usize, mean: f64, squares: f64, at_ranks: &[f64]) -> Self {
        let variance = if n > 1 { squares / (n - 1) as f64 } else { 0.0 };
        let mut statistics = Statistics { mean, se: (variance / n as f64).sqrt(), ..Statistics::default() };
        for (i, around) in at_ranks.chunks_exact(3).enumerate() {
            statistics.quantiles[i] = around[1];
            statistics.quantile_se[i] = (around[2] - around[0]) / 2.0;
        }
        statistics
    }
}

/// Number of equally likely values that stand for a whole distribution, one dot each: so few that a reader can count
/// the dots beyond a line, so many that each stands for two per cent.
pub const DOTS: usize = 50;

/// The probabilities of [`Statistics::quantiles`].
pub const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// How many ranks statistics need: of each quantile its own, and one to either side.
pub(super) const RANKS_OF_QUANTILES: usize = 3 * QUANTILES.len();

/// The share of histories in which something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chance {
    /// Share of the histories.
    pub mean: f64,
    /// Monte Carlo standard error of that share.
    pub se: f64,
}

/// Most terms of a sum that are added one after the other.
const LEAF: usize = 64;

/// The sum of a function of numbers in a tree, so that rounding does not grow with the number of terms; the same for
/// the same numbers in the same order, however they were computed.
pub(super) fn sum<'n>(numbers: &'n [f64], of: impl Fn(f64) -> f64 + Copy) -> f64 {
    if numbers.len() <= LEAF {
        return numbers.iter().map(|x| of(*x)).sum();
    }
    let (left, right) = numbers.split_at(numbers.len() / 2);
    // Further down the quarters are still more than leaves, and the eighths are leaves.
    if left.len() / 2 <= LEAF || right.len() > 4 * LEAF {
        return sum(left, of) + sum(right, of);
    }
    // Eight leaves side by side: their additions need not wait for each other.
    let halves = |part: &'n [f64]| <[&[f64]; 2]>::from(part.split_at(part.len() / 2));
    let [[a, b], [c, d]] = [left, right].map(halves);
    let [[a, b], [c, d], [e, f], [g, h]] = [a, b, c, d].map(halves);
    let (leaves, together) = ([a, b, c, d, e, f, g, h], a.len());
    let mut sums = [-0.0; 8];
    let starts = leaves.map(|leaf| &leaf[..together]);
    for i in 0..together {
        for (sum, leaf) in sums.iter_mut().zip(starts) {
            *sum += of(leaf[i]);
        }
    }
    for (sum, leaf) in sums.iter_mut().zip(leaves) {
        leaf[together..].iter().for_each(|x| *sum += of(*x));
    }
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// How many numbers each part of a sum has, in order: its tree is cut wherever a branch has at most so many numbers, or is
/// a leaf.
pub(super) fn parts_of_sum(numbers: usize, most: usize) -> Vec<usize> {
    if numbers <= most.max(LEAF) {
        return vec![numbers];
    }
    let left = numbers / 2;
    let mut parts = parts_of_sum(left, most);
    parts.append(&mut parts_of_sum(numbers - left, most));
    parts
}

/// The sum of so many numbers, given those of its [parts](parts_of_sum) in order.
pub(super) fn sum_of_parts(numbers: usize, most: usize, sums: &mut impl Iterator<Item = f64>) -> f64 {
    if numbers <= most.max(LEAF) {
        return sums.next().expect("the sum of each part");
    }
    let left = numbers / 2;
    let left_sum = sum_of_parts(left, most, sums);
    left_sum + sum_of_parts(numbers - left, most, sums)
}

/// Sums up numbers over the histories, of which there are as many each time.
#[derive(Clone, Debug)]
pub struct Summariser {
    processor: Processor,
    histories: usize,
    /// Those that the statistics need.
    of_quantiles: Ranks,
    /// Those and, behind them, those of the dots.
    with_dots: Ranks,
}

impl Summariser {
    /// That of so many histories.
    pub fn new(processor: Processor, histories: usize) -> Self {
        let of_quantiles = ranks(histories).as_flattened().to_vec();
        let dot = |dot: usize| (((dot as f64 + 0.5) / DOTS as f64) * histories as f64) as usize;
        let dots = (0..DOTS).map(|index| dot(index).min(histories.saturating_sub(1)));
        let with_dots: Vec<usize> = of_quantiles.iter().copied().chain(dots).collect();
        Summariser {
            processor,
            histories,
            of_quantiles: Ranks::new(&of_quantiles),
            with_dots: Ranks::new(&with_dots),
        }
    }

    /// Statistics of one number over the histories.
    pub fn summarise(&self, numbers: &[f64]) -> Statistics {
        self.summarise_at(numbers, &self.of_quantiles).0
    }

    /// Statistics of one number over the histories, and its distribution as [`DOTS`] equally likely values, rising.
    pub fn summarise_with_dots(&self, numbers: &[f64]) -> (Statistics, Vec<f64>) {
        self.summarise_at(numbers, &self.with_dots)
    }

    /// Statistics of one number, and its values at the ranks behind theirs; no values of no numbers.
    fn summarise_at(&self, numbers: &[f64], ranks: &Ranks) -> (Statistics, Vec<f64>) {
        self.check_count(numbers.len());
        if numbers.is_empty() {
            return (Statistics::default(), Vec::new());
        }
        let mut found = ranks.of(self.processor, numbers);
        let further = found.split_off(RANKS_OF_QUANTILES);
        (statistics(numbers, &found), further)
    }

    pub(super) fn check_count(&self, numbers: usize) {
        assert_eq!(numbers, self.histories, "one number of each history");
    }

    /// The ranks that statistics need, [`RANKS_OF_QUANTILES`] of them, and behind them those of the dots if these are
    /// wanted too.
    pub(super) fn ranks(&self, with_dots: bool) -> &Ranks {
        if with_dots { &self.with_dots } else { &self.of_quantiles }
    }
}

/// Statistics, given the values of the [`ranks`].
fn statistics(numbers: &[f64], at_ranks: &[f64]) -> Statistics {
    let n = numbers.len();
    let Some(first) = numbers.first().copied() else { return Statistics::default() };
    if numbers.iter().all(|x| *x == first) {
        return Statistics::of_constant(first);
    }
    let mean = sum(numbers, |x| x) / n as f64;
    Statistics::new(n, mean, sum_of_squares(numbers, mean), at_ranks)
}

/// The sum of the squares of what numbers have beyond a mean.
pub(super) fn sum_of_squares(numbers: &[f64], mean: f64) -> f64 {
    sum(numbers, |x| (x - mean) * (x - mean))
}

/// The places of the numbers of some ranks, which are below how many there are; of equal numbers the first comes first.
pub fn places_at_ranks<const N: usize>(numbers: &[f64], ranks: [usize; N]) -> [usize; N] {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    ranks.map(|rank| {
        let order = |a: &usize, b: &usize| numbers[*a].total_cmp(&numbers[*b]).then(a.cmp(b));
        *places.select_nth_unstable_by(rank, order).1
    })
}

/// For each quantile its rank among `n` numbers, and the ranks one standard error of the rank to
/// either side: the interval between them is the usual distribution-free one.
fn ranks(n: usize) -> [[usize; 3]; 5] {
    let last = n.saturating_sub(1) as f64;
    QUANTILES.map(|p| {
        let centre = p * last;
        let spread = (n as f64 * p * (1.0 - p)).sqrt();
        let rank = |x: f64| x.round().clamp(0.0, last) as usize;
        [rank(centre - spread), rank(centre), rank(centre + spread)]
    })
}

/// The share of histories in which something happened, from a count.
pub fn share(count: u64, n: usize) -> Chance {
    if n == 0 {
        return Chance::default();
    }
    let mean = count as f64 / n as f64;
    Chance { mean, se: (mean * (1.0 - mean) / n as f64).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::numerics::random;

    fn summariser(histories: usize) -> Summariser {
        Summariser::new(Processor::best(), histories)
    }

    #[test]
    fn quantiles_are_those_of_the_sorted_numbers() {
        let numbers: Vec<f64> = (0..1001).map(|i| f64::from((i * 387) % 1001)).collect();
        let statistics = summariser(1001).summarise(&numbers);
        assert_eq!(statistics.quantiles, [50.0, 250.0, 500.0, 750.0, 950.0]);
        assert_eq!(statistics.mean, 500.0);
        assert!((statistics.se - 289.1 / 1001_f64.sqrt()).abs() < 0.01);
        assert!((statistics.quantile_se[2] - 16.0).abs() < 1.0);
    }

    #[test]
    fn a_sum_is_that_of_a_tree_of_leaves_to_the_bit_however_many_numbers_there_are() {
        fn of_tree(numbers: &[f64]) -> f64 {
            if numbers.len() <= LEAF {
                return numbers.iter().sum();
            }
            let (left, right) = numbers.split_at(numbers.len() / 2);
            of_tree(left) + of_tree(right)
        }
        let numbers: Vec<f64> = (0..10_000).map(|i| random::uniform(7, 11, i) - 0.3).collect();
        for n in (1..2_500).chain([10_000]) {
            let numbers = &numbers[..n];
            assert_eq!(sum(numbers, |x| x).to_bits(), of_tree(numbers).to_bits(), "of {n} numbers");
        }
    }

    #[test]
    fn a_sum_is_that_of_its_parts_to_the_bit() {
        let numbers: Vec<f64> = (0..5_000).map(|i| random::uniform(7, 11, i) - 0.3).collect();
        for (n, most) in [(1, 1), (64, 10), (65, 10), (1_000, 100), (4_999, 700), (5_000, 5_000)] {
            let mut rest = &numbers[..n];
            let mut next = |count: usize| rest.split_off(..count).expect("as many as the parts have");
            let parts = parts_of_sum(n, most);
            let sums: Vec<f64> = parts.iter().map(|count| sum(next(*count), |x| x)).collect();
            assert!(parts.iter().all(|count| *count <= most.max(LEAF)) && rest.is_empty());
            let whole = sum_of_parts(n, most, &mut sums.into_iter());
            assert_eq!(whole.to_bits(), sum(&numbers[..n], |x| x).to_bits(), "of {n} in parts of {most}");
        }
    }

    #[test]
    fn dots_are_equally_likely_values() {
        let numbers: Vec<f64> = (0..1000).map(|i| f64::from((i * 387) % 1000)).collect();
        let (_, dots) = summariser(1000).summarise_with_dots(&numbers);
        let odd_per_cents: Vec<f64> = (0..DOTS).map(|dot| 10.0 + 20.0 * dot as f64).collect();
        assert_eq!(dots, odd_per_cents);
    }

    #[test]
    fn of_equal_numbers_the_first_has_the_lower_rank() {
        assert_eq!(places_at_ranks(&[2.0, 1.0, 2.0, 1.0, 0.0], [4, 0, 1, 3, 2]), [2, 4, 1, 0, 3]);
    }

    #[test]
    fn a_number_that_never_varies_has_no_error() {
        let statistics = summariser(33).summarise(&[0.25; 33]);
        assert_eq!((statistics.mean, statistics.se, statistics.quantiles), (0.25, 0.0, [0.25; 5]));
    }
}

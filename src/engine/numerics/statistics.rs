//! Statistics over histories: means, quantiles and shares, each with its Monte Carlo standard error.

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
}

/// Number of equally likely values that stand for a whole distribution, one dot each: so few that a reader can count
/// the dots beyond a line, so many that each stands for two per cent.
pub const DOTS: usize = 50;

/// The probabilities of [`Statistics::quantiles`].
pub const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The share of histories in which something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chance {
    /// Share of the histories.
    pub mean: f64,
    /// Monte Carlo standard error of that share.
    pub se: f64,
}

/// A sum in a tree, so that rounding does not grow with the number of terms; the same for the same
/// numbers in the same order, however they were computed.
fn sum(numbers: &[f64]) -> f64 {
    const LEAF: usize = 64;
    if numbers.len() <= LEAF {
        return numbers.iter().sum();
    }
    let (left, right) = numbers.split_at(numbers.len() / 2);
    sum(left) + sum(right)
}

/// Statistics of one number over the histories; the numbers are left in another order.
pub fn summarise(numbers: &mut [f64]) -> Statistics {
    let n = numbers.len();
    if n == 0 {
        return Statistics::default();
    }
    let mean = sum(numbers) / n as f64;
    let same = numbers.iter().all(|x| *x == numbers[0]);
    if same {
        let value = numbers[0];
        return Statistics { mean: value, quantiles: [value; 5], ..Statistics::default() };
    }
    let squares: Vec<f64> = numbers.iter().map(|x| (x - mean) * (x - mean)).collect();
    let variance = if n > 1 { sum(&squares) / (n - 1) as f64 } else { 0.0 };
    let mut statistics = Statistics { mean, se: (variance / n as f64).sqrt(), ..Statistics::default() };
    let ranks = ranks(n);
    let mut wanted: Vec<usize> = ranks.iter().flatten().copied().collect();
    wanted.sort_unstable();
    wanted.dedup();
    select(numbers, 0, &wanted);
    for (i, [below, at, above]) in ranks.into_iter().enumerate() {
        statistics.quantiles[i] = numbers[at];
        statistics.quantile_se[i] = (numbers[above] - numbers[below]) / 2.0;
    }
    statistics
}

/// A distribution as equally likely values, rising; the numbers are left in another order.
pub fn dots(numbers: &mut [f64]) -> Vec<f64> {
    let n = numbers.len();
    if n == 0 {
        return Vec::new();
    }
    let rank = |dot: usize| (((dot as f64 + 0.5) / DOTS as f64) * n as f64) as usize;
    let ranks: Vec<usize> = (0..DOTS).map(|dot| rank(dot).min(n - 1)).collect();
    let mut wanted = ranks.clone();
    wanted.dedup();
    select(numbers, 0, &wanted);
    ranks.into_iter().map(|rank| numbers[rank]).collect()
}

/// The numbers' places, from the smallest number to the largest; equal ones in their own order.
pub fn order(numbers: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    places.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]).then(a.cmp(b)));
    places
}

/// For each quantile its rank among `n` numbers, and the ranks one standard error of the rank to
/// either side: the interval between them is the usual distribution-free one.
fn ranks(n: usize) -> [[usize; 3]; 5] {
    QUANTILES.map(|p| {
        let centre = p * (n - 1) as f64;
        let spread = (n as f64 * p * (1.0 - p)).sqrt();
        let rank = |x: f64| x.round().clamp(0.0, (n - 1) as f64) as usize;
        [rank(centre - spread), rank(centre), rank(centre + spread)]
    })
}

/// Puts the numbers of the wanted ranks where a sort would put them; `offset` is the rank of the first.
fn select(numbers: &mut [f64], offset: usize, wanted: &[usize]) {
    let Some(&rank) = wanted.get(wanted.len() / 2) else { return };
    let (low, _, high) = numbers.select_nth_unstable_by(rank - offset, f64::total_cmp);
    select(low, offset, &wanted[..wanted.len() / 2]);
    select(high, rank + 1, &wanted[wanted.len() / 2 + 1..]);
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

    #[test]
    fn quantiles_are_those_of_the_sorted_numbers() {
        let mut numbers: Vec<f64> = (0..1001).map(|i| f64::from((i * 387) % 1001)).collect();
        let statistics = summarise(&mut numbers);
        assert_eq!(statistics.quantiles, [50.0, 250.0, 500.0, 750.0, 950.0]);
        assert_eq!(statistics.mean, 500.0);
        assert!((statistics.se - 289.1 / 1001_f64.sqrt()).abs() < 0.01);
        assert!((statistics.quantile_se[2] - 16.0).abs() < 1.0);
    }

    #[test]
    fn dots_are_equally_likely_values() {
        let mut numbers: Vec<f64> = (0..1000).map(|i| f64::from((i * 387) % 1000)).collect();
        let dots = dots(&mut numbers);
        let odd_per_cents: Vec<f64> = (0..DOTS).map(|dot| 10.0 + 20.0 * dot as f64).collect();
        assert_eq!(dots, odd_per_cents);
    }

    #[test]
    fn a_number_that_never_varies_has_no_error() {
        let statistics = summarise(&mut [0.25; 33]);
        assert_eq!((statistics.mean, statistics.se, statistics.quantiles), (0.25, 0.0, [0.25; 5]));
    }
}

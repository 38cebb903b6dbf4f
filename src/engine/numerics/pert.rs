//! The PERT distribution over (low, likely, high), from which an uncertain number is drawn.
//!
//! PERT is a beta distribution stretched over the range, with mean (low + λ likely + high)/(λ + 2)
//! and λ = 4 (Malcolm, Roseboom, Clark and Fazar, "Application of a technique for research and
//! development program evaluation", Operations Research 7, 1959).

use super::batch::Batch;
use super::processor::{Kernel, Processor};
use lru::LruCache;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Weight λ of the likely value against the ends of the range: the usual choice.
const LAMBDA: f64 = 4.0;
/// Cells of the table; the share below an interpolated quantile is then right to 1e-6.
const CELLS: usize = 256;
/// Equal steps of the distribution at which the table says where to start looking: four for each cell, so that the cell is
/// seldom another.
const GUIDES: usize = 1024;

/// How near the cubic must come to the share that is looked for.
const ARRIVED: f64 = 1e-14;

/// Where in the range a place in the table lies: t³(10-15t+6t²). The table is in t, because the
/// density may rise at the ends of the range like a root, but not in t.
#[inline(always)]
fn unfold(t: f64) -> f64 {
    t * t * t * (10.0 + t * (6.0 * t - 15.0))
}

/// The derivative of [`unfold`].
fn unfold_slope(t: f64) -> f64 {
    30.0 * t * t * (1.0 - t) * (1.0 - t)
}

/// A PERT distribution, ready to be asked for quantiles.
#[derive(Clone, Debug)]
pub struct Pert {
    low: f64,
    width: f64,
    table: Arc<Table>,
}

/// A PERT distribution over [0, 1].
#[derive(Debug)]
struct Table {
    /// Density at the ends of the cells, for a step in the table.
    density: Vec<f64>,
    /// Distribution function at the ends of the cells.
    below: Vec<f64>,
    /// The cell at each of the [`GUIDES`] steps of the distribution, and at its end: where to start looking.
    guide: Vec<u16>,
}

impl Pert {
    /// The distribution of a range that is not empty: low < high, low ≤ likely ≤ high.
    pub fn new([low, likely, high]: [f64; 3]) -> Self {
        let width = high - low;
        let mode = (likely - low) / width;
        Pert { low, width, table: Table::of(mode) }
    }

    /// The values below which parts `u` of the distribution lie, lane by lane; a part is at least 0 and less than 1.
    pub fn quantiles<const L: usize>(&self, processor: Processor, u: Batch<L>) -> Batch<L> {
        processor.run(Quantiles { of: self, u })
    }
}

/// The most tables that are kept, of 6 kB each: those of several usual cases.
const KEPT: NonZeroUsize = NonZeroUsize::new(256).expect("more than 0");

/// Tables that were in use lately, by the bits of the likely value. The same ranges are compiled again with every edit and
/// for every plan, and to make a table takes as long as to play some hundred histories.
static TABLES: LazyLock<Mutex<LruCache<u64, Arc<Table>>>> = LazyLock::new(|| Mutex::new(LruCache::new(KEPT)));

impl Table {
    /// The distribution with a likely value of 0 to 1.
    fn of(mode: f64) -> Arc<Self> {
        let tables = || TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        let known = tables().get(&mode.to_bits()).cloned();
        known.unwrap_or_else(|| {
            let table = Arc::new(Table::new(mode));
            tables().put(mode.to_bits(), table.clone());
            table
        })
    }

    fn new(mode: f64) -> Self {
        let (alpha, beta) = (1.0 + LAMBDA * mode, 1.0 + LAMBDA * (1.0 - mode));
        let beta_shape = |x: f64| libm::pow(x, alpha - 1.0) * libm::pow(1.0 - x, beta - 1.0);
        let shape = |t: f64| beta_shape(unfold(t)) * unfold_slope(t);
        let end = |cell: usize| cell as f64 / CELLS as f64;
        let mut below = vec![0.0];
        for cell in 0..CELLS {
            below.push(below[cell] + integral(shape, end(cell), end(cell + 1)));
        }
        let total = below[CELLS];
        below.iter_mut().for_each(|mass| *mass /= total);
        let density = (0..=CELLS).map(|cell| shape(end(cell)) / total).collect();
        let cell_of = |u: f64| below.partition_point(|mass| *mass <= u).clamp(1, CELLS) - 1;
        let guide = (0..=GUIDES).map(|part| cell_of(part as f64 / GUIDES as f64) as u16).collect();
        Table { density, below, guide }
    }

    /// The cell in which a part of the distribution ends.
    #[inline(always)]
    fn cell(&self, u: f64) -> usize {
        let mut cell = usize::from(self.guide[(u * GUIDES as f64) as usize]);
        // The first step without a branch: whether there is one cannot be foretold.
        cell += usize::from(cell + 1 < CELLS && self.below[cell + 1] <= u);
        while cell + 1 < CELLS && self.below[cell + 1] <= u {
            cell += 1;
        }
        cell
    }
}

struct Quantiles<'a, const L: usize> {
    of: &'a Pert,
    u: Batch<L>,
}

impl<const L: usize> Kernel for Quantiles<'_, L> {
    type Output = Batch<L>;

    #[inline(always)]
    fn run(self) -> Batch<L> {
        const STEP: f64 = 1.0 / CELLS as f64;
        let Quantiles { of: Pert { low, width, table }, u } = self;
        let Table { density, below, .. } = &**table;
        let mut cells = [0; L];
        for (cell, u) in cells.iter_mut().zip(u.0) {
            *cell = table.cell(u);
        }
        let [from, to] = at_ends(below, &cells);
        let [density_from, density_to] = at_ends(density, &cells);
        // No steeper than three times the rise, or the cubic would turn (Fritsch and Carlson 1980).
        let steepest = (to - from).times(3.0);
        let slope_from = density_from.times(STEP).zip(steepest, f64::min);
        let slope_to = density_to.times(STEP).zip(steepest, f64::min);
        let inside = RisingCubic { ends: [from, to], slopes: [slope_from, slope_to] }.inverse(u);
        let mut start = Batch::splat(0.0);
        start.0.iter_mut().zip(cells).for_each(|(start, cell)| *start = cell as f64);
        let (low, width) = (*low, *width);
        (start + inside).map(|at| low + width * unfold(at * STEP).clamp(0.0, 1.0))
    }
}

/// What a table says at both ends of a cell, lane by lane.
///
/// In a loop: the methods of arrays that take a closure stay calls in a kernel.
#[inline(always)]
fn at_ends<const L: usize>(table: &[f64], cells: &[usize; L]) -> [Batch<L>; 2] {
    let [mut from, mut to] = [Batch::splat(0.0); 2];
    for ((from, to), cell) in from.0.iter_mut().zip(&mut to.0).zip(cells) {
        (*from, *to) = (table[*cell], table[*cell + 1]);
    }
    [from, to]
}

/// Five-point Gauss–Legendre rule.
fn integral(f: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    const NODES: [(f64, f64); 3] = [
        (0.0, 0.568_888_888_888_888_9),
        (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (0.906_179_845_938_664, 0.236_926_885_056_189_08),
    ];
    let (middle, half) = ((from + to) / 2.0, (to - from) / 2.0);
    let pair = |(node, weight): (f64, f64)| weight * (f(middle - half * node) + f(middle + half * node));
    half * (NODES[0].1 * f(middle) + pair(NODES[1]) + pair(NODES[2]))
}

/// A cubic over [0, 1] by its values and slopes at the ends (Hermite form), which rises throughout, as a distribution
/// function does.
struct RisingCubic<const L: usize> {
    ends: [Batch<L>; 2],
    slopes: [Batch<L>; 2],
}

impl<const L: usize> RisingCubic<L> {
    /// Where in [0, 1] the cubic takes the value `u`: by Newton's method, kept within bounds by bisection.
    #[inline(always)]
    fn inverse(&self, u: Batch<L>) -> Batch<L> {
        let ([from, to], [slope_0, slope_1]) = (self.ends, self.slopes);
        let rise = to - from;
        let c3 = slope_0 + slope_1 - rise.times(2.0);
        let c2 = rise.times(3.0) - slope_0.times(2.0) - slope_1;
        let (mut low, mut high) = ([0.0; L], [1.0; L]);
        let mut x =
            (u - from).zip(rise, |above, rise| if rise > 0.0 { (above / rise).clamp(0.0, 1.0) } else { 0.5 });
        for _ in 0..8 {
            let miss = from + x * (slope_0 + x * (c2 + x * c3)) - u;
            // A lane that has arrived stays where it is.
            if miss.0.iter().all(|miss| miss.abs() < ARRIVED) {
                break;
            }
            let slope = slope_0 + x * (c2.times(2.0) + x.times(3.0) * c3);
            let newton = x - miss.over(slope);
            for lane in 0..L {
                let (at, miss, newton) = (x.0[lane], miss.0[lane], newton.0[lane]);
                let moves = miss.abs() >= ARRIVED;
                high[lane] = if moves && miss > 0.0 { at } else { high[lane] };
                low[lane] = if moves && miss <= 0.0 { at } else { low[lane] };
                let middle = (low[lane] + high[lane]) / 2.0;
                let next = if newton >= low[lane] && newton <= high[lane] { newton } else { middle };
                x.0[lane] = if moves { next } else { at };
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::numerics::batch::WIDTH;
    use statrs::distribution::{Beta, ContinuousCDF};

    fn quantile(of: &Pert, u: f64) -> f64 {
        of.quantiles(Processor::PORTABLE, Batch([u])).0[0]
    }

    #[test]
    fn a_lane_has_the_bits_of_a_number_alone_on_every_processor() {
        for mode in [0.0, 0.02, 0.5, 1.0] {
            let pert = Pert::new([-3.0, 7.0 * mode - 3.0, 4.0]);
            for first in (0..4096).step_by(WIDTH) {
                let u = Batch(std::array::from_fn(|lane| ((first + lane) as f64 + 0.5) / 4096.0));
                let alone = u.0.map(|u| quantile(&pert, u).to_bits());
                for processor in Processor::available() {
                    assert_eq!(
                        pert.quantiles::<WIDTH>(processor, u).0.map(f64::to_bits),
                        alone,
                        "from {first}"
                    );
                }
            }
        }
    }

    #[test]
    fn ranges_of_one_shape_share_a_table_which_comes_out_the_same_when_it_is_made_again() {
        let before = Pert::new([0.0, 0.25, 1.0]);
        assert!(Arc::ptr_eq(&before.table, &Pert::new([2.0, 3.0, 6.0]).table));
        let others = 2 * KEPT.get();
        (0..others).for_each(|other| drop(Pert::new([0.0, (other as f64 + 0.5) / others as f64, 1.0])));
        let again = Pert::new([0.0, 0.25, 1.0]);
        assert!(!Arc::ptr_eq(&before.table, &again.table), "it is made again");
        for i in 0..1000 {
            let u = f64::from(i) / 1000.0;
            assert_eq!(quantile(&again, u).to_bits(), quantile(&before, u).to_bits(), "{u}");
        }
    }

    #[test]
    fn quantiles_are_those_of_the_beta_distribution() {
        for mode in [0.0, 0.05, 0.3, 0.5, 0.77, 1.0] {
            let pert = Pert::new([0.0, mode, 1.0]);
            let beta = Beta::new(1.0 + 4.0 * mode, 1.0 + 4.0 * (1.0 - mode)).expect("a beta distribution");
            for i in 1..1000 {
                let u = f64::from(i) / 1000.0;
                let x = quantile(&pert, u);
                let off = (beta.cdf(x) - u).abs();
                assert!(off < 2e-6, "mode {mode}, u {u}: {x}, off by {off:e}");
            }
        }
    }

    #[test]
    fn quantiles_rise_and_stay_within_the_range() {
        let pert = Pert::new([2.0, 2.5, 9.0]);
        let values: Vec<f64> = (0..=10_000).map(|i| quantile(&pert, f64::from(i) / 10_000.0)).collect();
        assert!(values.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(values[0] >= 2.0 && values[10_000] <= 9.0);
    }
}

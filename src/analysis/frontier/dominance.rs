//! Which choices no other beats: by their means, or clearly, by the differences history by history.

use super::{CLEARLY, Frontier, Point};
use crate::analysis::measure::Measure;
use rayon::prelude::*;

/// By how much the first of two results is better than the second; negative where it is worse.
pub(super) fn better(measure: &Measure, one: f64, other: f64) -> f64 {
    if measure.more_is_better() { one - other } else { other - one }
}

/// Marks as dominated all points but those of some that no other of these beats in mean.
pub(super) fn mark_dominated(found: &mut Frontier, among: impl Iterator<Item = usize>) {
    found.points.iter_mut().for_each(|point| point.dominated = true);
    let means = among.map(|index| (index, found.points[index].means()));
    for index in non_dominated(&found.measures, means) {
        found.points[index].dominated = false;
    }
}

/// Those of some points that no other beats in mean; of equals, the first.
fn non_dominated(measures: &[Measure], points: impl Iterator<Item = (usize, [f64; 2])>) -> Vec<usize> {
    let good = |[x, y]: [f64; 2]| [better(&measures[0], x, 0.0), better(&measures[1], y, 0.0)];
    let mut points: Vec<(usize, [f64; 2])> = points.map(|(index, means)| (index, good(means))).collect();
    points.sort_by(|(i, one), (j, other)| {
        other[0].total_cmp(&one[0]).then(other[1].total_cmp(&one[1])).then(i.cmp(j))
    });
    let mut highest = f64::NEG_INFINITY;
    let mut kept = Vec::new();
    for (index, [_, y]) in points {
        if y > highest {
            highest = y;
            kept.push(index);
        }
    }
    kept
}

/// How far a point lies behind the frontier, in standard errors of its own, in the better of both results.
pub(super) fn shortfall(found: &Frontier, index: usize) -> f64 {
    let behind = |leader: &Point| {
        let axis = |axis: usize| {
            let of = found.points[index].values[axis];
            better(&found.measures[axis], leader.values[axis].mean, of.mean) / of.se.max(1e-9)
        };
        axis(0).min(axis(1))
    };
    found.points.iter().filter(|point| !point.dominated).map(behind).fold(0.0, f64::max)
}

/// The two axes of some points, history by history, beside their means.
#[derive(Default)]
pub(super) struct Samples {
    pub means: Vec<[f64; 2]>,
    axes: Vec<[Vec<f32>; 2]>,
}

/// How far one choice is ahead of another in a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// By [`CLEARLY`] standard errors or more.
    Clear,
    /// By less, or it is behind.
    Unclear,
    /// Both are the same in every history.
    None,
}

/// Two points, by their places: is the first ahead of the second?
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub leader: usize,
    pub other: usize,
}

impl Samples {
    /// Adds a point.
    pub fn push(&mut self, means: [f64; 2], axes: [Vec<f32>; 2]) {
        self.means.push(means);
        self.axes.push(axes);
    }

    /// Those that nothing on the frontier beats clearly: equal or clearly worse in both results, and clearly worse
    /// in one.
    pub fn survivors(&self, measures: &[Measure]) -> Vec<usize> {
        let leaders = non_dominated(measures, self.means.iter().copied().enumerate());
        let survives = |other: &usize| {
            let beats = |leader: &usize| {
                *leader != *other && self.beats(measures, Pair { leader: *leader, other: *other })
            };
            !leaders.iter().any(beats)
        };
        (0..self.means.len()).into_par_iter().filter(survives).collect()
    }

    fn beats(&self, measures: &[Measure], pair: Pair) -> bool {
        let mut some = false;
        for (axis, measure) in measures.iter().take(2).enumerate() {
            if better(measure, self.means[pair.leader][axis], self.means[pair.other][axis]) < 0.0 {
                return false;
            }
            match self.lead(measure, axis, pair) {
                Lead::Clear => some = true,
                Lead::None => {}
                Lead::Unclear => return false,
            }
        }
        some
    }

    /// How far the first of a pair is ahead in a result, judged by the differences history by history.
    pub fn lead(&self, measure: &Measure, axis: usize, Pair { leader, other }: Pair) -> Lead {
        let ahead = better(measure, self.means[leader][axis], self.means[other][axis]);
        let pairs = self.axes[leader][axis].iter().zip(&self.axes[other][axis]);
        let n = self.axes[leader][axis].len() as f64;
        let squares: f64 = pairs
            .map(|(one, other)| better(measure, f64::from(*one), f64::from(*other)) - ahead)
            .map(|off| off * off)
            .sum();
        let se = (squares / (n - 1.0).max(1.0) / n).sqrt();
        // Single precision leaves traces where both are the same.
        if ahead.abs() < 1e-6 && se < 1e-6 {
            Lead::None
        } else if ahead >= CLEARLY * se {
            Lead::Clear
        } else {
            Lead::Unclear
        }
    }
}

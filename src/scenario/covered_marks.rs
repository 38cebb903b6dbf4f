//! Marks on the map that cover the middle of another, found in time that grows with their number and not with its
//! square.

use super::{ActorId, Position, Scenario};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// The distance from which on two marks on the map do not cover each other's middle, in map units.
const MARKS_APART: f32 = 8.0;

/// A square of the map, so small that any two marks in it cover each other.
type Square = (i32, i32);

/// The squares on either side in which a mark can cover one: within twice the side of a square, whose diagonal is the
/// distance of marks.
const SQUARES_NEAR: std::ops::RangeInclusive<i32> = -2..=2;

/// A mark on the map.
struct Mark<'a> {
    actor: &'a ActorId,
    at: Position,
}

/// The marks in the order of their actors' ids, and their ranks in it by square.
struct Marks<'a> {
    ordered: Vec<Mark<'a>>,
    // Every mark asks for many squares, most of them empty; foldhash is quick for such small keys.
    by_square: HashMap<Square, Vec<usize>, RandomState>,
}

/// For each actor, the first one after it by id whose mark covers the middle of its own, if there is one.
pub fn covered(scenario: &Scenario) -> HashMap<&ActorId, &ActorId, RandomState> {
    let marks = Marks::of(scenario);
    let covered = marks.ordered.iter().enumerate().filter_map(|(rank, mark)| {
        let other = marks.first_after(rank)?;
        Some((mark.actor, marks.ordered[other].actor))
    });
    covered.collect()
}

impl<'a> Marks<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        let placed = scenario.actors.iter().filter_map(|(actor, about)| Some(Mark { actor, at: about.at? }));
        let mut ordered: Vec<Mark<'_>> = placed.collect();
        ordered.sort_unstable_by_key(|mark| mark.actor);
        let mut by_square: HashMap<Square, Vec<usize>, _> = HashMap::default();
        for (rank, mark) in ordered.iter().enumerate() {
            by_square.entry(square(mark.at)).or_default().push(rank);
        }
        Marks { ordered, by_square }
    }

    /// The rank of the first mark after one that covers its middle.
    fn first_after(&self, rank: usize) -> Option<usize> {
        let (x, y) = square(self.ordered[rank].at);
        let around = SQUARES_NEAR.flat_map(|right| SQUARES_NEAR.map(move |down| (x + right, y + down)));
        let mut first = None;
        // All in its own square cover it, so that only few in the others come before the first of these.
        for near in std::iter::once((x, y)).chain(around) {
            first = self.first_in_square(near, rank, first).or(first);
        }
        first
    }

    /// The rank of the first mark in a square that comes after one, before another, and covers the middle of the one.
    fn first_in_square(&self, square: Square, after: usize, before: Option<usize>) -> Option<usize> {
        let ranks = self.by_square.get(&square)?;
        let start = ranks.partition_point(|rank| *rank <= after);
        let between = ranks[start..].iter().copied().take_while(|rank| before.is_none_or(|end| *rank < end));
        let covers = |rank: &usize| distance(self.ordered[*rank].at, self.ordered[after].at) < MARKS_APART;
        between.into_iter().find(covers)
    }
}

fn distance(one: Position, other: Position) -> f32 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

fn square(Position(x, y): Position) -> Square {
    let side = 0.99 * MARKS_APART * std::f32::consts::FRAC_1_SQRT_2;
    ((x / side).floor() as i32, (y / side).floor() as i32)
}

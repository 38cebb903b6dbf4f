//! Sets of the histories of a block, by lane.

use super::batch::WIDTH;

/// Some of the up to [`WIDTH`] histories of a block: a bit for each lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneSet(u16);

const _: () = assert!(WIDTH == u16::BITS as usize, "a bit for each lane");

impl LaneSet {
    /// No history.
    pub const NONE: LaneSet = LaneSet(0);

    /// Every history.
    pub const ALL: LaneSet = LaneSet(u16::MAX);

    /// One history.
    #[inline]
    pub fn of(lane: usize) -> Self {
        LaneSet(1 << lane)
    }

    /// The first few histories.
    #[inline]
    pub fn first(count: usize) -> Self {
        Self::where_it_is(|lane| lane < count)
    }

    /// The histories of both.
    #[inline]
    pub fn or(self, other: Self) -> Self {
        LaneSet(self.0 | other.0)
    }

    /// The histories that are in both.
    #[inline]
    pub fn and(self, other: Self) -> Self {
        LaneSet(self.0 & other.0)
    }

    /// Those that are not in the other.
    #[inline]
    pub fn without(self, other: Self) -> Self {
        LaneSet(self.0 & !other.0)
    }

    /// Whether a history is in it.
    #[inline]
    pub fn contains(self, lane: usize) -> bool {
        !self.and(Self::of(lane)).is_empty()
    }

    /// Whether no history is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the history of each lane is in it.
    #[inline]
    pub fn by_lane(self) -> [bool; WIDTH] {
        std::array::from_fn(|lane| self.contains(lane))
    }

    /// The lanes of its histories, rising.
    pub fn lanes(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lane = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (lane < WIDTH).then_some(lane)
        })
    }

    /// The histories for which something is so.
    pub fn where_it_is(so: impl Fn(usize) -> bool) -> Self {
        (0..WIDTH).filter(|lane| so(*lane)).fold(Self::NONE, |set, lane| set.or(Self::of(lane)))
    }

    /// The set as bits, the first lane the lowest.
    #[inline]
    pub fn bits(self) -> u16 {
        self.0
    }

    /// The set of these bits.
    #[inline]
    pub fn from_bits(bits: u16) -> Self {
        LaneSet(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lanes: &[usize]) -> LaneSet {
        LaneSet::where_it_is(|lane| lanes.contains(&lane))
    }

    #[test]
    fn a_set_has_the_lanes_that_were_put_in_rising() {
        assert_eq!(of(&[9, 0, 15]).lanes().collect::<Vec<_>>(), [0, 9, 15]);
        assert_eq!(LaneSet::NONE.lanes().count(), 0);
        assert_eq!(LaneSet::ALL.lanes().collect::<Vec<_>>(), (0..WIDTH).collect::<Vec<_>>());
        assert!(of(&[3]).contains(3) && !of(&[3]).contains(4));
    }

    #[test]
    fn sets_are_joined_cut_and_taken_away_lane_by_lane() {
        let (one, other) = (of(&[1, 2]), of(&[2, 7]));
        assert_eq!(one.or(other), of(&[1, 2, 7]));
        assert_eq!(one.and(other), LaneSet::of(2));
        assert_eq!(one.without(other), LaneSet::of(1));
        assert!(one.without(one).is_empty() && LaneSet::NONE.is_empty() && !one.is_empty());
        assert_eq!(LaneSet::from_bits(one.bits()), one);
    }
}

//! Random choices that follow from a number.

/// A stream of random numbers: SplitMix64 (Steele, Lea and Flood 2014), which is good enough for choices and costs
/// nothing.
pub struct Dice(u64);

impl Dice {
    /// The stream of a case.
    pub fn of_case(case: u64) -> Self {
        // Streams of neighbouring cases start far apart.
        Dice(case.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ 0x7ea2_11e5)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }

    /// Whether something with one chance in so many happens.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A number from 0 up to 1.
    pub fn share(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

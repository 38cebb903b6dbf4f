//! Counter-based random numbers: every draw is a pure function of (seed, history, what, who), so that two
//! plans share their luck and threads need not agree on an order.
//!
//! The generator is Threefry-2x64 with 13 rounds (J. Salmon, M. Moraes, R. Dror, D. Shaw,
//! "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011): additions, rotations and
//! exclusive-ors only, which every processor does in lanes.

use super::batch::Batch;

const ROTATIONS: [u32; 8] = [16, 42, 12, 31, 16, 32, 24, 21];
const PARITY: u64 = 0x1BD1_1BDA_A9FC_1A22;

/// The rounds that we use; 13 pass every statistical test that the authors know.
const ROUNDS: usize = 13;

/// Encrypts a counter with a key, in `R` rounds.
#[inline(always)]
fn threefry<const R: usize>(key: [u64; 2], [low, high]: [u64; 2]) -> [u64; 2] {
    let schedule = [key[0], key[1], PARITY ^ key[0] ^ key[1]];
    let (mut x0, mut x1) = (low.wrapping_add(key[0]), high.wrapping_add(key[1]));
    for round in 0..R {
        x0 = x0.wrapping_add(x1);
        x1 = x1.rotate_left(ROTATIONS[round % ROTATIONS.len()]) ^ x0;
        if round % 4 == 3 {
            let turn = (round + 1) / 4;
            x0 = x0.wrapping_add(schedule[turn % 3]);
            x1 = x1.wrapping_add(schedule[(turn + 1) % 3]).wrapping_add(turn as u64);
        }
    }
    [x0, x1]
}

/// A uniform number in the open interval (0, 1) from 64 random bits.
#[inline(always)]
fn uniform_from_bits(bits: u64) -> f64 {
    // 52 bits behind the exponent of 1 make a number in [1, 2); half a step keeps 0 out.
    f64::from_bits((bits >> 12) | 0x3FF0_0000_0000_0000) - (1.0 - f64::EPSILON / 2.0)
}

/// Two uniform numbers for each of several histories, from one stream.
#[inline(always)]
pub fn uniform_pair<const L: usize>(
    seed: u64,
    stream: u64,
    histories: [u64; L],
    index: u64,
) -> [Batch<L>; 2] {
    let [mut first, mut second] = [Batch::splat(0.0); 2];
    // All rounds of a lane in one loop over lanes: done round by round, rotations make the compiler give up lanes with AVX2.
    for ((first, second), history) in first.0.iter_mut().zip(&mut second.0).zip(histories) {
        let [one, other] = threefry::<ROUNDS>([seed, stream], [history, index]);
        (*first, *second) = (uniform_from_bits(one), uniform_from_bits(other));
    }
    [first, second]
}

/// One uniform number for one history, from one stream.
#[inline(always)]
pub fn uniform(seed: u64, stream: u64, history: u64) -> f64 {
    uniform_pair(seed, stream, [history], 0)[0].0[0]
}

/// A key for a name that lasts: FNV-1a over its bytes, then mixed.
pub fn key_of(name: &str) -> u64 {
    let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    mix(hash)
}

/// Joins two keys into one; the order matters.
#[inline(always)]
pub fn join(first: u64, second: u64) -> u64 {
    mix(first.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(second))
}

/// The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014).
#[inline(always)]
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_known_answer_of_its_authors() {
        assert_eq!(threefry::<20>([0, 0], [0, 0]), [0xC2B6_E3A8_C2C6_9865, 0x6F81_ED42_F350_084D]);
    }

    #[test]
    fn uniform_numbers_stay_inside_and_are_even() {
        let n = 200_000_u64;
        let (mut sum, mut sum_of_squares) = (0.0, 0.0);
        for history in 0..n {
            let u = uniform(7, 11, history);
            assert!(u > 0.0 && u < 1.0);
            sum += u;
            sum_of_squares += u * u;
        }
        // Five standard errors: a false alarm in 1.7 million seeds; the seed is fixed.
        assert!((sum / n as f64 - 0.5).abs() < 5.0 * (1.0 / 12.0 / n as f64).sqrt());
        assert!((sum_of_squares / n as f64 - 1.0 / 3.0).abs() < 5.0 * (4.0 / 45.0 / n as f64).sqrt());
        assert!(uniform_from_bits(0) > 0.0 && uniform_from_bits(u64::MAX) < 1.0);
    }

    #[test]
    fn a_lane_draws_what_a_single_history_draws() {
        let many = uniform_pair::<8>(1, 2, [5, 6, 7, 8, 9, 10, 11, 12], 3);
        for lane in 0..8 {
            let one = uniform_pair::<1>(1, 2, [5 + lane as u64], 3);
            assert_eq!([many[0].0[lane], many[1].0[lane]], [one[0].0[0], one[1].0[0]]);
        }
    }
}

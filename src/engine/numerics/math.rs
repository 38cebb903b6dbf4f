//! Exponential and logarithm in plain IEEE arithmetic, without fused multiply-add and without the
//! platform's own functions, so that a number comes out the same to the bit on any processor.

/// Adding this to a number below 2^51 in size leaves the nearest whole number in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52
/// ln 2 in two parts: the first has enough trailing zeros for `k * LN_2_HIGH` to be exact.
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// 1/n! for n = 0 to 11: the Taylor series leaves 6e-15 at |r| = ln 2 / 2.
const INVERSE_FACTORIALS: [f64; 12] = [
    1.0,
    1.0,
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
];

/// Four terms of a polynomial, by Estrin's scheme: steps that do not wait for each other.
#[inline(always)]
fn four(c: [f64; 4], x: f64, x2: f64) -> f64 {
    (c[0] + c[1] * x) + (c[2] + c[3] * x) * x2
}

/// A polynomial of degree 11, lowest coefficient first.
#[inline(always)]
fn polynomial_11(c: &[f64; 12], x: f64) -> f64 {
    let x2 = x * x;
    let x4 = x2 * x2;
    let low = four([c[0], c[1], c[2], c[3]], x, x2);
    let middle = four([c[4], c[5], c[6], c[7]], x, x2);
    let high = four([c[8], c[9], c[10], c[11]], x, x2);
    low + x4 * (middle + x4 * high)
}

/// A polynomial of degree 8, lowest coefficient first.
#[inline(always)]
pub(super) fn polynomial_8(c: &[f64; 9], x: f64) -> f64 {
    let x2 = x * x;
    let x4 = x2 * x2;
    let low = four([c[0], c[1], c[2], c[3]], x, x2);
    let high = four([c[4], c[5], c[6], c[7]], x, x2);
    low + x4 * (high + x4 * c[8])
}

/// e^x by x = k ln 2 + r and the Taylor series of e^r.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = if x > 700.0 { 700.0 } else { x };
    let x = if x < -700.0 { -700.0 } else { x };
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    let e_r = polynomial_11(&INVERSE_FACTORIALS, r);
    // The low bits of `shifted` hold k; moved to the exponent they make 2^k.
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    e_r * power
}

/// 1/3, 1/5 … 1/19.
const INVERSE_ODDS: [f64; 9] =
    [1.0 / 3.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 9.0, 1.0 / 11.0, 1.0 / 13.0, 1.0 / 15.0, 1.0 / 17.0, 1.0 / 19.0];

/// ln x by x = 2^e m, m near 1, and the series of 2 artanh((m-1)/(m+1)).
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    // Bring m into [√½, √2): then |s| < 0.172 and nine odd terms leave 2e-16.
    // The exponent is kept 1024 too high, so that it is never negative: shifts with a sign are slow.
    const HIGH: u64 = 1024;
    let exponent = bits.wrapping_sub(0x3FE6_A09E_667F_3BCD).wrapping_add(HIGH << 52) >> 52;
    let m = f64::from_bits(bits.wrapping_sub(exponent << 52).wrapping_add(HIGH << 52));
    // A whole number to a float without a conversion instruction: its low bits behind 1.5 * 2^52.
    let e = f64::from_bits(ROUND.to_bits().wrapping_add(exponent)) - (ROUND + HIGH as f64);
    let s = (m - 1.0) / (m + 1.0);
    let s2 = s * s;
    let sum = polynomial_8(&INVERSE_ODDS, s2);
    let ln_m = 2.0 * s + 2.0 * s * s2 * sum;
    e * LN_2_HIGH + (ln_m + e * LN_2_LOW)
}

/// 2^x.
#[inline(always)]
pub fn exp2(x: f64) -> f64 {
    exp(x * std::f64::consts::LN_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, truth: f64, relative: f64) -> bool {
        (ours - truth).abs() <= relative * truth.abs().max(1e-300)
    }

    #[test]
    fn the_exponential_agrees_with_the_platforms() {
        for i in -60_000..60_000 {
            let x = f64::from(i) * 0.01;
            assert!(close(exp(x), x.exp(), 2e-14), "e^{x}: {} against {}", exp(x), x.exp());
        }
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn the_logarithm_agrees_with_the_platforms() {
        for i in 1..200_000 {
            let x = f64::from(i) * 5e-6;
            let (ours, truth) = (ln(x), x.ln());
            assert!((ours - truth).abs() <= 1e-15 + 4e-15 * truth.abs(), "ln {x}: {ours} against {truth}");
        }
        assert!(close(ln(1e-300), 1e-300_f64.ln(), 1e-15));
    }
}

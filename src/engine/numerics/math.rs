//! Exponential, logarithm and what is made of them, in lanes: in plain IEEE arithmetic, without fused multiply-add and
//! without the platform's own functions, so that a number comes out the same to the bit on any processor.
//!
//! Each step is done in all lanes before the next: the steps of one lane wait for each other, those of the others fill the
//! time.

use super::batch::Batch;

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

/// 1/3, 1/5 … 1/19.
const INVERSE_ODDS: [f64; 9] =
    [1.0 / 3.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 9.0, 1.0 / 11.0, 1.0 / 13.0, 1.0 / 15.0, 1.0 / 17.0, 1.0 / 19.0];

/// Four terms of a polynomial, by Estrin's scheme: steps that do not wait for each other.
#[inline(always)]
fn four<const L: usize>(c: [f64; 4], x: Batch<L>, x2: Batch<L>) -> Batch<L> {
    x.times(c[1]).plus(c[0]) + x.times(c[3]).plus(c[2]) * x2
}

/// A polynomial of degree 11, lowest coefficient first.
#[inline(always)]
fn polynomial_11<const L: usize>(c: &[f64; 12], x: Batch<L>) -> Batch<L> {
    let x2 = x * x;
    let x4 = x2 * x2;
    let low = four([c[0], c[1], c[2], c[3]], x, x2);
    let middle = four([c[4], c[5], c[6], c[7]], x, x2);
    let high = four([c[8], c[9], c[10], c[11]], x, x2);
    low + x4 * (middle + x4 * high)
}

/// A polynomial of degree 8, lowest coefficient first.
#[inline(always)]
fn polynomial_8<const L: usize>(c: &[f64; 9], x: Batch<L>) -> Batch<L> {
    let x2 = x * x;
    let x4 = x2 * x2;
    let low = four([c[0], c[1], c[2], c[3]], x, x2);
    let high = four([c[4], c[5], c[6], c[7]], x, x2);
    low + x4 * (high + x4.times(c[8]))
}

/// The e of x = 2^e m with m in [√½, √2), raised by [`RAISED_BY`]; x is a normal positive number.
#[inline(always)]
fn raised_exponent(x: f64) -> u64 {
    x.to_bits().wrapping_sub(ROOT_OF_HALF).wrapping_add(RAISED_BY << 52) >> 52
}

/// The bits of √½.
const ROOT_OF_HALF: u64 = 0x3FE6_A09E_667F_3BCD;
/// So much that no exponent is negative: shifts with a sign are slow.
const RAISED_BY: u64 = 1024;

impl<const L: usize> Batch<L> {
    /// e^x, within 1e-14 of its size; exponents beyond ±700 are cut off there.
    ///
    /// By x = k ln 2 + r and the Taylor series of e^r.
    #[inline(always)]
    pub fn exp(self) -> Self {
        // The constant first: what is no number stays none.
        let x = Batch::splat(-700.0).max(Batch::splat(700.0).min(self));
        let shifted = x.times(std::f64::consts::LOG2_E).plus(ROUND);
        let k = shifted.plus(-ROUND);
        let r = (x - k.times(LN_2_HIGH)) - k.times(LN_2_LOW);
        let e_r = polynomial_11(&INVERSE_FACTORIALS, r);
        // The low bits of `shifted` hold k; moved to the exponent they make 2^k.
        let power = shifted.map(|k| f64::from_bits(k.to_bits().wrapping_add(1023) << 52));
        e_r * power
    }

    /// The natural logarithm of a normal positive number.
    ///
    /// By x = 2^e m, m near 1, and the series of 2 artanh((m-1)/(m+1)): with m in [√½, √2), |s| < 0.172, and nine odd
    /// terms leave 2e-16.
    #[inline(always)]
    pub fn ln(self) -> Self {
        let m = self.map(|x| {
            let bits = x.to_bits().wrapping_sub(raised_exponent(x) << 52);
            f64::from_bits(bits.wrapping_add(RAISED_BY << 52))
        });
        // A whole number to a float without a conversion instruction: its low bits behind 1.5 * 2^52.
        let e = self.map(|x| f64::from_bits(ROUND.to_bits().wrapping_add(raised_exponent(x))));
        let e = e.plus(-(ROUND + RAISED_BY as f64));
        let s = m.plus(-1.0).over(m.plus(1.0));
        let s2 = s * s;
        let ln_m = s.times(2.0) + s.times(2.0) * s2 * polynomial_8(&INVERSE_ODDS, s2);
        e.times(LN_2_HIGH) + (ln_m + e.times(LN_2_LOW))
    }

    /// Λ(x) = 1/(1+e^-x).
    #[inline(always)]
    pub fn logistic(self) -> Self {
        (-self).exp().plus(1.0).inverse()
    }
}

/// 2^x.
#[inline(always)]
pub fn exp2(x: f64) -> f64 {
    Batch([x * std::f64::consts::LN_2]).exp().0[0]
}

/// The standard normal quantile of a uniform number in (0, 1), within 2e-6 of the true one for all
/// but one deviate in ten million; those, beyond ±5.3, come out up to 3 % too small.
///
/// By Giles' single-precision approximation of the inverse error function (M. Giles,
/// "Approximating the erfinv function", GPU Computing Gems 2, 2012, table 1): one polynomial in
/// w = -ln(4u(1-u)) serves all but one deviate in 300, so that lanes rarely part ways.
#[inline(always)]
pub fn normal_quantile<const L: usize>(u: Batch<L>) -> Batch<L> {
    const CENTRE: [f64; 9] = [
        1.501_409_41,
        0.246_640_727,
        -0.004_177_681_64,
        -0.001_253_725_03,
        0.000_218_580_87,
        -4.391_506_54e-06,
        -3.523_387_7e-06,
        3.432_739_39e-07,
        2.810_226_36e-08,
    ];
    const TAIL: [f64; 9] = [
        2.832_976_82,
        1.001_674_06,
        0.009_438_870_47,
        -0.007_622_461_3,
        0.005_739_507_73,
        -0.003_673_428_44,
        0.001_349_343_22,
        0.000_100_950_558,
        -0.000_200_214_257,
    ];
    let w = -(u.times(4.0) * u.complement()).ln();
    let centre = polynomial_8(&CENTRE, w.plus(-2.5));
    let slope = if w.0.iter().any(|w| *w >= 5.0) {
        let tail = polynomial_8(&TAIL, w.map(|w| w.max(0.0).sqrt() - 3.0));
        let mut chosen = centre;
        for ((slope, w), tail) in chosen.0.iter_mut().zip(w.0).zip(tail.0) {
            if w >= 5.0 {
                *slope = tail;
            }
        }
        chosen
    } else {
        centre
    };
    (u.times(2.0).plus(-1.0) * slope).times(std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exp(x: f64) -> f64 {
        Batch([x]).exp().0[0]
    }

    fn ln(x: f64) -> f64 {
        Batch([x]).ln().0[0]
    }

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

    #[test]
    fn the_normal_quantile_agrees_with_the_inverse_error_function() {
        use statrs::distribution::{ContinuousCDF, Normal};
        let normal = Normal::standard();
        for i in 1..100_000 {
            let u = f64::from(i) * 1e-5;
            let ours = normal_quantile(Batch([u])).0[0];
            let truth = normal.inverse_cdf(u);
            assert!((ours - truth).abs() < 2e-6, "at {u}: {ours} against {truth}");
        }
        for (u, relative) in [(1e-7, 1e-5), (1e-14, 0.03)] {
            let (ours, truth) = (normal_quantile(Batch([u])).0[0], normal.inverse_cdf(u));
            assert!((ours / truth - 1.0).abs() < relative, "at {u}: {ours} against {truth}");
        }
    }
}

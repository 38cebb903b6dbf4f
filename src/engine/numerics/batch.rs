//! Numbers in lanes: as many histories at once as the hot loops are wide.
//!
//! Every operation is done lane by lane in plain IEEE arithmetic, without fused multiply-add and
//! without the platform's own exponential or logarithm, so that a history comes out the same to
//! the bit at any width and on any processor. The compiler turns the loops over lanes into vector
//! instructions wherever the caller is compiled for a processor that has them.

use std::ops::{Add, Mul, Neg, Sub};

/// How many histories the hot loop computes at once: two registers of AVX-512, four of AVX2.
///
/// More than one register, because a logistic is a chain of operations that wait for each other, and the
/// chains of several registers run side by side; no more, because more of a partner's state would then
/// spill from the registers to memory.
pub const WIDTH: usize = 16;

/// One number for each of `L` histories.
///
/// Aligned to a line of the cache, so that no load or store of a register touches two.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Batch<const L: usize>(pub [f64; L]);

impl<const L: usize> Batch<L> {
    /// The same number in every lane.
    #[inline(always)]
    pub fn splat(value: f64) -> Self {
        Batch([value; L])
    }

    /// Applies a function to every lane.
    ///
    /// In debug builds it counts by hand, and so does [`Batch::zip`]: there the iterators of the standard library
    /// stay calls, which took two thirds of the time of every history. In release builds the iterators are
    /// vectorised better: by a fifth with AVX-512.
    #[inline(always)]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        let mut out = self.0;
        if cfg!(debug_assertions) {
            let mut lane = 0;
            while lane < L {
                out[lane] = f(out[lane]);
                lane += 1;
            }
        } else {
            for x in &mut out {
                *x = f(*x);
            }
        }
        Batch(out)
    }

    /// Applies a function to the lanes of two numbers, pair by pair.
    #[inline(always)]
    pub fn zip(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let mut out = self.0;
        if cfg!(debug_assertions) {
            let mut lane = 0;
            while lane < L {
                out[lane] = f(out[lane], other.0[lane]);
                lane += 1;
            }
        } else {
            for (x, y) in out.iter_mut().zip(other.0) {
                *x = f(*x, y);
            }
        }
        Batch(out)
    }

    /// The smaller of two.
    #[inline(always)]
    pub fn min(self, other: Self) -> Self {
        self.zip(other, |x, y| if x < y { x } else { y })
    }

    /// The larger of two.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        self.zip(other, |x, y| if x > y { x } else { y })
    }

    /// Quotient, lane by lane.
    #[inline(always)]
    pub fn over(self, other: Self) -> Self {
        self.zip(other, |x, y| x / y)
    }

    /// 1/x.
    #[inline(always)]
    pub fn inverse(self) -> Self {
        self.map(|x| 1.0 / x)
    }

    /// 1 - x.
    #[inline(always)]
    pub fn complement(self) -> Self {
        self.map(|x| 1.0 - x)
    }

    /// Times a plain number.
    #[inline(always)]
    pub fn times(self, factor: f64) -> Self {
        self.map(|x| x * factor)
    }

    /// Plus a plain number.
    #[inline(always)]
    pub fn plus(self, term: f64) -> Self {
        self.map(|x| x + term)
    }
}

macro_rules! lane_operator {
    ($trait:ident, $method:ident, $op:tt) => {
        impl<const L: usize> $trait for Batch<L> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, |x, y| x $op y)
            }
        }
    };
}
lane_operator!(Add, add, +);
lane_operator!(Sub, sub, -);
lane_operator!(Mul, mul, *);

impl<const L: usize> Neg for Batch<L> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(|x| -x)
    }
}

//! The hot loop, compiled once for each kind of processor. All versions are the same code and give
//! the same bits; they differ in how many lanes an instruction takes.

use super::compiled_case::{CompiledCase, PartnerCase};
use super::inputs::Values;
use super::months::{self, EvidenceByMonth, Listener, ShockDraws};
use super::run::Processor;

/// How many histories the hot loop takes at once.
pub const WIDTH: usize = 16;

impl Processor {
    /// The best version for the processor that this runs on.
    pub fn best() -> Self {
        Processor::ALL.into_iter().rev().find(|version| version.is_available()).unwrap_or(Processor::Portable)
    }

    /// All versions, the slowest first.
    pub const ALL: [Processor; 3] = [Processor::Portable, Processor::Avx2, Processor::Avx512];

    /// Whether the processor that this runs on can run this version.
    #[cfg(target_arch = "x86_64")]
    pub fn is_available(self) -> bool {
        match self {
            Processor::Portable => true,
            Processor::Avx2 => is_x86_feature_detected!("avx2"),
            Processor::Avx512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
            }
        }
    }

    /// Whether the processor that this runs on can run this version.
    #[cfg(not(target_arch = "x86_64"))]
    pub fn is_available(self) -> bool {
        self == Processor::Portable
    }
}

/// All that the hot loop needs for one partner in one block of histories.
pub struct Block<'a> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// The partner.
    pub partner: &'a PartnerCase,
    /// All numbers.
    pub values: &'a Values<WIDTH>,
    /// What the partner learns, if anything.
    pub evidence: Option<&'a EvidenceByMonth<WIDTH>>,
    /// The luck of outside events.
    pub shocks: &'a ShockDraws<WIDTH>,
}

/// Plays one partner's months in one block of histories, on a version that is available.
#[cfg_attr(target_arch = "x86_64", allow(unsafe_code))]
pub fn play(version: Processor, block: &Block<'_>, rows: &mut impl Listener<WIDTH>) {
    debug_assert!(version.is_available());
    match version {
        // SAFETY: `Processor::best` and `Ensemble::new` let only available versions through.
        #[cfg(target_arch = "x86_64")]
        Processor::Avx2 => unsafe { play_avx2(block, rows) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Processor::Avx512 => unsafe { play_avx512(block, rows) },
        _ => play_portable(block, rows),
    }
}

#[inline(always)]
fn play_portable(block: &Block<'_>, rows: &mut impl Listener<WIDTH>) {
    months::play(block.case, block.partner, block.values, block.evidence, block.shocks, rows);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn play_avx2(block: &Block<'_>, rows: &mut impl Listener<WIDTH>) {
    play_portable(block, rows);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn play_avx512(block: &Block<'_>, rows: &mut impl Listener<WIDTH>) {
    play_portable(block, rows);
}

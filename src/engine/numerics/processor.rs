//! The instruction sets that the hot loop is compiled for. All of them run the same code in the same order
//! and give the same bits; they differ in how many histories one instruction takes.

/// A computation that is compiled once for each instruction set.
pub trait Kernel {
    /// The result of the computation.
    type Output;

    /// Computes it. Mark the implementation and everything it calls `#[inline(always)]`: only code that is
    /// inlined here is compiled for the instruction set, the rest stays portable.
    fn run(self) -> Self::Output;
}

/// An instruction set that the processor in use has.
///
/// A value of this type is the proof of it: [`Processor::available`] makes one only after it has detected
/// the set, and nothing else can make one but [`Processor::PORTABLE`], which every processor runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Processor(InstructionSet);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InstructionSet {
    /// The baseline of the target that the program is compiled for.
    Portable,
    /// x86-64 with AVX2: four histories in an instruction.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512 F, DQ and VL: eight histories in an instruction.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Processor {
    /// The baseline, which runs everywhere.
    pub const PORTABLE: Processor = Processor(InstructionSet::Portable);

    /// Every instruction set that the processor in use has, the narrowest first; never empty.
    pub fn available() -> Vec<Processor> {
        let mut available = vec![Processor::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                available.push(Processor(InstructionSet::Avx2));
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
            {
                available.push(Processor(InstructionSet::Avx512));
            }
        }
        available
    }

    /// The widest instruction set that the processor in use has.
    pub fn best() -> Processor {
        // The list is never empty, and what it starts with runs everywhere.
        Processor::available().pop().unwrap_or(Processor::PORTABLE)
    }

    /// Name for people: “portable”, “AVX2”, “AVX-512”.
    pub fn name(self) -> &'static str {
        match self.0 {
            InstructionSet::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx2 => "AVX2",
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx512 => "AVX-512",
        }
    }

    /// Runs a kernel as compiled for this instruction set.
    #[cfg_attr(target_arch = "x86_64", allow(unsafe_code))]
    pub fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self.0 {
            InstructionSet::Portable => kernel.run(),
            // SAFETY: `run_avx2` needs AVX2 and is called from nowhere else. A `Processor` with this set is
            // made in `available` alone, after AVX2 was detected.
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx2 => unsafe { run_avx2(kernel) },
            // SAFETY: `run_avx512` needs AVX-512 F, DQ and VL and is called from nowhere else. A `Processor`
            // with this set is made in `available` alone, after all three were detected.
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx512 => unsafe { run_avx512(kernel) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn run_avx2<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn run_avx512<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}

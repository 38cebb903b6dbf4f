//! The memory that was freed and that the system's allocator keeps for the program.

use super::App;
use super::tasks::TaskKey;
use crate::engine::sample_matrix;
use egui::Context;

/// Larger than any block that a frame allocates and frees again, in bytes.
const LARGEST_FRAME_BLOCK: usize = 16 << 20;

/// Makes the system's allocator keep the memory that a frame frees, for the next frame. glibc returns
/// memory to the system as soon as 128 KiB are free at the end of its heap, and a large frame would pay for
/// that with a page fault per page, every time. Freeing one large block raises that threshold above its size.
pub fn keep_memory_between_frames() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST_FRAME_BLOCK)));
}

impl App {
    /// Gives the memory that is free back to the system once nothing is under way any more after a document was left or a
    /// long question was asked. By itself glibc returns only what is free at the end of a heap, and after some use that is
    /// little of it: a window would come to hold several times what it needs.
    pub(super) fn give_back_free_memory(&mut self, ctx: &Context) {
        if !self.frees_memory || self.tasks.any_work() || self.gesture_tracker.is_active(ctx) {
            return;
        }
        self.frees_memory = false;
        let work = || {
            sample_matrix::forget_spare_rows();
            give_back();
        };
        // It takes milliseconds for each hundred megabytes. Where it could not be started, memory stays, and that is all.
        self.tasks.start(TaskKey::GiveBackMemory, work, |_, _| ());
    }
}

/// Ask the allocator to give back all memory that is free.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
fn give_back() {
    // SAFETY: any thread may call `malloc_trim` at any time; it touches nothing but memory that is free.
    unsafe { libc::malloc_trim(0) };
}

/// Do nothing: other allocators give memory back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back() {}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::*;

    /// The memory that the system has given to this process, in bytes.
    fn resident() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").expect("a file of the system");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its size");
        1024 * line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number")
    }

    #[test]
    fn memory_that_is_free_between_what_is_in_use_goes_back_to_the_system() {
        const BLOCK: usize = 64 << 10;
        const BLOCKS: usize = 4_096;
        let blocks: Vec<Vec<u8>> = (0..BLOCKS).map(|_| vec![1; BLOCK]).collect();
        // One in 64 stays in use, so that no heap is free at its end.
        let in_use: Vec<Vec<u8>> = blocks.into_iter().step_by(64).collect();
        let before = resident();
        give_back();
        let after = resident();
        assert!(after + BLOCKS * BLOCK / 2 < before, "{after} of {before} bytes are still there");
        assert_eq!(in_use.len(), BLOCKS / 64);
    }
}

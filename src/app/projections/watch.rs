//! Watches one run from the window's side.

use crate::engine::Monitor;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// How far a run has come, and whether it should stop.
#[derive(Debug)]
pub struct Watch {
    stopped: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

impl Watch {
    /// Watches a run of so many histories.
    pub fn of(histories: u64) -> Self {
        Watch { stopped: AtomicBool::new(false), done: AtomicU64::new(0), total: AtomicU64::new(histories) }
    }

    /// Asks the run to stop.
    pub fn stop(&self) {
        self.stopped.store(true, Relaxed);
    }

    /// Histories done, and how many there are to be.
    pub fn progress_so_far(&self) -> (u64, u64) {
        (self.done.load(Relaxed), self.total.load(Relaxed))
    }
}

impl Monitor for Watch {
    fn cancelled(&self) -> bool {
        self.stopped.load(Relaxed)
    }

    fn progress(&self, done: u64, total: u64) {
        self.done.store(done, Relaxed);
        self.total.store(total, Relaxed);
    }
}

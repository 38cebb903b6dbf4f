//! A progress bar, and a stop on Ctrl-C, for runs from a terminal.

use crate::engine::Monitor;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Time before the bar is shown: a shorter run would end before anybody could read it.
const DELAY: Duration = Duration::from_secs(1);

static STOPPED: AtomicBool = AtomicBool::new(false);

/// The monitor of a run: a progress bar where standard error is a terminal, and a stop on Ctrl-C.
pub struct TerminalMonitor {
    started: Instant,
    shows_progress: bool,
    bar: OnceLock<ProgressBar>,
}

impl TerminalMonitor {
    /// Start monitoring; from here on Ctrl-C stops the run instead of the program.
    pub fn begin() -> Self {
        // If no handler can be set, Ctrl-C ends the program at once, as it does by default.
        let _ = ctrlc::set_handler(|| STOPPED.store(true, Ordering::Relaxed));
        TerminalMonitor {
            started: Instant::now(),
            shows_progress: std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
        }
    }

    fn bar(&self, total: u64) -> &ProgressBar {
        self.bar.get_or_init(|| {
            let bar = ProgressBar::new(total);
            if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len}, {eta} left") {
                bar.set_style(style);
            }
            bar
        })
    }
}

impl Drop for TerminalMonitor {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Monitor for TerminalMonitor {
    fn cancelled(&self) -> bool {
        STOPPED.load(Ordering::Relaxed)
    }

    fn progress(&self, done: u64, total: u64) {
        if self.shows_progress && self.started.elapsed() > DELAY {
            let bar = self.bar(total);
            bar.set_length(total);
            bar.set_position(done);
        }
    }
}

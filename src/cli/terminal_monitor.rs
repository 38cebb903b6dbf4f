//! A progress bar, and a stop on Ctrl-C, for runs from a terminal.

use super::{Stop, say};
use crate::analysis::progress::ProgressMeter;
use crate::engine::Monitor;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Time before the bar is shown: a shorter run would end before anybody could read it.
const DELAY: Duration = Duration::from_secs(1);

/// How long a run may take to stop after Ctrl-C. It looks many times a second whether it should; one that does
/// not end by then is ended.
const PATIENCE: Duration = Duration::from_secs(2);

/// The state of the run, for the handler of Ctrl-C.
static STATE: AtomicU8 = AtomicU8::new(IDLE);
/// Nothing is being computed: Ctrl-C ends the program.
const IDLE: u8 = 0;
/// Something is being computed: Ctrl-C asks it to stop.
const RUNNING: u8 = 1;
/// It was asked to stop.
const STOPPED: u8 = 2;

/// Whether it was said how long the run takes, or the command says so itself.
static ANNOUNCED: AtomicBool = AtomicBool::new(false);

/// Moves from one state to another; false if the run is in neither.
fn change(from: u8, to: u8) -> bool {
    STATE.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
}

/// Handles Ctrl-C, on a thread of its own.
fn interrupt() {
    let Stop { sentence, code } = Stop::cancelled();
    if change(RUNNING, STOPPED) {
        std::thread::sleep(PATIENCE);
        if STATE.load(Ordering::SeqCst) != STOPPED {
            // It has stopped, and says so itself, with what it knows.
            return;
        }
        say(&sentence);
    }
    std::process::exit(code.into());
}

/// The monitor of a run: where standard error is a terminal, a progress bar and, if it takes more than a minute, how
/// long; and a stop on Ctrl-C.
pub struct TerminalMonitor {
    started: Instant,
    meter: Mutex<ProgressMeter>,
    shows_progress: bool,
    bar: OnceLock<ProgressBar>,
}

impl TerminalMonitor {
    /// Start monitoring; until the end of the run Ctrl-C stops it instead of the program.
    pub fn begin() -> Self {
        STATE.store(RUNNING, Ordering::SeqCst);
        ANNOUNCED.store(false, Ordering::SeqCst);
        // If no handler can be set, Ctrl-C ends the program at once, as it does by default.
        let _ = ctrlc::set_handler(interrupt);
        TerminalMonitor {
            started: Instant::now(),
            meter: Mutex::default(),
            shows_progress: TerminalMonitor::is_watched(),
            bar: OnceLock::new(),
        }
    }

    /// End of a run that has a result; from here on Ctrl-C ends the program.
    ///
    /// # Errors
    /// If Ctrl-C came after the run looked for it last: what was asked to stop prints nothing.
    pub fn end(self) -> Result<(), Stop> {
        if change(RUNNING, IDLE) { Ok(()) } else { Err(Stop::cancelled()) }
    }

    /// Whether anybody watches: whether standard error is a terminal.
    pub fn is_watched() -> bool {
        std::io::stderr().is_terminal()
    }

    /// Leaves it to the command to say how long the run takes.
    pub fn leave_announcement() {
        ANNOUNCED.store(true, Ordering::SeqCst);
    }

    /// Goes on after Ctrl-C to show what is known so far; another Ctrl-C stops that too.
    pub fn resume() {
        change(STOPPED, RUNNING);
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
        STATE.store(IDLE, Ordering::SeqCst);
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Monitor for TerminalMonitor {
    fn cancelled(&self) -> bool {
        STATE.load(Ordering::SeqCst) == STOPPED
    }

    fn progress(&self, done: u64, total: u64) {
        let seconds = self.started.elapsed().as_secs_f64();
        let mut meter = self.meter.lock().unwrap_or_else(PoisonError::into_inner);
        let progress = meter.read(done, total, seconds);
        drop(meter);
        if self.shows_progress && self.started.elapsed() > DELAY {
            let long = progress.long_time();
            if let Some(time) = long.filter(|_| !ANNOUNCED.swap(true, Ordering::SeqCst)) {
                say(&format!("This takes about {time}. Ctrl-C stops it."));
            }
            let bar = self.bar(total);
            bar.set_length(total);
            bar.set_position(done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_is_stopped_after_its_last_look_has_no_result() {
        let monitor = TerminalMonitor::begin();
        assert!(!monitor.cancelled());
        assert!(monitor.end().is_ok());
        let monitor = TerminalMonitor::begin();
        assert!(change(RUNNING, STOPPED), "Ctrl-C");
        assert!(monitor.cancelled());
        assert_eq!(monitor.end().map_err(|stop| stop.code), Err(130));
        assert!(!TerminalMonitor::begin().cancelled(), "the next run is another");
    }
}

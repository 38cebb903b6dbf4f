//! Work that is done off the window's thread.
//!
//! A job owns what it needs, runs elsewhere, reports through a channel and wakes the window. A
//! panic in a job is a report like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A piece of work, ready to be run anywhere.
pub type Work = Box<dyn FnOnce() + Send>;

/// Runs work somewhere else.
pub trait Starter: Send {
    /// Starts the work; `name` is what a debugger or process viewer shows.
    ///
    /// # Errors
    /// If it could not be started.
    fn start(&self, name: &str, work: Work) -> std::io::Result<()>;
}

/// Runs each piece of work on a thread of its own.
pub struct Threads;

impl Starter for Threads {
    fn start(&self, name: &str, work: Work) -> std::io::Result<()> {
        std::thread::Builder::new().name(name.into()).spawn(work).map(|_| ())
    }
}

/// The jobs that are under way; `R` is what they report.
pub struct Jobs<R> {
    starter: Box<dyn Starter>,
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Sent<R>>,
    receiver: Receiver<Sent<R>>,
    under_way: usize,
}

/// What comes through the channel.
enum Sent<R> {
    /// A job goes on after it.
    Meanwhile(R),
    /// A job has ended with it.
    Last(R),
}

/// Reports what a job knows so far.
pub struct Reporter<R> {
    sender: Sender<Sent<R>>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl<R> Reporter<R> {
    /// Reports something while the job goes on.
    pub fn tell(&self, report: R) {
        // The window may be gone already; then nobody needs the report.
        let _ = self.sender.send(Sent::Meanwhile(report));
        (self.wake)();
    }
}

impl<R: Send + 'static> Jobs<R> {
    /// No jobs yet; `wake` is called from the job's thread whenever one has reported.
    pub fn new(starter: Box<dyn Starter>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Jobs { starter, wake: Arc::new(wake), sender, receiver, under_way: 0 }
    }

    /// Starts a job. Exactly one report comes of it: the work's own, or `failed` with what went
    /// wrong if it panics or cannot be started.
    pub fn start(
        &mut self,
        name: &str,
        work: impl FnOnce() -> R + Send + 'static,
        failed: impl Fn(String) -> R + Send + Sync + 'static,
    ) {
        self.start_reporting(name, |_| work(), failed);
    }

    /// Starts a job that tells what it knows so far, before its last report.
    pub fn start_reporting(
        &mut self,
        name: &str,
        work: impl FnOnce(&Reporter<R>) -> R + Send + 'static,
        failed: impl Fn(String) -> R + Send + Sync + 'static,
    ) {
        let reporter = Reporter { sender: self.sender.clone(), wake: self.wake.clone() };
        let failed = Arc::new(failed);
        let if_panicked = failed.clone();
        let job = Box::new(move || {
            let report = catch_unwind(AssertUnwindSafe(|| work(&reporter)))
                .unwrap_or_else(|panic| if_panicked(what_was_said(panic.as_ref())));
            // The window may be gone already; then nobody needs the report.
            let _ = reporter.sender.send(Sent::Last(report));
            (reporter.wake)();
        });
        self.under_way += 1;
        if let Err(error) = self.starter.start(name, job) {
            let _ = self.sender.send(Sent::Last(failed(error.to_string())));
        }
    }

    /// Whether anything is under way.
    pub fn any(&self) -> bool {
        self.under_way > 0
    }

    /// What has been reported since the last look.
    pub fn reports(&mut self) -> Vec<R> {
        let sent: Vec<Sent<R>> = self.receiver.try_iter().collect();
        sent.into_iter().map(|sent| self.take(sent)).collect()
    }

    /// Waits until a job reports; nothing if none is under way.
    pub fn wait(&mut self) -> Option<R> {
        if self.under_way == 0 {
            return None;
        }
        let sent = self.receiver.recv().ok()?;
        Some(self.take(sent))
    }

    fn take(&mut self, sent: Sent<R>) -> R {
        match sent {
            Sent::Meanwhile(report) => report,
            Sent::Last(report) => {
                self.under_way = self.under_way.saturating_sub(1);
                report
            }
        }
    }
}

fn what_was_said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no reason was given".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_a_job_is_a_report() {
        let mut jobs = Jobs::new(Box::new(Threads), || ());
        jobs.start("falls over", || -> Result<(), String> { panic!("out of luck") }, Err);
        assert_eq!(jobs.wait(), Some(Err("out of luck".into())));
        assert!(!jobs.any());
    }

    #[test]
    fn a_job_tells_what_it_knows_before_it_ends() {
        let mut jobs = Jobs::new(Box::new(Threads), || ());
        let work = |reporter: &Reporter<u32>| {
            reporter.tell(1);
            2
        };
        jobs.start_reporting("tells", work, |_| 0);
        assert_eq!([jobs.wait(), jobs.wait(), jobs.wait()], [Some(1), Some(2), None]);
    }

    #[test]
    fn a_job_that_cannot_be_started_is_a_report() {
        struct Nowhere;
        impl Starter for Nowhere {
            fn start(&self, _: &str, _: Work) -> std::io::Result<()> {
                Err(std::io::Error::other("no thread left"))
            }
        }
        let mut jobs = Jobs::new(Box::new(Nowhere), || ());
        jobs.start("never starts", || Ok(()), Err);
        assert_eq!(jobs.reports(), [Err("no thread left".into())]);
    }
}

//! The hindcast: compares the built-in cases with the historical record while its page is open, once. The
//! result depends on nothing that can be changed in the window.

use super::App;
use super::tasks::{Task, TaskKey, TaskMonitor, TaskResult};
use crate::analysis::hindcast::{HindcastError, Hindcasts};
use crate::engine::{Cancelled, Run};
use crate::ui::chrome::Dialog;
use crate::ui::chrome::dialog::HindcastProgress;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// While cases are projected, a frame is due this often: smooth to the eye, and little work.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(100);

/// The state of the hindcast.
#[derive(Default)]
pub struct Hindcasting {
    running: Option<Arc<TaskMonitor>>,
    known: Option<Result<Box<Hindcasts>, String>>,
    /// Messages shown before the page was opened.
    messages_before: u64,
}

impl Hindcasting {
    /// The state for the page.
    pub fn standing(&self) -> HindcastProgress<'_> {
        match (&self.known, &self.running) {
            (Some(Ok(hindcasts)), _) => HindcastProgress::Done(hindcasts),
            (Some(Err(why)), _) => HindcastProgress::Failed(why),
            (None, Some(monitor)) => {
                let (done, total) = monitor.steps();
                HindcastProgress::Running(done, total)
            }
            (None, None) => HindcastProgress::Running(0, 0),
        }
    }

    /// The result, once it is known.
    pub fn found(&self) -> Option<&Hindcasts> {
        self.known.as_ref()?.as_deref().ok()
    }

    /// Cancels what runs.
    fn stop(&mut self) {
        if let Some(monitor) = self.running.take() {
            monitor.cancel();
        }
    }
}

impl App {
    /// Opens the page; runs again what has failed.
    pub(super) fn show_hindcast(&mut self) {
        self.hindcasting.known.take_if(|known| known.is_err());
        self.hindcasting.messages_before = self.messages_so_far;
        self.dialog = Some(Dialog::Hindcast);
    }

    /// The newest message since the page was opened, which covers the place of messages.
    pub(super) fn said_over_hindcast(&self) -> Option<&str> {
        let newest = self.messages.last()?;
        (newest.number > self.hindcasting.messages_before).then_some(newest.text.as_str())
    }

    /// Runs the hindcast while the page is open, once.
    pub(super) fn follow_hindcast(&mut self, ctx: &Context) {
        if self.dialog != Some(Dialog::Hindcast) {
            self.hindcasting.stop();
            return;
        }
        if self.hindcasting.running.is_none() && self.hindcasting.known.is_none() {
            self.run_hindcast();
        }
        if self.hindcasting.running.is_some() {
            ctx.request_repaint_after(PROGRESS_INTERVAL);
        }
    }

    fn run_hindcast(&mut self) {
        let cases: Vec<_> =
            self.cases.iter().map(|case| (case.name.clone(), case.scenario.clone())).collect();
        let monitor = TaskMonitor::of(cases.len() as u64);
        self.hindcasting.running = Some(monitor.clone());
        let (engine, watched) = (self.engine.clone(), monitor.clone());
        let work = move |_: &_| match Hindcasts::of(&cases, &Run::default(), &*engine, &*watched) {
            Ok(hindcasts) => Ok(Ok(Box::new(hindcasts))),
            Err((_, HindcastError::Cancelled(_))) => Err(Cancelled),
            Err((case, error)) => Ok(Err(format!("{case} cannot be compared with the record: {error}."))),
        };
        self.tasks.start_monitored(Task { key: TaskKey::Hindcast, monitor }, work, App::handle_hindcast);
    }

    /// Takes the result.
    fn handle_hindcast(&mut self, result: TaskResult<Result<Box<Hindcasts>, String>>) {
        let result = result
            .unwrap_or_else(|error| Err(format!("The cases could not be compared with the record: {error}")));
        self.hindcasting.running = None;
        self.hindcasting.known = Some(result);
    }
}

//! Has the built-in cases held against history while their page is open, and keeps the answer: it
//! depends on nothing that can be changed in the window.

use super::App;
use super::job_result::JobResult;
use super::projections::{NoAnswer, Watch};
use crate::analysis::hindcast::{HindcastError, Hindcasts};
use crate::engine::Run;
use crate::ui::chrome::Dialog;
use crate::ui::chrome::dialog::HindcastStanding;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// How often the page is drawn anew while cases are projected.
const PROGRESS: Duration = Duration::from_millis(100);

/// What is known, or on its way.
#[derive(Default)]
pub struct Hindcasting {
    tickets: u64,
    running: Option<(u64, Arc<Watch>)>,
    known: Option<Result<Box<Hindcasts>, String>>,
    /// How many messages there had been when the page was opened.
    messages_before: u64,
}

impl Hindcasting {
    /// What the page shows.
    pub fn standing(&self) -> HindcastStanding<'_> {
        match (&self.known, &self.running) {
            (Some(Ok(hindcasts)), _) => HindcastStanding::Known(hindcasts),
            (Some(Err(why)), _) => HindcastStanding::Failed(why),
            (None, Some((_, watch))) => {
                let (done, total) = watch.progress_so_far();
                HindcastStanding::Running(done, total)
            }
            (None, None) => HindcastStanding::Running(0, 0),
        }
    }

    /// What was found, once it was.
    pub fn found(&self) -> Option<&Hindcasts> {
        self.known.as_ref()?.as_deref().ok()
    }

    /// Stops what is on its way.
    fn stop(&mut self) {
        if let Some((_, watch)) = self.running.take() {
            watch.stop();
        }
    }
}

impl App {
    /// Opens the page; what failed is tried again.
    pub(super) fn show_hindcast(&mut self) {
        self.hindcasting.known.take_if(|known| known.is_err());
        self.hindcasting.messages_before = self.messages_so_far;
        self.dialog = Some(Dialog::Hindcast);
    }

    /// What was said since the page was opened: the page covers the place of messages.
    pub(super) fn said_over_hindcast(&self) -> Option<&str> {
        let newest = self.messages.last()?;
        (newest.number > self.hindcasting.messages_before).then_some(newest.text.as_str())
    }

    /// Works it out while the page is open, once.
    pub(super) fn follow_hindcast(&mut self, ctx: &Context) {
        if self.dialog != Some(Dialog::Hindcast) {
            self.hindcasting.stop();
            return;
        }
        if self.hindcasting.running.is_none() && self.hindcasting.known.is_none() {
            self.hold_against_history();
        }
        if self.hindcasting.running.is_some() {
            ctx.request_repaint_after(PROGRESS);
        }
    }

    fn hold_against_history(&mut self) {
        let cases: Vec<_> =
            self.cases.iter().map(|case| (case.name.clone(), case.scenario.clone())).collect();
        let state = &mut self.hindcasting;
        state.tickets += 1;
        let (ticket, watch) = (state.tickets, Arc::new(Watch::of(cases.len() as u64)));
        state.running = Some((ticket, watch.clone()));
        let engine = self.engine.clone();
        let work = move || {
            let outcome = Hindcasts::of(&cases, &Run::default(), &*engine, &*watch);
            let outcome = outcome.map(Box::new).map_err(|(case, unable)| match unable {
                HindcastError::Cancelled(_) => NoAnswer::Stopped,
                unable => NoAnswer::Failed(format!("{case} cannot be held against history: {unable}.")),
            });
            JobResult::HeldAgainstHistory { ticket, outcome }
        };
        let failed = move |why| {
            let why = format!("The cases could not be held against history: {why}");
            JobResult::HeldAgainstHistory { ticket, outcome: Err(NoAnswer::Failed(why)) }
        };
        self.jobs.start("hindcast", work, failed);
    }

    /// Takes in how it ended.
    pub(super) fn was_held_against_history(
        &mut self,
        ticket: u64,
        outcome: Result<Box<Hindcasts>, NoAnswer>,
    ) {
        let state = &mut self.hindcasting;
        if state.running.take_if(|(running, _)| *running == ticket).is_none() {
            return;
        }
        state.known = match outcome {
            Ok(hindcasts) => Some(Ok(hindcasts)),
            Err(NoAnswer::Failed(why)) => Some(Err(why)),
            Err(NoAnswer::Stopped) => None,
        };
    }
}

//! What jobs job_result, and what is made of it.

use super::App;
use super::file_dialogs::{Ask, Picked};
use super::files::{NotRead, NotSaved, Opened, Writing};
use super::player::Telling;
use super::projections::{NoAnswer, Order};
use crate::analysis::events::{self, EventLog};
use crate::analysis::hindcast::Hindcasts;
use crate::engine::{Cancelled, Projection};
use crate::storage::{OrphanedSnapshot, Stamp};
use crate::ui::Answer;
use std::path::PathBuf;
use std::sync::Arc;

/// What came of a job.
pub enum JobResult {
    /// A projection ended.
    Projected {
        /// Which run.
        ticket: u64,
        /// Its answer, or why there is none.
        outcome: Result<Box<Projection>, NoAnswer>,
    },
    /// A history was told, or could not be.
    Told {
        /// Which telling.
        ticket: u64,
        /// The story, or what went wrong.
        outcome: Result<Arc<EventLog>, String>,
    },
    /// A view's question was answered; not at all, if it was stopped.
    Answered {
        /// Which question.
        ticket: u64,
        /// What was found.
        finding: Option<Answer>,
        /// Whether nothing more is to come.
        last: bool,
    },
    /// The built-in cases were held against history, or not.
    HeldAgainstHistory {
        /// Which time.
        ticket: u64,
        /// How they compare, or why nothing is known.
        outcome: Result<Box<Hindcasts>, NoAnswer>,
    },
    /// A table was written, or not; where to, or a sentence.
    TableWritten(Result<PathBuf, String>),
    /// A file was read.
    Read {
        /// Which reading.
        ticket: u64,
        /// The file.
        path: PathBuf,
        /// What is in it, or what is wrong with it.
        outcome: Result<Box<Opened>, NotRead>,
    },
    /// The document was written.
    Written {
        /// What was to be written, and where.
        writing: Writing,
        /// The file's state and whether another window has it open, or why it was not written.
        outcome: Result<(Option<Stamp>, bool), NotSaved>,
    },
    /// A file dialog was answered.
    Picked {
        /// What it asked.
        ask: Ask,
        /// The answer.
        picked: Picked,
    },
    /// What was left behind was looked for.
    OrphanedSnapshots(Vec<OrphanedSnapshot>),
    /// What was left behind is gone.
    Discarded,
    /// Unsaved work was kept, or not.
    Kept(Result<(), String>),
    /// The document's file was looked at.
    LookedAt {
        /// Of which document, counted from the start of the program.
        document: u64,
        /// Its state.
        stamp: Option<Stamp>,
    },
    /// The preferences were kept, or not.
    PreferencesKept(Result<(), String>),
}

impl App {
    /// Takes in what a job reports.
    pub(super) fn handle(&mut self, job_result: JobResult) {
        match job_result {
            JobResult::Projected { ticket, outcome } => {
                let trouble = self.projections.handle(ticket, outcome.map(|projection| *projection));
                trouble.into_iter().for_each(|text| self.tell(text));
            }
            JobResult::Told { ticket, outcome } => match outcome {
                Ok(story) => self.session.player.handle(ticket, story),
                Err(why) => {
                    self.session.player.give_up(ticket);
                    self.tell(format!("The history could not be told: {why}"));
                }
            },
            JobResult::Answered { ticket, finding, last } => self.was_found(ticket, finding, last),
            JobResult::HeldAgainstHistory { ticket, outcome } => {
                self.was_held_against_history(ticket, outcome)
            }
            JobResult::TableWritten(outcome) => self.table_was_written(outcome),
            JobResult::Read { ticket, path, outcome } => self.was_read(ticket, path, outcome),
            JobResult::Written { writing, outcome } => self.was_written(writing, outcome),
            JobResult::OrphanedSnapshots(left) => self.found_orphaned_snapshots(left),
            JobResult::Discarded => {}
            JobResult::Kept(outcome) => self.was_kept(outcome),
            JobResult::LookedAt { document, stamp } => self.was_looked_at(document, stamp),
            JobResult::Picked { ask, picked } => self.was_picked(ask, picked),
            JobResult::PreferencesKept(outcome) => {
                if let Some(trouble) = self.preferences.were_kept(outcome) {
                    self.tell(trouble);
                }
            }
        }
    }

    /// Has a history told.
    pub(super) fn tell_story(&mut self, telling: Telling) {
        let ticket = telling.ticket;
        let work = move || {
            let Telling { question, number, .. } = telling;
            let story = events::tell(&question.scenario, &question.plan, question.seed, number);
            JobResult::Told { ticket, outcome: Ok(Arc::new(story)) }
        };
        self.jobs.start("story", work, move |why| JobResult::Told { ticket, outcome: Err(why) });
    }

    /// Sets the engine to work.
    pub(super) fn project(&mut self, order: Order) {
        let engine = self.engine.clone();
        let ticket = order.ticket;
        let work = move || {
            let Order { question, run, watch, .. } = order;
            let outcome = engine(&question.scenario, &question.plan, &run, &*watch);
            let outcome = outcome.map(Box::new).map_err(|Cancelled| NoAnswer::Stopped);
            JobResult::Projected { ticket, outcome }
        };
        let failed = move |why| JobResult::Projected { ticket, outcome: Err(NoAnswer::Failed(why)) };
        self.jobs.start("projection", work, failed);
    }
}

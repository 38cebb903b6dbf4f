//! Has views' questions answered, off the window's thread: of each kind only the newest.

mod answer;

use super::App;
use super::projections::Watch;
use super::question::Question;
use super::report::Report;
use crate::ui::inquiry::{Finding, Found, Inquiry, Progress, Underway};
pub use answer::{Analyst, Put, answer};
use egui::Context;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, LazyLock};

/// Answers are worked out beside the projection, which follows the gesture_tracker and must not wait behind them.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().build().ok());

struct Asked {
    question: Question,
    inquiry: Inquiry,
}

impl Asked {
    fn same(&self, other: &Asked) -> bool {
        self.inquiry == other.inquiry && self.question.same_for(&self.inquiry, &other.question)
    }
}

struct Running {
    ticket: u64,
    asked: Asked,
    watch: Arc<Watch>,
    since: f64,
}

/// What was asked, what runs, what was stopped, and what was found.
#[derive(Default)]
pub struct Inquiries {
    tickets: u64,
    running: Vec<Running>,
    stopped: Vec<Asked>,
    found: Vec<(Asked, Finding)>,
}

impl Inquiries {
    /// Forgets everything: another document is open.
    pub fn forget(&mut self) {
        self.running.iter().for_each(|running| running.watch.stop());
        *self = Inquiries { tickets: self.tickets, ..Inquiries::default() };
    }

    /// What was found, with whether it is still what would be found now.
    pub fn found<'a>(&'a self, now: &'a Question) -> impl Iterator<Item = Found<'a>> {
        self.found.iter().map(|(asked, finding)| Found {
            inquiry: &asked.inquiry,
            finding,
            current: asked.question.same_for(&asked.inquiry, now),
        })
    }

    /// What runs, and what was stopped and is still what would be asked now.
    pub fn underway<'a>(&'a self, now: &'a Question, seconds: f64) -> impl Iterator<Item = Underway<'a>> {
        let running = self.running.iter().map(move |running| {
            let (done, total) = running.watch.progress_so_far();
            let progress = Progress { done, total, seconds: seconds - running.since };
            Underway { inquiry: &running.asked.inquiry, progress: Some(progress) }
        });
        let stopped = self.stopped.iter().filter(|asked| asked.question.same_for(&asked.inquiry, now));
        running.chain(stopped.map(|asked| Underway { inquiry: &asked.inquiry, progress: None }))
    }

    /// Whether anything is being found out.
    pub fn any_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// What was found in answer to a question of some kind, and what it was asked of.
    pub fn newest(&self, is_of_kind: impl Fn(&Inquiry) -> bool) -> Option<(&Question, &Inquiry, &Finding)> {
        let (asked, finding) = self.found.iter().find(|(asked, _)| is_of_kind(&asked.inquiry))?;
        Some((&asked.question, &asked.inquiry, finding))
    }

    /// Whether a question is answered or about to be.
    fn is_in_hand(&self, asked: &Asked) -> bool {
        self.running.iter().any(|running| running.asked.same(asked))
            || self.found.iter().any(|(found, finding)| found.same(asked) && !is_partial(finding))
    }

    /// Stops what runs of a kind; whether it was this very question.
    fn stop(&mut self, inquiry: &Inquiry) -> Option<Asked> {
        let place = self.running.iter().position(|running| running.asked.inquiry.is_like(inquiry))?;
        let running = self.running.swap_remove(place);
        running.watch.stop();
        Some(running.asked)
    }
}

/// Whether more of the answer was to come.
fn is_partial(finding: &Finding) -> bool {
    matches!(finding, Finding::Frontier(frontier) if !frontier.finished)
}

impl App {
    /// Takes up a view's question. While the gesture_tracker moves, what takes long waits until it rests.
    pub(super) fn inquire(&mut self, inquiry: Inquiry, ctx: &Context) {
        let Some(question) = self.question() else { return };
        let asked = Asked { question, inquiry };
        // A view does not ask again for what was stopped: this is somebody's own click.
        let taken_up_again = self.inquiries.stopped.iter().any(|stopped| stopped.same(&asked));
        if asked.inquiry.is_long() && self.gesture_tracker.moves(ctx) && !taken_up_again {
            return;
        }
        if self.inquiries.is_in_hand(&asked) {
            return;
        }
        self.inquiries.stop(&asked.inquiry);
        self.inquiries.stopped.retain(|stopped| !stopped.inquiry.is_like(&asked.inquiry));
        self.inquiries.tickets += 1;
        let (ticket, watch) = (self.inquiries.tickets, Arc::new(Watch::of(1)));
        let (question, inquiry, monitor) = (asked.question.clone(), asked.inquiry.clone(), watch.clone());
        let analyst = self.analyst.clone();
        self.inquiries.running.push(Running { ticket, asked, watch, since: self.now });
        let failed = move |why| Report::Found { ticket, finding: Some(Finding::Nothing(why)), last: true };
        self.jobs.start_telling(
            "inquiry",
            move |teller| {
                let so_far =
                    |finding| teller.tell(Report::Found { ticket, finding: Some(finding), last: false });
                let Question { scenario, plan, seed } = &question;
                let put = Put { scenario, plan, seed: *seed, inquiry: &inquiry };
                let find = || analyst(put, &*monitor, &so_far).ok();
                let finding = match &*THREADS {
                    Some(threads) => threads.install(find),
                    None => find(),
                };
                Report::Found { ticket, finding, last: true }
            },
            failed,
        );
    }

    /// Stops what is being found out in answer to a question of this kind; what was found stays.
    pub(super) fn stop_inquiry(&mut self, inquiry: &Inquiry) {
        if let Some(asked) = self.inquiries.stop(inquiry) {
            self.inquiries.stopped.push(asked);
        }
    }

    /// Takes in what was found; nothing, if it was stopped.
    pub(super) fn was_found(&mut self, ticket: u64, finding: Option<Finding>, last: bool) {
        let place = self.inquiries.running.iter().position(|running| running.ticket == ticket);
        let (Some(place), Some(finding)) = (place, finding) else { return };
        let running = &self.inquiries.running[place].asked;
        let asked = Asked { question: running.question.clone(), inquiry: running.inquiry.clone() };
        if last {
            self.inquiries.running.swap_remove(place);
        }
        self.inquiries.found.retain(|(older, _)| !older.inquiry.is_like(&asked.inquiry));
        self.inquiries.found.push((asked, finding));
    }
}

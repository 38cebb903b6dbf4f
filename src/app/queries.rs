//! Has views' questions answered, off the window's thread: of each kind only the newest.

mod answer;

use super::App;
use super::job_result::JobResult;
use super::projections::Watch;
use super::question::Question;
use crate::ui::query::{Answer, AnsweredQuery, Progress, Query, RunningQuery};
pub use answer::{QueryRequest, QueryRunner, answer};
use egui::Context;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, LazyLock};

/// Answers are worked out beside the projection, which follows the gesture_tracker and must not wait behind them.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().build().ok());

struct Asked {
    question: Question,
    query: Query,
}

impl Asked {
    fn same(&self, other: &Asked) -> bool {
        self.query == other.query && self.question.same_for(&self.query, &other.question)
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
pub struct Queries {
    tickets: u64,
    running: Vec<Running>,
    stopped: Vec<Asked>,
    found: Vec<(Asked, Answer)>,
}

impl Queries {
    /// Forgets everything: another document is open.
    pub fn forget(&mut self) {
        self.running.iter().for_each(|running| running.watch.stop());
        *self = Queries { tickets: self.tickets, ..Queries::default() };
    }

    /// What was found, with whether it is still what would be found now.
    pub fn found<'a>(&'a self, now: &'a Question) -> impl Iterator<Item = AnsweredQuery<'a>> {
        self.found.iter().map(|(asked, finding)| AnsweredQuery {
            query: &asked.query,
            finding,
            current: asked.question.same_for(&asked.query, now),
        })
    }

    /// What runs, and what was stopped and is still what would be asked now.
    pub fn underway<'a>(&'a self, now: &'a Question, seconds: f64) -> impl Iterator<Item = RunningQuery<'a>> {
        let running = self.running.iter().map(move |running| {
            let (done, total) = running.watch.progress_so_far();
            let progress = Progress { done, total, seconds: seconds - running.since };
            RunningQuery { query: &running.asked.query, progress: Some(progress) }
        });
        let stopped = self.stopped.iter().filter(|asked| asked.question.same_for(&asked.query, now));
        running.chain(stopped.map(|asked| RunningQuery { query: &asked.query, progress: None }))
    }

    /// Whether anything is being found out.
    pub fn any_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// What was found in answer to a question of some kind, and what it was asked of.
    pub fn newest(&self, is_of_kind: impl Fn(&Query) -> bool) -> Option<(&Question, &Query, &Answer)> {
        let (asked, finding) = self.found.iter().find(|(asked, _)| is_of_kind(&asked.query))?;
        Some((&asked.question, &asked.query, finding))
    }

    /// Whether a question is answered or about to be.
    fn is_in_hand(&self, asked: &Asked) -> bool {
        self.running.iter().any(|running| running.asked.same(asked))
            || self.found.iter().any(|(found, finding)| found.same(asked) && !is_partial(finding))
    }

    /// Stops what runs of a kind; whether it was this very question.
    fn stop(&mut self, query: &Query) -> Option<Asked> {
        let place = self.running.iter().position(|running| running.asked.query.is_like(query))?;
        let running = self.running.swap_remove(place);
        running.watch.stop();
        Some(running.asked)
    }
}

/// Whether more of the answer was to come.
fn is_partial(finding: &Answer) -> bool {
    matches!(finding, Answer::Frontier(frontier) if !frontier.finished)
}

impl App {
    /// Takes up a view's question. While the gesture_tracker moves, what takes long waits until it rests.
    pub(super) fn ask(&mut self, query: Query, ctx: &Context) {
        let Some(question) = self.question() else { return };
        let asked = Asked { question, query };
        // A view does not ask again for what was stopped: this is somebody's own click.
        let taken_up_again = self.queries.stopped.iter().any(|stopped| stopped.same(&asked));
        if asked.query.is_long() && self.gesture_tracker.moves(ctx) && !taken_up_again {
            return;
        }
        if self.queries.is_in_hand(&asked) {
            return;
        }
        self.queries.stop(&asked.query);
        self.queries.stopped.retain(|stopped| !stopped.query.is_like(&asked.query));
        self.queries.tickets += 1;
        let (ticket, watch) = (self.queries.tickets, Arc::new(Watch::of(1)));
        let (question, query, monitor) = (asked.question.clone(), asked.query.clone(), watch.clone());
        let query_runner = self.query_runner.clone();
        self.queries.running.push(Running { ticket, asked, watch, since: self.now });
        let failed =
            move |why| JobResult::Answered { ticket, finding: Some(Answer::Nothing(why)), last: true };
        self.jobs.start_reporting(
            "query",
            move |reporter| {
                let so_far = |finding| {
                    reporter.tell(JobResult::Answered { ticket, finding: Some(finding), last: false })
                };
                let Question { scenario, plan, seed } = &question;
                let put = QueryRequest { scenario, plan, seed: *seed, query: &query };
                let find = || query_runner(put, &*monitor, &so_far).ok();
                let finding = match &*THREADS {
                    Some(threads) => threads.install(find),
                    None => find(),
                };
                JobResult::Answered { ticket, finding, last: true }
            },
            failed,
        );
    }

    /// Stops what is being found out in answer to a question of this kind; what was found stays.
    pub(super) fn stop_query(&mut self, query: &Query) {
        if let Some(asked) = self.queries.stop(query) {
            self.queries.stopped.push(asked);
        }
    }

    /// Takes in what was found; nothing, if it was stopped.
    pub(super) fn was_found(&mut self, ticket: u64, finding: Option<Answer>, last: bool) {
        let place = self.queries.running.iter().position(|running| running.ticket == ticket);
        let (Some(place), Some(finding)) = (place, finding) else { return };
        let running = &self.queries.running[place].asked;
        let asked = Asked { question: running.question.clone(), query: running.query.clone() };
        if last {
            self.queries.running.swap_remove(place);
        }
        self.queries.found.retain(|(older, _)| !older.query.is_like(&asked.query));
        self.queries.found.push((asked, finding));
    }
}

//! Runs the queries of views in the background: of each kind only the newest.

use super::App;
use super::projection_input::ProjectionInput;
use super::tasks::{Reporter, Task, TaskKey, TaskMonitor, TaskResult};
use crate::analysis::error::QueryError;
use crate::analysis::progress::{Progress, ProgressMeter};
use crate::analysis::query::TableId;
use crate::analysis::query::{Answer, Query};
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::engine::{Monitor, NoMonitor};
use crate::scenario::{Plan, Scenario};
use crate::ui::query::{AnsweredQuery, PendingQuery, QueryState};
use egui::Context;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

/// The threads of answers, apart from those of the projection, which follows gestures and must not wait
/// for answers. `None` if they cannot be started; answers then share the projection's.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().build().ok());

/// A query with the input that it is asked of.
#[derive(Clone, Copy)]
pub struct QueryRequest<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// The plan that is shown.
    pub plan: &'a Plan,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The query.
    pub query: &'a Query,
}

/// A function that answers queries: [`answer`], or a stand-in in a test. Where the answer takes long, it
/// reports partial answers on the way.
pub type QueryRunner = dyn Fn(QueryRequest<'_>, &dyn Monitor, &(dyn Fn(Answer) + Sync)) -> Result<Answer, QueryError>
    + Send
    + Sync;

/// Answers a query in its usual number of histories.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn answer(
    request: QueryRequest<'_>,
    monitor: &dyn Monitor,
    so_far: &(dyn Fn(Answer) + Sync),
) -> Result<Answer, QueryError> {
    let QueryRequest { scenario, plan, seed, query } = request;
    query.answer(&Study::new(scenario, seed, query.histories(), monitor), plan, so_far)
}

/// A function that gives the time, in seconds since some moment: that of [`clock`], or a stand-in in a test. Answers are
/// computed between frames too, so that the time of the frame does not tell how long they take.
pub type Clock = dyn Fn() -> f64 + Send + Sync;

/// The clock of the computer.
pub fn clock() -> Arc<Clock> {
    let began = Instant::now();
    Arc::new(move || began.elapsed().as_secs_f64())
}

/// A query with the input it was asked of.
struct AskedQuery {
    input: ProjectionInput,
    query: Query,
}

impl AskedQuery {
    /// Whether both have the same answer.
    fn same(&self, other: &AskedQuery) -> bool {
        self.query == other.query && self.input.same_for(&self.query, &other.input)
    }
}

struct Running {
    asked: AskedQuery,
    monitor: Arc<TaskMonitor>,
    since: f64,
    meter: ProgressMeter,
    /// As it was at the beginning of this frame.
    progress: Progress,
    /// Whether it runs to its end however long it takes, because it is never long, or was taken up again.
    to_the_end: bool,
}

impl Running {
    fn follow(&mut self, seconds: f64) {
        let (done, total) = self.monitor.steps();
        self.progress = self.meter.read(done, total, seconds - self.since);
    }
}

/// A query that begins again only when it is asked for.
struct Waiting {
    asked: AskedQuery,
    /// The time that it takes, in words, if it waits because that is long; else it was stopped.
    takes: Option<String>,
}

/// Queries that run, queries that wait, and answers.
#[derive(Default)]
pub struct Queries {
    running: Vec<Running>,
    waiting: Vec<Waiting>,
    found: Vec<(AskedQuery, Answer)>,
}

impl Queries {
    /// Removes everything: another document is open.
    pub fn clear(&mut self) {
        self.running.iter().for_each(|running| running.monitor.cancel());
        *self = Queries::default();
    }

    /// The answers, each with whether it is still the answer for the input `now`.
    pub fn found<'a>(&'a self, now: &'a ProjectionInput) -> impl Iterator<Item = AnsweredQuery<'a>> {
        self.found.iter().map(|(asked, answer)| AnsweredQuery {
            query: &asked.query,
            answer,
            histories: asked.query.histories(),
            current: asked.input.same_for(&asked.query, now),
        })
    }

    /// The queries that run, and those that wait and would have the same answer for the input `now`.
    pub fn pending<'a>(&'a self, now: &'a ProjectionInput) -> impl Iterator<Item = PendingQuery<'a>> {
        let running = self.running.iter().map(|running| PendingQuery {
            query: &running.asked.query,
            state: QueryState::Running(running.progress),
        });
        let waiting =
            self.waiting.iter().filter(|waiting| waiting.asked.input.same_for(&waiting.asked.query, now));
        running.chain(waiting.map(|Waiting { asked, takes }| PendingQuery {
            query: &asked.query,
            state: takes.as_deref().map_or(QueryState::Stopped, QueryState::Long),
        }))
    }

    /// Follows how far answers are. Stops what began by itself and takes long, as its first steps tell: it waits until it
    /// is asked for, because whoever looks at a view may not want to wait for all of it.
    fn follow(&mut self, seconds: f64) {
        self.running.iter_mut().for_each(|running| running.follow(seconds));
        let began_by_itself = self.running.iter().filter(|running| !running.to_the_end);
        let long = began_by_itself
            .filter_map(|running| Some((running.asked.query.clone(), running.progress.long_time()?)));
        for (query, takes) in long.collect::<Vec<_>>() {
            self.wait(&query, Some(takes));
        }
    }

    /// Stops a query, which waits until it is asked for.
    fn wait(&mut self, query: &Query, takes: Option<String>) {
        if let Some(asked) = self.stop(query) {
            self.waiting.push(Waiting { asked, takes });
        }
    }

    /// Whether any query runs.
    pub fn any_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// The table of the newest answer that has this one, with the scenario that was asked about; `None` without one.
    pub fn table(&self, id: TableId) -> Option<(Table, Arc<Scenario>)> {
        let table = |(asked, answer): &(AskedQuery, Answer)| {
            let AskedQuery { input, query } = asked;
            let study = Study::new(&input.scenario, input.seed, query.histories(), &NoMonitor);
            let others = self.found(input).filter(|found| found.current).map(|found| found.answer);
            Some((answer.table(&study, &input.plan.name, others)?, input.scenario.clone()))
        };
        self.found.iter().filter(|(asked, _)| asked.query.table() == Some(id)).find_map(table)
    }

    /// Whether a query is answered in full, or its answer is being computed.
    fn is_answered_or_running(&self, asked: &AskedQuery) -> bool {
        self.running.iter().any(|running| running.asked.same(asked))
            || self.found.iter().any(|(found, answer)| found.same(asked) && !answer.is_partial())
    }

    /// Takes a partial answer to a query.
    fn handle_partial(&mut self, query: &Query, answer: Answer) {
        if let Some(running) = self.running.iter().find(|running| running.asked.query == *query) {
            let asked = AskedQuery { input: running.asked.input.clone(), query: query.clone() };
            self.put(asked, answer);
        }
    }

    /// Takes the answer to a query. A failure becomes an answer that says what went wrong.
    fn handle(&mut self, query: &Query, result: TaskResult<Answer>) {
        let place = self.running.iter().position(|running| running.asked.query == *query);
        if let Some(place) = place {
            let running = self.running.swap_remove(place);
            self.put(running.asked, result.unwrap_or_else(|error| Answer::Nothing(error.to_string())));
        }
    }

    /// Keeps an answer in place of the previous one of its kind.
    fn put(&mut self, asked: AskedQuery, answer: Answer) {
        self.found.retain(|(older, _)| !older.query.is_like(&asked.query));
        self.found.push((asked, answer));
    }

    /// Stops the query of the same kind that runs, if one does.
    fn stop(&mut self, query: &Query) -> Option<AskedQuery> {
        let place = self.running.iter().position(|running| running.asked.query.is_like(query))?;
        let running = self.running.swap_remove(place);
        running.monitor.cancel();
        Some(running.asked)
    }
}

impl App {
    /// Starts a view's query, unless it is answered or runs already. Long queries wait until the gesture ends.
    pub(super) fn ask(&mut self, query: Query, ctx: &Context) {
        let Some(input) = self.projection_input() else { return };
        let asked = AskedQuery { input, query };
        // Views do not repeat a query that waits, so this one comes from a click.
        let taken_up_again = self.queries.waiting.iter().any(|waiting| waiting.asked.same(&asked));
        if asked.query.is_long() && self.gesture_tracker.is_active(ctx) && !taken_up_again {
            return;
        }
        if self.queries.is_answered_or_running(&asked) {
            return;
        }
        self.queries.stop(&asked.query);
        self.queries.waiting.retain(|waiting| !waiting.asked.query.is_like(&asked.query));
        self.start_query(asked, taken_up_again);
    }

    fn start_query(&mut self, asked: AskedQuery, taken_up_again: bool) {
        let key = TaskKey::Query(asked.query.kind());
        let monitor = TaskMonitor::of(1);
        let (input, query, watched) = (asked.input.clone(), asked.query.clone(), monitor.clone());
        let query_runner = self.query_runner.clone();
        let to_the_end = taken_up_again || !asked.query.is_long();
        // Whether it ends or is stopped.
        self.frees_memory |= asked.query.is_long();
        let since = (self.clock)();
        self.queries.running.push(Running {
            asked,
            monitor: monitor.clone(),
            since,
            meter: ProgressMeter::default(),
            progress: Progress::default(),
            to_the_end,
        });
        let answered = query.clone();
        let work = move |reporter: &Reporter<App>| {
            let so_far = |answer| {
                let query = query.clone();
                reporter.report(move |app: &mut App| app.queries.handle_partial(&query, answer));
            };
            let ProjectionInput { scenario, plan, seed, .. } = &input;
            let request = QueryRequest { scenario, plan, seed: *seed, query: &query };
            let run = || query_runner(request, &*watched, &so_far);
            let answer = match &*THREADS {
                Some(threads) => threads.install(run),
                None => run(),
            };
            match answer {
                Ok(answer) => Ok(answer),
                Err(QueryError::Cancelled(cancelled)) => Err(cancelled),
                // Views show why there is no answer in its place.
                Err(error) => Ok(Answer::Nothing(error.to_string())),
            }
        };
        self.tasks.start_monitored(Task { key, monitor }, work, move |app, result| {
            app.queries.handle(&answered, result);
        });
    }

    /// Stops the query of this kind that runs; earlier answers stay.
    pub(super) fn stop_query(&mut self, query: &Query) {
        self.queries.wait(query, None);
    }

    /// Follows how far answers are, and stops those that take long and were not asked for by a click.
    pub(super) fn follow_queries(&mut self) {
        self.queries.follow((self.clock)());
    }
}

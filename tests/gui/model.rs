//! The model as windows are given it in tests: the same answers in less time.

use std::sync::Mutex;
use tearline::analysis::error::QueryError;
use tearline::app::{QueryRequest, answer};
use tearline::engine::{Cancelled, Monitor, Projection, Run, project};
use tearline::scenario::{Plan, Scenario};
use tearline::ui::{Answer, Query};

/// Enough for steady means; the time of a test goes into its window then, not into the model.
const HISTORIES: u64 = 500;

/// Projects in few histories, and reports as many as were asked for.
pub fn project_in_few_histories(
    scenario: &Scenario,
    plan: &Plan,
    run: &Run,
    monitor: &dyn Monitor,
) -> Result<Projection, Cancelled> {
    let few = Run { histories: run.histories.min(HISTORIES), ..run.clone() };
    let projection = project(scenario, plan, &few, monitor)?;
    // None where the originator never learns, though that is supposed.
    let histories = if projection.histories == 0 { 0 } else { run.histories };
    Ok(Projection { histories, ..projection })
}

/// A pure function's values, kept for the whole test program: neither the look nor the size of a window
/// makes a difference to them.
///
/// No lock is held while a value is worked out, so that nothing waits for another test.
pub struct Remembered<Key, Value>(Mutex<Vec<(Key, Value)>>);

impl<Key: PartialEq, Value: Clone> Remembered<Key, Value> {
    pub const fn new() -> Self {
        Remembered(Mutex::new(Vec::new()))
    }

    /// The value of a key, worked out if it is asked for the first time.
    pub fn get<Error>(&self, key: Key, find: impl FnOnce() -> Result<Value, Error>) -> Result<Value, Error> {
        let known = |key: &Key| {
            let values = self.0.lock().expect("nobody panicked");
            values.iter().find(|(of, _)| of == key).map(|(_, value)| value.clone())
        };
        if let Some(value) = known(&key) {
            return Ok(value);
        }
        let value = find()?;
        self.0.lock().expect("nobody panicked").push((key, value.clone()));
        Ok(value)
    }
}

/// Answers a question as the program does, each one once.
pub fn answer_once(
    request: QueryRequest<'_>,
    monitor: &dyn Monitor,
    so_far: &(dyn Fn(Answer) + Sync),
) -> Result<Answer, QueryError> {
    static KNOWN: Remembered<(Query, Plan, Scenario, u64), Answer> = Remembered::new();
    let QueryRequest { scenario, plan, seed, query } = request;
    let key = (query.clone(), plan.clone(), scenario.clone(), seed);
    KNOWN.get(key, || answer(request, monitor, so_far))
}

/// Projects in as many histories as were asked for, each plan once.
pub fn project_once(
    scenario: &Scenario,
    plan: &Plan,
    run: &Run,
    monitor: &dyn Monitor,
) -> Result<Projection, Cancelled> {
    static KNOWN: Remembered<(Plan, Scenario, Run), Projection> = Remembered::new();
    KNOWN.get((plan.clone(), scenario.clone(), run.clone()), || project(scenario, plan, run, monitor))
}

//! Background work: starts tasks off the window's thread and hands their results to the app.
//!
//! A task owns what it needs, runs elsewhere and wakes the window when it has something to report.
//! Every task has a [`TaskKey`]. Among computations the newest wins: it cancels the older task of its key,
//! whose later reports are dropped. Every other task runs to its end. A task that panics, or
//! cannot be started, has a [`TaskError`] as its result.

use crate::analysis::query::QueryKind;
use crate::engine::{Cancelled, Monitor};
use std::any::Any;
use std::fmt::{self, Display};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, Sender, channel};

/// A piece of work, ready to be run on any thread.
pub type Work = Box<dyn FnOnce() + Send>;

/// Runs work somewhere else.
pub trait Starter: Send {
    /// Starts the work; `name` is shown by debuggers and process viewers.
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

/// The purpose of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKey {
    /// Project the plan on the screen.
    Projection,
    /// Project the plan as a choice under the pointer would change it, or what it is compared with.
    Preview,
    /// Play the history on the screen into an event log.
    EventLog,
    /// Answer a query of a view, one of each kind at a time.
    Query(QueryKind),
    /// Compare the built-in cases with the historical record.
    Hindcast,
    /// Read a scenario from a file.
    OpenFile,
    /// Wait for the answer of a system dialog.
    FileDialog,
    /// Write the document to a file.
    SaveFile,
    /// Work out and write something that leaves the program.
    SaveExport,
    /// Put something on the clipboard.
    Copy,
    /// Read a file to import, or work out what it would change.
    ReadImport,
    /// Read a table of votes from a file.
    ReadVotes,
    /// Look whether another program has changed the document's file.
    CheckFile,
    /// Look for the unsaved work of windows that crashed.
    FindSnapshots,
    /// Write or remove the snapshot of the document.
    Autosave,
    /// Write the session of the class.
    KeepClass,
    /// Look for the sessions of classes.
    FindClasses,
    /// Remove the unsaved work that a crashed window left.
    DiscardSnapshot,
    /// Write the preferences.
    SavePreferences,
    /// Give free memory back to the system.
    GiveBackMemory,
}

impl TaskKey {
    /// The name of its thread.
    fn name(self) -> &'static str {
        match self {
            TaskKey::Projection => "projection",
            TaskKey::Preview => "preview",
            TaskKey::EventLog => "event log",
            TaskKey::Query(_) => "query",
            TaskKey::Hindcast => "hindcast",
            TaskKey::OpenFile => "open file",
            TaskKey::FileDialog => "file dialog",
            TaskKey::SaveFile => "save file",
            TaskKey::SaveExport => "save export",
            TaskKey::Copy => "copy",
            TaskKey::ReadImport => "read import",
            TaskKey::ReadVotes => "read votes",
            TaskKey::CheckFile => "check file",
            TaskKey::FindSnapshots => "find snapshots",
            TaskKey::Autosave => "autosave",
            TaskKey::DiscardSnapshot => "discard snapshot",
            TaskKey::SavePreferences => "preferences",
            TaskKey::KeepClass => "keep class",
            TaskKey::FindClasses => "find classes",
            TaskKey::GiveBackMemory => "free memory",
        }
    }

    /// Whether a newer request makes an older one pointless. A task that writes, or asks a person, is never
    /// cancelled: its effect stands, and the app must learn of it.
    fn newest_wins(self) -> bool {
        match self {
            TaskKey::Projection
            | TaskKey::Preview
            | TaskKey::EventLog
            | TaskKey::Query(_)
            | TaskKey::Hindcast
            | TaskKey::ReadImport
            | TaskKey::ReadVotes
            | TaskKey::OpenFile => true,
            TaskKey::FileDialog
            | TaskKey::SaveFile
            | TaskKey::SaveExport
            | TaskKey::Copy
            | TaskKey::CheckFile
            | TaskKey::FindSnapshots
            | TaskKey::Autosave
            | TaskKey::DiscardSnapshot
            | TaskKey::SavePreferences
            | TaskKey::KeepClass
            | TaskKey::FindClasses
            | TaskKey::GiveBackMemory => false,
        }
    }
}

/// Why a task has no result: the text of its panic, or why it could not be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskError(pub String);

impl Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The result of a task.
pub type TaskResult<T> = Result<T, TaskError>;

/// The progress of one task, and whether it should stop. Shared by the task and its requester.
#[derive(Debug)]
pub struct TaskMonitor {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

impl TaskMonitor {
    /// The monitor of a task of so many steps, as far as is known.
    pub fn of(total: u64) -> Arc<Self> {
        Arc::new(TaskMonitor {
            cancelled: AtomicBool::new(false),
            done: AtomicU64::new(0),
            total: AtomicU64::new(total),
        })
    }

    /// Cancels the task: it should stop soon, and its later reports are dropped.
    pub fn cancel(&self) {
        self.cancelled.store(true, Relaxed);
    }

    /// Steps done, and steps in all.
    pub fn steps(&self) -> (u64, u64) {
        (self.done.load(Relaxed), self.total.load(Relaxed))
    }
}

impl Monitor for TaskMonitor {
    fn cancelled(&self) -> bool {
        self.cancelled.load(Relaxed)
    }

    fn progress(&self, done: u64, total: u64) {
        self.done.store(done, Relaxed);
        self.total.store(total, Relaxed);
    }
}

/// Handles a result of a task in the app, on the window's thread.
pub type Handler<A> = Box<dyn FnOnce(&mut A) + Send>;

/// A message from a task.
struct Report<A> {
    /// The number of the task.
    task: u64,
    handler: Handler<A>,
    /// Whether the task has ended with it.
    last: bool,
}

/// A task that is to be started.
pub struct Task {
    /// Its purpose.
    pub key: TaskKey,
    /// Its progress, and whether it should stop.
    pub monitor: Arc<TaskMonitor>,
}

/// A task that has not ended.
struct Running {
    number: u64,
    key: TaskKey,
    monitor: Arc<TaskMonitor>,
}

/// The running tasks of an app of type `A`.
pub struct Tasks<A> {
    starter: Box<dyn Starter>,
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Report<A>>,
    receiver: Receiver<Report<A>>,
    running: Vec<Running>,
    /// Tasks started so far; the newest has this number.
    started: u64,
}

/// Reports intermediate results of a task.
pub struct Reporter<A> {
    task: u64,
    sender: Sender<Report<A>>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl<A> Reporter<A> {
    /// Hands something to the app while the task goes on.
    pub fn report(&self, handler: impl FnOnce(&mut A) + Send + 'static) {
        self.send(Box::new(handler), false);
    }

    fn send(&self, handler: Handler<A>, last: bool) {
        // Fails only when the window is gone; nobody needs the report then.
        let _ = self.sender.send(Report { task: self.task, handler, last });
        (self.wake)();
    }
}

impl<A: 'static> Tasks<A> {
    /// No tasks yet. `wake` is called from a task's thread whenever it has reported.
    pub fn new(starter: Box<dyn Starter>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Tasks { starter, wake: Arc::new(wake), sender, receiver, running: Vec::new(), started: 0 }
    }

    /// Starts a task without progress. `handle` gets its result, once, unless it is cancelled.
    pub fn start<T: Send + 'static>(
        &mut self,
        key: TaskKey,
        work: impl FnOnce() -> T + Send + 'static,
        handle: impl FnOnce(&mut A, TaskResult<T>) + Clone + Send + 'static,
    ) {
        self.start_monitored(Task { key, monitor: TaskMonitor::of(1) }, |_| Ok(work()), handle);
    }

    /// Starts a task that has progress, can stop early and may report before it ends. `handle` gets
    /// its result, once, unless it is cancelled.
    pub fn start_monitored<T: Send + 'static>(
        &mut self,
        Task { key, monitor }: Task,
        work: impl FnOnce(&Reporter<A>) -> Result<T, Cancelled> + Send + 'static,
        handle: impl FnOnce(&mut A, TaskResult<T>) + Clone + Send + 'static,
    ) {
        if key.newest_wins() {
            self.cancel(key);
        }
        self.started += 1;
        self.running.push(Running { number: self.started, key, monitor });
        let reporter = Reporter { task: self.started, sender: self.sender.clone(), wake: self.wake.clone() };
        let if_not_started = handle.clone();
        let job = Box::new(move || {
            let result = run(|| work(&reporter));
            reporter.send(Box::new(move |app| handle(app, result)), true);
        });
        if let Err(error) = self.starter.start(key.name(), job) {
            let handler: Handler<A> =
                Box::new(move |app| if_not_started(app, Err(TaskError(error.to_string()))));
            // Cannot fail: the receiver is in `self`.
            let _ = self.sender.send(Report { task: self.started, handler, last: true });
        }
    }

    fn cancel(&self, key: TaskKey) {
        self.running.iter().filter(|task| task.key == key).for_each(|task| task.monitor.cancel());
    }

    /// Whether a task of this key runs that was not cancelled.
    pub fn is_running(&self, key: TaskKey) -> bool {
        self.running.iter().any(|task| task.key == key && !task.monitor.cancelled())
    }

    /// Whether any task runs, cancelled or not.
    pub fn any(&self) -> bool {
        !self.running.is_empty()
    }

    /// The reports since the last call, in order. Each handler must be called.
    pub fn reports(&mut self) -> Vec<Handler<A>> {
        let reports: Vec<Report<A>> = self.receiver.try_iter().collect();
        reports.into_iter().filter_map(|report| self.receive(report)).collect()
    }

    /// Whether any task runs but the one that waits for a person.
    pub fn any_work(&self) -> bool {
        self.running.iter().any(|task| task.key != TaskKey::FileDialog)
    }

    /// Waits until a task reports; `None` if none runs any more.
    pub fn wait(&mut self) -> Option<Handler<A>> {
        self.wait_while(Self::any)
    }

    /// The same, but not for a person.
    pub fn wait_for_work(&mut self) -> Option<Handler<A>> {
        self.wait_while(Self::any_work)
    }

    fn wait_while(&mut self, goes_on: impl Fn(&Self) -> bool) -> Option<Handler<A>> {
        while goes_on(self) {
            let report = self.receiver.recv().ok()?;
            if let Some(handler) = self.receive(report) {
                return Some(handler);
            }
        }
        None
    }

    /// The handler of a report, unless its task was cancelled meanwhile.
    fn receive(&mut self, report: Report<A>) -> Option<Handler<A>> {
        let place = self.running.iter().position(|task| task.number == report.task)?;
        let cancelled = self.running[place].monitor.cancelled();
        if report.last {
            self.running.swap_remove(place);
        }
        (!cancelled).then_some(report.handler)
    }
}

/// Runs the work; a panic, or a stop without a cancellation, becomes an error.
fn run<T>(work: impl FnOnce() -> Result<T, Cancelled>) -> TaskResult<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Cancelled)) => Err(TaskError("it was cancelled".into())),
        Err(panic) => Err(TaskError(panic_text(panic.as_ref()))),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no reason was given".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// Holds work back until it is told to run it, in any order.
    #[derive(Clone, Default)]
    struct Held(Arc<Mutex<Vec<Work>>>);

    impl Starter for Held {
        fn start(&self, _: &str, work: Work) -> std::io::Result<()> {
            self.0.lock().expect("nobody panicked").push(work);
            Ok(())
        }
    }

    impl Held {
        fn run(&self, place: usize) {
            let work = self.0.lock().expect("nobody panicked").remove(place);
            work();
        }
    }

    type Results = Vec<TaskResult<u32>>;

    fn keep(results: &mut Results, result: TaskResult<u32>) {
        results.push(result);
    }

    fn wait(tasks: &mut Tasks<Results>) -> Results {
        let mut results = Results::new();
        while let Some(handler) = tasks.wait() {
            handler(&mut results);
        }
        results
    }

    fn error(text: &str) -> TaskResult<u32> {
        Err(TaskError(text.into()))
    }

    #[test]
    fn a_panic_in_a_task_is_an_error() {
        let mut tasks = Tasks::new(Box::new(Threads), || ());
        tasks.start(TaskKey::OpenFile, || panic!("out of luck"), keep);
        assert_eq!(wait(&mut tasks), [error("out of luck")]);
        assert!(!tasks.any());
    }

    #[test]
    fn a_task_that_cannot_be_started_is_an_error() {
        struct Nowhere;
        impl Starter for Nowhere {
            fn start(&self, _: &str, _: Work) -> std::io::Result<()> {
                Err(std::io::Error::other("no thread left"))
            }
        }
        let mut tasks = Tasks::new(Box::new(Nowhere), || ());
        tasks.start(TaskKey::OpenFile, || 1, keep);
        assert_eq!(wait(&mut tasks), [error("no thread left")]);
    }

    #[test]
    fn a_task_that_stops_though_nobody_cancelled_it_is_an_error() {
        let mut tasks = Tasks::new(Box::new(Threads), || ());
        tasks.start_monitored(
            Task { key: TaskKey::Projection, monitor: TaskMonitor::of(1) },
            |_| Err(Cancelled),
            keep,
        );
        assert_eq!(wait(&mut tasks), [error("it was cancelled")]);
    }

    #[test]
    fn a_task_reports_what_it_knows_before_it_ends() {
        let mut tasks = Tasks::new(Box::new(Threads), || ());
        let work = |reporter: &Reporter<Results>| {
            reporter.report(|results| results.push(Ok(1)));
            Ok(2)
        };
        tasks.start_monitored(Task { key: TaskKey::Hindcast, monitor: TaskMonitor::of(1) }, work, keep);
        assert_eq!(wait(&mut tasks), [Ok(1), Ok(2)]);
    }

    #[test]
    fn of_questions_only_the_newest_is_answered_whichever_ends_last() {
        for order in [[0, 0], [1, 0]] {
            let held = Held::default();
            let mut tasks = Tasks::new(Box::new(held.clone()), || ());
            let older = TaskMonitor::of(1);
            tasks.start_monitored(Task { key: TaskKey::Projection, monitor: older.clone() }, |_| Ok(1), keep);
            tasks.start(TaskKey::Projection, || 2, keep);
            assert!(older.cancelled());
            order.into_iter().for_each(|place| held.run(place));
            assert_eq!(wait(&mut tasks), [Ok(2)]);
        }
    }

    #[test]
    fn an_answer_that_was_under_way_when_its_question_was_replaced_is_not_heard() {
        let held = Held::default();
        let mut tasks = Tasks::new(Box::new(held.clone()), || ());
        tasks.start(TaskKey::OpenFile, || 1, keep);
        held.run(0);
        tasks.start(TaskKey::OpenFile, || 2, keep);
        held.run(0);
        assert_eq!(wait(&mut tasks), [Ok(2)]);
    }

    #[test]
    fn questions_of_different_keys_do_not_replace_each_other() {
        let mut tasks = Tasks::new(Box::new(Threads), || ());
        tasks.start(TaskKey::Projection, || 1, keep);
        tasks.start(TaskKey::Preview, || 2, keep);
        assert_eq!(wait(&mut tasks).len(), 2);
    }

    #[test]
    fn what_writes_is_never_cancelled_by_something_newer() {
        let held = Held::default();
        let mut tasks = Tasks::new(Box::new(held.clone()), || ());
        tasks.start(TaskKey::SaveExport, || 1, keep);
        tasks.start(TaskKey::SaveExport, || 2, keep);
        [0, 0].into_iter().for_each(|place| held.run(place));
        assert_eq!(wait(&mut tasks), [Ok(1), Ok(2)]);
    }

    #[test]
    fn a_cancelled_task_says_nothing_but_is_waited_for() {
        let held = Held::default();
        let mut tasks = Tasks::new(Box::new(held.clone()), || ());
        let monitor = TaskMonitor::of(7);
        tasks.start_monitored(Task { key: TaskKey::Hindcast, monitor: monitor.clone() }, |_| Ok(1), keep);
        assert!(tasks.is_running(TaskKey::Hindcast));
        monitor.cancel();
        assert!(!tasks.is_running(TaskKey::Hindcast));
        assert!(tasks.any());
        held.run(0);
        assert_eq!(wait(&mut tasks), []);
        assert!(!tasks.any());
    }
}

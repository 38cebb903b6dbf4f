//! The projection on the screen, kept in step with the document without ever blocking the window.
//!
//! During a gesture small runs follow it: each runs to its end, so that something new is always seen,
//! and then the newest value is projected. When the gesture ends, a full run replaces whatever runs.
//! What is shown stays until there is something newer.

use super::App;
use super::projection_input::ProjectionInput;
use super::tasks::{Task, TaskKey, TaskMonitor, TaskResult};
use crate::analysis::fall;
use crate::engine::{Cancelled, DEFAULT_HISTORIES, Monitor, PartnerCourse, Projection, Run, Split};
use crate::scenario::{Plan, Scenario};
use crate::ui::chrome::Activity;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// Histories in a run that follows a gesture: few enough to keep up with it, and the standard error of
/// a mean is below a twentieth of the standard deviation (1/√500).
pub const QUICK_HISTORIES: u64 = 500;
/// Projections of either kind that are kept, so that undo and redo show them at once.
const KEPT: usize = 24;

/// While a progress is shown, a frame is due this often, in seconds: smooth to the eye, and little work.
const PROGRESS_INTERVAL: f64 = 0.1;

/// The engine, or a stand-in for it in a test.
pub type Engine = dyn Fn(&Scenario, &Plan, &Run, &dyn Monitor) -> Result<Projection, Cancelled> + Send + Sync;

/// A projection that is to be run.
pub struct ProjectionRequest {
    /// The plan, its document and the seed.
    pub input: ProjectionInput,
    /// The number of histories and the seed.
    pub run: Run,
    /// Its progress.
    pub monitor: Arc<TaskMonitor>,
}

impl ProjectionRequest {
    fn new(input: ProjectionInput, histories: u64) -> Self {
        let (seed, given_detected) = (input.seed, input.supposes_learning);
        let run = Run { histories, seed, given_detected, ..Run::default() };
        ProjectionRequest { input, run, monitor: TaskMonitor::of(histories) }
    }
}

/// A projection and its input.
#[derive(Clone)]
struct KnownProjection {
    input: ProjectionInput,
    projection: Arc<Projection>,
    /// Whether it is of [`DEFAULT_HISTORIES`], not of [`QUICK_HISTORIES`].
    full: bool,
}

/// The answer on the screen.
struct Shown {
    answer: KnownProjection,
    /// Whether the next answer will be compared with it: not once another plan is on the screen.
    is_baseline: bool,
    /// The month of its largest fall, which every frame asks for.
    largest_fall: Option<u32>,
}

struct Running {
    input: ProjectionInput,
    full: bool,
    monitor: Arc<TaskMonitor>,
    /// When it was started, in seconds.
    since: f64,
}

/// The projection on the screen, what runs for it, and earlier projections.
#[derive(Default)]
pub struct ProjectionCache {
    shown: Option<Shown>,
    /// The input on the screen, whether or not its projection is shown yet.
    wanted: Option<ProjectionInput>,
    running: Option<Running>,
    hovered: HoveredChoice,
    /// Full answers, the newest last.
    full: Vec<KnownProjection>,
    /// Answers from few histories, the newest last.
    quick: Vec<KnownProjection>,
    /// The full answer that was shown before the last change of the plan.
    earlier: Option<KnownProjection>,
    /// The input that is not run again unless somebody asks: its run was stopped, or it failed.
    stopped: Option<ProjectionInput>,
}

impl ProjectionCache {
    /// Removes everything: another document is open.
    pub fn clear(&mut self) {
        self.cancel_running();
        self.hovered.clear();
        *self = ProjectionCache::default();
    }

    /// Notes the input on the screen. The run that must start for it, if one must; the run before is
    /// cancelled then.
    pub fn follow(&mut self, wanted: ProjectionInput, gesture: bool, now: f64) -> Option<ProjectionRequest> {
        if !self.wanted.as_ref().is_some_and(|before| before.same(&wanted)) {
            self.stopped = None;
        }
        self.wanted = Some(wanted.clone());
        if self.shows_known(&wanted, gesture) || self.may_keep_running(&wanted, gesture) {
            return None;
        }
        self.cancel_running();
        let full = !gesture;
        let request = ProjectionRequest::new(wanted, histories(full));
        self.running = Some(Running {
            input: request.input.clone(),
            full,
            monitor: request.monitor.clone(),
            since: now,
        });
        Some(request)
    }

    /// Whether nothing needs to run for this input: its answer is known, or its run was stopped.
    fn shows_known(&mut self, wanted: &ProjectionInput, gesture: bool) -> bool {
        if let Some(answer) = self.full.iter().find(|answer| answer.input.same(wanted)) {
            let is_shown = |shown: &Shown| Arc::ptr_eq(&shown.answer.projection, &answer.projection);
            if !self.shown.as_ref().is_some_and(is_shown) {
                let answer = answer.clone();
                self.show(answer);
            }
            self.cancel_running();
            return true;
        }
        let shown = self.shown.as_ref().is_some_and(|shown| shown.answer.input.same(wanted));
        let stopped = self.stopped.as_ref().is_some_and(|stopped| stopped.same(wanted));
        stopped || (shown && gesture)
    }

    /// Whether the run in progress may go on although this input is wanted.
    fn may_keep_running(&self, wanted: &ProjectionInput, gesture: bool) -> bool {
        self.running.as_ref().is_some_and(|running| running.input.same(wanted) || (gesture && !running.full))
    }

    fn cancel_running(&mut self) {
        if let Some(running) = self.running.take() {
            running.monitor.cancel();
        }
    }

    /// Notes which change of the plan is under the pointer; `None` for none.
    pub fn hover(&mut self, plan: Option<Plan>, now: f64) {
        self.hovered.set(plan, now);
    }

    /// The run that must start for the choice under the pointer, if one must and the pointer has
    /// rested on it long enough.
    ///
    /// A few histories come first, then as many as the projection on the screen has. Each time both the
    /// choice and the plan as it stands are played with the same seed, so that the difference between
    /// the two is that of the choice.
    pub fn follow_hovered(&mut self, now: f64) -> Option<ProjectionRequest> {
        let wanted = self.wanted.clone()?;
        if !self.hovered.update(now) || !self.hovered.may_run() {
            return None;
        }
        let tried = ProjectionInput { plan: self.hovered.plan()?.clone(), ..wanted.clone() };
        let wanted_in_full = self.known(&wanted, true).is_some();
        if wanted_in_full && self.known(&tried, true).is_some() {
            return None;
        }
        let quick = [wanted, tried.clone()]
            .into_iter()
            .find(|input| self.known(input, false).is_none())
            .map(|input| (input, false));
        let full = (wanted_in_full && self.running.is_none()).then_some((tried, true));
        let (input, full) = quick.or(full)?;
        let request = ProjectionRequest::new(input, histories(full));
        self.hovered.start(&request, full);
        Some(request)
    }

    /// The projection of an input from a full run, or from a quick one.
    fn known(&self, input: &ProjectionInput, full: bool) -> Option<&Projection> {
        let kept = if full { &self.full } else { &self.quick };
        let shown = self.shown.iter().map(|shown| &shown.answer).filter(|answer| full && answer.full);
        Some(&shown.chain(kept).find(|answer| answer.input.same(input))?.projection)
    }

    /// Why supposing that the originator learns would show nothing else than all histories, as the clause after “under
    /// this plan”, if that is known of this input.
    pub fn nothing_to_suppose(&self, input: &ProjectionInput) -> Option<&'static str> {
        let known = |supposes_learning| {
            let input = ProjectionInput { supposes_learning, ..input.clone() };
            self.known(&input, true).or_else(|| self.known(&input, false))
        };
        // Where no promise is broken, every history counts as one in which all of them are seen broken.
        let supposing = || match known(true)? {
            found if found.histories == 0 => Some("no history was found in which it learns at once"),
            found => never_learns(found),
        };
        known(false).and_then(never_learns).or_else(supposing)
    }

    /// In how many seconds the pointer will have rested long enough on its choice.
    pub fn hover_due_in(&self, now: f64) -> Option<f64> {
        self.hovered.due_in(now)
    }

    /// Takes the result of the last request of [`ProjectionCache::follow`]; a message, if it failed.
    pub fn handle(&mut self, result: TaskResult<Projection>) -> Option<String> {
        let running = self.running.take()?;
        match result {
            Ok(projection) => {
                let projection = Arc::new(projection);
                let answer = KnownProjection { input: running.input, projection, full: running.full };
                self.keep(answer.clone());
                self.show(answer);
                None
            }
            Err(error) => {
                self.stopped = Some(running.input);
                Some(format!("The projection failed, and what was shown before stays: {error}"))
            }
        }
    }

    /// Takes the result of the last request of [`ProjectionCache::follow_hovered`]. A failure only
    /// means that there is no preview.
    pub fn handle_hovered(&mut self, result: TaskResult<Projection>) {
        let Some((input, full)) = self.hovered.finish(result.is_err()) else { return };
        if let Ok(projection) = result {
            self.keep(KnownProjection { input, projection: Arc::new(projection), full });
        }
    }

    /// Shows an answer; the last full one of the same plan becomes what it is compared with.
    fn show(&mut self, answer: KnownProjection) {
        let largest_fall = fall::month_of_largest(&answer.projection);
        let before = self.shown.replace(Shown { answer, is_baseline: true, largest_fall });
        if let Some(before) = before.filter(|before| before.is_baseline && before.answer.full) {
            self.earlier = Some(before.answer);
        }
    }

    /// The projection before the last change, if its input differs from that of the one shown.
    pub fn earlier(&self) -> Option<&Projection> {
        let (shown, earlier) = (&self.shown.as_ref()?.answer, self.earlier.as_ref()?);
        let differs = !earlier.input.same(&shown.input) && earlier.input.seed == shown.input.seed;
        differs.then_some(&*earlier.projection)
    }

    /// Notes that another plan is on the screen: what was shown before is no earlier state of it.
    pub fn change_plan(&mut self) {
        self.earlier = None;
        self.shown.iter_mut().for_each(|shown| shown.is_baseline = false);
    }

    /// Keeps an answer: it may be wanted again, for example when the previewed choice is made.
    fn keep(&mut self, answer: KnownProjection) {
        let answers = if answer.full { &mut self.full } else { &mut self.quick };
        answers.push(answer);
        let surplus = answers.len().saturating_sub(KEPT);
        answers.drain(..surplus);
    }

    /// Stops the run for what is on the screen, until that changes or [`ProjectionCache::restart`].
    pub fn stop(&mut self) {
        self.cancel_running();
        self.stopped = self.wanted.clone();
    }

    /// Allows the run again that was stopped or that failed.
    pub fn restart(&mut self) {
        self.stopped = None;
    }

    /// The projection on the screen, and whether it is that of the document as it stands.
    pub fn shown(&self) -> Option<(&Projection, bool)> {
        let answer = &self.shown.as_ref()?.answer;
        let current = self.wanted.as_ref().is_some_and(|wanted| wanted.same(&answer.input));
        Some((&answer.projection, current))
    }

    /// The projection on the screen, as it is shared.
    pub fn shown_projection(&self) -> Option<&Arc<Projection>> {
        Some(&self.shown.as_ref()?.answer.projection)
    }

    /// The month of the largest fall of the projection on the screen; `None` if nothing falls.
    pub fn largest_fall(&self) -> Option<u32> {
        self.shown.as_ref()?.largest_fall
    }

    /// The plan with the choice under the pointer made; and once they are known, its projection, beside
    /// that of the plan as it stands from the same histories.
    pub fn hovered(&self) -> Option<(&Plan, Option<[&Projection; 2]>)> {
        let (wanted, plan) = (self.wanted.as_ref()?, self.hovered.plan()?);
        let tried = ProjectionInput { plan: plan.clone(), ..wanted.clone() };
        let pair = |full| Some([self.known(&tried, full)?, self.known(wanted, full)?]);
        let known = self.hovered.has_rested().then_some([true, false]);
        Some((plan, known.into_iter().flatten().find_map(pair)))
    }

    /// The state of the run for what is on the screen.
    pub fn activity(&self, now: f64) -> Activity {
        match (&self.running, &self.stopped) {
            (Some(running), _) => {
                let (done, total) = running.monitor.steps();
                Activity::Running { done, total, seconds: now - running.since }
            }
            (None, Some(_)) => Activity::Stopped,
            (None, None) => Activity::Idle,
        }
    }
}

/// Why there is nothing to suppose, as the clause after “under this plan”, if no partner learns of anything in month 0 of
/// any history.
fn never_learns(all: &Projection) -> Option<&'static str> {
    let learned_by = |month: fn(&PartnerCourse) -> Option<&Split>| {
        all.partners.iter().filter_map(month).any(|split| split.share.mean > 0.0)
    };
    match (learned_by(|course| course.split.first()), learned_by(|course| course.split.last())) {
        (true, _) => None,
        (false, true) => Some("it learns only later"),
        (false, false) => Some("it never learns"),
    }
}

fn histories(full: bool) -> u64 {
    if full { DEFAULT_HISTORIES } else { QUICK_HISTORIES }
}

/// How long the pointer rests on a choice before it is projected, in seconds: a pointer that crosses
/// a row of choices on its way starts nothing.
const DELAY_SECONDS: f64 = 0.12;

/// The choice under the pointer, if there is one.
#[derive(Default)]
pub struct HoveredChoice {
    /// The plan with the choice made.
    plan: Option<Plan>,
    /// When the pointer came, in seconds.
    since: f64,
    /// Whether the pointer has rested on it for the delay.
    rested: bool,
    running: Option<HoveredRun>,
    /// Whether a run for it has failed; it is not tried again.
    failed: bool,
}

struct HoveredRun {
    input: ProjectionInput,
    full: bool,
    monitor: Arc<TaskMonitor>,
}

impl HoveredChoice {
    /// Notes that the pointer is on this choice, or on none.
    pub fn set(&mut self, plan: Option<Plan>, now: f64) {
        if self.plan == plan {
            return;
        }
        self.clear();
        self.plan = plan;
        self.since = now;
    }

    /// Notes that the pointer is on no choice, and cancels its run.
    pub fn clear(&mut self) {
        if let Some(running) = self.running.take() {
            running.monitor.cancel();
        }
        *self = HoveredChoice::default();
    }

    /// The plan with the choice made.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Whether the pointer has rested on it for the delay by now.
    pub fn update(&mut self, now: f64) -> bool {
        self.rested |= self.plan.is_some() && now - self.since >= DELAY_SECONDS;
        self.rested
    }

    /// Whether the pointer had rested on it for the delay at the last [`HoveredChoice::update`].
    pub fn has_rested(&self) -> bool {
        self.rested
    }

    /// In how many seconds the delay will be over; `None` if it is over, or there is no choice.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        (self.plan.is_some() && !self.rested).then_some(DELAY_SECONDS - (now - self.since))
    }

    /// Whether a run may start for it: one at a time, and none after a failure.
    pub fn may_run(&self) -> bool {
        self.running.is_none() && !self.failed
    }

    /// Notes the run that was started for it.
    pub fn start(&mut self, request: &ProjectionRequest, full: bool) {
        let (input, monitor) = (request.input.clone(), request.monitor.clone());
        self.running = Some(HoveredRun { input, full, monitor });
    }

    /// Notes that the run has ended; its input, and whether it was a full run.
    pub fn finish(&mut self, failed: bool) -> Option<(ProjectionInput, bool)> {
        self.failed = failed;
        self.running.take().map(|running| (running.input, running.full))
    }
}

/// The frames until the window is seen: the first is drawn while it is hidden, so that it does not open white.
const FRAMES_UNTIL_SEEN: u64 = 2;

impl App {
    /// Keeps the projection, the history and the preview in step with what is on the screen.
    pub(super) fn follow_projection(&mut self, ctx: &Context) {
        let Some(input) = self.projection_input() else { return };
        if ctx.cumulative_frame_nr() < FRAMES_UNTIL_SEEN {
            // These frames would wait for the processors.
            ctx.request_repaint();
            return;
        }
        let gesture = self.gesture_tracker.is_active(ctx);
        if let Some(request) = self.projections.follow(input.clone(), gesture, self.now) {
            self.project(request);
        }
        if let Some((projection, true)) = self.projections.shown() {
            self.session.show_largest_fall(projection);
        }
        self.follow_history(&input, ctx);
        if let Some(request) = self.projections.follow_hovered(self.now) {
            self.project_hovered(request);
        }
        let runs = matches!(self.projections.activity(self.now), Activity::Running { .. });
        let progress = (runs || self.queries.any_running()).then_some(PROGRESS_INTERVAL);
        let due = [self.projections.hover_due_in(self.now), self.gesture_tracker.ends_in(ctx), progress];
        for seconds in due.into_iter().flatten() {
            ctx.request_repaint_after(Duration::from_secs_f64(seconds.max(0.001)));
        }
    }

    /// Runs the projection for what is on the screen.
    fn project(&mut self, request: ProjectionRequest) {
        self.run_engine(TaskKey::Projection, request, |app, result| {
            let message = app.projections.handle(result);
            message.into_iter().for_each(|text| app.report_problem(text));
        });
    }

    /// Runs the projection for the choice under the pointer.
    fn project_hovered(&mut self, request: ProjectionRequest) {
        self.run_engine(TaskKey::Preview, request, |app, result| app.projections.handle_hovered(result));
    }

    fn run_engine(
        &mut self,
        key: TaskKey,
        request: ProjectionRequest,
        handle: fn(&mut App, TaskResult<Projection>),
    ) {
        let engine = self.engine.clone();
        let ProjectionRequest { input, run, monitor } = request;
        let watched = monitor.clone();
        let work = move |_: &_| engine(&input.scenario, &input.plan, &run, &*watched);
        self.tasks.start_monitored(Task { key, monitor }, work, handle);
    }
}

#[cfg(test)]
mod tests;

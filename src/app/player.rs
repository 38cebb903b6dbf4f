//! Playback: which history is shown, the moment in it, and the speed.
//!
//! The event log of a history is computed off the window's thread. Until it is there, the previous one stays.

use super::App;
use super::projection_input::ProjectionInput;
use super::tasks::{Task, TaskKey, TaskMonitor, TaskResult};
use crate::analysis::events::{self, Entry, EventLog};
use crate::engine::Projection;
use crate::scenario::{ActorId, Scenario};
use crate::ui::playback::{Moment, Timeline};
use crate::ui::{HistoryChoice, Playback};
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// The longest time that one frame lets pass, in seconds: a slow frame must not make playback jump.
const LONGEST_FRAME: f64 = 0.25;
/// While something moves, a frame is due this often, in seconds: as often as most screens show one.
const MOVING_FRAME: f64 = 1.0 / 60.0;
/// Playback this close to the end of the timeline counts as at the end, in seconds: less than a frame.
const END: f64 = 0.01;

/// The lowest and the highest speed; the window offers speeds between them.
const SLOWEST: f32 = 0.25;
const FASTEST: f32 = 8.0;
/// How much later than its exact time a frame is asked for, in seconds, so that it shows the next step for
/// certain in spite of rounding.
const FRAME_MARGIN: f64 = 0.005;

/// A history whose event log is to be computed.
pub struct EventLogRequest {
    /// The plan, its document and the seed.
    pub input: ProjectionInput,
    /// The number of the history under that seed.
    pub number: u64,
    /// Cancels the computation.
    pub monitor: Arc<TaskMonitor>,
}

/// A history with its event log.
struct LoadedHistory {
    input: ProjectionInput,
    number: u64,
    log: Arc<EventLog>,
}

/// The state of playback.
pub struct Player {
    which: Option<HistoryChoice>,
    shown: Option<LoadedHistory>,
    /// The same history before the last change of the plan.
    earlier: Option<LoadedHistory>,
    /// Whether the history that is shown is the one asked for, so that a change of the plan is shown
    /// in the same history.
    pinned: bool,
    loading: Option<EventLogRequest>,
    /// Random histories shown so far; the next has this number.
    rolled: u64,
    timeline: Timeline,
    /// The time on the timeline, in seconds.
    seconds: f64,
    playing: bool,
    speed: f32,
    seat: Option<ActorId>,
    /// The time of the last [`Player::tick`], in seconds since the window opened.
    ticked: f64,
}

impl Player {
    /// Playback paused at the end of a month, with all histories shown.
    pub fn paused(month: u32, horizon: u32) -> Self {
        let timeline = Timeline::of_months(horizon);
        Player {
            which: None,
            shown: None,
            earlier: None,
            pinned: false,
            loading: None,
            rolled: 0,
            seconds: timeline.end_of(month),
            timeline,
            playing: false,
            speed: 1.0,
            seat: None,
            ticked: 0.0,
        }
    }

    /// Shows one history, or all from the end of a month on.
    pub fn show_history(&mut self, which: Option<HistoryChoice>, month: u32, horizon: u32) {
        if which == self.which {
            return;
        }
        self.which = which;
        self.cancel_loading();
        self.unpin();
        if which.is_none() {
            self.shown = None;
            self.seat = None;
            self.playing = false;
            self.change_timeline(Timeline::of_months(horizon), month);
        }
    }

    /// Notes that another plan is on the screen: the typical history is looked up again, and there is no
    /// earlier state of it.
    pub fn unpin(&mut self) {
        self.pinned = false;
        self.earlier = None;
    }

    /// Shows the next random history, from its start.
    pub fn roll(&mut self) {
        self.unpin();
        self.which = Some(HistoryChoice::Rolled(self.rolled));
        self.rolled += 1;
        self.play_from_start();
    }

    /// Plays or pauses; at the end, plays from the start.
    pub fn play_or_pause(&mut self) {
        if !self.playing && self.is_at_end() {
            self.seconds = 0.0;
        }
        self.playing = !self.playing;
    }

    fn is_at_end(&self) -> bool {
        self.seconds >= self.timeline.seconds() - END
    }

    /// Plays from the start.
    pub fn play_from_start(&mut self) {
        self.seconds = 0.0;
        self.playing = true;
    }

    /// Pauses at the end of a month.
    pub fn show_month(&mut self, month: u32) {
        self.pause_at(self.timeline.end_of(month));
    }

    /// Pauses right after an entry of the event log.
    pub fn show_entry(&mut self, entry: usize) {
        self.pause_at(self.timeline.end_of_entry(entry));
    }

    /// Goes forward by so many events, or back, and pauses.
    pub fn step(&mut self, steps: i32) {
        self.pause_at(self.timeline.step(self.seconds, steps));
    }

    fn pause_at(&mut self, seconds: f64) {
        self.seconds = seconds;
        self.playing = false;
    }

    /// Pauses.
    pub fn pause(&mut self) {
        self.playing = false;
    }

    /// Whether it plays rather than pauses.
    pub fn plays(&self) -> bool {
        self.playing
    }

    /// Whether one history is shown, or is being loaded.
    pub fn shows_one(&self) -> bool {
        self.which.is_some()
    }

    /// The month in which a partner learned or heard of the disclosure; only at the end of a history.
    pub fn learned_by_the_end(&self, partner: &ActorId) -> Option<u32> {
        let log = &self.shown.as_ref().filter(|_| self.is_at_end())?.log;
        let learns = |entry: &&Entry| entry.is_learned_by(partner);
        log.entries.iter().find(learns).map(|entry| entry.month as u32)
    }

    /// Sets the speed; 1 is ordinary speed.
    pub fn set_speed(&mut self, speed: f32) {
        self.speed = speed.clamp(SLOWEST, FASTEST);
    }

    /// Shows histories as this partner knows them; `None` for everything.
    pub fn take_seat(&mut self, seat: Option<ActorId>) {
        self.seat = seat;
    }

    /// Leaves the seat of a partner that is no longer in the document.
    pub fn check_seat(&mut self, scenario: &Scenario) {
        self.seat.take_if(|seat| !scenario.partnerships.contains(seat));
    }

    /// Advances playback to now, in seconds since the window opened.
    pub fn tick(&mut self, now: f64) {
        let passed = (now - self.ticked).clamp(0.0, LONGEST_FRAME);
        self.ticked = now;
        if !self.moves() {
            return;
        }
        self.seconds += passed * f64::from(self.speed);
        if self.seconds >= self.timeline.seconds() {
            self.pause_at(self.timeline.seconds());
        }
    }

    /// Whether time passes: not while the first event log is still being computed.
    fn moves(&self) -> bool {
        self.playing && (self.which.is_none() || self.shown.is_some())
    }

    /// When the next frame is due, if time passes; `motion` says whether things move across the map.
    pub fn due_in(&self, motion: bool) -> Option<Duration> {
        if !self.moves() {
            return None;
        }
        let seconds = if motion && self.moment().progress < 1.0 {
            MOVING_FRAME
        } else {
            let end = self.timeline.end_of_step(self.seconds);
            ((end - self.seconds) / f64::from(self.speed)).max(0.0) + FRAME_MARGIN
        };
        Some(Duration::from_secs_f64(seconds))
    }

    /// Notes what is on the screen now. The event log that must be computed for it, if one must.
    pub fn follow(
        &mut self,
        input: &ProjectionInput,
        projection: Option<(&Projection, bool)>,
    ) -> Option<EventLogRequest> {
        self.keep_history(input);
        let number = number_of(self.which?, projection)?;
        let same = |other: &ProjectionInput, n: u64| n == number && other.same(input);
        if self.shown.as_ref().is_some_and(|shown| same(&shown.input, shown.number))
            || self.loading.as_ref().is_some_and(|loading| same(&loading.input, loading.number))
        {
            return None;
        }
        let request = || EventLogRequest { input: input.clone(), number, monitor: TaskMonitor::of(1) };
        let loading = self.loading.insert(request());
        Some(EventLogRequest { monitor: loading.monitor.clone(), ..request() })
    }

    /// After a change of the plan, keeps the number of the history that is shown, instead of the history that
    /// now ranks as typical, lucky or unlucky.
    fn keep_history(&mut self, input: &ProjectionInput) {
        let changed = |shown: &&LoadedHistory| self.pinned && !shown.input.same(input);
        let Some(number) = self.shown.as_ref().filter(changed).map(|shown| shown.number) else { return };
        if matches!(self.which, Some(HistoryChoice::Typical | HistoryChoice::Lucky | HistoryChoice::Unlucky))
        {
            self.which = Some(HistoryChoice::Kept(number));
        }
    }

    fn cancel_loading(&mut self) {
        if let Some(loading) = self.loading.take() {
            loading.monitor.cancel();
        }
    }

    /// Takes the result of the last request of [`Player::follow`]; a message, if it failed.
    pub fn handle(&mut self, result: TaskResult<Arc<EventLog>>) -> Option<String> {
        let EventLogRequest { input, number, .. } = self.loading.take()?;
        match result {
            Ok(log) => {
                self.show_log(LoadedHistory { input, number, log });
                None
            }
            Err(error) => {
                if self.shown.is_none() {
                    self.which = None;
                }
                Some(format!("The history could not be played: {error}"))
            }
        }
    }

    fn show_log(&mut self, history: LoadedHistory) {
        let month = self.moment().month;
        let horizon = history.input.scenario.horizon_months;
        let timeline = Timeline::of_log(&history.log.entries, horizon);
        let is_first = self.shown.is_none();
        self.earlier = self.shown.replace(history).filter(|_| self.pinned);
        self.pinned = true;
        if self.playing && (is_first || self.seconds == 0.0) {
            (self.timeline, self.seconds) = (timeline, 0.0);
        } else {
            self.change_timeline(timeline, month);
        }
    }

    /// Goes on in another timeline, at the end of a month.
    fn change_timeline(&mut self, timeline: Timeline, month: u32) {
        self.seconds = timeline.end_of(month);
        self.timeline = timeline;
    }

    /// Follows another horizon while all histories are shown, and goes on at the end of a month. The
    /// timeline of one history comes with its event log.
    pub fn set_horizon(&mut self, horizon: u32, month: u32) {
        if self.which.is_none() {
            let timeline = Timeline::of_months(horizon);
            if timeline != self.timeline {
                self.change_timeline(timeline, month);
            }
        }
    }

    /// The moment on the screen.
    pub fn moment(&self) -> Moment {
        self.timeline.at(self.seconds)
    }

    /// The event log of the history that is shown, as it is shared.
    pub fn shown_log(&self) -> Option<&Arc<EventLog>> {
        Some(&self.shown.as_ref()?.log)
    }

    /// The state of playback, for views; `moves` says whether things move across the map.
    pub fn playback(&self, moves: bool) -> Playback<'_> {
        Playback {
            log: self.shown.as_ref().map(|shown| &*shown.log),
            earlier: self.earlier.as_ref().map(|earlier| &*earlier.log),
            which: self.which,
            moment: self.moment(),
            playing: self.playing,
            speed: self.speed,
            seat: self.seat.as_ref(),
            moves,
        }
    }
}

/// The number of a history. Which one is typical, lucky or unlucky is known only once all histories of
/// the document as it stands were projected.
fn number_of(which: HistoryChoice, projection: Option<(&Projection, bool)>) -> Option<u64> {
    let representative =
        projection.filter(|(_, current)| *current).map(|(projection, _)| &projection.representative);
    match which {
        HistoryChoice::Typical => Some(representative?.typical),
        HistoryChoice::Lucky => Some(representative?.lucky),
        HistoryChoice::Unlucky => Some(representative?.unlucky),
        HistoryChoice::Rolled(number) | HistoryChoice::Kept(number) => Some(number),
    }
}

impl App {
    /// Advances playback, and starts computing the event log of the history that is shown.
    pub(super) fn follow_history(&mut self, input: &ProjectionInput, ctx: &Context) {
        let player = &mut self.session.player;
        player.tick(self.now);
        let request = player.follow(input, self.projections.shown());
        if let Some(due) = player.due_in(self.preferences.now().motion) {
            ctx.request_repaint_after(due);
        }
        self.session.update_month();
        request.into_iter().for_each(|request| self.load_history(request));
    }

    fn load_history(&mut self, request: EventLogRequest) {
        let EventLogRequest { input, number, monitor } = request;
        let work = move |_: &_| Ok(Arc::new(events::tell(&input.scenario, &input.plan, input.seed, number)));
        self.tasks.start_monitored(Task { key: TaskKey::EventLog, monitor }, work, |app, result| {
            let message = app.session.player.handle(result);
            message.into_iter().for_each(|text| app.report_problem(text));
        });
    }
}

#[cfg(test)]
mod tests;

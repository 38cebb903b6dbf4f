//! Plays time: which history is looked at, how far it has come, and how fast it goes.
//!
//! A history is told off the window's thread. Until its story is there, the one before stays.

use super::question::Question;
use crate::analysis::events::{Entry, EventLog, Happening};
use crate::engine::Projection;
use crate::scenario::{ActorId, Scenario};
use crate::ui::playback::{Moment, Timeline};
use crate::ui::{Playback, Which};
use std::sync::Arc;
use std::time::Duration;

/// A drawing that takes longer than this does not make time jump, in seconds.
const LONGEST_FRAME: f64 = 0.25;
/// While something moves, a frame is due this often, in seconds.
const MOVING_FRAME: f64 = 1.0 / 60.0;

/// A history to be told.
pub struct Telling {
    /// Which telling this is.
    pub ticket: u64,
    /// Which plan of which document, with which luck.
    pub question: Question,
    /// The number of the history.
    pub number: u64,
}

struct Told {
    question: Question,
    number: u64,
    story: Arc<EventLog>,
}

/// What plays.
pub struct Player {
    which: Option<Which>,
    told: Option<Told>,
    /// The same history before the last change.
    earlier: Option<Told>,
    /// Whether what is told is what was asked for, so that a change is seen in the same history.
    keeps: bool,
    telling: Option<Telling>,
    tickets: u64,
    /// How many histories were rolled.
    rolled: u64,
    timeline: Timeline,
    seconds: f64,
    runs: bool,
    speed: f32,
    seat: Option<ActorId>,
    ticked: f64,
}

impl Player {
    /// Time stands still at the end of a month, and all histories are looked at.
    pub fn at_rest(month: u32, last: u32) -> Self {
        let timeline = Timeline::of_months(last);
        Player {
            which: None,
            told: None,
            earlier: None,
            keeps: false,
            telling: None,
            tickets: 0,
            rolled: 0,
            seconds: timeline.end_of(month),
            timeline,
            runs: false,
            speed: 1.0,
            seat: None,
            ticked: 0.0,
        }
    }

    /// Looks at one history, or at all.
    pub fn look_at(&mut self, which: Option<Which>, month: u32, last: u32) {
        if which == self.which {
            return;
        }
        self.which = which;
        self.telling = None;
        self.let_go();
        if which.is_none() {
            self.told = None;
            self.seat = None;
            self.runs = false;
            self.take_up(Timeline::of_months(last), month);
        }
    }

    /// Another plan is looked at: what ranks as typical is found anew, and there is no earlier state of it.
    pub fn let_go(&mut self) {
        self.keeps = false;
        self.earlier = None;
    }

    /// Looks at the next history as the luck falls, from its beginning.
    pub fn roll(&mut self) {
        self.let_go();
        self.which = Some(Which::Rolled(self.rolled));
        self.rolled += 1;
        self.play_from_start();
    }

    /// Lets time run or holds it.
    pub fn play_or_pause(&mut self) {
        if !self.runs && self.seconds >= self.timeline.seconds() - 0.01 {
            self.seconds = 0.0;
        }
        self.runs = !self.runs;
    }

    /// Lets time run from the beginning.
    pub fn play_from_start(&mut self) {
        self.seconds = 0.0;
        self.runs = true;
    }

    /// Holds time at the end of a month.
    pub fn show_month(&mut self, month: u32) {
        self.hold_at(self.timeline.end_of(month));
    }

    /// Holds time where an entry of the story has just happened.
    pub fn show_entry(&mut self, entry: usize) {
        self.hold_at(self.timeline.end_of_entry(entry));
    }

    /// Goes on by so many events, or back, and holds time there.
    pub fn step(&mut self, steps: i32) {
        self.hold_at(self.timeline.step(self.seconds, steps));
    }

    fn hold_at(&mut self, seconds: f64) {
        self.seconds = seconds;
        self.runs = false;
    }

    /// Holds time where it is.
    pub fn hold(&mut self) {
        self.runs = false;
    }

    /// Whether one history is looked at, or is to be.
    pub fn shows_one(&self) -> bool {
        self.which.is_some()
    }

    /// The month in which a partner learned or heard of it, once the history has come to its end.
    pub fn learned_by_the_end(&self, partner: &ActorId) -> Option<u32> {
        let story = &self.told.as_ref().filter(|_| self.seconds >= self.timeline.seconds() - 0.01)?.story;
        let learns = |entry: &&Entry| match &entry.happening {
            Happening::Learned { partner: who } | Happening::Heard { partner: who } => who == partner,
            _ => false,
        };
        story.entries.iter().find(learns).map(|entry| entry.month as u32)
    }

    /// How fast time runs, against ordinary speed.
    pub fn set_speed(&mut self, speed: f32) {
        self.speed = speed.clamp(0.25, 8.0);
    }

    /// Through whose eyes it is seen.
    pub fn take_seat(&mut self, seat: Option<ActorId>) {
        self.seat = seat;
    }

    /// Lets go of what is no longer part of the document.
    pub fn keep_to(&mut self, scenario: &Scenario) {
        self.seat.take_if(|seat| !scenario.partnerships.contains(seat));
    }

    /// Lets time pass until now.
    pub fn tick(&mut self, now: f64) {
        let passed = (now - self.ticked).clamp(0.0, LONGEST_FRAME);
        self.ticked = now;
        if !self.runs || self.is_waiting() {
            return;
        }
        self.seconds += passed * f64::from(self.speed);
        if self.seconds >= self.timeline.seconds() {
            self.hold_at(self.timeline.seconds());
        }
    }

    /// Whether the history that was asked for is not there yet.
    fn is_waiting(&self) -> bool {
        self.which.is_some() && self.told.is_none()
    }

    /// When the next frame is due, if time runs.
    pub fn due_in(&self, moves: bool) -> Option<Duration> {
        if !self.runs || self.is_waiting() {
            return None;
        }
        let moment = self.moment();
        let seconds = if moves && moment.progress < 1.0 {
            MOVING_FRAME
        } else {
            let end = self.timeline.step(self.seconds, 0);
            ((end - self.seconds) / f64::from(self.speed)).max(0.0) + 0.005
        };
        Some(Duration::from_secs_f64(seconds))
    }

    /// Takes up what is on the screen now; what has to be told for it, if anything.
    pub fn follow(
        &mut self,
        question: &Question,
        projection: Option<(&Projection, bool)>,
    ) -> Option<Telling> {
        self.keep_to_history(question);
        let which = self.which?;
        let number = match which {
            Which::Rolled(number) | Which::Kept(number) => number,
            // Which history is typical is known once all have been projected.
            _ => number_of(which, projection.filter(|(_, current)| *current)?.0),
        };
        let same = |other: &Question, n: u64| n == number && other.same(question);
        if self.told.as_ref().is_some_and(|told| same(&told.question, told.number))
            || self.telling.as_ref().is_some_and(|telling| same(&telling.question, telling.number))
        {
            return None;
        }
        self.tickets += 1;
        let telling = Telling { ticket: self.tickets, question: question.clone(), number };
        self.telling = Some(Telling { question: question.clone(), ..telling });
        Some(telling)
    }

    /// A change is seen in the history that was looked at, not in another that ranks as that one did.
    fn keep_to_history(&mut self, question: &Question) {
        let changed = |told: &&Told| self.keeps && !told.question.same(question);
        let Some(number) = self.told.as_ref().filter(changed).map(|told| told.number) else { return };
        if matches!(self.which, Some(Which::Typical | Which::Lucky | Which::Unlucky)) {
            self.which = Some(Which::Kept(number));
        }
    }

    /// Takes in a story.
    pub fn handle(&mut self, ticket: u64, story: Arc<EventLog>) {
        let Some(telling) = self.telling.take_if(|telling| telling.ticket == ticket) else { return };
        let last = telling.question.scenario.horizon_months;
        let month = self.moment().month;
        let timeline = Timeline::of_story(&story.entries, last);
        let begins = self.told.is_none() && self.runs;
        let told = Told { question: telling.question, number: telling.number, story };
        self.earlier = self.told.replace(told).filter(|_| self.keeps);
        self.keeps = true;
        if begins || self.runs && self.seconds == 0.0 {
            (self.timeline, self.seconds) = (timeline, 0.0);
        } else {
            self.take_up(timeline, month);
        }
    }

    /// The telling failed; nothing is waited for any more.
    pub fn give_up(&mut self, ticket: u64) {
        if self.telling.take_if(|telling| telling.ticket == ticket).is_some() && self.told.is_none() {
            self.which = None;
        }
    }

    /// Goes on in another timeline in the same month.
    fn take_up(&mut self, timeline: Timeline, month: u32) {
        self.seconds = timeline.end_of(month);
        self.timeline = timeline;
    }

    /// Takes up another horizon while all histories are looked at.
    pub fn last_month_is(&mut self, last: u32, month: u32) {
        if self.which.is_none() {
            let timeline = Timeline::of_months(last);
            if timeline != self.timeline {
                self.take_up(timeline, month);
            }
        }
    }

    /// What is seen now.
    pub fn moment(&self) -> Moment {
        self.timeline.at(self.seconds)
    }

    /// Everything about it that a view may want to know.
    pub fn playback(&self, moves: bool) -> Playback<'_> {
        Playback {
            story: self.told.as_ref().map(|told| &*told.story),
            earlier: self.earlier.as_ref().map(|told| &*told.story),
            which: self.which,
            moment: self.moment(),
            runs: self.runs,
            speed: self.speed,
            seat: self.seat.as_ref(),
            moves,
        }
    }
}

fn number_of(which: Which, projection: &Projection) -> u64 {
    match which {
        Which::Typical => projection.notable.typical,
        Which::Lucky => projection.notable.lucky,
        Which::Unlucky => projection.notable.unlucky,
        Which::Rolled(number) | Which::Kept(number) => number,
    }
}

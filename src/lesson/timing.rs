//! Time: how much of a step is left, and what must be skipped for a lesson to end on time.

use crate::scenario::Lesson;

/// The timer of a step. Times are in seconds, on any clock that does not run back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timer {
    /// The length of the step.
    planned: f64,
    /// What ran before the last pause.
    ran: f64,
    /// When it was last set going; `None` while it is paused.
    since: Option<f64>,
}

/// A sign of a timer, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimerSign {
    /// Half of the time is over.
    Half,
    /// One minute is left.
    OneMinute,
    /// The time is over.
    Over,
}

/// One minute, in seconds.
const MINUTE: f64 = 60.0;

impl Timer {
    /// A timer of some minutes that is set going now.
    pub fn started(minutes: u32, now: f64) -> Self {
        Timer { planned: f64::from(minutes) * MINUTE, ran: 0.0, since: Some(now) }
    }

    /// How long it ran, without pauses.
    pub fn elapsed(&self, now: f64) -> f64 {
        self.ran + self.since.map_or(0.0, |since| (now - since).max(0.0))
    }

    /// What is left; below 0 when it ran over.
    pub fn left(&self, now: f64) -> f64 {
        self.planned - self.elapsed(now)
    }

    /// Its length, with what was added and taken.
    pub fn planned(&self) -> f64 {
        self.planned
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.since.is_none()
    }

    /// Stops it, or sets it going again.
    pub fn pause(&mut self, pause: bool, now: f64) {
        if pause {
            self.ran = self.elapsed(now);
            self.since = None;
        } else if self.since.is_none() {
            self.since = Some(now);
        }
    }

    /// Adds a minute, or takes one; a step keeps at least one.
    pub fn add_minutes(&mut self, minutes: i32) {
        self.planned = (self.planned + f64::from(minutes) * MINUTE).max(MINUTE);
    }

    /// The last sign that is due.
    pub fn sign(&self, now: f64) -> Option<TimerSign> {
        let left = self.left(now);
        if left <= 0.0 {
            Some(TimerSign::Over)
        } else if left <= MINUTE {
            Some(TimerSign::OneMinute)
        } else if left <= self.planned / 2.0 {
            Some(TimerSign::Half)
        } else {
            None
        }
    }

    /// The seconds until the next whole second or sign, so that a window need not be drawn before.
    pub fn until_next_change(&self, now: f64) -> Option<f64> {
        self.since?;
        let left = self.left(now);
        let next = left - (left.ceil() - 1.0);
        Some(next)
    }
}

/// Where a lesson stands against its plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The minutes by which it will end late if all that is left takes its time; below 0 if early.
    pub late: f64,
    /// The steps to be left out to end on time, in their order; empty if it is on time.
    pub skip: Vec<usize>,
    /// Whether leaving these out is enough.
    pub in_time: bool,
}

impl Schedule {
    /// The schedule of a lesson that has run for some seconds and is in a step that has so many seconds left.
    ///
    /// Of the steps that may be skipped, the fewest that make up for the delay are chosen, the last first, since what
    /// comes late can be given as homework.
    pub fn of(lesson: &Lesson, step: usize, ran: f64, left_of_step: f64) -> Self {
        let rest: u32 = lesson.steps.iter().skip(step + 1).map(|step| step.minutes).sum();
        let end = ran + left_of_step.max(0.0) + f64::from(rest) * MINUTE;
        let late = end / MINUTE - f64::from(lesson.minutes());
        let mut over = late;
        let mut skip = Vec::new();
        let open = lesson.steps.iter().enumerate().skip(step + 1).filter(|(_, step)| step.may_skip);
        let mut open: Vec<(usize, u32)> = open.map(|(index, step)| (index, step.minutes)).collect();
        while over >= LATE_MINUTES && !open.is_empty() {
            let enough = open.iter().rposition(|(_, minutes)| f64::from(*minutes) >= over);
            let (index, minutes) = open.remove(enough.unwrap_or(open.len() - 1));
            skip.push(index);
            over -= f64::from(minutes);
        }
        skip.sort_unstable();
        Schedule { late, skip, in_time: over < LATE_MINUTES }
    }
}

/// A delay of less is not worth a word.
const LATE_MINUTES: f64 = 1.0;

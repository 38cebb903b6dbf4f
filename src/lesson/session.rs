//! A class's session: everything that was answered and shown, in the order in which it came.
//!
//! The entries are the session. Votes, predictions and the place in the lesson are read off them, so that a session that
//! is read back from a file is where it was left.

use super::prediction::Prediction;
use super::room_picture::RoomPicture;
use super::timing::Timer;
use super::votes::{Movement, SingleVote, Tally};
pub use crate::analysis::reactions::Sharing;
use crate::scenario::{ActorId, Lesson, PlanId, StepKind};
use serde::{Deserialize, Deserializer, Serialize};

/// The version of the form of sessions that is written.
pub const SESSION_VERSION: u32 = 1;

/// A session of a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassSession {
    /// The version of its form.
    #[serde(deserialize_with = "known_version")]
    pub version: u32,
    /// The title of the case.
    pub case: String,
    /// A name for the class, as “Tuesday group”; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// When it began, in seconds since 1970.
    pub began: u64,
    /// The lesson as it was when it began.
    pub lesson: Lesson,
    /// What happened, in order.
    #[serde(default)]
    pub entries: Vec<Entry>,
}

/// Deserializes the version of a session.
///
/// # Errors
/// If this program does not know it.
fn known_version<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(from)?;
    if version == SESSION_VERSION {
        return Ok(version);
    }
    let advice = if version > SESSION_VERSION { "; open it with a newer Tearline" } else { "" };
    Err(serde::de::Error::custom(format!("there is no class session of version {version} here{advice}")))
}

/// Something that happened, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The seconds since the session began.
    pub at: f64,
    /// What happened.
    pub event: Event,
}

/// Something that happens in a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A step began; its timer is set going.
    StepBegan(usize),
    /// The timer was stopped, or set going again.
    Paused(bool),
    /// Minutes were added to the step, or taken from it.
    MinutesAdded(i32),
    /// Votes for an option were counted: so many in all.
    Counted {
        /// The step.
        step: usize,
        /// The option, counted from 0.
        option: usize,
        /// The votes for it.
        votes: u64,
    },
    /// Known persons or teams voted.
    Voted {
        /// The step.
        step: usize,
        /// Their votes.
        votes: Vec<SingleVote>,
    },
    /// The tally of a step was shown to the room, or hidden from it.
    TallyShown {
        /// The step.
        step: usize,
        /// Whether it is shown.
        shown: bool,
    },
    /// A prediction was sealed; a second one by the same person replaces the first.
    Predicted {
        /// The step.
        step: usize,
        /// The prediction.
        prediction: Prediction,
    },
    /// The decision from a partner's seat in a role play; a second one from that seat by the same person replaces the first.
    SeatDecided {
        /// The step.
        step: usize,
        /// The seat.
        seat: ActorId,
        /// The name or code of who sits in it.
        who: String,
        /// The decision.
        decision: SeatDecision,
    },
    /// A plan was tried.
    PlanTried {
        /// Its name.
        name: String,
    },
    /// A picture of the room was kept.
    PictureKept {
        /// A note to it; may be empty.
        note: String,
        /// The picture, as data from which it is painted again.
        picture: Box<RoomPicture>,
    },
    /// An answer to the exit question.
    ExitAnswered {
        /// The step.
        step: usize,
        /// The name or code of who answered.
        who: String,
        /// The answer.
        answer: String,
    },
}

/// A picture of the room that was kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeptPicture<'a> {
    /// The seconds since the session began.
    pub at: f64,
    /// The note to it; may be empty.
    pub note: &'a str,
    /// The picture.
    pub picture: &'a RoomPicture,
}

/// What a partner decides in a role play.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeatDecision {
    /// What it goes on sharing.
    pub sharing: Sharing,
    /// Whether it protests.
    pub protests: bool,
    /// The repair that it asks for, in words; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub asks_for: String,
    /// Its reason, in words; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The plan that the seat lived through; older sessions do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
}

/// A decision from a seat, with who made it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeatEntry<'a> {
    /// The seat.
    pub seat: &'a ActorId,
    /// The name or code of who sits in it; may be empty.
    pub who: &'a str,
    /// The decision.
    pub decision: &'a SeatDecision,
}

impl Event {
    /// Whether it can be taken back: all that a person entered, and not the course of the lesson.
    fn is_an_answer(&self) -> bool {
        match self {
            Event::StepBegan(_) | Event::Paused(_) | Event::MinutesAdded(_) | Event::TallyShown { .. } => {
                false
            }
            Event::Counted { .. }
            | Event::Voted { .. }
            | Event::Predicted { .. }
            | Event::SeatDecided { .. }
            | Event::PlanTried { .. }
            | Event::PictureKept { .. }
            | Event::ExitAnswered { .. } => true,
        }
    }
}

impl ClassSession {
    /// A session that begins with the first step of a lesson.
    pub fn new(case: impl Into<String>, lesson: Lesson, began: u64) -> Self {
        let first = Entry { at: 0.0, event: Event::StepBegan(0) };
        ClassSession {
            version: SESSION_VERSION,
            case: case.into(),
            class: String::new(),
            began,
            lesson,
            entries: vec![first],
        }
    }

    /// Adds what happened, so many seconds after the session began.
    pub fn add(&mut self, at: f64, event: Event) {
        self.entries.push(Entry { at, event });
    }

    /// Takes back the last answer that was entered, and returns it, so that it can be entered again.
    pub fn take_back(&mut self) -> Option<Entry> {
        let last = self.entries.iter().rposition(|entry| entry.event.is_an_answer())?;
        Some(self.entries.remove(last))
    }

    /// The number of answers that were entered.
    pub fn answers(&self) -> u64 {
        self.entries.iter().filter(|entry| entry.event.is_an_answer()).count() as u64
    }

    /// The step that is under way, counted from 0.
    pub fn step(&self) -> usize {
        let began = self.entries.iter().rev().find_map(|entry| match entry.event {
            Event::StepBegan(step) => Some(step),
            _ => None,
        });
        began.unwrap_or(0)
    }

    /// Whether results have been revealed: once they were seen, they are not hidden again.
    pub fn is_revealed(&self) -> bool {
        self.entries.iter().any(|entry| match entry.event {
            Event::StepBegan(step) => self.lesson.steps.get(step).is_some_and(|step| step.kind.reveals()),
            _ => false,
        })
    }

    /// The timer of the step that is under way; a step that is begun again begins anew.
    pub fn timer(&self) -> Timer {
        let began = self.entries.iter().rposition(|entry| matches!(entry.event, Event::StepBegan(_)));
        let entries = &self.entries[began.unwrap_or(0)..];
        let minutes = self.lesson.steps.get(self.step()).map_or(1, |step| step.minutes);
        let mut timer = Timer::started(minutes, entries.first().map_or(0.0, |entry| entry.at));
        for entry in entries {
            match entry.event {
                Event::Paused(pause) => timer.pause(pause, entry.at),
                Event::MinutesAdded(minutes) => timer.add_minutes(minutes),
                _ => {}
            }
        }
        timer
    }

    /// The minutes that each step took, pauses included, as often as it was begun; that of the last entry ends the last.
    pub fn minutes_taken(&self) -> Vec<f64> {
        let mut taken = vec![0.0; self.lesson.steps.len()];
        let mut under_way: Option<(usize, f64)> = None;
        let mut end = |under_way: Option<(usize, f64)>, at: f64| {
            if let Some((step, began)) = under_way
                && let Some(taken) = taken.get_mut(step)
            {
                *taken += (at - began) / 60.0;
            }
        };
        for entry in &self.entries {
            if let Event::StepBegan(step) = entry.event {
                end(under_way, entry.at);
                under_way = Some((step, entry.at));
            }
        }
        end(under_way, self.entries.last().map_or(0.0, |entry| entry.at));
        taken
    }

    /// The votes of a step; `None` if it is no vote.
    pub fn tally(&self, step: usize) -> Option<Tally> {
        let mut tally = Tally::new(self.lesson.ballot(step)?.options.len());
        for entry in &self.entries {
            match &entry.event {
                Event::Counted { step: of, option, votes } if *of == step => {
                    // An option that a newer lesson no longer has counts for nothing.
                    let _ = tally.set_counted(*option, *votes);
                }
                Event::Voted { step: of, votes } if *of == step => votes.iter().for_each(|vote| {
                    let _ = tally.put(vote.clone());
                }),
                _ => {}
            }
        }
        Some(tally)
    }

    /// Whether the tally of a step is shown to the room. The first tally stays hidden until the teacher shows it, since a
    /// class that sees a majority follows it (Perez and others 2010).
    pub fn shows_tally(&self, step: usize) -> bool {
        let shown = self.entries.iter().rev().find_map(|entry| match entry.event {
            Event::TallyShown { step: of, shown } if of == step => Some(shown),
            _ => None,
        });
        shown.unwrap_or(false)
    }

    /// How single voters moved from a vote to the step that repeats it, as far as they are known.
    pub fn movement(&self, second: usize) -> Option<Movement> {
        let first = self.lesson.vote_before(second)?;
        Movement::between(&self.tally(first)?, &self.tally(second)?)
    }

    /// The pictures of the room that were kept, each with the seconds since the session began and its note.
    pub fn pictures(&self) -> impl Iterator<Item = KeptPicture<'_>> {
        self.entries.iter().filter_map(|entry| match &entry.event {
            Event::PictureKept { note, picture } => Some(KeptPicture { at: entry.at, note, picture }),
            _ => None,
        })
    }

    /// The sealed predictions of a step: the last of each person or team, in the order in which they first came.
    pub fn predictions(&self, step: usize) -> Vec<&Prediction> {
        let mut sealed: indexmap::IndexMap<&str, &Prediction> = indexmap::IndexMap::new();
        for entry in &self.entries {
            if let Event::Predicted { step: of, prediction } = &entry.event
                && *of == step
            {
                sealed.insert(&prediction.who, prediction);
            }
        }
        sealed.into_values().collect()
    }

    /// The decisions from the seats of a step: the last of each seat and person or team, in the order in which they first
    /// came.
    pub fn seat_decisions(&self, step: usize) -> Vec<SeatEntry<'_>> {
        let mut sealed: indexmap::IndexMap<(&ActorId, &str), SeatEntry<'_>> = indexmap::IndexMap::new();
        for entry in &self.entries {
            if let Event::SeatDecided { step: of, seat, who, decision } = &entry.event
                && *of == step
            {
                sealed.insert((seat, who), SeatEntry { seat, who, decision });
            }
        }
        sealed.into_values().collect()
    }

    /// The last role play up to the step that is under way; the last of the lesson, if none came yet.
    pub fn role_play(&self) -> Option<usize> {
        let is_role_play = |step: &usize| {
            let step = self.lesson.steps.get(*step);
            step.is_some_and(|step| matches!(step.kind, StepKind::RolePlay { .. }))
        };
        let last = |steps: std::ops::Range<usize>| steps.rev().find(is_role_play);
        last(0..self.step() + 1).or_else(|| last(0..self.lesson.steps.len()))
    }
}

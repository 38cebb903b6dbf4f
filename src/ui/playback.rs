//! Playback of time, for views: month by month, and in one history event by event.
//!
//! A [`Timeline`] says at which second each step is shown; it follows from the event log alone, without a
//! clock. The app keeps the time and gives views a [`Playback`].

use crate::analysis::events::{Entry, EventLog};
use crate::scenario::ActorId;

/// The choice of the history that is shown. The ranks are by the total at the end of the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HistoryChoice {
    /// The median history: half of all have a higher total.
    Typical,
    /// The 95th percentile: one in twenty has a higher total.
    Lucky,
    /// The 5th percentile: one in twenty has a lower total.
    Unlucky,
    /// The history of this number, chosen without looking at its total.
    Rolled(u64),
    /// The history of this number, which was shown before the plan changed.
    Kept(u64),
}

impl HistoryChoice {
    /// The name, in a word.
    pub fn name(self) -> &'static str {
        match self {
            HistoryChoice::Typical => "Typical",
            HistoryChoice::Lucky => "Lucky",
            HistoryChoice::Unlucky => "Unlucky",
            HistoryChoice::Rolled(_) => "Rolled",
            HistoryChoice::Kept(_) => "Kept",
        }
    }

    /// The rule by which it is chosen, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            HistoryChoice::Typical => "Half of all histories end with a higher total.",
            HistoryChoice::Lucky => "Only one history in twenty ends with a higher total.",
            HistoryChoice::Unlucky => "Only one history in twenty ends with a lower total.",
            HistoryChoice::Rolled(_) => "Drawn at random, whatever its total.",
            HistoryChoice::Kept(_) => {
                "The history that was shown before the change, so that only the change makes a difference."
            }
        }
    }
}

/// A moment of playback.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// The month, from 0.
    pub month: u32,
    /// Entries of the event log that have begun.
    pub begun: usize,
    /// Progress of the newest of them, 0 to 1; 1 when nothing moves.
    pub progress: f32,
}

/// A step of a timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    month: u32,
    /// The entry of the event log that is shown; `None` if the month just passes.
    entry: Option<usize>,
    /// The length at ordinary speed.
    seconds: f64,
}

/// The length of an event, in seconds: time to read its sentence while its line grows.
const EVENT: f64 = 1.6;
/// The length of the end of a month in which something happened, and of every month where all histories are shown:
/// time to see that it has passed.
const MONTH: f64 = 0.4;
/// The length of a month of a history in which nothing happens: just enough to see willingness move.
const QUIET_MONTH: f64 = 0.1;

impl Step {
    fn event(month: u32, entry: usize) -> Self {
        Step { month, entry: Some(entry), seconds: EVENT }
    }

    fn passing(month: u32, seconds: f64) -> Self {
        Step { month, entry: None, seconds }
    }
}

/// The last moment of a step is this long before its end, in seconds: the end itself is the first moment
/// of the next step.
const BEFORE_END: f64 = 1e-3;

/// The steps of playback, from month 0 to the horizon; times in seconds at ordinary speed.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Never empty: every month passes.
    steps: Vec<Step>,
}

impl Timeline {
    /// The timeline of all histories: the months from 0 to the horizon.
    pub fn of_months(horizon: u32) -> Self {
        Timeline { steps: (0..=horizon).map(|month| Step::passing(month, MONTH)).collect() }
    }

    /// The timeline of one history: in every month its entries one by one, then the month passes; quickly, if it has
    /// none.
    pub fn of_log(entries: &[Entry], horizon: u32) -> Self {
        let of_month = |month: u32| {
            let step = |(index, entry): (usize, &Entry)| {
                (entry.month as u32 == month).then_some(Step::event(month, index))
            };
            let mut steps: Vec<Step> = entries.iter().enumerate().filter_map(step).collect();
            let end = if steps.is_empty() { QUIET_MONTH } else { MONTH };
            steps.push(Step::passing(month, end));
            steps
        };
        Timeline { steps: (0..=horizon).flat_map(of_month).collect() }
    }

    /// The length at ordinary speed, in seconds.
    pub fn seconds(&self) -> f64 {
        self.steps.iter().map(|step| step.seconds).sum()
    }

    /// The moment at a time; the last one, if the time is past the end.
    pub fn at(&self, seconds: f64) -> Moment {
        let mut left = seconds.max(0.0);
        let mut moment = Moment { progress: 1.0, ..Moment::default() };
        for step in &self.steps {
            moment.month = step.month;
            moment.begun += usize::from(step.entry.is_some());
            if left < step.seconds {
                moment.progress = if step.entry.is_some() { (left / step.seconds) as f32 } else { 1.0 };
                return moment;
            }
            left -= step.seconds;
        }
        Moment { progress: 1.0, ..moment }
    }

    /// The last moment of a month, in seconds.
    pub fn end_of(&self, month: u32) -> f64 {
        let steps = self.steps.iter().take_while(|step| step.month <= month);
        (steps.map(|step| step.seconds).sum::<f64>() - BEFORE_END).max(0.0)
    }

    /// The last moment of the step that shows an entry of the event log, in seconds; the end, if no step
    /// shows it.
    pub fn end_of_entry(&self, entry: usize) -> f64 {
        let shown = self.steps.iter().position(|step| step.entry == Some(entry));
        let steps = &self.steps[..shown.map_or(self.steps.len(), |place| place + 1)];
        (steps.iter().map(|step| step.seconds).sum::<f64>() - BEFORE_END).max(0.0)
    }

    /// The steps with the last moment of each, in seconds.
    fn ends(&self) -> impl Iterator<Item = (&Step, f64)> {
        self.steps.iter().scan(0.0, |end, step| {
            *end += step.seconds;
            Some((step, *end - BEFORE_END))
        })
    }

    /// The last moment of the step that is shown at a time, in seconds.
    pub fn end_of_step(&self, seconds: f64) -> f64 {
        // A time past the last end is within the last step, whose end is the end of the timeline.
        let last = self.seconds() - BEFORE_END;
        self.ends().map(|(_, end)| end).find(|end| is_within(seconds, *end)).unwrap_or(last)
    }

    /// The last moment of the event that lies a number of events after a time (negative: before it), in seconds.
    /// Months that just pass are left out where there are events, but for the end of the timeline, which comes after the
    /// last. Stops at the first event and at the end. With 0, the end of the step that is shown.
    pub fn step(&self, seconds: f64, events: i32) -> f64 {
        let has_events = self.steps.iter().any(|step| step.entry.is_some());
        let counts = |step: &Step| step.entry.is_some() || !has_events;
        let places: Vec<f64> = self.ends().filter(|(step, _)| counts(step)).map(|(_, end)| end).collect();
        let end = self.seconds() - BEFORE_END;
        let shown = self.ends().find(|(_, end)| is_within(seconds, *end));
        let shows_event = shown.is_some_and(|(step, _)| counts(step));
        let over = places.iter().filter(|place| !is_within(seconds, **place)).count();
        let events = events as isize;
        let place = match events {
            0 => return self.end_of_step(seconds),
            _ if shows_event => over.saturating_add_signed(events),
            // Between two events the next is the first of those that are not over.
            1.. => over.saturating_add_signed(events - 1),
            _ => over.saturating_add_signed(events),
        };
        places.get(place).copied().unwrap_or(end)
    }
}

/// Whether a time is not past an end. A time that was set to the end is before it in spite of rounding.
fn is_within(seconds: f64, end: f64) -> bool {
    end >= seconds - 1e-6
}

/// The state of playback, for views.
#[derive(Clone, Copy)]
pub struct Playback<'a> {
    /// The event log of the history that is shown; `None` while all are, or while it is being computed.
    pub log: Option<&'a EventLog>,
    /// The event log of the same history before the last change of the plan, if there was one.
    pub earlier: Option<&'a EventLog>,
    /// The history that was asked for; `None` for all of them.
    pub which: Option<HistoryChoice>,
    /// The moment on the screen.
    pub moment: Moment,
    /// Whether it plays.
    pub playing: bool,
    /// The speed; 1 is ordinary speed.
    pub speed: f32,
    /// The partner whose knowledge limits what is shown; `None` for everything.
    pub seat: Option<&'a ActorId>,
    /// Whether items move across the map; false if they only appear, for users who asked for reduced motion.
    pub moves: bool,
}

impl Playback<'static> {
    /// That of all histories, in which nothing plays and nothing moves.
    pub const AT_REST: Self = Playback {
        log: None,
        earlier: None,
        which: None,
        moment: Moment { month: 0, begun: 0, progress: 1.0 },
        playing: false,
        speed: 1.0,
        seat: None,
        moves: false,
    };
}

impl<'a> Playback<'a> {
    /// The entries of the event log that have begun and that the seat knows of, with their indices.
    pub fn seen(&self) -> impl Iterator<Item = (usize, &'a Entry)> + 'a {
        let seat = self.seat;
        let known = move |(_, entry): &(usize, &Entry)| seat.is_none_or(|seat| entry.is_known_to(seat));
        let entries = self.log.map_or(&[][..], |log| log.entries.as_slice());
        entries.iter().enumerate().take(self.moment.begun).filter(known)
    }

    /// Whether one history has come to its end, and all of it is shown.
    pub fn is_at_end(&self, horizon: u32) -> bool {
        let Moment { month, begun, progress } = self.moment;
        self.log.is_some_and(|log| month >= horizon && begun >= log.entries.len() && progress >= 1.0)
    }

    /// The entry that is being played, whose progress is that of the moment; `None` if nothing is on its way or the seat
    /// does not know of it.
    pub fn moving_entry(&self) -> Option<&'a Entry> {
        let newest = self.moment.begun.checked_sub(1)?;
        let (index, entry) = self.seen().last()?;
        (index == newest && self.moment.progress < 1.0).then_some(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::events::EventKind;

    fn entry(month: usize) -> Entry {
        Entry {
            month,
            kind: EventKind::Published,
            item: None,
            sentence: String::new(),
            detail: String::new(),
            chance: None,
        }
    }

    fn timeline() -> Timeline {
        Timeline::of_log(&[entry(0), entry(0), entry(2)], 3)
    }

    #[test]
    fn everything_is_seen_once_in_its_month_and_in_order() {
        let timeline = timeline();
        let mut before = timeline.at(0.0);
        assert_eq!((before.month, before.begun), (0, 1));
        for i in 0..1000 {
            let now = timeline.at(f64::from(i) / 1000.0 * timeline.seconds());
            assert!(now.month >= before.month && now.begun >= before.begun && now.begun - before.begun <= 1);
            before = now;
        }
        assert_eq!(timeline.at(timeline.seconds() + 1.0), Moment { month: 3, begun: 3, progress: 1.0 });
    }

    #[test]
    fn the_end_of_a_month_shows_all_of_it_and_nothing_of_the_next() {
        let timeline = timeline();
        assert_eq!(timeline.at(timeline.end_of(0)), Moment { month: 0, begun: 2, progress: 1.0 });
        assert_eq!(timeline.at(timeline.end_of(1)), Moment { month: 1, begun: 2, progress: 1.0 });
        assert_eq!(timeline.at(timeline.end_of(2)), Moment { month: 2, begun: 3, progress: 1.0 });
    }

    #[test]
    fn months_in_which_nothing_happens_pass_quickly() {
        let timeline = Timeline::of_log(&[entry(0), entry(12)], 24);
        let between = timeline.end_of(11) - timeline.end_of(0);
        let event = timeline.end_of_entry(1) - timeline.end_of(11);
        assert!(between < event, "eleven quiet months take {between} s, an event {event} s");
    }

    #[test]
    fn steps_go_from_event_to_event_over_quiet_months_and_at_last_to_the_end() {
        let timeline = Timeline::of_log(&[entry(0), entry(9)], 24);
        let begun_in = |seconds: f64| {
            let Moment { month, begun, .. } = timeline.at(seconds);
            (month, begun)
        };
        let first = timeline.step(0.0, 0);
        assert_eq!(begun_in(first), (0, 1));
        let second = timeline.step(first, 1);
        assert_eq!(begun_in(second), (9, 2));
        let end = timeline.step(second, 1);
        assert_eq!(begun_in(end), (24, 2));
        assert_eq!(timeline.step(end, 1), end);
        assert_eq!(timeline.step(end, -1), second);
        let quiet = timeline.end_of(5);
        assert_eq!(timeline.step(quiet, 1), second, "from between them, the next");
        assert_eq!(timeline.step(quiet, -1), first, "and the one before");
    }

    #[test]
    fn steps_go_from_end_to_end_and_stay_within() {
        let timeline = timeline();
        let first = timeline.step(0.0, 0);
        assert_eq!(timeline.at(first).begun, 1);
        let second = timeline.step(first, 1);
        assert_eq!(timeline.at(second).begun, 2);
        assert_eq!(timeline.step(second, -1), first);
        assert_eq!(timeline.step(first, -5), first);
        assert_eq!(timeline.at(timeline.step(first, 500)).month, 3);
    }

    #[test]
    fn months_alone_pass_evenly() {
        let timeline = Timeline::of_months(12);
        assert_eq!(timeline.at(timeline.end_of(7)).month, 7);
        assert_eq!(timeline.at(0.5 * timeline.seconds()).month, 6);
    }
}

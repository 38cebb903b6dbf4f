//! Time as it plays: month by month, and in one history event by event.
//!
//! A [`Timeline`] says when what is seen; it is made from the story and knows nothing of clocks. The
//! app keeps the time and hands views a [`Playback`].

use crate::analysis::events::{Entry, EventLog};
use crate::scenario::ActorId;

/// Which history is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Half of all histories end with a higher total.
    Typical,
    /// One in twenty ends with a higher total.
    Lucky,
    /// One in twenty ends with a lower total.
    Unlucky,
    /// The history of this number, as the luck fell.
    Rolled(u64),
    /// The history of this number, which was looked at before the plan changed.
    Kept(u64),
}

impl Which {
    /// Its name, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Which::Typical => "Typical",
            Which::Lucky => "Lucky",
            Which::Unlucky => "Unlucky",
            Which::Rolled(_) => "Rolled",
            Which::Kept(_) => "Kept",
        }
    }

    /// By what it was chosen, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Which::Typical => "Half of all histories end with a higher total.",
            Which::Lucky => "Only one history in twenty ends with a higher total.",
            Which::Unlucky => "Only one history in twenty ends with a lower total.",
            Which::Rolled(_) => "As the luck fell, whatever came of it.",
            Which::Kept(_) => {
                "The history that was looked at before the change, so that only the change makes a difference."
            }
        }
    }
}

/// What is seen at one point of time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// The month.
    pub month: u32,
    /// How many of the story's entries have begun.
    pub begun: usize,
    /// How far the newest of them has come, 0 to 1; 1 when nothing moves.
    pub progress: f32,
}

/// One thing after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    month: u32,
    /// The entry that happens, if one does; else the month just passes.
    entry: Option<usize>,
}

impl Step {
    /// How long it takes at ordinary speed, in seconds: time to read a sentence, or to see a line grow.
    fn seconds(&self) -> f64 {
        if self.entry.is_some() { 1.6 } else { 0.4 }
    }
}

/// When what is seen, in seconds from the beginning at ordinary speed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    steps: Vec<Step>,
}

impl Timeline {
    /// The timeline of months in which nothing in particular happens.
    pub fn of_months(last: u32) -> Self {
        Timeline { steps: (0..=last).map(|month| Step { month, entry: None }).collect() }
    }

    /// The timeline of a story: its entries one by one, and between them the months.
    pub fn of_log(entries: &[Entry], last: u32) -> Self {
        let of_month = |month: u32| {
            let happens = move |(index, entry): (usize, &Entry)| {
                (entry.month as u32 == month).then_some(Step { month, entry: Some(index) })
            };
            entries.iter().enumerate().filter_map(happens).chain([Step { month, entry: None }])
        };
        Timeline { steps: (0..=last).flat_map(of_month).collect() }
    }

    /// How long all of it takes, in seconds.
    pub fn seconds(&self) -> f64 {
        self.steps.iter().map(Step::seconds).sum()
    }

    /// What is seen after so many seconds.
    pub fn at(&self, seconds: f64) -> Moment {
        let mut left = seconds.max(0.0);
        let mut moment = Moment { progress: 1.0, ..Moment::default() };
        for step in &self.steps {
            moment.month = step.month;
            moment.begun += usize::from(step.entry.is_some());
            if left < step.seconds() {
                moment.progress = if step.entry.is_some() { (left / step.seconds()) as f32 } else { 1.0 };
                return moment;
            }
            left -= step.seconds();
        }
        Moment { progress: 1.0, ..moment }
    }

    /// When everything of a month has been seen, in seconds.
    pub fn end_of(&self, month: u32) -> f64 {
        let steps = self.steps.iter().take_while(|step| step.month <= month);
        // A breath before its very end, which is the beginning of the next month.
        (steps.map(Step::seconds).sum::<f64>() - 1e-3).max(0.0)
    }

    /// When an entry of the story has been seen, in seconds.
    pub fn end_of_entry(&self, entry: usize) -> f64 {
        let mut seconds = 0.0;
        for step in &self.steps {
            seconds += step.seconds();
            if step.entry == Some(entry) {
                break;
            }
        }
        (seconds - 1e-3).max(0.0)
    }

    /// The end of the step so many steps on from a time, or back if negative, in seconds.
    pub fn step(&self, seconds: f64, steps: i32) -> f64 {
        let ends: Vec<f64> = (self.steps.iter())
            .scan(0.0, |end, step| {
                *end += step.seconds();
                Some(*end - 1e-3)
            })
            .collect();
        let now = ends.iter().position(|end| *end >= seconds - 1e-6).unwrap_or(ends.len().saturating_sub(1));
        let then = (now as i64 + i64::from(steps)).clamp(0, ends.len() as i64 - 1);
        ends.get(then as usize).copied().unwrap_or_default()
    }
}

/// What the time is and what it runs through, for views.
#[derive(Clone, Copy)]
pub struct Playback<'a> {
    /// The history that is looked at; `None` while all are, or while its story is still being told.
    pub story: Option<&'a EventLog>,
    /// The same history before the last change, if there was one.
    pub earlier: Option<&'a EventLog>,
    /// Which history was asked for; `None` for all of them.
    pub which: Option<Which>,
    /// What is seen now.
    pub moment: Moment,
    /// Whether time runs.
    pub runs: bool,
    /// How fast, against ordinary speed.
    pub speed: f32,
    /// The partner through whose eyes it is seen, if not everybody's.
    pub seat: Option<&'a ActorId>,
    /// Whether things may move across the map, or only appear.
    pub moves: bool,
}

impl<'a> Playback<'a> {
    /// Time that stands still in a month, with all histories in view.
    pub fn at_rest(month: u32) -> Self {
        let moment = Moment { month, begun: 0, progress: 1.0 };
        Playback {
            story: None,
            earlier: None,
            which: None,
            moment,
            runs: false,
            speed: 1.0,
            seat: None,
            moves: true,
        }
    }

    /// The entries that have begun and that whoever looks knows of, with their places in the story.
    pub fn seen(&self) -> impl Iterator<Item = (usize, &'a Entry)> + 'a {
        let seat = self.seat;
        let known = move |(_, entry): &(usize, &Entry)| seat.is_none_or(|seat| entry.is_known_to(seat));
        let entries = self.story.map_or(&[][..], |story| story.entries.as_slice());
        entries.iter().enumerate().take(self.moment.begun).filter(known)
    }

    /// The entry that is happening, if whoever looks knows of it, and how far it has come.
    pub fn happening(&self) -> Option<(&'a Entry, f32)> {
        let newest = self.moment.begun.checked_sub(1)?;
        let (place, entry) = self.seen().last()?;
        (place == newest && self.moment.progress < 1.0).then_some((entry, self.moment.progress))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::events::Happening;

    fn entry(month: usize) -> Entry {
        Entry {
            month,
            happening: Happening::Published,
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

//! The names of a class, or numbers in their place.

use crate::lesson::ClassSession;
use crate::lesson::session::Event;
use indexmap::IndexSet;

/// The names and codes of a class, in the order in which they came.
pub struct Names {
    known: IndexSet<String>,
    are_hidden: bool,
}

impl Names {
    /// The names of a session.
    pub fn of(session: &ClassSession, are_hidden: bool) -> Self {
        let mut known = IndexSet::new();
        for entry in &session.entries {
            match &entry.event {
                Event::Voted { votes, .. } => known.extend(votes.iter().map(|vote| vote.who.clone())),
                Event::Predicted { prediction, .. } => {
                    let _ = known.insert(prediction.who.clone());
                }
                Event::SeatDecided { who, .. } | Event::ExitAnswered { who, .. } => {
                    let _ = known.insert(who.clone());
                }
                Event::StepBegan(_)
                | Event::Paused(_)
                | Event::MinutesAdded(_)
                | Event::Counted { .. }
                | Event::TallyShown { .. }
                | Event::PlanTried { .. }
                | Event::PictureKept { .. } => {}
            }
        }
        Names { known, are_hidden }
    }

    /// A name as it is shown: itself, or its number. The same person has the same number everywhere.
    pub fn shown(&self, who: &str) -> String {
        if who.is_empty() {
            return "without a name".into();
        }
        match self.known.get_index_of(who).filter(|_| self.are_hidden) {
            Some(place) => format!("no. {}", place + 1),
            None => who.to_owned(),
        }
    }
}

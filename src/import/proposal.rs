//! What a file would change in a scenario, before anything is changed.

use super::field::Field;
use super::part::Part;
use super::row_reader::RowReader;
use super::rows::{edit, says_home};
use super::source::{Problem, Source};
use super::understanding::{TableUnderstanding, Understanding};
use crate::scenario::{ActorId, Edit, ItemId, Scenario};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows of a part do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Add something.
    pub added: usize,
    /// Change something that is there.
    pub changed: usize,
    /// Say what is there already.
    pub unchanged: usize,
}

/// What a file would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The edits, each for a row that adds or changes something, and one that removes a home of which nothing was said
    /// where another actor becomes home; they fit the scenario in this order.
    pub edits: Vec<Edit>,
    /// The scenario after them.
    pub after: Scenario,
    /// How many rows of each part do what.
    pub counts: BTreeMap<Part, Counts>,
    /// What is not understood. A row with a problem is left out as a whole.
    pub problems: Vec<Problem>,
    file: String,
    /// The number of the row that says which actor is home.
    home_row: Option<u64>,
    /// The actor that was home at first.
    first_home: ActorId,
    /// Whether a row is about it.
    names_first_home: bool,
    /// What rows have said something of.
    said: BTreeSet<Subject>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Actor(ActorId),
    Tie(ActorId, ActorId),
    Partnership(ActorId),
    Item(ItemId),
}

impl Subject {
    /// What the edit of a row puts; `None` for a row about a part of an item, of which there may be several.
    fn of(part: Part, edit: &Edit) -> Option<Self> {
        match edit {
            Edit::PutActor(id, _) => Some(Subject::Actor(id.clone())),
            // An actor that also becomes home.
            Edit::Several { edits, .. } => edits.first().and_then(|edit| Subject::of(part, edit)),
            Edit::PutTie(tie) => Some(Subject::Tie(tie.from.clone(), tie.to.clone())),
            Edit::PutPartnership(id, _) => Some(Subject::Partnership(id.clone())),
            Edit::PutItem(id, _) if part == Part::Items => Some(Subject::Item(id.clone())),
            _ => None,
        }
    }
}

impl Proposal {
    /// What a source would change in a scenario, as it is understood.
    pub fn of(scenario: &Scenario, source: &Source, understanding: &Understanding) -> Self {
        let mut proposal = Proposal {
            edits: Vec::new(),
            after: scenario.clone(),
            counts: BTreeMap::new(),
            problems: Vec::new(),
            file: source.file.clone(),
            home_row: None,
            first_home: scenario.home.clone(),
            names_first_home: false,
            said: BTreeSet::new(),
        };
        for part in Part::ALL {
            let tables = source.tables.iter().zip(&understanding.tables);
            for (table, understood) in tables.filter(|(_, understood)| understood.part == Some(part)) {
                if understood.missing().is_empty() {
                    let reader = |row| RowReader { source, table, understood, row };
                    table.rows.iter().for_each(|row| proposal.read(part, &reader(row)));
                }
            }
        }
        proposal.remove_untouched_home();
        proposal
    }

    /// Removes the actor that was home at first, if another became home, and if it is still the nameless one of every
    /// new scenario, of which neither the scenario nor a row says anything.
    fn remove_untouched_home(&mut self) {
        let (first, new) = (&self.first_home, Scenario::default());
        let is_new = *first == new.home && self.after.actors.get(first) == new.actors.get(first);
        if self.after.home == *first || self.names_first_home || !is_new {
            return;
        }
        let remove = Edit::RemoveActor(first.clone());
        let Ok(after) = self.after.edited(&remove) else { return };
        let mut without = self.after.clone();
        without.actors.remove(first);
        // Whatever else went with it was said of it.
        if after == without {
            self.after = after;
            self.edits.push(remove);
        }
    }

    fn read(&mut self, part: Part, row: &RowReader) {
        if row.is_blank() {
            return;
        }
        let after = self.check_home(part, row).and_then(|()| edit(part, &self.after, row)).and_then(|edit| {
            let after = self.after.edited(&edit).map_err(|error| row.problem(None, error.to_string()))?;
            let subject = Subject::of(part, &edit);
            if subject.is_some_and(|subject| !self.said.insert(subject)) && after != self.after {
                let sentence = "a row above says something else of the same; leave one of the two out";
                return Err(row.problem(None, sentence));
            }
            Ok((edit, after))
        });
        match after {
            Ok((edit, after)) => self.take(part, edit, after),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Refuses a row that says of a second actor that it is home.
    fn check_home(&mut self, part: Part, row: &RowReader) -> Result<(), Problem> {
        if part != Part::Actors || !says_home(row)? {
            return Ok(());
        }
        match self.home_row.replace(row.row.number) {
            None => Ok(()),
            Some(first) => {
                self.home_row = Some(first);
                let sentence = format!("there is one home only, and row {first} says which");
                Err(row.problem(Some(Field::Home), sentence))
            }
        }
    }

    /// The actor that becomes home, if any.
    pub fn new_home(&self) -> Option<&ActorId> {
        let steps = self.edits.iter().flat_map(|edit| match edit {
            Edit::Several { edits, .. } => edits.as_slice(),
            one => std::slice::from_ref(one),
        });
        steps.into_iter().find_map(|edit| if let Edit::SetHome(id) = edit { Some(id) } else { None })
    }

    fn take(&mut self, part: Part, edit: Edit, after: Scenario) {
        self.names_first_home |= matches!(&edit, Edit::PutActor(id, _) if *id == self.first_home);
        let counts = self.counts.entry(part).or_default();
        if after == self.after {
            counts.unchanged += 1;
            return;
        }
        match is_there(part, &edit, &self.after, &after) {
            true => counts.changed += 1,
            false => counts.added += 1,
        }
        self.edits.push(edit);
        self.after = after;
    }

    /// How many rows add something, and how many change something.
    pub fn totals(&self) -> Counts {
        self.counts.values().fold(Counts::default(), |sum, of| Counts {
            added: sum.added + of.added,
            changed: sum.changed + of.changed,
            unchanged: sum.unchanged + of.unchanged,
        })
    }

    /// All edits as one; `None` if nothing would change.
    pub fn edit(&self) -> Option<Edit> {
        if self.edits.is_empty() {
            return None;
        }
        Some(Edit::Several { label: format!("add from {}", self.file), edits: self.edits.clone() })
    }
}

/// Whether what an edit puts is there before it.
fn is_there(part: Part, edit: &Edit, before: &Scenario, after: &Scenario) -> bool {
    match edit {
        Edit::PutActor(id, _) => before.actors.contains(id),
        // An actor that also becomes home.
        Edit::Several { edits, .. } => edits.first().is_some_and(|edit| is_there(part, edit, before, after)),
        Edit::PutTie(tie) => before.tie(&tie.from, &tie.to).is_some(),
        Edit::PutPartnership(id, _) => before.partnerships.contains(id),
        Edit::PutItem(id, _) => {
            let (before, after) = (before.items.get(id), after.items.get(id));
            before.zip(after).is_some_and(|(before, after)| match part {
                Part::Holders => before.holders.len() == after.holders.len(),
                Part::Interests => before.interest.len() == after.interest.len(),
                Part::Warnings => before.warning.len() == after.warning.len(),
                Part::Actors | Part::Ties | Part::Partnerships | Part::Items => true,
            })
        }
        other => {
            debug_assert!(false, "no row becomes {other:?}");
            true
        }
    }
}

/// What is missing in a table for its rows to say anything, as a sentence; `None` if nothing is.
pub fn missing_in_words(understood: &TableUnderstanding) -> Option<String> {
    let part = understood.part?;
    let groups = understood.missing();
    let of_group = |group: &&[super::field::Field]| {
        group.iter().map(|field| format!("“{}”", field.name())).collect::<Vec<_>>().join(" or ")
    };
    let groups: Vec<String> = groups.iter().map(of_group).collect();
    (!groups.is_empty()).then(|| format!("For {} a column is missing: {}.", part.name(), groups.join(", ")))
}

//! Paths into the document, and the check that every name in it leads to something.

use super::{
    ActorId, BallotOption, FEWEST_OPTIONS, Lesson, MOST_OPTIONS, PlanId, RecipientId, Scenario, StepKind,
};
use std::collections::HashSet;
use std::fmt;

/// One step into the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// A named field.
    Field(&'static str),
    /// The entry of a map with this key.
    Key(String),
    /// The element of a list, counted from 0.
    Index(usize),
}

/// The way from the top of the scenario to one of its parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Segment>);

impl Path {
    /// The path to a field of the scenario itself.
    pub fn field(name: &'static str) -> Self {
        Path(vec![Segment::Field(name)])
    }

    /// This path, one field deeper.
    pub fn then(mut self, name: &'static str) -> Self {
        self.0.push(Segment::Field(name));
        self
    }

    /// This path, at one key of a map.
    pub fn key(mut self, key: impl fmt::Display) -> Self {
        self.0.push(Segment::Key(key.to_string()));
        self
    }

    /// This path, at one element of a list.
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Segment::Index(index));
        self
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            let dot = if i == 0 { "" } else { "." };
            match segment {
                Segment::Field(name) => write!(out, "{dot}{name}")?,
                Segment::Key(key) => write!(out, "[{key}]")?,
                Segment::Index(index) => write!(out, "[{}]", index + 1)?,
            }
        }
        Ok(())
    }
}

/// A name that leads nowhere, or an entry that must not be there.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{sentence}")]
pub struct BrokenReference {
    /// The path to it in the document.
    pub path: Path,
    /// The error, as a sentence.
    pub sentence: String,
}

/// The most characters of a name or title: four lines of a page, and few enough to be laid out whenever they are shown.
pub const LONGEST_NAME: usize = 400;

impl Scenario {
    /// Whether every id leads somewhere, no tie stands twice, and no name is too long to be shown.
    ///
    /// # Errors
    /// The first that does not, in the document's order.
    pub fn check_references(&self) -> Result<(), BrokenReference> {
        self.check_actor(&self.home, || Path::field("home"))?;
        self.check_actor_ids()?;
        self.check_ties()?;
        self.check_partnerships()?;
        self.check_items()?;
        self.check_recipients()?;
        self.check_plans()?;
        self.check_record()?;
        self.check_lessons()?;
        self.check_names()
    }

    fn check_names(&self) -> Result<(), BrokenReference> {
        check_name(&self.about.title, || Path::field("about").then("title"))?;
        for (id, actor) in &self.actors {
            check_name(&actor.name, || Path::field("actors").key(id).then("name"))?;
        }
        for (id, item) in &self.items {
            check_name(&item.name, || Path::field("items").key(id).then("name"))?;
        }
        check_name(&self.meeting.name, || Path::field("meeting").then("name"))?;
        for (id, plan) in &self.plans {
            check_name(&plan.name, || Path::field("plans").key(id).then("name"))?;
        }
        Ok(())
    }

    fn check_actor_ids(&self) -> Result<(), BrokenReference> {
        match self.actors.keys().find(|id| id.as_str() == RecipientId::Public.as_str()) {
            Some(id) => broken(
                Path::field("actors").key(id),
                format!("“{id}” stands for everybody and cannot be an actor’s id"),
            ),
            None => Ok(()),
        }
    }

    fn check_ties(&self) -> Result<(), BrokenReference> {
        let mut seen = HashSet::new();
        for (i, tie) in self.ties.iter().enumerate() {
            let here = || Path::field("ties").index(i);
            self.check_actor(&tie.from, || here().then("from"))?;
            self.check_actor(&tie.to, || here().then("to"))?;
            if tie.from == tie.to {
                return broken(here(), format!("“{}” cannot have a tie to itself", tie.from));
            }
            if !seen.insert((&tie.from, &tie.to)) {
                return broken(
                    here(),
                    format!("the tie from “{}” to “{}” is written twice", tie.from, tie.to),
                );
            }
        }
        Ok(())
    }

    fn check_partnerships(&self) -> Result<(), BrokenReference> {
        for id in self.partnerships.keys() {
            let here = || Path::field("partnerships").key(id);
            self.check_actor(id, here)?;
            if *id == self.home {
                return broken(here(), format!("“{id}” is home and cannot be its own partner"));
            }
        }
        Ok(())
    }

    fn check_items(&self) -> Result<(), BrokenReference> {
        for (id, item) in &self.items {
            let here = || Path::field("items").key(id);
            self.check_actor(&item.originator, || here().then("originator"))?;
            if item.originator != self.home && !self.partnerships.contains(&item.originator) {
                return broken(
                    here().then("originator"),
                    format!("“{}” gave an item but has no partnership with home", item.originator),
                );
            }
            for actor in item.holders.keys() {
                self.check_actor(actor, || here().then("holders").key(actor))?;
            }
            for actor in item.interest.keys() {
                self.check_actor(actor, || here().then("interest").key(actor))?;
            }
            for recipient in item.warning.keys() {
                self.check_recipient(recipient, || here().then("warning").key(recipient))?;
            }
        }
        Ok(())
    }

    fn check_recipients(&self) -> Result<(), BrokenReference> {
        for id in self.meeting.recipients.keys() {
            let here = || Path::field("meeting").then("recipients").key(id);
            if let RecipientId::Actor(actor) = id {
                self.check_actor(actor, here)?;
            }
            if id.actor() == Some(&self.home) {
                return broken(here(), format!("“{id}” is home and cannot be told its own secret"));
            }
        }
        Ok(())
    }

    fn check_plans(&self) -> Result<(), BrokenReference> {
        if self.plans.is_empty() {
            return broken(Path::field("plans"), "a scenario needs at least one plan".into());
        }
        for (id, plan) in &self.plans {
            let here = || Path::field("plans").key(id);
            for (item, what) in &plan.items {
                let there = || here().then("items").key(item);
                if !self.items.contains(item) {
                    return broken(there(), unknown("item", item, self.items.keys()));
                }
                for recipient in what.tell.keys() {
                    self.check_recipient(recipient, || there().then("tell").key(recipient))?;
                }
            }
            for (i, recipient) in plan.asks.iter().enumerate() {
                self.check_recipient(recipient, || here().then("asks").index(i))?;
            }
            for (i, repair) in plan.repairs.iter().enumerate() {
                if !self.partnerships.contains(&repair.partner) {
                    return broken(
                        here().then("repairs").index(i).then("partner"),
                        unknown("partnership", &repair.partner, self.partnerships.keys()),
                    );
                }
            }
        }
        Ok(())
    }

    fn check_record(&self) -> Result<(), BrokenReference> {
        let Some(record) = &self.record else { return Ok(()) };
        let here = || Path::field("record");
        self.check_plan(record.plan.as_ref(), || here().then("plan"))?;
        if let Some(partner) = record.partners.keys().find(|id| !self.partnerships.contains(id)) {
            return broken(
                here().then("partners").key(partner),
                unknown("partnership", partner, self.partnerships.keys()),
            );
        }
        match record.items.keys().find(|id| !self.items.contains(id)) {
            Some(item) => broken(here().then("items").key(item), unknown("item", item, self.items.keys())),
            None => Ok(()),
        }
    }

    fn check_lessons(&self) -> Result<(), BrokenReference> {
        for (index, lesson) in self.lessons.iter().enumerate() {
            let here = || Path::field("lessons").index(index);
            check_name(&lesson.name, || here().then("name"))?;
            for (step, what) in lesson.steps.iter().enumerate() {
                self.check_step(lesson, step, &what.kind, || here().then("steps").index(step).then("kind"))?;
            }
        }
        Ok(())
    }

    fn check_step(
        &self,
        lesson: &Lesson,
        step: usize,
        kind: &StepKind,
        here: impl Fn() -> Path,
    ) -> Result<(), BrokenReference> {
        match kind {
            StepKind::Vote { options, .. } => self.check_options(options, || here().then("options")),
            StepKind::VoteAgain if lesson.vote_before(step).is_none() => {
                broken(here(), "there is no vote before it to be repeated".into())
            }
            StepKind::Predict { partners, plan, .. } => {
                self.check_partners(partners, || here().then("partners"))?;
                self.check_plan(plan.as_ref(), || here().then("plan"))
            }
            StepKind::RolePlay { seats, plan } => {
                self.check_partners(seats, || here().then("seats"))?;
                self.check_plan(plan.as_ref(), || here().then("plan"))
            }
            StepKind::Reveal { plan, .. } => self.check_plan(plan.as_ref(), || here().then("plan")),
            StepKind::Why { partner, plan } => {
                self.check_partners(partner.as_slice(), || here().then("partner"))?;
                self.check_plan(plan.as_ref(), || here().then("plan"))
            }
            StepKind::Brief
            | StepKind::Explore { .. }
            | StepKind::VoteAgain
            | StepKind::Discuss
            | StepKind::WhatHappened
            | StepKind::Debrief { .. }
            | StepKind::Exit { .. } => Ok(()),
        }
    }

    fn check_options(
        &self,
        options: &[BallotOption],
        here: impl Fn() -> Path,
    ) -> Result<(), BrokenReference> {
        let count = options.len();
        if !(FEWEST_OPTIONS..=MOST_OPTIONS).contains(&count) {
            return broken(
                here(),
                format!("a vote has {FEWEST_OPTIONS} to {MOST_OPTIONS} options, and this has {count}"),
            );
        }
        for (index, option) in options.iter().enumerate() {
            self.check_plan(option.plan.as_ref(), || here().index(index).then("plan"))?;
        }
        Ok(())
    }

    fn check_plan(&self, plan: Option<&PlanId>, here: impl Fn() -> Path) -> Result<(), BrokenReference> {
        match plan.filter(|plan| !self.plans.contains(plan)) {
            Some(plan) => broken(here(), unknown("plan", plan, self.plans.keys())),
            None => Ok(()),
        }
    }

    fn check_partners(&self, partners: &[ActorId], here: impl Fn() -> Path) -> Result<(), BrokenReference> {
        match partners.iter().find(|partner| !self.partnerships.contains(partner)) {
            Some(partner) => broken(here(), unknown("partnership", partner, self.partnerships.keys())),
            None => Ok(()),
        }
    }

    fn check_actor(&self, id: &ActorId, path: impl FnOnce() -> Path) -> Result<(), BrokenReference> {
        if self.actors.contains(id) {
            Ok(())
        } else {
            broken(path(), unknown("actor", id, self.actors.keys()))
        }
    }

    fn check_recipient(&self, id: &RecipientId, path: impl FnOnce() -> Path) -> Result<(), BrokenReference> {
        if self.meeting.recipients.contains(id) {
            Ok(())
        } else {
            broken(path(), unknown("recipient", id, self.meeting.recipients.keys()))
        }
    }
}

fn check_name(name: &str, path: impl FnOnce() -> Path) -> Result<(), BrokenReference> {
    // Bytes are counted first, because it is quick, and a name has at most as many characters.
    if name.len() <= LONGEST_NAME || name.chars().count() <= LONGEST_NAME {
        return Ok(());
    }
    let length = name.chars().count();
    broken(path(), format!("a name has at most {LONGEST_NAME} characters, and this has {length}"))
}

fn broken(path: Path, sentence: String) -> Result<(), BrokenReference> {
    Err(BrokenReference { path, sentence })
}

fn unknown(kind: &str, id: impl ToString, known: impl Iterator<Item = impl ToString>) -> String {
    let id = id.to_string();
    let near = nearest(&id, known.map(|known| known.to_string()));
    match near {
        Some(near) => format!("there is no {kind} “{id}”; did you mean “{near}”?"),
        None => format!("there is no {kind} “{id}”"),
    }
}

/// The known word nearest to an unknown one, if any is near.
pub(crate) fn nearest(word: &str, known: impl Iterator<Item = String>) -> Option<String> {
    let likeness = |known: &String| strsim::jaro_winkler(word, known);
    known.filter(|known| likeness(known) > 0.75).max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

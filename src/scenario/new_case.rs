//! A new case described in words, from which every number follows by the coding table of the built-in cases.

mod builder;
mod coding;

use super::{Promise, Scenario};
use builder::Builder;
pub use coding::{PartnerKind, SourceKind, Stance};

/// A partner, and what it gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewPartner {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: PartnerKind,
    /// The name of the item that it gave; empty if it gave nothing.
    pub item: String,
    /// The promise under which it gave that.
    pub promise: Promise,
    /// The kind of source behind it.
    pub source: SourceKind,
}

/// Somebody at the meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewRecipient {
    /// Its name.
    pub name: String,
    /// Its stance.
    pub stance: Stance,
    /// To whom it may pass on what it is told.
    pub friends: Vec<NewFriend>,
}

/// A friend of a recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFriend {
    /// Its name.
    pub name: String,
    /// Its stance.
    pub stance: Stance,
}

impl Default for NewFriend {
    fn default() -> Self {
        NewFriend { name: String::new(), stance: Stance::Adversary }
    }
}

/// A new case in words.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCase {
    /// The name of home.
    pub home: String,
    /// The partners.
    pub partners: Vec<NewPartner>,
    /// The recipients.
    pub recipients: Vec<NewRecipient>,
}

impl Default for NewCase {
    /// One partner that gave something, and one recipient with one friend, all without a name.
    fn default() -> Self {
        let recipient = NewRecipient { friends: vec![NewFriend::default()], ..NewRecipient::default() };
        NewCase { home: String::new(), partners: vec![NewPartner::default()], recipients: vec![recipient] }
    }
}

/// A place in the description of a new case, by numbers from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The name of home.
    Home,
    /// The name of a partner.
    Partner(usize),
    /// The item that a partner gave.
    Item(usize),
    /// The name of a recipient.
    Recipient(usize),
    /// The name of a friend: that of a recipient, and which.
    Friend(usize, usize),
}

/// Something that is missing or wrong in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place.
    pub place: Place,
    /// The problem, as a sentence.
    pub sentence: &'static str,
}

impl NewCase {
    /// All problems, in order; without any, the case can be made. A line in which nothing was written is no problem
    /// and is left out, unless it is the first of its kind.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.missing();
        let names: Vec<(Place, &str)> = self.names();
        for (index, (place, name)) in names.iter().enumerate() {
            if names[..index].iter().any(|(_, earlier)| earlier.to_lowercase() == name.to_lowercase()) {
                problems.push(Problem { place: *place, sentence: "Somebody else has this name already." });
            }
        }
        problems
    }

    fn missing(&self) -> Vec<Problem> {
        let mut missing = Vec::new();
        let mut need = |is_missing: bool, place, sentence| {
            missing.extend(is_missing.then_some(Problem { place, sentence }));
        };
        need(is_blank(&self.home), Place::Home, "Say who decides.");
        for (index, partner) in self.partners.iter().enumerate() {
            let needed = index == 0 || !is_blank(&partner.item);
            need(needed && is_blank(&partner.name), Place::Partner(index), "Say who shares with us.");
        }
        let gave_nothing = self.partners.iter().all(|partner| is_blank(&partner.item));
        need(gave_nothing, Place::Item(0), "Say what it gave.");
        for (index, recipient) in self.recipients.iter().enumerate() {
            let has_friends = recipient.friends.iter().any(|friend| !is_blank(&friend.name));
            let needed = index == 0 || has_friends;
            need(needed && is_blank(&recipient.name), Place::Recipient(index), "Say who sits opposite.");
        }
        missing
    }

    /// Every name of an actor that was written, with its place.
    fn names(&self) -> Vec<(Place, &str)> {
        let mut names = vec![(Place::Home, self.home.trim())];
        names.extend(
            self.partners.iter().enumerate().map(|(i, partner)| (Place::Partner(i), partner.name.trim())),
        );
        for (i, recipient) in self.recipients.iter().enumerate() {
            names.push((Place::Recipient(i), recipient.name.trim()));
            let friends = recipient.friends.iter().enumerate();
            names.extend(friends.map(|(j, friend)| (Place::Friend(i, j), friend.name.trim())));
        }
        names.retain(|(_, name)| !name.is_empty());
        names
    }

    /// The case, with three plans to start from, and every number set by the coding table.
    ///
    /// # Errors
    /// The problems, if there are any.
    pub fn scenario(&self) -> Result<Scenario, Vec<Problem>> {
        let problems = self.problems();
        if problems.is_empty() { Ok(Builder::of(self).finish()) } else { Err(problems) }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

//! Votes: how often each option was chosen, and how single voters moved between two votes.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The vote of one person or team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleVote {
    /// The name or code of who voted.
    pub who: String,
    /// The option, counted from 0.
    pub option: usize,
    /// How sure the voter is, from 0 to 1; `None` if it was not asked or not said.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::shares::read_optional"
    )]
    pub confidence: Option<f64>,
}

/// A counted vote: single votes where they are known, and votes that were only counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// The last vote of each voter that is known by a name or code.
    singles: IndexMap<String, SingleVote>,
    /// The number of further votes for each option.
    counted: Vec<u64>,
}

impl Tally {
    /// A vote on this many options, without votes.
    pub fn new(options: usize) -> Self {
        Tally { singles: IndexMap::new(), counted: vec![0; options] }
    }

    /// Records a vote. A second vote of one voter replaces the first; returns whether it did.
    ///
    /// # Errors
    /// If there is no such option.
    pub fn put(&mut self, vote: SingleVote) -> Result<bool, NoSuchOption> {
        self.check(vote.option)?;
        Ok(self.singles.insert(vote.who.clone(), vote).is_some())
    }

    /// Sets the number of votes for an option beside those of known voters.
    ///
    /// # Errors
    /// If there is no such option.
    pub fn set_counted(&mut self, option: usize, votes: u64) -> Result<(), NoSuchOption> {
        self.check(option)?;
        self.counted[option] = votes;
        Ok(())
    }

    fn check(&self, option: usize) -> Result<(), NoSuchOption> {
        if option < self.counted.len() { Ok(()) } else { Err(NoSuchOption(option)) }
    }

    /// The votes for each option.
    pub fn votes(&self) -> Vec<u64> {
        let mut votes = self.counted.clone();
        self.singles.values().for_each(|vote| votes[vote.option] += 1);
        votes
    }

    /// The votes for an option that were only counted.
    pub fn counted(&self, option: usize) -> u64 {
        self.counted[option]
    }

    /// The votes in all.
    pub fn total(&self) -> u64 {
        self.counted.iter().sum::<u64>() + self.singles.len() as u64
    }

    /// The votes of known voters, in the order in which they came.
    pub fn singles(&self) -> impl Iterator<Item = &SingleVote> {
        self.singles.values()
    }

    /// The share of votes for one of these options; `None` without votes.
    pub fn share(&self, options: impl Iterator<Item = usize>) -> Option<f64> {
        let votes = self.votes();
        let chosen: u64 = options.map(|option| votes[option]).sum();
        (self.total() > 0).then(|| chosen as f64 / self.total() as f64)
    }

    /// The mean confidence of those who chose an option and said how sure they are.
    pub fn confidence(&self, option: usize) -> Option<f64> {
        let said = self.singles.values().filter(|vote| vote.option == option);
        let said: Vec<f64> = said.filter_map(|vote| vote.confidence).collect();
        (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64)
    }
}

/// An option that the vote does not have, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this vote has no option {}", letter(*.0))]
pub struct NoSuchOption(pub usize);

/// The letter of an option, from A on.
pub fn letter(option: usize) -> char {
    // More options than letters are refused when a lesson is read.
    u8::try_from(option).ok().and_then(|option| b'A'.checked_add(option)).map_or('?', char::from)
}

/// How voters moved between two votes on the same options.
#[derive(Clone, Debug, PartialEq)]
pub struct Movement {
    /// For each option, the voters known in both votes.
    pub options: Vec<OptionMovement>,
    /// From option to option, the voters that changed their mind: `changes[from][to]`.
    pub changes: Vec<Vec<u64>>,
    /// The voters known in both votes.
    pub followed: u64,
}

/// The voters of an option in two votes, of those known in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OptionMovement {
    /// Chose it both times.
    pub stayed: u64,
    /// Chose it the first time only.
    pub left: u64,
    /// Chose it the second time only.
    pub joined: u64,
}

impl Movement {
    /// Follows single voters from a first to a second vote; `None` if no voter is known in both.
    pub fn between(first: &Tally, second: &Tally) -> Option<Self> {
        let options = first.counted.len().max(second.counted.len());
        let mut changes = vec![vec![0; options]; options];
        for (who, vote) in &second.singles {
            if let Some(before) = first.singles.get(who) {
                changes[before.option][vote.option] += 1;
            }
        }
        let of_option = |option: usize| {
            let stayed = changes[option][option];
            OptionMovement {
                stayed,
                left: changes[option].iter().sum::<u64>() - stayed,
                joined: changes.iter().map(|to| to[option]).sum::<u64>() - stayed,
            }
        };
        let followed = changes.iter().flatten().sum();
        let options = (0..options).map(of_option).collect();
        (followed > 0).then_some(Movement { options, changes, followed })
    }

    /// How many changed their mind.
    pub fn changed(&self) -> u64 {
        self.options.iter().map(|option| option.left).sum()
    }
}

/// What to do after a first vote on a question that has a right answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Too few are right for a talk to help: give a hint, then vote again.
    GiveHint,
    /// Enough are right and wrong to convince each other: discuss, then vote again.
    Discuss,
    /// Nearly all are right: go on.
    GoOn,
}

/// Below this share of right answers a hint comes before a discussion (Vickrey and others 2015).
pub const FEW_RIGHT: f64 = 0.35;
/// Above this share of right answers there is little left to discuss (Vickrey and others 2015).
pub const MANY_RIGHT: f64 = 0.70;

impl Advice {
    /// The advice for a share of right answers.
    pub fn at(right: f64) -> Self {
        if right < FEW_RIGHT {
            Advice::GiveHint
        } else if right <= MANY_RIGHT {
            Advice::Discuss
        } else {
            Advice::GoOn
        }
    }

    /// The advice as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Advice::GiveHint => "Few are right: give the hint, then vote again.",
            Advice::Discuss => "Let them convince each other, then vote again.",
            Advice::GoOn => "Most are right: explain shortly and go on.",
        }
    }
}

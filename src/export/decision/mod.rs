//! The decision for programs that solve decisions: the meeting as a game of home against chance, for Gambit, and as an
//! influence diagram, for GeNIe. [`Decision`] is the same for both.

mod ascii;
mod efg;
mod meeting_tree;
mod rational;
mod ways;
mod worth;
mod xdsl;

use crate::analysis::number_format::{counted, thousands};
use crate::engine::{Cancelled, MODEL_VERSION, Monitor};
use crate::scenario::Scenario;
pub use meeting_tree::{Branch, End, ItemIndex, MeetingTree, Node, Question};
pub use rational::Rational;
use std::io;
pub use ways::{DRAWN_WAYS, Learning, MOST_WAYS, Passage, PassageKind, Way, Ways, WeighedWay};

/// The most ends of a plan's tree in which everybody who comes to hold an item is named: a tree of more is read by
/// nobody, and solved as well by kinds.
pub const MOST_ENDS_BY_NAME: u64 = 2_000;
/// The most ends of a plan's tree: a file of some ten megabytes.
pub const MOST_ENDS: u64 = 40_000;

/// The format of a decision's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecisionFormat {
    /// A game in extensive form, for Gambit.
    Efg,
    /// An influence diagram, for GeNIe.
    Xdsl,
}

impl DecisionFormat {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            DecisionFormat::Efg => "efg",
            DecisionFormat::Xdsl => "xdsl",
        }
    }
}

/// Why there is no file of a decision.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DecisionError {
    /// There is no plan.
    #[error("the case has no plan to choose")]
    NoPlan,
    /// The monitor asked for a stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The tree of a plan is too large.
    #[error("the plan “{plan}” can end in {} ways, and a file holds at most {} for each plan; tell fewer items in it", thousands(*ends), thousands(MOST_ENDS))]
    TooManyEnds {
        /// The plan's name.
        plan: String,
        /// How many ends there would be.
        ends: u64,
    },
}

/// The decision at the meeting: a tree of chances for each plan of the case.
pub struct Decision<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// The plans, in the order of the case.
    pub trees: Vec<MeetingTree>,
}

impl<'a> Decision<'a> {
    /// The decision of a case.
    ///
    /// # Errors
    /// If there is no plan, a plan can end in too many ways, or the monitor asks for a stop.
    pub fn of(scenario: &'a Scenario, monitor: &dyn Monitor) -> Result<Self, DecisionError> {
        if scenario.plans.is_empty() {
            return Err(DecisionError::NoPlan);
        }
        let trees = scenario.plans.iter().map(|(id, plan)| MeetingTree::of(scenario, id, plan, monitor));
        Ok(Decision { scenario, trees: trees.collect::<Result<_, _>>()? })
    }

    /// As the bytes of a file.
    ///
    /// # Errors
    /// If the file cannot be put together.
    pub fn bytes(&self, format: DecisionFormat) -> io::Result<Vec<u8>> {
        match format {
            DecisionFormat::Efg => Ok(efg::efg(self).into_bytes()),
            DecisionFormat::Xdsl => xdsl::xdsl(self),
        }
    }

    /// Sentences on what is not exact; none for a small meeting.
    pub fn limits(&self) -> Vec<String> {
        let mut limits = Vec::new();
        for (id, item) in self.scenario.items.keys().zip(0..) {
            if self.trees.iter().any(|tree| tree.drawn_items().any(|drawn| drawn == item)) {
                limits.push(format!(
                    "“{}” can go in more than {} ways; {} ways drawn at random with seed 1 stand for them, so that \
                     probabilities and totals are estimates.",
                    self.scenario.item_name(id),
                    thousands(MOST_WAYS),
                    thousands(DRAWN_WAYS)
                ));
            }
        }
        let by_kind = self.trees.iter().filter(|tree| tree.by_kind).count() as u64;
        if by_kind > 0 {
            limits.push(format!(
                "In the game, {} would have more than {} ends if everybody who comes to hold an item were named; there it \
                 is said only how far the item goes. The totals are not touched by that.",
                counted(by_kind, "plan"),
                thousands(MOST_ENDS_BY_NAME)
            ));
        }
        limits
    }

    /// What the file holds and what it leaves out, in sentences; `form` names it.
    fn description(&self, form: &str) -> Vec<String> {
        let mut sentences = vec![
            format!("{form}, written by Tearline, model version {MODEL_VERSION}."),
            "Home chooses a plan; all else is chance with the probabilities of the model. The payoff is the expected total \
             J of the model against withholding all, with the weights of the case."
                .into(),
            "Every number of the case is at its likely value; its range is left out, and so are thaws and chills from \
             outside. The answer of an originator is a chance, because the model gives it no payoff. Averaged in the \
             payoffs: in which month an originator learns later, which partners it tells, and whether bargains are kept."
                .into(),
        ];
        sentences.extend(self.limits());
        for tree in &self.trees {
            sentences.push(format!(
                "Expected total of “{}” ({}): {}.",
                self.scenario.plan_name(&tree.plan),
                tree.plan,
                tree.expected
            ));
        }
        sentences
    }
}

//! The meeting under one plan as a tree of chances: item by item the originator's answer, who comes to hold it, the
//! press, the source, and whether the originator learns; at the ends the expected total.

use super::ways::{Ways, WeighedWay, ways_of};
use super::worth::Worth;
use super::{DecisionError, MOST_ENDS, MOST_ENDS_BY_NAME};
use crate::engine::compiled_case::CompiledCase;
use crate::engine::inputs::{Inputs, Values};
use crate::engine::{Cancelled, Monitor};
use crate::scenario::{Input, Level, ParameterField, Plan, PlanId, Scenario};

/// What a chance decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the originator grants.
    Answer,
    /// Who comes to hold the item.
    Passage,
    /// Whether the press reports it.
    Press,
    /// Whether the source is closed.
    Source,
    /// When the originator learns.
    Learning,
}

impl Question {
    /// All five, in the order in which they are decided.
    pub const ALL: [Question; 5] =
        [Question::Answer, Question::Passage, Question::Press, Question::Source, Question::Learning];
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub enum Node {
    /// Chance decides.
    Chance {
        /// The item, by index.
        item: usize,
        /// What it decides.
        question: Question,
        /// What can come of it.
        branches: Vec<Branch>,
    },
    /// The meeting is over: the number of the end.
    End(usize),
}

/// What can come of a chance.
#[derive(Clone, Debug)]
pub struct Branch {
    /// A way that has this outcome, by item as the node's and index among the item's ways.
    pub way: usize,
    /// Its probability; those of a node sum to 1 but for rounding.
    pub probability: f64,
    /// What follows.
    pub then: Node,
}

/// An end of the tree.
#[derive(Clone, Debug)]
pub struct End {
    /// By item: the index of its way.
    pub ways: Vec<usize>,
    /// The probability of coming here, 0 to 1.
    pub probability: f64,
    /// The expected total.
    pub total: f64,
}

/// The meeting under one plan.
#[derive(Clone, Debug)]
pub struct MeetingTree {
    /// The plan.
    pub plan: PlanId,
    /// By item: its ways.
    pub items: Vec<Ways>,
    /// By item: the level at which the plan wants to tell it.
    pub wanted: Vec<Level>,
    /// The first node.
    pub root: Node,
    /// The ends, in the order of the tree.
    pub ends: Vec<End>,
    /// The expected total of the plan, straight from the ends.
    pub expected: f64,
    /// Whether no more is said of a passage than its kind.
    pub by_kind: bool,
}

impl MeetingTree {
    /// The tree of a plan.
    ///
    /// # Errors
    /// If it has too many ends, or the monitor asks for a stop.
    pub fn of(
        scenario: &Scenario,
        id: &PlanId,
        plan: &Plan,
        monitor: &dyn Monitor,
    ) -> Result<Self, DecisionError> {
        let (case, values) = fixed_case(scenario, plan);
        let mut items: Vec<Ways> = (0..case.items.len()).map(|item| ways_of(&case, &values, item)).collect();
        let by_kind = ends_of(&items) > MOST_ENDS_BY_NAME;
        if by_kind {
            items = items.into_iter().map(Ways::by_kind).collect();
        }
        let ends = ends_of(&items);
        if ends > MOST_ENDS {
            return Err(DecisionError::TooManyEnds { plan: plan.name.clone(), ends });
        }
        let worth = Worth::new(&case, &values);
        let mut growing =
            Growing { items: &items, worth: &worth, monitor, chosen: Vec::new(), ends: Vec::new() };
        let root = growing.item(1.0)?;
        let ends = growing.ends;
        let expected = ends.iter().map(|end| end.probability * end.total).sum();
        let wanted = scenario.items.keys().map(|item| plan.item(item).highest_told()).collect();
        Ok(MeetingTree { plan: id.clone(), items, wanted, root, ends, expected, by_kind })
    }

    /// The items whose ways are drawn at random.
    pub fn drawn_items(&self) -> impl Iterator<Item = ItemIndex> + '_ {
        (0..self.items.len()).filter(|item| self.items[*item].drawn)
    }
}

/// The place of an item in the scenario.
pub type ItemIndex = usize;

/// The case with every number at its likely value, and without outside events.
fn fixed_case(scenario: &Scenario, plan: &Plan) -> (CompiledCase, Values<1>) {
    let mut inputs = Inputs::of(scenario);
    let spread = inputs.slot(&Input::Parameter(ParameterField::ChillSpread));
    inputs.pin(spread.expect("every scenario has every constant"), 0.0);
    let case = CompiledCase::with_inputs(scenario, plan, None, inputs);
    let values = case.inputs.likely();
    (case, values)
}

/// How many ends the tree of these ways has.
fn ends_of(items: &[Ways]) -> u64 {
    items.iter().map(|ways| ways.ways.len() as u64).fold(1, u64::saturating_mul)
}

/// A tree that grows end by end.
struct Growing<'a> {
    items: &'a [Ways],
    worth: &'a Worth<'a>,
    monitor: &'a dyn Monitor,
    chosen: Vec<usize>,
    ends: Vec<End>,
}

impl Growing<'_> {
    /// The node of the next item, or the end after the last.
    fn item(&mut self, probability: f64) -> Result<Node, Cancelled> {
        match self.items.get(self.chosen.len()) {
            Some(ways) => self.question(0, (0..ways.ways.len()).collect(), probability),
            None => self.end(probability),
        }
    }

    /// The node at which a question divides some ways of the present item.
    fn question(&mut self, question: usize, ways: Vec<usize>, probability: f64) -> Result<Node, Cancelled> {
        let item = self.chosen.len();
        let Some(asked) = Question::ALL.get(question).copied() else {
            self.chosen.extend(ways);
            let node = self.item(probability);
            self.chosen.pop();
            return node;
        };
        let groups = self.divided(asked, &ways);
        if groups.len() == 1 {
            return self.question(question + 1, ways, probability);
        }
        let whole = self.weight(&ways);
        let mut branches = Vec::with_capacity(groups.len());
        for group in groups {
            let (way, share) = (group[0], self.weight(&group) / whole);
            let then = self.question(question + 1, group, probability * share)?;
            branches.push(Branch { way, probability: share, then });
        }
        Ok(Node::Chance { item, question: asked, branches })
    }

    fn weight(&self, ways: &[usize]) -> f64 {
        let item = &self.items[self.chosen.len()];
        ways.iter().map(|way| item.ways[*way].probability).sum()
    }

    /// The ways by what came of a question; ways are in order, so that those with one outcome stand together.
    fn divided(&self, question: Question, ways: &[usize]) -> Vec<Vec<usize>> {
        let way = |index: usize| &self.items[self.chosen.len()].ways[index].way;
        let alike = |one: &usize, other: &usize| {
            let (one, other) = (way(*one), way(*other));
            match question {
                Question::Answer => one.granted == other.granted,
                Question::Passage => one.passage == other.passage,
                Question::Press => one.public == other.public,
                Question::Source => one.closed == other.closed,
                Question::Learning => one.learning == other.learning,
            }
        };
        ways.chunk_by(alike).map(<[usize]>::to_vec).collect()
    }

    fn end(&mut self, probability: f64) -> Result<Node, Cancelled> {
        if self.monitor.cancelled() {
            return Err(Cancelled);
        }
        let ways: Vec<&WeighedWay> =
            self.chosen.iter().zip(self.items).map(|(way, item)| &item.ways[*way]).collect();
        let total = self.worth.total(&ways);
        self.ends.push(End { ways: self.chosen.clone(), probability, total });
        Ok(Node::End(self.ends.len() - 1))
    }
}

//! The decision as a game in extensive form, in the format of Gambit: nodes in preorder, probabilities as fractions.

use super::Decision;
use super::ascii::{Labels, ON_NAMES, ascii, name_or_id};
use super::meeting_tree::{Branch, ItemIndex, MeetingTree, Node, Question};
use super::rational::Rational;
use super::ways::{Learning, PassageKind, Way};
use crate::scenario::{ActorId, Item, Level, Scenario};
use std::collections::HashMap;
use std::fmt::Write;

/// The decision as the text of an `.efg` file.
pub fn efg(decision: &Decision) -> String {
    let scenario = decision.scenario;
    let mut comment = decision.description("The meeting as a game");
    comment.push(ON_NAMES.into());
    let title = name_or_id(&scenario.about.title, "Tearline");
    let mut file =
        File { scenario, text: String::new(), chances: 0, ends: 0, nodes: 0, numbers: HashMap::new() };
    file.line(&format!("EFG 2 R \"{title}\" {{ \"Home\" }}"));
    file.line(&format!("\"{}\"", ascii(&comment.join(" "))));
    file.line("");
    let mut plans = Labels::default();
    let plan =
        |tree: &MeetingTree| plans.unique(&name_or_id(scenario.plan_name(&tree.plan), tree.plan.as_str()));
    let actions: Vec<String> = decision.trees.iter().map(plan).collect();
    let node = file.node();
    let quoted: Vec<String> = actions.iter().map(|action| format!("\"{action}\"")).collect();
    file.line(&format!("p \"{node}\" 1 1 \"The plan\" {{ {} }} 0", quoted.join(" ")));
    for tree in &decision.trees {
        file.tree(tree, &tree.root);
    }
    file.text
}

/// A file that grows line by line.
struct File<'a> {
    scenario: &'a Scenario,
    text: String,
    /// How many chances, ends and nodes there are so far.
    chances: usize,
    ends: usize,
    nodes: usize,
    /// How often each question was asked so far, because its label must stand once.
    numbers: HashMap<(ItemIndex, &'static str), usize>,
}

impl File<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The label of the next node.
    fn node(&mut self) -> String {
        self.nodes += 1;
        format!("Node {}", self.nodes)
    }

    fn tree(&mut self, tree: &MeetingTree, node: &Node) {
        match node {
            Node::End(end) => self.end(tree.ends[*end].total),
            Node::Chance { item, question, branches } => {
                self.chance(tree, *item, *question, branches);
                branches.iter().for_each(|branch| self.tree(tree, &branch.then));
            }
        }
    }

    fn end(&mut self, total: f64) {
        self.ends += 1;
        let (node, end) = (self.node(), self.ends);
        self.line(&format!("t \"{node}\" {end} \"End {end}\" {{ {total} }}"));
    }

    fn chance(&mut self, tree: &MeetingTree, item: ItemIndex, question: Question, branches: &[Branch]) {
        self.chances += 1;
        let probabilities: Vec<f64> = branches.iter().map(|branch| branch.probability).collect();
        let (mut labels, mut actions) = (Labels::default(), String::new());
        for (branch, probability) in branches.iter().zip(Rational::of_probabilities(&probabilities)) {
            let label = labels.unique(&self.outcome(item, question, &tree.items[item].ways[branch.way].way));
            // Writing to a text does not fail.
            let _ = write!(actions, "\"{label}\" {probability} ");
        }
        let (node, chance, title) = (self.node(), self.chances, self.title(item, question));
        self.line(&format!("c \"{node}\" {chance} \"{title}\" {{ {actions}}} 0"));
    }

    /// The label of a question, with a number that makes it stand once.
    fn title(&mut self, item: ItemIndex, question: Question) -> String {
        let what = match question {
            Question::Answer => "the originator's answer",
            Question::Passage => "who comes to hold it",
            Question::Press => "the press",
            Question::Source => "the source",
            Question::Learning => "the originator learns",
        };
        let number = self.numbers.entry((item, what)).or_insert(0);
        *number += 1;
        let number = *number;
        match self.item(item) {
            Some((id, of)) => format!("{}: {what} {number}", name_or_id(&of.name, id)),
            None => format!("Item {item}: {what} {number}"),
        }
    }

    fn item(&self, item: ItemIndex) -> Option<(&str, &Item)> {
        self.scenario.items.at(item).map(|(id, of)| (id.as_str(), of))
    }

    fn outcome(&self, item: ItemIndex, question: Question, way: &Way) -> String {
        match question {
            Question::Answer => match way.granted {
                None => "is not asked".into(),
                Some(Level::Withheld) => "refuses".into(),
                Some(level) => format!("grants {}", level.name()),
            },
            Question::Passage => self.passage(item, way),
            Question::Press => if way.public { "reports it" } else { "stays silent" }.into(),
            Question::Source => if way.closed { "is closed" } else { "stays open" }.into(),
            Question::Learning => match way.learning {
                Learning::AtOnce => "in month 0",
                Learning::Later => "later",
                Learning::Never => "never",
            }
            .into(),
        }
    }

    fn passage(&self, item: ItemIndex, way: &Way) -> String {
        let of_kind = match way.passage.kind {
            PassageKind::NotTold => "nobody",
            PassageKind::OnlyThoseTold => "only who is told",
            PassageKind::PassedOn => "others, none hostile",
            PassageKind::ToHostile => "others, some hostile",
            PassageKind::HandedBack => "the originator too",
        };
        let holds = |(actor, level): (&ActorId, &Level)| {
            let label = name_or_id(self.scenario.name(actor), actor.as_str());
            (*level > Level::Withheld).then(|| format!("{label}: {}", level.name()))
        };
        let mut holders: Vec<String> =
            self.scenario.actors.keys().zip(&way.passage.holders).filter_map(holds).collect();
        if way.passage.kind == PassageKind::HandedBack {
            holders.extend(self.item(item).map(|(_, of)| {
                format!("back to {}", name_or_id(self.scenario.name(&of.originator), of.originator.as_str()))
            }));
        }
        if way.passage.holders.is_empty() { of_kind.into() } else { holders.join(", ") }
    }
}

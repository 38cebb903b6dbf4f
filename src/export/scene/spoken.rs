//! What a screen reader says of a picture, for those who do not see it.
//!
//! Every mark of a map or a plot has such words in the window: the rows of the table behind it, in sentences, with the
//! numbers that are seen. A picture takes them over, so that both say the same.

use egui::accesskit::{Node, NodeId, TreeUpdate};
use std::collections::{HashMap, HashSet};

/// The words of all nodes in the order in which they are read, each once.
pub(super) fn words(update: &TreeUpdate) -> Vec<String> {
    let nodes: HashMap<NodeId, &Node> = update.nodes.iter().map(|(id, node)| (*id, node)).collect();
    let mut words = Vec::new();
    let mut said = HashSet::new();
    // The root of the window is the first, and of its children the first is read first.
    let mut to_read: Vec<NodeId> = update.tree.iter().map(|tree| tree.root).collect();
    while let Some(node) = to_read.pop().and_then(|id| nodes.get(&id)) {
        let both = [node.label(), node.value()].into_iter().flatten().map(str::trim);
        words.extend(
            both.filter(|word| !word.is_empty() && said.insert((*word).to_owned())).map(str::to_owned),
        );
        to_read.extend(node.children().iter().rev());
    }
    words
}

//! Lists of nodes and edges in CSV, told by the headings that Gephi and others give them.

use crate::import::heading::normal;
use crate::import::source::{Source, Table};

/// Gives a table without a name the one that its headings tell: a list of nodes has ids and labels, a list of edges
/// sources and targets.
pub fn name_lists(source: &mut Source) {
    for table in source.tables.iter_mut().filter(|table| table.name.is_empty()) {
        if has(table, ["id", "label"]) {
            table.name = "nodes".into();
        } else if has(table, ["source", "target"]) {
            table.name = "edges".into();
        }
    }
}

fn has(table: &Table, headings: [&str; 2]) -> bool {
    headings.iter().all(|wanted| table.headings.iter().any(|heading| normal(heading) == *wanted))
}

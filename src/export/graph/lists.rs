//! The network as two lists in CSV: of nodes and of edges, with the headings that Gephi looks for.

use super::{Network, Property, Value};
use crate::analysis::table::csv_text;

/// Which of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// The actors.
    Nodes,
    /// The ties.
    Edges,
}

/// A list in CSV, UTF-8 without a byte order mark, which programs that analyse networks take for a part of the first
/// heading. A text that begins like a formula gets an apostrophe before it, as in every table of this program.
///
/// # Errors
/// If a row cannot be put together.
pub fn csv_list(network: &Network, list: List) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    match list {
        List::Nodes => {
            table.write_record(headings(&["Id", "Label"], &network.of_nodes))?;
            for node in &network.nodes {
                let own = [node.id.as_str().to_owned(), csv_text(&node.name).into_owned()];
                table.write_record(own.into_iter().chain(fields(&node.values)))?;
            }
        }
        List::Edges => {
            table.write_record(headings(&["Source", "Target", "Type"], &network.of_edges))?;
            for edge in &network.edges {
                let own = [edge.from.as_str(), edge.to.as_str(), "Directed"].map(str::to_owned);
                table.write_record(own.into_iter().chain(fields(&edge.values)))?;
            }
        }
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

fn headings<'a>(own: &'a [&'a str], properties: &'a [Property]) -> impl Iterator<Item = &'a str> {
    own.iter().copied().chain(properties.iter().map(|property| property.key.as_str()))
}

fn fields(values: &[Option<Value>]) -> impl Iterator<Item = String> + '_ {
    values.iter().map(|value| match value {
        Some(Value::Text(text)) => csv_text(text).into_owned(),
        Some(value) => value.plain(),
        None => String::new(),
    })
}

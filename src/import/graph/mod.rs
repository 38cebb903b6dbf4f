//! Graphs of other programs: GraphML, DOT, and lists of nodes and edges, as tables of actors, ties and partnerships.

mod dot;
mod graphml;
mod lists;

pub use lists::name_lists;

use super::heading::guessed;
use super::part::Part;
use super::source::{Cell, ImportError, MOST_ROWS, Place, Row, Source, Table};
use crate::scenario::{ActorId, Position, RecipientId};
use std::collections::HashMap;

/// A node or an edge as the file has it: the line, and what is said of it by name.
#[derive(Clone, Debug, Default)]
struct Described {
    line: u64,
    /// Where it is drawn, if the file says so and a case is to take it over: the middle, with y growing downward.
    drawn_at: Option<[f64; 2]>,
    values: Vec<(String, String)>,
}

/// An edge of a file.
#[derive(Clone, Debug)]
struct Edge {
    from: String,
    to: String,
    described: Described,
}

/// The nodes and edges of a file.
#[derive(Clone, Debug, Default)]
struct Graph {
    /// The nodes by the ids of the file, in its order.
    nodes: Vec<(String, Described)>,
    edges: Vec<Edge>,
    notes: Vec<String>,
}

/// The graph in a file; `None` if the file is neither GraphML nor DOT.
///
/// # Errors
/// If it is one of them and cannot be read: what is wrong, and on which line.
pub fn read(file: &str, bytes: &[u8]) -> Result<Option<Source>, ImportError> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_START)]);
    let start = start.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    let is_wide = bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]);
    let graph = if start.starts_with('<') || is_wide && named(file, &["graphml", "xml"]) {
        graphml::read(file, bytes)?
    } else if named(file, &["dot", "gv"]) || dot::begins_like_dot(start) {
        dot::read(file, bytes)?
    } else {
        return Ok(None);
    };
    graph.source(file).map(Some)
}

/// As much of a file as tells its format.
const LONGEST_START: usize = 4_000;

fn named(file: &str, extensions: &[&str]) -> bool {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

/// The text of a file in UTF-8, without a byte order mark.
///
/// # Errors
/// If it is in another encoding, with the line.
fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ImportError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let sentence = "this is not UTF-8; save the graph in that encoding.";
        at(file, line_of(&bytes[..error.valid_up_to()]), sentence)
    })
}

/// The number of the line after some bytes.
fn line_of(before: &[u8]) -> u64 {
    1 + before.iter().filter(|byte| **byte == b'\n').count() as u64
}

fn at(file: &str, line: u64, sentence: impl Into<String>) -> ImportError {
    ImportError::at(Place { file: file.to_owned(), row: Some(line), ..Place::default() }, sentence)
}

impl Graph {
    /// The tables of the graph: nodes, edges, and the partnerships that nodes describe.
    fn source(mut self, file: &str) -> Result<Source, ImportError> {
        self.take_drawn_places();
        for (count, what) in [(self.nodes.len(), "nodes"), (self.edges.len(), "edges")] {
            if count > MOST_ROWS {
                let sentence =
                    format!("there are {count} {what}, and at most {MOST_ROWS} are read; split the graph.");
                return Err(ImportError::of_file(file, sentence));
            }
        }
        let ids = actor_ids(&self.nodes);
        let nodes = table(
            "nodes",
            &["id", "name"],
            self.nodes.iter().map(|(id, described)| {
                let label = described.values.iter().find(|(heading, _)| heading == "label");
                let name = label.map_or(id.as_str(), |(_, label)| label);
                (vec![ids[id.as_str()].clone(), name.to_owned()], described)
            }),
        );
        let edges = table(
            "edges",
            &["from", "to"],
            self.edges.iter().map(|edge| {
                let end = |end: &String| ids.get(end.as_str()).unwrap_or(end).clone();
                (vec![end(&edge.from), end(&edge.to)], &edge.described)
            }),
        );
        let partnerships = partnerships(&nodes);
        let tables = [Some(nodes), Some(edges), partnerships].into_iter().flatten();
        let tables = tables.filter(|table| !table.rows.is_empty()).collect();
        Ok(Source { file: file.to_owned(), tables, notes: self.notes })
    }
}

impl Graph {
    /// Makes the places at which nodes are drawn those on the map. What lies farther away than a map reaches is moved to
    /// its middle, and made smaller as a whole if need be.
    fn take_drawn_places(&mut self) {
        let drawn: Vec<[f64; 2]> = self.nodes.iter().filter_map(|(_, node)| node.drawn_at).collect();
        let ends = |axis: usize| {
            let along = drawn.iter().map(|at| at[axis]);
            along.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
        };
        let axes = [ends(0), ends(1)];
        let farthest = f64::from(Position::FARTHEST);
        let reaches = axes.iter().all(|(low, high)| *low >= -farthest && *high <= farthest);
        let middle = axes.map(|(low, high)| if reaches { 0.0 } else { low / 2.0 + high / 2.0 });
        let half = axes.iter().map(|(low, high)| high / 2.0 - low / 2.0).fold(0.0, f64::max);
        let scale = if reaches || half <= farthest { 1.0 } else { farthest / half };
        for (_, node) in &mut self.nodes {
            let Some(at) = node.drawn_at else { continue };
            for (axis, heading) in [MAP_X, MAP_Y].into_iter().enumerate() {
                node.values.retain(|(known, _)| known != heading);
                node.values.push((heading.to_owned(), ((at[axis] - middle[axis]) * scale).to_string()));
            }
        }
    }
}

/// The properties of a place on the map, in files of this program.
const MAP_X: &str = "map_x";
/// Likewise, from top to bottom.
const MAP_Y: &str = "map_y";

/// For each id of a node one that an actor can have: the same where it can, else with hyphens for what it cannot hold,
/// and with a number where that is taken.
fn actor_ids(nodes: &[(String, Described)]) -> HashMap<&str, String> {
    let fits = |id: &&str| can_be_id(id);
    let mut taken: Vec<String> =
        nodes.iter().map(|(id, _)| id.as_str()).filter(fits).map(str::to_owned).collect();
    let mut ids = HashMap::new();
    for (id, _) in nodes {
        let fitting = if fits(&id.as_str()) { id.clone() } else { free_id(id, &taken) };
        taken.push(fitting.clone());
        ids.insert(id.as_str(), fitting);
    }
    ids
}

/// Whether an actor can have an id; that of the public is taken.
fn can_be_id(id: &str) -> bool {
    ActorId::try_from(id).is_ok() && id != RecipientId::Public.as_str()
}

fn free_id(id: &str, taken: &[String]) -> String {
    let plain = |sign: char| {
        if sign.is_ascii_alphanumeric() || sign == '_' { sign.to_ascii_lowercase() } else { '-' }
    };
    // Room for a number within the forty characters of an id.
    let start: String = id.chars().take(30).map(plain).collect();
    let numbered = (2u32..).map(|number| format!("{start}-{number}"));
    let fits = |candidate: &String| !taken.contains(candidate) && can_be_id(candidate);
    [start.clone()].into_iter().chain(numbered).find(fits).expect("a number is free")
}

/// A table with some columns of its own, and one for everything that is said.
fn table<'a>(name: &str, own: &[&str], rows: impl Iterator<Item = (Vec<String>, &'a Described)>) -> Table {
    let mut headings: Vec<String> = own.iter().map(|heading| (*heading).to_owned()).collect();
    let mut table = Table { name: name.to_owned(), ..Table::default() };
    for (fixed, described) in rows {
        let mut cells: Vec<Cell> = fixed.into_iter().map(Cell::Text).collect();
        for (heading, value) in &described.values {
            // The unit is part of the name in files of this program, and of no heading.
            let heading = heading.replace("_months", "");
            let column = headings.iter().position(|known| *known == heading).unwrap_or_else(|| {
                headings.push(heading);
                headings.len() - 1
            });
            cells.resize(cells.len().max(column + 1), Cell::Empty);
            if column >= own.len() {
                cells[column] = if value.is_empty() { Cell::Empty } else { Cell::Text(value.clone()) };
            }
        }
        table.rows.push(Row { number: described.line, cells });
    }
    table.headings = headings;
    table
}

/// The partnerships that nodes describe: those with any number of a partnership.
fn partnerships(nodes: &Table) -> Option<Table> {
    let fields = guessed(Part::Partnerships, &nodes.headings);
    let numbers: Vec<usize> = (2..nodes.headings.len())
        .filter(|column| matches!(fields[*column], Some(super::field::Field::Number(..))))
        .collect();
    let heading = |column: &usize| nodes.headings[*column].clone();
    let mut table = Table {
        name: "partnerships".into(),
        headings: ["partner".to_owned()].into_iter().chain(numbers.iter().map(heading)).collect(),
        rows: Vec::new(),
    };
    for row in &nodes.rows {
        let cell = |column: usize| row.cells.get(column).cloned().unwrap_or_default();
        let cells: Vec<Cell> = numbers.iter().map(|column| cell(*column)).collect();
        if cells.iter().any(|cell| !cell.is_blank()) {
            let cells = [cell(0)].into_iter().chain(cells).collect();
            table.rows.push(Row { number: row.number, cells });
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

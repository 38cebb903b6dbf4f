//! The network of a case for programs that analyse networks: actors with all that is said of them, ties as directed
//! edges. [`Network`] is the same for every format; a file for each format writes it.

mod dot;
mod graphml;
mod lists;
mod properties;

pub use lists::List;

use crate::engine::MODEL_VERSION;
use crate::scenario::{Actor, ActorId, Position, Role, Roles, Scenario, Tie, map_layout};
use dot::dot;
use graphml::graphml;
use lists::csv_list;
use properties::{actor_values, tie_values};
use std::io;

/// The kind of a property's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Truth,
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
}

impl Value {
    fn kind(&self) -> Kind {
        match self {
            Value::Text(_) => Kind::Text,
            Value::Number(_) => Kind::Number,
            Value::Truth(_) => Kind::Truth,
        }
    }

    /// As text that reads back to the same value.
    fn plain(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Truth(truth) => truth.to_string(),
        }
    }
}

/// Something that is said of actors or of ties.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name in the file: that of the case's file, with the unit at the end where it is months.
    pub key: String,
    /// The kind of its values.
    pub kind: Kind,
    /// Its meaning and its unit, in a sentence.
    pub description: String,
}

/// A value with its property, as one actor or tie has it.
struct Said {
    property: Property,
    value: Value,
}

impl Said {
    fn new(key: impl Into<String>, description: impl Into<String>, value: Value) -> Self {
        let (key, description) = (key.into(), description.into());
        Said { property: Property { key, kind: value.kind(), description }, value }
    }
}

/// An actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id in the case.
    pub id: ActorId,
    /// Its name.
    pub name: String,
    /// Its role, as the map shows it.
    pub role: Role,
    /// Its place on the map, as saved or laid out.
    pub place: Position,
    /// Its values, one for each property of nodes; `None` where nothing is said.
    pub values: Vec<Option<Value>>,
}

/// A tie.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The actor that regards the other.
    pub from: ActorId,
    /// The actor that is regarded.
    pub to: ActorId,
    /// How the first regards the second, -1 enemy to 1 ally.
    pub affinity: f64,
    /// The chance that the first hands the second an item, 0 to 1.
    pub onward: f64,
    /// Its values, one for each property of edges; `None` where nothing is said.
    pub values: Vec<Option<Value>>,
}

/// The network of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The title of the case.
    pub title: String,
    /// What the file holds and what it leaves out, in sentences.
    pub description: String,
    /// What is said of actors.
    pub of_nodes: Vec<Property>,
    /// The actors, in the order of the case.
    pub nodes: Vec<Node>,
    /// What is said of ties.
    pub of_edges: Vec<Property>,
    /// The ties, in the order of the case.
    pub edges: Vec<Edge>,
}

/// The format of a network's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GraphFormat {
    /// GraphML, for yEd, Gephi and networkx.
    Graphml,
    /// DOT, for Graphviz.
    Dot,
    /// One of the two lists in CSV.
    Csv(List),
}

impl GraphFormat {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            GraphFormat::Graphml => "graphml",
            GraphFormat::Dot => "dot",
            GraphFormat::Csv(_) => "csv",
        }
    }
}

impl Network {
    /// As the bytes of a file.
    ///
    /// # Errors
    /// If the file cannot be put together.
    pub fn bytes(&self, format: GraphFormat) -> io::Result<Vec<u8>> {
        match format {
            GraphFormat::Graphml => graphml(self),
            GraphFormat::Dot => Ok(dot(self).into_bytes()),
            GraphFormat::Csv(list) => csv_list(self, list).map_err(io::Error::other),
        }
    }

    /// The network of a case.
    pub fn of(scenario: &Scenario) -> Self {
        let roles = Roles::new(scenario);
        let places = map_layout::places(&roles);
        let said_of_nodes: Vec<Vec<Said>> =
            scenario.actors.keys().map(|id| actor_values(scenario, id, roles.of(id))).collect();
        let said_of_edges: Vec<Vec<Said>> = scenario.ties.iter().map(tie_values).collect();
        let (of_nodes, node_values) = in_columns(said_of_nodes);
        let (of_edges, edge_values) = in_columns(said_of_edges);
        let node = |((id, actor), values): ((&ActorId, &Actor), _)| Node {
            id: id.clone(),
            name: actor.name.clone(),
            role: roles.of(id),
            place: places[id],
            values,
        };
        let edge = |(tie, values): (&Tie, _)| Edge {
            from: tie.from.clone(),
            to: tie.to.clone(),
            affinity: tie.affinity.figure().likely,
            onward: tie.onward.figure().likely,
            values,
        };
        Network {
            title: scenario.about.title.clone(),
            description: description(),
            of_nodes,
            nodes: scenario.actors.iter().zip(node_values).map(node).collect(),
            of_edges,
            edges: scenario.ties.iter().zip(edge_values).map(edge).collect(),
        }
    }
}

fn description() -> String {
    format!(
        "The actors of a case and their ties, written by Tearline, model version {MODEL_VERSION}. An edge leads from the \
         actor that regards another, and may hand items on to it, to the actor that is regarded. A number is its \
         likely value; where it is a range, its ends stand beside it with _low and _high, and where it is no guess, \
         _from says where it comes from. Left out: the public, plans, records, lessons, and of the items all but who \
         holds and who wants them."
    )
}

/// The properties that anybody has, in the order in which they are first said, and by them the values of each.
fn in_columns(said: Vec<Vec<Said>>) -> (Vec<Property>, Vec<Vec<Option<Value>>>) {
    let mut properties: Vec<Property> = Vec::new();
    for of_one in &said {
        // After the one that stands before it, so that the ends of a range stand beside its likely value.
        let mut place = 0;
        for Said { property, .. } in of_one {
            match properties.iter().position(|known| known.key == property.key) {
                Some(known) => place = known + 1,
                None => {
                    properties.insert(place, property.clone());
                    place += 1;
                }
            }
        }
    }
    let values = said.into_iter().map(|of_one| {
        let mut row = vec![None; properties.len()];
        for Said { property, value } in of_one {
            let place = properties.iter().position(|known| known.key == property.key);
            row[place.expect("every property was listed")] = Some(value);
        }
        row
    });
    let values = values.collect();
    (properties, values)
}

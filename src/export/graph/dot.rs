//! The network as DOT, for Graphviz: `neato -n` keeps the places of the map.

use super::{Edge, Network, Node, Property, Value};
use std::fmt::Write;

/// The network as DOT in UTF-8.
pub fn dot(network: &Network) -> String {
    let mut text = String::new();
    comment(&mut text, &network.description);
    for property in network.of_nodes.iter().chain(&network.of_edges) {
        comment(&mut text, &meaning(property));
    }
    let mut line = |what: String| {
        text.push_str(&what);
        text.push('\n');
    };
    line(format!("digraph {} {{", quoted(&network.title)));
    line("  charset=\"UTF-8\";".into());
    network.nodes.iter().for_each(|node| line(node_line(node, &network.of_nodes)));
    network.edges.iter().for_each(|edge| line(edge_line(edge, &network.of_edges)));
    line("}".into());
    text
}

fn meaning(property: &Property) -> String {
    format!("{}: {}", property.key, property.description)
}

/// A comment of one line; a line end in it would end it.
fn comment(text: &mut String, words: &str) {
    text.push_str("// ");
    text.push_str(&words.replace(['\n', '\r'], " "));
    text.push('\n');
}

fn node_line(node: &Node, properties: &[Property]) -> String {
    // Graphviz counts y upward.
    let place = format!("{},{}", node.place.0, 0.0 - node.place.1);
    let drawn = [("label", node.name.as_str()), ("pos", place.as_str())];
    format!("  {} [{}];", quoted(node.id.as_str()), attributes(&drawn, properties, &node.values))
}

fn edge_line(edge: &Edge, properties: &[Property]) -> String {
    let style = if edge.affinity < 0.0 { "dashed" } else { "solid" };
    let drawn = [("style", style)];
    let (from, to) = (quoted(edge.from.as_str()), quoted(edge.to.as_str()));
    format!("  {from} -> {to} [{}];", attributes(&drawn, properties, &edge.values))
}

/// What Graphviz draws, then all values.
fn attributes(drawn: &[(&str, &str)], properties: &[Property], values: &[Option<Value>]) -> String {
    let mut text = String::new();
    let mut add = |key: &str, value: &str| {
        let between = if text.is_empty() { "" } else { ", " };
        // Writing to a text does not fail.
        let _ = write!(text, "{between}{}={}", quoted(key), quoted(value));
    };
    drawn.iter().for_each(|(key, value)| add(key, value));
    for (property, value) in properties.iter().zip(values) {
        if let Some(value) = value {
            add(&property.key, &value.plain());
        }
    }
    text
}

/// A text in double quotes. Graphviz takes a backslash in a label for the start of an escape, so that it is doubled.
fn quoted(text: &str) -> String {
    let escaped =
        text.replace('\\', "\\\\").replace('"', "\\\"").replace("\r\n", "\\n").replace(['\n', '\r'], "\\n");
    format!("\"{escaped}\"")
}

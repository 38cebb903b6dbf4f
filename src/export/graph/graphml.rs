//! The network as GraphML: properties with names, kinds and descriptions, which Gephi and networkx read, and beside
//! them the marks, names and places that yEd draws.

use super::{Edge, Kind, Network, Node, Property, Value};
use crate::export::xml::{Xml, allowed, words};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The namespace of GraphML.
const GRAPHML: &str = "http://graphml.graphdrawing.org/xmlns";
/// The namespace of what yEd draws.
const Y: &str = "http://www.yworks.com/xml/graphml";
/// The key of a mark; the others are numbered from 0 behind their letter.
const MARK: &str = "mark";
/// The key of a line.
const LINE: &str = "line";
/// The diameter of a mark, in map units: as on the map.
const MARK_SIZE: f32 = 44.0;

/// The network as GraphML in UTF-8.
///
/// # Errors
/// If the text cannot be put together.
pub fn graphml(network: &Network) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("graphml").with_attributes([("xmlns", GRAPHML), ("xmlns:y", Y)]);
    root.write_inner_content(|xml| {
        words(xml, "desc", &network.description)?;
        keys(xml, 'n', "node", &network.of_nodes)?;
        keys(xml, 'e', "edge", &network.of_edges)?;
        drawing_key(xml, MARK, "node", "nodegraphics")?;
        drawing_key(xml, LINE, "edge", "edgegraphics")?;
        let graph = xml.create_element("graph").with_attributes([("id", "G"), ("edgedefault", "directed")]);
        graph.write_inner_content(|xml| graph_content(xml, network))?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn graph_content(xml: &mut Xml, network: &Network) -> io::Result<()> {
    words(xml, "desc", &network.title)?;
    for node in &network.nodes {
        let element = xml.create_element("node").with_attribute(("id", node.id.as_str()));
        element.write_inner_content(|xml| {
            data(xml, "name", &node.name)?;
            values(xml, 'n', &node.values)?;
            mark(xml, node)
        })?;
    }
    for (index, edge) in network.edges.iter().enumerate() {
        let id = format!("e{index}");
        let ends = [("id", id.as_str()), ("source", edge.from.as_str()), ("target", edge.to.as_str())];
        xml.create_element("edge").with_attributes(ends).write_inner_content(|xml| {
            values(xml, 'e', &edge.values)?;
            line(xml, edge)
        })?;
    }
    Ok(())
}

/// The keys of properties; nodes have a name before all others.
fn keys(xml: &mut Xml, letter: char, of: &str, properties: &[Property]) -> io::Result<()> {
    if letter == 'n' {
        // Gephi shows what is called so beside the node.
        key(xml, "name", of, ["label", "string"], "The name of the actor.")?;
    }
    for (index, property) in properties.iter().enumerate() {
        let kind = match property.kind {
            Kind::Text => "string",
            Kind::Number => "double",
            Kind::Truth => "boolean",
        };
        key(xml, &format!("{letter}{index}"), of, [&property.key, kind], &property.description)?;
    }
    Ok(())
}

fn key(xml: &mut Xml, id: &str, of: &str, [name, kind]: [&str; 2], meaning: &str) -> io::Result<()> {
    let attributes = [("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)];
    xml.create_element("key")
        .with_attributes(attributes)
        .write_inner_content(|xml| words(xml, "desc", meaning))?;
    Ok(())
}

fn drawing_key(xml: &mut Xml, id: &str, of: &str, kind: &str) -> io::Result<()> {
    let attributes = [("id", id), ("for", of), ("yfiles.type", kind)];
    xml.create_element("key").with_attributes(attributes).write_empty()?;
    Ok(())
}

fn values(xml: &mut Xml, letter: char, values: &[Option<Value>]) -> io::Result<()> {
    for (index, value) in values.iter().enumerate() {
        if let Some(value) = value {
            data(xml, &format!("{letter}{index}"), &value.plain())?;
        }
    }
    Ok(())
}

fn data(xml: &mut Xml, key: &str, text: &str) -> io::Result<()> {
    let text = allowed(text);
    xml.create_element("data").with_attribute(("key", key)).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// An actor as yEd draws it.
fn mark(xml: &mut Xml, node: &Node) -> io::Result<()> {
    let corner = |center: f32| (center - MARK_SIZE / 2.0).to_string();
    let (x, y, size) = (corner(node.place.0), corner(node.place.1), MARK_SIZE.to_string());
    let geometry =
        [("x", x.as_str()), ("y", y.as_str()), ("width", size.as_str()), ("height", size.as_str())];
    xml.create_element("data").with_attribute(("key", MARK)).write_inner_content(|xml| {
        xml.create_element("y:ShapeNode").write_inner_content(|xml| {
            xml.create_element("y:Geometry").with_attributes(geometry).write_empty()?;
            // Below the mark, as on the map. networkx takes the place of a mark for properties x and y.
            let label = [("modelName", "sandwich"), ("modelPosition", "s")];
            let text = allowed(&node.name);
            xml.create_element("y:NodeLabel")
                .with_attributes(label)
                .write_text_content(BytesText::new(&text))?;
            xml.create_element("y:Shape").with_attribute(("type", "ellipse")).write_empty()?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// A tie as yEd draws it: an arrow, dashed where the one is hostile to the other.
fn line(xml: &mut Xml, edge: &Edge) -> io::Result<()> {
    let kind = if edge.affinity < 0.0 { "dashed" } else { "line" };
    xml.create_element("data").with_attribute(("key", LINE)).write_inner_content(|xml| {
        xml.create_element("y:PolyLineEdge").write_inner_content(|xml| {
            let style = [("type", kind), ("width", "1.0")];
            xml.create_element("y:LineStyle").with_attributes(style).write_empty()?;
            let arrows = [("source", "none"), ("target", "standard")];
            xml.create_element("y:Arrows").with_attributes(arrows).write_empty()?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

//! GraphML, as yEd, Gephi, networkx and this program write it. Entities are not expanded and nothing is fetched.

use super::{Described, Edge, Graph, at, line_of, utf8};
use crate::import::source::ImportError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// The graph of a GraphML file.
///
/// # Errors
/// If it is not well formed, in another encoding, declares entities, or is no GraphML.
pub fn read(file: &str, bytes: &[u8]) -> Result<Graph, ImportError> {
    if bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]) {
        return Err(at(file, 1, "this is UTF-16; save the graph as UTF-8."));
    }
    let text = utf8(file, bytes)?;
    let mut parser =
        Parser { file, text, graph: Graph::default(), keys: HashMap::new(), open: Open::default() };
    let mut reader = Reader::from_str(text);
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => parser.event(event, before)?,
            Err(error) => {
                return Err(
                    parser.error(reader.error_position() as usize, format!("this is no XML: {error}."))
                );
            }
        }
    }
    parser.finished()
}

/// A property that the file declares.
#[derive(Clone, Debug, Default)]
struct Key {
    name: String,
    of_edges: bool,
    default: String,
}

/// The elements that are open.
#[derive(Default)]
struct Open {
    /// How many elements.
    depth: usize,
    is_graphml: bool,
    undirected: bool,
    /// The nodes, one in another in groups, by index.
    nodes: Vec<usize>,
    /// The last edge, if it is open.
    edge: bool,
    /// The key whose default is read.
    key: Option<String>,
    /// What the text is for.
    text: Option<TextOf>,
    collected: String,
}

/// What a text is for.
#[derive(Clone, Debug)]
enum TextOf {
    Data(String),
    Default,
    /// The name that yEd draws.
    Label,
}

/// The key of the marks in a file as this program writes it, which has the places on the map as properties beside them:
/// where an actor has none, its mark stands where the map would lay it out. yEd gives its marks a key of its own when it
/// saves, and then it is the marks that somebody moved.
const OWN_MARK: &str = "mark";

struct Parser<'a> {
    file: &'a str,
    text: &'a str,
    graph: Graph,
    keys: HashMap<String, Key>,
    open: Open,
}

impl Parser<'_> {
    fn error(&self, place: usize, sentence: impl Into<String>) -> ImportError {
        at(self.file, self.line(place), sentence)
    }

    fn line(&self, place: usize) -> u64 {
        line_of(&self.text.as_bytes()[..place.min(self.text.len())])
    }

    fn event(&mut self, event: Event, place: usize) -> Result<(), ImportError> {
        match event {
            Event::Start(element) => {
                self.start(&element, place)?;
                self.open.depth += 1;
            }
            Event::Empty(element) => {
                self.start(&element, place)?;
                self.end(element.local_name().as_ref());
            }
            Event::End(element) => {
                self.open.depth -= 1;
                self.end(element.local_name().as_ref());
            }
            Event::Text(text) => self.collect(&String::from_utf8_lossy(&text)),
            Event::CData(text) => self.collect(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                let sign = reference.resolve_char_ref().ok().flatten().map(String::from);
                let predefined = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                let unknown =
                    || self.error(place, format!("“&{name};” is not known; entities are not expanded."));
                let text = sign.or(predefined).ok_or_else(unknown)?;
                self.collect(&text);
            }
            Event::DocType(declared) => self.document_type(&String::from_utf8_lossy(&declared), place)?,
            Event::Decl(declared) => {
                let encoding = declared.encoding().and_then(Result::ok);
                let encoding = encoding.map(|name| String::from_utf8_lossy(&name).to_lowercase());
                if let Some(other) =
                    encoding.filter(|name| !matches!(name.as_str(), "utf-8" | "utf8" | "us-ascii"))
                {
                    let sentence = format!("the encoding “{other}” is not read; save the graph as UTF-8.");
                    return Err(self.error(place, sentence));
                }
            }
            Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn document_type(&mut self, declared: &str, place: usize) -> Result<(), ImportError> {
        if declared.contains("<!ENTITY") {
            return Err(
                self.error(place, "the file declares entities, and none are expanded; take them out.")
            );
        }
        if declared.contains("SYSTEM") || declared.contains("PUBLIC") {
            let note = format!("{}: what the document type refers to was not looked up.", self.file);
            self.graph.notes.push(note);
        }
        Ok(())
    }

    fn collect(&mut self, text: &str) {
        if self.open.text.is_some() {
            self.open.collected.push_str(text);
        }
    }

    fn attribute(
        &self,
        element: &BytesStart,
        name: &str,
        place: usize,
    ) -> Result<Option<String>, ImportError> {
        let broken = |error: &dyn std::fmt::Display| self.error(place, format!("this is no XML: {error}."));
        let Some(found) = element.try_get_attribute(name).map_err(|error| broken(&error))? else {
            return Ok(None);
        };
        let raw = String::from_utf8_lossy(&found.value).into_owned();
        let text = quick_xml::escape::unescape(&raw).map_err(|error| broken(&error))?;
        Ok(Some(text.into_owned()))
    }

    fn needed(&self, element: &BytesStart, name: &str, place: usize) -> Result<String, ImportError> {
        self.attribute(element, name, place)?.ok_or_else(|| {
            let element = String::from_utf8_lossy(element.name().as_ref()).into_owned();
            self.error(place, format!("<{element}> has no attribute “{name}”."))
        })
    }

    fn start(&mut self, element: &BytesStart, place: usize) -> Result<(), ImportError> {
        match element.local_name().as_ref() {
            b"graphml" => self.open.is_graphml = true,
            _ if self.open.depth == 0 => return Err(self.error(place, "this is XML, but no GraphML.")),
            b"key" => self.key(element, place)?,
            b"default" => self.begin(TextOf::Default),
            b"graph" => {
                let default = self.attribute(element, "edgedefault", place)?;
                self.open.undirected = default.as_deref() == Some("undirected");
            }
            b"node" => {
                let id = self.needed(element, "id", place)?;
                let line = self.line(place);
                self.open.nodes.push(self.graph.nodes.len());
                self.graph.nodes.push((id, Described { line, ..Described::default() }));
            }
            b"edge" => self.edge(element, place)?,
            b"data" => {
                let key = self.needed(element, "key", place)?;
                self.begin(TextOf::Data(key));
            }
            b"NodeLabel" => self.begin(TextOf::Label),
            b"Geometry" => self.geometry(element, place)?,
            _ => {}
        }
        Ok(())
    }

    /// Where yEd draws a node. A group has several, of which the first is shown.
    fn geometry(&mut self, element: &BytesStart, place: usize) -> Result<(), ImportError> {
        let as_written = matches!(&self.open.text, Some(TextOf::Data(key)) if key == OWN_MARK);
        if as_written || self.open.edge {
            return Ok(());
        }
        let [x, y, width, height] =
            ["x", "y", "width", "height"].map(|name| self.measure(element, name, place));
        let (Some(x), Some(y)) = (x?, y?) else { return Ok(()) };
        // A mark without a size is a point.
        let middle = [x + width?.unwrap_or(0.0) / 2.0, y + height?.unwrap_or(0.0) / 2.0];
        if let Some(node) = self.described() {
            node.drawn_at.get_or_insert(middle);
        }
        Ok(())
    }

    /// A measure of a mark; `None` if the element does not have it.
    fn measure(&self, element: &BytesStart, name: &str, place: usize) -> Result<Option<f64>, ImportError> {
        let Some(text) = self.attribute(element, name, place)? else { return Ok(None) };
        let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        let wrong = || self.error(place, format!("the {name} “{text}” of a mark is no number."));
        number.map(Some).ok_or_else(wrong)
    }

    fn begin(&mut self, of: TextOf) {
        self.open.text = Some(of);
        self.open.collected.clear();
    }

    fn key(&mut self, element: &BytesStart, place: usize) -> Result<(), ImportError> {
        let id = self.needed(element, "id", place)?;
        let name = self.attribute(element, "attr.name", place)?.unwrap_or_default();
        let of_edges = self.attribute(element, "for", place)?.as_deref() == Some("edge");
        self.keys.insert(id.clone(), Key { name, of_edges, default: String::new() });
        self.open.key = Some(id);
        Ok(())
    }

    fn edge(&mut self, element: &BytesStart, place: usize) -> Result<(), ImportError> {
        let (from, to) = (self.needed(element, "source", place)?, self.needed(element, "target", place)?);
        let directed = self.attribute(element, "directed", place)?;
        let undirected = directed.map_or(self.open.undirected, |directed| directed == "false");
        if undirected {
            self.note_undirected();
        }
        let line = self.line(place);
        self.graph.edges.push(Edge { from, to, described: Described { line, ..Described::default() } });
        self.open.edge = true;
        Ok(())
    }

    fn note_undirected(&mut self) {
        let note = format!(
            "{}: an edge without direction is read as a tie from its first end to its second only.",
            self.file
        );
        if !self.graph.notes.contains(&note) {
            self.graph.notes.push(note);
        }
    }

    /// What the node or edge that is open says.
    fn described(&mut self) -> Option<&mut Described> {
        if self.open.edge {
            return self.graph.edges.last_mut().map(|edge| &mut edge.described);
        }
        let node = *self.open.nodes.last()?;
        self.graph.nodes.get_mut(node).map(|(_, described)| described)
    }

    fn end(&mut self, element: &[u8]) {
        match element {
            b"edge" => self.open.edge = false,
            b"node" => {
                self.open.nodes.pop();
            }
            b"data" | b"default" | b"NodeLabel" => self.take_text(),
            _ => {}
        }
    }

    fn take_text(&mut self) {
        let text = std::mem::take(&mut self.open.collected);
        match self.open.text.take() {
            Some(TextOf::Default) => {
                let open = self.open.key.clone();
                if let Some(key) = open.and_then(|id| self.keys.get_mut(&id)) {
                    key.default = text;
                }
            }
            Some(TextOf::Data(key)) => {
                let name = self.keys.get(&key).map(|key| key.name.clone()).filter(|name| !name.is_empty());
                if let (Some(name), Some(described)) = (name, self.described()) {
                    described.values.retain(|(known, _)| *known != name);
                    described.values.push((name, text));
                }
            }
            // A name that the file gives as a property is the name.
            Some(TextOf::Label) => {
                if let Some(described) = self.described()
                    && !described.values.iter().any(|(known, _)| known == "label")
                {
                    described.values.push(("label".into(), text.trim().to_owned()));
                }
            }
            None => {}
        }
    }

    fn finished(mut self) -> Result<Graph, ImportError> {
        if !self.open.is_graphml {
            return Err(self.error(self.text.len(), "this is no GraphML."));
        }
        if self.open.depth > 0 {
            return Err(self.error(self.text.len(), "the file ends before its last element is closed."));
        }
        for key in self.keys.values().filter(|key| !key.default.is_empty()) {
            let nodes = self.graph.nodes.iter_mut().map(|(_, described)| described).filter(|_| !key.of_edges);
            let edges = self.graph.edges.iter_mut().map(|edge| &mut edge.described).filter(|_| key.of_edges);
            for described in nodes.chain(edges) {
                if !described.values.iter().any(|(known, _)| *known == key.name) {
                    described.values.push((key.name.clone(), key.default.clone()));
                }
            }
        }
        Ok(self.graph)
    }
}

//! Where in the document something stands, so that a message can lead there.

use std::fmt;

/// One step into the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// A named field.
    Field(&'static str),
    /// The entry of a map with this key.
    Key(String),
    /// The element of a list, counted from 0.
    Index(usize),
}

/// The way from the top of the scenario to one of its parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Segment>);

impl Path {
    /// The path to a field of the scenario itself.
    pub fn field(name: &'static str) -> Self {
        Path(vec![Segment::Field(name)])
    }

    /// This path, one field deeper.
    pub fn then(mut self, name: &'static str) -> Self {
        self.0.push(Segment::Field(name));
        self
    }

    /// This path, at one key of a map.
    pub fn key(mut self, key: impl fmt::Display) -> Self {
        self.0.push(Segment::Key(key.to_string()));
        self
    }

    /// This path, at one element of a list.
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Segment::Index(index));
        self
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            let dot = if i == 0 { "" } else { "." };
            match segment {
                Segment::Field(name) => write!(out, "{dot}{name}")?,
                Segment::Key(key) => write!(out, "[{key}]")?,
                Segment::Index(index) => write!(out, "[{}]", index + 1)?,
            }
        }
        Ok(())
    }
}

//! Finds parts of the document in the text of its file: from a path to a line and column.

use super::file_error::Place;
use super::syntax::{self, Value};
use crate::scenario::{Path, Segment};

/// The text of a file, in which many parts can be found.
pub struct Locator<'a> {
    text: &'a str,
    file: Option<Value>,
    /// The bytes at which lines begin.
    lines: Vec<usize>,
    /// The characters before every [`STRIDE`]th byte, so that the columns of a long line need not be counted from its
    /// start.
    characters: Vec<usize>,
}

/// The bytes from one count of characters to the next.
const STRIDE: usize = 1024;

impl<'a> Locator<'a> {
    /// The text of a file that was parsed before.
    pub fn new(text: &'a str) -> Self {
        let text = super::text::without_mark(text);
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        let mut characters = vec![0];
        for bytes in text.as_bytes().chunks(STRIDE) {
            characters.push(characters[characters.len() - 1] + begun(bytes));
        }
        Locator { text, file: syntax::structure(text), lines, characters }
    }

    /// The characters that begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        self.characters[stride] + begun(&self.text.as_bytes()[stride * STRIDE..byte])
    }

    /// The place of a part of the scenario. A part that the text leaves out has the place of the nearest part
    /// around it that is written.
    pub fn place_of(&self, path: &Path) -> Place {
        // Paths begin within the scenario, which is a field of the file.
        let in_file = Segment::Field("scenario");
        let (mut value, mut found) = (self.file.as_ref(), 0);
        for segment in std::iter::once(&in_file).chain(&path.0) {
            let Some((start, part)) = value.and_then(|value| self.part(value, segment)) else { break };
            (value, found) = (Some(part), start);
        }
        let line = self.lines.partition_point(|start| *start <= found);
        let column = self.characters_before(found) - self.characters_before(self.lines[line - 1]) + 1;
        Place { line, column }
    }

    /// The byte at which a part of a value begins, and its value.
    fn part<'v>(&self, value: &'v Value, segment: &Segment) -> Option<(usize, &'v Value)> {
        let group = value.group.as_ref()?;
        let index = match segment {
            Segment::Index(index) => *index,
            Segment::Field(name) => group.position(self.text, name)?,
            Segment::Key(key) => group.position(self.text, key)?,
        };
        let entry = group.entries.get(index)?;
        Some((entry.start(), &entry.value))
    }
}

/// The characters that begin in a piece of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    // All bytes of a character but its first begin with the bits 10.
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The place of one part of a scenario in the text of its file; see [`Locator::place_of`].
pub fn place_of(text: &str, path: &Path) -> Place {
    Locator::new(text).place_of(path)
}

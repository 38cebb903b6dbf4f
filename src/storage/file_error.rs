//! What is wrong with a file, and where.

use std::fmt;

/// A place in a text; lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// Where a text begins.
    pub const START: Place = Place { line: 1, column: 1 };

    /// The place of the character that begins at a byte of a text.
    pub fn of_byte(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place { line, column }
    }
}

impl Place {
    /// The byte of a text at which this place is; the text's end, if it lies beyond.
    pub(super) fn byte_in(self, text: &str) -> usize {
        let mut lines = text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(self.line.saturating_sub(1)).map(str::len).sum();
        let line = lines.next().unwrap_or_default();
        let within = line.char_indices().nth(self.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        before + within
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, column {}", self.line, self.column)
    }
}

/// Why a file could not be opened or written: one sentence, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {sentence}", place.map(|place| format!(", {place}")).unwrap_or_default())]
pub struct FileError {
    /// The file's name, as the person knows it.
    pub file: String,
    /// Where in the file: its start, where the trouble is with the whole of it; nowhere, if it could
    /// not be written.
    pub place: Option<Place>,
    /// What is wrong and what to do, as a sentence.
    pub sentence: String,
}

impl FileError {
    /// Trouble at a place in a file.
    pub(super) fn at(file: &str, place: Place, sentence: impl Into<String>) -> Self {
        FileError { file: file.into(), place: Some(place), sentence: sentence.into() }
    }

    /// Trouble with the whole of a file that was to be read.
    pub(super) fn whole(file: &str, sentence: impl Into<String>) -> Self {
        FileError::at(file, Place::START, sentence)
    }

    /// Trouble with writing a file.
    pub(super) fn unwritten(file: &str, sentence: impl Into<String>) -> Self {
        FileError { file: file.into(), place: None, sentence: sentence.into() }
    }
}

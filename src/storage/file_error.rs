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

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, column {}", self.line, self.column)
    }
}

/// Why a file could not be opened or written: one sentence, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {place}: {sentence}")]
pub struct FileError {
    /// The file's name, as the person knows it.
    pub file: String,
    /// Where in the file; its start, where the trouble is with the file as a whole.
    pub place: Place,
    /// What is wrong and what to do, as a sentence.
    pub sentence: String,
}

impl FileError {
    /// Trouble with a file as a whole.
    pub(super) fn whole(file: &str, sentence: impl Into<String>) -> Self {
        FileError { file: file.into(), place: Place::START, sentence: sentence.into() }
    }
}

//! Errors in files, with their place.

use std::fmt;
use std::path::Path;

/// A place in a text; lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// The start of a text.
    pub const START: Place = Place { line: 1, column: 1 };

    /// The place of the character that begins at a byte of a text.
    pub fn of_byte(text: &str, byte: usize) -> Self {
        // A byte past the end stands for the end.
        let before = text.get(..byte).unwrap_or(text);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Place { line, column: before[line_start..].chars().count() + 1 }
    }

    /// The byte of a text at which this place is; the text's end, if it lies beyond.
    pub(super) fn byte_in(self, text: &str) -> usize {
        let mut lines = text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(self.line.saturating_sub(1)).map(str::len).sum();
        // Beyond the last line nothing is left, and the place is the end.
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

/// The name of a file for a message, on one line: the sign of a control character stands for it.
pub fn shown_name(path: &Path) -> String {
    let shown = |sign: char| match u32::from(sign) {
        _ if !sign.is_control() => sign,
        // The signs of the control characters 0 to 31 follow each other; the others have none.
        code => char::from_u32(0x2400 + code).filter(|_| code < 32).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    path.display().to_string().chars().map(shown).collect()
}

/// Why a file could not be read or written: a sentence and a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {sentence}", place.map_or_else(String::new, |place| format!(", {place}")))]
pub struct FileError {
    /// The file's name, as it was given.
    pub file: String,
    /// The place of the error: the start, if it is about the whole text; `None` if the file could not be read or
    /// written.
    pub place: Option<Place>,
    /// The problem and what to do about it, as a sentence.
    pub sentence: String,
}

impl FileError {
    /// An error at a place in a file.
    pub(super) fn at(file: &str, place: Place, sentence: impl Into<String>) -> Self {
        FileError { file: file.into(), place: Some(place), sentence: sentence.into() }
    }

    /// An error in reading the whole of a file.
    pub(super) fn whole(file: &str, sentence: impl Into<String>) -> Self {
        FileError::at(file, Place::START, sentence)
    }

    /// An error that is about no place in the file: it cannot be read at all, or not be written.
    pub(super) fn without_place(file: &str, sentence: impl Into<String>) -> Self {
        FileError { file: file.into(), place: None, sentence: sentence.into() }
    }
}

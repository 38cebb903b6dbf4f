//! Finds a part of the document in the text of its file: from a path to a line and column.

use super::file_error::Place;
use crate::scenario::{Path, Segment};

/// The place of a part of a scenario in the text of its file. A part that the text leaves out has the place
/// of the nearest part around it that is written.
pub fn place_of(text: &str, path: &Path) -> Place {
    let mut scanner = Scanner { text, at: 0 };
    // Paths begin within the scenario, which is a field of the file.
    let in_file = Segment::Field("scenario");
    let mut found = 0;
    for segment in std::iter::once(&in_file).chain(&path.0) {
        match scanner.enter(segment) {
            Some(byte) => found = byte,
            None => break,
        }
    }
    Place::of_byte(text, found)
}

/// Scans RON that was parsed before, so that brackets match.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    /// From a value to the value of one of its parts; gives the byte at which the part begins.
    fn enter(&mut self, segment: &Segment) -> Option<usize> {
        self.skip_blank();
        self.skip_name();
        if !matches!(self.peek()?, b'(' | b'[' | b'{') {
            return None;
        }
        self.at += 1;
        let mut index = 0;
        loop {
            self.skip_blank();
            if matches!(self.peek()?, b')' | b']' | b'}') {
                return None;
            }
            let start = self.at;
            if self.is_wanted(segment, index) {
                return Some(start);
            }
            self.at = start;
            self.skip_entry();
            index += 1;
        }
    }

    /// Whether the entry that begins here is the wanted one; if so the scanner stands at its value.
    fn is_wanted(&mut self, segment: &Segment, index: usize) -> bool {
        let start = self.at;
        match segment {
            Segment::Index(wanted) => index == *wanted,
            Segment::Field(name) => {
                self.skip_name();
                self.text[start..self.at] == **name && self.skip_colon()
            }
            Segment::Key(key) => {
                self.skip_value();
                self.text[start..self.at].trim().trim_matches('"') == key && self.skip_colon()
            }
        }
    }

    fn skip_colon(&mut self) -> bool {
        self.skip_blank();
        let colon = self.peek() == Some(b':');
        self.at += usize::from(colon);
        colon
    }

    /// Past an entry and the comma behind it.
    fn skip_entry(&mut self) {
        loop {
            self.skip_blank();
            match self.peek() {
                None | Some(b')' | b']' | b'}') => return,
                Some(b',') => {
                    self.at += 1;
                    return;
                }
                Some(b':') => self.at += 1,
                Some(_) => self.skip_value(),
            }
        }
    }

    /// Past one word, text, number or bracket with all that is in it.
    fn skip_value(&mut self) {
        match self.peek() {
            Some(b'"') => self.skip_text(),
            Some(b'(' | b'[' | b'{') => {
                self.at += 1;
                loop {
                    self.skip_blank();
                    match self.peek() {
                        None => return,
                        Some(b')' | b']' | b'}') => {
                            self.at += 1;
                            return;
                        }
                        Some(_) => self.skip_value(),
                    }
                }
            }
            Some(_) => {
                let start = self.at;
                self.skip_name();
                // A sign, a dot, a comma or a colon stands alone.
                self.at += usize::from(self.at == start) * self.char_length();
            }
            None => {}
        }
    }

    fn skip_text(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn skip_name(&mut self) {
        while self
            .peek()
            .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'+' | b'-' | b'#'))
        {
            self.at += 1;
        }
    }

    /// Past blanks and comments.
    fn skip_blank(&mut self) {
        loop {
            // Nothing is left past the end, where a text that ends in a backslash leads.
            let rest = self.text.get(self.at..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let rest = &rest[blank..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn char_length(&self) -> usize {
        self.text.get(self.at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    }
}

//! The structure of the text of a file: its values with their places in the text, for everything that has to know
//! where something is written. Blanks and comments are what lies between the places.

use super::tokens::{Token, TokenKind, Tokens};
use foldhash::fast::RandomState;
use std::cell::OnceCell;
use std::collections::HashMap;

/// How deep a text may nest to have a structure: more than the parser allows, and far less than the stack has room
/// for.
const DEEPEST: usize = 256;

/// A value in a text.
#[derive(Debug)]
pub(super) struct Value {
    /// The byte at which it begins: of its name, if it has one.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its parts, if it has brackets.
    pub group: Option<Box<Group>>,
}

/// The inside of a pair of brackets.
#[derive(Debug)]
pub(super) struct Group {
    /// The opening bracket.
    pub bracket: u8,
    /// The byte of the opening bracket.
    pub open: usize,
    /// The byte of the closing bracket.
    pub close: usize,
    /// What lies in it.
    pub entries: Vec<Entry>,
    /// The indices of the entries by their keys, or by the names of fields.
    by_key: OnceCell<HashMap<String, usize, RandomState>>,
}

/// An entry between brackets: a value, or a key or name and a value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key of a map or the name of a field.
    pub key: Option<Value>,
    /// The value.
    pub value: Value,
    /// The byte of the comma behind it.
    pub comma: Option<usize>,
}

impl Entry {
    /// The byte at which it begins.
    pub fn start(&self) -> usize {
        self.key.as_ref().unwrap_or(&self.value).start
    }

    /// The byte after its value and its comma.
    pub fn end(&self) -> usize {
        self.comma.map_or(self.value.end, |comma| comma + 1)
    }
}

impl Value {
    /// Its text.
    pub fn text<'a>(&self, all: &'a str) -> &'a str {
        &all[self.start..self.end]
    }

    /// The name before its brackets, which may be empty; of a value without brackets, all of it.
    pub fn name<'a>(&self, all: &'a str) -> &'a str {
        let end = self.group.as_ref().map_or(self.end, |group| group.open);
        all[self.start..end].split(|sign: char| sign.is_whitespace() || sign == '/').next().unwrap_or(all)
    }
}

impl Group {
    /// Whether its entries have keys or names.
    pub fn is_keyed(&self) -> bool {
        self.entries.iter().any(|entry| entry.key.is_some())
    }

    /// The index of the entry with a key or a name; of several, the last, as the parser has it.
    pub fn position(&self, text: &str, key: &str) -> Option<usize> {
        let by_key = self.by_key.get_or_init(|| {
            let entries = self.entries.iter().enumerate();
            entries.filter_map(|(at, entry)| Some((decoded(entry.key.as_ref()?.text(text)), at))).collect()
        });
        by_key.get(key).copied()
    }
}

/// A key as the parser reads it: a text without its quotation marks and with its escapes resolved, or a name.
pub(super) fn decoded(key: &str) -> String {
    let inside = key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(plain) = inside.filter(|inside| !inside.contains(['"', '\\'])) {
        return plain.to_owned();
    }
    // A key that is no text stands for itself.
    ron::from_str::<String>(key).unwrap_or_else(|_| key.trim_start_matches("r#").to_owned())
}

/// A text in quotation marks, with its letters as they are; of control characters only those stay that may.
pub(super) fn quoted(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            sign if !sign.is_control() || stays(sign) => quoted.push(sign),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            sign => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(sign))),
        }
    }
    quoted.push('"');
    quoted
}

/// The value of which a text consists; `None` if its brackets do not match or it nests too deeply.
pub(super) fn structure(text: &str) -> Option<Value> {
    let mut reader = Reader { tokens: Tokens::of(text), next: None };
    reader.advance();
    reader.skip_attributes()?;
    reader.value(0)
}

/// Reads values from tokens that the parser does not skip.
struct Reader<'a> {
    tokens: Tokens<'a>,
    next: Option<Token>,
}

impl Reader<'_> {
    fn advance(&mut self) {
        self.next = self.tokens.find(|token| !token.is_trivia());
    }

    fn next_is(&self, kind: TokenKind) -> bool {
        self.next.is_some_and(|token| token.kind == kind)
    }

    /// Skips attributes at the start of a file, such as `#![enable(implicit_some)]`.
    fn skip_attributes(&mut self) -> Option<()> {
        while self.next_is(TokenKind::Sign) {
            self.advance();
            if self.next_is(TokenKind::Open(b'[')) {
                self.value(0)?;
            }
        }
        Some(())
    }

    /// A word, a text, a group, or a word with a group.
    fn value(&mut self, depth: usize) -> Option<Value> {
        let first = self.next.filter(|_| depth < DEEPEST)?;
        let is_name = first.kind == TokenKind::Word;
        match first.kind {
            TokenKind::Word | TokenKind::Text => self.advance(),
            TokenKind::Open(_) => {}
            _ => return None,
        }
        let group = match self.next.map(|token| token.kind) {
            // Only parentheses follow a name.
            Some(TokenKind::Open(b'(')) if is_name => Some(self.group(depth)?),
            Some(TokenKind::Open(_)) if !is_name && first.kind != TokenKind::Text => Some(self.group(depth)?),
            _ => None,
        };
        let end = group.as_ref().map_or(first.end, |group| group.close + 1);
        Some(Value { start: first.start, end, group })
    }

    fn group(&mut self, depth: usize) -> Option<Box<Group>> {
        let opening = self.next?;
        let TokenKind::Open(bracket) = opening.kind else { return None };
        self.advance();
        let mut entries = Vec::new();
        loop {
            let token = self.next?;
            if let TokenKind::Close(closing) = token.kind {
                let matches = matches!((bracket, closing), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
                self.advance();
                let (open, close) = (opening.start, token.start);
                let group = Group { bracket, open, close, entries, by_key: OnceCell::new() };
                return matches.then(|| Box::new(group));
            }
            entries.push(self.entry(depth + 1)?);
        }
    }

    fn entry(&mut self, depth: usize) -> Option<Entry> {
        let first = self.value(depth)?;
        let (key, value) = if self.next_is(TokenKind::Colon) {
            self.advance();
            (Some(first), self.value(depth)?)
        } else {
            (None, first)
        };
        let comma = self.next.filter(|token| token.kind == TokenKind::Comma).map(|token| token.start);
        if comma.is_some() {
            self.advance();
        }
        Some(Entry { key, value, comma })
    }
}

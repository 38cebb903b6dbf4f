//! The entries between brackets, with the blanks, commas and comments around each: as they were read, and as an entry is
//! added to its neighbours.

use super::Writer;
use crate::storage::syntax::{Entry, Group};
use crate::storage::tokens::{TokenKind, Tokens};
use std::collections::BTreeMap;

/// An entry that is not in the text, after the key that it follows.
pub(super) type Addition = (Option<String>, Piece);

/// A piece of the text between brackets: what precedes an entry, the entry, and what follows it on its line.
pub(super) struct Piece {
    /// Blanks and the comments above it.
    before: String,
    /// Its key, if it has one, and its value.
    pub(super) entry: String,
    /// Whatever stands between its value and its comma.
    before_comma: String,
    /// Whether a comma follows.
    comma: bool,
    /// A comment after it on the same line.
    after: String,
}

/// How entries are added to a group, the same for all of them: it is found once, since the group may be as long as the
/// text.
pub(super) struct AdditionStyle {
    /// The blanks before each.
    separator: String,
    /// A line end and the indentation of the group's entries.
    new_line: String,
    indentation: String,
    /// Whether the group had no entry.
    is_first: bool,
    /// Whether each goes on one line.
    is_short: bool,
}

impl Writer<'_> {
    /// An entry of the text that was read, with a value.
    pub(super) fn piece(&self, group: &Group, at: usize, value: String) -> Piece {
        let (text, entry) = (self.texts.written, &group.entries[at]);
        let from = match at.checked_sub(1) {
            Some(before) => self.line_after(group, before),
            None => self.heading_end(group),
        };
        Piece {
            before: text[from..entry.start()].to_owned(),
            entry: format!("{}{value}", &text[entry.start()..entry.value.start]),
            before_comma: text[entry.value.end..entry.comma.unwrap_or(entry.value.end)].to_owned(),
            comma: entry.comma.is_some(),
            after: text[entry.end()..self.line_after(group, at)].to_owned(),
        }
    }

    /// The byte after an entry, its comma, and the comments that follow on the same line.
    fn line_after(&self, group: &Group, at: usize) -> usize {
        let next = group.entries.get(at + 1).map_or(group.close, Entry::start);
        self.comments_on_line(group.entries[at].end(), next)
    }

    /// The byte after the comments that begin on the line of a byte and end before another.
    fn comments_on_line(&self, from: usize, to: usize) -> usize {
        let (mut comments, rest) = (from, &self.texts.written[from..to]);
        for token in Tokens::of(rest) {
            let text = &rest[token.start..token.end];
            match token.kind {
                TokenKind::Blank if text.contains('\n') => return comments,
                TokenKind::Comment if text.contains('\n') => break,
                // The line end of some systems begins with what the scanner takes for the comment's last character.
                TokenKind::Comment => comments = from + token.start + text.trim_end().len(),
                _ => {}
            }
        }
        // Without a line end, a comment belongs to what follows it.
        from
    }

    /// The byte after the heading of a group: the comments on the line of its bracket, and those that an empty line sets
    /// apart from its first entry.
    fn heading_end(&self, group: &Group) -> usize {
        let first = group.entries.first().map_or(group.close, Entry::start);
        let on_line = self.comments_on_line(group.open + 1, first);
        let mut end = on_line;
        for token in Tokens::of(&self.texts.written[on_line..first]) {
            let blank = &self.texts.written[on_line + token.start..on_line + token.end];
            if token.kind == TokenKind::Blank && blank.matches('\n').count() > 1 {
                // The last line end belongs to the entry.
                let last =
                    blank.rfind('\n').map_or(0, |last| last - usize::from(blank[..last].ends_with('\r')));
                end = on_line + token.start + last;
            }
        }
        end
    }

    /// How entries are added to a group: as their neighbours are written, each on one line or over several.
    pub(super) fn style(&self, group: &Group) -> AdditionStyle {
        let are_short = |entry: &Entry| {
            self.looked_at.set(self.looked_at.get() + 1);
            !self.texts.written[entry.start()..entry.value.end].contains('\n')
        };
        AdditionStyle {
            separator: self.separator(group),
            new_line: self.new_line(group),
            indentation: self.indentation(group),
            is_first: group.entries.is_empty(),
            is_short: !group.entries.is_empty() && group.entries.iter().all(are_short),
        }
    }

    /// An entry that was not in the text.
    pub(super) fn added(&self, style: &AdditionStyle, entry: &Entry) -> Piece {
        let text = &self.texts.new[entry.start()..entry.value.end];
        let before = match style.is_first && text.contains('\n') {
            true => style.new_line.clone(),
            false => style.separator.clone(),
        };
        let entry = match style.is_short {
            true => on_one_line(text),
            false => self.reindented(text, &style.indentation),
        };
        Piece { before, entry, before_comma: String::new(), comma: false, after: String::new() }
    }

    /// The blanks between one entry of a group and the next.
    fn separator(&self, group: &Group) -> String {
        let between = match &group.entries[..] {
            [] | [_] => self.is_on_lines(group),
            [first, second, ..] => self.texts.written[first.end()..second.start()].contains('\n'),
        };
        match between {
            true => self.new_line(group),
            false if group.entries.is_empty() => String::new(),
            false => " ".to_owned(),
        }
    }

    /// Whether each entry of a group stands on a line of its own.
    fn is_on_lines(&self, group: &Group) -> bool {
        let first = group.entries.first().map_or(group.close, Entry::start);
        self.texts.written[group.open..first].contains('\n')
    }

    /// A line end, and the indentation of the entries of a group.
    fn new_line(&self, group: &Group) -> String {
        format!("{}{}", self.line_end, self.indentation(group))
    }

    /// The indentation of the entries of a group: that of the first on a line of its own, or two blanks more than that
    /// of the bracket's line.
    fn indentation(&self, group: &Group) -> String {
        let is_below = |entry: &&Entry| self.texts.written[group.open..entry.start()].contains('\n');
        match group.entries.iter().take(2).find(is_below) {
            Some(entry) => self.indentation_at(entry.start()),
            None => format!("{}  ", self.indentation_at(group.open)),
        }
    }

    /// The blanks with which the line of a byte begins.
    pub(super) fn indentation_at(&self, byte: usize) -> String {
        let text = &self.texts.written[..byte];
        let line = text.rfind('\n').map_or(text, |end| &text[end + 1..]);
        line.chars().take_while(|sign| matches!(sign, ' ' | '\t')).collect()
    }

    /// The program's own text, whose last line gets this indentation and the others as much more as they have.
    pub(super) fn reindented(&self, text: &str, indentation: &str) -> String {
        let own = text.rsplit_once('\n').map_or(0, |(_, last)| last.len() - last.trim_start().len());
        let line = |line: &str| format!("{indentation}{}", line.get(own..).unwrap_or(line.trim_start()));
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or(text).to_owned();
        std::iter::once(first).chain(lines.map(line)).collect::<Vec<_>>().join(self.line_end)
    }

    /// The inside of a group of these pieces, below its heading.
    pub(super) fn joined(&self, group: &Group, mut pieces: Vec<Piece>) -> String {
        let text = self.texts.written;
        let heading_end = self.heading_end(group);
        let (tail, last_has_comma) = match group.entries.len().checked_sub(1) {
            Some(last) => (self.line_after(group, last), group.entries[last].comma.is_some()),
            None => (heading_end, true),
        };
        let starts_line = |piece: &Piece| piece.before.contains('\n');
        let on_lines = self.is_on_lines(group) || group.entries.is_empty() && pieces.iter().any(starts_line);
        let count = pieces.len();
        let heading = &text[group.open + 1..heading_end];
        let mut inside = heading.to_owned();
        for at in 0..count {
            let piece = &mut pieces[at];
            let has_more = at + 1 < count;
            piece.comma = has_more || last_has_comma && (on_lines || piece.comma);
            if piece.before.trim().is_empty() {
                piece.before = match at {
                    // As far from its bracket as the first entry was.
                    0 => self.before_first(group, piece),
                    _ if piece.before.is_empty() => self.separator(group),
                    _ => std::mem::take(&mut piece.before),
                };
            }
            let above = at.checked_sub(1).map_or(heading, |above| &pieces[above].after);
            if swallows(above, &pieces[at].before) {
                inside.push_str(&self.new_line(group));
            }
            inside.push_str(&pieces[at].text());
        }
        let rest = &text[tail..group.close];
        if on_lines && count > 0 && !rest.contains('\n') {
            inside.push_str(self.line_end);
            inside.push_str(&self.indentation_at(group.open));
        }
        if count > 0 && swallows(&pieces[count - 1].after, rest) && !on_lines {
            inside.push_str(self.line_end);
        }
        inside.push_str(rest);
        inside
    }

    /// The blanks before an entry that comes first.
    fn before_first(&self, group: &Group, piece: &Piece) -> String {
        match group.entries.first() {
            Some(first) => {
                let before = &self.texts.written[self.heading_end(group)..first.start()];
                if before.trim().is_empty() { before.to_owned() } else { self.new_line(group) }
            }
            None => piece.before.clone(),
        }
    }
}

/// The program's own text on one line.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for token in Tokens::of(text) {
        match token.kind {
            TokenKind::Blank if !line.ends_with(['(', '[', '{', ' ']) => line.push(' '),
            TokenKind::Blank => {}
            TokenKind::Close(_) => {
                let end = line.trim_end().trim_end_matches(',').len();
                line.truncate(end);
                line.push_str(&text[token.start..token.end]);
            }
            _ => line.push_str(&text[token.start..token.end]),
        }
    }
    line
}

/// Whether a text ends in a comment that reaches to the end of the line, and what follows does not begin one.
fn swallows(above: &str, next: &str) -> bool {
    let last = Tokens::of(above).last().filter(|token| token.kind == TokenKind::Comment);
    let is_open = last.is_some_and(|token| above[token.start..].starts_with("//"));
    is_open && !next.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

impl Piece {
    fn text(&self) -> String {
        let Piece { before, entry, before_comma, comma, after } = self;
        format!("{before}{entry}{before_comma}{}{after}", if *comma { "," } else { "" })
    }
}

/// Entries with those that are added, each after the one that it follows.
pub(super) fn with_additions(pieces: Vec<(String, Piece)>, added: Vec<Addition>) -> Vec<Piece> {
    let mut after: BTreeMap<Option<String>, Vec<Piece>> = BTreeMap::new();
    for (previous, piece) in added {
        after.entry(previous).or_default().push(piece);
    }
    let mut all = after.remove(&None).unwrap_or_default();
    for (key, piece) in pieces {
        all.push(piece);
        all.extend(after.remove(&Some(key)).unwrap_or_default());
    }
    // One that followed an entry that is no more.
    all.extend(after.into_values().flatten());
    all
}

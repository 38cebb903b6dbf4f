//! Writes a changed scenario into the text that it was read from, so that comments, order, numbers as they were
//! written and left-out defaults stay wherever nothing was changed.
//!
//! Three texts are compared: the one that was read, and the program's own texts of the scenario before and after. Where
//! the program's own texts agree, the text that was read stays as it is.

use super::syntax::{self, Entry, Group, Value, decoded};
use super::text;
use super::tokens::{TokenKind, Tokens};
use crate::scenario::Scenario;
use std::collections::{HashMap, VecDeque};

/// The text of a scenario that was read from `original`.
///
/// Where that text cannot be kept, because it is of an older version of the format, the program's own text comes
/// instead, without its comments.
///
/// # Errors
/// If the scenario cannot be written as text; a sentence.
pub fn rewrite(original: &str, scenario: &Scenario) -> Result<String, String> {
    let own = text::write(scenario)?;
    let kept = rewritten(original, &own);
    // Never lose a change for the sake of a comment.
    let holds = |text: &String| text::parse(text, "").is_ok_and(|read| read == *scenario);
    Ok(kept.filter(holds).unwrap_or(own))
}

/// Whether a text has comments.
pub fn has_comments(text: &str) -> bool {
    Tokens::of(text).any(|token| token.kind == TokenKind::Comment)
}

fn rewritten(original: &str, new: &str) -> Option<String> {
    let before = text::parse(original, "").ok()?;
    let old = text::write(&before).ok()?;
    if old == new {
        return Some(original.to_owned());
    }
    let bare = text::without_mark(original);
    let mark = &original[..original.len() - bare.len()];
    let values = [bare, &old, new].map(syntax::structure);
    let [Some(written), Some(old_value), Some(new_value)] = values else { return None };
    let writer = Writer { texts: Texts { written: bare, old: &old, new }, line_end: line_end(bare) };
    let middle = writer.value(&written, &old_value, &new_value)?;
    Some(format!("{mark}{}{middle}{}", &bare[..written.start], &bare[written.end..]))
}

/// The line end of a text: that of its first line.
fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}

/// The three texts.
#[derive(Clone, Copy)]
struct Texts<'a> {
    /// The text that was read.
    written: &'a str,
    /// The program's own text of the scenario that was read.
    old: &'a str,
    /// The program's own text of the scenario that is written.
    new: &'a str,
}

struct Writer<'a> {
    texts: Texts<'a>,
    line_end: &'static str,
}

/// A piece of the text between brackets: what precedes an entry, the entry, and what follows it on its line.
struct Piece {
    /// Blanks and comments before it.
    before: String,
    /// Its key, if it has one, and its value.
    entry: String,
    /// Whatever stands between its value and its comma.
    before_comma: String,
    /// Whether a comma follows.
    comma: bool,
    /// A comment after it on the same line.
    after: String,
    /// Whether it had been the first.
    was_first: bool,
}

impl Writer<'_> {
    /// The text of a value; `None` if the texts do not fit together.
    fn value(&self, written: &Value, old: &Value, new: &Value) -> Option<String> {
        let Texts { written: text, old: old_text, new: new_text } = self.texts;
        if old.text(old_text) == new.text(new_text) {
            return Some(written.text(text).to_owned());
        }
        if written.name(text) == "Some" && old.name(old_text) != "Some" {
            return self.within_some(written, old, new);
        }
        match [&written.group, &old.group, &new.group] {
            [Some(group), Some(before), Some(after)]
                if old.name(old_text) == new.name(new_text) && are_alike(group, before, after) =>
            {
                let is_keyed = group.bracket == b'{' || before.is_keyed() || after.is_keyed();
                let inside = match is_keyed {
                    true => self.keyed(group, before, after)?,
                    false => self.list(group, before, after)?,
                };
                Some(format!(
                    "{}{inside}{}",
                    &text[written.start..=group.open],
                    &text[group.close..written.end]
                ))
            }
            _ => Some(self.fresh(written, new)),
        }
    }

    /// The text of an optional value around which somebody wrote `Some(…)`.
    fn within_some(&self, written: &Value, old: &Value, new: &Value) -> Option<String> {
        let inner = written.group.as_ref().and_then(|group| group.entries.first())?;
        if new.text(self.texts.new) == "None" {
            return Some("None".to_owned());
        }
        let (text, inside) = (self.texts.written, &inner.value);
        let value = self.value(inside, old, new)?;
        Some(format!("{}{value}{}", &text[written.start..inside.start], &text[inside.end..written.end]))
    }

    /// The inside of a map or of a value with fields, in the order that was read unless the order of a map was
    /// changed.
    fn keyed(&self, written: &Group, old: &Group, new: &Group) -> Option<String> {
        let Texts { written: text, old: old_text, new: new_text } = self.texts;
        let mut pieces: Vec<(String, Piece)> = Vec::new();
        for (at, entry) in written.entries.iter().enumerate() {
            let key = decoded(entry.key.as_ref()?.text(text));
            let [before, after] = [(old, old_text), (new, new_text)]
                .map(|(group, text)| group.position(text, &key).map(|at| &group.entries[at]));
            let value = match (before, after) {
                (Some(before), Some(after)) => self.value(&entry.value, &before.value, &after.value)?,
                (None, Some(after)) => self.fresh(&entry.value, &after.value),
                // A default that somebody wrote down.
                (None, None) => entry.value.text(text).to_owned(),
                (Some(_), None) => continue,
            };
            pieces.push((key, self.piece(written, at, value)));
        }
        if written.bracket == b'{' && self.is_reordered(old, new) {
            pieces.sort_by_key(|(key, _)| new.position(new_text, key));
        }
        let added = self.additions(written, old, new)?;
        Some(self.joined(written, with_additions(pieces, added)))
    }

    /// Whether the keys that both maps have come in another order.
    fn is_reordered(&self, old: &Group, new: &Group) -> bool {
        let key = |entry: &Entry, text: &str| entry.key.as_ref().map(|key| decoded(key.text(text)));
        let places =
            new.entries.iter().filter_map(|entry| old.position(self.texts.old, &key(entry, self.texts.new)?));
        !places.is_sorted()
    }

    /// The entries that are not in the text, each with the key after which it comes in the program's own text. A
    /// default that was left out and is as it was stays left out.
    fn additions(&self, written: &Group, old: &Group, new: &Group) -> Option<Vec<(Option<String>, Piece)>> {
        let Texts { written: text, old: old_text, new: new_text } = self.texts;
        let (mut additions, mut previous) = (Vec::new(), None);
        for entry in &new.entries {
            let key = decoded(entry.key.as_ref()?.text(new_text));
            let before = old.position(old_text, &key).map(|at| old.entries[at].value.text(old_text));
            if written.position(text, &key).is_some() {
                previous = Some(key);
            } else if before != Some(entry.value.text(new_text)) {
                additions.push((previous.clone(), self.added(written, entry)));
            }
        }
        Some(additions)
    }

    /// The inside of a list or tuple. Elements that were there before are found by their text.
    fn list(&self, written: &Group, old: &Group, new: &Group) -> Option<String> {
        if written.entries.len() != old.entries.len() {
            return None;
        }
        let mut pieces = Vec::new();
        for (entry, at) in new.entries.iter().zip(self.sources(old, new)) {
            pieces.push(match at {
                Some(at) => self.kept(written, at, &old.entries[at], entry)?,
                None => self.added(written, entry),
            });
        }
        Some(self.joined(written, pieces))
    }

    /// For each element of a list, the one that it was before: the same one, or else one that is no more, at its own
    /// place if that is free.
    fn sources(&self, old: &Group, new: &Group) -> Vec<Option<usize>> {
        let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (at, entry) in old.entries.iter().enumerate() {
            places.entry(entry.value.text(self.texts.old)).or_default().push_back(at);
        }
        let same = |entry: &Entry| places.get_mut(entry.value.text(self.texts.new))?.pop_front();
        let mut sources: Vec<Option<usize>> = new.entries.iter().map(same).collect();
        let mut free = vec![true; old.entries.len()];
        sources.iter().flatten().for_each(|at| free[*at] = false);
        if old.entries.len() == new.entries.len() {
            for (at, source) in sources.iter_mut().enumerate().filter(|(at, _)| free[*at]) {
                *source = source.or(Some(at));
            }
        }
        sources
    }

    /// An entry that was there before.
    fn kept(&self, written: &Group, at: usize, old: &Entry, new: &Entry) -> Option<Piece> {
        let value = self.value(&written.entries[at].value, &old.value, &new.value)?;
        Some(self.piece(written, at, value))
    }

    /// An entry of the text that was read, with a value.
    fn piece(&self, group: &Group, at: usize, value: String) -> Piece {
        let (text, entry) = (self.texts.written, &group.entries[at]);
        let from = at.checked_sub(1).map_or(group.open + 1, |before| self.line_after(group, before));
        Piece {
            before: text[from..entry.start()].to_owned(),
            entry: format!("{}{value}", &text[entry.start()..entry.value.start]),
            before_comma: text[entry.value.end..entry.comma.unwrap_or(entry.value.end)].to_owned(),
            comma: entry.comma.is_some(),
            after: text[entry.end()..self.line_after(group, at)].to_owned(),
            was_first: at == 0,
        }
    }

    /// The byte after an entry, its comma, and the comments that follow on the same line.
    fn line_after(&self, group: &Group, at: usize) -> usize {
        let end = group.entries[at].end();
        let next = group.entries.get(at + 1).map_or(group.close, Entry::start);
        let (mut comments, rest) = (end, &self.texts.written[end..next]);
        for token in Tokens::of(rest) {
            match &rest[token.start..token.end] {
                text if text.contains('\n') && token.kind == TokenKind::Blank => return comments,
                text if text.contains('\n') => break,
                _ if token.kind == TokenKind::Comment => comments = end + token.end,
                _ => {}
            }
        }
        // Without a line end, a comment belongs to what follows it.
        end
    }

    /// An entry that was not in the text.
    fn added(&self, group: &Group, entry: &Entry) -> Piece {
        let text = &self.texts.new[entry.start()..entry.value.end];
        let is_empty = group.entries.is_empty();
        let before = if self.is_on_lines(group) || is_empty && text.contains('\n') {
            self.new_line(group)
        } else if is_empty {
            String::new()
        } else {
            " ".to_owned()
        };
        let entry = self.reindented(text, &self.indentation(group));
        Piece {
            before,
            entry,
            before_comma: String::new(),
            comma: false,
            after: String::new(),
            was_first: false,
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

    /// The indentation of the entries of a group: that of its first, or two blanks more than that of its line.
    fn indentation(&self, group: &Group) -> String {
        match group.entries.first().filter(|_| self.is_on_lines(group)) {
            Some(entry) => self.indentation_at(entry.start()),
            None => format!("{}  ", self.indentation_at(group.open)),
        }
    }

    /// The blanks with which the line of a byte begins.
    fn indentation_at(&self, byte: usize) -> String {
        let text = &self.texts.written[..byte];
        let line = text.rfind('\n').map_or(text, |end| &text[end + 1..]);
        line.chars().take_while(|sign| matches!(sign, ' ' | '\t')).collect()
    }

    /// The program's own text, whose last line gets this indentation and the others as much more as they have.
    fn reindented(&self, text: &str, indentation: &str) -> String {
        let own = text.rsplit_once('\n').map_or(0, |(_, last)| last.len() - last.trim_start().len());
        let line = |line: &str| format!("{indentation}{}", line.get(own..).unwrap_or(line.trim_start()));
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or(text).to_owned();
        std::iter::once(first).chain(lines.map(line)).collect::<Vec<_>>().join(self.line_end)
    }

    /// The text of a value that was changed, in the way in which the one before it was written.
    fn fresh(&self, written: &Value, new: &Value) -> String {
        let (was, text) = (written.text(self.texts.written), new.text(self.texts.new));
        let is_text = |text: &str| text.ends_with(['"', '#']);
        if written.group.is_none() && is_text(was) && is_text(text) {
            return like(was, &decoded(text)).unwrap_or_else(|| text.to_owned());
        }
        self.reindented(text, &self.indentation_at(written.start))
    }

    /// The inside of a group of these pieces.
    fn joined(&self, group: &Group, mut pieces: Vec<Piece>) -> String {
        let text = self.texts.written;
        let last = group.entries.len().checked_sub(1);
        let first_before = group.entries.first().map(|first| &text[group.open + 1..first.start()]);
        let last_has_comma = last.is_none_or(|last| group.entries[last].comma.is_some());
        let starts_line = |piece: &Piece| piece.before.contains('\n');
        let on_lines = self.is_on_lines(group) || last.is_none() && pieces.iter().any(starts_line);
        let count = pieces.len();
        for (at, piece) in pieces.iter_mut().enumerate() {
            let is_blank = piece.before.trim().is_empty();
            match first_before.filter(|_| at == 0) {
                Some(before) if is_blank && !piece.was_first => before.clone_into(&mut piece.before),
                None if is_blank && piece.was_first && on_lines => piece.before = self.new_line(group),
                None if is_blank && piece.was_first && at > 0 => " ".clone_into(&mut piece.before),
                Some(_) | None => {}
            }
            piece.comma =
                at + 1 < count || if on_lines { last_has_comma } else { piece.comma && last_has_comma };
        }
        let mut inside: String = pieces.iter().map(Piece::text).collect();
        let rest = &text[last.map_or(group.open + 1, |last| self.line_after(group, last))..group.close];
        inside.push_str(rest);
        if on_lines && count > 0 && !rest.contains('\n') {
            inside.push_str(self.line_end);
            inside.push_str(&self.indentation_at(group.open));
        }
        inside
    }
}

impl Piece {
    fn text(&self) -> String {
        let Piece { before, entry, before_comma, comma, after, .. } = self;
        format!("{before}{entry}{before_comma}{}{after}", if *comma { "," } else { "" })
    }
}

/// Entries with those that are added, each after the one that it follows.
fn with_additions(pieces: Vec<(String, Piece)>, added: Vec<(Option<String>, Piece)>) -> Vec<Piece> {
    let mut after: HashMap<Option<String>, Vec<Piece>> = HashMap::new();
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

/// Whether the groups of a value in the three texts are of one kind, so that their entries can be compared.
fn are_alike(written: &Group, old: &Group, new: &Group) -> bool {
    let is_keyed = |group: &Group| group.is_keyed();
    let keyed = [written, old, new].map(|group| group.entries.is_empty() || is_keyed(group) == is_keyed(old));
    written.bracket == old.bracket && old.bracket == new.bracket && keyed == [true; 3]
}

/// A text in quotation marks, written as another one was: raw, or with its lines as lines. `None` if that was neither,
/// or where it cannot be written so.
fn like(was: &str, text: &str) -> Option<String> {
    if let Some(raw) = was.strip_prefix('r') {
        let hashes = &raw[..raw.find('"')?];
        let closing = format!("\"{hashes}");
        return (!text.contains(&closing)).then(|| format!("r{hashes}\"{text}{closing}"));
    }
    let fits = was.contains('\n') && text.chars().all(|sign| sign == '\n' || !sign.is_control());
    fits.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

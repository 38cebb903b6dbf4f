//! Writes a changed scenario into the text that it was read from, so that comments, order, numbers as they were
//! written and left-out defaults stay wherever nothing was changed.
//!
//! Three texts are compared: the one that was read, and the program's own texts of the scenario before and after. Where
//! the program's own texts agree, the text that was read stays as it is.

use super::syntax::{self, Entry, Group, Value, decoded, quoted};
use super::text;
use super::tokens::{Token, TokenKind, Tokens};
use crate::scenario::Scenario;
use std::cell::RefCell;
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
    let writer = Writer {
        texts: Texts { written: bare, old: &old, new },
        line_end: line_end(bare),
        defaults: RefCell::default(),
    };
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
    /// The defaults of fields that were looked for, by name and kind of value.
    defaults: RefCell<HashMap<(String, u8), Option<&'static str>>>,
}

/// The texts of all defaults that the program's own text leaves out.
const DEFAULTS: [&str; 7] = ["None", "\"\"", "[]", "{}", "()", "0", "0.0"];

/// An entry that is not in the text, after the key that it follows.
type Addition = (Option<String>, Piece);

/// A piece of the text between brackets: what precedes an entry, the entry, and what follows it on its line.
struct Piece {
    /// Blanks and the comments above it.
    before: String,
    /// Its key, if it has one, and its value.
    entry: String,
    /// Whatever stands between its value and its comma.
    before_comma: String,
    /// Whether a comma follows.
    comma: bool,
    /// A comment after it on the same line.
    after: String,
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
        if let Some(value) = self.at_length(written, old, new) {
            return Some(value);
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

    /// The text of a number that somebody wrote at length, `(value: 0.8)` or `(low: …, likely: …, high: …)`: it stays so
    /// while it is a number alone, or holds a comment, and so does each comment beside the number it stood at.
    fn at_length(&self, written: &Value, old: &Value, new: &Value) -> Option<String> {
        let text = self.texts.written;
        let group = written.group.as_ref().filter(|group| group.bracket == b'(')?;
        let is_alone = group.entries.len() == 1 && old.group.is_none() && new.group.is_none();
        let is_number = group.position(text, "value").or(group.position(text, "likely")).is_some();
        if !is_number || !is_alone && !text::has_comments(written.text(text)) {
            return None;
        }
        let mut pieces = Vec::new();
        for (at, entry) in group.entries.iter().enumerate() {
            let key = decoded(entry.key.as_ref()?.text(text));
            // A single value that becomes a range is its likely one.
            let is_renamed = key == "value" && number_part(new, self.texts.new, "value").is_none();
            let key = if is_renamed { "likely".to_owned() } else { key };
            let [before, after] = [(old, self.texts.old), (new, self.texts.new)]
                .map(|(number, text)| number_part(number, text, &key).map(|part| (part, part.text(text))));
            let value = match (before, after, key.as_str()) {
                (Some((_, before)), Some((_, after)), _) if before == after => {
                    entry.value.text(text).to_owned()
                }
                (None, None, _) => entry.value.text(text).to_owned(),
                (_, Some((after, _)), _) => self.fresh(&entry.value, after),
                (Some(_), None, "from") => self.with_comments(&entry.value, "Guess".into()),
                (Some(_), None, "note") => self.with_comments(&entry.value, "\"\"".into()),
                (Some(_), None, _) => return None,
            };
            let mut piece = self.piece(group, at, value);
            if is_renamed {
                piece.entry = piece.entry.replacen("value", "likely", 1);
            }
            pieces.push((key, piece));
        }
        let added = self.parts_of_number(group, &pieces, new)?;
        let inside = self.joined(group, with_additions(pieces, added));
        Some(format!("{}{inside}{}", &text[written.start..=group.open], &text[group.close..written.end]))
    }

    /// The parts of a number that its text does not have; see [`Writer::additions`].
    fn parts_of_number(
        &self,
        written: &Group,
        pieces: &[(String, Piece)],
        new: &Value,
    ) -> Option<Vec<Addition>> {
        let (mut additions, mut previous) = (Vec::new(), None);
        let has = |name: &str| pieces.iter().any(|(key, _)| key == name);
        for entry in new.group.iter().flat_map(|group| &group.entries) {
            let key = decoded(entry.key.as_ref()?.text(self.texts.new));
            if has(&key) {
                previous = Some(key);
            } else if key != "value" || !has("likely") {
                additions.push((previous.clone(), self.added(written, entry)));
            }
        }
        Some(additions)
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
                (Some(_), None) => match self.default_of(written, &key, entry, old)? {
                    Some(default) => self.with_comments(&entry.value, default.into()),
                    None => continue,
                },
            };
            pieces.push((key, self.piece(written, at, value)));
        }
        if written.bracket == b'{' && self.is_reordered(old, new) {
            pieces.sort_by_key(|(key, _)| new.position(new_text, key));
        }
        let added = self.additions(written, old, new)?;
        Some(self.joined(written, with_additions(pieces, added)))
    }

    /// The text of the default of a field that somebody wrote down, and that the program's own text leaves out where it is
    /// the default; `None` for an entry of a map, which is no more.
    fn default_of(
        &self,
        written: &Group,
        key: &str,
        entry: &Entry,
        old: &Group,
    ) -> Option<Option<&'static str>> {
        if written.bracket == b'{' {
            return Some(None);
        }
        let Texts { written: text, old: old_text, .. } = self.texts;
        let before = &old.entries[old.position(old_text, key)?];
        let kind = (key.to_owned(), before.value.text(old_text).as_bytes()[0]);
        if let Some(default) = self.defaults.borrow().get(&kind) {
            return Some(*default);
        }
        let without = format!("{}{}", &old_text[..before.start()], &old_text[before.end()..]);
        let is_left_out = |default: &&'static str| {
            let tried = format!("{}{default}{}", &text[..entry.value.start], &text[entry.value.end..]);
            let own = text::parse(&tried, "").ok().and_then(|scenario| text::write(&scenario).ok());
            own.is_some_and(|own| signs(&own).eq(signs(&without)))
        };
        let default = DEFAULTS.into_iter().find(is_left_out);
        self.defaults.borrow_mut().insert(kind, default);
        Some(default)
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
    fn additions(&self, written: &Group, old: &Group, new: &Group) -> Option<Vec<Addition>> {
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

    /// An entry that was not in the text.
    fn added(&self, group: &Group, entry: &Entry) -> Piece {
        let text = &self.texts.new[entry.start()..entry.value.end];
        let before = match group.entries.is_empty() && text.contains('\n') {
            true => self.new_line(group),
            false => self.separator(group),
        };
        // As its neighbours are written: each on one line, or over several.
        let are_short = |entry: &Entry| !self.texts.written[entry.start()..entry.value.end].contains('\n');
        let entry = match !group.entries.is_empty() && group.entries.iter().all(are_short) {
            true => on_one_line(text),
            false => self.reindented(text, &self.indentation(group)),
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
            return like(was, &decoded(text));
        }
        self.with_comments(written, self.reindented(text, &self.indentation_at(written.start)))
    }

    /// A text in place of a value, after the comments that stood within it.
    fn with_comments(&self, written: &Value, text: String) -> String {
        let was = written.text(self.texts.written);
        let comments = Tokens::of(was).filter(|token| token.kind == TokenKind::Comment);
        let new_line = format!("{}{}  ", self.line_end, self.indentation_at(written.start));
        let comment = |token: Token| format!("{}{new_line}", was[token.start..token.end].trim_end());
        comments.map(comment).collect::<String>() + &text
    }

    /// The inside of a group of these pieces, below its heading.
    fn joined(&self, group: &Group, mut pieces: Vec<Piece>) -> String {
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

/// The part of a number by its name; every value of a plain number is that number.
fn number_part<'v>(number: &'v Value, text: &str, name: &str) -> Option<&'v Value> {
    let is_value = matches!(name, "value" | "low" | "likely" | "high");
    let Some(group) = &number.group else { return is_value.then_some(number) };
    let at = group.position(text, name).or_else(|| group.position(text, "value").filter(|_| is_value))?;
    Some(&group.entries[at].value)
}

/// The tokens of the program's own text without what depends on how many there are: blanks, and commas before a bracket.
fn signs(text: &str) -> impl Iterator<Item = &str> {
    let mut tokens = Tokens::of(text).filter(|token| !token.is_trivia()).peekable();
    std::iter::from_fn(move || {
        let token = tokens.next()?;
        let closes = |next: &Token| matches!(next.kind, TokenKind::Close(_));
        match token.kind == TokenKind::Comma && tokens.peek().is_some_and(closes) {
            true => tokens.next(),
            false => Some(token),
        }
        .map(|token| &text[token.start..token.end])
    })
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
fn with_additions(pieces: Vec<(String, Piece)>, added: Vec<Addition>) -> Vec<Piece> {
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

/// A text in quotation marks, written as another one was: raw, or with its lines as lines.
fn like(was: &str, text: &str) -> String {
    if let Some(raw) = was.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let closing = format!("\"{}", &raw[..hashes]);
        if !text.contains(&closing) {
            return format!("r{}\"{text}{closing}", &raw[..hashes]);
        }
    }
    match was.contains('\n') {
        true => quoted(text, |sign| matches!(sign, '\n' | '\r')),
        false => quoted(text, |_| false),
    }
}

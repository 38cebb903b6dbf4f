//! Writes a changed scenario into the text that it was read from, so that comments, order, numbers as they were
//! written and left-out defaults stay wherever nothing was changed.
//!
//! Three texts are compared: the one that was read, and the program's own texts of the scenario before and after. Where
//! the program's own texts agree, the text that was read stays as it is.

mod numbers;
mod pieces;

use super::syntax::{self, Entry, Group, Value, decoded, quoted};
use super::text;
use super::tokens::{Token, TokenKind, Tokens};
use crate::scenario::Scenario;
use pieces::{Addition, Piece, with_additions};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

/// The text of a scenario that was read from `original`.
///
/// Where that text cannot be kept, because it is of an older version of the format, the program's own text comes
/// instead, without its comments.
///
/// # Errors
/// If the scenario cannot be written as text; a sentence.
pub fn rewrite(original: &str, scenario: &Scenario) -> Result<String, String> {
    Ok(match rewritten_or_plain(original, scenario)? {
        Rewritten::Kept(text) | Rewritten::Plain(text) => text,
    })
}

/// The text of a scenario that was read from another text.
pub(super) enum Rewritten {
    /// The text that was read, changed where the scenario was.
    Kept(String),
    /// The program's own text, because the other cannot be kept.
    Plain(String),
}

/// The same as [`rewrite`], and whether the text that was read is kept.
///
/// # Errors
/// If the scenario cannot be written as text; a sentence.
pub(super) fn rewritten_or_plain(original: &str, scenario: &Scenario) -> Result<Rewritten, String> {
    let own = text::write(scenario)?;
    let kept = rewritten(original, &own);
    // Never lose a change for the sake of a comment.
    let holds = |text: &String| text::parse(text, "").is_ok_and(|read| read == *scenario);
    Ok(kept.filter(holds).map_or(Rewritten::Plain(own), Rewritten::Kept))
}

/// Whether a text has anything that somebody wrote by hand, and that is lost where the program's own text replaces it:
/// comments, or an order or a style of their own.
pub(super) fn is_written_by_hand(original: &str) -> bool {
    // A text of an older version has the order of that version.
    let own = text::parse(original, "").ok().and_then(|scenario| text::write(&scenario).ok());
    text::has_comments(original) || own.is_some_and(|own| own != original)
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
        looked_at: Cell::default(),
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
    /// How many entries were looked at to find how others are added: the work that would grow with the square of a file,
    /// if it were done for each of them.
    looked_at: Cell<usize>,
}

/// The texts of all defaults that the program's own text leaves out.
const DEFAULTS: [&str; 7] = ["None", "\"\"", "[]", "{}", "()", "0", "0.0"];

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
        let (mut additions, mut previous, style) = (Vec::new(), None, self.style(written));
        for entry in &new.entries {
            let key = decoded(entry.key.as_ref()?.text(new_text));
            let before = old.position(old_text, &key).map(|at| old.entries[at].value.text(old_text));
            if written.position(text, &key).is_some() {
                previous = Some(key);
            } else if before != Some(entry.value.text(new_text)) {
                additions.push((previous.clone(), self.added(&style, entry)));
            }
        }
        Some(additions)
    }

    /// The inside of a list or tuple. Elements that were there before are found by their text.
    fn list(&self, written: &Group, old: &Group, new: &Group) -> Option<String> {
        if written.entries.len() != old.entries.len() {
            return None;
        }
        let (mut pieces, style) = (Vec::new(), self.style(written));
        for (entry, at) in new.entries.iter().zip(self.sources(old, new)) {
            pieces.push(match at {
                Some(at) => self.kept(written, at, &old.entries[at], entry)?,
                None => self.added(&style, entry),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, ActorId};

    fn with_actors(count: usize) -> String {
        let mut scenario = Scenario::default();
        for number in 0..count {
            let id = ActorId::try_from(format!("actor-{number:05}").as_str()).expect("an id");
            scenario.actors.put(id, Actor::named(&format!("Actor {number}")));
        }
        text::write(&scenario).expect("written")
    }

    #[test]
    fn ten_thousand_actors_are_added_in_work_that_grows_with_their_number_and_not_with_its_square() {
        let (old, new) = (with_actors(2_000), with_actors(12_000));
        let [Some(written), Some(before), Some(after)] =
            [&old, &old, &new].map(|text| syntax::structure(text))
        else {
            panic!("the program's own texts have a structure");
        };
        let writer = Writer {
            texts: Texts { written: &old, old: &old, new: &new },
            line_end: "\n",
            defaults: RefCell::default(),
            looked_at: Cell::default(),
        };
        let text = writer.value(&written, &before, &after).expect("the texts fit together");
        let actors = |text: &str| text::parse(text, "").expect("it opens").actors;
        assert_eq!(actors(&text), actors(&new));
        assert!(writer.looked_at.get() < 2 * 2_000, "looked at {} entries", writer.looked_at.get());
    }
}

//! Numbers that somebody wrote at length, with their parts by name.

use super::Writer;
use super::pieces::{Addition, Piece, with_additions};
use crate::storage::syntax::{Group, Value, decoded};
use crate::storage::text;

impl Writer<'_> {
    /// The text of a number that somebody wrote at length, `(value: 0.8)` or `(low: …, likely: …, high: …)`: it stays so
    /// while it is a number alone, or holds a comment, and so does each comment beside the number it stood at.
    pub(super) fn at_length(&self, written: &Value, old: &Value, new: &Value) -> Option<String> {
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
        let (mut additions, mut previous, style) = (Vec::new(), None, self.style(written));
        let has = |name: &str| pieces.iter().any(|(key, _)| key == name);
        for entry in new.group.iter().flat_map(|group| &group.entries) {
            let key = decoded(entry.key.as_ref()?.text(self.texts.new));
            if has(&key) {
                previous = Some(key);
            } else if key != "value" || !has("likely") {
                additions.push((previous.clone(), self.added(&style, entry)));
            }
        }
        Some(additions)
    }
}

/// The part of a number by its name; every value of a plain number is that number.
fn number_part<'v>(number: &'v Value, text: &str, name: &str) -> Option<&'v Value> {
    let is_value = matches!(name, "value" | "low" | "likely" | "high");
    let Some(group) = &number.group else { return is_value.then_some(number) };
    let at = group.position(text, name).or_else(|| group.position(text, "value").filter(|_| is_value))?;
    Some(&group.entries[at].value)
}

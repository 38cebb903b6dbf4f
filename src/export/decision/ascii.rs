//! Labels in printable ASCII, each once, as Gambit wants them.

use std::collections::HashSet;

/// The longest name that is a label as it is; longer ones make a tree unreadable.
const LONGEST_LABEL: usize = 60;

/// A sentence on what becomes of names, for the header of a file.
pub const ON_NAMES: &str = "Names that are not printable ASCII, or are longer than 60 characters, are replaced by the \
                            ids of the file of the case; labels that would stand twice are numbered.";

/// A name, or the id where the name is no printable ASCII or too long.
pub fn name_or_id(name: &str, id: &str) -> String {
    let name = plain_signs(name);
    let fits =
        name.chars().count() <= LONGEST_LABEL && name.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if fits && !name.trim().is_empty() { name.trim().to_owned() } else { id.to_owned() }
}

/// A sentence in printable ASCII: what has no plain sign becomes a question mark.
pub fn ascii(text: &str) -> String {
    let plain = |sign: char| if matches!(sign, ' '..='~') { sign } else { '?' };
    plain_signs(text).chars().map(plain).collect()
}

/// Plain signs for those of typesetting, and none that a text in double quotes would have to escape.
fn plain_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '“' | '”' | '‘' | '’' | '"' => plain.push('\''),
            '–' | '—' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            '\u{A0}' | '\n' | '\t' | '\r' => plain.push(' '),
            '\\' => plain.push('/'),
            other => plain.push(other),
        }
    }
    plain
}

/// Labels, each once.
#[derive(Default)]
pub struct Labels(HashSet<String>);

impl Labels {
    /// The label, with a number behind it if it was given before.
    pub fn unique(&mut self, label: &str) -> String {
        let mut candidate = label.to_owned();
        let mut number = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{label} ({number})");
            number += 1;
        }
        candidate
    }
}

//! Whether a text stops in the middle of what it opened, whatever it was in the middle of.

/// Where a text stops that did not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The byte at which the last word, text or sign begins; a complaint from there on is about the end.
    pub last: usize,
    /// What it stops in.
    pub inside: Inside,
}

/// What a text stops in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Nothing: it has not begun.
    Nothing,
    /// Brackets.
    Brackets,
    /// Quotation marks.
    Quotes,
    /// A comment between /* and */.
    Comment,
}

/// Where a text stops, if something that it opened is not closed. Nothing but the signs is read: the
/// text may be wrong in any other way.
pub fn of(text: &str) -> Option<Unfinished> {
    let bytes = text.as_bytes();
    let (mut at, mut last, mut open, mut begun) = (0, 0, 0usize, false);
    while at < bytes.len() {
        let rest = &text[at..];
        if let Some(length) = blank(rest) {
            at += length;
        } else if rest.starts_with("/*") {
            return Some(Unfinished { last, inside: Inside::Comment });
        } else {
            (last, begun) = (at, true);
            match bytes[at] {
                b'(' | b'[' | b'{' => open += 1,
                b')' | b']' | b'}' => open = open.saturating_sub(1),
                b'"' => match closing_quote(bytes, at + 1) {
                    Some(end) => at = end,
                    None => return Some(Unfinished { last, inside: Inside::Quotes }),
                },
                byte if is_of_word(byte) => at += rest.bytes().take_while(|b| is_of_word(*b)).count() - 1,
                _ => at += rest.chars().next().map_or(0, |sign| sign.len_utf8() - 1),
            }
            at += 1;
        }
    }
    match begun {
        false => Some(Unfinished { last, inside: Inside::Nothing }),
        true => (open > 0).then_some(Unfinished { last, inside: Inside::Brackets }),
    }
}

/// The byte of the first sign that is neither blank nor in a comment; the text's end, if there is none.
pub fn first_sign(text: &str) -> usize {
    let mut at = 0;
    while let Some(length) = blank(&text[at..]) {
        at += length;
    }
    at
}

/// The length of the blank or of the whole comment with which a text begins, if it does.
fn blank(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        Some(text.find('\n').unwrap_or(text.len()))
    } else if text.starts_with("/*") {
        text.find("*/").map(|end| end + 2)
    } else {
        text.chars().next().filter(|sign| sign.is_whitespace()).map(char::len_utf8)
    }
}

/// The byte at which a text in quotation marks ends.
fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_at_the_end_is_found_whatever_stands_in_texts_and_comments() {
        let inside = |text| of(text).map(|stop| stop.inside);
        assert_eq!(inside("(a: 1)"), None);
        assert_eq!(inside("(a: \")\" // )"), Some(Inside::Brackets));
        assert_eq!(inside("(a: \"b \\\" ("), Some(Inside::Quotes));
        assert_eq!(inside("(a: 1) /* ("), Some(Inside::Comment));
        assert_eq!(inside("(a: 1) // ("), None);
        assert_eq!(inside("// (a"), Some(Inside::Nothing));
    }

    #[test]
    fn the_last_word_or_text_is_where_the_end_begins() {
        let last = |text| of(text).map(|stop| stop.last);
        assert_eq!(last("(a: tru"), Some(4));
        assert_eq!(last("(a: 1,  \n"), Some(5));
        assert_eq!(last("(a: \"on and on"), Some(4));
        assert_eq!(last("(a: é"), Some(4));
        assert_eq!(first_sign("// (\n /* ( */ (a: 1)"), 14);
    }
}

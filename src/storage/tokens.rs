//! The tokens of RON in a text that may be wrong: the one scanner for everything that reads the text of a file beside the
//! parser. It reads what the parser reads: raw, byte and character texts, and comments within comments.

/// A kind of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Blanks and line ends.
    Blank,
    /// A whole comment.
    Comment,
    /// A comment between /* and */ that is not closed.
    OpenComment,
    /// A text, a byte text or a character in its quotation marks.
    Text,
    /// A text that is not closed.
    OpenText,
    /// An opening bracket.
    Open(u8),
    /// A closing bracket.
    Close(u8),
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A name, a number, true or false.
    Word,
    /// Any other character.
    Sign,
}

/// A piece of the text. Tokens follow each other without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// The byte at which it begins.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Token {
    /// Whether the parser skips it.
    pub fn is_trivia(&self) -> bool {
        matches!(self.kind, TokenKind::Blank | TokenKind::Comment | TokenKind::OpenComment)
    }
}

/// The tokens of a text in their order.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// All tokens of a text.
    pub fn of(text: &'a str) -> Self {
        Tokens { text, at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = &self.text[self.at..];
        let (kind, length) = first(rest)?;
        let start = self.at;
        self.at += length;
        Some(Token { kind, start, end: self.at })
    }
}

/// The first token of a text and its length in bytes.
fn first(text: &str) -> Option<(TokenKind, usize)> {
    let sign = text.chars().next()?;
    Some(match sign {
        '(' | '[' | '{' => (TokenKind::Open(sign as u8), 1),
        ')' | ']' | '}' => (TokenKind::Close(sign as u8), 1),
        ',' => (TokenKind::Comma, 1),
        ':' => (TokenKind::Colon, 1),
        sign if is_blank(sign) => (TokenKind::Blank, run(text, is_blank)),
        '/' => comment(text).unwrap_or((TokenKind::Sign, 1)),
        '"' | '\'' | 'b' | 'r' => quoted(text).unwrap_or_else(|| word(text)),
        _ => word(text),
    })
}

/// The characters between which the parser sees nothing.
fn is_blank(sign: char) -> bool {
    matches!(
        sign,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// The length of the longest start of a text whose characters all satisfy a condition.
fn run(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|sign| !is_part(sign)).unwrap_or(text.len())
}

fn word(text: &str) -> (TokenKind, usize) {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.' | '+' | '-');
    // A raw name, such as r#type.
    let prefix = if text.starts_with("r#") { 2 } else { 0 };
    match run(&text[prefix..], is_part) {
        0 => (TokenKind::Sign, text.chars().next().map_or(0, char::len_utf8)),
        length => (TokenKind::Word, prefix + length),
    }
}

fn comment(text: &str) -> Option<(TokenKind, usize)> {
    if text.starts_with("//") {
        return Some((TokenKind::Comment, text.find('\n').unwrap_or(text.len())));
    }
    let mut at = text.starts_with("/*").then_some(2)?;
    let mut depth = 1;
    while depth > 0 {
        let Some(next) = text[at..].find(['/', '*']) else {
            return Some((TokenKind::OpenComment, text.len()));
        };
        at += next;
        let step = match text.as_bytes().get(at..at + 2) {
            Some(b"/*") => 1,
            Some(b"*/") => -1,
            Some(_) | None => 0,
        };
        depth += step;
        at += if step == 0 { 1 } else { 2 };
    }
    Some((TokenKind::Comment, at))
}

/// A text or a character with which a text begins, if it does.
fn quoted(text: &str) -> Option<(TokenKind, usize)> {
    let prefix = run(text, |sign| sign == 'b' || sign == 'r');
    let rest = &text[prefix..];
    let hashes = run(rest, |sign| sign == '#');
    match (&text[..prefix], rest[hashes..].chars().next()?) {
        ("" | "b", '\'') if hashes == 0 => character(text, prefix + 1),
        ("" | "b", '"') if hashes == 0 => Some(until_quote(text, prefix + 1)),
        ("r" | "br", '"') => {
            let start = prefix + hashes + 1;
            let closing = format!("\"{}", &rest[..hashes]);
            let end = text[start..].find(&closing).map(|end| start + end + closing.len());
            Some(end.map_or((TokenKind::OpenText, text.len()), |end| (TokenKind::Text, end)))
        }
        _ => None,
    }
}

/// The rest of a text in quotation marks, in which a backslash takes the next character along.
fn until_quote(text: &str, mut at: usize) -> (TokenKind, usize) {
    while let Some(next) = text[at..].find(['"', '\\']) {
        at += next;
        if text.as_bytes()[at] == b'"' {
            return (TokenKind::Text, at + 1);
        }
        at += 1;
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    (TokenKind::OpenText, text.len())
}

/// The longest character in its quotation marks: '\u{10FFFF}'.
const LONGEST_CHARACTER: usize = 12;

/// A character in quotation marks. Without a closing one near by it is no character, and the mark stands alone.
fn character(text: &str, start: usize) -> Option<(TokenKind, usize)> {
    let escaped = text[start..].starts_with('\\');
    let sign = text[start..].chars().nth(usize::from(escaped))?;
    let past = start + usize::from(escaped) + sign.len_utf8();
    let end = text[past..].char_indices().take(LONGEST_CHARACTER).find(|(_, sign)| *sign == '\'')?.0;
    (escaped || end == 0).then_some((TokenKind::Text, past + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        Tokens::of(text).filter(|token| token.kind != TokenKind::Blank).map(|token| token.kind).collect()
    }

    #[test]
    fn texts_of_every_kind_are_one_token() {
        for text in [
            r#""a""#,
            r#""a\"b""#,
            r#""a\\""#,
            r##"r"a\""##,
            r###"r#"a"b"#"###,
            r#"b"a""#,
            r##"br#"a"#"##,
            "'a'",
            r"'\''",
            r"'\u{10FFFF}'",
            "b'a'",
            "\"א\n2\"",
        ] {
            assert_eq!(kinds(text), [TokenKind::Text], "{text}");
        }
    }

    #[test]
    fn comments_within_comments_end_where_the_parser_says() {
        assert_eq!(kinds("/* a /* b */ c */ 1"), [TokenKind::Comment, TokenKind::Word]);
        assert_eq!(kinds("/* a /* b */ c"), [TokenKind::OpenComment]);
        assert_eq!(kinds("// a \" (\n1"), [TokenKind::Comment, TokenKind::Word]);
        assert_eq!(kinds("/**/1/*/*/"), [TokenKind::Comment, TokenKind::Word, TokenKind::OpenComment]);
    }

    #[test]
    fn what_is_not_closed_reaches_to_the_end() {
        for text in ["\"a", "\"a\\\"", "r#\"a\"", "\"\\"] {
            assert_eq!(kinds(text), [TokenKind::OpenText], "{text}");
        }
    }

    #[test]
    fn names_and_numbers_are_words_and_other_characters_stand_alone() {
        assert_eq!(kinds("-1.5e+3 r#type été"), [TokenKind::Word; 3]);
        assert_eq!(kinds("'ab'"), [TokenKind::Sign, TokenKind::Word, TokenKind::Sign]);
        assert_eq!(kinds("—"), [TokenKind::Sign]);
    }

    #[test]
    fn tokens_follow_each_other_without_gaps() {
        let text = "(a: \"b\", c: [1, 'x'], /* d */ e: {r\"f\": —}) // g";
        let mut end = 0;
        for token in Tokens::of(text) {
            assert_eq!(token.start, end);
            end = token.end;
        }
        assert_eq!(end, text.len());
    }
}

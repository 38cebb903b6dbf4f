//! The parser's errors in plain words, for people who have never seen RON: a sentence and a place. A text that
//! stops in the middle is recognised whatever it was in the middle of.

use super::file_error::{FileError, Place};
use super::syntax::decoded;
use super::tokens::{Token, TokenKind, Tokens};
use ron::error::{Error, SpannedError};

/// A sentence and a place for an error of the parser.
pub fn explain(error: &SpannedError, text: &str, name: &str) -> FileError {
    let start = error.span.start;
    let place = Place { line: start.line.max(1), column: start.col.max(1) };
    let nearby = Nearby::of(text, place);
    if let Some((byte, sentence)) = slip(&error.code, text, &nearby) {
        return FileError::at(name, Place::of_byte(text, byte), sentence);
    }
    if let Some(sentence) = ends_too_soon(error, text, place) {
        return FileError::at(name, Place::of_byte(text, text.trim_end().len()), sentence);
    }
    if let Some((byte, sentence)) = nearby.token_slip(&error.code, text) {
        return FileError::at(name, Place::of_byte(text, byte), sentence);
    }
    let place = match &error.code {
        Error::TrailingCharacters => next_word(text, place),
        // Without a version nothing is known about the rest, so the error is at the start.
        Error::MissingStructField { field, .. } if *field == "version" => {
            Place::of_byte(text, first_sign(text))
        }
        // They stand at the start, and nowhere else.
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
            Place::of_byte(text, first_sign(text))
        }
        // Every other error is where the parser says.
        _ => place,
    };
    FileError::at(name, place, sentence(&error.code))
}

/// The tokens before the place of an error in which a slip is looked for.
const LONGEST_SLIP: usize = 4;

/// The tokens of a line up to the place of an error.
struct Nearby {
    /// The byte of the place.
    byte: usize,
    /// The last of them, at most [`LONGEST_SLIP`]; the place is in or before the last.
    tokens: Vec<Token>,
}

impl Nearby {
    fn of(text: &str, place: Place) -> Self {
        let byte = place.byte_in(text);
        let line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
        let mut tokens: Vec<Token> = Vec::new();
        for token in Tokens::of(&text[line..]).filter(|token| !token.is_trivia()) {
            if tokens.len() == LONGEST_SLIP {
                tokens.remove(0);
            }
            tokens.push(Token { start: token.start + line, end: token.end + line, ..token });
            if token.start + line >= byte {
                break;
            }
        }
        Nearby { byte, tokens }
    }

    /// A slip in the token in which, or before which, the parser stopped.
    fn token_slip(&self, error: &Error, text: &str) -> Option<(usize, String)> {
        let around = self.tokens.iter().find(|token| token.start <= self.byte && self.byte < token.end);
        let token = around.or(self.tokens.last())?;
        Some((token.start, token_slip(error, token, self.byte, &text[token.start..token.end])?))
    }
}

/// A slip that writers of other formats and users of word processors make, at or just before the place of an error: where
/// it is, and what to write.
fn slip(error: &Error, text: &str, nearby: &Nearby) -> Option<(usize, String)> {
    if !text.contains('\n') && text.contains('\r') {
        let sentence = "the lines of this file end with a carriage return alone; save it with the line ends of this system.";
        return Some((0, sentence.into()));
    }
    let written = |token: &Token| &text[token.start..token.end];
    // A decimal number with a comma is the longest slip, of three tokens; the parser may point behind it.
    if let Some(slip) = decimal_comma(&nearby.tokens, nearby.byte, written) {
        return Some(slip);
    }
    // The parser may point at a sign or word, or at what follows it.
    let near = || nearby.tokens.iter().rev().take(2);
    let sign = near().find_map(|token| Some((token.start, sign_slip(written(token).chars().next()?)?)));
    let is_word = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Open(_));
    let word = |token: &Token| Some((token.start, word_slip(error, written(token))?));
    sign.or_else(|| near().filter(is_word).find_map(word))
}

/// A slip in one token, given the byte at which the parser stopped.
fn token_slip(error: &Error, token: &Token, byte: usize, written: &str) -> Option<String> {
    let is_within = token.start < byte && byte < token.end;
    match (token.kind, error) {
        // The parser reads the start of a number and stops within it.
        (TokenKind::Word, Error::ExpectedComma) if is_within && starts_number(written) => {
            Some(format!("“{}” is no whole number, and one was expected here.", clipped(written)))
        }
        (TokenKind::Word, Error::InvalidIntegerDigit { .. }) => Some(format!(
            "“{}” is no number in a form that is read here, such as 12 or 0.5.",
            clipped(written)
        )),
        (TokenKind::Word, Error::IntegerOutOfBounds) if written.starts_with('-') => {
            Some("this must be a whole number from 0 up.".into())
        }
        (TokenKind::Text, Error::ExpectedString) => Some(
            "a text stands between straight double quotation marks, with no letter before them: \"…\"."
                .into(),
        ),
        (TokenKind::Text, Error::ExpectedIdentifier) => {
            let name = decoded(written);
            if !name.chars().all(|sign| sign.is_alphanumeric() || sign == '_') {
                return Some(
                    "a name is expected here, and a text begins; perhaps a quotation mark is missing or one too many \
                     before it."
                        .into(),
                );
            }
            let name = clipped(&name);
            Some(format!("“{name}” is a name here and is written without quotation marks: {name}."))
        }
        _ => None,
    }
}

/// Whether a word begins as a number does.
fn starts_number(word: &str) -> bool {
    word.trim_start_matches(['+', '-']).starts_with(|sign: char| sign.is_ascii_digit())
}

/// A number that is written with a comma and reaches to the place of an error.
fn decimal_comma<'a>(
    tokens: &[Token],
    byte: usize,
    written: impl Fn(&Token) -> &'a str,
) -> Option<(usize, String)> {
    let is_number = |token: &Token| {
        let digits = written(token).trim_start_matches(['+', '-']);
        digits.len() <= LONGEST_QUOTED && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    tokens.windows(3).rev().find_map(|three| {
        let [whole, comma, part] = three else { return None };
        let touches = whole.end == comma.start && comma.end == part.start && part.end >= byte;
        let is_decimal = is_number(whole) && comma.kind == TokenKind::Comma && is_number(part) && touches;
        let [left, right] = [whole, part].map(&written);
        let sentence = format!("a number is written with a point: {left}.{right}, not {left},{right}.");
        is_decimal.then_some((whole.start, sentence))
    })
}

/// The same for a single character.
fn sign_slip(sign: char) -> Option<String> {
    Some(match sign {
        '%' => "a share is a number from 0 to 1: write 0.5 for 50\u{a0}%.".into(),
        ';' => "entries are set apart by commas, not by semicolons.".into(),
        '−' | '–' | '—' => "a minus sign is written as a hyphen (-).".into(),
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' => {
            "a text stands in straight quotation marks: \"…\".".into()
        }
        sign if is_odd_blank(sign) => format!(
            "there is a blank of a special kind here (U+{:04X}); write an ordinary one.",
            u32::from(sign)
        ),
        _ => return None,
    })
}

/// Whether a character looks like a blank but is none in this format.
fn is_odd_blank(sign: char) -> bool {
    matches!(sign, '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}')
}

/// The same for a word where something else was expected.
fn word_slip(error: &Error, word: &str) -> Option<String> {
    match (error, word) {
        (_, "True" | "False") => Some(format!("write {} in small letters.", word.to_lowercase())),
        (_, "null" | "nil" | "NULL") => Some("what has no value is left out, or written None.".into()),
        (Error::ExpectedString, word) if word.starts_with(char::is_alphabetic) && word != "None" => {
            let word = clipped(word);
            Some(format!("“{word}” is a text here and stands in quotation marks: \"{word}\"."))
        }
        (Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_), "{") => Some(
            "fields stand in parentheses, ( … ), and their names have no quotation marks: (version: 2, …)."
                .into(),
        ),
        _ => None,
    }
}

const NOT_BEGUN: &str = "the file ends too soon: a scenario begins with (version: 2, scenario: (…)).";

/// The sentence for a file that stops in the middle, if the parser has found no other error.
fn ends_too_soon(error: &SpannedError, text: &str, place: Place) -> Option<&'static str> {
    let end = Place { line: error.span.end.line, column: error.span.end.col };
    let reaches = |byte: usize| [place, end].into_iter().any(|place| place.byte_in(text) >= byte);
    let is_eof = matches!(error.code, Error::Eof);
    match unfinished(text) {
        Some(stop) if reaches(stop.last) => Some(match stop.inside {
            Inside::Nothing => NOT_BEGUN,
            Inside::Brackets => "the file ends too soon: something that was opened is not closed.",
            Inside::Quotes => "the file ends too soon: a text is not closed with a quotation mark.",
            Inside::Comment => "the file ends too soon: a comment that began with /* is not closed with */.",
        }),
        None if is_eof || rest_is_blank(text, place) && expects_more(&error.code) => Some(NOT_BEGUN),
        Some(_) | None => None,
    }
}

/// The next place with a sign that is not blank; `from`, if there is none.
fn next_word(text: &str, from: Place) -> Place {
    let lines = text.lines().enumerate().skip(from.line - 1);
    let mut signs = lines.flat_map(|(line, text)| {
        text.chars().enumerate().map(move |(at, sign)| (Place { line: line + 1, column: at + 1 }, sign))
    });
    let reached = |place: &Place| (place.line, place.column) >= (from.line, from.column);
    let next = signs.find(|(place, sign)| reached(place) && !sign.is_whitespace());
    next.map_or(from, |(place, _)| place)
}

/// Whether nothing but blanks follows a place.
fn rest_is_blank(text: &str, place: Place) -> bool {
    let mut lines = text.lines().skip(place.line - 1);
    let rest = lines.next().map(|line| line.chars().skip(place.column - 1).collect::<String>());
    rest.is_none_or(|rest| rest.trim().is_empty()) && lines.all(|line| line.trim().is_empty())
}

/// Whether an error at the end of a text only means that more was expected.
fn expects_more(error: &Error) -> bool {
    !matches!(
        error,
        Error::Message(_)
            | Error::MissingStructField { .. }
            | Error::TrailingCharacters
            | Error::NoSuchStructField { .. }
            | Error::NoSuchEnumVariant { .. }
            | Error::InvalidValueForType { .. }
            | Error::ExceededRecursionLimit
    )
}

fn sentence(error: &Error) -> String {
    match error {
        Error::Message(message) => format!("{}.", message.trim_end_matches('.')),
        Error::NoSuchStructField { expected, found, outer } => {
            let found = clipped(found);
            unknown(&format!("there is no field “{found}”{}", inside(outer)), &found, expected)
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            let found = clipped(found);
            unknown(&format!("“{found}” is not one of the choices here"), &found, expected)
        }
        Error::MissingStructField { field, outer } => {
            format!("the field “{field}” is missing{}; write {field}: …", inside(outer))
        }
        Error::DuplicateStructField { field, outer } => {
            format!("the field “{field}” is written twice{}.", inside(outer))
        }
        Error::InvalidValueForType { expected, found } => {
            format!("expected {expected}, but found {}.", plain(found))
        }
        Error::ExpectedDifferentLength { expected, found } => length(expected, *found),
        Error::InvalidEscape(_) => "no character is written like this: after a backslash in a text comes one of \" \\ n r t, or x and two hexadecimal digits, or u{…} with the number of a character; write \\\\ for a backslash itself.".into(),
        Error::UnexpectedChar(found) => format!("“{}” makes no sense here.", found.escape_debug()),
        other => syntax(other).into(),
    }
}

/// The sentence for an error that has nothing to tell but its kind.
fn syntax(error: &Error) -> &'static str {
    match error {
        Error::Eof => "the file ends too soon: something that was opened is not closed.",
        Error::ExceededRecursionLimit => "this is nested far deeper than any scenario.",
        Error::IntegerOutOfBounds => "this whole number is too large.",
        Error::TrailingCharacters => "something follows after the end of the scenario; take it out.",
        Error::ExpectedComma => "a comma is missing before this.",
        Error::ExpectedMapColon => "a colon is missing between a name and its value.",
        Error::ExpectedArray => "a list in square brackets, [ … ], was expected here.",
        Error::ExpectedArrayEnd => "a list is not closed here; write ] or a comma.",
        Error::ExpectedMap => "a map in braces, { \"id\": … }, was expected here.",
        Error::ExpectedMapEnd => "a map is not closed here; write } or a comma.",
        Error::ExpectedNamedStructLike(_) | Error::ExpectedDifferentStructName { .. } => {
            "fields in parentheses, ( name: value, … ), were expected here."
        }
        Error::ExpectedStructLike => "parentheses, ( … ), were expected here.",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            "these parentheses hold more than belongs in them, or are not closed; write ) here."
        }
        Error::ExpectedString => "a text in quotation marks, \"…\", was expected here.",
        Error::ExpectedStringEnd => "a text is not closed with a quotation mark.",
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "a name was expected here."
        }
        Error::ExpectedInteger => "a whole number was expected here.",
        Error::ExpectedFloat
        | Error::FloatUnderscore
        | Error::UnderscoreAtBeginning
        | Error::InvalidIntegerDigit { .. } => "a number was expected here.",
        Error::ExpectedBoolean => "true or false was expected here.",
        Error::UnclosedBlockComment => "a comment that began with /* is never closed with */.",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
            "a line with # at the start of a file names extensions of the format, and no scenario needs one; take it out."
        }
        // The parser gives no other error for a scenario, and none of its own texts is for a reader of the file.
        _ => "this cannot be read; compare it with a built-in case.",
    }
}

/// The sentence for parentheses with too few or too many values; the parser says how many are expected within a text.
fn length(expected: &str, found: usize) -> String {
    let wanted = expected.split(|sign: char| !sign.is_ascii_digit()).find(|part| !part.is_empty());
    let found = match found {
        0 => "none".to_owned(),
        found => found.to_string(),
    };
    match wanted {
        Some(wanted) => format!("{wanted} values in parentheses were expected here, but there are {found}."),
        None => format!("another number of values was expected here than {found}."),
    }
}

/// The most characters of a name that a sentence quotes: more than any name of the format has.
const LONGEST_QUOTED: usize = 60;

/// A name from the file, short enough for a sentence.
fn clipped(name: &str) -> String {
    match name.char_indices().nth(LONGEST_QUOTED) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn inside(outer: &Option<String>) -> String {
    outer.as_ref().map_or_else(String::new, |outer| format!(" in {}", outer.to_lowercase()))
}

/// The Jaro-Winkler similarity, 0 to 1, above which a known word is suggested: a slip of one or two letters
/// is above it, another word below.
const LIKE_ENOUGH: f64 = 0.75;

/// A sentence about an unknown word, with the nearest known one or all there are.
fn unknown(complaint: &str, found: &str, known: &[&str]) -> String {
    let likeness = |known: &&&str| strsim::jaro_winkler(found, known);
    let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest {
        Some(nearest) if likeness(&nearest) > LIKE_ENOUGH => {
            format!("{complaint}; did you mean “{nearest}”?")
        }
        Some(_) | None => format!("{complaint}; there are: {}.", known.join(", ")),
    }
}

/// The parser's name for what it found, in plain words.
fn plain(found: &str) -> String {
    let named = match found {
        "a sequence" => "a list",
        "a unit value" => "empty parentheses",
        "an optional value" => "Some(…) or None",
        "a map" => "a map in braces",
        found => found,
    };
    let bare = ["the boolean", "the unsigned integer", "the signed integer", "the floating point number"];
    let bare = bare.iter().find_map(|kind| named.strip_prefix(kind)).unwrap_or(named);
    let text = bare.replace("the string", "the text").replace("the byte string b", "the text ");
    clipped(text.replace("the UTF-8 character", "the character").replace('`', "").trim())
}

/// The end of a text that stops in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unfinished {
    /// The byte at which the last word, text or sign begins; a complaint from there on is about the end.
    last: usize,
    /// The construct that is not closed.
    inside: Inside,
}

/// A construct that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// Nothing: it has not begun.
    Nothing,
    /// Brackets.
    Brackets,
    /// Quotation marks.
    Quotes,
    /// A comment between /* and */.
    Comment,
}

/// The end of a text that leaves something open; `None` if all is closed. The text may be wrong in any other way.
fn unfinished(text: &str) -> Option<Unfinished> {
    let (mut last, mut open, mut begun) = (0, 0usize, false);
    for token in Tokens::of(text) {
        if token.kind == TokenKind::OpenComment {
            return Some(Unfinished { last, inside: Inside::Comment });
        }
        if token.is_trivia() {
            continue;
        }
        (last, begun) = (token.start, true);
        match token.kind {
            TokenKind::OpenText => return Some(Unfinished { last, inside: Inside::Quotes }),
            TokenKind::Open(_) => open += 1,
            TokenKind::Close(_) => open = open.saturating_sub(1),
            // Nothing else opens or closes anything.
            _ => {}
        }
    }
    match begun {
        false => Some(Unfinished { last, inside: Inside::Nothing }),
        true => (open > 0).then_some(Unfinished { last, inside: Inside::Brackets }),
    }
}

/// The byte of the first character that is neither blank nor in a comment; the text's end, if there is none.
fn first_sign(text: &str) -> usize {
    Tokens::of(text).find(|token| !token.is_trivia()).map_or(text.len(), |token| token.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_at_the_end_is_found_whatever_stands_in_texts_and_comments() {
        let inside = |text| unfinished(text).map(|stop| stop.inside);
        assert_eq!(inside("(a: 1)"), None);
        assert_eq!(inside("(a: \")\" // )"), Some(Inside::Brackets));
        assert_eq!(inside("(a: \"b \\\" ("), Some(Inside::Quotes));
        assert_eq!(inside("(a: 1) /* ("), Some(Inside::Comment));
        assert_eq!(inside("(a: 1) // ("), None);
        assert_eq!(inside("// (a"), Some(Inside::Nothing));
    }

    #[test]
    fn the_last_word_or_text_is_where_the_end_begins() {
        let last = |text| unfinished(text).map(|stop| stop.last);
        assert_eq!(last("(a: tru"), Some(4));
        assert_eq!(last("(a: 1,  \n"), Some(5));
        assert_eq!(last("(a: \"on and on"), Some(4));
        assert_eq!(last("(a: é"), Some(4));
        assert_eq!(first_sign("// (\n /* ( */ (a: 1)"), 14);
    }
}

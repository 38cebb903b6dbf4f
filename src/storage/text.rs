//! A scenario as the text of a file: RON with a format version.

use super::file_error::{FileError, Place};
use super::locate::place_of;
use super::parse_errors::explain;
use super::syntax::{self, decoded, quoted};
use super::tokens::{TokenKind, Tokens};
use super::translation::Translation;
use super::version_1::Scenario1;
use crate::scenario::Scenario;
use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The version of the format that is written.
pub const FORMAT_VERSION: u32 = 2;

/// How deep a file may nest: four times what a scenario needs, and far less than the stack has room for.
const DEEPEST_NESTING: usize = 64;

/// More zero bytes in a row than anybody writes into a text by mistake.
const ZEROS: &str = "\0\0\0\0\0\0\0\0";

fn options() -> Options {
    // Nobody should have to write Some(…) around an optional value.
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(DEEPEST_NESTING)
}

/// The part that all versions have in common.
#[derive(Deserialize)]
#[serde(rename = "Tearline")]
struct AnyVersion {
    version: u32,
}

/// A file of a version whose scenario is an `S`.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Tearline", deny_unknown_fields)]
struct File<S> {
    version: u32,
    scenario: S,
}

/// A scenario that was read, and what was done to make it one of the newest version.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// What was translated; `None` if the file is of the newest version.
    pub translation: Option<Translation>,
    /// The text of the file.
    pub text: Arc<str>,
}

/// Reads a scenario from the text of a file; messages call it `name`.
///
/// # Errors
/// If the text is not a whole scenario: what is wrong, and where.
pub fn parse(text: &str, name: &str) -> Result<Scenario, FileError> {
    read(text, name).map(|loaded| loaded.scenario)
}

/// The same, with what was translated.
///
/// # Errors
/// As [`parse`].
pub fn read(text: &str, name: &str) -> Result<Loaded, FileError> {
    let text = without_mark(text);
    let wrong = |error| explain(&error, text, name);
    if !text.is_empty() && text.bytes().all(|byte| byte == 0) {
        return Err(FileError::whole(
            name,
            "the file holds only zero bytes, as a disk that failed leaves them; open a copy of it.",
        ));
    }
    if text.bytes().all(|byte| byte.is_ascii_whitespace() || byte == 0) {
        return Err(FileError::whole(
            name,
            "the file is empty; a scenario begins with (version: 2, scenario: (…)).",
        ));
    }
    if let Some(byte) = text.find(ZEROS) {
        let sentence =
            "from here on the file holds zero bytes, as a disk that failed leaves them; open a copy of it.";
        return Err(FileError::at(name, Place::of_byte(text, byte), sentence));
    }
    let AnyVersion { version } = options().from_str(text).map_err(wrong)?;
    let (mut scenario, translation) = match version {
        1 => {
            let old = options().from_str::<File<Scenario1>>(text).map_err(wrong)?.scenario;
            let translation = Translation { loses_comments: has_comments(text), ..old.translation() };
            (old.into(), Some(translation))
        }
        FORMAT_VERSION => (options().from_str::<File<Scenario>>(text).map_err(wrong)?.scenario, None),
        _ => return Err(unknown_version(version, text, name)),
    };
    if let Some((byte, sign)) = control_character(text) {
        let sentence = format!(
            "a text holds a control character (U+{:04X}), which cannot be shown; take it out.",
            u32::from(sign)
        );
        return Err(FileError::at(name, Place::of_byte(text, byte), sentence));
    }
    // They may be left out.
    scenario.put_first_plan();
    match scenario.check_references() {
        Ok(()) => Ok(Loaded { scenario, translation, text: text.into() }),
        Err(broken) => {
            let sentence = broken.sentence.trim_end_matches('.');
            let end = if sentence.ends_with('?') { "" } else { "." };
            Err(FileError::at(name, place_of(text, &broken.path), format!("{sentence}{end}")))
        }
    }
}

/// The first control character in a text between quotation marks, written as it is or as an escape, and the byte at which
/// that text begins. Line ends and tabs are none.
fn control_character(text: &str) -> Option<(usize, char)> {
    let is_unfit = |sign: &char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    Tokens::of(text).filter(|token| token.kind == TokenKind::Text).find_map(|token| {
        let written = &text[token.start..token.end];
        let may_hold = written.contains('\\') || written.chars().any(|sign| is_unfit(&sign));
        let sign = may_hold.then(|| decoded(written))?.chars().find(is_unfit)?;
        Some((token.start, sign))
    })
}

/// Whether a text has comments.
pub(super) fn has_comments(text: &str) -> bool {
    Tokens::of(text).any(|token| token.kind == TokenKind::Comment)
}

/// A text without the byte order mark that some editors write at its start.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn unknown_version(version: u32, text: &str, name: &str) -> FileError {
    let sentence = if version > FORMAT_VERSION {
        format!(
            "this is format version {version}, and this program knows versions up to {FORMAT_VERSION}; open it with a newer Tearline."
        )
    } else {
        format!("there is no format version {version}; write version: {FORMAT_VERSION}.")
    };
    let field = syntax::structure(text).and_then(|file| {
        let group = file.group?;
        Some(group.entries[group.position(text, "version")?].start())
    });
    let place = field.map_or(Place::START, |byte| Place::of_byte(text, byte));
    FileError::at(name, place, sentence)
}

/// A scenario as the text of a file.
///
/// # Errors
/// If it cannot be written as text; a sentence.
pub fn write(scenario: &Scenario) -> Result<String, String> {
    let pretty = PrettyConfig::new().indentor("  ").depth_limit(DEEPEST_NESTING);
    let file = File { version: FORMAT_VERSION, scenario };
    let mut text = options()
        .to_string_pretty(&file, pretty)
        .map_err(|error| format!("the scenario cannot be written as text: {error}."))?;
    text.push('\n');
    Ok(with_plain_texts(&text))
}

/// A value other than a scenario as the text of a file.
///
/// # Errors
/// If it cannot be written as text; a sentence.
pub(super) fn write_value<T: Serialize>(value: &T) -> Result<String, String> {
    let pretty = PrettyConfig::new().indentor("  ").depth_limit(DEEPEST_NESTING);
    let text = options()
        .to_string_pretty(value, pretty)
        .map_err(|error| format!("it cannot be written as text: {error}."))?;
    Ok(with_plain_texts(&text))
}

/// Reads a value other than a scenario from the text of a file; messages call it `name`.
///
/// # Errors
/// If the text is no such value: what is wrong, and where.
pub(super) fn read_value<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, FileError> {
    options().from_str(text).map_err(|error| explain(&error, text, name))
}

/// The same with the letters of all texts as they are: the library escapes apostrophes, accents and the marks of many
/// scripts.
fn with_plain_texts(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for token in Tokens::of(text) {
        let written = &text[token.start..token.end];
        match token.kind == TokenKind::Text && written.contains('\\') {
            true => plain.push_str(&quoted(&decoded(written), |_| false)),
            false => plain.push_str(written),
        }
    }
    plain
}

//! Text with separators: CSV as programs write it, in whatever encoding and with whatever between the fields.

use super::grid::Grid;
use crate::import::source::{Cell, ImportError, Place, Source};
use csv::ReaderBuilder;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What may stand between fields, the likeliest first.
const SEPARATORS: [u8; 3] = *b",;\t";

/// The table of a text.
///
/// # Errors
/// If it is no text, or longer than what is read.
pub fn read(file: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let (text, mut notes) = decoded(file, bytes)?;
    let separator = separator(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut grid = Grid::new(file, "");
    let mut widest = 0;
    let mut lines = LineCounter::new(&text);
    let mut last_line = 0;
    let mut last_spans_lines = false;
    for record in reader.records() {
        // The text is UTF-8 and rows may be of any length, so nothing is left to fail but memory.
        let record = record.map_err(|error| ImportError::of_file(file, format!("{error}.")))?;
        last_line = lines.of_record(record.position().map_or(0, |position| position.byte() as usize));
        last_spans_lines = record.iter().any(|field| field.contains(['\n', '\r']));
        widest = widest.max(record.len());
        for (column, field) in (0u32..).zip(&record) {
            grid.put((last_line, column), cell(field))?;
        }
    }
    // Every mark that opens a text has one that closes it, and one that belongs to the text is doubled.
    let is_unclosed = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    if is_unclosed && last_spans_lines {
        let row = Place { file: file.to_owned(), row: Some(u64::from(last_line) + 1), ..Place::default() };
        let sentence = "a quotation mark is opened in this row and not closed, so that the rows below would become part of \
                        its text; close it, or take it out.";
        return Err(ImportError::at(row, sentence));
    }
    if widest == 1 {
        notes.push(format!(
            "{file} has one column only: no line has a comma, semicolon or tab between its fields."
        ));
    }
    Ok(Source { file: file.to_owned(), tables: grid.table().into_iter().collect(), notes })
}

/// Counts the lines of a text that is read from its start to its end.
struct LineCounter<'t> {
    text: &'t [u8],
    /// Up to here lines are counted.
    at: usize,
    lines: u32,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t str) -> Self {
        LineCounter { text: text.as_bytes(), at: 0, lines: 0 }
    }

    /// The line, counted from 0, in which the record starts that is read from this byte on: what is left of the end of the
    /// line before it, and blank lines, are passed over.
    fn of_record(&mut self, from: usize) -> u32 {
        let blank = self.text[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = &self.text[self.at..from + blank];
        // A carriage return and the line feed behind it end one line.
        let ends = |place: usize| match passed[place] {
            b'\n' => true,
            b'\r' => passed.get(place + 1) != Some(&b'\n'),
            _ => false,
        };
        self.lines += (0..passed.len()).filter(|place| ends(*place)).count() as u32;
        self.at = from + blank;
        self.lines
    }
}

/// A field as a cell. An apostrophe before a formula keeps spreadsheets from computing it, and is no part of the text.
fn cell(field: &str) -> Cell {
    let unmarked = field.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    match unmarked.unwrap_or(field) {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    }
}

/// The separator that stands most often in the first line that has one.
fn separator(text: &str) -> u8 {
    let count = |line: &str, separator: u8| line.bytes().filter(|byte| *byte == separator).count();
    let first = text.lines().find(|line| SEPARATORS.iter().any(|separator| count(line, *separator) > 0));
    let Some(line) = first else { return SEPARATORS[0] };
    let most = SEPARATORS.iter().map(|separator| count(line, *separator)).max().unwrap_or(0);
    SEPARATORS.into_iter().find(|separator| count(line, *separator) == most).unwrap_or(SEPARATORS[0])
}

/// The text of some bytes, with a note where its encoding had to be guessed.
fn decoded(file: &str, bytes: &[u8]) -> Result<(String, Vec<String>), ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, faulty) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let note = format!(
            "{file} is not whole {} text: signs that cannot be read are shown as \u{FFFD}.",
            encoding.name()
        );
        return Ok((text.into_owned(), faulty.then_some(note).into_iter().collect()));
    }
    if let Some(place) = bytes.iter().position(|byte| *byte == 0) {
        let sentence =
            "this is no text in an encoding that is known; save the table as XLSX, ODS or CSV in UTF-8.";
        return Err(ImportError::at(place_of(file, bytes, place), sentence));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), Vec::new())),
        Err(error) => {
            let place = place_of(file, bytes, error.valid_up_to());
            let note = format!(
                "{place}: this is not {}, so the file was read as {}; look at names with accents.",
                UTF_8.name(),
                WINDOWS_1252.name()
            );
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Ok((text.into_owned(), vec![note]))
        }
    }
}

/// The line of a byte.
fn place_of(file: &str, bytes: &[u8], place: usize) -> Place {
    let line = 1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count() as u64;
    Place { file: file.to_owned(), row: Some(line), ..Place::default() }
}

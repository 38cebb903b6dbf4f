//! The limit of what a workbook may expand to when it is read. A few bytes of ODS can say that a cell is repeated a hundred
//! million times, and a few of XLSX that so many texts follow; both would be given room at once.

use super::grid::{MOST_LINES, too_many_columns, too_many_rows};
use crate::import::source::{ImportError, MOST_COLUMNS, Place};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// The most bytes that the cells of an ODS workbook may expand to: more than twice what a full sheet of short cells takes.
const MOST_EXPANDED: u64 = 64 * 1024 * 1024;
/// Bytes of a cell in memory, without its text, with room for its formula.
const CELL: u64 = 64;

/// The part of an ODS workbook that holds its sheets.
const ODS_SHEETS: &str = "content.xml";
/// How the part of an XLSX workbook that holds its texts is called, wherever it lies.
const XLSX_TEXTS: &str = "sharedstrings.xml";

/// Refuses an ODS workbook that would expand to more than what is read.
///
/// # Errors
/// Where it does; or if it cannot be looked through.
pub fn check_ods(file: &str, bytes: &[u8]) -> Result<(), ImportError> {
    each_part(
        file,
        bytes,
        |name| name == ODS_SHEETS,
        |part, _| {
            let mut sheets = Sheets { file: file.to_owned(), ..Sheets::default() };
            let mut reader = lenient(part);
            let mut buffer = Vec::new();
            loop {
                buffer.clear();
                let before = reader.buffer_position();
                match reader.read_event_into(&mut buffer) {
                    Ok(Event::Start(element)) => sheets.start(&element, before)?,
                    Ok(Event::End(element)) => {
                        sheets.end(element.name().as_ref(), reader.buffer_position())?
                    }
                    Ok(Event::Eof) => return Ok(()),
                    Ok(_) => {}
                    Err(error) => return Err(unreadable(file, &error)),
                }
            }
        },
    )
}

/// Refuses an XLSX workbook that says of itself that it holds more texts than fit into it: room is made for so many.
///
/// # Errors
/// If it does; or if it cannot be looked through.
pub fn check_xlsx(file: &str, bytes: &[u8]) -> Result<(), ImportError> {
    each_part(
        file,
        bytes,
        |name| name.to_lowercase().ends_with(XLSX_TEXTS),
        |part, size| {
            let mut reader = lenient(part);
            let mut buffer = Vec::new();
            loop {
                buffer.clear();
                match reader.read_event_into(&mut buffer) {
                    Ok(Event::Start(element)) if element.local_name().as_ref() == b"sst" => {
                        let count = number(file, &element, &["uniqueCount"])?;
                        return if count <= size { Ok(()) } else { Err(claims_texts(file, count)) };
                    }
                    Ok(Event::Eof) => return Ok(()),
                    Ok(_) => {}
                    Err(error) => return Err(unreadable(file, &error)),
                }
            }
        },
    )
}

fn claims_texts(file: &str, count: u64) -> ImportError {
    let sentence =
        format!("the file is damaged: it says that it holds {count} texts, which do not fit into it.");
    ImportError::of_file(file, sentence)
}

/// Looks at every part with a name that fits. A name may come twice, and either may be the one that is read.
fn each_part(
    file: &str,
    bytes: &[u8],
    fits: impl Fn(&str) -> bool,
    look: impl Fn(&mut dyn BufRead, u64) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let damaged = |error: zip::result::ZipError| unreadable(file, &error);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(damaged)?;
        if fits(&String::from_utf8_lossy(entry.name_raw())) {
            let size = entry.size();
            look(&mut BufReader::new(entry), size)?;
        }
    }
    Ok(())
}

/// A reader that finds fault with nothing that does not matter here.
fn lenient(part: &mut dyn BufRead) -> Reader<&mut dyn BufRead> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

fn unreadable(file: &str, error: &dyn std::fmt::Display) -> ImportError {
    ImportError::of_file(file, format!("this cannot be read as a workbook: {error}."))
}

/// The largest number of an attribute, should it come more than once; 1 for a count that is not there.
fn number(file: &str, element: &BytesStart, names: &[&str]) -> Result<u64, ImportError> {
    let mut largest = None;
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| unreadable(file, &error))?;
        if names.iter().any(|name| attribute.key.as_ref() == name.as_bytes()) {
            let text = String::from_utf8_lossy(&attribute.value);
            let text = quick_xml::escape::unescape(&text).map_err(|error| unreadable(file, &error))?;
            let digits: &str = text.trim();
            let is_whole = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
            // Of digits only the largest number is more than what can be held.
            let number = is_whole.then(|| digits.parse().unwrap_or(u64::MAX));
            let number = number.ok_or_else(|| unreadable(file, &format!("“{text}” is no count")))?;
            largest = largest.max(Some(number));
        }
    }
    Ok(largest.unwrap_or(1))
}

/// What the sheets of an ODS workbook expand to, row by row.
#[derive(Default)]
struct Sheets {
    file: String,
    /// The name of the sheet that is looked at, if any.
    name: Option<String>,
    sheet: SheetExtent,
    row: Option<Row>,
    /// The place in the text at which the cell begins that is looked at.
    cell: Option<(u64, Cell)>,
    /// Bytes of all sheets so far.
    bytes: u64,
}

/// The sheet that is looked at.
#[derive(Default)]
struct SheetExtent {
    /// How many rows there were.
    rows: u64,
    /// How many of them hold something.
    used: u64,
    /// The number of rows before the first that holds something.
    first: Option<u64>,
    /// The column after the last in which anything is.
    width: u64,
}

/// The row that is looked at.
struct Row {
    repeats: u64,
    columns: u64,
    /// The column after the last in which anything is.
    width: u64,
    /// Bytes of its cells.
    bytes: u64,
}

/// The cell that is looked at.
struct Cell {
    repeats: u64,
    is_used: bool,
    /// Spaces in it that are written as a count.
    spaces: u64,
}

impl Sheets {
    fn start(&mut self, element: &BytesStart, place: u64) -> Result<(), ImportError> {
        let repeats = |name: &str| number(&self.file, element, &[name]);
        match element.name().as_ref() {
            b"table:table" if self.cell.is_some() => {
                return Err(unreadable(&self.file, &"there is a table within a cell"));
            }
            b"table:table" => {
                self.name = Some(attribute(element, "table:name"));
                self.sheet = SheetExtent::default();
            }
            b"table:table-row" => {
                let repeats = repeats("table:number-rows-repeated")?;
                self.row = Some(Row { repeats, columns: 0, width: 0, bytes: 0 });
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let repeats = repeats("table:number-columns-repeated")?;
                self.cell = Some((place, Cell { repeats, is_used: is_used(element), spaces: 0 }));
            }
            b"text:s" => {
                let count = repeats("text:c")?;
                if let Some((_, cell)) = &mut self.cell {
                    cell.spaces = cell.spaces.saturating_add(count);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8], place: u64) -> Result<(), ImportError> {
        match name {
            b"table:table-cell" | b"table:covered-table-cell" => {
                if let (Some((start, cell)), Some(row)) = (self.cell.take(), &mut self.row) {
                    row.add(&cell, place - start);
                }
                Ok(())
            }
            b"table:table-row" => match self.row.take() {
                Some(row) => self.add(&row),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Adds a row to its sheet.
    ///
    /// # Errors
    /// If the sheet is then longer, wider or larger than what is read.
    fn add(&mut self, row: &Row) -> Result<(), ImportError> {
        let before = self.sheet.rows;
        self.sheet.rows = before.saturating_add(row.repeats);
        if row.width == 0 {
            return Ok(());
        }
        let room = MOST_LINES as u64 - self.sheet.used;
        if row.repeats > room {
            return Err(too_many_rows(self.place(before.saturating_add(room))));
        }
        self.sheet.used += row.repeats;
        if row.width > MOST_COLUMNS as u64 {
            let column = Some((MOST_COLUMNS, String::new()));
            return Err(too_many_columns(Place { column, ..self.place(before) }));
        }
        self.sheet.width = self.sheet.width.max(row.width);
        let first = *self.sheet.first.get_or_insert(before);
        // Empty rows and columns between others take room too.
        let area = (self.sheet.rows - first).saturating_mul(self.sheet.width).saturating_mul(CELL);
        self.bytes = self.bytes.saturating_add(row.repeats.saturating_mul(row.bytes));
        if area.max(self.bytes) > MOST_EXPANDED {
            let sentence = format!(
                "with all the cells that are repeated, the sheet is larger than {} MB; delete what is filled in below or \
                 beside the table.",
                MOST_EXPANDED >> 20
            );
            return Err(ImportError::at(self.place(before), sentence));
        }
        Ok(())
    }

    /// The row after so many.
    fn place(&self, before: u64) -> Place {
        // What stands outside of every sheet is in none that could be named.
        let table = self.name.as_ref().map_or_else(String::new, String::clone);
        Place { file: self.file.clone(), table, row: Some(before.saturating_add(1)), column: None }
    }
}

impl Row {
    fn add(&mut self, cell: &Cell, length: u64) {
        self.columns = self.columns.saturating_add(cell.repeats);
        if cell.is_used {
            self.width = self.columns;
            let bytes = length.saturating_add(cell.spaces).saturating_add(CELL);
            self.bytes = self.bytes.saturating_add(bytes.saturating_mul(cell.repeats));
        }
    }
}

/// Whether a cell holds a value or a formula.
fn is_used(element: &BytesStart) -> bool {
    let says =
        |key: &[u8]| key.starts_with(b"office:") || matches!(key, b"table:formula" | b"calcext:value-type");
    element.attributes().with_checks(false).flatten().any(|attribute| says(attribute.key.as_ref()))
}

/// An attribute as text, for a message; empty if it is not there.
fn attribute(element: &BytesStart, name: &str) -> String {
    let found =
        element.attributes().with_checks(false).flatten().find(|of| of.key.as_ref() == name.as_bytes());
    let text = found.map_or(String::new(), |of| String::from_utf8_lossy(&of.value).into_owned());
    quick_xml::escape::unescape(&text).map(std::borrow::Cow::into_owned).unwrap_or(text.clone())
}

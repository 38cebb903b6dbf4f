//! A table as CSV (RFC 4180): in UTF-8 with a mark at its beginning, without which spreadsheets take it for Latin-1.

use super::TableError;
use crate::analysis::table::{Cell, Table};
use ::csv::{Terminator, WriterBuilder};

/// How numbers are written, and with what between fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Decimals {
    /// “0.5”, with commas between fields.
    #[default]
    Point,
    /// “0,5”, with semicolons between fields, as spreadsheets expect where decimals have commas.
    Comma,
}

impl Decimals {
    fn separator(self) -> u8 {
        match self {
            Decimals::Point => b',',
            Decimals::Comma => b';',
        }
    }

    /// A cell as a field: a number in full.
    fn field(self, cell: &Cell) -> String {
        let plain = cell.plain();
        match (self, cell) {
            (Decimals::Comma, Cell::Number(_) | Cell::Share(_)) => plain.replace('.', ","),
            (Decimals::Comma, Cell::Text(_) | Cell::Count(_) | Cell::Nothing) | (Decimals::Point, _) => plain,
        }
    }
}

/// The mark of UTF-8 at the beginning of a file.
pub fn utf_8_mark() -> &'static [u8] {
    "\u{FEFF}".as_bytes()
}

/// A table as CSV.
///
/// # Errors
/// If a row has more or fewer fields than there are columns.
pub fn csv(table: &Table, decimals: Decimals) -> Result<Vec<u8>, TableError> {
    let mut writer = WriterBuilder::new();
    writer.delimiter(decimals.separator()).terminator(Terminator::CRLF);
    let text = table.csv_with(writer.from_writer(Vec::new()), |cell| decimals.field(cell))?;
    Ok([utf_8_mark(), text.as_bytes()].concat())
}

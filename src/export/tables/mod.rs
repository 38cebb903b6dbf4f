//! Tables for other programs: for the clipboard, as CSV, and as a workbook.

mod basis;
pub mod clipboard;
mod csv;
pub mod histories;
mod workbook;

pub use csv::{Decimals, csv, utf_8_mark};
pub use workbook::{TableError, workbook};

use crate::analysis::table::Table;
use crate::scenario::Scenario;

/// The format of a file with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// A workbook, with a sheet that says what the numbers rest on.
    Xlsx,
    /// Text, with the decimals that the reader’s spreadsheet expects.
    Csv(Decimals),
}

impl TableFormat {
    /// All of them, the most useful first.
    pub const ALL: [TableFormat; 3] =
        [TableFormat::Xlsx, TableFormat::Csv(Decimals::Point), TableFormat::Csv(Decimals::Comma)];

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            TableFormat::Xlsx => "xlsx",
            TableFormat::Csv(_) => "csv",
        }
    }

    /// Its name in a menu.
    pub fn name(self) -> &'static str {
        match self {
            TableFormat::Xlsx => "Workbook (XLSX)",
            TableFormat::Csv(Decimals::Point) => "Text with commas (CSV)",
            TableFormat::Csv(Decimals::Comma) => "Text with semicolons and decimal commas (CSV)",
        }
    }
}

/// One table as a file; `scenario` is the one that it is about, if it is about one.
///
/// # Errors
/// If the table does not fit the format.
pub fn file(table: &Table, scenario: Option<&Scenario>, format: TableFormat) -> Result<Vec<u8>, TableError> {
    match format {
        TableFormat::Xlsx => workbook(std::slice::from_ref(table), scenario),
        TableFormat::Csv(decimals) => csv(table, decimals),
    }
}

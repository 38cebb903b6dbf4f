//! Spreadsheets: workbooks (XLSX, ODS) and text with separators (CSV), as tables.

mod archive;
mod expanded;
mod grid;
mod template;
mod text;
mod workbook;

pub use template::template;

use super::source::{ImportError, Source};

/// How an old workbook of Excel begins, which has another format than XLSX.
const OLD_WORKBOOK: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
/// How a packed workbook begins, as XLSX and ODS are.
const PACKED: &[u8] = b"PK";

/// The tables of a spreadsheet; `file` is its name, for sentences. The format is told from the content.
///
/// # Errors
/// If it is no spreadsheet, or none that can be read: what is wrong, and where.
pub fn read(file: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let source = match bytes {
        packed if packed.starts_with(PACKED) => workbook::read(file, packed)?,
        old if old.starts_with(OLD_WORKBOOK) => {
            let sentence = "this is a workbook of an old kind; save it as XLSX, ODS or CSV.";
            return Err(ImportError::of_file(file, sentence));
        }
        text => text::read(file, text)?,
    };
    if source.tables.is_empty() {
        return Err(ImportError::of_file(file, "there is nothing in it."));
    }
    Ok(source)
}

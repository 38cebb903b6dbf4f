//! The one way in: a file of any format that is known, told by its content.

use super::source::{ImportError, Source};
use super::{graph, spreadsheet};

/// The tables of a file; `file` is its name, for sentences.
///
/// # Errors
/// If it has no format that is known, or cannot be read: what is wrong, and where.
pub fn read(file: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    if let Some(source) = graph::read(file, bytes)? {
        return Ok(source);
    }
    let mut source = spreadsheet::read(file, bytes)?;
    graph::name_lists(&mut source);
    Ok(source)
}

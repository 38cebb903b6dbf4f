//! The limit of what a packed workbook may unpack to: a small file can hold far more than memory.

use crate::import::source::ImportError;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that is unpacked, in bytes: some hundred times a workbook of the most rows that are read.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// Unpacks everything once, to know that it is whole and not too large; what the file says of its own sizes may be
/// false.
///
/// # Errors
/// If it is damaged, or too large.
pub fn check(file: &str, bytes: &[u8]) -> Result<(), ImportError> {
    let damaged =
        |error: &dyn std::fmt::Display| ImportError::of_file(file, format!("the file is damaged: {error}."));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut room = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|error| damaged(&error))?;
        let unpacked = std::io::copy(&mut entry.take(room + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| damaged(&error))?;
        room = room.checked_sub(unpacked).ok_or_else(|| {
            let most = MOST_UNPACKED >> 20;
            ImportError::of_file(file, format!("the workbook unpacks to more than {most} MB; split it."))
        })?;
    }
    Ok(())
}

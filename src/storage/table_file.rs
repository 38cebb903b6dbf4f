//! Tables that other programs write as text: in UTF-8, UTF-16 or Latin-1, as spreadsheets do.

use super::file::LARGEST_FILE_BYTES;
use super::file_error::{FileError, shown_name};
use super::io_reason::io_reason;
use std::fs;
use std::path::Path;

/// The first bytes of a packed workbook, as XLSX and ODS are.
const PACKED: &[u8] = b"PK\x03\x04";

/// Reads a file as it is, if it is no longer than what is imported.
///
/// # Errors
/// If it cannot be read, or is too long.
pub fn read_file(path: &Path) -> Result<Vec<u8>, FileError> {
    read_up_to(
        path,
        "this is no file; choose one with a table or a graph.",
        "this is too long to be imported.",
    )
}

fn read_up_to(path: &Path, if_no_file: &str, if_too_long: &str) -> Result<Vec<u8>, FileError> {
    let name = shown_name(path);
    let wrong = |sentence: &str| FileError::without_place(&name, sentence.to_owned());
    let unread = |error: std::io::Error| wrong(&format!("it cannot be read: {}.", io_reason(&error)));
    let about = fs::metadata(path).map_err(unread)?;
    if !about.is_file() {
        return Err(wrong(if_no_file));
    }
    if about.len() > LARGEST_FILE_BYTES {
        return Err(wrong(if_too_long));
    }
    fs::read(path).map_err(unread)
}

/// Reads a table of text.
///
/// # Errors
/// If it cannot be read, is too long, or is no text.
pub fn read_table(path: &Path) -> Result<String, FileError> {
    let name = shown_name(path);
    let wrong = |sentence: String| FileError::without_place(&name, sentence);
    let if_no_file = "this is no file with a table; choose one that a clicker program or form wrote.";
    let bytes = read_up_to(path, if_no_file, "this is too long for a table of votes.")?;
    if bytes.starts_with(PACKED) {
        return Err(wrong(
            "this is a workbook; save its sheet as text with commas (CSV), then open that.".into(),
        ));
    }
    let text = decoded(&bytes);
    if text.contains('\0') {
        return Err(wrong(
            "this is no text; save the table as text with commas (CSV), then open that.".into(),
        ));
    }
    Ok(text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t')).collect())
}

/// Text in the encoding that its first bytes name, else in UTF-8 or, if it is none, in Latin-1.
fn decoded(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // In Latin-1 every byte is the sign of its number.
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_in_the_encodings_that_spreadsheets_write() {
        let text = "Name;Vote\nZoë;A\n";
        let utf_16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let latin_1: Vec<u8> = text.chars().map(|sign| sign as u8).collect();
        let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
        for bytes in [text.as_bytes().to_vec(), utf_16, latin_1, marked] {
            assert_eq!(decoded(&bytes), text);
        }
    }

    #[test]
    fn a_workbook_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("votes.csv");
        fs::write(&path, b"PK\x03\x04rest").expect("written");
        let error = read_table(&path).expect_err("it is a workbook");
        assert!(error.to_string().contains("save its sheet as text with commas"), "{error}");
    }
}

//! Files on a disk: read with a limit of size, written whole or not at all, claimed by one window, and checked
//! for changes by others.

use super::file_error::FileError;
use super::rewrite::rewrite;
use super::text::{self, Loaded};
use crate::scenario::Scenario;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// The largest file that is read, in bytes: a thousand times a usual scenario, and far less than memory.
pub const LARGEST_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a scenario from a file, and says what was translated if the file is of an older version.
///
/// # Errors
/// If the file cannot be read or is not a whole scenario: what is wrong, and where.
pub fn load(path: &Path) -> Result<Loaded, FileError> {
    let name = path.display().to_string();
    let bytes = read(path).map_err(|error| cannot_read(&name, &error))??;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(FileError::whole(&name, "this is not a text file in UTF-8, so it cannot be a scenario."));
    };
    text::read(&text, &name)
}

fn read(path: &Path) -> std::io::Result<Result<Vec<u8>, FileError>> {
    let name = path.display().to_string();
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Ok(Err(FileError::whole(&name, "this is a folder, not a scenario; choose a file in it.")));
    }
    let mut bytes = Vec::new();
    // Read one byte over the limit: a device does not know its length.
    file.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE_BYTES {
        let most = LARGEST_FILE_BYTES >> 20;
        // A device does not know its length, and a file just over the limit would round to it.
        let size = match (about.len() as f64 / f64::from(1 << 20)).round() as u64 {
            size if size > most => format!("{size} MB"),
            _ => format!("more than {most} MB"),
        };
        let sentence =
            format!("the file is {size} long; a scenario is at most {most} MB, so this is something else.");
        return Ok(Err(FileError::whole(&name, sentence)));
    }
    Ok(Ok(bytes))
}

fn cannot_read(name: &str, error: &std::io::Error) -> FileError {
    FileError::whole(
        name,
        match error.kind() {
            ErrorKind::NotFound => "there is no such file; check the name and the folder.".into(),
            ErrorKind::PermissionDenied => "you may not read this file; ask its owner.".into(),
            ErrorKind::IsADirectory => "this is a folder, not a scenario; choose a file in it.".into(),
            _ => format!("the file cannot be read: {error}."),
        },
    )
}

/// Writes a scenario to a file: all of it, or the old file stays as it was.
///
/// # Errors
/// If the file cannot be written.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), FileError> {
    save_over(path, None, scenario).map(|_| ())
}

/// The same for a scenario that was read from a text, which stays as it is wherever nothing was changed; see
/// [`rewrite`]. Returns the text that was written.
///
/// # Errors
/// If the file cannot be written.
pub fn save_over(path: &Path, original: Option<&str>, scenario: &Scenario) -> Result<Arc<str>, FileError> {
    let text = match original {
        Some(original) => rewrite(original, scenario),
        None => text::write(scenario),
    };
    let unwritten = |sentence| FileError::unwritten(&path.display().to_string(), sentence);
    let text = text.map_err(unwritten)?;
    save_text(path, &text)?;
    Ok(text.into())
}

/// Writes a text to a file: all of it, or the old file stays as it was.
///
/// # Errors
/// If the file cannot be written.
pub fn save_text(path: &Path, text: &str) -> Result<(), FileError> {
    let name = path.display().to_string();
    write_atomically(path, text.as_bytes()).map_err(|error| cannot_write(&name, &error))
}

/// Writes bytes to a file: all of them, or the old file stays as it was.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // Replace the target of a link, not the link. A file that does not exist yet cannot be resolved.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        // Otherwise the folder would be noticed only when the finished file is to replace it.
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
    file.write_all(bytes)?;
    file.commit()
}

fn cannot_write(name: &str, error: &std::io::Error) -> FileError {
    FileError::unwritten(
        name,
        match error.kind() {
            ErrorKind::NotFound => {
                "the folder does not exist, so nothing was written; choose another.".into()
            }
            ErrorKind::PermissionDenied => {
                "you may not write here, so nothing was written; choose another folder.".into()
            }
            ErrorKind::StorageFull => {
                "the disk is full, so nothing was written; make room or choose another.".into()
            }
            ErrorKind::IsADirectory => {
                "a folder has this name, so nothing was written; choose another name.".into()
            }
            _ => format!("nothing was written: {error}."),
        },
    )
}

/// Holds a file for this window: until it is dropped, other windows are told that the file is open here.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "it is held for its lock")] File);

/// Whether a file is open in another window.
#[derive(Debug)]
pub enum Presence {
    /// In no other, as far as can be seen; without a claim, if none could be made.
    Here(Option<Claim>),
    /// Another window has it open.
    Elsewhere,
}

/// Claims a file, by a lock in a folder that all windows share. A file that cannot be claimed for any other
/// reason counts as free: the claim only serves a warning, and must not stop anybody from working.
pub fn claim(folder: &Path, file: &Path) -> Presence {
    let path = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let lock = fs::create_dir_all(folder)
        .and_then(|()| File::create(folder.join(format!("open-{:016x}.lock", hasher.finish()))));
    match lock.map(|lock| (lock.try_lock(), lock)) {
        Ok((Ok(()), lock)) => Presence::Here(Some(Claim(lock))),
        Ok((Err(fs::TryLockError::WouldBlock), _)) => Presence::Elsewhere,
        Ok((Err(fs::TryLockError::Error(_)), _)) | Err(_) => Presence::Here(None),
    }
}

/// A state of a file, to be compared with a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

/// The state of a file; `None` if it cannot be read.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    Some(Stamp { modified: about.modified().ok()?, bytes: about.len() })
}

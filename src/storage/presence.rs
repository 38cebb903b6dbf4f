//! Who has a file open, and whether it changed meanwhile.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::SystemTime;

/// As long as it lives, others are told that the file is open here.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "it is held for its lock")] File);

/// Whether a file is open in another window.
#[derive(Debug)]
pub enum Presence {
    /// It is open here alone, as far as can be seen.
    Here(Option<Claim>),
    /// Another window has it open.
    Elsewhere,
}

/// Claims a file, by a lock in a folder that all windows share. What cannot be claimed for another
/// reason than another window is taken as free: a warning is no reason to keep anybody from work.
pub fn claim(folder: &Path, file: &Path) -> Presence {
    let path = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let lock = fs::create_dir_all(folder)
        .and_then(|()| File::create(folder.join(format!("open-{:016x}.lock", hasher.finish()))));
    match lock.map(|lock| (lock.try_lock(), lock)) {
        Ok((Ok(()), lock)) => Presence::Here(Some(Claim(lock))),
        Ok((Err(fs::TryLockError::WouldBlock), _)) => Presence::Elsewhere,
        _ => Presence::Here(None),
    }
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

/// The state of a file; none if it cannot be seen.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    Some(Stamp { modified: about.modified().ok()?, bytes: about.len() })
}

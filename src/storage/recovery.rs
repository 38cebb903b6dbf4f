//! Snapshots of open documents, so that little is lost if the program crashes.
//!
//! Every running program has a slot of its own, which it holds by a lock on a file beside it. The
//! system releases the lock however the program ends: a slot that can be locked has no owner left,
//! and its snapshot is offered for recovery.

use super::file::{self, Stamp};
use super::file_error::{FileError, shown_name};
use super::io_reason::io_reason;
use super::text;
use crate::scenario::{PlanId, Scenario};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The number of slots: more than anybody opens windows, so that the search for a free one ends.
const MOST_SLOTS: u32 = 256;

/// A copy of an open document.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The document.
    pub scenario: Arc<Scenario>,
    /// The file that it belongs to, if it was ever saved.
    pub file: Option<PathBuf>,
    /// The state of that file when it was last read or written, by which later changes are noticed.
    pub stamp: Option<Stamp>,
    /// The plan on the screen; `None` if it is not known.
    pub plan: Option<PlanId>,
}

/// The content of a slot's file.
#[derive(Serialize, Deserialize)]
struct SlotContent {
    #[serde(with = "super::path_text::optional")]
    file: Option<PathBuf>,
    #[serde(default)]
    stamp: Option<Stamp>,
    #[serde(default)]
    plan: Option<PlanId>,
    /// The scenario, as the text of a file.
    text: String,
}

/// A file in which one running program keeps its snapshot.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    _lock: File,
}

impl Slot {
    /// A free slot in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the folder cannot be written to, or every slot is taken; the reason in plain words.
    pub fn free_in(folder: &Path) -> Result<Self, &'static str> {
        let reason = |error: io::Error| io_reason(&error);
        file::create_private_folder(folder).map_err(reason)?;
        for number in 1..=MOST_SLOTS {
            let path = folder.join(format!("kept-{number}.ron"));
            // The snapshot of a crashed program stays until somebody has decided about it.
            if let Some(lock) = lock(&path).map_err(reason)?
                && !path.exists()
            {
                return Ok(Slot { path, _lock: lock });
            }
        }
        Err("too many windows have left a snapshot")
    }

    /// Writes a snapshot: all of it, or the one before stays.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, snapshot: &Snapshot) -> Result<(), FileError> {
        let name = shown_name(&self.path);
        let unwritten = |sentence: String| FileError::without_place(&name, sentence);
        let text = text::write(&snapshot.scenario).map_err(unwritten)?;
        let Snapshot { file, stamp, plan, .. } = snapshot.clone();
        let content = SlotContent { file, stamp, plan, text };
        let bytes = ron::to_string(&content)
            .map_err(|error| unwritten(format!("the copy cannot be written as text: {error}.")))?;
        file::write_privately(&self.path, bytes.as_bytes())
            .map_err(|error| unwritten(format!("the copy was not written: {}.", io_reason(&error))))
    }

    /// Removes the snapshot.
    pub fn remove(&self) {
        // Fails if there is none; that is as good.
        let _ = fs::remove_file(&self.path);
    }
}

/// The lock of a slot, unless somebody else has it.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = File::create(path.with_extension("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// The snapshot of a program that crashed.
#[derive(Debug)]
pub struct OrphanedSnapshot {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// When it was written.
    pub written_at: SystemTime,
    slot: Slot,
}

impl OrphanedSnapshot {
    /// Removes it.
    pub fn discard(self) {
        self.slot.remove();
    }
}

/// The snapshots of programs that crashed.
#[derive(Debug, Default)]
pub struct OrphanedSnapshots {
    /// Those that can be read, the newest first.
    pub snapshots: Vec<OrphanedSnapshot>,
    /// The files of those that cannot; they are out of the way of new ones.
    pub damaged: Vec<PathBuf>,
    /// Why the folder could not be looked into, if it could not.
    pub unread: Option<FileError>,
}

/// The snapshots in a folder whose programs crashed. Each is locked until it is dropped, so that two windows do not
/// offer the same. One that another window holds is left out.
pub fn orphaned_snapshots(folder: &Path) -> OrphanedSnapshots {
    let mut found = OrphanedSnapshots::default();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // There is no such folder before the first snapshot.
        Err(error) if error.kind() == ErrorKind::NotFound => return found,
        Err(error) => {
            let sentence = format!("the folder cannot be read: {}.", io_reason(&error));
            found.unread = Some(FileError::without_place(&shown_name(folder), sentence));
            return found;
        }
    };
    for entry in entries.flatten() {
        match read_slot(&entry.path()) {
            Some(Ok(snapshot)) => found.snapshots.push(snapshot),
            Some(Err(damaged)) => found.damaged.push(damaged),
            None => {}
        }
    }
    found.snapshots.sort_by_key(|left| std::cmp::Reverse(left.written_at));
    found
}

/// Moves a damaged snapshot out of the way of new ones, to a name that no file has; returns where it is then.
fn set_aside(path: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|number: u32| format!("damaged-{number}-{name}"));
    let mut names = std::iter::once(format!("damaged-{name}")).chain(numbered);
    let free = names.find_map(|name| Some(path.with_file_name(name)).filter(|path| !path.exists()));
    match free {
        Some(free) if fs::rename(path, &free).is_ok() => free,
        // Where it cannot be moved, it is named by its place.
        _ => path.to_owned(),
    }
}

/// The snapshot in a slot that no running program holds, or the file to which it was moved if it is damaged; `None` if
/// there is no such slot.
fn read_slot(path: &Path) -> Option<Result<OrphanedSnapshot, PathBuf>> {
    let name = path.file_name()?.to_str()?;
    // Anything but a file, such as a pipe, could keep a reader waiting for ever.
    let is_slot = name.starts_with("kept-") && name.ends_with(".ron") && fs::metadata(path).ok()?.is_file();
    let slot = Slot { path: path.to_owned(), _lock: is_slot.then(|| lock(path).ok().flatten()).flatten()? };
    let written_at = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let Some(snapshot) = read_snapshot(path, name) else {
        return Some(Err(set_aside(path, name)));
    };
    Some(Ok(OrphanedSnapshot { snapshot, written_at, slot }))
}

fn read_snapshot(path: &Path, name: &str) -> Option<Snapshot> {
    let SlotContent { file, stamp, plan, text } = ron::from_str(&fs::read_to_string(path).ok()?).ok()?;
    Some(Snapshot { scenario: Arc::new(text::parse(&text, name).ok()?), file, stamp, plan })
}

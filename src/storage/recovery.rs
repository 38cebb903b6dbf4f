//! What is kept of a document while it is open, so that little is lost if the program ends unasked.
//!
//! Every running program has a slot of its own, which it holds by a lock on a file beside it. The
//! system lets go of the lock however the program ends: a slot that can be locked has no owner left,
//! and what is in it is offered back.

use super::file_error::FileError;
use super::{file, text};
use crate::scenario::{PlanId, Scenario};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// More slots than anybody opens windows, so that looking for a free one ends.
const MOST_SLOTS: u32 = 256;

/// An open document, as far as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The document.
    pub scenario: Arc<Scenario>,
    /// The file that it belongs to, if it was ever saved.
    pub file: Option<PathBuf>,
    /// The plan that was looked at; nothing if that is not known.
    pub plan: Option<PlanId>,
}

/// What stands in a slot.
#[derive(Serialize, Deserialize)]
struct InSlot {
    file: Option<PathBuf>,
    #[serde(default)]
    plan: Option<PlanId>,
    /// The scenario, as the text of a file.
    text: String,
}

/// A place in which one running program keeps its document.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    _lock: File,
}

impl Slot {
    /// A free slot in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the folder cannot be written to, or every slot is taken.
    pub fn free_in(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        for number in 1..=MOST_SLOTS {
            let path = folder.join(format!("kept-{number}.ron"));
            // What somebody left behind is theirs until they have answered what becomes of it.
            if let Some(lock) = lock(&path)?
                && !path.exists()
            {
                return Ok(Slot { path, _lock: lock });
            }
        }
        Err(io::Error::other("too many windows have left something behind"))
    }

    /// Keeps a document: all of it, or what was kept before stays.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep(&self, kept: &Snapshot) -> Result<(), FileError> {
        let name = self.path.display().to_string();
        let unwritten = |sentence: String| FileError::unwritten(&name, sentence);
        let text = text::write(&kept.scenario).map_err(unwritten)?;
        let in_slot = InSlot { file: kept.file.clone(), plan: kept.plan.clone(), text };
        let bytes = ron::to_string(&in_slot).map_err(|error| unwritten(error.to_string()))?;
        file::write_whole(&self.path, bytes.as_bytes()).map_err(|error| unwritten(format!("{error}.")))
    }

    /// Forgets the document: it was saved, or nobody wants it.
    pub fn forget(&self) {
        // What is not there need not be forgotten.
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

/// A document that was left behind.
#[derive(Debug)]
pub struct OrphanedSnapshot {
    /// The document as it was last kept.
    pub kept: Snapshot,
    /// When it was last kept.
    pub when: SystemTime,
    slot: Slot,
}

impl OrphanedSnapshot {
    /// Forgets it for good.
    pub fn discard(self) {
        self.slot.forget();
    }
}

/// What programs that ended unasked have left in a folder, the newest first. Each is held until it
/// is dropped, so that two windows do not offer the same.
pub fn orphaned_snapshots(folder: &Path) -> Vec<OrphanedSnapshot> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<OrphanedSnapshot> = entries.filter_map(|entry| in_slot(&entry.path())).collect();
    found.sort_by_key(|left| std::cmp::Reverse(left.when));
    found
}

fn in_slot(path: &Path) -> Option<OrphanedSnapshot> {
    let name = path.file_name()?.to_str()?;
    if !name.starts_with("kept-") || !name.ends_with(".ron") {
        return None;
    }
    let slot = Slot { path: path.to_owned(), _lock: lock(path).ok()?? };
    let when = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let InSlot { file, plan, text } = ron::from_str(&fs::read_to_string(path).ok()?).ok()?;
    let scenario = Arc::new(text::parse(&text, name).ok()?);
    Some(OrphanedSnapshot { kept: Snapshot { scenario, file, plan }, when, slot })
}

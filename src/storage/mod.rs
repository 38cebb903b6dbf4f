//! Scenarios as files: RON with a version, read with care and written whole or not at all.
//!
//! A file holds `(version: 1, scenario: (…))`. Its shape is that of [`crate::scenario::Scenario`];
//! when a version 2 comes, version 1 gets a struct of its own here and a `From` to the next.
//!
//! Absent here: the engine, windows.

mod explain;
mod file;
mod file_error;
mod library;
mod locate;
mod presence;
mod recovery;
mod text;
mod unfinished;

pub use file::{LARGEST_FILE_BYTES, load, save, save_text};
pub use file_error::{FileError, Place};
pub use library::{BuiltIn, built_in, built_in_cases};
pub use locate::place_of;
pub use presence::{Claim, Presence, Stamp, claim, stamp};
pub use recovery::{OrphanedSnapshot, Slot, Snapshot, orphaned_snapshots};
pub use text::{FORMAT_VERSION, parse, write};

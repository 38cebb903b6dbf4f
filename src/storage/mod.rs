//! Scenarios as files: RON with a version, read with care and written whole or not at all.
//!
//! A file holds `(version: 2, scenario: (…))`. Its shape is that of [`crate::scenario::Scenario`]; each older
//! version has a frozen type of its own here, a `From` to the newest, and a [`Translation`] that says what became of
//! it.
//!
//! Absent here: the engine, windows.

mod class_folder;
mod file;
mod file_error;
mod io_reason;
mod library;
mod locate;
mod parse_errors;
mod part_file;
pub mod path_text;
mod recovery;
mod rewrite;
mod syntax;
mod table_file;
mod text;
mod tokens;
mod translation;
mod version_1;

pub use class_folder::ClassFolder;
pub use file::{
    Claim, LARGEST_FILE_BYTES, Presence, Stamp, claim, load, read_text, save, save_bytes, save_if_kept,
    save_over, save_streamed, save_text, stamp,
};
pub use file_error::{FileError, Place, shown_name};
pub use io_reason::io_reason;
pub use library::{BuiltIn, built_in, built_in_cases, check_explored_cases};
pub use locate::{Locator, place_of};
pub use part_file::{PartFile, PartHeader, SplitRun, save_part};
pub use recovery::{OrphanedSnapshot, OrphanedSnapshots, Slot, Snapshot, orphaned_snapshots};
pub use rewrite::rewrite;
pub use table_file::{read_file, read_table};
pub use text::{FORMAT_VERSION, Loaded, parse, write};
pub use translation::Translation;

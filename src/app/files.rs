//! Opening and saving, off the window's thread.

mod asking;
mod opening;
pub mod paths;
mod saving;

use super::App;
use crate::scenario::Scenario;
use crate::storage;
use crate::ui::stages::library::LibraryEntry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is under way with files.
#[derive(Debug, Default)]
pub struct Files {
    /// The folder from which a path starts that names none.
    folder: PathBuf,
    /// The newest reading; an older one that ends later is not shown.
    reading: u64,
    /// Whether the document is being written.
    writing: bool,
    /// Where it is to be written after that, and whether over another file.
    next_writing: Option<(PathBuf, bool)>,
    /// Whether a file dialog stands open.
    asking: bool,
}

impl Files {
    /// Nothing under way yet.
    pub fn starting_from(folder: PathBuf) -> Self {
        Files { folder, ..Files::default() }
    }

    /// The whole path of one as somebody typed it.
    pub fn whole(&self, path: &Path) -> PathBuf {
        paths::whole(path, &self.folder)
    }

    /// Whether something is being written.
    pub fn are_written(&self) -> bool {
        self.writing
    }
}

/// A scenario that was read, and where it comes from.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The scenario.
    pub scenario: Scenario,
    /// Its file; none for a built-in case.
    pub path: Option<PathBuf>,
    /// The file's state, and whether another window has it open.
    pub watch: (Option<storage::Stamp>, bool),
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq)]
pub struct NotRead {
    /// What is wrong, as a sentence.
    pub trouble: String,
    /// Whether there is no such file.
    pub is_gone: bool,
}

/// A value of the document on its way into a file.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The file.
    pub path: PathBuf,
    /// The value.
    pub scenario: Arc<Scenario>,
    /// Which document it is a value of, counted from the start of the program.
    pub document: u64,
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSaved {
    /// Another file of that name is there.
    IsThere,
    /// What went wrong, as a sentence.
    Failed(String),
}

/// The built-in cases. They are small and in memory, so this takes no time worth a thread.
pub fn built_in_cases() -> Vec<LibraryEntry> {
    let parsed = |case: &storage::BuiltIn| {
        let scenario = case.scenario().ok()?;
        Some(LibraryEntry { name: case.name.to_owned(), scenario: Arc::new(scenario) })
    };
    storage::built_in_cases().iter().filter_map(parsed).collect()
}

//! The folder in which the sessions of classes are kept: a file for each, written whole or not at all, and readable by
//! its owner alone, since it holds names.

use super::file;
use super::file_error::{FileError, shown_name};
use super::io_reason::io_reason;
use super::text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of sessions.
pub struct ClassFolder {
    folder: PathBuf,
}

impl ClassFolder {
    /// A folder, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        ClassFolder { folder }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes a session, in place of what was kept under this name.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write<S: Serialize>(&self, name: &str, session: &S) -> Result<(), FileError> {
        let path = self.folder.join(format!("{name}.ron"));
        let shown = shown_name(&path);
        let unwritten = |reason: String| FileError::without_place(&shown, reason);
        let text = text::write_value(session).map_err(unwritten)?;
        let failed = |error: std::io::Error| unwritten(format!("it was not written: {}.", io_reason(&error)));
        file::create_private_folder(&self.folder).map_err(failed)?;
        file::write_privately(&path, text.as_bytes()).map_err(failed)
    }

    /// The sessions that are kept, the newest first by name; each that cannot be read with what is wrong with it.
    pub fn read_all<S: DeserializeOwned>(&self) -> Vec<Result<S, FileError>> {
        let mut paths: Vec<PathBuf> = match fs::read_dir(&self.folder) {
            Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
            // There is no such folder before the first session.
            Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                let sentence = format!("the folder cannot be read: {}.", io_reason(&error));
                return vec![Err(FileError::without_place(&shown_name(&self.folder), sentence))];
            }
        };
        paths.retain(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "ron"));
        paths.sort();
        paths.iter().rev().map(|path| read(path)).collect()
    }
}

fn read<S: DeserializeOwned>(path: &Path) -> Result<S, FileError> {
    let name = shown_name(path);
    text::read_value(&file::read_text(path)?, &name)
}

//! The system's own file dialogs, behind a trait so that tests can answer them.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What a file dialog is to ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Which file to open.
    Open,
    /// Where to save; the name it suggests.
    Save {
        /// A file name without a folder.
        name: String,
        /// Where the dialog starts, if anywhere.
        folder: Option<PathBuf>,
    },
    /// Where to save a table; the name it suggests.
    SaveTable {
        /// A file name without a folder.
        name: String,
        /// Where the dialog starts, if anywhere.
        folder: Option<PathBuf>,
    },
}

/// What came of a file dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// This file.
    File(PathBuf),
    /// The person thought better of it.
    Nothing,
    /// There is no file dialog on this system.
    NoDialog,
}

/// Asks for files. Called off the window's thread; may take as long as a person takes.
pub trait FileDialogs: Send + Sync {
    /// Shows the dialog and waits for its answer.
    fn ask(&self, ask: &Ask) -> Picked;
}

/// The dialogs of the desktop.
pub struct SystemDialogs;

/// Nobody cancels a dialog faster than this; an answer of nothing within it means that there was none.
const FASTEST_HAND: Duration = Duration::from_millis(300);

impl FileDialogs for SystemDialogs {
    fn ask(&self, ask: &Ask) -> Picked {
        let asked = Instant::now();
        let dialog = rfd::FileDialog::new();
        let dialog = match ask {
            Ask::SaveTable { .. } => dialog.add_filter("Table", &["csv"]).set_title("Save the table"),
            Ask::Open => dialog.add_filter("Tearline scenario", &["ron"]).set_title("Open a scenario"),
            Ask::Save { .. } => {
                dialog.add_filter("Tearline scenario", &["ron"]).set_title("Save the scenario")
            }
        };
        let path = match ask {
            Ask::Open => dialog.pick_file(),
            Ask::Save { name, folder } | Ask::SaveTable { name, folder } => {
                let dialog = dialog.set_file_name(name);
                match folder {
                    Some(folder) => dialog.set_directory(folder).save_file(),
                    None => dialog.save_file(),
                }
            }
        };
        match path {
            Some(path) => Picked::File(path),
            None if asked.elapsed() < FASTEST_HAND => Picked::NoDialog,
            None => Picked::Nothing,
        }
    }
}

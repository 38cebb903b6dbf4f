//! Dialogs that ask for a file: the system's own or, where there is none, a field for a path in the
//! window; and paths as people type them.

use super::App;
use super::tasks::TaskKey;
use crate::ui::chrome::{Dialog, dialog::PathField};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The question of a file dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A scenario to open.
    Open,
    /// A file to save the scenario to.
    Save {
        /// The suggested file name, without a folder.
        name: String,
        /// The folder in which the dialog starts; `None` for the system's choice.
        folder: Option<PathBuf>,
    },
    /// A file to save a table to.
    SaveTable {
        /// The suggested file name, without a folder.
        name: String,
        /// The folder in which the dialog starts; `None` for the system's choice.
        folder: Option<PathBuf>,
    },
}

/// The answer of a file dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// This file.
    File(PathBuf),
    /// The person cancelled.
    Nothing,
    /// There is no file dialog on this system.
    NoDialog,
}

/// Asks for files. Called off the window's thread; takes as long as the person takes.
pub trait FileDialogs: Send + Sync {
    /// Shows the dialog and waits for its answer.
    fn ask(&self, ask: &Ask) -> Picked;
}

/// The dialogs of the desktop.
pub struct SystemDialogs;

/// An answer without a file within this time means that there was no dialog: the library reports both in
/// the same way, and nobody cancels faster.
const FASTEST_CANCEL: Duration = Duration::from_millis(300);

impl FileDialogs for SystemDialogs {
    fn ask(&self, ask: &Ask) -> Picked {
        let asked = Instant::now();
        let dialog = rfd::FileDialog::new();
        let scenario =
            |title| rfd::FileDialog::new().add_filter("Tearline scenario", &[EXTENSION]).set_title(title);
        let dialog = match ask {
            Ask::SaveTable { .. } => dialog.add_filter("Table", &["csv"]).set_title("Save the table"),
            Ask::Open => scenario("Open a scenario"),
            Ask::Save { .. } => scenario("Save the scenario"),
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
            None if asked.elapsed() < FASTEST_CANCEL => Picked::NoDialog,
            None => Picked::Nothing,
        }
    }
}

impl App {
    /// Shows the system's file dialog, unless one is open already.
    pub(super) fn ask_for_file(&mut self, ask: Ask) {
        if self.tasks.is_running(TaskKey::FileDialog) {
            return;
        }
        let dialogs = self.file_dialogs.clone();
        let asked = ask.clone();
        // A dialog that crashes is as good as none.
        self.tasks.start(
            TaskKey::FileDialog,
            move || dialogs.ask(&asked),
            |app, picked| {
                app.handle_picked(ask, picked.unwrap_or(Picked::NoDialog));
            },
        );
    }

    /// Executes the answer of a file dialog; where there was none, shows the field for a path.
    fn handle_picked(&mut self, ask: Ask, picked: Picked) {
        match (ask, picked) {
            (Ask::SaveTable { .. }, picked) => self.handle_table_picked(picked),
            (Ask::Open, Picked::File(path)) => self.open(path),
            (Ask::Save { .. }, Picked::File(path)) => {
                // The system's dialog has asked before it let a file be replaced.
                self.save_to(with_default_extension(path, EXTENSION), true);
            }
            (Ask::Open, Picked::NoDialog) => self.ask_for_open_path(),
            (Ask::Save { .. }, Picked::NoDialog) => self.ask_for_save_path(),
            (Ask::Open | Ask::Save { .. }, Picked::Nothing) => self.closing.cancel(),
        }
    }

    /// Shows the field for the path of a scenario to open.
    pub(super) fn ask_for_open_path(&mut self) {
        self.ask_for_path(Dialog::OpenPath, String::new());
    }

    /// Shows the field for the path to save the scenario to.
    pub(super) fn ask_for_save_path(&mut self) {
        self.ask_for_path(Dialog::SavePath, self.suggested_path().display().to_string());
    }

    /// Shows a field for a path, with a suggestion in it.
    pub(super) fn ask_for_path(&mut self, dialog: Dialog, suggestion: String) {
        self.session.views.dialog.path_field = PathField::suggesting(suggestion);
        self.dialog = Some(dialog);
    }

    /// Closes every dialog but this one, which stays until what it asked for is done.
    pub(super) fn close_other_dialogs(&mut self, asking: &Dialog) {
        self.dialog.take_if(|dialog| dialog != asking && !matches!(dialog, Dialog::OrphanedSnapshot(_)));
    }

    /// Closes the dialog of a document that is closed. Unsaved work of another window waits for its own answer.
    pub(super) fn close_dialog_about_document(&mut self) {
        self.dialog.take_if(|dialog| !matches!(dialog, Dialog::OrphanedSnapshot(_)));
    }

    /// Closes this dialog: what it asked for is done.
    pub(super) fn close_dialog(&mut self, asking: &Dialog) {
        self.dialog.take_if(|dialog| dialog == asking);
    }

    /// Reports a problem: in the dialog that asked, beside what was typed, if it is still open.
    pub(super) fn refuse(&mut self, asking: &Dialog, message: String) {
        if self.dialog.as_ref() == Some(asking) {
            self.session.views.dialog.path_field.refuse(message);
        } else {
            self.closing.cancel();
            self.report_problem(message);
        }
    }
}

/// The extension of scenario files.
pub const EXTENSION: &str = "ron";

/// The endings of text files that somebody may have meant, beside the one that is usual.
const OTHER_EXTENSIONS: [&str; 5] = ["txt", "text", "csv", "tsv", "json"];

/// The path, with this extension unless it ends in one: that of “Case v1.2” or “Mr. Smith” is none.
pub fn with_default_extension(path: PathBuf, extension: &str) -> PathBuf {
    let known = [extension].into_iter().chain(OTHER_EXTENSIONS);
    let ends_in = |known: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(known));
    if known.into_iter().any(ends_in) || path.file_name().is_none() {
        return path;
    }
    let mut longer = path.into_os_string();
    longer.push(".");
    longer.push(extension);
    longer.into()
}

/// The file that a typed path names: one that ends in a separator is a folder, in which the file has the suggested name.
pub fn file_of(path: PathBuf, suggested: &str) -> PathBuf {
    let ends = |separator: char| path.as_os_str().as_encoded_bytes().ends_with(&[separator as u8]);
    if ends('/') || ends(std::path::MAIN_SEPARATOR) { path.join(suggested) } else { path }
}

/// The absolute path: `~` at its start is the home folder, and a relative path starts in `folder`.
pub fn absolute(path: &Path, folder: &Path) -> PathBuf {
    let home = directories::BaseDirs::new();
    let path = match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        // Where the system names no home folder, `~` is a name like any other.
        (Ok(_), None) | (Err(_), _) => folder.join(path),
    };
    // Fails only for an empty path, which the caller's file access then reports.
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_an_extension_gets_the_default_and_any_other_keeps_its_own() {
        assert_eq!(with_default_extension("a/case".into(), "ron"), PathBuf::from("a/case.ron"));
        assert_eq!(with_default_extension("a/case.txt".into(), "ron"), PathBuf::from("a/case.txt"));
        assert_eq!(with_default_extension("a/case.RON".into(), "ron"), PathBuf::from("a/case.RON"));
        for name in ["Case v1.2", "Mr. Smith", "U.S", ".hidden"] {
            assert_eq!(with_default_extension(name.into(), "ron"), PathBuf::from(format!("{name}.ron")));
        }
    }

    #[test]
    fn a_path_that_ends_in_a_separator_is_a_folder() {
        assert_eq!(file_of("/cases/".into(), "case.ron"), PathBuf::from("/cases/case.ron"));
        assert_eq!(file_of("/cases/b".into(), "case.ron"), PathBuf::from("/cases/b"));
        assert_eq!(file_of(absolute("a/".as_ref(), "/cases".as_ref()), "b"), PathBuf::from("/cases/a/b"));
    }

    #[test]
    fn a_tilde_is_read_only_at_the_start() {
        let from = |typed: &str| absolute(typed.as_ref(), "/cases".as_ref());
        assert_eq!(from("a/~/b"), PathBuf::from("/cases/a/~/b"));
        assert!(!from("~/b").ends_with("~/b"));
    }

    #[test]
    fn a_name_alone_is_in_the_folder_and_an_absolute_path_is_itself() {
        let from = |typed: &str| absolute(typed.as_ref(), "/cases".as_ref());
        assert_eq!(from("b.ron"), PathBuf::from("/cases/b.ron"));
        assert_eq!(from("/a/b.ron"), PathBuf::from("/a/b.ron"));
    }
}

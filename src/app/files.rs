//! Opening and saving the document, off the window's thread.

use super::dialogs::Ask;
use super::document::Document;
use super::tasks::{TaskKey, TaskResult};
use super::typed_path::{self, EXTENSION, file_of, with_default_extension};
use super::{App, elapsed, session};
use crate::scenario::Scenario;
use crate::storage::{self, Loaded, Stamp, Translation};
use crate::ui::Stage;
use crate::ui::chrome::Dialog;
use crate::ui::stages::library::LibraryEntry;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The shortest time between two checks of the document's file for changes by other programs, in seconds:
/// soon enough to be noticed, and rarely enough for a slow network drive.
const CHECK_INTERVAL: f64 = 2.0;

/// The state of opening and saving.
#[derive(Debug, Default)]
pub struct Files {
    /// The folder in which a relative path starts.
    folder: PathBuf,
    /// The target of the next save, which waits for the one that runs. One save runs at a time, so that an older one
    /// can never overwrite a newer one.
    next_save: Option<SaveTarget>,
    /// The state of the document's file when it was last read or written here.
    stamp: Option<Stamp>,
    /// The state in which somebody else has left the file, once it was asked about: nobody is asked twice unless it is to be
    /// overwritten.
    asked_about: Option<Stamp>,
    /// When the document's file was last checked, in seconds.
    checked_at: f64,
}

impl Files {
    /// No document yet; relative paths start in `folder`.
    pub fn starting_in(folder: PathBuf) -> Self {
        Files { folder, ..Files::default() }
    }

    /// The absolute path of one that somebody typed.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        typed_path::absolute(path, &self.folder)
    }
}

/// A file to save to.
#[derive(Clone, Debug)]
struct SaveTarget {
    path: PathBuf,
    /// The number of the document that is to be saved.
    document: u64,
    /// Whether another file of that name may be replaced.
    replace: bool,
    /// Whether what somebody wrote by hand into the document's file may be lost.
    may_lose: bool,
}

/// A scenario that was read.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// The scenario.
    pub scenario: Scenario,
    /// Its file; `None` for a built-in case.
    pub file: Option<(PathBuf, FileState)>,
    /// What was translated from an older version of the format.
    pub translation: Option<Translation>,
    /// The text from which it was read, if that is known.
    pub text: Option<Arc<str>>,
}

/// The state of a file when it was read or written.
#[derive(Clone, Copy, Debug)]
pub struct FileState {
    /// Compared later to see whether the file has changed; `None` if it cannot be read.
    stamp: Option<Stamp>,
    /// Whether another window has it open.
    open_elsewhere: bool,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq)]
struct ReadError {
    /// A sentence.
    message: String,
    /// Whether there is no such file.
    is_missing: bool,
}

/// A value of the document that is being saved.
#[derive(Clone, Debug)]
struct SavedValue {
    path: PathBuf,
    scenario: Arc<Scenario>,
    /// The text of the value that was opened or saved last.
    original: Option<Arc<str>>,
    /// The document's own file, if it has one.
    own_file: Option<PathBuf>,
    /// The state of the file when this window last read or wrote it, if it is the document's own: it may not have
    /// changed since.
    known: Option<Stamp>,
    /// Whether the file is the document's own, and nothing that somebody wrote into it by hand may be lost unasked.
    keeps_writing: bool,
    /// The number of the document of which it is a value.
    document: u64,
}

/// A file that was written.
#[derive(Clone, Debug)]
struct WrittenFile {
    text: Arc<str>,
    state: FileState,
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq)]
enum SaveError {
    /// Another file of that name exists.
    FileExists,
    /// Somebody else has written to the file; its state now.
    FileChanged(Stamp),
    /// What somebody wrote into it by hand would be lost.
    LosesWriting,
    /// Anything else, as a sentence.
    Failed(String),
}

/// The built-in cases, read once.
static BUILT_IN: LazyLock<Vec<LibraryEntry>> = LazyLock::new(|| {
    let read = |case: &storage::BuiltIn| match case.scenario() {
        Ok(scenario) => Some(LibraryEntry { name: case.name.to_owned(), scenario: Arc::new(scenario) }),
        Err(error) => {
            debug_assert!(false, "a built-in case is broken: {error}");
            None
        }
    };
    storage::built_in_cases().iter().filter_map(read).collect()
});

/// The built-in cases.
pub fn built_in_cases() -> Vec<LibraryEntry> {
    BUILT_IN.clone()
}

/// A title as the name of files about it, without an ending: “oval-office-may-2017”.
pub fn name_of_files(title: &str) -> String {
    let keep = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = title.chars().map(keep).collect();
    let name = words.split_whitespace().collect::<Vec<_>>().join("-");
    if name.is_empty() { "untitled".into() } else { name }
}

/// Opening. The open document stays until the other has been read and found valid.
impl App {
    /// Reads a file and opens it, after asking about unsaved changes.
    pub(super) fn open(&mut self, path: PathBuf) {
        self.read_and_open(path, None);
    }

    /// Reads a file and opens it, after asking about unsaved changes unless the document is still the value that was given
    /// up.
    fn read_and_open(&mut self, path: PathBuf, given_up: Option<Arc<Scenario>>) {
        let path = self.files.absolute(&path);
        let file_state = self.file_state();
        let to_read = path.clone();
        let work = move || {
            let state = file_state(&to_read);
            match storage::load(&to_read) {
                Ok(Loaded { scenario, translation, text }) => {
                    Ok(OpenedFile { scenario, file: Some((to_read, state)), translation, text: Some(text) })
                }
                Err(error) => Err(ReadError { message: error.to_string(), is_missing: !to_read.exists() }),
            }
        };
        self.tasks
            .start(TaskKey::OpenFile, work, move |app, result| app.handle_read(&path, given_up, result));
    }

    fn handle_read(
        &mut self,
        path: &Path,
        given_up: Option<Arc<Scenario>>,
        result: TaskResult<Result<OpenedFile, ReadError>>,
    ) {
        let result = result.unwrap_or_else(|error| {
            let message = format!("{} could not be read: {error}", path.display());
            Err(ReadError { message, is_missing: false })
        });
        match result {
            Ok(opened) => {
                if given_up.is_some_and(|value| Arc::ptr_eq(&value, self.document.scenario())) {
                    self.document.discard_changes();
                }
                self.close_then_open(opened);
            }
            Err(ReadError { message, is_missing }) => {
                self.refuse(&Dialog::OpenPath, message);
                if is_missing {
                    self.preferences.change(|preferences| preferences.forget(path));
                }
            }
        }
    }

    /// Opens a built-in case, after asking about unsaved changes.
    pub(super) fn open_case(&mut self, name: &str) {
        match self.cases.iter().find(|case| case.name == name) {
            Some(case) => {
                let (scenario, text) =
                    (Scenario::clone(&case.scenario), storage::built_in(name).map(|case| case.text.into()));
                self.close_then_open(OpenedFile { scenario, file: None, translation: None, text });
            }
            None => self.report_problem(format!("There is no built-in case called “{name}”.")),
        }
    }

    /// Makes this the open document.
    pub(super) fn show_opened(&mut self, opened: OpenedFile) {
        let stage = self.opening_stage(&opened);
        let OpenedFile { scenario, file, translation, text } = opened;
        let path = file.as_ref().map(|(path, _)| path.clone());
        self.replace_document(Document::opened(scenario, path).with_text(text));
        self.session.stage = stage;
        if let Some((path, state)) = file {
            self.set_file_state(&path, state);
            let title = self.document.title().to_owned();
            self.preferences.change(|preferences| preferences.remember(&path, &title));
        }
        if let Some(translation) = translation {
            self.show_note(translation.to_string());
        }
    }

    /// The stage in which a document opens: one of the library's cases, from the library or from a file, in its
    /// briefing.
    fn opening_stage(&self, opened: &OpenedFile) -> Stage {
        let is_of_library = self.cases.iter().any(|case| *case.scenario == opened.scenario);
        if is_of_library { Stage::Briefing } else { session::first_stage(&opened.scenario) }
    }

    /// Reloads the document from its file, without asking about unsaved changes: that was just done. They are lost only
    /// once the file has been read.
    pub(super) fn reload(&mut self) {
        self.dialog = None;
        self.closing.cancel();
        if let Some(path) = self.document.path().map(Path::to_owned) {
            let given_up = self.document.scenario().clone();
            self.read_and_open(path, Some(given_up));
        }
    }
}

/// Saving.
impl App {
    /// Saves to the document's file, unless everything is saved; asks where to save, if it has none.
    pub(super) fn save(&mut self) {
        match self.document.path() {
            Some(path) if self.document.unsaved() => self.save_to(path.to_owned(), true),
            Some(_) => {}
            None => self.save_as(),
        }
    }

    /// Saves to the document's file whatever somebody else has written to it.
    pub(super) fn overwrite(&mut self) {
        self.dialog = None;
        self.files.stamp = None;
        self.save();
    }

    /// Keeps the document as the one to be saved over what somebody else has written.
    pub(super) fn keep_mine(&mut self) {
        self.dialog = None;
        self.files.stamp = self.files.asked_about.or(self.files.stamp);
    }

    /// Asks where to save, and saves there.
    pub(super) fn save_as(&mut self) {
        let path = self.suggested_path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_else(|| self.suggested_name());
        self.ask_for_file(Ask::Save { name, folder: path.parent().map(Path::to_owned) });
    }

    /// The document's file; before the first save, one named after its title.
    pub(super) fn suggested_path(&self) -> PathBuf {
        let path = self.document.path().map(Path::to_owned);
        path.unwrap_or_else(|| self.files.absolute(self.suggested_name().as_ref()))
    }

    fn suggested_name(&self) -> String {
        format!("{}.{EXTENSION}", self.name_for_files())
    }

    /// The case's title in small letters and hyphens, for the name of a file.
    pub(super) fn name_for_files(&self) -> String {
        name_of_files(self.document.title())
    }

    /// Saves to a path that somebody typed; asks before it replaces another file.
    pub(super) fn save_to_typed(&mut self, path: &Path) {
        self.settle_by_path(&Dialog::SavePath);
        let file = file_of(self.files.absolute(path), &self.suggested_name());
        self.save_to(with_default_extension(file, EXTENSION), false);
    }

    /// Saves to the document's file although that loses what somebody wrote into it by hand.
    pub(super) fn save_anyway(&mut self) {
        self.dialog = None;
        if let Some(path) = self.document.path().map(Path::to_owned) {
            let document = self.document_number;
            self.save_at(SaveTarget { path, document, replace: true, may_lose: true });
        }
    }

    /// Saves the document; replaces another file only if `replace` says so.
    pub(super) fn save_to(&mut self, path: PathBuf, replace: bool) {
        self.save_at(SaveTarget { path, document: self.document_number, replace, may_lose: false });
    }

    fn save_at(&mut self, target: SaveTarget) {
        if self.tasks.is_running(TaskKey::SaveFile) {
            self.files.next_save = Some(target);
            return;
        }
        let SaveTarget { path, document, replace, may_lose } = target;
        let is_own = self.document.path() == Some(&path);
        let replace = replace || is_own;
        let scenario = self.document.scenario().clone();
        let original = self.document.text().cloned();
        let own_file = self.document.path().map(Path::to_owned);
        let known = self.files.stamp.filter(|_| is_own);
        let keeps_writing = is_own && !may_lose;
        let saved = SavedValue { path, scenario, original, own_file, known, keeps_writing, document };
        let file_state = self.file_state();
        let to_write = saved.clone();
        let work = move || {
            write(&to_write, replace).map(|text| WrittenFile { text, state: file_state(&to_write.path) })
        };
        self.tasks.start(TaskKey::SaveFile, work, |app, result| app.handle_saved(saved, result));
    }

    fn handle_saved(&mut self, saved: SavedValue, result: TaskResult<Result<WrittenFile, SaveError>>) {
        let result = result.unwrap_or_else(|error| {
            Err(SaveError::Failed(format!("{} could not be saved: {error}", saved.path.display())))
        });
        let is_saved = result.is_ok() && saved.document == self.document_number;
        match result {
            Ok(written) => {
                self.close_dialog(&Dialog::SavePath);
                self.note_saved(saved, written);
            }
            Err(SaveError::FileExists) => self.ask_to_replace(saved.path),
            Err(SaveError::FileChanged(stamp)) => {
                self.files.asked_about = Some(stamp);
                let file = saved.path.display().to_string();
                self.dialog = Some(Dialog::ChangedOnDisk { file, unsaved: true, saving: true });
            }
            Err(SaveError::LosesWriting) => {
                self.dialog = Some(Dialog::LosesWriting { file: saved.path.display().to_string() });
            }
            Err(SaveError::Failed(message)) => self.refuse(&Dialog::SavePath, message),
        }
        // Another document may have been opened since: then the changes that were to be saved were given up.
        let next = self.files.next_save.take().filter(|target| target.document == self.document_number);
        match next {
            Some(target) => self.save_at(target),
            None if is_saved => self.continue_closing(),
            None => {}
        }
    }

    fn note_saved(&mut self, saved: SavedValue, written: WrittenFile) {
        let SavedValue { path, scenario, document, .. } = saved;
        let WrittenFile { text, state } = written;
        // Another document may have been opened meanwhile.
        let is_open = document == self.document_number;
        if is_open {
            self.set_file_state(&path, state);
        }
        self.preferences.change(|preferences| preferences.remember(&path, &scenario.about.title));
        if is_open {
            self.document.set_saved(scenario, text, path, self.now);
        }
    }

    /// The state of saving for the status bar, and in how many seconds its text will change.
    pub(super) fn saved_text(&self) -> (String, Option<f64>) {
        if self.is_teaching() {
            return self.kept_text();
        }
        if self.document.file_is_gone() {
            return ("Not saved: its file was removed".into(), None);
        }
        if self.document.unsaved() {
            return ("Not saved".into(), None);
        }
        match self.document.saved_at() {
            Some(at) => {
                let elapsed = elapsed::ago(self.now - at);
                (format!("Saved {}", elapsed.text), Some(elapsed.changes_in))
            }
            None if self.document.path().is_some() => ("Everything is saved".into(), None),
            None => ("Nothing to save".into(), None),
        }
    }
}

/// Noticing that another program has changed the document's file.
impl App {
    /// Checks the document's file, if the last check is long enough ago; otherwise asks for a frame when it is, because
    /// a window that nobody touches draws none.
    pub(super) fn check_file(&mut self, ctx: &egui::Context) {
        if self.tasks.is_running(TaskKey::CheckFile) || !self.may_ask_about_file() {
            return;
        }
        let Some(path) = self.document.path().map(Path::to_owned) else { return };
        let due_in = self.files.checked_at + CHECK_INTERVAL - self.now;
        if due_in > 0.0 {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(due_in));
            return;
        }
        let document = self.document_number;
        self.tasks.start(
            TaskKey::CheckFile,
            move || storage::stamp(&path),
            move |app, result| {
                app.files.checked_at = app.now;
                // A check that fails says nothing about the file; the next one may succeed.
                if let (Ok(stamp), true) = (result, document == app.document_number) {
                    app.document.set_file_gone(stamp.is_none() && app.files.stamp.is_some());
                    stamp.into_iter().for_each(|stamp| app.handle_stamp(stamp));
                }
            },
        );
    }

    /// Whether the question about a changed file may be asked: not over another question, and not
    /// while this window itself changes the file.
    fn may_ask_about_file(&self) -> bool {
        self.dialog.is_none() && !self.tasks.is_running(TaskKey::SaveFile)
    }

    fn handle_stamp(&mut self, stamp: Stamp) {
        let (Some(known), Some(path)) = (self.files.stamp, self.document.path()) else { return };
        if known == stamp || self.files.asked_about == Some(stamp) || !self.may_ask_about_file() {
            return;
        }
        let (file, unsaved) = (path.display().to_string(), self.document.unsaved());
        self.files.asked_about = Some(stamp);
        self.dialog = Some(Dialog::ChangedOnDisk { file, unsaved, saving: false });
    }

    /// The state of the document's file when it was last read or written here.
    pub(super) fn file_stamp(&self) -> Option<Stamp> {
        self.files.stamp
    }

    /// Claims the document's file for this window.
    pub(super) fn claim_file(&self) {
        if let Some(path) = self.document.path() {
            self.file_state()(path);
        }
    }

    /// Notes the state of the file on which recovered work is based, so that later changes by others are noticed.
    pub(super) fn set_file_stamp(&mut self, stamp: Option<Stamp>) {
        self.files.stamp = stamp;
    }

    /// Notes the state in which the document's file was read or written.
    fn set_file_state(&mut self, path: &Path, state: FileState) {
        self.files.stamp = state.stamp;
        self.files.asked_about = None;
        self.files.checked_at = self.now;
        if state.open_elsewhere {
            self.report_problem(format!(
                "{} is also open in another window of Tearline. The last save wins; save one of the two under another name.",
                path.display()
            ));
        }
    }

    /// A function for tasks that finds the state of a file, and claims it for this window.
    fn file_state(&self) -> impl Fn(&Path) -> FileState + Send + use<> {
        let store = self.autosave.store();
        move |path| FileState { stamp: storage::stamp(path), open_elsewhere: store.is_open_elsewhere(path) }
    }
}

/// Writes a value of the document; returns the text of the file.
fn write(saved: &SavedValue, replace: bool) -> Result<Arc<str>, SaveError> {
    let SavedValue { path, scenario, original, own_file, known, keeps_writing, .. } = saved;
    if !replace && path.exists() {
        return Err(SaveError::FileExists);
    }
    let changed = storage::stamp(path).filter(|now| known.is_some_and(|known| known != *now));
    if let Some(stamp) = changed {
        return Err(SaveError::FileChanged(stamp));
    }
    // Recovered work has no text of its own: that of its file is the one with the comments.
    // Without it there are none to be kept.
    let of_own_file = || Some(Arc::from(storage::read_text(own_file.as_deref()?).ok()?));
    let original = original.clone().or_else(of_own_file);
    let failed = |error: storage::FileError| SaveError::Failed(error.to_string());
    match original.as_deref().filter(|_| *keeps_writing) {
        Some(original) => {
            storage::save_if_kept(path, original, scenario).map_err(failed)?.ok_or(SaveError::LosesWriting)
        }
        None => storage::save_over(path, original.as_deref(), scenario).map_err(failed),
    }
}

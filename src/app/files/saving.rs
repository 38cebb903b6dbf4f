//! Saving.

use super::{App, NotSaved, Writing};
use crate::app::file_dialogs::Ask;
use crate::app::job_result::JobResult;
use crate::scenario::Scenario;
use crate::storage::{self, Stamp};
use crate::ui::chrome::Dialog;
use std::path::{Path, PathBuf};

impl App {
    /// Saves where the document is kept; asks where, if it is not kept anywhere yet.
    pub(in crate::app) fn save(&mut self) {
        match self.document.path() {
            Some(path) => self.save_to(path.to_owned(), true),
            None => self.save_as(),
        }
    }

    /// Asks where to save.
    pub(in crate::app) fn save_as(&mut self) {
        let (name, folder) = match self.document.path() {
            Some(path) => (file_name(path), path.parent().map(Path::to_owned)),
            None => (self.suggested_name(), Some(self.files.whole("".as_ref()))),
        };
        self.ask_for_file(Ask::Save { name, folder });
    }

    /// Writes the document; over another file only if `replace` says so. One writing at a time, so
    /// that an older one can never come out on top of a newer one.
    pub(in crate::app) fn save_to(&mut self, path: PathBuf, replace: bool) {
        if self.files.are_written() {
            self.files.next_writing = Some((path, replace));
            return;
        }
        let replace = replace || self.document.path() == Some(&path);
        let writing = Writing { path, scenario: self.document.scenario().clone(), document: self.documents };
        self.files.writing = true;
        let given = writing.clone();
        let watch = self.file_watch();
        let work = move || {
            let outcome = write(&writing.path, &writing.scenario, replace).map(|()| watch(&writing.path));
            JobResult::Written { writing, outcome }
        };
        self.jobs.start("save file", work, move |why| {
            let trouble = format!("{} could not be saved: {why}", given.path.display());
            JobResult::Written { writing: given.clone(), outcome: Err(NotSaved::Failed(trouble)) }
        });
    }

    /// Notes that the document was written, or says why not.
    pub(in crate::app) fn was_written(
        &mut self,
        writing: Writing,
        outcome: Result<(Option<Stamp>, bool), NotSaved>,
    ) {
        self.files.writing = false;
        match outcome {
            Ok((stamp, elsewhere)) => {
                self.is_answered(&Dialog::SavePath);
                if writing.document == self.documents {
                    self.file_is_now(&writing.path, stamp, elsewhere);
                }
                self.is_now_in(writing);
            }
            Err(NotSaved::IsThere) => self.dialog = Some(Dialog::Replace(writing.path)),
            Err(NotSaved::Failed(trouble)) => self.refuse(&Dialog::SavePath, trouble),
        }
        if let Some((path, replace)) = self.files.next_writing.take() {
            self.save_to(path, replace);
        }
    }

    fn is_now_in(&mut self, writing: Writing) {
        let Writing { path, scenario, document } = writing;
        self.preferences.change(|kept| kept.remember(&path, &scenario.about.title));
        // Another document may have been opened in the meantime.
        if document == self.documents {
            self.document.was_saved(scenario, path, self.now);
            self.go_on_after_saving();
        }
    }
}

fn write(path: &Path, scenario: &Scenario, replace: bool) -> Result<(), NotSaved> {
    if !replace && path.exists() {
        return Err(NotSaved::IsThere);
    }
    storage::save(path, scenario).map_err(|error| NotSaved::Failed(error.to_string()))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

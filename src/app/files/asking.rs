//! Asking for files: by the system's own dialog or, where there is none, by a field for a path.

use super::App;
use super::paths::with_extension;
use crate::app::file_dialogs::{Ask, Picked};
use crate::app::job_result::JobResult;
use crate::ui::chrome::{Dialog, dialog::PathField};

impl App {
    /// Shows the system's file dialog, unless one stands open already.
    pub(in crate::app) fn ask_for_file(&mut self, ask: Ask) {
        if std::mem::replace(&mut self.files.asking, true) {
            return;
        }
        let dialogs = self.file_dialogs.clone();
        let asked = ask.clone();
        let work = move || {
            let picked = dialogs.ask(&asked);
            JobResult::Picked { ask: asked, picked }
        };
        self.jobs.start("file dialog", work, move |_| JobResult::Picked {
            ask: ask.clone(),
            picked: Picked::NoDialog,
        });
    }

    /// Does what the answer of a file dialog asks for. Where there is no such dialog, the field for
    /// a path takes its place.
    pub(in crate::app) fn was_picked(&mut self, ask: Ask, picked: Picked) {
        self.files.asking = false;
        match (ask, picked) {
            (Ask::SaveTable { .. }, picked) => self.table_was_placed(picked),
            (Ask::Open, Picked::File(path)) => self.open(path),
            (Ask::Save { .. }, Picked::File(path)) => self.save_to(with_extension(path), true),
            (Ask::Open, Picked::NoDialog) => self.ask_for_path(Dialog::OpenPath),
            (Ask::Save { .. }, Picked::NoDialog) => self.ask_for_path(Dialog::SavePath),
            (_, Picked::Nothing) => self.leaving.stay(),
        }
    }

    /// Shows the field for a path.
    pub(in crate::app) fn ask_for_path(&mut self, dialog: Dialog) {
        let suggestion = match &dialog {
            Dialog::SavePath => match self.document.path() {
                Some(path) => path.display().to_string(),
                None => self.files.whole(self.suggested_name().as_ref()).display().to_string(),
            },
            _ => String::new(),
        };
        self.session.views.dialog.path_field = PathField::suggesting(suggestion);
        self.dialog = Some(dialog);
    }

    /// Closes the dialog, unless it is the one that asked: that stays until what it asked for is done.
    pub(in crate::app) fn keep_only(&mut self, asking: &Dialog) {
        self.dialog.take_if(|dialog| dialog != asking);
    }

    /// Closes the dialog that asked for what is now done.
    pub(in crate::app) fn is_answered(&mut self, asking: &Dialog) {
        self.dialog.take_if(|dialog| dialog == asking);
    }

    /// Says what went wrong: in the dialog that asked for it, beside what was typed, if that still stands.
    pub(in crate::app) fn refuse(&mut self, asking: &Dialog, trouble: String) {
        if self.dialog.as_ref() == Some(asking) {
            self.session.views.dialog.path_field.refuse(trouble);
        } else {
            self.leaving.stay();
            self.tell(trouble);
        }
    }

    /// A file name made of the case's title.
    pub(in crate::app) fn suggested_name(&self) -> String {
        let keep = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
        let words: String = self.document.title().chars().map(keep).collect();
        let name = words.split_whitespace().collect::<Vec<_>>().join("-");
        format!("{}.ron", if name.is_empty() { "untitled" } else { &name })
    }
}

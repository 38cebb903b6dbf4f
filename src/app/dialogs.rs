//! Questions for a file: the system's own dialog and, beside it, a field for a path in the window. The first answer
//! counts. Nothing here depends on how long a dialog takes.

use super::App;
use super::tasks::{TaskKey, TaskResult};
use super::typed_path::{EXTENSION, with_default_extension};
use crate::ui::chrome::{Dialog, dialog::PathField};
use crate::ui::command::ExportKind;
use std::path::PathBuf;
use std::sync::Arc;

/// The question of a file dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A scenario to open.
    Open,
    /// A table of votes to open.
    OpenVotes,
    /// A file to import.
    Import,
    /// A file to save the scenario to.
    Save {
        /// The suggested file name, without a folder.
        name: String,
        /// The folder in which the dialog starts; `None` for the system's choice.
        folder: Option<PathBuf>,
    },
    /// A file to save something to that leaves the program.
    SaveExport {
        /// What it is.
        kind: ExportKind,
        /// The ending of its files.
        extension: &'static str,
        /// The suggested file name, without a folder.
        name: String,
        /// The folder in which the dialog starts; `None` for the system's choice.
        folder: Option<PathBuf>,
    },
}

impl Ask {
    /// The window's own dialog that asks the same.
    fn path_dialog(&self) -> Dialog {
        match self {
            Ask::Open => Dialog::OpenPath,
            Ask::OpenVotes => Dialog::VotesPath,
            Ask::Import => Dialog::ImportPath,
            Ask::Save { .. } => Dialog::SavePath,
            Ask::SaveExport { kind, .. } => Dialog::SaveExportPath(*kind),
        }
    }

    /// The path that is suggested in it.
    fn suggestion(&self) -> String {
        match self {
            Ask::Open | Ask::OpenVotes | Ask::Import => String::new(),
            Ask::Save { name, folder } | Ask::SaveExport { name, folder, .. } => {
                let path = folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
                path.display().to_string()
            }
        }
    }
}

/// The answer of a file dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// This file.
    File(PathBuf),
    /// The person cancelled.
    Cancelled,
    /// The dialog could not be shown, or ended without an answer; why, as a sentence.
    Failed(String),
}

/// Asks for files. Called off the window's thread; takes as long as the person takes, which may be for ever.
pub trait FileDialogs: Send + Sync {
    /// Shows the dialog and waits for its answer.
    fn ask(&self, ask: &Ask) -> Picked;
}

/// The system's dialogs, and the question that one of them was asked and has not answered.
pub struct SystemQuestion {
    dialogs: Arc<dyn FileDialogs>,
    unanswered: Option<Unanswered>,
}

struct Unanswered {
    ask: Ask,
    /// The number of the document about which it was asked.
    document: u64,
    /// Whether the question was settled by a typed path, or replaced by another.
    settled: bool,
}

impl SystemQuestion {
    /// Nothing was asked of these dialogs yet.
    pub fn of(dialogs: Arc<dyn FileDialogs>) -> Self {
        SystemQuestion { dialogs, unanswered: None }
    }

    /// Asks again what a dialog may ask already; whether it does. A dialog about another name or folder would answer
    /// the wrong question.
    fn ask_again(&mut self, ask: &Ask, document: u64) -> bool {
        self.unanswered.as_mut().is_some_and(|unanswered| {
            let same = unanswered.ask == *ask;
            (unanswered.document, unanswered.settled) = (document, !same);
            same
        })
    }

    /// Notes whether the question that this dialog of the window asks too is settled by the path typed there.
    fn settle(&mut self, asked_in: &Dialog, settled: bool) {
        let same = self.unanswered.as_mut().filter(|unanswered| unanswered.ask.path_dialog() == *asked_in);
        same.into_iter().for_each(|unanswered| unanswered.settled = settled);
    }
}

/// Said in the field for a path while the system's dialog asks the same.
const ASKS_TOO: &str = "The system’s file dialog asks too; answer here or there.";

/// Said there while it asks something else: one is shown at a time.
const ASKS_OTHERWISE: &str =
    "The system’s file dialog still asks an earlier question, which counts no more; answer here.";

impl App {
    /// Shows the field for a path and, beside it, the system's file dialog, unless one is unanswered: it may stand
    /// behind the window, or hang.
    pub(super) fn ask_for_file(&mut self, ask: Ask) {
        self.ask_for_path(ask.path_dialog(), ask.suggestion());
        if self.system_question.unanswered.is_none() {
            self.start_system_dialog(ask.clone());
        }
        let same = self.system_question.ask_again(&ask, self.document_number);
        self.session.views.dialog.path_field.explain(if same { ASKS_TOO } else { ASKS_OTHERWISE });
    }

    fn start_system_dialog(&mut self, ask: Ask) {
        let dialogs = self.system_question.dialogs.clone();
        let document = self.document_number;
        self.system_question.unanswered = Some(Unanswered { ask: ask.clone(), document, settled: false });
        self.tasks.start(TaskKey::FileDialog, move || dialogs.ask(&ask), App::handle_picked);
    }

    /// Executes the answer of a file dialog, unless its question is settled.
    fn handle_picked(&mut self, picked: TaskResult<Picked>) {
        let Some(Unanswered { ask, document, settled }) = self.system_question.unanswered.take() else {
            debug_assert!(false, "only a dialog that was asked can answer");
            return;
        };
        let picked = picked
            .unwrap_or_else(|error| Picked::Failed(format!("The system’s file dialog failed: {error}.")));
        let settled = settled || document != self.document_number;
        match picked {
            Picked::File(path) if settled => self.show_note(format!(
                "The system’s file dialog answered when the question was settled; nothing was done with {}.",
                path.display()
            )),
            Picked::Cancelled | Picked::Failed(_) if settled => {}
            Picked::File(path) => self.use_file(&ask, path),
            Picked::Cancelled => self.call_off(&ask),
            Picked::Failed(sentence) => self.leave_it_to_the_field(&ask, sentence),
        }
    }

    /// Does what was asked with the file that was picked.
    fn use_file(&mut self, ask: &Ask, path: PathBuf) {
        match ask {
            Ask::Open => self.open(path),
            Ask::OpenVotes => self.open_votes(&path),
            Ask::Import => self.open_import(&path),
            // The system's dialog has asked before it let a file be replaced.
            Ask::Save { .. } => self.save_to(with_default_extension(path, EXTENSION), true),
            Ask::SaveExport { .. } => self.write_export(path, true),
        }
    }

    /// Closes the field beside a dialog that was cancelled, unless somebody went on in it.
    fn call_off(&mut self, ask: &Ask) {
        let field = &mut self.session.views.dialog.path_field;
        if self.dialog.as_ref() != Some(&ask.path_dialog()) {
            return;
        }
        if field.is_as_suggested() {
            self.dialog = None;
            self.closing.cancel();
        } else {
            field.explain("");
        }
    }

    /// Says in the field beside a dialog that failed why there is only the field; in a message, if it was closed.
    fn leave_it_to_the_field(&mut self, ask: &Ask, sentence: String) {
        if self.dialog.as_ref() == Some(&ask.path_dialog()) {
            self.session.views.dialog.path_field.explain(&format!("{sentence} Type the path here."));
        } else {
            self.report_problem(sentence);
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
    fn ask_for_path(&mut self, dialog: Dialog, suggestion: String) {
        self.session.views.dialog.path_field = PathField::suggesting(suggestion);
        // A page that takes something out is still there afterwards.
        if let Some(page) = self.dialog.take_if(|open| *open == Dialog::Hindcast) {
            self.dialog_below = Some(page);
        }
        self.dialog = Some(dialog);
    }

    /// Notes that a path was typed in this dialog: a later answer of the system's dialog counts no more.
    pub(super) fn settle_by_path(&mut self, asking: &Dialog) {
        self.system_question.settle(asking, true);
    }

    /// Asks whether the file at a typed path may be replaced; until somebody says so, the question where to save stands.
    pub(super) fn ask_to_replace(&mut self, path: PathBuf) {
        self.system_question.settle(&Dialog::SavePath, false);
        self.dialog = Some(Dialog::Replace(path));
    }

    /// Shows the page again from which a path was asked for, once no other dialog is open.
    pub(super) fn show_dialog_below(&mut self) {
        if self.dialog.is_none() {
            self.dialog = self.dialog_below.take();
        }
    }

    /// Closes every dialog but this one, which stays until what it asked for is done.
    pub(super) fn close_other_dialogs(&mut self, asking: &Dialog) {
        self.dialog.take_if(|dialog| dialog != asking && !matches!(dialog, Dialog::OrphanedSnapshot(_)));
    }

    /// Closes the dialog of a document that is closed. Unsaved work of another window waits for its own answer.
    pub(super) fn close_dialog_about_document(&mut self) {
        self.dialog_below = None;
        self.dialog.take_if(|dialog| !matches!(dialog, Dialog::OrphanedSnapshot(_)));
    }

    /// Closes this dialog: what it asked for is done.
    pub(super) fn close_dialog(&mut self, asking: &Dialog) {
        self.dialog.take_if(|dialog| dialog == asking);
    }

    /// Reports a problem: in the dialog that asked, beside what was typed, if it is still open.
    pub(super) fn refuse(&mut self, asking: &Dialog, message: String) {
        self.system_question.settle(asking, false);
        if self.dialog.as_ref() == Some(asking) {
            self.session.views.dialog.path_field.refuse(message);
        } else {
            self.closing.cancel();
            self.report_problem(message);
        }
    }
}

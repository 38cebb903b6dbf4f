//! Votes from a file of a clicker program or form: opened or dropped onto the window, and read as if they were pasted.

use super::App;
use super::dialogs::Ask;
use super::tasks::{TaskKey, TaskResult};
use crate::lesson::ClassSession;
use crate::scenario::StepKind;
use crate::storage::{self, FileError};
use crate::ui::chrome::Dialog;
use std::path::{Path, PathBuf};

/// The endings of names of files that hold tables of text.
pub(super) const TABLES: [&str; 4] = ["csv", "tsv", "txt", "tab"];

/// Whether the step under way counts votes: its own, or while the class talks those before.
fn votes(session: &ClassSession) -> bool {
    let step = session.step();
    let talks = session.lesson.steps.get(step).is_some_and(|step| matches!(step.kind, StepKind::Discuss));
    session.lesson.ballot(step).is_some() || talks && session.lesson.vote_before(step).is_some()
}

impl App {
    /// Whether a file that is dropped is taken for votes: while a class is on the screen, a table of text.
    pub(super) fn takes_for_votes(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        self.is_teaching() && ending.is_some_and(|ending| TABLES.contains(&ending.as_str()))
    }

    /// Asks for a file of votes.
    pub(super) fn ask_for_votes(&mut self) {
        self.ask_for_file(Ask::OpenVotes);
    }

    /// Reads a file of votes, and shows what is understood before anything is counted.
    pub(super) fn open_votes(&mut self, path: &Path) {
        self.settle_by_path(&Dialog::VotesPath);
        self.close_other_dialogs(&Dialog::VotesPath);
        if !self.class.as_ref().is_some_and(|class| votes(class.session())) {
            self.close_dialog(&Dialog::VotesPath);
            return self.show_note("Go to a vote first: this step counts none.");
        }
        let path: PathBuf = self.files.absolute(path);
        self.tasks.start(TaskKey::ReadVotes, move || storage::read_table(&path), App::handle_votes_read);
    }

    fn handle_votes_read(&mut self, result: TaskResult<Result<String, FileError>>) {
        match result {
            Ok(Ok(text)) => {
                self.close_dialog(&Dialog::VotesPath);
                self.session.views.classroom.paste(text);
            }
            Ok(Err(error)) => self.refuse(&Dialog::VotesPath, error.to_string()),
            Err(error) => self.refuse(&Dialog::VotesPath, format!("The votes could not be read: {error}")),
        }
    }
}

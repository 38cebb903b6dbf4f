//! Files that are dropped on the window: cases are opened, spreadsheets and graphs imported, and in a class tables are
//! read as votes.

use super::App;
use super::typed_path::EXTENSION;
use crate::ui::command::ImportCommand;
use crate::ui::{ClassroomCommand, Command, FileCommand};
use egui::Context;
use std::path::{Path, PathBuf};

/// The endings of files that can be imported.
pub const IMPORTED: [&str; 8] = ["xlsx", "ods", "csv", "tsv", "txt", "graphml", "dot", "gv"];

/// The files that were dropped since the last frame.
pub fn dropped(ctx: &Context) -> Vec<PathBuf> {
    ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect())
}

impl App {
    /// Says that files which are dropped beside an open dialog are not taken: one thing is answered at a time.
    pub(super) fn refuse_dropped(&mut self, ctx: &Context) {
        if !dropped(ctx).is_empty() {
            self.show_note("Close the dialog first; then drop the file again.");
        }
    }

    /// What is to be done with the files that were dropped; says so where nothing is.
    pub(super) fn take_dropped(&mut self, ctx: &Context) -> Vec<Command> {
        dropped(ctx).into_iter().filter_map(|path| self.take(path)).collect()
    }

    fn take(&mut self, path: PathBuf) -> Option<Command> {
        if self.takes_for_votes(&path) {
            return Some(ClassroomCommand::OpenVotesFrom(path).into());
        }
        match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase) {
            Some(ending) if ending == EXTENSION => Some(FileCommand::OpenPath(path).into()),
            Some(ending) if IMPORTED.contains(&ending.as_str()) => Some(ImportCommand::OpenFrom(path).into()),
            Some(_) | None => {
                self.show_note(refusal(&path));
                None
            }
        }
    }
}

/// Why a file is not taken, in sentences.
fn refusal(path: &Path) -> String {
    // A path without a file name is shown whole.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let kind = if path.is_dir() { "is a folder" } else { "is no case, and nothing to import" };
    format!(
        "“{name}” {kind}. Cases end in .{EXTENSION}; spreadsheets (.xlsx, .ods, .csv) and graphs (.graphml, .dot) are \
         imported."
    )
}

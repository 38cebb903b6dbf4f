//! Exporting the answers of queries as tables: to the clipboard or a file.

use super::App;
use super::dialogs::Ask;
use super::tasks::{TaskKey, TaskResult};
use super::typed_path::with_default_extension;
use crate::analysis::table::Table;
use crate::storage;
use crate::ui::TableId;
use crate::ui::chrome::Dialog;
use egui::Context;
use std::path::{Path, PathBuf};

impl App {
    /// Copies a table to the clipboard.
    pub(super) fn copy_table(&mut self, table: TableId, ctx: &Context) {
        if let Some(table) = self.table(table) {
            match table.csv() {
                Ok(text) => {
                    ctx.copy_text(text);
                    let name = table.name;
                    self.show_done(format!("The table of {name} is on the clipboard, as text with commas."));
                }
                Err(error) => {
                    self.report_problem(format!("The table of {} could not be copied: {error}", table.name));
                }
            }
        }
    }

    /// Asks where to save a table.
    pub(super) fn save_table(&mut self, table: TableId) {
        let Some(table) = self.table(table) else { return };
        let name = self.table_name(&table);
        self.table = Some(table);
        self.ask_for_file(Ask::SaveTable { name, folder: Some(self.files.absolute("".as_ref())) });
    }

    /// Saves the table that was asked for to a path that somebody typed.
    pub(super) fn save_table_to(&mut self, path: PathBuf) {
        self.settle_by_path(&Dialog::SaveTablePath);
        self.close_other_dialogs(&Dialog::SaveTablePath);
        self.write_table(path, false);
    }

    /// Saves the table that was asked for; replaces another file only if `replace` says so.
    pub(super) fn write_table(&mut self, path: PathBuf, replace: bool) {
        let Some(table) = self.table.clone() else { return };
        let path = with_default_extension(path, "csv");
        let to_write = path.clone();
        let work = move || {
            if !replace && to_write.exists() {
                return Err(format!("{} is there already, so the table was not saved.", to_write.display()));
            }
            let text = table.csv().map_err(|error| error.to_string())?;
            storage::save_text(&to_write, &text).map_err(|error| error.to_string())
        };
        self.tasks.start(TaskKey::SaveTable, work, move |app, result| app.handle_table_saved(&path, result));
    }

    /// Shows where the table was saved, or why it was not.
    fn handle_table_saved(&mut self, path: &Path, result: TaskResult<Result<(), String>>) {
        let failed = match result {
            Ok(Ok(())) => {
                self.close_dialog(&Dialog::SaveTablePath);
                return self.show_done(format!("The table was saved to {}.", path.display()));
            }
            Ok(Err(message)) => message,
            Err(error) => format!("{} could not be saved: {error}", path.display()),
        };
        self.refuse(&Dialog::SaveTablePath, failed);
    }

    fn table_name(&self, table: &Table) -> String {
        if table.scenario.is_empty() {
            return format!("{}.csv", table.name);
        }
        format!("{}-{}.csv", self.name_for_files(), table.name)
    }

    /// The newest answer as a table; `None`, with a message, if there is none yet.
    fn table(&mut self, table: TableId) -> Option<Table> {
        let table = match table {
            TableId::Hindcast => self.hindcasting.found().map(Table::of_hindcasts),
            other => self.queries.table(other),
        };
        if table.is_none() {
            self.show_note("There is nothing to put into a table yet.");
        }
        table
    }
}

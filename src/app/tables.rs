//! Exporting the answers to views' questions as tables.

use super::App;
use super::dialogs::{Ask, Picked};
use super::paths::with_default_extension;
use super::queries::Queries;
use super::tasks::{TaskKey, TaskResult};
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::engine::NoMonitor;
use crate::storage;
use crate::ui::TableId;
use crate::ui::chrome::Dialog;
use crate::ui::query::{Answer, Query};
use egui::Context;
use std::path::{Path, PathBuf};

impl App {
    /// Copies a table to the clipboard.
    pub(super) fn copy_table(&mut self, table: TableId, ctx: &Context) {
        if let Some(table) = self.table(table) {
            ctx.copy_text(table.csv());
            self.show_message(format!(
                "The table of {} is on the clipboard, as text with commas.",
                table.name
            ));
        }
    }

    /// Asks where to save a table.
    pub(super) fn save_table(&mut self, table: TableId) {
        let Some(table) = self.table(table) else { return };
        let name = self.table_name(&table);
        self.table = Some(table);
        self.ask_for_file(Ask::SaveTable { name, folder: Some(self.files.absolute("".as_ref())) });
    }

    /// Executes the answer of the file dialog.
    pub(super) fn handle_table_picked(&mut self, picked: Picked) {
        let Some(table) = &self.table else { return };
        match picked {
            // The system's dialog has asked before it let a file be replaced.
            Picked::File(path) => self.write_table(path, true),
            Picked::Nothing => self.table = None,
            Picked::NoDialog => {
                let path = self.files.absolute(self.table_name(table).as_ref());
                self.ask_for_path(Dialog::SaveTablePath, path.display().to_string());
            }
        }
    }

    /// Saves the table that was asked for to a path that somebody typed.
    pub(super) fn save_table_to(&mut self, path: PathBuf) {
        self.close_other_dialogs(&Dialog::SaveTablePath);
        self.write_table(path, false);
    }

    fn write_table(&mut self, path: PathBuf, replace: bool) {
        let Some(table) = self.table.clone() else { return };
        let path = with_default_extension(path, "csv");
        let to_write = path.clone();
        let work = move || {
            if !replace && to_write.exists() {
                return Err(format!("{} is there already, so the table was not saved.", to_write.display()));
            }
            storage::save_text(&to_write, &table.csv()).map_err(|error| error.to_string())
        };
        self.tasks.start(TaskKey::SaveTable, work, move |app, result| app.handle_table_saved(&path, result));
    }

    /// Says where the table was saved, or why it was not.
    fn handle_table_saved(&mut self, path: &Path, result: TaskResult<Result<(), String>>) {
        let failed = match result {
            Ok(Ok(())) => {
                self.close_dialog(&Dialog::SaveTablePath);
                return self.show_message(format!("The table was saved to {}.", path.display()));
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

    /// What was found, as a table; nothing if it was not found yet.
    fn table(&mut self, table: TableId) -> Option<Table> {
        let table = match table {
            TableId::Hindcast => self.hindcasting.found().map(Table::of_hindcasts),
            other => answer_table(&self.queries, other),
        };
        if table.is_none() {
            self.show_message("There is nothing to put into a table yet.");
        }
        table
    }
}

/// Whether a table is made of the answer to a question.
fn is_made_of(table: TableId, query: &Query) -> bool {
    match table {
        TableId::Reasons => matches!(query, Query::Reasons { .. }),
        TableId::Numbers => matches!(query, Query::Tornado(_)),
        TableId::TwoWay => matches!(query, Query::TwoWay(_)),
        TableId::Comparison => matches!(query, Query::Comparison { .. }),
        TableId::Choices => matches!(query, Query::Frontier(_)),
        TableId::Repair => matches!(query, Query::Repair(_)),
        TableId::Asking => matches!(query, Query::Asking),
        // It is of the built-in cases, not of a question about the document.
        TableId::Hindcast => false,
    }
}

fn answer_table(queries: &Queries, table: TableId) -> Option<Table> {
    let (question, query, finding) = queries.newest(|query| is_made_of(table, query))?;
    let study = Study::new(&question.scenario, question.seed, query.histories(), &NoMonitor);
    let plan = question.plan.name.as_str();
    Some(match finding {
        Answer::Reasons(answer) => Table::of_reasons(&study, plan, answer),
        Answer::Tornado(tornado) => {
            // What else is known of the same numbers stands beside it.
            let (mut effects, mut flips, mut worth) = (None, None, None);
            for found in queries.found(question).filter(|found| found.current) {
                match found.finding {
                    Answer::TotalEffects(of) if of.measure == tornado.measure => effects = Some(of),
                    Answer::SwitchingValues(of) => flips = Some(of.as_slice()),
                    Answer::ValueOfInformation(of) => worth = Some(of),
                    _ => {}
                }
            }
            Table::of_sensitivity(&study, plan, tornado, effects, flips, worth)
        }
        Answer::TwoWay(map) => Table::of_two_way(&study, map),
        Answer::Comparison(comparison) => Table::of_comparison(&study, comparison),
        Answer::Frontier(frontier) => Table::of_frontier(&study, frontier, true),
        Answer::Repair(found) => Table::of_repair(&study, plan, found),
        Answer::Asking(worths) => Table::of_asking(&study, plan, worths),
        Answer::TotalEffects(_)
        | Answer::SwitchingValues(_)
        | Answer::ValueOfInformation(_)
        | Answer::Better(_)
        | Answer::Nothing(_) => return None,
    })
}

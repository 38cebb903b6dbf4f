//! Takes out, as tables, what views' questions have found.

use super::App;
use super::file_dialogs::{Ask, Picked};
use super::files::paths;
use super::job_result::JobResult;
use super::queries::Queries;
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::engine::Unwatched;
use crate::storage;
use crate::ui::TableId;
use crate::ui::chrome::{Dialog, dialog::PathField};
use crate::ui::query::{Answer, Query};
use egui::Context;
use std::path::PathBuf;

impl App {
    /// Puts a table on the clipboard.
    pub(super) fn copy_table(&mut self, table: TableId, ctx: &Context) {
        if let Some(table) = self.table(table) {
            ctx.copy_text(table.csv());
            self.tell(format!("The table of {} is on the clipboard, as text with commas.", table.name));
        }
    }

    /// Asks where to save a table.
    pub(super) fn save_table(&mut self, table: TableId) {
        let Some(table) = self.table(table) else { return };
        let name = self.table_name(&table);
        self.table = Some(table);
        self.ask_for_file(Ask::SaveTable { name, folder: Some(self.files.whole("".as_ref())) });
    }

    /// Does what the answer of the dialog asks for.
    pub(super) fn table_was_placed(&mut self, picked: Picked) {
        match picked {
            Picked::File(path) => self.write_table(path, true),
            Picked::Nothing => self.table = None,
            Picked::NoDialog => {
                let name = self.table.as_ref().map(|table| self.table_name(table)).unwrap_or_default();
                let suggestion = self.files.whole(name.as_ref()).display().to_string();
                self.session.views.dialog.path_field = PathField::suggesting(suggestion);
                self.dialog = Some(Dialog::SaveTablePath);
            }
        }
    }

    /// Saves the table that was asked for.
    pub(super) fn save_table_to(&mut self, path: PathBuf) {
        self.keep_only(&Dialog::SaveTablePath);
        self.write_table(path, false);
    }

    fn write_table(&mut self, path: PathBuf, replace: bool) {
        let Some(table) = self.table.clone() else { return };
        let path = paths::with_this_extension(path, "csv");
        let given = path.clone();
        let work = move || {
            if !replace && path.exists() {
                let trouble = format!("{} is there already, so the table was not saved.", path.display());
                return JobResult::TableWritten(Err(trouble));
            }
            let written = storage::save_text(&path, &table.csv());
            JobResult::TableWritten(written.map(|()| path).map_err(|error| error.to_string()))
        };
        self.jobs.start("save table", work, move |why| {
            JobResult::TableWritten(Err(format!("{} could not be saved: {why}", given.display())))
        });
    }

    /// Says where the table is, or why it is nowhere.
    pub(super) fn table_was_written(&mut self, outcome: Result<PathBuf, String>) {
        match outcome {
            Ok(path) => {
                self.is_answered(&Dialog::SaveTablePath);
                self.tell(format!("The table was saved to {}.", path.display()));
            }
            Err(trouble) => self.refuse(&Dialog::SaveTablePath, trouble),
        }
    }

    fn table_name(&self, table: &Table) -> String {
        if table.scenario.is_empty() {
            return format!("{}.csv", table.name);
        }
        let case = self.suggested_name();
        format!("{}-{}.csv", case.trim_end_matches(".ron"), table.name)
    }

    /// What was found, as a table; nothing if it was not found yet.
    fn table(&mut self, table: TableId) -> Option<Table> {
        let table = match table {
            TableId::Hindcast => self.hindcasting.found().map(Table::of_hindcasts),
            other => answer_table(&self.queries, other),
        };
        if table.is_none() {
            self.tell("There is nothing to put into a table yet.");
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
    let study = Study::new(&question.scenario, question.seed, query.histories(), &Unwatched);
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

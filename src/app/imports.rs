//! Imports: reads a file of another program in the background, shows what was understood, and adds it as one step.

use super::App;
use super::dialogs::Ask;
use super::tasks::{TaskKey, TaskResult};
use crate::import::{
    Field, Part, PastedAt, PastedTable, Proposal, Source, Table, TableUnderstanding, Understanding,
    counts_in_words, missing_in_words, pasted, read,
};
use crate::scenario::Scenario;
use crate::storage;
use crate::ui::chrome::Dialog;
use crate::ui::command::{CellTable, ImportCommand};
use crate::ui::import::{ImportColumn, ImportTable, ImportView};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that is being imported, if any.
#[derive(Default)]
pub struct Imports {
    open: Option<OpenImport>,
}

/// A file that was read, and what it would change.
struct OpenImport {
    source: Arc<Source>,
    understanding: Understanding,
    /// The scenario that the proposal is for.
    scenario: Arc<Scenario>,
    proposal: Proposal,
    view: ImportView,
}

impl OpenImport {
    /// What a source would change in a scenario.
    fn of(source: Arc<Source>, understanding: Understanding, scenario: Arc<Scenario>) -> Self {
        let proposal = Proposal::of(&scenario, &source, &understanding);
        let view = view(&source, &understanding, &proposal);
        OpenImport { source, understanding, scenario, proposal, view }
    }
}

impl Imports {
    /// What the dialog shows; `None` while the file is being read.
    pub fn view(&self) -> Option<&ImportView> {
        self.open.as_ref().map(|open| &open.view)
    }
}

impl App {
    pub(super) fn dispatch_import(&mut self, command: ImportCommand) {
        match command {
            ImportCommand::Choose => self.ask_for_file(Ask::Import),
            ImportCommand::OpenFrom(path) => self.open_import(&path),
            ImportCommand::SetPart { table, part } => self.correct_import(|source, understanding| {
                let place = source.tables.get(table).zip(understanding.tables.get_mut(table));
                if let Some((table, understood)) = place {
                    let part = part.and_then(|place| Part::ALL.get(place).copied());
                    *understood = TableUnderstanding::of(table, part);
                }
            }),
            ImportCommand::SetColumn { table, column, field } => self.correct_import(|_, understanding| {
                if let Some(understood) = understanding.tables.get_mut(table) {
                    let fields = understood.part.map(Part::fields).unwrap_or_default();
                    understood.set_column(column, field.and_then(|place| fields.get(place).copied()));
                }
            }),
            ImportCommand::Add => self.add_import(),
            ImportCommand::Paste { table, row, column, text } => {
                self.paste_cells(table, PastedAt { row, column }, &text);
            }
        }
    }

    /// Reads a file, and shows what is understood before anything is added.
    pub(super) fn open_import(&mut self, path: &Path) {
        self.settle_by_path(&Dialog::ImportPath);
        self.close_other_dialogs(&Dialog::ImportPath);
        let path: PathBuf = self.files.absolute(path);
        let scenario = self.document.scenario().clone();
        let work = move || {
            let bytes = storage::read_file(&path).map_err(|error| error.to_string())?;
            // In a dialog that is about one file its name says enough.
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let source = read(&name, &bytes).map_err(|error| error.to_string())?;
            let understanding = Understanding::guess(&source);
            Ok(OpenImport::of(Arc::new(source), understanding, scenario))
        };
        self.tasks.start(TaskKey::ReadImport, work, App::handle_import_read);
    }

    fn handle_import_read(&mut self, result: TaskResult<Result<OpenImport, String>>) {
        match result {
            Ok(Ok(open)) => {
                self.close_dialog(&Dialog::ImportPath);
                self.imports.open = Some(open);
                self.dialog = Some(Dialog::Import);
            }
            Ok(Err(sentence)) => self.refuse(&Dialog::ImportPath, sentence),
            Err(error) => self.refuse(&Dialog::ImportPath, format!("The file could not be read: {error}")),
        }
    }

    /// Corrects what a file is taken for, and works out anew what it would change.
    fn correct_import(&mut self, correct: impl FnOnce(&Source, &mut Understanding)) {
        let Some(open) = &mut self.imports.open else { return };
        correct(&open.source, &mut open.understanding);
        self.propose_again(false);
    }

    fn propose_again(&mut self, adds: bool) {
        let Some(open) = &self.imports.open else { return };
        let (source, understanding) = (open.source.clone(), open.understanding.clone());
        let scenario = self.document.scenario().clone();
        let work = move || OpenImport::of(source, understanding, scenario);
        self.tasks.start(TaskKey::ReadImport, work, move |app, result| match result {
            Ok(open) => {
                app.imports.open = Some(open);
                if adds {
                    app.add_import();
                }
            }
            Err(error) => app.report_problem(format!("The file could not be read: {error}")),
        });
    }

    /// Pastes a block of cells as one step, or says which cell is not understood.
    fn paste_cells(&mut self, table: CellTable, from: PastedAt, text: &str) {
        let table = match table {
            CellTable::Actors => PastedTable::Actors,
            CellTable::Ties => PastedTable::Ties,
            CellTable::Items => PastedTable::Items,
        };
        match pasted(self.document.scenario(), table, from, text) {
            Ok(edit) => self.edit(edit),
            Err(sentence) => self.report_problem(format!("Nothing was pasted. {sentence}")),
        }
    }

    /// Adds what was understood, as one step.
    fn add_import(&mut self) {
        let Some(open) = &self.imports.open else { return };
        // A dialog holds the document still, but for what ended in the background meanwhile.
        if !Arc::ptr_eq(&open.scenario, self.document.scenario()) {
            return self.propose_again(true);
        }
        let (edit, rows) = (open.proposal.edit(), open.view.rows);
        let file = open.view.file.clone();
        self.imports.open = None;
        self.close_dialog(&Dialog::Import);
        if let Some(edit) = edit {
            self.edit(edit);
            let counted = crate::analysis::number_format::counted(rows as u64, "row");
            self.show_done(format!("Added {counted} from {file}."));
        }
    }
}

/// What the dialog shows of a file.
fn view(source: &Source, understanding: &Understanding, proposal: &Proposal) -> ImportView {
    let tables = source.tables.iter().zip(&understanding.tables);
    let totals = proposal.totals();
    ImportView {
        file: source.file.clone(),
        tables: tables.map(|(table, understood)| table_view(table, understood)).collect(),
        says: source.notes.iter().cloned().chain(counts_in_words(proposal)).collect(),
        problems: proposal.problems.iter().map(ToString::to_string).collect(),
        rows: totals.added + totals.changed,
    }
}

fn table_view(table: &Table, understood: &TableUnderstanding) -> ImportTable {
    let fields = understood.part.map(Part::fields).unwrap_or_default();
    let example = |column: usize| {
        let mut values = table.rows.iter().filter_map(|row| row.cells.get(column)?.text());
        values.next().unwrap_or_default()
    };
    let place = |field: &Option<Field>| fields.iter().position(|of| Some(*of) == *field);
    let columns = table.headings.iter().zip(&understood.columns).enumerate();
    ImportTable {
        name: table.name.clone(),
        rows: table.rows.len(),
        parts: Part::ALL.map(|part| part.name().to_owned()).to_vec(),
        part: Part::ALL.iter().position(|part| Some(*part) == understood.part),
        columns: columns
            .map(|(column, (heading, field))| ImportColumn {
                heading: heading.clone(),
                example: example(column),
                field: place(field),
            })
            .collect(),
        fields: fields.iter().map(|field| field.name()).collect(),
        missing: missing_in_words(understood),
    }
}

//! Files of a whole case: all tables, every history, and the workbook to fill in.

use super::{Contents, Export, Unwritten};
use crate::analysis::case_tables::all_tables;
use crate::analysis::error::QueryError;
use crate::analysis::study::Study;
use crate::app::App;
use crate::engine::{DEFAULT_HISTORIES, Monitor};
use crate::export::tables::histories::Histories;
use crate::export::tables::workbook;
use crate::import::spreadsheet::template;
use crate::scenario::{Plan, PlanId, Scenario};
use crate::storage;
use crate::ui::command::CaseFile;
use std::path::Path;
use std::sync::Arc;

/// A case and the plan that is shown, for a file.
#[derive(Clone)]
pub struct PlannedCase {
    scenario: Arc<Scenario>,
    id: PlanId,
    plan: Plan,
    seed: u64,
}

impl PlannedCase {
    /// The bytes of a file of it; not of its histories, which are written bit by bit.
    pub(super) fn tables(&self, monitor: &dyn Monitor) -> Result<Vec<u8>, Unwritten> {
        let study = Study::new(&self.scenario, self.seed, DEFAULT_HISTORIES, monitor);
        let tables = all_tables(&study, &self.id, &self.plan).map_err(|error| match error {
            QueryError::Cancelled(_) => Unwritten::Stopped,
            other => Unwritten::Failed(other.to_string()),
        })?;
        workbook(&tables, Some(&self.scenario)).map_err(|error| Unwritten::Failed(error.to_string()))
    }

    /// The workbook to fill in.
    pub(super) fn template(&self) -> Result<Vec<u8>, Unwritten> {
        template(&self.scenario).map_err(|error| Unwritten::Failed(error.to_string()))
    }

    /// Writes every history to a file.
    pub(super) fn write_histories(&self, path: &Path, monitor: &dyn Monitor) -> Result<(), Unwritten> {
        let PlannedCase { scenario, plan, seed, .. } = self;
        let histories = Histories { scenario, plan, seed: *seed, count: DEFAULT_HISTORIES };
        match storage::save_streamed(path, |out| histories.write(out, monitor)) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Unwritten::Stopped),
            Err(error) => Err(Unwritten::File(error.to_string())),
        }
    }
}

impl App {
    /// Asks where to save a file of the whole case.
    pub(in crate::app) fn save_case_file(&mut self, file: CaseFile) {
        let Some(input) = self.projection_input() else {
            return self.show_note("There is no case: open one first.");
        };
        let case = PlannedCase {
            scenario: input.scenario,
            id: self.session.plan.clone(),
            plan: input.plan,
            seed: input.seed,
        };
        let (ending, extension) = match file {
            CaseFile::Tables => ("tables", "xlsx"),
            CaseFile::Histories => ("histories", "csv"),
            CaseFile::Template => ("to-fill-in", "xlsx"),
        };
        let name = format!("{}-{ending}.{extension}", self.name_for_files());
        self.ask_where_to_save(Export { name, contents: Contents::OfCase { case: Box::new(case), file } });
    }
}

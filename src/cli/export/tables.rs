//! Tables from the command line: all of a case as one workbook, or one of them; and the workbook to fill in.

use super::{ExportArgs, What, unwritten};
use crate::analysis::case_tables::{CaseTables, all_tables};
use crate::analysis::number_format::counted;
use crate::analysis::query::TableId;
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::cli::project::plan;
use crate::cli::questions::stopped;
use crate::cli::terminal_monitor::TerminalMonitor;
use crate::cli::{Stop, memory, say};
use crate::export::tables::histories::Histories;
use crate::export::tables::{Decimals, TableFormat, file, workbook};
use crate::import::spreadsheet::template;
use crate::scenario::Scenario;
use crate::storage;
use std::process::ExitCode;

/// All tables of a case as a workbook.
pub fn all_tables_file(scenario: &Scenario, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    let tables = with_study(scenario, args, |study| {
        let (id, plan) = plan(scenario, args.plan.as_deref())?;
        all_tables(study, id, plan).map_err(stopped)
    })?;
    workbook(&tables, Some(scenario)).map_err(|error| unwritten(&args.out, &error.to_string()))
}

/// One table of a case.
pub fn table_file(scenario: &Scenario, table: TableId, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    let found = with_study(scenario, args, |study| one_table(study, table, args))?;
    let format = match args.format {
        super::ExportFormat::Xlsx => TableFormat::Xlsx,
        _ => TableFormat::Csv(args.decimals.map_or(Decimals::Point, Decimals::from)),
    };
    file(&found, Some(scenario), format).map_err(|error| unwritten(&args.out, &error.to_string()))
}

fn one_table(study: &Study, table: TableId, args: &ExportArgs) -> Result<Table, Stop> {
    let (id, plan) = plan(study.scenario, args.plan.as_deref())?;
    let found = CaseTables::new(*study, id, plan).table(table).map_err(stopped)?;
    found
        .ok_or_else(|| unwritten(&args.out, &format!("the case has nothing for the table of {}", table.of())))
}

fn with_study<T>(
    scenario: &Scenario,
    args: &ExportArgs,
    work: impl FnOnce(&Study) -> Result<T, Stop>,
) -> Result<T, Stop> {
    memory::check_projection(scenario, args.histories, None)?;
    let monitor = TerminalMonitor::begin();
    let found = work(&Study::new(scenario, args.seed, args.histories, &monitor))?;
    monitor.end()?;
    Ok(found)
}

/// Writes every history, bit by bit.
pub fn write_histories(scenario: &Scenario, args: &ExportArgs) -> Result<ExitCode, Stop> {
    let (_, plan) = plan(scenario, args.plan.as_deref())?;
    let histories = Histories { scenario, plan, seed: args.seed, count: args.histories };
    let monitor = TerminalMonitor::begin();
    let written = storage::save_streamed(&args.out, |out| histories.write(out, &monitor));
    let written = written.map_err(|error| Stop::broken(error.to_string()))?;
    if !written {
        return Err(Stop::cancelled());
    }
    monitor.end()?;
    say(&format!("{} was written, with {}.", args.out.display(), counted(histories.rows(), "row")));
    Ok(ExitCode::SUCCESS)
}

/// The workbook to fill in.
pub fn template_file(scenario: &Scenario, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    template(scenario).map_err(|error| unwritten(&args.out, &error.to_string()))
}

impl What {
    /// The table of a case that it is.
    pub fn table(self) -> Option<TableId> {
        match self {
            What::Project => Some(TableId::Courses),
            What::Knowers => Some(TableId::Knowers),
            What::Learning => Some(TableId::Learning),
            What::Events => Some(TableId::PossibleEvents),
            What::Ledger => Some(TableId::Ledger),
            What::Compare => Some(TableId::Comparison),
            What::Why => Some(TableId::Reasons),
            What::Mitigation => Some(TableId::Mitigation),
            What::Sensitivity => Some(TableId::Numbers),
            What::TwoWay => Some(TableId::TwoWay),
            What::Frontier => Some(TableId::Choices),
            What::Repair => Some(TableId::Repair),
            What::Asking => Some(TableId::Asking),
            What::Report
            | What::Handouts
            | What::Network
            | What::Nodes
            | What::Edges
            | What::Decision
            | What::Tables
            | What::Template
            | What::Histories
            | What::Map
            | What::Course
            | What::CoursesTogether
            | What::Willingness
            | What::Tornado
            | What::Sobol
            | What::Information
            | What::LogOdds
            | What::Futures
            | What::Supposed
            | What::Hindcast => None,
        }
    }
}

impl From<super::DecimalMark> for Decimals {
    fn from(mark: super::DecimalMark) -> Self {
        match mark {
            super::DecimalMark::Point => Decimals::Point,
            super::DecimalMark::Comma => Decimals::Comma,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_table_of_a_case_has_a_name_on_the_command_line() {
        for table in TableId::OF_CASE {
            let named = What::value_variants().iter().filter(|what| what.table() == Some(table));
            assert_eq!(named.count(), 1, "{table:?}");
        }
    }
}

//! `tearline export FILE --out PATH`: what leaves the program, as a file.

mod graphs;
mod papers;

use super::whole_number::whole_number;
use super::{Stop, say, scenarios};
use crate::engine::DEFAULT_HISTORIES;
use crate::export::graph::{GraphFormat, List};
use crate::export::paper::PaperFormat;
use crate::export::paper::pdf::PageSize;
use crate::storage;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `tearline export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The scenario's file, or the name of a built-in case
    pub file: PathBuf,
    /// What is exported; if left out, what is usual for the format
    #[arg(long, value_enum)]
    pub what: Option<What>,
    /// The format of the file
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// The name of the lesson; the first of the case if left out, else a ready-made one of fifty minutes
    #[arg(long, value_name = "NAME")]
    pub lesson: Option<String>,
    /// The size of the pages of a PDF
    #[arg(long, value_enum, default_value_t = Pages::A4)]
    pub pages: Pages,
    /// How many histories to play for each plan, 2 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = DEFAULT_HISTORIES, value_parser = whole_number::<2, 1_000_000>)]
    pub histories: u64,
    /// Seed of the random numbers; the same seed gives bit-identical results
    #[arg(long, value_name = "S", default_value_t = 1, allow_negative_numbers = true, value_parser = whole_number::<0, { u64::MAX }>)]
    pub seed: u64,
    /// The file to write; an existing one is replaced
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// The cards and paper of a lesson: brief, role sheets, prediction sheet, voting cards, exit question, teacher's key
    Handouts,
    /// The actors and their ties
    Network,
    /// The actors as a list
    Nodes,
    /// The ties as a list
    Edges,
}

/// The format of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// For printing
    Pdf,
    /// One file for a browser
    Html,
    /// For yEd, Gephi and networkx
    Graphml,
    /// For Graphviz
    Dot,
    /// For spreadsheets and statistics
    Csv,
}

impl ExportFormat {
    /// What can be exported in it, the usual first.
    fn takes(self) -> &'static [What] {
        match self {
            ExportFormat::Pdf | ExportFormat::Html => &[What::Handouts],
            ExportFormat::Graphml | ExportFormat::Dot => &[What::Network],
            ExportFormat::Csv => &[What::Nodes, What::Edges],
        }
    }
}

/// The size of the pages of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pages {
    /// A4
    A4,
    /// Letter
    Letter,
}

impl Pages {
    fn size(self) -> PageSize {
        match self {
            Pages::A4 => PageSize::A4,
            Pages::Letter => PageSize::Letter,
        }
    }
}

/// Export something to a file.
pub fn run(args: &ExportArgs) -> Result<ExitCode, Stop> {
    let scenario = scenarios::load(&args.file)?;
    let graph = |format| graphs::graph_file(&scenario, format, args);
    let bytes = match (args.format, what(args)?) {
        (ExportFormat::Pdf, _) => papers::handouts_file(&scenario, PaperFormat::Pdf(args.pages.size()), args),
        (ExportFormat::Html, _) => papers::handouts_file(&scenario, PaperFormat::Html, args),
        (ExportFormat::Graphml, _) => graph(GraphFormat::Graphml),
        (ExportFormat::Dot, _) => graph(GraphFormat::Dot),
        (ExportFormat::Csv, What::Edges) => graph(GraphFormat::Csv(List::Edges)),
        (ExportFormat::Csv, _) => graph(GraphFormat::Csv(List::Nodes)),
    }?;
    storage::save_bytes(&args.out, &bytes).map_err(|error| Stop::broken(error.to_string()))?;
    say(&format!("{} was written.", args.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// What is exported, if the format can hold it.
fn what(args: &ExportArgs) -> Result<What, Stop> {
    let takes = args.format.takes();
    let what = args.what.unwrap_or(takes[0]);
    if takes.contains(&what) {
        return Ok(what);
    }
    let known: Vec<String> = takes.iter().map(|what| format!("--what {}", option_text(*what))).collect();
    Err(Stop::broken(format!(
        "--format {} does not go with --what {}; it goes with {}.",
        option_text(args.format),
        option_text(what),
        known.join(", ")
    )))
}

/// The text of a value on the command line.
fn option_text(value: impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Why there is no file.
fn unwritten(path: &Path, reason: &str) -> Stop {
    Stop::broken(format!("{} was not written: {reason}.", path.display()))
}

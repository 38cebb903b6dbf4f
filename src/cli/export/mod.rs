//! `tearline export FILE --out PATH`: what leaves the program, as a file.

mod papers;

use super::whole_number::whole_number;
use super::{Stop, say, scenarios};
use crate::engine::DEFAULT_HISTORIES;
use crate::storage;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `tearline export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The scenario's file, or the name of a built-in case
    pub file: PathBuf,
    /// What is exported
    #[arg(long, value_enum)]
    pub what: What,
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
}

/// The format of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// For printing
    Pdf,
    /// One file for a browser
    Html,
}

/// The size of the pages of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pages {
    /// A4
    A4,
    /// Letter
    Letter,
}

/// Export something to a file.
pub fn run(args: &ExportArgs) -> Result<ExitCode, Stop> {
    let scenario = scenarios::load(&args.file)?;
    let bytes = match args.what {
        What::Handouts => papers::handouts_file(&scenario, args)?,
    };
    storage::save_bytes(&args.out, &bytes).map_err(|error| Stop::broken(error.to_string()))?;
    say(&format!("{} was written.", args.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// Why there is no file.
fn unwritten(path: &Path, reason: &str) -> Stop {
    Stop::broken(format!("{} was not written: {reason}.", path.display()))
}

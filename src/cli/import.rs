//! `tearline import FILE --into CASE --out PATH`: what another program wrote, put into a case.

use super::{Stop, print, say, scenarios};
use crate::import::{Proposal, Source, Understanding, counts_in_words, read, tables_in_words};
use crate::storage::{self, shown_name};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `tearline import`.
#[derive(Debug, Args)]
#[command(after_help = MEANING)]
pub struct ImportArgs {
    /// The file to import: a workbook (XLSX, ODS), text with separators (CSV), or a graph (GraphML, DOT)
    pub file: PathBuf,
    /// The case to put it into: its file, or the name of a built-in case
    #[arg(long, value_name = "CASE")]
    pub into: PathBuf,
    /// The file to write; an existing one is replaced
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Leave out rows that are not understood, instead of writing nothing
    #[arg(long)]
    pub skip_problems: bool,
}

const MEANING: &str = "\
Which table lists what, and what each column means, is told from the headings. The workbook that
`tearline export CASE --format xlsx --what template` writes has all of them, with their meaning.";

/// Import a file into a case.
pub fn run(args: &ImportArgs) -> Result<ExitCode, Stop> {
    scenarios::refuse_to_replace(&args.file, "the file to import", &args.out)?;
    let case = scenarios::read(&args.into)?;
    if let Some(translation) = &case.translation {
        scenarios::say_translated(&args.into, translation);
    }
    let bytes = storage::read_file(&args.file).map_err(|error| Stop::broken(error.to_string()))?;
    let source = read(&shown_name(&args.file), &bytes).map_err(|error| Stop::broken(error.to_string()))?;
    let understanding = Understanding::guess(&source);
    let proposal = Proposal::of(&case.scenario, &source, &understanding);
    print(&understood(&source, &understanding, &proposal))?;
    proposal.problems.iter().for_each(|problem| say(&problem.to_string()));
    if !proposal.problems.is_empty() && !args.skip_problems {
        return Err(Stop::broken(
            "Nothing was written. Mend these rows, or leave them out with --skip-problems.",
        ));
    }
    if proposal.edits.is_empty() {
        return Err(Stop::broken("Nothing was written: the file adds and changes nothing."));
    }
    // Comments of the case go with it.
    let written = storage::save_over(&args.out, Some(&case.text), &proposal.after);
    written.map_err(|error| Stop::broken(error.to_string()))?;
    say(&format!("{} was written.", args.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// What was understood, a sentence on each line.
fn understood(source: &Source, understanding: &Understanding, proposal: &Proposal) -> String {
    let tables = tables_in_words(source, understanding);
    let lines = source.notes.iter().cloned().chain(tables).chain(counts_in_words(proposal));
    lines.map(|line| line + "\n").collect()
}

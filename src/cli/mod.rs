//! Headless commands. Results go to standard output, everything else to standard error.
//!
//! Absent here: windows.

mod export;
mod frontier;
mod hindcast;
mod import;
mod memory;
mod merge;
mod project;
mod questions;
mod scenarios;
mod sensitivity;
mod terminal_monitor;
mod whole_number;

use crate::storage::io_reason;
use clap::{Parser, Subcommand, ValueEnum};
use std::borrow::Cow;
use std::path::PathBuf;
use std::process::ExitCode;

/// Play through a disclosure decision: what happens to each partner's willingness to share when its
/// intelligence is passed on in a meeting.
#[derive(Debug, Parser)]
#[command(name = "tearline", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// A scenario to open in the window: its file, or the name of a built-in case
    pub file: Option<PathBuf>,
    /// Open a window of its own, also where another one is open
    #[arg(long)]
    pub new_window: bool,
    /// A command that needs no window
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  tearline                                       open the window
  tearline my-case.ron                           open the window with a scenario
  tearline list                                  the built-in cases
  tearline project oval-office-2017              project its first plan, as a table
  tearline project my-case.ron --plan \"Say nothing\" --format csv > out.csv
  tearline project my-case.ron --given-detected --format json | jq .partners
  tearline project my-case.ron --part 1/3 --out run.1     a part of a run, for a batch of computers
  tearline merge run.1 run.2 run.3               the whole of it, the same to the bit as one run
  tearline hindcast                              the built-in cases against the historical record
  tearline compare oval-office-2017              compare its plans in the same histories
  tearline frontier oval-office-2017 --least content:lowest@24=0.8
  tearline sensitivity my-case.ron --result content:il@12 --format csv > numbers.csv
  tearline why oval-office-2017 --partner il --month 3
  tearline repair oval-office-2017 --partner il --material methods --above 0.75 --by 6
  tearline export oval-office-2017 --what handouts --format pdf --out papers.pdf
  tearline export my-case.ron --format xlsx --out tables.xlsx
  tearline export oval-office-2017 --what tornado --format svg --size 160mm --out tornado.svg
  tearline import actors.xlsx --into my-case.ron --out larger-case.ron
  tearline check my-case.ron                     errors and questionable entries, with places

Wherever a FILE is expected, the name of a built-in case works too.
Exit codes: 0 success; 1 questionable (check only); 2 error in a file or argument; 130 Ctrl-C.";

/// A headless command with its arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Project the results of a plan
    Project(project::ProjectArgs),
    /// Join the parts of a run that was projected in parts
    Merge(merge::MergeArgs),
    /// Compare projections of historical plans with the historical record
    Hindcast(hindcast::HindcastArgs),
    /// Explain why a partner has changed, or differs between two plans
    Why(questions::WhyArgs),
    /// Compare plans in the same histories
    Compare(questions::CompareArgs),
    /// Try every choice and show the non-dominated ones
    Frontier(frontier::FrontierArgs),
    /// Show which uncertain numbers matter, and at which values another plan becomes best
    Sensitivity(sensitivity::SensitivityArgs),
    /// Find the smallest change of a plan that keeps a partner above a threshold
    Repair(questions::RepairArgs),
    /// Write something that leaves the program to a file: pictures, tables, papers, the network
    Export(export::ExportArgs),
    /// Put what another program wrote into a case: actors, ties, partnerships and items
    Import(import::ImportArgs),
    /// Check a scenario for errors and questionable entries
    Check {
        /// The scenario's file, or the name of a built-in case
        file: PathBuf,
    },
    /// List the built-in cases
    List,
}

/// Output format of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables for reading
    Text,
    /// Everything, as one JSON object
    Json,
    /// Everything, one row per number
    Csv,
}

/// Early end of a command: a sentence for standard error, and the exit code.
#[derive(Debug)]
struct Stop {
    sentence: String,
    code: u8,
}

impl Stop {
    /// Error in a file or an argument.
    fn broken(sentence: impl Into<String>) -> Self {
        Stop { sentence: sentence.into(), code: 2 }
    }

    /// End by Ctrl-C; 130 is the exit code of shells for a program that SIGINT ended.
    fn cancelled() -> Self {
        Stop { sentence: "Stopped; there is no result.".into(), code: 130 }
    }
}

/// Run a command; returns its exit code.
pub fn run(command: Command) -> ExitCode {
    let done = match command {
        Command::Project(args) => project::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Hindcast(args) => hindcast::run(&args),
        Command::Why(args) => questions::why(&args),
        Command::Compare(args) => questions::compare(&args),
        Command::Frontier(args) => frontier::run(&args),
        Command::Sensitivity(args) => sensitivity::run(&args),
        Command::Repair(args) => questions::repair(&args),
        Command::Export(args) => export::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Check { file } => scenarios::check(&file),
        Command::List => scenarios::list(),
    };
    done.unwrap_or_else(|Stop { sentence, code }| {
        say(&sentence);
        ExitCode::from(code)
    })
}

/// Print the projection of the built-in Oval Office case, where no window can be opened.
pub fn run_without_display() -> ExitCode {
    say("There is no display to open a window on, so here is the built-in Oval Office case as text.");
    run(Command::Project(project::ProjectArgs {
        file: "oval-office-2017".into(),
        plan: None,
        histories: crate::engine::DEFAULT_HISTORIES,
        months: None,
        seed: 1,
        given_detected: false,
        format: Format::Text,
        part: None,
        out: None,
    }))
}

/// A result as indented JSON, with a line end.
fn json_text(value: &serde_json::Value) -> Result<String, Stop> {
    match serde_json::to_string_pretty(value) {
        Ok(text) => Ok(escaped(&text) + "\n"),
        Err(error) => Err(Stop::broken(format!("The result could not be written as JSON: {error}."))),
    }
}

/// JSON in which every control character and every override of the direction of writing is an escape.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for sign in json.chars() {
        match u32::from(sign) {
            code if matches!(code, 0x7F..=0x9F) || is_override(sign) => {
                text.push_str(&format!("\\u{code:04x}"));
            }
            _ => text.push(sign),
        }
    }
    text
}

/// A text in which no character commands a terminal: the names in a scenario come from anybody. A control character is
/// shown by its sign, and an override of the direction of writing is left out; line ends and tabs stay.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\t') || is_override(sign);
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let shown = |sign: char| match u32::from(sign) {
        _ if !is_harmful(sign) => Some(sign),
        _ if is_override(sign) => None,
        // The signs of the control characters 0 to 31 follow each other.
        code @ 0..32 => char::from_u32(0x2400 + code),
        0x7F => Some('␡'),
        _ => Some(char::REPLACEMENT_CHARACTER),
    };
    Cow::Owned(text.chars().filter_map(shown).collect())
}

/// Whether a character changes the direction of what follows it, or ends a line unseen.
fn is_override(sign: char) -> bool {
    matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Say something on standard error, as far as anybody listens there.
pub fn say(sentence: &str) {
    use std::io::Write as _;
    // Where standard error is full or closed, there is nobody left to tell.
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(sentence));
}

/// Print a result. A pipe that its reader closes early, as `head` does, is not an error.
fn print(text: &str) -> Result<(), Stop> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(harmless(text).as_bytes()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Stop::broken(format!("The result could not be written: {}.", io_reason(&error)))),
    }
}

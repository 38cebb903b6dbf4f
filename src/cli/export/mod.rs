//! `tearline export FILE --out PATH`: what leaves the program, as a file.

mod decision;
mod graphs;
mod papers;
mod pictures;
mod tables;

use super::whole_number::whole_number;
use super::{Stop, say, scenarios};
use crate::engine::DEFAULT_HISTORIES;
use crate::export::decision::DecisionFormat;
use crate::export::graph::{GraphFormat, List};
use crate::export::paper::PaperFormat;
use crate::export::paper::pdf::PageSize;
use crate::export::report::Section;
use crate::export::scene::PictureFormat;
use crate::storage;
use clap::{Args, ValueEnum};
use pictures::PictureArgs;
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
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// How tables in CSV write numbers: with decimal points and commas between fields, or with commas and semicolons; with
    /// points if left out
    #[arg(long, value_enum)]
    pub decimals: Option<DecimalMark>,
    /// The sections of a report; all of them if left out
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = papers::section_parser())]
    pub sections: Vec<Section>,
    /// The name of the lesson; the first of the case if left out, else a ready-made one of fifty minutes
    #[arg(long, value_name = "NAME")]
    pub lesson: Option<String>,
    /// The size of the pages of a PDF; A4 if left out
    #[arg(long, value_enum)]
    pub pages: Option<Pages>,
    /// How many histories to play for each plan, 2 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = DEFAULT_HISTORIES, value_parser = whole_number::<2, 1_000_000>)]
    pub histories: u64,
    /// Seed of the random numbers; the same seed gives bit-identical results
    #[arg(long, value_name = "S", default_value_t = 1, allow_negative_numbers = true, value_parser = whole_number::<0, { u64::MAX }>)]
    pub seed: u64,
    /// The file to write; an existing one is replaced
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    #[command(flatten)]
    pub picture: PictureArgs,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// The report of the case: a plan, what would follow from it, why, and what that rests on
    Report,
    /// The cards and paper of a lesson: brief, role sheets, prediction sheet, voting cards, exit question, teacher's key
    Handouts,
    /// The actors and their ties
    Network,
    /// The actors as a list
    Nodes,
    /// The ties as a list
    Edges,
    /// Every table of the case
    Tables,
    /// The actors, ties, partnerships and items of the case, to be filled in and imported
    Template,
    /// Every history: a row for each partner, month and material
    Histories,
    /// Every partner's course
    Project,
    /// Who would know of each item
    Knowers,
    /// Who learns that an item was passed on
    Learning,
    /// What may happen to each item, with its chance
    Events,
    /// Home's gains and losses
    Ledger,
    /// The plans side by side
    Compare,
    /// Why each partner has changed
    Why,
    /// What softened the blow
    Mitigation,
    /// What each uncertain number does to the total
    Sensitivity,
    /// The best plan for each pair of values of the two numbers that matter most
    TwoWay,
    /// The outcome of every choice
    Frontier,
    /// The smallest repair
    Repair,
    /// The value of preparing and of asking first
    Asking,
    /// The decision at the meeting: the plans, the chances after each, and what they are worth
    Decision,
    /// The map
    Map,
    /// The willingness of all partners over the months, or of one with --partner
    Course,
    /// The same, all partners in one plot for each material
    CoursesTogether,
    /// The willingness of all partners in a month
    Willingness,
    /// How far each number alone moves a result
    Tornado,
    /// Sobol’ indices: which numbers make a result uncertain
    Sobol,
    /// The value of knowing each number before deciding
    Information,
    /// The reasons of a partner’s change in log-odds, as a waterfall
    LogOdds,
    /// Fifty equally likely futures of a partner
    Futures,
    /// The course of a partner under what --suppose says
    Supposed,
    /// How the model does against what is on record, over the built-in cases whatever FILE is
    Hindcast,
}

/// The map and every plot.
const PICTURES: [What; 17] = [
    What::Map,
    What::Course,
    What::CoursesTogether,
    What::Willingness,
    What::Ledger,
    What::Compare,
    What::Frontier,
    What::Tornado,
    What::Sobol,
    What::Information,
    What::TwoWay,
    What::Why,
    What::LogOdds,
    What::Mitigation,
    What::Futures,
    What::Supposed,
    What::Hindcast,
];

/// The tables of a case that are a file of their own.
const TABLES: [What; 13] = [
    What::Project,
    What::Knowers,
    What::Learning,
    What::Events,
    What::Ledger,
    What::Compare,
    What::Why,
    What::Mitigation,
    What::Sensitivity,
    What::TwoWay,
    What::Frontier,
    What::Repair,
    What::Asking,
];

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
    /// A workbook
    Xlsx,
    /// A game, for Gambit
    Efg,
    /// An influence diagram, for GeNIe
    Xdsl,
    /// A picture of shapes and texts
    Svg,
    /// A picture of pixels
    Png,
}

/// How numbers are written in CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecimalMark {
    /// 0.5, with commas between fields
    Point,
    /// 0,5, with semicolons between fields
    Comma,
}

impl ExportFormat {
    /// What can be exported in it, the usual first.
    fn takes(self) -> Vec<What> {
        match self {
            ExportFormat::Pdf => [&[What::Report, What::Handouts][..], &PICTURES].concat(),
            ExportFormat::Html => vec![What::Report, What::Handouts],
            ExportFormat::Graphml | ExportFormat::Dot => vec![What::Network],
            ExportFormat::Csv => [&TABLES[..], &[What::Histories, What::Nodes, What::Edges]].concat(),
            ExportFormat::Xlsx => [&[What::Tables, What::Template], &TABLES[..]].concat(),
            ExportFormat::Efg | ExportFormat::Xdsl => vec![What::Decision],
            ExportFormat::Svg | ExportFormat::Png => PICTURES.to_vec(),
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
    scenarios::refuse_to_replace(&args.file, "the case", &args.out)?;
    let scenario = scenarios::load(&args.file)?;
    let paper = |what, format| match what {
        What::Handouts => papers::handouts_file(&scenario, format, args),
        _ => papers::report_file(&scenario, format, args),
    };
    let graph = |format| graphs::graph_file(&scenario, format, args);
    let what = what(args)?;
    let is_picture = match args.format {
        ExportFormat::Svg | ExportFormat::Png => true,
        format => format == ExportFormat::Pdf && PICTURES.contains(&what),
    };
    if args.picture.are_given() && !is_picture {
        return Err(Stop::broken(format!(
            "--what {} is no picture, which {PICTURE_OPTIONS} go with.",
            option_text(what)
        )));
    }
    check_options(args, what, is_picture)?;
    let picture = |format| pictures::picture_file(&scenario, what, format, args);
    let bytes = match (args.format, what) {
        (ExportFormat::Svg, _) => picture(PictureFormat::Svg),
        (ExportFormat::Png, _) => picture(PictureFormat::Png(args.picture.scale.unwrap_or_default())),
        (ExportFormat::Pdf, _) if is_picture => picture(PictureFormat::Pdf),
        (ExportFormat::Pdf, _) => paper(what, PaperFormat::Pdf(args.pages.unwrap_or(Pages::A4).size())),
        (ExportFormat::Html, _) => paper(what, PaperFormat::Html),
        (ExportFormat::Graphml, _) => graph(GraphFormat::Graphml),
        (ExportFormat::Dot, _) => graph(GraphFormat::Dot),
        (ExportFormat::Csv, What::Edges) => graph(GraphFormat::Csv(List::Edges)),
        (ExportFormat::Csv, What::Nodes) => graph(GraphFormat::Csv(List::Nodes)),
        (ExportFormat::Csv, What::Histories) => return tables::write_histories(&scenario, args),
        (ExportFormat::Xlsx, What::Template) => tables::template_file(&scenario, args),
        (ExportFormat::Csv | ExportFormat::Xlsx, what) => match what.table() {
            Some(table) => tables::table_file(&scenario, table, args),
            None => tables::all_tables_file(&scenario, args),
        },
        (ExportFormat::Efg, _) => decision::decision_file(&scenario, DecisionFormat::Efg, args),
        (ExportFormat::Xdsl, _) => decision::decision_file(&scenario, DecisionFormat::Xdsl, args),
    }?;
    storage::save_bytes(&args.out, &bytes).map_err(|error| Stop::broken(error.to_string()))?;
    say(&format!("{} was written.", args.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// The options of pictures.
const PICTURE_OPTIONS: &str =
    "--month, --partner, --suppose, --line, --result, --look, --size, --scale and --without";

/// Refuses options that have no effect on what is exported.
fn check_options(args: &ExportArgs, what: What, is_picture: bool) -> Result<(), Stop> {
    let is_table = args.format == ExportFormat::Csv && what.table().is_some();
    let is_pdf_of_text = args.format == ExportFormat::Pdf && !is_picture;
    let is_of_no_plan =
        matches!(what, What::Network | What::Nodes | What::Edges | What::Template | What::Handouts);
    let misplaced = [
        (args.decimals.is_some() && !is_table, "--decimals", "tables in CSV"),
        (args.pages.is_some() && !is_pdf_of_text, "--pages", "reports and handouts in PDF"),
        (!args.sections.is_empty() && what != What::Report, "--sections", "reports"),
        (args.lesson.is_some() && what != What::Handouts, "--lesson", "handouts"),
        (args.plan.is_some() && is_of_no_plan, "--plan", "what follows from a plan"),
    ];
    match misplaced.into_iter().find(|(is_misplaced, ..)| *is_misplaced) {
        None => Ok(()),
        Some((_, option, of)) => Err(Stop::broken(format!(
            "{option} does not go with --what {}; it is for {of}.",
            option_text(what)
        ))),
    }
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

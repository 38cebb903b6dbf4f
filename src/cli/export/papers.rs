//! Papers from the command line: the report of a case, and the cards and paper of a lesson.

use super::{ExportArgs, unwritten};
use crate::analysis::study::Study;
use crate::cli::Stop;
use crate::cli::project::plan;
use crate::cli::questions::stopped;
use crate::cli::terminal_monitor::TerminalMonitor;
use crate::export::fonts::Fonts;
use crate::export::handouts::{HandoutInput, handouts};
use crate::export::paper::{Paper, PaperFormat};
use crate::export::report::{ReportInput, ReportResults, Section, report};
use crate::lesson::results::LessonResults;
use crate::lesson::template::Template;
use crate::scenario::{Lesson, Scenario};
use crate::ui::picture::headless;
use crate::ui::picture::of_report::report_pictures;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// The sections of a report by their names.
pub fn section_parser() -> impl TypedValueParser<Value = Section> {
    PossibleValuesParser::new(Section::ALL.map(Section::key)).try_map(|key| {
        let known = Section::ALL.into_iter().find(|section| section.key() == key);
        known.ok_or_else(|| format!("there is no section {key}"))
    })
}

/// The report of a case as the bytes of a file.
pub fn report_file(scenario: &Scenario, format: PaperFormat, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    let (id, plan) = plan(scenario, args.plan.as_deref())?;
    let sections = if args.sections.is_empty() { &Section::ALL[..] } else { &args.sections };
    let monitor = TerminalMonitor::begin();
    let study = Study::new(scenario, args.seed, args.histories, &monitor);
    let results = ReportResults::of(&study, id, sections).map_err(stopped)?;
    monitor.end()?;
    let pictures = report_pictures(scenario, id, &results);
    let pictures = pictures.map_err(|error| unwritten(&args.out, &error.to_string()))?;
    let input = ReportInput { scenario, plan, results: &results, pictures: &pictures };
    in_format(&report(input), format, args)
}

/// The cards and paper of a lesson as the bytes of a file.
pub fn handouts_file(scenario: &Scenario, format: PaperFormat, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    let lesson = lesson(scenario, args.lesson.as_deref())?;
    let monitor = TerminalMonitor::begin();
    let study = Study::new(scenario, args.seed, args.histories, &monitor);
    let results = LessonResults::of(&study, &lesson).map_err(stopped)?;
    monitor.end()?;
    let map = headless::map_of_the_eve(scenario);
    let map = map.map_err(|error| unwritten(&args.out, &error.to_string()))?;
    in_format(
        &handouts(HandoutInput { scenario, lesson: &lesson, results: &results, map: Some(&map) }),
        format,
        args,
    )
}

/// The lesson of this name, or the usual one.
fn lesson(scenario: &Scenario, name: Option<&str>) -> Result<Lesson, Stop> {
    let ready_made = Template::ALL.map(|template| template.lesson(scenario));
    let mut known = scenario.lessons.iter().chain(&ready_made);
    let found = match name {
        Some(name) => known.find(|lesson| lesson.name == name),
        None => known.next(),
    };
    found.cloned().ok_or_else(|| {
        let names: Vec<&str> =
            scenario.lessons.iter().chain(&ready_made).map(|lesson| lesson.name.as_str()).collect();
        Stop::broken(format!(
            "There is no lesson “{}”. There are: {}.",
            name.unwrap_or("without a name"),
            names.join(", ")
        ))
    })
}

/// A paper in the format that was asked for.
fn in_format(paper: &Paper, format: PaperFormat, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    let bytes = paper.bytes(format, Fonts::WithSystem);
    bytes.map_err(|error| unwritten(&args.out, &error.to_string()))
}

//! `tearline merge PART…`: the parts of a run, joined to the same result as that of one run.

use super::project::ProjectionReport;
use super::{Format, Stop, memory};
use crate::engine::compiled_case::CompiledCase;
use crate::engine::part::{Part, PlayedPart, join_parts};
use crate::engine::samples_bytes::read_shards;
use crate::engine::{MODEL_VERSION, Run, summarise_run};
use crate::scenario::{LONGEST_HORIZON_MONTHS, PlanId, Scenario};
use crate::storage::{self, FileError, PartFile, SplitRun};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `tearline merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The files of all parts of one run, in any order; `tearline project --part K/N --out FILE` writes them
    #[arg(required = true, value_name = "PART")]
    pub parts: Vec<PathBuf>,
    /// Output format, as of `tearline project`
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Join the parts of a run and print the result.
pub fn run(args: &MergeArgs) -> Result<ExitCode, Stop> {
    let files = args.parts.iter().map(|path| PartFile::open(path)).collect::<Result<Vec<_>, _>>();
    let files = in_order(files.map_err(unread)?)?;
    let first = &files[0];
    let split = first.header.run.clone();
    let (scenario, plan_id) = case(first)?;
    let plan = scenario.plans.get(&plan_id).ok_or_else(|| inconsistent(first))?;
    memory::check_parts(&scenario, split.histories_kept, split.horizon_months)?;
    let case = CompiledCase::new(&scenario, plan, split.horizon_months);
    let parts = files.into_iter().map(|file| played(file, &case)).collect::<Result<Vec<_>, _>>()?;
    let run = Run {
        histories: split.histories,
        seed: split.seed,
        horizon_months: split.horizon_months,
        given_detected: split.given_detected,
        ..Run::default()
    };
    let projection = summarise_run(&case, &run, &join_parts(parts));
    ProjectionReport { scenario: &scenario, plan, projection: &projection }.print(args.format)?;
    Ok(ExitCode::SUCCESS)
}

fn unread(error: FileError) -> Stop {
    Stop::broken(error.to_string())
}

/// The answer to a file whose checksum is right, but which no version of this program has written.
fn inconsistent(file: &PartFile) -> Stop {
    Stop::broken(format!(
        "{}: what it says of the run cannot be; write it once more, with the same command as before.",
        file.name
    ))
}

/// The case and the plan of a part.
fn case(file: &PartFile) -> Result<(Scenario, PlanId), Stop> {
    let SplitRun { case, plan, .. } = &file.header.run;
    let scenario = storage::parse(case, &file.name).map_err(unread)?;
    let plan = PlanId::try_from(plan.as_str()).map_err(|_| inconsistent(file))?;
    Ok((scenario, plan))
}

/// The numbers of a part.
fn played(file: PartFile, case: &CompiledCase) -> Result<PlayedPart, Stop> {
    let SplitRun { histories_kept: kept, histories_played, parts, .. } = file.header.run;
    let part = Part::new(file.header.part, parts).ok_or_else(|| inconsistent(&file))?;
    let range = part.range(kept);
    let shards = file.numbers(|input| read_shards(case, range.end - range.start, input)).map_err(unread)?;
    Ok(PlayedPart { kept, histories_played, shards })
}

/// The files in the order of their parts.
///
/// # Errors
/// If they are not all the parts of one run of this model, each once.
fn in_order(mut files: Vec<PartFile>) -> Result<Vec<PartFile>, Stop> {
    for file in &files {
        same_model(file)?;
        if !is_possible(file) {
            return Err(inconsistent(file));
        }
        same_run(&files[0], file)?;
    }
    files.sort_by_key(|file| file.header.part);
    if let Some([one, other]) = files.array_windows().find(|[a, b]| a.header.part == b.header.part) {
        return Err(Stop::broken(format!(
            "{} and {} are both part {} of {}; name each part once.",
            one.name, other.name, one.header.part, one.header.run.parts
        )));
    }
    all_parts(&files)?;
    Ok(files)
}

fn same_model(file: &PartFile) -> Result<(), Stop> {
    let version = &file.header.run.model_version;
    if version == MODEL_VERSION {
        return Ok(());
    }
    Err(Stop::broken(format!(
        "{}: this part was played by version {version} of the model, and this program has version \
         {MODEL_VERSION}; merge it with the program that wrote it, or write all parts once more with this one.",
        file.name
    )))
}

/// Whether a part says nothing of its run that no run could be.
fn is_possible(file: &PartFile) -> bool {
    let run = &file.header.run;
    Part::new(file.header.part, run.parts).is_some()
        && run.histories_kept <= run.histories
        && run.horizon_months.is_none_or(|months| (1..=LONGEST_HORIZON_MONTHS).contains(&months))
}

/// Refuses a part of another run, with what is different.
fn same_run(first: &PartFile, other: &PartFile) -> Result<(), Stop> {
    let (a, b) = (&first.header.run, &other.header.run);
    let differs = [
        ("the case", a.case != b.case),
        ("the plan", a.plan != b.plan),
        ("the seed", a.seed != b.seed),
        ("the number of histories", a.histories != b.histories),
        ("the number of months", a.horizon_months != b.horizon_months),
        ("--given-detected", a.given_detected != b.given_detected),
        ("the number of parts", a.parts != b.parts),
        ("the histories that were kept", a != b),
    ];
    match differs.into_iter().find(|(_, differs)| *differs) {
        None => Ok(()),
        Some((of, _)) => Err(Stop::broken(format!(
            "{} and {} are parts of different runs: {of} is not the same. Name the parts of one run.",
            first.name, other.name
        ))),
    }
}

/// Refuses a run of which parts are missing. The parts are in order, each once.
fn all_parts(files: &[PartFile]) -> Result<(), Stop> {
    let of = files[0].header.run.parts;
    if files.len() as u64 == of {
        return Ok(());
    }
    let there = |number: &u64| files.iter().any(|file| file.header.part == *number);
    // A few names are enough to go on with.
    let missing: Vec<String> =
        (1..=of).filter(|number| !there(number)).take(5).map(|number| format!("{number}/{of}")).collect();
    let rest = of - files.len() as u64 - missing.len() as u64;
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    Err(Stop::broken(format!(
        "Missing of the run: part {}{more}. Write them with `tearline project CASE --part K/N --out FILE` and name \
         all parts.",
        missing.join(", ")
    )))
}

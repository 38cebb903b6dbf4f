//! `tearline hindcast [FILE…]`: projections of historical plans compared with the historical record.

mod json;
mod text;

use super::watch::Watch;
use super::{Format, HindcastArgs, Stop, print, source};
use crate::analysis::hindcast::{CaseHindcast, HindcastError, Hindcasts, hindcast};
use crate::analysis::table::Table;
use crate::engine::Run;
use crate::storage;
use std::process::ExitCode;
use std::sync::Arc;

/// Project every case and print how it compares with the record.
pub fn run(args: &HindcastArgs) -> Result<ExitCode, Stop> {
    let built_in = || storage::built_in_cases().iter().map(|case| case.name.to_owned()).collect();
    let names: Vec<String> = if args.files.is_empty() { built_in() } else { args.files.clone() };
    let run = Run { histories: args.histories, seed: args.seed, ..Run::default() };
    let watch = Watch::begin();
    let cases = names.into_iter().map(|name| case(name, &run, &watch)).collect::<Result<_, _>>()?;
    drop(watch);
    let hindcasts = Hindcasts { run, cases };
    print(&match args.format {
        Format::Text => text::text(&hindcasts),
        Format::Json => json::json(&hindcasts)?,
        Format::Csv => Table::of_hindcasts(&hindcasts).csv(),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn case(name: String, run: &Run, watch: &Watch) -> Result<CaseHindcast, Stop> {
    let scenario = Arc::new(source::scenario(&name)?);
    match hindcast(&scenario, run, watch) {
        Ok(hindcast) => Ok(CaseHindcast { name, scenario, hindcast }),
        Err(HindcastError::Cancelled(_)) => Err(Stop::cancelled()),
        Err(unable) => Err(Stop::broken(format!("{name} cannot be held against history: {unable}."))),
    }
}

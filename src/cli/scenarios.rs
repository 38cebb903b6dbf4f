//! Scenarios by the name of their file or of a built-in case: `tearline list`, `tearline check FILE`, and
//! loading for every other command.

use super::{Stop, print};
use crate::scenario::{self, Scenario};
use crate::storage::{self, Loaded, Locator};
use std::path::Path;
use std::process::ExitCode;

/// Print the names of the built-in cases, each with its question.
pub fn list() -> Result<ExitCode, Stop> {
    let cases = storage::built_in_cases();
    // Without cases there is nothing to align.
    let width = cases.iter().map(|case| case.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for case in cases {
        let scenario = case.scenario().map_err(|error| Stop::broken(error.to_string()))?;
        text.push_str(&format!("{:width$}  {}\n", case.name, scenario.about.question));
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Check a scenario and print its findings; exit code 0 without findings, 1 with some, 2 for a broken file.
pub fn check(name: &str) -> Result<ExitCode, Stop> {
    let Loaded { scenario, translation, text } = read(name)?;
    if let Some(translation) = translation {
        eprintln!("{name}: {translation}");
    }
    let locator = Locator::new(&text);
    let findings = scenario::check(&scenario);
    let mut lines = String::new();
    for finding in &findings {
        let place = locator.place_of(&finding.path);
        lines.push_str(&format!("{name}:{}:{}: {}\n", place.line, place.column, finding.sentence));
    }
    print(&lines)?;
    match findings.len() {
        0 => {
            eprintln!("{name}: nothing is wrong or questionable.");
            Ok(ExitCode::SUCCESS)
        }
        1 => {
            eprintln!("{name}: one thing is questionable.");
            Ok(ExitCode::from(1))
        }
        n => {
            eprintln!("{name}: {n} things are questionable.");
            Ok(ExitCode::from(1))
        }
    }
}

/// Load the scenario of a file, or else the built-in case of this name.
pub fn load(name: &str) -> Result<Scenario, Stop> {
    read(name).map(|loaded| loaded.scenario)
}

/// The same, with what was translated from an older version.
fn read(name: &str) -> Result<Loaded, Stop> {
    let loaded = match built_in(name) {
        Some(case) => case.load(),
        None => storage::load(Path::new(name)),
    };
    loaded.map_err(|error| Stop::broken(explained(name, &error)))
}

/// The built-in case of a name, unless there is a file of that name.
fn built_in(name: &str) -> Option<&'static storage::BuiltIn> {
    storage::built_in(name).filter(|_| !Path::new(name).exists())
}

/// An error as `file:line:column: sentence`, followed by the built-in names if there is no such file.
fn explained(name: &str, error: &storage::FileError) -> String {
    let place = error.place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    let mut text = format!("{}{place}: {}", error.file, error.sentence);
    if !Path::new(name).exists() {
        let names: Vec<&str> = storage::built_in_cases().iter().map(|case| case.name).collect();
        text.push_str(&format!(" Built-in cases: {}.", names.join(", ")));
    }
    text
}

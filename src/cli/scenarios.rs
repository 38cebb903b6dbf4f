//! Scenarios by the name of their file or of a built-in case: `tearline list`, `tearline check FILE`, and
//! loading for every other command.

use super::{Stop, print, say};
use crate::scenario::{self, Scenario};
use crate::storage::{self, Loaded, Locator, Translation};
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
pub fn check(file: &Path) -> Result<ExitCode, Stop> {
    let Loaded { scenario, translation, text } = read(file)?;
    let name = storage::shown_name(file);
    if let Some(translation) = translation {
        say_translated(file, &translation);
    }
    let locator = Locator::new(&text);
    let mut findings = scenario::check(&scenario);
    findings.extend(storage::check_explored_cases(&scenario));
    let mut lines = String::new();
    for finding in &findings {
        let place = locator.place_of(&finding.path);
        lines.push_str(&format!("{name}:{}:{}: {}\n", place.line, place.column, finding.sentence));
    }
    print(&lines)?;
    match findings.len() {
        0 => {
            say(&format!("{name}: nothing is wrong or questionable."));
            Ok(ExitCode::SUCCESS)
        }
        1 => {
            say(&format!("{name}: one thing is questionable."));
            Ok(ExitCode::from(1))
        }
        n => {
            say(&format!("{name}: {n} things are questionable."));
            Ok(ExitCode::from(1))
        }
    }
}

/// Says what was translated from an older version of the format.
pub fn say_translated(file: &Path, translation: &Translation) {
    say(&format!("{}: {translation}", storage::shown_name(file)));
}

/// Load the scenario of a file, or else the built-in case of this name.
pub fn load(file: &Path) -> Result<Scenario, Stop> {
    read(file).map(|loaded| loaded.scenario)
}

/// The same as [`load`], with the text and with what was translated from an older version.
pub fn read(file: &Path) -> Result<Loaded, Stop> {
    let loaded = match built_in(file) {
        Some(case) => case.load(),
        None => storage::load(file),
    };
    loaded.map_err(|error| Stop::broken(explained(file, &error)))
}

/// Refuses to write to a file that is read; `what` says what is read.
pub fn refuse_to_replace(read: &Path, what: &str, out: &Path) -> Result<(), Stop> {
    if is_same_file(read, out) {
        return Err(Stop::broken(format!(
            "--out names {what} itself, which would be replaced; name another file."
        )));
    }
    Ok(())
}

/// Whether two paths lead to one file that exists.
fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// The built-in case of a name, unless there is a file of that name.
fn built_in(file: &Path) -> Option<&'static storage::BuiltIn> {
    file.to_str().and_then(storage::built_in).filter(|_| !file.exists())
}

/// An error as `file:line:column: sentence`, followed by the built-in names if there is no such file.
fn explained(file: &Path, error: &storage::FileError) -> String {
    let place = error.place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    let mut text = format!("{}{place}: {}", error.file, error.sentence);
    let found = std::fs::symlink_metadata(file);
    if found.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
        let names: Vec<&str> = storage::built_in_cases().iter().map(|case| case.name).collect();
        text.push_str(&format!(" Built-in cases: {}.", names.join(", ")));
    }
    text
}

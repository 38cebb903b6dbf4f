//! `tearline list`: the built-in cases.

use super::{Stop, print};
use crate::storage;
use std::process::ExitCode;

/// Print the names of the built-in cases, each with its question.
pub fn run() -> Result<ExitCode, Stop> {
    let cases = storage::built_in_cases();
    let width = cases.iter().map(|case| case.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for case in cases {
        let scenario = case.scenario().map_err(|error| Stop::broken(error.to_string()))?;
        text.push_str(&format!("{:width$}  {}\n", case.name, scenario.about.question));
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

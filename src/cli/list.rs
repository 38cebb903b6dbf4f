//! `tearline list`: the built-in cases.

use super::{Stop, print};
use crate::storage;
use std::process::ExitCode;

/// Names the built-in cases, with what each asks.
pub fn run() -> Result<ExitCode, Stop> {
    let cases = storage::built_in_cases();
    let width = cases.iter().map(|case| case.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for case in cases {
        let scenario = case.scenario().map_err(|error| Stop::broken(error.to_string()))?;
        text.push_str(&format!("{:width$}  {}\n", case.name, scenario.about.question));
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

//! `tearline check FILE`: errors and questionable entries, with line and column.

use super::{Stop, print, source};
use crate::scenario::check;
use crate::storage::place_of;
use std::process::ExitCode;

/// Check a scenario and print its findings; exit code 0 without findings, 1 with some, 2 for a broken file.
pub fn run(name: &str) -> Result<ExitCode, Stop> {
    let scenario = source::scenario(name)?;
    let text = source::text(name)?;
    let findings = check(&scenario);
    let mut lines = String::new();
    for finding in &findings {
        let place = place_of(&text, &finding.path);
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

//! A scenario by the name of its file or of a built-in case.

use super::Stop;
use crate::scenario::Scenario;
use crate::storage;
use std::path::Path;

/// The scenario that a name stands for; a file of that name comes first.
pub fn scenario(name: &str) -> Result<Scenario, Stop> {
    let path = Path::new(name);
    let loaded = match storage::built_in(name) {
        Some(case) if !path.exists() => case.scenario(),
        _ => storage::load(path),
    };
    loaded.map_err(|error| Stop::broken(explained(name, &error)))
}

/// A file's trouble as `file:line:column: sentence`, with the built-in names where there is no such file.
fn explained(name: &str, error: &storage::FileError) -> String {
    let place = error.place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
    let mut text = format!("{}{place}: {}", error.file, error.sentence);
    if !Path::new(name).exists() {
        let names: Vec<&str> = storage::built_in_cases().iter().map(|case| case.name).collect();
        text.push_str(&format!(" Built-in cases: {}.", names.join(", ")));
    }
    text
}

/// The text of a scenario, for finding places in it.
pub fn text(name: &str) -> Option<String> {
    let path = Path::new(name);
    match storage::built_in(name) {
        Some(case) if !path.exists() => Some(case.text.to_owned()),
        _ => std::fs::read_to_string(path).ok(),
    }
}

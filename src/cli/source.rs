//! Scenarios by the name of their file or of a built-in case.

use super::Stop;
use crate::scenario::Scenario;
use crate::storage;
use std::path::Path;

/// Load the scenario of a file, or else the built-in case of this name.
pub fn scenario(name: &str) -> Result<Scenario, Stop> {
    let path = Path::new(name);
    let loaded = match storage::built_in(name) {
        Some(case) if !path.exists() => case.scenario(),
        _ => storage::load(path),
    };
    loaded.map_err(|error| Stop::broken(explained(name, &error)))
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

/// The text of a scenario, in which the places of findings are looked up.
pub fn text(name: &str) -> Result<String, Stop> {
    let path = Path::new(name);
    match storage::built_in(name) {
        Some(case) if !path.exists() => Ok(case.text.to_owned()),
        _ => std::fs::read_to_string(path)
            .map_err(|error| Stop::broken(format!("{name}: The file could not be read: {error}."))),
    }
}

//! What belongs to the project: the files that git tracks, or all there are where git cannot say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the project, relative to [`root`], with `/` between folders, in order.
pub fn files() -> Vec<String> {
    let mut files = tracked_files().unwrap_or_else(|| {
        let mut found = Vec::new();
        walk(root(), &mut found);
        found
    });
    files.retain(|file| root().join(file).is_file());
    files.sort_unstable();
    files
}

/// The Rust sources under one folder, with their text.
pub fn sources(folder: &str) -> Vec<(String, String)> {
    let is_source = |file: &String| file.starts_with(folder) && file.ends_with(".rs");
    files()
        .into_iter()
        .filter(is_source)
        .map(|file| (read(&file), file))
        .map(|(text, file)| (file, text))
        .collect()
}

/// The text of a file; empty for one that holds no text.
pub fn read(file: &str) -> String {
    fs::read(root().join(file)).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// `None` where there is no git, or no repository of our own, as in an unpacked archive.
fn tracked_files() -> Option<Vec<String>> {
    if !root().join(".git").exists() {
        return None;
    }
    let output = Command::new("git").arg("-C").arg(root()).args(["ls-files", "-z"]).output().ok()?;
    let listing = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
    Some(listing.split_terminator('\0').map(str::to_owned).collect())
        .filter(|files: &Vec<_>| !files.is_empty())
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|path| !is_made_by_tools(path)) {
        if path.is_dir() {
            walk(&path, found);
        } else if let Ok(inside) = path.strip_prefix(root()) {
            found.push(inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
}

fn is_made_by_tools(path: &Path) -> bool {
    [PathBuf::from("target"), PathBuf::from(".git")].iter().any(|made| path == root().join(made))
}

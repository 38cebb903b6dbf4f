//! The rules of the house. Each takes text and returns complaints, so that each can be shown a bad case.

use crate::source::{NamedPath, named_paths};

/// The parts of the program, and which other parts each may name. Every arrow points to the left:
/// scenario ← engine ← analysis ← (cli, export, ui) ← app ← main, and scenario ← storage ← (cli, app).
const PARTS: &[(&str, &[&str])] = &[
    ("scenario", &[]),
    ("engine", &["scenario"]),
    ("analysis", &["engine", "scenario"]),
    ("storage", &["scenario"]),
    ("export", &["scenario", "engine", "analysis"]),
    ("cli", &["scenario", "engine", "analysis", "storage", "export"]),
    ("ui", &["scenario", "engine", "analysis", "export"]),
    ("app", &["scenario", "engine", "analysis", "storage", "export", "ui"]),
    ("main", &["cli", "app"]),
];

/// Parts that answer the same question the same way, whenever and wherever it is asked.
const PURE_PARTS: &[&str] = &["scenario", "engine", "analysis"];

/// Parts that work where there is no window.
const WINDOWLESS_PARTS: &[&str] = &["scenario", "engine", "analysis", "storage", "export", "cli"];

/// What a pure part may not name, beside the window, and what to do instead.
const IMPURE: &[(&[&str], &str)] = &[
    (&["rfd"], "dialogs belong in app/"),
    (&["std", "fs"], "files belong in storage/, export/ and cli/"),
    (&["Instant", "now"], "take the time as an argument, or leave it to the caller"),
    (&["SystemTime"], "take the time as an argument, or leave it to the caller"),
    (&["print!"], "return the text; cli/ prints"),
    (&["println!"], "return the text; cli/ prints"),
    (&["eprint!"], "return the text; cli/ prints"),
    (&["eprintln!"], "return the text; cli/ prints"),
];

/// Crates that speak to a network. (`rfd`, `zbus` and `async-io` speak to this computer's own desktop;
/// `tokio` would need `mio` and `socket2` to reach any other.)
const NETWORK_CRATES: &[&str] = &[
    "actix-web",
    "async-h1",
    "async-net",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "curl-sys",
    "ehttp",
    "fantoccini",
    "git2",
    "grpcio",
    "h2",
    "h3",
    "hickory-resolver",
    "http-client",
    "hyper",
    "hyper-util",
    "isahc",
    "libp2p",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "s2n-quic",
    "self_update",
    "sentry",
    "socket2",
    "ssh2",
    "suppaftp",
    "surf",
    "tiny_http",
    "tokio-tungstenite",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "websocket",
];

/// The part of the program a file under `src/` belongs to: `engine` for `src/engine/cascade.rs`.
fn part_of(file: &str) -> &str {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

fn allowed_for(part: &str) -> Option<&'static [&'static str]> {
    PARTS.iter().find(|(name, _)| *name == part).map(|(_, allowed)| *allowed)
}

/// Complaints about paths that lead from one part of the program to one it may not know.
pub fn arrows_that_run_back(file: &str, text: &str) -> Vec<String> {
    let part = part_of(file);
    if part == "lib" {
        return Vec::new();
    }
    let Some(allowed) = allowed_for(part) else {
        return vec![format!(
            "{file}:1: `{part}` has no place among the arrows; move the file, or give it one in PARTS in {}",
            file!()
        )];
    };
    let mut complaints = Vec::new();
    for path in named_paths(text) {
        let Some(target) = crate_root_item(file, &path) else { continue };
        let NamedPath { line, segments } = &path;
        if target == part || allowed.contains(&target) {
            continue;
        }
        complaints.push(match allowed_for(target) {
            Some(_) => format!(
                "{file}:{line}: {part} uses {target}, but may use only {}; move what both need to the left, or \
                 pass it in from the right",
                if allowed.is_empty() { "itself".to_owned() } else { allowed.join(", ") }
            ),
            None => format!(
                "{file}:{line}: `{}` does not say which part of the program it means; name it from there",
                segments.join("::")
            ),
        });
    }
    complaints
}

/// What a path names directly under the crate's root, if that is where it leads.
fn crate_root_item<'a>(file: &str, path: &'a NamedPath) -> Option<&'a str> {
    let mut segments = path.segments.iter().map(String::as_str).peekable();
    if matches!(segments.peek(), Some(&("crate" | "tearline"))) {
        segments.next();
        return segments.next();
    }
    // Inside an inline module `super` needs one step more; beyond the depth of the file, a part's own name
    // settles it.
    let relative: Vec<_> = segments.skip_while(|&segment| segment == "self").collect();
    let steps_up = relative.iter().take_while(|&&segment| segment == "super").count();
    let item = relative.get(steps_up).copied()?;
    (steps_up > 0 && steps_up >= depth(file) && allowed_for(item).is_some()).then_some(item)
}

/// How many modules deep a file's contents lie: 1 for `src/engine/mod.rs`, 2 for `src/engine/run.rs`.
fn depth(file: &str) -> usize {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    inside.split('/').filter(|&name| name != "mod.rs").count()
}

/// Complaints about a window, a file, a clock or a printer in a part that must do without.
pub fn forbidden_knowledge(file: &str, text: &str) -> Vec<String> {
    let part = part_of(file);
    let mut complaints = Vec::new();
    for path in named_paths(text) {
        let mut complain = |advice: &str| {
            let named = path.segments.join("::");
            complaints.push(format!("{file}:{}: {part} names `{named}`; {advice}", path.line));
        };
        if WINDOWLESS_PARTS.contains(&part) && names_a_window(&path) {
            complain("what is drawn belongs in ui/, what opens a window in app/");
        }
        for (words, advice) in IMPURE {
            if PURE_PARTS.contains(&part) && path.contains(words) {
                complain(advice);
            }
        }
    }
    complaints
}

fn names_a_window(path: &NamedPath) -> bool {
    path.segments
        .first()
        .is_some_and(|first| first.starts_with("egui") || first == "eframe" || first == "winit")
}

/// A complaint if a source does not begin by saying what it is for.
pub fn missing_module_doc(file: &str, text: &str) -> Option<String> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let says_something = first.strip_prefix("//!").is_some_and(|doc| !doc.trim().is_empty());
    (!says_something)
        .then(|| format!("{file}:1: the first line is not a `//!` comment; say what the file is for and why"))
}

/// A complaint if a file lies where nobody looks for it.
pub fn stray_at_top_level(file: &str) -> Option<String> {
    const FILES: &[&str] = &["Cargo.toml", "Cargo.lock", "LICENSE", "README.md"];
    const FOLDERS: &[&str] = &["src", "assets", "saves", "tests"];
    let belongs = match file.split_once('/') {
        _ if file.starts_with('.') => true,
        Some((folder, _)) => FOLDERS.contains(&folder),
        None => FILES.contains(&file),
    };
    (!belongs).then(|| {
        format!(
            "{file}:1: the top level holds only {}, {} and dotfiles; move it",
            FILES.join(", "),
            FOLDERS.join(", ")
        )
    })
}

/// Complaints about packages in `Cargo.lock` that could send something over a network.
pub fn network_crates(lock: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (index, line) in lock.lines().enumerate() {
        let name = line.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"'));
        if let Some(name) = name.filter(|name| NETWORK_CRATES.contains(name)) {
            complaints.push(format!(
                "Cargo.lock:{}: `{name}` speaks to a network, which this program never does; find what brings it \
                 in with `cargo tree --invert {name}` and leave that, or its feature, out",
                index + 1
            ));
        }
    }
    complaints
}

/// Complaints about places that exist on one computer only.
pub fn machine_paths(file: &str, text: &str) -> Vec<String> {
    // Put together here, or this file would be the first to be complained about.
    let places = ["home", "Users", "root", "work"].map(|name| format!("/{name}/"));
    let mut complaints = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for place in &places {
            let is_absolute = |at: usize| {
                !line[..at].ends_with(|char: char| char.is_alphanumeric() || "._-~)}".contains(char))
            };
            let names_someone = |at: usize| {
                line[at + place.len()..]
                    .starts_with(|char: char| char.is_ascii_alphanumeric() || "._".contains(char))
            };
            if line.match_indices(place.as_str()).any(|(at, _)| is_absolute(at) && names_someone(at)) {
                complaints.push(format!(
                    "{file}:{}: `{place}…` exists on one computer only; write it relative to the project",
                    index + 1
                ));
            }
        }
    }
    complaints
}

/// A complaint about a test or benchmark program that `Cargo.toml` does not declare, and that would never run.
pub fn undeclared_test(file: &str, manifest: &str) -> Option<String> {
    let is_program = file.starts_with("tests/") && file.ends_with("/main.rs");
    let declared = manifest.lines().any(|line| line.trim() == format!("path = \"{file}\""));
    (is_program && !declared).then(|| {
        format!("{file}:1: never runs; declare it in Cargo.toml as [[test]] or [[bench]] with a name and path = \"{file}\"")
    })
}

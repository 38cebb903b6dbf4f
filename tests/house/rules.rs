//! The rules. Each takes text and returns complaints, so that each can be shown a bad case.

use crate::paths;
use std::collections::BTreeSet;

/// The parts of the program, and which other parts each may use: scenario ← engine ← analysis ← lesson ←
/// (export, cli, ui) ← app ← main; scenario ← storage ← (cli, app); scenario ← import ← (cli, app).
const PARTS: &[(&str, &[&str])] = &[
    ("scenario", &[]),
    ("engine", &["scenario"]),
    ("engine::numerics", &[]),
    ("engine::mechanisms", &["scenario", "engine::numerics"]),
    ("analysis", &["scenario", "engine"]),
    ("lesson", &["scenario", "engine", "analysis"]),
    ("storage", &["scenario"]),
    ("import", &["scenario"]),
    ("export", &["scenario", "engine", "analysis", "lesson"]),
    // What the window shows is painted for the command line too, by the same views and without a window.
    ("cli", &["scenario", "engine", "analysis", "lesson", "storage", "import", "export", "ui::picture"]),
    ("ui", &["scenario", "engine", "analysis", "lesson", "export"]),
    ("ui::picture", &["scenario", "engine", "analysis", "lesson", "export", "ui"]),
    (
        "app",
        &["scenario", "engine", "analysis", "lesson", "storage", "import", "export", "ui", "ui::picture"],
    ),
    ("main", &["cli", "app"]),
];

/// Words that say window, file, clock or printer; the parts in which they must be absent; what to do instead.
const ABSENT: &[(&[&str], &[&str], &str)] = &[
    (
        &["egui::", "egui_extras::", "egui_plot::", "eframe::", "winit::", "rfd::"],
        &["scenario", "engine", "analysis", "lesson", "storage", "import", "export", "cli"],
        "what is drawn belongs in ui/, what opens a window in app/",
    ),
    (
        &["std::fs", "File::"],
        &["scenario", "engine", "analysis", "lesson", "import", "export"],
        "files belong in storage/, cli/ and app/",
    ),
    (
        &["Instant::now", "SystemTime"],
        &["scenario", "engine", "analysis", "lesson", "import", "export"],
        "take the time as an argument",
    ),
    (
        &["print!(", "println!(", "eprintln!("],
        &["scenario", "engine", "analysis", "lesson", "storage", "import", "export", "ui"],
        "return the text; cli/ prints",
    ),
];

/// Draws pictures for files out of what egui would show, and so is the one exception.
const EXPORTED_SCENE: &str = "export::scene";

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

/// The part that a path from the root of the crate lies in.
fn part_of(path: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    let inside =
        |part: &str| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    PARTS.iter().filter(|(part, _)| inside(part)).max_by_key(|(part, _)| part.len())
}

/// Complaints about paths that lead from one part of the program to one it may not know.
pub fn arrows_that_run_back(file: &str, text: &str) -> Vec<String> {
    if file == "src/lib.rs" {
        return Vec::new();
    }
    let Some((part, allowed)) = part_of(&paths::module(file)) else {
        return vec![format!(
            "{file}: has no place among the arrows; move it, or give it one in {}",
            file!()
        )];
    };
    let of_whole = |target: &str| target.split("::").next() == Some(*part);
    let runs_back = |path: &String| match part_of(path) {
        Some((target, _)) => target != part && !allowed.contains(target) && !of_whole(target),
        None => false,
    };
    let complaint = |path: String| {
        format!(
            "{file}: {part} uses {path}, but may use only itself and {allowed:?}; move what both need to the left"
        )
    };
    paths::named(file, text).into_iter().filter(runs_back).map(complaint).collect()
}

/// The files that use each other in a circle, with what each uses there. Those of a folder and its own file
/// (`a.rs` or `a/mod.rs`, and `a/b.rs`) belong together and make none.
pub fn circles(sources: &[(String, String)]) -> Vec<String> {
    let modules: BTreeSet<String> = sources.iter().map(|(file, _)| paths::module(file)).collect();
    let lies_in = |inner: &str, outer: &str| {
        outer.is_empty() || format!("{inner}::").starts_with(&format!("{outer}::"))
    };
    let file_of =
        |path: &str| modules.iter().filter(|module| lies_in(path, module)).max_by_key(|module| module.len());
    let mut uses: BTreeSet<(String, String)> = BTreeSet::new();
    for (file, text) in sources {
        let user = paths::module(file);
        let used = paths::named(file, text).into_iter().filter_map(|path| file_of(&path).cloned());
        let others = used.filter(|used| !lies_in(used, &user) && !lies_in(&user, used));
        uses.extend(others.map(|used| (user.clone(), used)));
    }
    // Whoever is used by nobody, or uses nobody, is in no circle; what stays when all these are gone is.
    loop {
        let users: BTreeSet<String> = uses.iter().map(|(user, _)| user.clone()).collect();
        let used: BTreeSet<String> = uses.iter().map(|(_, used)| used.clone()).collect();
        let before = uses.len();
        uses.retain(|(from, to)| used.contains(from) && users.contains(to));
        if uses.len() == before {
            return uses.iter().map(|(from, to)| format!("{from} uses {to}, in a circle")).collect();
        }
    }
}

/// Complaints about a window, a file, a clock or a printer in a part that must do without.
pub fn what_must_be_absent(file: &str, text: &str) -> Vec<String> {
    let module = paths::module(file);
    let top = module.split("::").next().unwrap_or(&module);
    let exempt = module.starts_with(EXPORTED_SCENE);
    let mut complaints = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or(line);
        for (words, _, advice) in ABSENT.iter().filter(|(_, parts, _)| parts.contains(&top) && !exempt) {
            let word = words.iter().find(|word| code.contains(**word));
            complaints
                .extend(word.map(|word| format!("{file}:{}: {top} names `{word}`; {advice}", index + 1)));
        }
    }
    complaints
}

/// Complaints about work that somebody meant to come back to.
pub fn unfinished(file: &str, text: &str) -> Vec<String> {
    // Put together here, or this file would be the first to be complained about.
    let signs =
        [("to", "do!("), ("unimple", "mented!("), ("#[ig", "nore")].map(|(one, two)| format!("{one}{two}"));
    let is_sign = |line: &str| signs.iter().any(|sign| line.contains(sign));
    let lines = text.lines().enumerate().filter(|(_, line)| is_sign(line));
    lines
        .map(|(index, line)| format!("{file}:{}: finish it, or take it out: {}", index + 1, line.trim()))
        .collect()
}

/// Complaints about a per cent sign that stands at its number, or after an ordinary space, in a text of the program:
/// `number_format::in_percent` sets a no-break space between them.
pub fn percent_without_its_space(file: &str, text: &str) -> Vec<String> {
    let after_number = |before: &str| before.ends_with(|char: char| char.is_ascii_digit() || char == '}');
    let badly_set = |line: &str| {
        line.match_indices('%').any(|(at, _)| {
            let before = line[..at].strip_suffix(' ').unwrap_or(&line[..at]);
            after_number(before) && !before.ends_with("\\u{a0}")
        })
    };
    let is_code = |line: &str| !line.trim_start().starts_with("//");
    let lines = text.lines().enumerate().filter(|(_, line)| is_code(line) && badly_set(line));
    lines
        .map(|(index, line)| format!("{file}:{}: use number_format::in_percent: {}", index + 1, line.trim()))
        .collect()
}

/// A complaint if a source does not begin by saying what it is for.
pub fn missing_module_doc(file: &str, text: &str) -> Vec<String> {
    let first = text.lines().next().and_then(|line| line.strip_prefix("//!"));
    let says_something = first.is_some_and(|doc| !doc.trim().is_empty());
    let complaint =
        format!("{file}:1: the first line is not a `//!` comment; say what the file is for and why");
    if says_something { Vec::new() } else { vec![complaint] }
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

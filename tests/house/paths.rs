//! The paths inside this crate that a source names, from its `use` lines and from `crate::…` in its code.

/// The paths that a source names, from the root of the crate and without `crate`: `engine::run::Run`.
pub fn named(file: &str, text: &str) -> Vec<String> {
    let mut lines = text.lines().map(code);
    let mut named = Vec::new();
    while let Some(line) = lines.next() {
        let Some(first) = line.trim().split_once("use ").filter(|(before, _)| is_visibility(before)) else {
            named.extend(inline(line));
            continue;
        };
        let mut tree = first.1.to_owned();
        while !tree.contains(';') {
            let Some(more) = lines.next() else { break };
            tree.push_str(more.trim());
        }
        expand("", tree.split(';').next().unwrap_or(&tree), &mut named);
    }
    named.iter().filter_map(|path| from_root(file, path)).collect()
}

/// The module that a file holds: `engine::run` for `src/engine/run.rs`, `engine` for `src/engine/mod.rs`.
pub fn module(file: &str) -> String {
    let inside = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    inside.replace('/', "::")
}

/// A line without its comment.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

fn is_visibility(before: &str) -> bool {
    before.is_empty() || (before.starts_with("pub") && before.trim_end().find(' ').is_none())
}

/// Paths from the root in a line that is no `use`.
fn inline(line: &str) -> impl Iterator<Item = String> {
    line.match_indices("crate::").map(|(at, _)| {
        line[at..].chars().take_while(|char| char.is_alphanumeric() || "_:".contains(*char)).collect()
    })
}

/// Takes the groups of a `use` apart: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree).trim();
        paths.extend((!path.is_empty()).then(|| format!("{prefix}{path}")));
        return;
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let prefix = format!("{prefix}{}", head.trim());
    let mut depth = 0;
    let at_comma = |char: char| {
        depth += i32::from(char == '{') - i32::from(char == '}');
        char == ',' && depth == 0
    };
    inside.split(at_comma).for_each(|part| expand(&prefix, part, paths));
}

/// A path as seen from the root of the crate; `None` for one that leads to another crate.
fn from_root(file: &str, path: &str) -> Option<String> {
    if let Some(path) = path.strip_prefix("crate::").or_else(|| path.strip_prefix("tearline::")) {
        return Some(path.to_owned());
    }
    let mut module = module(file);
    let mut rest = path.strip_prefix("self::").unwrap_or(path);
    if !rest.starts_with("super") {
        return None;
    }
    while let Some(deeper) = rest.strip_prefix("super") {
        module.truncate(module.rfind("::").unwrap_or(0));
        rest = deeper.trim_start_matches("::");
    }
    Some([module.as_str(), rest].join("::").trim_matches(':').to_owned())
}

//! Keeps the house in order: which part may know which, what must not be named where, and what lies where.
//!
//! Every rule is a function from text to complaints. The first tests put the rules to our own sources, the
//! others show that each rule can fail.

mod checks;
mod source;
mod tree;

use checks::*;

/// Fails with one complaint a line, each saying where and what to do.
#[track_caller]
fn expect_none(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<_> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n"));
}

/// The complaints of a rule about every source of the program.
fn about_program(rule: impl Fn(&str, &str) -> Vec<String>) -> Vec<String> {
    let sources = tree::sources("src/");
    assert!(!sources.is_empty(), "no sources found, so nothing was judged");
    sources.iter().flat_map(|(file, text)| rule(file, text)).collect()
}

#[test]
fn no_arrow_runs_back() {
    expect_none(about_program(arrows_that_run_back));
}

#[test]
fn the_document_and_the_model_know_no_window_file_clock_or_printer() {
    expect_none(about_program(forbidden_knowledge));
}

#[test]
fn every_source_begins_by_saying_what_it_is_for() {
    let sources = tree::sources("src/").into_iter().chain(tree::sources("tests/"));
    expect_none(sources.filter_map(|(file, text)| missing_module_doc(&file, &text)));
}

#[test]
fn the_top_level_holds_only_what_newcomers_look_for() {
    expect_none(tree::files().iter().filter_map(|file| stray_at_top_level(file)));
}

#[test]
fn no_package_speaks_to_a_network() {
    expect_none(network_crates(&tree::read("Cargo.lock")));
}

#[test]
fn no_file_names_a_place_on_somebodys_computer() {
    expect_none(tree::files().iter().flat_map(|file| machine_paths(file, &tree::read(file))));
}

#[test]
fn every_test_program_is_declared_and_so_runs() {
    let manifest = tree::read("Cargo.toml");
    expect_none(tree::files().iter().filter_map(|file| undeclared_test(file, &manifest)));
}

/// The lines that a rule complains about in a snippet that stands at this path.
fn lines(rule: impl Fn(&str, &str) -> Vec<String>, file: &str, text: &str) -> Vec<usize> {
    let line_of = |complaint: String| {
        let rest = complaint.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
        let number = rest.and_then(|rest| rest.split(':').next()).and_then(|number| number.parse().ok());
        number.unwrap_or_else(|| panic!("no file and line at the start of: {complaint}"))
    };
    rule(file, text).into_iter().map(line_of).collect()
}

#[test]
fn an_arrow_that_runs_back_is_seen_however_it_is_written() {
    let cases: &[(&str, &str, &[usize])] = &[
        ("src/scenario/actor.rs", "//! Doc.\nuse crate::engine::Run;", &[2]),
        ("src/engine/run.rs", "use crate::{scenario::Plan, analysis::{why, flip}};", &[1, 1]),
        ("src/engine/run.rs", "fn f() {\n    let x = crate::ui::Selection::default();\n}", &[2]),
        ("src/engine/run.rs", "use super::super::export::svg;", &[1]),
        ("src/engine/mod.rs", "use super::storage;", &[1]),
        ("src/engine/run.rs", "mod tests { use super::super::super::app::App; }", &[1]),
        ("src/storage/library.rs", "use crate::engine::project;", &[1]),
        ("src/cli/mod.rs", "use crate::ui::theme;\nuse crate::app;", &[1, 2]),
        (
            "src/ui/map/draw.rs",
            "use crate::storage::save;\nuse crate::app::App;\nuse crate::cli::Args;",
            &[1, 2, 3],
        ),
        ("src/app/mod.rs", "use crate::cli::Args;", &[1]),
        ("src/main.rs", "fn main() { tearline::engine::project() }", &[1]),
        ("src/main.rs", "use tearline::*;", &[1]),
        ("src/engine/run.rs", "use crate::{self as root};", &[1]),
        ("src/helpers/mod.rs", "", &[1]),
    ];
    for (file, text, expected) in cases {
        assert_eq!(lines(arrows_that_run_back, file, text), *expected, "{file}: {text}");
    }
}

#[test]
fn an_arrow_that_runs_forward_is_left_alone() {
    for (file, text) in [
        ("src/engine/run.rs", "use crate::scenario::{Plan, Scenario};\nuse crate::engine::cascade;"),
        (
            "src/engine/run.rs",
            "//! Drawn by [`crate::ui`].\n/* crate::app */ const A: &str = \"crate::app\";",
        ),
        ("src/engine/run.rs", "use super::cascade;\nmod tests { use super::*; use super::super::scenario; }"),
        ("src/ui/stages/why.rs", "use super::super::widgets;\nuse crate::export::svg;"),
        ("src/app/mod.rs", "use crate::{storage, ui::Command};"),
        ("src/main.rs", "use tearline::{app, cli};"),
        ("src/lib.rs", "pub mod engine;\npub use crate::app::App;"),
    ] {
        expect_none(arrows_that_run_back(file, text));
    }
}

#[test]
fn a_window_file_clock_or_printer_in_the_wrong_part_is_seen() {
    let cases: &[(&str, &str, &[usize])] = &[
        ("src/engine/run.rs", "fn f(ui: &mut egui::Ui) {}", &[1]),
        ("src/scenario/item.rs", "use egui_extras::Column;\nuse eframe::App;", &[1, 2]),
        ("src/analysis/why.rs", "use std::{collections::BTreeMap, fs};", &[1]),
        ("src/analysis/why.rs", "use std::{\n    collections::BTreeMap,\n    fs::File,\n};", &[3]),
        ("src/engine/run.rs", "let now = std::time::Instant::now();", &[1]),
        ("src/engine/run.rs", "use std::time::SystemTime;", &[1]),
        ("src/engine/run.rs", "\nprintln!(\"done\");\nstd::println!();", &[2, 3]),
        ("src/analysis/why.rs", "rfd::FileDialog::new();", &[1]),
        ("src/export/svg.rs", "use egui::Color32;", &[1]),
        ("src/storage/save.rs", "use egui::Context;", &[1]),
        ("src/cli/mod.rs", "eframe::run_native();", &[1]),
    ];
    for (file, text, expected) in cases {
        assert_eq!(lines(forbidden_knowledge, file, text), *expected, "{file}: {text}");
    }
}

#[test]
fn a_window_file_clock_or_printer_in_the_right_part_is_left_alone() {
    for (file, text) in [
        (
            "src/engine/run.rs",
            "//! Not drawn with egui::Ui, see std::fs.\nconst A: &str = \"println!\"; // SystemTime",
        ),
        ("src/storage/save.rs", "use std::fs;\nlet now = std::time::SystemTime::now();"),
        ("src/cli/mod.rs", "println!(\"{x}\");"),
        ("src/ui/mod.rs", "use egui::Ui;"),
    ] {
        expect_none(forbidden_knowledge(file, text));
    }
}

#[test]
fn a_source_that_does_not_say_what_it_is_for_is_seen() {
    for silent in ["", "use std::fs;", "// What it is for.\n", "//!\nfn f() {}", "/// A function.\nfn f() {}"]
    {
        assert!(missing_module_doc("src/a.rs", silent).is_some(), "{silent}");
    }
    assert_eq!(missing_module_doc("src/a.rs", "//! What it is for.\nfn f() {}"), None);
}

#[test]
fn a_stray_file_at_the_top_level_is_seen() {
    for stray in ["notes.md", "examples/a.rs", "build.rs", "docs/guide.md", "src.rs"] {
        assert!(stray_at_top_level(stray).is_some(), "{stray}");
    }
    for expected in ["Cargo.toml", "README.md", "src/main.rs", ".ci/run", ".gitignore", "tests/a/main.rs"] {
        assert_eq!(stray_at_top_level(expected), None);
    }
}

#[test]
fn a_network_crate_in_the_lock_file_is_seen() {
    let lock = "[[package]]\nname = \"zbus\"\n\n[[package]]\nname = \"reqwest\"\nversion = \"0.12.0\"\n";
    assert_eq!(lines(|_, text| network_crates(text), "Cargo.lock", lock), [5]);
}

#[test]
fn a_place_on_somebodys_computer_is_seen_and_an_address_is_not() {
    let place = |name: &str| format!("/{name}/");
    for (before, name, after) in [
        ("see ", "home", "ada/notes"),
        ("\"", "root", ".cargo"),
        ("file://", "Users", "ada"),
        ("`", "work", "shared/x.md"),
    ] {
        let text = format!("first\n{before}{}{after}", place(name));
        assert_eq!(lines(machine_paths, "README.md", &text), [2], "{text}");
    }
    for (before, name, after) in
        [("https://example.org", "work", "paper"), ("~", "work", "x"), ("..", "home", "x"), ("", "home", "")]
    {
        expect_none(machine_paths("README.md", &format!("{before}{}{after}", place(name))));
    }
}

#[test]
fn a_test_program_that_would_never_run_is_seen() {
    let manifest = "[[test]]\nname = \"a\"\npath = \"tests/a/main.rs\"\n";
    assert_eq!(undeclared_test("tests/a/main.rs", manifest), None);
    assert_eq!(undeclared_test("tests/a/deeper/mod.rs", manifest), None);
    assert!(undeclared_test("tests/b/main.rs", manifest).is_some());
}

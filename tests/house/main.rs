//! Rules for the sources: arrows between the parts, no network, nothing unfinished, nothing out of place.
//!
//! Every rule is a function from text to complaints. The first tests apply the rules to this project, the others
//! show that each rule can fail. What a compiler would see and a look at `use` lines does not, is let through.

mod paths;
mod rules;
mod tree;

use rules::*;

/// Fails with one complaint a line, each saying where and what to do.
#[track_caller]
fn expect_none(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<_> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n"));
}

/// The complaints of a rule about every source in a folder.
fn about(folder: &str, rule: impl Fn(&str, &str) -> Vec<String>) -> Vec<String> {
    let sources = tree::sources(folder);
    assert!(!sources.is_empty(), "no sources found, so nothing was judged");
    sources.iter().flat_map(|(file, text)| rule(file, text)).collect()
}

#[test]
fn no_arrow_runs_back() {
    expect_none(about("src/", arrows_that_run_back));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    expect_none(circles(&tree::sources("src/")));
}

#[test]
fn each_part_does_without_what_is_absent_from_it() {
    expect_none(about("src/", what_must_be_absent));
}

#[test]
fn nothing_is_left_unfinished() {
    expect_none(about("src/", unfinished).into_iter().chain(about("tests/", unfinished)));
}

#[test]
fn every_source_begins_by_saying_what_it_is_for() {
    expect_none(about("src/", missing_module_doc).into_iter().chain(about("tests/", missing_module_doc)));
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

/// A reader of what people type takes a sign with any space before it, and its own test says so.
const READS_PERCENT: &str = "src/ui/widgets/number_field.rs";

#[test]
fn a_per_cent_sign_stands_after_a_no_break_space_everywhere_in_the_program() {
    expect_none(about("src", |file, text| match file == READS_PERCENT {
        true => Vec::new(),
        false => percent_without_its_space(file, text),
    }));
}

#[test]
fn a_per_cent_sign_without_its_space_is_seen() {
    let bad = [r#"format!("{share}%")"#, r#""5–95%""#, r#""5 %""#].map(|text| ("src/a.rs", text));
    let good = [r#""5\u{a0}%""#, "// 5%", "in_percent(share)", "a % b"].map(|text| ("src/a.rs", text));
    expect_seen(percent_without_its_space, &bad, &good);
}

/// Fails unless a rule has something to say about each text, and nothing about each other text.
#[track_caller]
fn expect_seen(rule: impl Fn(&str, &str) -> Vec<String>, bad: &[(&str, &str)], good: &[(&str, &str)]) {
    for (file, text) in bad {
        assert!(!rule(file, text).is_empty(), "nothing was said about {file}: {text}");
    }
    for (file, text) in good {
        assert_eq!(rule(file, text), Vec::<String>::new(), "{file}: {text}");
    }
}

#[test]
fn an_arrow_that_runs_back_is_seen() {
    let bad = [
        ("src/scenario/actor.rs", "use crate::engine::Run;"),
        ("src/engine/run.rs", "use crate::{\n    analysis::{why, tornado},\n    scenario::Plan,\n};"),
        ("src/engine/run.rs", "fn f() {\n    let x = crate::ui::Selection::default();\n}"),
        ("src/engine/run.rs", "pub use super::super::analysis::why;"),
        ("src/engine/numerics/math.rs", "use crate::scenario::Plan;"),
        ("src/engine/mechanisms/belief.rs", "use crate::engine::simulation::inputs::Inputs;"),
        ("src/storage/library.rs", "use crate::engine::project;"),
        ("src/import/csv.rs", "use crate::storage::load;"),
        ("src/ui/map/draw.rs", "use crate::app::App;"),
        ("src/app/mod.rs", "use crate::cli::Args;"),
        ("src/main.rs", "use tearline::engine::project;"),
        ("src/helpers/mod.rs", "use crate::scenario::Plan;"),
    ];
    let good = [
        ("src/engine/run.rs", "use crate::scenario::{Plan, Scenario};\nuse super::cascade;"),
        ("src/engine/run.rs", "//! Drawn by [`crate::ui`].\nmod tests { use super::*; }"),
        ("src/engine/simulation/months.rs", "use super::super::mechanisms::belief;"),
        ("src/lesson/votes.rs", "use crate::analysis::why;"),
        ("src/cli/mod.rs", "use crate::{export, import, storage};"),
        ("src/main.rs", "use tearline::cli::{self, Cli};"),
    ];
    expect_seen(arrows_that_run_back, &bad, &good);
}

#[test]
fn a_circle_of_files_is_seen_and_a_file_with_its_folder_is_none() {
    let source = |file: &str, text: &str| (format!("src/{file}.rs"), text.to_owned());
    let circle = [
        source("map/draw", "use super::labels::Label;"),
        source("map/labels", "use crate::map::{names::name, Place};"),
        source("map/names", "use super::{super::map::draw, Place};"),
        source("map/mod", "use crate::start;"),
        source("start", "use crate::map::draw;"),
    ];
    assert_eq!(circles(&circle).len(), 3, "{:?}", circles(&circle));
    let folder = [source("map", "use crate::map::draw::draw;"), source("map/draw", "use super::Place;")];
    expect_none(circles(&folder));
}

#[test]
fn a_window_file_clock_or_printer_in_the_wrong_part_is_seen() {
    let bad = [
        ("src/engine/run.rs", "fn f(ui: &mut egui::Ui) {}"),
        ("src/analysis/why.rs", "use std::fs;"),
        ("src/engine/run.rs", "let now = std::time::Instant::now();"),
        ("src/engine/run.rs", "println!(\"done\");"),
        ("src/export/csv.rs", "use egui::Color32;"),
        ("src/cli/mod.rs", "eframe::run_native();"),
    ];
    let good = [
        ("src/engine/run.rs", "//! Not drawn with egui::Ui, see std::fs."),
        ("src/storage/save.rs", "use std::fs;\nlet now = std::time::SystemTime::now();"),
        ("src/cli/mod.rs", "println!(\"{x}\");"),
        ("src/export/scene.rs", "use egui::Shape;"),
        ("src/ui/mod.rs", "use egui::Ui;"),
    ];
    expect_seen(what_must_be_absent, &bad, &good);
}

#[test]
fn unfinished_work_and_a_source_without_a_purpose_are_seen() {
    let macros = ["todo", "unimplemented"].map(|name| format!("fn f() {{ {name}!() }}"));
    let ignored = format!("#[{}]\nfn f() {{}}", "ignore");
    let bad = [&macros[0], &macros[1], &ignored].map(|text| ("src/a.rs", text.as_str()));
    expect_seen(unfinished, &bad, &[("src/a.rs", "//! Nothing to do.\nfn ignore() {}")]);
    let silent =
        ["", "use std::fs;", "// What it is for.\n", "//!\nfn f() {}"].map(|text| ("src/a.rs", text));
    expect_seen(missing_module_doc, &silent, &[("src/a.rs", "//! What it is for.\nfn f() {}")]);
}

#[test]
fn a_stray_file_and_a_test_that_never_runs_are_seen() {
    for stray in ["notes.md", "examples/a.rs", "build.rs", "docs/guide.md", "src.rs"] {
        assert!(stray_at_top_level(stray).is_some(), "{stray}");
    }
    for expected in ["Cargo.toml", "README.md", "src/main.rs", ".ci/run", ".gitignore", "tests/a/main.rs"] {
        assert_eq!(stray_at_top_level(expected), None);
    }
    let manifest = "[[test]]\nname = \"a\"\npath = \"tests/a/main.rs\"\n";
    assert_eq!(undeclared_test("tests/a/main.rs", manifest), None);
    assert_eq!(undeclared_test("tests/a/deeper/mod.rs", manifest), None);
    assert!(undeclared_test("tests/b/main.rs", manifest).is_some());
}

#[test]
fn a_network_crate_in_the_lock_file_is_seen() {
    let lock = |name: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"0.12.0\"\n");
    assert!(!network_crates(&lock("reqwest")).is_empty());
    assert!(network_crates(&lock("zbus")).is_empty());
}

#[test]
fn a_place_on_somebodys_computer_is_seen_and_an_address_is_not() {
    let text = |before: &str, name: &str, after: &str| format!("first\n{before}/{name}/{after}");
    for (before, name, after) in [
        ("see ", "home", "ada/notes"),
        ("\"", "root", ".cargo"),
        ("file://", "Users", "ada"),
        ("`", "work", "x.md"),
    ] {
        assert_eq!(machine_paths("README.md", &text(before, name, after)).len(), 1, "{before}{name}");
    }
    for (before, name, after) in
        [("https://example.org", "work", "paper"), ("~", "work", "x"), ("..", "home", "x"), ("", "home", "")]
    {
        expect_none(machine_paths("README.md", &text(before, name, after)));
    }
}

//! `tearline export`: formats, what goes into them, and refusals.

use crate::{err, tearline};
use std::path::Path;
use std::process::Output;

/// Exports the Oval Office case; gives what the program said and the bytes of the file, if it wrote one.
pub fn export(args: &[&str]) -> (Output, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("exported");
    let out = path.display().to_string();
    let output = tearline(&[&["export", "oval-office-2017", "--out", &out], args].concat());
    (output, std::fs::read(&path).ok())
}

#[test]
fn network_and_decision_are_written_in_their_formats() {
    for (args, starts) in [
        (&["--format", "graphml"][..], "<?xml version"),
        (&["--format", "dot"], "// The actors"),
        (&["--format", "csv", "--what", "nodes"], "Id,Label"),
        (&["--format", "csv", "--what", "edges"], "Source,Target,Type,affinity"),
        (&["--format", "efg"], "EFG 2 R \"Oval Office, May 2017\""),
        (&["--format", "xdsl"], "<?xml version"),
    ] {
        let (output, bytes) = export(args);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let text = String::from_utf8(bytes.expect("a file")).expect("UTF-8");
        assert!(text.starts_with(starts), "{args:?}: {}", &text[..60]);
    }
}

#[test]
fn what_does_not_go_into_a_format_is_refused_with_what_does() {
    let (output, bytes) = export(&["--format", "graphml", "--what", "handouts"]);
    assert_eq!((output.status.code(), bytes), (Some(2), None));
    let says = "--format graphml does not go with --what handouts; it goes with --what network.";
    assert!(err(&output).contains(says), "{}", err(&output));
}

/// The Oval Office case with a comment of somebody’s own, in a folder.
fn commented_case(folder: &Path) -> String {
    let text = tearline::storage::built_in("oval-office-2017").expect("a case").text;
    let path = folder.join("case.ron");
    std::fs::write(&path, format!("// A note of my own.\n{text}")).expect("written");
    path.display().to_string()
}

#[test]
fn nothing_is_exported_or_imported_over_what_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = commented_case(folder.path());
    let table = folder.path().join("actors.csv").display().to_string();
    std::fs::write(&table, "name\nFrance\n").expect("written");
    for (file, args) in [
        (&case, &["export", &case, "--format", "pdf", "--out", &case][..]),
        (&case, &["export", &case, "--format", "csv", "--what", "histories", "--out", &case]),
        (&table, &["import", &table, "--into", &case, "--out", &table]),
    ] {
        let before = std::fs::read(file).expect("read");
        let output = tearline(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            err(&output).contains("itself, which would be replaced; name another file."),
            "{}",
            err(&output)
        );
        assert_eq!(std::fs::read(file).expect("read"), before);
    }
}

#[test]
fn an_import_keeps_what_was_written_by_hand_into_the_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = commented_case(folder.path());
    let table = folder.path().join("actors.csv").display().to_string();
    std::fs::write(&table, "name\nElbonia\n").expect("written");
    let output = tearline(&["import", &table, "--into", &case, "--out", &case]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = std::fs::read_to_string(&case).expect("read");
    assert!(text.starts_with("// A note of my own.\n") && text.contains("Elbonia"), "{text}");
}

#[test]
fn handouts_have_the_map_on_the_eve() {
    let (output, bytes) = export(&["--format", "html", "--what", "handouts", "--histories", "100"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = String::from_utf8(bytes.expect("a file")).expect("UTF-8");
    assert!(text.contains("<svg"), "there is a picture");
}

#[test]
fn options_without_an_effect_are_refused_with_what_they_are_for() {
    for (args, says) in [
        (
            &["--format", "csv", "--what", "histories", "--decimals", "comma"][..],
            "--decimals does not go with --what histories",
        ),
        (&["--format", "graphml", "--plan", "sanitised"], "it is for what follows from a plan"),
        (&["--format", "dot", "--lesson", "x"], "it is for handouts"),
        (&["--format", "svg", "--pages", "letter"], "it is for reports and handouts in PDF"),
        (&["--format", "csv", "--what", "ledger", "--sections", "willingness"], "it is for reports"),
    ] {
        let (output, bytes) = export(args);
        assert_eq!((output.status.code(), bytes), (Some(2), None), "{args:?}");
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
    }
}

#[test]
fn an_import_into_an_older_case_says_what_was_translated() {
    let folder = tempfile::tempdir().expect("a folder");
    let [case, table] = ["old.ron", "actors.csv"].map(|name| folder.path().join(name).display().to_string());
    std::fs::write(&case, include_str!("../fixtures/version-1.ron")).expect("written");
    std::fs::write(&table, "name\nElbonia\n").expect("written");
    let output = tearline(&["import", &table, "--into", &case, "--out", &case]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("format version 1 and was translated"), "{}", err(&output));
}

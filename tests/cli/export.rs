//! `tearline export`: formats, what goes into them, and refusals.

use crate::{err, tearline};
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

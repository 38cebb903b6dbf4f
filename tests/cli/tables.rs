//! Tables out and in on the command line.

use crate::export::export;
use crate::{err, out, tearline};
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;
use std::process::Output;
use tearline::storage;

/// Few histories, so that all tables are worked out soon.
const FEW: [&str; 2] = ["--histories", "40"];

fn exported(args: &[&str]) -> Vec<u8> {
    let (output, bytes) = export(&[args, &FEW].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    bytes.expect("a file")
}

fn lines(bytes: Vec<u8>) -> Vec<String> {
    String::from_utf8(bytes).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn a_workbook_has_a_sheet_for_every_table_that_there_is_something_for() {
    let bytes = exported(&["--format", "xlsx"]);
    let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    assert_eq!(
        workbook.sheet_names(),
        [
            "courses",
            "who_would_know",
            "who_learns",
            "what_may_happen",
            "gains_and_losses",
            "comparison",
            "causes",
            "mitigation",
            "numbers",
            "fields",
            "choices",
            "repairs",
            "worths",
            "assumptions"
        ]
    );
}

#[test]
fn csv_of_a_table_says_what_the_other_commands_say() {
    let ours = lines(exported(&["--format", "csv", "--what", "compare"]));
    let compared = tearline(&["compare", "oval-office-2017", "--format", "csv", "--histories", "40"]);
    let theirs: Vec<String> = out(&compared).lines().map(str::to_owned).collect();
    assert_eq!(ours[0].trim_start_matches('\u{FEFF}'), theirs[0]);
    assert_eq!(ours[1..], theirs[1..]);
}

#[test]
fn csv_of_the_projection_is_of_the_plan_that_is_named_and_takes_decimal_commas() {
    let named = ["--plan", "Say nothing", "--decimals", "comma"];
    let lines = lines(exported(&[&["--format", "csv"][..], &named].concat()));
    assert!(
        lines[0].starts_with("\u{FEFF}model_version;seed;histories;plan;partner;material;month;mean;se;")
    );
    assert!(lines[1..].iter().all(|line| line.starts_with("2;1;40;Say nothing;")), "{}", lines[1]);
    assert!(lines[1].contains(";0,"), "{}", lines[1]);
}

#[test]
fn raw_histories_have_a_row_for_each_history_partner_month_and_material() {
    let scenario = storage::built_in("oval-office-2017").expect("a case").scenario().expect("it can be read");
    let lines = lines(exported(&["--format", "csv", "--what", "histories"]));
    let months = scenario.horizon_months as usize + 1;
    assert_eq!(lines.len(), 1 + 40 * scenario.partnerships.len() * months * 2);
    assert_eq!(lines[0], "\u{FEFF}model_version,seed,plan,history,partner,month,material,willingness");
    let of_first: Vec<f64> = lines[1..]
        .iter()
        .filter(|line| line.contains(",Israel,24,content,"))
        .map(|line| line.rsplit(',').next().expect("a field").parse().expect("a number"))
        .collect();
    let mean = of_first.iter().sum::<f64>() / of_first.len() as f64;
    let projected = tearline(&["project", "oval-office-2017", "--format", "csv", "--histories", "40"]);
    let row = out(&projected)
        .lines()
        .find(|line| line.contains(",partner,il,,content,24,mean,"))
        .expect("a row")
        .to_owned();
    let said: f64 = row.rsplit(',').next().expect("a field").parse().expect("a number");
    assert!((mean - said).abs() < 1e-12, "{mean} against {said}");
}

#[test]
fn the_same_seed_gives_the_same_histories_to_the_byte() {
    let histories = || exported(&["--format", "csv", "--what", "histories"]);
    assert_eq!(histories(), histories());
}

/// Imports a text into the Oval Office case; gives what the program said and the text of the new case, if it wrote one.
fn import(text: &str, extra: &[&str]) -> (Output, Option<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, to) = (folder.path().join("mine.csv"), folder.path().join("new.ron"));
    std::fs::write(&file, text).expect("written");
    let (file, to) = (file.display().to_string(), to.display().to_string());
    let output = tearline(&[&["import", &file, "--into", "oval-office-2017", "--out", &to], extra].concat());
    (output, std::fs::read_to_string(to).ok())
}

#[test]
fn a_file_is_imported_into_a_case_and_what_was_understood_is_said() {
    let (output, written) = import("name,remark,colour\nFrance,an ally,blue\n", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        out(&output).contains("The table is read as actors: name, note; left out: “colour”."),
        "{}",
        out(&output)
    );
    assert!(out(&output).contains("1 actor added, 0 changed, 0 as before."), "{}", out(&output));
    assert!(written.expect("a case").contains("France"));
}

#[test]
fn what_is_not_understood_stops_the_import_unless_it_may_be_left_out() {
    let text = "partner,flow\nIsrael,2\nAtlantis,1\n";
    let (output, written) = import(text, &[]);
    assert_eq!((output.status.code(), written), (Some(2), None));
    assert!(err(&output).contains("mine.csv, row 3, column A (partner): there is no actor “Atlantis”"));
    let (output, written) = import(text, &["--skip-problems"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(written.is_some());
}

#[test]
fn a_file_that_changes_nothing_is_not_written() {
    let (output, written) = import("name\nIsrael\n", &[]);
    assert_eq!((output.status.code(), written), (Some(2), None));
    assert!(err(&output).contains("adds and changes nothing"), "{}", err(&output));
}

#[test]
fn the_template_that_is_exported_can_be_imported() {
    let folder = tempfile::tempdir().expect("a folder");
    let (template, to) = (folder.path().join("case.xlsx"), folder.path().join("new.ron"));
    std::fs::write(&template, exported(&["--format", "xlsx", "--what", "template"])).expect("written");
    let (template, to) = (template.display().to_string(), to.display().to_string());
    let output =
        tearline(&["import", &template, "--into", "manchester-2017", "--out", &to, "--skip-problems"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let written = storage::load(to.as_ref()).expect("a case").scenario;
    assert!(written.actors.values().any(|actor| actor.name == "Russia"));
}

//! The commands that need no window, run as a person runs them.

#[cfg(target_os = "linux")]
#[path = "../support/child.rs"]
mod child;
mod questions;
#[path = "../analysis/world.rs"]
mod world;

#[cfg(target_os = "linux")]
use child::RunningChild;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Runs the program without a display.
fn tearline(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tearline"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn small(extra: &[&str]) -> Output {
    let args = [&["project", "oval-office-2017", "--histories", "400"], extra].concat();
    let output = tearline(&args);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    output
}

fn json(extra: &[&str]) -> serde_json::Value {
    serde_json::from_str(&out(&small(&[&["--format", "json"], extra].concat()))).expect("JSON")
}

#[test]
fn the_table_names_every_partner_and_says_what_stands_behind_it() {
    let text = out(&small(&[]));
    for word in [
        "Israel",
        "United Kingdom",
        "Germany",
        "Jordan",
        "400 histories",
        "seed 1",
        "model version 1",
        "As it happened",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn json_holds_all_that_was_promised() {
    let value = json(&["--months", "6", "--seed", "7", "--plan", "Ask Israel first"]);
    assert_eq!(value["model_version"], "1");
    assert_eq!((value["seed"].as_u64(), value["histories"].as_u64()), (Some(7), Some(400)));
    assert_eq!(value["plan"], "Ask Israel first");
    let partners = value["partners"].as_array().expect("partners");
    assert_eq!(partners.len(), 4);
    for partner in partners {
        assert!(partner["id"].is_string() && partner["name"].is_string());
        assert!(
            partner["before"]["content"]["mean"].is_number()
                && partner["before"]["methods"]["mean"].is_number()
        );
        let months = partner["months"].as_array().expect("months");
        assert_eq!(months.len(), 7);
        for (i, month) in months.iter().enumerate() {
            assert_eq!(month["month"].as_u64(), Some(i as u64));
            for statistic in ["mean", "se", "q05", "q25", "q50", "q75", "q95"] {
                assert!(month["content"][statistic].is_number() && month["methods"][statistic].is_number());
            }
        }
    }
    for part in ["concession", "flow", "harm", "total"] {
        assert!(value["ledger"][part]["mean"].is_number(), "{part}");
    }
    assert_eq!(value["checkable"].as_array().expect("months").len(), 7);
    for known in value["who_knows"].as_array().expect("knowers") {
        let chances: f64 =
            known["chance"].as_array().expect("chances").iter().filter_map(|x| x.as_f64()).sum();
        assert!((chances - 1.0).abs() < 1e-9, "{known}");
    }
    assert!(value["source_found"][0]["chance"].is_number());
    assert!(value["learned"][0]["chance_by_end"].is_number());
}

#[test]
fn csv_is_tidy_and_every_row_carries_seed_and_model_version() {
    let text = out(&small(&["--format", "csv", "--seed", "3", "--months", "2"]));
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let head = table.headers().expect("a head").clone();
    assert_eq!(
        head.iter().collect::<Vec<_>>(),
        [
            "model_version",
            "seed",
            "histories",
            "plan",
            "subject",
            "id",
            "actor",
            "lane",
            "month",
            "statistic",
            "value"
        ]
    );
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("whole rows");
    assert!(rows.iter().all(|row| &row[0] == "1" && &row[1] == "3" && &row[2] == "400"));
    assert!(rows.iter().all(|row| row[10].parse::<f64>().is_ok_and(f64::is_finite)));
    let of_israel = rows.iter().filter(|row| &row[4] == "partner" && &row[5] == "il");
    assert_eq!(of_israel.count(), 3 * 2 * 7, "three months, two lanes, seven statistics");
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_others() {
    let first = small(&["--format", "csv"]).stdout;
    assert_eq!(first, small(&["--format", "csv"]).stdout);
    let other = out(&small(&["--format", "csv", "--seed", "2"]));
    assert_ne!(String::from_utf8(first).expect("text").replace(",1,400,", ",2,400,"), other);
}

#[test]
fn given_that_it_was_detected_every_originator_learns_in_month_0() {
    let value = json(&["--given-detected"]);
    let learned = value["learned"].as_array().expect("learned");
    let israel = learned.iter().find(|row| row["partner"] == "il").expect("the originator");
    assert_eq!(israel["chance_month_0"].as_f64(), Some(1.0));
    assert_eq!(value["histories"].as_u64(), Some(400));
    assert!(value["histories_played"].as_u64() > Some(400));
}

#[test]
fn without_a_display_it_says_so_and_shows_the_oval_office_case() {
    let output = tearline(&[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("no display"), "{}", err(&output));
    assert!(out(&output).contains("Oval Office"));
}

#[test]
fn what_is_asked_wrongly_is_explained_on_standard_error_alone() {
    for (args, says) in [
        (&["project", "no-such-case"][..], "there is no such file"),
        (&["project", "no-such-case"], "oval-office-2017"),
        (&["project", "oval-office-2017", "--plan", "Nonsense"], "“Ask Israel first”"),
        (&["project", "oval-office-2017", "--histories", "0"], "--histories"),
        (&["project", "oval-office-2017", "--months", "1000"], "--months"),
    ] {
        let output = tearline(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
    }
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

#[test]
fn check_tells_fine_from_questionable_from_broken() {
    let fine = tearline(&["check", "oval-office-2017"]);
    assert_eq!((fine.status.code(), out(&fine).as_str()), (Some(0), ""));
    let folder = tempfile::tempdir().expect("a folder");
    let questionable = write(
        &folder,
        "questionable.ron",
        "(version: 1, scenario: (\n  home: \"a\",\n  actors: {\"a\": (name: \"A\")},\n  plans: {\"p\": (name: \"P\")},\n))\n",
    );
    let output = tearline(&["check", &questionable.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("questionable.ron:"), "{}", out(&output));
    assert!(out(&output).contains("Nobody shares with home yet"));
    let broken = write(
        &folder,
        "broken.ron",
        "(version: 1, scenario: (\n  home: \"a\",\n  actors: {\"a\": (nam: \"A\")},\n))\n",
    );
    let output = tearline(&["check", &broken.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("broken.ron:3:18: there is no field “nam”"), "{}", err(&output));
}

#[test]
fn list_names_the_cases_that_serve_wherever_a_file_does() {
    let text = out(&tearline(&["list"]));
    for name in tearline::storage::built_in_cases().iter().map(|case| case.name) {
        assert!(text.lines().any(|line| line.starts_with(name)), "{name} in {text}");
        assert_eq!(tearline(&["check", name]).status.code(), Some(0));
    }
}

fn hindcast(extra: &[&str]) -> Output {
    let output = tearline(&[&["hindcast", "--histories", "200"], extra].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    output
}

#[test]
fn hindcast_shows_every_built_in_case_the_rule_and_the_misses() {
    let text = out(&hindcast(&[]));
    for case in tearline::storage::built_in_cases() {
        assert!(text.contains(case.name), "{} in {text}", case.name);
    }
    for words in ["MISS", "nothing ever falls", "Where the model is wrong", "weighed by confidence", "seed 1"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn hindcast_as_json_and_as_csv_says_the_same() {
    let value: serde_json::Value =
        serde_json::from_str(&out(&hindcast(&["--format", "json"]))).expect("JSON");
    let cases = value["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 10);
    let text = out(&hindcast(&["--format", "csv"]));
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("whole rows");
    let mut answers = 0;
    for case in cases {
        for partner in case["partners"].as_array().expect("partners") {
            for (question, answer) in partner["answers"].as_object().expect("answers") {
                let row = rows
                    .iter()
                    .find(|row| case["case"] == row[3] && partner["id"] == row[6] && question == &row[7]);
                assert_eq!(row.is_some(), !answer.is_null(), "{case}: {question}");
                let Some(row) = row else { continue };
                answers += 1;
                assert_eq!(answer["hit"].to_string(), row[14], "{row:?}");
                assert_eq!(answer["recorded"], row[8], "{row:?}");
            }
        }
    }
    assert_eq!(answers, rows.len());
    let falls = &value["scores"]["content_falls"];
    assert_eq!(falls["cases"].as_f64(), Some(9.0));
    assert!(falls["weighted_hits"].as_f64() <= falls["weight"].as_f64());
}

#[test]
fn hindcast_takes_files_and_refuses_one_without_a_record() {
    let one = out(&hindcast(&["manchester-2017"]));
    assert!(one.contains("manchester-2017") && !one.contains("oval-office-2017"), "{one}");
    let partnerless = out(&hindcast(&["arcos-1927"]));
    assert!(partnerless.contains("nothing to score") && partnerless.contains("lost (high)"), "{partnerless}");
    let folder = tempfile::tempdir().expect("a folder");
    let text = "(version: 1, scenario: (home: \"a\", actors: {\"a\": (name: \"A\")}, plans: {\"p\": (name: \"P\")}))";
    let silent = write(&folder, "silent.ron", text);
    let output = tearline(&["hindcast", "manchester-2017", &silent.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(err(&output).contains("no record of what really happened"), "{}", err(&output));
}

#[test]
fn help_shows_examples() {
    let help = out(&tearline(&["--help"]));
    assert!(help.contains("Examples:") && help.contains("tearline project oval-office-2017"));
    let help = out(&tearline(&["project", "--help"]));
    assert!(help.contains("model_version"));
    assert!(help.contains("1 to 1,000,000") && help.contains("1 to 120"), "{help}");
}

/// Whether a process has its own handler for SIGINT, by the mask of caught signals that Linux shows.
#[cfg(target_os = "linux")]
fn catches_interrupt(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("the state of a process");
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).expect("the mask");
    u64::from_str_radix(caught.trim(), 16).expect("a mask in hexadecimal") & 0b10 != 0
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_stops_a_run_cleanly() {
    let mut running = RunningChild::start(
        Command::new(env!("CARGO_BIN_EXE_tearline"))
            .args(["project", "oval-office-2017", "--histories", "1000000", "--months", "120"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped()),
    );
    // A signal that comes before the handler is set would end the program the hard way.
    while !catches_interrupt(running.process().id()) {
        assert!(running.process().try_wait().expect("a state").is_none(), "it ended too soon");
        std::thread::yield_now();
    }
    running.interrupt();
    let output = running.wait_with_output();
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(output.stdout.is_empty());
    assert!(err(&output).contains("Stopped"));
}

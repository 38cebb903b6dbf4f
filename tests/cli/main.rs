//! The commands that need no window, run as a person runs them.

#[cfg(target_os = "linux")]
#[path = "../support/child.rs"]
mod child;
mod export;
mod export_pictures;
mod export_report;
mod instance;
mod parts;
mod questions;
mod tables;
#[path = "../analysis/world.rs"]
mod world;

#[cfg(target_os = "linux")]
use child::RunningChild;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use tearline::scenario::{Institutions, Quantity};

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
        "model version 2",
        "As it happened",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn json_holds_all_that_was_promised() {
    let value = json(&["--months", "6", "--seed", "7", "--plan", "Ask Israel first"]);
    assert_eq!(value["model_version"], "2");
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
    for part in ["concession", "flow", "harm", "warning", "compensation", "total"] {
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

/// The sum of shares times means over those who have learned and the others, where there are any.
fn mixed(share: f64, of_material: &serde_json::Value) -> f64 {
    let part = |group: &str, share: f64| match of_material[group]["planned"].as_f64() {
        Some(mean) => share * mean,
        None => {
            assert_eq!(share, 0.0, "only a group without histories has no mean: {of_material}");
            0.0
        }
    };
    part("learned", share) + part("not", 1.0 - share)
}

#[test]
fn json_splits_every_month_by_whether_the_partner_has_learned_and_the_parts_make_up_the_mean() {
    let value = json(&["--months", "6"]);
    for partner in value["partners"].as_array().expect("partners") {
        let split = partner["split"].as_array().expect("months");
        assert_eq!(split.len(), 7);
        let mut before = 0.0;
        for (month, split) in split.iter().enumerate() {
            assert_eq!(split["month"].as_u64(), Some(month as u64));
            let share = split["share_learned"].as_f64().expect("a share");
            assert!(share >= before, "nobody forgets that it has learned");
            before = share;
            for material in ["content", "methods"] {
                let mean = partner["months"][month][material]["mean"].as_f64().expect("a mean");
                let planned = mixed(share, &split[material]);
                assert!((planned - mean).abs() < 1e-8, "{planned} {mean} in month {month}");
                let withheld = |group: &str| split[material][group]["withheld"].as_f64();
                let planned = |group: &str| split[material][group]["planned"].as_f64();
                assert!(planned("learned") < withheld("learned"), "who has learned shares less: {split}");
                assert_eq!(planned("not"), withheld("not"), "who has not shares as if nothing were said");
            }
        }
    }
}

#[test]
fn the_table_and_the_csv_split_willingness_as_the_json_does() {
    let value = json(&["--months", "6"]);
    let text = out(&small(&["--format", "csv", "--months", "6"]));
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("whole rows");
    let row = |fields: [&str; 5]| {
        let is = |row: &&csv::StringRecord| [&row[4], &row[5], &row[7], &row[8], &row[9]] == fields;
        let row = rows.iter().find(is).unwrap_or_else(|| panic!("no row {fields:?}"));
        row[10].parse::<f64>().expect("a number")
    };
    let of_israel = |partner: &&serde_json::Value| partner["id"] == "il";
    let israel = value["partners"].as_array().expect("partners").iter().find(of_israel).expect("Israel");
    let split = &israel["split"][6];
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    assert_eq!(row(["split", "il", "", "6", "share_learned"]), number(&split["share_learned"]));
    for group in ["learned", "not"] {
        for material in ["content", "methods"] {
            for course in ["planned", "withheld"] {
                let statistic = format!("{group}_{course}");
                let shown = row(["split", "il", material, "6", &statistic]);
                assert!((shown - number(&split[material][group][course])).abs() < 1e-15, "{statistic}");
            }
        }
    }
    let table = out(&small(&["--months", "6"]));
    let share = number(&israel["split"][0]["share_learned"]);
    let line = table.lines().find(|line| line.starts_with("Israel") && line.contains("if it learns"));
    assert!(line.expect("a line").contains(&format!("{:.1}", 100.0 * share)), "{table}");
}

#[test]
fn the_chance_of_each_level_granted_is_shown_where_the_originator_is_asked_and_nowhere_else() {
    let asked = json(&["--plan", "Ask Israel first"]);
    let [item] = &asked["items"].as_array().expect("items")[..] else { panic!("one item") };
    assert_eq!(item["item"], "plot");
    let chances = item["permission"].as_array().expect("the chance of each level");
    let sum: f64 = chances.iter().map(|chance| chance.as_f64().expect("a number")).sum();
    assert!(chances.len() == 5 && (sum - 1.0).abs() < 1e-9, "{item}");
    assert!(chances[0].as_f64() > Some(0.0), "it may refuse: {item}");
    let unasked = json(&[]);
    assert_eq!(unasked["items"][0]["item"], "plot");
    assert!(unasked["items"][0].get("permission").is_none(), "nobody was asked");
    let text = out(&small(&["--plan", "Ask Israel first"]));
    assert!(text.contains("is asked first. It grants: nothing "), "{text}");
    assert!(!out(&small(&[])).contains("is asked first"));
    let csv = out(&small(&["--plan", "Ask Israel first", "--format", "csv"]));
    let rows = csv.lines().filter(|line| line.contains(",permission,")).count();
    assert_eq!(rows, 5, "a row for each level: {csv}");
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
    assert!(rows.iter().all(|row| &row[0] == "2" && &row[1] == "3" && &row[2] == "400"));
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
fn a_projection_given_what_never_happens_says_so_instead_of_zeros() {
    let mut hidden = tearline::storage::built_in("oval-office-2017")
        .and_then(|case| case.scenario().ok())
        .expect("a good case");
    hidden.parameters.press_floor = Quantity::plain(0.0);
    hidden.parameters.press_per_holder = Quantity::plain(0.0);
    hidden.parameters.loss_blamed = Quantity::plain(0.0);
    for partner in hidden.partnerships.values_mut() {
        partner.institutions = Institutions::default();
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hidden.ron").display().to_string();
    std::fs::write(&path, tearline::storage::write(&hidden).expect("text")).expect("written");
    for format in ["text", "json", "csv"] {
        let args = ["project", &path, "--given-detected", "--histories", "20", "--format", format];
        let output = tearline(&args);
        assert_ne!(output.status.code(), Some(0));
        assert_eq!(out(&output), "", "no zeros are taken for a result");
        assert!(
            err(&output).contains("did every originator learn in month 0, so there is nothing to project.")
        );
    }
}

#[test]
fn a_single_other_thing_is_named_in_the_singular() {
    let text = out(&small(&["--months", "1"]));
    assert!(text.contains("1 month after the meeting") && !text.contains("1 months"), "{text}");
    let text = out(&tearline(&["project", "oval-office-2017", "--given-detected", "--histories", "3"]));
    assert!(text.contains("3 histories (1 other set aside"), "{text}");
}

#[test]
fn without_a_display_it_says_so_and_shows_the_oval_office_case() {
    let output = tearline(&[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("no display"), "{}", err(&output));
    assert!(out(&output).contains("Oval Office"));
}

/// A command that asks for more of a run than fits in memory.
const A_PART_TOO_LONG: [&str; 10] = [
    "project",
    "oval-office-2017",
    "--histories",
    "1000000",
    "--months",
    "120",
    "--part",
    "1/2",
    "--out",
    "unwritten",
];

#[test]
fn what_is_asked_wrongly_is_explained_on_standard_error_alone() {
    for (args, says) in [
        (&["project", "no-such-case"][..], "there is no such file"),
        (&["project", "no-such-case"], "oval-office-2017"),
        (&["project", "oval-office-2017", "--plan", "Nonsense"], "“Ask Israel first”"),
        (&["project", "oval-office-2017", "--histories", "0"], "--histories"),
        (&["project", "oval-office-2017", "--months", "1000"], "--months"),
        (
            &["project", "oval-office-2017", "--months", "1000"],
            "write a whole number of months from 1 to 120",
        ),
        (&["project", "oval-office-2017", "--histories", "abc"], "write a whole number from 2 to 1,000,000"),
        (&["project", "oval-office-2017", "--seed", "-1"], "write a whole number from 0 to"),
        (
            &["project", "oval-office-2017", "--seed", "1.5"],
            "write a whole number from 0 to 18,446,744,073,709,551,615",
        ),
        (&A_PART_TOO_LONG, "histories fit"),
        (&["frontier", "oval-office-2017", "--results", "total,total"], "two results that differ"),
        (&["oval-office-2017", "list"], "cannot be used with"),
        (&["oval-office-2017", "check", "zimmermann-1917"], "cannot be used with"),
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
    let shipped = tearline::storage::built_in("oval-office-2017").expect("it is built in").text;
    let far = write(&folder, "far.ron", &shipped.replace("case: \"manchester-2017\"", "case: \"atlantis\""));
    let output = tearline(&["check", &far.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("explores “atlantis”"), "{}", out(&output));
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

#[test]
fn check_says_what_was_translated_from_an_older_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = write(&folder, "old.ron", include_str!("../fixtures/version-1.ron"));
    let output = tearline(&["check", &old.display().to_string()]);
    assert!(err(&output).contains("format version 1 and was translated"), "{}", err(&output));
    assert!(!err(&tearline(&["check", "oval-office-2017"])).contains("translated"));
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
    for words in [
        "MISS",
        "nothing ever falls",
        "falls if unpermitted and deliberate",
        "base rate of the other cases",
        "said “almost never” for content",
        "Where the model is wrong",
        "weighed by confidence",
        "seed 1",
    ] {
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
                assert_eq!(answer["probability"].as_f64(), row[16].parse().ok(), "{row:?}");
            }
        }
    }
    assert_eq!(answers, rows.len());
    for material in ["content", "sources_methods"] {
        for by in ["model", "base_rate", "never", "rule"] {
            let scores = &value["probability_scores"][material][by];
            assert!(scores["cases"].as_f64() > Some(7.0) && scores["brier"].as_f64() < Some(1.0), "{scores}");
        }
    }
    assert_eq!(value["reliability"]["content"].as_array().map(Vec::len), Some(4));
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
    assert!(help.contains("2 to 1,000,000") && help.contains("1 to 120"), "{help}");
}

/// Whether a process has its own handler for SIGINT, by the mask of caught signals that Linux shows.
#[cfg(target_os = "linux")]
fn catches_interrupt(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("the state of a process");
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).expect("the mask");
    u64::from_str_radix(caught.trim(), 16).expect("a mask in hexadecimal") & 0b10 != 0
}

/// Starts a command and presses Ctrl-C once it handles it.
#[cfg(target_os = "linux")]
fn interrupted(args: &[&str]) -> Output {
    let mut running = RunningChild::start(
        Command::new(env!("CARGO_BIN_EXE_tearline")).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()),
    );
    // A signal that comes before the handler is set would end the program the hard way.
    while !catches_interrupt(running.process().id()) {
        assert!(running.process().try_wait().expect("a state").is_none(), "{args:?} ended too soon");
        std::thread::yield_now();
    }
    running.interrupt();
    running.wait_with_output()
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_stops_every_command_that_computes() {
    let case = "oval-office-2017";
    for args in [
        &["project", case, "--histories", "1000000"][..],
        &["hindcast", "--histories", "1000000"],
        &["why", case, "--partner", "il", "--month", "3", "--histories", "100000"],
        &["compare", case, "--histories", "1000000"],
        &["sensitivity", case, "--histories", "100000"],
        &["repair", case, "--partner", "il", "--above", "0.9", "--by", "6", "--histories", "1000000"],
    ] {
        let output = interrupted(args);
        assert_eq!(output.status.code(), Some(130), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(err(&output).contains("Stopped"), "{args:?}: {}", err(&output));
    }
}

/// The file of a case in which more can be told than anybody can try: hundreds at the meeting.
fn crowded(folder: &tempfile::TempDir) -> PathBuf {
    let mut scenario = world::scenario();
    for number in 0..300 {
        let guest = world::actor(&format!("guest-{number}"));
        scenario.actors.put(guest.clone(), tearline::scenario::Actor::named(guest.as_str()));
        scenario.meeting.recipients.put(guest.into(), tearline::scenario::Recipient::default());
    }
    let path = folder.path().join("crowded.ron");
    tearline::storage::save(&path, &scenario).expect("saved");
    path
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_stops_a_search_for_the_frontier_with_the_best_so_far_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = crowded(&folder).display().to_string();
    let output = interrupted(&["frontier", &path]);
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("Stopped"), "{}", err(&output));
    let text = out(&output);
    assert!(text.is_empty() || text.contains("Stopped after") && text.contains("Non-dominated"), "{text}");
}

#[test]
fn the_built_in_cases_are_named_only_where_there_is_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = tearline(&["check", &folder.path().display().to_string()]);
    assert!(err(&output).contains("folder") && !err(&output).contains("Built-in cases"), "{}", err(&output));
    let output = tearline(&["check", "no\nsuch.ron"]);
    assert!(
        err(&output).contains("Built-in cases") && err(&output).starts_with("no␊such.ron"),
        "{}",
        err(&output)
    );
}

/// The Oval Office case with other names, in a file of a folder that goes with the test.
fn renamed(from: &str, to: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    let text = tearline::storage::built_in("oval-office-2017").expect("it ships").text;
    std::fs::write(&path, text.replace(from, to)).expect("written");
    let path = path.display().to_string();
    (folder, path)
}

#[test]
fn a_name_that_begins_like_a_formula_is_a_text_in_every_csv() {
    let (_folder, path) = renamed("\"As it happened\"", "\"=cmd|' /C calc'!A0\"");
    let plan = "=cmd|' /C calc'!A0";
    for args in [
        &["project", &path, "--histories", "50", "--format", "csv"][..],
        &["compare", &path, "--histories", "50", "--format", "csv"],
        &["why", &path, "--partner", "il", "--month", "3", "--format", "csv"],
    ] {
        let text = out(&tearline(args));
        assert!(text.contains(&format!("'{plan}")), "{args:?}: {}", &text[..300.min(text.len())]);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records() {
            for field in &row.expect("a row") {
                assert!(!field.starts_with('='), "{args:?}: {field}");
            }
        }
    }
}

#[test]
fn no_name_commands_the_terminal() {
    let (_folder, path) = renamed("(name: \"Israel\"", "(name: \"Is\u{202e}ra\u{2067}el\"");
    for args in [
        &["project", &path, "--histories", "50"][..],
        &["project", &path, "--histories", "50", "--format", "csv"],
        &["project", &path, "--histories", "50", "--format", "json"],
        &["check", &path],
    ] {
        let output = tearline(args);
        let text = out(&output) + &err(&output);
        assert!(!text.contains(['\u{202e}', '\u{2067}']), "{args:?}");
        assert!(text.chars().all(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')), "{args:?}");
    }
    let output = tearline(&["check", "no\u{1b}[31msuch.ron"]);
    assert!(!err(&output).contains('\u{1b}') && err(&output).contains("␛[31m"), "{}", err(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_is_read() {
    use std::os::unix::ffi::OsStringExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(std::ffi::OsString::from_vec(b"\xff.ron".to_vec()));
    std::fs::write(&path, tearline::storage::built_in("oval-office-2017").expect("it ships").text)
        .expect("written");
    let output =
        Command::new(env!("CARGO_BIN_EXE_tearline")).arg("check").arg(&path).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn one_history_is_too_few_for_a_standard_error() {
    let output = tearline(&["project", "oval-office-2017", "--histories", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("from 2 to 1,000,000"), "{}", err(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_error_that_takes_nothing_changes_no_exit_status() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    for args in [&["check", "there-is-no-such.ron"][..], &["no-such-command"]] {
        let program = || {
            let mut program = Command::new(env!("CARGO_BIN_EXE_tearline"));
            program.args(args).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
            program
        };
        let usual = program().output().expect("the program runs").status.code();
        let muted = program().stderr(full()).status().expect("the program runs").code();
        assert_eq!((usual, muted), (Some(2), Some(2)), "{args:?}");
    }
}

//! A run that is played in parts, and joined to the same bits as one run.

use crate::{err, out, tearline};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tearline::storage::{self, PartFile, PartHeader};
use tempfile::TempDir;

/// A run of the command line: its case and options, and a folder for its parts.
struct SplitRun {
    case: &'static str,
    options: &'static [&'static str],
    folder: TempDir,
}

impl SplitRun {
    fn new(case: &'static str, options: &'static [&'static str]) -> Self {
        SplitRun { case, options, folder: tempfile::tempdir().expect("a folder") }
    }

    fn args<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        [&["project", self.case], self.options, more].concat()
    }

    /// The whole run, printed.
    fn whole(&self, format: &str) -> String {
        let output = tearline(&self.args(&["--format", format]));
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    }

    /// Plays a part on so many threads, and returns its file.
    fn part(&self, number: u64, of: u64, threads: u64) -> String {
        let path = self.folder.path().join(format!("{number}-of-{of}")).display().to_string();
        let output = Command::new(env!("CARGO_BIN_EXE_tearline"))
            .args(self.args(&["--part", &format!("{number}/{of}"), "--out", &path]))
            .env("RAYON_NUM_THREADS", threads.to_string())
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert_eq!(out(&output), "", "a part is no result");
        path
    }

    /// All parts, each on another number of threads.
    fn parts(&self, of: u64) -> Vec<String> {
        (1..=of).map(|number| self.part(number, of, number)).collect()
    }
}

fn merge(parts: &[String], format: &str) -> Output {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    tearline(&[&["merge"], parts.as_slice(), &["--format", format]].concat())
}

fn refusal(parts: &[String]) -> String {
    let output = merge(parts, "json");
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert_eq!(out(&output), "", "no result");
    err(&output)
}

#[test]
fn three_parts_make_the_same_text_json_and_csv_as_one_run() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "1000", "--seed", "7", "--months", "30"]);
    // In any order.
    let mut parts = run.parts(3);
    parts.rotate_left(1);
    for format in ["text", "json", "csv"] {
        let merged = merge(&parts, format);
        assert_eq!(merged.status.code(), Some(0), "{}", err(&merged));
        assert!(out(&merged) == run.whole(format), "{format} differs");
    }
}

#[test]
fn any_number_of_parts_makes_the_same_result_even_more_parts_than_histories() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "5", "--plan", "Ask Israel first"]);
    let whole = run.whole("json");
    for of in [1, 2, 5, 7] {
        assert!(out(&merge(&run.parts(of), "json")) == whole, "{of} parts differ");
    }
}

#[test]
fn parts_keep_the_histories_in_which_every_originator_learns() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "700", "--given-detected"]);
    assert!(out(&merge(&run.parts(3), "json")) == run.whole("json"));
}

#[test]
fn every_built_in_case_can_be_played_in_parts() {
    for case in storage::built_in_cases() {
        let run = SplitRun::new(case.name, &["--histories", "50", "--months", "2"]);
        assert!(out(&merge(&run.parts(3), "json")) == run.whole("json"), "{} differs", case.name);
    }
}

#[test]
fn missing_and_doubled_parts_are_named() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "30", "--months", "1"]);
    let parts = run.parts(3);
    let missing = refusal(&parts[1..2]);
    assert!(missing.contains("Missing of the run: part 1/3, 3/3."), "{missing}");
    let copy = run.folder.path().join("copy").display().to_string();
    std::fs::copy(&parts[1], &copy).expect("copied");
    let doubled = refusal(&[parts.clone(), vec![copy.clone()]].concat());
    assert!(doubled.contains(&copy) && doubled.contains(&parts[1]), "{doubled}");
    assert!(doubled.contains("are both part 2 of 3; name each part once"), "{doubled}");
}

#[test]
fn parts_of_different_runs_are_refused_with_what_differs() {
    let base: &[&str] = &["--histories", "30", "--months", "1"];
    let run = SplitRun::new("oval-office-2017", base);
    let first = run.part(1, 2, 1);
    let others: [(&'static str, &'static [&'static str], u64, &str); 6] = [
        ("fuchs-1950", base, 2, "the case"),
        ("oval-office-2017", &["--histories", "30", "--months", "1", "--plan", "Say nothing"], 2, "the plan"),
        ("oval-office-2017", &["--histories", "30", "--months", "1", "--seed", "2"], 2, "the seed"),
        ("oval-office-2017", &["--histories", "31", "--months", "1"], 2, "the number of histories"),
        ("oval-office-2017", &["--histories", "30", "--months", "2"], 2, "the number of months"),
        ("oval-office-2017", base, 3, "the number of parts"),
    ];
    for (case, options, of, differs) in others {
        let other = SplitRun::new(case, options);
        let second = other.part(2, of, 1);
        let refusal = refusal(&[first.clone(), second.clone()]);
        assert!(
            refusal.contains(&first) && refusal.contains(&second) && refusal.contains(differs),
            "{differs}: {refusal}"
        );
    }
}

/// A part, changed and written to a file of its own.
fn changed(path: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = std::fs::read(path).expect("read");
    change(&mut bytes);
    let changed = PathBuf::from(path).with_extension("changed");
    std::fs::write(&changed, bytes).expect("written");
    changed.display().to_string()
}

#[test]
fn a_cut_part_a_damaged_one_and_something_else_are_refused_by_name() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "20", "--months", "1"]);
    let part = run.part(1, 1, 1);
    let length = std::fs::metadata(&part).expect("a file").len() as usize;
    for at in [5, 16, 20, 300, length / 2, length - 5, length - 1] {
        let cut = refusal(&[changed(&part, |bytes| bytes.truncate(at))]);
        assert!(cut.contains(".changed: this part of a run is cut short or damaged"), "{at}: {cut}");
        let damaged = refusal(&[changed(&part, |bytes| bytes[at] ^= 4)]);
        assert!(damaged.contains(".changed: this"), "{at}: {damaged}");
    }
    let longer = refusal(&[changed(&part, |bytes| bytes.push(0))]);
    assert!(longer.contains("cut short or damaged"), "{longer}");
    for other in ["Cargo.toml", "src"] {
        let refusal = refusal(&[format!("{}/{other}", env!("CARGO_MANIFEST_DIR"))]);
        assert!(refusal.contains(other) && refusal.contains("is no part of a run"), "{refusal}");
    }
    let refusal = refusal(&["nowhere.part".into()]);
    assert!(refusal.contains("nowhere.part: it cannot be read: there is no such file"), "{refusal}");
}

#[test]
fn a_part_of_another_version_of_the_model_is_refused() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "20", "--months", "1"]);
    let old = run.folder.path().join("old");
    let mut header = PartFile::open(Path::new(&run.part(1, 1, 1))).expect("a part").header;
    header.run.model_version = "1".into();
    storage::save_part(&old, &header, |_| Ok(())).expect("written");
    let refusal = refusal(&[old.display().to_string()]);
    assert!(refusal.contains("was played by version 1 of the model"), "{refusal}");
}

#[test]
fn a_part_that_says_what_no_run_can_be_is_refused_before_anything_is_read() {
    let run = SplitRun::new("oval-office-2017", &["--histories", "20", "--months", "1"]);
    let header = PartFile::open(Path::new(&run.part(1, 1, 1))).expect("a part").header;
    let changes: [fn(&mut PartHeader); 7] = [
        |header| header.part = 2,
        |header| header.part = 0,
        |header| header.run.parts = u64::MAX,
        |header| header.run.histories_kept = 21,
        |header| header.run.horizon_months = Some(u32::MAX),
        |header| header.run.horizon_months = Some(0),
        |header| header.run.plan = "nowhere".into(),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let mut header = header.clone();
        change(&mut header);
        let path = run.folder.path().join(format!("impossible-{place}"));
        storage::save_part(&path, &header, |_| Ok(())).expect("written");
        let refusal = refusal(&[path.display().to_string()]);
        assert!(
            refusal.contains(&format!("impossible-{place}: what it says of the run cannot be")),
            "{refusal}"
        );
    }
}

#[test]
fn a_part_needs_a_file_and_a_number_that_there_is_and_leaves_nothing_where_it_cannot_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("none").join("part").display().to_string();
    let small = ["project", "oval-office-2017", "--histories", "20"];
    for (more, says) in [
        (&["--part", "1/3"] as &[&str], "--out"),
        (&["--part", "4/3", "--out", &inside], "such as 2/3"),
        (&["--out", &inside], "--part"),
        (&["--part", "1/3", "--out", &inside, "--format", "csv"], "--format"),
        (&["--part", "1/3", "--out", &inside], "nothing was written"),
    ] {
        let output = tearline(&[&small, more].concat());
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(err(&output).contains(says), "{more:?}: {}", err(&output));
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
    let case = folder.path().join("case.ron");
    let case = case.to_str().expect("a path");
    storage::save(Path::new(case), &storage::built_in_cases()[0].scenario().expect("a case")).expect("saved");
    let before = std::fs::read(case).expect("read");
    let output = tearline(&["project", case, "--histories", "20", "--part", "1/3", "--out", case]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--out names the case itself"), "{}", err(&output));
    assert_eq!(std::fs::read(case).expect("read"), before);
}

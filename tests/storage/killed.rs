//! Programs that are killed while they edit and save, and disks that take no more: no file is damaged, and nothing
//! that was saved is lost. The program is this test program itself, started again.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tearline::scenario::{About, Edit, Scenario};
use tearline::storage::{
    Slot, Snapshot, built_in, load, orphaned_snapshots, save, save_over, save_streamed, stamp,
};

/// How often a program is killed, unless [`KILLS_BY_HAND`] says otherwise.
const KILLS: u64 = 25;
/// The environment variable for a longer run by hand, such as 1000.
const KILLS_BY_HAND: &str = "TEARLINE_KILLS";
/// The folder that a program started by these tests works in.
const FOLDER: &str = "TEARLINE_TEST_FOLDER";
/// The most saves before a program is killed.
const MOST_SAVES: u64 = 4;
/// The longest that a program goes on after its last save was seen, in steps of [`linger`]: longer than several saves take.
const LONGEST_LINGER: u64 = 40_000_000;

/// The folder to work in, for a program that was started by these tests.
fn folder_of_child() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// This program, which will run the part of a test alone, in a folder.
fn this_program(part: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", part, "--nocapture"]).env(FOLDER, folder);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The number that a scenario of these tests has as its title.
fn number(scenario: &Scenario) -> u64 {
    scenario.about.title.parse().expect("a number")
}

fn numbered(scenario: &Scenario, number: u64) -> Scenario {
    let about = About { title: number.to_string(), ..scenario.about.clone() };
    scenario.edited(&Edit::SetAbout(about)).expect("a title")
}

/// Edits, keeps a snapshot and saves, without end, and says each number once it is saved.
#[test]
fn the_part_that_works_until_it_is_killed() {
    let Some(folder) = folder_of_child() else { return };
    let file = folder.join("case.ron");
    let loaded = load(&file).expect("a whole file");
    let (mut scenario, mut text) = (loaded.scenario, loaded.text);
    let slot = Slot::free_in(&folder.join("kept")).expect("a slot");
    loop {
        scenario = numbered(&scenario, number(&scenario) + 1);
        let kept = Snapshot {
            scenario: Arc::new(scenario.clone()),
            file: Some(file.clone()),
            stamp: stamp(&file),
            plan: None,
        };
        slot.write(&kept).expect("the snapshot is kept");
        text = save_over(&file, Some(&text), &scenario).expect("it is saved");
        eprintln!("{}", number(&scenario));
    }
}

/// Takes a while that differs from time to time.
fn linger(steps: u64) {
    (0..steps).for_each(|step| {
        std::hint::black_box(step);
    });
}

/// Starts a program in a folder, kills it at some moment, and returns the last number that it said it had saved.
fn killed(folder: &Path, moment: u64) -> Option<u64> {
    let mut child =
        this_program("killed::the_part_that_works_until_it_is_killed", folder).spawn().expect("it starts");
    let mut said = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    let mut last = None;
    let mut hear = |line: Option<std::io::Result<String>>| {
        let line = line.map(|line| line.expect("a line"));
        last = line.as_deref().map_or(last, |line| Some(line.parse().unwrap_or_else(|_| panic!("{line}"))));
        line.is_some()
    };
    for _ in 0..moment % MOST_SAVES {
        hear(said.next());
    }
    linger(moment.wrapping_mul(0x9e37_79b9_7f4a_7c15) % LONGEST_LINGER);
    child.kill().expect("it is killed");
    while hear(said.next()) {}
    child.wait().expect("it has ended");
    last
}

#[test]
fn a_program_that_is_killed_at_any_moment_damages_no_file_and_loses_nothing_saved() {
    let kills = std::env::var(KILLS_BY_HAND).map_or(KILLS, |kills| kills.parse().expect("a whole number"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("case.ron");
    let case = built_in("oval-office-2017").expect("it ships");
    let first = numbered(&case.scenario().expect("it opens"), 0);
    save_over(&file, Some(case.text), &first).expect("saved");
    let comments = case.text.matches("//").count();
    let (mut before, mut between) = (0, 0);
    for moment in 0..kills {
        let saved = killed(folder.path(), moment).unwrap_or(before);
        let loaded = load(&file).unwrap_or_else(|error| panic!("after {moment} kills: {error}"));
        let found = number(&loaded.scenario);
        assert!((saved..=saved + 1).contains(&found), "{saved} was saved, and {found} is there");
        assert_eq!(numbered(&loaded.scenario, 0), first);
        assert_eq!(loaded.text.matches("//").count(), comments);
        let kept = orphaned_snapshots(&folder.path().join("kept"));
        assert!(kept.damaged.is_empty(), "{:?}", kept.damaged);
        let newest = kept.snapshots.iter().map(|kept| number(&kept.snapshot.scenario)).max();
        assert!(newest.is_some() || saved == before, "what was saved was kept before");
        assert!(newest.is_none_or(|newest| newest >= saved), "{saved} was saved, and {newest:?} kept");
        between += u64::from(newest.is_some_and(|newest| newest > found) || found > saved);
        kept.snapshots.into_iter().for_each(|kept| kept.discard());
        before = found;
    }
    let names =
        fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let names: BTreeSet<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    let is_known = |name: &String| name == "case.ron" || name == "kept" || name.starts_with(".case.ron.");
    assert!(names.iter().all(is_known), "{names:?}");
    eprintln!(
        "{kills} kills, {between} of them between a snapshot and the word that it was saved; {before} saves"
    );
}

/// Saves to a file that grows beyond what the disk takes, and says what became of it.
#[test]
fn the_part_whose_disk_is_full() {
    let Some(folder) = folder_of_child() else { return };
    let scenario = built_in("oval-office-2017").expect("it ships").scenario().expect("it opens");
    let error = save(&folder.join("case.ron"), &scenario).expect_err("there is no room");
    eprintln!("{}", error.sentence);
    let bit_by_bit =
        |out: &mut dyn Write| (0..64).try_for_each(|_| out.write_all(&[b'x'; 512])).map(|()| true);
    let error = save_streamed(&folder.join("case.ron"), bit_by_bit).expect_err("there is no room");
    eprintln!("{}", error.sentence);
    let slot = Slot::free_in(&folder.join("kept")).expect("a slot");
    let kept = Snapshot { scenario: Arc::new(scenario), file: None, stamp: None, plan: None };
    eprintln!("{}", slot.write(&kept).expect_err("there is no room").sentence);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_leaves_the_file_and_the_snapshot_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("case.ron");
    let (small, kept) = ("(version: 2, scenario: ())", folder.path().join("kept"));
    fs::write(&file, small).expect("written");
    let program = this_program("killed::the_part_whose_disk_is_full", folder.path());
    // A limit for each file, of 4 kB, stands for a full disk; the signal that goes with it is ignored.
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limited, "sh"]).arg(program.get_program()).args(program.get_args());
    command.env(FOLDER, folder.path()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("a shell");
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert!(child.wait().expect("it ends").success(), "{said}");
    assert_eq!(
        said,
        "nothing was written: the file would be too large for this disk.\nnothing was written: the file would be too large for this disk.\nthe copy was not written: the file would be too large for this disk.\n"
    );
    assert_eq!(fs::read_to_string(&file).expect("it is there"), small);
    let names = |folder: &Path| fs::read_dir(folder).expect("a folder").count();
    assert_eq!(
        (names(folder.path()), names(&kept)),
        (2, 1),
        "no half a file is left beside them, but a lock"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_nobody_may_write_to_says_so() {
    let scenario = Scenario::default();
    let error = save(Path::new("/sys/case.ron"), &scenario).expect_err("nobody writes there");
    assert!(error.sentence.starts_with("you may not write here, so nothing was written"), "{error}");
}

#[test]
fn a_clock_that_was_set_back_hides_no_change_and_takes_no_file_for_old() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, left) = (folder.path().join("case.ron"), folder.path().join(".case.ron.aB3dE9"));
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(86_400);
    let date = |path: &Path| {
        let file = fs::File::options().write(true).open(path).expect("it is there");
        file.set_modified(tomorrow).expect("dated");
    };
    save(&file, &Scenario::default()).expect("saved");
    fs::write(&left, "half").expect("written");
    [&file, &left].into_iter().for_each(|path| date(path));
    let before = stamp(&file).expect("a state");
    save(&file, &Scenario::default()).expect("saved again");
    assert_ne!(stamp(&file), Some(before), "an older date is another date");
    assert!(left.exists(), "another program may just be writing it");
    let slot = Slot::free_in(folder.path()).expect("a slot");
    let kept = Snapshot { scenario: Arc::new(Scenario::default()), file: None, stamp: None, plan: None };
    slot.write(&kept).expect("kept");
    drop(slot);
    date(&folder.path().join("kept-1.ron"));
    assert_eq!(orphaned_snapshots(folder.path()).snapshots.len(), 1, "work from tomorrow is work");
}

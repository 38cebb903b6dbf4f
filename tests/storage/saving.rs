//! A file is written whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;
use tearline::scenario::{Edit, Scenario};
use tearline::storage::{
    ClassFolder, Presence, Slot, Snapshot, built_in, claim, load, orphaned_snapshots, save, save_over,
    save_streamed,
};

fn case() -> Scenario {
    built_in("oval-office-2017").expect("a case that ships").scenario().expect("a good case")
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn what_is_saved_is_read_again_equal_and_nothing_else_is_left_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    save(&path, &case()).expect("saved");
    let longer = case().edited(&Edit::SetHorizon(36)).expect("a horizon");
    save(&path, &longer).expect("saved again");
    assert_eq!(load(&path).expect("a good file").scenario, longer);
    assert_eq!(names_in(folder.path()), ["case.ron"]);
}

#[test]
fn where_nothing_can_be_written_a_sentence_says_so_and_nothing_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("taken.ron");
    fs::create_dir(&taken).expect("a folder in the way");
    let nowhere = folder.path().join("no/such/folder/case.ron");
    for path in [&taken, &nowhere] {
        let error = save(path, &case()).expect_err("nothing can be written there");
        assert!(error.sentence.ends_with('.') && error.place.is_none(), "{error}");
    }
    assert_eq!(names_in(folder.path()), ["taken.ron"]);
    assert!(taken.is_dir());
}

#[test]
fn what_is_written_bit_by_bit_and_stopped_leaves_the_old_file_and_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("histories.csv");
    fs::write(&path, "old").expect("written");
    let half = |out: &mut dyn Write| out.write_all(b"half");
    assert!(!save_streamed(&path, |out| half(out).map(|()| false)).expect("it was stopped"));
    let full = |out: &mut dyn Write| half(out).and(Err(std::io::ErrorKind::StorageFull.into()));
    let error = save_streamed(&path, full).expect_err("the disk is full");
    assert!(error.sentence.contains("the disk is full, so nothing was written"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "old");
    assert_eq!(names_in(folder.path()), ["histories.csv"]);
    assert!(save_streamed(&path, |out| half(out).map(|()| true)).expect("it is written"));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "half");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_what_it_leads_to_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real.ron"), folder.path().join("link.ron"));
    save(&real, &case()).expect("saved");
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    let longer = case().edited(&Edit::SetHorizon(36)).expect("a horizon");
    save(&link, &longer).expect("saved through the link");
    assert!(fs::symlink_metadata(&link).expect("there").file_type().is_symlink());
    assert_eq!(load(&real).expect("a good file").scenario, longer);
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::time::{Duration, SystemTime};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    fn hour_ago() -> SystemTime {
        SystemTime::now() - Duration::from_secs(3600)
    }

    fn date(path: &Path, at: SystemTime) {
        let file = fs::File::options().write(true).open(path);
        file.and_then(|file| file.set_modified(at)).expect("dated");
    }

    fn snapshot() -> Snapshot {
        Snapshot { scenario: case().into(), file: None, stamp: None, plan: None }
    }

    #[test]
    fn every_name_of_a_file_has_what_was_saved_under_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("one.ron"), folder.path().join("other.ron"));
        let longer = case().edited(&Edit::SetHorizon(36)).expect("a horizon");
        save(&one, &longer).expect("saved");
        fs::hard_link(&one, &other).expect("another name");
        save(&one, &case()).expect("saved");
        assert_eq!(load(&other).expect("a good file").scenario, case());
        assert_eq!(fs::metadata(&one).expect("there").nlink(), 2);
        let mut names = names_in(folder.path());
        names.sort();
        assert_eq!(names, ["one.ron", "other.ron"]);
    }

    #[test]
    fn hidden_files_beside_a_file_stay_when_it_is_written_however_old_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        let beside = [".case.ron.backup", ".case.ron.aB3dE9", ".case.ron.notes-of-mine"]
            .map(|name| folder.path().join(name));
        for hidden in &beside {
            fs::write(hidden, "precious").expect("written");
            date(hidden, hour_ago());
        }
        save(&path, &case()).expect("saved");
        for hidden in &beside {
            assert_eq!(fs::read_to_string(hidden).expect("it is there"), "precious");
        }
    }

    #[test]
    fn work_that_was_not_saved_is_kept_for_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let safe = folder.path().join("safe");
        let slot = Slot::free_in(&safe).expect("a slot");
        slot.write(&snapshot()).expect("written");
        slot.write(&snapshot()).expect("written again");
        assert_eq!(mode(&safe), 0o700);
        assert_eq!(mode(&safe.join("kept-1.ron")), 0o600);
    }

    #[test]
    fn a_claim_leaves_no_lock_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let claimed = claim(folder.path(), Path::new("case.ron"));
        assert!(matches!(claim(folder.path(), Path::new("case.ron")), Presence::Elsewhere));
        drop(claimed);
        assert!(names_in(folder.path()).is_empty());
    }

    #[test]
    fn the_locks_of_killed_programs_go_once_they_are_old_and_those_that_are_held_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let [old, new] =
            ["open-00000000000000aa.lock", "open-00000000000000bb.lock"].map(|name| folder.path().join(name));
        let held = claim(folder.path(), Path::new("held.ron"));
        let names = names_in(folder.path());
        let [lock] = &names[..] else { panic!("one lock: {names:?}") };
        [&old, &new].into_iter().for_each(|path| fs::write(path, "").expect("written"));
        [&old, &folder.path().join(lock)].into_iter().for_each(|path| date(path, hour_ago()));
        drop(claim(folder.path(), Path::new("another.ron")));
        assert!(!old.exists(), "nobody holds it");
        assert!(new.exists(), "somebody may be about to hold it");
        assert!(matches!(claim(folder.path(), Path::new("held.ron")), Presence::Elsewhere));
        drop(held);
    }

    #[test]
    fn neither_a_pipe_nor_a_damaged_file_keeps_other_work_from_being_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let slot = Slot::free_in(folder.path()).expect("a slot");
        slot.write(&snapshot()).expect("written");
        drop(slot);
        fs::write(folder.path().join("kept-2.ron"), "(file: None, text: \"half").expect("written");
        make_pipe(&folder.path().join("kept-3.ron"));
        let found = orphaned_snapshots(folder.path());
        assert_eq!(found.snapshots.len(), 1);
        assert_eq!(found.damaged, [folder.path().join("damaged-kept-2.ron")]);
        assert!(found.damaged[0].exists(), "it is kept");
        assert!(!folder.path().join("kept-2.ron").exists(), "its slot is free");
        assert!(orphaned_snapshots(folder.path()).damaged.is_empty(), "it is said once");
    }

    #[test]
    fn a_path_that_is_no_text_comes_back_with_the_work() {
        use std::os::unix::ffi::OsStringExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path: std::path::PathBuf = std::ffi::OsString::from_vec(b"/srv/\xff\xfe.ron".to_vec()).into();
        let slot = Slot::free_in(folder.path()).expect("a slot");
        slot.write(&Snapshot { file: Some(path.clone()), ..snapshot() }).expect("written");
        drop(slot);
        let found = orphaned_snapshots(folder.path());
        assert_eq!(found.snapshots[0].snapshot.file, Some(path));
    }

    fn make_pipe(path: &Path) {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).expect("a pipe");
    }

    #[test]
    fn a_pipe_is_read_while_somebody_writes_to_it_and_refused_otherwise() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe.ron");
        make_pipe(&pipe);
        let error = load(&pipe).expect_err("nobody writes");
        assert!(error.sentence.contains("pipe"), "{error}");
        // For reading too, so that opening it does not wait for a reader.
        let mut writer = fs::File::options().read(true).write(true).open(&pipe).expect("a writer");
        let text = built_in("oval-office-2017").expect("it ships").text;
        let reading = std::thread::spawn({
            let pipe = pipe.clone();
            move || load(&pipe)
        });
        std::io::Write::write_all(&mut writer, text.as_bytes()).expect("written");
        // Only once it was read is the pipe open at the other end too.
        while rustix::io::ioctl_fionread(&writer).expect("a pipe") > 0 {
            std::thread::yield_now();
        }
        drop(writer);
        assert_eq!(reading.join().expect("it ends").expect("a good file").scenario, case());
    }
}

#[test]
fn a_file_is_written_over_with_what_it_was_read_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    let text = built_in("oval-office-2017").expect("it ships").text;
    let written = save_over(&path, Some(text), &case()).expect("saved");
    assert_eq!((&*written, &*fs::read_to_string(&path).expect("text")), (text, text));
}

#[test]
fn a_folder_of_sessions_or_snapshots_that_is_missing_is_empty_and_one_that_cannot_be_read_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing");
    assert!(ClassFolder::new(missing.clone()).read_all::<String>().is_empty());
    assert!(orphaned_snapshots(&missing).unread.is_none());
    let file = folder.path().join("file");
    fs::write(&file, "no folder").expect("written");
    let sessions = ClassFolder::new(file.clone()).read_all::<String>();
    let [Err(error)] = &sessions[..] else { panic!("{sessions:?}") };
    assert!(error.sentence.contains("the folder cannot be read"), "{error}");
    let error = orphaned_snapshots(&file).unread.expect("an error");
    assert!(error.sentence.contains("the folder cannot be read"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_yet_leads_to_what_is_written_with_the_usual_rights() {
    let folder = tempfile::tempdir().expect("a folder");
    let [link, target, plain] = ["link", "target", "plain"].map(|name| folder.path().join(name));
    std::os::unix::fs::symlink("target", &link).expect("linked");
    save(&link, &case()).expect("saved");
    save(&plain, &case()).expect("saved");
    assert!(link.is_symlink());
    assert_eq!(load(&target).expect("a whole file").scenario, case());
    let mode = |path: &Path| {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).expect("it is there").permissions().mode()
    };
    assert_eq!(mode(&target), mode(&plain));
    std::os::unix::fs::symlink("round", folder.path().join("round")).expect("linked");
    let error = save(&folder.path().join("round"), &case()).expect_err("it leads to itself");
    assert!(error.sentence.contains("a link that leads to itself"), "{error}");
}

#[cfg(unix)]
#[test]
fn no_pipe_is_replaced_by_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let error = save(&pipe, &case()).expect_err("it is no file");
    assert!(error.sentence.contains("it is a pipe or a device, and no file"), "{error}");
    let streamed = save_streamed(&pipe, |out| out.write_all(b"text").map(|()| true));
    assert!(streamed.is_err());
    use std::os::unix::fs::FileTypeExt;
    assert!(fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_keeps_both_when_it_is_written_bit_by_bit() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    fs::write(&one, "a longer text that was there before").expect("written");
    fs::hard_link(&one, &other).expect("linked");
    let written = save_streamed(&one, |out| out.write_all(b"new").map(|()| true));
    assert_eq!(written, Ok(true));
    assert_eq!(fs::read_to_string(&other).expect("it is there"), "new");
}

#[test]
fn damaged_snapshots_stay_beside_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    for text in ["first", "second"] {
        fs::write(folder.path().join("kept-1.ron"), text).expect("written");
        let [damaged] = &orphaned_snapshots(folder.path()).damaged[..] else { panic!("there is one") };
        assert_eq!(fs::read_to_string(damaged).expect("it is there"), text);
    }
    let kept = names_in(folder.path()).into_iter().filter(|name| name.starts_with("damaged-")).count();
    assert_eq!(kept, 2);
}

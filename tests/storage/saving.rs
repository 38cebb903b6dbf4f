//! A file is written whole or not at all.

use std::fs;
use std::path::Path;
use tearline::scenario::{Edit, Scenario};
use tearline::storage::{built_in, load, save};

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

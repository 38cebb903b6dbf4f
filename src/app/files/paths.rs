//! Paths as people type them.

use std::path::{Path, PathBuf};

/// The path with `.ron` at its end, where it ends in nothing.
pub fn with_extension(path: PathBuf) -> PathBuf {
    with_this_extension(path, "ron")
}

/// The same with another ending.
pub fn with_this_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_none() { path.with_extension(extension) } else { path }
}

/// The whole path: from the person's own folder where `~` is at its head, from `folder` where it is
/// not a whole one already.
pub fn whole(path: &Path, folder: &Path) -> PathBuf {
    let home = directories::BaseDirs::new();
    let path = match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        _ => folder.join(path),
    };
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_an_ending_gets_ours_and_any_other_keeps_its_own() {
        assert_eq!(with_extension("a/case".into()), PathBuf::from("a/case.ron"));
        assert_eq!(with_extension("a/case.txt".into()), PathBuf::from("a/case.txt"));
    }

    #[test]
    fn a_tilde_is_read_only_at_the_head() {
        let from = |typed: &str| whole(typed.as_ref(), "/cases".as_ref());
        assert_eq!(from("a/~/b"), PathBuf::from("/cases/a/~/b"));
        assert!(!from("~/b").ends_with("~/b"));
    }

    #[test]
    fn a_name_alone_is_one_in_the_folder_and_a_whole_path_is_itself() {
        let from = |typed: &str| whole(typed.as_ref(), "/cases".as_ref());
        assert_eq!(from("b.ron"), PathBuf::from("/cases/b.ron"));
        assert_eq!(from("/a/b.ron"), PathBuf::from("/a/b.ron"));
    }
}

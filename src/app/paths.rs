//! File paths as people type them.

use std::path::{Path, PathBuf};

/// The extension of scenario files.
pub const EXTENSION: &str = "ron";

/// The path, with this extension if it has none.
pub fn with_default_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_none() { path.with_extension(extension) } else { path }
}

/// The absolute path: `~` at its start is the home folder, and a relative path starts in `folder`.
pub fn absolute(path: &Path, folder: &Path) -> PathBuf {
    let home = directories::BaseDirs::new();
    let path = match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        _ => folder.join(path),
    };
    // Fails only for an empty path, which the caller's file access then reports.
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_an_extension_gets_the_default_and_any_other_keeps_its_own() {
        assert_eq!(with_default_extension("a/case".into(), "ron"), PathBuf::from("a/case.ron"));
        assert_eq!(with_default_extension("a/case.txt".into(), "ron"), PathBuf::from("a/case.txt"));
    }

    #[test]
    fn a_tilde_is_read_only_at_the_start() {
        let from = |typed: &str| absolute(typed.as_ref(), "/cases".as_ref());
        assert_eq!(from("a/~/b"), PathBuf::from("/cases/a/~/b"));
        assert!(!from("~/b").ends_with("~/b"));
    }

    #[test]
    fn a_name_alone_is_in_the_folder_and_an_absolute_path_is_itself() {
        let from = |typed: &str| absolute(typed.as_ref(), "/cases".as_ref());
        assert_eq!(from("b.ron"), PathBuf::from("/cases/b.ron"));
        assert_eq!(from("/a/b.ron"), PathBuf::from("/a/b.ron"));
    }
}

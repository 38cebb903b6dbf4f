//! Paths as people type them: what ending a file gets, what names a folder, where a relative path starts.

use std::path::{Path, PathBuf};

/// The extension of scenario files.
pub const EXTENSION: &str = "ron";

/// The endings of text files that somebody may have meant, beside the one that is usual.
const OTHER_EXTENSIONS: [&str; 5] = ["txt", "text", "csv", "tsv", "json"];

/// The path, with this extension unless it ends in one: that of “Case v1.2” or “Mr. Smith” is none.
pub fn with_default_extension(path: PathBuf, extension: &str) -> PathBuf {
    let known = [extension].into_iter().chain(OTHER_EXTENSIONS);
    let ends_in = |known: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(known));
    if known.into_iter().any(ends_in) || path.file_name().is_none() {
        return path;
    }
    let mut longer = path.into_os_string();
    longer.push(".");
    longer.push(extension);
    longer.into()
}

/// The file that a typed path names: one that ends in a separator is a folder, in which the file has the suggested name.
pub fn file_of(path: PathBuf, suggested: &str) -> PathBuf {
    let ends = |separator: char| path.as_os_str().as_encoded_bytes().ends_with(&[separator as u8]);
    if ends('/') || ends(std::path::MAIN_SEPARATOR) { path.join(suggested) } else { path }
}

/// The absolute path: `~` at its start is the home folder, and a relative path starts in `folder`.
pub fn absolute(path: &Path, folder: &Path) -> PathBuf {
    let home = directories::BaseDirs::new();
    let path = match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        // Where the system names no home folder, `~` is a name like any other.
        (Ok(_), None) | (Err(_), _) => folder.join(path),
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
        assert_eq!(with_default_extension("a/case.RON".into(), "ron"), PathBuf::from("a/case.RON"));
        for name in ["Case v1.2", "Mr. Smith", "U.S", ".hidden"] {
            assert_eq!(with_default_extension(name.into(), "ron"), PathBuf::from(format!("{name}.ron")));
        }
    }

    #[test]
    fn a_path_that_ends_in_a_separator_is_a_folder() {
        assert_eq!(file_of("/cases/".into(), "case.ron"), PathBuf::from("/cases/case.ron"));
        assert_eq!(file_of("/cases/b".into(), "case.ron"), PathBuf::from("/cases/b"));
        assert_eq!(file_of(absolute("a/".as_ref(), "/cases".as_ref()), "b"), PathBuf::from("/cases/a/b"));
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

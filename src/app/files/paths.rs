//! Paths as people type them.

use std::path::PathBuf;

/// The path with `.ron` at its end, where it ends in nothing.
pub fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_none() { path.with_extension("ron") } else { path }
}

/// The whole path: from the person's own folder where `~` is at its head, from the folder in which
/// the program was started where it says nothing of a folder.
pub fn whole(path: PathBuf) -> PathBuf {
    let home = directories::BaseDirs::new();
    let path = match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        _ => path,
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
        assert!(whole("a/~/b".into()).ends_with("a/~/b"));
        assert!(!whole("~/b".into()).ends_with("~/b"));
    }
}

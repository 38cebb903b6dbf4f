//! Where preferences are kept from one run to the next.

use super::Preferences;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The largest preferences file that is read, in bytes; what is larger is not ours.
const LARGEST_FILE: u64 = 1 << 20;

/// Where preferences are kept.
pub trait PreferenceStore: Send + Sync {
    /// What was kept; the defaults, if nothing was or it cannot be read.
    fn load(&self) -> Preferences;

    /// Keeps them.
    ///
    /// # Errors
    /// What went wrong, as a sentence.
    fn keep(&self, preferences: &Preferences) -> Result<(), String>;
}

/// Keeps preferences in a file.
pub struct PreferenceFile(pub PathBuf);

impl PreferenceFile {
    /// The file in the person's own configuration folder, if the system names one.
    pub fn of_this_person() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "Tearline")?;
        Some(PreferenceFile(folders.config_dir().join("preferences.ron")))
    }
}

impl PreferenceStore for PreferenceFile {
    fn load(&self) -> Preferences {
        let small = std::fs::metadata(&self.0).is_ok_and(|data| data.len() <= LARGEST_FILE);
        let text = if small { std::fs::read_to_string(&self.0).unwrap_or_default() } else { String::new() };
        ron::from_str::<Preferences>(&text).unwrap_or_default().made_sound()
    }

    fn keep(&self, preferences: &Preferences) -> Result<(), String> {
        let text = ron::ser::to_string_pretty(preferences, ron::ser::PrettyConfig::default())
            .map_err(|error| error.to_string())?;
        write_whole(&self.0, text.as_bytes())
            .map_err(|error| format!("The preferences could not be kept in {}: {error}.", self.0.display()))
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// Keeps preferences only as long as the program runs.
#[derive(Default)]
pub struct PreferenceMemory(std::sync::Mutex<Preferences>);

impl PreferenceMemory {
    /// Starts with these.
    pub fn holding(preferences: Preferences) -> Self {
        PreferenceMemory(std::sync::Mutex::new(preferences))
    }
}

impl PreferenceStore for PreferenceMemory {
    fn load(&self) -> Preferences {
        self.0.lock().map(|kept| kept.clone()).unwrap_or_default()
    }

    fn keep(&self, preferences: &Preferences) -> Result<(), String> {
        if let Ok(mut kept) = self.0.lock() {
            *kept = preferences.clone();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SMALLEST_WINDOW, WINDOW};
    use super::*;
    use crate::ui::theme::Look;

    #[test]
    fn what_was_kept_is_loaded_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = PreferenceFile(folder.path().join("deep/preferences.ron"));
        let mut preferences = Preferences { look: Look::Dark, zoom: 1.5, ..Preferences::default() };
        preferences.remember(Path::new("a.ron"), "A");
        store.keep(&preferences).expect("kept");
        assert_eq!(store.load(), preferences);
    }

    #[test]
    fn a_damaged_file_gives_the_defaults_and_odd_numbers_are_brought_into_range() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = PreferenceFile(folder.path().join("preferences.ron"));
        std::fs::write(&store.0, "(zoom: ").expect("written");
        assert_eq!(store.load(), Preferences::default());
        std::fs::write(&store.0, "(zoom: NaN, window: (1, inf), unknown: 3)").expect("written");
        let loaded = store.load();
        assert_eq!((loaded.zoom, loaded.window), (1.0, (SMALLEST_WINDOW.0, WINDOW.1)));
    }
}

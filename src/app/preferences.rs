//! Preferences: the settings of one person, kept from one run to the next. Nothing of a case is in them.

use super::App;
use super::tasks::{TaskKey, TaskResult};
use crate::storage;
use crate::ui::stages::library::Recent;
use crate::ui::theme::Look;
use egui::Context;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Recent files that are listed: as many as the menu holds without scrolling.
const RECENT: usize = 8;
/// The largest preferences file that is read, in bytes; a larger one is not ours.
const LARGEST_FILE: u64 = 1 << 20;
/// The possible zoom factors: below, text cannot be read; above, no stage fits a screen.
pub const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// Width and height of the window at the first start, in points: the resolution of a common projector.
pub const WINDOW: (f32, f32) = (1280.0, 720.0);
/// The smallest width and height of the window, in points: below it the stages no longer fit.
pub const SMALLEST_WINDOW: (f32, f32) = (960.0, 600.0);

/// The settings of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The look.
    pub look: Look,
    /// The zoom factor.
    pub zoom: f32,
    /// Whether things move across the map, or only appear.
    pub motion: bool,
    /// Width and height of the window, in points.
    pub window: (f32, f32),
    /// Files opened or saved, the newest first.
    #[serde(with = "recent_files")]
    pub recent: Vec<Recent>,
    /// Whether the library hides lesson and outcome of its cases: at first it does, so that a class can decide
    /// before it learns them.
    pub hide_what_happened: bool,
}

/// Recent files as the preferences keep them: a path need not be text.
mod recent_files {
    use crate::ui::stages::library::Recent;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::path::PathBuf;

    #[derive(Serialize, Deserialize)]
    struct RecentFile {
        #[serde(with = "crate::storage::path_text")]
        path: PathBuf,
        title: String,
    }

    pub fn serialize<S: Serializer>(recent: &[Recent], to: S) -> Result<S::Ok, S::Error> {
        let file = |Recent { path, title }: &Recent| RecentFile { path: path.clone(), title: title.clone() };
        recent.iter().map(file).collect::<Vec<_>>().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Recent>, D::Error> {
        let files = Vec::<RecentFile>::deserialize(from)?;
        Ok(files.into_iter().map(|RecentFile { path, title }| Recent { path, title }).collect())
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            look: Look::default(),
            zoom: 1.0,
            motion: true,
            window: WINDOW,
            recent: Vec::new(),
            hide_what_happened: true,
        }
    }
}

impl Preferences {
    /// Puts a file first among the recent ones.
    pub fn remember(&mut self, path: &Path, title: &str) {
        self.forget(path);
        self.recent.insert(0, Recent { path: path.to_owned(), title: title.to_owned() });
        self.recent.truncate(RECENT);
    }

    /// Removes a file from the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }

    /// These preferences over those that another window has kept meanwhile: what was changed here since `before` is as
    /// it is here, and the rest as it is there.
    fn over(&self, before: &Preferences, kept: Preferences) -> Preferences {
        fn newer<T: PartialEq + Clone>(now: &T, before: &T, kept: T) -> T {
            if now == before { kept } else { now.clone() }
        }
        let is_known =
            |file: &Recent| before.recent.iter().chain(&self.recent).any(|known| known.path == file.path);
        // Files that only the other window knows; what was forgotten here is known from before.
        let others = kept.recent.into_iter().filter(|file| !is_known(file));
        let recent = self.recent.iter().cloned().chain(others).take(RECENT).collect();
        Preferences {
            look: newer(&self.look, &before.look, kept.look),
            zoom: newer(&self.zoom, &before.zoom, kept.zoom),
            motion: newer(&self.motion, &before.motion, kept.motion),
            window: newer(&self.window, &before.window, kept.window),
            recent,
            hide_what_happened: newer(
                &self.hide_what_happened,
                &before.hide_what_happened,
                kept.hide_what_happened,
            ),
        }
    }

    /// The preferences with every number in its range: a file may hold anything.
    fn in_range(mut self) -> Self {
        let number = |value: f32, other: f32| if value.is_finite() { value } else { other };
        self.zoom = number(self.zoom, 1.0).clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end());
        self.window.0 = number(self.window.0, WINDOW.0).clamp(SMALLEST_WINDOW.0, 16_384.0);
        self.window.1 = number(self.window.1, WINDOW.1).clamp(SMALLEST_WINDOW.1, 16_384.0);
        self.recent.truncate(RECENT);
        self
    }
}

/// A store of preferences.
pub trait PreferenceStore: Send + Sync {
    /// The preferences that were saved last; the defaults, if there are none or they cannot be read.
    fn load(&self) -> Preferences;

    /// Saves preferences in place of those before.
    ///
    /// # Errors
    /// A sentence, if they cannot be saved.
    fn save(&self, preferences: &Preferences) -> Result<(), String>;
}

/// A file of preferences.
pub struct PreferenceFile(pub PathBuf);

impl PreferenceFile {
    /// The file in the configuration folder of this person; `None` if the system names none.
    pub fn of_this_person() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "Tearline")?;
        Some(PreferenceFile(folders.config_dir().join("preferences.ron")))
    }
}

impl PreferenceStore for PreferenceFile {
    fn load(&self) -> Preferences {
        let small = std::fs::metadata(&self.0).is_ok_and(|data| data.len() <= LARGEST_FILE);
        let text = small.then(|| std::fs::read_to_string(&self.0).ok()).flatten();
        // A missing or damaged file costs the settings, which are quickly set again; it must not keep the
        // program from starting.
        let read = text.and_then(|text| ron::from_str::<Preferences>(&text).ok());
        read.unwrap_or_default().in_range()
    }

    fn save(&self, preferences: &Preferences) -> Result<(), String> {
        let text = ron::ser::to_string_pretty(preferences, ron::ser::PrettyConfig::default())
            .map_err(|error| format!("The preferences could not be saved: {error}."))?;
        // Where the folder cannot be made, the file cannot be written, and that error says more.
        let _ = self.0.parent().map(std::fs::create_dir_all);
        storage::save_text(&self.0, &text)
            .map_err(|error| format!("The preferences could not be saved. {error}"))
    }
}

/// Preferences that are kept only while the program runs.
#[derive(Default)]
pub struct PreferenceMemory(Mutex<Preferences>);

impl PreferenceMemory {
    /// A store that holds some preferences.
    pub fn holding(preferences: Preferences) -> Self {
        PreferenceMemory(Mutex::new(preferences))
    }
}

impl PreferenceStore for PreferenceMemory {
    fn load(&self) -> Preferences {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn save(&self, preferences: &Preferences) -> Result<(), String> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = preferences.clone();
        Ok(())
    }
}

/// The preferences as they stand, and whether they must be saved.
pub struct CurrentPreferences {
    store: Arc<dyn PreferenceStore>,
    now: Preferences,
    /// As this window loaded or saved them last.
    kept: Preferences,
    changed: bool,
    /// Whether a failure was reported; once is enough.
    failure_reported: bool,
}

impl CurrentPreferences {
    /// Loads the preferences of a store.
    pub fn load(store: Arc<dyn PreferenceStore>) -> Self {
        let kept = store.load();
        CurrentPreferences { now: kept.clone(), kept, store, changed: false, failure_reported: false }
    }

    /// The preferences as they stand.
    pub fn now(&self) -> &Preferences {
        &self.now
    }

    /// Changes them.
    pub fn change(&mut self, change: impl FnOnce(&mut Preferences)) {
        let before = self.now.clone();
        change(&mut self.now);
        self.changed |= self.now != before;
    }

    /// Notes the size of the window, in points at a zoom of 1.
    fn set_window_size(&mut self, size: egui::Vec2) {
        let size = (size.x.round(), size.y.round());
        if size.0 >= SMALLEST_WINDOW.0 && size.1 >= SMALLEST_WINDOW.1 {
            self.change(|preferences| preferences.window = size);
        }
    }
}

impl App {
    /// Notes the size of the window, and saves preferences that have changed.
    pub(super) fn follow_preferences(&mut self, ctx: &Context) {
        let (window, dragged) = ctx.input(|input| (input.viewport().clone(), input.pointer.any_down()));
        let whole_screen = window.maximized == Some(true) || window.fullscreen == Some(true);
        if let Some(rect) = window.inner_rect
            && !dragged
            && !whole_screen
        {
            self.preferences.set_window_size(rect.size() * ctx.zoom_factor());
        }
        self.save_preferences();
    }

    /// Saves preferences that have changed, one save at a time.
    pub(super) fn save_preferences(&mut self) {
        if !self.preferences.changed || self.tasks.is_running(TaskKey::SavePreferences) {
            return;
        }
        self.preferences.changed = false;
        let (store, now) = (self.preferences.store.clone(), self.preferences.now.clone());
        let before = std::mem::replace(&mut self.preferences.kept, now.clone());
        let base = before.clone();
        let work = move || store.save(&now.over(&base, store.load()));
        self.tasks.start(TaskKey::SavePreferences, work, |app, result| {
            app.handle_preferences_saved(before, result)
        });
    }

    /// Handles the end of a save; `before` are the preferences as they were kept before it.
    fn handle_preferences_saved(&mut self, before: Preferences, result: TaskResult<Result<(), String>>) {
        let failed = match result {
            Ok(Ok(())) => {
                self.preferences.failure_reported = false;
                return;
            }
            Ok(Err(message)) => message,
            Err(error) => format!("The preferences could not be saved: {error}"),
        };
        // They are saved with the next change.
        self.preferences.kept = before;
        if !std::mem::replace(&mut self.preferences.failure_reported, true) {
            self.report_problem(failed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_only_once_among_the_recent_ones() {
        let mut preferences = Preferences::default();
        for name in ["a", "b", "a"] {
            preferences.remember(Path::new(name), name);
        }
        let names: Vec<_> = preferences.recent.iter().map(|recent| recent.title.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn saved_preferences_are_loaded_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = PreferenceFile(folder.path().join("deep/preferences.ron"));
        let mut preferences = Preferences { look: Look::Dark, zoom: 1.5, ..Preferences::default() };
        preferences.remember(Path::new("a.ron"), "A");
        store.save(&preferences).expect("saved");
        assert_eq!(store.load(), preferences);
    }

    #[test]
    fn what_another_window_has_kept_stays_unless_it_was_changed_here_too() {
        let recent = |name: &str| Recent { path: name.into(), title: name.into() };
        let before = Preferences { recent: vec![recent("a"), recent("b")], ..Preferences::default() };
        let mut theirs = Preferences { look: Look::Dark, zoom: 2.0, ..before.clone() };
        theirs.remember(Path::new("c"), "c");
        let mut mine = Preferences { zoom: 1.5, ..before.clone() };
        mine.forget(Path::new("a"));
        let expected = Preferences {
            look: Look::Dark,
            zoom: 1.5,
            recent: vec![recent("b"), recent("c")],
            ..before.clone()
        };
        assert_eq!(mine.over(&before, theirs), expected);
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

//! What the program remembers about the person between two runs. Nothing of a case is in it.

mod keeper;
mod store;

pub use keeper::Keeper;
pub use store::{PreferenceFile, PreferenceMemory, PreferenceStore};

use crate::ui::stages::library::Recent;
use crate::ui::theme::Look;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How many recent files are remembered.
const RECENT: usize = 8;
/// The zoom factors that can be chosen.
pub const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// The size of the window, in points, until somebody changes it.
pub const WINDOW: (f32, f32) = (1280.0, 720.0);
/// The smallest window, in points.
pub const SMALLEST_WINDOW: (f32, f32) = (960.0, 600.0);

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The look.
    pub look: Look,
    /// The zoom factor.
    pub zoom: f32,
    /// Whether things move across the screen, or only appear.
    pub motion: bool,
    /// Width and height of the window, in points.
    pub window: (f32, f32),
    /// Files opened or saved, the newest first.
    pub recent: Vec<Recent>,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences { look: Look::default(), zoom: 1.0, motion: true, window: WINDOW, recent: Vec::new() }
    }
}

impl Preferences {
    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path, title: &str) {
        self.forget(path);
        self.recent.insert(0, Recent { path: path.to_owned(), title: title.to_owned() });
        self.recent.truncate(RECENT);
    }

    /// Takes a file from the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }

    /// Brings what a file may say into what a window can be.
    fn made_sound(mut self) -> Self {
        let number = |value: f32, other: f32| if value.is_finite() { value } else { other };
        self.zoom = number(self.zoom, 1.0).clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end());
        self.window.0 = number(self.window.0, WINDOW.0).clamp(SMALLEST_WINDOW.0, 16_384.0);
        self.window.1 = number(self.window.1, WINDOW.1).clamp(SMALLEST_WINDOW.1, 16_384.0);
        self.recent.truncate(RECENT);
        self
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
}

//! Keeps changed preferences, off the window's thread and one writing at a time.

use super::{PreferenceStore, Preferences, SMALLEST_WINDOW};
use std::sync::Arc;

/// Holds the preferences and sees to it that changes are kept, off the window's thread and one
/// writing at a time.
pub struct Keeper {
    store: Arc<dyn PreferenceStore>,
    now: Preferences,
    changed: bool,
    keeping: bool,
    /// Whether somebody was told that they cannot be kept; once is enough.
    complained: bool,
}

impl Keeper {
    /// Loads what was kept.
    pub fn of(store: Arc<dyn PreferenceStore>) -> Self {
        Keeper { now: store.load(), store, changed: false, keeping: false, complained: false }
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
    pub fn window_is(&mut self, size: egui::Vec2) {
        let size = (size.x.round(), size.y.round());
        let changed = size != self.now.window;
        if changed && size.0 >= SMALLEST_WINDOW.0 && size.1 >= SMALLEST_WINDOW.1 {
            self.change(|preferences| preferences.window = size);
        }
    }

    /// Whether a writing is under way.
    pub fn are_kept(&self) -> bool {
        self.keeping
    }

    /// The writing that is due, if one is and none is under way.
    pub fn due(&mut self) -> Option<impl FnOnce() -> Result<(), String> + Send + use<>> {
        if !self.changed || self.keeping {
            return None;
        }
        (self.changed, self.keeping) = (false, true);
        let (store, now) = (self.store.clone(), self.now.clone());
        Some(move || store.keep(&now))
    }

    /// Takes in how a writing ended; what to tell the person, the first time that it fails.
    pub fn were_kept(&mut self, outcome: Result<(), String>) -> Option<String> {
        self.keeping = false;
        let trouble = outcome.err()?;
        (!std::mem::replace(&mut self.complained, true)).then_some(trouble)
    }
}

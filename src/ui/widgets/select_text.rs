//! Selecting the text of a field, so that typing replaces it and an arrow key keeps it.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Id, Ui};

/// Selects all of the text of a field.
pub fn select_all(ui: &Ui, field: Id, text: &str) {
    // A field has no state before it is first edited.
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    state.store(ui.ctx(), field);
}

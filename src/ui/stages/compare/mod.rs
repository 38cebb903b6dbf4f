//! What else could have been done: plans beside each other, every choice at a glance, the smallest
//! repair, and what asking first is worth.

use crate::ui::{Commands, Scene};
use egui::Ui;

/// What the stage remembers between frames; nothing of it belongs to the document.
#[derive(Debug, Default)]
pub struct State {}

impl State {
    /// Shows the choices as a table, or as a plot again.
    pub fn toggle_table(&mut self) {}
}

/// The questions.
pub fn panel(_ui: &mut Ui, _scene: &Scene<'_>, _state: &mut State, _commands: &mut Commands) {}

/// Every choice.
pub fn strip(_ui: &mut Ui, _scene: &Scene<'_>, _state: &mut State, _commands: &mut Commands) {}

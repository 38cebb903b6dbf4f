//! Placeholder.
use crate::ui::{Commands, Scene};
/// State.
#[derive(Default)]
pub struct State;
/// Panel.
pub fn panel(ui: &mut egui::Ui, scene: &Scene, _state: &mut State, _commands: &mut Commands) {
    ui.label(format!("panel of {}", scene.plan.name));
}
/// Strip.
pub fn strip(ui: &mut egui::Ui, _scene: &Scene, _state: &mut State, _commands: &mut Commands) {
    ui.label("strip");
}

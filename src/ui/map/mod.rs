//! Placeholder.
use super::{Commands, Scene};
/// View state.
#[derive(Default)]
pub struct MapView;
impl MapView {
    /// Fit.
    pub fn fit(&mut self) {}
}
/// Shows.
pub fn show(ui: &mut egui::Ui, scene: &Scene, _view: &mut MapView, _commands: &mut Commands) {
    ui.label(format!("map of {}", scene.scenario.about.title));
}

//! The aftermath.

/// S.
#[derive(Debug, Default)]
pub struct State {}
/// P.
pub fn panel(
    ui: &mut egui::Ui,
    scene: &crate::ui::Scene<'_>,
    state: &mut State,
    commands: &mut crate::ui::Commands,
) {
    let _ = (ui, scene, state, commands);
}
/// P.
pub fn strip(
    ui: &mut egui::Ui,
    scene: &crate::ui::Scene<'_>,
    state: &mut State,
    commands: &mut crate::ui::Commands,
) {
    let _ = (ui, scene, state, commands);
}

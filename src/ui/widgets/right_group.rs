//! A group at the right end of a row whose widgets are laid out, and so reached by Tab, from left to right.
//!
//! A layout from right to left alone would give the last button the keyboard first.

use crate::ui::theme::Themed;
use egui::{Align, Layout, Ui, vec2};

/// Shows a group at the right end of a layout from right to left. Its width is known from the frame before; where it
/// has changed, the frame is laid out once more.
pub fn right_group<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.make_persistent_id((name, "width"));
    // Nothing is known of a group that was never shown.
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    let size = vec2(known, ui.theme().control_height());
    let shown = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let start = ui.cursor().left();
        let inner = add(ui);
        (inner, ui.min_rect().right() - start)
    });
    let (inner, width) = shown.inner;
    if (width - known).abs() > 0.1 {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx().request_discard("the width of a group at the right has changed");
    }
    inner
}

//! A group at the right end of a row whose widgets are laid out, and so reached by Tab, from left to right.
//!
//! A layout from right to left alone would give the last button the keyboard first.

use crate::ui::theme::Themed;
use egui::{Align, Id, Layout, Ui, vec2};

/// Shows a group at the right end of a row. In a row from left to right, what stands before it is added first, and the
/// keyboard reaches it first; [`room_before`] tells how much room it has. The width of a group is known from the frame
/// before; where it has changed, the frame is laid out once more.
pub fn right_group<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let height = ui.theme().control_height();
    of_height(ui, name, height, add)
}

/// The same in a bar, as high as the bar, which may be lower than a control.
pub fn right_group_in_bar<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let height = ui.max_rect().height();
    of_height(ui, name, height, add)
}

/// The room that a group leaves in its row, in points: shown by [`right_group`] in the same row and under the same name.
pub fn room_before(ui: &Ui, name: &str) -> f32 {
    (ui.available_width() - width(ui, name) - ui.spacing().item_spacing.x).max(0.0)
}

/// The width of the group in the frame before, in points.
fn width(ui: &Ui, name: &str) -> f32 {
    // Nothing is known of a group that was never shown.
    ui.data(|data| data.get_temp(width_id(ui, name))).unwrap_or(0.0)
}

fn width_id(ui: &Ui, name: &str) -> Id {
    ui.make_persistent_id((name, "width"))
}

fn of_height<R>(ui: &mut Ui, name: &str, height: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let known = width(ui, name);
    if !ui.layout().prefer_right_to_left() {
        let before = (ui.available_width() - known).max(0.0);
        ui.add_space(before);
    }
    let size = vec2(known, height);
    let shown = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let start = ui.cursor().left();
        let inner = add(ui);
        (inner, ui.min_rect().right() - start)
    });
    let (inner, width) = shown.inner;
    if (width - known).abs() > 0.1 {
        let id = width_id(ui, name);
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx().request_discard("the width of a group at the right has changed");
    }
    inner
}

//! Rows that open to a note, and how many of them are shown.

use crate::ui::theme::{Theme, Themed};
use egui::{Button, Color32, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// How many rows are shown until somebody asks for all: those that matter stand first.
pub const FIRST: usize = 12;

/// A place for a row that opens by click or Enter; `says` is what stands in it.
pub fn row(ui: &mut Ui, height: f32, says: &str, open: bool) -> (Rect, Response) {
    let theme = ui.theme();
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, says));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let fill = fill(theme, &response, open);
    ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, fill);
    (place, response)
}

/// What stands behind a row.
pub fn fill(theme: &Theme, response: &Response, open: bool) -> Color32 {
    if response.hovered() || open { theme.colors.sunk } else { theme.colors.panel }
}

/// How many rows are shown.
pub fn shown(count: usize, all: bool) -> usize {
    if all || count <= FIRST + 1 { count } else { FIRST }
}

/// The button that shows the other rows, where there are any.
pub fn toggle(ui: &mut Ui, count: usize, all: &mut bool) {
    let theme = ui.theme();
    if count <= FIRST + 1 {
        return;
    }
    let text = if *all { format!("Show the first {FIRST}") } else { format!("Show all {count}") };
    if ui.add(Button::new(theme.note(text).color(theme.colors.ink))).clicked() {
        *all = !*all;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_row_is_not_hidden_behind_a_button() {
        assert_eq!([5, 13, 14].map(|count| shown(count, false)), [5, 13, 12]);
        assert_eq!(shown(14, true), 14);
    }
}

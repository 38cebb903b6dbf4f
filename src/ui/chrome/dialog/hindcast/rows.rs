//! What the tables of the hindcast have in common: columns, cells, and the mark of a hit or a miss.

use crate::ui::theme::{Themed, fonts, icons, icons::Icon};
use crate::ui::widgets::paint;
use egui::{Align2, Color32, FontId, Rect, Response, Sense, Ui, Vec2, pos2, vec2};

/// The width of all columns together, in points at ordinary type.
const WHOLE: f32 = 860.0;
/// Between text and the edge of a row, likewise.
pub const PADDING: f32 = 8.0;

/// A stretch of a row, from the left edge of its column to the right.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    left: f32,
    right: f32,
}

impl Column {
    /// From one place to another, in points of [`WHOLE`].
    pub const fn between(left: f32, right: f32) -> Self {
        Column { left, right }
    }

    /// Where it lies in a row.
    pub fn within(self, row: Rect) -> Rect {
        let scale = row.width() / WHOLE;
        let x = |place: f32| row.left() + place * scale;
        Rect::from_x_y_ranges(x(self.left)..=x(self.right), row.y_range())
    }
}

/// The height of a row.
pub fn height(ui: &Ui) -> f32 {
    ui.theme().size.text + 10.0
}

/// A row that says what stands in it, and comes into sight when the keyboard reaches it.
pub fn row(ui: &mut Ui, says: &str) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height(ui));
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    paint::described(&response, || says);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    (place, response)
}

/// Text that begins at the left edge of a column, cut to its width.
pub fn left(ui: &Ui, cell: Rect, text: &str, font: FontId, color: Color32) {
    let galley = paint::elided(ui, text, font, color, cell.width() - PADDING, 1);
    paint::left(ui, cell.left(), cell.center().y, galley, color);
}

/// Text that ends at the right edge of a column.
pub fn right(ui: &Ui, cell: Rect, text: &str, font: FontId, color: Color32) {
    ui.painter().text(pos2(cell.right(), cell.center().y), Align2::RIGHT_CENTER, text, font, color);
}

/// The mark and the word of a hit or a miss. No colour says it: a miss is heavier, a hit is quiet.
pub fn verdict(ui: &Ui, cell: Rect, hit: bool) {
    let theme = ui.theme();
    let (icon, font, color) = if hit {
        (Icon::Check, theme.text_font(), theme.colors.ink_2)
    } else {
        (Icon::Close, FontId::new(theme.size.text, fonts::semibold()), theme.colors.ink)
    };
    let side = theme.size.text;
    let square = Rect::from_center_size(pos2(cell.left() + side / 2.0, cell.center().y), Vec2::splat(side));
    icons::paint(ui.painter(), icon, square, color);
    let at = pos2(square.right() + 4.0, cell.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, word(hit), font, color);
}

/// The word for it.
pub fn word(hit: bool) -> &'static str {
    if hit { "hit" } else { "miss" }
}

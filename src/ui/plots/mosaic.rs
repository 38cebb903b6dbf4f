//! A map of fields, each with a letter, in shades that grey does not rob of their meaning.

use crate::ui::theme::Theme;
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Pos2, Rect, Stroke, StrokeKind, Ui, pos2};

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it belongs to.
    pub kind: usize,
    /// Whether it belongs to it without doubt.
    pub sure: bool,
}

/// Where the fields stand: row by row from below, `across` of them in a row.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The place of all fields.
    pub place: Rect,
    /// How many stand in a row.
    pub across: usize,
    /// How many rows there are.
    pub up: usize,
}

impl Layout {
    /// The place of a field.
    pub fn field(&self, index: usize) -> Rect {
        let (column, row) = (index % self.across, index / self.across);
        let x = |column: usize| self.place.left() + self.place.width() * column as f32 / self.across as f32;
        let y = |row: usize| self.place.bottom() - self.place.height() * row as f32 / self.up as f32;
        Rect::from_min_max(pos2(x(column), y(row + 1)), pos2(x(column + 1), y(row)))
    }

    /// The field at a place.
    pub fn at(&self, at: Pos2) -> Option<usize> {
        let inside = self.place.contains(at);
        let column = (self.across as f32 * (at.x - self.place.left()) / self.place.width()) as usize;
        let row = (self.up as f32 * (self.place.bottom() - at.y) / self.place.height()) as usize;
        inside.then(|| row.min(self.up - 1) * self.across + column.min(self.across - 1))
    }

    /// The field so many steps away, kept within.
    pub fn stepped(&self, from: usize, across: i64, up: i64) -> usize {
        let step = |at: usize, by: i64, count: usize| (at as i64 + by).clamp(0, count as i64 - 1) as usize;
        step(from / self.across, up, self.up) * self.across + step(from % self.across, across, self.across)
    }
}

/// The letter of a kind.
pub fn letter(kind: usize) -> String {
    match u8::try_from(kind) {
        Ok(index) if index < 26 => char::from(b'A' + index).into(),
        _ => (kind + 1).to_string(),
    }
}

/// The fill of a field and the ink on it: the kinds that occur are shared out between paper and ink.
pub fn shade(theme: &Theme, occurring: &[usize], field: Field) -> (Color32, Color32) {
    let colors = &theme.colors;
    if !field.sure {
        return (colors.panel, colors.ink_3);
    }
    let place = occurring.iter().position(|kind| *kind == field.kind).unwrap_or_default();
    let share = 0.14 + 0.66 * place as f32 / occurring.len().saturating_sub(1).max(1) as f32;
    let ink = if share < 0.45 { colors.ink } else { colors.panel };
    (colors.panel.lerp_to_gamma(colors.ink, share), ink)
}

/// Draws a field in a place of its own.
pub fn field(ui: &Ui, theme: &Theme, place: Rect, occurring: &[usize], field: Field) {
    let (fill, ink) = shade(theme, occurring, field);
    ui.painter().rect(place, 0.0, fill, Stroke::new(1.0, theme.colors.hairline), StrokeKind::Inside);
    let font = if field.sure { paint::strong_note(theme) } else { theme.note_font() };
    ui.painter().text(place.center(), Align2::CENTER_CENTER, letter(field.kind), font, ink);
}

/// Draws all fields, and a line wherever neighbours are of different kinds.
pub fn draw(ui: &Ui, theme: &Theme, layout: &Layout, occurring: &[usize], fields: &[Field]) {
    for (index, of) in fields.iter().enumerate() {
        field(ui, theme, layout.field(index), occurring, *of);
    }
    let line = Stroke::new(2.0, theme.colors.ink);
    for (index, of) in fields.iter().enumerate() {
        let place = layout.field(index);
        let differs = |other: usize| fields.get(other).is_some_and(|other| other.kind != of.kind);
        if index % layout.across + 1 < layout.across && differs(index + 1) {
            ui.painter().vline(place.right(), place.y_range(), line);
        }
        if differs(index + layout.across) {
            ui.painter().hline(place.x_range(), place.top(), line);
        }
    }
    ui.painter().rect_stroke(layout.place, 0.0, Stroke::new(1.0, theme.colors.line), StrokeKind::Outside);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn fields_run_row_by_row_from_below() {
        let place = Rect::from_min_size(pos2(0.0, 0.0), vec2(30.0, 20.0));
        let layout = Layout { place, across: 3, up: 2 };
        assert_eq!(layout.field(0), Rect::from_min_max(pos2(0.0, 10.0), pos2(10.0, 20.0)));
        for index in 0..6 {
            assert_eq!(layout.at(layout.field(index).center()), Some(index));
        }
        assert_eq!(layout.at(pos2(-1.0, 5.0)), None);
        assert_eq!([layout.stepped(0, 1, 1), layout.stepped(0, -1, -1), layout.stepped(4, 9, 9)], [4, 0, 5]);
    }

    #[test]
    fn kinds_have_letters_and_then_numbers() {
        assert_eq!([0, 25, 26].map(letter), ["A", "Z", "27"]);
    }
}

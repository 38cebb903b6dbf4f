//! A map of two numbers in fields, each with a letter on a shade of grey.

use crate::ui::theme::{Theme, Themed};
use egui::{Align2, Color32, Rect, Stroke, StrokeKind, Ui};
use egui_plot::{Heatmap, Line, PlotPoint, PlotUi};

/// The field of one pair of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The index of its kind: of the plan that is best there.
    pub kind: usize,
    /// Whether the kind is certain; a field that is not stays unfilled.
    pub sure: bool,
}

/// The grid of fields: row by row from below, in values of the two numbers.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The lower left corner of the first field.
    pub corner: [f64; 2],
    /// The width and height of a field.
    pub size: [f64; 2],
    /// The number of fields in a row.
    pub across: usize,
    /// The number of rows.
    pub up: usize,
}

impl Layout {
    /// The lower left corner of a field.
    pub fn corner_of(&self, index: usize) -> [f64; 2] {
        let (column, row) = (index % self.across, index / self.across);
        [self.corner[0] + self.size[0] * column as f64, self.corner[1] + self.size[1] * row as f64]
    }

    /// The upper right corner of a field.
    pub fn end_of(&self, index: usize) -> [f64; 2] {
        let [x, y] = self.corner_of(index);
        [x + self.size[0], y + self.size[1]]
    }

    /// The field at a pair of values.
    pub fn at(&self, values: [f64; 2]) -> Option<usize> {
        let steps = [0, 1].map(|axis| ((values[axis] - self.corner[axis]) / self.size[axis]).floor());
        let inside = steps[0] >= 0.0 && steps[1] >= 0.0;
        let [column, row] = steps.map(|step| step as usize);
        (inside && column < self.across && row < self.up).then(|| row * self.across + column)
    }

    /// The field so many steps away, within the grid.
    pub fn stepped(&self, from: usize, across: i64, up: i64) -> usize {
        let step = |at: usize, by: i64, count: usize| (at as i64 + by).clamp(0, count as i64 - 1) as usize;
        step(from / self.across, up, self.up) * self.across + step(from % self.across, across, self.across)
    }
}

/// The letter of a kind; a number beyond Z.
pub fn letter(kind: usize) -> String {
    match u8::try_from(kind) {
        Ok(index) if index < 26 => char::from(b'A' + index).into(),
        _ => (kind + 1).to_string(),
    }
}

/// The fill of a field. The kinds that occur share the way from the panel to ink, but for both ends: the panel is
/// the fill of what is not certain, and letters must be read on ink.
fn shade(theme: &Theme, occurring: &[usize], field: Field) -> Color32 {
    let place = occurring.iter().position(|kind| *kind == field.kind);
    let Some(place) = place.filter(|_| field.sure) else { return theme.colors.panel };
    let share = 0.14 + 0.66 * place as f32 / occurring.len().saturating_sub(1).max(1) as f32;
    theme.colors.panel.lerp_to_gamma(theme.colors.ink, share)
}

/// Draws a field for a legend.
pub fn sample(ui: &Ui, place: Rect, occurring: &[usize], field: Field) {
    let theme = ui.theme();
    let fill = shade(theme, occurring, field);
    let dark = fill.intensity() < 0.5;
    let ink = if dark { Color32::WHITE } else { Color32::BLACK };
    ui.painter().rect(place, 0.0, fill, Stroke::new(1.0, theme.colors.hairline), StrokeKind::Inside);
    let font = if field.sure { theme.strong_note_font() } else { theme.note_font() };
    ui.painter().text(place.center(), Align2::CENTER_CENTER, letter(field.kind), font, ink);
}

/// Adds all fields, and a line wherever neighbours are of different kinds.
pub fn draw(plot: &mut PlotUi<'_>, layout: &Layout, occurring: &[usize], fields: &[Field]) {
    let theme = plot.theme();
    // The value of a tile is the index of its field, from which follow its letter and its shade.
    let letters: Vec<String> = fields.iter().map(|field| letter(field.kind)).collect();
    let shades: Vec<Color32> = fields.iter().map(|field| shade(theme, occurring, *field)).collect();
    let map = Heatmap::new((0..fields.len()).map(|index| index as f64).collect(), layout.across)
        .at(PlotPoint::from(layout.corner))
        .tile_size(layout.size[0] as f32, layout.size[1] as f32)
        .formatter(Box::new(move |index| letters[index as usize].clone()))
        .custom_mapping(Box::new(move |index| shades[index as usize]));
    plot.heatmap(map);
    for ends in borders(layout, fields) {
        let line = Stroke::new(2.0, theme.colors.ink);
        plot.line(Line::new("", ends.to_vec()).stroke(line).allow_hover(false));
    }
}

/// The sides at which fields of different kinds meet, as pairs of ends.
fn borders(layout: &Layout, fields: &[Field]) -> Vec<[[f64; 2]; 2]> {
    let differs = |one: usize, other: usize| match (fields.get(one), fields.get(other)) {
        (Some(one), Some(other)) => one.kind != other.kind,
        _ => false,
    };
    let mut borders = Vec::new();
    for index in 0..fields.len() {
        let ([left, low], [right, high]) = (layout.corner_of(index), layout.end_of(index));
        if (index + 1) % layout.across != 0 && differs(index, index + 1) {
            borders.push([[right, low], [right, high]]);
        }
        if differs(index, index + layout.across) {
            borders.push([[left, high], [right, high]]);
        }
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { corner: [0.0, 0.0], size: [10.0, 5.0], across: 3, up: 2 };

    #[test]
    fn fields_run_row_by_row_from_below() {
        assert_eq!((LAYOUT.corner_of(4), LAYOUT.end_of(4)), ([10.0, 5.0], [20.0, 10.0]));
        for index in 0..6 {
            let [x, y] = LAYOUT.corner_of(index);
            assert_eq!(LAYOUT.at([x + 5.0, y + 2.5]), Some(index));
        }
        assert_eq!(LAYOUT.at([-1.0, 5.0]), None);
        assert_eq!([LAYOUT.stepped(0, 1, 1), LAYOUT.stepped(0, -1, -1), LAYOUT.stepped(4, 9, 9)], [4, 0, 5]);
    }

    #[test]
    fn a_border_runs_between_fields_of_different_kinds_only() {
        let fields = [0, 0, 1, 0, 0, 1].map(|kind| Field { kind, sure: kind == 0 });
        assert_eq!(borders(&LAYOUT, &fields), [[[20.0, 0.0], [20.0, 5.0]], [[20.0, 5.0], [20.0, 10.0]]]);
    }

    #[test]
    fn kinds_have_letters_and_then_numbers() {
        assert_eq!([0, 25, 26].map(letter), ["A", "Z", "27"]);
    }
}

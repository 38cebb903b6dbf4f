//! Many choices as dots in two results.

use super::scale::Scale;
use crate::ui::theme::Theme;
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Mesh, Pos2, Rect, Stroke, Ui, pos2, vec2};

/// A place with a scale across and one up.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    place: Rect,
    axes: [Scale; 2],
}

impl Field {
    /// The field in a place that also holds the numbers along the axes.
    pub fn within(theme: &Theme, place: Rect, axes: [Scale; 2]) -> Self {
        let (left, line) = (theme.grown(40.0), paint::note_line(theme) + 3.0);
        let place = Rect::from_min_max(
            pos2(place.left() + left, place.top() + line + 2.0),
            place.max - vec2(8.0, line),
        );
        Field { place, axes }
    }

    /// Where a pair of values stands.
    pub fn at(&self, [x, y]: [f64; 2]) -> Pos2 {
        let (x, y) = (self.axes[0].share(x), self.axes[1].share(y));
        pos2(self.place.left() + self.place.width() * x, self.place.bottom() - self.place.height() * y)
    }

    /// The place of the dots.
    pub fn place(&self) -> Rect {
        self.place
    }

    /// Draws the lines and numbers behind the dots, and says what is measured.
    pub fn draw(&self, ui: &Ui, theme: &Theme, [across, up]: [&str; 2]) {
        let (painter, colors, place) = (ui.painter(), &theme.colors, self.place);
        let line = Stroke::new(1.0, colors.hairline);
        let text = |at: Pos2, align: Align2, text: String| {
            painter.text(at, align, text, theme.note_font(), colors.ink_2);
        };
        let [x, y] = &self.axes;
        for (value, label) in y.ticks(((place.height() / theme.grown(34.0)) as usize).max(2)) {
            let at = place.bottom() - place.height() * y.share(value);
            painter.hline(place.x_range(), at, line);
            text(pos2(place.left() - 5.0, at), Align2::RIGHT_CENTER, label);
        }
        for (value, label) in x.ticks(((place.width() / theme.grown(70.0)) as usize).max(2)) {
            let at = place.left() + place.width() * x.share(value);
            painter.vline(at, place.y_range(), line);
            text(pos2(at, place.bottom() + 3.0), Align2::CENTER_TOP, label);
        }
        let above = place.top() - 4.0;
        let left = place.left() - theme.grown(36.0);
        let [up, across] = names(ui, theme, [up, across], place.right() - left);
        text(pos2(left, above), Align2::LEFT_BOTTOM, up);
        text(pos2(place.right(), above), Align2::RIGHT_BOTTOM, across);
    }

    /// Draws many small dots at once, each as a square of so many points.
    pub fn cloud(&self, ui: &Ui, points: impl Iterator<Item = [f64; 2]>, side: f32, color: Color32) {
        let mut mesh = Mesh::default();
        let mut last = None;
        for point in points {
            let at = self.at(point);
            // Neighbours in a long list often fall on the same place.
            if last == Some(at) {
                continue;
            }
            last = Some(at);
            mesh.add_colored_rect(Rect::from_center_size(at, vec2(side, side)), color);
        }
        ui.painter().add(mesh);
    }

    /// The nearest of some points to a place, if one is within reach.
    pub fn nearest(
        &self,
        points: impl Iterator<Item = (usize, [f64; 2])>,
        to: Pos2,
        reach: f32,
    ) -> Option<usize> {
        let far = |(index, point): (usize, [f64; 2])| (index, self.at(point).distance_sq(to));
        let near = points.map(far).filter(|(_, far)| *far <= reach * reach);
        near.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(index, _)| index)
    }
}

/// What is measured up and across, on one line and no word cut; where both do not fit, the longer one gives
/// way first.
fn names(ui: &Ui, theme: &Theme, [up, across]: [&str; 2], room: f32) -> [String; 2] {
    let arrows = |[up, across]: [&str; 2]| [format!("↑ {up}"), format!("{across} →")];
    let wide = |text: &str| paint::width(ui, text, theme.note_font());
    let (mut names, gap) = ([up, across], theme.grown(12.0));
    while arrows(names).iter().map(|name| wide(name)).sum::<f32>() + gap > room {
        let longer = usize::from(wide(names[1]) >= wide(names[0]));
        let Some(end) = names[longer].rfind(" in ").or(names[longer].rfind([':', ' '])) else { break };
        names[longer] = names[longer][..end].trim_end_matches(':');
    }
    arrows(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plots::scale::Written;
    use crate::ui::theme::Look;

    #[test]
    fn higher_values_stand_further_right_and_up_and_the_nearest_is_found() {
        let axes = [[0.0, 1.0], [-1.0, 1.0]].map(|ends| Scale::holding(ends, Written::Plain));
        let place = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0));
        let field = Field::within(Theme::of(Look::Light), place, axes);
        let points = [[0.1, -0.5], [0.9, 0.5]];
        let [low, high] = points.map(|point| field.at(point));
        assert!(low.x < high.x && low.y > high.y && place.contains(low) && place.contains(high));
        let found = |to| field.nearest(points.into_iter().enumerate(), to, 8.0);
        assert_eq!(
            (found(low), found(high + vec2(3.0, 3.0)), found(place.center())),
            (Some(0), Some(1), None)
        );
    }
}

//! What the marks of a plot mean, beside it; a click switches a series off and on.
//!
//! `egui_plot`'s own legend lies over the plot and shows a coloured disc for each series. Here plots are small
//! and series differ by shape, so entries stand beside the plot, each with a sample.

use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Color32, Id, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The series of a plot that are switched off.
#[derive(Clone, Debug, PartialEq)]
pub struct Hidden<Series>(Vec<Series>);

impl<Series> Default for Hidden<Series> {
    fn default() -> Self {
        Hidden(Vec::new())
    }
}

impl<Series: PartialEq> Hidden<Series> {
    /// Whether a series is drawn.
    pub fn shows(&self, series: &Series) -> bool {
        !self.0.contains(series)
    }

    /// Switches a series off, or on again.
    pub fn toggle(&mut self, series: Series) {
        match self.0.iter().position(|hidden| *hidden == series) {
            Some(place) => drop(self.0.remove(place)),
            None => self.0.push(series),
        }
    }
}

/// How a series looks.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// A filled band.
    Band(Color32),
    /// A line.
    Line(Stroke),
    /// A dashed line.
    Dashed(Stroke),
    /// A line of dots.
    Dotted(Color32),
    /// A small square.
    Square(Color32),
    /// A disc with an edge.
    Disc {
        /// In points.
        radius: f32,
        /// The colour inside.
        fill: Color32,
        /// The colour of the edge.
        edge: Color32,
    },
}

/// An entry of a legend.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// How the series looks; none where its name stands at the series itself.
    pub sample: Option<Sample>,
    /// Its name.
    pub name: &'a str,
    /// Whether it stands out.
    pub strong: bool,
    /// Whether the series is drawn.
    pub shown: bool,
}

/// The room that a sample takes before a name, in points.
const SAMPLE: f32 = 22.0;

/// The height of an entry.
pub fn height(theme: &Theme) -> f32 {
    theme.note_line() + 3.0
}

/// Draws an entry in its place; a click on it asks to switch its series.
pub fn entry(ui: &Ui, id: Id, place: Rect, entry: &Entry<'_>) -> Response {
    let theme = ui.theme();
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, true, entry.shown, format!("Show {}", entry.name))
    });
    if response.hovered() {
        ui.painter().rect_filled(place.expand2(vec2(2.0, 0.0)), 2.0, theme.colors.sunk);
    }
    let y = place.center().y;
    let mut left = place.left();
    if let Some(sample) = entry.sample {
        let faint = if entry.shown { 1.0 } else { 0.35 };
        draw(ui, sample, Rect::from_min_size(pos2(left, y - 4.0), vec2(16.0, 8.0)), faint);
        left += SAMPLE;
    }
    let ink = match (entry.shown, entry.strong) {
        (false, _) => theme.colors.ink_3,
        (true, true) => theme.colors.ink,
        (true, false) => theme.colors.ink_2,
    };
    let font = if entry.strong { theme.strong_note_font() } else { theme.note_font() };
    let galley = paint::StyledText::new(entry.name, font, ink).elided(ui, place.right() - left, 1);
    let width = galley.size().x;
    paint::left(ui, pos2(left, y), galley, ink);
    if !entry.shown {
        ui.painter().hline(left..=left + width, y, Stroke::new(1.0, ink));
    }
    let does = if entry.shown { "Click to hide it." } else { "Click to show it again." };
    response.on_hover_text(format!("{}. {does}", entry.name))
}

fn draw(ui: &Ui, sample: Sample, place: Rect, faint: f32) {
    let painter = ui.painter();
    let y = place.center().y;
    let ends = [pos2(place.left(), y), pos2(place.right(), y)];
    let pale = |stroke: Stroke| Stroke::new(stroke.width, stroke.color.gamma_multiply(faint));
    match sample {
        Sample::Band(color) => {
            painter.rect_filled(place, 0.0, color.gamma_multiply(faint));
        }
        Sample::Line(stroke) => {
            painter.line_segment(ends, pale(stroke));
        }
        Sample::Dashed(stroke) => {
            painter.extend(Shape::dashed_line(&ends, pale(stroke), 3.0, 2.0));
        }
        Sample::Dotted(color) => {
            painter.extend(Shape::dotted_line(&ends, color.gamma_multiply(faint), 4.0, 1.2));
        }
        Sample::Square(color) => {
            painter.rect_filled(paint::around(place.center(), 3.0, 3.0), 0.0, color.gamma_multiply(faint));
        }
        Sample::Disc { radius, fill, edge } => {
            let edge = Stroke::new(1.5, edge.gamma_multiply(faint));
            painter.circle(place.center(), radius, fill.gamma_multiply(faint), edge);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_switched_off_and_on_again() {
        let mut hidden = Hidden::default();
        hidden.toggle("median");
        assert!(!hidden.shows(&"median") && hidden.shows(&"before"));
        hidden.toggle("median");
        assert!(hidden.shows(&"median"));
    }
}

//! A legend beside a plot, whose entries switch their series off and on.
//!
//! The legend of `egui_plot` lies over the plot, shows a coloured disc for each series, and knows one plot. Here
//! plots are small, series differ by shape as well as by colour, and one legend serves many plots.

use super::points::{Disc, EDGE};
use crate::export::scene::{Group, grouped};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Color32, Id, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::LineStyle;
use std::collections::BTreeSet;

/// The series of a plot that are switched off.
pub type Hidden<Series> = BTreeSet<Series>;

/// The look of a series.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// A filled band.
    Band(Color32),
    /// A line.
    Line(Stroke, LineStyle),
    /// A disc with an edge.
    Disc(Disc),
}

/// An entry of a legend.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The id of the entry, which is a control.
    pub id: Id,
    /// Its rectangle.
    pub place: Rect,
    /// The look of the series; none where its name stands at the series itself.
    pub sample: Option<Sample>,
    /// The name of the series.
    pub name: &'a str,
    /// Whether the name stands out.
    pub strong: bool,
}

/// The width that a sample takes before a name, in points.
pub const SAMPLE: f32 = 22.0;
/// The opacity of the sample of a series that is switched off.
const SWITCHED_OFF: f32 = 0.35;

/// The height of an entry, in points.
pub fn height(ui: &Ui) -> f32 {
    ui.theme().note_line() + 3.0
}

/// Draws entries below one another from the top of a rectangle.
pub fn list<Series: Ord>(
    ui: &Ui,
    place: Rect,
    entries: impl IntoIterator<Item = (Series, Sample, String)>,
    hidden: &mut Hidden<Series>,
) {
    grouped(ui.painter(), Group::Legend, || listed(ui, place, entries, hidden));
}

fn listed<Series: Ord>(
    ui: &Ui,
    place: Rect,
    entries: impl IntoIterator<Item = (Series, Sample, String)>,
    hidden: &mut Hidden<Series>,
) {
    let size = vec2(place.width(), height(ui));
    for (index, (series, sample, name)) in entries.into_iter().enumerate() {
        let id = ui.make_persistent_id(("series", index));
        let at = Rect::from_min_size(pos2(place.left(), place.top() + index as f32 * size.y), size);
        let shown = Entry { id, place: at, sample: Some(sample), name: &name, strong: false };
        entry(ui, &shown, series, hidden);
    }
}

/// Draws an entry; a click on it switches its series off, or on again.
pub fn entry<Series: Ord>(ui: &Ui, entry: &Entry<'_>, series: Series, hidden: &mut Hidden<Series>) {
    let place = entry.place;
    let theme = ui.theme();
    let shown = !hidden.contains(&series);
    let response = ui.interact(place, entry.id, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, true, shown, format!("Show {}", entry.name)));
    if response.hovered() {
        ui.painter().rect_filled(place.expand2(vec2(2.0, 0.0)), 2.0, theme.colors.sunk);
    }
    let y = place.center().y;
    let mut left = place.left();
    if let Some(sample) = entry.sample {
        let opacity = if shown { 1.0 } else { SWITCHED_OFF };
        draw(ui, sample, Rect::from_min_size(pos2(left, y - 4.0), vec2(16.0, 8.0)), opacity);
        left += SAMPLE;
    }
    let ink = match (shown, entry.strong) {
        (false, _) => theme.colors.ink_3,
        (true, true) => theme.colors.ink,
        (true, false) => theme.colors.ink_2,
    };
    let font = if entry.strong { theme.strong_note_font() } else { theme.note_font() };
    let galley = StyledText::new(entry.name, font, ink).elided(ui, place.right() - left, 1);
    let width = galley.size().x;
    paint::left(ui, pos2(left, y), galley, ink);
    if !shown {
        ui.painter().hline(left..=left + width, y, Stroke::new(1.0, ink));
    }
    let does = if shown { "Click to hide it." } else { "Click to show it again." };
    if response.on_hover_text(format!("{}. {does}", entry.name)).clicked() && !hidden.remove(&series) {
        hidden.insert(series);
    }
}

/// Draws samples with their names in one line, from the left end of a rectangle; what does not fit is cut.
pub fn row(ui: &Ui, place: Rect, entries: &[(Sample, &str)]) {
    grouped(ui.painter(), Group::Legend, || laid_out(ui, place, entries));
}

fn laid_out(ui: &Ui, place: Rect, entries: &[(Sample, &str)]) {
    let theme = ui.theme();
    let (mut left, y) = (place.left(), place.center().y);
    for (sample, name) in entries {
        draw(ui, *sample, Rect::from_min_size(pos2(left, y - 4.0), vec2(16.0, 8.0)), 1.0);
        left += SAMPLE;
        let ink = theme.colors.ink_2;
        let galley = StyledText::new(name, theme.note_font(), ink).elided(ui, place.right() - left, 1);
        let width = galley.size().x;
        paint::left(ui, pos2(left, y), galley, ink);
        left += width + 12.0;
    }
}

fn draw(ui: &Ui, sample: Sample, place: Rect, opacity: f32) {
    let mut painter = ui.painter().clone();
    painter.multiply_opacity(opacity);
    let ends = [place.left_center(), place.right_center()];
    match sample {
        Sample::Band(color) => {
            painter.rect_filled(place, 0.0, color);
        }
        Sample::Line(stroke, LineStyle::Solid) => {
            painter.line_segment(ends, stroke);
        }
        Sample::Line(stroke, LineStyle::Dashed { length }) => {
            painter.extend(Shape::dashed_line(&ends, stroke, length, 2.0));
        }
        Sample::Line(stroke, LineStyle::Dotted { spacing }) => {
            painter.extend(Shape::dotted_line(&ends, stroke.color, spacing, stroke.width));
        }
        Sample::Disc(Disc { radius, fill, edge }) => {
            painter.circle(place.center(), radius, fill, Stroke::new(EDGE, edge));
        }
    }
}

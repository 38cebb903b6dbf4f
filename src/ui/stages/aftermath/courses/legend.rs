//! What lines and bands mean.

use crate::ui::Scene;
use crate::ui::theme::Theme;
use crate::ui::widgets::paint;
use egui::{Color32, Rect, Shape, Stroke, Ui, pos2, vec2};

enum Sample {
    Band(Color32),
    Line(Stroke),
    Dashed(Stroke),
    Dotted(Color32),
}

/// How wide it is, in points.
pub fn width(theme: &Theme) -> f32 {
    24.0 + 46.0 * theme.size.note / 11.0
}

/// Shows the legend from the top of a place down.
pub fn show(ui: &Ui, scene: &Scene<'_>, place: Rect) {
    let theme = scene.theme;
    let colors = &theme.colors;
    let line = if scene.playback.which.is_some() { "this one" } else { "median" };
    let mut rows = vec![
        (Sample::Band(colors.band_wide), "5–95%"),
        (Sample::Band(colors.band_narrow), "25–75%"),
        (Sample::Line(Stroke::new(2.0, colors.ink)), line),
        (Sample::Dashed(Stroke::new(1.0, colors.ink_2)), "before"),
    ];
    if super::shows_earlier(scene) {
        rows.push((Sample::Dotted(colors.ink_2), "as it was"));
    }
    if scene.preview.is_some() {
        rows.push((Sample::Dashed(Stroke::new(1.5, colors.ink)), "preview"));
    }
    let height = paint::note_line(theme) + 3.0;
    for (index, (sample, name)) in rows.into_iter().enumerate() {
        let y = place.top() + (index as f32 + 0.5) * height;
        draw(ui, sample, Rect::from_min_size(pos2(place.left(), y - 4.0), vec2(16.0, 8.0)));
        let galley = paint::elided(ui, name, theme.note_font(), colors.ink_2, place.width() - 22.0, 1);
        paint::left(ui, place.left() + 22.0, y, galley, colors.ink_2);
    }
}

fn draw(ui: &Ui, sample: Sample, place: Rect) {
    let y = place.center().y;
    match sample {
        Sample::Band(color) => {
            ui.painter().rect_filled(place, 0.0, color);
        }
        Sample::Line(stroke) => {
            ui.painter().hline(place.x_range(), y, stroke);
        }
        Sample::Dotted(color) => {
            let ends = [pos2(place.left(), y), pos2(place.right(), y)];
            ui.painter().extend(Shape::dotted_line(&ends, color, 4.0, 1.2));
        }
        Sample::Dashed(stroke) => {
            let ends = [pos2(place.left(), y), pos2(place.right(), y)];
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 3.0, 2.0));
        }
    }
}

//! What the letters and shades of the map stand for.

use super::plot::{is_close, occurring};
use crate::analysis::sensitivity::two_way::TwoWay;
use crate::ui::Scene;
use crate::ui::plots::mosaic::{self, Field, letter};
use crate::ui::widgets::paint;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// The width and height of a sample, at ordinary type.
const SAMPLE: (f32, f32) = (22.0, 16.0);

/// Names every plan, and in how many fields it is best.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, map: &TwoWay) {
    let occurring = occurring(map);
    ui.spacing_mut().item_spacing.y = 2.0;
    for (plan, id) in map.plans.iter().enumerate() {
        let best = map.fields.iter().filter(|field| field.best == plan).count();
        let says = match best {
            0 => format!("“{}”, nowhere best", scene.scenario.plan_name(id)),
            _ => format!("“{}”, best in {best} of {} fields", scene.scenario.plan_name(id), map.fields.len()),
        };
        row(ui, scene, &occurring, Field { kind: plan, sure: occurring.contains(&plan) }, &says);
    }
    let close = map.fields.iter().filter(|field| is_close(field));
    if let Some(sample) = close.clone().next() {
        let says = format!(
            "unfilled: too close to call, in {} fields; ahead by no more than two standard errors",
            close.count()
        );
        row(ui, scene, &occurring, Field { kind: sample.best, sure: false }, &says);
    }
    ui.label(scene.theme.note("The triangles beside the map stand at the likely values."));
}

fn row(ui: &mut Ui, scene: &Scene<'_>, occurring: &[usize], of: Field, says: &str) {
    let theme = scene.theme;
    let (width, height) = (theme.grown(SAMPLE.0), theme.grown(SAMPLE.1));
    let galley_width = ui.available_width() - width - 8.0;
    let galley = paint::elided(ui, says, theme.note_font(), theme.colors.ink, galley_width, 2);
    let size = vec2(ui.available_width(), galley.size().y.max(height));
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    paint::described(&response, || format!("{}, {says}", letter(of.kind)));
    let top = place.center().y - 0.5 * height;
    let sample = Rect::from_min_size(pos2(place.left(), top), vec2(width, height));
    mosaic::field(ui, theme, sample, occurring, of);
    paint::left(ui, place.left() + width + 8.0, place.center().y, galley, theme.colors.ink);
}

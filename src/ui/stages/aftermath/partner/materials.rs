//! Both lanes in numbers and words.

use crate::engine::{PartnerCourse, Statistics};
use crate::ui::stages::why::quick;
use crate::ui::widgets::explain::{self, Explanation, Unit};
use crate::ui::widgets::number::{self, Estimate, Shift};
use crate::ui::widgets::paint;
use crate::ui::{Commands, Scene};
use egui::{Align2, Sense, Ui, pos2, vec2};

/// Shows a line for each material.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, course: &PartnerCourse, month: usize) {
    let Some(lanes) = course.months.get(month) else { return };
    let name = scene.scenario.name(&course.partner);
    ui.spacing_mut().item_spacing.y = 1.0;
    let before = &course.before;
    line(ui, scene, commands, (course, name, "Content"), [&before.content, &lanes.content]);
    line(ui, scene, commands, (course, name, "Sources and methods"), [&before.methods, &lanes.methods]);
}

fn line(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    (course, name, material): (&PartnerCourse, &str, &str),
    [before, after]: [&Statistics; 2],
) {
    let theme = scene.theme;
    let scale = theme.size.note / 11.0;
    let size = vec2(ui.available_width(), theme.size.text + 8.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let y = place.center().y;
    let shift = Shift::of(before.mean, after.mean);
    let ink = theme.colors.ink;
    let galley = paint::elided(ui, material, theme.text_font(), ink, 138.0 * scale, 1);
    paint::left(ui, place.left(), y, galley, ink);
    let right = |x: f32, text: &str, font, color| {
        let at = pos2(place.left() + x * scale, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, text, font, color);
    };
    right(208.0, &format!("{}%", shift.values()), theme.text_font(), ink);
    right(258.0, &shift.directed(), theme.semibold_font(), ink);
    let [low, .., high] = after.quantiles.map(number::points);
    let wide = place.width() > 500.0 * scale;
    if wide {
        right(366.0, &format!("5–95%: {low}–{high}%"), theme.note_font(), theme.colors.ink_2);
    }
    let word = Estimate::of(after.mean).word();
    let at = pos2(place.left() + if wide { 384.0 } else { 276.0 } * scale, y);
    ui.painter().text(at, Align2::LEFT_CENTER, word, theme.note_font(), theme.colors.ink_2);
    let title = format!("{name}, {}, month {}", material.to_lowercase(), scene.month);
    paint::described(&response, || {
        format!(
            "{title}: {} before, now {}, {word}, 5 to 95%: {low} to {high}%",
            number::percent(before.mean),
            number::percent(after.mean)
        )
    });
    let meaning = "The chance that it shares in that month, over all histories.";
    let reasons = quick::reasons(scene, &response, &course.partner, material != "Content", commands);
    let explained = Explanation { title: &title, statistics: after, unit: Unit::Share, meaning };
    explain::on_with(response, &explained, |ui| quick::show(ui, scene, reasons));
}

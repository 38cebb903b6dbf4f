//! One partner in the month that is shown: both materials with their numbers and words, and fifty
//! equally likely futures as dots.

use super::dot_plot;
use crate::analysis::number_format::{self, EstimativeWord, PercentChange};
use crate::engine::{PartnerCourse, Statistics};
use crate::scenario::{ActorId, Material};
use crate::ui::phrases::capitalised;
use crate::ui::stages;
use crate::ui::stages::why::quick;
use crate::ui::theme::{STALE_OPACITY, Themed};
use crate::ui::widgets::explain::{self, Explanation, Unit};
use crate::ui::widgets::paint;
use crate::ui::{Commands, Scene};
use egui::{Align, Align2, Label, Layout, Sense, Ui, pos2, vec2};

/// What the close look remembers.
#[derive(Debug, Default)]
pub struct State {
    /// The partner that was chosen here.
    pub chosen: Option<ActorId>,
    dots: dot_plot::State,
}

/// Looks at a partner.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, partner: &ActorId, state: &mut State, commands: &mut Commands) {
    head(ui, scene, partner, &mut state.chosen, commands);
    let Some(result) = scene.result else { return };
    let course = result.projection.partner(partner).filter(|course| !course.months.is_empty());
    let Some(course) = course else { return };
    let month = (scene.month as usize).min(course.months.len() - 1);
    ui.scope(|ui| {
        ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
        ui.spacing_mut().item_spacing.y = 1.0;
        for material in Material::ALL {
            line(ui, scene, (course, material), month, commands);
        }
        if let Some(dots) = course.dots.get(month) {
            dot_plot::show(ui, scene, dots, &course.before, &mut state.dots);
        }
    });
}

fn head(
    ui: &mut Ui,
    scene: &Scene<'_>,
    partner: &ActorId,
    chosen: &mut Option<ActorId>,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let name = scene.scenario.name(partner);
    let one_plays = scene.playback.which.is_some();
    let over = if one_plays { ", all histories" } else { "" };
    if one_plays {
        ui.add_space(4.0);
        ui.label(theme.heading("All histories together"));
        let apart = "Not only the history above: how often, and how bad, over all of them.";
        ui.add(Label::new(theme.quiet(apart)).wrap());
    }
    ui.horizontal(|ui| {
        let title = format!("{name}, month {}{over}", scene.month);
        ui.label(if one_plays { theme.semibold(title) } else { theme.heading(title) });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            stages::partner::choose(ui, scene, commands, "Partner looked at", partner, chosen)
                .on_hover_text("Which partner to look at closely.");
        });
    });
}

/// A material in numbers and words.
fn line(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (course, material): (&PartnerCourse, Material),
    month: usize,
    commands: &mut Commands,
) {
    let Some(materials) = course.months.get(month) else { return };
    let (before, after) = (course.before.of(material), materials.of(material));
    let size = vec2(ui.available_width(), ui.theme().size.text + 8.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    numbers(ui, place, material, [before, after]);
    let name = scene.scenario.name(&course.partner);
    let title = format!("{name}, {}, month {}", material.name(), scene.month);
    let [low, .., high] = after.quantiles.map(number_format::points);
    paint::described(&response, || {
        format!(
            "{title}: {} before, now {}, {}, 5 to 95%: {low} to {high}%",
            number_format::percent(before.mean),
            number_format::percent(after.mean),
            EstimativeWord::of(after.mean).word()
        )
    });
    let meaning = "The chance that it shares in that month, over all histories.";
    let of_sources = material == Material::SourcesAndMethods;
    let reasons = quick::reasons(scene, &response, &course.partner, of_sources, commands);
    let explained = Explanation { title: &title, statistics: after, unit: Unit::Share, meaning };
    explain::on_with(response, &explained, |ui| quick::show(ui, scene, reasons));
}

/// The numbers of a material, in columns.
fn numbers(ui: &Ui, place: egui::Rect, material: Material, [before, after]: [&Statistics; 2]) {
    let theme = ui.theme();
    let (y, scale, ink) = (place.center().y, theme.size.note / 11.0, theme.colors.ink);
    let shift = PercentChange::of(before.mean, after.mean);
    let title = capitalised(material.name());
    let galley = paint::elided(ui, &title, theme.text_font(), ink, 138.0 * scale, 1);
    paint::left(ui, place.left(), y, galley, ink);
    let right = |x: f32, text: &str, font, color| {
        let at = pos2(place.left() + x * scale, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, text, font, color);
    };
    right(208.0, &format!("{}%", shift.values()), theme.text_font(), ink);
    right(258.0, &shift.directed(), theme.semibold_font(), ink);
    let [low, .., high] = after.quantiles.map(number_format::points);
    let wide = place.width() > 500.0 * scale;
    if wide {
        right(366.0, &format!("5–95%: {low}–{high}%"), theme.note_font(), theme.colors.ink_2);
    }
    let at = pos2(place.left() + if wide { 384.0 } else { 276.0 } * scale, y);
    let word = EstimativeWord::of(after.mean).word();
    ui.painter().text(at, Align2::LEFT_CENTER, word, theme.note_font(), theme.colors.ink_2);
}

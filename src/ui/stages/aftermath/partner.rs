//! One partner in the month that is shown: both materials with their numbers and words, and fifty
//! equally likely futures as dots.

mod dot_plot;
mod materials;

use crate::engine::PartnerCourse;
use crate::scenario::{ActorId, Material};
use crate::ui::stages;
use crate::ui::theme::STALE_OPACITY;
use crate::ui::{Commands, Scene};
use egui::{Align, Layout, Ui};

pub use dot_plot::Line;

/// What the close look remembers.
pub struct Looks<'a> {
    /// Which partner was chosen here.
    pub chosen: &'a mut Option<ActorId>,
    /// Which material the dots show.
    pub material: &'a mut Material,
    /// Below which share a future counts as too little.
    pub line: &'a mut Line,
}

/// Looks at a partner.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, partner: &ActorId, looks: Looks<'_>) {
    let Looks { chosen, material, line } = looks;
    head(ui, scene, commands, partner, chosen);
    let Some(result) = scene.result else { return };
    let course = result.projection.partner(partner);
    let Some((course, month)) = course
        .filter(|course| !course.months.is_empty())
        .map(|course| (course, (scene.month as usize).min(course.months.len() - 1)))
    else {
        return;
    };
    ui.scope(|ui| {
        ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
        materials::show(ui, scene, commands, course, month);
        dots(ui, scene, course, month, material, line);
    });
}

fn head(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    partner: &ActorId,
    chosen: &mut Option<ActorId>,
) {
    let theme = scene.theme;
    let name = scene.scenario.name(partner);
    let over = if scene.playback.which.is_some() { ", all histories" } else { "" };
    if scene.playback.which.is_some() {
        ui.add_space(4.0);
        ui.label(theme.heading("All histories together"));
        let apart = "Not the history above: how often, and how bad, over every one of them.";
        ui.add(egui::Label::new(theme.quiet(apart)).wrap());
    }
    ui.horizontal(|ui| {
        let title = format!("{name}, month {}{over}", scene.month);
        ui.label(if over.is_empty() { theme.heading(title) } else { theme.semibold(title) });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            stages::partner::choose(ui, scene, commands, "Partner looked at", partner, chosen)
                .on_hover_text("Which partner to look at closely.");
        });
    });
}

fn dots(
    ui: &mut Ui,
    scene: &Scene<'_>,
    course: &PartnerCourse,
    month: usize,
    material: &mut Material,
    line: &mut Line,
) {
    let Some(values) = course.dots.get(month) else { return };
    dot_plot::show(
        ui,
        scene,
        material,
        line,
        |material| values.of(material),
        |material| course.before.of(material).mean,
    );
}

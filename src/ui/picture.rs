//! Pictures of what the window shows, painted once more off the screen.

use super::map::{self, MapView};
use super::reading_order;
use super::theme::{self, Look, Theme};
use super::{Commands, Scene};
use crate::export::scene::PaintedScene;
use crate::scenario::Scenario;
use egui::{Context, Vec2};

/// The map of a scene as a picture of a size, in points.
pub fn map_picture(scene: &Scene<'_>, look: Look, size: Vec2) -> PaintedScene {
    let context = Context::default();
    theme::install_fonts(&context);
    reading_order::install(&context);
    let theme = Theme::of(look);
    theme.apply(&context);
    let mut view = MapView::of_picture();
    // Nobody points at a picture, so nothing is commanded.
    let mut commands = Commands::default();
    let painted = PaintedScene::paint(&context, size, theme.colors.canvas, |ui| {
        map::show(ui, scene, &mut view, &mut commands);
    });
    painted
        .described(format!("{}: relationship map", scene.scenario.about.title), cast_in_words(scene.scenario))
}

/// Who is on the map, as sentences.
fn cast_in_words(scenario: &Scenario) -> String {
    let sentence = |(id, actor, role): (&crate::scenario::ActorId, &crate::scenario::Actor, _)| {
        format!("{}: {}.", actor.name, scenario.part_in_words(id, role))
    };
    scenario.cast().into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

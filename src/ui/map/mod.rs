//! The relationship map: who is there, who shares with home and how willingly, who may pass what on
//! to whom, and who is hostile. The same in every stage; in *Setting* it is also the editor.
//!
//! [`picture`] says what is to be seen in map coordinates, [`view`] where that is on the screen,
//! [`labels`] where the names go, [`draw`] paints it, [`interact`] takes the pointer and the keys.

mod arcs;
mod draw;
mod history;
mod interact;
mod key;
mod labels;
mod lanes;
mod notes;
mod picture;
mod press;
mod view;

pub use draw::Lettering;
pub use view::MapView;

use super::{Commands, Scene};
use egui::Ui;

/// Shows the map in all of the place it is given.
pub fn show(ui: &mut Ui, scene: &Scene, view: &mut MapView, commands: &mut Commands) {
    let place = ui.max_rect();
    let mut picture = picture::Picture::of(scene);
    view.settle(place, &picture, scene.theme);
    let seconds = ui.input(|input| input.stable_dt).min(0.1);
    if view.walk(&mut picture, seconds, scene.playback.moves) {
        ui.ctx().request_repaint();
    }
    let mut touched = interact::interact(ui, scene, view, &picture, commands);
    touched.actor = touched.actor.or_else(|| view.focus_in(&picture));
    draw::draw(ui, scene, view, &picture, &touched);
}

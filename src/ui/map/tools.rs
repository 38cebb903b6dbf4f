//! The buttons in the upper right corner of the map. They are shown after all else: over what is moved there, on a plate.

use super::model::MapModel;
use super::paint::plate;
use super::view::View;
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::right_group::right_group;
use crate::ui::{AddCommand, Commands, MapCommand, Scene, Selection};
use egui::{Align, Layout, Rect, Shape, Ui, UiBuilder, vec2};

/// The distance from the upper right corner of the map to the buttons, in points.
const MARGIN: f32 = 12.0;
/// The distance from the top of the map to their lower edge.
const BOTTOM: f32 = 44.0;
/// The distance from the right edge of the map within which they are, which grows with the type, so that all buttons of
/// *Setting* have room.
const LEFT: f32 = 230.0;

/// The buttons of a map.
pub(super) struct Tools<'a> {
    pub scene: &'a Scene<'a>,
    pub model: &'a MapModel,
    pub view: &'a View,
    pub commands: &'a mut Commands,
}

impl Tools<'_> {
    /// Shows them, where something reaches into their place on a plate.
    pub fn show(mut self, ui: &mut Ui, reaches_into: impl Fn(&Rect) -> bool) {
        let (corner, theme) = (ui.max_rect().right_top(), ui.theme());
        let upper_left = corner + vec2(-theme.grown(LEFT), MARGIN);
        let place = Rect::from_min_max(upper_left, corner + vec2(-MARGIN, BOTTOM));
        let layout = Layout::left_to_right(Align::Center);
        let mut corner = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
        // Their place is known only once they were shown, over it.
        let below = corner.painter().add(Shape::Noop);
        let shown = right_group(&mut corner, "map tools", |ui| {
            self.buttons(ui);
            ui.min_rect()
        });
        if reaches_into(&shown) {
            corner.painter().set(below, plate(shown, &theme.colors));
        }
    }

    fn buttons(&mut self, ui: &mut Ui) {
        // Outermost, because it comes with a selection: no other button moves.
        self.focus_button(ui);
        if self.model.is_edited {
            if icons::button(ui, Icon::Plus, "Add an actor").clicked() {
                self.commands.send(AddCommand::Actor(None));
            }
            if ui.button("Lay out").on_hover_text("Place all actors anew, by role").clicked() {
                self.commands.send(MapCommand::LayOut);
            }
        }
        if icons::button(ui, Icon::Fit, "Fit the map to its place").clicked() {
            self.commands.send(MapCommand::Fit);
        }
    }

    /// Lets the neighbourhood of the selected actor stand out, or everybody alike again.
    fn focus_button(&mut self, ui: &mut Ui) {
        let name = |actor| self.scene.scenario.name(actor);
        let (is_on, hint) = match (self.view.focus_in(self.model), self.scene.selection) {
            (Some(focus), _) => {
                let name = name(&focus);
                (true, format!("Only {name} and its neighbours stand out; click to see everybody alike"))
            }
            (None, Selection::Actor(selected)) => {
                (false, format!("Let only {} and its neighbours stand out", name(selected)))
            }
            (None, _) => return,
        };
        if ui.selectable_label(is_on, "Focus").on_hover_text(hint).clicked() {
            self.commands.send(MapCommand::ToggleFocus);
        }
    }
}

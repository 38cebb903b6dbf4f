//! Input: what pointer and keyboard ask for on the map. Every actor and every tie is an element of its own
//! with a name, which can be reached and operated by keyboard. Nothing is painted here but the tools.

mod actors;
mod connections;

use super::layout::Layout;
use super::model::{Interaction, MapModel, NewTie};
use super::view::View;
use crate::scenario::{ActorId, Edit, Quantity, Tie};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::{AddCommand, Commands, MapCommand, Scene, Selection, Stage, ViewCommand};
use egui::{Align, Id, Key, Rect, Response, Sense, Ui, UiBuilder, Vec2, vec2};

/// The least size of anything that can be pointed at, in points: that which the Web Content Accessibility
/// Guidelines ask for (2.2, success criterion 2.5.8).
const TARGET: f32 = 24.0;

/// A gesture under way, from frame to frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Gesture {
    drag: Option<Drag>,
    /// The actor from which a tie was begun by keyboard; the next actor that is pressed is its other end.
    tying: Option<ActorId>,
}

/// What is dragged.
#[derive(Clone, Debug, PartialEq)]
enum Drag {
    /// An actor, with the way from the pointer to its middle, in points.
    Actor(ActorId, Vec2),
    /// A new tie.
    Tie,
}

impl Gesture {
    /// Whether anything is dragged.
    pub fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }
}

/// Reads what was done to the canvas: it pans and zooms, a click on it clears the selection, and in
/// *Setting* a double click adds an actor. Comes before the layout, which follows pan and zoom.
pub(super) fn read_canvas(ui: &Ui, scene: &Scene, view: &mut View, commands: &mut Commands) {
    let place = ui.max_rect();
    let canvas = ui.interact(place, id(scene, "canvas"), Sense::CLICK | Sense::DRAG);
    if canvas.dragged() {
        view.pan(canvas.drag_delta());
    }
    if canvas.double_clicked() && scene.stage == Stage::Setting {
        if let Some(point) = canvas.interact_pointer_pos() {
            commands.send(AddCommand::Actor(Some(view.map_from_screen(point))));
        }
    } else if canvas.clicked() && *scene.selection != Selection::Nothing {
        commands.send(ViewCommand::Select(Selection::Nothing));
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(pointer) = pointer.filter(|_| ui.rect_contains_pointer(place)) {
        let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if zoom != 1.0 {
            view.zoom_around(pointer, zoom);
        } else if scroll != Vec2::ZERO {
            view.pan(scroll);
        }
    }
}

/// The reader of a frame's input, and what it reads.
pub(super) struct Input<'a> {
    pub scene: &'a Scene<'a>,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    pub view: &'a View,
    pub gesture: &'a mut Gesture,
    pub commands: &'a mut Commands,
}

/// What the pointer is on.
#[derive(Default)]
struct Pointed {
    actor: Option<ActorId>,
    new_tie: Option<NewTie>,
}

impl Input<'_> {
    /// Reads what was done to everything on the map. What is read later lies over what is read earlier.
    pub fn read(mut self, ui: &mut Ui) -> Interaction {
        self.partnerships(ui);
        self.ties(ui);
        self.press(ui);
        let mut pointed = Pointed { actor: self.actors(ui), new_tie: None };
        if self.model.is_edited {
            pointed.new_tie = self.handle(ui);
        }
        self.tools(ui);
        Interaction {
            emphasized: pointed.actor.or_else(|| self.view.focus_in(self.model)),
            is_dragging: self.gesture.is_dragging(),
            new_tie: pointed.new_tie,
            tying: self.gesture.tying.clone(),
        }
    }

    fn id(&self, part: impl std::hash::Hash + std::fmt::Debug) -> Id {
        id(self.scene, part)
    }

    fn select(&mut self, selection: Selection) {
        self.commands.send(ViewCommand::Select(selection));
    }

    /// Whether the keyboard asks to remove what has the focus; only in *Setting* it can.
    fn is_removed(&self, ui: &Ui, response: &Response) -> bool {
        let asked = |key| ui.input(|input| input.key_pressed(key));
        self.model.is_edited && response.has_focus() && (asked(Key::Delete) || asked(Key::Backspace))
    }

    /// Selects the tie between two actors, and makes it first if there is none from the one to the other.
    fn make_tie(&mut self, from: &ActorId, to: &ActorId) {
        if self.scene.scenario.tie(from, to).is_none() {
            // A tie of 0 would be invisible: something to see, and to change.
            let mut tie = Tie::between(from.clone(), to.clone());
            tie.affinity = Quantity::plain(0.5);
            tie.onward = Quantity::plain(0.3);
            self.commands.edit(Edit::PutTie(tie));
        }
        self.select(Selection::Tie(from.clone(), to.clone()));
    }

    /// The buttons in the upper right corner.
    fn tools(&mut self, ui: &mut Ui) {
        // From the corner of the map, in points; the left edge, which grows with the type, so that all
        // buttons of *Setting* have room.
        const MARGIN: f32 = 12.0;
        const BOTTOM: f32 = 44.0;
        const LEFT: f32 = 230.0;
        let (corner, theme) = (ui.max_rect().right_top(), ui.theme());
        let upper_left = corner + vec2(-theme.grown(LEFT), MARGIN);
        let place = Rect::from_min_max(upper_left, corner + vec2(-MARGIN, BOTTOM));
        let layout = egui::Layout::right_to_left(Align::Center);
        let mut corner = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
        if icons::button(&mut corner, Icon::Fit, "Fit the map to its place").clicked() {
            self.commands.send(MapCommand::Fit);
        }
        self.focus_button(&mut corner);
        if !self.model.is_edited {
            return;
        }
        if corner.button("Lay out").on_hover_text("Place everyone anew, by role").clicked() {
            self.commands.send(MapCommand::LayOut);
        }
        if icons::button(&mut corner, Icon::Plus, "Add an actor").clicked() {
            self.commands.send(AddCommand::Actor(None));
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

/// The id of a part of the map; another one in each stage, so that no stage takes over another's focus.
fn id(scene: &Scene, part: impl std::hash::Hash + std::fmt::Debug) -> Id {
    Id::unique((scene.stage.name(), "map", part))
}

//! Input: what pointer and keyboard ask for on the map. Every actor and every tie that is drawn is an element of its own
//! with a name, which can be reached and operated by keyboard. Nothing is painted here.

use super::layout::{Layout, Mark};
use super::model::{Interaction, MapModel, NewTie, Node};
use super::targets::{TARGET, Target, id};
use super::view::View;
use crate::scenario::{Actor, ActorId, Edit, Position, Quantity, Tie};
use crate::ui::theme::Themed;
use crate::ui::widgets::explain;
use crate::ui::{AddCommand, Commands, Scene, Selection, Stage, ViewCommand, word_meaning};
use egui::{EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

/// The distance by which an arrow key moves an actor, in map units: the step of the window's spacing grid.
const KEY_STEP: f32 = 8.0;

/// A gesture under way, from frame to frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Gesture {
    drag: Option<Drag>,
    /// The actor from which a tie was begun by keyboard; the next actor that is pressed is its other end.
    tying: Option<ActorId>,
}

/// The object that is dragged.
#[derive(Clone, Debug, PartialEq)]
enum Drag {
    /// An actor, with the vector from the pointer to its middle, in points.
    Actor(ActorId, Vec2),
    /// A new tie.
    Tie,
}

impl Gesture {
    /// Whether anything is dragged.
    pub fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// The actor from which a tie was begun by keyboard.
    pub fn tying(&self) -> Option<ActorId> {
        self.tying.clone()
    }
}

/// Reads pointer and scroll wheel for the canvas: they pan and zoom, and in *Setting* a double click adds an actor.
/// Comes before the layout, which follows pan and zoom.
pub(super) fn read_canvas(ui: &Ui, scene: &Scene, view: &mut View, commands: &mut Commands) -> Response {
    let place = ui.max_rect();
    let canvas = ui.interact(place, id(scene.stage, "canvas"), Sense::CLICK | Sense::DRAG);
    if canvas.dragged() {
        view.pan(canvas.drag_delta());
    }
    if canvas.double_clicked()
        && scene.stage == Stage::Setting
        && let Some(point) = canvas.interact_pointer_pos()
    {
        commands.send(AddCommand::Actor(Some(view.map_from_screen(point))));
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
    canvas
}

/// The reader of a frame's input.
pub(super) struct Input<'a> {
    pub scene: &'a Scene<'a>,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    /// The targets of all connections.
    pub targets: &'a [Target],
    pub view: &'a View,
    pub gesture: &'a mut Gesture,
    pub commands: &'a mut Commands,
}

/// The objects under the pointer.
#[derive(Default)]
struct Pointed {
    actor: Option<ActorId>,
    new_tie: Option<NewTie>,
}

impl Input<'_> {
    /// Reads pointer and keyboard for every object on the map. Later objects lie over earlier ones: egui gives the
    /// pointer to the last one that it is on.
    pub fn read(mut self, ui: &Ui, canvas: &Response) -> Interaction {
        self.connections(ui, canvas);
        let mut pointed = Pointed { actor: self.actors(ui), new_tie: None };
        if self.model.is_edited {
            pointed.new_tie = self.handle(ui);
        }
        Interaction {
            emphasized: pointed.actor.or_else(|| self.view.focus_in(self.model)),
            is_dragging: self.gesture.is_dragging(),
            new_tie: pointed.new_tie,
            tying: self.gesture.tying.clone(),
        }
    }

    fn id(&self, part: impl std::hash::Hash + std::fmt::Debug) -> Id {
        id(self.scene.stage, part)
    }

    pub(super) fn select(&mut self, selection: Selection) {
        self.commands.send(ViewCommand::Select(selection));
    }

    /// Whether the keyboard asks to remove what has the focus; only in *Setting* it can.
    pub(super) fn is_removed(&self, ui: &Ui, response: &Response) -> bool {
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
}

/// Actors: selected, moved, removed and tied, by pointer and by keyboard.
impl Input<'_> {
    /// Reads pointer and keyboard for all actors; returns the one under the pointer.
    fn actors(&mut self, ui: &Ui) -> Option<ActorId> {
        let mut hovered = None;
        for mark in &self.layout.marks {
            let size = (2.0 * mark.radius).max(TARGET);
            let rect = Rect::from_center_size(mark.middle, Vec2::splat(size));
            let response = ui.interact(rect, self.id(("actor", &mark.node.id)), Sense::click_and_drag());
            if self.actor(ui, mark, response) {
                hovered = Some(mark.node.id.clone());
            }
        }
        hovered
    }

    /// Reads pointer and keyboard for an actor; true while the pointer is on it.
    fn actor(&mut self, ui: &Ui, mark: &Mark, response: Response) -> bool {
        let node = mark.node;
        let name = || format!("{}, {}", node.name, node.role.name());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, node.selected, name()));
        if response.clicked() {
            response.request_focus();
            self.pressed(&node.id);
        }
        let is_hovered = response.hovered();
        self.drag(ui, mark, &response);
        let response = explain::on_hover(response, |ui| self.describe(ui, node));
        self.keys(ui, node, &response);
        is_hovered
    }

    /// Selects an actor, or makes it the other end of a tie that was begun by keyboard.
    fn pressed(&mut self, actor: &ActorId) {
        match self.gesture.tying.take().filter(|from| from != actor && self.model.is_edited) {
            Some(from) => self.make_tie(&from, actor),
            None => self.select(Selection::Actor(actor.clone())),
        }
    }

    /// Describes an actor in words.
    fn describe(&self, ui: &mut Ui, node: &Node) {
        let theme = ui.theme();
        ui.set_max_width(280.0);
        ui.label(theme.semibold(&node.name));
        let role = node.role.name();
        // The glossary has every role, which a test of the guide makes sure of.
        let meaning = word_meaning(role).map(|meaning| format!("{role}: {meaning}"));
        ui.label(theme.note(meaning.unwrap_or_else(|| role.to_owned())));
        // On the map it is left out where there is no room for it.
        if !node.note.is_empty() && !node.note.starts_with(role) {
            ui.label(theme.note(&node.note));
        }
        let actor = self.scene.scenario.actors.get(&node.id);
        if let Some(actor) = actor.filter(|actor| !actor.note.is_empty()) {
            ui.label(theme.note(&actor.note));
        }
    }

    /// Moves an actor with the pointer.
    fn drag(&mut self, ui: &Ui, mark: &Mark, response: &Response) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let id = &mark.node.id;
        if response.drag_started() {
            // egui takes a press for a drag only after some points, which must not be lost. Without a press on record
            // the drag begins at the pointer.
            let pressed_at = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
            self.gesture.drag = Some(Drag::Actor(id.clone(), mark.middle - pressed_at));
        }
        if let Some(Drag::Actor(dragged, to_middle)) = &self.gesture.drag
            && dragged == id
            && response.dragged()
        {
            let to = self.view.map_from_screen(pointer + *to_middle);
            self.move_actor(id, to);
        }
        if response.drag_stopped() {
            self.gesture.drag = None;
        }
    }

    fn move_actor(&mut self, id: &ActorId, to: Position) {
        let actor = self.scene.scenario.actors.get(id);
        if let Some(actor) = actor.filter(|actor| actor.at != Some(to)) {
            self.commands.edit(Edit::PutActor(id.clone(), Actor { at: Some(to), ..actor.clone() }));
        }
    }

    /// In *Setting* arrow keys move the actor that has the focus, Delete removes it, and T begins a tie.
    fn keys(&mut self, ui: &Ui, node: &Node, response: &Response) {
        if !self.model.is_edited || !response.has_focus() {
            return;
        }
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let steps = ui.input(|input| {
            let presses = |key| input.num_presses(key) as f32;
            vec2(
                presses(Key::ArrowRight) - presses(Key::ArrowLeft),
                presses(Key::ArrowDown) - presses(Key::ArrowUp),
            )
        });
        if steps != Vec2::ZERO {
            let Position(x, y) = node.at;
            self.move_actor(&node.id, Position(x + KEY_STEP * steps.x, y + KEY_STEP * steps.y));
        }
        if ui.input(|input| input.key_pressed(Key::T) && input.modifiers.is_none()) {
            self.gesture.tying = Some(node.id.clone());
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.gesture.tying = None;
        }
        if self.is_removed(ui, response) {
            self.commands.edit(Edit::RemoveActor(node.id.clone()));
            self.select(Selection::Nothing);
        }
    }

    /// The handle at the ring of the selected actor, from which a tie is dragged to another; the tie while
    /// it is dragged.
    fn handle(&mut self, ui: &Ui) -> Option<NewTie> {
        let Selection::Actor(selected) = self.scene.selection else { return None };
        let mark = self.layout.mark(selected)?;
        let rect = Rect::from_center_size(mark.handle(), Vec2::splat(TARGET));
        let response = ui.interact(rect, self.id("handle"), Sense::drag());
        let name = format!("Draw a tie from {}", mark.node.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let Some(pointer) = response.interact_pointer_pos() else {
            response.on_hover_text("Drag to another actor to make a tie");
            return None;
        };
        if response.drag_started() {
            self.gesture.drag = Some(Drag::Tie);
        }
        let others = self.layout.marks.iter().filter(|other| other.node.id != *selected);
        let near = |other: &&Mark| other.middle.distance(pointer) < TARGET.max(other.radius);
        let other = others.into_iter().find(near).map(|other| &other.node.id);
        if response.drag_stopped() {
            self.gesture.drag = None;
            if let Some(other) = other {
                self.make_tie(selected, other);
            }
            return None;
        }
        let is_tied = other.is_some_and(|other| self.scene.scenario.tie(selected, other).is_some());
        let hint = if is_tied { "already tied: let go to open the tie" } else { "" };
        Some(NewTie { from: selected.clone(), to: pointer, hint })
    }
}

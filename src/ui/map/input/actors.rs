//! Actors: selected, moved, removed and tied, by pointer and by keyboard.

use super::{Drag, Input, TARGET};
use crate::scenario::{Actor, ActorId, Edit, Position};
use crate::ui::map::layout::Mark;
use crate::ui::map::model::{NewTie, Node};
use crate::ui::theme::Themed;
use crate::ui::{Selection, word_meaning};
use egui::{EventFilter, Key, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

/// The way of an actor for one press of an arrow key, in map units: the step of the window's spacing grid.
const KEY_STEP: f32 = 8.0;

impl Input<'_> {
    /// Reads what was done to the actors; the one under the pointer.
    pub(super) fn actors(&mut self, ui: &mut Ui) -> Option<ActorId> {
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

    /// Reads what was done to an actor; true while the pointer is on it.
    fn actor(&mut self, ui: &Ui, mark: &Mark, response: Response) -> bool {
        let node = mark.node;
        let name = format!("{}, {}", node.name, node.role.name());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, node.selected, &name));
        if response.clicked() {
            response.request_focus();
            self.pressed(&node.id);
        }
        let is_hovered = response.hovered();
        self.drag(ui, mark, &response);
        let response = response.on_hover_ui(|ui| self.describe(ui, node));
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
        // A test sees to it that the glossary has every role.
        let meaning = word_meaning(role).map(|meaning| format!("{role}: {meaning}"));
        ui.label(theme.note(meaning.unwrap_or_else(|| role.to_owned())));
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
            // A press becomes a drag only after some way, which must not be lost.
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
    pub(super) fn handle(&mut self, ui: &Ui) -> Option<NewTie> {
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

//! What a person is doing on the map in this frame, as plain data: for labels and paint to show.

use crate::scenario::ActorId;
use egui::Pos2;

/// The state of pointer and keyboard on the map.
#[derive(Default)]
pub(in crate::ui::map) struct Interaction {
    /// The actor whose neighbourhood stands out: the one under the pointer, else the one in focus.
    pub emphasized: Option<ActorId>,
    /// Whether an actor or a tie is being dragged.
    pub is_dragging: bool,
    /// The tie that is being dragged.
    pub new_tie: Option<NewTie>,
    /// The actor from which a tie was begun by keyboard.
    pub tying: Option<ActorId>,
}

/// A tie that is being dragged.
pub(in crate::ui::map) struct NewTie {
    pub from: ActorId,
    /// The point under the pointer.
    pub to: Pos2,
    /// What would come of letting go; empty for a new tie.
    pub hint: &'static str,
}

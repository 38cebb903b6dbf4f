//! What the person's hand is doing: which changes belong to one gesture, and whether it still moves.

use super::history::Gesture;
use egui::{Context, Event, Id};

/// Follows presses and typing from frame to frame.
#[derive(Debug, Default)]
pub struct Hand {
    gestures: u64,
    typing_in: Option<Id>,
    down: bool,
}

impl Hand {
    /// Looks at the frame that was just drawn.
    pub fn watch(&mut self, ctx: &Context) {
        let typing_in = if ctx.text_edit_focused() { ctx.memory(|memory| memory.focused()) } else { None };
        let (pressed, down) = ctx.input(|input| {
            let mouse = &input.pointer;
            let key = typing_in.is_none() && input.events.iter().any(newly_pressed);
            let key_down = typing_in.is_none() && !input.keys_down.is_empty();
            (mouse.any_pressed() || key, mouse.any_down() || mouse.any_released() || key || key_down)
        });
        if pressed || typing_in != self.typing_in {
            self.gestures += 1;
        }
        self.typing_in = typing_in;
        self.down = down;
    }

    /// The gesture to which changes made in the last frame belong.
    pub fn gesture(&self) -> Option<Gesture> {
        (self.down || self.typing_in.is_some()).then_some(Gesture(self.gestures))
    }

    /// Whether a button or key was down in the last frame.
    pub fn is_down(&self) -> bool {
        self.down
    }

    /// Whether a button or key is held, so that the next change may come at once.
    pub fn moving(&self, ctx: &Context) -> bool {
        ctx.input(|input| input.pointer.any_down() || self.typing_in.is_none() && !input.keys_down.is_empty())
    }
}

fn newly_pressed(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, repeat: false, .. })
}

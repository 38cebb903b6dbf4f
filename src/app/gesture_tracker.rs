//! What the person's gesture_tracker is doing: which changes belong to one gesture, and whether it still moves.

use super::history::Gesture;
use egui::{Context, Event, Id, Key};

/// So long after a key the next may be on its way, in seconds: the pause before a held key repeats.
///
/// A key counts as pressed for no longer than this. That it was let go may never be heard of, since
/// another window or an input method may take it; nothing may wait for it.
const BETWEEN_KEYS: f64 = 0.4;

/// Follows presses and typing from frame to frame.
#[derive(Debug, Default)]
pub struct GestureTracker {
    gestures: u64,
    typing_in: Option<Id>,
    down: bool,
    /// The time of the last key, in seconds.
    key_at: Option<f64>,
}

impl GestureTracker {
    /// Looks at what has come in, before shortcuts are taken out of it.
    pub fn begin_frame(&mut self, ctx: &Context) {
        let typing = self.typing_in.is_some();
        ctx.input(|input| {
            if !typing && input.events.iter().any(is_press) {
                self.key_at = Some(input.time);
            }
        });
    }

    /// Looks at the frame that was just drawn.
    pub fn end_frame(&mut self, ctx: &Context) {
        let typing_in = if ctx.text_edit_focused() { ctx.memory(|memory| memory.focused()) } else { None };
        let (pressed, down) = ctx.input(|input| {
            let mouse = &input.pointer;
            let typing = typing_in.is_some();
            let newly_pressed =
                !typing && input.events.iter().any(|event| is_press(event) && !repeats(event));
            let key = !typing && input.events.iter().any(is_press);
            (mouse.any_pressed() || newly_pressed, mouse.any_down() || mouse.any_released() || key)
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

    /// Whether the next change may come at once: a button is down, or a key was just pressed.
    pub fn moves(&self, ctx: &Context) -> bool {
        self.rests_in(ctx).is_some() || ctx.input(|input| input.pointer.any_down())
    }

    /// In how many seconds the last key will be over, if it is not.
    pub fn rests_in(&self, ctx: &Context) -> Option<f64> {
        let left = self.key_at? + BETWEEN_KEYS - ctx.input(|input| input.time);
        (left > 0.0).then_some(left)
    }
}

/// Whether a key goes down that does something by itself.
fn is_press(event: &Event) -> bool {
    matches!(event, Event::Key { key, pressed: true, .. } if !is_modifier(*key))
}

fn repeats(event: &Event) -> bool {
    matches!(event, Event::Key { repeat: true, .. })
}

fn is_modifier(key: Key) -> bool {
    use Key::*;
    matches!(
        key,
        ShiftLeft | ShiftRight | ControlLeft | ControlRight | AltLeft | AltRight | SuperLeft | SuperRight
    )
}

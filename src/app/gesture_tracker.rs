//! Gestures: which edits belong together as one undo step, and whether the next is about to come.

use egui::{Context, Event, Id, Key};

/// How long after a key press the next may be on its way, in seconds: the pause before a held key
/// repeats.
///
/// A key counts as pressed for no longer than this. Its release may never be reported, since another
/// window or an input method may take it; nothing may wait for it.
const BETWEEN_KEYS: f64 = 0.4;

/// The number of a gesture: edits of one target that come while one button or key stays down, or while
/// somebody types into one field, are one undo step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub u64);

/// Follows presses and typing from frame to frame.
#[derive(Debug, Default)]
pub struct GestureTracker {
    /// Gestures so far; the newest has this number.
    gestures: u64,
    /// The text field that has the keyboard.
    typing_in: Option<Id>,
    /// Whether a button or key was down in the last frame.
    down: bool,
    /// The time of the last key press, in seconds.
    key_at: Option<f64>,
}

impl GestureTracker {
    /// Reads the input of a frame, before shortcuts are taken out of it.
    pub fn begin_frame(&mut self, ctx: &Context) {
        let typing = self.typing_in.is_some();
        ctx.input(|input| {
            if !typing && input.events.iter().any(is_press) {
                self.key_at = Some(input.time);
            }
        });
    }

    /// Reads the input and the keyboard focus of the frame that was just drawn.
    pub fn end_frame(&mut self, ctx: &Context) {
        let typing_in = if ctx.text_edit_focused() { ctx.memory(|memory| memory.focused()) } else { None };
        let (pressed, down) = ctx.input(|input| {
            let mouse = &input.pointer;
            let typing = typing_in.is_some();
            let newly_pressed =
                !typing && input.events.iter().any(|event| is_press(event) && !is_repeat(event));
            let key = !typing && input.events.iter().any(is_press);
            (mouse.any_pressed() || newly_pressed, mouse.any_down() || mouse.any_released() || key)
        });
        if pressed || typing_in != self.typing_in {
            self.gestures += 1;
        }
        self.typing_in = typing_in;
        self.down = down;
    }

    /// The gesture to which the edits of the last frame belong; `None` if they are steps of their own.
    pub fn gesture(&self) -> Option<Gesture> {
        (self.down || self.typing_in.is_some()).then_some(Gesture(self.gestures))
    }

    /// Whether the next edit may come at once: a button is down, or a key was just pressed.
    pub fn is_active(&self, ctx: &Context) -> bool {
        self.ends_in(ctx).is_some() || ctx.input(|input| input.pointer.any_down())
    }

    /// In how many seconds the last key press will be over; `None` if it is.
    pub fn ends_in(&self, ctx: &Context) -> Option<f64> {
        let left = self.key_at? + BETWEEN_KEYS - ctx.input(|input| input.time);
        (left > 0.0).then_some(left)
    }
}

/// Whether this is the press of a key that does something by itself.
fn is_press(event: &Event) -> bool {
    matches!(event, Event::Key { key, pressed: true, .. } if !is_modifier(*key))
}

fn is_repeat(event: &Event) -> bool {
    matches!(event, Event::Key { repeat: true, .. })
}

fn is_modifier(key: Key) -> bool {
    use Key::*;
    matches!(
        key,
        ShiftLeft | ShiftRight | ControlLeft | ControlRight | AltLeft | AltRight | SuperLeft | SuperRight
    )
}

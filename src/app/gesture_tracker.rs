//! Gestures: which edits are one undo step, and whether another edit of the gesture is about to come.

use egui::{Context, Event, Id, Key};

/// How long after a key press its gesture goes on, in seconds: at least the usual pause before a held key
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

/// Whether this is the press of a key other than a modifier.
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

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::*;
    use crate::scenario::{Edit, Scenario};
    use egui::{Modifiers, PointerButton, Pos2, RawInput, Ui};

    /// How long a frame takes, in seconds.
    const FRAME: f64 = 1.0 / 60.0;

    /// A window without a screen, in which every frame goes by as in the program.
    #[derive(Default)]
    struct Frames {
        ctx: Context,
        tracker: GestureTracker,
        time: f64,
    }

    impl Frames {
        fn frame(&mut self, events: Vec<Event>, mut draw: impl FnMut(&mut Ui)) -> Option<Gesture> {
            self.time += FRAME;
            let input = RawInput { events, time: Some(self.time), ..RawInput::default() };
            let tracker = &mut self.tracker;
            let mut output = self.ctx.run_ui(input, |ui| {
                tracker.begin_frame(ui.ctx());
                draw(ui);
                tracker.end_frame(ui.ctx());
            });
            output.textures_delta.clear();
            self.tracker.gesture()
        }

        fn events(&mut self, events: &[Event]) -> Option<Gesture> {
            self.frame(events.to_vec(), |_| {})
        }

        fn is_active(&self) -> bool {
            self.tracker.is_active(&self.ctx)
        }
    }

    fn button(pressed: bool) -> Event {
        let (pos, button, modifiers) = (Pos2::new(5.0, 5.0), PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    }

    fn pointer(x: f32) -> Event {
        Event::PointerMoved(Pos2::new(x, 5.0))
    }

    fn key(key: Key, pressed: bool, repeat: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat, modifiers: Modifiers::NONE }
    }

    #[test]
    fn without_a_button_or_a_key_there_is_no_gesture() {
        let mut frames = Frames::default();
        assert_eq!(frames.events(&[]), None);
        assert_eq!(frames.events(&[pointer(9.0)]), None, "the pointer alone changes nothing");
        assert!(!frames.is_active());
    }

    #[test]
    fn from_press_to_release_a_drag_is_one_gesture_and_the_next_is_another() {
        let mut frames = Frames::default();
        let mut drag = || {
            let pressed = frames.events(&[pointer(5.0), button(true)]);
            assert!(pressed.is_some() && frames.is_active());
            assert_eq!(frames.events(&[pointer(20.0)]), pressed);
            assert_eq!(frames.events(&[]), pressed, "also while the pointer rests");
            assert_eq!(frames.events(&[button(false)]), pressed, "the release belongs to it");
            assert!(!frames.is_active());
            assert_eq!(frames.events(&[]), None);
            pressed
        };
        assert_ne!(drag(), drag());
    }

    #[test]
    fn a_click_within_one_frame_is_a_gesture() {
        let mut frames = Frames::default();
        assert!(frames.events(&[pointer(5.0), button(true), button(false)]).is_some());
        assert_eq!(frames.events(&[]), None);
    }

    #[test]
    fn a_key_that_is_held_repeats_within_one_gesture_and_a_second_press_is_another() {
        let mut frames = Frames::default();
        let first = frames.events(&[key(Key::ArrowUp, true, false)]);
        assert!(first.is_some());
        assert_eq!(frames.events(&[key(Key::ArrowUp, true, true)]), first);
        assert_eq!(frames.events(&[key(Key::ArrowUp, true, true)]), first);
        assert_eq!(frames.events(&[key(Key::ArrowUp, false, false)]), None);
        assert_ne!(frames.events(&[key(Key::ArrowUp, true, false)]), first);
    }

    #[test]
    fn a_key_counts_as_held_until_it_would_have_repeated_even_if_it_is_never_let_go() {
        let mut frames = Frames::default();
        frames.events(&[key(Key::ArrowUp, true, false)]);
        assert!(frames.is_active());
        assert!(frames.tracker.ends_in(&frames.ctx).is_some_and(|left| left <= BETWEEN_KEYS));
        frames.time += BETWEEN_KEYS;
        frames.events(&[]);
        assert!(!frames.is_active());
        assert_eq!(frames.tracker.ends_in(&frames.ctx), None);
    }

    #[test]
    fn a_modifier_alone_is_no_gesture() {
        let mut frames = Frames::default();
        for modifier in [Key::ShiftLeft, Key::ControlRight, Key::AltLeft, Key::SuperRight] {
            assert_eq!(frames.events(&[key(modifier, true, false)]), None, "{modifier:?}");
            assert!(!frames.is_active(), "{modifier:?}");
        }
    }

    #[test]
    fn all_that_is_typed_into_one_field_is_one_gesture() {
        let mut frames = Frames::default();
        let mut text = String::new();
        let mut type_text = |frames: &mut Frames, events: &[Event], has_keyboard: bool| {
            frames.frame(events.to_vec(), |ui| {
                let field = ui.text_edit_singleline(&mut text);
                if has_keyboard { field.request_focus() } else { field.surrender_focus() }
            })
        };
        type_text(&mut frames, &[], true);
        let typing = type_text(&mut frames, &[], true);
        assert!(typing.is_some());
        for letter in ["a", "b", "c"] {
            let events = [key(Key::A, true, false), Event::Text(letter.into()), key(Key::A, false, false)];
            assert_eq!(type_text(&mut frames, &events, true), typing, "{letter}");
        }
        assert!(!frames.is_active(), "what waits for a gesture to end need not wait for typing");
        type_text(&mut frames, &[], false);
        assert_eq!(type_text(&mut frames, &[], false), None);
        type_text(&mut frames, &[], true);
        assert_ne!(type_text(&mut frames, &[], true), typing, "to come back is to begin anew");
    }

    #[test]
    fn one_gesture_is_one_undo_step() {
        let mut frames = Frames::default();
        let mut document = Document::opened(Scenario::default(), None);
        let before = document.scenario().clone();
        let plan = before.plans.keys().next().expect("a plan").clone();
        let change = |document: &mut Document, months: u32, gesture: Option<Gesture>| {
            document.edit(Edit::SetHorizon(months), gesture, &plan).expect("a fitting horizon");
        };
        let press = frames.events(&[pointer(5.0), button(true)]);
        change(&mut document, 12, press);
        for (months, x) in [(13, 10.0), (14, 20.0), (15, 30.0)] {
            let gesture = frames.events(&[pointer(x)]);
            change(&mut document, months, gesture);
        }
        let release = frames.events(&[button(false)]);
        change(&mut document, 16, release);
        let dragged = document.scenario().clone();
        let again = frames.events(&[pointer(5.0), button(true)]);
        change(&mut document, 17, again);
        document.undo();
        assert_eq!(*document.scenario(), dragged, "the second press is a step of its own");
        document.undo();
        assert_eq!(*document.scenario(), before, "and the whole drag is one");
        assert_eq!(document.undo(), None);
    }
}

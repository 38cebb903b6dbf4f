//! Gestures that nobody meant: clicks, drags, keys, texts and commands at random.

use crate::desk::{Desk, Setup};
use crate::luck::Luck;
use crate::quick_model::{quick_answer, quick_projection};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use std::sync::Arc;
use tearline::scenario::Scenario;
use tearline::ui::command::table;
use tearline::ui::{Command, DisplayCommand, FileCommand, Stage, ViewCommand};

/// A point in the window.
fn point(luck: &mut Luck) -> Pos2 {
    pos2(luck.below(1280) as f32, luck.below(720) as f32)
}

const KEYS: [Key; 16] = [
    Key::Tab,
    Key::Enter,
    Key::Space,
    Key::Escape,
    Key::Delete,
    Key::Backspace,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::T,
    Key::Period,
    Key::Comma,
    Key::F1,
];

const TEXTS: [&str; 8] = ["a", "0.3", "-1", "Łódź", "“x”", "1e9", "", "\u{202e}abc"];

impl Desk {
    fn press_at(&mut self, at: Pos2, pressed: bool) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.window.input_mut().events.push(Event::PointerButton { pos: at, button, pressed, modifiers });
    }

    fn frame(&mut self) {
        self.window.step();
    }

    /// Makes one of them.
    pub fn gesture(&mut self, luck: &mut Luck) {
        match luck.below(20) {
            0..=7 => {
                let at = point(luck);
                self.window.input_mut().events.push(Event::PointerMoved(at));
                self.press_at(at, true);
                self.press_at(at, false);
            }
            8..=10 => {
                let (from, to) = (point(luck), point(luck));
                self.window.input_mut().events.push(Event::PointerMoved(from));
                self.press_at(from, true);
                self.frame();
                self.window.input_mut().events.push(Event::PointerMoved(to));
                self.frame();
                self.press_at(to, false);
            }
            11..=13 => {
                let (key, shift) = (luck.one_of(&KEYS), luck.below(4) == 0);
                self.window.key_press_modifiers(if shift { Modifiers::SHIFT } else { Modifiers::NONE }, key);
            }
            14 => {
                let text = luck.one_of(&TEXTS);
                self.window.event(Event::Text(text.into()));
            }
            15 => {
                let at = point(luck);
                self.window.input_mut().events.push(Event::PointerMoved(at));
                self.window.event(Event::Zoom(luck.one_of(&[0.5, 0.9, 1.1, 2.0])));
            }
            16 => {
                let undo = if luck.below(2) == 0 { Command::Undo } else { Command::Redo };
                self.app().send(undo);
            }
            17 => {
                let stage = luck.one_of(&Stage::ALL);
                self.app().send(ViewCommand::GoTo(stage));
            }
            _ => {
                let small = is_small(&self.scenario());
                let harmless = |command: &Command| is_for_monkeys(command) && (small || !makes_more(command));
                let harmless: Vec<Command> =
                    table().iter().map(|entry| entry.command.clone()).filter(harmless).collect();
                let command = luck.one_of(&harmless);
                self.app().send(command);
            }
        }
        self.frame();
    }
}

/// Whatever does not leave the program, ask for a file, or wipe out what the monkey has done.
pub fn is_for_monkeys(command: &Command) -> bool {
    !matches!(command, Command::File(_) | Command::Display(DisplayCommand::Zoom(_)))
}

/// Whether a document grows by it.
fn makes_more(command: &Command) -> bool {
    matches!(command, Command::Add(_))
}

/// Whether a document may still grow: the test is about gestures, not about size.
fn is_small(scenario: &Scenario) -> bool {
    let repairs: usize = scenario.plans.values().map(|plan| plan.repairs.len()).sum();
    scenario.actors.len() < 16 && scenario.items.len() < 6 && scenario.plans.len() < 8 && repairs < 24
}

/// A window with a case, whose model answers at once.
pub fn desk_for_monkeys() -> Desk {
    let (engine, query_runner) =
        (Some(Arc::new(quick_projection) as Arc<_>), Some(Arc::new(quick_answer) as Arc<_>));
    let mut desk = Desk::with(Setup { engine, query_runner, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk
}

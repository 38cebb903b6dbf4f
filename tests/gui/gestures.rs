//! Gestures that nobody meant: clicks, drags, keys, texts and commands at random.

use crate::desk::{Desk, Setup};
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use std::sync::Arc;
use tearline::analysis::asking::value_of_asking;
use tearline::analysis::comparison::compare;
use tearline::analysis::measure::Measure;
use tearline::analysis::sensitivity::sobol::sobol_indices;
use tearline::analysis::sensitivity::tornado::tornado;
use tearline::analysis::study::Study;
use tearline::engine::{NoMonitor, Projection, Run};
use tearline::scenario::{Plan, Scenario};
use tearline::ui::command::table;
use tearline::ui::{Answer, Command, DisplayCommand, FileCommand, Query, Stage, ViewCommand};

/// A small generator, so that the monkey is the same everywhere (Steele, Lea and Flood, SplitMix, 2014).
pub struct Luck(pub u64);

impl Luck {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_of<T: Clone>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())].clone()
    }

    fn point(&mut self) -> Pos2 {
        Pos2::new(self.below(1280) as f32, self.below(720) as f32)
    }
}

/// Answers at once, with few histories: the monkey is after the window, not the model.
fn quick_engine(
    scenario: &Scenario,
    plan: &Plan,
    run: &Run,
    _: &dyn tearline::engine::Monitor,
) -> Result<Projection, tearline::engine::Cancelled> {
    tearline::engine::project(
        scenario,
        plan,
        &Run { histories: 16, threads: Some(1), ..run.clone() },
        &NoMonitor,
    )
}

/// Answers the stages' questions at once, in few histories; what cannot be asked of few has no answer.
fn quick_analyst(
    put: tearline::app::QueryRequest<'_>,
    monitor: &dyn tearline::engine::Monitor,
    so_far: &(dyn Fn(Answer) + Sync),
) -> Result<Answer, tearline::analysis::error::QueryError> {
    let study = Study::new(put.scenario, put.seed, 16, &NoMonitor);
    let plans: Vec<_> = put.scenario.plans.keys().cloned().collect();
    Ok(match put.query {
        Query::Tornado(measure) => Answer::Tornado(tornado(&study, put.plan, measure)?),
        Query::SobolIndices(measure) => Answer::SobolIndices(sobol_indices(&study, put.plan, measure)?),
        Query::Comparison { month, .. } => {
            Answer::Comparison(compare(&study, &plans, &Measure::all(put.scenario, *month))?)
        }
        Query::Asking => Answer::Asking(value_of_asking(&study, put.plan)?),
        Query::Decomposition { .. } => tearline::app::answer(put, monitor, so_far)?,
        _ => Answer::Nothing("A monkey has no time for this.".into()),
    })
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
                let at = luck.point();
                self.window.input_mut().events.push(Event::PointerMoved(at));
                self.press_at(at, true);
                self.press_at(at, false);
            }
            8..=10 => {
                let (from, to) = (luck.point(), luck.point());
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
                let at = luck.point();
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
        (Some(Arc::new(quick_engine) as Arc<_>), Some(Arc::new(quick_analyst) as Arc<_>));
    let mut desk = Desk::with(Setup { engine, query_runner, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk
}

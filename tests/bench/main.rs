//! How fast the program is, in one table: every figure beside its peer in the same run, and beside the aim.
//!
//! `cargo bench` measures everything but the hours of use, which `cargo bench -- soak` does; `cargo bench -- questions`
//! measures a part, and `cargo bench -- frames decision 40` some frames of it. Machines are noisy: a ratio, measured turn
//! by turn, says more than seconds, and the figures of two runs should not be compared.

mod engine;
mod exports;
mod frames;
mod hand;
#[path = "../support/luck.rs"]
mod luck;
mod memory;
#[path = "../support/painter.rs"]
mod painter;
mod pictures;
mod questions;
#[path = "../support/quick_model.rs"]
mod quick_model;
mod screen;
mod soak;
mod start;
mod table;
mod timing;
mod window;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use tearline::engine::Processor;

/// Counts what is allocated, for the soak.
#[global_allocator]
static ALLOCATED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What the command line asks for.
pub struct Asked {
    words: Vec<String>,
    /// Numbers of actors; the usual ones if none is named.
    pub actors: Vec<usize>,
}

/// A part of the measurements.
struct Part {
    name: &'static str,
    measure: fn(&Asked),
    /// Whether it takes so long that it is measured only if it is named.
    is_long: bool,
}

impl Part {
    const fn of(name: &'static str, measure: fn(&Asked)) -> Self {
        Part { name, measure, is_long: false }
    }
}

/// In the order of the table.
const PARTS: [Part; 7] = [
    Part::of("engine", |_| engine::measure()),
    Part::of("questions", |_| questions::measure()),
    Part::of("pictures", |_| pictures::measure()),
    Part::of("exports", |_| exports::measure()),
    Part::of("start", |_| start::measure()),
    Part { is_long: true, ..Part::of("soak", |_| soak::measure()) },
    Part::of("frames", frames::measure),
];

impl Asked {
    fn on_the_command_line() -> Self {
        // Cargo adds an argument of its own.
        let arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
        let (numbers, words) = arguments.partition::<Vec<String>, _>(|word| word.parse::<usize>().is_ok());
        let actors: Vec<usize> = numbers.iter().filter_map(|number| number.parse().ok()).collect();
        Asked { words, actors: if actors.is_empty() { vec![10, 40, 200] } else { actors } }
    }

    /// Whether something of a part is to be measured: everything, unless something of it is named.
    pub fn wants(&self, name: &str) -> bool {
        let is_part = |word: &&String| PARTS.iter().any(|part| part.name == word.as_str());
        let mut details = self.words.iter().filter(|word| !is_part(word)).peekable();
        details.peek().is_none() || details.any(|word| word.eq_ignore_ascii_case(name))
    }

    fn wants_part(&self, part: &Part) -> bool {
        (self.words.is_empty() && !part.is_long) || self.words.iter().any(|word| word == part.name)
    }
}

fn main() {
    // Some measurements are made in processes of their own, which are this program again.
    match std::env::args().nth(1).as_deref() {
        Some(engine::PROJECTION) => return engine::project_as_told(),
        Some(start::EMPTY_WINDOW) => return start::show_empty_window().expect("a window"),
        Some(soak::WITHOUT_SCREEN) => return soak::use_without_screen(),
        Some(soak::ON_SCREEN) => return soak::use_on_screen().expect("a window"),
        _ => {}
    }
    let asked = Asked::on_the_command_line();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{threads} threads; widest instruction set of this processor: {}", Processor::best().name());
    table::head();
    PARTS.iter().filter(|part| asked.wants_part(part)).for_each(|part| (part.measure)(&asked));
}

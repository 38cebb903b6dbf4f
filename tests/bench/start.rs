//! The start of the program, and the memory that it takes, beside an empty window with the same fonts: each a process of its
//! own on a virtual screen, looked at from outside, in turn.

use crate::memory::Memory;
use crate::screen::Screen;
use crate::table::Row;
use crate::timing::{median, seconds};
use crate::window::program;
use eframe::egui::{Ui, ViewportBuilder};
use std::error::Error;
use std::process::Command;
use tearline::app::Preferences;
use tearline::ui::theme;

/// How often each starts; the fastest counts, which other programs have disturbed least.
const TIMES: usize = 60;
/// How often each is asked for its memory; the median counts.
const MEMORY_TIMES: usize = 3;

/// The argument with which this program opens an empty window.
pub const EMPTY_WINDOW: &str = "empty-window";

/// The case that is opened.
const CASE: &str = "oval-office-2017";

/// This program, as another process that does only what the argument says.
pub fn this_program(argument: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("the program has a file"));
    command.arg(argument);
    command
}

fn tearline() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tearline"))
}

/// Measures starts and memory; what cannot be measured here, the rows say.
pub fn measure() {
    let own_share = median((0..TIMES).map(|_| 1e3 * seconds(|| program(None).step())).collect());
    Row::of("of the start, what is not the system’s window", format!("{own_share:.1} ms"), "").print();
    if let Err(error) = Screen::start().and_then(|screen| on_screen(&screen)) {
        Row::of("the start in a window on a virtual screen", format!("not measured: {error}"), "").print();
    }
}

fn on_screen(screen: &Screen) -> Result<(), Box<dyn Error>> {
    let start = |program: &mut Command| screen.open(program).map(|shown| 1e3 * shown.seconds);
    let mut starts = [Vec::new(), Vec::new()];
    for _ in 0..TIMES {
        starts[0].push(start(&mut tearline())?);
        starts[1].push(start(&mut this_program(EMPTY_WINDOW))?);
    }
    let [ours, theirs] = starts.map(|times| times.into_iter().fold(f64::INFINITY, f64::min));
    Row {
        what: "from the start of the process to the library on the screen".into(),
        figure: format!("{ours:.0} ms"),
        beside: format!("empty window {theirs:.0}"),
        ratio: Some(ours / theirs),
        aim: "≤ 1.2",
    }
    .print();
    let mut memories = [const { Vec::new() }; 4];
    for _ in 0..MEMORY_TIMES {
        let ours = memory_with_a_case(screen)?;
        let theirs = screen.open(&mut this_program(EMPTY_WINDOW))?.memory_at_rest()?;
        let all = [ours.now, theirs.now, ours.most, theirs.most];
        memories.iter_mut().zip(all).for_each(|(of, megabytes)| of.push(megabytes));
    }
    let [now, empty_now, most, empty_most] = memories.map(median);
    memory_row("memory with a case open, at rest", now, empty_now, "≤ 1.5");
    memory_row("the most memory until then", most, empty_most, "");
    Ok(())
}

/// The memory of the program once it has projected a case.
fn memory_with_a_case(screen: &Screen) -> Result<Memory, Box<dyn Error>> {
    let tearline = screen.open(tearline().arg(CASE))?;
    tearline.memory_at_rest()?;
    // From the briefing to the decision.
    tearline.press_return()?;
    tearline.memory_at_rest()
}

/// Prints a row of memory, in megabytes, beside that of an empty window.
pub fn memory_row(what: &str, ours: f64, theirs: f64, aim: &'static str) {
    Row {
        what: what.into(),
        figure: format!("{ours:.0} MB"),
        beside: format!("empty window {theirs:.0}"),
        ratio: Some(ours / theirs),
        aim,
    }
    .print();
}

/// The window of the program with nothing in it but its name.
struct EmptyWindow;

impl eframe::App for EmptyWindow {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        ui.label("Tearline");
    }
}

/// How a window is opened here: of the size and with the fonts of the program.
pub fn options() -> eframe::NativeOptions {
    let size = Preferences::default().window;
    let viewport = ViewportBuilder::default().with_title("Tearline").with_inner_size([size.0, size.1]);
    eframe::NativeOptions { viewport, system_font_fallback: true, ..Default::default() }
}

/// Opens an empty window, and returns when it is closed.
pub fn show_empty_window() -> eframe::Result {
    let create = |cc: &eframe::CreationContext<'_>| {
        theme::install_fonts(&cc.egui_ctx);
        Ok(Box::new(EmptyWindow) as Box<dyn eframe::App>)
    };
    eframe::run_native("Tearline", options(), Box::new(create))
}

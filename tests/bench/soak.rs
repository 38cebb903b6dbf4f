//! The program after an hour of random use: the memory that it keeps, and whether that grows.
//!
//! Live memory is that of the heap, counted by the allocator, whenever the use of a while is over and the window is back in
//! the library; so like is compared with like. It is counted without a screen, where nothing else is in the process; what
//! a whole window takes is read from outside.
//!
//! What still grows is egui's (0.37): `WidgetRects` keeps a list for each layer that ever was, which is one for each tooltip
//! and popup, 14 bytes for each action. Of 500 actions in the middle nothing else is alive ten rounds later.

use crate::ALLOCATED;
use crate::hand::Hand;
use crate::quick_model::{quick_answer, quick_projection};
use crate::screen::Screen;
use crate::start::{self, memory_row, this_program};
use crate::table::Row;
use crate::timing::median;
use crate::window::Window;
use eframe::egui::{Context, Ui};
use eframe::{App as _, CreationContext};
use std::collections::VecDeque;
use std::error::Error;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use tearline::app::{App, Ask, Clipboard, Copied, FileDialogs, Picked, Services, keep_memory_between_frames};
use tearline::ui::command::Unsaved;
use tearline::ui::theme::Look;
use tearline::ui::{
    ClassroomCommand, Command, DialogCommand, DisplayCommand, FileCommand, Stage, ViewCommand,
};

/// The arguments with which this program uses a window at random.
pub const WITHOUT_SCREEN: &str = "random-use-without-screen";
pub const ON_SCREEN: &str = "random-use-on-screen";

/// An hour of work with an action every fifth of a second: more than a hand makes.
const FAST_HOUR: Use = Use { rounds: 40, actions: 500, waits: true };
/// An hour of work with an action a second.
const HOUR: Use = Use { rounds: 9, actions: 400, waits: false };

const SEED: u64 = 2017;
/// Frames without input in which the window settles after each command.
const SETTLING: usize = 6;

/// How much a window is used.
#[derive(Clone, Copy)]
struct Use {
    /// After each, the window is back in the library.
    rounds: usize,
    /// Actions of a round.
    actions: usize,
    /// Whether every answer is waited for, and glyphs are drawn anew after each round, so that all is as it was the last
    /// time.
    waits: bool,
}

/// Live memory after a round.
#[derive(Clone, Copy)]
struct Reading {
    actions: f64,
    bytes: f64,
    allocations: f64,
}

/// The program in the hand of somebody who uses it at random.
struct InUse {
    app: App,
    usage: Use,
    rounds_left: usize,
    /// What leads back to the library, once the hand rests.
    way_back: VecDeque<Command>,
    /// Frames in which nothing is done yet.
    settling: usize,
}

impl InUse {
    fn new(cc: &CreationContext<'_>, services: Services, usage: Use) -> Self {
        let app = App::new(cc, services, None);
        cc.egui_ctx.add_plugin(Hand::new(SEED));
        cc.egui_ctx.enable_accesskit();
        InUse { app, usage, rounds_left: usage.rounds, way_back: way_back(), settling: SETTLING }
    }

    fn is_over(&self) -> bool {
        self.rounds_left == 0
    }

    /// Leads the hand: after each round the window goes back to the library, and live memory is printed.
    fn lead(&mut self, ctx: &Context) {
        let hand = ctx.plugin::<Hand>();
        let mut hand = hand.lock();
        if self.usage.waits {
            self.app.wait_for_tasks();
        }
        if !hand.rests() || self.is_over() {
            return;
        }
        if self.settling > 0 {
            self.settling -= 1;
            return;
        }
        self.settling = SETTLING;
        if let Some(command) = self.way_back.pop_front() {
            hand.reset_size(ctx);
            if self.usage.waits {
                hand.draw_glyphs_anew();
            }
            return self.app.send(command);
        }
        if hand.made() > 0 {
            print_reading(ctx, hand.made());
            self.rounds_left -= 1;
        }
        if !self.is_over() {
            self.way_back = way_back();
            hand.go_on(self.usage.actions);
        }
    }
}

impl eframe::App for InUse {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.lead(ctx);
        self.app.logic(ctx, frame);
        if !self.is_over() {
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
    }
}

/// What the program needs, where nobody answers a dialog.
fn services() -> Services {
    let folder = std::env::current_dir().expect("a folder");
    let dialogs = FolderDialogs { folder: folder.clone(), saved: Mutex::new(None) };
    Services { file_dialogs: Arc::new(dialogs), clipboard: Arc::new(NoClipboard), folder, ..Services::real() }
}

/// The way back to the library, from wherever the hand has gone: the case as it ships, and the look of the start.
fn way_back() -> VecDeque<Command> {
    VecDeque::from([
        DialogCommand::Close.into(),
        ClassroomCommand::End.into(),
        DialogCommand::Close.into(),
        FileCommand::OpenCase("oval-office-2017".into()).into(),
        FileCommand::AnswerUnsaved(Unsaved::Discard).into(),
        DisplayCommand::SetLook(Look::Light).into(),
        DisplayCommand::ResetZoom.into(),
        ViewCommand::GoTo(Stage::Decision).into(),
        ViewCommand::GoTo(Stage::Library).into(),
    ])
}

/// Prints live memory, without egui's picture of glyphs, whose size doubles now and then.
fn print_reading(ctx: &Context, actions: usize) {
    let [width, height] = ctx.fonts(|fonts| fonts.font_image_size());
    let all = ALLOCATED.stats();
    let bytes = all.bytes_allocated - all.bytes_deallocated - 4 * width * height;
    println!("{actions} {bytes} {}", all.allocations - all.deallocations);
}

/// Saves into a folder, and opens what was saved last.
struct FolderDialogs {
    folder: PathBuf,
    saved: Mutex<Option<PathBuf>>,
}

impl FileDialogs for FolderDialogs {
    fn ask(&self, ask: &Ask) -> Picked {
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        match ask {
            Ask::Open => saved.clone().map_or(Picked::Cancelled, Picked::File),
            Ask::OpenVotes | Ask::Import => Picked::Cancelled,
            Ask::Save { name, .. } => Picked::File(saved.insert(self.folder.join(name)).clone()),
            Ask::SaveExport { name, .. } => Picked::File(self.folder.join(name)),
        }
    }
}

struct NoClipboard;

impl Clipboard for NoClipboard {
    fn put(&self, _: Copied) -> Result<(), String> {
        Ok(())
    }
}

/// Uses the program without a screen, and prints live memory after each round.
pub fn use_without_screen() {
    keep_memory_between_frames();
    let ctx = Context::default();
    let (engine, query_runner) = (Arc::new(quick_projection), Arc::new(quick_answer));
    let services = Services { engine, query_runner, ..services() };
    let used = InUse::new(&CreationContext::_new_kittest(ctx.clone()), services, FAST_HOUR);
    let mut window = Window::new(ctx, (used, eframe::Frame::_new_kittest()), |(used, frame), ui| {
        used.logic(ui, frame);
        used.ui(ui, frame);
    });
    while !window.content.0.is_over() {
        window.step();
    }
}

/// Uses the program in a window, and leaves it open.
pub fn use_on_screen() -> eframe::Result {
    keep_memory_between_frames();
    let create =
        |cc: &CreationContext<'_>| Ok(Box::new(InUse::new(cc, services(), HOUR)) as Box<dyn eframe::App>);
    eframe::run_native("Tearline", start::options(), Box::new(create))
}

/// Measures both; what cannot be measured here, the rows say.
pub fn measure() {
    if let Err(error) = growth() {
        Row::of("live memory in random use", format!("not measured: {error}"), "").print();
    }
    if let Err(error) = Screen::start().and_then(|screen| window_after_an_hour(&screen)) {
        Row::of("memory after an hour in a window", format!("not measured: {error}"), "").print();
    }
}

fn growth() -> Result<(), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let mut command = this_program(WITHOUT_SCREEN);
    command.env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path()).current_dir(home.path());
    for folder in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env_remove(folder);
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err("the program did not stand it".into());
    }
    let lines = String::from_utf8(output.stdout)?;
    let readings: Vec<Reading> = lines.lines().map(reading).collect::<Result<_, _>>()?;
    // What is worked out once and kept is there after a quarter.
    let later = &readings[readings.len() / 4..];
    let [.., last] = later else { return Err("nothing was read".into()) };
    growth_row("live bytes", later, last, |reading| reading.bytes);
    growth_row("live allocations", later, last, |reading| reading.allocations);
    Ok(())
}

fn reading(line: &str) -> Result<Reading, Box<dyn Error>> {
    let mut numbers = line.split(' ').map(str::parse::<f64>);
    let mut next = || numbers.next().ok_or("a line is too short");
    Ok(Reading { actions: next()??, bytes: next()??, allocations: next()?? })
}

fn growth_row(what: &str, readings: &[Reading], last: &Reading, of: fn(&Reading) -> f64) {
    let slope = slope(&readings.iter().map(|reading| (reading.actions, of(reading))).collect::<Vec<_>>());
    let middle = median(readings.iter().map(of).collect());
    Row {
        what: format!("{what} in the library, growth in {} random actions", last.actions),
        figure: format!("{:+.0}", slope * last.actions),
        beside: format!("all of them {middle:.0}"),
        ratio: Some(1.0 + slope * last.actions / middle),
        aim: "1.00",
    }
    .print();
}

/// The slope of a straight line through points: the median of the slopes of all pairs (Theil 1950, Sen 1968), which no few
/// outliers move.
fn slope(points: &[(f64, f64)]) -> f64 {
    let pairs =
        points.iter().enumerate().flat_map(|(index, a)| points[index + 1..].iter().map(move |b| (a, b)));
    median(pairs.map(|(a, b)| (b.1 - a.1) / (b.0 - a.0)).collect())
}

fn window_after_an_hour(screen: &Screen) -> Result<(), Box<dyn Error>> {
    let empty = screen.open(&mut this_program(start::EMPTY_WINDOW))?.memory_at_rest()?;
    let mut used = screen.open(&mut this_program(ON_SCREEN))?;
    used.wait_for_lines(HOUR.rounds)?;
    let after = used.memory_at_rest()?;
    let what = format!("memory after {} random actions in a window, an hour", HOUR.rounds * HOUR.actions);
    memory_row(&what, after.now, empty.now, "≤ 2");
    memory_row("the most memory until then", after.most, empty.most, "");
    Ok(())
}

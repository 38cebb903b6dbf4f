//! What a frame costs: every stage with 10 and with 40 actors, beside egui's own demo window, in turn in
//! the same run.
//!
//! `cargo bench --bench frames`. A frame is run and tessellated without a display; what a graphics card
//! does is not in it. Medians of many frames; ratios are to the demo window with all of its windows that
//! are open at its start, as both are drawn for somebody who sees, and once more with the tree that a
//! screen reader is given.

use eframe::egui::{self, Context, RawInput, Rect, Ui, ViewportId};
use eframe::{App as _, CreationContext};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tearline::app::{App, NullRecoveryStore, PreferenceMemory, Services, Threads};
use tearline::app::{Ask, FileDialogs, Picked};
use tearline::scenario::{Actor, ActorId, Edit, Partnership, Scenario, Tie};
use tearline::storage;
use tearline::ui::{Command, HistoryChoice, PlayCommand, Stage, ViewCommand};

const FRAMES: usize = 200;
const SIZE: egui::Vec2 = egui::vec2(1280.0, 720.0);

struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn ask(&self, _: &Ask) -> Picked {
        Picked::Failed("This system has no file dialog.".into())
    }
}

/// A window without a display: whatever draws itself into it, frame by frame.
struct Window<Content> {
    ctx: Context,
    content: Content,
    draw: fn(&mut Content, &mut Ui),
    /// The time in the window, in seconds.
    time: f64,
}

impl<Content> Window<Content> {
    fn new(ctx: Context, content: Content, draw: fn(&mut Content, &mut Ui)) -> Self {
        Window { ctx, content, draw, time: 0.0 }
    }

    /// Runs and tessellates a frame; whether another was asked for at once.
    fn step(&mut self) -> bool {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
            time: Some(self.time),
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| (self.draw)(&mut self.content, ui));
        output.textures_delta.clear();
        let triangles = self.ctx.tessellate(output.shapes, 1.0);
        assert!(!triangles.is_empty());
        output.viewport_output.get(&ViewportId::ROOT).is_some_and(|root| root.repaint_delay == Duration::ZERO)
    }

    /// The median time of a frame, in milliseconds.
    fn frame(&mut self) -> f64 {
        let mut times: Vec<f64> = (0..FRAMES)
            .map(|_| {
                let start = Instant::now();
                self.step();
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        times[FRAMES / 2]
    }

    fn read_aloud(&self, read: bool) {
        if read { self.ctx.enable_accesskit() } else { self.ctx.disable_accesskit() }
    }
}

/// The program in a window.
type Tearline = Window<(App, eframe::Frame)>;

/// The Oval Office case with so many actors: more partners, all tied to each other's neighbour.
fn scenario(actors: usize) -> Scenario {
    let case = storage::built_in("oval-office-2017").expect("it ships");
    let mut scenario = case.scenario().expect("a good case");
    let edit = |scenario: &Scenario, edit: Edit| scenario.edited(&edit).expect("an edit that can be made");
    let mut last: Option<ActorId> = None;
    while scenario.actors.len() < actors {
        let id = scenario.next_actor_id();
        scenario = edit(&scenario, Edit::PutActor(id.clone(), Actor::named(&format!("State {id}"))));
        if scenario.actors.len().is_multiple_of(2) {
            scenario = edit(&scenario, Edit::PutPartnership(id.clone(), Partnership::default()));
        }
        if let Some(last) = last.replace(id.clone()) {
            scenario = edit(&scenario, Edit::PutTie(Tie::between(last, id)));
        }
    }
    scenario
}

fn tearline(actors: usize) -> Tearline {
    let folder = std::env::temp_dir().join(format!("tearline-frames-{}-{actors}.ron", std::process::id()));
    storage::save(&folder, &scenario(actors)).expect("saved");
    let services = Services {
        starter: Box::new(Threads),
        file_dialogs: Arc::new(NoDialogs),
        clipboard: Arc::new(tearline::app::SystemClipboard::default()),
        preferences: Arc::new(PreferenceMemory::default()),
        recovery_store: Arc::new(NullRecoveryStore),
        class_store: Arc::new(tearline::app::NullClassStore),
        query_runner: std::sync::Arc::new(tearline::app::answer),
        engine: Arc::new(tearline::engine::project),
        folder: std::env::temp_dir(),
    };
    let ctx = Context::default();
    let app = App::new(&CreationContext::_new_kittest(ctx.clone()), services, Some(folder.clone()));
    let mut window = Window::new(ctx, (app, eframe::Frame::_new_kittest()), |(app, frame), ui| {
        app.logic(ui, frame);
        app.ui(ui, frame);
    });
    settle(&mut window);
    let _ = std::fs::remove_file(folder);
    window
}

fn settle(window: &mut Tearline) {
    for _ in 0..6 {
        (0..3).for_each(|_| {
            window.step();
        });
        window.content.0.wait_for_tasks();
    }
}

fn ask<C: Into<Command>>(window: &mut Tearline, commands: impl IntoIterator<Item = C>) {
    commands.into_iter().for_each(|command| window.content.0.send(command));
    settle(window);
}

fn main() {
    tearline::app::keep_memory_between_frames();
    let ctx = Context::default();
    // The demo uses signs that no font here has; boxes will do.
    ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
    let mut demo = Window::new(ctx, egui_demo_lib::DemoWindows::default(), |windows, ui| windows.ui(ui));
    (0..10).for_each(|_| {
        demo.step();
    });
    println!(
        "milliseconds a frame (median of {FRAMES}), and the ratio to egui's demo window in the same turn:"
    );
    for actors in numbers_of_actors() {
        let mut window = tearline(actors);
        for stage in Stage::ALL {
            ask(&mut window, [ViewCommand::GoTo(stage)]);
            row(&mut demo, &mut window, stage.name(), actors);
        }
        ask(&mut window, [ViewCommand::GoTo(Stage::Aftermath)]);
        ask(
            &mut window,
            [PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)), PlayCommand::PlayFromStart],
        );
        row(&mut demo, &mut window, "a play", actors);
        ask(&mut window, [PlayCommand::ShowMonth(6)]);
        let frames = 1 + (0..100).take_while(|_| window.step()).count();
        println!("  {actors} actors, nothing changes: {frames} frame until it rests");
    }
    preview();
}

/// Those named on the command line, or the usual ones.
fn numbers_of_actors() -> Vec<usize> {
    let named: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if named.is_empty() { vec![10, 40] } else { named }
}

fn row<Demo>(demo: &mut Window<Demo>, window: &mut Tearline, name: &str, actors: usize) {
    let [seen, read] = [false, true].map(|read| {
        demo.read_aloud(read);
        window.read_aloud(read);
        [demo.frame(), window.frame()]
    });
    let [seen_ratio, read_ratio] = [seen, read].map(|[theirs, ours]| ours / theirs);
    println!(
        "  {name:<10} {actors:>3} actors  {:6.2}   demo {:6.2}   ratio {seen_ratio:.2}   with a screen reader {:6.2}   demo {:6.2}   ratio {read_ratio:.2}",
        seen[1], seen[0], read[1], read[0]
    );
}

/// How long the projection that follows a moving hand takes.
fn preview() {
    let scenario = scenario(10);
    let plan = scenario.plans.values().next().cloned().expect("a plan");
    let run = tearline::engine::Run { histories: tearline::app::QUICK_HISTORIES, ..Default::default() };
    let mut times: Vec<f64> = (0..50)
        .map(|_| {
            let start = Instant::now();
            tearline::engine::project(&scenario, &plan, &run, &tearline::engine::NoMonitor)
                .expect("not stopped");
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("preview at 10 actors: {:.1} ms (median), {:.1} ms (95 %)", times[25], times[47]);
}

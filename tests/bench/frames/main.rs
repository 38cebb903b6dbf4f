//! What a frame costs: every stage with 10 and with 40 actors, beside egui's own demo window, in turn in
//! the same run.
//!
//! `cargo bench --bench frames`. A frame is run and tessellated without a display; what a graphics card
//! does is not in it. Medians of many frames; ratios are to the demo window with all of its windows that
//! are open at its start.

use eframe::egui;
use egui_kittest::{Harness, TestRenderer};
use std::sync::Arc;
use std::time::Instant;
use tearline::app::{App, NoSafe, PreferenceMemory, Services, Threads};
use tearline::app::{Ask, FileDialogs, Picked};
use tearline::scenario::{Actor, ActorId, Edit, Partnership, Scenario, Tie};
use tearline::storage;
use tearline::ui::{Command, Stage, Which};

const FRAMES: usize = 200;
const SIZE: egui::Vec2 = egui::vec2(1280.0, 720.0);

struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn ask(&self, _: &Ask) -> Picked {
        Picked::NoDialog
    }
}

/// Draws nothing: a frame ends with its triangles.
struct Triangles;

impl TestRenderer for Triangles {
    fn handle_delta(&mut self, _: &mut egui::TexturesDelta) {}

    fn render(&mut self, _: &egui::Context, _: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        Err("nothing is drawn".into())
    }
}

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

fn app(actors: usize) -> Harness<'static, App> {
    let folder = std::env::temp_dir().join(format!("tearline-frames-{}-{actors}.ron", std::process::id()));
    storage::save(&folder, &scenario(actors)).expect("saved");
    let services = Services {
        starter: Box::new(Threads),
        file_dialogs: Arc::new(NoDialogs),
        preferences: Arc::new(PreferenceMemory::default()),
        safe: Arc::new(NoSafe),
        analyst: std::sync::Arc::new(tearline::app::answer),
        engine: Arc::new(tearline::engine::project),
        folder: std::env::temp_dir(),
    };
    let file = Some(folder.clone());
    let mut window = Harness::builder()
        .with_size(SIZE)
        .renderer(Triangles)
        .build_eframe(move |cc| App::new(cc, services, file));
    settle(&mut window);
    let _ = std::fs::remove_file(folder);
    window
}

fn settle(window: &mut Harness<'static, App>) {
    for _ in 0..6 {
        window.run_steps(3);
        window.state_mut().wait_for_jobs();
    }
}

/// The median time of a frame, run and tessellated, in milliseconds.
fn frame<State>(window: &mut Harness<'_, State>) -> f64 {
    let mut times: Vec<f64> = (0..FRAMES)
        .map(|_| {
            let start = Instant::now();
            window.step();
            let shapes = window.output().shapes.clone();
            let triangles = window.ctx.tessellate(shapes, 1.0);
            assert!(!triangles.is_empty());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[FRAMES / 2]
}

fn main() {
    let mut windows = egui_demo_lib::DemoWindows::default();
    let mut begun = 0;
    let mut demo = Harness::builder().with_size(SIZE).renderer(Triangles).build_ui(move |ui| {
        // The demo uses signs that no font here has; boxes will do, from the third frame on.
        ui.ctx().set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
        begun += 1;
        if begun > 2 {
            windows.ui(ui);
        }
    });
    demo.run_steps(10);
    println!(
        "milliseconds a frame (median of {FRAMES}), and the ratio to egui's demo window in the same turn:"
    );
    for actors in [10, 40] {
        let mut window = app(actors);
        for stage in Stage::ALL {
            window.state_mut().send(Command::GoTo(stage));
            settle(&mut window);
            row(&mut demo, &mut window, stage.name(), actors);
        }
        window.state_mut().send(Command::GoTo(Stage::Aftermath));
        window.state_mut().send(Command::ShowHistory(Some(Which::Unlucky)));
        window.state_mut().send(Command::PlayFromStart);
        settle(&mut window);
        row(&mut demo, &mut window, "a play", actors);
        let steps = {
            window.state_mut().send(Command::ShowMonth(6));
            settle(&mut window);
            window.run()
        };
        println!("  {actors} actors, nothing changes: {steps} frame until it rests");
    }
    preview();
}

fn row<State>(demo: &mut Harness<'_, State>, window: &mut Harness<'static, App>, name: &str, actors: usize) {
    let (theirs, ours) = (frame(demo), frame(window));
    println!("  {name:<10} {actors:>3} actors  {ours:6.2}   demo {theirs:6.2}   ratio {:.2}", ours / theirs);
}

/// How long the projection that follows a moving hand takes.
fn preview() {
    let scenario = scenario(10);
    let plan = scenario.plans.values().next().cloned().expect("a plan");
    let run = tearline::engine::Run { histories: tearline::app::PREVIEW_HISTORIES, ..Default::default() };
    let mut times: Vec<f64> = (0..50)
        .map(|_| {
            let start = Instant::now();
            tearline::engine::project(&scenario, &plan, &run, &tearline::engine::Unwatched)
                .expect("not stopped");
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("preview at 10 actors: {:.1} ms (median), {:.1} ms (95 %)", times[25], times[47]);
}

//! What a frame costs: every stage with 10, 40 and 200 actors, beside egui's own demo window, in turn in
//! the same run; and what a frame costs while a hand moves an actor or the map.
//!
//! `cargo bench --bench frames`; numbers of actors, names of stages, `play` and `drag` after `--` measure these alone. A frame is run and tessellated without a display; what a graphics card
//! does is not in it. Medians of many frames; ratios are to the demo window with all of its windows that
//! are open at its start, as both are drawn for somebody who sees, and once more with the tree that a
//! screen reader is given.

use eframe::egui::{
    self, Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Ui, Vec2, ViewportId,
};
use eframe::{App as _, CreationContext};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tearline::app::{App, NullRecoveryStore, PreferenceMemory, Services, Threads};
use tearline::app::{Ask, FileDialogs, Picked};
use tearline::scenario::{Actor, ActorId, Edit, Partnership, Scenario, Tie};
use tearline::storage;
use tearline::ui::{Command, HistoryChoice, PlayCommand, Stage, ViewCommand};

const FRAMES: usize = 200;
const SIZE: Vec2 = egui::vec2(1280.0, 720.0);
/// The radius of the circle in which a hand moves what it holds, in points.
const DRAG_RADIUS: f32 = 60.0;

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
        let output = self.step_with(Vec::new());
        output.viewport_output.get(&ViewportId::ROOT).is_some_and(|root| root.repaint_delay == Duration::ZERO)
    }

    /// The same with input; the output but for its shapes.
    fn step_with(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| (self.draw)(&mut self.content, ui));
        output.textures_delta.clear();
        let triangles = self.ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
        assert!(!triangles.is_empty());
        output
    }

    /// The median time of a frame, in milliseconds.
    fn frame(&mut self) -> f64 {
        sorted_times((0..FRAMES).map(|_| {
            let start = Instant::now();
            self.step();
            start.elapsed()
        }))[FRAMES / 2]
    }

    /// The times of the frames in which a pointer that was pressed at a point goes round in a circle, shortest first,
    /// in milliseconds.
    fn drag(&mut self, from: Pos2) -> Vec<f64> {
        let button = |pressed| Event::PointerButton {
            pos: from,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.step_with(vec![Event::PointerMoved(from)]);
        self.step_with(vec![button(true)]);
        // It ends a little short of where it began: a gesture that ends there changes nothing.
        let turn = |frame: usize| std::f32::consts::TAU * frame as f32 / (FRAMES + 10) as f32;
        let times = sorted_times((1..=FRAMES).map(|frame| {
            let at = from + DRAG_RADIUS * (Vec2::angled(turn(frame)) - Vec2::RIGHT);
            let start = Instant::now();
            self.step_with(vec![Event::PointerMoved(at)]);
            start.elapsed()
        }));
        self.step_with(vec![button(false)]);
        self.step_with(vec![Event::PointerGone]);
        times
    }

    fn read_aloud(&self, read: bool) {
        if read { self.ctx.enable_accesskit() } else { self.ctx.disable_accesskit() }
    }
}

/// Times in milliseconds, shortest first.
fn sorted_times(times: impl Iterator<Item = Duration>) -> Vec<f64> {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    times
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
        // It stands still: every answer is computed to its end.
        clock: Arc::new(|| 0.0),
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
        for stage in Stage::ALL.into_iter().filter(|stage| is_asked(stage.name())) {
            ask(&mut window, [ViewCommand::GoTo(stage)]);
            row(&mut demo, &mut window, stage.name(), actors);
        }
        if is_asked("play") {
            play(&mut demo, &mut window, actors);
        }
        for stage in [Stage::Setting, Stage::Decision].into_iter().filter(|_| is_asked("drag")) {
            ask(&mut window, [ViewCommand::GoTo(stage)]);
            drags(&mut window, stage.name(), actors);
        }
    }
    if is_asked("preview") {
        preview();
    }
}

/// Numbers of actors named on the command line, or the usual ones.
fn numbers_of_actors() -> Vec<usize> {
    let named: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if named.is_empty() { vec![10, 40, 200] } else { named }
}

/// Whether something is to be measured: everything, unless something is named on the command line.
fn is_asked(name: &str) -> bool {
    let is_name = |argument: &String| !argument.starts_with("--") && argument.parse::<usize>().is_err();
    let named: Vec<String> = std::env::args().skip(1).filter(is_name).collect();
    named.is_empty() || named.iter().any(|named| named.eq_ignore_ascii_case(name))
}

/// A history that plays, and what is drawn once it is held.
fn play<Demo>(demo: &mut Window<Demo>, window: &mut Tearline, actors: usize) {
    ask(window, [ViewCommand::GoTo(Stage::Aftermath)]);
    ask(window, [PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)), PlayCommand::PlayFromStart]);
    row(demo, window, "a play", actors);
    ask(window, [PlayCommand::ShowMonth(6)]);
    let frames = 1 + (0..100).take_while(|_| window.step()).count();
    println!("  {actors} actors, nothing changes: {frames} frame until it rests");
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

/// An actor is moved round in a circle, and then the map.
fn drags(window: &mut Tearline, name: &str, actors: usize) {
    for what in ["an actor", "the map"] {
        let [seen, read] = [false, true].map(|read| {
            let from =
                if what == "an actor" { place_of_newest_actor(window) } else { Pos2::new(20.0, 120.0) };
            window.read_aloud(read);
            let before = window.content.0.scenario().clone();
            let times = window.drag(from);
            let is_moved = *window.content.0.scenario() != before;
            assert_eq!(is_moved, what == "an actor", "the pointer held something else than {what}");
            settle(window);
            [times[FRAMES / 2], times[FRAMES * 99 / 100]]
        });
        println!(
            "  {name:<10} {actors:>3} actors, moving {what:<8}  {:6.2} (99 %: {:6.2})   with a screen reader {:6.2} (99 %: {:6.2})",
            seen[0], seen[1], read[0], read[1]
        );
    }
}

/// The middle of the mark of an actor: the one that was added last, if any was.
fn place_of_newest_actor(window: &mut Tearline) -> Pos2 {
    let actors = &window.content.0.scenario().actors;
    let added = actors.values().rfind(|actor| actor.name.starts_with("State "));
    let label = format!("{}, ", added.or(actors.values().next_back()).expect("an actor").name);
    window.read_aloud(true);
    let tree = window.step_with(Vec::new()).platform_output.accesskit_update.expect("a tree");
    let is_mark = |node: &egui::accesskit::Node| node.label().is_some_and(|name| name.starts_with(&label));
    let (_, mark) = tree.nodes.iter().find(|(_, node)| is_mark(node)).expect("a mark on the map");
    let place = mark.bounds().expect("a place on the map");
    Pos2::new((place.x0 + place.x1) as f32 / 2.0, (place.y0 + place.y1) as f32 / 2.0)
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

//! What a frame costs: every stage with 10, 40 and 200 actors, beside egui's own demo window, in turn in
//! the same run; and what a frame costs while a hand moves an actor or the map.
//!
//! A frame is run and tessellated without a display; what a graphics card does is not in it. Milliseconds are medians of
//! many turns, each the median of some frames; ratios are medians of the ratios of turns, to the demo window with all of its
//! windows that are open at its start, as both are drawn for somebody who sees, and once more with the tree that a screen
//! reader is given.

use crate::Asked;
use crate::table::Row;
use crate::timing::{median, seconds};
use crate::window::{Tearline, Window, program, settle};
use eframe::egui::{self, Context, Event, Modifiers, PointerButton, Pos2, Vec2};
use std::time::Duration;
use tearline::scenario::{Actor, ActorId, Edit, Partnership, Scenario, Tie};
use tearline::storage;
use tearline::ui::{Command, HistoryChoice, PlayCommand, Stage, ViewCommand};

/// How often two windows are compared, turn by turn: the speed of a machine may change within a second.
const TURNS: usize = 20;
/// The frames of each in a turn.
const FRAMES_IN_TURN: usize = 20;
/// The frames in which a hand moves something.
const FRAMES: usize = 200;
/// A play in which things move has ended where nothing is to be drawn for so long.
const A_REST: Duration = Duration::from_secs(1);
/// More frames than any play has: ten minutes of them.
const MOST_FRAMES: usize = 36_000;
/// The radius of the circle in which a hand moves what it holds, in points.
const DRAG_RADIUS: f32 = 60.0;

/// The median time of a frame in a turn, in milliseconds.
fn frame<Content>(window: &mut Window<Content>) -> f64 {
    median((0..FRAMES_IN_TURN).map(|_| 1e3 * seconds(|| window.step())).collect())
}

/// The times of the frames in which a pointer that was pressed at a point goes round in a circle, shortest first,
/// in milliseconds.
fn drag(window: &mut Tearline, from: Pos2) -> Vec<f64> {
    let button = |pressed| Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.step_with(vec![Event::PointerMoved(from)]);
    window.step_with(vec![button(true)]);
    // It ends a little short of where it began: a gesture that ends there changes nothing.
    let turn = |frame: usize| std::f32::consts::TAU * frame as f32 / (FRAMES + 10) as f32;
    let times = sorted((1..=FRAMES).map(|frame| {
        let at = from + DRAG_RADIUS * (Vec2::angled(turn(frame)) - Vec2::RIGHT);
        1e3 * seconds(|| window.step_with(vec![Event::PointerMoved(at)]))
    }));
    window.step_with(vec![button(false)]);
    window.step_with(vec![Event::PointerGone]);
    times
}

/// Times, shortest first.
fn sorted(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times
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

fn tearline(actors: usize) -> Tearline {
    let file = std::env::temp_dir().join(format!("tearline-frames-{}-{actors}.ron", std::process::id()));
    storage::save(&file, &scenario(actors)).expect("saved");
    let mut window = program(Some(file.clone()));
    settle(&mut window);
    let _ = std::fs::remove_file(file);
    window
}

fn ask<C: Into<Command>>(window: &mut Tearline, commands: impl IntoIterator<Item = C>) {
    commands.into_iter().for_each(|command| window.content.0.send(command));
    settle(window);
}

/// Measures frames of so many actors, all or those that are asked for.
pub fn measure(asked: &Asked) {
    tearline::app::keep_memory_between_frames();
    let ctx = Context::default();
    // The demo uses signs that no font here has; boxes will do.
    ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
    let mut demo = Window::new(ctx, egui_demo_lib::DemoWindows::default(), |windows, ui| windows.ui(ui));
    (0..10).for_each(|_| {
        demo.step();
    });
    for actors in asked.actors.iter().copied() {
        let mut window = tearline(actors);
        for stage in Stage::ALL.into_iter().filter(|stage| asked.wants(stage.name())) {
            ask(&mut window, [ViewCommand::GoTo(stage)]);
            row(&mut demo, &mut window, stage.name(), actors);
        }
        if asked.wants("play") {
            play(&mut demo, &mut window, actors);
        }
        for stage in [Stage::Setting, Stage::Decision].into_iter().filter(|_| asked.wants("drag")) {
            ask(&mut window, [ViewCommand::GoTo(stage)]);
            drags(&mut window, stage.name(), actors);
        }
    }
    if asked.wants("preview") {
        preview();
    }
}

/// A history that plays, its longest frames, and what is drawn once it is held.
fn play<Demo>(demo: &mut Window<Demo>, window: &mut Tearline, actors: usize) {
    ask(window, [ViewCommand::GoTo(Stage::Aftermath)]);
    ask(window, [PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)), PlayCommand::PlayFromStart]);
    row(demo, window, "a play", actors);
    longest_frames(window, actors);
    ask(window, [PlayCommand::ShowMonth(6)]);
    let frames = 1 + (0..100).take_while(|_| window.step()).count();
    Row::of(format!("frames until it rests, {actors} actors"), frames.to_string(), "").print();
}

/// The longest frames of a history that plays from its start to its end: those in which something happens.
fn longest_frames(window: &mut Tearline, actors: usize) {
    window.content.0.send(PlayCommand::PlayFromStart);
    let (mut times, mut goes_on) = (Vec::new(), true);
    while goes_on && times.len() < MOST_FRAMES {
        times.push(1e3 * seconds(|| goes_on = window.step_until_next() < A_REST));
    }
    let times = sorted(times.into_iter());
    Row {
        what: format!("the longest frame of a whole play, {actors} actors"),
        figure: format!("{:.2} ms", times[times.len() - 1]),
        beside: format!("99 % of {} ≤ {:.2}", times.len(), times[times.len() * 99 / 100]),
        ratio: None,
        aim: "",
    }
    .print();
}

/// The most that a frame may take, as many times one of the demo, by the number of actors.
fn aim(actors: usize) -> &'static str {
    match actors {
        40 => "≤ 1.2",
        200 => "≤ 3",
        _ => "",
    }
}

fn row<Demo>(demo: &mut Window<Demo>, window: &mut Tearline, name: &str, actors: usize) {
    for (read, to) in [(false, ""), (true, ", with a screen reader")] {
        demo.read_aloud(read);
        window.read_aloud(read);
        let turns: Vec<[f64; 2]> = (0..TURNS).map(|_| [frame(demo), frame(window)]).collect();
        let of = |side: usize| median(turns.iter().map(|turn| turn[side]).collect());
        Row {
            what: format!("a frame of {name}, {actors} actors{to}"),
            figure: format!("{:.2} ms", of(1)),
            beside: format!("demo window {:.2}", of(0)),
            ratio: Some(median(turns.iter().map(|[theirs, ours]| ours / theirs).collect())),
            aim: aim(actors),
        }
        .print();
    }
}

/// An actor is moved round in a circle, and then the map.
fn drags(window: &mut Tearline, name: &str, actors: usize) {
    for what in ["an actor", "the map"] {
        for (read, to) in [(false, ""), (true, ", with a screen reader")] {
            let from =
                if what == "an actor" { place_of_newest_actor(window) } else { Pos2::new(20.0, 120.0) };
            window.read_aloud(read);
            let before = window.content.0.scenario().clone();
            let times = drag(window, from);
            let is_moved = *window.content.0.scenario() != before;
            assert_eq!(is_moved, what == "an actor", "the pointer held something else than {what}");
            settle(window);
            Row {
                what: format!("a frame of {name} while {what} is moved, {actors} actors{to}"),
                figure: format!("{:.2} ms", times[FRAMES / 2]),
                beside: format!("99 % of frames ≤ {:.2}", times[FRAMES * 99 / 100]),
                ratio: None,
                aim: if actors == 200 { "≤ 16 ms" } else { "" },
            }
            .print();
        }
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

fn preview() {
    let scenario = scenario(10);
    let plan = scenario.plans.values().next().cloned().expect("a plan");
    let run = tearline::engine::Run { histories: tearline::app::QUICK_HISTORIES, ..Default::default() };
    let played = || tearline::engine::project(&scenario, &plan, &run, &tearline::engine::NoMonitor).is_ok();
    let times = sorted((0..50).map(|_| 1e3 * seconds(played)));
    let what = "the projection that follows a moving hand, 10 actors";
    Row::of(what, format!("{:.1} ms", times[25]), "").print();
}

//! The projection follows the document, and never holds the window.

use crate::desk::{Desk, Setup};
use egui::{Context, Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use tearline::app::Engine;
use tearline::engine::{Cancelled, Monitor, Projection, Run, project};
use tearline::scenario::{Edit, Plan, Scenario};
use tearline::ui::{Command, FileCommand, ProjectionCommand, Stage, ViewCommand};

fn with_engine(
    engine: impl Fn(&Scenario, &Plan, &Run, &dyn Monitor) -> Result<Projection, Cancelled> + Send + Sync + 'static,
) -> Desk {
    let engine: Arc<Engine> = Arc::new(engine);
    Desk::with(Setup { engine: Some(engine), ..Setup::default() })
}

#[test]
fn the_frames_until_the_window_is_seen_wait_for_no_run() {
    let (context, begun) = (Arc::new(OnceLock::new()), Arc::new(OnceLock::new()));
    let (window, frame) = (context.clone(), begun.clone());
    let engine = move |scenario: &Scenario, plan: &Plan, run: &Run, monitor: &dyn Monitor| {
        frame.get_or_init(|| window.get().map(Context::cumulative_frame_nr));
        project(scenario, plan, run, monitor)
    };
    let desk = Desk::with(Setup {
        engine: Some(Arc::new(engine)),
        before_first_frame: Some(Box::new(move |ctx| context.set(ctx.clone()).expect("one window"))),
        ..Setup::default()
    });
    let begun = begun.get().copied().flatten().expect("a run");
    assert!(begun >= 2, "it began in frame {begun}, of {}", desk.window.ctx.cumulative_frame_nr());
}

#[test]
fn a_change_is_projected_at_once() {
    let mut desk = Desk::new();
    desk.go_to("Decision");
    desk.ask(Command::Edit(Edit::SetHorizon(6)));
    let (projection, current) = desk.app().projection().expect("a projection");
    assert_eq!((projection.horizon_months, projection.histories, current), (6, 10_000, true));
    assert!(desk.reads("10,000 histories, same luck for every plan"));
}

#[test]
fn a_run_that_takes_long_shows_how_far_it_is_and_can_be_stopped() {
    let slow = |_: &Scenario, _: &Plan, run: &Run, monitor: &dyn Monitor| {
        monitor.progress(312, run.histories);
        while !monitor.cancelled() {
            std::thread::yield_now();
        }
        Err(Cancelled)
    };
    let mut desk = Desk::with_unsettled(Setup { engine: Some(Arc::new(slow)), ..Setup::default() });
    desk.app().send(ViewCommand::GoTo(Stage::Decision));
    desk.draw_until_it_reads("312 of 10,000 histories");
    desk.window.run_steps(5);
    desk.click_without_waiting("Stop");
    desk.settle();
    assert!(desk.reads("The projection was stopped"));
    assert!(desk.reads("Nothing is projected yet"));
}

#[test]
fn a_run_that_falls_over_becomes_a_message_and_the_last_answer_stays() {
    let mut desk = with_engine(|scenario, plan, run, monitor| {
        assert!(scenario.horizon_months != 7, "seven is too much");
        project(scenario, plan, run, monitor)
    });
    desk.go_to("Decision");
    desk.change_something();
    assert!(desk.reads("seven is too much"));
    assert!(desk.app().projection().is_some_and(|(_, current)| !current));
    assert!(desk.reads("before the last change"));
    desk.ask(Command::Undo);
    assert!(desk.app().projection().is_some_and(|(_, current)| current));
}

#[test]
fn while_the_button_is_down_a_small_run_follows_and_the_full_one_when_it_is_let_go() {
    let mut desk = Desk::new();
    let middle = egui::pos2(640.0, 660.0);
    desk.window.hover_at(middle);
    desk.window.drag_at(middle);
    desk.settle();
    desk.ask(Command::Edit(Edit::SetHorizon(6)));
    let histories = |desk: &mut Desk| desk.app().projection().map(|(projection, _)| projection.histories);
    assert_eq!(histories(&mut desk), Some(500));
    desk.ask(ViewCommand::GoTo(Stage::Decision));
    assert!(desk.reads("500 histories, a quick run"));
    desk.window.drop_at(middle);
    desk.settle();
    assert_eq!(histories(&mut desk), Some(10_000));
}

#[test]
fn a_key_that_is_never_let_go_does_not_keep_the_full_run_away() {
    for key in [Key::ArrowUp, Key::ShiftLeft] {
        let mut desk = Desk::new();
        desk.window.key_down(key);
        desk.app().send(Command::Edit(Edit::SetHorizon(6)));
        desk.window.step();
        desk.settle();
        let histories = desk.app().projection().map(|(projection, _)| projection.histories);
        assert_eq!(histories, Some(10_000), "{key:?}");
    }
}

#[test]
fn resting_on_a_choice_says_everywhere_what_it_would_do_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let before = desk.scenario();
    let track = desk.window.get_by_role_and_label(Role::Slider, "Tell Russia").rect();
    desk.window.hover_at(track.lerp_inside(egui::vec2(0.5, 0.75)));
    desk.settle();
    assert!(desk.reads("Preview: Gist for Russia would change, in points: Israel’s "));
    assert!(desk.reads("Harm to sources, would change by −"));
    assert!(!desk.reads("Click, drag, or use"), "no box lies over the answer");
    for (name, choice) in [
        ("Ask Israel first: Ask first", "Preview: Asking first, and holding back if refused would change"),
        ("Preparation: For history…", "Preview: A leak would change"),
    ] {
        let place = desk.window.get_by_label(name).rect().center();
        desk.window.hover_at(place);
        desk.settle();
        assert!(desk.reads(choice), "{name}");
    }
    assert_eq!(desk.scenario(), before);
}

#[test]
fn renaming_or_moving_an_actor_computes_nothing() {
    let asked = Arc::new(AtomicBool::new(false));
    let noted = asked.clone();
    let mut desk = with_engine(move |scenario, plan, run, monitor| {
        noted.store(true, Relaxed);
        project(scenario, plan, run, monitor)
    });
    asked.store(false, Relaxed);
    let home = desk.scenario().home.clone();
    desk.ask(Command::Edit(Edit::PutActor(home, tearline::scenario::Actor::named("Elsewhere"))));
    assert!(!asked.load(Relaxed));
    assert!(desk.app().projection().is_some_and(|(_, current)| current));
}

#[test]
fn other_luck_is_one_command_away() {
    let mut desk = Desk::new();
    desk.ask(ProjectionCommand::NewSeed);
    assert!(desk.app().projection().is_some_and(|(projection, current)| projection.seed == 2 && current));
}

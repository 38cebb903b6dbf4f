//! What the window and its undo history keep, and what a long projection takes, counted to the byte; a program of its own,
//! so that nothing else is counted.

#[path = "../gui/desk.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod desk;
#[path = "../gui/gestures.rs"]
mod gestures;
#[path = "../support/luck.rs"]
mod luck;
#[path = "../gui/model.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod model;
#[path = "../gui/pictures/rasterizer.rs"]
mod pictures;
#[path = "../support/quick_model.rs"]
mod quick_model;

use desk::{Desk, informed};
use egui_kittest::kittest::Queryable as _;
use gestures::{desk_for_monkeys, is_for_monkeys};
use luck::Luck;
use peak_alloc::PeakAlloc;
use std::sync::{Mutex, PoisonError};
use tearline::app::UndoHistory;
use tearline::engine::row_set::RowSet;
use tearline::engine::sample_matrix::forget_spare_rows;
use tearline::engine::{NoMonitor, Run, project};
use tearline::scenario::{Actor, Edit, Scenario};
use tearline::ui::command::{Unsaved, table};
use tearline::ui::{DialogCommand, DisplayCommand, FileCommand, GuidePage, Stage, ViewCommand};

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// Gestures with one document, in each round. After so many, all that is worked out once and kept is there.
const GESTURES: usize = 1_000;

/// Rounds of the longer session, by hand as many as `TEARLINE_ROUNDS` says.
const ROUNDS: usize = 2;

/// How far memory may grow after the first round.
const GROWTH: f64 = 1.3;

/// Held by each test, so that one is counted at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// Gives every command once, opens every page of the guide, and waits for what comes of it: all that is computed once
/// and kept, as the hindcast, the glyphs of every size and room for the longest page, is there before it is counted.
fn give_every_command_once(desk: &mut Desk) {
    let named = table().iter().map(|entry| entry.command.clone()).filter(is_for_monkeys);
    let pages = GuidePage::ALL.map(|page| DialogCommand::ShowGuide(Some(page)).into());
    for command in named.chain(pages) {
        desk.app().send(command);
        desk.settle();
        desk.app().send(DialogCommand::Close);
    }
}

/// Opens the case anew, whatever was done to it, and goes to the same view of it, so that readings compare.
fn open_anew(desk: &mut Desk) {
    desk.ask(DialogCommand::Close);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(FileCommand::AnswerUnsaved(Unsaved::Discard));
    desk.ask(DisplayCommand::SetLook(informed().look));
    desk.ask(ViewCommand::GoTo(Stage::Decision));
}

/// A case of so many actors and nothing else.
fn case_of(actors: usize) -> Scenario {
    let mut scenario = Scenario::default();
    for number in 0..actors {
        let id = scenario.next_actor_id();
        let actor = Actor::named(&format!("Actor {number}"));
        scenario = scenario.edited(&Edit::PutActor(id, actor)).expect("a fitting actor");
    }
    scenario
}

/// Lists more actors than any case that is opened later.
///
/// The test's reader keeps what is in the window in two hash tables (accesskit_consumer 0.39), which double at 90,000
/// bytes a table after as many insertions and removals as their random order happens to allow: within three rounds of
/// a journey or seven. Tables that once held many times as much are tidied in place instead.
fn list_many_actors(desk: &mut Desk) {
    let place = desk.place("large.ron");
    tearline::storage::save(&place, &case_of(200)).expect("saved");
    desk.ask(FileCommand::OpenPath(place));
    desk.ask(FileCommand::AnswerUnsaved(Unsaved::Discard));
    desk.ask(ViewCommand::GoTo(Stage::Setting));
    let listed = desk.window.query_all_by_role(egui::accesskit::Role::Button).count();
    assert!(listed > 400, "{listed} buttons are shown");
}

/// Makes gestures, and opens the case anew.
fn play_a_round(desk: &mut Desk, luck: &mut Luck) {
    for gesture in 1..=GESTURES {
        desk.gesture(luck);
        if gesture % 100 == 0 {
            desk.app().wait_for_tasks();
        }
    }
    open_anew(desk);
}

/// The bytes of egui's glyph atlas and of the renderer's copy of it, four a pixel.
///
/// A glyph is drawn into it at each size that it is ever shown at, and the atlas doubles its height until egui starts it
/// anew once it is full (epaint 0.37, `Fonts::begin_pass`): a bounded cache, whose jumps would hide a growth elsewhere.
fn glyph_bytes(desk: &Desk) -> usize {
    let [width, height] = desk.window.ctx.fonts(|fonts| fonts.font_image_size());
    2 * 4 * width * height
}

/// The bytes that a window keeps after so many rounds, without its glyphs.
///
/// They are counted as those that come free with the window. Bytes in use before that would not do: builds with
/// debug assertions hold the source of every `Id` that egui ever made, in a table of the process that only grows
/// (egui 0.37, `id_source` and `id_salt_source`), 5 MB after 1,000 gestures and 12 MB after 5,000. The program
/// people use is built without it, and its own statics are of fixed size.
fn kept_after(rounds: usize) -> f64 {
    let mut desk = desk_for_monkeys();
    let mut luck = Luck(2017);
    give_every_command_once(&mut desk);
    open_anew(&mut desk);
    for round in 1..=rounds {
        play_a_round(&mut desk, &mut luck);
        let (all, glyphs) = (ALLOCATED.current_usage(), glyph_bytes(&desk));
        eprintln!("{all} bytes in use by all after round {round} of {rounds}, {glyphs} of them for glyphs");
    }
    let before = ALLOCATED.current_usage() - glyph_bytes(&desk);
    drop(desk);
    let kept = before.checked_sub(ALLOCATED.current_usage()).expect("a window keeps more than its glyphs");
    eprintln!("{kept} bytes kept by the window after {rounds} rounds");
    kept as f64
}

#[test]
fn later_gestures_keep_hardly_more_memory_than_the_first() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let rounds = std::env::var("TEARLINE_ROUNDS").map_or(ROUNDS, |count| count.parse().expect("a number"));
    let [first, later] = [1, rounds].map(kept_after);
    assert!(later <= GROWTH * first, "{later} bytes kept after {rounds} rounds, {first} after the first");
}

/// Rounds of a journey that is the same each time. After half of them, all that is kept on purpose is there.
const SAME_ROUNDS: usize = 8;

/// The most bytes that later rounds may add: the test notes what its dialogs were asked, a few hundred bytes a round, and
/// some tables double their size late. A round of views that are not forgotten is near a million.
const NOTES: usize = 20_000;

/// Gestures of that journey.
const SAME_GESTURES: usize = 150;

/// Goes through the stages of another case and back, makes gestures, and saves.
fn make_the_same_journey(desk: &mut Desk) {
    desk.ask(FileCommand::OpenCase("austria-2018".into()));
    desk.ask(FileCommand::AnswerUnsaved(Unsaved::Discard));
    Stage::ALL.into_iter().for_each(|stage| desk.ask(ViewCommand::GoTo(stage)));
    open_anew(desk);
    let mut luck = Luck(2017);
    for _ in 0..SAME_GESTURES {
        desk.gesture(&mut luck);
        desk.app().wait_for_tasks();
    }
    let place = desk.place("journey.ron");
    desk.ask(DialogCommand::Close);
    desk.ask(FileCommand::Replace(place));
    open_anew(desk);
}

#[test]
fn the_same_journey_made_again_and_again_keeps_nothing() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut desk = desk_for_monkeys();
    list_many_actors(&mut desk);
    let mut kept_after_another = || {
        make_the_same_journey(&mut desk);
        ALLOCATED.current_usage() - glyph_bytes(&desk)
    };
    let kept: Vec<usize> = (0..SAME_ROUNDS).map(|_| kept_after_another()).collect();
    let (half, all) = (kept[SAME_ROUNDS / 2 - 1], kept[SAME_ROUNDS - 1]);
    assert!(all <= half + NOTES, "{kept:?} bytes in use after each round");
}

/// The most bytes in use while a case is projected, beyond those before; `many` is how many times the bytes of its rows
/// are what the rows may take.
fn peak_of_projection(scenario: &Scenario, run: &Run, many: usize) -> usize {
    let plan = scenario.plans.at(0).expect("a plan").1;
    let months = run.horizon_months.expect("a horizon") as usize;
    let bytes = 8 * RowSet::all(scenario.partnerships.len(), months).count() * run.histories as usize;
    let run = Run { row_bytes: Some(bytes / many), threads: Some(2), ..run.clone() };
    // What is kept of an earlier run would hide what this one takes.
    forget_spare_rows();
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    project(scenario, plan, &run, &NoMonitor).expect("nobody stops it");
    let peak = ALLOCATED.peak_usage() - before;
    eprintln!(
        "{peak} bytes at the peak of a run whose rows are {bytes}, of which {} are allowed",
        bytes / many
    );
    peak
}

#[test]
fn a_projection_takes_little_more_memory_than_its_rows_may_however_many_histories_it_has() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let scenario =
        tearline::storage::built_in("oval-office-2017").expect("built in").scenario().expect("read");
    let run = |histories| Run { histories, horizon_months: Some(60), ..Run::default() };
    // Rows take 10 MB, then 40 MB; of both, 2 MB are allowed.
    let [few, many] = [(2_000, 5), (8_000, 20)]
        .map(|(histories, times)| peak_of_projection(&scenario, &run(histories), times));
    assert!(few < 5_000_000 && many < 5_000_000, "{few} bytes, and {many} for four times the histories");
}

/// A copy that shares nothing with the original.
fn copied_whole(scenario: &Scenario) -> Scenario {
    let text = tearline::storage::write(scenario).expect("written");
    tearline::storage::parse(&text, "copy").expect("read again")
}

#[test]
fn an_undo_step_keeps_what_it_changed_and_shares_the_rest() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let large = case_of(1_000);
    let plan = large.plans.keys().next().cloned().expect("a plan");
    let before = ALLOCATED.current_usage();
    let copy = copied_whole(&large);
    let one = ALLOCATED.current_usage() - before;
    let mut history = UndoHistory::new(copy);
    for step in 0..300 {
        history.edit(Edit::SetHorizon(12 + step % 2), None, &plan).expect("a fitting horizon");
    }
    let all = ALLOCATED.current_usage() - before;
    assert!(all < 20 * one, "300 steps keep {all} bytes, and one document {one}");
}

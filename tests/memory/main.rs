//! What the window and its undo history keep, counted to the byte; a program of its own, so that nothing else is counted.

#[path = "../gui/desk.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod desk;
#[path = "../gui/gestures.rs"]
mod gestures;
#[path = "../gui/model.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod model;
#[path = "../gui/pictures/rasterizer.rs"]
mod pictures;

use desk::Desk;
use gestures::{Luck, desk_for_monkeys};
use peak_alloc::PeakAlloc;
use std::sync::{Mutex, PoisonError};
use tearline::app::UndoHistory;
use tearline::scenario::{Actor, Edit, Scenario};
use tearline::ui::FileCommand;
use tearline::ui::command::Unsaved;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// Gestures with one document, in each round. After so many, all that is worked out once and kept is there.
const GESTURES: usize = 1_000;

/// Rounds, by hand as many as `TEARLINE_ROUNDS` says.
const ROUNDS: usize = 2;

/// How far memory may grow after the first round.
const GROWTH: f64 = 1.3;

/// Held by each test, so that one is counted at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// The bytes that are in use once nothing is under way.
fn in_use(desk: &mut Desk) -> f64 {
    desk.settle();
    ALLOCATED.current_usage() as f64
}

/// Opens the case anew, whatever was done to it.
fn open_anew(desk: &mut Desk) {
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(FileCommand::AnswerUnsaved(Unsaved::Discard));
}

/// Makes gestures, and opens the case anew; the bytes in use before and after that.
fn play_a_round(desk: &mut Desk, luck: &mut Luck) -> [f64; 2] {
    for gesture in 1..=GESTURES {
        desk.gesture(luck);
        if gesture % 100 == 0 {
            desk.app().wait_for_tasks();
        }
    }
    let at_its_end = in_use(desk);
    open_anew(desk);
    [at_its_end, in_use(desk)]
}

#[test]
fn later_gestures_keep_hardly_more_memory_than_the_first() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let rounds = std::env::var("TEARLINE_ROUNDS").map_or(ROUNDS, |count| count.parse().expect("a number"));
    let mut desk = desk_for_monkeys();
    let mut luck = Luck(2017);
    let first = play_a_round(&mut desk, &mut luck);
    eprintln!("{first:.0?} bytes at the end of the first round and with the case opened anew");
    for round in 2..=rounds {
        let later = play_a_round(&mut desk, &mut luck);
        eprintln!("{later:.0?} bytes in round {round}");
        for (now, then) in later.into_iter().zip(first) {
            assert!(now <= GROWTH * then, "{now} bytes in round {round}, {then} in the first");
        }
    }
}

/// A copy that shares nothing with the original.
fn copied_whole(scenario: &Scenario) -> Scenario {
    let text = tearline::storage::write(scenario).expect("written");
    tearline::storage::parse(&text, "copy").expect("read again")
}

#[test]
fn an_undo_step_keeps_what_it_changed_and_shares_the_rest() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut large = Scenario::default();
    for number in 0..1_000 {
        let id = large.next_actor_id();
        large = large
            .edited(&Edit::PutActor(id, Actor::named(&format!("Actor {number}"))))
            .expect("a fitting actor");
    }
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

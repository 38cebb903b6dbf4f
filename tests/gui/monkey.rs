//! Twenty thousand gestures that nobody meant: nothing falls over, and what is left is a good document.

use crate::desk::read;
use crate::gestures::desk_for_monkeys;
use crate::luck::Luck;

/// Gestures of each test; there are four tests, so that processors share them.
const GESTURES: usize = 5_000;
/// The seed of the first test; another one is another monkey.
const SEED: u64 = 2017;

/// Makes so many gestures, and checks that the document stays whole and can be saved.
fn make_gestures(seed: u64) {
    let mut desk = desk_for_monkeys();
    let mut luck = Luck(seed);
    for gesture in 0..GESTURES {
        desk.gesture(&mut luck);
        if gesture % 100 == 0 {
            desk.app().wait_for_tasks();
            let whole = desk.scenario().check_references();
            assert!(whole.is_ok(), "after {gesture} gestures: {whole:?}");
        }
    }
    desk.settle();
    let left = desk.scenario();
    let path = desk.place("monkey.ron");
    tearline::storage::save(&path, &left).expect("saved");
    assert_eq!(read(&path), left);
}

#[test]
fn five_thousand_gestures_leave_a_document_that_is_whole_and_can_be_saved() {
    make_gestures(SEED);
}

#[test]
fn another_five_thousand_gestures_leave_a_document_that_is_whole_and_can_be_saved() {
    make_gestures(SEED + 1);
}

#[test]
fn a_third_five_thousand_gestures_leave_a_document_that_is_whole_and_can_be_saved() {
    make_gestures(SEED + 2);
}

#[test]
fn a_fourth_five_thousand_gestures_leave_a_document_that_is_whole_and_can_be_saved() {
    make_gestures(SEED + 3);
}

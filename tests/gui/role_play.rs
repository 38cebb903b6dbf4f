//! Role play: the laptop goes from seat to seat, what was decided is sealed until the reveal, and then stands beside the
//! model's chances.

use crate::desk::{Desk, Setup};
use egui::{Key, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tearline::app::{ClassStore, KeptClasses, Preferences};
use tearline::ui::FileCommand;

fn setup() -> Setup {
    Setup { preferences: Preferences::default(), size: vec2(1280.0, 900.0), ..Setup::default() }
}

/// In the step of role play of a lesson on the Oval Office case, whose seats are Israel, Britain, Germany and Jordan.
fn role_play_with(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Classroom");
    desk.click("Begin: Role play");
    desk.press(Key::PageDown);
    desk
}

fn role_play() -> Desk {
    role_play_with(setup())
}

fn labels(desk: &Desk) -> Vec<String> {
    let texts = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        [node.label(), node.value()].into_iter().flatten().collect::<Vec<String>>()
    };
    desk.window.query_all_by(|_| true).flat_map(texts).collect()
}

fn write(desk: &mut Desk, field: &str, text: &str) {
    let is_field = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        let is_text = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
        is_text && node.label().as_deref() == Some(field)
    };
    desk.window.get_by(is_field).focus();
    desk.window.run_steps(1);
    desk.type_text(text);
}

/// Decides from the seat in front of which the laptop stands.
fn decide(desk: &mut Desk, sharing: &str, reason: &str) {
    desk.click("I sit here");
    desk.click_any(sharing);
    write(desk, "Your reason", reason);
    desk.click("Seal the decision");
}

fn asks_for_seat(desk: &Desk, partner: &str) -> bool {
    desk.reads(&format!("Hand the laptop to whoever sits in the seat of {partner}."))
}

#[test]
fn the_laptop_goes_from_seat_to_seat_and_back_to_the_teacher() {
    let mut desk = role_play();
    desk.click("Pass the laptop round");
    for partner in ["Israel", "United Kingdom", "Germany", "Jordan"] {
        assert!(asks_for_seat(&desk, partner), "{:?}", labels(&desk));
        decide(&mut desk, "Share on", "");
    }
    assert!(desk.reads("Hand the laptop back to the teacher."));
    desk.click("Back to the lesson");
    assert!(desk.reads("1 sealed"));
    assert!(!desk.reads("open"));
}

#[test]
fn a_hand_over_screen_covers_the_whole_window_and_no_key_leads_past_it() {
    let mut desk = role_play();
    desk.click("Pass the laptop round");
    for sits in [false, true] {
        if sits {
            desk.click("I sit here");
        }
        desk.press(Key::PageDown);
        desk.ctrl(Key::Num4, false);
        desk.ctrl(Key::P, false);
        assert!(desk.window.query_by_role_and_label(Role::Tab, "Aftermath").is_none());
        let open: Vec<String> = labels(&desk)
            .into_iter()
            .filter(|label| {
                ["Step 3", "Your notes", "Kept so far", "Undo"].iter().any(|of| label.contains(of))
            })
            .collect();
        assert!(open.is_empty(), "{open:?}");
    }
    desk.click("Cancel");
    assert!(asks_for_seat(&desk, "Israel"));
    desk.click("Back to the teacher");
    assert!(desk.reads("Step 2: Role play"));
}

#[test]
fn a_seat_sees_what_its_partner_knows_and_nothing_of_others() {
    let mut desk = role_play();
    desk.click("Hand over to the seat of Israel");
    desk.click("I sit here");
    assert!(desk.reads("You decide for Israel"));
    assert!(desk.reads("Yours: the laptop-bomb plot"));
    assert!(desk.reads("Israel was not asked."), "{:?}", labels(&desk));
    let told: Vec<String> =
        labels(&desk).into_iter().filter(|label| label.contains('%') || label.contains("Model")).collect();
    assert!(told.is_empty(), "{told:?}");
    desk.click("Cancel");
    desk.click("Back to the teacher");
    desk.click("Hand over to the seat of Germany");
    desk.click("I sit here");
    assert!(desk.reads("You decide for Germany"));
    assert!(!desk.reads("Yours:"));
    assert!(!desk.reads("one of them is yours"));
}

#[test]
fn a_decision_is_sealed_from_the_next_seat_and_from_the_teacher() {
    let mut desk = role_play();
    desk.click("Pass the laptop round");
    decide(&mut desk, "Stop", "they laugh at us");
    for step in 0..5 {
        let told: Vec<String> = labels(&desk)
            .into_iter()
            .filter(|label| label.contains("they laugh") || label.contains("stop") || label.contains("Stop"))
            // The choices of the next seat, of which none is chosen.
            .filter(|label| label != "Stop")
            .collect();
        assert!(told.is_empty(), "in step {step}: {told:?}");
        match step {
            0 => desk.click("I sit here"),
            // What was typed in another seat does not come back by undoing.
            1 => {
                write(&mut desk, "Your reason", "");
                desk.ctrl(Key::Z, false);
                desk.ctrl(Key::Z, true);
            }
            2 => desk.click("Cancel"),
            3 => desk.click("Back to the teacher"),
            _ => {}
        }
    }
    assert!(desk.reads("1 sealed"));
}

#[test]
fn a_decision_cannot_be_sealed_before_something_is_chosen() {
    let mut desk = role_play();
    desk.click("Pass the laptop round");
    desk.click("I sit here");
    let seal = desk.window.get_by_label("Seal the decision");
    assert!(seal.accesskit_node().is_disabled());
}

#[test]
fn decisions_stand_beside_the_chances_at_the_reveal_for_teacher_and_room() {
    let mut desk = role_play();
    desk.click("Pass the laptop round");
    decide(&mut desk, "Restrict content", "we were not asked");
    decide(&mut desk, "Share on", "");
    desk.click("Back to the teacher");
    assert!(!desk.reads("Decisions from the seats"));
    desk.press(Key::PageDown);
    desk.press(Key::PageDown);
    assert!(desk.reads("Decisions from the seats"), "{:?}", labels(&desk));
    assert!(desk.reads("restrict content; because “we were not asked”"));
    assert!(desk.reads("Room: What the seats decided"));
    assert!(desk.reads("Israel: restrict content. Model, where it learns of it: share on "));
    assert!(desk.reads("It learns of it in "));
    assert!(desk.reads("stop: content falls by half or more"));
}

#[test]
fn a_second_decision_from_a_seat_by_the_same_name_replaces_the_first() {
    let mut desk = role_play();
    for sharing in ["Stop", "Share on"] {
        desk.click("Hand over to the seat of Israel");
        decide(&mut desk, sharing, sharing);
        desk.click("Back to the teacher");
    }
    desk.press(Key::PageDown);
    desk.press(Key::PageDown);
    assert!(desk.reads("share on; because “Share on”"));
    assert!(!desk.reads("because “Stop”"));
}

#[test]
fn a_role_play_that_was_broken_off_goes_on_with_its_decisions() {
    let folder = tempfile::tempdir().expect("a folder");
    let classes: Arc<dyn ClassStore> = Arc::new(KeptClasses::new(folder.path().join("classes")));
    let mut desk = role_play_with(Setup { classes: classes.clone(), ..setup() });
    desk.click("Pass the laptop round");
    decide(&mut desk, "Guard sources and methods", "quietly");
    // The window is gone without a word, as after a crash, while the next seat has the laptop.
    drop(desk);
    let mut desk = Desk::with(Setup { classes, ..setup() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Classroom");
    desk.click("Go on: Role play: step 2 of 8, 1 answer");
    assert!(desk.reads("1 sealed"));
    desk.click("Pass the laptop round");
    assert!(asks_for_seat(&desk, "United Kingdom"));
    desk.click("Back to the teacher");
    desk.press(Key::PageDown);
    desk.press(Key::PageDown);
    assert!(desk.reads("guard sources and methods; because “quietly”"));
}

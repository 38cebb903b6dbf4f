//! A whole lesson: by keyboard alone, by pointer alone, in one window and with the room's window; broken off in every
//! step; and on a screen on which everything is drawn larger.

use crate::classroom::{classroom_with, labels, press, short_lesson};
use crate::desk::{Desk, Setup};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tearline::app::{ClassStore, KeptClasses, Preferences};
use tearline::lesson::ClassSession;
use tearline::lesson::session::Event;
use tearline::ui::{ClassroomCommand, FileCommand};

/// The Oval Office with the lesson of fifty minutes that it ships with.
fn oval_office(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk
}

fn classes(folder: &tempfile::TempDir) -> (Setup, Arc<dyn ClassStore>) {
    let classes: Arc<dyn ClassStore> = Arc::new(KeptClasses::new(folder.path().join("classes")));
    (Setup { preferences: Preferences::default(), classes: classes.clone(), ..Setup::default() }, classes)
}

fn written(classes: &Arc<dyn ClassStore>) -> ClassSession {
    let mut sessions = classes.sessions();
    assert_eq!(sessions.len(), 1);
    sessions.remove(0).expect("it can be read")
}

/// The name of the button that begins the lesson of fifty minutes.
fn begin(desk: &Desk) -> String {
    labels(desk).into_iter().find(|label| label.starts_with("Begin: Fifty")).expect("there is a lesson")
}

/// The votes and sealed predictions of a session.
fn answers(session: &ClassSession) -> (u64, usize) {
    let steps = 0..session.lesson.steps.len();
    let votes = steps.clone().filter_map(|step| session.tally(step)).map(|tally| tally.total()).sum();
    (votes, steps.map(|step| session.predictions(step).len()).sum())
}

/// Enters a prediction by keyboard.
fn predict_by_keyboard(desk: &mut Desk) {
    desk.tab_to("Enter a prediction");
    desk.press(Key::Enter);
    desk.tab_to("Who predicts");
    desk.type_text("team seven");
    desk.tab_to("Israel, content: no change");
    desk.press(Key::Space);
    while desk.focused().as_deref() != Some("Seal it") {
        desk.window.key_press_modifiers(egui::Modifiers::SHIFT, Key::Tab);
        desk.settle();
    }
    desk.press(Key::Enter);
}

fn by_keyboard(with_room: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, classes) = classes(&folder);
    let mut desk = oval_office(setup);
    desk.ctrl(Key::Num7, false);
    let begin = begin(&desk);
    desk.tab_to(&begin);
    desk.press(Key::Enter);
    if with_room {
        press(&mut desk, &[Key::R]);
    }
    let steps = written(&classes).lesson.steps.len();
    for step in 0..steps {
        let session = written(&classes);
        assert_eq!(session.step(), step);
        if session.lesson.ballot(step).is_some() {
            press(&mut desk, &[Key::A, Key::B, Key::B]);
        }
        if matches!(session.lesson.steps[step].kind, tearline::scenario::StepKind::Predict { .. }) {
            predict_by_keyboard(&mut desk);
        }
        if step + 1 < steps {
            press(&mut desk, &[Key::PageDown]);
        }
    }
    let session = written(&classes);
    assert_eq!(answers(&session), (6, 1), "two votes of three, and a prediction");
    desk.tab_to("End the lesson");
    desk.press(Key::Enter);
    assert!(desk.reads("Play this case with a class"));
}

#[test]
fn by_keyboard_alone_a_whole_lesson_is_taught_in_one_window() {
    by_keyboard(false);
}

#[test]
fn by_keyboard_alone_a_whole_lesson_is_taught_with_the_rooms_window() {
    by_keyboard(true);
}

/// The name of the button that goes on.
fn next(desk: &Desk) -> Option<String> {
    labels(desk).into_iter().find(|label| label.starts_with("Next: "))
}

#[test]
fn by_pointer_alone_a_whole_lesson_is_taught() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, classes) = classes(&folder);
    let mut desk = oval_office(setup);
    desk.click_at(Role::Tab, "Classroom");
    let begin = begin(&desk);
    desk.click_at(Role::Button, &begin);
    let steps = written(&classes).lesson.steps.len();
    for step in 0..steps {
        let session = written(&classes);
        assert_eq!(session.step(), step);
        if session.lesson.ballot(step).is_some() {
            desk.click_at(Role::Button, "One vote more for A");
            desk.click_at(Role::Button, "One vote more for B");
            desk.click_at(Role::Button, "Show to the room");
        }
        if let Some(next) = next(&desk) {
            desk.click_at(Role::Button, &next);
        }
    }
    assert_eq!(answers(&written(&classes)).0, 4, "two votes of two");
    desk.window
        .get_all_by_role_and_label(Role::Button, "End the lesson")
        .next()
        .expect("it is there")
        .click();
    desk.settle();
    assert!(desk.reads("Play this case with a class"));
}

#[test]
fn a_window_that_is_killed_in_any_step_is_gone_on_with_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, store) = classes(&folder);
    let mut desk = classroom_with(setup);
    desk.click("Begin: Twenty minutes");
    for step in 0..8 {
        press(&mut desk, &[Key::A, Key::C]);
        desk.ask(ClassroomCommand::Enter(Event::ExitAnswered {
            step,
            who: "team seven".into(),
            answer: format!("answer {step}"),
        }));
        let before = written(&store);
        // The window is gone without a word, as after a crash.
        drop(desk);
        let (setup, _) = classes(&folder);
        desk = classroom_with(setup);
        let go_on = labels(&desk).into_iter().find(|label| label.starts_with("Go on: "));
        desk.click(&go_on.expect("it can be gone on with"));
        let after = written(&store);
        let kept: Vec<_> = after.entries.iter().take(before.entries.len()).cloned().collect();
        assert_eq!(kept, before.entries, "step {step}");
        assert_eq!((after.step(), answers(&after)), (before.step(), answers(&before)));
        assert!(after.timer().is_paused(), "nobody teaches yet");
        press(&mut desk, &[Key::PageDown]);
    }
}

/// What can be clicked but does not stand on the screen from its left to its right edge.
fn cut_off(desk: &Desk, width: f32) -> Vec<String> {
    let buttons = [Role::Button, Role::ComboBox, Role::CheckBox, Role::TextInput, Role::Slider, Role::Image];
    let nodes = desk.window.query_all_by(|node| buttons.contains(&node.role()));
    let is_cut = |rect: egui::Rect| rect.left() < -0.5 || rect.right() > width + 0.5;
    nodes
        .filter(|node| is_cut(node.rect()))
        .map(|node| format!("{:?} at {:?}", node.accesskit_node().label(), node.rect()))
        .collect()
}

#[test]
fn the_teachers_window_is_whole_at_half_as_large_again_and_twice_as_large() {
    let mut complaints = Vec::new();
    for zoom in [1.5, 2.0] {
        let size = egui::vec2(1280.0, 720.0) / zoom;
        let setup = Setup { size, preferences: Preferences::default(), ..Setup::default() };
        let mut desk = classroom_with(setup);
        desk.click("Begin: Twenty minutes");
        for step in 0..8 {
            complaints
                .extend(cut_off(&desk, size.x).into_iter().map(|what| format!("{zoom}, {step}: {what}")));
            press(&mut desk, &[Key::PageDown]);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_keys_of_a_lesson_are_found_in_the_palette() {
    let mut desk = short_lesson();
    desk.ctrl(Key::P, false);
    desk.type_text("freeze");
    assert!(desk.reads("Lesson: freeze the room’s picture"), "{:?}", labels(&desk));
}

//! A lesson is made and changed in the window: by pointer and keyboard, every change undone like any other.

use crate::desk::{Desk, Setup, read};
use egui::{Key, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::scenario::{Lesson, RoomView, Scenario, StepKind};
use tearline::ui::{Command, FileCommand};

/// The lessons of the Oval Office case, in a window so high that nothing has to be scrolled to.
fn lessons() -> Desk {
    let mut desk = Desk::with(Setup { size: vec2(1280.0, 1400.0), ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Classroom");
    desk
}

/// A new lesson from the template for role play, being changed.
fn new_lesson(template: &str) -> Desk {
    let mut desk = lessons();
    desk.click("New lesson");
    desk.click(&format!("New lesson: {template}"));
    desk
}

fn last(desk: &Desk) -> Lesson {
    desk.scenario().lessons.last().expect("there is a lesson").clone()
}

fn write(desk: &mut Desk, field: &str, text: &str) {
    let is_field = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        let is_text = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
        is_text && node.label().as_deref() == Some(field)
    };
    desk.window.get_by(is_field).focus();
    desk.window.run_steps(1);
    desk.ctrl(Key::A, false);
    // Letter by letter, as it is typed.
    for letter in text.chars() {
        desk.window.event(egui::Event::Text(letter.to_string()));
        desk.window.run_steps(1);
    }
    desk.settle();
}

/// Opens a list and chooses from it.
fn choose(desk: &mut Desk, list: &str, option: &str) {
    desk.window.get_by_role_and_label(Role::ComboBox, list).click();
    desk.settle();
    desk.click(option);
}

fn is_enabled(desk: &Desk, button: &str) -> bool {
    !desk.window.get_by_label(button).accesskit_node().is_disabled()
}

fn add_step(desk: &mut Desk, kind: &str) {
    desk.click("Add a step");
    desk.click(&format!("Add: {kind}"));
}

/// Takes changes back until the case is as it was, and returns how many there were.
fn undo_all(desk: &mut Desk, before: &Scenario) -> usize {
    for steps in 0..100 {
        if desk.scenario() == *before {
            return steps;
        }
        desk.ask(Command::Undo);
    }
    panic!("it is never as it was");
}

#[test]
fn a_lesson_is_made_from_a_template_named_changed_and_undone() {
    let mut desk = lessons();
    let before = desk.scenario();
    desk.click("New lesson");
    desk.click("New lesson: Role play");
    desk.type_text("Seats");
    assert_eq!((last(&desk).name.as_str(), last(&desk).steps.len()), ("Seats", 8));
    desk.click("Step 3: Discuss, 6 min");
    write(&mut desk, "Title", "Guess the others");
    write(&mut desk, "Your notes", "Nobody tells yet.");
    let step = last(&desk).steps[2].clone();
    assert_eq!((step.title.as_str(), step.notes.as_str()), ("Guess the others", "Nobody tells yet."));
    // The lesson, its name, a title and notes: what is typed into a field is one step, however long it is.
    assert_eq!(undo_all(&mut desk, &before), 4);
    assert!(desk.reads("Play this case with a class"));
}

#[test]
fn a_vote_with_two_options_is_added_and_read_back_from_the_file() {
    let mut desk = new_lesson("Empty");
    assert!(desk.reads("Add the first step on the left"));
    add_step(&mut desk, "Vote");
    write(&mut desk, "Question", "Who learns first?");
    write(&mut desk, "Option A", "Israel");
    write(&mut desk, "Option B", "Jordan");
    desk.click_any("Option A is right");
    add_step(&mut desk, "Vote again");
    let lesson = last(&desk);
    let ballot = lesson.ballot(1).expect("it votes again");
    assert_eq!(ballot.question, "Who learns first?");
    assert_eq!(
        ballot.options.iter().map(|of| (of.text.as_str(), of.right)).collect::<Vec<_>>(),
        [("Israel", true), ("Jordan", false)]
    );
    assert!(lesson.problems().is_empty());
    let path = desk.place("with a lesson.ron");
    desk.ask(FileCommand::SaveTo(path.clone()));
    assert_eq!(read(&path).lessons.last(), Some(&lesson));
}

#[test]
fn a_vote_of_fewer_than_two_options_says_so_and_cannot_be_begun() {
    let mut desk = new_lesson("Empty");
    desk.type_text("Unfinished");
    assert!(desk.reads("This lesson has no steps yet."));
    add_step(&mut desk, "Vote");
    write(&mut desk, "Option A", "Yes");
    assert!(desk.reads("Step 1, “Vote”: a vote needs 2 options at least, and 1 can be read."));
    desk.click("Done");
    assert!(desk.reads("Step 1, “Vote”: a vote needs 2 options at least"));
    assert!(!is_enabled(&desk, "Begin: Unfinished"));
    desk.click("Edit: Unfinished");
    write(&mut desk, "Option B", "No");
    desk.click("Done");
    assert!(is_enabled(&desk, "Begin: Unfinished"));
    desk.click("Begin: Unfinished");
    assert!(desk.reads("First vote"));
}

#[test]
fn options_are_added_up_to_six_taken_from_plans_and_removed_down_to_two() {
    let mut desk = new_lesson("Empty");
    add_step(&mut desk, "Vote");
    assert!(!is_enabled(&desk, "Remove option A"));
    desk.click("Take the plans of the case");
    let plans = desk.scenario().plans.len();
    let options = |desk: &Desk| last(desk).ballot(0).expect("a vote").options.len();
    assert_eq!(options(&desk), plans);
    for _ in plans..6 {
        desk.click("Add an option");
    }
    assert_eq!(options(&desk), 6);
    assert!(!is_enabled(&desk, "Add an option"));
    desk.click("Remove option B");
    assert_eq!(options(&desk), 5);
}

#[test]
fn steps_are_moved_duplicated_and_removed() {
    let mut desk = new_lesson("Role play");
    let names = |desk: &Desk| -> Vec<String> {
        last(desk).steps.iter().take(3).map(|step| step.name().to_owned()).collect()
    };
    desk.click("Step 1: Brief, 6 min");
    assert!(!is_enabled(&desk, "Move up"));
    desk.click("Move down");
    assert_eq!(names(&desk), ["Role play", "Brief", "Discuss"]);
    // The step that was moved stays selected.
    desk.click("Duplicate");
    assert_eq!(names(&desk), ["Role play", "Brief", "Brief"]);
    desk.click("Remove step");
    desk.click("Move up");
    assert_eq!(names(&desk), ["Role play", "Discuss", "Brief"]);
}

#[test]
fn a_vote_that_is_repeated_cannot_be_moved_behind_its_repetition_or_removed() {
    let mut desk = new_lesson("Empty");
    desk.click("Add a step");
    assert!(!is_enabled(&desk, "Add: Vote again"));
    desk.click("Add: Vote");
    add_step(&mut desk, "Vote again");
    assert!(!is_enabled(&desk, "Move up"));
    desk.click("Step 1: Vote, 2 min");
    for button in ["Move down", "Remove step"] {
        assert!(!is_enabled(&desk, button), "{button}");
    }
}

#[test]
fn what_belongs_to_a_kind_is_chosen_beside_its_step() {
    let mut desk = new_lesson("Empty");
    add_step(&mut desk, "Predict");
    desk.click_any("United Kingdom");
    desk.click_any("Ask which plan they would choose");
    desk.click_any("Answered: As a number");
    add_step(&mut desk, "Explore");
    choose(&mut desk, "Case", "The Zimmermann telegram, 1917");
    add_step(&mut desk, "Debrief");
    write(&mut desk, "Describe", "What did you see?");
    choose(&mut desk, "The room sees", "Map");
    desk.click_any("May be left out");
    let lesson = last(&desk);
    let StepKind::Predict { partners, asks_plan, answer, .. } = &lesson.steps[0].kind else { panic!() };
    assert!(partners.len() == desk.scenario().partnerships.len() - 1 && !asks_plan, "{partners:?}");
    assert_eq!(*answer, tearline::scenario::PredictionForm::Slider);
    assert_eq!(lesson.steps[1].kind, StepKind::Explore { case: "zimmermann-1917".into() });
    let StepKind::Debrief { describe, .. } = &lesson.steps[2].kind else { panic!() };
    assert_eq!(describe, &["What did you see?"]);
    assert_eq!((lesson.steps[2].shows, lesson.steps[2].may_skip), (Some(RoomView::Map), true));
}

#[test]
fn a_lesson_is_removed_and_brought_back() {
    let mut desk = new_lesson("Twenty minutes");
    let count = desk.scenario().lessons.len();
    desk.click("Remove this lesson");
    assert_eq!(desk.scenario().lessons.len(), count - 1);
    assert!(desk.reads("Play this case with a class"));
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario().lessons.len(), count);
}

#[test]
fn a_new_lesson_has_a_name_that_no_other_has() {
    let desk = new_lesson("Fifty minutes");
    assert_eq!(last(&desk).name, "Fifty minutes 2");
}

#[test]
fn an_edited_lesson_of_a_case_whose_history_is_hidden_keeps_its_plans() {
    let mut desk = Desk::with(Setup {
        size: vec2(1280.0, 1400.0),
        preferences: tearline::app::Preferences::default(),
        ..Setup::default()
    });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Classroom");
    let before = desk.scenario();
    desk.click("Edit: Fifty minutes");
    write(&mut desk, "Title", "Start");
    desk.click("Step 7: Reveal, 4 min");
    assert!(!desk.reads("As it happened"));
    let mut expected = before.clone();
    expected.lessons[0].steps[0].title = "Start".into();
    assert_eq!(desk.scenario(), expected);
}

//! What the room sees beside the usual picture of a step, what is kept of it, and another case in the course of a lesson.

use crate::classroom::{FOOT_BEGINS, classroom_with, labels, press, room_texts, sealed, short_lesson};
use crate::desk::{Desk, Setup};
use crate::files::Dropped;
use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tearline::app::{ClassStore, KeptClasses, Picked, Preferences};
use tearline::lesson::{ClassSession, RoomContent};
use tearline::scenario::{Edit, Lesson, PlanId, RevealedHistories, Step, StepKind};
use tearline::ui::{ClassroomCommand, Command, FileCommand, ViewCommand};

/// Takes another picture for the room from the list.
fn show(desk: &mut Desk, view: &str) {
    desk.window.get_by_role_and_label(Role::ComboBox, "Picture for the room").click();
    desk.settle();
    desk.window.get_by_role_and_label(Role::Button, view).click();
    desk.settle();
}

/// A lesson of these steps in a case that ships.
fn lesson_of(setup: Setup, steps: Vec<StepKind>) -> Desk {
    let mut desk = classroom_with(setup);
    let steps = steps.into_iter().map(|kind| Step::new(kind, 5)).collect();
    let lesson = Lesson { steps, ..Lesson::named("Of a test") };
    desk.ask(Command::Edit(Edit::PutLesson(0, lesson)));
    desk.click("Begin: Of a test");
    desk
}

fn setup() -> Setup {
    Setup { preferences: Preferences::default(), ..Setup::default() }
}

/// A setup whose sessions are kept in a folder, and its store.
fn kept_in(folder: &tempfile::TempDir) -> (Setup, Arc<dyn ClassStore>) {
    let classes: Arc<dyn ClassStore> = Arc::new(KeptClasses::new(folder.path().join("classes")));
    (Setup { classes: classes.clone(), ..setup() }, classes)
}

/// The session that is in the file.
fn written(classes: &Arc<dyn ClassStore>) -> ClassSession {
    let mut sessions = classes.sessions();
    assert_eq!(sessions.len(), 1);
    sessions.remove(0).expect("it can be read")
}

#[test]
fn the_map_shows_no_result_before_the_reveal_and_all_of_it_after() {
    let mut desk = short_lesson();
    show(&mut desk, "Map");
    assert!(desk.reads("Room: Before the meeting"), "{:?}", labels(&desk));
    assert!(desk.reads("Israel: originator") && desk.reads("it could go from"));
    assert!(!desk.reads("may pass it on to") && !desk.reads(" content, "));
    press(&mut desk, &[Key::PageDown; 4]);
    show(&mut desk, "Map");
    assert!(desk.reads("may pass it on to") && desk.reads(" content, "), "{:?}", labels(&desk));
}

#[test]
fn what_gives_away_waits_for_the_reveal_with_a_reason() {
    let mut desk = short_lesson();
    let is_offered = |desk: &mut Desk, view: &str| {
        desk.window.get_by_role_and_label(Role::ComboBox, "Picture for the room").click();
        desk.settle();
        let item = desk.window.get_by_role_and_label(Role::Button, view);
        let is_offered = !item.accesskit_node().is_disabled();
        desk.press(Key::Escape);
        is_offered
    };
    for view in ["One history", "Plot", "Result", "Why", "What happened"] {
        assert!(!is_offered(&mut desk, view), "{view} is offered before the reveal");
    }
    assert!(!is_offered(&mut desk, "Tally") && is_offered(&mut desk, "Map"));
    press(&mut desk, &[Key::PageDown; 4]);
    for view in ["One history", "Plot", "Result", "Why", "What happened", "Tally"] {
        assert!(is_offered(&mut desk, view), "{view} is not offered after the reveal");
    }
}

#[test]
fn the_courses_of_willingness_fill_the_room_after_the_reveal() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown; 4]);
    show(&mut desk, "Plot");
    assert!(desk.reads("Room: Willingness to share after"), "{:?}", labels(&desk));
    assert!(desk.reads("Sources and methods, Israel, month"));
    press(&mut desk, &[Key::PageDown]);
    assert!(!desk.reads("Willingness to share after"), "the next step shows what the lesson says");
}

#[test]
fn the_record_is_held_against_its_own_plan_only() {
    let mut desk = sealed();
    press(&mut desk, &[Key::PageDown; 4]);
    assert!(desk.reads("It fell, on record."));
    desk.ask(ViewCommand::ChoosePlan(PlanId::known("sanitised")));
    assert!(!desk.reads("It fell, on record."));
    assert!(desk.reads("The record is of “"), "{:?}", labels(&desk));
    assert!(desk.reads("The class predicted “"));
}

#[test]
fn one_history_plays_month_by_month_and_the_lesson_goes_on() {
    let one = StepKind::Reveal { plan: None, plays: RevealedHistories::One };
    let mut desk = lesson_of(setup(), vec![StepKind::Brief, one, StepKind::WhatHappened]);
    press(&mut desk, &[Key::PageDown]);
    assert!(desk.reads("Room: One history of “"), "{:?}", labels(&desk));
    assert!(desk.reads("Month 0 of "));
    desk.click("Stop here");
    assert!(desk.reads("Month 0 of 24") && desk.reads("Play"));
    desk.click("Play");
    desk.draw_until_it_reads("Month 24 of 24");
    press(&mut desk, &[Key::PageDown]);
    assert!(!desk.reads("One history of “") && desk.reads("Room: What happened"));
}

#[test]
fn a_picture_is_kept_with_a_note_and_shown_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, classes) = kept_in(&folder);
    let mut desk = classroom_with(setup);
    desk.click("Begin: Twenty minutes");
    desk.window.get_by_label("Note to the picture").focus();
    desk.type_text("who is who");
    desk.window.get_by_label("Picture for the room").focus();
    show(&mut desk, "Map");
    press(&mut desk, &[Key::S]);
    assert!(desk.reads("picture, who is who"), "{:?}", labels(&desk));
    press(&mut desk, &[Key::PageDown]);
    assert!(!desk.reads("Room: Before the meeting"));
    let line = labels(&desk).into_iter().find(|label| label.contains("picture, who is who"));
    desk.click(&line.expect("it is listed"));
    assert!(desk.reads("Room: Before the meeting"));
    press(&mut desk, &[Key::PageDown]);
    assert!(!desk.reads("Room: Before the meeting"));
    let session = written(&classes);
    let kept: Vec<_> = session.pictures().collect();
    assert_eq!((kept.len(), kept[0].note), (1, "who is who"));
    assert!(matches!(kept[0].picture.content, RoomContent::Map(_)));
}

#[test]
fn a_letter_typed_into_the_note_is_no_command() {
    let mut desk = short_lesson();
    desk.window.get_by_label("Note to the picture").focus();
    desk.window.run_steps(1);
    for key in [Key::B, Key::S, Key::N] {
        desk.window.key_press(key);
    }
    desk.type_text("bsn");
    assert!(desk.reads("Read the question aloud.") && !desk.reads("The room sees an empty picture."));
    assert!(!desk.reads("picture “"));
}

#[test]
fn names_are_hidden_at_any_time_by_a_key() {
    let mut desk = sealed();
    assert!(desk.paints("team seven"));
    press(&mut desk, &[Key::H]);
    assert!(!desk.paints("team seven"));
    press(&mut desk, &[Key::H]);
    assert!(desk.paints("team seven"));
}

#[test]
fn the_status_bar_says_that_the_class_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, _) = kept_in(&folder);
    let mut desk = classroom_with(setup);
    desk.click("Begin: Twenty minutes");
    assert!(desk.reads("Class kept "), "{:?}", labels(&desk));
    assert!(desk.reads("Everything is kept as it is entered."));
}

#[test]
fn the_room_sees_its_picture_while_the_library_is_open() {
    let mut desk = short_lesson();
    let pictures = |desk: &Desk| labels(desk).iter().filter(|label| label.contains("bomb plot")).count();
    desk.ask(ClassroomCommand::ToggleRoom);
    for stage in ["Library", "Setting", "Compare"] {
        desk.ask(ViewCommand::GoTo(match stage {
            "Library" => tearline::ui::Stage::Library,
            "Setting" => tearline::ui::Stage::Setting,
            _ => tearline::ui::Stage::Compare,
        }));
        let room = |label: &String| label.starts_with("Warn Russia of a bomb plot");
        assert!(labels(&desk).iter().any(room), "{stage}: {} pictures", pictures(&desk));
    }
}

/// In the step of a lesson that explores another case, with a vote and a prediction before it.
fn exploring(setup: Setup) -> Desk {
    let options = ["nothing", "all"].map(tearline::scenario::BallotOption::text).to_vec();
    let vote = StepKind::Vote { question: "What would you tell?".into(), options };
    let explore = StepKind::Explore { case: "manchester-2017".into() };
    let mut desk = lesson_of(setup, vec![vote, explore, StepKind::VoteAgain, StepKind::WhatHappened]);
    press(&mut desk, &[Key::A, Key::B, Key::B, Key::PageDown]);
    desk
}

/// Opens the other case; the lesson that a test adds to its own is in no file, and that is asked about.
fn open_explored_case(desk: &mut Desk) {
    desk.click("Open that case");
    desk.click("Don’t save");
    desk.leave_briefing();
}

#[test]
fn another_case_is_opened_in_a_lesson_and_left_with_one_click_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, classes) = kept_in(&folder);
    let mut desk = exploring(setup);
    assert!(desk.reads("This step explores “"));
    assert!(!desk.reads("Willingness to share after"), "the class's own case gives nothing away");
    let own = desk.scenario();
    open_explored_case(&mut desk);
    assert_ne!(desk.scenario().about.title, own.about.title);
    desk.go_to("Classroom");
    assert!(desk.reads("nothing of it is lost"), "{:?}", labels(&desk));
    assert!(desk.reads("Room: Willingness to share after"), "{:?}", labels(&desk));
    desk.click("Back to the class’s case");
    assert_eq!(desk.scenario(), own);
    assert!(desk.shows_stage("Classroom") && !desk.reads("nothing of it is lost"));
    press(&mut desk, &[Key::PageUp]);
    assert!(desk.reads("3 votes; hidden from the room"));
    assert_eq!(written(&classes).tally(0).map(|tally| tally.total()), Some(3));
}

#[test]
fn the_next_step_goes_back_to_the_case_of_the_class() {
    let mut desk = exploring(setup());
    let own = desk.scenario();
    desk.ask(FileCommand::OpenCase("fuchs-1950".into()));
    desk.click("Don’t save");
    desk.leave_briefing();
    desk.go_to("Classroom");
    assert!(desk.reads("nothing of it is lost"), "opened by hand");
    press(&mut desk, &[Key::PageDown]);
    assert_eq!(desk.scenario(), own);
    assert!(desk.reads("Room: What would you tell?"));
}

#[test]
fn unsaved_changes_of_the_other_case_are_asked_about_before_the_class_goes_on() {
    let mut desk = exploring(setup());
    let own = desk.scenario();
    open_explored_case(&mut desk);
    desk.change_something();
    desk.go_to("Classroom");
    press(&mut desk, &[Key::PageDown]);
    assert!(desk.reads("going back to the case of the class"), "{:?}", labels(&desk));
    desk.click("Don’t save");
    assert_eq!(desk.scenario(), own);
    assert!(desk.reads("Room: What would you tell?"));
}

#[test]
fn unsaved_changes_of_the_case_of_the_class_come_back_with_their_history() {
    let mut desk = exploring(setup());
    let changed = desk.scenario();
    desk.ask(FileCommand::OpenCase("fuchs-1950".into()));
    desk.click("Don’t save");
    desk.leave_briefing();
    desk.go_to("Classroom");
    desk.click("Back to the class’s case");
    assert_eq!(desk.scenario(), changed);
    assert!(desk.app().unsaved(), "the lesson that was added is still not in a file");
}

/// A file of votes beside the window.
fn votes_file(desk: &Desk, name: &str) -> std::path::PathBuf {
    let path = desk.place(name);
    std::fs::write(&path, "Name;Vote\r\nAda;A\r\nBen;B\r\nCem;B\r\n").expect("written");
    path
}

#[test]
fn votes_come_from_a_file_that_is_opened() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown]);
    let path = votes_file(&desk, "votes.csv");
    desk.will_pick(Picked::File(path));
    desk.click("Open votes…");
    assert!(desk.reads("3 votes: one row for each voter"), "{:?}", labels(&desk));
    assert!(desk.reads("0 votes; hidden from the room"));
    desk.click("Count these votes");
    assert!(desk.reads("3 votes; hidden from the room"));
}

#[test]
fn votes_come_from_a_file_that_is_dropped() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown]);
    let path = votes_file(&desk, "votes.tsv");
    desk.window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    desk.settle();
    assert!(desk.reads("3 votes: one row for each voter"), "{:?}", labels(&desk));
}

#[test]
fn a_file_of_votes_in_a_step_that_counts_none_says_where_it_belongs() {
    let mut desk = short_lesson();
    let path = votes_file(&desk, "votes.csv");
    desk.window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    desk.settle();
    assert!(desk.reads("Go to a vote first"), "{:?}", labels(&desk));
}

#[test]
fn the_debrief_recalls_votes_predictions_and_the_result() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown, Key::A, Key::A, Key::PageDown, Key::PageDown, Key::B, Key::B]);
    press(&mut desk, &[Key::PageDown; 3]);
    assert!(desk.reads("At first you voted: A 2, B 0"), "{:?}", labels(&desk));
    assert!(desk.reads("After talking you voted: A 0, B 2"));
    assert!(desk.reads("The model: "));
}

#[test]
fn plans_that_are_looked_at_in_free_play_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, classes) = kept_in(&folder);
    let mut desk = lesson_of(setup, vec![StepKind::Brief, StepKind::Explore { case: String::new() }]);
    press(&mut desk, &[Key::PageDown]);
    desk.go_to("Decision");
    let name = desk.shown_plan().name;
    desk.go_to("Classroom");
    assert!(desk.reads(&format!("plan “{name}” tried")), "{:?}", labels(&desk));
    assert!(written(&classes).answers() >= 1);
}

/// The texts in the room's window with their places, but for the line of steps.
fn placed_texts(desk: &Desk) -> Vec<(String, Rect)> {
    let room = desk.window.get_by(|node| {
        let is_picture = node.role() == Role::Image;
        is_picture && node.label().is_some_and(|label| !label.starts_with("Room: "))
    });
    let room = room.rect();
    let body =
        Rect::from_min_max(room.min, egui::pos2(room.right(), room.top() + FOOT_BEGINS * room.height()));
    let shapes = &desk.window.output().shapes;
    let painted = shapes.iter().filter(|clipped| room.expand(1.0).contains_rect(clipped.clip_rect));
    let texts = painted.filter_map(|clipped| match &clipped.shape {
        egui::Shape::Text(text) if body.contains(text.pos) => {
            Some((text.galley.text().to_owned(), text.galley.rect.translate(text.pos.to_vec2())))
        }
        _ => None,
    });
    texts.collect()
}

/// What of a picture cannot be read from the last row: text that is too small, or under other text.
fn unreadable(desk: &Desk) -> Vec<String> {
    let small =
        room_texts(desk).into_iter().filter(|(_, size, begins, _)| *begins <= FOOT_BEGINS && *size < 0.0299);
    let mut wrong: Vec<String> = small.map(|(text, size, ..)| format!("“{text}” is {size}")).collect();
    let texts = placed_texts(desk);
    for (index, (one, place)) in texts.iter().enumerate() {
        for (other, beside) in &texts[index + 1..] {
            let both = place.intersect(*beside);
            let least = place.area().min(beside.area());
            if both.is_positive() && both.area() > 0.15 * least {
                wrong.push(format!("“{one}” lies on “{other}”"));
            }
        }
    }
    wrong
}

#[test]
fn maps_courses_and_histories_of_every_case_are_read_from_the_last_row() {
    let mut complaints = Vec::new();
    for case in tearline::storage::built_in_cases() {
        let mut desk = Desk::with(Setup { size: egui::vec2(1920.0, 1080.0), ..Setup::default() });
        desk.ask(FileCommand::OpenCase(case.name.into()));
        desk.go_to("Classroom");
        let begin = labels(&desk).into_iter().find(|label| label.starts_with("Begin: Fifty"));
        desk.click(&begin.expect("there is a lesson"));
        let is_reveal = |step: &Step| matches!(step.kind, StepKind::Reveal { .. });
        let reveal = desk.scenario().lessons[0].steps.iter().position(is_reveal).expect("it reveals");
        for (step, view) in [(0, "Map"), (reveal, "Map"), (reveal, "Plot"), (reveal, "One history")] {
            desk.ask(ClassroomCommand::GoToStep(step));
            show(&mut desk, view);
            if view == "One history" {
                desk.draw_until_it_reads("Month 24 of 24");
            }
            desk.ask(ClassroomCommand::ToggleRoom);
            let wrong = unreadable(&desk);
            desk.ask(ClassroomCommand::ToggleRoom);
            complaints.extend(wrong.iter().map(|what| format!("{}, step {step}, {view}: {what}", case.name)));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

//! A lesson with a class, by pointer and by keyboard: from the first click to the debrief, and what must not be seen
//! before the reveal.

use crate::desk::{Desk, Setup};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tearline::app::{ClassStore, KeptClasses, Preferences};
use tearline::lesson::session::Event;
use tearline::lesson::votes::SingleVote;
use tearline::scenario::Edit;
use tearline::ui::{ClassroomCommand, Command, FileCommand};

/// The case without the lessons that it ships with, so that the ready-made ones are offered.
pub fn classroom_with(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    while !desk.scenario().lessons.is_empty() {
        desk.ask(Command::Edit(Edit::RemoveLesson(0)));
    }
    desk.go_to("Classroom");
    desk
}

pub fn classroom() -> Desk {
    classroom_with(Setup { preferences: Preferences::default(), ..Setup::default() })
}

/// In a lesson of twenty minutes: brief, vote, discuss, vote again, reveal, why, debrief, exit question.
pub fn short_lesson() -> Desk {
    let mut desk = classroom();
    desk.click("Begin: Twenty minutes");
    desk
}

pub fn press(desk: &mut Desk, keys: &[Key]) {
    for key in keys {
        desk.window.key_press(*key);
        desk.window.run_steps(2);
    }
    desk.settle();
}

/// The names of everything on the screen.
pub fn labels(desk: &Desk) -> Vec<String> {
    let nodes = desk.window.query_all_by(|_| true);
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

fn shows(desk: &Desk, text: &str) -> bool {
    desk.reads(text)
}

#[test]
fn a_lesson_begins_with_three_clicks_and_shows_the_question() {
    let mut desk = Desk::new();
    desk.reads_briefings = true;
    desk.click_any("Oval Office, May 2017");
    desk.go_to("Classroom");
    desk.click("Begin: Fifty minutes");
    assert!(shows(&desk, "Room: Warn Russia of a bomb plot"));
    assert!(shows(&desk, "Step 1: Brief, 5 min"));
}

#[test]
fn nothing_of_what_happened_is_on_the_screen_before_the_reveal() {
    let mut desk = short_lesson();
    for _ in 0..4 {
        for word in ["spot repair", "Dermer", "on record", "model ", "It fell"] {
            assert!(!shows(&desk, word), "“{word}” is on the screen");
        }
        press(&mut desk, &[Key::PageDown]);
    }
    assert!(shows(&desk, "It fell, on record."));
}

#[test]
fn the_keys_of_the_options_count_votes_and_undo_takes_the_last_one_back() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown, Key::A, Key::B, Key::B]);
    assert!(shows(&desk, "3 votes; hidden from the room"));
    desk.ctrl(Key::Z, false);
    assert!(shows(&desk, "2 votes; hidden from the room"));
    desk.ctrl(Key::Z, true);
    assert!(shows(&desk, "3 votes; hidden from the room"));
}

#[test]
fn the_first_tally_is_hidden_from_the_room_until_it_is_shown() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown, Key::A, Key::B]);
    assert!(!shows(&desk, "2 voted."));
    desk.click("Show to the room");
    assert!(shows(&desk, "2 voted."));
    desk.click("Hide from the room");
    assert!(!shows(&desk, "2 voted."));
}

#[test]
fn the_second_vote_stands_beside_the_first() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown, Key::A, Key::A, Key::PageDown, Key::PageDown, Key::B, Key::B]);
    desk.click("Show to the room");
    assert!(shows(&desk, "A Ask Israel first: 2, then 0"));
    assert!(shows(&desk, "First vote: A 2 · B 0 · C 0."), "the totals, where single voters are not known");
}

#[test]
fn of_voters_known_in_both_votes_it_is_said_who_stayed_left_and_joined() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown]);
    let vote = |step: usize, options: [usize; 3]| {
        let single = |(place, option)| SingleVote { who: format!("s{place}"), option, confidence: None };
        let votes = options.into_iter().enumerate().map(single).collect();
        ClassroomCommand::Enter(Event::Voted { step, votes })
    };
    desk.ask(vote(1, [0, 0, 1]));
    press(&mut desk, &[Key::PageDown, Key::PageDown]);
    desk.ask(vote(3, [0, 1, 1]));
    assert!(shows(&desk, "A: 1 stayed, 1 left, 0 joined.") && shows(&desk, "B: 1 stayed, 0 left, 1 joined."));
}

#[test]
fn a_pasted_table_says_what_is_understood_before_it_counts() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown]);
    desk.click("Paste votes…");
    let table = "Name,Vote\nAda,A\nBen,B\nCem,B\nDee,X\n";
    desk.window.get_by_label("Table of votes").focus();
    desk.window.run_steps(1);
    desk.window.event(egui::Event::Paste(table.into()));
    desk.settle();
    assert!(shows(&desk, "3 votes: one row for each voter"));
    assert!(shows(&desk, "Line 5: “X” is no option of this vote"));
    assert!(shows(&desk, "0 votes; hidden from the room"));
    desk.click("Count these votes");
    assert!(shows(&desk, "3 votes; hidden from the room"));
}

/// In the step of a lesson of fifty minutes in which the class predicts, with one prediction sealed.
pub fn sealed() -> Desk {
    let mut desk = classroom();
    desk.click("Begin: Fifty minutes");
    press(&mut desk, &[Key::PageDown, Key::PageDown]);
    desk.click("Enter a prediction");
    desk.window.get_by_label("Who predicts").focus();
    desk.window.run_steps(1);
    desk.window.event(egui::Event::Text("team seven".into()));
    desk.settle();
    desk.click_any("Israel, sources and methods: falls a lot");
    desk.click("Seal it");
    desk
}

#[test]
fn a_sealed_prediction_shows_who_and_never_what() {
    let mut desk = sealed();
    assert!(shows(&desk, "1 sealed"));
    for _ in 0..3 {
        for word in ["falls a lot", "falls a little", "no change"] {
            let of_predictions = labels(&desk).into_iter().filter(|label| label.contains(word));
            // The task itself names the three words; nothing else does.
            let told: Vec<String> =
                of_predictions.filter(|label| !label.contains("For each partner")).collect();
            assert!(told.is_empty(), "{told:?}");
        }
        press(&mut desk, &[Key::PageDown]);
    }
}

#[test]
fn predictions_stand_beside_the_model_at_the_reveal() {
    let mut desk = sealed();
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::PageDown, Key::PageDown]);
    assert!(shows(&desk, "1 prediction."), "{:?}", labels(&desk));
    assert!(shows(&desk, "class 60"));
}

#[test]
fn a_prediction_without_a_name_or_an_answer_cannot_be_sealed() {
    let mut desk = classroom();
    desk.click("Begin: Fifty minutes");
    press(&mut desk, &[Key::PageDown, Key::PageDown]);
    desk.click("Enter a prediction");
    desk.click("Seal it");
    assert!(shows(&desk, "0 sealed"));
    desk.click("Cancel");
    assert!(shows(&desk, "Enter a prediction"));
}

#[test]
fn b_blanks_the_room_and_f_freezes_it_while_the_lesson_goes_on() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::B]);
    assert!(shows(&desk, "Room: The room sees an empty picture."));
    press(&mut desk, &[Key::B, Key::F, Key::PageDown, Key::PageDown]);
    assert!(shows(&desk, "Room: Warn Russia of a bomb plot"));
    assert!(!shows(&desk, "Room: Talk to your neighbour."));
    press(&mut desk, &[Key::F]);
    assert!(shows(&desk, "Room: Talk to your neighbour."));
}

/// The colors in which a text is painted.
fn colors_of(desk: &mut Desk, text: &str) -> Vec<egui::Color32> {
    let painted = desk.painted();
    let of_shape = |shape: &egui::Shape| match shape {
        egui::Shape::Text(painted) if painted.galley.job.text == text => {
            let own = painted.galley.job.sections[0].format.color;
            let own = if own == egui::Color32::PLACEHOLDER { painted.fallback_color } else { own };
            Some(painted.override_text_color.unwrap_or(own))
        }
        _ => None,
    };
    painted.iter().filter_map(of_shape).collect()
}

#[test]
fn what_is_switched_on_can_still_be_read() {
    let mut desk = short_lesson();
    let off = colors_of(&mut desk, "Blank");
    press(&mut desk, &[Key::B]);
    let on = colors_of(&mut desk, "Blank");
    assert!(!on.is_empty() && on.iter().all(|color| !off.contains(color)), "{off:?} {on:?}");
}

#[test]
fn the_notes_of_the_teacher_are_hidden_by_one_key() {
    let mut desk = short_lesson();
    assert!(shows(&desk, "Read the question aloud."));
    press(&mut desk, &[Key::N]);
    assert!(!shows(&desk, "Read the question aloud."));
    press(&mut desk, &[Key::N]);
    assert!(shows(&desk, "Read the question aloud."));
}

#[test]
fn the_rooms_window_opens_and_shows_the_picture() {
    let mut desk = short_lesson();
    let pictures = |desk: &Desk| labels(desk).iter().filter(|label| label.contains("bomb plot")).count();
    let before = pictures(&desk);
    desk.click("Room’s window");
    assert!(pictures(&desk) > before);
    // Its own window covers the button here, and does not outside of tests.
    desk.window.get_by_label("Room’s window").click_accesskit();
    desk.settle();
    assert_eq!(pictures(&desk), before);
}

#[test]
fn a_minute_is_added_and_the_timer_pauses() {
    let mut desk = short_lesson();
    desk.click("+ 1 min");
    assert!(shows(&desk, "of 4:00"));
    desk.click("− 1 min");
    assert!(shows(&desk, "of 3:00"));
    desk.click("Pause");
    assert!(shows(&desk, "Go on"));
}

#[test]
fn a_lesson_that_was_broken_off_goes_on_with_its_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let classes: Arc<dyn ClassStore> = Arc::new(KeptClasses::new(folder.path().join("classes")));
    let setup =
        || Setup { preferences: Preferences::default(), classes: classes.clone(), ..Setup::default() };
    let mut desk = classroom_with(setup());
    desk.click("Begin: Twenty minutes");
    press(&mut desk, &[Key::PageDown, Key::A, Key::C]);
    // The window is gone without a word, as after a crash.
    drop(desk);
    let mut desk = classroom_with(setup());
    desk.click("Go on: Twenty minutes: step 2 of 8, 2 answers");
    assert!(shows(&desk, "2 votes; hidden from the room"));
}

#[test]
fn a_session_that_is_half_written_is_said_and_the_others_are_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("class-1.ron"), "(version: 1, case: \"Oval")
        .expect("it can be written");
    std::fs::write(folder.path().join("class-2.ron"), "(version: 7)").expect("it can be written");
    let classes: Arc<dyn ClassStore> = Arc::new(KeptClasses::new(folder.path().to_owned()));
    let desk = classroom_with(Setup { classes, ..Setup::default() });
    assert!(shows(&desk, "An earlier lesson cannot be read: "), "{:?}", labels(&desk));
    assert!(shows(&desk, "class-1.ron"));
    assert!(shows(&desk, "class session of version 7"));
    assert!(folder.path().join("class-1.ron").exists());
}

#[test]
fn a_lesson_is_added_to_the_case_and_undone() {
    let mut desk = classroom();
    let offered =
        |desk: &Desk| labels(desk).iter().filter(|label| label.starts_with("Add to the case:")).count();
    let templates = offered(&desk);
    desk.click("Add to the case: Fifty minutes");
    assert_eq!(offered(&desk), templates - 1);
    assert_eq!(desk.scenario().lessons.len(), 1);
    desk.ctrl(Key::Z, false);
    assert_eq!(offered(&desk), templates);
}

#[test]
fn exit_answers_are_kept_with_or_without_a_name() {
    let mut desk = short_lesson();
    press(&mut desk, &[Key::PageDown; 7]);
    desk.window.get_by_label("Answer to the exit question").focus();
    desk.window.run_steps(1);
    desk.window.event(egui::Event::Text("Who else knew".into()));
    desk.settle();
    desk.click("Keep this answer");
    assert!(shows(&desk, "“Who else knew”"));
}

/// The texts in the room's window, each with its size as a share of the picture's height, the share of the height at
/// which it begins, and whether it is cut.
pub fn room_texts(desk: &Desk) -> Vec<(String, f32, f32, bool)> {
    let node = desk.window.get_by(|node| {
        let is_picture = node.role() == egui::accesskit::Role::Image;
        is_picture && node.label().is_some_and(|label| !label.starts_with("Room: "))
    });
    let room = node.rect();
    // Only the room's own window is clipped to it.
    let shapes = &desk.window.output().shapes;
    let painted = shapes.iter().filter(|clipped| room.expand(1.0).contains_rect(clipped.clip_rect));
    let texts = painted.filter_map(|clipped| match &clipped.shape {
        egui::Shape::Text(text) if room.contains(text.pos) => Some(text.clone()),
        _ => None,
    });
    let of = |text: egui::epaint::TextShape| {
        let size = text.galley.job.sections.iter().map(|part| part.format.font_id.size).fold(0.0, f32::max);
        let begins = (text.pos.y - room.top()) / room.height();
        (text.galley.text().to_owned(), size / room.height(), begins, text.galley.elided)
    };
    texts.map(of).collect()
}

/// The line of steps along the lower edge, which nobody in the last row has to read.
pub const FOOT_BEGINS: f32 = 0.94;

#[test]
fn all_that_the_room_must_read_is_three_per_cent_of_its_height_and_nothing_is_cut() {
    for case in tearline::storage::built_in_cases() {
        let mut desk = Desk::with(Setup { size: egui::vec2(1920.0, 1080.0), ..Setup::default() });
        desk.ask(FileCommand::OpenCase(case.name.into()));
        desk.go_to("Classroom");
        let begin = labels(&desk).into_iter().find(|label| label.starts_with("Begin: Fifty"));
        desk.click(&begin.expect("there is a lesson"));
        desk.click("Room’s window");
        for step in 0..11 {
            let texts = room_texts(&desk);
            assert!(texts.len() > 3, "{}: nothing in step {step}", case.name);
            for (text, size, begins, is_cut) in texts {
                let is_foot = begins > FOOT_BEGINS;
                assert!(is_foot || size >= 0.03, "{}, step {step}: “{text}” is {size}", case.name);
                assert!(!is_cut, "{}, step {step}: “{text}” is cut", case.name);
            }
            press(&mut desk, &[Key::PageDown]);
        }
    }
}

//! The system's file dialog that hangs, answers late, fails or is cancelled, and the field for a path beside it.

use crate::desk::{Desk, Setup, read};
use egui::Key;
use egui_kittest::kittest::Queryable;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tearline::app::{Ask, FileDialogs, Picked};
use tearline::ui::FileCommand;

/// What stands in the field for a path to save to.
const SAVE_FIELD: &str = "Save to a file";
const ASKS_TOO: &str = "The system’s file dialog asks too; answer here or there.";

/// Dialogs that hang until the test answers one of them.
struct HangingDialogs {
    asked: Sender<Ask>,
    answers: Mutex<Receiver<Picked>>,
}

impl FileDialogs for HangingDialogs {
    fn ask(&self, ask: &Ask) -> Picked {
        self.asked.send(ask.clone()).expect("the test waits");
        // At the end of the test nobody answers any more.
        let answer = self.answers.lock().expect("nobody panicked").recv();
        answer.unwrap_or(Picked::Cancelled)
    }
}

/// A window whose file dialogs hang.
struct HangingDesk {
    desk: Desk,
    asked: Receiver<Ask>,
    answers: Sender<Picked>,
}

impl HangingDesk {
    fn new() -> Self {
        let ((asked_by, asked), (answers, given)) = (channel(), channel());
        let dialogs = HangingDialogs { asked: asked_by, answers: Mutex::new(given) };
        let desk = Desk::with(Setup { file_dialogs: Some(Arc::new(dialogs)), ..Setup::default() });
        HangingDesk { desk, asked, answers }
    }

    /// With a change that was to be saved under another name; the dialog has just been asked.
    fn saving() -> Self {
        let mut hanging = HangingDesk::new();
        hanging.desk.change_something();
        hanging.desk.ctrl(Key::S, true);
        assert!(matches!(hanging.asked.recv(), Ok(Ask::Save { .. })));
        hanging
    }

    /// Lets the dialog answer, and waits until the window has heard it.
    fn answer(&mut self, picked: Picked) {
        self.answers.send(picked).expect("a dialog hangs");
        self.desk.app().wait_for_tasks();
        self.desk.settle();
    }

    /// Types a path into the field and enters it.
    fn enter(&mut self, name: &str) -> std::path::PathBuf {
        let path = self.desk.place(name);
        self.desk.type_text(&path.display().to_string());
        self.desk.press(Key::Enter);
        path
    }
}

#[test]
fn while_the_systems_dialog_hangs_the_field_for_a_path_is_there_and_saves() {
    let mut hanging = HangingDesk::saving();
    assert!(hanging.desk.reads(SAVE_FIELD) && hanging.desk.reads(ASKS_TOO));
    let path = hanging.enter("typed.ron");
    assert_eq!(read(&path), hanging.desk.scenario());
    assert!(!hanging.desk.app().unsaved() && !hanging.desk.reads(SAVE_FIELD));
    hanging.desk.change_something();
    hanging.desk.ctrl(Key::S, false);
    assert!(!hanging.desk.app().unsaved(), "the window goes on as ever");
    assert_eq!(read(&path), hanging.desk.scenario());
}

#[test]
fn an_answer_after_a_path_was_typed_changes_nothing_and_is_said() {
    let mut hanging = HangingDesk::saving();
    let path = hanging.enter("typed.ron");
    let late = hanging.desk.place("late.ron");
    hanging.answer(Picked::File(late.clone()));
    assert!(!late.exists());
    assert!(hanging.desk.reads(&format!("nothing was done with {}", late.display())));
    hanging.desk.change_something();
    hanging.desk.ctrl(Key::S, false);
    assert_eq!(read(&path), hanging.desk.scenario(), "the document stays in the file that was typed");
}

#[test]
fn an_answer_that_takes_its_time_is_an_answer() {
    let mut hanging = HangingDesk::saving();
    let path = hanging.desk.place("picked.ron");
    hanging.answer(Picked::File(path.clone()));
    assert_eq!(read(&path), hanging.desk.scenario());
    assert!(!hanging.desk.app().unsaved() && !hanging.desk.reads(SAVE_FIELD));
}

#[test]
fn a_dialog_that_fails_leaves_the_field_with_a_sentence() {
    let mut hanging = HangingDesk::saving();
    hanging.answer(Picked::Failed("The portal is not there.".into()));
    assert!(
        hanging.desk.reads(SAVE_FIELD) && hanging.desk.reads("The portal is not there. Type the path here.")
    );
    let path = hanging.enter("typed.ron");
    assert_eq!(read(&path), hanging.desk.scenario());
}

#[test]
fn a_dialog_that_crashes_leaves_the_field_with_a_sentence() {
    struct Crashing;
    impl FileDialogs for Crashing {
        fn ask(&self, _: &Ask) -> Picked {
            panic!("no such luck")
        }
    }
    let mut desk = Desk::with(Setup { file_dialogs: Some(Arc::new(Crashing)), ..Setup::default() });
    desk.ask(FileCommand::Open);
    desk.app().wait_for_tasks();
    desk.settle();
    assert!(desk.reads("Open a file by its path") && desk.reads("file dialog failed: no such luck."));
}

#[test]
fn a_cancel_is_a_cancel_however_long_it_took() {
    let mut hanging = HangingDesk::saving();
    hanging.answer(Picked::Cancelled);
    assert!(!hanging.desk.reads(SAVE_FIELD) && hanging.desk.app().unsaved());
    assert!(hanging.desk.window.query_by_label("Dismiss the message").is_none(), "there is nothing to say");
}

#[test]
fn what_somebody_has_typed_stays_when_the_dialog_is_cancelled() {
    let mut hanging = HangingDesk::saving();
    let path = hanging.desk.place("typed.ron");
    hanging.desk.type_text(&path.display().to_string());
    hanging.answer(Picked::Cancelled);
    assert!(hanging.desk.reads(SAVE_FIELD) && !hanging.desk.reads(ASKS_TOO));
    hanging.desk.press(Key::Enter);
    assert_eq!(read(&path), hanging.desk.scenario());
}

#[test]
fn a_path_that_was_refused_leaves_the_question_open_for_the_dialog() {
    let mut hanging = HangingDesk::saving();
    hanging.enter("no/such/folder.ron");
    assert!(hanging.desk.reads(SAVE_FIELD) && hanging.desk.app().unsaved());
    let path = hanging.desk.place("picked.ron");
    hanging.answer(Picked::File(path.clone()));
    assert_eq!(read(&path), hanging.desk.scenario());
}

#[test]
fn another_question_is_asked_in_the_field_alone_while_a_dialog_hangs() {
    let mut hanging = HangingDesk::saving();
    hanging.desk.press(Key::Escape);
    hanging.desk.ctrl(Key::O, false);
    assert!(
        hanging.desk.reads("Open a file by its path") && hanging.desk.reads("still asks an earlier question")
    );
    assert!(hanging.asked.try_recv().is_err(), "one dialog at a time");
    let late = hanging.desk.place("late.ron");
    hanging.answer(Picked::File(late.clone()));
    assert!(!late.exists() && hanging.desk.reads("nothing was done with"));
}

#[test]
fn the_same_question_asked_again_is_still_answered_by_the_dialog_that_hangs() {
    let mut hanging = HangingDesk::saving();
    hanging.desk.press(Key::Escape);
    hanging.desk.ctrl(Key::S, true);
    assert!(hanging.desk.reads(ASKS_TOO) && hanging.asked.try_recv().is_err());
    let path = hanging.desk.place("picked.ron");
    hanging.answer(Picked::File(path.clone()));
    assert_eq!(read(&path), hanging.desk.scenario());
}

#[test]
fn a_dialog_about_a_document_that_was_closed_does_nothing_to_the_next() {
    let mut hanging = HangingDesk::new();
    hanging.desk.ctrl(Key::S, true);
    assert!(hanging.asked.recv().is_ok());
    hanging.desk.press(Key::Escape);
    hanging.desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let late = hanging.desk.place("late.ron");
    hanging.answer(Picked::File(late.clone()));
    assert!(!late.exists() && hanging.desk.reads("nothing was done with"));
}

#[test]
fn the_program_can_be_left_while_a_dialog_hangs() {
    let mut hanging = HangingDesk::saving();
    hanging.enter("typed.ron");
    hanging.desk.ctrl(Key::Q, false);
    assert!(hanging.desk.app().is_closing());
    eframe::App::on_exit(hanging.desk.app(), None);
}

//! What a lesson and a class leave as files, and two classes side by side, by pointer.

use crate::desk::{Desk, Setup};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tearline::app::{ClassStore, KeptClasses, Picked, Preferences};
use tearline::lesson::ClassSession;
use tearline::lesson::session::Event;
use tearline::lesson::votes::SingleVote;
use tearline::scenario::StepKind;
use tearline::storage::built_in;
use tearline::ui::FileCommand;

fn classroom(setup: Setup) -> Desk {
    let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..setup });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Classroom");
    desk
}

#[test]
fn the_cards_and_paper_of_a_lesson_are_saved_as_html_and_as_pdf() {
    let mut desk = classroom(Setup::default());
    for (format, ending) in [("HTML, one file", "html"), ("PDF on A4", "pdf"), ("PDF on Letter", "pdf")] {
        let path = desk.place("papers").with_extension(ending);
        desk.will_pick(Picked::File(path.clone()));
        desk.click("Cards and paper: Fifty minutes");
        desk.click(format);
        desk.draw_until_it_reads("Saved the cards and paper to");
        let bytes = std::fs::read(&path).expect("it was written");
        let begins: &[u8] = if ending == "html" { b"<!DOCTYPE html>" } else { b"%PDF-1.7" };
        assert!(bytes.starts_with(begins), "{format}");
    }
}

#[test]
fn papers_are_never_written_over_another_file_unasked() {
    let mut desk = classroom(Setup::default());
    let there = desk.place("papers.html");
    std::fs::write(&there, "mine").expect("written");
    desk.will_pick(Picked::Failed("This system has no file dialog.".into()));
    desk.click("Cards and paper: Fifty minutes");
    desk.click("HTML, one file");
    assert!(desk.reads("Save the cards and paper to a file"), "a path can be typed");
    desk.ask(tearline::ui::command::ExportCommand::SaveTo(there.clone()));
    desk.draw_until_it_reads("is there already");
    assert_eq!(std::fs::read_to_string(&there).expect("it is there"), "mine");
}

#[test]
fn the_report_and_the_answers_of_a_class_are_saved_while_it_goes_on() {
    let mut desk = classroom(Setup::default());
    desk.click("Begin: Twenty minutes");
    desk.press(Key::PageDown);
    desk.press(Key::A);
    let table = desk.place("answers.csv");
    desk.will_pick(Picked::File(table.clone()));
    desk.click("Report: Twenty minutes");
    desk.click("All answers as a table (CSV)");
    desk.draw_until_it_reads("Saved the answers of the class to");
    let text = std::fs::read_to_string(&table).expect("it was written");
    assert!(text.contains("votes counted") && text.contains(",A,1,"), "{text}");
    let report = desk.place("report.html");
    desk.will_pick(Picked::File(report.clone()));
    desk.click("Report: Twenty minutes");
    desk.click("HTML, one file");
    desk.draw_until_it_reads("Saved the report of the class to");
    let html = std::fs::read_to_string(&report).expect("it was written");
    assert!(html.contains("<h2 dir=\"auto\">Vote</h2>"), "{html}");
}

/// The accessible name that begins so.
fn label_that_begins(desk: &Desk, with: &str) -> String {
    let nodes = desk.window.query_all_by(|_| true);
    let mut names = nodes.filter_map(|node| node.accesskit_node().label());
    names.find(|name| name.starts_with(with)).unwrap_or_else(|| panic!("nothing is called “{with}…”"))
}

/// Two classes that voted otherwise.
fn two_classes() -> Arc<dyn ClassStore> {
    let scenario = built_in("oval-office-2017").expect("it is there").scenario().expect("it can be read");
    let folder = tempfile::tempdir().expect("a folder").keep();
    let classes = KeptClasses::new(folder);
    for (began, class, option) in [(1_000, "Monday", 0), (2_000, "Tuesday", 1)] {
        let lesson = scenario.lessons[0].clone();
        let vote = lesson.steps.iter().position(|step| matches!(step.kind, StepKind::Vote { .. }));
        let step = vote.expect("it votes");
        let mut session = ClassSession::new(scenario.about.title.clone(), lesson, began);
        session.class = class.into();
        let votes = vec![SingleVote { who: "Ada".into(), option, confidence: None }];
        session.add(5.0, Event::Voted { step, votes });
        classes.write(&session).expect("it can be written");
    }
    Arc::new(classes)
}

#[test]
fn two_earlier_classes_are_put_side_by_side() {
    let mut desk = classroom(Setup { classes: two_classes(), ..Setup::default() });
    for class in ["Monday", "Tuesday"] {
        let name = label_that_begins(&desk, &format!("Compare: {class}"));
        desk.click_any(&name);
    }
    desk.click("Compare these two");
    assert!(desk.reads("What should Washington tell Russia?"));
    assert!(desk.reads("A Ask Israel first") && desk.reads("100\u{a0}%"));
    let cell = desk.window.get_by_label("A Ask Israel first").rect().center();
    desk.right_click(cell);
    desk.click("Copy table");
    let copied = desk.copied_table().expect("a table").text;
    assert!(copied.lines().any(|line| line.starts_with("A Ask Israel first\t")), "{copied}");
    let path = desk.place("both.html");
    desk.will_pick(Picked::File(path.clone()));
    desk.click("Save the comparison");
    desk.click("HTML, one file");
    desk.draw_until_it_reads("Saved the comparison of two classes to");
    let html = std::fs::read_to_string(&path).expect("it was written");
    assert!(html.contains("Monday") && html.contains("Tuesday"));
    desk.click("Back to the lessons");
    assert!(desk.reads("Play this case with a class"));
}

#[test]
fn what_is_saved_while_another_case_is_explored_is_about_the_case_of_the_class() {
    let mut desk = classroom(Setup::default());
    desk.click("Begin: Fifty minutes");
    desk.press(Key::PageDown);
    desk.ask(FileCommand::OpenCase("manchester-2017".into()));
    desk.go_to("Classroom");
    assert_ne!(desk.scenario().about.title, "Oval Office, May 2017", "another case is open");
    let report = desk.place("report.html");
    desk.will_pick(Picked::File(report.clone()));
    desk.click("Report: Fifty minutes");
    desk.click("HTML, one file");
    desk.draw_until_it_reads("Saved the report of the class to");
    let html = std::fs::read_to_string(&report).expect("it was written");
    assert!(html.contains("Israel: content") && !html.contains("Manchester"), "{html}");
    assert!(
        desk.was_asked().iter().any(|ask| format!("{ask:?}").contains("oval-office-may-2017-class.html"))
    );
}

#[test]
fn names_become_numbers_in_the_report_of_an_earlier_class_if_that_is_ticked() {
    let mut desk = classroom(Setup { classes: two_classes(), ..Setup::default() });
    for (ticks, name) in [(false, ",Ada,"), (true, ",no. 1,")] {
        let path = desk.place(&format!("answers-{ticks}.csv"));
        desk.will_pick(Picked::File(path.clone()));
        let menu = label_that_begins(&desk, "Report: Monday");
        desk.click(&menu);
        if ticks {
            desk.click_any("Numbers in place of names");
        }
        desk.click("All answers as a table (CSV)");
        desk.draw_until_it_reads("Saved the answers of the class to");
        let text = std::fs::read_to_string(&path).expect("it was written");
        assert!(text.contains(name), "{text}");
    }
}

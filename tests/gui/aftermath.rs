//! Journeys through the aftermath, in a small case.

use crate::desk::Desk;
use crate::small_case::small_case;
use egui::Key;
use egui_kittest::kittest::Queryable;
use tearline::scenario::{ActorId, Edit, Institution, RepairKind};
use tearline::ui::{Command, PlayCommand, Selection};

/// The aftermath, some months after the meeting.
fn aftermath() -> Desk {
    let mut desk = Desk::on(&small_case(), "Aftermath");
    desk.ask(PlayCommand::ShowMonth(3));
    desk
}

impl Desk {
    fn mean_of_israels_content(&mut self, month: usize) -> f64 {
        let (projection, _) = self.app().projection().expect("a projection");
        projection
            .partner(&ActorId::known("israel"))
            .expect("Israel")
            .mean(month)
            .expect("a mean")
            .planned
            .content
    }
}

#[test]
fn a_repair_is_added_and_bends_the_course_from_its_month_on() {
    let mut desk = aftermath();
    let before = [2, 4].map(|month| desk.mean_of_israels_content(month));
    desk.click_any("Add a repair");
    let repairs = desk.shown_plan().repairs;
    assert_eq!(repairs.len(), 1);
    assert_eq!((repairs[0].month, &repairs[0].kind), (3, &RepairKind::Explanation));
    assert!(desk.reads("Undo “explain and apologise to Israel”"));
    let after = [2, 4].map(|month| desk.mean_of_israels_content(month));
    assert_eq!(before[0], after[0], "nothing changes before its month");
    assert!(after[1] > before[1], "{after:?} against {before:?}");
}

#[test]
fn a_repair_can_be_changed_in_its_place_and_removed() {
    let mut desk = aftermath();
    desk.click_any("Add a repair");
    desk.click_any("Kind of repair 1");
    desk.click_any("Build monitoring");
    desk.click_any("Partner of repair 1");
    desk.click_any("Germany");
    let repair = desk.shown_plan().repairs[0].clone();
    assert_eq!(repair.kind, RepairKind::Institution(Institution::Monitoring, 0.25));
    assert_eq!(repair.partner, ActorId::known("germany"));
    desk.click_any("Remove repair 1");
    assert!(desk.shown_plan().repairs.is_empty());
    assert!(desk.reads("Undo “drop “build monitoring””"));
}

#[test]
fn the_month_of_a_repair_is_typed() {
    let mut desk = aftermath();
    desk.click_any("Add a repair");
    desk.click_any("Month of repair 1");
    desk.ctrl(Key::A, false);
    desk.type_text("9");
    desk.press(Key::Enter);
    assert_eq!(desk.shown_plan().repairs[0].month, 9);
}

#[test]
fn a_second_explanation_says_that_it_does_not_count() {
    let mut desk = aftermath();
    desk.click_any("Add a repair");
    desk.click_any("Add a repair");
    desk.click_any("Kind of repair 2");
    desk.window.get_all_by_label("Explain and apologise").last().expect("an option").click();
    desk.settle();
    assert!(desk.window.query_by_label_contains("Only one of these counts for Israel.").is_some());
}

#[test]
fn resting_on_add_a_repair_shows_its_course_first() {
    let mut desk = aftermath();
    desk.window.get_by_label("Add a repair").hover();
    desk.settle();
    assert_eq!(desk.app().preview().map(|plan| plan.repairs.len()), Some(1));
    assert!(desk.shown_plan().repairs.is_empty());
}

#[test]
fn what_was_just_added_is_seen_before_another_repair_is_tried_out() {
    let mut desk = aftermath();
    desk.window.get_by_label("Add a repair").hover();
    desk.settle();
    desk.click_any("Add a repair");
    assert_eq!(desk.shown_plan().repairs.len(), 1);
    assert!(desk.app().preview().is_none(), "the pointer still rests there");
    desk.window.hover_at(egui::Pos2::new(640.0, 10.0));
    desk.settle();
    desk.window.get_by_label("Add a repair").hover();
    desk.settle();
    assert_eq!(
        desk.app().preview().map(|plan| plan.repairs.len()),
        Some(2),
        "who comes again asks for another"
    );
}

#[test]
fn the_time_slider_moves_by_arrow_keys_and_says_its_month() {
    let mut desk = aftermath();
    desk.window.get_by_label("Month").focus();
    desk.settle();
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::PageDown] {
        desk.press(key);
    }
    assert_eq!(desk.window.get_by_label("Month").value().as_deref(), Some("month 10"));
    desk.press(Key::End);
    assert_eq!(desk.window.get_by_label("Month").value().as_deref(), Some("month 24"));
}

#[test]
fn a_click_into_a_plot_shows_that_month() {
    let mut desk = aftermath();
    let plot = desk.window.get_by_label_contains("Israel, content: mean").rect();
    let right_end = plot.right_center() - egui::vec2(1.0, 0.0);
    desk.window.drag_at(right_end);
    desk.settle();
    desk.window.drop_at(right_end);
    desk.settle();
    assert_eq!(desk.window.get_by_label("Month").value().as_deref(), Some("month 24"));
}

#[test]
fn the_table_has_the_same_numbers_as_the_plots() {
    let mut desk = aftermath();
    let mean = tearline::analysis::number_format::percent(desk.mean_of_israels_content(5));
    desk.click_any("Show: Table");
    let row = desk.window.get_by_label_contains("Israel, month 5;").value();
    let row = row.expect("a row that says what it holds");
    assert!(row.starts_with(&format!("Israel, month 5; content: mean {mean}, ")), "{row}");
    let months = desk.scenario().horizon_months as usize;
    let rows = desk
        .window
        .query_all_by_label_contains("Jordan, ")
        .filter(|row| row.value().is_some_and(|text| text.contains("; content: mean")));
    assert_eq!(rows.count(), months + 2, "before, and every month from 0");
}

#[test]
fn courses_are_shown_one_by_one_or_together() {
    let mut desk = aftermath();
    let courses = |desk: &Desk| desk.window.query_all_by_label_contains("content: mean").count();
    assert!(courses(&desk) > 1, "one plot for each partner");
    desk.click_any("Show: Together");
    assert!(desk.paints("Israel") && desk.paints("Germany"), "each line has its name");
}

#[test]
fn another_partner_is_looked_at_by_a_click_on_its_name() {
    let mut desk = aftermath();
    desk.click_any("Look at Germany");
    assert_eq!(desk.app().selection(), &Selection::Actor(ActorId::known("germany")));
    assert!(desk.window.query_by_label("Germany, month 3").is_some());
}

#[test]
fn the_line_under_the_dots_moves_by_arrow_keys() {
    let mut desk = aftermath();
    desk.window.get_by_label("Your line").focus();
    desk.settle();
    desk.press(Key::ArrowRight);
    let value = desk.window.get_by_label("Your line").value();
    assert!(value.as_deref().is_some_and(|text| text.starts_with("51\u{a0}%, ")), "{value:?}");
}

#[test]
fn what_may_happen_is_said_in_words_with_chances() {
    let desk = aftermath();
    for text in [
        "Russia is told the content with its context.",
        "Its source is found and closed.",
        "Israel learns of it.",
    ] {
        assert!(desk.window.query_by_label_contains(text).is_some(), "{text}");
    }
}

#[test]
fn where_nothing_is_told_there_is_one_sentence_and_the_way_back() {
    let mut desk = aftermath();
    let (id, plan) = (desk.app().plan().expect("a plan").clone(), desk.shown_plan().withholding());
    desk.ask(Command::Edit(Edit::PutPlan(id, plan)));
    assert!(desk.window.query_by_label_contains("so nothing follows").is_some());
    desk.click_any("Choose what to tell");
    assert!(desk.shows_stage("Decision"));
}

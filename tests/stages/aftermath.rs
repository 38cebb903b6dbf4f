//! Journeys through the aftermath.

use crate::window::{TestWindow, Window, open};
use egui::Key;
use egui_kittest::kittest::Queryable;
use tearline::scenario::{ActorId, Institution, RepairKind};
use tearline::ui::{Selection, Stage};

fn aftermath() -> TestWindow {
    open(Window::oval_office(Stage::Aftermath))
}

fn press(window: &mut TestWindow, label: &str) {
    window.get_by_label(label).click();
    window.run_steps(3);
}

fn median_of_israels_content(window: &TestWindow, month: usize) -> f64 {
    let projection = window.state().projection.as_ref().expect("a projection");
    projection.partner(&ActorId::known("israel")).expect("Israel").months[month].content.median()
}

#[test]
fn a_repair_is_added_and_bends_the_course_from_its_month_on() {
    let mut window = aftermath();
    let before = [2, 4].map(|month| median_of_israels_content(&window, month));
    press(&mut window, "Add a repair");
    let repairs = &window.state().plan().repairs;
    assert_eq!(repairs.len(), 1);
    assert_eq!((repairs[0].month, &repairs[0].kind), (3, &RepairKind::Explanation));
    assert_eq!(window.state().steps, ["explain and apologise to Israel"]);
    let after = [2, 4].map(|month| median_of_israels_content(&window, month));
    assert_eq!(before[0], after[0], "nothing changes before its month");
    assert!(after[1] > before[1], "{after:?} against {before:?}");
}

#[test]
fn a_repair_can_be_changed_in_its_place_and_removed() {
    let mut window = aftermath();
    press(&mut window, "Add a repair");
    press(&mut window, "Kind of repair 1");
    press(&mut window, "Build monitoring");
    press(&mut window, "Partner of repair 1");
    press(&mut window, "Germany");
    let repair = window.state().plan().repairs[0].clone();
    assert_eq!(repair.kind, RepairKind::Institution(Institution::Monitoring, 0.25));
    assert_eq!(repair.partner, ActorId::known("germany"));
    press(&mut window, "Remove repair 1");
    assert!(window.state().plan().repairs.is_empty());
    assert_eq!(window.state().steps.last().map(String::as_str), Some("drop “build monitoring”"));
}

#[test]
fn the_month_of_a_repair_is_typed() {
    let mut window = aftermath();
    press(&mut window, "Add a repair");
    press(&mut window, "Month of repair 1");
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.get_by_label("Month of repair 1").type_text("9");
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(2);
    assert_eq!(window.state().plan().repairs[0].month, 9);
}

#[test]
fn a_second_explanation_says_that_it_does_not_count() {
    let mut window = aftermath();
    press(&mut window, "Add a repair");
    press(&mut window, "Add a repair");
    press(&mut window, "Kind of repair 2");
    window.get_all_by_label("Explain and apologise").last().expect("an option").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("Only one of these counts for Israel.").is_some());
}

#[test]
fn resting_on_add_a_repair_shows_its_course_first() {
    let mut window = aftermath();
    window.get_by_label("Add a repair").hover();
    window.run_steps(3);
    let previewed = window.state().preview.as_ref().map(|(plan, _)| plan.repairs.len());
    assert_eq!(previewed, Some(1));
    assert!(window.state().plan().repairs.is_empty());
}

#[test]
fn the_time_slider_moves_by_arrow_keys_and_says_its_month() {
    let mut window = aftermath();
    window.get_by_label("Month").focus();
    window.run_steps(2);
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::PageDown] {
        window.key_press(key);
        window.run_steps(2);
    }
    assert_eq!(window.state().month, 10);
    assert_eq!(window.get_by_label("Month").value().as_deref(), Some("month 10"));
    window.key_press(Key::End);
    window.run_steps(2);
    assert_eq!(window.state().month, 24);
}

#[test]
fn a_click_into_a_plot_shows_that_month() {
    let mut window = aftermath();
    let plot = window.get_by_label_contains("Israel, content: median").rect();
    window.drag_at(plot.right_center() - egui::vec2(1.0, 0.0));
    window.run_steps(1);
    window.drop_at(plot.right_center() - egui::vec2(1.0, 0.0));
    window.run_steps(2);
    assert_eq!(window.state().month, 24);
}

#[test]
fn the_table_has_the_same_numbers_as_the_plots() {
    let mut window = aftermath();
    let median = tearline::ui::widgets::number::percent(median_of_israels_content(&window, 5));
    press(&mut window, "Show: Table");
    let row =
        window.get_by_label_contains("Israel, month 5;").value().expect("a row that says what it holds");
    assert!(row.starts_with(&format!("Israel, month 5; content: median {median}, ")), "{row}");
    let months = window.state().scenario.horizon_months as usize;
    let rows = window
        .query_all_by_label_contains("Jordan, ")
        .filter(|row| row.value().is_some_and(|text| text.contains("; content: median")));
    assert_eq!(rows.count(), months + 2, "before, and every month from 0");
}

#[test]
fn another_partner_is_looked_at_by_a_click_on_its_name() {
    let mut window = aftermath();
    press(&mut window, "Look at Germany");
    assert_eq!(window.state().selection, Selection::Actor(ActorId::known("germany")));
    assert!(window.query_by_label("Germany, month 3").is_some());
}

#[test]
fn the_line_under_the_dots_moves_by_arrow_keys() {
    let mut window = aftermath();
    window.get_by_label("Your line").focus();
    window.run_steps(2);
    window.key_press(Key::ArrowRight);
    window.run_steps(2);
    let value = window.get_by_label("Your line").value();
    assert!(value.as_deref().is_some_and(|text| text.starts_with("51%, ")), "{value:?}");
}

#[test]
fn what_may_happen_is_said_in_words_with_chances() {
    let window = aftermath();
    for text in [
        "Russia is told the content with its context.",
        "Its source is found and closed.",
        "Israel learns of it.",
    ] {
        assert!(window.query_by_label_contains(text).is_some(), "{text}");
    }
}

#[test]
fn where_nothing_is_told_there_is_one_sentence_and_the_way_back() {
    let mut window = aftermath();
    let plan = window.state().plan().withholding();
    window.state_mut().put_plan(plan);
    window.run_steps(2);
    assert!(window.query_by_label_contains("so nothing follows").is_some());
    press(&mut window, "Choose what to tell");
    assert_eq!(window.state().stage, Stage::Decision);
}

//! What matters: which numbers move a result, where the best plan changes, what is worth knowing.

use crate::desk::{Desk, Setup};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tearline::analysis::measure::Measure;
use tearline::analysis::number_format::{self, amount, exact_percent, short, signed_fixed};
use tearline::analysis::sensitivity::switching_values::switching_values;
use tearline::analysis::sensitivity::tornado::{Tornado, tornado};
use tearline::analysis::study::Study;
use tearline::app::{QueryRequest, answer};
use tearline::engine::{Cancelled, Monitor, NoMonitor};
use tearline::scenario::{ActorId, Edit, Figure, Input, Material, PlanId, Provenance, Scenario};
use tearline::ui::stages::why::matters::SensitivityView;
use tearline::ui::{
    Answer, Command, FileCommand, PlayCommand, ProjectionCommand, Query, QueryCommand, TableCommand, TableId,
    ViewCommand,
};

/// The seed of the luck in a window that was just opened.
const SEED: u64 = 1;
/// The numbers that stay uncertain in the small case, by what their names contain.
const UNCERTAIN: [&str; 5] = [
    "what it could give",
    "plausible sources",
    "fully hostile actor who knows the source",
    "harm if the source is found",
    "chance that Russia tells Syria",
];

fn changed(scenario: &Scenario, edit: Edit) -> Scenario {
    scenario.edited(&edit).expect("a fitting change")
}

/// The Oval Office with few uncertain numbers, two plans and three months, so that it is soon worked out.
pub fn small_case() -> Scenario {
    let case = tearline::storage::built_in("oval-office-2017").expect("it ships");
    let mut scenario = tearline::storage::parse(case.text, case.name).expect("a good file");
    for input in scenario.inputs() {
        let name = scenario.input_name(&input);
        let figure = scenario.figure(&input).expect("a number").clone();
        if figure.is_range() && !UNCERTAIN.iter().any(|part| name.contains(part)) {
            let certain = Figure { low: figure.likely, high: figure.likely, ..figure };
            scenario = changed(&scenario, Edit::SetFigure(input, certain));
        }
    }
    let gone: Vec<PlanId> = (scenario.plans.iter())
        .filter(|(_, plan)| !["Sanitised, not asked", "Say nothing"].contains(&plan.name.as_str()))
        .map(|(id, _)| id.clone())
        .collect();
    for plan in gone {
        scenario = changed(&scenario, Edit::RemovePlan(plan));
    }
    changed(&scenario, Edit::SetHorizon(3))
}

impl Desk {
    /// A window with a case, at a view of what matters.
    fn what_matters(scenario: &Scenario, view: SensitivityView) -> Desk {
        let mut desk = Desk::new();
        let path = desk.place("case.ron");
        tearline::storage::save(&path, scenario).expect("saved");
        desk.ask(FileCommand::OpenPath(path));
        desk.ask(ViewCommand::ShowWhy(Some(view)));
        desk
    }

    /// What stands in the rows that open and contain this, from above.
    fn rows(&self, part: &str) -> Vec<String> {
        let says = |node: &AccessKitNode<'_>| node.label().filter(|label| label.contains(part));
        let rows = self.window.query_all_by(|node| node.role() == Role::Button && says(node).is_some());
        let mut rows: Vec<_> =
            rows.map(|row| (row.rect().top(), says(&row.accesskit_node()).unwrap_or_default())).collect();
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        rows.into_iter().map(|(_, says)| says).collect()
    }

    /// What is put on the clipboard by a command.
    fn copied(&mut self, command: TableCommand) -> Option<String> {
        self.ask(command);
        self.copied_table().map(|table| table.text)
    }

    fn choose_result(&mut self, name: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, "Result").click();
        self.settle();
        // The list is longer than its window.
        self.window.get_by_role_and_label(Role::Button, name).scroll_to_me();
        self.settle();
        self.click(name);
    }
}

/// The bars as the analysis has them, without the window.
fn bars(scenario: &Scenario, measure: &Measure) -> Tornado {
    let histories = Query::Tornado(measure.clone()).histories();
    let study = Study::new(scenario, SEED, histories, &NoMonitor);
    tornado(&study, scenario.plans.values().next().expect("a plan"), measure).expect("nobody stops it")
}

#[test]
fn the_bars_are_sorted_and_their_numbers_are_those_of_the_analysis() {
    let scenario = small_case();
    let desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    let rows = desk.rows("; switching value: ");
    let bars = bars(&scenario, &Measure::TOTAL).bars;
    assert_eq!(rows.len(), bars.len());
    for (row, bar) in rows.iter().zip(&bars) {
        let says = format!(
            "{}: from {} to {}, total goes from {} to {}:",
            scenario.input_name(&bar.input),
            short(bar.ends[0]),
            short(bar.ends[1]),
            amount(bar.at[0]),
            amount(bar.at[1])
        );
        assert!(row.starts_with(&says), "{row} instead of {says}");
    }
    assert!(desk.reads("numbers have no range and are left out"));
}

#[test]
fn a_switching_value_stands_at_the_value_that_the_analysis_finds() {
    let scenario = small_case();
    let study = Study::new(&scenario, SEED, Query::SwitchingValues(Measure::TOTAL).histories(), &NoMonitor);
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    let all = switching_values(&study, &plans, &Measure::TOTAL).expect("nobody stops it");
    let mut desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    let mut switching = 0;
    for of in &all {
        let name = scenario.input_name(&of.input);
        let row = desk.rows(&format!("{name}: from")).pop().expect("its row");
        let (_, place) = row.rsplit_once("switching value: ").expect("where it switches");
        match of.values.iter().find(|value| value.clear) {
            None if of.values.is_empty() => {
                assert_eq!(place.trim(), "none, the same plan is best from end to end", "{name}")
            }
            None => assert_eq!(place.trim(), "unclear", "{name}"),
            Some(switch) => {
                switching += 1;
                let shown: f64 = place.split(' ').next().and_then(|number| number.parse().ok()).expect(place);
                assert!(place.contains(" ± "), "how well it is known stands beside it: {place}");
                assert!((shown - switch.value).abs() <= 0.01 * (of.ends[1] - of.ends[0]), "{name}: {shown}");
            }
        }
    }
    assert!(switching > 0, "a case without switching values would show nothing here");
    let turns = all.iter().find(|of| of.values.iter().any(|value| value.clear)).expect("one that turns");
    let row = desk.rows(&format!("{}: from", scenario.input_name(&turns.input))).pop().expect("its row");
    desk.click(&row);
    assert!(desk.reads("It changes the best plan at"));
}

#[test]
fn a_number_that_is_done_says_so_while_others_are_looked_for_and_two_numbers_are_chosen_of_all() {
    let runner = |request: QueryRequest<'_>, monitor: &dyn Monitor, so_far: &(dyn Fn(Answer) + Sync)| {
        let Query::SwitchingValues(measure) = request.query else { return answer(request, monitor, so_far) };
        let study = Study::new(request.scenario, SEED, 100, &NoMonitor);
        let plans: Vec<PlanId> = request.scenario.plans.keys().cloned().collect();
        let mut numbers = switching_values(&study, &plans, measure)?;
        numbers.truncate(1);
        so_far(Answer::SwitchingValues { measure: measure.clone(), numbers, finished: false });
        while !monitor.cancelled() {
            monitor.progress(41, 100);
            std::thread::yield_now();
        }
        Err(Cancelled.into())
    };
    let scenario = small_case();
    let setup = Setup { query_runner: Some(Arc::new(runner)), ..Setup::default() };
    let mut desk = Desk::with(setup);
    let path = desk.place("case.ron");
    tearline::storage::save(&path, &scenario).expect("saved");
    desk.ask(FileCommand::OpenPath(path));
    desk.app().send(ViewCommand::ShowWhy(Some(SensitivityView::Tornado)));
    let waits = |row: &&String| row.ends_with("; switching value: …");
    let waiting = |desk: &Desk| desk.rows(", total goes from ").iter().filter(waits).count();
    let is_known_in_part = (0..5_000).any(|_| {
        desk.draw();
        waiting(&desk) == UNCERTAIN.len() - 1
    });
    assert!(is_known_in_part, "{:?}", desk.rows(", total goes from "));
    desk.draw_until_it_reads(&number_format::in_percent(41));
    assert_eq!(desk.rows(", total goes from ").len(), UNCERTAIN.len());
    desk.app().send(ViewCommand::ShowWhy(Some(SensitivityView::TwoNumbers)));
    desk.draw_until_it_reads(&number_format::in_percent(41));
    assert!(!desk.reads("The plan with the best mean total"), "which two matter is not known yet");
    desk.ask(QueryCommand::Stop(Query::SwitchingValues(Measure::TOTAL)));
    let table = desk.copied(TableCommand::Copy(TableId::Numbers)).expect("a table");
    let without = table.lines().skip(1).filter(|line| line.ends_with('\t')).count();
    assert_eq!(without, UNCERTAIN.len(), "no part of a column: {table}");
}

/// Draws until a question was begun so often, and once more to take what it has found.
fn draw_until_begun(desk: &mut Desk, begun: &AtomicUsize, times: usize) {
    const MOST: usize = 5_000;
    let is_begun = (0..MOST).any(|_| {
        desk.draw();
        begun.load(Ordering::SeqCst) >= times
    });
    assert!(is_begun, "it is never begun for the {times}. time");
    desk.draw();
}

#[test]
fn a_question_that_was_answered_in_part_is_asked_again_when_an_edit_that_held_it_up_is_undone() {
    let first = small_case();
    let horizon = first.horizon_months;
    // How often it was begun, as it was first and as it is after the edit.
    let [begun, begun_after_edit] = [0; 2].map(|none| Arc::new(AtomicUsize::new(none)));
    let counts = [begun.clone(), begun_after_edit.clone()];
    let runner = move |request: QueryRequest<'_>, monitor: &dyn Monitor, so_far: &(dyn Fn(Answer) + Sync)| {
        let Query::SwitchingValues(measure) = request.query else { return answer(request, monitor, so_far) };
        let is_edited = request.scenario.horizon_months != horizon;
        if !is_edited {
            so_far(Answer::SwitchingValues {
                measure: measure.clone(),
                numbers: Vec::new(),
                finished: false,
            });
        }
        counts[usize::from(is_edited)].fetch_add(1, Ordering::SeqCst);
        while !monitor.cancelled() {
            monitor.progress(41, 100);
            std::thread::yield_now();
        }
        Err(Cancelled.into())
    };
    let mut desk = Desk::with(Setup { query_runner: Some(Arc::new(runner)), ..Setup::default() });
    let path = desk.place("case.ron");
    tearline::storage::save(&path, &first).expect("saved");
    desk.ask(FileCommand::OpenPath(path));
    desk.app().send(ViewCommand::ShowWhy(Some(SensitivityView::Tornado)));
    draw_until_begun(&mut desk, &begun, 1);
    desk.draw_until_it_reads(&number_format::in_percent(41));
    desk.app().send(Command::Edit(Edit::SetHorizon(horizon + 1)));
    draw_until_begun(&mut desk, &begun_after_edit, 1);
    desk.app().send(QueryCommand::Stop(Query::SwitchingValues(Measure::TOTAL)));
    desk.draw_until_it_reads("Stopped.");
    desk.app().send(Command::Undo);
    draw_until_begun(&mut desk, &begun, 2);
    desk.draw_until_it_reads(&number_format::in_percent(41));
    desk.ask(QueryCommand::Stop(Query::SwitchingValues(Measure::TOTAL)));
}

#[test]
fn a_row_opens_by_keyboard_and_says_where_its_number_comes_from() {
    let scenario = small_case();
    let mut desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    let first = bars(&scenario, &Measure::TOTAL).bars.remove(0).input;
    let beginning = format!("{}: from", scenario.input_name(&first));
    for _ in 0..200 {
        let focused = desk.window.query_all_by(|node| node.is_focused()).next();
        if focused
            .and_then(|node| node.accesskit_node().label())
            .is_some_and(|name| name.starts_with(&beginning))
        {
            break;
        }
        desk.press(Key::Tab);
    }
    desk.press(Key::Enter);
    let figure = scenario.figure(&first).expect("a number");
    assert!(desk.reads(&format!("Range {} to {}", short(figure.low), short(figure.high))));
    let from = match &figure.from {
        Provenance::Guess => "A guess.",
        Provenance::Instructor => "Set by the instructor.",
        Provenance::Evidence(source) => source,
    };
    assert!(desk.reads(from));
    assert!(desk.reads(&figure.note));
    desk.press(Key::Enter);
    assert!(!desk.reads("most likely"), "it closes again");
}

#[test]
fn another_result_has_other_bars() {
    let scenario = small_case();
    let mut desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    desk.choose_result("Chance of losing a source");
    let measure = Measure::SOURCE_LOST;
    let rows = desk.rows("chance of losing a source goes from");
    let bars = bars(&scenario, &measure).bars;
    assert_eq!(rows.len(), bars.len());
    for (row, bar) in rows.iter().zip(&bars) {
        let says = format!("from {} to {}", exact_percent(bar.at[0]), exact_percent(bar.at[1]));
        assert!(row.contains(&says), "{row} instead of {says}");
    }
}

/// What Russia gives matters for nobody’s willingness; the sources of Israel do.
fn israel(month: u32) -> Measure {
    let partner = ActorId::known("il");
    Measure::WillingnessChange { partner, material: Material::SourcesAndMethods, month }
}

#[test]
fn a_willingness_is_asked_about_as_its_change_against_saying_nothing_unless_the_level_is_chosen() {
    let scenario = small_case();
    let mut desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    desk.ask(PlayCommand::ShowMonth(1));
    desk.choose_result("Israel: sources and methods in month 1");
    for (choice, measure) in [("", israel(1)), ("Level", israel(1).level())] {
        if !choice.is_empty() {
            desk.window.get_by_role_and_label(Role::RadioButton, &format!("Willingness: {choice}")).click();
            desk.settle();
        }
        let bars = bars(&scenario, &measure).bars;
        let rows = desk.rows(&format!(", {} goes from ", measure.name(&scenario)));
        assert_eq!(rows.len(), bars.len(), "{measure:?}");
        for (row, bar) in rows.iter().zip(&bars) {
            let written = |value: f64| match measure.is_change() {
                true => signed_fixed(100.0 * value, 1),
                false => exact_percent(value),
            };
            let says = format!("goes from {} to {}:", written(bar.at[0]), written(bar.at[1]));
            assert!(row.contains(&says), "{row} instead of {says}");
        }
        assert!(desk.reads("is best by this result"), "the flips are of the result as well");
    }
    desk.ask(ViewCommand::ShowWhy(Some(SensitivityView::Interactions)));
    assert!(desk.reads("variance of “Israel: sources and methods in month 1”"), "the level, as chosen");
    desk.window
        .get_by_role_and_label(Role::RadioButton, "Willingness: Change against saying nothing")
        .click();
    desk.settle();
    assert!(desk.reads("variance of “Israel: change of sources and methods in month 1”"));
}

#[test]
fn where_learning_is_supposed_what_matters_says_that_its_numbers_are_over_all_histories() {
    let mut desk = Desk::what_matters(&small_case(), SensitivityView::Tornado);
    assert!(!desk.reads("learned or not"));
    let before = desk.rows("; switching value: ");
    desk.ask(ProjectionCommand::SupposeLearning(true));
    assert!(desk.reads("In all 10,000 histories, learned or not"));
    assert_eq!(desk.rows("; switching value: "), before);
}

#[test]
fn interactions_stand_with_luck_as_a_row_of_its_own() {
    let mut desk = Desk::what_matters(&small_case(), SensitivityView::Interactions);
    let rows = desk.rows("of the variance");
    assert_eq!(rows.len(), UNCERTAIN.len() + 1);
    assert!(rows.iter().any(|row| row.starts_with("luck: alone")));
    let table = desk.copied(TableCommand::Copy(TableId::Numbers)).expect("a table");
    assert!(table.lines().any(|line| line.starts_with("luck\t")), "{table}");
}

#[test]
fn what_is_worth_knowing_is_compared_with_knowing_everything() {
    let desk = Desk::what_matters(&small_case(), SensitivityView::Worth);
    assert!(desk.reads("Without knowing more, “"));
    let rows = desk.rows(": worth ");
    assert_eq!(rows.len(), UNCERTAIN.len() + 2);
    assert!(rows[rows.len() - 2].starts_with("all numbers together"));
    assert!(rows[rows.len() - 1].starts_with("how chance falls as well"));
}

#[test]
fn the_map_of_two_numbers_names_the_best_plan_and_is_read_by_arrow_keys() {
    let mut desk = Desk::what_matters(&small_case(), SensitivityView::TwoNumbers);
    let map = |desk: &Desk| {
        let map = desk.window.get_by_role_and_label(Role::Image, "Which plan is best where");
        map.accesskit_node().value().unwrap_or_default()
    };
    let middle = map(&desk);
    assert!(middle.contains("is best, ahead by"), "{middle}");
    assert!(middle.contains("“Say nothing”") || middle.contains("“Sanitised, not asked”"), "{middle}");
    assert!(desk.reads("of 225 fields"));
    desk.window.get_by_role_and_label(Role::Image, "Which plan is best where").focus();
    desk.settle();
    desk.press(Key::ArrowRight);
    assert_ne!(map(&desk), middle);
    let table = desk.copied(TableCommand::Copy(TableId::TwoWay)).expect("a table");
    assert_eq!(table.lines().count(), 226, "a head, and a row for every field");
}

#[test]
fn the_numbers_are_taken_out_as_a_table() {
    let scenario = small_case();
    let mut desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    let table = desk.copied(TableCommand::Copy(TableId::Numbers)).expect("a table");
    assert!(table.starts_with("number\tlow\thigh\tresult at low"));
    assert_eq!(table.lines().count(), UNCERTAIN.len() + 1);
    desk.click("Copy");
    assert!(desk.reads("on the clipboard"));
}

#[test]
fn the_reasons_are_taken_out_as_a_table() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(ViewCommand::ShowWhy(None));
    let table = desk.copied(TableCommand::Copy(TableId::Reasons)).expect("a table");
    assert!(table.contains("content\tpromise broken\t"), "{table}");
}

#[test]
fn where_no_number_has_a_range_it_says_what_to_do() {
    let mut scenario = small_case();
    let ranges: Vec<Input> = scenario.inputs();
    for input in ranges {
        let figure = scenario.figure(&input).expect("a number").clone();
        let certain = Figure { low: figure.likely, high: figure.likely, ..figure };
        scenario = changed(&scenario, Edit::SetFigure(input, certain));
    }
    let mut desk = Desk::what_matters(&scenario, SensitivityView::Tornado);
    assert!(desk.reads("No number has a range"));
    desk.click("Go to Setting");
    assert!(desk.shows_stage("Setting"));
}

#[test]
fn while_it_is_supposed_that_it_learns_the_choice_of_a_plan_says_that_it_is_judged_by_all_histories() {
    for view in [SensitivityView::Worth, SensitivityView::TwoNumbers] {
        let mut desk = Desk::what_matters(&small_case(), view);
        let says = "A plan is chosen before it is known whether the originator learns";
        assert!(!desk.reads(says));
        desk.ask(ProjectionCommand::SupposeLearning(true));
        assert!(desk.reads(says), "{view:?}");
    }
}

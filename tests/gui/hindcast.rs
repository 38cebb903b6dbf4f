//! How the model does against what is on record: a page that says what the analysis finds, every miss
//! by name.

use crate::desk::{Desk, Setup};
use crate::model::project_in_few_histories;
use egui::Key;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tearline::analysis::hindcast::{Hindcasts, Question, count, reliability_in_words};
use tearline::analysis::table::Table;
use tearline::app::Picked;
use tearline::engine::{Cancelled, Monitor, NoMonitor, Projection, Run};
use tearline::export::tables::{Decimals, csv};
use tearline::scenario::{Plan, Scenario};
use tearline::storage::built_in_cases;
use tearline::ui::DialogCommand;

fn desk_with(
    engine: impl Fn(&Scenario, &Plan, &Run, &dyn Monitor) -> Result<Projection, Cancelled> + Send + Sync + 'static,
) -> Desk {
    Desk::with(Setup { engine: Some(Arc::new(engine)), ..Setup::default() })
}

pub fn found() -> Hindcasts {
    let case = |case: &tearline::storage::BuiltIn| {
        (case.name.to_owned(), Arc::new(case.scenario().expect("a case that opens")))
    };
    let cases: Vec<_> = built_in_cases().iter().map(case).collect();
    Hindcasts::of(&cases, &Run::default(), &project_in_few_histories, &NoMonitor)
        .expect("cases with a record")
}

const QUESTION: &str = "Hindcast: the model against history";

impl Desk {
    fn open_by_keyboard(&mut self) {
        self.ctrl(Key::P, false);
        self.type_text("hindcast");
        self.press(Key::Enter);
        assert!(self.reads(QUESTION));
    }

    /// Brings what says this into sight.
    fn look_at(&mut self, part: &str) {
        let says = |text: Option<String>| text.is_some_and(|text| text.contains(part));
        let row = self.window.query_all_by(|node| says(node.label()) || says(node.value())).last();
        row.expect("a row").focus();
        self.settle();
    }
}

#[test]
fn the_page_says_what_the_analysis_finds_and_names_every_case_and_every_miss() {
    let found = found();
    let mut desk = desk_with(project_in_few_histories);
    desk.open_by_keyboard();
    for question in Question::ALL {
        let score = found.score(question);
        let (cases, hits, rule) = (count(score.cases), count(score.hits), count(score.rule_hits));
        let says = format!("Model right in {hits} of {cases} cases, rule in {rule}; weighted by confidence");
        assert!(desk.reads(&says), "{says}");
        let share = |hits: f64| (100.0 * hits / score.weight).round();
        let (model, rule) = (share(score.weighted_hits), share(score.weighted_rule_hits));
        let says = format!("model {model}\u{a0}%, rule {rule}\u{a0}%, of a weight of {:.1}", score.weight);
        assert!(desk.reads(&says), "{says}");
    }
    assert_eq!(found.cases.len(), built_in_cases().len());
    for case in &found.cases {
        assert!(desk.reads(&format!("Open {}", case.title())), "{}", case.title());
    }
    let word = |hit: bool| if hit { "hit" } else { "miss" };
    let mut answers = 0;
    for (case, partner) in found.partners() {
        for question in Question::IN_FULL {
            let name = case.scenario.name(&partner.partner);
            let row = format!("{}, {name}, {}: ", case.title(), question.subject());
            let Some(verdict) = question.verdict(partner) else {
                assert!(desk.reads(&format!("{row}not known")), "{row}");
                continue;
            };
            let (recorded, projected) = (verdict.recorded, verdict.projected);
            let confidence = verdict.confidence.name();
            let start = format!("{row}on record {recorded} ({confidence}); projected {projected}, ");
            let end = format!(
                "; {}; model: {}; rule: {}",
                question.chance_in_words(partner),
                word(verdict.hit),
                word(verdict.rule_hit)
            );
            let rows = desk.window.query_all_by(|node| {
                let says = node.label().or(node.value()).unwrap_or_default();
                says.starts_with(&start) && says.ends_with(&end)
            });
            assert_eq!(rows.count(), 1, "{start}…{end}");
            answers += 1;
        }
    }
    assert!(answers > 10, "{answers}");
    assert!(found.misses().count() > 0, "the model is not always right");
    for miss in found.misses() {
        let says = format!("{}: {}", miss.case.title(), miss.in_words());
        assert!(desk.reads(&says), "{says}");
    }
    for (case, source) in found.sources() {
        let says = format!("its source: on record {} ({})", source.recorded.name(), source.confidence.name());
        assert!(desk.reads(&says), "{}: {says}", case.title());
    }
    for line in found.score_lines() {
        let [brier, _, logarithmic, _] = line.cells();
        let says = format!(
            "{}, {}: Brier score {brier}, logarithmic {logarithmic}",
            line.question.subject(),
            line.name
        );
        assert!(desk.reads(&says), "{says}");
    }
    assert!(desk.reads(&found.almost_never()));
    for band in found.content_reliability().iter().chain(&found.methods_reliability()) {
        assert!(desk.reads(&reliability_in_words(band)), "{band:?}");
    }
    assert!(desk.reads("nothing in the model is fitted to these cases."));
}

#[test]
fn the_page_is_left_with_escape_taken_out_as_a_table_and_a_click_opens_a_case() {
    let mut desk = desk_with(project_in_few_histories);
    desk.look_at("Compare the model with what happened");
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.reads(QUESTION));
    desk.press(Key::Escape);
    assert!(!desk.reads(QUESTION));
    desk.choose("Hindcast: the model against history…");
    assert!(desk.reads("Case by case"), "what was found is kept");
    let table = desk.place("answers.csv");
    desk.will_pick(Picked::File(table.clone()));
    desk.click("Save table…");
    desk.click("Text with commas (CSV)…");
    assert_eq!(
        std::fs::read(&table).expect("a table"),
        csv(&Table::of_hindcasts(&found()), Decimals::Point).expect("a table")
    );
    desk.click("Copy");
    assert!(desk.reads("The table of hindcasts is on the clipboard"));
    desk.look_at("Open Manchester Arena (2017)");
    desk.click("Open Manchester Arena (2017)");
    assert_eq!(desk.scenario().about.title, "Manchester Arena");
    assert!(!desk.reads(QUESTION));
}

#[test]
fn closing_the_page_stops_what_it_waits_for() {
    let stopped = Arc::new(AtomicBool::new(false));
    let tell = stopped.clone();
    let mut desk = desk_with(move |scenario, plan, run, monitor| {
        if !run.given_detected {
            return project_in_few_histories(scenario, plan, run, monitor);
        }
        while !monitor.cancelled() {
            std::thread::yield_now();
        }
        tell.store(true, Ordering::Relaxed);
        Err(Cancelled)
    });
    desk.app().send(DialogCommand::ShowHindcast);
    desk.draw();
    assert!(desk.reads(&format!("0 of {} cases", built_in_cases().len())));
    desk.window.key_press(Key::Escape);
    desk.draw();
    assert!(!desk.reads(QUESTION));
    desk.settle();
    assert!(stopped.load(Ordering::Relaxed));
}

#[test]
fn a_hindcast_that_falls_over_says_so_and_can_be_tried_again() {
    let broken = Arc::new(AtomicBool::new(true));
    let breaks = broken.clone();
    let mut desk = desk_with(move |scenario, plan, run, monitor| {
        assert!(!(run.given_detected && breaks.load(Ordering::Relaxed)), "out of luck");
        project_in_few_histories(scenario, plan, run, monitor)
    });
    desk.ask(DialogCommand::ShowHindcast);
    assert!(desk.reads("The cases could not be compared with the record: out of luck"));
    broken.store(false, Ordering::Relaxed);
    desk.click("Try again");
    assert!(desk.reads("Case by case"));
}

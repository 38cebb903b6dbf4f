//! The report of a case: whole, true to the model's answers, and legible in any script.

use crate::{HISTORIES, all_words, awkward, case, cases, read_back};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use tearline::analysis::number_format::{percent_cell, percent_cell_with_error, signed_in_two_decimals};
use tearline::analysis::study::Study;
use tearline::engine::{Monitor, NoMonitor, Run, project};
use tearline::export::paper::html::html;
use tearline::export::paper::pdf::PageSize;
use tearline::export::paper::{Block, Paper, Rank};
use tearline::export::report::{ReportInput, ReportPictures, ReportResults, Section, report};
use tearline::scenario::{Plan, PlanId, Scenario};
use tearline::ui::picture::of_report::report_pictures;

/// What is quickly worked out: all but which numbers matter.
fn quick() -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| *section != Section::Numbers).collect()
}

fn first_plan(scenario: &Scenario) -> PlanId {
    scenario.plans.keys().next().expect("it has a plan").clone()
}

pub fn report_on(scenario: &Scenario, sections: &[Section], histories: u64) -> (Paper, ReportResults) {
    let id = first_plan(scenario);
    let study = Study::new(scenario, 1, histories, &NoMonitor);
    let results = ReportResults::of(&study, &id, sections).expect("nobody stops it");
    let pictures = ReportPictures::default();
    let plan = &scenario.plans.values().next().expect("it has a plan");
    (report(ReportInput { scenario, plan, results: &results, pictures: &pictures }), results)
}

fn chapters(paper: &Paper) -> Vec<&str> {
    let mut titles = Vec::new();
    for block in &paper.blocks {
        if let Block::Heading { rank: Rank::Chapter, text } = block {
            titles.push(text.as_str());
        }
    }
    titles
}

#[test]
fn a_report_has_the_sections_that_were_asked_for_in_its_own_order() {
    let scenario = case("oval-office-2017");
    let (paper, _) = report_on(&scenario, &[Section::Sources, Section::Plan, Section::Ledger], 50);
    assert_eq!(chapters(&paper), ["The decision", "Gains and losses", "Sources"]);
}

#[test]
fn every_case_has_a_report_in_which_no_section_is_empty() {
    for (name, scenario) in cases() {
        let (paper, _) = report_on(&scenario, &quick(), 50);
        let titles: Vec<&str> = quick().into_iter().map(Section::title).collect();
        assert_eq!(chapters(&paper), titles, "{name}");
        let is_heading = |block: &Block| matches!(block, Block::Heading { rank: Rank::Chapter, .. });
        for pair in paper.blocks.windows(2) {
            assert!(!(is_heading(&pair[0]) && is_heading(&pair[1])), "{name}: {:?}", pair[0]);
        }
        assert!(!is_heading(paper.blocks.last().expect("it has blocks")), "{name}");
    }
}

#[test]
fn the_figures_of_a_report_are_those_of_the_projection() {
    for (name, scenario) in cases() {
        let (paper, results) = report_on(&scenario, &[Section::Willingness, Section::Ledger], HISTORIES);
        let run = Run { histories: HISTORIES, seed: 1, ..Run::default() };
        let plan = scenario.plans.values().next().expect("it has a plan");
        let projection = project(&scenario, plan, &run, &NoMonitor).expect("nobody stops it");
        assert_eq!(results.projection, projection, "{name}");
        let words = all_words(&paper);
        for course in &projection.partners {
            let last = course.months.last().expect("it has months");
            let (content, methods) = (course.before.content.mean, &last.methods);
            assert!(words.contains(&percent_cell(content)), "{name}: {content}");
            let methods = percent_cell_with_error(methods.mean, methods.se);
            assert!(words.contains(&methods), "{name}: {methods}");
        }
        assert!(words.contains(&signed_in_two_decimals(projection.ledger.total.mean)), "{name}");
    }
}

#[test]
fn every_number_of_a_case_stands_in_the_report_with_its_range_and_provenance() {
    for (name, scenario) in cases() {
        let (paper, _) = report_on(&scenario, &[Section::Assumptions], 2);
        let tables = paper.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.len()),
            _ => None,
        });
        assert_eq!(tables.sum::<usize>(), scenario.inputs().len(), "{name}");
        let words = all_words(&paper);
        for input in scenario.inputs() {
            let figure = scenario.figure(&input).expect("it has its numbers");
            assert!(words.contains(&figure.from.in_words()), "{name}: {}", scenario.input_name(&input));
        }
    }
}

#[test]
fn a_report_says_which_numbers_matter_and_where_the_advice_flips() {
    let scenario = case("zimmermann-1917");
    let (paper, results) = report_on(&scenario, &[Section::Numbers], 60);
    let words = all_words(&paper);
    let tornado = results.tornado.expect("it was asked for");
    let first = scenario.input_name(&tornado.bars[0].input).to_lowercase();
    assert!(words.to_lowercase().contains(&first), "{first}: {words}");
    assert!(words.contains("Where the advice flips"), "{words}");
    for of in results.switching.iter().filter(|of| !of.values.is_empty()) {
        assert!(words.contains(&of.in_words(&scenario)), "{:?}", of.input);
    }
}

/// Keeps how far an answer came.
#[derive(Default)]
struct Watching {
    furthest: AtomicU64,
    totals: Mutex<BTreeSet<u64>>,
}

impl Monitor for Watching {
    fn progress(&self, done: u64, total: u64) {
        assert!(done <= total, "{done} of {total}");
        self.furthest.fetch_max(done, Ordering::Relaxed);
        self.totals.lock().expect("nobody panicked").insert(total);
    }
}

#[test]
fn the_progress_of_a_report_is_that_of_all_its_questions_and_comes_to_its_end() {
    let scenario = case("oval-office-2017");
    for sections in [&Section::ALL[..], &quick(), &[Section::Plan]] {
        let watching = Watching::default();
        let study = Study::new(&scenario, 1, 20, &watching);
        ReportResults::of(&study, &first_plan(&scenario), sections).expect("nobody stops it");
        let totals = watching.totals.into_inner().expect("nobody panicked");
        assert_eq!(totals, BTreeSet::from([watching.furthest.into_inner()]), "{sections:?}");
    }
}

#[test]
fn a_report_draws_the_map_and_the_courses() {
    let scenario = case("oval-office-2017");
    let study = Study::new(&scenario, 1, 50, &NoMonitor);
    let plan = first_plan(&scenario);
    let results = ReportResults::of(&study, &plan, &quick()).expect("nobody stops it");
    let pictures = report_pictures(&scenario, &plan, &results).expect("there is something to draw");
    for (picture, says) in [(&pictures.map, "Israel"), (&pictures.courses, "Jordan")] {
        let svg = &picture.as_ref().expect("it was asked for").svg;
        assert!(svg.contains(says), "{says}");
    }
    let shown = scenario.plans.get(&plan).expect("it is there");
    let input = ReportInput { scenario: &scenario, plan: shown, results: &results, pictures: &pictures };
    assert!(html(&report(input)).matches("<svg").count() >= 2);
}

#[test]
fn a_report_with_awkward_names_is_escaped_and_becomes_pages() {
    let scenario = awkward();
    let (paper, _) = report_on(&scenario, &quick(), 20);
    let html = html(&paper);
    assert!(!html.contains("<b>bold"), "a name became markup");
    assert!(html.contains("=cmd|"), "a paper is no table of formulas: names stay as they are");
    assert!(read_back(&paper, PageSize::Letter).get_pages().len() > 3);
}

#[test]
fn a_report_of_a_case_without_partners_or_sources_says_so() {
    let mut scenario = Scenario::default();
    scenario.plans.put(PlanId::known("nothing"), Plan::named("Say nothing"));
    let (paper, _) = report_on(&scenario, &quick(), 20);
    let words = all_words(&paper);
    for says in ["Nobody shares with home", "This case names no sources"] {
        assert!(words.contains(says), "{says}");
    }
}

//! Every exported file that is text, and the words of every paper, are as they were when somebody last read them and found
//! them good.
//!
//! The texts stand in `tests/export/kept/`. Read the new one, which stands in `target/tmp/kept/`; if it is better, accept it:
//! `TEARLINE_ACCEPT=1 cargo test --test export kept`.

use crate::world::{self, scenario};
use crate::{class, handouts, report};
use std::path::Path;
use tearline::analysis::case_tables::CaseTables;
use tearline::analysis::query::TableId;
use tearline::analysis::study::Study;
use tearline::engine::NoMonitor;
use tearline::export::decision::{Decision, DecisionFormat};
use tearline::export::graph::{GraphFormat, List, Network};
use tearline::export::paper::Paper;
use tearline::export::paper::html::html;
use tearline::export::report::Section;
use tearline::export::tables::{Decimals, csv};
use tearline::scenario::{Level, Plan, PlanId, Scenario};

/// Enough histories for numbers that are not all alike.
const HISTORIES: u64 = 50;

/// The small world with two plans.
fn small_case() -> Scenario {
    let mut small = scenario();
    small.about.title = "A small case".into();
    small.plans.put(PlanId::known("tell"), world::plan(Level::Content));
    small.plans.put(PlanId::known("silence"), Plan::named("say nothing"));
    small
}

/// Holds a text against the kept one; says where they differ first.
fn complaint(name: &str, text: &str) -> Option<String> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/kept").join(name);
    if std::env::var_os("TEARLINE_ACCEPT").is_some() {
        std::fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
        std::fs::write(&kept, text).expect("written");
        return None;
    }
    let Ok(old) = std::fs::read_to_string(&kept) else {
        return Some(format!("{name}: there is no kept text; read it and accept it"));
    };
    if old == text {
        return None;
    }
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kept").join(name);
    std::fs::create_dir_all(new.parent().expect("a folder")).expect("a folder");
    std::fs::write(&new, text).expect("written");
    let mut pairs = old.lines().zip(text.lines()).enumerate();
    let first = pairs.find(|(_, (old, new))| old != new);
    Some(match first {
        Some((line, (old, new))) => format!("{name}, line {}: “{old}” became “{new}”", line + 1),
        None => format!("{name}: {} lines became {}", old.lines().count(), text.lines().count()),
    })
}

/// The words of a paper as its HTML has them, each piece of text on a line of its own, without styles and pictures.
fn words(paper: &Paper) -> String {
    let page = html(paper);
    let without = |page: &str, element: &str| -> String {
        let (begins, ends) = (format!("<{element}"), format!("</{element}>"));
        let mut parts = page.split(&begins);
        let first = parts.next().unwrap_or_default().to_owned();
        let rest = parts.map(|part| part.split_once(&ends).map_or("", |(_, after)| after));
        first + &rest.collect::<String>()
    };
    let plain = without(&without(&page, "style"), "svg");
    let pieces = plain.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim());
    pieces.filter(|text| !text.is_empty()).map(|text| format!("{text}\n")).collect()
}

fn check(texts: &[(&str, String)]) {
    let complaints: Vec<String> = texts.iter().filter_map(|(name, text)| complaint(name, text)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn papers_read_as_their_kept_texts() {
    let (whole, _) = report::report_on(&small_case(), &Section::ALL, HISTORIES);
    let oval_office = crate::case("oval-office-2017");
    check(&[
        ("report.txt", words(&whole)),
        ("handouts.txt", words(&handouts::papers(&oval_office))),
        ("class-report.txt", words(&class::report_of(false))),
    ]);
}

#[test]
fn graphs_and_decisions_are_their_kept_texts() {
    let small = small_case();
    let network = |format| {
        let bytes = Network::of(&small).bytes(format).expect("it is put together");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let decision = |format| {
        let decision = Decision::of(&small, &NoMonitor).expect("a small meeting");
        String::from_utf8(decision.bytes(format).expect("it is put together")).expect("UTF-8")
    };
    check(&[
        ("network.graphml", network(GraphFormat::Graphml)),
        ("network.dot", network(GraphFormat::Dot)),
        ("nodes.csv", network(GraphFormat::Csv(List::Nodes))),
        ("edges.csv", network(GraphFormat::Csv(List::Edges))),
        ("decision.efg", decision(DecisionFormat::Efg)),
        ("decision.xdsl", decision(DecisionFormat::Xdsl)),
    ]);
}

#[test]
fn tables_are_their_kept_texts() {
    let small = small_case();
    let study = Study::new(&small, 1, HISTORIES, &NoMonitor);
    let id = &PlanId::known("tell");
    let plan = small.plans.get(id).expect("a plan that tells something");
    let tables = CaseTables::new(study, id, plan);
    let text = |id: TableId| {
        let table = tables.table(id).expect("nobody stops it").expect("it has rows");
        String::from_utf8(csv(&table, Decimals::Point).expect("it fits")).expect("UTF-8")
    };
    check(&[
        ("courses.csv", text(TableId::Courses)),
        ("knowers.csv", text(TableId::Knowers)),
        ("learning.csv", text(TableId::Learning)),
        ("events.csv", text(TableId::PossibleEvents)),
        ("ledger.csv", text(TableId::Ledger)),
        ("comparison.csv", text(TableId::Comparison)),
        ("reasons.csv", text(TableId::Reasons)),
    ]);
}

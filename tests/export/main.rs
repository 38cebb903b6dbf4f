//! What leaves the program: papers as HTML and PDF, tables, the cards and paper of lessons, reports and tables of classes.

mod class;
mod decision;
#[path = "../analysis/enumeration.rs"]
mod enumeration;
#[path = "../support/game.rs"]
mod game;
mod graphs;
mod handouts;
mod kept;
#[path = "../support/odd_names.rs"]
mod odd_names;
#[path = "../support/painter.rs"]
mod painter;
mod papers;
mod pictures;
mod report;
mod report_figures;
mod tables;
#[path = "../analysis/world.rs"]
mod world;

use tearline::engine::NoMonitor;
use tearline::export::fonts::Fonts;
use tearline::export::paper::pdf::{PageSize, pdf};
use tearline::export::paper::{Block, Cell, Paper};
use tearline::lesson::results::LessonResults;
use tearline::scenario::{Lesson, Scenario};
use tearline::storage::built_in_cases;

/// Enough histories for whole per cent, few enough for ten cases.
const HISTORIES: u64 = 400;

fn cases() -> impl Iterator<Item = (&'static str, Scenario)> {
    built_in_cases().iter().map(|case| (case.name, case.scenario().expect("it can be read")))
}

fn case(name: &str) -> Scenario {
    cases().find(|(known, _)| *known == name).expect("a built-in case").1
}

fn results(scenario: &Scenario, lesson: &Lesson) -> LessonResults {
    let study = tearline::analysis::study::Study::new(scenario, 1, HISTORIES, &NoMonitor);
    LessonResults::of(&study, lesson).expect("nobody stops it")
}

/// Names that a format may stumble over: right to left, Chinese, quotes, markup, a formula, and 200 characters.
const AWKWARD_NAMES: [&str; 6] = [
    "ישראל",
    "中华人民共和国",
    r#"The "quoted" \ one's"#,
    "<b>bold</b> & ]]>",
    "=cmd|'/c calc'!A1",
    "long long long long long long long long long long long long long long long long long long long long \
     long long long long long long long long long long long long long long long long long long long ends",
];

/// A case whose title, actors, items, plans and notes have awkward names.
fn awkward() -> Scenario {
    let mut scenario = case("oval-office-2017");
    let mut names = AWKWARD_NAMES.iter().cycle();
    let mut name = || (*names.next().expect("it goes round")).to_owned();
    scenario.about.title = name();
    for actor in scenario.actors.values_mut() {
        (actor.name, actor.note) = (name(), name());
    }
    scenario.items.values_mut().for_each(|item| item.name = name());
    scenario.plans.values_mut().for_each(|plan| plan.name = name());
    scenario
}

/// All words of a block.
fn words(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } | Block::Text(text) | Block::Note(text) => text.clone(),
        Block::List(items) => items.join("\n"),
        Block::Terms(terms) => terms.iter().map(|term| format!("{}: {}\n", term.name, term.text)).collect(),
        Block::Table(table) => {
            let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join(" | ");
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("{}\n{}\n{}", table.caption, titles.join(" | "), rows.join("\n"))
        }
        Block::Picture(picture) => format!("{}\n{}", picture.description, picture.caption),
        Block::WritingLines(_) | Block::NewPage => String::new(),
    }
}

fn cell(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        Cell::Tick => "☐",
        Cell::Blank => "",
    }
}

/// All words of a paper.
fn all_words(paper: &Paper) -> String {
    paper.blocks.iter().map(|block| words(block) + "\n").collect()
}

/// The paper as a PDF that was read back.
fn read_back(paper: &Paper, size: PageSize) -> lopdf::Document {
    let bytes = pdf(paper, size, Fonts::Embedded).expect("it becomes a PDF");
    lopdf::Document::load_mem(&bytes).expect("it is a PDF")
}

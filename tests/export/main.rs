//! What leaves the program: papers as HTML and PDF, tables, the cards and paper of lessons, reports and tables of classes.

mod class;
mod handouts;
#[path = "../support/odd_names.rs"]
mod odd_names;
mod papers;
mod tables;

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

//! What a report rests on: every number with its range and its provenance, the sources, and what the model leaves out.

use crate::analysis::number_format::short;
use crate::export::paper::{Cell, Column, Paper, PaperTable};
use crate::scenario::{Figure, Input, Provenance, Scenario, capitalised};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The guide's page about what the model leaves out, in Markdown.
const LEFT_OUT: &str = include_str!("../../../assets/guide/left-out.md");

/// Adds every number of the case with its range and its provenance: evidence first, since it weighs more than judgement.
pub fn add_numbers(paper: &mut Paper, scenario: &Scenario) {
    let numbers: Vec<(Input, &Figure)> = scenario.figures().collect();
    let evidence =
        numbers.iter().filter(|(_, figure)| matches!(figure.from, Provenance::Evidence(_))).count();
    paper.text(format!(
        "{evidence} of {} numbers are taken from evidence; all others are judgements, and others may judge differently.",
        numbers.len()
    ));
    for (title, belongs) in GROUPS {
        let of_group = numbers.iter().filter(|(input, _)| belongs(input));
        let columns = vec![
            Column::words("Number"),
            Column::figures("Low"),
            Column::figures("Likely"),
            Column::figures("High"),
            Column::words("Unit"),
            Column::words("Provenance"),
        ];
        let mut table = PaperTable::new(*title, columns);
        of_group.for_each(|(input, figure)| table.row(number_row(scenario, input, figure)));
        paper.table(table);
    }
}

/// The numbers of one kind: the heading of their table, and whether a number is one of them.
type Group = (&'static str, fn(&Input) -> bool);

const GROUPS: &[Group] = &[
    ("Partners", |input| matches!(input, Input::Partner(..))),
    ("Ties", |input| matches!(input, Input::Tie(..))),
    ("Items", |input| matches!(input, Input::Item(..) | Input::Interest(..) | Input::Warning(..))),
    ("Recipients", |input| matches!(input, Input::Recipient(..))),
    ("Priorities", |input| matches!(input, Input::Priority(_))),
    ("Constants of the model", |input| matches!(input, Input::Parameter(_))),
];

fn number_row(scenario: &Scenario, input: &Input, figure: &Figure) -> Vec<Cell> {
    let ends = match figure.is_range() {
        true => [short(figure.low), short(figure.high)],
        false => [String::new(), String::new()],
    };
    let [low, high] = ends.map(Cell::Text);
    let mut provenance = figure.from.in_words();
    if !figure.note.is_empty() {
        provenance = format!("{provenance} {}", figure.note);
    }
    vec![
        Cell::Text(capitalised(&scenario.input_name(input))),
        low,
        Cell::Text(short(figure.likely)),
        high,
        Cell::text(input.info().unit),
        Cell::Text(provenance),
    ]
}

/// Adds the public sources of the facts.
pub fn add_sources(paper: &mut Paper, scenario: &Scenario) {
    let sources = &scenario.about.sources;
    if sources.is_empty() {
        return paper.text("This case names no sources.");
    }
    let cited = sources.iter().map(|source| match &source.url {
        None => source.cite.clone(),
        Some(url) => format!("{} {url}", source.cite),
    });
    paper.list(cited.collect());
}

/// Adds what the model leaves out, as the guide says it.
pub fn add_left_out(paper: &mut Paper) {
    let (mut text, mut items, mut in_heading) = (String::new(), Vec::new(), false);
    for event in Parser::new(LEFT_OUT) {
        match event {
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            // The chapter has a heading already.
            Event::Text(part) if !in_heading => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            Event::End(TagEnd::Paragraph) => paper.text(std::mem::take(&mut text)),
            Event::End(TagEnd::Item) => items.push(std::mem::take(&mut text)),
            Event::End(TagEnd::List(_)) => paper.list(std::mem::take(&mut items)),
            _ => {}
        }
    }
}

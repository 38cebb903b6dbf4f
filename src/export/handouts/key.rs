//! The teacher's key: the course of the lesson, the answers, the model's numbers, the record with its doubts and the
//! sources.

use super::HandoutInput;
use crate::analysis::number_format::{counted, percent, thousands};
use crate::analysis::outlook::Outlook;
use crate::engine::MODEL_VERSION;
use crate::export::paper::{Cell, Column, Paper, PaperTable, Term};
use crate::lesson::results::{LessonResults, MONTH, PlanOutlooks};
use crate::lesson::votes::letter;
use crate::scenario::{Citation, Material, Record, Scenario, Step, StepKind};

/// Adds the key.
pub fn add(paper: &mut Paper, of: HandoutInput<'_>) {
    paper.new_page();
    paper.chapter("Teacher’s key");
    paper.note("Not for students: it tells what happened. Numbers are judgements, unless a source is named for them.");
    if !of.scenario.about.teaches.is_empty() {
        paper.text(&of.scenario.about.teaches);
    }
    add_course(paper, of);
    add_numbers(paper, of.scenario, of.results);
    add_plans(paper, of.scenario);
    add_record(paper, of.scenario);
    add_sources(paper, of.scenario);
}

/// The course of the lesson, step by step.
fn add_course(paper: &mut Paper, of: HandoutInput<'_>) {
    let minutes = counted(u64::from(of.lesson.minutes()), "minute");
    paper.section(format!("The lesson: {minutes}"));
    let mut begins = 0;
    let mut terms = Vec::new();
    for step in &of.lesson.steps {
        let skip = if step.may_skip { "; may be left out" } else { "" };
        let length = counted(u64::from(step.minutes), "minute");
        let name = format!("Minute {begins}: {} ({length}{skip})", step.name());
        terms.push(Term::new(name, contents(of.scenario, step)));
        begins += step.minutes;
    }
    paper.terms(terms);
}

/// What a step holds for the teacher.
fn contents(scenario: &Scenario, step: &Step) -> String {
    let mut lines: Vec<String> = Vec::new();
    match &step.kind {
        StepKind::Vote { question, options } => {
            lines.push(question.clone());
            lines.extend(options.iter().enumerate().map(|(place, option)| {
                let right = if option.right { " (right)" } else { "" };
                format!("{} {}{right}", letter(place), scenario.option_text(option))
            }));
        }
        StepKind::Debrief { describe, analyse, transfer } => {
            lines.extend(describe.iter().map(|prompt| format!("Describe: {prompt}")));
            lines.extend(analyse.iter().map(|prompt| format!("Analyse: {prompt}")));
            lines.extend(transfer.iter().map(|prompt| format!("Transfer: {prompt}")));
        }
        StepKind::Exit { question } => lines.push(question.clone()),
        StepKind::Brief
        | StepKind::Explore { .. }
        | StepKind::Predict { .. }
        | StepKind::VoteAgain
        | StepKind::Discuss
        | StepKind::RolePlay { .. }
        | StepKind::Reveal { .. }
        | StepKind::Why { .. }
        | StepKind::WhatHappened => {}
    }
    let texts = [&step.room, &step.notes];
    lines.extend(texts.into_iter().filter(|text| !text.is_empty()).cloned());
    if !step.hint.is_empty() {
        lines.push(format!("Hint: {}", step.hint));
    }
    lines.join("\n")
}

/// Adds what the model says of the plans that are predicted, and of every plan after a year.
pub fn add_numbers(paper: &mut Paper, scenario: &Scenario, results: &LessonResults) {
    for of in &results.outlooks {
        add_outlooks(paper, scenario, of);
    }
    add_comparison(paper, scenario, results);
    paper.note(format!(
        "Model {MODEL_VERSION}, {} histories for each plan, seed {}. A little: the deepest fall is under half of the starting \
         value, but counts as a fall on record; a lot: half or more. Outside events are left out of the shares.",
        thousands(results.histories),
        results.seed
    ));
}

fn add_outlooks(paper: &mut Paper, scenario: &Scenario, outlooks: &PlanOutlooks) {
    let plan = scenario.plans.get(&outlooks.plan);
    let name = plan.map_or(outlooks.plan.as_str(), |plan| &plan.name);
    paper.section(format!("What the model says: “{name}”"));
    let mut columns = vec![Column::words("In the year after")];
    columns.extend(Outlook::ALL.map(|outlook| Column::figures(outlook.name())));
    let mut table = PaperTable::new("Share of the histories in which each partner’s sharing …", columns);
    for of in &outlooks.partners {
        for material in Material::ALL {
            let mut row = vec![Cell::text(format!("{}: {}", scenario.name(&of.partner), material.name()))];
            row.extend(of.shares.of(material).map(|share| Cell::text(percent(share))));
            table.row(row);
        }
    }
    paper.table(table);
}

fn add_comparison(paper: &mut Paper, scenario: &Scenario, results: &LessonResults) {
    let Some(comparison) = &results.plans else { return };
    let mut columns = vec![Column::words("Plan")];
    let partners: Vec<&crate::scenario::ActorId> = scenario.partnerships.keys().collect();
    let mut of_partner: Vec<String> = Vec::new();
    for partner in &partners {
        for material in Material::ALL {
            of_partner.push(format!("{}, {}", scenario.name(partner), material.short_name()));
        }
    }
    // Many partners are more than a page is wide, so that each gets a row and each plan a column.
    let names = comparison.columns.iter().map(|column| {
        let plan = scenario.plans.get(&column.plan);
        plan.map_or(column.plan.as_str(), |plan| &plan.name)
    });
    columns[0] = Column::words("Partner");
    columns.extend(names.map(Column::figures));
    let mut table = PaperTable::new(format!("Mean willingness to share in month {MONTH}"), columns);
    // The total stands first among what was compared.
    let first = comparison.measures.len() - of_partner.len();
    for (place, name) in of_partner.into_iter().enumerate() {
        let mut row = vec![Cell::Text(name)];
        let means = comparison.columns.iter().map(|column| column.cells[first + place].mean.mean);
        row.extend(means.map(|mean| Cell::text(percent(mean))));
        table.row(row);
    }
    paper.table(table);
}

fn add_plans(paper: &mut Paper, scenario: &Scenario) {
    paper.section("The plans");
    let plan = |plan: &crate::scenario::Plan| Term::new(&plan.name, scenario.plan_in_words(plan).join(" "));
    paper.terms(scenario.plans.values().map(plan).collect());
}

/// Adds what happened, with its doubts.
pub fn add_record(paper: &mut Paper, scenario: &Scenario) {
    paper.section("What happened");
    if scenario.about.after.is_empty() && scenario.record.is_none() {
        paper.text("This case has no record of what happened.");
    }
    paper.texts(&scenario.about.after);
    let Some(Record { partners, doubts, .. }) = &scenario.record else { return };
    let mut table = PaperTable::new(
        "The record, and how sure it is",
        ["Partner", "Content", "Sources and methods"].map(Column::words).into(),
    );
    for (partner, of) in partners {
        let content = of.content.map(|seen| format!("{} ({})", seen.was.name(), seen.confidence.name()));
        let methods =
            of.sources_methods.map(|seen| format!("{} ({})", seen.was.name(), seen.confidence.name()));
        let cell = |seen: Option<String>| Cell::text(seen.unwrap_or_else(|| "not known".into()));
        table.row(vec![Cell::text(scenario.name(partner)), cell(content), cell(methods)]);
    }
    paper.table(table);
    if !doubts.is_empty() {
        paper.text(format!("Doubts: {doubts}"));
    }
}

fn add_sources(paper: &mut Paper, scenario: &Scenario) {
    let of_record = scenario.record.iter().flat_map(|record| &record.sources);
    let cited = |source: &Citation| match &source.url {
        Some(url) => format!("{} <{url}>", source.cite),
        None => source.cite.clone(),
    };
    // A source of the case may be one of the record too.
    let sources: indexmap::IndexSet<String> =
        scenario.about.sources.iter().chain(of_record).map(cited).collect();
    if !sources.is_empty() {
        paper.section("Sources");
        paper.list(sources.into_iter().collect());
    }
}

//! The teacher's key: the course of the lesson, the answers, the model's numbers, the record with its doubts and the
//! sources.

use super::HandoutInput;
use crate::analysis::number_format::counted;
use crate::export::model_and_record;
use crate::export::paper::{Paper, Term};
use crate::lesson::votes::letter;
use crate::scenario::{Citation, Scenario, Step, StepKind};

/// Adds the key.
pub fn add(paper: &mut Paper, of: HandoutInput<'_>) {
    paper.new_page();
    paper.chapter("Teacher’s key");
    paper.note("Not for students: it tells what happened. Numbers are judgements, unless a source is named for them.");
    if !of.scenario.about.teaches.is_empty() {
        paper.text(&of.scenario.about.teaches);
    }
    add_course(paper, of);
    model_and_record::add_numbers(paper, of.scenario, of.results);
    add_plans(paper, of.scenario);
    model_and_record::add_record(paper, of.scenario);
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

fn add_plans(paper: &mut Paper, scenario: &Scenario) {
    paper.section("The plans");
    let plan = |plan: &crate::scenario::Plan| Term::new(&plan.name, scenario.plan_in_words(plan).join(" "));
    paper.terms(scenario.plans.values().map(plan).collect());
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

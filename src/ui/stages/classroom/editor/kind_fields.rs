//! The fields that only one kind of step has.

use super::choices::{CHOICE, plan_name, row};
use super::{Open, options};
use crate::scenario::{ActorId, PlanId, PredictionForm, RevealedHistories, Scenario, Step, StepKind};
use crate::ui::theme::Themed;
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::segmented::{Segment, Segmented};
use crate::ui::widgets::text_field::TextField;
use egui::{Label, Ui};

/// Shows the fields of a step’s kind.
pub fn show(ui: &mut Ui, open: &Open<'_, '_>, index: usize, step: &mut Step) {
    let scenario = open.scene.scenario;
    match &mut step.kind {
        StepKind::Brief | StepKind::Discuss | StepKind::WhatHappened => {}
        StepKind::Explore { case } => explored(ui, open, case),
        StepKind::Predict { partners, plan, answer, asks_plan } => {
            choose_partners(ui, scenario, "Asked about", partners);
            choose_plan(ui, scenario, "Plan", plan);
            form(ui, answer);
            ui.checkbox(asks_plan, ui.theme().text("Ask which plan they would choose"));
        }
        StepKind::Vote { question, options } => {
            if let Some(text) = (TextField { name: "Question", text: question, hint: ASKED }).lines(ui, 2) {
                *question = text;
            }
            options::show(ui, scenario, options);
        }
        StepKind::VoteAgain => repeated(ui, open, index),
        StepKind::RolePlay { seats, plan } => {
            choose_partners(ui, scenario, "Seats", seats);
            choose_plan(ui, scenario, "Plan that they live through", plan);
        }
        StepKind::Reveal { plan, plays } => {
            choose_plan(ui, scenario, "Plan", plan);
            histories(ui, plays);
        }
        StepKind::Why { partner, plan } => {
            choose_partner(ui, scenario, partner);
            choose_plan(ui, scenario, "Plan", plan);
        }
        StepKind::Debrief { describe, analyse, transfer } => {
            prompts(ui, "Describe", "what did we see? One prompt in a line", describe);
            prompts(ui, "Analyse", "why did it come out so?", analyse);
            prompts(ui, "Transfer", "where else does it matter?", transfer);
        }
        StepKind::Exit { question } => {
            if let Some(text) = (TextField { name: "Question", text: question, hint: ASKED }).lines(ui, 2) {
                *question = text;
            }
        }
    }
}

/// The hint in an empty question.
const ASKED: &str = "what the class is asked";

/// The question that is put to the vote again.
fn repeated(ui: &mut Ui, open: &Open<'_, '_>, index: usize) {
    let question = open.lesson.ballot(index).map_or("", |ballot| ballot.question);
    let says = if question.is_empty() { "The vote before it has no question yet." } else { question };
    ui.add(Label::new(ui.theme().text(says)).wrap());
}

fn explored(ui: &mut Ui, open: &Open<'_, '_>, case: &mut String) {
    let theme = ui.theme();
    const THIS: &str = "This case";
    row(ui, "Case", |ui| {
        let of = |name: &str| open.cases.iter().find(|entry| entry.name == name);
        let title = |name: &str| of(name).map_or(name.to_owned(), |of| of.scenario.about.title.clone());
        let chosen = if case.is_empty() { THIS.to_owned() } else { title(case) };
        let list = List { name: "Case", chosen: theme.text(chosen).into(), width: theme.grown(CHOICE) };
        list.show(ui, |ui| {
            let names = std::iter::once("").chain(open.cases.iter().map(|entry| entry.name.as_str()));
            for name in names {
                let text = if name.is_empty() { THIS.to_owned() } else { title(name) };
                if elided::option(ui, case == name, text).clicked() {
                    *case = name.to_owned();
                    ui.close();
                }
            }
        });
    });
}

/// The most characters of a partner's name beside its checkbox; the whole name shows while the pointer rests on it.
const ON_CHECKBOX: usize = 32;

/// A checkbox for each partner; none is listed where all are meant.
fn choose_partners(ui: &mut Ui, scenario: &Scenario, label: &str, chosen: &mut Vec<ActorId>) {
    let theme = ui.theme();
    let all: Vec<&ActorId> = scenario.partnerships.keys().collect();
    if all.is_empty() {
        let nobody = "Nobody shares with home yet; partners are added in Setting.";
        ui.add(Label::new(theme.quiet(nobody)).wrap());
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.text(label));
        let meant: Vec<ActorId> =
            if chosen.is_empty() { all.iter().copied().cloned().collect() } else { chosen.clone() };
        for partner in &all {
            let mut is_meant = meant.contains(partner);
            // One stays: an empty list stands for all of them.
            let may_change = !is_meant || meant.len() > 1;
            let name = scenario.name(partner);
            let text = theme.text(elided::shortened(name, ON_CHECKBOX).into_owned());
            let response = ui.add_enabled(may_change, egui::Checkbox::new(&mut is_meant, text));
            let response = response.on_hover_text(name).accessible_name(name);
            if response.on_disabled_hover_text("One partner stays.").changed() {
                let is_in = |of: &&&ActorId| if **of == *partner { is_meant } else { meant.contains(of) };
                let now: Vec<ActorId> = all.iter().filter(is_in).map(|of| (*of).clone()).collect();
                *chosen = if now.len() == all.len() { Vec::new() } else { now };
            }
        }
    });
}

fn choose_partner(ui: &mut Ui, scenario: &Scenario, chosen: &mut Option<ActorId>) {
    let theme = ui.theme();
    const MOST: &str = "The one that falls most";
    row(ui, "Partner", |ui| {
        let shown = chosen.as_ref().map_or(MOST, |partner| scenario.name(partner)).to_owned();
        let list = List { name: "Partner", chosen: theme.text(shown).into(), width: theme.grown(CHOICE) };
        list.show(ui, |ui| {
            let partners = scenario.partnerships.keys().cloned().map(Some);
            for offered in std::iter::once(None).chain(partners) {
                let text = offered.as_ref().map_or(MOST, |partner| scenario.name(partner)).to_owned();
                if elided::option(ui, *chosen == offered, text).clicked() {
                    *chosen = offered;
                    ui.close();
                }
            }
        });
    });
}

fn choose_plan(ui: &mut Ui, scenario: &Scenario, label: &str, chosen: &mut Option<PlanId>) {
    const USUAL: &str = "The usual one";
    let theme = ui.theme();
    row(ui, label, |ui| {
        let shown = chosen.as_ref().map_or(USUAL, |plan| plan_name(scenario, plan)).to_owned();
        let list = List { name: label, chosen: theme.text(shown).into(), width: theme.grown(CHOICE) };
        let response = list.show(ui, |ui| {
            let plans = scenario.plans.keys().cloned().map(Some);
            for offered in std::iter::once(None).chain(plans) {
                let text = offered.as_ref().map_or(USUAL, |plan| plan_name(scenario, plan)).to_owned();
                if elided::option(ui, *chosen == offered, text).clicked() {
                    *chosen = offered;
                    ui.close();
                }
            }
        });
        response.on_hover_text(
            "The usual one is the plan that retells history; without one, the first that tells somebody something.",
        );
    });
}

fn form(ui: &mut Ui, answer: &mut PredictionForm) {
    let segments = [
        Segment::new(
            PredictionForm::Words,
            "In words",
            "Falls a lot, falls a little or no change; and how sure.",
        ),
        Segment::new(
            PredictionForm::Slider,
            "As a number",
            "The willingness to share after a year, in per cent.",
        ),
    ];
    let row = Segmented { name: "Answered", segments: &segments, width: None };
    if let Some(chosen) = row.show(ui, answer).chosen {
        *answer = chosen;
    }
}

fn histories(ui: &mut Ui, plays: &mut RevealedHistories) {
    let segments = [
        Segment::new(RevealedHistories::All, "All histories", "How often, and how bad."),
        Segment::new(RevealedHistories::One, "One history", "Month by month, as it may go."),
    ];
    let row = Segmented { name: "Shown", segments: &segments, width: None };
    if let Some(chosen) = row.show(ui, plays).chosen {
        *plays = chosen;
    }
}

/// Prompts, one in a line.
fn prompts(ui: &mut Ui, name: &str, hint: &str, prompts: &mut Vec<String>) {
    let text = prompts.join("\n");
    let rows = prompts.len().clamp(1, 4);
    if let Some(text) = (TextField { name, text: &text, hint }).lines(ui, rows) {
        *prompts = if text.is_empty() { Vec::new() } else { text.split('\n').map(str::to_owned).collect() };
    }
}

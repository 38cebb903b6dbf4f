//! The report of a case: a decision, what the model says would follow from it, and what that rests on.
//!
//! Every number is one that the window and the commands show too, rounded as the commands round it.

mod assumptions;
mod explanation;
mod outcome;
mod questions;
mod results;

pub use results::ReportResults;

use super::background;
use super::paper::{Paper, Picture};
use crate::analysis::number_format::thousands;
use crate::engine::MODEL_VERSION;
use crate::scenario::{Plan, Scenario};

/// A part of the report that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The question, what was known on the eve of the meeting, and who promised what.
    Question,
    /// Who is who, with the map.
    Map,
    /// What the plan does, and in which words.
    Plan,
    /// What every partner would share.
    Willingness,
    /// What home gains and loses.
    Ledger,
    /// Who would know, and who would learn of it.
    Knowledge,
    /// Why partners change.
    Why,
    /// Which numbers matter, and where the advice flips.
    Numbers,
    /// The plans side by side.
    Plans,
    /// Every number with its range and its provenance.
    Assumptions,
    /// The sources of the facts.
    Sources,
    /// What the model leaves out.
    LeftOut,
}

impl Section {
    /// All of them, in the order of the report.
    pub const ALL: [Section; 12] = [
        Section::Question,
        Section::Map,
        Section::Plan,
        Section::Willingness,
        Section::Ledger,
        Section::Knowledge,
        Section::Why,
        Section::Numbers,
        Section::Plans,
        Section::Assumptions,
        Section::Sources,
        Section::LeftOut,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Section::Question => "The question",
            Section::Map => "The actors",
            Section::Plan => "The decision",
            Section::Willingness => "What partners would share",
            Section::Ledger => "Gains and losses",
            Section::Knowledge => "Who would know",
            Section::Why => "Why",
            Section::Numbers => "What matters",
            Section::Plans => "The plans side by side",
            Section::Assumptions => "Assumptions",
            Section::Sources => "Sources",
            Section::LeftOut => "What the model leaves out",
        }
    }

    /// Its contents, in a few words.
    pub fn explains(self) -> &'static str {
        match self {
            Section::Question => {
                "The question, what was known on the eve of the meeting, and who promised what"
            }
            Section::Map => "Who is who, with the relationship map",
            Section::Plan => "What the plan does, and in which words",
            Section::Willingness => "What every partner would share, month by month; if it learns and if not",
            Section::Ledger => "What home gains and loses",
            Section::Knowledge => "Who would hold what in the end, and who would learn of the disclosure",
            Section::Why => "Why every partner changes, in a sentence and in parts",
            Section::Numbers => "Which numbers matter, and at which values another plan becomes best",
            Section::Plans => "Every result of every plan",
            Section::Assumptions => "Every number with its range and its provenance",
            Section::Sources => "Public sources of the facts",
            Section::LeftOut => "The limits of the model",
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Section::Question => "question",
            Section::Map => "map",
            Section::Plan => "plan",
            Section::Willingness => "willingness",
            Section::Ledger => "ledger",
            Section::Knowledge => "knowledge",
            Section::Why => "why",
            Section::Numbers => "numbers",
            Section::Plans => "plans",
            Section::Assumptions => "assumptions",
            Section::Sources => "sources",
            Section::LeftOut => "left-out",
        }
    }
}

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// The plan that it is about.
    pub plan: &'a Plan,
    /// The model's answers.
    pub results: &'a ReportResults,
    /// The pictures, as far as somebody painted them.
    pub pictures: &'a ReportPictures,
}

/// The pictures of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportPictures {
    /// The relationship map of the plan.
    pub map: Option<Picture>,
    /// The courses of willingness.
    pub courses: Option<Picture>,
    /// How far each number moves the total.
    pub numbers: Option<Picture>,
}

/// The report with the sections for which there are results.
pub fn report(of: ReportInput<'_>) -> Paper {
    let ReportInput { scenario, plan, results, pictures } = of;
    let about = &scenario.about;
    let title = if about.title.is_empty() { "A disclosure decision" } else { &about.title };
    let mut paper = Paper::titled(title, format!("Report on the plan “{}”", plan.name));
    paper.note(format!(
        "Model {MODEL_VERSION}, {} histories, seed {}. Numbers follow from the judgements listed under “{}”; they are no \
         facts, unless marked as evidence, and no forecast of what a state will do.",
        thousands(results.projection.histories),
        results.projection.seed,
        Section::Assumptions.title(),
    ));
    for section in &results.sections {
        paper.chapter(section.title());
        match section {
            Section::Question => {
                background::add_question(&mut paper, scenario);
                background::add_promises(&mut paper, scenario);
            }
            Section::Map => background::add_people(&mut paper, scenario, pictures.map.clone()),
            Section::Plan => paper.list(scenario.plan_in_words(plan)),
            Section::Willingness => outcome::add_willingness(&mut paper, of),
            Section::Ledger => outcome::add_ledger(&mut paper, results),
            Section::Knowledge => outcome::add_knowledge(&mut paper, of),
            Section::Why => explanation::add_why(&mut paper, of),
            Section::Numbers => explanation::add_numbers(&mut paper, of),
            Section::Plans => explanation::add_plans(&mut paper, of),
            Section::Assumptions => assumptions::add_numbers(&mut paper, scenario),
            Section::Sources => assumptions::add_sources(&mut paper, scenario),
            Section::LeftOut => assumptions::add_left_out(&mut paper),
        }
    }
    paper
}

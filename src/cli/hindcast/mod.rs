//! `tearline hindcast [FILE…]`: would the model have known what history records?

mod csv;
mod json;
mod text;

use super::watch::Watch;
use super::{Format, HindcastArgs, Stop, print, source};
use crate::analysis::hindcast::{Hindcast, PartnerHindcast, Question, Score, Unable, hindcast};
use crate::engine::Run;
use crate::scenario::Scenario;
use crate::storage;
use std::path::Path;
use std::process::ExitCode;

/// One case with its name.
struct Case {
    name: String,
    scenario: Scenario,
    hindcast: Hindcast,
}

impl Case {
    /// What a table calls it: the name of a built-in case, or of a file without its folder and ending.
    fn label(&self) -> &str {
        match storage::built_in(&self.name) {
            Some(case) => case.name,
            None => Path::new(&self.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&self.name),
        }
    }

    /// What a sentence calls it.
    fn title(&self) -> &str {
        match self.scenario.about.title.as_str() {
            "" => self.label(),
            title => title,
        }
    }
}

/// What is reported.
struct Report {
    run: Run,
    cases: Vec<Case>,
}

/// Projects every case and prints how it compares.
pub fn run(args: &HindcastArgs) -> Result<ExitCode, Stop> {
    let built_in = || storage::built_in_cases().iter().map(|case| case.name.to_owned()).collect();
    let names: Vec<String> = if args.files.is_empty() { built_in() } else { args.files.clone() };
    let run = Run { histories: args.histories, seed: args.seed, ..Run::default() };
    let watch = Watch::begin();
    let cases = names.into_iter().map(|name| case(name, &run, &watch)).collect::<Result<_, _>>()?;
    drop(watch);
    let report = Report { run, cases };
    print(&match args.format {
        Format::Text => report.text(),
        Format::Json => report.json()?,
        Format::Csv => report.csv()?,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn case(name: String, run: &Run, watch: &Watch) -> Result<Case, Stop> {
    let scenario = source::scenario(&name)?;
    match hindcast(&scenario, run, watch) {
        Ok(hindcast) => Ok(Case { name, scenario, hindcast }),
        Err(Unable::Cancelled(_)) => Err(Stop { sentence: "Stopped; there is no result.".into(), code: 130 }),
        Err(unable) => Err(Stop::broken(format!("{name} cannot be held against history: {unable}."))),
    }
}

impl Report {
    fn score(&self, question: Question) -> Score {
        Score::of(question, self.cases.iter().map(|case| &case.hindcast))
    }

    /// Every partner of whom something is recorded, with its case.
    fn partners(&self) -> impl Iterator<Item = (&Case, &PartnerHindcast)> {
        self.cases.iter().flat_map(|case| case.hindcast.partners.iter().map(move |partner| (case, partner)))
    }
}

/// What is recorded of a partner, and what is projected, as one question sees it.
fn words(question: Question, partner: &PartnerHindcast) -> Option<(&'static str, &'static str)> {
    let falls = |falls: bool| if falls { "falls" } else { "does not fall" };
    let recorded = match question {
        Question::ContentFalls => falls(partner.recorded_content?.was.falls()),
        Question::ContentHow => partner.recorded_content?.was.name(),
        Question::MethodsTightened => partner.recorded_methods?.was.name(),
    };
    let projected = match question {
        Question::ContentFalls => falls(partner.content().falls()),
        Question::ContentHow => partner.content().name(),
        Question::MethodsTightened => partner.sources_methods().name(),
    };
    Some((recorded, projected))
}

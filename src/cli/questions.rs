//! The commands that ask a question: what all of them share, and `tearline why`, `compare` and `repair`.
//! Each answer is a [`Table`]; the text format puts sentences before it.

use super::project::plan;
use super::terminal_monitor::TerminalMonitor;
use super::whole_number::{months, whole_number};
use super::{Format, Stop, json_text, memory, print, scenarios};
use crate::analysis::comparison::{self, Comparison};
use crate::analysis::error::QueryError;
use crate::analysis::frontier::CONFIRMED;
use crate::analysis::measure::Measure;
use crate::analysis::mitigation::{Mitigations, PartnerMitigation, mitigation};
use crate::analysis::number_format::{counted, exact_percent, fixed, plain_percent, short, with_error};
use crate::analysis::repair::{self, Goal, MOST_CHANGES, RepairResult};
use crate::analysis::shapley::{Against, Contrast, decompose};
use crate::analysis::study::{HistorySet, Study};
use crate::analysis::table::Table;
use crate::analysis::why_sentence::why_sentence;
use crate::engine::MODEL_VERSION;
use crate::engine::months::Mitigation;
use crate::scenario::{ActorId, LONGEST_HORIZON_MONTHS, Material, Plan, PlanId, Scenario};
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// The arguments that all questions share.
#[derive(Debug, Args)]
pub struct QuestionArgs {
    /// The scenario's file, or the name of a built-in case
    pub file: PathBuf,
    /// Seed of the random numbers; the same seed gives bit-identical results
    #[arg(long, value_name = "S", default_value_t = 1, allow_negative_numbers = true, value_parser = whole_number::<0, { u64::MAX }>)]
    pub seed: u64,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The end of a command whose question has no answer.
pub fn stopped(error: QueryError) -> Stop {
    match error {
        QueryError::Cancelled(_) => Stop::cancelled(),
        error => Stop::broken(error.to_string()),
    }
}

/// Print the answer to a question: `with` gives its sentences and its table.
pub fn answer(
    args: &QuestionArgs,
    histories: u64,
    with: impl FnOnce(&Study) -> Result<(String, Table), Stop>,
) -> Result<ExitCode, Stop> {
    answer_beside(args, histories, |study| with(study).map(|(words, table)| (words, table, None)))
}

/// The same with another table, which has other rows: it is left out of the CSV.
fn answer_beside(
    args: &QuestionArgs,
    histories: u64,
    with: impl FnOnce(&Study) -> Result<(String, Table, Option<Table>), Stop>,
) -> Result<ExitCode, Stop> {
    let scenario = scenarios::load(&args.file)?;
    let monitor = TerminalMonitor::begin();
    let study = Study::new(&scenario, args.seed, histories, &monitor);
    let (words, table, beside) = with(&study)?;
    monitor.end()?;
    let below = beside.as_ref().map_or_else(String::new, |table| format!("\n{}", table.text()));
    print(&match args.format {
        Format::Text => format!(
            "{}\n\n{words}\n\n{}{below}\nSeed {}, model version {MODEL_VERSION}. Numbers follow from the scenario’s judgements; they are not facts.\n",
            scenario.about.title,
            table.text(),
            args.seed
        ),
        Format::Json => json_text(&json_beside(&table, beside.as_ref()))?,
        Format::Csv => table.csv().map_err(|error| Stop::broken(error.to_string()))?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A table as JSON, with the rows of another beside its own.
fn json_beside(table: &Table, beside: Option<&Table>) -> serde_json::Value {
    let mut value = table.json();
    if let Some(beside) = beside {
        value[beside.name] = beside.json()[beside.name].take();
    }
    value
}

/// The partner of an id or name.
pub fn partner<'a>(scenario: &'a Scenario, called: &str) -> Result<&'a ActorId, Stop> {
    let is = |id: &&ActorId| id.as_str() == called || scenario.name(id) == called;
    scenario.partnerships.keys().find(is).ok_or_else(|| {
        let names: Vec<&str> = scenario.partnerships.keys().map(ActorId::as_str).collect();
        Stop::broken(format!("There is no partner “{called}”; there are {}.", names.join(", ")))
    })
}

/// The month, if it is within the horizon.
pub fn month(scenario: &Scenario, month: u32) -> Result<u32, Stop> {
    let last = scenario.horizon_months;
    if month <= last {
        return Ok(month);
    }
    Err(Stop::broken(format!("The scenario ends in month {last}, before month {month}.")))
}

/// Arguments of `tearline why`.
#[derive(Debug, Args)]
#[command(after_help = HELD)]
pub struct WhyArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The partner, by id or name
    #[arg(long, value_name = "P")]
    pub partner: String,
    /// The month
    #[arg(long, value_name = "M", value_parser = months::<0, LONGEST_HORIZON_MONTHS>)]
    pub month: u32,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// Another plan to compare with, instead of the time before the meeting
    #[arg(long, value_name = "NAME")]
    pub against: Option<String>,
    /// Compare with saying nothing in the same month, instead of the time before the meeting
    #[arg(long, conflicts_with = "against")]
    pub unsaid: bool,
    /// How many histories to average over, 2 to 100,000
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = whole_number::<2, 100_000>)]
    pub histories: u64,
}

const HELD: &str = "\
Text and JSON also say what softened the blow: how much further the partner’s sharing would have fallen without
its stakes in the larger relationship, without institutions, and with half the experience behind its trust.";

/// Run `tearline why`.
pub fn why(args: &WhyArgs) -> Result<ExitCode, Stop> {
    answer_beside(&args.question, args.histories, |study| {
        let scenario = study.scenario;
        let (_, shown) = plan(scenario, args.plan.as_deref())?;
        let other = args.against.as_deref().map(|name| plan(scenario, Some(name))).transpose()?;
        let who = partner(scenario, &args.partner)?;
        let contrast = Contrast {
            plan: shown,
            partner: who,
            month: month(scenario, args.month)?,
            against: match other {
                Some((_, plan)) => Against::Plan(plan),
                None if args.unsaid => Against::Unsaid,
                None => Against::Before,
            },
            over: HistorySet::All,
        };
        let found = decompose(study, &contrast).map_err(stopped)?;
        let mut held = mitigation(study, shown, args.month, HistorySet::All).map_err(stopped)?;
        held.partners.retain(|of| of.partner == *who);
        let from = match contrast.against {
            Against::Unsaid => "what it would be if nothing were said".to_owned(),
            Against::Before => "what it was before the meeting".to_owned(),
            Against::Plan(plan) => format!("what it would be under “{}”", plan.name),
        };
        let softened = held.of(who).map(|of| &of.over_all);
        let words = format!(
            "{}\n\nWhy the willingness of {} in month {} under “{}” differs from {from}: content {} → {}, sources and methods {} → {}.\nParts of the change in log-odds and in percentage points, by Shapley value; they add up exactly. Mean of {}.",
            why_sentence(scenario.name(who), &found, softened),
            scenario.name(who),
            args.month,
            shown.name,
            exact_percent(found.terms[0].content),
            exact_percent(found.terms[1].content),
            exact_percent(found.terms[0].methods),
            exact_percent(found.terms[1].methods),
            counted(found.histories as u64, "history")
        );
        let words = format!("{words}\n\n{}", held_words(scenario, &held));
        Ok((words, found.table(study, &shown.name), Some(held.table(study, &shown.name))))
    })
}

/// What softened the blow to each partner, in a sentence for each part of the relationship.
fn held_words(scenario: &Scenario, held: &Mitigations) -> String {
    let of_partner = |of: &PartnerMitigation| {
        let name = scenario.name(&of.partner);
        let head = match of.learned {
            Some(_) => format!(
                "What held it, in the {} of histories in which {name} has learned by month {}:",
                plain_percent(of.share_learned),
                held.month
            ),
            None => format!(
                "What held it, in month {}; {name} has learned of nothing in any history:",
                held.month
            ),
        };
        let sentences = Mitigation::ALL.iter().flat_map(|mitigation| {
            Material::ALL.map(|material| format!("- {}", of.sentence(name, *mitigation, material)))
        });
        std::iter::once(head).chain(sentences).collect::<Vec<_>>().join("\n")
    };
    held.partners.iter().map(of_partner).collect::<Vec<_>>().join("\n")
}

/// Arguments of `tearline compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The plans, by name or id; all plans if left out. Differences are to the first
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub plans: Vec<String>,
    /// How many histories to play, 2 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = CONFIRMED, value_parser = whole_number::<2, 1_000_000>)]
    pub histories: u64,
}

/// Run `tearline compare`.
pub fn compare(args: &CompareArgs) -> Result<ExitCode, Stop> {
    answer(&args.question, args.histories, |study| {
        let scenario = study.scenario;
        let plans: Vec<PlanId> = match &args.plans[..] {
            [] => scenario.plans.keys().cloned().collect(),
            named => named
                .iter()
                .map(|name| plan(scenario, Some(name)).map(|(id, _)| id.clone()))
                .collect::<Result<_, _>>()?,
        };
        let measures = Measure::all(scenario, scenario.horizon_months);
        memory::check_pairs(plans.len())?;
        // The results of every plan, and the numbers that are drawn.
        let numbers = measures.len() * plans.len() + scenario.figures().count();
        memory::check(numbers as u64, args.histories, "fewer histories or fewer plans")?;
        let found = comparison::compare(study, &plans, &measures).map_err(stopped)?;
        Ok((comparison_words(scenario, &found), found.table(study)))
    })
}

fn comparison_words(scenario: &Scenario, found: &Comparison) -> String {
    let mut words = format!("Plans compared in the same {}.\n", counted(found.histories, "history"));
    for (column, best) in found.columns.iter().zip(found.best_shares()) {
        let total = &column.cells[0];
        let _ = writeln!(
            words,
            "“{}”: total {}; highest in {best} of histories; regret {}",
            scenario.plan_name(&column.plan),
            with_error(total.mean.mean, total.mean.se, 2),
            fixed(column.regret.mean, 2)
        );
    }
    words.trim_end().to_owned()
}

/// Arguments of `tearline repair`.
#[derive(Debug, Args)]
pub struct RepairArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The partner, by id or name
    #[arg(long, value_name = "P")]
    pub partner: String,
    /// The threshold of mean willingness, 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    pub above: f64,
    /// The month in which it must be reached
    #[arg(long, value_name = "M", value_parser = months::<0, LONGEST_HORIZON_MONTHS>)]
    pub by: u32,
    /// The material that the partner is to share
    #[arg(long, alias = "lane", value_enum, default_value_t = MaterialArg::Content)]
    pub material: MaterialArg,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// How many histories to confirm the change in, 10 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = CONFIRMED, value_parser = whole_number::<10, 1_000_000>)]
    pub histories: u64,
}

/// Material that a partner shares, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MaterialArg {
    /// The content of intelligence
    Content,
    /// The sources and methods behind it
    Methods,
}

fn share(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "a share is a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("a share is a number from 0 to 1".into()) }
}

/// Run `tearline repair`.
pub fn repair(args: &RepairArgs) -> Result<ExitCode, Stop> {
    answer(&args.question, args.histories, |study| {
        let scenario = study.scenario;
        let (_, shown) = plan(scenario, args.plan.as_deref())?;
        let material = match args.material {
            MaterialArg::Content => Material::Content,
            MaterialArg::Methods => Material::SourcesAndMethods,
        };
        let who = partner(scenario, &args.partner)?;
        let goal = Goal { partner: who.clone(), material, above: args.above, by: month(scenario, args.by)? };
        let found = repair::repair(study, shown, &goal).map_err(stopped)?;
        let aim = format!(
            "{}’s willingness to share {} at {}\u{a0}% or more in month {}",
            scenario.name(who),
            material.name(),
            short(100.0 * goal.above),
            goal.by
        );
        let words = repair_words(shown, &aim, &found) + &start_words(scenario.name(who), &goal, &found);
        Ok((words, found.table(study, &shown.name)))
    })
}

/// That the goal lies above where the partner would be without the disclosure.
fn start_words(name: &str, goal: &Goal, found: &RepairResult) -> String {
    found.start_below(goal).map_or_else(String::new, |start| {
        format!(
            " The goal lies above what {name} would share if nothing were said, {}: it takes more than a repair.",
            exact_percent(start.mean)
        )
    })
}

fn repair_words(shown: &Plan, aim: &str, found: &RepairResult) -> String {
    match found {
        RepairResult::AsItIs(mean) => {
            format!("“{}” has {aim} as it is: {}.", shown.name, exact_percent(mean.mean))
        }
        RepairResult::Change { changes, willingness: [before, after], .. } => format!(
            "The smallest change to “{}” for {aim} ({} → {}): {}.",
            shown.name,
            exact_percent(before.mean),
            exact_percent(after.mean),
            changes.join("; ")
        ),
        RepairResult::Nothing { as_it_is, highest, nearest, .. } => {
            let near = match &nearest[..] {
                [] => "no change raises it".to_owned(),
                nearest => {
                    format!("the nearest is {}, reached by: {}", exact_percent(*highest), nearest.join("; "))
                }
            };
            format!(
                "There is none: no change of up to {MOST_CHANGES} decisions and repairs to “{}” brings {aim}. It is {} as it is; {near}.",
                shown.name,
                exact_percent(as_it_is.mean)
            )
        }
    }
}

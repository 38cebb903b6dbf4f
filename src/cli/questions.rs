//! `tearline why`, `compare`, `frontier`, `sensitivity` and `repair`. Each answer is a [`Table`]; the text
//! format puts sentences before it.

use super::project::plan;
use super::watch::Watch;
use super::{Format, Stop, print, scenarios};
use crate::analysis::asking::{AskingValues, value_of_asking};
use crate::analysis::comparison::{self, Comparison};
use crate::analysis::error::QueryError;
use crate::analysis::frontier::best_choice::{BestChoice, best_choice};
use crate::analysis::frontier::space::Space;
use crate::analysis::frontier::{
    self, CONFIRMED, Frontier, Limit, MOST_EXACT, SCREENED, looked_at, usual_axes,
};
use crate::analysis::mean::Mean;
use crate::analysis::measure::Measure;
use crate::analysis::repair::{self, Goal, MOST_CHANGES, RepairResult};
use crate::analysis::sensitivity::NumberAnswers;
use crate::analysis::sensitivity::sobol::sobol_indices;
use crate::analysis::sensitivity::switching_values::switching_values;
use crate::analysis::sensitivity::tornado::tornado;
use crate::analysis::sensitivity::value_of_information::{ValueOfInformation, value_of_information};
use crate::analysis::shapley::{Contrast, decompose};
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::engine::MODEL_VERSION;
use crate::scenario::{ActorId, Material, PlanId, Scenario};
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::process::ExitCode;

/// Arguments that all questions share.
#[derive(Debug, Args)]
pub struct Asked {
    /// The scenario's file, or the name of a built-in case
    pub file: String,
    /// Seed of the random numbers; the same seed gives bit-identical results
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `tearline why`.
#[derive(Debug, Args)]
pub struct WhyArgs {
    #[command(flatten)]
    pub asked: Asked,
    /// The partner, by id or name
    #[arg(long, value_name = "P")]
    pub partner: String,
    /// The month
    #[arg(long, value_name = "M")]
    pub month: u32,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// Another plan to compare with, instead of the time before the meeting
    #[arg(long, value_name = "NAME")]
    pub against: Option<String>,
    /// How many histories to average over, 1 to 100,000
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub histories: u64,
}

/// Arguments of `tearline compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub asked: Asked,
    /// The plans, by name or id; all plans if left out. Differences are to the first
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub plans: Vec<String>,
    /// How many histories to play, 1 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = CONFIRMED, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub histories: u64,
}

/// Arguments of `tearline frontier`.
#[derive(Debug, Args)]
pub struct FrontierArgs {
    #[command(flatten)]
    pub asked: Asked,
    /// The two results to weigh against each other, such as total,content:lowest@12; if left out, the
    /// least willing partner’s content in the last month and the concessions gained
    #[arg(long, value_name = "X,Y", value_delimiter = ',')]
    pub results: Vec<String>,
    /// Lower limit of a result that must be kept, such as content:lowest@12=0.8
    #[arg(long, value_name = "RESULT=VALUE")]
    pub least: Vec<String>,
    /// Upper limit of a result that must be kept, such as source-lost=0.05
    #[arg(long, value_name = "RESULT=VALUE")]
    pub most: Vec<String>,
    /// The plan whose repairs are added to every choice; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// Write every choice that was tried, not only the non-dominated ones
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `tearline sensitivity`.
#[derive(Debug, Args)]
pub struct SensitivityArgs {
    #[command(flatten)]
    pub asked: Asked,
    /// The result to look at, such as total, source-lost, content:il@12, methods:lowest@6
    #[arg(long, value_name = "RESULT", default_value = "total")]
    pub result: String,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// How many histories to play for each value, 10 to 100,000
    #[arg(long, value_name = "N", default_value_t = CONFIRMED, value_parser = clap::value_parser!(u64).range(10..=100_000))]
    pub histories: u64,
}

/// Arguments of `tearline repair`.
#[derive(Debug, Args)]
pub struct RepairArgs {
    #[command(flatten)]
    pub asked: Asked,
    /// The partner, by id or name
    #[arg(long, value_name = "P")]
    pub partner: String,
    /// The threshold of mean willingness, 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    pub above: f64,
    /// The month in which it must be reached
    #[arg(long, value_name = "M")]
    pub by: u32,
    /// What the partner is to share
    #[arg(long, alias = "lane", value_enum, default_value_t = MaterialArg::Content)]
    pub material: MaterialArg,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// How many histories to confirm the change in, 10 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = CONFIRMED, value_parser = clap::value_parser!(u64).range(10..=1_000_000))]
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

fn stopped(error: QueryError) -> Stop {
    match error {
        QueryError::Cancelled(_) => Stop::cancelled(),
        error => Stop::broken(error.to_string()),
    }
}

/// Print the answer to a question, from its sentences and its table.
fn answer(
    asked: &Asked,
    histories: u64,
    with: impl FnOnce(&Study) -> Result<(String, Table), Stop>,
) -> Result<ExitCode, Stop> {
    let scenario = scenarios::load(&asked.file)?;
    let watch = Watch::begin();
    let study = Study::new(&scenario, asked.seed, histories, &watch);
    let (words, table) = with(&study)?;
    drop(watch);
    print(&match asked.format {
        Format::Text => format!(
            "{}\n\n{words}\n\n{}\nSeed {}, model version {MODEL_VERSION}. Numbers are what the model makes of the scenario’s judgements, not facts.\n",
            scenario.about.title,
            table.text(),
            asked.seed
        ),
        Format::Json => {
            let text = serde_json::to_string_pretty(&table.json());
            text.map_err(|error| Stop::broken(error.to_string()))? + "\n"
        }
        Format::Csv => table.csv(),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn partner<'a>(scenario: &'a Scenario, called: &str) -> Result<&'a ActorId, Stop> {
    let is = |id: &&ActorId| id.as_str() == called || scenario.name(id) == called;
    scenario.partnerships.keys().find(is).ok_or_else(|| {
        let names: Vec<&str> = scenario.partnerships.keys().map(ActorId::as_str).collect();
        Stop::broken(format!("There is no partner “{called}”; there are {}.", names.join(", ")))
    })
}

fn month(scenario: &Scenario, month: u32) -> Result<u32, Stop> {
    let last = scenario.horizon_months;
    if month <= last {
        return Ok(month);
    }
    Err(Stop::broken(format!("The scenario ends in month {last}, before month {month}.")))
}

/// Run `tearline why`.
pub fn why(args: &WhyArgs) -> Result<ExitCode, Stop> {
    answer(&args.asked, args.histories, |study| {
        let scenario = study.scenario;
        let (_, shown) = plan(scenario, args.plan.as_deref())?;
        let other = args.against.as_deref().map(|name| plan(scenario, Some(name))).transpose()?;
        let who = partner(scenario, &args.partner)?;
        let contrast = Contrast {
            plan: shown,
            partner: who,
            month: month(scenario, args.month)?,
            against: other.map(|(_, plan)| plan),
            history: None,
        };
        let found = decompose(study, &contrast).map_err(stopped)?;
        let from =
            other.map_or("before the meeting".to_owned(), |(_, plan)| format!("under “{}”", plan.name));
        let words = format!(
            "Why {} differs in month {} under “{}” from what it was {from}: content {:.1}% → {:.1}%, sources and methods {:.1}% → {:.1}%.\nParts of the change in log-odds, by Shapley value; they add up exactly. Mean of {} histories.",
            scenario.name(who),
            args.month,
            shown.name,
            100.0 * found.terms[0].content,
            100.0 * found.terms[1].content,
            100.0 * found.terms[0].methods,
            100.0 * found.terms[1].methods,
            found.histories
        );
        Ok((words, found.table(study, &shown.name)))
    })
}

/// Run `tearline compare`.
pub fn compare(args: &CompareArgs) -> Result<ExitCode, Stop> {
    answer(&args.asked, args.histories, |study| {
        let scenario = study.scenario;
        let plans: Vec<PlanId> = match &args.plans[..] {
            [] => scenario.plans.keys().cloned().collect(),
            named => named
                .iter()
                .map(|name| plan(scenario, Some(name)).map(|(id, _)| id.clone()))
                .collect::<Result<_, _>>()?,
        };
        let measures = Measure::all(scenario, scenario.horizon_months);
        let found = comparison::compare(study, &plans, &measures).map_err(stopped)?;
        Ok((in_words(scenario, &found), found.table(study)))
    })
}

fn in_words(scenario: &Scenario, found: &Comparison) -> String {
    let mut words = format!("Plans compared in the same {} histories.\n", found.histories);
    for column in &found.columns {
        let total = &column.cells[0];
        let _ = writeln!(
            words,
            "“{}”: total {:.2} ± {:.2}; highest in {:.0}% of histories; regret {:.2}",
            scenario.plan_name(&column.plan),
            total.mean.mean,
            total.mean.se,
            100.0 * column.best,
            column.regret.mean
        );
    }
    words.trim_end().to_owned()
}

/// Run `tearline frontier`.
pub fn frontier(args: &FrontierArgs) -> Result<ExitCode, Stop> {
    answer(&args.asked, CONFIRMED, |study| {
        let scenario = study.scenario;
        let (_, repairs) = plan(scenario, args.plan.as_deref())?;
        let called = |key: &str| Measure::called(key, scenario).map_err(Stop::broken);
        let axes = match &args.results[..] {
            [] => usual_axes(scenario.horizon_months),
            [x, y] => [called(x)?, called(y)?],
            _ => return Err(Stop::broken("The frontier needs two results: --results X,Y.")),
        };
        let limits = limits(scenario, args)?;
        let looked_at = looked_at(&axes, scenario);
        if let Some(Limit { measure, .. }) = limits.iter().find(|limit| !looked_at.contains(&limit.measure)) {
            let known: Vec<String> = looked_at.iter().map(Measure::key).collect();
            return Err(Stop::broken(format!(
                "A limit on {} needs it among --results; without, limits can be set on {}.",
                measure.key(),
                known.join(", ")
            )));
        }
        let found = frontier::frontier(study, repairs, &axes, MOST_EXACT, &|_| {}).map_err(stopped)?;
        let month = axes.iter().find_map(Measure::month).unwrap_or(scenario.horizon_months);
        let best = best_choice(study, repairs, month, MOST_EXACT, &limits).map_err(stopped)?;
        let words = frontier_words(study, &found, &best, &limits);
        Ok((words, found.table(study, args.all)))
    })
}

fn limits(scenario: &Scenario, args: &FrontierArgs) -> Result<Vec<Limit>, Stop> {
    let limit = |text: &String, least: bool| {
        let broken =
            || Stop::broken(format!("A limit is a result and a number, such as total=0, not “{text}”."));
        let (key, value) = text.split_once('=').ok_or_else(broken)?;
        let value = value.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(broken)?;
        let measure = Measure::called(key, scenario).map_err(Stop::broken)?;
        if measure.more_is_better() != least {
            let flag = if least { "--most" } else { "--least" };
            return Err(Stop::broken(format!("Use {flag} for {key}.")));
        }
        Ok(Limit { measure, value })
    };
    let least = args.least.iter().map(|text| limit(text, true));
    least.chain(args.most.iter().map(|text| limit(text, false))).collect()
}

fn frontier_words(study: &Study, found: &Frontier, best: &BestChoice, limits: &[Limit]) -> String {
    let space = Space::of(study.scenario);
    let mut words = if found.exact {
        format!("All {} choices were tried.", found.points.len())
    } else {
        let all = if found.choices == u128::MAX {
            "more than can be counted".into()
        } else {
            found.choices.to_string()
        };
        let bound = found.bound.map_or_else(
            || "How much better another could be is not known.".to_owned(),
            |bound| format!("No choice can have a total above {bound:.2}."),
        );
        format!("Of {all} choices a search tried {}. {bound}", found.points.len())
    };
    let _ = write!(
        words,
        " Every one was played in {SCREENED} histories; one was given up only where another is better in both results by three standard errors; the others were played in up to {CONFIRMED}."
    );
    let total = best.measures.iter().position(|measure| *measure == Measure::TOTAL);
    let best = match best.point.as_ref().zip(total) {
        None => "No choice that was tried keeps these limits.".to_owned(),
        Some((point, total)) => {
            let total = point.values[total];
            let within = if limits.is_empty() { "" } else { " within the limits" };
            format!(
                "The highest total{within}, {:.2} ± {:.2}: {}.",
                total.mean,
                total.se,
                space.words(&point.choice)
            )
        }
    };
    format!("{words}\n{best}\nNon-dominated choices in both results:")
}

/// Run `tearline sensitivity`.
pub fn sensitivity(args: &SensitivityArgs) -> Result<ExitCode, Stop> {
    answer(&args.asked, args.histories, |study| {
        let scenario = study.scenario;
        let (_, shown) = plan(scenario, args.plan.as_deref())?;
        let measure = Measure::called(&args.result, scenario).map_err(Stop::broken)?;
        let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
        let bars = tornado(study, shown, &measure).map_err(stopped)?;
        let effects = sobol_indices(study, shown, &measure).map_err(stopped)?;
        let switching = switching_values(study, &plans).map_err(stopped)?;
        let worth = value_of_information(&study.with_histories(CONFIRMED), &plans).map_err(stopped)?;
        let asking = value_of_asking(study, shown).map_err(stopped)?;
        let mut words = format!(
            "What moves {} under “{}” (mean {:.3} ± {:.3}): each of {} uncertain numbers from end to end of its range, the others varying as they do; {} numbers without a range are left out.\nAlone and with all others: its part in the variance (Sobol’ indices). Flips: where another of the {} plans becomes best.\n",
            measure.name(scenario),
            shown.name,
            bars.mean.mean,
            bars.mean.se,
            bars.bars.len(),
            bars.without_range,
            plans.len()
        );
        words += &worth_words(scenario, &worth);
        words += &asking_words(scenario, &asking);
        let answers = NumberAnswers {
            tornado: &bars,
            indices: Some(&effects),
            switching: Some(&switching),
            information: Some(&worth),
        };
        Ok((words.trim_end().to_owned(), answers.table(study, &shown.name)))
    })
}

fn worth_words(scenario: &Scenario, worth: &ValueOfInformation) -> String {
    let best = scenario.plan_name(&worth.best);
    format!(
        "Without knowing more, “{best}” is best. Knowing all these numbers first would be worth {:.3}; knowing the outcome of chance as well, {:.3}.\n",
        worth.all_numbers.mean, worth.everything.mean
    )
}

fn asking_words(scenario: &Scenario, worths: &AskingValues) -> String {
    let preparing = |worth: Mean| {
        format!("Preparing with staff instead of deciding in the room is worth {:+.3}.\n", worth.mean)
    };
    let mut words = worths.preparing.map_or_else(String::new, preparing);
    for asking in &worths.asking {
        let pays = match asking.pays_from() {
            Some(0.0) => "against telling unasked it pays whatever the answer".to_owned(),
            Some(from) => {
                format!(
                    "against telling unasked it pays if the chance of a grant is above {:.0}%",
                    100.0 * from
                )
            }
            None => "against telling unasked it does not pay whatever the answer".to_owned(),
        };
        let _ = writeln!(
            words,
            "Asking first about {}: {:+.3} if granted ({:+.3} of it for waiting), {:+.3} if refused; {pays} (judged {:.0}%).",
            scenario.item_name(&asking.item),
            asking.granted.mean,
            asking.ageing.mean,
            asking.refused().mean,
            100.0 * asking.chance
        );
    }
    words
}

/// Run `tearline repair`.
pub fn repair(args: &RepairArgs) -> Result<ExitCode, Stop> {
    answer(&args.asked, args.histories, |study| {
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
            "{}’s willingness to share {} at {}% or more in month {}",
            scenario.name(who),
            material.name(),
            (1e5 * goal.above).round() / 1e3,
            goal.by
        );
        let words = match &found {
            RepairResult::AsItIs(mean) => {
                format!("“{}” has {aim} as it is: {:.1}%.", shown.name, 100.0 * mean.mean)
            }
            RepairResult::Change { changes, willingness: [before, after], .. } => format!(
                "The smallest change to “{}” for {aim} ({:.1}% → {:.1}%): {}.",
                shown.name,
                100.0 * before.mean,
                100.0 * after.mean,
                changes.join("; ")
            ),
            RepairResult::Nothing { as_it_is, highest } => format!(
                "There is none: no change of up to {MOST_CHANGES} decisions and repairs to “{}” brings {aim}. It is {:.1}% as it is; the most that was reached is {:.1}%.",
                shown.name,
                100.0 * as_it_is.mean,
                100.0 * highest
            ),
        };
        Ok((words, found.table(study, &shown.name)))
    })
}

//! `tearline frontier`: every choice of a plan, the non-dominated ones, and the best one within limits.

use super::Stop;
use super::project::plan;
use super::questions::{QuestionArgs, answer, stopped};
use crate::analysis::frontier::best_choice::{BestChoice, best_choice};
use crate::analysis::frontier::choice_set::ChoiceSet;
use crate::analysis::frontier::{
    self, CONFIRMED, Exploration, Frontier, Limit, SCREENED, looked_at, usual_axes,
};
use crate::analysis::measure::Measure;
use crate::analysis::number_format::{fixed, thousands, with_error};
use crate::analysis::study::Study;
use crate::scenario::Scenario;
use clap::Args;
use std::fmt::Write;
use std::process::ExitCode;

/// Arguments of `tearline frontier`.
#[derive(Debug, Args)]
pub struct FrontierArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
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

/// Run `tearline frontier`.
pub fn run(args: &FrontierArgs) -> Result<ExitCode, Stop> {
    answer(&args.question, CONFIRMED, |study| {
        let scenario = study.scenario;
        let (_, repairs) = plan(scenario, args.plan.as_deref())?;
        let called = |key: &str| Measure::called(key, scenario).map_err(Stop::broken);
        let axes = match &args.results[..] {
            [] => usual_axes(scenario.horizon_months),
            [x, y] if called(x)? != called(y)? => [called(x)?, called(y)?],
            _ => return Err(Stop::broken("The frontier needs two results that differ: --results X,Y.")),
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
        let found = frontier::frontier(&Exploration::new(study, repairs), &axes, &|_| {}).map_err(stopped)?;
        // Results without a month, such as the total, are over the whole horizon.
        let month = axes.iter().find_map(Measure::month).unwrap_or(scenario.horizon_months);
        let best = best_choice(&Exploration::new(study, repairs), month, &limits).map_err(stopped)?;
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
    let choices = ChoiceSet::of(study.scenario);
    let mut words = if found.exact {
        format!("All {} choices were tried.", thousands(found.points.len() as u64))
    } else {
        let all = if found.choices == u128::MAX {
            "more choices than can be counted".into()
        } else {
            format!("{} choices", found.choices)
        };
        let bound = found.bound.map_or_else(
            || "No upper bound on the total is known.".to_owned(),
            |bound| format!("No choice can have a total above {}.", fixed(bound, 2)),
        );
        format!("Of {all}, a search tried {}. {bound}", thousands(found.points.len() as u64))
    };
    let _ = write!(
        words,
        " Each was played in {SCREENED} histories. A choice was dropped only if another is better in both results by three standard errors; the rest were played in up to {} histories.",
        thousands(CONFIRMED)
    );
    let total = best.measures.iter().position(|measure| *measure == Measure::TOTAL);
    let best = match best.point.as_ref().zip(total) {
        None => "No choice that was tried keeps these limits.".to_owned(),
        Some((point, total)) => {
            let total = point.values[total];
            let within = if limits.is_empty() { "" } else { " within the limits" };
            format!(
                "The highest total{within}, {}: {}.",
                with_error(total.mean, total.se, 2),
                choices.words(&point.choice)
            )
        }
    };
    format!("{words}\n{best}\nNon-dominated choices in the two results:")
}

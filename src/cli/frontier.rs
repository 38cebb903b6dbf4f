//! `tearline frontier`: every choice of a plan, the non-dominated ones, and the best one within limits.

use super::project::plan;
use super::questions::{QuestionArgs, answer, stopped};
use super::terminal_monitor::TerminalMonitor;
use super::{Stop, say};
use crate::analysis::error::QueryError;
use crate::analysis::frontier::best_choice::{BestChoice, best_choice};
use crate::analysis::frontier::choice_set::ChoiceSet;
use crate::analysis::frontier::{
    self, CONFIRMED, Exploration, Frontier, Limit, MOST_EXACT, MOST_TRIED, SCREENED, looked_at, usual_axes,
};
use crate::analysis::measure::Measure;
use crate::analysis::number_format::{counted, fixed, thousands, with_error};
use crate::analysis::progress::time_in_words;
use crate::analysis::study::Study;
use crate::scenario::Scenario;
use clap::Args;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

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

/// Run `tearline frontier`. After Ctrl-C it shows what is known so far, with the exit code of a stopped run.
pub fn run(args: &FrontierArgs) -> Result<ExitCode, Stop> {
    let mut is_stopped = false;
    let code = answer(&args.question, CONFIRMED, |study| {
        let scenario = study.scenario;
        let (_, repairs) = plan(scenario, args.plan.as_deref())?;
        let axes = axes(scenario, &args.results)?;
        let limits = limits(scenario, args)?;
        check_limits(scenario, &axes, &limits)?;
        let exploration = Exploration::new(study, repairs);
        announce(scenario, &exploration, &axes)?;
        let found = explored(&exploration, &axes)?;
        // Results without a month, such as the total, are over the whole horizon.
        let month = axes.iter().find_map(Measure::month).unwrap_or(scenario.horizon_months);
        let best = match found.finished {
            true => unless_stopped(best_choice(&exploration, month, &limits))?,
            false => None,
        };
        is_stopped = best.is_none();
        let words = format!(
            "{}\nNon-dominated choices in the two results:",
            frontier_words(study, &found, best.as_ref(), &limits)
        );
        Ok((words, found.table(study, args.all)))
    })?;
    if !is_stopped {
        return Ok(code);
    }
    Err(Stop { sentence: "Stopped; this is what was known so far.".into(), ..Stop::cancelled() })
}

/// The two results to weigh against each other.
fn axes(scenario: &Scenario, results: &[String]) -> Result<[Measure; 2], Stop> {
    let called = |key: &str| Measure::called(key, scenario).map_err(Stop::broken);
    match results {
        // Of no partner none is the least willing.
        [] if scenario.partnerships.is_empty() => Ok([Measure::SOURCE_LOST, Measure::Gain]),
        [] => Ok(usual_axes(scenario.horizon_months)),
        [x, y] if called(x)? != called(y)? => Ok([called(x)?, called(y)?]),
        _ => Err(Stop::broken("The frontier needs two results that differ: --results X,Y.")),
    }
}

/// Refuses a limit on a result that is not looked at.
fn check_limits(scenario: &Scenario, axes: &[Measure; 2], limits: &[Limit]) -> Result<(), Stop> {
    let looked_at = looked_at(axes, scenario);
    let Some(Limit { measure, .. }) = limits.iter().find(|limit| !looked_at.contains(&limit.measure)) else {
        return Ok(());
    };
    let known: Vec<String> = looked_at.iter().map(Measure::key).collect();
    Err(Stop::broken(format!(
        "A limit on {} needs it among --results; without, limits can be set on {}.",
        measure.key(),
        known.join(", ")
    )))
}

/// Says beforehand how much is to be tried and how long that takes, measured on a first slice of it, where it takes long
/// and somebody watches.
fn announce(scenario: &Scenario, exploration: &Exploration, axes: &[Measure; 2]) -> Result<(), Stop> {
    if !TerminalMonitor::is_watched() {
        return Ok(());
    }
    TerminalMonitor::leave_announcement();
    let mut times = vec![(Instant::now(), 0)];
    frontier::try_slice(exploration, axes, |tried| times.push((Instant::now(), tried))).map_err(stopped)?;
    let [(begin, _), (first, tried), (second, _)] = times[..] else { return Ok(()) };
    let choices = ChoiceSet::of(scenario).count();
    let slice = if choices > MOST_EXACT { first - begin } else { second - first };
    let each = slice.as_secs_f64() / tried.max(1) as f64;
    announcement(choices, each).into_iter().for_each(|sentence| say(&sentence));
    Ok(())
}

/// What takes less, in seconds, is not worth an announcement.
const FEW_SECONDS: f64 = 5.0;

/// The announcement of so many choices, each of which takes so many seconds; `None` if all of it takes only a few.
fn announcement(choices: u128, each: f64) -> Option<String> {
    // Once for the frontier, and once more for the best within the limits.
    const TIMES: f64 = 2.0;
    let searches = choices > MOST_EXACT;
    let tried = if searches { MOST_TRIED as f64 } else { choices as f64 };
    let seconds = TIMES * tried * each;
    let (words, most) = (choices_in_words(choices), thousands(MOST_TRIED as u64));
    let what = match searches {
        true => format!("There are {words}, so a search tries up to {most} of them"),
        false => format!("There are {words}, and all of them are tried"),
    };
    let about = time_in_words(seconds);
    (seconds > FEW_SECONDS).then(|| {
        format!(
            "{what}, and again for the best within the limits: about {about}. Ctrl-C stops it and shows the best so far."
        )
    })
}

/// The frontier, or what is known of it when Ctrl-C stops it.
fn explored(exploration: &Exploration, axes: &[Measure; 2]) -> Result<Frontier, Stop> {
    let known = Mutex::new(None);
    let publish = |found: &Frontier| {
        // Poisoned only where a publication panicked, which none does.
        if let Ok(mut known) = known.lock() {
            *known = Some(found.clone());
        }
    };
    match unless_stopped(frontier::frontier(exploration, axes, &publish))? {
        Some(found) => Ok(found),
        None => known.into_inner().ok().flatten().ok_or_else(Stop::cancelled),
    }
}

/// A result; `None` if Ctrl-C stopped it.
fn unless_stopped<T>(result: Result<T, QueryError>) -> Result<Option<T>, Stop> {
    match result {
        Ok(result) => Ok(Some(result)),
        Err(QueryError::Cancelled(_)) => {
            TerminalMonitor::resume();
            Ok(None)
        }
        Err(error) => Err(stopped(error)),
    }
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

/// A number of choices in words.
fn choices_in_words(choices: u128) -> String {
    match choices {
        u128::MAX => "more choices than can be counted".into(),
        choices => {
            u64::try_from(choices).map_or(format!("{choices} choices"), |choices| counted(choices, "choice"))
        }
    }
}

/// What was tried, and the best of it; without a best choice, the run was stopped.
fn frontier_words(study: &Study, found: &Frontier, best: Option<&BestChoice>, limits: &[Limit]) -> String {
    let tried = thousands(found.points.len() as u64);
    let Some(best) = best else {
        return format!(
            "Stopped after {tried} of {}; each was played in {SCREENED} histories or more.",
            choices_in_words(found.choices)
        );
    };
    let words = if found.exact {
        match found.points.len() {
            1 => "The only choice was tried.".to_owned(),
            _ => format!("All {tried} choices were tried."),
        }
    } else {
        let bound = found.bound.map_or_else(
            || "No upper bound on the total is known.".to_owned(),
            |bound| format!("No choice can have a total above {}.", fixed(bound, 2)),
        );
        format!("Of {}, a search tried {tried}. {bound}", choices_in_words(found.choices))
    };
    format!(
        "{words} Each was played in {SCREENED} histories. A choice was dropped only if another is better in both results by three standard errors; the rest were played in up to {} histories.\n{}",
        thousands(CONFIRMED),
        best_words(study, best, limits)
    )
}

/// The best choice within limits in words.
fn best_words(study: &Study, best: &BestChoice, limits: &[Limit]) -> String {
    let total = best.measures.iter().position(|measure| *measure == Measure::TOTAL);
    let Some((point, total)) = best.point.as_ref().zip(total) else {
        return "No choice that was tried keeps these limits.".to_owned();
    };
    let total = point.values[total];
    let within = if limits.is_empty() { "" } else { " within the limits" };
    let choice = ChoiceSet::of(study.scenario).words(&point.choice);
    format!("The highest total{within}, {}: {choice}.", with_error(total.mean, total.se, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Monitor;
    use crate::scenario::{Actor, ActorId, Recipient};
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Asks for a stop once a thousand choices were tried.
    struct Impatient(AtomicBool);

    impl Monitor for Impatient {
        fn cancelled(&self) -> bool {
            self.0.load(Ordering::Relaxed)
        }

        fn progress(&self, done: u64, _: u64) {
            self.0.fetch_or(done > 1_000, Ordering::Relaxed);
        }
    }

    #[test]
    fn how_long_it_takes_is_said_beforehand_where_that_is_more_than_a_few_seconds() {
        assert_eq!(announcement(289, 0.001), None);
        assert_eq!(announcement(u128::MAX, 0.0001), None);
        let all = announcement(30_000, 0.004).expect("it takes long");
        assert!(all.starts_with("There are 30,000 choices, and all of them are tried"), "{all}");
        assert!(all.contains(": about 4 minutes. Ctrl-C"), "{all}");
        let search = announcement(u128::MAX, 0.3).expect("it takes long");
        assert!(search.contains("a search tries up to 20,000 of them"), "{search}");
        assert!(search.contains("about 3 hours"), "{search}");
    }

    #[test]
    fn a_first_slice_is_tried_twice() {
        let case = crate::storage::built_in("oval-office-2017").expect("it ships");
        let scenario = case.scenario().expect("it opens");
        let monitor = Impatient(AtomicBool::new(false));
        let study = Study::new(&scenario, 1, SCREENED, &monitor);
        let exploration = Exploration::new(&study, scenario.plans.at(0).expect("a plan").1);
        let mut tried = Vec::new();
        frontier::try_slice(&exploration, &usual_axes(24), |count| tried.push(count))
            .expect("it can be tried");
        assert!(tried.len() == 2 && tried[0] == tried[1] && tried[0] > 0, "{tried:?}");
    }

    #[test]
    fn a_search_that_is_stopped_gives_the_best_so_far() {
        let case = crate::storage::built_in("oval-office-2017").expect("it ships");
        let mut scenario = case.scenario().expect("it opens");
        for number in 0..200 {
            let guest = ActorId::try_from(format!("guest-{number}").as_str()).expect("an id");
            scenario.actors.put(guest.clone(), Actor::named(guest.as_str()));
            scenario.meeting.recipients.put(guest.into(), Recipient::default());
        }
        let monitor = Impatient(AtomicBool::new(false));
        let study = Study::new(&scenario, 1, SCREENED, &monitor);
        let repairs = scenario.plans.at(0).expect("a plan").1;
        let found = explored(&Exploration::new(&study, repairs), &usual_axes(24)).expect("what is known");
        assert!(!found.finished && found.points.len() > 500, "{}", found.points.len());
        assert!(found.points.iter().any(|point| !point.dominated));
        let words = frontier_words(&study, &found, None, &[]);
        assert!(words.starts_with("Stopped after ") && words.contains("more choices than can be"), "{words}");
    }
}

//! `tearline sensitivity`: which uncertain numbers matter, at which values another plan becomes best, and what
//! information, preparing and asking first are worth.

use super::Stop;
use super::project::plan;
use super::questions::{QuestionArgs, answer, stopped};
use super::whole_number::whole_number;
use crate::analysis::asking::{Asking, AskingValues, Noticed, Preparing, value_of_asking};
use crate::analysis::frontier::CONFIRMED;
use crate::analysis::measure::{Mean, Measure};
use crate::analysis::number_format::{counted, fixed, plain_percent, signed_fixed, with_error};
use crate::analysis::sensitivity::NumberAnswers;
use crate::analysis::sensitivity::sobol::sobol_indices;
use crate::analysis::sensitivity::switching_values::switching_values;
use crate::analysis::sensitivity::tornado::tornado;
use crate::analysis::sensitivity::value_of_information::{ValueOfInformation, value_of_information};
use crate::scenario::{Cover, PlanId, Scenario};
use clap::Args;
use std::fmt::Write;
use std::process::ExitCode;

/// Arguments of `tearline sensitivity`.
#[derive(Debug, Args)]
pub struct SensitivityArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The result to look at, such as total, source-lost, content:il@12, methods:lowest@6, methods-change:il@0 for
    /// the change against saying nothing
    #[arg(long, value_name = "RESULT", default_value = "total")]
    pub result: String,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// How many histories to play for each value, 10 to 100,000
    #[arg(long, value_name = "N", default_value_t = CONFIRMED, value_parser = whole_number::<10, 100_000>)]
    pub histories: u64,
}

/// Run `tearline sensitivity`.
pub fn run(args: &SensitivityArgs) -> Result<ExitCode, Stop> {
    answer(&args.question, args.histories, |study| {
        let scenario = study.scenario;
        let (_, shown) = plan(scenario, args.plan.as_deref())?;
        let measure = Measure::called(&args.result, scenario).map_err(Stop::broken)?;
        let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
        let bars = tornado(study, shown, &measure).map_err(stopped)?;
        let effects = sobol_indices(study, shown, &measure).map_err(stopped)?;
        let switching = switching_values(study, &plans, &measure).map_err(stopped)?;
        let worth = value_of_information(&study.with_histories(CONFIRMED), &plans).map_err(stopped)?;
        let asking = value_of_asking(study, shown).map_err(stopped)?;
        let mut words = format!(
            "What moves {} under “{}” (mean {}): {}\nAlone and with all others: its share of the variance (Sobol’ indices). Switching values: where another of {} becomes best by this result.\n",
            measure.name(scenario),
            shown.name,
            with_error(bars.mean.mean, bars.mean.se, 3),
            moved(bars.bars.len() as u64, bars.without_range as u64),
            counted(plans.len() as u64, "plan")
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

/// Which numbers are moved, and how many cannot be.
fn moved(uncertain: u64, certain: u64) -> String {
    let moved = match uncertain {
        0 => "no number has a range in which it could be moved".to_owned(),
        1 => "the one uncertain number is moved from end to end of its range".to_owned(),
        n => format!(
            "each of {} is moved from end to end of its range while the others vary",
            counted(n, "uncertain number")
        ),
    };
    match certain {
        0 => format!("{moved}."),
        1 => format!("{moved}; 1 number without a range is left out."),
        n => format!("{moved}; {} without a range are left out.", counted(n, "number")),
    }
}

fn worth_words(scenario: &Scenario, worth: &ValueOfInformation) -> String {
    let best = scenario.plan_name(&worth.best);
    format!(
        "Without knowing more, “{best}” is best. Knowing all these numbers first would be worth {}; knowing the outcome of chance as well, {}.\n",
        fixed(worth.all_numbers.mean, 3),
        fixed(worth.everything.mean, 3)
    )
}

fn asking_words(scenario: &Scenario, worths: &AskingValues) -> String {
    let signed = |worth: Mean| signed_fixed(worth.mean, 3);
    let mut words = worths.preparing.map_or_else(String::new, |preparing| preparing_words(&preparing));
    for asking in &worths.asking {
        let _ = writeln!(
            words,
            "Asking first about {}: {} over the answers that are drawn ({} if nothing beyond the grant is told, {} if all is told anyway); {} if granted ({} of it for waiting), {} if refused; {} (chance of a full grant: {}).",
            scenario.item_name(&asking.item),
            signed(asking.worth()),
            signed(asking.hold_back),
            signed(asking.tell_anyway),
            signed(asking.granted),
            signed(asking.ageing),
            signed(asking.refused()),
            worth_it(asking),
            plain_percent(asking.chance)
        );
    }
    words
}

/// What preparing is worth, with its parts and what staff would notice.
fn preparing_words(preparing: &Preparing) -> String {
    let signed = |worth: Mean| signed_fixed(worth.mean, 3);
    let Noticed { cover, asked, worth } = preparing.noticed;
    let cover = cover.map(|cover| match cover {
        Cover::None => "no cover".to_owned(),
        Cover::Partial | Cover::Full => format!("{} cover", cover.name()),
    });
    let ways: Vec<String> = cover.into_iter().chain(asked.then(|| "asking first".to_owned())).collect();
    let noticed = match &ways[..] {
        [] => "no better way to tell the same".to_owned(),
        ways => format!("{}, worth {} more", ways.join(" and "), signed(worth)),
    };
    format!(
        "Told staffed, not in the room: {} (concession {}, the partner’s protest {}, others’ alarm {}). Staff would notice: {noticed}.\n",
        signed(preparing.worth),
        signed(preparing.concession),
        signed(preparing.protest),
        signed(preparing.others_alarm)
    )
}

/// For which chances of a grant asking is better than telling without asking.
fn worth_it(asking: &Asking) -> String {
    match asking.pays_from() {
        Some(0.0) => "compared with telling without asking, it is worth it whatever the answer".into(),
        Some(from) => format!(
            "compared with telling without asking, it is worth it if the chance of a grant is above {}",
            plain_percent(from)
        ),
        None => "compared with telling without asking, it is not worth it whatever the answer".into(),
    }
}

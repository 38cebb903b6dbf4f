//! Which rows and columns each answer has.

use super::{Cell, Table};
use crate::analysis::asking::Worths;
use crate::analysis::compare::Comparison;
use crate::analysis::frontier::Frontier;
use crate::analysis::frontier::space::Space;
use crate::analysis::mean::Mean;
use crate::analysis::reasons::{Decomposition, Reasons};
use crate::analysis::repair::RepairResult;
use crate::analysis::sensitivity::sobol::{Source, TotalEffects};
use crate::analysis::sensitivity::switching_values::SwitchingValues;
use crate::analysis::sensitivity::tornado::Tornado;
use crate::analysis::sensitivity::two_way::{STEPS, TwoWay};
use crate::analysis::sensitivity::value_of_information::ValueOfInformation;
use crate::analysis::study::Study;
use crate::scenario::{Input, PlanId, Scenario};

impl Table {
    fn of(study: &Study, name: &'static str, plan: &str, columns: &[&'static str]) -> Self {
        Table {
            name,
            scenario: study.scenario.about.title.clone(),
            plan: plan.to_owned(),
            seed: study.seed,
            histories: study.histories,
            rows_are_stamped: false,
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Plans beside each other: one number in every row.
    pub fn of_comparison(study: &Study, comparison: &Comparison) -> Self {
        let columns = ["of", "result", "against", "statistic", "value"];
        let mut table = Table::of(study, "comparison", "", &columns);
        let Some(first) = comparison.columns.first() else { return table };
        let name = |plan: &PlanId| study.scenario.plan_name(plan).to_owned();
        let against = name(&first.plan);
        for column in &comparison.columns {
            let plan = name(&column.plan);
            let mut row = |result: &str, against: &str, statistic: &str, value: f64| {
                table.rows.push(vec![
                    plan.as_str().into(),
                    result.into(),
                    against.into(),
                    statistic.into(),
                    value.into(),
                ]);
            };
            for (measure, cell) in comparison.measures.iter().zip(&column.cells) {
                let key = measure.key();
                row(&key, "", "mean", cell.mean.mean);
                row(&key, "", "se", cell.mean.se);
                if column.plan == first.plan {
                    continue;
                }
                row(&key, &against, "difference", cell.difference.mean);
                row(&key, &against, "difference_se", cell.difference.se);
                row(&key, &against, "difference_q05", cell.difference_range[0]);
                row(&key, &against, "difference_q95", cell.difference_range[1]);
            }
            for (other, share) in comparison.columns.iter().zip(&column.beats) {
                if other.plan != column.plan {
                    row("total", &name(&other.plan), "share_above", *share);
                }
            }
            row("total", "", "share_best", column.best);
            row("regret", "", "mean", column.regret.mean);
            row("regret", "", "se", column.regret.se);
        }
        table
    }

    /// What every choice leads to; those that nothing beats first.
    pub fn of_frontier(study: &Study, frontier: &Frontier, all: bool) -> Self {
        let mut columns = vec!["choice", "unbeaten", "in_histories"];
        // The columns of results have the keys of the measures, which live as long as the program needs.
        let keys: Vec<String> =
            frontier.measures.iter().map(crate::analysis::measure::Measure::key).collect();
        let mut table = Table::of(study, "choices", "", &columns);
        columns.extend(["result", "mean", "se"]);
        table.columns = columns;
        let space = Space::of(study.scenario);
        let unbeaten = frontier.unbeaten();
        let others = frontier.points.iter().filter(|point| all && point.beaten);
        for point in unbeaten.into_iter().chain(others) {
            for (key, value) in keys.iter().zip(&point.values) {
                table.rows.push(vec![
                    space.words(&point.choice).into(),
                    if point.beaten { "no" } else { "yes" }.into(),
                    (point.histories as f64).into(),
                    key.as_str().into(),
                    value.mean.into(),
                    value.se.into(),
                ]);
            }
        }
        table
    }

    /// What each uncertain number does: a row for each, and one for luck.
    pub fn of_sensitivity(
        study: &Study,
        plan: &str,
        tornado: &Tornado,
        effects: Option<&TotalEffects>,
        flips: Option<&[SwitchingValues]>,
        worth: Option<&ValueOfInformation>,
    ) -> Self {
        let columns = [
            "number",
            "low",
            "high",
            "result_at_low",
            "result_at_high",
            "swing",
            "swing_se",
            "alone",
            "with_all",
            "with_all_95",
            "worth_knowing",
            "worth_se",
            "flips",
        ];
        let mut table = Table::of(study, "numbers", plan, &columns);
        let index = |of: &Source| {
            let found = effects.and_then(|effects| effects.sources.iter().find(|(source, _)| source == of));
            match found {
                Some((_, indices)) => {
                    [indices.first.share, indices.total.share, indices.total.within].map(Cell::from)
                }
                None => [Cell::Nothing, Cell::Nothing, Cell::Nothing],
            }
        };
        for bar in &tornado.bars {
            let mut row: Vec<Cell> = vec![study.scenario.input_name(&bar.input).into()];
            let numbers = [bar.ends[0], bar.ends[1], bar.at[0], bar.at[1], bar.swing.mean, bar.swing.se];
            row.extend(numbers.map(Cell::from));
            row.extend(index(&Source::Number(bar.input.clone())));
            let of_worth = worth.and_then(|worth| worth.numbers.iter().find(|(of, _)| *of == bar.input));
            row.extend(match of_worth {
                Some((_, Mean { mean, se })) => [(*mean).into(), (*se).into()],
                None => [Cell::Nothing, Cell::Nothing],
            });
            row.push(
                flips.map_or(Cell::Nothing, |flips| flip_words(study.scenario, flips, &bar.input).into()),
            );
            table.rows.push(row);
        }
        if effects.is_some() {
            let mut row: Vec<Cell> = vec!["luck".into()];
            row.extend(std::iter::repeat_n(Cell::Nothing, 6));
            row.extend(index(&Source::Luck));
            row.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing]);
            table.rows.push(row);
        }
        table
    }

    /// Why a partner has changed: a row for every cause of each factor, and for their sum.
    pub fn of_reasons(study: &Study, plan: &str, answer: &Decomposition) -> Self {
        let mut table = Table::of(study, "causes", plan, &["factor", "cause", "log_odds", "se"]);
        table.histories = answer.histories as u64;
        let mut add = |factor: &str, reasons: &Reasons| {
            for (cause, part) in reasons.parts {
                table.rows.push(vec![factor.into(), cause.name().into(), part.mean.into(), part.se.into()]);
            }
            let change = reasons.change;
            table.rows.push(vec![factor.into(), "change".into(), change.mean.into(), change.se.into()]);
        };
        add("content", &answer.content);
        add("opening sources and methods", &answer.access);
        table
    }

    /// Which plan is best for each pair of values of two numbers: a row for each pair.
    pub fn of_two_way(study: &Study, map: &TwoWay) -> Self {
        let columns = ["across", "across_value", "up", "up_value", "best", "ahead", "ahead_se"];
        let mut table = Table::of(study, "fields", "", &columns);
        let [across, up] = [0, 1].map(|which| study.scenario.input_name(&map.numbers[which].input));
        for (place, field) in map.fields.iter().enumerate() {
            let best = map.plans.get(field.best).map(|plan| study.scenario.plan_name(plan));
            table.rows.push(vec![
                across.as_str().into(),
                map.value(0, place % STEPS).into(),
                up.as_str().into(),
                map.value(1, place / STEPS).into(),
                best.unwrap_or_default().into(),
                field.ahead.mean.into(),
                field.ahead.se.into(),
            ]);
        }
        table
    }

    /// What preparing and asking first are worth: a row for preparing, and some for every item.
    pub fn of_asking(study: &Study, plan: &str, worths: &Worths) -> Self {
        let mut table = Table::of(study, "worths", plan, &["item", "what", "worth", "se"]);
        let mut add = |item: &str, what: &str, worth: f64, se: Cell| {
            table.rows.push(vec![item.into(), what.into(), worth.into(), se]);
        };
        let mean = |of: Mean| (of.mean, Cell::from(of.se));
        if let Some(preparing) = worths.preparing {
            let (worth, se) = mean(preparing);
            add("", "preparing", worth, se);
        }
        for asking in &worths.asking {
            let item = study.scenario.item_name(&asking.item);
            let of_answers = [
                ("granted", asking.granted),
                ("refused_and_silent", asking.refused_and_silent),
                ("refused_and_told", asking.refused_and_told),
                ("of_which_waiting", asking.ageing),
            ];
            for (what, of) in of_answers {
                let (worth, se) = mean(of);
                add(item, what, worth, se);
            }
            add(item, "chance_of_a_grant", asking.chance, Cell::Nothing);
            add(item, "on_average", asking.worth(), Cell::Nothing);
        }
        table
    }

    /// The smallest repair, in one row.
    pub fn of_repair(study: &Study, plan: &str, found: &RepairResult) -> Self {
        let columns = ["found", "changes", "before", "before_se", "after", "after_se"];
        let mut table = Table::of(study, "repairs", plan, &columns);
        let numbers = |before: &Mean, after: Option<&Mean>| {
            let after =
                after.map_or([Cell::Nothing, Cell::Nothing], |after| [after.mean.into(), after.se.into()]);
            let [mean, se] = after;
            vec![before.mean.into(), before.se.into(), mean, se]
        };
        let (what, changes, rest) = match found {
            RepairResult::AsItIs(mean) => ("as it is", String::new(), numbers(mean, Some(mean))),
            RepairResult::Change { changes, willingness: [before, after], .. } => {
                ("change", changes.join("; "), numbers(before, Some(after)))
            }
            RepairResult::Nothing { as_it_is, .. } => ("nothing", String::new(), numbers(as_it_is, None)),
        };
        let mut row: Vec<Cell> = vec![what.into(), changes.into()];
        row.extend(rest);
        table.rows.push(row);
        table
    }
}

/// Where a number turns the advice, in words.
fn flip_words(scenario: &Scenario, flips: &[SwitchingValues], input: &Input) -> String {
    let Some(of) = flips.iter().find(|of| of.input == *input) else { return String::new() };
    if of.flips.is_empty() {
        return "never".into();
    }
    let name = |plan: &PlanId| scenario.plan_name(plan).to_owned();
    let one = |flip: &crate::analysis::sensitivity::switching_values::SwitchingValue| {
        let within = if flip.se.is_finite() { format!(" ± {:.3}", flip.se) } else { String::new() };
        let clear = if flip.clear { "" } else { ", not clear" };
        format!("{:.3}{within}: {} → {}{clear}", flip.value, name(&flip.from), name(&flip.to))
    };
    of.flips.iter().map(one).collect::<Vec<_>>().join("; ")
}

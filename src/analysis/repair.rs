//! The smallest change to a plan that keeps a partner above a line, or brings it back above by a month.

use super::error::QueryError;
use super::frontier::space::{Choice, ItemChoice, Space};
use super::mean::Mean;
use super::measure::Measure;
use super::study::Study;
use super::table::{Cell, Table};
use crate::analysis::number_format::plain_percent;
use crate::engine::plan_screener::{Effects, PlanScreener, Screening};
use crate::scenario::{ActorId, Cover, Institution, Material, Plan, Preparation, Repair, RepairKind};
use rayon::prelude::*;
use std::collections::HashMap;

/// The most changes that are tried together.
pub const MOST_CHANGES: usize = 3;
/// Histories in which every change is tried; what is found is played again in as many as the study has.
const TRIED_IN: u64 = 256;
/// To how much an amount is narrowed down.
const CLOSENESS: f64 = 0.01;

/// What is to be reached: a partner's mean willingness, at least this high in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Who.
    pub partner: ActorId,
    /// What it shares.
    pub material: Material,
    /// The line, 0 to 1.
    pub above: f64,
    /// The month.
    pub by: u32,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum RepairResult {
    /// The plan reaches the goal as it is.
    AsItIs(Mean),
    /// This change reaches it, and no smaller one.
    Change {
        /// The changed plan.
        plan: Box<Plan>,
        /// What was changed, in words.
        changes: Vec<String>,
        /// The partner's willingness under the plan as it is, and changed.
        willingness: [Mean; 2],
    },
    /// No change does, of up to [`MOST_CHANGES`] decisions and repairs together.
    Nothing {
        /// The partner's willingness under the plan as it is.
        as_it_is: Mean,
        /// The highest that any change was seen to reach.
        highest: f64,
    },
}

impl RepairResult {
    /// One row.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let columns = ["found", "changes", "before", "before_se", "after", "after_se"];
        let mut table = Table::of(study, "repairs", plan, &columns);
        let numbers = |before: &Mean, after: Option<&Mean>| {
            let after =
                after.map_or([Cell::Nothing, Cell::Nothing], |after| [after.mean.into(), after.se.into()]);
            let [mean, se] = after;
            vec![before.mean.into(), before.se.into(), mean, se]
        };
        let (what, changes, rest) = match self {
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

/// Looks for the smallest change: the fewest decisions and repairs, and of these the slightest.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn repair(study: &Study, plan: &Plan, goal: &Goal) -> Result<RepairResult, QueryError> {
    let measure =
        Measure::Willingness { partner: goal.partner.clone(), material: goal.material, month: goal.by };
    let sampler = study.sampler();
    let whole = |plan: &Plan| Ok(Mean::of(&sampler.values(plan, &measure)?));
    let as_it_is = whole(plan)?;
    if as_it_is.mean >= goal.above {
        return Ok(RepairResult::AsItIs(as_it_is));
    }
    let mut space = Space::of(study.scenario);
    if !space.preparations.contains(&plan.preparation) {
        space.preparations.insert(0, plan.preparation);
    }
    let start = space.nearest(plan);
    let rings = rings(&space, &start);
    let mends = mends(plan, goal);
    let mut highest = as_it_is.mean;
    for count in 1..=MOST_CHANGES {
        let mut reached = Vec::new();
        let sets: Vec<Vec<RepairKind>> =
            (0..=count.min(mends.len())).flat_map(|size| subsets(&mends, size)).collect();
        let steps = study.steps(sets.len());
        let tries = sets.par_iter().map(|kinds| {
            study.check()?;
            let tried = try_with(study, &space, plan, goal, kinds, &rings[count - kinds.len()])?;
            steps.step();
            Ok((kinds, tried))
        });
        for (kinds, tried) in tries.collect::<Result<Vec<_>, QueryError>>()? {
            for (choice, mean) in tried {
                highest = highest.max(mean);
                if mean >= goal.above {
                    let size = size(&start, choice) + kinds.len() as f64;
                    reached.push((size, mean, choice.clone(), kinds.clone()));
                }
            }
        }
        reached.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.total_cmp(&one.1)));
        for (_, _, choice, kinds) in reached {
            let with = |kinds: &[RepairKind]| changed(&space, plan, goal, (&start, &choice), kinds);
            let after = whole(&with(&kinds))?;
            if after.mean < goal.above {
                continue;
            }
            let (kinds, after) = narrowed(&kinds, after, goal, &|kinds| whole(&with(kinds)))?;
            let changes = words(&space, plan, goal, (&start, &choice), &kinds);
            let willingness = [as_it_is, after];
            return Ok(RepairResult::Change { plan: Box::new(with(&kinds)), changes, willingness });
        }
    }
    Ok(RepairResult::Nothing { as_it_is, highest })
}

/// Choices by how many decisions they differ in from a first.
fn rings(space: &Space, start: &Choice) -> Vec<Vec<Choice>> {
    let mut seen: std::collections::HashSet<Choice> = [start.clone()].into();
    let mut rings = vec![vec![start.clone()]];
    for distance in 0..MOST_CHANGES {
        let mut next = Vec::new();
        for choice in &rings[distance] {
            for neighbour in space.neighbours(choice) {
                if seen.insert(neighbour.clone()) {
                    next.push(neighbour);
                }
            }
        }
        rings.push(next);
    }
    rings
}

/// Everything that can be done for the partner afterwards and is not yet, as strongly as can be.
fn mends(plan: &Plan, goal: &Goal) -> Vec<RepairKind> {
    let plain = [RepairKind::Explanation, RepairKind::ProceduralFix, RepairKind::Compensation(1.0)];
    let built = Institution::ALL.map(|which| RepairKind::Institution(which, 1.0));
    let there = |kind: &RepairKind| {
        plan.repairs
            .iter()
            .any(|repair| repair.partner == goal.partner && repair.kind == *kind && repair.month <= goal.by)
    };
    plain.into_iter().chain(built).filter(|kind| !there(kind)).collect()
}

fn subsets(of: &[RepairKind], size: usize) -> Vec<Vec<RepairKind>> {
    match (size, of) {
        (0, _) => vec![Vec::new()],
        (_, []) => Vec::new(),
        (_, [first, rest @ ..]) => {
            let mut with = subsets(rest, size - 1);
            with.iter_mut().for_each(|set| set.insert(0, *first));
            with.extend(subsets(rest, size));
            with
        }
    }
}

fn repaired(plan: &Plan, goal: &Goal, kinds: &[RepairKind]) -> Vec<Repair> {
    let added = kinds.iter().map(|kind| Repair { month: 1, partner: goal.partner.clone(), kind: *kind });
    plan.repairs.iter().cloned().chain(added).collect()
}

/// The partner's mean willingness under each of some choices, with these repairs added.
fn try_with<'c>(
    study: &Study,
    space: &Space,
    plan: &Plan,
    goal: &Goal,
    kinds: &[RepairKind],
    choices: &'c [Choice],
) -> Result<Vec<(&'c Choice, f64)>, QueryError> {
    let with = Plan { repairs: repaired(plan, goal, kinds), ..Plan::named("") };
    let screener = PlanScreener::new(
        study.scenario,
        &with,
        &Screening { seed: study.seed, histories: TRIED_IN, months: &[goal.by] },
    );
    let partner = study.scenario.partnerships.index_of(&goal.partner);
    let partner = partner.ok_or_else(|| QueryError::NoPartner(goal.partner.clone()))?;
    let month = goal.by.min(study.scenario.horizon_months) as usize;
    let mut known: HashMap<(Preparation, usize, &ItemChoice), Effects> = HashMap::new();
    for choice in choices {
        for (item, told) in choice.items.iter().enumerate().filter(|(_, told)| told.is_told()) {
            known.entry((choice.preparation, item, told)).or_insert_with(|| {
                screener.effects(space.items[item].id, &told.plan(&space.recipients), choice.preparation)
            });
        }
    }
    let mean = |choice: &'c Choice| {
        let parts: Vec<&Effects> = (choice.items.iter().enumerate())
            .filter_map(|(item, told)| known.get(&(choice.preparation, item, told)))
            .collect();
        let outcome = screener.outcome(choice.preparation, &[], &parts);
        let values = outcome.willingness(partner, month, goal.material as usize);
        (choice, values.iter().sum::<f64>() / values.len() as f64)
    };
    Ok(choices.iter().map(mean).collect())
}

/// How slight a change of decisions is: a step of a ladder counts as one, whatever else changes as one.
fn size(start: &Choice, choice: &Choice) -> f64 {
    let item = |(one, other): (&ItemChoice, &ItemChoice)| {
        let steps = one.levels.iter().zip(&other.levels);
        let steps: usize = steps.map(|(one, other)| one.index().abs_diff(other.index())).sum();
        let told = one.is_told() && other.is_told();
        let cover = if told { (one.cover as usize).abs_diff(other.cover as usize) } else { 0 };
        steps + cover + usize::from(told && one.asked != other.asked)
    };
    let items: usize = start.items.iter().zip(&choice.items).map(item).sum();
    (items + usize::from(start.preparation != choice.preparation)) as f64
}

/// The plan with what differs between two choices carried over, and repairs added.
fn changed(
    space: &Space,
    plan: &Plan,
    goal: &Goal,
    (start, choice): (&Choice, &Choice),
    kinds: &[RepairKind],
) -> Plan {
    let mut changed = plan.clone();
    if start.preparation != choice.preparation && choice.items.iter().any(ItemChoice::is_told) {
        changed.preparation = choice.preparation;
    }
    for (item, (one, other)) in space.items.iter().zip(start.items.iter().zip(&choice.items)) {
        if one != other {
            changed.items.put(item.id.clone(), other.plan(&space.recipients));
        }
    }
    changed.repairs = repaired(plan, goal, kinds);
    changed
}

/// The smallest amounts that still reach the goal, one repair after the other.
fn narrowed(
    kinds: &[RepairKind],
    after: Mean,
    goal: &Goal,
    mean: &dyn Fn(&[RepairKind]) -> Result<Mean, QueryError>,
) -> Result<(Vec<RepairKind>, Mean), QueryError> {
    let (mut kinds, mut after) = (kinds.to_vec(), after);
    for place in 0..kinds.len() {
        let at = |amount: f64| match kinds[place] {
            RepairKind::Compensation(_) => Some(RepairKind::Compensation(amount)),
            RepairKind::Institution(which, _) => Some(RepairKind::Institution(which, amount)),
            RepairKind::Explanation | RepairKind::ProceduralFix => None,
        };
        let steps = (1.0 / CLOSENESS).round() as usize;
        let (mut too_little, mut enough) = (0, steps);
        while enough - too_little > 1 {
            let middle = (too_little + enough) / 2;
            let Some(kind) = at(middle as f64 / steps as f64) else { break };
            let mut tried = kinds.clone();
            tried[place] = kind;
            let reached = mean(&tried)?;
            if reached.mean >= goal.above {
                (enough, after) = (middle, reached);
            } else {
                too_little = middle;
            }
        }
        if let Some(kind) = at(enough as f64 / steps as f64) {
            kinds[place] = kind;
        }
    }
    Ok((kinds, after))
}

fn words(
    space: &Space,
    plan: &Plan,
    goal: &Goal,
    (start, choice): (&Choice, &Choice),
    kinds: &[RepairKind],
) -> Vec<String> {
    let scenario = space.scenario();
    let mut words = Vec::new();
    if plan.preparation != choice.preparation && choice.items.iter().any(ItemChoice::is_told) {
        words.push(format!("tell it {}, not {}", choice.preparation.name(), plan.preparation.name()));
    }
    for (item, (one, other)) in space.items.iter().zip(start.items.iter().zip(&choice.items)) {
        let name = scenario.item_name(item.id);
        for (recipient, (before, after)) in space.recipients.iter().zip(one.levels.iter().zip(&other.levels))
        {
            if before != after {
                let who = scenario.recipient_name(recipient);
                words.push(format!("tell {who} {} of {name}, not {}", after.name(), before.name()));
            }
        }
        if other.is_told() && one.cover != other.cover {
            let cover = if other.cover == Cover::None { "no" } else { other.cover.name() };
            words.push(format!("tell {name} with {cover} cover"));
        }
        if other.is_told() && other.asked && !one.asked {
            words.push(format!("ask first about {name}, and tell only what is granted"));
        }
        if other.is_told() && one.asked && !other.asked {
            words.push(format!("do not ask about {name}"));
        }
    }
    let partner = scenario.name(&goal.partner);
    for kind in kinds {
        let amount = match kind {
            RepairKind::Compensation(amount) => format!(", {}", plain_percent(*amount)),
            RepairKind::Institution(_, to) => format!(" up to {}", plain_percent(*to)),
            RepairKind::Explanation | RepairKind::ProceduralFix => String::new(),
        };
        words.push(format!("{}{amount} in month 1, for {partner}", kind.name()));
    }
    words
}

//! The smallest change to a plan that keeps a partner above a line, or brings it back above by a month.

use super::error::QueryError;
use super::frontier::choice_set::{Choice, ChoiceSet, ItemChoice};
use super::frontier::evaluation::ChoiceScreener;
use super::measure::{Mean, Measure};
use super::study::Study;
use super::table::{Cell, Table};
use crate::analysis::number_format::plain_percent;
use crate::engine::plan_screener::{PlanScreener, Screening};
use crate::scenario::{ActorId, Cover, Institution, Material, Plan, Repair, RepairKind};
use rayon::prelude::*;
use std::collections::HashSet;

/// The most decisions and repairs that are changed together: each one more multiplies the changes to try by some
/// twenty, and a change of four is hardly small any more.
pub const MOST_CHANGES: usize = 3;
/// Histories in which every change is tried, as for the frontier; what is found is played again in as many as the
/// study has.
const TRIED_IN: u64 = 256;
/// The steps between none and all of a compensation: whole per cent, as amounts are shown.
const COMPENSATION_STEPS: usize = 100;
/// What a government builds, in steps from a little to all that the scale of an institution holds. Hierarchy is left
/// out: a partner is not put under home's command to repair a breach.
const BUILT: [(Institution, [&str; 4]); 4] = [
    (
        Institution::Monitoring,
        [
            "a right to ask how an item was used",
            "an inspection right for single items",
            "a standing inspection right",
            "inspectors within home’s services",
        ],
    ),
    (
        Institution::TechnicalAssistance,
        ["equipment", "equipment and training", "joint technical teams", "collection run together"],
    ),
    (
        Institution::Liaison,
        ["regular liaison visits", "joint liaison officers", "a joint liaison office", "a joint staff"],
    ),
    (
        Institution::FormalAgreement,
        [
            "a written understanding",
            "a formal agreement on handling",
            "a formal agreement with regular review",
            "a treaty with sanctions",
        ],
    ),
];

/// The goal of a repair: a partner's mean willingness, at least this high in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The partner.
    pub partner: ActorId,
    /// The material that it shares.
    pub material: Material,
    /// The line, 0 to 1.
    pub above: f64,
    /// The month.
    pub by: u32,
}

/// The month by which a repair is usually asked about: late enough that it has worked, early enough to matter.
pub const USUAL_MONTH: u32 = 6;

/// How far the mean of a repair's fewer histories may lie below that of the projection.
const BETWEEN_RUNS: f64 = 0.003;

impl Goal {
    /// A line that a repair can reach: what a partner would share if nothing were said, rounded down to a whole per
    /// cent.
    pub fn reachable(unsaid: f64) -> f64 {
        ((unsaid - BETWEEN_RUNS) * 100.0).floor().max(0.0) / 100.0
    }
}

/// The smallest change, if one is found.
#[derive(Clone, Debug, PartialEq)]
pub enum RepairResult {
    /// The plan reaches the goal as it is.
    AsItIs(Mean),
    /// This change reaches it, and no smaller one.
    Change {
        /// The changed plan.
        plan: Box<Plan>,
        /// The changes, in words.
        changes: Vec<String>,
        /// The partner's willingness under the plan as it is, and changed.
        willingness: [Mean; 2],
        /// Its willingness in that month if nothing were said.
        start: Mean,
    },
    /// No change does, of up to [`MOST_CHANGES`] decisions and repairs together.
    Nothing {
        /// The partner's willingness under the plan as it is.
        as_it_is: Mean,
        /// The highest that any change was seen to reach.
        highest: f64,
        /// The change that reached it, in words; none where every change lowers it.
        nearest: Vec<String>,
        /// Its willingness in that month if nothing were said.
        start: Mean,
    },
}

impl RepairResult {
    /// The partner's willingness if nothing were said, where the goal lies above it: then not only the breach is to
    /// be repaired, but more given than it had. `None` where the plan reaches the goal as it is, or the goal lies
    /// below.
    pub fn start_below(&self, goal: &Goal) -> Option<Mean> {
        match self {
            RepairResult::AsItIs(_) => None,
            RepairResult::Change { start, .. } | RepairResult::Nothing { start, .. } => {
                (start.mean < goal.above).then_some(*start)
            }
        }
    }

    /// One row.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let columns = [
            "found",
            "changes",
            "before",
            "before_se",
            "after",
            "after_se",
            "if_nothing_said",
            "highest",
            "nearest",
        ];
        let mut table = Table::of(study, "repairs", plan, &columns);
        let numbers = |before: &Mean, after: Option<&Mean>| {
            let after = after.map_or([Cell::Nothing, Cell::Nothing], Cell::shares);
            [Cell::shares(before), after].concat()
        };
        let none = || [Cell::Nothing, Cell::Nothing, Cell::Nothing];
        let (what, changes, rest, reached) = match self {
            RepairResult::AsItIs(mean) => ("as it is", String::new(), numbers(mean, Some(mean)), none()),
            RepairResult::Change { changes, willingness: [before, after], start, .. } => {
                let [_, highest, nearest] = none();
                let reached = [Cell::share(start.mean), highest, nearest];
                ("change", changes.join("; "), numbers(before, Some(after)), reached)
            }
            RepairResult::Nothing { as_it_is, highest, nearest, start } => {
                let reached = [Cell::share(start.mean), Cell::share(*highest), nearest.join("; ").into()];
                ("nothing", String::new(), numbers(as_it_is, None), reached)
            }
        };
        let mut row: Vec<Cell> = vec![what.into(), changes.into()];
        row.extend(rest);
        row.extend(reached);
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
    let mean = |plan: &Plan| Ok(Mean::of(&sampler.values(plan, &measure)?));
    let as_it_is = mean(plan)?;
    if as_it_is.mean >= goal.above {
        return Ok(RepairResult::AsItIs(as_it_is));
    }
    let mut choices = ChoiceSet::of(study.scenario);
    if !choices.preparations.contains(&plan.preparation) {
        choices.preparations.insert(0, plan.preparation);
    }
    let search = Search { study, plan, goal, start: choices.nearest(plan), choices: &choices };
    let by_distance = search.choices_by_distance();
    let available = search.available_repairs();
    let start = mean(&plan.withholding())?;
    let (mut highest, mut nearest) = (as_it_is.mean, None);
    for count in 1..=MOST_CHANGES {
        let screened = search.screen(count, &available, &by_distance)?;
        for candidate in &screened {
            if candidate.mean > highest {
                (highest, nearest) = (candidate.mean, Some(candidate.change.clone()));
            }
        }
        for candidate in search.smallest_first(screened) {
            let change = candidate.change;
            let after = mean(&search.changed(&change))?;
            if after.mean < goal.above {
                continue;
            }
            let (change, after) = search.narrowed(change, after, &mean)?;
            return Ok(RepairResult::Change {
                plan: Box::new(search.changed(&change)),
                changes: search.words(&change),
                willingness: [as_it_is, after],
                start,
            });
        }
    }
    let nearest = nearest.map_or_else(Vec::new, |change| search.words(&change));
    Ok(RepairResult::Nothing { as_it_is, highest, nearest, start })
}

/// The search for the smallest change of a plan.
struct Search<'a> {
    study: &'a Study<'a>,
    plan: &'a Plan,
    goal: &'a Goal,
    choices: &'a ChoiceSet<'a>,
    /// The choice that is nearest to the plan.
    start: Choice,
}

/// A change of the plan: another choice, and repairs that are added.
#[derive(Clone)]
struct Change {
    choice: Choice,
    repairs: Vec<RepairKind>,
}

/// A change, and the mean willingness that it reaches in few histories.
struct Candidate {
    change: Change,
    mean: f64,
}

impl Search<'_> {
    /// Choices by the number of decisions, 0 to [`MOST_CHANGES`], in which they differ from the start.
    fn choices_by_distance(&self) -> Vec<Vec<Choice>> {
        let mut seen: HashSet<Choice> = [self.start.clone()].into();
        let mut by_distance = vec![vec![self.start.clone()]];
        for distance in 0..MOST_CHANGES {
            let mut next = Vec::new();
            for choice in &by_distance[distance] {
                for neighbour in self.choices.neighbours(choice) {
                    if seen.insert(neighbour.clone()) {
                        next.push(neighbour);
                    }
                }
            }
            by_distance.push(next);
        }
        by_distance
    }

    /// Every repair for the partner that the plan does not have by the goal's month, at full strength.
    fn available_repairs(&self) -> Vec<RepairKind> {
        let plain = [RepairKind::Explanation, RepairKind::ProceduralFix, RepairKind::Compensation(1.0)];
        let built = BUILT.map(|(which, _)| RepairKind::Institution(which, 1.0));
        let is_planned = |kind: &RepairKind| {
            self.plan.repairs.iter().any(|repair| {
                repair.partner == self.goal.partner && repair.kind == *kind && repair.month <= self.goal.by
            })
        };
        plain.into_iter().chain(built).filter(|kind| !is_planned(kind)).collect()
    }

    /// Every change of so many decisions and repairs together, tried in few histories.
    fn screen(
        &self,
        count: usize,
        available: &[RepairKind],
        by_distance: &[Vec<Choice>],
    ) -> Result<Vec<Candidate>, QueryError> {
        let sets: Vec<Vec<RepairKind>> =
            (0..=count.min(available.len())).flat_map(|size| subsets(available, size)).collect();
        let steps = self.study.steps(sets.len());
        let screen = |repairs: &Vec<RepairKind>| {
            self.study.check()?;
            let candidates = self.screen_with(repairs, &by_distance[count - repairs.len()])?;
            steps.step();
            Ok(candidates)
        };
        let candidates = sets.par_iter().map(screen).collect::<Result<Vec<_>, QueryError>>()?;
        Ok(candidates.into_iter().flatten().collect())
    }

    /// Some choices with these repairs added, tried in few histories.
    fn screen_with(&self, repairs: &[RepairKind], choices: &[Choice]) -> Result<Vec<Candidate>, QueryError> {
        let Search { study, goal, .. } = self;
        let partner = study.scenario.partnerships.index_of(&goal.partner);
        let partner = partner.ok_or_else(|| QueryError::NoPartner(goal.partner.clone()))?;
        let month = goal.by.min(study.scenario.horizon_months) as usize;
        let common = Plan { repairs: self.with_added(repairs), ..Plan::named("") };
        let screening = Screening { seed: study.seed, histories: TRIED_IN, months: &[goal.by] };
        let screener = PlanScreener::new(study.scenario, &common, &screening);
        let mut screener = ChoiceScreener::new(study, self.choices, screener);
        screener.prepare(choices)?;
        let candidate = |choice: &Choice| {
            let outcome = screener.outcome(choice);
            let values = outcome.willingness(partner, month, goal.material as usize);
            let change = Change { choice: choice.clone(), repairs: repairs.to_vec() };
            Candidate { change, mean: values.iter().sum::<f64>() / values.len() as f64 }
        };
        Ok(choices.iter().map(candidate).collect())
    }

    /// The candidates that reach the goal: the slightest change first, of equals the one that reaches furthest.
    fn smallest_first(&self, screened: Vec<Candidate>) -> Vec<Candidate> {
        let mut reached: Vec<Candidate> =
            screened.into_iter().filter(|candidate| candidate.mean >= self.goal.above).collect();
        let size = |candidate: &Candidate| self.size(&candidate.change);
        reached.sort_by(|one, other| size(one).cmp(&size(other)).then(other.mean.total_cmp(&one.mean)));
        reached
    }

    /// The size of a change: each step of a level or a cover counts as one, and so does everything else.
    fn size(&self, change: &Change) -> usize {
        let item = |(one, other): (&ItemChoice, &ItemChoice)| {
            let steps = one.levels.iter().zip(&other.levels);
            let steps: usize = steps.map(|(one, other)| one.index().abs_diff(other.index())).sum();
            let told = one.is_told() && other.is_told();
            let cover = if told { (one.cover as usize).abs_diff(other.cover as usize) } else { 0 };
            steps + cover + usize::from(told && one.asked != other.asked)
        };
        let items: usize = self.start.items.iter().zip(&change.choice.items).map(item).sum();
        let prepared_otherwise = self.start.preparation != change.choice.preparation;
        items + usize::from(prepared_otherwise) + change.repairs.len()
    }

    /// The plan's repairs and these for the partner, in the first month in which a repair is possible.
    fn with_added(&self, repairs: &[RepairKind]) -> Vec<Repair> {
        let repair = |kind: &RepairKind| Repair { month: 1, partner: self.goal.partner.clone(), kind: *kind };
        self.plan.repairs.iter().cloned().chain(repairs.iter().map(repair)).collect()
    }

    /// The changed plan: what differs between the start and the choice is carried over, and repairs are added.
    fn changed(&self, Change { choice, repairs }: &Change) -> Plan {
        let mut changed = self.plan.clone();
        if self.start.preparation != choice.preparation && choice.items.iter().any(ItemChoice::is_told) {
            changed.preparation = choice.preparation;
        }
        let pairs = self.start.items.iter().zip(&choice.items);
        for (item, (one, other)) in self.choices.items.iter().zip(pairs) {
            if one != other {
                changed.items.put(item.id.clone(), other.plan(&self.choices.recipients));
            }
        }
        changed.repairs = self.with_added(repairs);
        changed
    }

    /// The change with the smallest amounts that still reach the goal, bisected one repair after the other.
    fn narrowed(
        &self,
        change: Change,
        after: Mean,
        mean: &dyn Fn(&Plan) -> Result<Mean, QueryError>,
    ) -> Result<(Change, Mean), QueryError> {
        let (mut change, mut after) = (change, after);
        for place in 0..change.repairs.len() {
            let full = change.repairs[place];
            let (mut too_little, mut enough) = (0, steps(full));
            while enough - too_little > 1 {
                let middle = (too_little + enough) / 2;
                let Some(kind) = with_amount(full, middle) else { break };
                let mut tried = change.clone();
                tried.repairs[place] = kind;
                let reached = mean(&self.changed(&tried))?;
                if reached.mean >= self.goal.above {
                    (enough, after) = (middle, reached);
                } else {
                    too_little = middle;
                }
            }
            if let Some(kind) = with_amount(full, enough) {
                change.repairs[place] = kind;
            }
        }
        Ok((change, after))
    }

    /// The change in words, a phrase for each decision and repair.
    fn words(&self, Change { choice, repairs }: &Change) -> Vec<String> {
        let scenario = self.choices.scenario();
        let (before, now) = (self.plan.preparation, choice.preparation);
        let mut words = Vec::new();
        if before != now && choice.items.iter().any(ItemChoice::is_told) {
            words.push(format!("tell it {}, not {}", now.name(), before.name()));
        }
        for (place, item) in self.choices.items.iter().enumerate() {
            let pair = [&self.start.items[place], &choice.items[place]];
            words.extend(self.item_words(scenario.item_name(item.id), pair));
        }
        let partner = scenario.name(&self.goal.partner);
        for kind in repairs {
            words.push(repair_words(*kind, partner));
        }
        words
    }

    /// The change for one item, in words.
    fn item_words(&self, name: &str, [one, other]: [&ItemChoice; 2]) -> Vec<String> {
        let mut words = Vec::new();
        let levels = one.levels.iter().zip(&other.levels);
        for (recipient, (before, after)) in self.choices.recipients.iter().zip(levels) {
            if before != after {
                let who = self.choices.scenario().recipient_name(recipient);
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
        words
    }
}

/// Every subset of a size, in the order of the whole.
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

/// What the government does in month 1.
fn repair_words(kind: RepairKind, partner: &str) -> String {
    match kind {
        RepairKind::Explanation => format!("explain and apologise to {partner} in month 1"),
        RepairKind::ProceduralFix => format!("fix the procedure that failed {partner} in month 1"),
        RepairKind::Compensation(amount) => {
            format!("compensate {partner} for a year from month 1, {} of full", plain_percent(amount))
        }
        RepairKind::Institution(which, to) => {
            format!("give {partner} {} from month 1", built(which, to))
        }
    }
}

/// The name of an institution at an intensity, 0 to 1: that of the step that it reaches.
fn built(which: Institution, to: f64) -> &'static str {
    let named = BUILT.iter().find(|(institution, _)| *institution == which);
    named.map_or(which.name(), |(_, steps)| {
        let step = (to * steps.len() as f64).ceil() as usize;
        steps[step.clamp(1, steps.len()) - 1]
    })
}

/// The number of steps between none and all of a repair; 1 if it has no amount.
fn steps(kind: RepairKind) -> usize {
    match kind {
        RepairKind::Compensation(_) => COMPENSATION_STEPS,
        RepairKind::Institution(..) => BUILT[0].1.len(),
        RepairKind::Explanation | RepairKind::ProceduralFix => 1,
    }
}

/// A repair with its amount at a step of [`steps`]; `None` if it has no amount.
fn with_amount(kind: RepairKind, step: usize) -> Option<RepairKind> {
    let amount = step as f64 / steps(kind) as f64;
    match kind {
        RepairKind::Compensation(_) => Some(RepairKind::Compensation(amount)),
        RepairKind::Institution(which, _) => Some(RepairKind::Institution(which, amount)),
        RepairKind::Explanation | RepairKind::ProceduralFix => None,
    }
}

//! What it is worth to ask the originator first, to prepare, and what waiting for an answer costs.

use super::mean::Mean;
use super::measure::{Measure, Values};
use super::permission;
use super::study::{Sampler, Study};
use crate::engine::Cancelled;
use crate::engine::samples::LedgerRow;
use crate::scenario::{
    Input, ItemId, ItemPlan, Level, ParameterField, Permission, Plan, Preparation, Scenario,
};

/// What asking first is worth for one item, all else as the plan has it. Totals are differences to not
/// asking, in the same histories.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// Which item.
    pub item: ItemId,
    /// What would be asked for: the most that the plan tells anybody.
    pub level: Level,
    /// The chance that it is granted: a judgement beside the model (see [`permission`]).
    pub chance: f64,
    /// If it is granted.
    pub granted: Mean,
    /// If it is refused, and nobody is told.
    pub refused_and_silent: Mean,
    /// If it is refused, and told all the same.
    pub refused_and_told: Mean,
    /// What the item loses on the way while an answer is waited for: part of `granted`.
    pub ageing: Mean,
}

impl Asking {
    /// What home can make of a refusal.
    pub fn refused(&self) -> Mean {
        if self.refused_and_told.mean > self.refused_and_silent.mean {
            self.refused_and_told
        } else {
            self.refused_and_silent
        }
    }

    /// What asking is worth on average, with the judged chance of a grant.
    pub fn worth(&self) -> f64 {
        self.chance * self.granted.mean + (1.0 - self.chance) * self.refused().mean
    }

    /// The chance of a grant from which on asking pays; `None` if it never does, 0 if always.
    pub fn pays_from(&self) -> Option<f64> {
        let (granted, refused) = (self.granted.mean, self.refused().mean);
        if refused >= 0.0 {
            return Some(0.0);
        }
        (granted > 0.0).then(|| -refused / (granted - refused))
    }
}

/// What preparing and asking are worth for a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Worths {
    /// The total of the plan when it is staffed, less that when it is told in the room; none where neither
    /// was meant.
    pub preparing: Option<Mean>,
    /// For every item that is told and that somebody gave in confidence; none where nobody would ask.
    pub asking: Vec<Asking>,
}

/// What preparing and asking first are worth for a plan. Nobody prepares or asks who leaks, or is compelled.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn worths(study: &Study, plan: &Plan) -> Result<Worths, Cancelled> {
    if matches!(plan.preparation, Preparation::Leak | Preparation::Compelled) {
        return Ok(Worths { preparing: None, asking: Vec::new() });
    }
    let scenario = study.scenario;
    let sampler = study.sampler();
    let prepared = |preparation| total(&sampler, &Plan { preparation, ..plan.clone() });
    let preparing =
        Mean::of_difference(&prepared(Preparation::Staffed)?, &prepared(Preparation::Spontaneous)?);
    let told = scenario.items.iter().filter(|(id, item)| {
        scenario.partnerships.contains(&item.originator) && most(plan, id) > Level::Withheld
    });
    let asking = told.map(|(id, _)| asking(study, &sampler, plan, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(Worths { preparing: Some(preparing), asking })
}

fn asking(study: &Study, sampler: &Sampler, plan: &Plan, item: &ItemId) -> Result<Asking, Cancelled> {
    let level = most(plan, item);
    let with = |permission| {
        let mut plan = plan.clone();
        let told = plan.item(item);
        plan.items.put(item.clone(), ItemPlan { permission, ..told });
        plan
    };
    let mut silent = with(Permission::Refused);
    silent.items.put(item.clone(), ItemPlan { tell: Default::default(), ..silent.item(item) });
    let unasked = total(sampler, &with(Permission::NotAsked))?;
    let granted_plan = with(Permission::Granted(level));
    let granted = total(sampler, &granted_plan)?;
    let difference = |plan: &Plan| Ok(Mean::of_difference(&total(sampler, plan)?, &unasked));
    let at_once = sampler.sample_with(&granted_plan, &[Measure::TOTAL], study.seed, |inputs| {
        if let Some(delay) = inputs.slot(&Input::Parameter(ParameterField::AskingDelay)) {
            inputs.pin(delay, 0.0);
        }
    })?;
    Ok(Asking {
        item: item.clone(),
        level,
        chance: chance(study, sampler, &with(Permission::NotAsked), item, level)?,
        granted: Mean::of_difference(&granted, &unasked),
        refused_and_silent: difference(&silent)?,
        refused_and_told: difference(&with(Permission::Refused))?,
        ageing: Mean::of_difference(&granted, &at_once[0]),
    })
}

fn total(sampler: &Sampler, plan: &Plan) -> Result<Values, Cancelled> {
    Ok(sampler.sample(plan, &[Measure::Ledger(LedgerRow::Total)])?.pop().unwrap_or_default())
}

fn most(plan: &Plan, item: &ItemId) -> Level {
    plan.item(item).tell.values().copied().max().unwrap_or_default()
}

/// The judged chance of a grant, from the originator's mean willingness after withholding, in month 0.
fn chance(
    study: &Study,
    sampler: &Sampler,
    plan: &Plan,
    item: &ItemId,
    level: Level,
) -> Result<f64, Cancelled> {
    let Some(originator) = originator(study.scenario, item) else { return Ok(0.0) };
    let of = |material| Measure::Willingness { partner: originator.clone(), material, month: 0 };
    let lanes = crate::scenario::Material::ALL.map(of);
    let values = sampler.sample(&plan.withholding(), &lanes)?;
    let before = crate::scenario::PerMaterial {
        content: Mean::of(&values[0]).mean,
        methods: Mean::of(&values[1]).mean,
    };
    let chances = permission::chances(study.scenario, plan, item, before);
    Ok(chances.iter().find(|(of, _)| *of == level).map_or(0.0, |(_, chance)| *chance))
}

fn originator<'a>(scenario: &'a Scenario, item: &ItemId) -> Option<&'a crate::scenario::ActorId> {
    scenario.items.get(item).map(|item| &item.originator)
}

//! Asking the originator first: how likely it grants what is asked for, what asking and preparing are worth, and
//! what waiting for an answer costs.
//!
//! The model says what a grant or a refusal leads to, not how likely either is. The chance is a judgement beside the
//! model, for users who want an answer to play with: a partner lets its item be passed on about as readily as it
//! shares itself, a gist like content and the source like its sources, and less readily to somebody it is hostile
//! to. No projection depends on it.

use super::error::QueryError;
use super::measure::{Mean, Measure, Values};
use super::study::{Sampler, Study};
use super::table::{Cell, Table};
use crate::engine::{level, random};
use crate::scenario::{
    ActorId, Cover, Input, Item, ItemId, ItemPlan, Level, Material, ParameterField, PerMaterial, Permission,
    Plan, Preparation, RecipientId, Scenario,
};

/// The value of asking first for one item, all else as the plan has it. Totals are differences from not asking, in
/// the same histories.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The item.
    pub item: ItemId,
    /// The level that would be asked for: the highest that the plan tells anybody.
    pub level: Level,
    /// The chance that it is granted: a judgement beside the model (see [`Judgement`]).
    pub chance: f64,
    /// The total if it is granted.
    pub granted: Mean,
    /// The total if it is refused, and nobody is told.
    pub refused_and_silent: Mean,
    /// The total if it is refused, and told all the same.
    pub refused_and_told: Mean,
    /// The part of `granted` that is lost because the item ages while an answer is waited for.
    pub ageing: Mean,
}

impl Asking {
    /// The better of the two ways out of a refusal.
    pub fn refused(&self) -> Mean {
        if self.refused_and_told.mean > self.refused_and_silent.mean {
            self.refused_and_told
        } else {
            self.refused_and_silent
        }
    }

    /// The value of asking on average, at the judged chance of a grant.
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

/// The value of preparing and of asking for a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct AskingValues {
    /// The total of the plan when it is staffed, less that when it is told in the room; none where neither
    /// was meant.
    pub preparing: Option<Mean>,
    /// For every item that is told and that somebody gave in confidence; none where nobody would ask.
    pub asking: Vec<Asking>,
}

impl AskingValues {
    /// A row for preparing, and some for every item.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let mut table = Table::of(study, "worths", plan, &["item", "what", "worth", "se"]);
        let mut add = |item: &str, what: &str, worth: f64, se: Cell| {
            table.rows.push(vec![item.into(), what.into(), worth.into(), se]);
        };
        let mean = |of: Mean| (of.mean, Cell::from(of.se));
        if let Some(preparing) = self.preparing {
            let (worth, se) = mean(preparing);
            add("", "preparing", worth, se);
        }
        for asking in &self.asking {
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
}

/// Computes the value of preparing and of asking first for a plan. A leak or a compelled disclosure is neither
/// prepared nor asked for.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn value_of_asking(study: &Study, plan: &Plan) -> Result<AskingValues, QueryError> {
    if matches!(plan.preparation, Preparation::Leak | Preparation::Compelled) {
        return Ok(AskingValues { preparing: None, asking: Vec::new() });
    }
    let scenario = study.scenario;
    let sampler = study.sampler();
    let prepared = |preparation| total(&sampler, &Plan { preparation, ..plan.clone() });
    let preparing =
        Mean::of_difference(&prepared(Preparation::Staffed)?, &prepared(Preparation::Spontaneous)?);
    let told = scenario.items.iter().filter(|(id, item)| {
        scenario.partnerships.contains(&item.originator) && plan.item(id).highest_told() > Level::Withheld
    });
    let question = |(id, item)| Question { study, sampler: &sampler, plan, id, item };
    let asking = told.map(|told| question(told).answer()).collect::<Result<Vec<_>, _>>()?;
    Ok(AskingValues { preparing: Some(preparing), asking })
}

/// The question of asking first for one item of a plan.
struct Question<'a> {
    study: &'a Study<'a>,
    sampler: &'a Sampler<'a>,
    plan: &'a Plan,
    id: &'a ItemId,
    item: &'a Item,
}

impl Question<'_> {
    fn answer(&self) -> Result<Asking, QueryError> {
        let level = self.plan.item(self.id).highest_told();
        let mut silent = self.with(Permission::Refused);
        silent.items.put(self.id.clone(), ItemPlan { tell: Default::default(), ..silent.item(self.id) });
        let unasked = total(self.sampler, &self.with(Permission::NotAsked))?;
        let granted_plan = self.with(Permission::Granted(level));
        let granted = total(self.sampler, &granted_plan)?;
        let difference =
            |plan: &Plan| total(self.sampler, plan).map(|values| Mean::of_difference(&values, &unasked));
        let delay = Input::Parameter(ParameterField::AskingDelay);
        let delay = self.sampler.inputs().slot(&delay).ok_or(QueryError::NoNumber(delay))?;
        let at_once = total(&self.sampler.with(|inputs| inputs.pin(delay, 0.0)), &granted_plan)?;
        Ok(Asking {
            item: self.id.clone(),
            level,
            chance: self.chance(level)?,
            granted: Mean::of_difference(&granted, &unasked),
            refused_and_silent: difference(&silent)?,
            refused_and_told: difference(&self.with(Permission::Refused))?,
            ageing: Mean::of_difference(&granted, &at_once),
        })
    }

    /// The plan with another answer of the originator.
    fn with(&self, permission: Permission) -> Plan {
        let mut plan = self.plan.clone();
        plan.items.put(self.id.clone(), ItemPlan { permission, ..plan.item(self.id) });
        plan
    }

    /// The judged chance of a grant, from the originator's mean willingness after withholding, in month 0.
    fn chance(&self, level: Level) -> Result<f64, QueryError> {
        let unasked = self.with(Permission::NotAsked);
        let partner = &self.item.originator;
        let of = |material| Measure::Willingness { partner: partner.clone(), material, month: 0 };
        let willing = |material| {
            let values = self.sampler.values(&unasked.withholding(), &of(material));
            values.map(|values| Mean::of(&values).mean)
        };
        let before = PerMaterial {
            content: willing(Material::Content)?,
            methods: willing(Material::SourcesAndMethods)?,
        };
        let judgement = Judgement::of(self.study.scenario, &unasked, self.id, before);
        Ok(judgement.ok_or_else(|| QueryError::NoItem(self.id.clone()))?.chance(level))
    }
}

fn total(sampler: &Sampler, plan: &Plan) -> Result<Values, QueryError> {
    sampler.values(plan, &Measure::TOTAL)
}

/// The quantities that the chance of a grant depends on, for one item of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    cover: Cover,
    /// The originator's willingness to share before the meeting.
    before: PerMaterial<f64>,
    /// The originator's hostility towards the recipients that would be told, 0 to 1.
    hostility: f64,
    /// Sensitivity of the item, 0 to 1.
    sensitivity: f64,
}

impl Judgement {
    /// The judgement of an item; `before` is its originator's willingness to share before the meeting. `None`
    /// if the scenario has no such item.
    pub fn of(scenario: &Scenario, plan: &Plan, id: &ItemId, before: PerMaterial<f64>) -> Option<Self> {
        let item = scenario.items.get(id)?;
        Some(Judgement {
            cover: plan.item(id).cover,
            before,
            hostility: hostility(scenario, plan, id, &item.originator),
            sensitivity: item.sensitivity.likely(),
        })
    }

    /// The chance that a level would be granted.
    pub fn chance(&self, level: Level) -> f64 {
        let severity = level::severity(level) * level::cover(self.cover).severity;
        let own = self.before.content * (1.0 - severity) + self.before.methods * severity;
        own * (1.0 - self.hostility * severity * self.sensitivity)
    }

    /// The chance that each level would be granted, for the levels from gist to sources and methods.
    pub fn chances(&self) -> [(Level, f64); 4] {
        let [_, levels @ ..] = Level::ALL;
        levels.map(|level| (level, self.chance(level)))
    }
}

/// The greatest hostility of the originator towards those who would be told; towards everybody at the meeting,
/// while the plan tells nobody.
fn hostility(scenario: &Scenario, plan: &Plan, item: &ItemId, originator: &ActorId) -> f64 {
    let told = |who: &&RecipientId| plan.level(item, who) > Level::Withheld;
    let mut asked_for: Vec<_> = scenario.meeting.recipients.keys().filter(told).collect();
    if asked_for.is_empty() {
        asked_for = scenario.meeting.recipients.keys().collect();
    }
    // Towards the public, and where there is no tie, there is no hostility.
    let towards = |who: &RecipientId| {
        let tie = scenario.tie(originator, who.actor()?)?;
        Some((-tie.affinity.likely()).max(0.0))
    };
    asked_for.into_iter().filter_map(towards).fold(0.0, f64::max)
}

/// Draws an answer, the same for one seed: the highest level that is granted, or a refusal.
pub fn draw_answer(chances: &[(Level, f64); 4], seed: u64, item: &ItemId) -> Permission {
    let luck =
        random::uniform(seed, random::join(random::key_of("answer"), random::key_of(item.as_str())), 0);
    let granted = chances.iter().rev().find(|(_, chance)| luck < *chance);
    granted.map_or(Permission::Refused, |(level, _)| Permission::Granted(*level))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: PerMaterial<f64> = PerMaterial { content: 0.95, methods: 0.6 };

    #[test]
    fn more_detail_and_a_hostile_recipient_make_a_grant_less_likely_and_a_cover_more() {
        let of = |level, cover, hostility| {
            Judgement { cover, before: BEFORE, hostility, sensitivity: 0.8 }.chance(level)
        };
        for pair in Level::ALL.windows(2) {
            assert!(of(pair[1], Cover::None, 0.5) < of(pair[0], Cover::None, 0.5));
            assert!(of(pair[1], Cover::None, 0.9) < of(pair[1], Cover::None, 0.1));
            assert!(of(pair[1], Cover::Full, 0.5) > of(pair[1], Cover::None, 0.5));
        }
        assert!(of(Level::Gist, Cover::Full, 0.0) <= BEFORE.content);
    }

    #[test]
    fn an_answer_is_the_same_for_one_seed_and_follows_the_chances_over_many() {
        let item = ItemId::known("plot");
        let chances =
            [(Level::Gist, 0.9), (Level::Content, 0.6), (Level::Context, 0.3), (Level::SourcesMethods, 0.1)];
        assert_eq!(draw_answer(&chances, 7, &item), draw_answer(&chances, 7, &item));
        let refused =
            (0..10_000).filter(|seed| draw_answer(&chances, *seed, &item) == Permission::Refused).count();
        // 10 per cent, within five standard errors.
        assert!((850..1_150).contains(&refused), "{refused}");
    }
}

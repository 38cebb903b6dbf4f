//! Asking the originator first, and preparing: how likely it grants what is asked for, what asking and preparing are
//! worth, of which parts, and what waiting for an answer costs.

use super::error::QueryError;
use super::measure::{Mean, Measure, Values};
use super::study::{Sampler, Study};
use super::table::{Cell, Table};
use crate::scenario::{
    ActorId, Cover, IfRefused, Input, Item, ItemId, ItemPlan, Level, ParameterField, PartnerField,
    Permission, Plan, Preparation, Scenario,
};

/// The value of asking first for one item, all else as the plan has it. Totals are differences from not asking, in
/// the same histories.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The item.
    pub item: ItemId,
    /// The level that would be asked for: the highest that the plan tells anybody.
    pub level: Level,
    /// The share of histories in which the originator grants that level or more (model, section 14).
    pub chance: f64,
    /// The total if it is asked, the answer is drawn, and no more is told than is granted.
    pub hold_back: Mean,
    /// The total if it is asked, the answer is drawn, and all is told whatever the answer.
    pub tell_anyway: Mean,
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
        better(self.refused_and_silent, self.refused_and_told)
    }

    /// The value of asking, over the answers that are drawn, with the better of the two ways to deal with them.
    pub fn worth(&self) -> Mean {
        better(self.hold_back, self.tell_anyway)
    }

    /// The chance of a grant from which on asking pays, where the answer is all or nothing; `None` if it never does,
    /// 0 if always.
    pub fn pays_from(&self) -> Option<f64> {
        let (granted, refused) = (self.granted.mean, self.refused().mean);
        if refused >= 0.0 {
            return Some(0.0);
        }
        (granted > 0.0).then(|| -refused / (granted - refused))
    }
}

/// The mean that is higher; of equals the first.
fn better(one: Mean, other: Mean) -> Mean {
    if other.mean > one.mean { other } else { one }
}

/// The value of telling staffed, not in the room: the same items at the same levels under the same cover, and nobody
/// asked whose answer is not fixed, for in the room there is no time to ask. Weighed as the total is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preparing {
    /// The difference of the totals; the sum of the next three.
    pub worth: Mean,
    /// Through concessions: a prepared bargain is kept more often.
    pub concession: Mean,
    /// Through the originators' intelligence: a deliberate breach is protested against, a blunder is not.
    pub protest: Mean,
    /// Through the other partners' intelligence: a spontaneous act alarms them more at first, a deliberate one longer.
    pub others_alarm: Mean,
    /// What staff would notice on top: the best cover, and whether to ask first.
    pub noticed: Noticed,
}

/// The best way in which staff could have the same items told at the same levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noticed {
    /// The cover of every item; `None` to leave it as it is.
    pub cover: Option<Cover>,
    /// Whether originators are asked first, and told is no more than they grant.
    pub asked: bool,
    /// The difference of the totals against staffed as it is, at least 0.
    pub worth: Mean,
}

/// The value of preparing and of asking for a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct AskingValues {
    /// The value of telling staffed, not in the room; none where neither was meant.
    pub preparing: Option<Preparing>,
    /// For every item that is told and that somebody gave in confidence; none where nobody would ask.
    pub asking: Vec<Asking>,
}

impl AskingValues {
    /// Some rows for preparing, and some for every item.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let mut table = Table::of(study, "worths", plan, &["item", "what", "worth", "se"]);
        let mut add = |item: &str, what: &str, worth: Cell, se: Cell| {
            table.rows.push(vec![item.into(), what.into(), worth, se]);
        };
        if let Some(preparing) = self.preparing {
            let parts = [
                ("preparing", preparing.worth),
                ("preparing_concession", preparing.concession),
                ("preparing_partners_protest", preparing.protest),
                ("preparing_others_alarm", preparing.others_alarm),
                ("staff_would_notice", preparing.noticed.worth),
            ];
            parts.into_iter().for_each(|(what, of)| add("", what, of.mean.into(), of.se.into()));
        }
        for asking in &self.asking {
            let item = study.scenario.item_name(&asking.item);
            let of_answers = [
                ("granted", asking.granted),
                ("refused_and_silent", asking.refused_and_silent),
                ("refused_and_told", asking.refused_and_told),
                ("of_which_waiting", asking.ageing),
                ("asked_hold_back", asking.hold_back),
                ("asked_tell_anyway", asking.tell_anyway),
                ("on_average", asking.worth()),
            ];
            of_answers.into_iter().for_each(|(what, of)| add(item, what, of.mean.into(), of.se.into()));
            add(item, "chance_of_a_grant", Cell::share(asking.chance), Cell::Nothing);
        }
        table
    }
}

/// Computes the value of preparing and of asking first for a plan. A leak, a compelled disclosure and misuse are
/// neither prepared nor asked for.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn value_of_asking(study: &Study, plan: &Plan) -> Result<AskingValues, QueryError> {
    if !matches!(plan.preparation, Preparation::Staffed | Preparation::Spontaneous) {
        return Ok(AskingValues { preparing: None, asking: Vec::new() });
    }
    let scenario = study.scenario;
    let sampler = study.sampler();
    let preparing = PreparingQuestion { scenario, sampler: &sampler, plan }.answer()?;
    let question = |id| Question { sampler: &sampler, plan, id };
    let asking = given_in_confidence(scenario, plan).map(|(id, _)| question(id).answer());
    let asking = asking.collect::<Result<Vec<_>, _>>()?;
    Ok(AskingValues { preparing: Some(preparing), asking })
}

/// The items that a plan tells and that a partner gave.
fn given_in_confidence<'a>(
    scenario: &'a Scenario,
    plan: &'a Plan,
) -> impl Iterator<Item = (&'a ItemId, &'a Item)> {
    scenario.items.iter().filter(|(id, item)| {
        scenario.partnerships.contains(&item.originator) && plan.item(id).highest_told() > Level::Withheld
    })
}

/// The question of preparing a plan.
struct PreparingQuestion<'a> {
    scenario: &'a Scenario,
    sampler: &'a Sampler<'a>,
    plan: &'a Plan,
}

impl PreparingQuestion<'_> {
    fn answer(&self) -> Result<Preparing, QueryError> {
        let originators: Vec<&ActorId> =
            given_in_confidence(self.scenario, self.plan).map(|(_, item)| &item.originator).collect();
        let others = |partner: &&ActorId| !originators.contains(partner);
        let without_others = self.without_flow(self.scenario.partnerships.keys().filter(others))?;
        let without_flow = self.without_flow(self.scenario.partnerships.keys())?;
        let [all, own, none] = [self.sampler, &without_others, &without_flow].map(|of| self.difference(of));
        let (all, own, none) = (all?, own?, none?);
        Ok(Preparing {
            worth: Mean::of(&all),
            concession: Mean::of(&none),
            protest: Mean::of_difference(&own, &none),
            others_alarm: Mean::of_difference(&all, &own),
            noticed: self.noticed()?,
        })
    }

    /// The total of the plan staffed less that in the room, history by history.
    fn difference(&self, sampler: &Sampler) -> Result<Values, QueryError> {
        let of = |preparation| total(sampler, &self.prepared(preparation));
        let (staffed, in_the_room) = (of(Preparation::Staffed)?, of(Preparation::Spontaneous)?);
        Ok(staffed.iter().zip(&in_the_room).map(|(staffed, room)| staffed - room).collect())
    }

    /// The same numbers with some partners' intelligence worth nothing: the flow is a sum over partners, so that the
    /// difference is theirs.
    fn without_flow<'b>(
        &self,
        partners: impl Iterator<Item = &'b ActorId>,
    ) -> Result<Sampler<'_>, QueryError> {
        let slot = |partner: &ActorId| {
            let input = Input::Partner(partner.clone(), PartnerField::Flow);
            self.sampler.inputs().slot(&input).ok_or(QueryError::NoNumber(input))
        };
        let slots = partners.map(slot).collect::<Result<Vec<_>, _>>()?;
        Ok(self.sampler.with(|inputs| slots.into_iter().for_each(|slot| inputs.pin(slot, 0.0))))
    }

    /// The plan prepared in this way, with nobody asked whose answer is not fixed.
    fn prepared(&self, preparation: Preparation) -> Plan {
        self.told_with(preparation, |told| ItemPlan { permission: unasked(told.permission), ..told })
    }

    fn told_with(&self, preparation: Preparation, change: impl Fn(ItemPlan) -> ItemPlan) -> Plan {
        let mut plan = Plan { preparation, ..self.plan.clone() };
        for (id, _) in given_in_confidence(self.scenario, self.plan) {
            plan.items.put(id.clone(), change(self.plan.item(id)));
        }
        plan
    }

    /// The best of every cover, unasked or asked first, against staffed as it is.
    fn noticed(&self) -> Result<Noticed, QueryError> {
        let base = total(self.sampler, &self.prepared(Preparation::Staffed))?;
        let mut best = Noticed { cover: None, asked: false, worth: Mean::default() };
        for cover in [None].into_iter().chain(Cover::ALL.map(Some)) {
            for asked in [false, true] {
                let change = |told: ItemPlan| ItemPlan {
                    cover: cover.unwrap_or(told.cover),
                    permission: match (asked, unasked(told.permission)) {
                        (true, Permission::NotAsked) => Permission::Asked(IfRefused::HoldBack),
                        (_, permission) => permission,
                    },
                    ..told
                };
                let plan = self.told_with(Preparation::Staffed, change);
                let worth = Mean::of_difference(&total(self.sampler, &plan)?, &base);
                if worth.mean > best.worth.mean {
                    best = Noticed { cover, asked, worth };
                }
            }
        }
        Ok(best)
    }
}

/// The permission without a question whose answer is drawn; fixed answers stay.
fn unasked(permission: Permission) -> Permission {
    match permission {
        Permission::Asked(_) | Permission::NotAsked => Permission::NotAsked,
        fixed @ (Permission::Granted(_) | Permission::Refused) => fixed,
    }
}

/// The question of asking first for one item of a plan.
struct Question<'a> {
    sampler: &'a Sampler<'a>,
    plan: &'a Plan,
    id: &'a ItemId,
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
        let asked = |if_refused| self.with(Permission::Asked(if_refused));
        let answers = self.sampler.answers(&asked(IfRefused::HoldBack), self.id)?;
        Ok(Asking {
            item: self.id.clone(),
            level,
            chance: answers[level.index()..].iter().sum(),
            hold_back: difference(&asked(IfRefused::HoldBack))?,
            tell_anyway: difference(&asked(IfRefused::TellAnyway))?,
            granted: Mean::of_difference(&granted, &unasked),
            refused_and_silent: difference(&silent)?,
            refused_and_told: difference(&self.with(Permission::Refused))?,
            ageing: Mean::of_difference(&granted, &at_once),
        })
    }

    /// The plan with another answer of the originator.
    fn with(&self, permission: Permission) -> Plan {
        with_permission(self.plan, self.id, permission)
    }
}

/// A plan with another answer of the originator of an item.
fn with_permission(plan: &Plan, id: &ItemId, permission: Permission) -> Plan {
    let mut changed = plan.clone();
    changed.items.put(id.clone(), ItemPlan { permission, ..plan.item(id) });
    changed
}

fn total(sampler: &Sampler, plan: &Plan) -> Result<Values, QueryError> {
    sampler.values(plan, &Measure::TOTAL)
}

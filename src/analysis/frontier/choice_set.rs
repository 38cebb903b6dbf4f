//! The choice set: every way into a meeting that home can choose.
//!
//! Left out, because nothing can be gained by it whatever the numbers are: telling a recipient no more
//! than it holds (a breach for nothing); telling a recipient something without asking it for a concession
//! (asking costs nothing); telling after a refusal (a refusal is an answer, not a choice, and telling
//! unasked is never worse). To ask the originator is to tell only what it grants; what it grants is drawn in every
//! history (model, section 14). Left out although something may be gained by it: to ask, and to tell whatever the
//! answer. Leaks, compelled disclosures and misuse are left to cases from history.

use crate::scenario::{
    Cover, IfRefused, ItemId, ItemPlan, Level, Permission, Plan, Preparation, RecipientId, Scenario,
};
use std::collections::HashSet;

/// The choice about one item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemChoice {
    /// The level that each recipient is told, in the scenario's order.
    pub levels: Vec<Level>,
    /// The cover that hides the origin.
    pub cover: Cover,
    /// Whether the originator is asked first, and each recipient told no more than it grants; the levels are then
    /// those that are wanted.
    pub asked: bool,
}

/// One way into the meeting: a choice about each item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// How the disclosure is prepared.
    pub preparation: Preparation,
    /// The choice about each item, in the scenario's order.
    pub items: Vec<ItemChoice>,
}

/// All choices of a scenario.
pub struct ChoiceSet<'a> {
    scenario: &'a Scenario,
    /// The preparations to choose from.
    pub preparations: Vec<Preparation>,
    /// The recipients that can be told something.
    pub recipients: Vec<&'a RecipientId>,
    /// The items.
    pub items: Vec<ItemOptions<'a>>,
}

/// The choices about one item.
pub struct ItemOptions<'a> {
    /// The item.
    pub id: &'a ItemId,
    /// The levels that each recipient can be told, in the scenario's order; `Withheld` first.
    pub levels: Vec<Vec<Level>>,
    /// Whether there is an originator to be asked.
    pub can_ask: bool,
}

impl ItemChoice {
    /// The choice to tell nobody anything.
    pub fn nothing(recipients: usize) -> Self {
        ItemChoice { levels: vec![Level::Withheld; recipients], cover: Cover::None, asked: false }
    }

    /// The highest level that anybody is told; `Withheld` where nobody is told anything, or nobody is there.
    pub fn highest(&self) -> Level {
        self.levels.iter().copied().fold(Level::Withheld, Level::max)
    }

    /// Whether anybody is told anything.
    pub fn is_told(&self) -> bool {
        self.highest() > Level::Withheld
    }

    /// The normal form: where nobody is told anything, there is only one choice.
    pub fn normal(self) -> Self {
        if self.is_told() { self } else { ItemChoice::nothing(self.levels.len()) }
    }

    /// As a plan has it.
    pub fn plan(&self, recipients: &[&RecipientId]) -> ItemPlan {
        let mut plan = ItemPlan { cover: self.cover, ..ItemPlan::default() };
        if self.asked {
            plan.permission = Permission::Asked(IfRefused::HoldBack);
        }
        for (recipient, level) in recipients.iter().zip(&self.levels) {
            if *level > Level::Withheld {
                plan.tell.put((*recipient).clone(), *level);
            }
        }
        plan
    }
}

impl Choice {
    /// The normal form: choices that do the same are equal in it.
    pub fn normal(self) -> Self {
        let items: Vec<ItemChoice> = self.items.into_iter().map(ItemChoice::normal).collect();
        let preparation =
            if items.iter().any(ItemChoice::is_told) { self.preparation } else { Preparation::Staffed };
        Choice { preparation, items }
    }
}

impl ItemOptions<'_> {
    /// The number of ways to tell something of it.
    pub fn count(&self) -> u128 {
        // With many recipients there are more ways than any number counts, and more than anybody tries.
        let all = |ways: u128, levels: &Vec<Level>| ways.saturating_mul(levels.len() as u128);
        let levels = self.levels.iter().fold(1, all);
        (levels - 1).saturating_mul(Cover::ALL.len() as u128 * (1 + u128::from(self.can_ask)))
    }

    /// All choices about it, withholding first.
    pub fn all(&self) -> Vec<ItemChoice> {
        let mut combinations = vec![Vec::new()];
        for levels in &self.levels {
            combinations = (combinations.iter())
                .flat_map(|start: &Vec<Level>| {
                    levels.iter().map(move |level| [start.as_slice(), &[*level]].concat())
                })
                .collect();
        }
        let mut all = vec![ItemChoice::nothing(self.levels.len())];
        for levels in combinations.into_iter().filter(|levels| levels.iter().any(|l| *l > Level::Withheld)) {
            for cover in Cover::ALL {
                for asked in [false, true].into_iter().filter(|asked| self.can_ask || !asked) {
                    all.push(ItemChoice { levels: levels.clone(), cover, asked });
                }
            }
        }
        all
    }
}

impl<'a> ChoiceSet<'a> {
    /// All choices of a scenario.
    pub fn of(scenario: &'a Scenario) -> Self {
        let recipients: Vec<&RecipientId> = scenario.meeting.recipients.keys().collect();
        let items = (scenario.items.iter())
            .map(|(id, item)| {
                let levels = |recipient: &&RecipientId| {
                    let own = recipient.actor().is_some_and(|actor| *actor == item.originator);
                    let held = recipient.actor().and_then(|actor| item.holders.get(actor));
                    // An actor that is not listed holds nothing.
                    let held = held.copied().unwrap_or(Level::Withheld);
                    let more = |level: &Level| *level > held && !own;
                    let told = Level::ALL.into_iter().filter(more);
                    std::iter::once(Level::Withheld).chain(told).collect()
                };
                let can_ask = scenario.partnerships.contains(&item.originator);
                ItemOptions { id, levels: recipients.iter().map(levels).collect(), can_ask }
            })
            .collect();
        let preparations = vec![Preparation::Staffed, Preparation::Spontaneous];
        ChoiceSet { scenario, preparations, recipients, items }
    }

    /// The scenario that offers these choices.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The number of choices; [`u128::MAX`] for more than can be counted.
    pub fn count(&self) -> u128 {
        let ways = self.items.iter().map(|item| item.count().saturating_add(1));
        let told = ways.fold(1, u128::saturating_mul) - 1;
        told.saturating_mul(self.preparations.len() as u128).saturating_add(1)
    }

    /// The choice to tell nobody anything.
    pub fn withholding(&self) -> Choice {
        let items = self.items.iter().map(|_| ItemChoice::nothing(self.recipients.len())).collect();
        Choice { preparation: Preparation::Staffed, items }
    }

    /// Every choice once, withholding first.
    pub fn all(&self) -> Vec<Choice> {
        let options: Vec<Vec<ItemChoice>> = self.items.iter().map(ItemOptions::all).collect();
        let mut combinations: Vec<Vec<ItemChoice>> = vec![Vec::new()];
        for options in &options {
            combinations = (combinations.iter())
                .flat_map(|start| {
                    options.iter().map(move |told| [start.as_slice(), std::slice::from_ref(told)].concat())
                })
                .collect();
        }
        let mut all = vec![self.withholding()];
        for preparation in &self.preparations {
            let told = combinations.iter().filter(|items| items.iter().any(ItemChoice::is_told));
            all.extend(told.map(|items| Choice { preparation: *preparation, items: items.clone() }));
        }
        all
    }

    /// The choice that a plan comes nearest to.
    pub fn nearest(&self, plan: &Plan) -> Choice {
        let items = (self.items.iter())
            .map(|item| {
                let told = plan.item(item.id);
                let level = |(levels, recipient): (&Vec<Level>, &&RecipientId)| {
                    let level = told.level(recipient);
                    if levels.contains(&level) { level } else { Level::Withheld }
                };
                let levels: Vec<Level> = item.levels.iter().zip(&self.recipients).map(level).collect();
                let asked = item.can_ask
                    && told.permission.asked()
                    && levels
                        .iter()
                        .max()
                        .is_some_and(|most| told.permission.granted().is_none_or(|granted| granted >= *most));
                ItemChoice { levels, cover: told.cover, asked }
            })
            .collect();
        let is_a_choice = self.preparations.contains(&plan.preparation);
        let preparation = if is_a_choice { plan.preparation } else { Preparation::Staffed };
        Choice { preparation, items }.normal()
    }

    /// The recipients that are asked for a concession: all that are told something.
    pub fn asks(&self, choice: &Choice) -> Vec<RecipientId> {
        let told = |index: &usize| choice.items.iter().any(|item| item.levels[*index] > Level::Withheld);
        (0..self.recipients.len()).filter(told).map(|index| self.recipients[index].clone()).collect()
    }

    /// A choice as a plan, with the repairs of another.
    pub fn plan(&self, choice: &Choice, name: &str, repairs: &Plan) -> Plan {
        let mut plan = Plan {
            preparation: choice.preparation,
            asks: self.asks(choice),
            repairs: repairs.repairs.clone(),
            ..Plan::named(name)
        };
        for (item, told) in self.items.iter().zip(&choice.items).filter(|(_, told)| told.is_told()) {
            plan.items.put(item.id.clone(), told.plan(&self.recipients));
        }
        plan
    }

    /// A choice in words.
    pub fn words(&self, choice: &Choice) -> String {
        self.words_with(choice, true)
    }

    /// The same without the item's name, where there is only one.
    pub fn short_words(&self, choice: &Choice) -> String {
        self.words_with(choice, self.items.len() > 1)
    }

    fn words_with(&self, choice: &Choice, name_items: bool) -> String {
        let mut parts = Vec::new();
        for (item, told) in self.items.iter().zip(&choice.items) {
            let of =
                if name_items { format!(" of {}", self.scenario.item_name(item.id)) } else { String::new() };
            for (recipient, level) in self.recipients.iter().zip(&told.levels) {
                if *level == Level::Withheld {
                    continue;
                }
                let to = self.scenario.recipient_name(recipient);
                let mut part = format!("{}{of} to {to}", level.name());
                if told.cover != Cover::None {
                    part += &format!(", {} cover", told.cover.name());
                }
                if told.asked {
                    part += ", as far as it is granted";
                }
                parts.push(part);
            }
        }
        if parts.is_empty() {
            return "say nothing".into();
        }
        format!("{}: {}", choice.preparation.name(), parts.join("; "))
    }

    /// Every choice that differs from one in a single decision.
    pub fn neighbours(&self, choice: &Choice) -> Vec<Choice> {
        let mut all = Vec::new();
        for preparation in &self.preparations {
            all.push(Choice { preparation: *preparation, ..choice.clone() });
        }
        for (index, item) in self.items.iter().enumerate() {
            let told = &choice.items[index];
            let mut with = |told: ItemChoice| {
                let mut items = choice.items.clone();
                items[index] = told;
                all.push(Choice { items, ..choice.clone() });
            };
            for (recipient, levels) in item.levels.iter().enumerate() {
                for level in levels {
                    let mut changed = told.clone();
                    changed.levels[recipient] = *level;
                    with(changed);
                }
            }
            Cover::ALL.into_iter().for_each(|cover| with(ItemChoice { cover, ..told.clone() }));
            if item.can_ask {
                with(ItemChoice { asked: !told.asked, ..told.clone() });
            }
        }
        let mut seen = HashSet::from([choice.clone()]);
        all.into_iter().map(Choice::normal).filter(|neighbour| seen.insert(neighbour.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_many_recipients_the_ways_are_counted_without_listing_or_overflow() {
        let id = ItemId::known("report");
        let options = |recipients: usize| ItemOptions {
            id: &id,
            levels: vec![Level::ALL[..4].to_vec(); recipients],
            can_ask: true,
        };
        for recipients in 1..4 {
            let options = options(recipients);
            assert_eq!(options.all().len() as u128, options.count() + 1, "and withholding");
        }
        assert!(options(20).count() > 1 << 40);
        for recipients in [62, 63, 64, 500] {
            assert!(options(recipients).count() > 1 << 120, "{recipients}");
        }
    }
}

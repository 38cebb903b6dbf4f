//! The originator's answer when it is asked for permission first.
//!
//! The model says what a grant or a refusal leads to, not how likely either is. This is a judgement
//! beside it, for users who want an answer to play with: a partner lets its item be passed on about as
//! readily as it shares itself, a gist like content and the source like its sources, and less
//! readily to somebody it is hostile to. No projection depends on it.

use crate::engine::level;
use crate::engine::random;
use crate::scenario::{ActorId, Cover, ItemId, Level, PerMaterial, Permission, Plan, RecipientId, Scenario};

/// What the chance of a grant depends on, for one item of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    cover: Cover,
    /// The originator's willingness to share before the meeting.
    before: PerMaterial<f64>,
    /// Towards those who would be told, 0 to 1.
    hostility: f64,
    /// Of the item, 0 to 1.
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

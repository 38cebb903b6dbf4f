//! What the originator may answer when it is asked first.
//!
//! The model says what a grant or a refusal leads to, not how likely either is. This is a judgement
//! beside it, for whoever wants an answer to play with: a partner lets its item be passed on about as
//! readily as it shares itself, a gist like content and the source like its sources, and less
//! readily to somebody it is hostile to. No projection depends on it.

use crate::engine::level;
use crate::engine::random;
use crate::scenario::PerMaterial;
use crate::scenario::{Cover, ItemId, Level, Permission, Plan, Scenario};

/// The chance that each level would be granted, for the levels from gist to sources and methods.
/// `before` is the originator's willingness to share before the meeting.
pub fn chances(
    scenario: &Scenario,
    plan: &Plan,
    item: &ItemId,
    before: PerMaterial<f64>,
) -> [(Level, f64); 4] {
    let [_, levels @ ..] = Level::ALL;
    let cover = plan.item(item).cover;
    let (hostility, sensitivity) = (hostility(scenario, plan, item), sensitivity(scenario, item));
    levels.map(|level| (level, chance(level, cover, before, hostility, sensitivity)))
}

fn chance(level: Level, cover: Cover, before: PerMaterial<f64>, hostility: f64, sensitivity: f64) -> f64 {
    let severity = level::severity(level) * level::cover(cover).severity;
    let own = before.content * (1.0 - severity) + before.methods * severity;
    own * (1.0 - hostility * severity * sensitivity)
}

/// How hostile the originator is to whoever would be told, at its greatest; to everybody at the
/// meeting, while the plan tells nobody.
fn hostility(scenario: &Scenario, plan: &Plan, item: &ItemId) -> f64 {
    let Some(originator) = scenario.items.get(item).map(|item| &item.originator) else { return 0.0 };
    let told = |who: &&crate::scenario::RecipientId| plan.level(item, who) > Level::Withheld;
    let mut asked_for: Vec<_> = scenario.meeting.recipients.keys().filter(told).collect();
    if asked_for.is_empty() {
        asked_for = scenario.meeting.recipients.keys().collect();
    }
    let towards = |who: &crate::scenario::RecipientId| {
        let tie = scenario.tie(originator, who.actor()?)?;
        Some((-tie.affinity.likely()).max(0.0))
    };
    asked_for.into_iter().filter_map(towards).fold(0.0, f64::max)
}

fn sensitivity(scenario: &Scenario, item: &ItemId) -> f64 {
    scenario.items.get(item).map_or(0.0, |item| item.sensitivity.likely())
}

/// The answer as the luck of a seed has it: the highest level that is granted, or a refusal.
pub fn answer(chances: &[(Level, f64); 4], seed: u64, item: &ItemId) -> Permission {
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
        let of = |level, cover, hostility| chance(level, cover, BEFORE, hostility, 0.8);
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
        assert_eq!(answer(&chances, 7, &item), answer(&chances, 7, &item));
        let refused =
            (0..10_000).filter(|seed| answer(&chances, *seed, &item) == Permission::Refused).count();
        // 10 per cent, within five standard errors.
        assert!((850..1_150).contains(&refused), "{refused}");
    }
}

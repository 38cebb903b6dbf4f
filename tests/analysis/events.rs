//! A history told in sentences says what happened in it, and nothing else.

use crate::world::{actor, plan, scenario};
use tearline::analysis::events::{Entry, EventKind, EventLog, tell};
use tearline::engine::{NoMonitor, Run, project};
use tearline::scenario::{Institution, Level, Plan, RecipientId, Repair, RepairKind};

#[test]
fn a_story_tells_what_its_history_holds_in_order_and_with_chances() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let mut passed_on = 0;
    for number in 0..200 {
        let story = tell(&scenario, &plan, 1, number);
        assert!(matches!(story.entries[0].kind, EventKind::Told { .. }));
        assert_eq!(story.entries[0].sentence, "Home tells Guest the context of the plot.");
        assert!(story.entries.windows(2).all(|pair| pair[0].month <= pair[1].month));
        for entry in &story.entries {
            assert!(entry.chance.is_none_or(|chance| chance > 0.0 && chance <= 1.0), "{entry:?}");
        }
        let handed =
            |entry: &&tearline::analysis::events::Entry| matches!(entry.kind, EventKind::Handed { .. });
        if let Some(entry) = story.entries.iter().find(handed) {
            passed_on += 1;
            assert_eq!(entry.sentence, "Guest hands Enemy the context of the plot.");
            assert!((entry.chance.expect("a chance") - 0.9 * 0.9).abs() < 1e-12);
        }
        let closed = story.entries.iter().any(|entry| matches!(entry.kind, EventKind::SourceClosed { .. }));
        assert_eq!(closed, story.history.items[0].source_closed());
        let learned = story.entries.iter().any(|entry| matches!(entry.kind, EventKind::Learned { .. }));
        assert_eq!(learned, story.history.items[0].learned.is_some());
    }
    assert!((120..200).contains(&passed_on), "{passed_on} of 200 at a chance of 81\u{a0}%");
}

#[test]
fn a_partner_knows_only_what_it_lives_through_and_what_the_press_reports() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let ally = actor("ally");
    for number in 0..100 {
        for entry in tell(&scenario, &plan, 1, number).entries {
            let expected = match &entry.kind {
                EventKind::Published => true,
                EventKind::Heard { partner } => *partner == ally,
                _ => false,
            };
            assert_eq!(entry.is_known_to(&ally), expected, "{}", entry.sentence);
        }
    }
}

#[test]
fn what_the_public_is_told_everybody_knows() {
    let scenario = scenario();
    let mut plan = plan(Level::Withheld);
    let item = scenario.items.keys().next().expect("an item").clone();
    let mut told = plan.item(&item);
    told.tell.put(RecipientId::Public, Level::Gist);
    plan.items.put(item, told);
    let entries = tell(&scenario, &plan, 1, 0).entries;
    let said = entries.iter().find(|entry| matches!(entry.kind, EventKind::Told { .. }));
    assert!(said.expect("the public is told").is_known_to(&actor("ally")));
}

#[test]
fn withholding_everything_makes_no_story() {
    assert!(tell(&scenario(), &plan(Level::Withheld), 1, 0).entries.is_empty());
}

#[test]
fn a_lucky_history_comes_out_better_than_a_typical_one_and_that_better_than_an_unlucky_one() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let run = Run { histories: 1000, ..Run::default() };
    let projection = project(&scenario, &plan, &run, &NoMonitor).expect("nobody stops it");
    let total = |number| tell(&scenario, &plan, run.seed, number).history.total;
    let representative = projection.representative;
    assert!(total(representative.lucky) >= total(representative.typical));
    assert!(total(representative.typical) >= total(representative.unlucky));
    assert!(total(representative.lucky) > total(representative.unlucky));
    assert!((total(representative.typical) - projection.ledger.total.median()).abs() < 0.2);
}

/// The plan that tells the context, and repairs something with the originator in month 1.
fn mended(kind: RepairKind) -> Plan {
    let mut plan = plan(Level::Context);
    plan.repairs.push(Repair { month: 1, partner: actor("origin"), kind });
    plan
}

#[test]
fn an_explanation_to_a_partner_that_has_learned_of_nothing_is_only_prepared_and_unknown_to_it() {
    let scenario = scenario();
    let origin = actor("origin");
    let mut told = [0; 2];
    for kind in [RepairKind::Explanation, RepairKind::ProceduralFix] {
        for number in 0..200 {
            let story = tell(&scenario, &mended(kind), 1, number);
            let repair = story.entries.iter().find(|entry| is_repair(entry)).expect("it is told of");
            let knows = story.has_learned(&origin, 1);
            told[usize::from(knows)] += 1;
            assert_eq!(repair.sentence.contains("Origin has learned of nothing"), !knows, "{repair:?}");
            assert_eq!(repair.is_known_to(&origin), knows);
            let plain = tell(&scenario, &plan(Level::Context), 1, number);
            let months = |story: &EventLog| story.history.partners[0].months.clone();
            let changes = months(&story) != months(&plain);
            // A fixed procedure is remembered: what comes out later is forgiven sooner, from the month after.
            let last = story.history.partners[0].months.len() - 1;
            let comes_out = story.has_learned(&origin, last - 1);
            let counts_later = kind == RepairKind::ProceduralFix && comes_out;
            assert_eq!(changes, knows || counts_later, "what is only prepared changes nothing");
            if changes && !knows {
                let unaware = |month: &usize| !story.has_learned(&origin, *month);
                for month in (0..=last).filter(unaware) {
                    let course = |story: &EventLog| story.history.partners[0].months[month];
                    assert_eq!(course(&story), course(&plain), "nothing before it comes out");
                }
            }
        }
    }
    assert!(told.iter().all(|histories| *histories > 20), "{told:?}");
}

fn is_repair(entry: &Entry) -> bool {
    matches!(entry.kind, EventKind::Repaired { .. })
}

#[test]
fn what_is_paid_or_built_is_seen_by_a_partner_that_has_learned_of_nothing() {
    let origin = actor("origin");
    let built = RepairKind::Institution(Institution::Liaison, 0.9);
    for kind in [RepairKind::Compensation(0.5), built] {
        for number in 0..50 {
            let story = tell(&scenario(), &mended(kind), 1, number);
            let repair = story.entries.iter().find(|entry| is_repair(entry)).expect("it is told of");
            assert!(repair.is_known_to(&origin) && !repair.is_known_to(&actor("ally")));
        }
    }
}

#[test]
fn a_partner_is_told_no_chances_and_nothing_of_others() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let origin = actor("origin");
    for number in 0..100 {
        for entry in tell(&scenario, &plan, 1, number).entries {
            assert_eq!(entry.chance_for(Some(&origin)), None);
            let own = matches!(entry.kind, EventKind::Learned { .. } | EventKind::Heard { .. });
            assert!(own || entry.detail_for(Some(&origin)).is_empty(), "{entry:?}");
            assert_eq!(entry.detail_for(None), entry.detail);
        }
    }
}

#[test]
fn how_often_a_partner_has_learned_of_nothing_is_counted_history_by_history() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let run = Run { histories: 300, ..Run::default() };
    let projection = project(&scenario, &plan, &run, &NoMonitor).expect("nobody stops it");
    let stories: Vec<EventLog> = (0..300).map(|number| tell(&scenario, &plan, run.seed, number)).collect();
    for partner in [actor("origin"), actor("ally")] {
        let unaware = &projection.partner(&partner).expect("a partner").unaware;
        assert_eq!(unaware.len(), scenario.horizon_months as usize + 1);
        for (month, chance) in unaware.iter().enumerate() {
            let counted = stories.iter().filter(|story| !story.has_learned(&partner, month)).count();
            assert!((chance.mean - counted as f64 / 300.0).abs() < 1e-12, "month {month}");
        }
    }
}

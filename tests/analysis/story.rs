//! A history told in sentences says what happened in it, and nothing else.

use crate::world::{actor, plan, scenario};
use tearline::analysis::story::{Happening, tell};
use tearline::engine::{Run, Unwatched, project};
use tearline::scenario::Level;

#[test]
fn a_story_tells_what_its_history_holds_in_order_and_with_chances() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let mut passed_on = 0;
    for number in 0..200 {
        let story = tell(&scenario, &plan, 1, number);
        assert!(matches!(story.entries[0].happening, Happening::Told { .. }));
        assert_eq!(story.entries[0].sentence, "Home tells Guest the context of the plot.");
        assert!(story.entries.windows(2).all(|pair| pair[0].month <= pair[1].month));
        for entry in &story.entries {
            assert!(entry.chance.is_none_or(|chance| chance > 0.0 && chance <= 1.0), "{entry:?}");
        }
        let handed =
            |entry: &&tearline::analysis::story::Entry| matches!(entry.happening, Happening::Handed { .. });
        if let Some(entry) = story.entries.iter().find(handed) {
            passed_on += 1;
            assert_eq!(entry.sentence, "Guest hands Enemy the context of the plot.");
            assert!((entry.chance.expect("a chance") - 0.9 * 0.9).abs() < 1e-12);
        }
        let closed =
            story.entries.iter().any(|entry| matches!(entry.happening, Happening::SourceClosed { .. }));
        assert_eq!(closed, story.history.items[0].source_closed());
        let learned = story.entries.iter().any(|entry| matches!(entry.happening, Happening::Learned { .. }));
        assert_eq!(learned, story.history.items[0].learned.is_some());
    }
    assert!((120..200).contains(&passed_on), "{passed_on} of 200 at a chance of 81 %");
}

#[test]
fn a_partner_knows_only_what_it_lives_through_and_what_the_press_reports() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let ally = actor("ally");
    for number in 0..100 {
        for entry in tell(&scenario, &plan, 1, number).entries {
            let expected = match &entry.happening {
                Happening::Published => true,
                Happening::Heard { partner } => *partner == ally,
                _ => false,
            };
            assert_eq!(entry.is_known_to(&ally), expected, "{}", entry.sentence);
        }
    }
}

#[test]
fn withholding_everything_makes_no_story() {
    assert!(tell(&scenario(), &plan(Level::Withheld), 1, 0).entries.is_empty());
}

#[test]
fn a_lucky_history_comes_out_better_than_a_typical_one_and_that_better_than_an_unlucky_one() {
    let (scenario, plan) = (scenario(), plan(Level::Context));
    let run = Run { histories: 1000, ..Run::default() };
    let projection = project(&scenario, &plan, &run, &Unwatched).expect("nobody stops it");
    let total = |number| tell(&scenario, &plan, run.seed, number).history.total;
    let notable = projection.notable;
    assert!(total(notable.lucky) >= total(notable.typical));
    assert!(total(notable.typical) >= total(notable.unlucky));
    assert!(total(notable.lucky) > total(notable.unlucky));
    assert!((total(notable.typical) - projection.ledger.total.median()).abs() < 0.2);
}

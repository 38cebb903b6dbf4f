//! How the projection follows the document and the gesture.

use super::*;
use crate::app::tasks::TaskError;
use crate::scenario::{Edit, Preparation};

fn document(months: u32) -> ProjectionInput {
    let scenario = Scenario::default().edited(&Edit::SetHorizon(months)).expect("a fitting horizon");
    let plan = scenario.plans.values().next().cloned().expect("a plan");
    ProjectionInput { scenario: Arc::new(scenario), plan, seed: 1, supposes_learning: false }
}

fn answer(order: &ProjectionRequest) -> TaskResult<Projection> {
    Ok(Projection {
        histories: order.run.histories,
        histories_played: order.run.histories,
        seed: order.run.seed,
        horizon_months: order.input.scenario.horizon_months,
        partners: Vec::new(),
        ledger: Default::default(),
        checkable: Vec::new(),
        checkable_change: Vec::new(),
        representative: Default::default(),
        knowledge: Vec::new(),
        items: Vec::new(),
        learning: Vec::new(),
        bargain_holds: Vec::new(),
    })
}

fn shown_months(projections: &ProjectionCache) -> Option<(u32, bool)> {
    projections.shown().map(|(projection, current)| (projection.horizon_months, current))
}

#[test]
fn a_resting_hand_gets_the_full_run_at_once() {
    let mut projections = ProjectionCache::default();
    let order = projections.follow(document(12), false, 0.0).expect("a run");
    assert_eq!(order.run.histories, DEFAULT_HISTORIES);
    projections.handle(answer(&order));
    assert_eq!(shown_months(&projections), Some((12, true)));
    assert!(projections.follow(document(12), false, 1.0).is_none());
}

#[test]
fn a_moving_hand_gets_small_runs_to_their_end_and_then_the_newest() {
    let mut projections = ProjectionCache::default();
    let first = projections.follow(document(12), true, 0.0).expect("a run");
    assert_eq!(first.run.histories, QUICK_HISTORIES);
    assert!(projections.follow(document(13), true, 0.1).is_none(), "the small run goes on");
    assert!(projections.follow(document(14), true, 0.2).is_none());
    assert!(!first.monitor.cancelled());
    projections.handle(answer(&first));
    assert_eq!(shown_months(&projections), Some((12, false)));
    let newest = projections.follow(document(14), true, 0.3).expect("the newest");
    assert_eq!(newest.input.scenario.horizon_months, 14);
}

#[test]
fn when_the_hand_rests_a_stale_small_run_makes_way_for_the_full_one() {
    let mut projections = ProjectionCache::default();
    let small = projections.follow(document(12), true, 0.0).expect("a run");
    let full = projections.follow(document(13), false, 0.1).expect("a full run");
    assert!(small.monitor.cancelled());
    assert_eq!(full.run.histories, DEFAULT_HISTORIES);
    assert_eq!(shown_months(&projections), None);
    projections.handle(answer(&full));
    assert_eq!(shown_months(&projections), Some((13, true)));
}

#[test]
fn the_small_run_of_a_hand_that_rested_is_refined_by_the_full_one() {
    let mut projections = ProjectionCache::default();
    let small = projections.follow(document(12), true, 0.0).expect("a run");
    assert!(projections.follow(document(12), false, 0.1).is_none(), "it is nearly done");
    projections.handle(answer(&small));
    let full = projections.follow(document(12), false, 0.2).expect("a full run");
    assert_eq!(full.run.histories, DEFAULT_HISTORIES);
}

#[test]
fn going_back_to_what_was_known_takes_no_run() {
    let mut projections = ProjectionCache::default();
    for months in [12, 13] {
        let order = projections.follow(document(months), false, 0.0).expect("a run");
        projections.handle(answer(&order));
    }
    assert!(projections.follow(document(12), false, 1.0).is_none());
    assert_eq!(shown_months(&projections), Some((12, true)));
}

#[test]
fn a_run_that_was_given_up_starts_again_only_when_asked_or_when_something_changes() {
    let mut projections = ProjectionCache::default();
    let order = projections.follow(document(12), false, 0.0).expect("a run");
    projections.stop();
    assert!(order.monitor.cancelled());
    assert!(projections.follow(document(12), false, 1.0).is_none());
    assert_eq!(projections.activity(1.0), Activity::Stopped);
    projections.restart();
    assert!(projections.follow(document(12), false, 2.0).is_some());
    projections.stop();
    assert!(projections.follow(document(13), false, 3.0).is_some());
}

#[test]
fn a_failed_run_says_so_once_and_what_was_shown_stays() {
    let mut projections = ProjectionCache::default();
    let good = projections.follow(document(12), false, 0.0).expect("a run");
    projections.handle(answer(&good));
    projections.follow(document(13), false, 1.0).expect("a run");
    let message = projections.handle(Err(TaskError("out of luck".into())));
    assert!(message.is_some_and(|text| text.contains("out of luck")));
    assert_eq!(shown_months(&projections), Some((12, false)));
    assert!(projections.follow(document(13), false, 2.0).is_none());
}

#[test]
fn a_choice_under_the_pointer_is_computed_when_it_has_rested_and_forgotten_when_it_leaves() {
    let mut projections = ProjectionCache::default();
    let order = projections.follow(document(12), false, 0.0).expect("a run");
    projections.handle(answer(&order));
    let staged = Plan { preparation: Preparation::Spontaneous, ..document(12).plan };

    projections.hover(Some(staged.clone()), 1.0);
    assert!(projections.follow_hovered(1.05).is_none());
    let (mut asked, mut seen) = (Vec::new(), Vec::new());
    while let Some(order) = projections.follow_hovered(1.2) {
        assert!(projections.follow_hovered(1.3).is_none(), "one at a time");
        asked.push((order.input.plan == staged, order.run.histories));
        projections.handle_hovered(answer(&order));
        let (plan, pair) = projections.hovered().expect("a choice");
        assert_eq!(*plan, staged);
        seen.push(pair.map(|pair| pair.map(|projection| projection.histories)));
    }
    let (few, many) = (QUICK_HISTORIES, DEFAULT_HISTORIES);
    assert_eq!(asked, [(false, few), (true, few), (true, many)], "a quick answer first");
    assert_eq!(seen, [None, Some([few; 2]), Some([many; 2])], "each beside as many of the plan as it stands");

    projections.hover(None, 2.0);
    assert!(projections.hovered().is_none());
    let chosen = ProjectionInput { plan: staged, ..document(12) };
    assert!(projections.follow(chosen, false, 2.1).is_none(), "the choice is known already when it is made");
}

#[test]
fn a_choice_is_answered_quickly_while_the_plan_itself_is_still_being_projected() {
    let mut projections = ProjectionCache::default();
    let main = projections.follow(document(12), false, 0.0).expect("a run");
    projections.hover(Some(Plan { preparation: Preparation::Spontaneous, ..document(12).plan }), 0.0);
    for _ in 0..2 {
        let quick = projections.follow_hovered(1.0).expect("a quick run");
        assert_eq!(quick.run.histories, QUICK_HISTORIES);
        projections.handle_hovered(answer(&quick));
    }
    assert!(projections.hovered().is_some_and(|(_, pair)| pair.is_some()));
    assert!(projections.follow_hovered(1.1).is_none(), "the full one waits");
    projections.handle(answer(&main));
    assert_eq!(projections.follow_hovered(1.2).expect("the full one").run.histories, DEFAULT_HISTORIES);
}

#[test]
fn a_choice_that_cannot_be_projected_is_tried_only_once() {
    let mut projections = ProjectionCache::default();
    let order = projections.follow(document(12), false, 0.0).expect("a run");
    projections.handle(answer(&order));
    projections.hover(Some(Plan { preparation: Preparation::Spontaneous, ..document(12).plan }), 0.0);
    projections.follow_hovered(1.0).expect("a run");
    projections.handle_hovered(Err(TaskError("out of luck".into())));
    assert!(projections.follow_hovered(1.1).is_none());
}

#[test]
fn leaving_a_choice_stops_its_run() {
    let mut projections = ProjectionCache::default();
    let order = projections.follow(document(12), false, 0.0).expect("a run");
    projections.handle(answer(&order));
    projections.hover(Some(Plan { preparation: Preparation::Spontaneous, ..document(12).plan }), 0.0);
    let preview = projections.follow_hovered(1.0).expect("a run");
    projections.hover(None, 1.1);
    assert!(preview.monitor.cancelled());
}

#[test]
fn a_change_is_compared_with_what_was_shown_before_it_and_another_plan_with_nothing() {
    let mut projections = ProjectionCache::default();
    let show = |projections: &mut ProjectionCache, months| {
        let request = projections.follow(document(months), false, 0.0).expect("a run");
        projections.handle(answer(&request));
        projections.earlier().map(|projection| projection.horizon_months)
    };
    assert_eq!(show(&mut projections, 12), None);
    assert_eq!(show(&mut projections, 13), Some(12));
    projections.change_plan();
    assert_eq!(projections.earlier().map(|projection| projection.horizon_months), None);
    assert_eq!(
        show(&mut projections, 14),
        None,
        "what is shown stays on the screen, but is of the other plan"
    );
    assert_eq!(show(&mut projections, 15), Some(14));
}

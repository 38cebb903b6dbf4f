//! The first minutes: from the start to a projection of a case, saved and opened again.

use crate::desk::{Desk, read};
use egui::Key;
use tearline::app::Picked;
use tearline::scenario::{ActorId, Edit, Plan};
use tearline::ui::Command;

const OVAL_OFFICE: &str = "Oval Office, May 2017";

#[test]
fn one_click_from_the_start_the_first_plan_of_a_case_is_projected() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    assert!(desk.shows_stage("Decision"));
    let first = desk.scenario().plans.keys().next().cloned();
    assert_eq!(desk.app().plan().cloned(), first);
    let israel = ActorId::try_from("il").expect("an id");
    let (projection, current) = desk.app().projection().expect("a projection");
    assert!(current && projection.histories == 10_000);
    assert!(projection.partner(&israel).is_some());
    assert!(desk.reads("10,000 histories, same luck for every plan"));
}

#[test]
fn every_built_in_case_opens_without_anything_to_save_and_without_a_message() {
    for case in tearline::storage::built_in_cases() {
        let mut desk = Desk::new();
        desk.ask(Command::OpenCase(case.name.into()));
        assert_eq!(desk.scenario(), case.scenario().expect("a good case"));
        assert!(!desk.app().unsaved());
        assert!(!desk.reads("Dismiss the message"));
        assert!(desk.app().projection().is_some_and(|(_, current)| current), "{}", case.name);
    }
}

#[test]
fn a_changed_case_is_saved_and_opened_again_equal() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    desk.ask(Command::AddPlan(Plan::named("Say nothing")));
    desk.ask(Command::Edit(Edit::SetHorizon(36)));
    let changed = desk.scenario();
    let path = desk.place("mine.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::S, false);
    assert_eq!(read(&path), changed);
    desk.ctrl(Key::N, false);
    desk.ask(Command::OpenPath(path));
    assert_eq!(desk.scenario(), changed);
    assert!(desk.shows_stage("Decision"));
}

#[test]
fn changing_plans_back_and_forth_shows_each_ones_numbers() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    let plans: Vec<_> = desk.scenario().plans.keys().cloned().collect();
    let mut totals = Vec::new();
    for plan in [&plans[0], &plans[1], &plans[0]] {
        desk.ask(Command::ChoosePlan(plan.clone()));
        let (projection, current) = desk.app().projection().expect("a projection");
        assert!(current);
        totals.push(projection.ledger.total.mean);
    }
    assert_eq!(totals[0], totals[2]);
    assert_ne!(totals[0], totals[1]);
}

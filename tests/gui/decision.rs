//! Journeys through the decision, in a small case.

use crate::desk::{Desk, Setup};
use crate::model::project_in_few_histories;
use crate::small_case::{PLOT, small_case};
use egui::{Key, Rect, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tearline::app::Engine;
use tearline::engine::{Cancelled, MeanWillingness, Monitor, Projection, Run};
use tearline::scenario::{
    ActorId, Cover, Edit, IfRefused, ItemId, Level, Permission, Plan, Preparation, Quantity, RecipientId,
    Scenario,
};
use tearline::ui::{Command, FileCommand, PlayCommand, ProjectionCommand};

fn decision() -> Desk {
    Desk::on(&small_case(), "Decision")
}

fn item() -> ItemId {
    ItemId::known(PLOT)
}

impl Desk {
    /// What Russia is told of the plot.
    fn russia_is_told(&mut self) -> Level {
        let russia = RecipientId::Actor(ActorId::known("russia"));
        self.shown_plan().level(&item(), &russia)
    }

    fn track(&self) -> Rect {
        self.window.get_by_label("Tell Russia").rect()
    }
}

#[test]
fn arrow_keys_on_a_track_change_what_a_recipient_is_told_one_step_at_a_time() {
    let mut desk = decision();
    desk.window.get_by_label("Tell Russia").focus();
    desk.settle();
    desk.press(Key::ArrowDown);
    assert_eq!(desk.russia_is_told(), Level::Content);
    assert!(desk.reads("Undo “tell Russia: content”"));
    desk.press(Key::ArrowUp);
    desk.press(Key::ArrowUp);
    assert_eq!(desk.russia_is_told(), Level::SourcesMethods);
    desk.press(Key::Home);
    assert_eq!(desk.russia_is_told(), Level::Withheld);
}

#[test]
fn a_track_says_its_level_and_takes_one_from_a_screen_reader() {
    let mut desk = decision();
    let track = desk.window.get_by_label("Tell Russia");
    assert_eq!(track.value().as_deref(), Some("context"));
    track.set_value_accesskit(1.0);
    desk.settle();
    assert_eq!(desk.russia_is_told(), Level::Gist);
    assert_eq!(desk.window.get_by_label("Tell Russia").value().as_deref(), Some("gist"));
}

#[test]
fn a_click_on_a_step_tells_that_level() {
    let mut desk = decision();
    // The upper end of the track is sources and methods, the lower end is withheld.
    let upper_end = desk.track().center_top() + vec2(0.0, 8.0);
    desk.window.drag_at(upper_end);
    desk.settle();
    desk.window.drop_at(upper_end);
    desk.settle();
    assert_eq!(desk.russia_is_told(), Level::SourcesMethods);
}

#[test]
fn dragging_along_a_track_makes_a_change_for_every_level_it_passes() {
    let mut desk = decision();
    let before = desk.scenario();
    let track = desk.track();
    let at = |share: f32| pos2(track.center().x, track.top() + share * track.height());
    desk.window.drag_at(at(0.3));
    desk.settle();
    let mut told = vec![desk.russia_is_told()];
    for share in [0.5, 0.7, 0.95] {
        desk.window.hover_at(at(share));
        desk.settle();
        told.push(desk.russia_is_told());
    }
    desk.window.drop_at(at(0.95));
    desk.settle();
    assert_eq!(desk.russia_is_told(), Level::Withheld);
    told.dedup();
    assert!(told.len() >= 3, "{told:?}");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before, "all of it is one step");
}

#[test]
fn resting_on_a_choice_previews_it_and_leaving_takes_the_preview_away() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let engine: Arc<Engine> =
        Arc::new(move |scenario: &Scenario, plan: &Plan, run: &Run, monitor: &dyn Monitor| {
            counter.fetch_add(1, Relaxed);
            project_in_few_histories(scenario, plan, run, monitor)
        });
    let setup = Setup { engine: Some(engine), ..Setup::default() };
    let mut desk = Desk::on_with(setup, &small_case(), "Decision");
    let cover = |plan: &Plan| plan.item(&item()).cover;
    desk.window.get_by_label("Cover story: Full").hover();
    desk.settle();
    assert_eq!(desk.app().preview().map(cover), Some(Cover::Full));
    assert!(desk.reads("Preview: Full cover would change"), "the line of the preview says so");
    let plan = desk.shown_plan();
    assert_eq!(cover(&plan), Cover::None, "nothing is changed");
    let before = asked.load(Relaxed);
    desk.settle();
    assert_eq!(asked.load(Relaxed), before, "resting on asks once");
    desk.window.hover_at(pos2(640.0, 710.0));
    desk.settle();
    assert!(desk.app().preview().is_none());
    assert_eq!(asked.load(Relaxed), before, "and leaving asks for nothing");
}

/// What a preview adds stands in a place that is kept for it: nothing else moves.
#[test]
fn a_preview_is_drawn_where_it_was_reserved() {
    let mut desk = decision();
    let places = |desk: &Desk| -> Vec<(String, Rect)> {
        let roles = [Role::RadioButton, Role::Slider, Role::Button, Role::ComboBox];
        let controls = desk.window.query_all_by(|node| roles.contains(&node.role()));
        // The way to undo and redo is as wide as its words.
        controls.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
    };
    let before = places(&desk);
    assert!(before.len() > 20, "{before:?}");
    desk.window.get_by_label("Cover story: Full").hover();
    desk.settle();
    assert!(desk.app().preview().is_some());
    assert_eq!(places(&desk), before);
}

#[test]
fn preparation_cover_and_asking_are_single_clicks() {
    let mut desk = decision();
    let before = desk.scenario();
    for label in [
        "Preparation: Staffed",
        "Cover story: Partial",
        "Ask Russia in return: A concession",
        "Ask Israel first: Ask first",
    ] {
        desk.click_any(label);
    }
    let plan = desk.shown_plan();
    assert_eq!(plan.preparation, Preparation::Staffed);
    assert_eq!(
        (plan.item(&item()).cover, plan.item(&item()).permission),
        (Cover::Partial, Permission::Asked(IfRefused::HoldBack))
    );
    assert_eq!(plan.asks.len(), 1);
    for step in 0..4 {
        assert_ne!(desk.scenario(), before, "after {step} steps back");
        desk.ctrl(Key::Z, false);
    }
    assert_eq!(desk.scenario(), before, "four clicks, four steps");
}

#[test]
fn whoever_asks_sees_the_chance_of_each_grant_and_decides_what_follows_a_refusal() {
    let mut desk = decision();
    desk.click_any("Ask Israel first: Ask first");
    assert_eq!(desk.shown_plan().item(&item()).permission, Permission::Asked(IfRefused::HoldBack));
    assert!(desk.reads("grants context: "), "beside the question stands the chance of what the plan tells");
    let chance = |desk: &Desk, level: &str| -> u32 {
        let start = format!("{level}: ");
        let says = |text: Option<String>| text?.strip_prefix(&start)?.strip_suffix("\u{a0}%")?.parse().ok();
        let mut shown = desk.window.query_all_by(|_| true);
        shown.find_map(|node| says(node.value())).unwrap_or_else(|| panic!("no chance of {level}"))
    };
    let chances: Vec<u32> = Level::ALL[1..].iter().map(|level| chance(&desk, level.name())).collect();
    assert!(chances.is_sorted_by(|more, less| more >= less) && chances[0] > chances[3], "{chances:?}");
    assert!(desk.reads("It rises with Israel’s trust"), "it says what the chance depends on");
    desk.click_any("Tell anyway");
    assert_eq!(desk.shown_plan().item(&item()).permission, Permission::Asked(IfRefused::TellAnyway));
    assert!(desk.window.query_by_label("Ask Israel first: Ask, tell anyway").is_some());
}

#[test]
fn a_fixed_answer_stands_behind_history_and_names_its_level() {
    let mut desk = decision();
    assert!(!desk.reads("Granted up to"), "it is no choice of home’s");
    desk.click_any("Ask Israel first: For history…");
    desk.click_any("Granted up to content");
    assert_eq!(desk.shown_plan().item(&item()).permission, Permission::Granted(Level::Content));
    desk.click_any("Ask Israel first: Granted: content");
    desk.click_any("Refused");
    assert_eq!(desk.shown_plan().item(&item()).permission, Permission::Refused);
    assert!(desk.window.query_by_label("Ask Israel first: Refused").is_some());
}

#[test]
fn history_has_leaks_courts_and_misuse() {
    let mut desk = decision();
    for (shown, chosen, preparation) in [
        ("For history…", "Compelled", Preparation::Compelled),
        ("Compelled", "Misuse", Preparation::Misuse),
        ("Misuse", "Leak", Preparation::Leak),
    ] {
        desk.click_any(&format!("Preparation: {shown}"));
        desk.click_any(chosen);
        assert_eq!(desk.shown_plan().preparation, preparation);
    }
}

#[test]
fn a_new_plan_is_shown_at_once_and_waits_for_its_name() {
    let mut desk = decision();
    desk.click_any("New plan");
    desk.window.get_by_label("Name of the plan").focus();
    desk.settle();
    desk.ctrl(Key::A, false);
    desk.type_text("Ask first");
    desk.press(Key::Enter);
    assert_eq!(desk.shown_plan().name, "Ask first");
    assert_eq!(desk.scenario().plans.len(), 3);
    assert!(desk.window.query_by_label_contains("Nobody is told anything yet.").is_some());
    assert!(desk.window.query_by_label_contains("Choose a level for Russia.").is_some());
}

#[test]
fn a_plan_is_renamed_duplicated_and_deleted() {
    let mut desk = decision();
    desk.click_any("Rename plan");
    // The old name is selected, so that typing replaces it.
    desk.window.get_by_label("Name of the plan").type_text("As it happened, in May");
    desk.settle();
    desk.press(Key::Enter);
    assert_eq!(desk.shown_plan().name, "As it happened, in May");
    desk.click_any("Duplicate plan");
    assert_eq!(desk.shown_plan().name, "As it happened, in May, copy");
    assert_eq!(desk.russia_is_told(), Level::Context, "the copy tells the same");
    desk.press(Key::Escape);
    let copy = desk.app().plan().expect("a plan").clone();
    desk.click_any("Delete plan");
    assert_eq!(desk.scenario().plans.len(), 2);
    assert!(!desk.scenario().plans.contains(&copy));
}

#[test]
fn the_last_plan_cannot_be_deleted() {
    let mut desk = decision();
    desk.click_any("Delete plan");
    assert!(desk.window.get_by_label("Delete plan").accesskit_node().is_disabled());
}

#[test]
fn another_plan_is_chosen_by_name() {
    let mut desk = decision();
    desk.click_any("Plan");
    desk.click_any("Withhold everything");
    assert_eq!(desk.shown_plan().name, "Withhold everything");
}

#[test]
fn numbers_follow_a_choice_and_stand_in_words() {
    let mut desk = decision();
    let before = desk.window.get_by_label_contains("finds the source").value();
    assert!(
        before.as_deref().is_some_and(|text| text.starts_with("Syria or Iran finds the source: ")),
        "{before:?}"
    );
    desk.click_any("Cover story: Full");
    let after = desk.window.get_by_label_contains("finds the source").value();
    assert_ne!(before, after);
    assert!(desk.window.query_by_label_contains("Israel, content, month 0: ").is_some());
    assert!(desk.window.query_by_label_contains("Harm to sources").is_some());
    assert!(desk.window.query_by_label_contains("Syria would hold at least the gist").is_some());
}

#[test]
fn committing_goes_on_to_the_aftermath() {
    let mut desk = decision();
    desk.click_any("Commit and play ▸");
    assert!(desk.shows_stage("Aftermath"));
}

#[test]
fn the_month_of_the_plot_can_be_stepped() {
    let mut desk = decision();
    for button in ["A month later", "A month later", "A month earlier"] {
        desk.click_any(button);
    }
    assert!(desk.reads("Israel, content, month 1: mean "));
}

#[test]
fn a_case_opens_at_the_month_of_its_largest_fall_and_says_so() {
    let mut desk = decision();
    assert!(desk.reads("month 0: the largest fall"));
    desk.click_any("A month later");
    assert!(desk.reads("month 1") && !desk.reads("the largest fall"));
}

#[test]
fn a_month_that_was_chosen_stays_when_another_plan_is_shown() {
    let mut desk = decision();
    desk.ask(PlayCommand::ShowMonth(5));
    desk.click_any("Plan");
    desk.click_any("Withhold everything");
    assert!(desk.reads("Israel, content, month 5: mean "));
}

#[test]
fn the_mean_of_the_partner_most_affected_is_split_by_whether_it_learns() {
    let mut desk = decision();
    let (projection, _) = desk.app().projection().expect("a projection");
    let split = &projection.partner(&ActorId::known("israel")).expect("Israel").split[0];
    let [learned, unaware] = [&split.learned, &split.unaware].map(|mean| mean.expect("some histories"));
    let points = |share: f64| (100.0 * share).round();
    let pair = |mean: MeanWillingness| {
        format!("{} → {}", points(mean.withheld.methods), points(mean.planned.methods))
    };
    assert!(learned.planned.methods < unaware.planned.methods);
    let share = points(split.share.mean);
    let words = format!(
        "Israel, sources: if it learns ({share}\u{a0}%): {} · if not: {}",
        pair(learned),
        pair(unaware)
    );
    assert!(desk.reads(&words), "{words}");
    assert!(desk.reads("Mean, if nothing were said → as planned"), "the pair is named where it first stands");
    assert!(desk.paints("if it learns"), "the map has a lane of two stages and says so");
}

#[test]
fn supposing_that_it_learns_the_window_shows_those_histories() {
    let mut desk = decision();
    let means = |desk: &mut Desk| {
        let (projection, current) = desk.app().projection().expect("a projection");
        let split = &projection.partner(&ActorId::known("israel")).expect("Israel").split[0];
        assert!(current);
        (split.learned.expect("it learns").planned, split.all.expect("histories").planned)
    };
    let (learned, all) = means(&mut desk);
    assert!(learned.methods < all.methods);
    desk.click_any("Suppose it learns");
    let (learned, all) = means(&mut desk);
    assert_eq!(learned, all);
    assert!(desk.reads("Israel, sources: it learns in every history: "));
    assert!(desk.paints("supposing that the originator learns; mean"));
    desk.click_any("Suppose it learns");
    assert!(desk.reads("Israel, sources: if it learns ("));
}

#[test]
fn where_it_never_learns_there_is_nothing_to_suppose_and_the_bar_says_why() {
    const WHY: &str = "it never learns";
    let mut desk = decision();
    assert!(!desk.reads(WHY));
    desk.click_any("Suppose it learns");
    desk.click_any("Plan");
    desk.click_any("Withhold everything");
    assert!(desk.reads(WHY), "to be read without a pointer");
    let switch = desk.window.get_by_label("Suppose it learns").accesskit_node();
    assert!(switch.is_disabled());
    assert!(!desk.paints("supposing that the originator learns"));
    let (projection, current) = desk.app().projection().expect("a projection");
    assert!(current && projection.histories > 0, "all histories are shown");
    desk.click_any("Plan");
    desk.click_any("As it happened");
    assert!(desk.paints("supposing that the originator learns"), "the wish comes back with the plan");
}

#[test]
fn where_no_history_is_found_in_which_it_learns_at_once_all_of_them_stay_on_the_screen() {
    let engine: Arc<Engine> =
        Arc::new(|scenario: &Scenario, plan: &Plan, run: &Run, monitor: &dyn Monitor| {
            let projection = project_in_few_histories(scenario, plan, run, monitor)?;
            let histories = if run.given_detected { 0 } else { projection.histories };
            Ok(Projection { histories, ..projection })
        });
    let mut desk =
        Desk::on_with(Setup { engine: Some(engine), ..Setup::default() }, &small_case(), "Decision");
    desk.click_any("Suppose it learns");
    let (projection, current) = desk.app().projection().expect("a projection");
    assert!(current && projection.histories > 0);
    assert!(desk.reads("no history was found in which it learns at once"));
}

#[test]
fn where_nothing_is_told_nobody_changes() {
    let mut desk = decision();
    desk.click_any("Plan");
    desk.click_any("Withhold everything");
    desk.ask(PlayCommand::ShowMonth(7));
    let rows = desk.window.query_all_by_label_contains(", month 7: mean ");
    let rows: Vec<String> = rows.filter_map(|row| row.value()).collect();
    assert_eq!(rows.len(), 8, "{rows:?}");
    assert!(rows.iter().all(|row| row.ends_with("change 0; it learns in no history")), "{rows:?}");
    assert!(desk.reads("Nobody shares less in month 7."));
}

#[test]
fn a_warning_stands_among_gains_and_losses_where_lives_are_at_stake() {
    let mut desk = decision();
    assert!(!desk.reads("Warning, "));
    let mut plot = desk.scenario().items.get(&item()).expect("the plot").clone();
    plot.warning.put(RecipientId::Actor(ActorId::known("russia")), Quantity::plain(1.0));
    desk.ask(Command::Edit(Edit::PutItem(item(), plot)));
    assert!(desk.reads("Warning, of 1 at stake: +"));
    assert!(desk.reads("Total, harm × 3: "), "and its weight in the total");
}

#[test]
fn every_control_can_be_reached_by_tab_and_wears_the_ring() {
    let mut desk = decision();
    let mut ringless = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..80 {
        desk.press(Key::Tab);
        let Some(focused) = desk.window.query_all_by(|node| node.is_focused()).next() else { continue };
        let Some(name) = focused.accesskit_node().label() else { continue };
        let place = focused.rect();
        if !desk.has_ring(place) {
            ringless.push((name.clone(), place));
        }
        seen.insert(name);
    }
    for name in
        ["Plan", "New plan", "Preparation: Staffed", "Cover story: Full", "Tell Russia", "Tell the public"]
    {
        assert!(seen.contains(name), "{name} is not among {seen:?}");
    }
    assert!(ringless.is_empty(), "{ringless:?}");
}

#[test]
fn a_stale_result_is_still_shown() {
    let mut desk = Desk::on_with(failing_after_a_change(), &small_case(), "Decision");
    desk.change_something();
    assert!(desk.app().projection().is_some_and(|(_, current)| !current));
    assert!(desk.window.query_by_label_contains("finds the source").is_some());
}

/// An engine that falls over once seven months are to be projected.
fn failing_after_a_change() -> Setup {
    let engine: Arc<Engine> =
        Arc::new(|scenario: &Scenario, plan: &Plan, run: &Run, monitor: &dyn Monitor| {
            assert!(scenario.horizon_months != 7, "seven is too much");
            project_in_few_histories(scenario, plan, run, monitor)
        });
    Setup { engine: Some(engine), ..Setup::default() }
}

#[test]
fn before_the_first_projection_there_is_a_sentence_and_no_number() {
    let endless = |_: &Scenario, _: &Plan, _: &Run, monitor: &dyn Monitor| {
        while !monitor.cancelled() {
            std::thread::yield_now();
        }
        Err(Cancelled)
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    tearline::storage::save(&path, &small_case()).expect("saved");
    let mut desk =
        Desk::with_unsettled(Setup { file: Some(path), engine: Some(Arc::new(endless)), ..Setup::default() });
    desk.draw_until_it_reads("Tell Russia");
    assert!(desk.window.query_all_by_label("The first projection is being computed.").count() >= 2);
    assert!(desk.window.query_by_label_contains("Harm to sources").is_none());
    desk.ask(ProjectionCommand::Stop);
}

#[test]
fn a_stage_that_nobody_touches_comes_to_rest_and_names_all_its_controls() {
    for stage in ["Decision", "Aftermath"] {
        let mut desk = Desk::on(&small_case(), stage);
        // Settling also runs the harness's own check of accessible names.
        assert!(desk.rests(), "{stage} keeps asking for another frame");
    }
}

/// The flagship case, in which the first plan retells what was done.
fn historical() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    desk
}

#[test]
fn a_change_of_what_was_done_becomes_a_copy_unless_somebody_wants_it_otherwise() {
    let mut desk = historical();
    let before = desk.scenario();
    desk.choose_of("Preparation", "Staffed");
    assert!(desk.reads("Change “As it happened”, or a copy of it?"));
    desk.press(Key::Escape);
    assert_eq!(desk.scenario(), before, "Escape changes nothing");
    assert!(!desk.reads("or a copy of it?"));
    desk.choose_of("Preparation", "Staffed");
    desk.press(Key::Enter);
    assert_eq!(desk.shown_plan().name, "As it happened, changed", "a copy is the default");
    assert_eq!(desk.shown_plan().preparation, Preparation::Staffed);
    assert_eq!(desk.scenario().plans.values().next(), before.plans.values().next(), "history stays");
    desk.choose_of("Preparation", "In the room");
    assert!(!desk.reads("or a copy of it?"), "a copy is changed freely");
    desk.ctrl(Key::Z, false);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
    assert_eq!(desk.shown_plan().name, "As it happened");
}

#[test]
fn once_it_is_said_that_what_was_done_may_be_changed_nobody_is_asked_again() {
    let mut desk = historical();
    let plans = desk.scenario().plans.len();
    desk.choose_of("Preparation", "Staffed");
    desk.click("Change it");
    assert_eq!(desk.shown_plan().preparation, Preparation::Staffed);
    desk.choose_of("Preparation", "In the room");
    assert_eq!(desk.shown_plan().preparation, Preparation::Spontaneous);
    assert_eq!(desk.scenario().plans.len(), plans);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    desk.choose_of("Preparation", "Staffed");
    assert!(desk.reads("or a copy of it?"), "of a document that was opened anew it is asked anew");
}

#[test]
fn a_drag_is_asked_about_when_the_pointer_lets_go() {
    let mut desk = historical();
    let before = desk.scenario();
    let track = desk.window.get_by_label("Tell Russia").rect();
    let at = |share: f32| egui::pos2(track.center().x, track.top() + share * track.height());
    desk.window.hover_at(at(0.5));
    desk.window.drag_at(at(0.5));
    for share in [0.4, 0.3, 0.1] {
        desk.window.hover_at(at(share));
        desk.window.step();
    }
    desk.settle();
    assert!(!desk.reads("or a copy of it?"), "while the button is down");
    desk.window.drop_at(at(0.1));
    desk.settle();
    desk.click("Change a copy");
    assert_ne!(desk.scenario(), before);
    assert_eq!(desk.scenario().plans.values().next(), before.plans.values().next());
}

#[test]
fn a_plan_that_retells_history_may_get_another_name_unasked() {
    let mut desk = historical();
    let (id, plan) = (desk.app().plan().expect("a plan").clone(), desk.shown_plan());
    desk.ask(Command::Edit(Edit::PutPlan(id, Plan { name: "What was done".into(), ..plan })));
    assert_eq!(desk.shown_plan().name, "What was done");
}

//! Journeys through the decision.

use crate::window::{TestWindow, Window, open};
use crate::world::PLOT;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::scenario::{ActorId, Cover, Edit, ItemId, Level, Permission, Preparation, RecipientId};
use tearline::ui::{Command, Stage, ViewCommand};

fn decision() -> TestWindow {
    open(Window::oval_office(Stage::Decision))
}

fn told(window: &TestWindow) -> Level {
    let russia = RecipientId::Actor(ActorId::known("russia"));
    window.state().plan().level(&ItemId::known(PLOT), &russia)
}

fn press(window: &mut TestWindow, label: &str) {
    window.get_by_label(label).click();
    window.run_steps(3);
}

fn press_key(window: &mut TestWindow, key: Key) {
    window.key_press(key);
    window.run_steps(2);
}

#[test]
fn arrow_keys_on_a_track_change_what_a_recipient_is_told_one_step_at_a_time() {
    let mut window = decision();
    window.get_by_label("Tell Russia").focus();
    window.run_steps(2);
    press_key(&mut window, Key::ArrowDown);
    assert_eq!(told(&window), Level::Content);
    press_key(&mut window, Key::ArrowUp);
    press_key(&mut window, Key::ArrowUp);
    assert_eq!(told(&window), Level::SourcesMethods);
    press_key(&mut window, Key::Home);
    assert_eq!(told(&window), Level::Withheld);
    assert_eq!(window.state().steps.first().map(String::as_str), Some("tell Russia: content"));
}

#[test]
fn a_track_says_its_level_and_takes_one_from_a_screen_reader() {
    let mut window = decision();
    let track = window.get_by_label("Tell Russia");
    assert_eq!(track.value().as_deref(), Some("context"));
    track.set_value_accesskit(1.0);
    window.run_steps(2);
    assert_eq!(told(&window), Level::Gist);
    assert_eq!(window.get_by_label("Tell Russia").value().as_deref(), Some("gist"));
}

#[test]
fn a_click_on_a_step_tells_that_level() {
    let mut window = decision();
    let track = window.get_by_label("Tell Russia").rect();
    // The upper end of the track is sources and methods, the lower end is withheld.
    window.drag_at(track.center_top() + egui::vec2(0.0, 8.0));
    window.run_steps(2);
    window.drop_at(track.center_top() + egui::vec2(0.0, 8.0));
    window.run_steps(2);
    assert_eq!(told(&window), Level::SourcesMethods);
}

#[test]
fn dragging_along_a_track_sends_a_change_for_every_level_it_passes() {
    let mut window = decision();
    let track = window.get_by_label("Tell Russia").rect();
    let at = |share: f32| egui::pos2(track.center().x, track.top() + share * track.height());
    window.drag_at(at(0.3));
    window.run_steps(2);
    for share in [0.5, 0.7, 0.95] {
        window.hover_at(at(share));
        window.run_steps(1);
    }
    window.drop_at(at(0.95));
    window.run_steps(2);
    assert_eq!(told(&window), Level::Withheld);
    assert!(window.state().steps.len() >= 2, "{:?}", window.state().steps);
}

#[test]
fn resting_on_a_choice_previews_it_and_leaving_takes_the_preview_away() {
    let mut window = decision();
    window.get_by_label("Cover story: Full").hover();
    window.run_steps(3);
    let cover = |plan: &tearline::scenario::Plan| plan.item(&ItemId::known(PLOT)).cover;
    assert_eq!(window.state().preview.as_ref().map(|(plan, _)| cover(plan)), Some(Cover::Full));
    assert!(window.query_by_label_contains("Full cover").is_some(), "the line of the preview says so");
    assert_eq!(cover(window.state().plan()), Cover::None, "nothing is changed");
    window.hover_at(egui::pos2(200.0, 200.0));
    window.run_steps(3);
    assert!(window.state().preview.is_none());
    let previews = window
        .state()
        .asked
        .iter()
        .filter(|command| matches!(command, Command::View(ViewCommand::Preview(_))));
    assert_eq!(previews.count(), 2, "one for coming, one for leaving");
}

#[test]
fn preparation_cover_and_asking_are_single_clicks() {
    let mut window = decision();
    for label in [
        "Preparation: Staffed",
        "Cover story: Partial",
        "Ask Russia in return: A concession",
        "Ask Israel first: Refused",
    ] {
        press(&mut window, label);
    }
    let plan = window.state().plan();
    let item = plan.item(&ItemId::known(PLOT));
    assert_eq!(plan.preparation, Preparation::Staffed);
    assert_eq!((item.cover, item.permission), (Cover::Partial, Permission::Refused));
    assert_eq!(plan.asks.len(), 1);
    assert_eq!(window.state().steps.len(), 4);
}

#[test]
fn a_grant_names_its_level() {
    let mut window = decision();
    press(&mut window, "Ask Israel first: Granted up to…");
    press(&mut window, "Granted up to content");
    let item = window.state().plan().item(&ItemId::known(PLOT));
    assert_eq!(item.permission, Permission::Granted(Level::Content));
    assert!(window.query_by_label("Ask Israel first: Granted: content").is_some());
}

#[test]
fn history_has_leaks_and_courts() {
    let mut window = decision();
    press(&mut window, "Preparation: For history…");
    press(&mut window, "Compelled");
    assert_eq!(window.state().plan().preparation, Preparation::Compelled);
}

#[test]
fn a_new_plan_is_shown_at_once_and_waits_for_its_name() {
    let mut window = decision();
    press(&mut window, "New plan");
    window.run_steps(2);
    let name = window.get_by_label("Name of the plan");
    name.focus();
    window.run_steps(1);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.get_by_label("Name of the plan").type_text("Ask first");
    window.run_steps(2);
    press_key(&mut window, Key::Enter);
    assert_eq!(window.state().plan().name, "Ask first");
    assert_eq!(window.state().scenario.plans.len(), 3);
    assert!(window.query_by_label_contains("Nobody is told anything yet.").is_some());
    assert!(window.query_by_label_contains("Choose a level for Russia.").is_some());
}

#[test]
fn a_plan_is_renamed_duplicated_and_deleted() {
    let mut window = decision();
    press(&mut window, "Rename plan");
    window.get_by_label("Name of the plan").type_text(", in May");
    window.run_steps(2);
    press_key(&mut window, Key::Enter);
    assert_eq!(window.state().plan().name, "As it happened, in May");
    press(&mut window, "Duplicate plan");
    assert_eq!(window.state().plan().name, "As it happened, in May, copy");
    assert_eq!(told(&window), Level::Context, "the copy tells the same");
    press_key(&mut window, Key::Escape);
    press(&mut window, "Delete plan");
    assert_eq!(window.state().scenario.plans.len(), 2);
    let removed = |command: &Command| matches!(command, Command::Edit(Edit::RemovePlan(_)));
    assert!(window.state().asked.iter().any(removed));
}

#[test]
fn the_last_plan_cannot_be_deleted() {
    let mut window = decision();
    press(&mut window, "Delete plan");
    assert!(window.get_by_label("Delete plan").accesskit_node().is_disabled());
}

#[test]
fn another_plan_is_chosen_by_name() {
    let mut window = decision();
    press(&mut window, "Plan");
    press(&mut window, "Withhold everything");
    assert_eq!(window.state().plan().name, "Withhold everything");
}

#[test]
fn numbers_follow_a_choice_and_stand_in_words() {
    let mut window = decision();
    let before = window.get_by_label_contains("finds the source").value();
    assert!(
        before.as_deref().is_some_and(|text| text.starts_with("Syria or Iran finds the source: ")),
        "{before:?}"
    );
    press(&mut window, "Cover story: Full");
    let after = window.get_by_label_contains("finds the source").value();
    assert_ne!(before, after);
    assert!(window.query_by_label_contains("Israel, content, month 3: ").is_some());
    assert!(window.query_by_label_contains("Harm to sources").is_some());
    assert!(window.query_by_label_contains("Syria would hold at least the gist").is_some());
}

#[test]
fn committing_goes_on_to_the_aftermath() {
    let mut window = decision();
    press(&mut window, "Commit and play ▸");
    assert_eq!(window.state().stage, Stage::Aftermath);
}

#[test]
fn the_month_of_the_plot_can_be_stepped() {
    let mut window = decision();
    press(&mut window, "A month later");
    press(&mut window, "A month later");
    press(&mut window, "A month earlier");
    assert_eq!(window.state().month, 4);
}

#[test]
fn every_control_can_be_reached_by_tab_and_wears_the_ring() {
    let mut window = decision();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..80 {
        window.key_press(Key::Tab);
        window.run_steps(2);
        let focused = window.root().children_recursive().find(|node| node.is_focused());
        seen.extend(focused.and_then(|node| node.accesskit_node().label()));
    }
    for name in
        ["Plan", "New plan", "Preparation: Staffed", "Cover story: Full", "Tell Russia", "Tell the public"]
    {
        assert!(seen.contains(name), "{name} is not among {seen:?}");
    }
}

#[test]
fn a_stale_result_is_still_shown() {
    let window = open(Window { current: false, ..Window::oval_office(Stage::Decision) });
    assert!(window.query_by_label_contains("finds the source").is_some());
}

#[test]
fn before_the_first_projection_there_is_a_sentence_and_no_number() {
    let window = open(Window { projection: None, ..Window::oval_office(Stage::Decision) });
    assert!(window.query_all_by_label("The first projection is being computed.").count() >= 2);
    assert!(window.query_by_label_contains("Harm to sources").is_none());
}

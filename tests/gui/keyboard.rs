//! Everything can be done by keyboard alone, and everything by pointer alone.

use crate::desk::{BRIEFING, Desk, Setup, read};
use egui::{Key, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use tearline::app::Picked;
use tearline::scenario::{ActorId, Input, ItemId, Level, ParameterField, RecipientId};
use tearline::ui::{FileCommand, HistoryChoice, PlayCommand, ViewCommand};

impl Desk {
    /// The name of what has the keyboard.
    pub fn focused(&self) -> Option<String> {
        let node = self.window.query_all_by(|node| node.is_focused()).next()?;
        let node = node.accesskit_node();
        Some(node.label().or(node.value()).unwrap_or_default())
    }

    /// Presses Tab until something of this name has the keyboard; an ellipsis stands for any ending.
    pub fn tab_to(&mut self, name: &str) {
        for _ in 0..200 {
            let is_it = |focused: String| match name.strip_suffix('…') {
                Some(beginning) => focused.starts_with(beginning),
                None => focused == name,
            };
            if self.focused().is_some_and(is_it) {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("{name} cannot be reached by Tab");
    }

    /// Everything that Tab reaches, and how often it lands on something without a name.
    fn reached(&mut self) -> (BTreeSet<String>, usize) {
        let (mut names, mut nameless) = (BTreeSet::new(), 0);
        for _ in 0..200 {
            self.press(Key::Tab);
            match self.focused() {
                Some(name) if name.is_empty() => nameless += 1,
                Some(name) => {
                    names.insert(name);
                }
                None => {}
            }
        }
        (names, nameless)
    }
}

#[test]
fn a_group_at_the_right_is_walked_from_left_to_right() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    desk.tab_to("New plan");
    let names: Vec<Option<String>> = (0..3)
        .map(|_| {
            desk.press(Key::Tab);
            desk.focused()
        })
        .collect();
    assert_eq!(names, ["Duplicate plan", "Rename plan", "Delete plan"].map(|name| Some(name.to_owned())));
}

/// The place of what has the keyboard.
fn focused_place(desk: &Desk) -> Option<Rect> {
    Some(desk.window.query_all_by(|node| node.is_focused()).next()?.rect())
}

#[test]
fn f6_walks_the_areas_of_every_stage_and_tab_goes_on_within_them() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    for stage in ["Setting", "Decision", "Aftermath", "Why", "Compare"] {
        desk.go_to(stage);
        for area in [stage, "Map", "Plots", stage] {
            desk.press(Key::F6);
            assert_eq!(desk.focused().as_deref(), Some(area), "{stage}");
            let whole = focused_place(&desk).expect("a place");
            assert!(desk.has_ring(whole), "{stage}, {area}");
            desk.press(Key::Tab);
            let first = focused_place(&desk).expect("something");
            assert!(whole.contains_rect(first), "{stage}, {area}: {:?}", desk.focused());
        }
        for area in ["Plots", "Map", stage] {
            desk.window.key_press_modifiers(Modifiers::SHIFT, Key::F6);
            desk.settle();
            assert_eq!(desk.focused().as_deref(), Some(area), "{stage}, back");
        }
    }
}

#[test]
fn f6_goes_on_from_the_area_in_which_somebody_types_or_typed_last() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    desk.ask(ViewCommand::ShowNumber(Input::Parameter(ParameterField::Gossip)));
    desk.type_text("0.35");
    desk.press(Key::F6);
    assert_eq!(desk.focused().as_deref(), Some("Map"), "the panel had it");
    assert_eq!(
        desk.scenario().figure(&Input::Parameter(ParameterField::Gossip)).map(|it| it.likely),
        Some(0.35)
    );
    desk.ctrl(Key::P, false);
    desk.type_text("next area");
    desk.press(Key::Enter);
    assert_eq!(desk.focused().as_deref(), Some("Plots"), "the map had it before the palette");
}

#[test]
fn an_area_that_has_the_keyboard_leaves_plain_keys_to_the_stage() {
    let mut desk = Desk::new();
    desk.reads_briefings = true;
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    // The button that goes on has the keyboard already.
    for area in ["Map", "Who is who", "Briefing"] {
        desk.press(Key::F6);
        assert_eq!(desk.focused().as_deref(), Some(area));
    }
    desk.press(Key::Enter);
    assert!(desk.shows_stage("Decision"));
    desk.go_to("Aftermath");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Typical)));
    desk.press(Key::F6);
    assert_eq!(desk.focused().as_deref(), Some("Aftermath"));
    let plays = |desk: &Desk| desk.window.query_by_role_and_label(Role::Button, "Pause").is_some();
    let before = plays(&desk);
    desk.press(Key::Space);
    assert_ne!(plays(&desk), before, "Space holds time, or lets it go on");
}

#[test]
fn f6_and_fewer_than_twenty_tabs_lead_from_the_briefing_to_the_board() {
    let mut desk = Desk::new();
    desk.reads_briefings = true;
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.press(Key::Enter);
    assert!(desk.shows_stage("Decision"));
    desk.press(Key::F6);
    let is_on_board = |desk: &Desk| desk.focused().is_some_and(|name| name.starts_with("Tell Russia"));
    let tabs = (1..=19).find(|_| {
        desk.press(Key::Tab);
        is_on_board(&desk)
    });
    assert!(tabs.is_some(), "{:?}", desk.focused());
}

#[test]
fn f6_turns_to_the_areas_of_a_small_window_and_says_where_there_is_one_alone() {
    let mut desk = Desk::with(Setup { size: vec2(640.0, 360.0), ..Setup::default() });
    desk.press(Key::F6);
    assert!(desk.reads("This stage is a single area"));
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Aftermath");
    for area in ["Aftermath", "Map", "Plots", "Aftermath"] {
        desk.press(Key::F6);
        assert_eq!(desk.focused().as_deref(), Some(area));
        let name = format!("Show {area}");
        let tab = desk.window.get_by_role_and_label(Role::Tab, &name);
        assert_eq!(tab.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True), "{area}");
    }
    desk.go_to("Decision");
    desk.click_role(Role::Tab, "Show Map");
    desk.press(Key::F6);
    assert_eq!(desk.focused().as_deref(), Some("Map"), "the one that is shown");
}

#[test]
fn library_a_case_is_opened_by_keyboard() {
    let mut desk = Desk::new();
    desk.tab_to("The Zimmermann telegram…");
    desk.press(Key::Enter);
    assert!(desk.scenario().about.title.contains("Zimmermann"));
    desk.press(Key::Enter);
    assert!(desk.shows_stage("Decision"));
}

#[test]
fn setting_somebody_is_moved_changed_tied_and_removed_by_keyboard() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let before = desk.scenario();
    desk.ctrl(Key::Num2, false);
    desk.tab_to("Germany, partner");
    desk.press(Key::ArrowUp);
    assert_ne!(desk.scenario(), before, "it has moved");
    desk.press(Key::Enter);
    desk.tab_to("Name");
    desk.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::A);
    desk.type_text("West Germany");
    assert_eq!(desk.scenario().name(&ActorId::known("de")), "West Germany");
    desk.tab_to("West Germany, partner");
    desk.press(Key::Delete);
    assert!(!desk.scenario().actors.contains(&ActorId::known("de")));
    for _ in 0..10 {
        desk.ctrl(Key::Z, false);
    }
    assert_eq!(desk.scenario(), before);
}

#[test]
fn decision_a_level_is_chosen_and_committed_by_keyboard_and_the_case_saved() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.tab_to("Tell Russia");
    desk.press(Key::ArrowDown);
    desk.tab_to("Change it");
    desk.press(Key::Enter);
    let plan = desk.app().plan().cloned().expect("a plan");
    let told = |desk: &Desk| {
        let russia = RecipientId::Actor(ActorId::known("ru"));
        desk.scenario().plans.get(&plan).expect("the plan").level(&ItemId::known("plot"), &russia)
    };
    assert_eq!(told(&desk), Level::Content);
    let path = desk.place("by-keyboard.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::S, false);
    assert_eq!(read(&path), desk.scenario());
    desk.tab_to("Commit and play…");
    desk.press(Key::Enter);
    assert!(desk.shows_stage("Aftermath"));
}

#[test]
fn aftermath_time_is_held_stepped_and_a_repair_added_by_keyboard() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ctrl(Key::Num4, false);
    desk.tab_to("Month");
    desk.press(Key::ArrowRight);
    assert!(desk.reads("Month 1"));
    desk.press(Key::End);
    assert!(desk.reads("Month 24"));
    desk.press(Key::Home);
    desk.press(Key::ArrowRight);
    let repairs = |desk: &Desk| desk.scenario().plans.values().next().expect("a plan").repairs.len();
    let before = repairs(&desk);
    desk.tab_to("Add a repair");
    desk.press(Key::Enter);
    desk.tab_to("Change it");
    desk.press(Key::Enter);
    assert_eq!(repairs(&desk), before + 1);
    desk.tab_to("Look at: One history");
    desk.press(Key::Enter);
    assert!(desk.app().event_log().is_some());
}

#[test]
fn why_a_cause_is_opened_by_keyboard() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ctrl(Key::Num5, false);
    desk.tab_to("Log-odds and formulas");
    desk.press(Key::Enter);
    desk.tab_to("promise broken: −…");
    desk.press(Key::Enter);
    assert!(desk.reads("risk = (1 − ι)(1 − τ_I · τ_C)"));
}

#[test]
fn compare_a_choice_is_looked_at_and_taken_up_by_keyboard() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("zimmermann-1917".into()));
    let before = desk.scenario();
    desk.ctrl(Key::Num6, false);
    desk.tab_to("Ask: Better plan");
    desk.press(Key::Enter);
    desk.tab_to("Look at: …");
    desk.press(Key::Enter);
    assert_eq!(desk.scenario(), before, "it is offered, and not added unasked");
    desk.tab_to("Add as a plan");
    desk.press(Key::Enter);
    assert_eq!(desk.scenario().plans.len(), before.plans.len() + 1);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn every_stage_names_all_that_tab_reaches_and_the_map_is_reached_in_each() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    for (stage, must) in [
        (Key::Num2, ["Iran, recipient’s friend", "Show: Actors", "Add an actor"]),
        (Key::Num3, ["Iran, recipient’s friend", "Preparation: Staffed", "Commit and play ▸"]),
        (Key::Num4, ["Iran, recipient’s friend", "Show: Table", "Month"]),
        (Key::Num5, ["Iran, recipient’s friend", "Partner asked about", "Month"]),
        (Key::Num6, ["Iran, recipient’s friend", "Ask: Better plan", "Result across"]),
    ] {
        desk.ctrl(stage, false);
        let (names, nameless) = desk.reached();
        assert_eq!(nameless, 0, "{stage:?}: {names:?}");
        for name in must {
            assert!(names.contains(name), "{stage:?} does not reach {name}: {names:?}");
        }
    }
}

#[test]
fn by_pointer_alone_a_case_is_opened_changed_played_and_asked_why() {
    let mut desk = Desk::new();
    desk.click_at(Role::Button, "Oval Office, May 2017");
    desk.click_at(Role::Button, BRIEFING);
    desk.click_at(Role::RadioButton, "Preparation: Staffed");
    desk.click_at(Role::Button, "Change it");
    desk.click_at(Role::Tab, "Setting");
    desk.click_at(Role::Button, "Israel, originator");
    desk.click_at(Role::Tab, "Decision");
    desk.click_at(Role::Button, "Commit and play ▸");
    desk.click_at(Role::Button, "Pause");
    desk.click_at(Role::Button, "Next event");
    desk.click_at(Role::RadioButton, "Look at: All histories");
    desk.click_at(Role::Button, "Add a repair");
    desk.click_at(Role::Tab, "Why");
    assert!(desk.reads("Why Israel differs in month"));
    desk.click_at(Role::Tab, "Compare");
    desk.click_at(Role::RadioButton, "Ask: Smallest repair");
    assert!(desk.reads("willingness to share sources and methods"));
    assert_eq!(desk.scenario().plans.values().next().expect("a plan").repairs.len(), 1);
}

impl Desk {
    /// Moves the pointer there and clicks, as a hand does.
    pub fn click_at(&mut self, role: Role, name: &str) {
        let place = self.window.get_by_role_and_label(role, name).rect().center();
        self.window.hover_at(place);
        self.window.drag_at(place);
        self.window.drop_at(place);
        self.settle();
    }
}

//! Everything can be found: in the palette by name, on the sheet by key, in the guide by page.

use crate::desk::Desk;
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::scenario::{ActorId, Edit, Input, ParameterField, PartnerField};
use tearline::ui::command::table;
use tearline::ui::{AddCommand, Command, DialogCommand, FileCommand, GuidePage, Selection};

fn oval_office() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk
}

impl Desk {
    /// Opens the palette, types, and takes what is found first.
    fn find(&mut self, words: &str) {
        self.ctrl(Key::P, false);
        self.type_text(words);
        self.press(Key::Enter);
    }
}

#[test]
fn whatever_is_typed_into_the_palette_is_done_on_enter() {
    let mut desk = oval_office();
    desk.find("go to setting");
    assert!(desk.shows_stage("Setting"));
    desk.find("dark look");
    assert!(desk.reads("Look: Dark"));
    desk.find("plan say nothing");
    let plan = desk.app().plan().cloned().expect("a plan");
    assert_eq!(desk.scenario().plans.get(&plan).map(|plan| plan.name.clone()), Some("Say nothing".into()));
    desk.find("open zimmermann");
    assert!(desk.scenario().about.title.contains("Zimmermann"));
}

#[test]
fn whatever_can_be_made_can_be_found() {
    let mut desk = oval_office();
    let before = desk.scenario();
    desk.find("new plan");
    desk.type_text("Third way");
    desk.press(Key::Enter);
    let shown = |desk: &mut Desk| {
        let plan = desk.app().plan().cloned().expect("a plan");
        desk.scenario().plans.get(&plan).cloned().expect("it is there")
    };
    assert_eq!(shown(&mut desk).name, "Third way", "what was suggested is replaced");
    desk.find("duplicate");
    desk.press(Key::Enter);
    assert_eq!(desk.scenario().plans.len(), before.plans.len() + 2);
    desk.find("add an actor");
    assert!(desk.shows_stage("Setting"));
    desk.type_text("Oman");
    desk.press(Key::Enter);
    assert!(desk.scenario().actors.values().any(|actor| actor.name == "Oman"));
    desk.find("add an item");
    desk.type_text("A cable");
    desk.press(Key::Enter);
    assert!(desk.scenario().items.values().any(|item| item.name == "A cable"));
    desk.find("lay out");
    desk.find("add a repair");
    assert!(desk.shows_stage("Aftermath"));
    let after = desk.scenario();
    assert_eq!((after.actors.len(), after.items.len()), (before.actors.len() + 1, before.items.len() + 1));
    assert_eq!(shown(&mut desk).repairs.len(), 1);
    desk.find("focus on");
    assert!(desk.reads("Select an actor first"));
    desk.find("select israel");
    desk.find("focus on");
    desk.find("select russia");
    assert!(desk.window.query_by_label("Focus").is_some());
}

#[test]
fn a_word_that_is_no_name_is_understood_all_the_same() {
    let mut desk = oval_office();
    for (word, found) in [("shortcut", "Keys"), ("theme", "Dark look"), ("zoom", "Larger"), ("help", "Guide")]
    {
        desk.ctrl(Key::P, false);
        desk.type_text(word);
        assert!(desk.window.query_all_by_role_and_label(Role::Button, found).count() >= 1, "{word}");
        desk.press(Key::Escape);
    }
}

#[test]
fn a_number_is_found_by_its_name_and_takes_the_keyboard() {
    let mut desk = oval_office();
    let israel = ActorId::known("il");
    for (words, input) in [
        ("gossip", Input::Parameter(ParameterField::Gossip)),
        ("israel formal agreement", Input::Partner(israel, PartnerField::FormalAgreement)),
    ] {
        desk.find(words);
        assert!(desk.shows_stage("Setting"), "{words}");
        desk.settle();
        desk.type_text("0.35");
        desk.press(Key::Enter);
        assert_eq!(desk.scenario().figure(&input).map(|figure| figure.likely), Some(0.35), "{words}");
    }
}

#[test]
fn tables_are_found_by_the_words_for_taking_them_out() {
    let mut desk = oval_office();
    for word in ["export", "csv", "print"] {
        desk.find(&format!("{word} side by side"));
        assert!(desk.reads("There is nothing to put into a table yet."), "{word}");
        desk.press(Key::Escape);
    }
}

#[test]
fn a_dialog_and_the_window_have_names() {
    let mut desk = oval_office();
    desk.ctrl(Key::P, false);
    assert!(desk.window.query_by_role_and_label(Role::Dialog, "Command palette").is_some());
    let window = desk.window.root().accesskit_node().label().expect("a name");
    assert!(window.ends_with("– Tearline"), "{window}");
}

#[test]
fn the_palette_is_walked_with_the_arrows_and_left_with_escape() {
    let mut desk = oval_office();
    let before = desk.scenario();
    desk.ctrl(Key::P, false);
    desk.type_text("select");
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowUp);
    desk.press(Key::Enter);
    let second = before.actors.at(1).map(|(id, _)| id.clone()).expect("a second actor");
    assert_eq!(desk.app().selection(), &Selection::Actor(second));
    desk.ctrl(Key::P, false);
    desk.type_text("nothing is called that");
    assert!(desk.reads("No command matches."));
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("Search for a command").is_none());
    assert_eq!(desk.scenario(), before);
}

/// The buttons in the window, by their names.
fn buttons(desk: &Desk) -> Vec<String> {
    let buttons = desk.window.query_all_by_role(Role::Button);
    buttons.filter_map(|button| button.accesskit_node().label()).collect()
}

#[test]
fn every_command_stands_in_the_palette_with_its_keys() {
    let mut desk = oval_office();
    desk.ctrl(Key::P, false);
    let mut seen = std::collections::BTreeSet::new();
    // Only rows in sight are drawn, so the list is walked until nothing new comes.
    while !buttons(&desk).iter().all(|button| seen.contains(button)) {
        seen.extend(buttons(&desk));
        for _ in 0..11 {
            desk.window.key_press(Key::ArrowDown);
        }
        desk.settle();
    }
    for entry in table().iter().filter(|entry| entry.command != DialogCommand::ShowPalette.into()) {
        let name = entry.palette_name();
        assert!(seen.contains(&name), "{name}");
    }
    let number = desk.scenario().inputs().pop().expect("a number");
    let number = format!("Number: {}", desk.scenario().input_name(&number));
    assert!(seen.contains(&number), "the last number of the case: {number}");
}

#[test]
fn the_sheet_shows_every_key() {
    let mut desk = oval_office();
    desk.ctrl(Key::Slash, false);
    for entry in table().iter().filter(|entry| !entry.shortcuts.is_empty()) {
        assert!(desk.reads(entry.name), "{}", entry.name);
    }
    desk.press(Key::Escape);
    assert!(!desk.reads("Time and histories"));
}

#[test]
fn a_question_mark_opens_the_sheet_but_can_be_typed() {
    let mut desk = oval_office();
    desk.window.key_press_modifiers(egui::Modifiers::SHIFT, Key::Questionmark);
    desk.settle();
    assert!(desk.reads("Time and histories"));
    desk.press(Key::Escape);
    desk.ask(AddCommand::Item);
    desk.window.key_press_modifiers(egui::Modifiers::SHIFT, Key::Questionmark);
    desk.settle();
    assert!(!desk.reads("Time and histories"));
}

#[test]
fn the_guide_opens_at_the_page_that_belongs_and_every_page_can_be_read() {
    let mut desk = oval_office();
    desk.press(Key::F1);
    assert!(desk.reads("Minute one: open a case"));
    for page in GuidePage::ALL {
        desk.click_page(page);
        let heading = page.text().lines().next().expect("a heading").trim_start_matches("# ");
        assert!(desk.reads(heading), "{heading}");
    }
    desk.click("Close");
    assert!(!desk.reads("What is left out"));
}

impl Desk {
    fn click_page(&mut self, page: GuidePage) {
        self.window.get_by_role_and_label(Role::Button, page.title()).click();
        self.settle();
    }
}

#[test]
fn a_tie_is_made_by_keyboard_alone() {
    let mut desk = oval_office();
    desk.ctrl(Key::Num2, false);
    let (uk, syria) = (ActorId::known("uk"), ActorId::known("sy"));
    assert!(desk.scenario().tie(&uk, &syria).is_none());
    desk.window.get_by_role_and_label(Role::Button, "United Kingdom, partner").focus();
    desk.settle();
    desk.press(Key::T);
    desk.window.get_by_role_and_label(Role::Button, "Syria, recipient’s friend").focus();
    desk.settle();
    desk.press(Key::Enter);
    assert!(desk.scenario().tie(&uk, &syria).is_some());
    desk.ask(Command::Edit(Edit::RemoveTie(uk, syria)));
}

#[test]
fn the_table_twin_is_one_key_away() {
    let mut desk = oval_office();
    desk.ctrl(Key::Num4, false);
    desk.ctrl(Key::T, false);
    assert!(
        desk.window.query_by_label("Show: Table").is_some_and(|tab| tab.accesskit_node().toggled().is_some())
    );
    desk.ctrl(Key::T, false);
    desk.ctrl(Key::Num2, false);
    desk.ctrl(Key::T, false);
    assert!(desk.window.query_by_label("Name of Israel").is_some());
    desk.ctrl(Key::T, false);
    assert!(desk.window.query_by_label("Name of Israel").is_none());
}

#[test]
fn asking_the_originator_is_a_move_with_a_chance_and_a_price() {
    let mut desk = oval_office();
    desk.may_change_history();
    let before = desk.scenario();
    desk.window.get_by_label("Ask Israel first: Ask first").click();
    desk.settle();
    assert!(desk.reads("Asking takes a month; the item is then worth"));
    assert!(desk.reads("Chance that Israel grants at least"));
    let plan = desk.app().plan().cloned().expect("a plan");
    let item = tearline::scenario::ItemId::known("plot");
    let permission = desk.scenario().plans.get(&plan).expect("the plan").item(&item).permission;
    assert_eq!(permission.granted(), None, "the answer is drawn in every history");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn the_bar_leads_to_the_palette_and_says_its_key_where_there_is_room() {
    let mut desk = oval_office();
    desk.click("Find anything");
    desk.type_text("go to setting");
    desk.press(Key::Enter);
    assert!(desk.shows_stage("Setting"));
}

#[test]
fn help_is_one_key_away_from_a_page_that_asks_nothing() {
    for (page, guide) in [
        (DialogCommand::ShowHindcast, GuidePage::Coding),
        (DialogCommand::ShowShortcuts, GuidePage::Tour),
        (DialogCommand::ShowPalette, GuidePage::Tour),
    ] {
        let mut desk = Desk::new();
        desk.ask(page);
        desk.press(Key::F1);
        let open = desk.window.get_by_role_and_label(Role::Button, guide.title());
        assert_eq!(open.accesskit_node().toggled(), Some(true.into()), "{page:?}");
    }
}

//! The setting is changed in the inspector and in the tables, and every change can be taken back.

use crate::desk::{Desk, Setup, read};
use crate::small_case::small_case;
use egui::{Key, Modifiers, Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;
use tearline::scenario::{
    Actor, ActorId, Input, ItemId, ParameterField, PartnerField, Provenance, Quantity, RecipientField,
    RecipientId, Scenario, Tie, TieField,
};
use tearline::storage::{Place, place_of};
use tearline::ui::{AddCommand, FileCommand, Selection, ViewCommand};

pub fn id(text: &str) -> ActorId {
    ActorId::try_from(text).expect("an id")
}

/// The Oval Office case, with *Setting* open.
pub fn setting() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    desk
}

impl Desk {
    pub fn button_place(&self, name: &str) -> Rect {
        self.window.get_by_role_and_label(Role::Button, name).rect()
    }

    pub fn select(&mut self, actor: &str) {
        self.ask(ViewCommand::Select(Selection::Actor(id(actor))));
    }

    pub fn undo_all(&mut self) -> Scenario {
        for _ in 0..100 {
            self.ctrl(Key::Z, false);
        }
        self.scenario()
    }
}

fn integrity_of_israel() -> Input {
    Input::Partner(id("il"), PartnerField::IntegrityMean)
}

#[test]
fn an_actor_is_inspected_by_a_click_and_its_number_changes_the_projection() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.click("Israel, originator");
    let name = before.input_name(&integrity_of_israel());
    let content = |desk: &mut Desk| {
        let (projection, current) = desk.app().projection().expect("a projection");
        assert!(current);
        projection.partner(&id("il")).expect("a partner").before.content.mean
    };
    let shared_before = content(&mut desk);
    desk.window.get_by_role_and_label(Role::Slider, &name).set_value_accesskit(0.3);
    desk.settle();
    assert_eq!(desk.scenario().figure(&integrity_of_israel()).map(|figure| figure.likely), Some(0.3));
    assert!(content(&mut desk) < shared_before, "who is trusted less is told less");
    assert_eq!(desk.undo_all(), before);
}

#[test]
fn a_click_on_a_slider_counts_even_when_it_comes_and_goes_within_one_frame() {
    let mut desk = setting();
    desk.click("Israel, originator");
    let name = desk.scenario().input_name(&integrity_of_israel());
    let slider = desk.window.get_by_role_and_label(Role::Slider, &name).rect();
    let third = slider.lerp_inside(vec2(0.3, 0.5));
    desk.window.hover_at(third);
    desk.settle();
    desk.click_within_one_frame(third);
    let likely = desk.scenario().figure(&integrity_of_israel()).expect("the figure").likely;
    assert!((likely - 0.3).abs() < 0.05, "{likely}");
}

#[test]
fn a_number_that_is_typed_counts_once_it_is_done_and_leaves_its_range_alone() {
    let mut desk = setting();
    desk.click("Israel, originator");
    let before = desk.scenario();
    let figure = before.figure(&integrity_of_israel()).expect("a number").clone();
    let name = before.input_name(&integrity_of_israel());
    desk.window.get_by_role_and_label(Role::SpinButton, &name).click();
    desk.settle();
    desk.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::A);
    for letter in ["0", ".", "8", "6"] {
        desk.type_text(letter);
        assert_eq!(desk.scenario(), before, "half of a number is another number");
    }
    desk.press(Key::Enter);
    let typed = desk.scenario().figure(&integrity_of_israel()).expect("a number").clone();
    assert_eq!([typed.low, typed.likely, typed.high], [figure.low, 0.86, figure.high]);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn a_range_and_where_it_comes_from_are_typed_saved_and_read_again() {
    let mut desk = setting();
    desk.click("Israel, originator");
    let name = desk.scenario().input_name(&integrity_of_israel());
    desk.click(&format!("Show the range and source of {name}"));
    desk.window.get_by_label(&format!("{name}, origin: Evidence")).click();
    desk.settle();
    desk.window.get_by_label(&format!("{name}, source")).focus();
    desk.settle();
    desk.type_text("A memoir, page 12");
    desk.window.get_by_label(&format!("{name}, note")).focus();
    desk.settle();
    desk.type_text("read twice");
    desk.window.get_by_label(&format!("{name}, low")).set_value_accesskit(0.2);
    desk.settle();
    let changed = desk.scenario();
    let figure = changed.figure(&integrity_of_israel()).expect("a number");
    assert_eq!(figure.low, 0.2);
    assert_eq!(figure.from, Provenance::Evidence("A memoir, page 12".into()));
    assert!(figure.note.ends_with("read twice"));
    let path = desk.place("ranges.ron");
    desk.ask(FileCommand::SaveTo(path.clone()));
    assert_eq!(read(&path), changed);
}

#[test]
fn somebody_new_is_added_tied_invited_and_told_and_all_of_it_can_be_undone() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.click("Add an actor");
    let new = before.next_actor_id();
    assert!(desk.scenario().actors.contains(&new));
    assert!(desk.window.query_by_label("New actor, bystander").is_some(), "nobody could tell it anything");
    desk.window.get_by_role_and_label(Role::TextInput, "Name").focus();
    desk.settle();
    desk.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::A);
    desk.type_text("Turkey");
    assert_eq!(desk.scenario().name(&new), "Turkey");
    let handle = desk.button_place("Draw a tie from Turkey").center();
    let russia = desk.button_place("Russia, recipient").center();
    desk.drag(handle, russia);
    assert!(desk.scenario().tie(&new, &id("ru")).is_some());
    desk.ask(ViewCommand::Select(Selection::Actor(new.clone())));
    desk.click("Invite to the meeting");
    desk.go_to("Decision");
    let tell = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::Slider && node.label().is_some_and(|label| label.contains("Turkey"))
    };
    desk.window.get_by(tell).set_value_accesskit(1.0);
    desk.settle();
    desk.click("Change it");
    let chosen = desk.app().plan().cloned().expect("a plan");
    let scenario = desk.scenario();
    let told = scenario.plans.get(&chosen).expect("the plan").items.values().next().expect("an item");
    assert!(told.tell.contains(&RecipientId::Actor(new)));
    assert_eq!(desk.undo_all(), before);
}

#[test]
fn the_tables_hold_what_the_map_holds_and_change_it_too() {
    let mut desk = setting();
    desk.window.get_by_label("Show: Actors").click();
    desk.settle();
    for actor in desk.scenario().actors.values() {
        assert!(desk.window.query_by_label(&format!("Name of {}", actor.name)).is_some(), "{}", actor.name);
    }
    desk.click("Remove Jordan");
    assert!(!desk.scenario().actors.contains(&id("jo")));
    assert!(desk.window.query_by_label("Jordan, partner").is_none());
    desk.window.get_by_label("Show: Ties").click();
    desk.settle();
    let input = Input::Tie(id("ru"), id("sy"), TieField::Onward);
    let name = desk.scenario().input_name(&input);
    desk.window.get_by_role_and_label(Role::SpinButton, &name).set_value_accesskit(0.9);
    desk.settle();
    assert_eq!(desk.scenario().figure(&input).map(|figure| figure.likely), Some(0.9));
    desk.window.get_by_label("Show: Items").click();
    desk.settle();
    desk.click("Add item");
    assert_eq!(desk.scenario().items.len(), 2);
}

#[test]
fn a_number_that_is_rested_on_says_what_it_is_and_covers_no_other() {
    let mut desk = setting();
    desk.click("Israel, originator");
    let name = desk.scenario().input_name(&integrity_of_israel());
    let slider = desk.window.get_by_role_and_label(Role::Slider, &name).rect();
    desk.window.hover_at(slider.center());
    for _ in 0..3 {
        desk.settle();
    }
    for part in ["Uncertain: 0.81 to 0.92, most likely 0.87.", "A guess.", "Drag, or use the arrow keys."] {
        assert!(desk.reads(part), "{part}");
        let place = desk.window.get_by(|node| node.value().is_some_and(|text| text == part)).rect();
        assert!(place.right() < slider.left() - 100.0, "{part} at {place}");
    }
}

#[test]
fn numbers_in_a_table_have_a_true_minus_and_are_typed_with_either_sign() {
    let mut desk = setting();
    desk.window.get_by_label("Show: Ties").click();
    desk.settle();
    let input = Input::Tie(id("sy"), id("il"), TieField::Affinity);
    let name = desk.scenario().input_name(&input);
    let shown = desk.window.get_by_role_and_label(Role::SpinButton, &name).value().expect("a number");
    assert!(shown.starts_with('−'), "{shown}");
    for typed in ["−0.35", "-0.45"] {
        desk.window.get_by_role_and_label(Role::SpinButton, &name).click();
        desk.settle();
        desk.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::A);
        desk.type_text(typed);
        desk.press(Key::Enter);
        let likely = desk.scenario().figure(&input).map(|figure| figure.likely);
        assert_eq!(likely, typed.replace('−', "-").parse().ok());
    }
}

#[test]
fn what_is_doubtful_is_listed_and_leads_to_its_place() {
    let mut desk = setting();
    desk.window.get_by_label("Show: Items").click();
    desk.settle();
    desk.click("Add item");
    let findings = tearline::scenario::check(&desk.scenario());
    let finding = findings.first().expect("nobody has written what would be said");
    assert!(desk.reads(&finding.sentence));
    let text = tearline::storage::write(&desk.scenario()).expect("text");
    assert_ne!(place_of(&text, &finding.path), Place::START, "the same is found in the file");
}

#[test]
fn of_more_findings_than_anybody_reads_the_first_are_listed_and_the_rest_counted() {
    let mut scenario = small_case();
    // Each of them stands for itself, and wants nothing that it could be told.
    for number in 0..130 {
        let id = id(&format!("a{number}"));
        scenario.actors.put(id.clone(), Actor::named(&format!("Actor {number}")));
        let onward = Quantity::plain(0.5);
        scenario.ties.push(Tie { onward, ..Tie::between(ActorId::known("russia"), id) });
    }
    let desk = Desk::on(&scenario, "Setting");
    let found = tearline::scenario::check(&desk.scenario()).len();
    assert!(found >= 130, "{found}");
    assert!(desk.reads(&format!("{found} things")));
    assert!(desk.reads(&format!("And {} more", found - 100)));
}

#[test]
fn somebody_new_is_named_by_typing_on() {
    let mut desk = setting();
    let new = desk.scenario().next_actor_id();
    desk.double_click(Pos2::new(430.0, 400.0));
    desk.type_text("Norway");
    assert_eq!(desk.scenario().name(&new), "Norway");
    desk.go_to("Decision");
    let item = desk.scenario().next_item_id();
    desk.ask(AddCommand::Item);
    desk.type_text("The cable");
    assert_eq!(desk.scenario().items.get(&item).map(|item| item.name.clone()), Some("The cable".into()));
}

#[test]
fn an_actor_and_an_item_are_duplicated_in_one_step_and_the_copy_is_inspected() {
    let mut desk = Desk::with(Setup { size: vec2(1280.0, 1600.0), ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    let before = desk.scenario();
    desk.select("il");
    desk.click("Duplicate");
    assert_eq!(desk.scenario().actors.len(), before.actors.len() + 1);
    assert_eq!(
        desk.window.get_by_role_and_label(Role::TextInput, "Name").value().as_deref(),
        Some("Israel, copy")
    );
    // While its name has the keyboard, undo belongs to the text.
    desk.press(Key::Escape);
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
    desk.ask(ViewCommand::Select(Selection::Item(ItemId::known("plot"))));
    desk.click("Duplicate");
    assert_eq!(desk.scenario().items.len(), 2);
    let name = desk.window.get_by_role_and_label(Role::TextInput, "Name").value();
    assert_eq!(name.as_deref(), Some("the laptop-bomb plot, copy"));
}

#[test]
fn an_amount_is_set_in_words_and_shows_its_unit_and_its_word() {
    let mut desk = setting();
    desk.select("ru");
    let input = Input::Recipient(RecipientId::Actor(id("ru")), RecipientField::Concession);
    let range = |desk: &Desk| {
        let scenario = desk.scenario();
        let figure = scenario.figure(&input).expect("a concession");
        [figure.low, figure.likely, figure.high]
    };
    assert_eq!(range(&desk), [0.6, 1.5, 3.0]);
    assert!(desk.reads("1 = three months of everything an ordinary partner sends"));
    let words = format!("{}, in words", desk.scenario().input_name(&input));
    let list = |desk: &Desk| desk.window.get_by_label(&words).value();
    assert_eq!(list(&desk).as_deref(), Some("middling"));
    desk.click_any(&words);
    desk.click_any("large: 3 (1.5 to 5)");
    assert_eq!(range(&desk), [1.5, 3.0, 5.0]);
    assert_eq!(list(&desk).as_deref(), Some("large"));
    let name = desk.scenario().input_name(&input);
    desk.window.get_by_role_and_label(Role::Slider, &name).set_value_accesskit(1.7);
    desk.settle();
    assert_eq!(list(&desk).as_deref(), Some("about middling"));
}

#[test]
fn the_worth_of_a_warning_is_added_set_and_taken_away() {
    // High enough to show the whole inspector of an item.
    let mut desk = Desk::with(Setup { size: vec2(1280.0, 1600.0), ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    let item = ItemId::known("plot");
    desk.ask(ViewCommand::Select(Selection::Item(item.clone())));
    let warned = |desk: &Desk| -> Vec<String> {
        let scenario = desk.scenario();
        let item = scenario.items.get(&item).expect("the plot");
        item.warning.keys().map(ToString::to_string).collect()
    };
    assert_eq!(warned(&desk), ["ru", "public"]);
    let before = desk.scenario();
    desk.click("To warn Russia is worth nothing");
    assert_eq!(warned(&desk), ["public"]);
    desk.click_any("Somebody else is warned");
    desk.click_any("Russia");
    assert_eq!(warned(&desk), ["public", "ru"]);
    let input = Input::Warning(item.clone(), RecipientId::Actor(id("ru")));
    let name = desk.scenario().input_name(&input);
    desk.window.get_by_role_and_label(Role::SpinButton, &name).set_value_accesskit(2.0);
    desk.settle();
    assert_eq!(desk.scenario().figure(&input).map(|figure| figure.likely), Some(2.0));
    // While a number has the keyboard, undo belongs to its text.
    desk.press(Key::Escape);
    assert_eq!(desk.undo_all(), before);
}

#[test]
fn no_name_of_a_constant_is_cut() {
    let mut desk = setting();
    desk.window.get_by_label("Show: Model").click();
    desk.settle();
    for heading in ["Willingness", "Who comes to know", "Will the originator grant it"] {
        desk.click_any(heading);
    }
    let cut = |shape: &egui::Shape| matches!(shape, egui::Shape::Text(text) if text.galley.elided);
    let panel = |shape: &egui::Shape| shape.visual_bounding_rect().left() > 736.0;
    let painted = desk.painted();
    let cut: Vec<_> = painted.iter().filter(|shape| panel(shape) && cut(shape)).collect();
    assert!(cut.is_empty(), "{cut:?}");
    assert!(desk.paints("worth of the relationship for sharing sources, against content"));
}

#[test]
fn each_tab_of_the_setting_shows_what_its_name_says() {
    let mut desk = setting();
    let scenario = desk.scenario();
    let tie = scenario.input_name(&Input::Tie(id("ru"), id("sy"), TieField::Onward));
    let item = &scenario.items.at(0).expect("an item").1.name;
    for (tab, says) in [
        ("Actors", "Name of Israel"),
        ("Ties", &tie),
        ("Items", item),
        ("Case", &scenario.about.title),
        ("Model", "Months to project"),
    ] {
        desk.click_any(&format!("Show: {tab}"));
        assert!(desk.reads(says), "{tab} does not show “{says}”");
    }
}

#[test]
fn no_name_of_a_constant_of_the_model_is_cut() {
    // High enough for every section at once.
    let mut desk = Desk::with(Setup { size: vec2(1280.0, 3600.0), ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    desk.click_any("Show: Model");
    for section in
        ["Asking first", "Who comes to know", "Is the source found", "How bad a breach it was", "Beliefs"]
    {
        desk.click_any(section);
    }
    let sections = [1, 2, 3, 5, 6];
    let named = |shape: &egui::Shape, name: &str| match shape {
        egui::Shape::Text(text) => text.galley.text().contains(name) && !text.galley.elided,
        _ => false,
    };
    let painted = desk.painted();
    for field in ParameterField::ALL.iter().filter(|field| sections.contains(&field.info().section)) {
        let name = field.info().name;
        assert!(painted.iter().any(|shape| named(shape, name)), "{name}");
    }
}

#[test]
fn a_text_that_is_cut_in_a_table_is_whole_on_hover() {
    let mut desk = setting();
    let long = "State of Israel and its intelligence services";
    let named = tearline::scenario::Actor {
        name: long.into(),
        ..desk.scenario().actors.get(&id("il")).expect("it is there").clone()
    };
    desk.ask(tearline::ui::Command::Edit(tearline::scenario::Edit::PutActor(id("il"), named)));
    desk.click_any("Show: Items");
    let whole = |desk: &mut Desk| {
        let is_whole = |shape: &egui::Shape| match shape {
            egui::Shape::Text(text) => text.galley.text() == long && !text.galley.elided,
            _ => false,
        };
        desk.painted().iter().filter(|shape| is_whole(shape)).count()
    };
    let before = whole(&mut desk);
    let is_cell = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::Label && node.value().as_deref() == Some(long)
    };
    let cells: Vec<Rect> = desk.window.query_all_by(is_cell).map(|node| node.rect()).collect();
    let cell = cells.into_iter().find(|place| place.left() > 736.0).expect("the cell of the originator");
    desk.window.hover_at(cell.center());
    desk.settle();
    assert_eq!(whole(&mut desk), before + 1);
}

//! The setting is changed on the map, in the inspector and in the tables, and every change can be taken back.

use crate::desk::{Desk, Setup, read};
use egui::{Key, Modifiers, Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;
use tearline::scenario::{
    ActorId, Input, ItemId, ParameterField, PartnerField, Position, Provenance, RecipientField, RecipientId,
    Scenario, TieField,
};
use tearline::storage::{Place, place_of};
use tearline::ui::{AddCommand, Command, FileCommand, Selection, ViewCommand};

fn id(text: &str) -> ActorId {
    ActorId::try_from(text).expect("an id")
}

/// The Oval Office case, with *Setting* open.
fn setting() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    desk
}

impl Desk {
    /// The middle of every actor's mark on the map, as it is painted.
    fn marks(&mut self) -> Vec<(ActorId, Vec<u8>)> {
        let scenario = self.scenario();
        let picture = self.render();
        let place = |id: &ActorId| {
            let name = format!("{}, {}", scenario.name(id), scenario.role(id).name());
            self.button_place(&name).center()
        };
        let pixels = |at: Pos2| {
            let (left, top) = (at.x as u32 - 4, at.y as u32 - 4);
            image::imageops::crop_imm(&picture, left, top, 8, 8).to_image().into_raw()
        };
        scenario.actors.keys().map(|id| (id.clone(), pixels(place(id)))).collect()
    }

    fn button_place(&self, name: &str) -> Rect {
        self.window.get_by_role_and_label(Role::Button, name).rect()
    }

    fn select(&mut self, actor: &str) {
        self.ask(ViewCommand::Select(Selection::Actor(id(actor))));
    }

    fn undo_all(&mut self) -> Scenario {
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
fn an_actor_that_is_dragged_stays_where_it_is_put_and_one_undo_takes_it_back() {
    let mut desk = setting();
    let before = desk.scenario();
    let israel = desk.button_place("Israel, originator").center();
    desk.drag(israel, israel + vec2(40.0, 30.0));
    let (Position(x, y), Position(was_x, was_y)) = (place(&desk, "il"), at(&before, "il"));
    assert!(x > was_x && y > was_y);
    let there = desk.button_place("Israel, originator").center();
    assert!(there.distance(israel + vec2(40.0, 30.0)) < 2.0, "{there:?} under the hand");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

fn place(desk: &Desk, actor: &str) -> Position {
    at(&desk.scenario(), actor)
}

fn at(scenario: &Scenario, actor: &str) -> Position {
    scenario.actors.get(&id(actor)).and_then(|actor| actor.at).expect("a place")
}

#[test]
fn an_actor_that_is_still_on_its_way_moves_on_by_a_whole_step() {
    let mut desk = setting();
    let Position(x, y) = place(&desk, "il");
    desk.click("Israel, originator");
    for _ in 0..3 {
        // The next press comes in the next frame, before the actor has arrived on the screen.
        desk.window.key_press(Key::ArrowRight);
        desk.window.step();
    }
    desk.settle();
    assert_eq!(place(&desk, "il"), Position(x + 24.0, y));
}

#[test]
fn the_arrow_keys_move_the_actor_that_has_the_keyboard() {
    let mut desk = setting();
    let Position(x, y) = place(&desk, "il");
    desk.click("Israel, originator");
    desk.press(Key::ArrowRight);
    desk.press(Key::ArrowDown);
    assert_eq!(place(&desk, "il"), Position(x + 8.0, y + 8.0));
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
fn delete_removes_the_actor_or_the_tie_that_has_the_keyboard() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.click("Iran, recipient’s friend");
    desk.press(Key::Delete);
    let scenario = desk.scenario();
    assert!(!scenario.actors.contains(&id("ir")));
    assert!(scenario.ties.iter().all(|tie| tie.from != id("ir") && tie.to != id("ir")));
    desk.ctrl(Key::Z, false);
    let tie = desk.window.get_by(|node| {
        node.label().is_some_and(|label| label.starts_with("Russia passes on to Syria"))
            && node.role() == Role::Button
    });
    tie.focus();
    desk.settle();
    desk.press(Key::Delete);
    assert!(desk.scenario().tie(&id("ru"), &id("sy")).is_none());
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
fn the_map_pans_zooms_and_fits_again() {
    let mut desk = setting();
    let before = desk.button_place("Israel, originator");
    let empty = Pos2::new(560.0, 420.0);
    desk.drag(empty, empty + vec2(60.0, -20.0));
    let panned = desk.button_place("Israel, originator");
    assert!((panned.center() - before.center() - vec2(60.0, -20.0)).length() < 1.0);
    desk.window.hover_at(empty);
    desk.window.event(egui::Event::Zoom(1.5));
    desk.settle();
    let zoomed = desk.button_place("Israel, originator");
    assert!(zoomed.center().distance(empty) > 1.4 * panned.center().distance(empty));
    desk.click("Fit the map to its place");
    assert!(desk.button_place("Israel, originator").center().distance(before.center()) < 1.0);
}

#[test]
fn a_double_click_adds_somebody_there_and_lay_out_places_everyone_anew() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.double_click(Pos2::new(430.0, 400.0));
    let new = before.next_actor_id();
    assert!(desk.scenario().actors.contains(&new));
    desk.click("Lay out");
    assert!(desk.scenario().actors.values().all(|actor| actor.at.is_some()));
    assert_eq!(desk.undo_all(), before);
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
fn who_draws_a_tie_that_is_there_already_is_told_before_it_opens() {
    let mut desk = setting();
    let before = desk.scenario();
    desk.select("ru");
    let from = desk.button_place("Draw a tie from Russia").center();
    let to = desk.button_place("Iran, recipient’s friend").center();
    desk.window.hover_at(from);
    desk.window.drag_at(from);
    for share in [0.3, 0.6, 1.0] {
        desk.window.hover_at(from + share * (to - from));
        desk.window.step();
    }
    assert!(desk.paints("already tied: let go to open the tie"));
    desk.window.drop_at(to);
    desk.settle();
    assert_eq!(desk.app().selection(), &Selection::Tie(id("ru"), id("ir")));
    assert_eq!(desk.scenario(), before);
}

#[test]
fn the_keyboards_ring_is_for_the_keyboard() {
    let mut desk = setting();
    let israel = "Israel, originator";
    desk.click(israel);
    assert!(!desk.has_ring(desk.button_place(israel)), "who clicks knows where they are");
    desk.press(Key::ArrowRight);
    assert!(desk.has_ring(desk.button_place(israel)), "who uses keys is shown where they are");
    let is_tie = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("Russia passes on to Syria"))
            && node.role() == Role::Button
    };
    desk.window.get_by(is_tie).focus();
    desk.settle();
    assert!(!desk.has_ring(desk.button_place(israel)), "one thing has the keyboard");
    assert!(desk.has_ring(desk.window.get_by(is_tie).rect()), "a tie is shown too");
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
fn forty_actors_are_on_the_map_and_each_can_be_reached() {
    let mut desk = setting();
    for _ in desk.scenario().actors.len()..40 {
        let new = desk.scenario().next_actor_id();
        let actor = tearline::scenario::Actor::named(&format!("State {new}"));
        desk.ask(Command::Edit(tearline::scenario::Edit::PutActor(new, actor)));
    }
    desk.click("Lay out");
    let scenario = desk.scenario();
    assert_eq!(scenario.actors.len(), 40);
    let map = Rect::from_min_max(Pos2::new(0.0, 48.0), Pos2::new(736.0, 472.0));
    for (id, actor) in &scenario.actors {
        let label = format!("{}, {}", actor.name, scenario.role(id).name());
        let rect = desk.button_place(&label);
        assert!(map.contains_rect(rect), "{label} at {rect:?}");
        assert!(rect.width() > 23.9 && rect.height() > 23.9, "{label}: {rect:?}");
    }
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
fn laying_out_walks_everybody_to_their_places_and_comes_to_rest() {
    let mut desk = setting();
    let before = desk.button_place("Iran, recipient’s friend").center();
    desk.window.get_by_role_and_label(Role::Button, "Lay out").click();
    desk.window.run_steps(3);
    let on_the_way = desk.button_place("Iran, recipient’s friend").center();
    for _ in 0..40 {
        desk.window.step();
    }
    let there = desk.button_place("Iran, recipient’s friend").center();
    assert!(
        before.distance(there) > 5.0 && on_the_way.distance(there) > 0.5,
        "{before:?} {on_the_way:?} {there:?}"
    );
    assert!(desk.rests(), "who has arrived asks for no frames");
}

#[test]
fn focus_lets_only_the_neighbours_of_the_selected_stand_out() {
    let mut desk = setting();
    desk.select("il");
    desk.ask(ViewCommand::Select(Selection::Nothing));
    let before = desk.marks();
    desk.select("il");
    desk.click("Focus");
    desk.ask(ViewCommand::Select(Selection::Nothing));
    let scenario = desk.scenario();
    let marks = desk.marks();
    let same = marks.iter().zip(&before).filter(|(now, was)| now == was).map(|((actor, _), _)| actor);
    let standing_out: Vec<&ActorId> = same.collect();
    assert!(standing_out.contains(&&scenario.home) && standing_out.contains(&&id("il")));
    assert!((3..marks.len()).contains(&standing_out.len()), "{standing_out:?}");
    for actor in standing_out.iter().filter(|actor| ![&scenario.home, &id("il")].contains(actor)) {
        let tied = scenario.tie(&id("il"), actor).or(scenario.tie(actor, &id("il")));
        assert!(tied.is_some(), "{actor} stands out and is no neighbour");
    }
    desk.click("Focus");
    assert_eq!(desk.marks(), before, "and all of them again");
    assert!(desk.window.query_by_label("Focus").is_none(), "nobody is selected and nobody stands out");
}

#[test]
fn the_chance_beside_an_arrow_says_for_which_level_it_holds() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    assert!(
        desk.reads("Russia passes on to Syria: 36\u{a0}% at this level, 45\u{a0}% if it wanted it fully")
    );
    assert!(desk.paints("passes it on"), "this item, as it is told");
    desk.go_to("Setting");
    assert!(desk.reads("Russia passes on to Syria what it wants fully: 45\u{a0}%"));
    assert!(desk.paints("may pass on, if fully wanted"));
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

//! The setting is changed on its map: actors are moved, added, tied, removed and laid out.

use crate::desk::Desk;
use crate::setting::{id, setting};
use crate::small_case::with_many_ties;
use egui::{Key, Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;
use tearline::scenario::{ActorId, Position, Scenario};
use tearline::ui::{Command, FileCommand, Selection, ViewCommand};

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

/// The names that are written on the map, each with its place.
fn names(desk: &mut Desk) -> Vec<(ActorId, Rect)> {
    desk.app().map().placed_labels().names.clone()
}

#[test]
fn names_go_with_the_map_in_the_hand_and_choose_their_places_when_it_lets_go() {
    let mut desk = setting();
    let before = names(&mut desk);
    let empty = Pos2::new(560.0, 420.0);
    desk.window.hover_at(empty);
    desk.window.drag_at(empty);
    desk.window.step();
    for by in [vec2(-20.0, -10.0), vec2(-35.0, 15.0)] {
        desk.window.hover_at(empty + by);
        desk.window.step();
        let carried = names(&mut desk);
        assert_eq!(carried.len(), before.len());
        for ((id, place), (_, then)) in carried.iter().zip(&before) {
            assert!((place.center() - then.center() - by).length() < 1.0, "{id} by {by:?}");
        }
    }
    desk.window.drop_at(empty + vec2(-35.0, 15.0));
    desk.settle();
    assert_eq!(desk.app().map().placed_labels().overlaps(), Vec::<String>::new());
    assert!(desk.app().map().placed_labels().crossed_needlessly().is_empty());
}

#[test]
fn the_name_of_an_actor_in_the_hand_covers_no_other_and_all_are_back_when_it_has_passed() {
    let mut desk = setting();
    let before = names(&mut desk);
    let from = desk.button_place("Israel, originator").center();
    desk.window.hover_at(from);
    desk.window.drag_at(from);
    desk.window.step();
    let others: Vec<ActorId> =
        before.iter().map(|(id, _)| id.clone()).filter(|id| id.as_str() != "il").collect();
    for other in &others {
        let name = format!("{}, {}", desk.scenario().name(other), desk.scenario().role(other).name());
        let at = desk.button_place(&name).center();
        desk.window.hover_at(at);
        desk.window.run_steps(2);
        let now = names(&mut desk);
        assert!(now.iter().any(|(id, _)| id.as_str() == "il"), "over {other}");
        for (i, (id, place)) in now.iter().enumerate() {
            assert!(
                now[i + 1..].iter().all(|(_, other)| !place.shrink(0.1).intersects(*other)),
                "{id} over {other}"
            );
        }
    }
    desk.window.hover_at(from);
    desk.window.run_steps(2);
    assert_eq!(names(&mut desk), before);
}

#[test]
fn names_choose_their_places_once_a_wheel_has_turned() {
    let mut desk = setting();
    desk.window.hover_at(Pos2::new(560.0, 420.0));
    desk.window.event(egui::Event::Zoom(0.7));
    desk.window.step();
    assert!(desk.window.ctx.has_requested_repaint(), "they wait for the next frame");
    desk.settle();
    let shown = names(&mut desk);
    desk.window.step();
    assert_eq!(names(&mut desk), shown, "nothing is left to do");
    assert_eq!(desk.app().map().placed_labels().overlaps(), Vec::<String>::new());
    assert!(desk.app().map().placed_labels().crossed_needlessly().is_empty());
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
fn neighbours_stand_out_even_where_their_ties_are_too_many_to_draw() {
    let (scenario, ids) = with_many_ties(0.5);
    let mut desk = Desk::on(&scenario, "Setting");
    let before = desk.marks();
    desk.ask(ViewCommand::Select(Selection::Actor(ids[7].clone())));
    desk.click("Focus");
    desk.ask(ViewCommand::Select(Selection::Nothing));
    let standing_out = desk.marks().iter().zip(&before).filter(|(now, was)| now == was).count();
    assert_eq!(standing_out, ids.len());
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

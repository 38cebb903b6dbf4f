//! Ties on the map are held anywhere along their lines, and nothing moves because something is selected.

use crate::desk::Desk;
use crate::small_case::{small_case, with_many_ties};
use egui::{Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::scenario::ActorId;
use tearline::ui::{Selection, ViewCommand};

impl Desk {
    fn mark(&self, name: &str) -> Pos2 {
        let start = format!("{name}, ");
        let mut buttons = self.window.query_all_by_role(Role::Button);
        let mark =
            buttons.find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&start)));
        mark.unwrap_or_else(|| panic!("no mark of {name}")).rect().center()
    }

    fn click_on_map(&mut self, at: Pos2) {
        self.window.hover_at(at);
        self.settle();
        self.click_within_one_frame(at);
    }
}

fn tie(from: &'static str, to: &'static str) -> Selection {
    Selection::Tie(ActorId::known(from), ActorId::known(to))
}

#[test]
fn a_tie_is_selected_by_a_click_anywhere_along_its_line() {
    let mut desk = Desk::on(&small_case(), "Decision");
    // The arc of Iran’s hostility to Israel crosses at the middle: 6 points to one side it is the nearer of the two.
    let crossed = tie("iran", "israel");
    for (share, distance, meant) in [
        (0.3, 6.0, tie("russia", "syria")),
        (0.3, -6.0, tie("russia", "syria")),
        (0.5, 0.0, tie("russia", "syria")),
        (0.5, 6.0, crossed),
        (0.7, 6.0, tie("russia", "syria")),
        (0.7, -6.0, tie("russia", "syria")),
    ] {
        desk.ask(ViewCommand::Select(Selection::Nothing));
        let (russia, syria) = (desk.mark("Russia"), desk.mark("Syria"));
        let beside = (syria - russia).normalized().rot90() * distance;
        desk.click_on_map(russia.lerp(syria, share) + beside);
        assert_eq!(*desk.app().selection(), meant, "{distance} points beside {share} of the way");
    }
}

#[test]
fn a_dashed_tie_is_selected_along_its_arc() {
    let mut desk = Desk::on(&small_case(), "Decision");
    let (syria, israel) = (desk.mark("Syria"), desk.mark("Israel"));
    let way = israel - syria;
    // The arc of hostility bends upward by 0.28 of its length at the control point.
    let across = vec2(way.y, -way.x).normalized();
    let across = if across.y > 0.0 { -across } else { across };
    for share in [0.35f32, 0.65] {
        desk.ask(ViewCommand::Select(Selection::Nothing));
        let bend = 2.0 * share * (1.0 - share) * 0.28 * (way.length() - 52.0);
        desk.click_on_map(syria + share * way + bend * across);
        assert_eq!(*desk.app().selection(), tie("syria", "israel"), "at {share}");
    }
}

#[test]
fn a_click_beside_all_lines_clears_the_selection() {
    let mut desk = Desk::on(&small_case(), "Decision");
    desk.ask(ViewCommand::Select(Selection::Actor(ActorId::known("russia"))));
    desk.click_on_map(egui::pos2(20.0, 420.0));
    assert_eq!(*desk.app().selection(), Selection::Nothing);
}

#[test]
fn no_tool_of_the_map_moves_by_a_selection() {
    let mut desk = Desk::on(&small_case(), "Setting");
    let tools = |desk: &Desk| -> Vec<Rect> {
        ["Add an actor", "Lay out", "Fit the map to its place"]
            .map(|name| desk.window.get_by_role_and_label(Role::Button, name).rect())
            .into()
    };
    let before = tools(&desk);
    for selection in [Selection::Actor(ActorId::known("russia")), tie("russia", "syria")] {
        desk.ask(ViewCommand::Select(selection));
        assert_eq!(tools(&desk), before);
    }
}

#[test]
fn of_more_ties_than_anybody_could_tell_apart_those_from_recipients_or_of_one_actor_are_drawn() {
    let (scenario, ids) = with_many_ties(0.5);
    let mut desk = Desk::on(&scenario, "Setting");
    let drawn = |desk: &Desk| {
        let buttons = desk.window.query_all_by_role(Role::Button);
        let names = buttons.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.contains(" passes on to ")).collect::<Vec<_>>()
    };
    let from_recipient = drawn(&desk);
    assert!(!from_recipient.is_empty() && from_recipient.iter().all(|name| name.starts_with("Russia ")));
    assert!(desk.paints("ties those from recipients are drawn"));
    let of_one = |desk: &mut Desk| {
        let names = drawn(desk);
        assert!(names.len() == 2 * 49 && names.iter().all(|name| name.contains("Far far-7 ")), "{names:?}");
        assert!(desk.paints("ties those of Far far-7 are drawn"));
    };
    desk.ask(ViewCommand::Select(Selection::Actor(ids[7].clone())));
    of_one(&mut desk);
    desk.ask(ViewCommand::Select(Selection::Tie(ids[7].clone(), ids[9].clone())));
    of_one(&mut desk);
}

#[test]
fn ties_along_which_nothing_is_passed_on_do_not_count_among_those_that_are_too_many_to_draw() {
    let (scenario, _) = with_many_ties(0.0);
    let mut desk = Desk::on(&scenario, "Setting");
    assert!(!desk.paints("ties those from recipients are drawn"));
    assert!(desk.window.query_all_by_role(Role::Button).any(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("Russia passes on to "))
    }));
}

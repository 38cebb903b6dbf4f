//! A field for a number changes only what a person changed, and keeps what it cannot take until it is mended.

use crate::desk::Desk;
use egui::{Key, Modifiers, Rect, accesskit::Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable};
use tearline::scenario::{ActorId, Edit, Figure, Input, PartnerField};
use tearline::ui::{Command, FileCommand};

/// The window with the Oval Office case, with a number of Israel that has more decimals than are shown.
fn desk_with_a_precise_number() -> (Desk, Input) {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Setting");
    let input = Input::Partner(ActorId::known("il"), PartnerField::IntegrityMean);
    let figure = desk.figure(&input);
    let precise = Figure { low: 0.7, likely: 0.765_432_1, high: 0.9, ..figure };
    desk.ask(Command::Edit(Edit::SetFigure(input.clone(), precise)));
    desk.click("Israel, originator");
    (desk, input)
}

impl Desk {
    fn figure(&self, input: &Input) -> Figure {
        self.scenario().figure(input).expect("it is there").clone()
    }

    /// Clicks into the field of a number, types a text, and presses Enter.
    pub fn type_number(&mut self, name: &str, text: &str) {
        self.click_field(name);
        self.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::A);
        self.type_text(text);
        self.press(Key::Enter);
    }

    pub fn click_field(&mut self, name: &str) {
        let fields: Vec<Rect> = self
            .window
            .query_all_by_label(name)
            .filter(|node| matches!(node.accesskit_node().role(), Role::SpinButton | Role::TextInput))
            .map(|node| node.rect())
            .collect();
        let place = *fields.last().unwrap_or_else(|| panic!("no field “{name}”"));
        self.click_within_one_frame(place.center());
        self.settle();
    }
}

#[test]
fn visiting_a_number_changes_nothing() {
    let (mut desk, input) = desk_with_a_precise_number();
    let name = desk.scenario().input_name(&input);
    let before = desk.scenario();
    desk.click_field(&name);
    desk.press(Key::Tab);
    desk.click_field(&name);
    desk.press(Key::Enter);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn a_share_can_be_typed_in_per_cent_or_with_a_comma() {
    let (mut desk, input) = desk_with_a_precise_number();
    let name = desk.scenario().input_name(&input);
    for (text, value) in [("75 %", 0.75), ("80%", 0.8), ("0,85", 0.85)] {
        desk.type_number(&name, text);
        assert_eq!(desk.figure(&input).likely, value, "{text}");
    }
}

#[test]
fn a_number_that_is_refused_stays_with_its_reason_until_it_is_mended() {
    let (mut desk, input) = desk_with_a_precise_number();
    let name = desk.scenario().input_name(&input);
    let before = desk.figure(&input);
    desk.type_number(&name, "7");
    assert_eq!(desk.figure(&input), before);
    assert!(desk.reads("A number from 0 to 1, not 7."));
    desk.type_number(&name, "0.9");
    assert_eq!(desk.figure(&input).likely, 0.9);
    assert!(!desk.reads("A number from 0 to 1"));
}

#[test]
fn a_slider_dragged_away_and_back_leaves_its_range_alone() {
    let (mut desk, input) = desk_with_a_precise_number();
    let name = desk.scenario().input_name(&input);
    let slider = desk
        .window
        .query_all_by_label(&name)
        .find(|node| node.accesskit_node().role() == Role::Slider)
        .expect("a slider")
        .rect();
    let at = |share: f32| pos2(slider.left() + share * slider.width(), slider.center().y);
    desk.drag_along(&[at(0.76), at(0.05), at(0.98), at(0.76)]);
    let after = desk.figure(&input);
    assert_eq!((after.low, after.high), (0.7, 0.9), "{after:?}");
}

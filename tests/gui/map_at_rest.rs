//! While nothing changes on the map it is painted as it was, as triangles. Whatever changes is seen at once, and a map
//! that is painted again looks as one that is painted anew.

use crate::desk::{Desk, Setup, informed};
use egui::{Rect, Shape, vec2};
use egui_kittest::kittest::NodeT;
use egui_kittest::kittest::Queryable;
use tearline::app::Preferences;
use tearline::scenario::{ActorId, Edit, Preparation};
use tearline::ui::kept_shapes;
use tearline::ui::theme::Look;
use tearline::ui::{Command, DisplayCommand, FileCommand, HistoryChoice, MapCommand, PlayCommand};
use tearline::ui::{Selection, Stage, ViewCommand};

fn open(look: Look) -> Desk {
    let preferences = Preferences { look, ..informed() };
    // No font here has letters of other scripts; boxes will do.
    let mut desk = Desk::with(Setup { preferences, shows_boxes: true, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk
}

fn shows_map(stage: Stage) -> bool {
    !matches!(stage, Stage::Library | Stage::Classroom)
}

fn israel() -> ActorId {
    ActorId::known("il")
}

impl Desk {
    /// Whether the last frame wrote a text on the map, which begins like this, as a text and not as triangles.
    fn writes(&self, start: &str) -> bool {
        self.window.output().shapes.iter().any(|clipped| match &clipped.shape {
            Shape::Text(text) => text.galley.text().starts_with(start),
            _ => false,
        })
    }

    /// Whether it wrote the line below the title of the map.
    fn writes_title(&self) -> bool {
        let lines = [
            "who shares with",
            "drag to move",
            "mean of all",
            "the largest fall; mean",
            "one history, against",
        ];
        lines.iter().any(|start| self.writes(start))
    }

    /// What is wrong with the map at rest, if anything is.
    fn wrong_at_rest(&mut self) -> Option<&'static str> {
        self.settle();
        let (is_written, again) = (self.writes_title(), self.render());
        kept_shapes::read_shapes(&self.window.ctx, true);
        self.window.step();
        let (is_written_anew, anew) = (self.writes_title(), self.render());
        kept_shapes::read_shapes(&self.window.ctx, false);
        match (is_written, is_written_anew) {
            (true, _) => Some("it is painted anew although nothing changes"),
            (false, false) => Some("it is not painted"),
            (false, true) => (again != anew).then_some("painted anew it looks another way"),
        }
    }
}

#[test]
fn a_map_at_rest_is_painted_as_it_was_and_looks_as_if_it_were_painted_anew() {
    let mut complaints = Vec::new();
    for look in Look::ALL {
        let mut desk = open(look);
        let mut judge = |desk: &mut Desk, state: &str| {
            complaints.extend(desk.wrong_at_rest().map(|wrong| format!("{look:?}, {state}: {wrong}")));
        };
        for stage in Stage::ALL.into_iter().filter(|stage| shows_map(*stage)) {
            desk.ask(ViewCommand::GoTo(stage));
            judge(&mut desk, stage.name());
        }
        desk.ask(ViewCommand::GoTo(Stage::Decision));
        desk.ask(ViewCommand::Select(Selection::Actor(israel())));
        judge(&mut desk, "with a selection");
        desk.ask(MapCommand::ToggleFocus);
        judge(&mut desk, "with an actor in focus");
        desk.ask(MapCommand::ToggleFocus);
        let tie = Selection::Tie(ActorId::known("ru"), ActorId::known("ir"));
        desk.ask(ViewCommand::Select(tie));
        judge(&mut desk, "with a tie selected");
        let mut tried = desk.shown_plan();
        tried.preparation = Preparation::Misuse;
        desk.ask(ViewCommand::Preview(Some(Box::new(tried))));
        judge(&mut desk, "with a preview");
        desk.ask(ViewCommand::Preview(None));
        let mark = desk.button_place("Jordan, partner").center();
        desk.window.hover_at(mark);
        judge(&mut desk, "with the pointer on an actor");
        desk.window.hover_at(egui::pos2(1.0, 1.0));
        desk.ask(PlayCommand::ShowMonth(3));
        judge(&mut desk, "in another month");
        desk.ask(DisplayCommand::Zoom(0.9));
        judge(&mut desk, "at another zoom");
        desk.ask(ViewCommand::GoTo(Stage::Aftermath));
        desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
        judge(&mut desk, "in one history");
        desk.ask(PlayCommand::TakeSeat(Some(israel())));
        judge(&mut desk, "in the seat of a partner");
    }
    assert_eq!(complaints, Vec::<String>::new());
}

#[test]
fn a_change_is_seen_at_once() {
    let mut desk = open(Look::Light);
    desk.ask(ViewCommand::GoTo(Stage::Setting));
    let at_rest = desk.render();
    assert!(!desk.writes_title(), "it is at rest");
    let mut actor = desk.scenario().actors.get(&israel()).expect("it is there").clone();
    actor.name = "Another name".to_owned();
    desk.app().send(Command::Edit(Edit::PutActor(israel(), actor)));
    desk.window.step();
    assert!(desk.writes("Another name\n"), "in the very next frame");
    desk.settle();
    assert!(!desk.writes_title() && desk.render() != at_rest);
    let mark = desk.button_place("Another name, originator").center();
    desk.window.hover_at(mark + vec2(2.0, 0.0));
    desk.window.step();
    assert!(desk.writes("Another name\n"), "the others fade");
}

#[test]
fn the_connections_of_a_map_at_rest_are_where_they_were_and_can_be_selected() {
    let mut desk = open(Look::Light);
    desk.ask(ViewCommand::GoTo(Stage::Decision));
    let connections = |desk: &mut Desk| -> Vec<(String, Rect)> {
        let is_one = |label: &String| label.contains(" passes on to ") || label.contains(" shares content ");
        let all = desk.window.query_all_by(|node| node.label().is_some_and(|label| is_one(&label)));
        all.filter_map(|node| Some((node.accesskit_node().label()?, node.rect()))).collect()
    };
    let at_rest = connections(&mut desk);
    kept_shapes::read_shapes(&desk.window.ctx, true);
    desk.window.step();
    assert_eq!(at_rest, connections(&mut desk));
    kept_shapes::read_shapes(&desk.window.ctx, false);
    desk.settle();
    let (_, chance) =
        at_rest.iter().find(|(label, _)| label.starts_with("Russia passes on to ")).expect("one");
    desk.window.hover_at(chance.center());
    desk.settle();
    desk.click_within_one_frame(chance.center());
    desk.settle();
    assert!(matches!(desk.app().selection(), Selection::Tie(from, _) if *from == ActorId::known("ru")));
}

#[test]
fn names_from_right_to_left_are_read_in_their_order_on_a_map_at_rest() {
    let mut desk = open(Look::Light);
    desk.ask(ViewCommand::GoTo(Stage::Setting));
    let mut actor = desk.scenario().actors.get(&israel()).expect("it is there").clone();
    actor.name = "משרד הביטחון".to_owned();
    desk.app().send(Command::Edit(Edit::PutActor(israel(), actor)));
    desk.settle();
    desk.draw();
    let at_rest = desk.render();
    kept_shapes::read_shapes(&desk.window.ctx, true);
    desk.window.step();
    assert!(desk.render() == at_rest);
}

#[test]
fn what_is_on_its_way_moves_over_a_map_that_is_painted_as_it_was() {
    let mut desk = Desk::with(Setup { frame_seconds: 1.0 / 60.0, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(ViewCommand::GoTo(Stage::Aftermath));
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.ask(PlayCommand::PlayFromStart);
    let map = |desk: &mut Desk| image::imageops::crop_imm(&desk.render(), 0, 48, 736, 424).to_image();
    desk.window.run_steps(20);
    let mut seen = Vec::new();
    for _ in 0..5 {
        desk.window.step();
        assert!(!desk.writes_title());
        seen.push(map(&mut desk));
    }
    assert!(seen.windows(2).all(|pair| pair[0] != pair[1]), "it moves");
    desk.ask(PlayCommand::PlayOrPause);
    assert_eq!(desk.wrong_at_rest(), None);
    assert!(desk.app().event_log().is_some());
}

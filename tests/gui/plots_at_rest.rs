//! While nothing is done to a plot and it shows the same, it is painted as it was, as triangles, and so are rows of texts.
//! Nobody can tell them from those that are drawn anew.

use crate::desk::{Desk, Setup, informed};
use crate::small_case::small_case;
use egui::accesskit::Role;
use egui::{Pos2, Rect, Shape, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tearline::app::Preferences;
use tearline::scenario::{Actor, ActorId, Edit};
use tearline::ui::kept_shapes;
use tearline::ui::theme::Look;
use tearline::ui::{
    Command, DisplayCommand, FileCommand, HistoryChoice, PlayCommand, Selection, Stage, ViewCommand,
};

/// What a reader is told of a widget: its role, its name and its value, and where it is.
type Told = (Role, Option<String>, Option<String>, Option<[f64; 4]>);

const ELSEWHERE: Pos2 = Pos2::new(1.0, 1.0);

impl Desk {
    /// A plot of months without its axes.
    fn months_of_israel(&self) -> Rect {
        self.window.get_by_label_contains("Israel, sources: ").rect()
    }

    /// Whether the last frame wrote the ticks of the months below it, as texts and not as triangles.
    fn writes_ticks(&self, plot: Rect) -> bool {
        let below = Rect::from_min_max(plot.left_bottom() - vec2(8.0, 0.0), plot.max + vec2(8.0, 20.0));
        self.window.output().shapes.iter().any(|clipped| match &clipped.shape {
            Shape::Text(text) => below.contains_rect(text.visual_bounding_rect()),
            _ => false,
        })
    }

    /// The number of upright lines in each plot.
    fn upright_lines(&mut self, plots: &[Rect]) -> Vec<usize> {
        let painted = self.painted();
        let is_upright_in = |shape: &Shape, plot: &Rect| match shape {
            Shape::LineSegment { points: [from, to], .. } => {
                from.x == to.x && plot.contains(from.lerp(*to, 0.5))
            }
            _ => false,
        };
        plots.iter().map(|plot| painted.iter().filter(|shape| is_upright_in(shape, plot)).count()).collect()
    }

    fn told(&self) -> Vec<Told> {
        let all = self.window.query_all_by(|_| true);
        let told = |node: egui_kittest::Node<'_>| {
            let of = node.accesskit_node();
            let place = of.bounding_box().map(|place| [place.x0, place.y0, place.x1, place.y1]);
            (of.role(), of.label(), of.value(), place)
        };
        // Containers, of which a plot that is drawn anew has one more, are not read out.
        all.map(told).filter(|(role, ..)| *role != Role::GenericContainer).collect()
    }

    /// What is wrong with the plots at rest, if anything is.
    fn wrong_with_plots_at_rest(&mut self) -> Option<&'static str> {
        self.settle();
        let plot = self.months_of_israel();
        let (is_written, again, told) = (self.writes_ticks(plot), self.render(), self.told());
        kept_shapes::read_shapes(&self.window.ctx, true);
        self.window.step();
        let (is_written_anew, anew, told_anew) = (self.writes_ticks(plot), self.render(), self.told());
        kept_shapes::read_shapes(&self.window.ctx, false);
        self.settle();
        match (is_written, is_written_anew) {
            (true, _) => Some("they are drawn anew although nothing changes"),
            (false, false) => Some("they have no ticks"),
            (false, true) if again != anew => Some("drawn anew they look another way"),
            (false, true) => (told != told_anew).then_some("drawn anew they are told another way"),
        }
    }

    /// Zooms all plots of months into a part of this one.
    fn zoom(&mut self, plot: Rect, [from, to]: [f32; 2]) {
        let at = |part: f32| plot.lerp_inside(vec2(part, 0.5));
        self.drag(at(from), at(to));
        self.window.hover_at(ELSEWHERE);
        self.settle();
    }
}

fn aftermath() -> Desk {
    let mut desk = Desk::on(&small_case(), "Aftermath");
    desk.ask(PlayCommand::ShowMonth(3));
    desk.window.hover_at(ELSEWHERE);
    desk.settle();
    desk
}

#[test]
fn plots_at_rest_are_painted_as_they_were_and_look_and_read_as_if_they_were_drawn_anew() {
    let mut complaints = Vec::new();
    for look in Look::ALL {
        let mut desk =
            Desk::with(Setup { preferences: Preferences { look, ..informed() }, ..Setup::default() });
        desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
        desk.ask(ViewCommand::GoTo(Stage::Aftermath));
        let mut judge = |desk: &mut Desk, state: &str| {
            let wrong = desk.wrong_with_plots_at_rest();
            complaints.extend(wrong.map(|wrong| format!("{look:?}, {state}: {wrong}")));
        };
        judge(&mut desk, "at first");
        desk.ask(PlayCommand::ShowMonth(7));
        judge(&mut desk, "in another month");
        desk.ask(ViewCommand::Select(Selection::Actor(ActorId::known("il"))));
        judge(&mut desk, "with a selection");
        let plot = desk.months_of_israel();
        desk.zoom(plot, [0.2, 0.7]);
        judge(&mut desk, "zoomed");
        desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
        judge(&mut desk, "in one history");
    }
    assert_eq!(complaints, Vec::<String>::new());
}

#[test]
fn a_plot_answers_the_pointer_at_once_and_all_plots_of_its_group_with_it() {
    let mut desk = aftermath();
    let (plot, at_rest) = (desk.months_of_israel(), desk.render());
    desk.window.hover_at(plot.center());
    desk.window.run_steps(2);
    assert!(desk.paints("25–75\u{a0}%: "), "it reads out values");
    assert!(desk.writes_ticks(plot));
    let others = desk.window.query_all_by_label_contains(", content: mean");
    let others: Vec<Rect> = others.map(|node| node.rect()).collect();
    let with_pointer = desk.upright_lines(&others);
    desk.window.hover_at(ELSEWHERE);
    desk.settle();
    let without = desk.upright_lines(&others);
    let more = with_pointer.iter().zip(&without).filter(|(with, without)| with > without);
    assert!(others.len() > 1 && more.count() == others.len(), "{with_pointer:?}, {without:?}");
    desk.settle();
    assert!(desk.render() == at_rest, "and is as it was once the pointer has left");
    assert_eq!(desk.wrong_with_plots_at_rest(), None);
}

#[test]
fn a_zoom_of_plots_at_rest_is_seen_in_all_of_them_and_taken_back_in_all() {
    let mut desk = aftermath();
    // A double click in the middle goes to that month, too.
    desk.ask(PlayCommand::ShowMonth(12));
    let (plot, all_months) = (desk.months_of_israel(), desk.render());
    desk.zoom(plot, [0.25, 0.75]);
    assert!(desk.render() != all_months);
    assert_eq!(desk.wrong_with_plots_at_rest(), None);
    desk.double_click(plot.center());
    desk.window.hover_at(ELSEWHERE);
    desk.settle();
    assert!(desk.render() == all_months);
}

#[test]
fn another_document_is_not_zoomed_as_the_one_before() {
    let mut desk = Desk::new();
    let open = |desk: &mut Desk| {
        desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
        desk.ask(ViewCommand::GoTo(Stage::Aftermath));
        desk.window.hover_at(ELSEWHERE);
        desk.settle();
    };
    open(&mut desk);
    let (plot, all_months) = (desk.months_of_israel(), desk.render());
    desk.zoom(plot, [0.25, 0.75]);
    assert!(desk.render() != all_months);
    open(&mut desk);
    assert!(desk.render() == all_months);
    assert_eq!(desk.wrong_with_plots_at_rest(), None);
}

#[test]
fn a_change_of_what_a_plot_at_rest_shows_is_seen_in_the_very_next_frame() {
    let mut desk = aftermath();
    let plot = desk.months_of_israel();
    assert!(!desk.writes_ticks(plot), "it is at rest");
    desk.app().send(Command::Play(PlayCommand::ShowMonth(5)));
    desk.window.step();
    assert!(desk.writes_ticks(plot));
}

#[test]
fn a_name_that_is_cut_in_a_row_that_is_painted_as_it_was_is_told_whole_to_the_pointer() {
    let name = "A ministry with a name that is far too long for its column in any table";
    let mut scenario = small_case();
    let israel = ActorId::known("israel");
    let actor = scenario.actors.get(&israel).expect("it is there").clone();
    scenario = scenario
        .edited(&Edit::PutActor(israel, Actor { name: name.to_owned(), ..actor }))
        .expect("an edit that can be made");
    let mut desk = Desk::on(&scenario, "Decision");
    desk.window.hover_at(ELSEWHERE);
    desk.settle();
    let row = desk.window.get_by_label_contains(&format!("{name}, content, month 0")).rect();
    let cut = |desk: &Desk| {
        desk.window.output().shapes.iter().any(|clipped| match &clipped.shape {
            Shape::Text(text) => text.galley.elided && row.expand(20.0).contains(text.pos),
            _ => false,
        })
    };
    assert!(!cut(&desk), "at rest it is painted as it was");
    kept_shapes::read_shapes(&desk.window.ctx, true);
    desk.window.step();
    assert!(cut(&desk), "the name is cut");
    kept_shapes::read_shapes(&desk.window.ctx, false);
    desk.settle();
    desk.window.hover_at(row.left_top() + vec2(10.0, 6.0));
    desk.settle();
    let is_whole = |shape: &Shape| match shape {
        Shape::Text(text) => text.galley.text().contains(name) && !text.galley.elided,
        _ => false,
    };
    assert!(desk.window.output().shapes.iter().any(|clipped| is_whole(&clipped.shape)), "it is told whole");
}

#[test]
fn plots_of_every_kind_look_at_rest_as_if_they_were_drawn_anew() {
    let mut desk = Desk::with(Setup { shows_boxes: true, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let looks_the_same = |desk: &mut Desk, state: &str| {
        desk.settle();
        let again = desk.render();
        kept_shapes::read_shapes(&desk.window.ctx, true);
        desk.window.step();
        let anew = desk.render();
        kept_shapes::read_shapes(&desk.window.ctx, false);
        desk.settle();
        assert!(again == anew, "{state}");
    };
    desk.ask(ViewCommand::GoTo(Stage::Aftermath));
    desk.choose_of("Show", "Together");
    desk.window.hover_at(ELSEWHERE);
    looks_the_same(&mut desk, "all partners together");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    looks_the_same(&mut desk, "all partners together, in one history");
    desk.ask(PlayCommand::TakeSeat(Some(ActorId::known("il"))));
    looks_the_same(&mut desk, "in the seat of a partner");
    desk.ask(PlayCommand::TakeSeat(None));
    desk.ask(PlayCommand::ShowHistory(None));
    for stage in [Stage::Why, Stage::Decision, Stage::Compare] {
        desk.ask(ViewCommand::GoTo(stage));
        desk.window.hover_at(ELSEWHERE);
        looks_the_same(&mut desk, stage.name());
    }
}

#[test]
fn what_is_kept_follows_the_look_and_the_zoom_of_the_window() {
    let mut desk = aftermath();
    let light = desk.render();
    for (change, back) in [
        (DisplayCommand::SetLook(Look::Dark), DisplayCommand::SetLook(Look::Light)),
        (DisplayCommand::Zoom(1.1), DisplayCommand::ResetZoom),
    ] {
        let name = format!("{change:?}");
        desk.ask(change);
        assert!(desk.render() != light, "{name}");
        assert_eq!(desk.wrong_with_plots_at_rest(), None, "{name}");
        desk.ask(back);
        desk.settle();
        assert!(desk.render() == light, "back from {name}");
    }
}

//! Gestures in plots: reading values, zooming, dragging the month marker, switching series off, choosing.

use crate::compare::{at_compare, knowing_choices};
use crate::desk::Desk;
use crate::small_case::small_case;
use egui::{Color32, Pos2, Rect, Shape, accesskit::Role};
use egui_kittest::kittest::Queryable;
use tearline::analysis::number_format::percent;
use tearline::engine::PartnerCourse;
use tearline::scenario::{ActorId, Material};
use tearline::ui::theme::{Look, Palette, Theme};
use tearline::ui::{PlayCommand, Selection};

/// The last month of the small case.
const LAST: f32 = 24.0;

fn aftermath() -> Desk {
    let mut desk = Desk::on(&small_case(), "Aftermath");
    desk.ask(PlayCommand::ShowMonth(3));
    desk
}

fn colors() -> &'static Palette {
    &Theme::of(Look::Light).colors
}

/// The place of a month at half the height of a plot that shows all months.
fn month_in(plot: Rect, month: f32) -> Pos2 {
    plot.lerp_inside(egui::vec2(month / LAST, 0.5))
}

/// The place at which something was painted.
fn center_of(shape: &Shape) -> Pos2 {
    shape.visual_bounding_rect().center()
}

impl Desk {
    /// The plot whose description contains this, without its axes.
    fn plot(&self, says: &str) -> Rect {
        self.window.get_by_label_contains(says).rect()
    }

    fn israels_content(&self) -> Rect {
        self.plot("Israel, content: mean")
    }

    /// Rests the pointer on a place.
    fn rest_on(&mut self, place: Pos2) {
        self.window.hover_at(place);
        self.settle();
    }

    fn click_on(&mut self, place: Pos2) {
        self.window.hover_at(place);
        self.window.step();
        self.click_within_one_frame(place);
    }

    fn shown_month(&self) -> String {
        self.window.get_by_label("Month").value().expect("a value")
    }

    fn course(&mut self, partner: &'static str) -> PartnerCourse {
        let (projection, _) = self.app().projection().expect("a projection");
        projection.partner(&ActorId::known(partner)).expect("a partner").clone()
    }

    /// Whether an area is filled with a colour by triangles, as bands are.
    fn fills_an_area_with(&mut self, color: Color32) -> bool {
        let filled = |shape: &Shape| matches!(shape, Shape::Mesh(mesh) if mesh.vertices.iter().all(|v| v.color == color));
        self.painted().iter().any(filled)
    }

    /// The disc of the plan that is shown, within a plot.
    fn disc_of_the_shown_plan(&mut self, plot: Rect) -> Option<Pos2> {
        let is_it = |shape: &Shape| matches!(shape, Shape::Circle(circle) if circle.fill == colors().item);
        let discs = self.painted().into_iter().filter(is_it).map(|shape| center_of(&shape));
        discs.filter(|disc| plot.contains(*disc)).last()
    }
}

#[test]
fn resting_on_a_plot_of_months_reads_out_the_exact_values_of_the_month_under_the_pointer() {
    let mut desk = aftermath();
    let course = desk.course("israel");
    desk.rest_on(month_in(desk.israels_content(), 7.2));
    let [low, lower, median, upper, high] = course.months[7].content.quantiles.map(percent);
    let mean = course.mean(7).expect("a mean");
    let [withheld, planned] = [mean.withheld, mean.planned].map(|mean| (100.0 * mean.content).round());
    for line in [
        "Israel, content, month 7".to_owned(),
        format!("mean, if nothing were said → as planned: {withheld} → {planned}\u{a0}%"),
        format!("median {median}"),
        format!("25–75\u{a0}%: {lower} to {upper}"),
        format!("5–95\u{a0}%: {low} to {high}"),
    ] {
        assert!(desk.reads(&line), "{line}");
    }
    desk.rest_on(Pos2::new(640.0, 10.0));
    assert!(!desk.reads("Israel, content, month 7"), "it goes with the pointer");
}

#[test]
fn a_drag_zooms_all_plots_of_months_and_a_double_click_shows_every_month_again() {
    let mut desk = aftermath();
    let plot = desk.israels_content();
    let other = desk.plot("Israel, sources: mean");
    desk.drag(month_in(plot, 8.0), month_in(plot, 12.0));
    assert_eq!(desk.shown_month(), "month 3", "a zoom goes to no month");
    desk.rest_on(plot.center());
    assert!(desk.reads("Israel, content, month 10\n"), "8 to 12 from side to side");
    desk.rest_on(other.center());
    assert!(desk.reads("Israel, sources, month 10\n"), "the months of both plots are linked");
    desk.double_click(other.center());
    desk.rest_on(month_in(plot, 20.0));
    assert!(desk.reads("Israel, content, month 20\n"));
}

#[test]
fn a_zoom_ends_at_the_edge_of_the_plot_even_where_the_pointer_has_left_it() {
    let mut desk = aftermath();
    let plot = desk.israels_content();
    desk.drag(month_in(plot, 12.0), month_in(plot, 40.0));
    desk.rest_on(plot.center());
    assert!(desk.reads("Israel, content, month 18\n"), "12 to 24 from side to side");
}

#[test]
fn the_month_marker_is_dragged_from_month_to_month_and_zooms_nothing() {
    let mut desk = aftermath();
    let plot = desk.israels_content();
    desk.drag(month_in(plot, 3.0), month_in(plot, 15.0));
    assert_eq!(desk.shown_month(), "month 15");
    desk.rest_on(month_in(plot, 20.0));
    assert!(desk.reads("Israel, content, month 20\n"), "all months are still there");
}

#[test]
fn an_entry_of_the_legend_switches_its_series_off_and_on_again() {
    let mut desk = aftermath();
    let (wide, narrow) = (colors().band_wide, colors().band_narrow);
    assert!(desk.fills_an_area_with(wide) && desk.fills_an_area_with(narrow));
    let switch = |desk: &mut Desk| {
        desk.window.get_by_role_and_label(Role::CheckBox, "Show 5–95\u{a0}%").click();
        desk.settle();
    };
    switch(&mut desk);
    assert!(!desk.fills_an_area_with(wide) && desk.fills_an_area_with(narrow));
    switch(&mut desk);
    assert!(desk.fills_an_area_with(wide));
}

#[test]
fn a_click_on_a_line_looks_closely_at_the_partner_whose_line_it_is() {
    let mut desk = aftermath();
    desk.click_any("Show: Together");
    let plot = desk.plot("Israel, content: mean");
    // Of the thin lines, which are those of all but the partner that is looked at, the lowest.
    let line = |shape: &Shape| match shape {
        Shape::Path(path) if path.stroke.width == 1.5 && path.points.len() == LAST as usize + 1 => {
            Some(path.points[12]).filter(|place| plot.contains(*place))
        }
        _ => None,
    };
    let painted = desk.painted();
    let lowest = painted.iter().filter_map(line).max_by(|one, other| one.y.total_cmp(&other.y));
    let month_12 = |desk: &mut Desk, partner: &'static str| {
        *desk.course(partner).mean(12).expect("a mean").planned.of(Material::Content)
    };
    let shares = ["uk", "germany", "jordan"].map(|partner| (month_12(&mut desk, partner), partner));
    let (_, partner) = shares.into_iter().min_by(|(one, _), (other, _)| one.total_cmp(other)).expect("three");
    desk.click_on(lowest.expect("a line"));
    assert_eq!(desk.app().selection(), &Selection::Actor(ActorId::known(partner)));
    assert_eq!(desk.shown_month(), "month 3", "and the month stays");
    desk.click_on(plot.center_bottom() - egui::vec2(0.0, 2.0));
    assert_eq!(desk.shown_month(), "month 12", "beside the lines a click goes to its month");
}

#[test]
fn all_choices_are_zoomed_by_a_drag_shown_again_by_a_double_click_and_hidden_by_the_legend() {
    let mut desk = at_compare(knowing_choices());
    let plot = desk.plot("Plot of ");
    let disc = desk.disc_of_the_shown_plan(plot).expect("the shown plan is in the plot");
    let room = plot.size() / 4.0;
    let corner = |at: f32| Pos2::new(disc.x, disc.y) + (at * room);
    let (from, to) = (plot.clamp(corner(-1.0)), plot.clamp(corner(1.0)));
    desk.drag(from, to);
    let zoomed = desk.disc_of_the_shown_plan(plot).expect("it is still there");
    let share = (disc - from) / (to - from);
    assert!(zoomed.distance(plot.lerp_inside(share)) < 1.5, "{zoomed} in {plot}, after {share} of the box");
    desk.rest_on(zoomed);
    assert!(desk.reads("Click to show it."), "it answers where it is now");
    desk.double_click(plot.right_top() + egui::vec2(-2.0, 2.0));
    let again = desk.disc_of_the_shown_plan(plot).expect("it is back");
    assert!(again.distance(disc) < 0.5);
    desk.window.get_by_role_and_label(Role::CheckBox, "Show the plan that is shown").click();
    desk.settle();
    assert_eq!(desk.disc_of_the_shown_plan(plot), None);
}

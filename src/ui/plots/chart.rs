//! The one place that sets up a plot of `egui_plot` in the program's own way: ticks and grid in the type and
//! colours of the theme, no scrolling by accident, and bounds that follow the data until somebody zooms.

use super::axis::{Axis, Values};
use crate::ui::theme::{Theme, Themed};
use egui::emath::GuiRounding as _;
use egui::{CursorIcon, Id, PointerButton, PopupAnchor, Pos2, Rangef, Rect, Response, Sense};
use egui::{Stroke, Tooltip, Ui, UiBuilder, Vec2b};
use egui_plot::{AxisHints, Plot, PlotMemory, PlotPoint, PlotTransform, PlotUi, Polygon, VLine, VPlacement};

/// A plot before it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chart {
    pub(super) id: Id,
    across: Axis,
    up: Axis,
    ticks_above: bool,
    zooms: Vec2b,
    linked: Option<Id>,
    marker: Option<f64>,
    pub(super) sense: Sense,
}

/// A plot after it was drawn.
pub struct Shown {
    /// The plot without its axes: clicks, hovering, and the description for a screen reader.
    pub response: Response,
    /// Between values and positions on the screen.
    pub transform: PlotTransform,
    /// The value to which the marker is being dragged.
    pub marker_at: Option<f64>,
}

impl Shown {
    /// The position of a pair of values on the screen.
    pub fn place(&self, point: [f64; 2]) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::from(point))
    }

    /// The pair of values at a position on the screen.
    pub fn values(&self, at: Pos2) -> [f64; 2] {
        let value = self.transform.value_from_position(at);
        [value.x, value.y]
    }

    /// The rectangle of the plot without its axes.
    pub fn frame(&self) -> Rect {
        *self.transform.frame()
    }

    /// The pair of values that was clicked on.
    pub fn clicked(&self) -> Option<[f64; 2]> {
        let at = self.response.interact_pointer_pos().filter(|_| self.response.clicked())?;
        Some(self.values(at))
    }

    /// The key of the point nearest to a position, if one is within so many points of it.
    pub fn nearest<Key>(
        &self,
        points: impl Iterator<Item = (Key, [f64; 2])>,
        to: Pos2,
        reach: f32,
    ) -> Option<Key> {
        let far = points.map(|(key, point)| (key, self.place(point).distance_sq(to)));
        let near = far.filter(|(_, far)| *far <= reach * reach);
        near.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(key, _)| key)
    }

    /// Shows text beside the pointer, at once and while it moves.
    pub fn read_out(&self, text: impl Into<String>) {
        read_out(&self.response, text);
    }
}

/// Shows text beside the pointer in the type of a note. The `label_formatter` of `egui_plot` writes in that of
/// running text, which covers a small plot.
pub fn read_out(response: &Response, text: impl Into<String>) {
    let anchor = PopupAnchor::Pointer;
    let tip = Tooltip::always_open(response.ctx.clone(), response.layer_id, response.id, anchor);
    tip.gap(12.0).show(|ui| {
        let theme = ui.theme();
        ui.label(theme.note(text).color(theme.colors.ink));
    });
}

/// The least distance between ticks across, in points at ordinary type: as wide as “−1.25” with a gap.
const ACROSS: f32 = 46.0;
/// The same for months: as wide as “24” with a gap.
const MONTHS: f32 = 26.0;
/// The gap between the lines of two ticks above one another, in points.
const BETWEEN_LINES: f32 = 3.0;
/// How far from the marker a drag of it may begin, in points: a pointer can hardly hit a line of one.
const REACH: f32 = 6.0;
/// The smallest side of a box that is zoomed into, in points: a hand that shakes does not zoom.
const SMALLEST: f32 = 8.0;

impl Chart {
    /// A plot that is only looked at. The id names all that it shows, since egui keeps the zoom under it.
    pub fn new(id: Id, across: Axis, up: Axis) -> Self {
        let (ticks_above, zooms) = (false, Vec2b::FALSE);
        Chart { id, across, up, ticks_above, zooms, linked: None, marker: None, sense: Sense::hover() }
    }

    /// Takes clicks and drags; the keyboard passes it by, since another control does the same by keys.
    pub fn clicked(self) -> Self {
        Chart { sense: Sense::CLICK | Sense::DRAG, ..self }
    }

    /// Takes clicks, drags and keys.
    pub fn focusable(self) -> Self {
        Chart { sense: Sense::click_and_drag(), ..self }
    }

    /// Lets a drag zoom along these axes, and a double click show everything again.
    pub fn zooms(self, zooms: impl Into<Vec2b>) -> Self {
        Chart { zooms: zooms.into(), ..self }
    }

    /// Shares the zoom across and the line of the readout with every plot of a group. Such plots are filled, so
    /// that thin lines and the white between them do not get lost on the panel.
    pub fn linked(self, group: Id) -> Self {
        Chart { linked: Some(group), ..self }
    }

    /// Adds an upright line at a value, which can be dragged.
    pub fn marker(self, at: f64) -> Self {
        Chart { marker: Some(at), ..self }
    }

    /// Writes the ticks of the axis across above the plot.
    pub fn ticks_above(self) -> Self {
        Chart { ticks_above: true, ..self }
    }

    /// The group of plots that share the zoom across and the line of the readout; at least this one.
    pub(super) fn group(&self) -> Id {
        self.linked.unwrap_or(self.id)
    }

    /// Draws the plot into a rectangle that also holds its ticks.
    pub fn show<'a>(self, ui: &mut Ui, place: Rect, build: impl FnOnce(&mut PlotUi<'a>) + 'a) -> Shown {
        if self.linked.is_some() {
            ui.painter().rect_filled(self.frame(place), 0.0, ui.theme().colors.sunk);
        }
        let plot_id = self.id.with("plot");
        let is_new = PlotMemory::load(ui, plot_id).is_none();
        let is_known =
            ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(self.group()), true));
        let mut inside = ui.new_child(UiBuilder::new().scope_id(self.id).max_rect(place));
        let shown = self.plot(ui, plot_id, place).show(&mut inside, move |plot| {
            // Given bounds `egui_plot` keeps for ever unless told that they follow.
            if !is_known {
                plot.set_auto_bounds(true);
            }
            build(plot);
            self.draw_marker(plot);
            self.follow_drag(plot)
        });
        if is_new && let Some(mut memory) = PlotMemory::load(ui, plot_id) {
            // Across, a plot that joins a group has taken over the zoom of the group.
            memory.auto_bounds.y = true;
            memory.store(ui, plot_id);
        }
        if shown.response.hover_pos().is_some_and(|at| self.is_on_marker(&shown.transform, at)) {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        Shown { response: shown.response, transform: shown.transform, marker_at: shown.inner }
    }

    /// The rectangle of the plot without its ticks.
    fn frame(&self, place: Rect) -> Rect {
        let [across, up] = [self.across, self.up].map(|axis| axis.thickness.unwrap_or(0.0));
        let (above, below) = if self.ticks_above { (across, 0.0) } else { (0.0, across) };
        Rect::from_min_max(place.min + egui::vec2(up, above), place.max - egui::vec2(0.0, below))
    }

    fn plot<'a>(&self, ui: &Ui, id: Id, place: Rect) -> Plot<'a> {
        let theme = ui.theme();
        let (across, up, frame) = (self.across, self.up, self.frame(place));
        let (drawn_across, drawn_up) = (across.drawn(frame.width()), up.drawn(frame.height()));
        let side = if self.ticks_above { VPlacement::Top } else { VPlacement::Bottom };
        let least_across = theme.grown(if across.values == Values::Months { MONTHS } else { ACROSS });
        let least_up = theme.note_line() + BETWEEN_LINES;
        let plot = Plot::new(self.id)
            .id(id)
            .width(place.width())
            .height(place.height())
            .default_x_bounds(drawn_across.low, drawn_across.high)
            .default_y_bounds(drawn_up.low, drawn_up.high)
            .show_axes([across.thickness.is_some(), up.thickness.is_some()])
            .custom_x_axes(vec![hints(ui, AxisHints::new_x(), across).placement(side)])
            .custom_y_axes(vec![hints(ui, AxisHints::new_y(), up)])
            .show_grid([across.grid, up.grid])
            .grid_color(theme.colors.hairline)
            .grid_fade(0.0)
            .grid_spacing(Rangef::new(1.0, 2.0))
            .x_grid_spacer(move |input| across.marks(&input, least_across))
            .y_grid_spacer(move |input| up.marks(&input, least_up))
            .show_background(false)
            .show_x(self.linked.is_some())
            .show_y(false)
            .show_crosshair(false)
            .cursor_color(theme.colors.ink_3)
            .sense(self.sense)
            .allow_boxed_zoom(false)
            .allow_axis_zoom_drag(false)
            .allow_scroll(false)
            .allow_zoom(self.zooms)
            .allow_drag(self.zooms)
            .pan_pointer_button(PointerButton::Secondary)
            .allow_double_click_reset(self.zooms.any());
        match self.linked {
            Some(group) => plot.link_axis(group, [true, false]).link_cursor(group, [true, false]),
            None => plot,
        }
    }
}

/// A drag from its first frame to its last.
#[derive(Clone, Copy)]
struct Drag {
    from: Pos2,
    of_marker: bool,
}

impl Chart {
    fn draw_marker(&self, plot: &mut PlotUi<'_>) {
        if let Some(at) = self.marker {
            let stroke = Stroke::new(1.0, plot.theme().colors.ink);
            plot.vline(VLine::new("", sharp(plot, at)).stroke(stroke));
        }
    }

    /// Whether a position is near enough to the marker to take hold of it.
    fn is_on_marker(&self, transform: &PlotTransform, at: Pos2) -> bool {
        self.marker.is_some_and(|value| (transform.position_from_point_x(value) - at.x).abs() <= REACH)
    }

    /// Follows a drag of the marker, if it began there, or else of a box, and zooms into a box that is let go;
    /// returns the value to which the marker is moved.
    ///
    /// The box zoom of `egui_plot` knows no marker, cannot zoom along one axis alone (a level drag makes a box
    /// without height), drops the zoom where the pointer has left the plot, and draws in two fixed colours.
    fn follow_drag(&self, plot: &mut PlotUi<'_>) -> Option<f64> {
        let (response, transform) = (plot.response().clone(), *plot.transform());
        if response.drag_started_by(PointerButton::Primary) {
            let from = plot.ctx().input(|input| input.pointer.press_origin());
            let drag = from.map(|from| Drag { from, of_marker: self.is_on_marker(&transform, from) });
            plot.ctx().data_mut(|data| data.insert_temp(self.id, drag));
        }
        let drag: Drag = plot.ctx().data(|data| data.get_temp(self.id)).flatten()?;
        let ends = response.drag_stopped();
        if ends {
            plot.ctx().data_mut(|data| data.insert_temp(self.id, None::<Drag>));
        }
        let to = response.interact_pointer_pos().filter(|_| ends || response.dragged())?;
        let value = transform.value_from_position(to).x;
        if drag.of_marker {
            return Some(value);
        }
        let area = self.spanned(*transform.frame(), drag.from, to);
        if !ends {
            outline(plot, area);
        } else if area.size().min_elem() >= SMALLEST {
            self.zoom(plot, area);
        } else {
            // A long press that did not move is a click on that value.
            return self.marker.map(|_| value);
        }
        None
    }

    /// The box between two corners within the plot; along an axis that does not zoom it spans all of it.
    fn spanned(&self, frame: Rect, from: Pos2, to: Pos2) -> Rect {
        let mut area = Rect::from_two_pos(from, to).intersect(frame);
        for axis in (0..2).filter(|axis| !self.zooms[*axis]) {
            (area.min[axis], area.max[axis]) = (frame.min[axis], frame.max[axis]);
        }
        area
    }

    fn zoom(&self, plot: &mut PlotUi<'_>, area: Rect) {
        let [low, high] = [area.left_bottom(), area.right_top()].map(|corner| plot.plot_from_screen(corner));
        if self.zooms.x {
            plot.set_plot_bounds_x(low.x..=high.x);
        }
        if self.zooms.y {
            plot.set_plot_bounds_y(low.y..=high.y);
        }
    }
}

/// Draws the box that a drag would zoom into.
fn outline(plot: &mut PlotUi<'_>, area: Rect) {
    let colors = &plot.theme().colors;
    let corners = [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom()];
    let corners: Vec<[f64; 2]> =
        corners.map(|corner| plot.plot_from_screen(corner)).map(|at| [at.x, at.y]).into();
    let outline = Polygon::new("", corners).fill_color(colors.ink.gamma_multiply(0.08));
    plot.polygon(outline.stroke(Stroke::new(1.0, colors.ink_2)).allow_hover(false));
}

fn hints<'a>(ui: &Ui, hints: AxisHints<'a>, axis: Axis) -> AxisHints<'a> {
    let theme = ui.theme();
    let hints = hints
        .formatter(move |mark, _| axis.values.written(mark))
        .min_thickness(axis.thickness.unwrap_or(0.0))
        .label_spacing(Rangef::new(1.0, 2.0))
        .tick_label_font(theme.note_font())
        .tick_label_color(theme.colors.ink_2);
    match axis.label {
        Some(label) => hints.label(theme.note(label)),
        None => hints,
    }
}

impl Themed for PlotUi<'_> {
    fn theme(&self) -> &'static Theme {
        Theme::of_context(self.ctx())
    }
}

/// The thickness of ticks below a plot, in points: one line.
pub fn ticks_below(ui: &Ui) -> f32 {
    ui.theme().note_line() + 2.0
}

/// The thickness of ticks of shares beside a plot, in points: as wide as “100%” with the margin that `egui_plot`
/// leaves around it. With less, it would take more, and the plot would move.
pub fn ticks_beside(ui: &Ui) -> f32 {
    ui.theme().grown(42.0)
}

/// A value across whose upright line falls on whole pixels, so that it is thin and dark.
pub fn sharp(plot: &PlotUi<'_>, value: f64) -> f64 {
    let x = plot.transform().position_from_point_x(value);
    let x = x.round_to_pixel_center(plot.ctx().pixels_per_point());
    plot.transform().value_from_position(Pos2::new(x, 0.0)).x
}

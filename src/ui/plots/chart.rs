//! The one place that sets up an `egui_plot` plot in the program's own way: ticks and grid in the type and
//! colours of the theme, nothing that scrolls by accident, and bounds that follow the data until somebody
//! zooms.

use super::axis::{Axis, Values};
use super::drag::{self, Dragged};
use crate::ui::theme::{Theme, Themed};
use egui::emath::GuiRounding as _;
use egui::{
    Color32, Context, CursorIcon, Id, PointerButton, Pos2, Rangef, Rect, Response, Sense, Ui, UiBuilder,
    Vec2b,
};
use egui_plot::{AxisHints, Plot, PlotMemory, PlotPoint, PlotTransform, PlotUi, VPlacement};

/// How a plot is set up.
pub struct Chart {
    id: Id,
    across: Axis,
    up: Axis,
    ticks_above: bool,
    zooms: Vec2b,
    linked: Option<Id>,
    marker: Option<f64>,
    sense: Sense,
    reads: bool,
}

/// A plot that was drawn.
pub struct Shown {
    /// The plot without its axes: clicks, hovering, and what a screen reader is told.
    pub response: Response,
    /// Between values and places on the screen.
    pub transform: PlotTransform,
    /// The value to which the marker is being dragged.
    pub marker_at: Option<f64>,
}

impl Shown {
    /// The place of a pair of values on the screen.
    pub fn place(&self, [x, y]: [f64; 2]) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(x, y))
    }

    /// The pair of values at a place on the screen.
    pub fn values(&self, at: Pos2) -> [f64; 2] {
        let value = self.transform.value_from_position(at);
        [value.x, value.y]
    }

    /// The plot's place on the screen.
    pub fn frame(&self) -> Rect {
        *self.transform.frame()
    }

    /// The pair of values that was clicked on.
    pub fn clicked(&self) -> Option<[f64; 2]> {
        let at = self.response.interact_pointer_pos().filter(|_| self.response.clicked())?;
        Some(self.values(at))
    }
}

/// The least distance between ticks, in points at ordinary type: across as wide as “−1.25” with a gap,
/// months as wide as “24” with one, upward as high as a line.
const ACROSS: f32 = 46.0;
const MONTHS: f32 = 26.0;
const UP: f32 = 17.0;

impl Chart {
    /// A plot that is only looked at. The id names everything it is of, since egui keeps its zoom under it.
    pub fn new(id: Id, across: Axis, up: Axis) -> Self {
        Chart {
            id,
            across,
            up,
            ticks_above: false,
            zooms: Vec2b::FALSE,
            linked: None,
            marker: None,
            sense: Sense::hover(),
            reads: false,
        }
    }

    /// Takes clicks and drags; the keyboard passes it by, since another control does the same by keys.
    pub fn clicked(self) -> Self {
        Chart { sense: Sense::CLICK | Sense::DRAG, ..self }
    }

    /// Takes clicks, drags and keys.
    pub fn focusable(self) -> Self {
        Chart { sense: Sense::click_and_drag(), ..self }
    }

    /// Lets items answer to the pointer.
    pub fn with_readout(self) -> Self {
        Chart { reads: true, ..self }
    }

    /// Lets a drag zoom along these axes, and a double click show everything again.
    pub fn zooms(self, zooms: impl Into<Vec2b>) -> Self {
        Chart { zooms: zooms.into(), ..self }
    }

    /// Shares the zoom across and the line under the pointer with every plot of a group.
    pub fn linked(self, group: Id) -> Self {
        Chart { linked: Some(group), ..self }
    }

    /// Lets the upright line at this value be dragged.
    pub fn marker(self, at: f64) -> Self {
        Chart { marker: Some(at), ..self }
    }

    /// Writes the ticks of the axis across above the plot.
    pub fn ticks_above(self) -> Self {
        Chart { ticks_above: true, ..self }
    }

    /// Draws the plot into a place that also holds its ticks.
    pub fn show<'a>(self, ui: &mut Ui, place: Rect, build: impl FnOnce(&mut PlotUi<'a>) + 'a) -> Shown {
        let (id, zooms, marker, linked) = (self.id, self.zooms, self.marker, self.linked);
        let begins = begins(ui, id).then(|| linked.is_none_or(|group| follows(ui, group)));
        let mut inside = ui.new_child(UiBuilder::new().scope_id(id).max_rect(place));
        let shown = self.plot(ui.theme(), place).show(&mut inside, move |plot| {
            if let Some(across) = begins {
                plot.set_auto_bounds(Vec2b::new(across, true));
            }
            let dragged = drag::of(plot, id, zooms, marker);
            build(plot);
            dragged
        });
        if let Some((group, memory)) = linked.zip(PlotMemory::load(ui, plot_id(id))) {
            ui.data_mut(|data| data.insert_temp(group, Follows(memory.auto_bounds.x)));
        }
        if shown.response.hover_pos().is_some_and(|at| drag::is_near(&shown.transform, marker, at)) {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        let marker_at = match shown.inner {
            Dragged::Marker(at) => Some(at),
            Dragged::Zoom(area) => {
                drag::paint(ui, area);
                None
            }
            Dragged::Nothing => None,
        };
        Shown { response: shown.response, transform: shown.transform, marker_at }
    }

    fn plot<'a>(&self, theme: &Theme, place: Rect) -> Plot<'a> {
        let (across, up) = (self.across, self.up);
        let side = if self.ticks_above { VPlacement::Top } else { VPlacement::Bottom };
        let [least_across, least_up] =
            [theme.grown(if across.values == Values::Months { MONTHS } else { ACROSS }), theme.grown(UP)];
        let plot = Plot::new(self.id)
            .id(plot_id(self.id))
            .width(place.width())
            .height(place.height())
            .default_x_bounds(across.low, across.high)
            .default_y_bounds(up.low, up.high)
            .show_axes([across.thickness.is_some(), up.thickness.is_some()])
            .custom_x_axes(vec![hints(AxisHints::new_x(), theme, across).placement(side)])
            .custom_y_axes(vec![hints(AxisHints::new_y(), theme, up)])
            .show_grid([across.grid, up.grid])
            .grid_color(theme.colors.hairline)
            .grid_fade(0.0)
            .grid_spacing(Rangef::new(1.0, 2.0))
            .x_grid_spacer(move |input| across.values.marks(&input, least_across))
            .y_grid_spacer(move |input| up.values.marks(&input, least_up))
            .show_background(false)
            .show_x(self.reads)
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

fn hints<'a>(hints: AxisHints<'a>, theme: &Theme, axis: Axis) -> AxisHints<'a> {
    let label = axis.label.unwrap_or_default();
    hints
        .label(if label.is_empty() { Default::default() } else { egui::WidgetText::from(theme.note(label)) })
        .formatter(move |mark, _| axis.values.written(mark))
        .min_thickness(axis.thickness.unwrap_or_default())
        .label_spacing(Rangef::new(1.0, 2.0))
        .tick_label_font(theme.note_font())
        .tick_label_color(theme.colors.ink_2)
}

fn plot_id(id: Id) -> Id {
    id.with("plot")
}

/// Whether the bounds across of a group of plots follow the data, which they do until somebody zooms.
#[derive(Clone, Copy)]
struct Follows(bool);

fn follows(ctx: &Context, group: Id) -> bool {
    ctx.data(|data| data.get_temp::<Follows>(group)).is_none_or(|follows| follows.0)
}

/// Whether a plot is drawn for the first time. It then follows the data, or the zoom of its group; `egui_plot`
/// alone would keep the first bounds for ever.
fn begins(ctx: &Context, id: Id) -> bool {
    PlotMemory::load(ctx, plot_id(id)).is_none()
}

impl Themed for PlotUi<'_> {
    fn theme(&self) -> &'static Theme {
        Theme::of_context(self.ctx())
    }
}

/// Draws ticks alone beside a place, for plots that share them.
pub fn ticks_beside(ui: &mut Ui, id: Id, axis: Axis, place: Rect) {
    let across = Axis::between(0.0, 1.0, Values::Amounts);
    Chart::new(id, across, axis).show(ui, place, |_| {});
}

/// Draws ticks alone above a place, for plots that share them.
pub fn ticks_over(ui: &mut Ui, id: Id, axis: Axis, place: Rect) {
    let up = Axis::between(0.0, 1.0, Values::Amounts);
    Chart::new(id, axis, up).ticks_above().show(ui, place, |_| {});
}

/// An axis up whose ends stand inside the plot by half a line of ticks, so that a tick at an end is not cut.
pub fn inset(theme: &Theme, axis: Axis, height: f32) -> Axis {
    let line = theme.note_line();
    axis.with_margin(f64::from(0.5 * line / (height - line).max(line)))
}

/// The fill behind a plot whose lines would get lost on the panel.
pub fn background(ui: &Ui, frame: Rect) {
    ui.painter().rect_filled(frame, 0.0, ui.theme().colors.sunk);
}

/// The room that ticks take across and up, in points: a line, and as wide as “100%” with the margin that
/// `egui_plot` leaves around it. With less it would take more, and the plot would move.
pub fn room(theme: &Theme) -> [f32; 2] {
    [theme.note_line() + 2.0, theme.grown(42.0)]
}

/// A value across whose upright line falls on whole pixels, so that it is thin and dark.
pub fn sharp(plot: &PlotUi<'_>, value: f64) -> f64 {
    let x = plot.transform().position_from_point_x(value);
    let x = x.round_to_pixel_center(plot.ctx().pixels_per_point());
    plot.transform().value_from_position(Pos2::new(x, 0.0)).x
}

/// No colour of its own: what `egui_plot` would take for “choose one”.
pub const NONE: Color32 = Color32::TRANSPARENT;

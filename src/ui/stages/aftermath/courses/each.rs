//! A small plot for every partner and material, all to one scale.

use super::{bounds, earlier, in_history, legend, month_picker, reading, sentence, tried};
use crate::engine::{PartnerCourse, Projection, Statistics};
use crate::scenario::{ActorId, Material};
use crate::ui::plots::course::{self, Frame};
use crate::ui::stages::aftermath::timeline::label_step;
use crate::ui::theme::Theme;
use crate::ui::widgets::{number, paint};
use crate::ui::{Commands, Scene, Selection, ViewCommand};
use egui::{Align2, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

const GAP: f32 = 10.0;
/// The narrowest plot in which a course can be followed, in points.
const NARROWEST: f32 = 104.0;
/// What is kept free for the bar that scrolls.
const BAR: f32 = 10.0;
/// The axis with the name of a material between its numbers, and with the name before them where plots are too
/// low for them to stand clear of each other; in points at ordinary type.
const AXIS: f32 = 56.0;
const WIDE_AXIS: f32 = 82.0;

fn is_low(theme: &Theme, height: f32) -> bool {
    let place = Rect::from_min_size(pos2(0.0, 0.0), vec2(0.0, height - BAR));
    Rows::of(theme, place, [(0.0, 1.0); 2]).material < 2.6 * theme.size.note
}

/// Where the rows of small plots stand and what they span; alike for all partners.
struct Rows {
    top: f32,
    title: f32,
    material: f32,
    between: f32,
    bounds: [(f64, f64); 2],
}

impl Rows {
    fn of(theme: &Theme, place: Rect, bounds: [(f64, f64); 2]) -> Self {
        let (title, axis, between) = (theme.size.text + 5.0, paint::note_line(theme) + 2.0, 6.0);
        let material = ((place.height() - title - axis - between) / 2.0).max(24.0);
        Rows { top: place.top(), title, material, between, bounds }
    }

    fn material(&self, material: Material) -> Rangef {
        let top = self.top
            + self.title
            + if material == Material::Content { 0.0 } else { self.material + self.between };
        Rangef::new(top, top + self.material)
    }

    fn bounds(&self, material: Material) -> (f64, f64) {
        self.bounds[usize::from(material == Material::SourcesAndMethods)]
    }

    fn axis(&self) -> f32 {
        self.material(Material::SourcesAndMethods).max + 9.0
    }
}

/// Shows the plots with their axis at the left and their legend at the right.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, close: Option<&ActorId>) {
    let Some(projection) = scene.result.map(|result| result.projection) else { return };
    let theme = scene.theme;
    let scale = theme.size.note / 11.0;
    let whole = ui.available_rect_before_wrap();
    let count = projection.partners.len();
    let legend = legend::width(theme);
    let low = is_low(theme, whole.height());
    let axis = if low { WIDE_AXIS } else { AXIS } * scale;
    let across = whole.width() - axis - legend - 8.0;
    // Whole plots only: none is cut in two at the edge.
    let most = (((across + GAP) / (NARROWEST + GAP)).floor() as usize).max(1);
    let shown = count.min(most) as f32;
    let width = ((across + GAP) / shown.max(1.0) - GAP).max(24.0);
    let bar = if count > most { BAR } else { 0.0 };
    let place = Rect::from_min_max(whole.min, whole.max - vec2(0.0, bar));
    let rows = Rows::of(theme, place, Material::ALL.map(|material| bounds(scene, projection, material)));
    let axis = Rect::from_min_max(place.min, pos2(place.left() + axis, place.bottom()));
    let key = Rect::from_min_max(pos2(place.right() - legend, place.top() + rows.title), place.max);
    let middle = Rect::from_min_max(pos2(axis.right(), place.top()), pos2(key.left() - 8.0, whole.bottom()));
    draw_axis(ui, scene, &rows, axis);
    legend::show(ui, scene, key);
    ui.scope_builder(egui::UiBuilder::new().max_rect(middle), |ui| {
        if count > most {
            paint::keep_bar_in_sight(ui);
        }
        ScrollArea::horizontal().id_salt("courses").auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for course in &projection.partners {
                    let chosen = Some(&course.partner) == close;
                    partner(ui, scene, commands, (projection, course, chosen), &rows, width);
                }
            });
        });
    });
}

fn draw_axis(ui: &Ui, scene: &Scene<'_>, rows: &Rows, place: Rect) {
    let theme = scene.theme;
    let text = |x: f32, y: f32, align: Align2, text: String| {
        ui.painter().text(pos2(x, y), align, text, theme.note_font(), theme.colors.ink_2);
    };
    let right = place.right() - 6.0;
    for material in Material::ALL {
        let (range, (low, high)) = (rows.material(material), rows.bounds(material));
        let inset = theme.size.note / 2.0;
        text(right, range.min + inset, Align2::RIGHT_CENTER, number::percent(high));
        text(right, range.max - inset, Align2::RIGHT_CENTER, number::percent(low));
        text(place.left(), range.center(), Align2::LEFT_CENTER, material.short_name().into());
    }
    text(right, rows.axis(), Align2::RIGHT_CENTER, "month".into());
}

fn partner(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    (projection, course, chosen): (&Projection, &PartnerCourse, bool),
    rows: &Rows,
    width: f32,
) {
    let height = rows.axis() + 8.0 - rows.top;
    let (place, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let heading = Rect::from_min_size(place.min, vec2(width, rows.title));
    title(ui, scene, commands, course, chosen, heading);
    for material in Material::ALL {
        let (low, high) = rows.bounds(material);
        let plot = Rect::from_x_y_ranges(place.x_range(), rows.material(material));
        let frame = Frame { place: plot, last: projection.horizon_months, low, high };
        if ui.is_rect_visible(plot) {
            fan(ui, scene, course, material, &frame);
        }
        pick(ui, scene, commands, course, material, &frame);
        if material == Material::SourcesAndMethods {
            months(ui, scene.theme, &frame, rows.axis());
        }
    }
}

/// The partner's name; a click looks at it closely.
fn title(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    course: &PartnerCourse,
    selected: bool,
    place: Rect,
) {
    let theme = scene.theme;
    let name = scene.scenario.name(&course.partner);
    let font = if selected { theme.semibold_font() } else { theme.text_font() };
    // A name that is too long for its plot is written smaller before it is cut.
    let smaller = if selected { paint::strong_note(theme) } else { theme.note_font() };
    let font = if paint::width(ui, name, font.clone()) > place.width() { smaller } else { font };
    let galley = paint::elided(ui, name, font, theme.colors.ink, place.width(), 1);
    paint::left(ui, place.left(), place.center().y - 1.0, galley, theme.colors.ink);
    let id = ui.make_persistent_id(("title", course.partner.as_str()));
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, selected, format!("Look at {name}"))
    });
    if response.on_hover_text("Look at this partner closely.").clicked() {
        commands.send(ViewCommand::Select(Selection::Actor(course.partner.clone())));
    }
}

fn fan(ui: &Ui, scene: &Scene<'_>, course: &PartnerCourse, material: Material, frame: &Frame) {
    let (theme, painter) = (scene.theme, ui.painter());
    let months = course.months_of(material);
    course::background(painter, theme, frame);
    course::bands(painter, theme, frame, &months);
    course::before(painter, theme, frame, course.before.of(material).median());
    if scene.playback.which.is_some() {
        let one = in_history(scene, course, material);
        course::line(painter, frame, one.into_iter(), Stroke::new(2.0, theme.colors.ink));
    } else {
        let medians = months.iter().map(|statistics| Statistics::median(statistics));
        course::line(painter, frame, medians, Stroke::new(2.0, theme.colors.ink));
    }
    if let Some(earlier) = earlier(scene, course, material) {
        course::dotted(painter, frame, earlier.into_iter(), theme.colors.ink_2);
    }
    if let Some(tried) = tried(scene, course, material) {
        course::dashed(painter, frame, tried.into_iter(), Stroke::new(1.5, theme.colors.ink));
    }
    course::marker(painter, theme, frame, scene.month);
}

fn pick(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    course: &PartnerCourse,
    material: Material,
    frame: &Frame,
) {
    let id = ui.make_persistent_id(("course", course.partner.as_str(), material.short_name()));
    let response = month_picker(ui, commands, frame, id, &sentence(scene, course, material));
    let under = response.hover_pos().map(|at| frame.month_at(at.x));
    let Some((month, statistics)) =
        under.and_then(|month| Some((month, course.months.get(month as usize)?.of(material))))
    else {
        return;
    };
    let at = pos2(frame.x(month), frame.y(statistics.median()));
    ui.painter().circle_filled(at, 3.0, scene.theme.colors.ink);
    let text = reading(scene.scenario.name(&course.partner), material, month, statistics);
    response.on_hover_text_at_pointer(scene.theme.text(text));
}

/// The numbers of the months under a column of plots.
pub fn months(ui: &Ui, theme: &Theme, frame: &Frame, y: f32) {
    let step = label_step(frame.last, frame.place.width() / 2.0, theme);
    for month in (0..=frame.last).step_by(step as usize) {
        let align = match month {
            0 => Align2::LEFT_CENTER,
            month if month == frame.last => Align2::RIGHT_CENTER,
            _ => Align2::CENTER_CENTER,
        };
        let at = pos2(frame.x(month), y);
        ui.painter().text(at, align, month.to_string(), theme.note_font(), theme.colors.ink_2);
    }
}

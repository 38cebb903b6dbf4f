//! A small plot for every partner and material, all to one scale.

use super::courses::{Courses, legend_width, setup};
use crate::engine::PartnerCourse;
use crate::scenario::{Material, PerMaterial};
use crate::ui::plots::axis::Axis;
use crate::ui::plots::chart::{self, Chart};
use crate::ui::plots::course::{CourseMarks, Setup};
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use crate::ui::{Commands, Selection, ViewCommand};
use egui::{Align2, Id, Rangef, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Between two plots, in points at ordinary type: the last month of one and the first of the next stand in it.
const GAP: f32 = 15.0;
/// Before the first plot and after the last, for the halves of their first and last months.
const SIDE: f32 = 8.0;
/// The narrowest plot in which a course can be followed, in points: four partners still stand side by side in
/// large type at 1280 points.
const NARROWEST: f32 = 98.0;
/// The room for the bar that scrolls.
const BAR: f32 = 10.0;
/// The room at the left: ticks beside the upright name of a material; or, where plots are too low for that
/// name, beside a level one; in points at ordinary type.
const AXIS: f32 = 62.0;
const WIDE_AXIS: f32 = 88.0;
const TICKS: f32 = 43.0;

/// The places and axes of the rows of small plots; alike for all partners.
struct Rows {
    top: f32,
    title: f32,
    /// The height of a plot.
    material: f32,
    between: f32,
    shares: PerMaterial<Axis>,
    /// The height of the ticks of the months, in points.
    ticks: f32,
    setup: Setup,
}

impl Rows {
    fn of(ui: &Ui, courses: &Courses<'_, '_>, place: Rect) -> Self {
        let theme = ui.theme();
        let setup = setup(ui, courses.scene, "each");
        let ticks = chart::ticks_below(ui);
        let (title, between) = (theme.size.text + 5.0, 6.0);
        let material = Rows::height(ui, place);
        let shares = courses.shares(ui);
        Rows { top: place.top(), title, material, between, shares, ticks, setup }
    }

    /// The height of a plot in a place that holds two of them with the partner's name above and the months
    /// below.
    fn height(ui: &Ui, place: Rect) -> f32 {
        let theme = ui.theme();
        let around = theme.size.text + 5.0 + theme.note_line() + 2.0 + 6.0;
        ((place.height() - around) / 2.0).max(24.0)
    }

    fn material(&self, material: Material) -> Rangef {
        let above = match material {
            Material::Content => 0.0,
            Material::SourcesAndMethods => self.material + self.between,
        };
        let top = self.top + self.title + above;
        Rangef::new(top, top + self.material)
    }

    fn shares(&self, ui: &Ui, material: Material) -> Axis {
        self.shares.of(material).room(0.5 * ui.theme().note_line()).grid()
    }

    /// The place of a plot with its axis of months, whose ticks stand below the lower plot only.
    fn plot(&self, material: Material, across: Rangef) -> (Rect, Axis) {
        let range = self.material(material);
        match material {
            Material::Content => (Rect::from_x_y_ranges(across, range), self.setup.months()),
            Material::SourcesAndMethods => {
                let place = Rect::from_x_y_ranges(across, range.min..=range.max + self.ticks);
                (place, self.setup.months().ticks(self.ticks))
            }
        }
    }

    fn bottom(&self) -> f32 {
        self.plot(Material::SourcesAndMethods, Rangef::point(0.0)).0.bottom()
    }
}

/// The room of the legend in a picture, in points at ordinary type.
const LEGEND: f32 = 96.0;

/// The least width of a picture of so many partners in a look, in points.
pub fn picture_width(theme: &Theme, partners: usize) -> f32 {
    theme.grown(AXIS + 2.0 * SIDE + partners as f32 * (NARROWEST + GAP) + LEGEND)
}

/// Shows the plots with their axis at the left and their legend at the right.
pub fn show(ui: &mut Ui, courses: &mut Courses<'_, '_>, commands: &mut Commands) {
    let theme = ui.theme();
    let whole = ui.available_rect_before_wrap();
    let count = courses.partners().count();
    let legend = legend_width(ui);
    let low = Rows::height(ui, whole) < theme.grown(44.0);
    let axis = theme.grown(if low { WIDE_AXIS } else { AXIS });
    let [gap, side] = [GAP, SIDE].map(|width| theme.grown(width));
    let across = whole.width() - axis - legend - side;
    // Whole plots only: none is cut in two at the edge.
    let most = (((across + gap) / (NARROWEST + gap)).floor() as usize).max(1);
    let shown = count.min(most) as f32;
    let width = ((across + gap) / shown.max(1.0) - gap).max(24.0);
    let bar = if count > most { BAR } else { 0.0 };
    let place = Rect::from_min_max(whole.min, whole.max - vec2(0.0, bar));
    let rows = Rows::of(ui, courses, place);
    let left = place.left() + axis;
    shares_beside(ui, &rows, Rangef::new(place.left(), left), low);
    courses.legend(ui, Rect::from_min_max(pos2(place.right() - legend, place.top() + rows.title), place.max));
    let middle = Rect::from_x_y_ranges(left - side..=place.right() - legend, whole.y_range());
    ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| {
        if count > most {
            paint::keep_bar_in_sight(ui);
        }
        ScrollArea::horizontal().id_salt("courses").auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                for (index, course) in courses.partners().enumerate() {
                    ui.add_space(if index > 0 { gap } else { 0.0 });
                    let size = vec2(width, rows.bottom() - rows.top);
                    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
                    PartnerPlots { courses, course, rows: &rows, place }.show(ui, commands);
                }
                ui.add_space(side);
            });
        });
    });
}

/// The axes of shares, which all partners have in common, with the names of the materials.
fn shares_beside(ui: &mut Ui, rows: &Rows, across: Rangef, low: bool) {
    let theme = ui.theme();
    let room = theme.grown(if low { TICKS } else { AXIS });
    for material in Material::ALL {
        let range = rows.material(material);
        let place = Rect::from_x_y_ranges(across.max - room..=across.max, range);
        let name = material.short_name();
        let axis = Axis { grid: false, label: (!low).then_some(name), ..rows.shares(ui, material) };
        let id = ui.make_persistent_id(("shares", name));
        Chart::new(id, Axis::unit(), axis.ticks(room - 1.0)).show_marks(ui, place, &(), |_| {});
        if low {
            let at = pos2(across.min, range.center());
            ui.painter().text(at, Align2::LEFT_CENTER, name, theme.note_font(), theme.colors.ink_2);
        }
    }
    let at = pos2(across.max - theme.grown(SIDE), rows.bottom() - 0.5 * theme.note_line() - 1.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, "month", theme.note_font(), theme.colors.ink_2);
}

/// The name and the two plots of a partner.
struct PartnerPlots<'a, 's> {
    courses: &'a Courses<'a, 's>,
    course: &'a PartnerCourse,
    rows: &'a Rows,
    place: Rect,
}

impl PartnerPlots<'_, '_> {
    fn show(&self, ui: &mut Ui, commands: &mut Commands) {
        self.title(ui, commands);
        for material in Material::ALL {
            self.fan(ui, material, commands);
        }
    }

    /// The partner's name; a click looks at it closely.
    fn title(&self, ui: &mut Ui, commands: &mut Commands) {
        let theme = ui.theme();
        let partner = &self.course.partner;
        // It reaches towards the next.
        let room = self.place.width() + theme.grown(SIDE);
        let place = Rect::from_min_size(self.place.min, vec2(room, self.rows.title));
        let name = self.courses.scene.scenario.name(partner);
        let selected = self.courses.close == Some(partner);
        if ui.is_rect_visible(place) {
            let font = if selected { theme.semibold_font() } else { theme.text_font() };
            // A name that is too long is written smaller before it is cut.
            let smaller = if selected { theme.strong_note_font() } else { theme.note_font() };
            let font = if paint::width(ui, name, font.clone()) > room { smaller } else { font };
            let galley = paint::StyledText::new(name, font, theme.colors.ink).cut_at_any_letter(ui, room);
            paint::left(ui, pos2(place.left(), place.center().y - 1.0), galley, theme.colors.ink);
        }
        let id = ui.make_persistent_id(("title", partner.as_str()));
        let response = ui.interact(place, id, Sense::click());
        response
            .widget_info(|| WidgetInfo::selected(Role::Button, true, selected, format!("Look at {name}")));
        if response.on_hover_text(format!("Look at {name} closely.")).clicked() {
            commands.send(ViewCommand::Select(Selection::Actor(partner.clone())));
        }
    }

    fn fan(&self, ui: &mut Ui, material: Material, commands: &mut Commands) {
        let PartnerPlots { courses, course, rows, place } = *self;
        let id: Id = ui.make_persistent_id(("course", course.partner.as_str(), material.short_name()));
        let frame = Rect::from_x_y_ranges(place.x_range(), rows.material(material));
        let describe = || courses.sentence(course, material);
        if !ui.is_rect_visible(frame) {
            paint::described(&ui.interact(frame, id, Sense::hover()), describe);
            return;
        }
        let (place, months) = rows.plot(material, place.x_range());
        let chart = rows.setup.chart(id, months, rows.shares(ui, material));
        let mut marks = CourseMarks::default();
        courses.fan(ui, course, material, &mut marks);
        let shown = chart.show_marks(ui, place, &marks, |plot| {
            plot.add(courses.readout(course, material));
        });
        paint::described(&shown.response, describe);
        rows.setup.choose_month(&shown, commands);
    }
}

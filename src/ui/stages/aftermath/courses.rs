//! Everybody's willingness over the months: what small and large plots draw of it, and the same numbers as a
//! table.

use crate::analysis::number_format;
use crate::engine::{PartnerCourse, Projection, Statistics};
use crate::scenario::{ActorId, Material, PerMaterial};
use crate::ui::Scene;
use crate::ui::plots::axis::Axis;
use crate::ui::plots::course::{self, LineKind, Setup};
use crate::ui::plots::legend::{self, Hidden, Sample};
use crate::ui::plots::points::PointItem;
use crate::ui::stages::timeline::last_month;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use egui::{Align2, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::PlotUi;

/// A series that can be switched off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// The band from 5 to 95 per cent.
    Wide,
    /// The band from 25 to 75 per cent.
    Narrow,
    /// The median, or the history that plays.
    Line,
    /// The level before the meeting.
    Before,
    /// The course from before the last change.
    Earlier,
    /// The course under the choice that is previewed.
    Preview,
    /// A partner's line among those of all.
    Partner(ActorId),
}

/// The courses that the plots draw.
pub struct Courses<'a, 's> {
    /// The scene.
    pub scene: &'a Scene<'s>,
    /// The projection of the plan that is shown.
    pub projection: &'a Projection,
    /// The partner that is looked at closely.
    pub close: Option<&'a ActorId>,
    /// The series that are switched off.
    pub hidden: &'a mut Hidden<Series>,
}

/// A plot of one material over the months, beside that of the other.
pub struct MaterialPlot {
    /// The material.
    pub material: Material,
    /// The axes and the zoom that both plots share.
    pub setup: Setup,
    /// The place of the plot with its title and axes.
    pub column: Rect,
}

impl MaterialPlot {
    /// The plots of both materials side by side in a place.
    pub fn both(place: Rect, setup: Setup) -> [MaterialPlot; 2] {
        let half = place.width() / 2.0;
        let left = [place.left(), place.left() + half];
        [0, 1].map(|index| MaterialPlot {
            material: Material::ALL[index],
            setup,
            column: Rect::from_x_y_ranges(left[index]..=left[index] + half, place.y_range()),
        })
    }
}

/// The axis of months that the plots of a stage share; those with one name share their zoom.
pub fn setup(ui: &Ui, scene: &Scene<'_>, name: &str) -> Setup {
    let group = ui.make_persistent_id(("months", name));
    Setup { last: last_month(scene), month: scene.month, group }
}

/// The width of the legend, in points.
pub fn legend_width(ui: &Ui) -> f32 {
    24.0 + ui.theme().grown(46.0)
}

impl Courses<'_, '_> {
    /// The axis of shares that holds a material of every partner, so that plots can be compared.
    pub fn shares(&self, material: Material) -> Axis {
        let partners = self.scene.playback.log.iter().flat_map(|log| &log.history.partners);
        let one = partners
            .flat_map(|partner| (0..partner.months.len()).map(|month| partner.willingness(material, month)));
        let ends = |statistics: &Statistics| [statistics.quantiles[0], statistics.quantiles[4]];
        let all = self.projection.partners.iter().flat_map(|course| {
            let months = course.months_of(material).into_iter().flat_map(ends);
            months.chain([course.before.of(material).median()])
        });
        course::shares(all.chain(one))
    }

    /// Adds everything known of one partner's course: bands, the level before, the line, and those it is
    /// compared with.
    pub fn fan(&self, plot: &mut PlotUi<'_>, of: &PartnerCourse, material: Material) {
        let theme = plot.theme();
        let shows = |series: Series| !self.hidden.contains(&series);
        let months = of.months_of(material);
        // The wide band first, so that it lies behind.
        for (series, quantiles, fill) in [
            (Series::Wide, [0, 4], theme.colors.band_wide),
            (Series::Narrow, [1, 3], theme.colors.band_narrow),
        ] {
            if shows(series) {
                course::band(plot, &months, quantiles, fill);
            }
        }
        if shows(Series::Before) {
            course::level(plot, of.before.of(material).median());
        }
        if shows(Series::Line) {
            course::line(plot, self.line(of, material), LineKind::Now);
        }
        if let Some(earlier) = self.earlier(of, material).filter(|_| shows(Series::Earlier)) {
            course::line(plot, earlier, LineKind::Earlier);
        }
        if let Some(tried) = self.tried(of, material).filter(|_| shows(Series::Preview)) {
            course::line(plot, tried, LineKind::Preview);
        }
    }

    /// A partner's line: the medians, or the history that plays up to the month that is seen; empty while that
    /// history is still being worked out.
    pub fn line(&self, of: &PartnerCourse, material: Material) -> Vec<f64> {
        if self.scene.playback.which.is_none() {
            return of.months_of(material).into_iter().map(Statistics::median).collect();
        }
        let place = self.scene.scenario.partnerships.index_of(&of.partner);
        let months = place.and_then(|place| self.scene.playback.log?.history.partners.get(place));
        let Some(partner) = months else { return Vec::new() };
        let seen = (self.scene.month as usize + 1).min(partner.months.len());
        (0..seen).map(|month| partner.willingness(material, month)).collect()
    }

    /// True if the courses from before the last change are shown.
    fn shows_earlier(&self) -> bool {
        match self.scene.playback.which {
            Some(_) => self.scene.playback.earlier.is_some(),
            None => self.scene.earlier.is_some() && self.scene.preview.is_none(),
        }
    }

    /// The course from before the last change, if it is to be seen: of the history that plays, or the medians.
    fn earlier(&self, of: &PartnerCourse, material: Material) -> Option<Vec<f64>> {
        let scene = self.scene;
        if scene.playback.which.is_some() {
            let place = scene.scenario.partnerships.index_of(&of.partner)?;
            let partner = scene.playback.earlier?.history.partners.get(place)?;
            let months = 0..partner.months.len();
            return Some(months.map(|month| partner.willingness(material, month)).collect());
        }
        let earlier = scene.earlier.filter(|_| scene.preview.is_none())?.partner(&of.partner)?;
        Some(earlier.months_of(material).into_iter().map(Statistics::median).collect())
    }

    /// The medians of what is tried out, if there is anything.
    fn tried(&self, of: &PartnerCourse, material: Material) -> Option<Vec<f64>> {
        let tried = self.scene.preview?.projection?.partner(&of.partner)?;
        Some(tried.months_of(material).into_iter().map(Statistics::median).collect())
    }

    /// A partner's course in a sentence.
    pub fn sentence(&self, of: &PartnerCourse, material: Material) -> String {
        let months = of.months_of(material);
        let (shown, last) = (self.scene.month as usize, months.len().saturating_sub(1));
        // A projection from before a longer horizon was chosen has fewer months than the slider.
        let known = [shown, last].into_iter().filter_map(|month| Some((month, months.get(month)?)));
        let medians: Vec<String> = known
            .map(|(month, of)| format!("{} in month {month}", number_format::percent(of.median())))
            .collect();
        format!(
            "{}, {}: median {} before, {}",
            self.scene.scenario.name(&of.partner),
            material.short_name(),
            number_format::percent(of.before.of(material).median()),
            medians.join(", ")
        )
    }

    /// The exact values of a partner's course under the pointer.
    pub fn readout<'r>(&'r self, of: &'r PartnerCourse, material: Material) -> PointItem<'r> {
        let months = of.months_of(material);
        let medians: Vec<f64> = months.iter().map(|month| month.median()).collect();
        PointItem::readout(course::points(medians), move |month| {
            let [low, lower, middle, upper, high] = months[month].quantiles.map(number_format::percent);
            let name = self.scene.scenario.name(&of.partner);
            let before = number_format::percent(of.before.of(material).median());
            let mut text = format!(
                "{name}, {}, month {month}\nmedian {middle}, before {before}\n25–75%: {lower} to {upper}\n5–95%: {low} to {high}",
                material.short_name()
            );
            let one = self.scene.playback.which.and_then(|_| self.line(of, material).get(month).copied());
            if let Some(one) = one {
                text.push_str(&format!("\nthis history: {}", number_format::percent(one)));
            }
            text
        })
    }

    /// Shows what lines and bands mean, from the top of a place down; a click switches them off.
    pub fn legend(&mut self, ui: &Ui, place: Rect) {
        let theme = ui.theme();
        let colors = &theme.colors;
        let name = if self.scene.playback.which.is_some() { "this one" } else { "median" };
        let line = |kind: LineKind| Sample::Line(kind.stroke(theme), kind.style());
        let mut entries = vec![
            (Series::Wide, Sample::Band(colors.band_wide), "5–95%"),
            (Series::Narrow, Sample::Band(colors.band_narrow), "25–75%"),
            (Series::Line, line(LineKind::Now), name),
            (Series::Before, line(LineKind::Before), "before"),
        ];
        if self.shows_earlier() {
            entries.push((Series::Earlier, line(LineKind::Earlier), "as it was"));
        }
        if self.scene.preview.is_some() {
            entries.push((Series::Preview, line(LineKind::Preview), "preview"));
        }
        let entries = entries.into_iter().map(|(series, sample, name)| (series, sample, name.to_owned()));
        legend::list(ui, place, entries, self.hidden);
    }
}

const QUANTILES: [&str; 5] = ["5%", "25%", "median", "75%", "95%"];
const NAME: f32 = 118.0;
const MONTH: f32 = 52.0;
const CELL: f32 = 48.0;
const BETWEEN: f32 = 20.0;

/// Shows every partner, before and in every month.
pub fn table(ui: &mut Ui, scene: &Scene<'_>) {
    let Some(projection) = scene.shown.map(|result| result.projection) else { return };
    ScrollArea::horizontal().id_salt("table, sideways").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        table_head(ui);
        ScrollArea::vertical().id_salt("table").auto_shrink(false).show(ui, |ui| {
            for course in &projection.partners {
                table_rows(ui, scene, course);
            }
        });
    });
}

fn table_rows(ui: &mut Ui, scene: &Scene<'_>, course: &PartnerCourse) {
    let name = scene.scenario.name(&course.partner);
    table_row(ui, &TableRow { name, month: "before", statistics: &course.before, shown: false });
    for (month, materials) in course.months.iter().enumerate() {
        let shown = month as u32 == scene.month;
        table_row(ui, &TableRow { name, month: &month.to_string(), statistics: materials, shown });
    }
}

fn table_head(ui: &mut Ui) {
    let theme = ui.theme();
    let place = allocate_row(ui, 2.0 * theme.note_line() + 4.0).0;
    let (first, second) = (place.top() + place.height() * 0.25, place.top() + place.height() * 0.75);
    let color = theme.colors.ink_2;
    let text = |x: f32, y: f32, align: Align2, text: &str| {
        ui.painter().text(pos2(x, y), align, text, theme.note_font(), color);
    };
    text(place.left(), second, Align2::LEFT_CENTER, "partner");
    text(place.left() + (NAME + MONTH) * scale(ui), second, Align2::RIGHT_CENTER, "month");
    for (material, title) in Material::ALL.into_iter().zip(["content", "sources and methods"]) {
        let end = cell_end(ui, place, material, 4);
        text(end, first, Align2::RIGHT_CENTER, title);
        for (index, head) in QUANTILES.into_iter().enumerate() {
            text(cell_end(ui, place, material, index), second, Align2::RIGHT_CENTER, head);
        }
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

/// The quantiles of a partner in a month.
struct TableRow<'a> {
    /// The partner's name.
    name: &'a str,
    /// The number of the month, or “before”.
    month: &'a str,
    statistics: &'a PerMaterial<Statistics>,
    /// True for the month that the map shows.
    shown: bool,
}

fn table_row(ui: &mut Ui, row: &TableRow<'_>) {
    let TableRow { name, month, statistics, shown } = *row;
    let theme = ui.theme();
    let (place, response) = allocate_row(ui, theme.size.note + 9.0);
    paint::described(&response, || row_in_words(name, month, statistics));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(place) {
        return;
    }
    if shown {
        ui.painter().rect_filled(place, 2.0, theme.colors.sunk);
    }
    let ink = theme.colors.ink;
    let text = |x: f32, align: Align2, text: String, font| {
        ui.painter().text(pos2(x, place.center().y), align, text, font, ink);
    };
    let galley = paint::StyledText::new(name, theme.note_font(), ink).elided(ui, NAME * scale(ui), 1);
    paint::left(ui, pos2(place.left(), place.center().y), galley, ink);
    let end = place.left() + (NAME + MONTH) * scale(ui);
    text(end, Align2::RIGHT_CENTER, month.to_owned(), theme.note_font());
    for material in Material::ALL {
        for (index, value) in statistics.of(material).quantiles.into_iter().enumerate() {
            let font = if index == 2 { theme.strong_note_font() } else { theme.note_font() };
            text(
                cell_end(ui, place, material, index),
                Align2::RIGHT_CENTER,
                number_format::percent(value),
                font,
            );
        }
    }
}

fn allocate_row(ui: &mut Ui, height: f32) -> (Rect, egui::Response) {
    let width = (NAME + MONTH + 2.0 * (BETWEEN + 5.0 * CELL)) * scale(ui);
    ui.allocate_exact_size(vec2(width, height), Sense::focusable_noninteractive())
}

fn cell_end(ui: &Ui, place: Rect, material: Material, index: usize) -> f32 {
    let materials_before = if material == Material::Content { 1.0 } else { 2.0 };
    let cells_before = (index + 1) as f32 + (materials_before - 1.0) * 5.0;
    place.left() + (NAME + MONTH + materials_before * BETWEEN + cells_before * CELL) * scale(ui)
}

fn scale(ui: &Ui) -> f32 {
    ui.theme().grown(1.0)
}

fn row_in_words(name: &str, month: &str, materials: &PerMaterial<Statistics>) -> String {
    let when = if month == "before" { "before the meeting".into() } else { format!("month {month}") };
    let material = |statistics: &Statistics| {
        let [low, lower, middle, upper, high] = statistics.quantiles.map(number_format::percent);
        format!("median {middle}, 25 to 75%: {lower} to {upper}, 5 to 95%: {low} to {high}")
    };
    format!(
        "{name}, {when}; content: {}; sources: {}",
        material(&materials.content),
        material(&materials.methods)
    )
}

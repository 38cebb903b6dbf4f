//! The willingness of each partner to share in the month under the time slider: if nothing were said, and as
//! planned.

use super::{StripPlot, title};
use crate::analysis::fall;
use crate::analysis::number_format;
use crate::engine::{MeanWillingness, PartnerCourse, Projection, Split, Statistics};
use crate::scenario::{ActorId, Material};
use crate::ui::phrases;
use crate::ui::plots::changes::{ShareChange, ShareColumns, ShareRows};
use crate::ui::stages::split;
use crate::ui::stages::why::reasons::{self, ReasonsOf};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{STALE_OPACITY, Themed};
use crate::ui::widgets::explain::{self, Explanation, Unit};
use crate::ui::widgets::paint;
use crate::ui::widgets::right_group::{right_group, room_before};
use crate::ui::{Commands, PlayCommand, Scene};
use egui::{Label, Rect, ScrollArea, Sense, Ui, pos2, vec2};

/// Shows the plot with its month, and the choice between it and the other plot if there is only room
/// for one.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, plot: Option<&mut StripPlot>) {
    let theme = ui.theme();
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, scene, commands, plot);
    let Some(result) = scene.shown else {
        ui.label(theme.quiet("The first projection is being computed."));
        return;
    };
    if result.projection.partners.is_empty() {
        ui.label(theme.quiet("Nobody shares with home yet. Add a partner in Setting."));
        return;
    }
    ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
    notes(ui, scene, result.projection);
    let columns = ShareColumns::of(ui, ui.available_rect_before_wrap());
    columns.ticks(ui);
    ScrollArea::vertical().id_salt("willingness").auto_shrink(false).show(ui, |ui| {
        rows(ui, scene, result.projection, columns, commands);
    });
}

/// The plot without its title, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, projection: &Projection) {
    ui.spacing_mut().item_spacing.y = 0.0;
    notes(ui, scene, projection);
    let columns = ShareColumns::of(ui, ui.available_rect_before_wrap());
    columns.ticks(ui);
    rows(ui, scene, projection, columns, &mut Commands::default());
}

/// The lines above the plot.
fn notes(ui: &mut Ui, scene: &Scene<'_>, projection: &Projection) {
    match scene.preview {
        Some(_) => note(ui, "Dashed: by how many points the mean would change".into()),
        None => note(ui, format!("Mean, {}; whisker 5–95\u{a0}%", split::PAIR)),
    }
    note(ui, most_affected(scene, projection));
}

/// A row for each material of every partner.
fn rows(
    ui: &mut Ui,
    scene: &Scene<'_>,
    projection: &Projection,
    columns: ShareColumns,
    commands: &mut Commands,
) {
    let mut rows = ShareRows::begin(ui, columns, ui.cursor().top());
    let room = ui.available_height() / projection.partners.len() as f32;
    let height = room.clamp(2.0 * ui.theme().note_line(), 2.0 * row_height(ui) + 20.0);
    for course in &projection.partners {
        PartnerRows { course, height }.show(ui, scene, &mut rows, commands);
    }
    rows.draw(ui);
}

fn head(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, plot: Option<&mut StripPlot>) {
    let theme = ui.theme();
    let last = scene.shown.map_or(scene.scenario.horizon_months, |result| result.projection.horizon_months);
    ui.horizontal(|ui| {
        title(ui, "Willingness to share", plot);
        let room = room_before(ui, STEPS);
        ui.scope(|ui| {
            ui.set_max_width(room);
            let largest = scene.shown.is_some_and(|result| result.largest_fall == Some(scene.month));
            let which = if largest { ": the largest fall" } else { "" };
            ui.add(Label::new(theme.note(format!("month {}{which}", scene.month))).truncate());
        });
        right_group(ui, STEPS, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let earlier = ui.add_enabled_ui(scene.month > 0, |ui| {
                icons::button(ui, Icon::Minus, "A month earlier").clicked()
            });
            let later = ui.add_enabled_ui(scene.month < last, |ui| {
                icons::button(ui, Icon::Plus, "A month later").clicked()
            });
            if later.inner {
                commands.send(PlayCommand::ShowMonth(scene.month + 1));
            }
            if earlier.inner {
                commands.send(PlayCommand::ShowMonth(scene.month.saturating_sub(1)));
            }
        });
    });
}

/// A line of small type, cut at the edge.
fn note(ui: &mut Ui, text: String) {
    ui.add(Label::new(ui.theme().note(text)).truncate());
}

/// The partner whose mean falls most in the month that is shown, split by whether it has learned.
fn most_affected(scene: &Scene<'_>, projection: &Projection) -> String {
    let month = scene.month as usize;
    let Some(fall) = fall::in_month(projection, month) else {
        return format!("Nobody shares less in month {month}.");
    };
    let name = scene.scenario.name(&fall.course.partner);
    let words = split::words(&fall.course.split[month], fall.material);
    format!("{name}, {}: {words}", fall.material.short_name())
}

/// The group of steps from month to month.
const STEPS: &str = "month";

fn row_height(ui: &Ui) -> f32 {
    ui.theme().note_line() + 4.0
}

/// The rows of a partner, one for each material.
struct PartnerRows<'a> {
    course: &'a PartnerCourse,
    /// The height of both rows together, in points.
    height: f32,
}

impl PartnerRows<'_> {
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, rows: &mut ShareRows, commands: &mut Commands) {
        let PartnerRows { course, height } = *self;
        let index = scene.month as usize;
        let Some(((month, mean), split)) =
            course.months.get(index).zip(course.mean(index)).zip(course.split.get(index))
        else {
            return;
        };
        let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let pitch = row_height(ui).min(height / 2.0);
        let top = place.center().y - pitch;
        if ui.is_rect_visible(place) {
            let first_row = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), pitch));
            rows.group(scene.scenario.name(&course.partner), place, first_row);
        }
        let preview = scene.preview.and_then(|preview| preview.pair());
        let mean_of = |projection: &Projection| projection.partner(&course.partner)?.mean(index).copied();
        let preview = preview.and_then(|[then, now]| Some([mean_of(then)?, mean_of(now)?]));
        for (index, material) in Material::ALL.into_iter().enumerate() {
            let left_top = pos2(place.left(), top + index as f32 * pitch);
            let preview = preview.as_ref().map(|pair| pair.each_ref().map(|mean| *mean.planned.of(material)));
            let willingness = Willingness {
                partner: &course.partner,
                material,
                mean,
                split,
                spread: month.of(material),
                preview,
                place: Rect::from_min_size(left_top, vec2(place.width(), pitch)),
            };
            if ui.is_rect_visible(willingness.place) {
                rows.row(ui, willingness.place, &willingness.plotted());
            }
            willingness.explain(ui, scene, commands);
        }
    }
}

/// The willingness of a partner to share a material in the shown month.
struct Willingness<'a> {
    partner: &'a ActorId,
    material: Material,
    /// The mean of all histories.
    mean: &'a MeanWillingness,
    /// The means where it has learned, and where not.
    split: &'a Split,
    /// The distribution as planned.
    spread: &'a Statistics,
    /// The means with the previewed choice and without it, in as many histories.
    preview: Option<[f64; 2]>,
    /// The place of its row.
    place: Rect,
}

impl<'a> Willingness<'a> {
    fn plotted(&self) -> ShareChange<'a> {
        ShareChange {
            material: self.material.short_name(),
            means: [&self.mean.withheld, &self.mean.planned].map(|mean| *mean.of(self.material)),
            spread: self.spread,
            preview: self.preview,
        }
    }

    /// Describes the row for screen readers, and shows its numbers and reasons in a tooltip.
    fn explain(&self, ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
        let Willingness { partner, material, mean, split, spread, preview, place } = *self;
        let (name, short) = (scene.scenario.name(partner), material.short_name());
        let shift = split::pair(mean, material);
        let id = ui.make_persistent_id(("willingness", name, short));
        let response = ui.interact(place, id, Sense::focusable_noninteractive());
        let title = || format!("{name}, {short}, month {}", scene.month);
        paint::described(&response, || {
            let (title, split) = (title(), split::words(split, material));
            let [withheld, planned] =
                [&mean.withheld, &mean.planned].map(|mean| number_format::percent(*mean.of(material)));
            let change = number_format::signed(shift.change());
            let preview = preview.and_then(phrases::changed_points);
            let preview = preview.map_or_else(String::new, |by| {
                format!("; the mean {}", phrases::would_change_by_points(&by))
            });
            format!(
                "{title}: mean {planned}, {withheld} if nothing were said, change {change}; {split}{preview}"
            )
        });
        let reasons = ReasonsOf { partner, material }.known(scene, &response, commands);
        explain::tip(response, |ui| {
            let what = match material {
                Material::Content => "what its sources report",
                Material::SourcesAndMethods => "its sources and methods too",
            };
            let exact = number_format::exact_percent(*mean.withheld.of(material));
            let split = split::words(split, material);
            let meaning = format!(
                "The chance that {name} shares {what} with home in that month; {exact} if nothing were said. \
                 Mean {split}."
            );
            let (statistics, unit) = (spread, Unit::Share);
            Explanation { title: &title(), statistics, unit, meaning: &meaning }.show(ui);
            reasons::largest(ui, scene, reasons);
        });
    }
}

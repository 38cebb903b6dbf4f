//! The willingness of each partner to share: before the meeting and in the month under the time slider.

use super::{StripPlot, title};
use crate::analysis::number_format::{self, PercentChange};
use crate::engine::{PartnerCourse, Statistics};
use crate::scenario::{ActorId, Material};
use crate::ui::plots::changes::{ShareChange, ShareColumns, ShareRows};
use crate::ui::stages::why::reasons::{self, ReasonsOf};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{STALE_OPACITY, Themed};
use crate::ui::widgets::explain::{self, Explanation, Unit};
use crate::ui::widgets::paint;
use crate::ui::{Commands, PlayCommand, Scene};
use egui::{Align, Label, Layout, Rect, ScrollArea, Sense, Ui, pos2, vec2};

/// Shows the plot with its month, and the choice between it and the other plot if there is only room
/// for one.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, plot: Option<&mut StripPlot>) {
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
    let columns = ShareColumns::of(ui, ui.available_rect_before_wrap());
    columns.ticks(ui);
    ScrollArea::vertical().id_salt("willingness").auto_shrink(false).show(ui, |ui| {
        let mut rows = ShareRows::begin(ui, columns, ui.cursor().top());
        let room = ui.available_height() / result.projection.partners.len() as f32;
        let height = room.clamp(2.0 * theme.note_line(), 2.0 * row_height(ui) + 20.0);
        for course in &result.projection.partners {
            PartnerRows { course, height }.show(ui, scene, &mut rows, commands);
        }
        rows.draw(ui);
    });
}

fn head(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, plot: Option<&mut StripPlot>) {
    let theme = ui.theme();
    let last = scene.shown.map_or(scene.scenario.horizon_months, |result| result.projection.horizon_months);
    ui.horizontal(|ui| {
        title(ui, "Willingness to share", plot);
        let room = ui.available_width() - 2.0 * BUTTON - 8.0;
        let months = format!("before → month {}", scene.month);
        let note = format!("{months}, mean and 5–95%");
        let fits = paint::width(ui, &note, theme.note_font()) <= room;
        let note = theme.note(if fits { note } else { months });
        ui.scope(|ui| {
            ui.set_max_width(room.max(0.0));
            ui.add(Label::new(note).truncate());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let later = ui.add_enabled_ui(scene.month < last, |ui| {
                icons::button(ui, Icon::Plus, "A month later").clicked()
            });
            let earlier = ui.add_enabled_ui(scene.month > 0, |ui| {
                icons::button(ui, Icon::Minus, "A month earlier").clicked()
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

/// The room of an icon button.
const BUTTON: f32 = 30.0;

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
        let theme = ui.theme();
        let Some(month) = course.months.get(scene.month as usize) else { return };
        let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let name = scene.scenario.name(&course.partner);
        let pitch = row_height(ui).min(height / 2.0);
        let top = place.center().y - pitch;
        let color = theme.colors.ink;
        let galley =
            paint::StyledText::new(name, theme.text_font(), color).elided(ui, rows.columns.name_width(), 1);
        paint::left(ui, pos2(place.left(), top + pitch / 2.0), galley, color);
        let preview = scene.preview.and_then(|preview| preview.projection?.partner(&course.partner));
        let preview = preview.and_then(|course| course.months.get(scene.month as usize));
        for (index, material) in Material::ALL.into_iter().enumerate() {
            let left_top = pos2(place.left(), top + index as f32 * pitch);
            let willingness = Willingness {
                partner: &course.partner,
                material,
                before: course.before.of(material),
                after: month.of(material),
                place: Rect::from_min_size(left_top, vec2(place.width(), pitch)),
            };
            if ui.is_rect_visible(willingness.place) {
                let preview = preview.map(|month| month.of(material).mean);
                rows.row(ui, willingness.place, &willingness.plotted(preview));
            }
            willingness.explain(ui, scene, commands);
        }
        let line = egui::Stroke::new(1.0, theme.colors.hairline);
        ui.painter().hline(place.x_range(), place.bottom(), line);
    }
}

/// The willingness of a partner to share a material, before the meeting and in the shown month.
struct Willingness<'a> {
    partner: &'a ActorId,
    material: Material,
    before: &'a Statistics,
    after: &'a Statistics,
    /// The place of its row.
    place: Rect,
}

impl<'a> Willingness<'a> {
    fn plotted(&self, preview: Option<f64>) -> ShareChange<'a> {
        ShareChange {
            material: self.material.short_name(),
            before: self.before.mean,
            after: self.after,
            preview,
        }
    }

    /// Describes the row for screen readers, and shows its numbers and reasons in a tooltip.
    fn explain(&self, ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
        let Willingness { partner, material, before, after, place } = *self;
        let (name, short) = (scene.scenario.name(partner), material.short_name());
        let shift = PercentChange::of(before.mean, after.mean);
        let id = ui.make_persistent_id(("willingness", name, short));
        let response = ui.interact(place, id, Sense::focusable_noninteractive());
        let title = format!("{name}, {short}, month {}", scene.month);
        let (was, is) = (number_format::percent(before.mean), number_format::percent(after.mean));
        paint::described(&response, || {
            format!("{title}: {was} before, now {is}, change {}", number_format::signed(shift.change()))
        });
        let what = match material {
            Material::Content => "what its sources report",
            Material::SourcesAndMethods => "its sources and methods too",
        };
        let exact = number_format::exact_percent(before.mean);
        let meaning = format!(
            "The chance that {name} shares {what} with home in that month; before the meeting {exact}."
        );
        let reasons = ReasonsOf { partner, material }.known(scene, &response, commands);
        let explained =
            Explanation { title: &title, statistics: after, unit: Unit::Share, meaning: &meaning };
        explain::on_with(response, &explained, |ui| reasons::largest(ui, scene, reasons));
    }
}

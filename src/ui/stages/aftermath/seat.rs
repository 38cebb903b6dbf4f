//! What a partner sees from its seat: its own course in this history, and nothing else.
//!
//! Not what home plans, not what becomes of others, and not what might have been.

use super::courses::each;
use crate::engine::history::PartnerHistory;
use crate::scenario::{ActorId, Material};
use crate::ui::plots::course::{self, Frame};
use crate::ui::stages::aftermath::timeline::last_month;
use crate::ui::theme::Theme;
use crate::ui::widgets::number::{self, Shift};
use crate::ui::widgets::paint;
use crate::ui::{Commands, PlayCommand, Scene};
use egui::{Align2, Label, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

/// The partner's months in this history, as far as they have been lived through.
fn lived<'a>(scene: &Scene<'a>, seat: &ActorId) -> Option<(&'a PartnerHistory, usize)> {
    let place = scene.scenario.partnerships.index_of(seat)?;
    let history = scene.playback.log?.history.partners.get(place)?;
    let last = history.months.len().checked_sub(1)?;
    Some((history, (scene.month as usize).min(last)))
}

fn before(history: &PartnerHistory, material: Material) -> f64 {
    let content = history.before.content.0[0];
    match material {
        Material::Content => content,
        Material::SourcesAndMethods => content * history.before.access.0[0],
    }
}

/// Below the log: what the partner does itself, and what the seat leaves out.
pub fn beside(ui: &mut Ui, scene: &Scene<'_>, seat: &ActorId) {
    let theme = scene.theme;
    let name = scene.scenario.name(seat);
    ui.label(theme.heading(format!("{name}, month {}, this history", scene.month)));
    if let Some((history, month)) = lived(scene, seat) {
        for material in Material::ALL {
            let shift = Shift::of(before(history, material), history.willingness(material, month));
            ui.label(theme.text(format!("{}: {}%, {}", title(material), shift.values(), shift.directed())));
        }
    }
    let hidden = format!(
        "From {name}’s seat only what it has learned so far is shown: not what home plans, not what becomes \
         of others, and no other history."
    );
    ui.add(Label::new(theme.quiet(hidden)).wrap());
}

fn title(material: Material) -> &'static str {
    match material {
        Material::Content => "Content",
        Material::SourcesAndMethods => "Sources and methods",
    }
}

/// Below the map: its own course, as plots or as a table.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, seat: &ActorId, as_table: bool) {
    let Some((history, month)) = lived(scene, seat) else {
        ui.label(scene.theme.quiet("The history is being told."));
        return;
    };
    if as_table {
        table(ui, scene, seat, history, month);
        return;
    }
    let place = ui.available_rect_before_wrap();
    let half = place.width() / 2.0;
    for (index, material) in Material::ALL.into_iter().enumerate() {
        let left = place.left() + index as f32 * half;
        let column = Rect::from_min_max(pos2(left, place.top()), pos2(left + half, place.bottom()));
        plot(ui, scene, commands, seat, (history, month), material, column);
    }
}

fn plot(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    seat: &ActorId,
    (history, month): (&PartnerHistory, usize),
    material: Material,
    column: Rect,
) {
    let theme = scene.theme;
    let (head, axis) = (theme.size.text + 5.0, paint::note_line(theme) + 2.0);
    let area = Rect::from_min_max(
        pos2(column.left() + theme.grown(36.0), column.top() + head),
        pos2(column.right() - theme.grown(16.0), column.bottom() - axis),
    );
    let months = 0..history.months.len();
    let all = months.map(|month| history.willingness(material, month)).chain([before(history, material)]);
    // The bounds hold the months to come as well, so that the plot does not jump when they come.
    let (low, high) = course::bounds(all);
    let frame = Frame { place: area, last: last_month(scene), low, high };
    course::background(ui.painter(), theme, &frame);
    course::before(ui.painter(), theme, &frame, before(history, material));
    let so_far = (0..=month).map(|month| history.willingness(material, month));
    course::line(ui.painter(), &frame, so_far, Stroke::new(2.0, theme.colors.ink));
    course::marker(ui.painter(), theme, &frame, scene.month);
    each::months(ui, theme, &frame, area.bottom() + 9.0);
    label(ui, theme, &frame, material, column.top() + head / 2.0 - 1.0);
    let id = ui.make_persistent_id(("seat", material.short_name()));
    let response = ui.interact(area, id, Sense::CLICK | Sense::DRAG);
    let now = number::percent(history.willingness(material, month));
    let was = number::percent(before(history, material));
    let name = scene.scenario.name(seat);
    paint::described(&response, || {
        format!("{name}, {}: {was} before, {now} in month {month}", material.short_name())
    });
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    if let Some(at) = response.interact_pointer_pos().filter(|_| pressed) {
        commands.send(PlayCommand::ShowMonth(frame.month_at(at.x)));
    }
}

fn label(ui: &Ui, theme: &Theme, frame: &Frame, material: Material, y: f32) {
    let colors = &theme.colors;
    let area = frame.place;
    let at = pos2(area.left(), y);
    ui.painter().text(at, Align2::LEFT_CENTER, title(material), theme.semibold_font(), colors.ink);
    let key = "dashed: before; line: so far";
    ui.painter().text(pos2(area.right(), y), Align2::RIGHT_CENTER, key, theme.note_font(), colors.ink_2);
    for (share, inset) in [(frame.low, -5.0), (frame.high, 5.0)] {
        let at = pos2(area.left() - 6.0, frame.y(share) + inset);
        let text = number::percent(share);
        ui.painter().text(at, Align2::RIGHT_CENTER, text, theme.note_font(), colors.ink_2);
    }
}

fn table(ui: &mut Ui, scene: &Scene<'_>, seat: &ActorId, history: &PartnerHistory, month: usize) {
    let theme = scene.theme;
    let name = scene.scenario.name(seat);
    let row = |ui: &mut Ui, when: &str, lanes: [String; 2]| {
        let size = vec2(theme.grown(360.0), theme.size.note + 9.0);
        let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
        paint::described(&response, || {
            format!("{name}, {when}; content: {}; sources: {}", lanes[0], lanes[1])
        });
        let text = |x: f32, text: &str| {
            let at = pos2(place.left() + theme.grown(x), place.center().y);
            ui.painter().text(at, Align2::RIGHT_CENTER, text, theme.note_font(), theme.colors.ink);
        };
        text(90.0, when);
        text(160.0, &lanes[0]);
        text(300.0, &lanes[1]);
    };
    row(ui, "", ["content".into(), "sources and methods".into()]);
    ScrollArea::vertical().id_salt("seat table").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row(ui, "before", Material::ALL.map(|material| number::percent(before(history, material))));
        for month in 0..=month {
            let lanes = Material::ALL.map(|material| number::percent(history.willingness(material, month)));
            row(ui, &format!("month {month}"), lanes);
        }
    });
}

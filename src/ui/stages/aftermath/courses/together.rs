//! All partners in one plot for each material; the one that is looked at stands out with its bands.

use super::{bounds, each, earlier, in_history, legend, month_picker, tried};
use crate::engine::{PartnerCourse, Projection, Statistics};
use crate::scenario::{ActorId, Material};
use crate::ui::plots::course::{self, Frame};
use crate::ui::widgets::{number, paint};
use crate::ui::{Commands, Scene};
use egui::{Align2, Rect, Stroke, Ui, pos2};

/// Shows both plots side by side.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, close: Option<&ActorId>) {
    let Some(projection) = scene.result.map(|result| result.projection) else { return };
    let theme = scene.theme;
    let place = ui.available_rect_before_wrap();
    let key = Rect::from_min_max(
        pos2(place.right() - legend::width(theme), place.top() + theme.size.text + 7.0),
        place.max,
    );
    legend::show(ui, scene, key);
    let half = (key.left() - 8.0 - place.left()) / 2.0;
    for (index, material) in Material::ALL.into_iter().enumerate() {
        let left = place.left() + index as f32 * half;
        let column = Rect::from_min_max(pos2(left, place.top()), pos2(left + half, place.bottom()));
        plot(ui, scene, commands, projection, (material, close), column);
    }
}

fn plot(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    projection: &Projection,
    (material, close): (Material, Option<&ActorId>),
    column: Rect,
) {
    let theme = scene.theme;
    let scale = theme.size.note / 11.0;
    let (title, axis) = (theme.size.text + 5.0, paint::note_line(theme) + 2.0);
    let area = Rect::from_min_max(
        pos2(column.left() + 36.0 * scale, column.top() + title),
        pos2(column.right() - 102.0 * scale, column.bottom() - axis),
    );
    let (low, high) = bounds(scene, projection, material);
    let frame = Frame { place: area, last: projection.horizon_months, low, high };
    let name = if material == Material::Content { "Content" } else { "Sources and methods" };
    let title = pos2(area.left(), column.top() + title / 2.0 - 1.0);
    ui.painter().text(title, Align2::LEFT_CENTER, name, theme.semibold_font(), theme.colors.ink);
    for share in [low, high] {
        let inset = if share == low { -5.0 } else { 5.0 };
        let at = pos2(area.left() - 6.0, frame.y(share) + inset);
        let text = number::percent(share);
        ui.painter().text(at, Align2::RIGHT_CENTER, text, theme.note_font(), theme.colors.ink_2);
    }
    course::background(ui.painter(), theme, &frame);
    lines(ui, scene, projection, material, close, &frame);
    course::marker(ui.painter(), theme, &frame, scene.month);
    each::months(ui, theme, &frame, area.bottom() + 9.0);
    labels(ui, scene, projection, material, close, &frame);
    pick(ui, scene, commands, projection, material, &frame);
}

fn lines(
    ui: &Ui,
    scene: &Scene<'_>,
    projection: &Projection,
    material: Material,
    close: Option<&ActorId>,
    frame: &Frame,
) {
    let (theme, painter) = (scene.theme, ui.painter());
    let is_close = |course: &&PartnerCourse| Some(&course.partner) == close;
    let medians = |course: &PartnerCourse| {
        course.months_of(material).into_iter().map(Statistics::median).collect::<Vec<_>>().into_iter()
    };
    if let Some(course) = projection.partners.iter().find(is_close) {
        course::bands(painter, theme, frame, &course.months_of(material));
        course::before(painter, theme, frame, course.before.of(material).median());
        if let Some(earlier) = earlier(scene, course, material) {
            course::dotted(painter, frame, earlier.into_iter(), theme.colors.ink_2);
        }
        if let Some(tried) = tried(scene, course, material) {
            course::dashed(painter, frame, tried.into_iter(), Stroke::new(1.5, theme.colors.ink));
        }
    }
    for course in &projection.partners {
        let stroke = if is_close(&course) {
            Stroke::new(2.0, theme.colors.ink)
        } else {
            Stroke::new(1.5, theme.colors.ink_3)
        };
        if scene.playback.which.is_some() {
            course::line(painter, frame, in_history(scene, course, material).into_iter(), stroke);
        } else {
            course::line(painter, frame, medians(course), stroke);
        }
    }
}

/// The partners' names at the ends of their lines, moved apart where they would overlap.
fn labels(
    ui: &Ui,
    scene: &Scene<'_>,
    projection: &Projection,
    material: Material,
    close: Option<&ActorId>,
    frame: &Frame,
) {
    let theme = scene.theme;
    let mut ends: Vec<(f32, &PartnerCourse)> = projection
        .partners
        .iter()
        .filter_map(|course| Some((frame.y(course.months.last()?.of(material).median()), course)))
        .collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let places =
        spread(ends.iter().map(|(y, _)| *y).collect(), paint::note_line(theme), frame.place.bottom());
    for ((_, course), y) in ends.into_iter().zip(places) {
        let chosen = Some(&course.partner) == close;
        let font = if chosen { paint::strong_note(theme) } else { theme.note_font() };
        let color = if chosen { theme.colors.ink } else { theme.colors.ink_2 };
        let name = scene.scenario.name(&course.partner);
        let galley = paint::elided(ui, name, font, color, 84.0 * theme.size.note / 11.0, 1);
        paint::left(ui, frame.place.right() + 6.0, y, galley, color);
    }
}

/// Heights at least `least` apart, in the same order, with the last not below `bottom`.
fn spread(mut heights: Vec<f32>, least: f32, bottom: f32) -> Vec<f32> {
    for index in 1..heights.len() {
        heights[index] = heights[index].max(heights[index - 1] + least);
    }
    let mut limit = bottom;
    for height in heights.iter_mut().rev() {
        *height = height.min(limit);
        limit = *height - least;
    }
    heights
}

fn pick(
    ui: &mut Ui,
    scene: &Scene<'_>,
    commands: &mut Commands,
    projection: &Projection,
    material: Material,
    frame: &Frame,
) {
    let says: Vec<String> =
        projection.partners.iter().map(|course| super::sentence(scene, course, material)).collect();
    let id = ui.make_persistent_id(("together", material.short_name()));
    let response = month_picker(ui, commands, frame, id, &says.join("; "));
    let Some(month) = response.hover_pos().map(|at| frame.month_at(at.x)) else { return };
    let values = projection.partners.iter().filter_map(|course| {
        let statistics = course.months.get(month as usize)?.of(material);
        let name = scene.scenario.name(&course.partner);
        Some(format!("{name}: median {}", number::percent(statistics.median())))
    });
    let text = std::iter::once(format!("{}, month {month}", material.short_name()))
        .chain(values)
        .collect::<Vec<_>>();
    response.on_hover_text_at_pointer(scene.theme.text(text.join("\n")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_order_and_their_distance() {
        let places = spread(vec![10.0, 11.0, 50.0, 98.0, 99.0], 12.0, 100.0);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 12.0 - 1e-4), "{places:?}");
        assert!(places.iter().all(|place| *place <= 100.0));
    }
}

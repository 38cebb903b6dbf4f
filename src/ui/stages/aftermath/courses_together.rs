//! All partners in one plot for each material; the one that is looked at closely stands out with its bands.

use super::courses::{Courses, MaterialPlot, Series, legend_width, setup};
use crate::engine::PartnerCourse;
use crate::scenario::Material;
use crate::ui::phrases::capitalised;
use crate::ui::plots::chart::{self, Shown};
use crate::ui::plots::course::{self, CourseMarks, LineKind};
use crate::ui::plots::legend::{self, Entry};
use crate::ui::plots::points::PointItem;
use crate::ui::stages::split;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::{Commands, Selection, ViewCommand};
use egui::{Align2, Pos2, Rect, Ui, pos2};

/// The room at the right for the names of the partners, in points at ordinary type.
const NAMES: f32 = 102.0;
/// The greatest distance from a line at which a click chooses its partner, in points.
const REACH: f32 = 5.0;

/// Shows both plots side by side.
pub fn show(ui: &mut Ui, courses: &mut Courses<'_, '_>, commands: &mut Commands) {
    let theme = ui.theme();
    let place = ui.available_rect_before_wrap();
    let top = place.top() + theme.size.text + 7.0;
    let legend = Rect::from_min_max(pos2(place.right() - legend_width(ui), top), place.max);
    courses.legend(ui, legend);
    let both = Rect::from_x_y_ranges(place.left()..=legend.left() - 8.0, place.y_range());
    let setup = setup(ui, courses.scene, "together");
    for of in MaterialPlot::both(both, setup) {
        plot(ui, courses, &of, commands);
    }
}

fn plot(ui: &mut Ui, courses: &mut Courses<'_, '_>, of: &MaterialPlot, commands: &mut Commands) {
    let MaterialPlot { material, ref setup, column } = *of;
    let theme = ui.theme();
    let [below, beside] = [chart::ticks_below(ui), chart::ticks_beside(ui)];
    let title = theme.size.text + 5.0;
    let right = column.right() - NAMES * theme.size.note / 11.0;
    let place = Rect::from_min_max(pos2(column.left(), column.top() + title), pos2(right, column.bottom()));
    let at = pos2(place.left() + beside, column.top() + title / 2.0 - 1.0);
    let font = theme.semibold_font();
    ui.painter().text(at, Align2::LEFT_CENTER, capitalised(material.name()), font, theme.colors.ink);
    let shares = courses.shares(ui).of(material).room(0.5 * theme.note_line()).grid().ticks(beside);
    let id = ui.make_persistent_id(("together", material.short_name()));
    let chart = setup.chart(id, setup.months().ticks(below), shares).zooms([true, true]);
    let of = &*courses;
    let mut marks = CourseMarks::default();
    for course in of.partners().filter(|course| is_shown(of, course)) {
        match of.close == Some(&course.partner) {
            true => of.fan(ui, course, material, &mut marks),
            false => marks.line(of.line(course, material), LineKind::Other),
        }
    }
    let shown = chart.show_marks(ui, place, &marks, |plot| plot.add(readout(of, material)));
    paint::described(&shown.response, || {
        let sentences: Vec<String> = of.partners().map(|course| of.sentence(course, material)).collect();
        sentences.join("; ")
    });
    let on_line = shown.response.interact_pointer_pos().filter(|_| shown.response.clicked());
    match on_line.and_then(|at| line_at(of, material, &shown, at)) {
        Some(course) => commands.send(ViewCommand::Select(Selection::Actor(course.partner.clone()))),
        None => setup.choose_month(&shown, commands),
    }
    names(ui, courses, material, &shown);
}

fn is_shown(courses: &Courses<'_, '_>, course: &PartnerCourse) -> bool {
    !courses.hidden.contains(&Series::Partner(course.partner.clone()))
}

/// The partner whose line passes a place on the screen.
fn line_at<'a>(
    courses: &Courses<'a, '_>,
    material: Material,
    shown: &Shown,
    at: Pos2,
) -> Option<&'a PartnerCourse> {
    let [month, _] = shown.values(at);
    let height = |course: &PartnerCourse| {
        let line = courses.line(course, material);
        let (from, to) = (line.get(month.floor() as usize)?, line.get(month.ceil() as usize)?);
        Some(shown.place([month, from + (to - from) * month.fract()]).y)
    };
    let all = courses.partners().filter(|course| is_shown(courses, course));
    let apart = all.filter_map(|course| Some(((height(course)? - at.y).abs(), course)));
    let near = apart.filter(|(apart, _)| *apart <= REACH);
    near.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, course)| course)
}

/// The values of every partner that is shown, at the month under the pointer.
fn readout<'r>(courses: &'r Courses<'_, '_>, material: Material) -> PointItem<'r> {
    let shown = || courses.partners().filter(|course| is_shown(courses, course));
    let marked = shown().find(|course| courses.close == Some(&course.partner)).or_else(|| shown().next());
    let marks = marked.map(|course| courses.readout_values(course, material));
    PointItem::readout(course::points(marks.into_iter().flatten()), move |month| {
        let (name, basis) = (material.short_name(), courses.basis());
        let mut lines = vec![format!("{name}, month {month}, {basis}, {}", split::PAIR)];
        lines.extend(shown().filter_map(|course| {
            let pair = courses.pair(course, material, month)?;
            let name = courses.scene.scenario.name(&course.partner);
            Some(format!("{name}: {}\u{a0}%", pair.values()))
        }));
        lines.join("\n")
    })
}

/// The partners' names at the ends of their lines, moved apart where they would overlap; a click on one
/// switches its line off.
fn names(ui: &Ui, courses: &mut Courses<'_, '_>, material: Material, shown: &Shown) {
    let theme = ui.theme();
    let (frame, line) = (shown.frame(), theme.note_line());
    let end = |course: &PartnerCourse| {
        let last = f64::from(courses.projection.horizon_months);
        let mean = || course.means().last().map(|mean| *mean.planned.of(material));
        // While the history is being told, there is no line to stand beside.
        let ends = courses.line(course, material).last().copied().or_else(mean)?;
        Some(shown.place([last, ends]).y.clamp(frame.top(), frame.bottom()))
    };
    let partners = courses.partners();
    let mut ends: Vec<(f32, &PartnerCourse)> =
        partners.filter_map(|course| Some((end(course)?, course))).collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let places = spread(ends.iter().map(|(y, _)| *y).collect(), line, frame.bottom());
    let width = (NAMES - 12.0) * theme.size.note / 11.0;
    for ((_, course), y) in ends.into_iter().zip(places) {
        let place = Rect::from_min_size(pos2(frame.right() + 6.0, y - 0.5 * line), egui::vec2(width, line));
        let name = courses.scene.scenario.name(&course.partner);
        let strong = courses.close == Some(&course.partner);
        let id = ui.make_persistent_id(("name", material.short_name(), course.partner.as_str()));
        let entry = Entry { id, place, sample: None, name, strong };
        legend::entry(ui, &entry, Series::Partner(course.partner.clone()), courses.hidden);
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

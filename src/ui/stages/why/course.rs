//! A partner's course over the months as it is, if nothing were said, and under the suppositions that are pressed.

use super::suppositions;
use crate::analysis::number_format::percent;
use crate::analysis::supposition::{SupposedCourse, Suppositions};
use crate::engine::MeanWillingness;
use crate::scenario::{ActorId, Material};
use crate::ui::phrases::capitalised;
use crate::ui::plots::chart;
use crate::ui::plots::course::{self, CourseMarks, LineKind, Setup};
use crate::ui::plots::legend::{self, Sample};
use crate::ui::stages::timeline::last_month;
use crate::ui::theme::{STALE_OPACITY, Themed};
use crate::ui::widgets::paint::{self, StyledText};
use crate::ui::{Commands, Scene};
use egui::{Label, Rect, Sense, Ui, pos2, vec2};

/// The courses that both plots draw.
struct Courses<'a> {
    name: &'a str,
    now: Vec<MeanWillingness>,
    supposed: Option<&'a SupposedCourse>,
}

/// Shows a plot for each material, side by side below the names of the lines.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    partner: &ActorId,
    pressed: Suppositions,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let pressed = suppositions::pressed(scene, partner, pressed);
    let name = pressed.name();
    let supposed =
        (!pressed.is_empty()).then(|| suppositions::known(scene, partner, pressed, commands)).flatten();
    let courses =
        Courses { name: scene.scenario.name(partner), now: suppositions::as_it_is(scene, partner), supposed };
    let size = vec2(ui.available_width(), theme.note_line() + 2.0);
    let (names, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = |kind: LineKind| Sample::Line(kind.stroke(theme), kind.style());
    let mut entries = vec![(line(LineKind::Now), "as planned"), (line(LineKind::Withheld), "unsaid")];
    entries.extend((!pressed.is_empty()).then(|| (line(LineKind::Preview), name.as_str())));
    legend::row(ui, names, &entries);
    if courses.now.is_empty() {
        ui.add(Label::new(theme.quiet("Being worked out.")));
        return;
    }
    if scene.playback.which.is_none() && scene.shown.is_some_and(|result| !result.current) {
        ui.multiply_opacity(STALE_OPACITY);
    }
    let place = ui.available_rect_before_wrap();
    let group = ui.make_persistent_id("months of a supposition");
    let setup = Setup { last: last_month(scene), month: scene.month, group };
    let half = place.width() / 2.0;
    for (index, material) in Material::ALL.into_iter().enumerate() {
        let left = place.left() + index as f32 * half;
        let column = Rect::from_x_y_ranges(left..=left + half - 8.0, place.y_range());
        plot(ui, &courses, &Plot { material, setup, column }, commands);
    }
}

/// The plot of a material, with its title and axes in a column.
struct Plot {
    material: Material,
    setup: Setup,
    column: Rect,
}

fn plot(ui: &mut Ui, courses: &Courses<'_>, of: &Plot, commands: &mut Commands) {
    let Plot { material, ref setup, column } = *of;
    let theme = ui.theme();
    let [below, beside] = [chart::ticks_below(ui), chart::ticks_beside(ui)];
    let title = theme.note_line() + 4.0;
    let at = pos2(column.left() + beside, column.top() + title / 2.0);
    let (text, font) = (capitalised(material.name()), theme.strong_note_font());
    let galley = StyledText::new(&text, font, theme.colors.ink).elided(ui, column.width() - beside, 1);
    paint::left(ui, at, galley, theme.colors.ink);
    let planned = |means: &[MeanWillingness]| -> Vec<f64> {
        means.iter().map(|mean| *mean.planned.of(material)).collect()
    };
    let withheld: Vec<f64> = courses.now.iter().map(|mean| *mean.withheld.of(material)).collect();
    let now = planned(&courses.now);
    let supposed = courses.supposed.map(|course| planned(&course.months));
    let all = now.iter().chain(&withheld).chain(supposed.iter().flatten()).copied();
    let shares = course::shares(all).room(0.5 * theme.note_line()).grid().ticks(beside);
    let place = Rect::from_min_max(pos2(column.left(), column.top() + title), column.max);
    let id = ui.make_persistent_id(("course", material.short_name()));
    let says = describe(courses, material);
    let mut marks = CourseMarks::default();
    marks.line(withheld, LineKind::Withheld);
    marks.line(now, LineKind::Now);
    if let Some(supposed) = supposed {
        marks.line(supposed, LineKind::Preview);
    }
    let chart = setup.chart(id, setup.months().ticks(below), shares);
    let shown = chart.show_marks(ui, place, &marks, |_| {});
    paint::described(&shown.response, || says.as_str());
    setup.choose_month(&shown, commands);
}

/// The courses in a sentence: their first and their last months.
fn describe(courses: &Courses<'_>, material: Material) -> String {
    let ends = |means: &[MeanWillingness]| {
        let share = |mean: Option<&MeanWillingness>| {
            mean.map_or(String::new(), |mean| percent(*mean.planned.of(material)))
        };
        format!("{} in month 0, {} in the last", share(means.first()), share(means.last()))
    };
    let now = format!("{}, {}: as planned {}", courses.name, material.name(), ends(&courses.now));
    match courses.supposed {
        None => now,
        Some(of) => format!("{now}; {} {}", of.suppositions.name(), ends(&of.months)),
    }
}

//! Everybody's course over the months, partner by partner or together.

pub(super) mod each;
mod legend;
mod together;

pub use each::show as each;
pub use together::show as together;

use crate::engine::{PartnerCourse, Projection, Statistics};
use crate::scenario::Material;
use crate::ui::plots::course::{self, Frame};
use crate::ui::widgets::{number, paint};
use crate::ui::{Commands, PlayCommand, Scene};
use egui::{Response, Sense, Ui};

/// The bounds that hold a material of every partner, so that plots can be compared.
fn bounds(scene: &Scene<'_>, projection: &Projection, material: Material) -> (f64, f64) {
    let partners = scene.playback.log.iter().flat_map(|story| &story.history.partners);
    let one = partners
        .flat_map(|partner| (0..partner.months.len()).map(|month| partner.willingness(material, month)));
    let all = all_of(projection, material);
    course::bounds(all.chain(one))
}

/// Everything that is drawn of a material in all histories.
fn all_of(projection: &Projection, material: Material) -> impl Iterator<Item = f64> {
    let ends = |statistics: &Statistics| [statistics.quantiles[0], statistics.quantiles[4]];
    projection.partners.iter().flat_map(move |course| {
        let months = course.months_of(material).into_iter().flat_map(ends);
        months.chain([course.before.of(material).median()])
    })
}

/// A partner's course in the history that plays, up to the month that is seen.
fn in_history(scene: &Scene<'_>, course: &PartnerCourse, material: Material) -> Vec<f64> {
    let place = scene.scenario.partnerships.index_of(&course.partner);
    let months = place.and_then(|place| scene.playback.log?.history.partners.get(place));
    let Some(partner) = months else { return Vec::new() };
    let seen = (scene.month as usize + 1).min(partner.months.len());
    (0..seen).map(|month| partner.willingness(material, month)).collect()
}

/// Whether the courses from before the last change are to be seen.
fn shows_earlier(scene: &Scene<'_>) -> bool {
    match scene.playback.which {
        Some(_) => scene.playback.earlier.is_some(),
        None => scene.earlier.is_some() && scene.preview.is_none(),
    }
}

/// The course from before the last change, if it is to be seen: of the history that plays, or the medians.
fn earlier(scene: &Scene<'_>, course: &PartnerCourse, material: Material) -> Option<Vec<f64>> {
    if scene.playback.which.is_some() {
        let place = scene.scenario.partnerships.index_of(&course.partner)?;
        let partner = scene.playback.earlier?.history.partners.get(place)?;
        return Some((0..partner.months.len()).map(|month| partner.willingness(material, month)).collect());
    }
    let earlier = scene.earlier.filter(|_| scene.preview.is_none())?.partner(&course.partner)?;
    Some(earlier.months_of(material).into_iter().map(Statistics::median).collect())
}

/// The medians of what is tried out, if there is anything.
fn tried(scene: &Scene<'_>, course: &PartnerCourse, material: Material) -> Option<Vec<f64>> {
    let tried = scene.preview?.projection?.partner(&course.partner)?;
    Some(tried.months_of(material).into_iter().map(Statistics::median).collect())
}

/// A plot that can be clicked and dragged to choose a month; it says what it shows.
fn month_picker(ui: &mut Ui, commands: &mut Commands, frame: &Frame, id: egui::Id, says: &str) -> Response {
    // Not focusable: the time slider does the same by keyboard.
    let response = ui.interact(frame.place, id, Sense::CLICK | Sense::DRAG);
    paint::described(&response, || says);
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    if let Some(at) = response.interact_pointer_pos().filter(|_| pressed) {
        commands.send(PlayCommand::ShowMonth(frame.month_at(at.x)));
    }
    response
}

/// The course in a sentence.
fn sentence(scene: &Scene<'_>, course: &PartnerCourse, material: Material) -> String {
    let months = course.months_of(material);
    let at = |month: u32| months.get(month as usize).map_or(0.0, |statistics| statistics.median());
    let last = (months.len() as u32).saturating_sub(1);
    format!(
        "{}, {}: median {} before, {} in month {}, {} in month {last}",
        scene.scenario.name(&course.partner),
        material.short_name(),
        number::percent(course.before.of(material).median()),
        number::percent(at(scene.month)),
        scene.month,
        number::percent(at(last))
    )
}

/// What stands under the pointer.
fn reading(name: &str, material: Material, month: u32, statistics: &Statistics) -> String {
    let [low, lower, middle, upper, high] = statistics.quantiles.map(number::percent);
    format!(
        "{name}, {}, month {month}\nmedian {middle}\n25–75%: {lower} to {upper}\n5–95%: {low} to {high}",
        material.short_name()
    )
}

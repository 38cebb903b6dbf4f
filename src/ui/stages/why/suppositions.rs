//! Four switches that show how a partner's course would bend under other circumstances, alone and together. Nothing in
//! the document changes.

use super::reasons;
use crate::analysis::number_format::{PercentChange, counted, in_percent, points, whole};
use crate::analysis::supposition::{SupposedCourse, Supposition, Suppositions};
use crate::analysis::why_sentence::supposed_sentence;
use crate::engine::{MeanWillingness, PartnerCourse};
use crate::scenario::{ActorId, Material, PerMaterial};
use crate::ui::phrases::capitalised;
use crate::ui::theme::Themed;
use crate::ui::{Answer, Commands, Query, Scene};
use egui::{Button, Label, Role, Ui, WidgetInfo, vec2};

/// Those of the pressed suppositions that would change anything about a partner.
pub fn pressed(scene: &Scene<'_>, partner: &ActorId, pressed: Suppositions) -> Suppositions {
    pressed.filtered(|of| of.already(scene.scenario, scene.plan, partner).is_none())
}

/// The question for the course of a partner under those of the suppositions that would change anything about it; `None` if
/// there are none.
pub fn query(scene: &Scene<'_>, partner: &ActorId, suppositions: Suppositions) -> Option<Query> {
    let suppositions = pressed(scene, partner, suppositions);
    let (partner, over) = (partner.clone(), reasons::over(scene));
    (!suppositions.is_empty()).then_some(Query::Supposition { partner, suppositions, over })
}

/// The course of a partner under the pressed suppositions, if it is known as things stand.
pub fn known<'a>(
    scene: &Scene<'a>,
    partner: &ActorId,
    suppositions: Suppositions,
    commands: &mut Commands,
) -> Option<&'a SupposedCourse> {
    let query = Query::Supposition { partner: partner.clone(), suppositions, over: reasons::over(scene) };
    match scene.find(&query, commands) {
        Some((Answer::Supposition(course), true)) => Some(course),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    }
}

/// Why a partner's willingness would be another in the month that is shown, once that is known and if it would be.
fn reason(
    scene: &Scene<'_>,
    partner: &ActorId,
    suppositions: Suppositions,
    commands: &mut Commands,
) -> Option<String> {
    let (partner, month, over) = (partner.clone(), scene.month, reasons::over(scene));
    match scene.find(&Query::SupposedChange { partner, suppositions, month, over }, commands) {
        Some((Answer::SupposedChange(change), true)) => supposed_sentence(change),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    }
}

/// A partner's course as it is: the means, or the history that plays; empty while that is being worked out.
pub fn as_it_is(scene: &Scene<'_>, partner: &ActorId) -> Vec<MeanWillingness> {
    if scene.playback.which.is_none() {
        let course = scene.shown.and_then(|result| result.projection.partner(partner));
        return course.into_iter().flat_map(PartnerCourse::means).copied().collect();
    }
    let place = scene.scenario.partnerships.index_of(partner);
    let history = scene.playback.log.zip(place).and_then(|(log, place)| log.history.partners.get(place));
    let Some(history) = history else { return Vec::new() };
    let of = |month: usize| MeanWillingness {
        planned: PerMaterial { content: history.content(month), methods: history.methods(month) },
        withheld: PerMaterial {
            content: history.willingness_if_withheld(Material::Content, month),
            methods: history.willingness_if_withheld(Material::SourcesAndMethods, month),
        },
    };
    (0..history.months.len()).map(of).collect()
}

/// Shows the switches, and above them what would be in the month that is shown.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    partner: &ActorId,
    state: &mut Suppositions,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    ui.label(theme.semibold("How it would bend"));
    result(ui, scene, partner, *state, commands);
    let already = |of: Supposition| of.already(scene.scenario, scene.plan, partner);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding.x = 6.0;
        for supposition in Supposition::ALL {
            let already = already(supposition);
            let is_pressed = state.contains(supposition) && already.is_none();
            if switch(ui, supposition, is_pressed, already) {
                *state = state.toggled(supposition);
            }
        }
    });
    for (of, why) in Supposition::ALL.into_iter().filter_map(|of| Some((of, already(of)?))) {
        ui.add(Label::new(theme.note(format!("“{}” changes nothing: {why}", capitalised(of.name())))).wrap());
    }
}

/// What stands there until the course is known.
const WORKED_OUT: &str = "Being worked out.";

/// Shows what would be under the pressed suppositions, above the switches, whose tooltips stand below them.
fn result(ui: &mut Ui, scene: &Scene<'_>, partner: &ActorId, state: Suppositions, commands: &mut Commands) {
    let theme = ui.theme();
    let pressed = pressed(scene, partner, state);
    let says = match pressed.is_empty() {
        true => {
            "Press one or more to see the course it would take as a dashed line beside the course as it is."
                .to_owned()
        }
        false => {
            let would_be =
                known(scene, partner, pressed, commands).and_then(|course| would_be(scene, course));
            // A course of fewer months than the slider has is one from before a longer horizon was chosen.
            let would_be = would_be.unwrap_or_else(|| WORKED_OUT.to_owned());
            let reason = reason(scene, partner, pressed, commands);
            reason.into_iter().fold(would_be, |says, reason| format!("{says} {reason}"))
        }
    };
    // The longest usual text takes three lines: nothing moves when a switch is pressed.
    let size = vec2(ui.available_width(), 3.0 * theme.note_line() + 2.0);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.add(Label::new(theme.note(says).color(theme.colors.ink)).wrap());
    });
}

/// A switch; whether it was pressed. One that changes nothing says why.
fn switch(ui: &mut Ui, supposition: Supposition, is_pressed: bool, already: Option<&'static str>) -> bool {
    let theme = ui.theme();
    let (ink, fill) = match is_pressed {
        true => (theme.colors.panel, Some(theme.colors.ink)),
        false => (theme.colors.ink, None),
    };
    let button = Button::new(theme.note(supposition.name()).color(ink));
    let button = fill.into_iter().fold(button, Button::fill);
    let response = ui.add_enabled(already.is_none(), button);
    let enabled = already.is_none();
    response.widget_info(|| {
        WidgetInfo::selected(Role::Switch, enabled, is_pressed, capitalised(supposition.name()))
    });
    let clicked = response.clicked();
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    match already {
        Some(why) => drop(response.on_disabled_hover_text(why)),
        // Not on focus, where it would cover the result.
        None => drop(response.on_hover_text(supposition.explains())),
    }
    clicked
}

/// What would be under the suppositions in the month that is shown, beside what is.
fn would_be(scene: &Scene<'_>, course: &SupposedCourse) -> Option<String> {
    let month = scene.month as usize;
    let (supposed, now) = (course.months.get(month)?, *as_it_is(scene, &course.partner).get(month)?);
    let value = |material| {
        let change = PercentChange::of(*now.planned.of(material), *supposed.planned.of(material));
        let stands = in_percent(whole(change.after));
        match change.change() {
            0 => format!("{stands} all the same"),
            points if points > 0 => format!("{stands}, {} higher", counted(points as u64, "point")),
            points => format!("{stands}, {} lower", counted(-points as u64, "point")),
        }
    };
    let says = format!(
        "{}, {}’s sources would stand at {}; its content at {}.",
        capitalised(&course.suppositions.name()),
        scene.scenario.name(&course.partner),
        value(Material::SourcesAndMethods),
        value(Material::Content)
    );
    // A partner with nothing to lose shares less to begin with.
    let unsaid = Material::ALL.map(|of| [*now.withheld.of(of), *supposed.withheld.of(of)].map(points));
    let [content, methods] = unsaid.map(|[_, supposed]| whole(supposed));
    Some(match unsaid.iter().all(|[now, supposed]| now == supposed) {
        true => says,
        false => format!("{says} If nothing were said: {methods}\u{a0}% and {content}\u{a0}%."),
    })
}

//! Four switches that show how a partner's course would bend under another circumstance. Nothing in the document
//! changes.

use super::reasons;
use crate::analysis::number_format::whole;
use crate::analysis::number_format::{PercentChange, points};
use crate::analysis::supposition::{SupposedCourse, Supposition};
use crate::engine::{MeanWillingness, PartnerCourse};
use crate::scenario::{ActorId, Material, PerMaterial};
use crate::ui::phrases::capitalised;
use crate::ui::theme::Themed;
use crate::ui::{Answer, Commands, Query, Scene};
use egui::{Button, Label, Role, Ui, WidgetInfo, vec2};

/// The switch that is pressed.
pub type Pressed = Option<Supposition>;

/// The pressed supposition, if it would change anything about a partner.
pub fn pressed(scene: &Scene<'_>, partner: &ActorId, pressed: Pressed) -> Pressed {
    pressed.filter(|of| of.already(scene.scenario, scene.plan, partner).is_none())
}

/// The course of a partner under the pressed supposition, if it is known as things stand.
pub fn known<'a>(
    scene: &Scene<'a>,
    partner: &ActorId,
    supposition: Supposition,
    commands: &mut Commands,
) -> Option<&'a SupposedCourse> {
    let query = Query::Supposition { partner: partner.clone(), supposition, over: reasons::over(scene) };
    match scene.find(&query, commands) {
        Some((Answer::Supposition(course), true)) => Some(course),
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

/// Shows the switches, and below them what would be in the month that is shown.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, partner: &ActorId, state: &mut Pressed, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("How it would bend"));
    result(ui, scene, partner, *state, commands);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding.x = 6.0;
        for supposition in Supposition::ALL {
            let already = supposition.already(scene.scenario, scene.plan, partner);
            let is_pressed = *state == Some(supposition) && already.is_none();
            if switch(ui, supposition, is_pressed, already) {
                *state = if is_pressed { None } else { Some(supposition) };
            }
        }
    });
}

/// What stands there until the course is known.
const WORKED_OUT: &str = "Being worked out.";

/// Shows what would be under the pressed supposition, above the switches, whose tooltips stand below them.
fn result(ui: &mut Ui, scene: &Scene<'_>, partner: &ActorId, state: Pressed, commands: &mut Commands) {
    let theme = ui.theme();
    let says = match pressed(scene, partner, state) {
        None => "Press one to see the course it would take as a dashed line beside the course as it is."
            .to_owned(),
        Some(supposition) => match known(scene, partner, supposition, commands) {
            // A course of fewer months than the slider has is one from before a longer horizon was chosen.
            Some(course) => would_be(scene, course).unwrap_or_else(|| WORKED_OUT.to_owned()),
            None => WORKED_OUT.to_owned(),
        },
    };
    // The longest sentence takes two lines: nothing moves when a switch is pressed.
    let size = vec2(ui.available_width(), 2.0 * theme.note_line() + 2.0);
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

/// What would be under the supposition in the month that is shown, beside what is.
fn would_be(scene: &Scene<'_>, course: &SupposedCourse) -> Option<String> {
    let month = scene.month as usize;
    let (supposed, now) = (course.months.get(month)?, *as_it_is(scene, &course.partner).get(month)?);
    let value = |material| {
        let change = PercentChange::of(*now.planned.of(material), *supposed.planned.of(material));
        match change.change() {
            0 => format!("{}% all the same", whole(change.after)),
            _ => format!("{}%, not {}%", whole(change.after), whole(change.before)),
        }
    };
    let says = format!(
        "{}, {}’s sources would stand at {}; its content at {}.",
        capitalised(course.supposition.name()),
        scene.scenario.name(&course.partner),
        value(Material::SourcesAndMethods),
        value(Material::Content)
    );
    // A partner with nothing to lose shares less to begin with.
    let unsaid = Material::ALL.map(|of| [*now.withheld.of(of), *supposed.withheld.of(of)].map(points));
    let [content, methods] = unsaid.map(|[_, supposed]| whole(supposed));
    Some(match unsaid.iter().all(|[now, supposed]| now == supposed) {
        true => says,
        false => format!("{says} If nothing were said: {methods}% and {content}%."),
    })
}

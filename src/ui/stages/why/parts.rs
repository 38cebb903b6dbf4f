//! The parts of one change, as a waterfall whose rows open.

use super::{Lane, State, formula};
use crate::analysis::reasons::{Answer, Cause, Reasons};
use crate::ui::plots::waterfall::{self, Scale, Step};
use crate::ui::theme::Theme;
use crate::ui::widgets::{explain, number};
use egui::{Label, Role, Sense, Ui, WidgetInfo, vec2};

/// Shows the parts under a title; a click on one opens its formula.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    (lane, title): (Lane, &str),
    reasons: &Reasons,
    state: &mut State,
    answer: &Answer,
) {
    ui.add(Label::new(theme.semibold(title)).truncate());
    let steps = steps(reasons);
    let scale = Scale::of(steps.iter());
    for (step, cause) in steps.iter().zip(Cause::ALL) {
        let open = state.open == Some((lane, cause));
        if row(ui, theme, scale, step, Some((cause, open))) {
            state.open = if open { None } else { Some((lane, cause)) };
        }
        if open {
            formula::show(ui, theme, lane, cause, answer);
        }
    }
    if let Some(whole) = steps.last() {
        row(ui, theme, scale, whole, None);
    }
}

/// The parts in the model's order, then the whole.
fn steps(reasons: &Reasons) -> Vec<Step<'static>> {
    let mut sum = 0.0;
    let mut steps: Vec<Step<'static>> = (reasons.parts.iter())
        .map(|(cause, part)| {
            let from = sum;
            sum += part.mean;
            Step { name: cause.name(), from, to: sum, se: part.se, whole: false }
        })
        .collect();
    let change = reasons.change;
    steps.push(Step { name: "change", from: 0.0, to: change.mean, se: change.se, whole: true });
    steps
}

/// A row; whether it was clicked.
fn row(ui: &mut Ui, theme: &Theme, scale: Scale, step: &Step<'_>, cause: Option<(Cause, bool)>) -> bool {
    let sense = if cause.is_some() { Sense::click() } else { Sense::hover() };
    let size = vec2(ui.available_width(), theme.control());
    let (place, response) = ui.allocate_exact_size(size, sense);
    let says = format!("{}: {} log-odds", step.name, number::signed_amount(step.to - step.from));
    match cause {
        Some((_, open)) => {
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &says));
        }
        None => crate::ui::widgets::paint::described(&response, &says),
    }
    if response.hovered() && cause.is_some() {
        ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, theme.colors.sunk);
    }
    waterfall::draw(ui, theme, place, scale, step);
    let Some((cause, _)) = cause else { return false };
    let clicked = response.clicked();
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.text(cause.explains()));
    });
    clicked
}

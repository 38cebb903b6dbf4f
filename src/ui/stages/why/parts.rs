//! The parts of one change, as a waterfall whose rows open.

use super::{State, formula};
use crate::analysis::number_format;
use crate::analysis::number_format::PercentChange;
use crate::analysis::shapley::{Cause, Decomposition, Factor, FactorChange};
use crate::ui::plots::rows::Rows;
use crate::ui::plots::waterfall::{self, Step};
use crate::ui::theme::Themed;
use crate::ui::widgets::explain;
use egui::{Role, Sense, Ui, WidgetInfo, vec2};

/// Below how small a change, in log-odds, its parts are not read as points: next to nothing has been
/// divided, and each part would be a large multiple of it.
const LEAST_CHANGE: f64 = 0.05;

/// One of the two changes: of content, or of what it opens.
#[derive(Clone, Copy)]
pub struct Change<'a> {
    /// Which.
    pub factor: Factor,
    /// The share before and now.
    pub shares: [f64; 2],
    /// Its parts.
    pub reasons: &'a FactorChange,
}

/// Shows the parts of a change; a click on one opens its formula.
pub fn show(ui: &mut Ui, change: Change<'_>, answer: &Decomposition, state: &mut State) {
    let factor = change.factor;
    let id = ui.make_persistent_id(("parts", factor));
    let steps = steps(change);
    let mut rows = waterfall::begin(ui, id, &steps, ["log-odds", "≈ points"]);
    for (step, cause) in steps.iter().zip(Cause::ALL) {
        let open = state.open == Some((factor, cause));
        if row(ui, &mut rows, step, Some((cause, open))) {
            state.open = if open { None } else { Some((factor, cause)) };
        }
        if open {
            rows.draw(ui);
            formula::show(ui, factor, cause, answer);
        }
    }
    if let Some(whole) = steps.last() {
        row(ui, &mut rows, whole, None);
    }
    rows.draw(ui);
}

/// The parts in the model's order, then the whole.
fn steps(Change { factor, shares: [before, now], reasons }: Change<'_>) -> Vec<Step<'static>> {
    let mut sum = 0.0;
    let whole = reasons.change.mean;
    let as_points = |part: f64| (whole.abs() >= LEAST_CHANGE).then(|| 100.0 * (now - before) * part / whole);
    let mut steps: Vec<Step<'static>> = (reasons.parts.iter())
        .map(|(cause, part)| {
            let from = sum;
            sum += part.mean;
            Step {
                name: cause.name(),
                from,
                to: sum,
                se: part.se,
                points: as_points(part.mean),
                whole: false,
            }
        })
        .collect();
    let change = reasons.change;
    // As the difference of the shares that are shown, so that whoever subtracts finds no contradiction.
    let points = as_points(change.mean).map(|_| PercentChange::of(before, now).change() as f64);
    let name = match factor {
        Factor::Content => "change",
        Factor::Access => "change of what it opens",
    };
    steps.push(Step { name, from: 0.0, to: change.mean, se: change.se, points, whole: true });
    steps
}

const PROPORTIONAL: &str = "Log-odds add up exactly. Points do not, since the same push moves a share less \
                            near 0 and 100%; so the points of the whole change are divided in proportion.";

/// A row; whether it was clicked.
fn row(ui: &mut Ui, rows: &mut Rows, step: &Step<'_>, cause: Option<(Cause, bool)>) -> bool {
    let theme = ui.theme();
    let sense = if cause.is_some() { Sense::click() } else { Sense::hover() };
    let size = vec2(ui.available_width(), theme.control());
    let (place, response) = ui.allocate_exact_size(size, sense);
    let points = step.points.map(|points| format!("{} points of the change", waterfall::points(points)));
    let amount = number_format::signed_amount(step.to - step.from);
    let named = points.iter().fold(step.name.to_owned(), |name, points| format!("{name}, {points}"));
    let says = format!("{named}: {amount} log-odds");
    match cause {
        Some((_, open)) => {
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &says));
        }
        None => crate::ui::widgets::paint::described(&response, || says.as_str()),
    }
    if response.hovered() && cause.is_some() {
        ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, theme.colors.sunk);
    }
    waterfall::row(ui, rows, place, step);
    let Some((cause, _)) = cause else { return false };
    let clicked = response.clicked();
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.text(cause.explains()));
        if let Some(points) = points {
            ui.label(theme.note(format!("{points}. {PROPORTIONAL}")));
        }
    });
    clicked
}

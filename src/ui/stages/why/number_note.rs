//! The note of a number: its range, where it comes from, and what it does.

use crate::analysis::number_format::{self, short};
use crate::analysis::sensitivity::switching_values::{SwitchingValue, SwitchingValues};
use crate::scenario::{Input, PlanId};
use crate::ui::Scene;
use crate::ui::phrases::capitalised;
use crate::ui::stages::setting::quantity;
use crate::ui::theme::Themed;
use egui::{Frame, Label, Margin, Sense, Ui, vec2};

/// Shows the note of a number, and below it what else there is to say.
pub fn number(ui: &mut Ui, scene: &Scene<'_>, input: &Input, more: &[String]) {
    let theme = ui.theme();
    note(ui, &capitalised(&scene.scenario.input_name(input)), |ui| {
        let bounds = input.bounds();
        let Some(figure) = scene.scenario.figure(input) else {
            ui.label(theme.note("It is no longer part of the document."));
            return;
        };
        let range = format!(
            "Range {} to {}, most likely {}: {}.",
            short(figure.low),
            short(figure.high),
            short(figure.likely),
            bounds.what
        );
        ui.add(Label::new(theme.note(range).color(theme.colors.ink)).wrap());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (place, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            quantity::mark(ui.painter(), place.center(), &figure.from);
            let mut from = quantity::comes_from(&figure.from);
            if !figure.note.is_empty() {
                from = format!("{from} {}", figure.note);
            }
            ui.add(Label::new(theme.note(from)).wrap());
        });
        for line in more {
            ui.add(Label::new(theme.note(line).color(theme.colors.ink)).wrap());
        }
    });
}

/// A note under a row.
pub fn note(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    let theme = ui.theme();
    // As wide as the fill of the row above it.
    let wider = Margin { left: -4, right: -4, ..Margin::ZERO };
    Frame::new().fill(theme.colors.sunk).inner_margin(8.0).outer_margin(wider).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.add(Label::new(theme.semibold(title)).wrap());
        contents(ui);
    });
}

/// Where a number turns the advice, a sentence for each place.
pub fn turns(scene: &Scene<'_>, of: &SwitchingValues) -> Vec<String> {
    let name = |plan: &PlanId| scene.scenario.plan_name(plan).to_owned();
    if of.values.is_empty() {
        return vec![format!("It never turns the advice: “{}” is best from end to end.", name(&of.at_low))];
    }
    let sentence = |flip: &SwitchingValue| {
        let within = match flip.se.is_finite() {
            true => format!(" ± {}", place(of, flip.se)),
            false => " (the plans hardly part there, so the place is not sure)".to_owned(),
        };
        let (at, from, to) = (place(of, flip.value), name(&flip.from), name(&flip.to));
        if flip.clear {
            format!("It turns the advice at {at}{within}: below it “{from}” is best, above it “{to}”.")
        } else {
            format!(
                "It may turn the advice at {at}{within}, from “{from}” to “{to}”; in so many histories neither \
                 is clearly better on its side of it, so luck alone may have made this."
            )
        }
    };
    of.values.iter().map(sentence).collect()
}

/// A value on the way from end to end, in as many digits as it is known to.
pub fn place(of: &SwitchingValues, value: f64) -> String {
    number_format::fixed(value, number_format::decimals_within(of.ends[0], of.ends[1]))
}

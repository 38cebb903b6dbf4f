//! Tooltips of numbers: the exact value with its standard error, the distribution, and the meaning.

use super::paint;
use crate::analysis::number_format;
use crate::engine::Statistics;
use crate::ui::theme::Themed;
use egui::{Align2, Grid, Pos2, Response, RichText, Sense, Ui};

/// The unit in which a statistic is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, in per cent.
    Share,
    /// A value on the user's own scale.
    Amount,
}

impl Unit {
    /// The exact value.
    fn exact(self, value: f64) -> String {
        match self {
            Unit::Share => number_format::exact_percent(value),
            Unit::Amount => format!("{value:.3}").replace('-', "−"),
        }
    }

    fn error(self, value: f64) -> String {
        match self {
            Unit::Share => format!("{:.2} percentage points", value * 100.0),
            Unit::Amount => format!("{value:.4}"),
        }
    }
}

/// The tooltip of a number.
pub struct Explanation<'a> {
    /// The name of the number.
    pub title: &'a str,
    /// The distribution over histories.
    pub statistics: &'a Statistics,
    /// The unit of the number.
    pub unit: Unit,
    /// The meaning of the number, in a sentence.
    pub meaning: &'a str,
}

/// Shows the explanation while the number is hovered or focused.
pub fn on(response: Response, explanation: &Explanation<'_>) -> Response {
    tip(response, |ui| explanation.show(ui))
}

/// Shows a tooltip while a widget is hovered. Skips egui's own code for the hundreds that are not.
pub fn on_hover(response: Response, contents: impl FnOnce(&mut Ui)) -> Response {
    if response.contains_pointer() { response.on_hover_ui(contents) } else { response }
}

/// Shows a tooltip while a widget is hovered or focused.
pub fn tip(response: Response, contents: impl FnOnce(&mut Ui)) -> Response {
    if response.contains_pointer() {
        return response.on_hover_ui(contents);
    }
    let is_reachable = || response.ctx.memory(|memory| memory.allows_interaction(response.layer_id));
    if response.has_focus() && is_reachable() {
        response.show_tooltip_ui(contents);
    }
    response
}

/// Shows a text of a greatest width in points as the tooltip while a widget is hovered or focused.
pub fn text_tip(response: Response, width: f32, text: impl Into<String>) -> Response {
    tip(response, |ui| {
        ui.set_max_width(width);
        ui.label(ui.theme().text(text));
    })
}

/// The heading of a column with its meaning as a tooltip.
#[derive(Clone, Copy)]
pub struct Heading<'a> {
    /// The heading.
    pub word: &'a str,
    /// The meaning of the numbers below it, in a sentence or two.
    pub meaning: &'a str,
}

impl Heading<'_> {
    /// Paints the heading at a point, aligned to it.
    pub fn show(self, ui: &mut Ui, at: Pos2, align: Align2) {
        let theme = ui.theme();
        let place = ui.painter().text(at, align, self.word, theme.note_font(), theme.colors.ink_2);
        let id = ui.make_persistent_id(("head", self.word));
        let response = ui.interact(place.expand(2.0), id, Sense::hover());
        paint::described(&response, || self.word);
        text_tip(response, 300.0, self.meaning);
    }
}

impl Explanation<'_> {
    /// Shows the exact value, its distribution and its meaning, below its name.
    pub fn show(&self, ui: &mut Ui) {
        let theme = ui.theme();
        let Explanation { title, statistics, unit, meaning } = self;
        ui.set_max_width(320.0);
        ui.label(theme.semibold(*title));
        ui.label(theme.text(format!("Mean {} ± {}", unit.exact(statistics.mean), unit.error(statistics.se))));
        ui.label(theme.note("± is the Monte Carlo standard error: how far chance alone moves this number."));
        quantiles(ui, statistics, *unit);
        ui.label(theme.note(*meaning));
    }
}

fn quantiles(ui: &mut Ui, statistics: &Statistics, unit: Unit) {
    let theme = ui.theme();
    let note = |text: String| -> RichText { theme.note(text) };
    Grid::new("quantiles").num_columns(5).spacing([12.0, 2.0]).show(ui, |ui| {
        for probability in crate::engine::QUANTILES {
            ui.label(note(if probability == 0.5 {
                "median".into()
            } else {
                number_format::percent(probability)
            }));
        }
        ui.end_row();
        for value in statistics.quantiles {
            ui.label(theme.text(unit.exact(value)));
        }
        ui.end_row();
    });
}

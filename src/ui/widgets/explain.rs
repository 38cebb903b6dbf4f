//! What a number means: its exact value, how sure it is, its distribution, and a sentence.

use super::paint;
use crate::analysis::number_format;
use crate::engine::Statistics;
use crate::ui::theme::Themed;
use egui::{Align2, Grid, Pos2, Response, RichText, Sense, Ui};

/// How a statistic is written.
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

/// A number to be explained.
pub struct Explained<'a> {
    /// What it is.
    pub title: &'a str,
    /// Its distribution over the histories.
    pub statistics: &'a Statistics,
    /// How it is written.
    pub unit: Unit,
    /// What it means, in a sentence.
    pub meaning: &'a str,
}

/// Shows the explanation while the pointer or the keyboard is on the number.
pub fn on(response: Response, explained: &Explained<'_>) -> Response {
    tip(response, |ui| contents(ui, explained))
}

/// Shows the explanation, and below it whatever else there is to say.
pub fn on_with(response: Response, explained: &Explained<'_>, more: impl FnOnce(&mut Ui)) -> Response {
    tip(response, |ui| {
        contents(ui, explained);
        more(ui);
    })
}

/// Shows anything while the pointer or the keyboard is on a widget.
pub fn tip(response: Response, contents: impl FnOnce(&mut Ui)) -> Response {
    let reachable = response.ctx.memory(|memory| memory.allows_interaction(response.layer_id));
    if reachable && response.has_focus() && !response.contains_pointer() {
        response.show_tooltip_ui(contents);
        return response;
    }
    // A table has hundreds of these, and the pointer is on one.
    if !response.contains_pointer() {
        return response;
    }
    response.on_hover_ui(contents)
}

/// The head of a column: a word that says what it means to whoever rests on it.
pub fn head(ui: &mut Ui, at: Pos2, align: Align2, word: &str, meaning: &str) {
    let theme = ui.theme();
    let place = ui.painter().text(at, align, word, theme.note_font(), theme.colors.ink_2);
    let id = ui.make_persistent_id(("head", word));
    let head = ui.interact(place.expand(2.0), id, Sense::hover());
    paint::described(&head, || word);
    tip(head, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.text(meaning));
    });
}

fn contents(ui: &mut Ui, explained: &Explained<'_>) {
    let theme = ui.theme();
    let Explained { title, statistics, unit, meaning } = explained;
    ui.set_max_width(320.0);
    ui.label(theme.semibold(*title));
    ui.label(theme.text(format!("Mean {} ± {}", unit.exact(statistics.mean), unit.error(statistics.se))));
    ui.label(theme.note("± is the Monte Carlo standard error: how far chance alone moves this number."));
    quantiles(ui, statistics, *unit);
    ui.label(theme.note(*meaning));
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

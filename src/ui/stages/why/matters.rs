//! What the views of the sensitivity analysis share: which of them is shown, the result that is asked about, and
//! rows of numbers that open to a note.

use crate::analysis::measure::Measure;
use crate::analysis::number_format::{self, short, thousands};
use crate::analysis::sensitivity::sobol::Source;
use crate::analysis::sensitivity::switching_values::{SwitchingValue, SwitchingValues};
use crate::scenario::{Input, PlanId, Scenario};
use crate::ui::phrases::capitalised;
use crate::ui::stages::choosers;
use crate::ui::stages::setting::quantity;
use crate::ui::theme::{Theme, Themed};
use crate::ui::{Commands, Query, Scene, Stage, ViewCommand};
use egui::{Button, Color32, Frame, Label, Margin, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// The views of what matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Each number alone, from end to end of its range, and where it turns the advice.
    #[default]
    Tornado,
    /// Each number alone and with all others: Sobol’ indices.
    Interactions,
    /// What it would be worth to know each number.
    Worth,
    /// Which plan is best for each pair of values of two numbers.
    TwoNumbers,
}

impl View {
    /// All of them.
    pub const ALL: [View; 4] = [View::Tornado, View::Interactions, View::Worth, View::TwoNumbers];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            View::Tornado => "Tornado",
            View::Interactions => "Interactions",
            View::Worth => "Worth knowing",
            View::TwoNumbers => "Two numbers",
        }
    }

    /// What it answers.
    pub fn explains(self) -> &'static str {
        match self {
            View::Tornado => "How far each number alone moves a result, and where it turns the advice.",
            View::Interactions => "Which numbers make a result uncertain, alone and together with others.",
            View::Worth => "What it would be worth to know a number before deciding.",
            View::TwoNumbers => {
                "Which plan is best where two numbers differ from what they are thought to be."
            }
        }
    }
}

/// What the view remembers between frames; nothing of it belongs to the document.
#[derive(Debug, Default)]
pub struct State {
    /// Which of them is shown.
    pub view: View,
    /// The result; the total until somebody chooses.
    pub measure: Option<Measure>,
    /// The number whose note is open.
    pub open: Option<Source>,
    /// Whether every row is shown, and not only the first ones.
    pub all: bool,
    /// The numbers across and up the map of two numbers, once they are chosen, by hand or by what is known of
    /// them.
    pub pair: Option<[Input; 2]>,
    /// The field of that map that the arrow keys have come to.
    pub field: Option<usize>,
}

/// A sentence where something will be, and the way there.
pub fn empty(ui: &mut Ui, says: &str, stage: Stage, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(8.0);
    ui.add(Label::new(theme.quiet(says)).wrap());
    if ui.button(theme.text(format!("Go to {}", stage.name()))).clicked() {
        commands.send(ViewCommand::GoTo(stage));
    }
}

/// The numbers that have a range.
pub fn uncertain(scenario: &Scenario) -> impl Iterator<Item = Input> {
    let is_range = |input: &Input| scenario.figure(input).is_some_and(|figure| figure.is_range());
    scenario.inputs().into_iter().filter(is_range)
}

/// The result that is asked about: of a willingness, in the month under the slider.
pub fn measure(scene: &Scene<'_>, state: &State) -> Measure {
    let month = scene.month;
    let now = state.measure.clone().map_or(Measure::TOTAL, |chosen| chosen.in_month(month));
    if Measure::all(scene.scenario, month).contains(&now) { now } else { Measure::TOTAL }
}

/// A heading that ends in the result, to be chosen.
pub fn of_result(ui: &mut Ui, scene: &Scene<'_>, state: &mut State, heading: &str) {
    let theme = ui.theme();
    let mut chosen = measure(scene, state);
    ui.horizontal(|ui| {
        ui.label(theme.heading(heading));
        let width = ui.available_width();
        choosers::result(ui, scene, "Result", width, &mut chosen)
            .on_hover_text("Which result to ask about; willingness is that in the month under the slider.");
    });
    state.measure = Some(chosen);
}

/// A sentence that says what is shown.
pub fn sentence(ui: &mut Ui, says: impl Into<String>) {
    let says = ui.theme().note(says);
    ui.add(Label::new(says).wrap());
}

/// What stands behind an answer.
pub fn basis(query: &Query) -> String {
    format!("In {} histories, with the same luck", thousands(query.histories()))
}

/// A result as it is written.
pub fn written(measure: &Measure, value: f64) -> String {
    if measure.is_share() { number_format::exact_percent(value) } else { number_format::amount(value) }
}

/// A difference of a result, with its error.
pub fn difference(measure: &Measure, mean: f64, se: f64) -> String {
    let sign = if mean > 0.0 { "+" } else { "" };
    match measure.is_share() {
        true => format!(
            "{sign}{} ± {} points",
            number_format::fixed(100.0 * mean, 1),
            number_format::fixed(100.0 * se, 1)
        ),
        false => format!("{sign}{} ± {}", number_format::fixed(mean, 3), number_format::fixed(se, 3)),
    }
}

/// How many rows are shown until somebody asks for all: those that matter stand first.
pub const FIRST_ROWS: usize = 12;

/// A place for a row that opens by click or Enter; `says` is what stands in it.
pub fn row(ui: &mut Ui, height: f32, says: &str, open: bool) -> (Rect, Response) {
    let theme = ui.theme();
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, says));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let fill = row_fill(theme, &response, open);
    ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, fill);
    (place, response)
}

/// What stands behind a row.
pub fn row_fill(theme: &Theme, response: &Response, open: bool) -> Color32 {
    if response.hovered() || open { theme.colors.sunk } else { theme.colors.panel }
}

/// How many rows are shown.
pub fn rows_shown(count: usize, all: bool) -> usize {
    if all || count <= FIRST_ROWS + 1 { count } else { FIRST_ROWS }
}

/// The button that shows the other rows, where there are any.
pub fn toggle_rows(ui: &mut Ui, count: usize, all: &mut bool) {
    let theme = ui.theme();
    if count <= FIRST_ROWS + 1 {
        return;
    }
    let text = if *all { format!("Show the first {FIRST_ROWS}") } else { format!("Show all {count}") };
    if ui.add(Button::new(theme.note(text).color(theme.colors.ink))).clicked() {
        *all = !*all;
    }
}

/// Shows the note of a number, and below it what else there is to say.
pub fn number_note(ui: &mut Ui, scene: &Scene<'_>, input: &Input, more: &[String]) {
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
            true => format!(" ± {}", place_within(of, flip.se)),
            false => " (the plans hardly part there, so the place is not sure)".to_owned(),
        };
        let (at, from, to) = (place_within(of, flip.value), name(&flip.from), name(&flip.to));
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
pub fn place_within(of: &SwitchingValues, value: f64) -> String {
    number_format::fixed(value, number_format::decimals_within(of.ends[0], of.ends[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_row_is_not_hidden_behind_a_button() {
        assert_eq!([5, 13, 14].map(|count| rows_shown(count, false)), [5, 13, 12]);
        assert_eq!(rows_shown(14, true), 14);
    }
}

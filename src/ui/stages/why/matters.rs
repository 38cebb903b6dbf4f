//! What matters: which uncertain numbers move a result, which act together, which would be worth
//! knowing, and which plan is best for two of them at once.

use crate::analysis::measure::Measure;
use crate::analysis::number_format;
use crate::analysis::number_format::thousands;
use crate::analysis::sensitivity::sobol::Source;
use crate::scenario::{Input, Scenario};
use crate::ui::stages::results;
use crate::ui::theme::Themed;
use crate::ui::{Commands, Query, Scene, Stage, ViewCommand};
use egui::{Label, Ui};

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
        results::choose(ui, scene, "Result", width, &mut chosen)
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

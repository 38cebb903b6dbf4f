//! What matters: which uncertain numbers move a result, which act together, which would be worth
//! knowing, and which plan is best for two of them at once.

mod about;
mod effects;
mod map;
mod rows;
mod tornado;
mod worth;

use crate::analysis::measure::Measure;
use crate::analysis::sensitivity::sobol::Source;
use crate::scenario::{Input, Scenario};
use crate::ui::chrome::status_bar::thousands;
use crate::ui::stages::results;
use crate::ui::widgets::number;
use crate::ui::widgets::segmented::{self, Segment};
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
    measure: Option<Measure>,
    /// Whose note is open.
    open: Option<Source>,
    /// Whether every row is shown, and not only the first ones.
    all: bool,
    map: map::State,
}

/// Shows them.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut State, commands: &mut Commands) {
    let segments = View::ALL.map(|view| Segment::new(view, view.name(), view.explains()));
    let width = Some(ui.available_width());
    if let Some(view) = segmented::show(ui, "View", &segments, &state.view, width).chosen {
        state.view = view;
    }
    ui.add_space(4.0);
    if uncertain(scene.scenario).next().is_none() {
        return empty(
            ui,
            scene,
            commands,
            (
                "No number has a range, so there is nothing to move. Give numbers a low and a high end in Setting.",
                Stage::Setting,
            ),
        );
    }
    match state.view {
        View::Tornado => tornado::show(ui, scene, state, commands),
        View::Interactions => effects::show(ui, scene, state, commands),
        View::Worth => worth::show(ui, scene, state, commands),
        View::TwoNumbers => map::show(ui, scene, state, commands),
    }
}

/// A sentence where something will be, and the way there.
fn empty(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, (says, stage): (&str, Stage)) {
    ui.add_space(8.0);
    ui.add(Label::new(scene.theme.quiet(says)).wrap());
    if ui.button(scene.theme.text(format!("Go to {}", stage.name()))).clicked() {
        commands.send(ViewCommand::GoTo(stage));
    }
}

/// The numbers that have a range.
fn uncertain(scenario: &Scenario) -> impl Iterator<Item = Input> {
    let is_range = |input: &Input| scenario.figure(input).is_some_and(|figure| figure.is_range());
    scenario.inputs().into_iter().filter(is_range)
}

/// The result that is asked about: of a willingness, in the month under the slider.
fn measure(scene: &Scene<'_>, state: &State) -> Measure {
    let month = scene.month;
    let now = state.measure.clone().map_or(Measure::TOTAL, |chosen| chosen.in_month(month));
    if Measure::all(scene.scenario, month).contains(&now) { now } else { Measure::TOTAL }
}

/// A heading that ends in the result, to be chosen.
fn of_result(ui: &mut Ui, scene: &Scene<'_>, state: &mut State, heading: &str) {
    let theme = scene.theme;
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
fn sentence(ui: &mut Ui, scene: &Scene<'_>, says: impl Into<String>) {
    ui.add(Label::new(scene.theme.note(says)).wrap());
}

/// What stands behind an answer.
fn basis(query: &Query) -> String {
    format!("In {} histories, with the same luck", thousands(query.histories()))
}

/// A result as it is written.
fn written(measure: &Measure, value: f64) -> String {
    if measure.is_share() { number::exact_percent(value) } else { number::amount(value) }
}

/// A difference of a result, with its error.
fn difference(measure: &Measure, mean: f64, se: f64) -> String {
    let sign = if mean > 0.0 { "+" } else { "" };
    match measure.is_share() {
        true => format!("{sign}{} ± {} points", number::fixed(100.0 * mean, 1), number::fixed(100.0 * se, 1)),
        false => format!("{sign}{} ± {}", number::fixed(mean, 3), number::fixed(se, 3)),
    }
}

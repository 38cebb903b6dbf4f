//! The comparison of choices: plans beside each other, every choice at a glance, a better plan
//! within limits, the smallest repair, and what preparing and asking first are worth.
//!
//! The panel on the right asks one of these questions at a time; the strip below the map shows every
//! choice that home has.

mod asking;
pub mod better_plan;
pub mod choices;
mod choices_plot;
pub mod side_by_side;
mod smallest_repair;

use super::planner::HoveredPlan;
use crate::analysis::frontier::usual_axes;
use crate::analysis::measure::Measure;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::widgets::right_group::right_group;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Commands, PlayCommand, Query, Scene};
use egui::{Frame, Margin, Ui, UiBuilder, vec2};

/// A question of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Question {
    #[default]
    SideBySide,
    BetterPlan,
    SmallestRepair,
    Asking,
}

const QUESTIONS: [Segment<'static, Question>; 4] = [
    Segment {
        value: Question::SideBySide,
        text: "Side by side",
        explains: "The named plans in columns, with the same luck.",
    },
    Segment {
        value: Question::BetterPlan,
        text: "Better plan",
        explains: "The best of all choices within limits that you set.",
    },
    Segment {
        value: Question::SmallestRepair,
        text: "Smallest repair",
        explains: "The least change that keeps a partner above a line.",
    },
    Segment {
        value: Question::Asking,
        text: "Asking first",
        explains: "What preparing and asking the originator first are worth.",
    },
];

/// The state of the stage between frames; none of it belongs to the document.
#[derive(Debug)]
pub struct CompareState {
    question: Question,
    all_results: bool,
    axes: [Measure; 2],
    limits: better_plan::Limits,
    repair: smallest_repair::Aim,
    choices: choices::ChoicesState,
    hovered: HoveredPlan,
}

impl Default for CompareState {
    fn default() -> Self {
        CompareState {
            question: Question::default(),
            all_results: false,
            axes: usual_axes(0),
            limits: better_plan::Limits::default(),
            repair: smallest_repair::Aim::default(),
            choices: choices::ChoicesState::default(),
            hovered: HoveredPlan::default(),
        }
    }
}

impl CompareState {
    /// Shows the choices as a table, or as a plot again.
    pub fn toggle_table(&mut self) {
        self.choices.toggle_table();
    }

    /// The two results in which choices are looked at, in the month that is shown.
    fn axes(&self, scene: &Scene<'_>) -> [Measure; 2] {
        let last = scene.scenario.horizon_months;
        self.axes.clone().map(|measure| match measure {
            // Of no partner none is the least willing.
            Measure::Lowest { .. } | Measure::Willingness { .. } | Measure::WillingnessChange { .. }
                if scene.scenario.partnerships.is_empty() =>
            {
                Measure::SOURCE_LOST
            }
            // A partner may have gone since it was chosen.
            Measure::Willingness { ref partner, material, .. }
            | Measure::WillingnessChange { ref partner, material, .. }
                if !scene.scenario.partnerships.contains(partner) =>
            {
                Measure::Lowest { material, month: scene.month.min(last) }
            }
            measure => measure.in_month(scene.month.min(last)),
        })
    }
}

/// The question for every choice.
fn all_choices(scene: &Scene<'_>, state: &CompareState) -> Query {
    Query::Frontier(state.axes(scene))
}

/// The questions.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let margin = Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: GRID as i8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        let asked =
            segmented::Segmented { name: "Ask", segments: &QUESTIONS, width: None }.show(ui, &state.question);
        state.question = asked.chosen.unwrap_or(state.question);
        if scene.supposes_learning {
            // What is supposed is supposed of the shown plan; under another there may be nothing to learn.
            ui.label(ui.theme().note("Plans are compared over all histories, whether it learns or not."));
        }
        match state.question {
            Question::SideBySide => side_by_side::show(ui, scene, &mut state.all_results, commands),
            Question::BetterPlan => better_plan::show(ui, scene, state, commands),
            Question::SmallestRepair => smallest_repair::show(ui, scene, state, commands),
            Question::Asking => asking::show(ui, scene, commands),
        }
    });
}

/// The heading of a question whose answer is of a month, with that month at its end.
fn heading_with_month(ui: &mut Ui, scene: &Scene<'_>, text: &str, commands: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(ui.theme().heading(text));
        right_group(ui, "month", |ui| month(ui, scene, commands));
    });
}

/// The month of the results, with steps back and forth.
fn month(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let (month, last) = (scene.month, scene.scenario.horizon_months);
    ui.spacing_mut().item_spacing.x = 0.0;
    let steps = [
        (Icon::StepBack, "Month before", month.checked_sub(1)),
        (Icon::Step, "Next month", (month < last).then_some(month + 1)),
    ];
    ui.label(ui.theme().semibold(format!("Month {month}")));
    for (icon, name, step) in steps {
        ui.add_enabled_ui(step.is_some(), |ui| {
            if icons::button(ui, icon, name).clicked() {
                step.into_iter().for_each(|month| commands.send(PlayCommand::ShowMonth(month)));
            }
        });
    }
}

/// Every choice.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let inner = ui.available_rect_before_wrap().shrink2(vec2(MARGIN, GRID));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        choices::show(ui, scene, state, commands);
    });
}

/// Previews the choice under the pointer, once panel and strip are drawn: it can be in either.
pub fn send_hovered(state: &mut CompareState, commands: &mut Commands) {
    state.hovered.send(commands);
}

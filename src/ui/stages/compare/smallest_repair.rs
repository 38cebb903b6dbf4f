//! The smallest repair: the least change that keeps a partner above a line, or brings it back by a month.

use super::CompareState;
use super::choices;
use crate::analysis::number_format::{self, PercentChange};
use crate::analysis::repair::{Goal, MOST_CHANGES, RepairResult, USUAL_MONTH};
use crate::scenario::{ActorId, Material, Plan};
use crate::ui::phrases::capitalised;
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::choosers::{self, PartnerChooser};
use crate::ui::theme::Themed;
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::table_menu;
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Frame, Label, Response, Ui, vec2};

/// The willingness that is to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    partner: Option<ActorId>,
    material: Material,
    /// The line that the user gave; without one, it is what saying nothing gives.
    above: Option<f64>,
    by: Option<u32>,
}

impl Default for Aim {
    fn default() -> Self {
        Aim { partner: None, material: Material::SourcesAndMethods, above: None, by: None }
    }
}

/// What a partner would share in a month if nothing were said, rounded down to a whole per cent: a line that a repair
/// can reach. `None` until it is projected.
fn unsaid(scene: &Scene<'_>, partner: &ActorId, material: Material, month: u32) -> Option<f64> {
    let course = scene.shown?.projection.partner(partner)?;
    Some(Goal::reachable(*course.mean(month as usize)?.withheld.of(material)))
}

const MATERIALS: [Segment<'static, Material>; 2] = [
    Segment { value: Material::Content, text: "Content", explains: "What it knows." },
    Segment { value: Material::SourcesAndMethods, text: "Sources and methods", explains: "How it knows." },
];

/// Shows the aim, and the least change that reaches it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.heading("The smallest repair"));
    let Some(partner) = choosers::looked_at(scene.scenario, scene.selection, state.repair.partner.as_ref())
    else {
        ui.label(theme.quiet("Nobody shares with home yet. Add a partner in Setting."));
        return;
    };
    let note = format!(
        "The fewest and slightest changes to “{}”, of levels, cover, preparation, permission and repairs, that \
         keep a partner’s mean willingness above a line in a month.",
        scene.plan.name
    );
    ui.add(Label::new(theme.note(note)).wrap());
    ui.add_space(2.0);
    let Some(goal) = AimControls { aim: &mut state.repair, partner }.show(ui, scene, commands) else {
        return;
    };
    let query = Query::Repair(goal.clone());
    let basis = format!(
        "Up to {MOST_CHANGES} changes together; the answer in {}",
        number_format::counted(query.histories(), "history")
    );
    let found =
        AnswerLine { query: &query, basis: &basis, table: Some(TableId::Repair) }.show(ui, scene, commands);
    let Some(Answer::Repair(found)) = found else { return };
    let shown = ui.scope(|ui| result(ui, scene, &goal, found));
    table_menu::over(ui, TableId::Repair, shown.response.rect, commands);
    let Some(repaired) = shown.inner else { return };
    match repaired {
        RepairedPlan { plan, chosen: true } => choices::take_up(scene, commands, plan),
        RepairedPlan { plan, chosen: false } => state.hovered.set(plan),
    }
}

/// A repaired plan that the pointer or the keyboard asks for.
struct RepairedPlan {
    plan: Plan,
    /// True if it is to be taken up, and not only previewed.
    chosen: bool,
}

/// Shows what was found, and returns the repaired plan if it is asked for.
fn result(ui: &mut Ui, scene: &Scene<'_>, goal: &Goal, found: &RepairResult) -> Option<RepairedPlan> {
    let theme = ui.theme();
    let name = scene.scenario.name(&goal.partner);
    let what = format!("{name}’s willingness to share {}", goal.material.name());
    let line = number_format::percent(goal.above);
    match found {
        RepairResult::AsItIs(mean) => {
            let has =
                format!("{what} is {} as it is, and so above the line.", number_format::percent(mean.mean));
            ui.add(Label::new(theme.text(has)).wrap());
            None
        }
        RepairResult::Nothing { as_it_is, highest, nearest, .. } => {
            let near = match &nearest[..] {
                [] => "no change raises it".to_owned(),
                nearest => format!(
                    "the nearest is {}, reached by: {}",
                    number_format::percent(*highest),
                    nearest.join("; ")
                ),
            };
            let none = format!(
                "There is none. No change of up to {MOST_CHANGES} decisions and repairs brings {what} to {line} by \
                 month {}. It is {} as it is; {near}.",
                goal.by,
                number_format::percent(as_it_is.mean)
            );
            ui.add(Label::new(theme.text(none)).wrap());
            above_start(ui, name, goal, found);
            None
        }
        RepairResult::Change { plan, changes, willingness: [before, after], .. } => {
            let shift = PercentChange::of(before.mean, after.mean);
            let to = format!("{what} in month {}: {}\u{a0}%, {}", goal.by, shift.values(), shift.directed());
            above_start(ui, name, goal, found);
            let response = change(ui, changes, &to);
            let asked = response.clicked() || response.hovered() || response.has_focus();
            let repaired = Plan { name: format!("{}, repaired", scene.plan.name), ..Plan::clone(plan) };
            asked.then(|| RepairedPlan { plan: repaired, chosen: response.clicked() })
        }
    }
}

/// Says so where the line lies above what the partner would share without the disclosure.
fn above_start(ui: &mut Ui, name: &str, goal: &Goal, found: &RepairResult) {
    let Some(start) = found.start_below(goal) else { return };
    let above = format!(
        "The line lies above what {name} would share if nothing were said, {}: it takes more than a repair.",
        number_format::percent(start.mean)
    );
    ui.add(Label::new(ui.theme().note(above)).wrap());
}

/// Shows the changes and their effect, with the button to take them up.
fn change(ui: &mut Ui, changes: &[String], effect: &str) -> Response {
    let theme = ui.theme();
    let frame = Frame::new().fill(theme.colors.sunk).inner_margin(8.0).corner_radius(4.0);
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let title = match changes.len() {
                1 => "One change is enough".to_owned(),
                n => format!("{n} changes are enough"),
            };
            ui.label(theme.semibold(title));
            for change in changes {
                ui.add(Label::new(theme.text(format!("• {}", capitalised(change)))).wrap());
            }
            ui.add(Label::new(theme.text(effect)).wrap());
            ui.add_space(4.0);
            ui.add(theme.main_action("Use as a new plan"))
                .on_hover_text("Add the changed plan, and show it; one step back takes it away again.")
        })
        .inner
}

/// The controls for partner, material, line and month.
struct AimControls<'a> {
    aim: &'a mut Aim,
    /// The partner that is looked at.
    partner: ActorId,
}

impl AimControls<'_> {
    /// Shows the controls; the goal, once its line is known.
    fn show(self, ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) -> Option<Goal> {
        let AimControls { aim, partner } = self;
        let theme = ui.theme();
        let last = scene.scenario.horizon_months;
        let mut by = aim.by.unwrap_or(USUAL_MONTH).min(last);
        ui.horizontal_wrapped(|ui| {
            PartnerChooser { name: "Partner to keep", partner: &partner, chosen: &mut aim.partner }
                .show(ui, scene, commands)
                .on_hover_text("Whose willingness to keep.");
            let asked = segmented::Segmented { name: "Keep", segments: &MATERIALS, width: None }
                .show(ui, &aim.material);
            aim.material = asked.chosen.unwrap_or(aim.material);
        });
        let usual = unsaid(scene, &partner, aim.material, by);
        let Some(mut above) = aim.above.or(usual) else {
            ui.label(theme.quiet("What saying nothing gives is being worked out."));
            return None;
        };
        ui.horizontal_wrapped(|ui| {
            let size = vec2(theme.grown(64.0), theme.control_height());
            ui.label(theme.text("at or above"));
            let field = NumberField::new("Line to keep above", 0.0..=1.0).writing(Writing::Percent);
            let line = field.size(size).show(ui, &mut above);
            if line.changed() {
                aim.above = Some(above);
            }
            line.on_hover_text("Drag, or click to type: the mean willingness that is wanted.");
            ui.label(theme.text("in month"));
            let mut month = f64::from(by);
            let field =
                NumberField::new("Month to reach it by", 0.0..=f64::from(last)).writing(Writing::Whole);
            let response = field.speed(0.1).size(size).show(ui, &mut month);
            if response.changed() {
                // A whole number within the horizon.
                by = month.round() as u32;
                aim.by = Some(by);
            }
            response.on_hover_text("Drag, or click to type: when it must hold.");
            if aim.above.is_none() {
                ui.label(theme.note("what saying nothing gives"));
            }
        });
        Some(Goal { partner, material: aim.material, above, by })
    }
}

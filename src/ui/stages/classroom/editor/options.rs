//! The options of a vote: texts, or plans of the case.

use super::choices::plan_name;
use crate::lesson::votes::letter;
use crate::scenario::{BallotOption, FEWEST_OPTIONS, MOST_OPTIONS, Scenario};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided::{self, List};
use egui::{TextEdit, Ui};

/// The width of the list of plans, in points at ordinary type.
const PLANS: f32 = 170.0;

/// Shows the options; one can be added as long as there are keys and cards for it.
pub fn show(ui: &mut Ui, scenario: &Scenario, options: &mut Vec<BallotOption>) {
    let theme = ui.theme();
    let mut gone = None;
    let may_go = options.len() > FEWEST_OPTIONS;
    for (index, option) in options.iter_mut().enumerate() {
        if row(ui, scenario, Row { index, may_go }, option) {
            gone = Some(index);
        }
    }
    if let Some(gone) = gone {
        options.remove(gone);
    }
    ui.horizontal_wrapped(|ui| {
        let may_add = options.len() < MOST_OPTIONS;
        let add = ui.add_enabled(may_add, egui::Button::new(theme.text("Add an option")));
        if add.on_disabled_hover_text("There are keys and cards for six.").clicked() {
            options.push(BallotOption::default());
        }
        let is_blank = options.iter().all(BallotOption::is_blank);
        let plans = scenario.plans.len();
        if is_blank && plans >= FEWEST_OPTIONS {
            let take = ui.button(theme.text("Take the plans of the case"));
            if take.on_hover_text("An option for each plan.").clicked() {
                *options =
                    scenario.plans.keys().take(MOST_OPTIONS).cloned().map(BallotOption::plan).collect();
            }
        }
    });
}

/// The place of an option, and whether it may be removed.
struct Row {
    index: usize,
    may_go: bool,
}

/// The narrowest field for a text that stands beside what else an option has, in points at ordinary type.
const TEXT: f32 = 120.0;

/// An option; whether it is to be removed. Where there is little room, its text has a line of its own.
fn row(ui: &mut Ui, scenario: &Scenario, row: Row, option: &mut BallotOption) -> bool {
    let theme = ui.theme();
    let around = theme.grown(PLANS) + 2.0 * theme.control_height() + theme.grown(72.0) + 6.0 * GRID;
    let beside = ui.available_width() - around;
    let mut goes = false;
    if beside < theme.grown(TEXT) {
        ui.horizontal(|ui| text(ui, scenario, &row, option, f32::INFINITY));
        ui.horizontal_wrapped(|ui| goes = meaning(ui, scenario, &row, option));
    } else {
        ui.horizontal(|ui| {
            text(ui, scenario, &row, option, beside);
            goes = meaning(ui, scenario, &row, option);
        });
    }
    goes
}

/// The letter and the text of an option.
fn text(ui: &mut Ui, scenario: &Scenario, row: &Row, option: &mut BallotOption, width: f32) {
    let name = letter(row.index);
    ui.label(ui.theme().semibold(name.to_string()));
    let hint = option.plan.as_ref().map_or("what can be chosen", |plan| plan_name(scenario, plan));
    let field = TextEdit::singleline(&mut option.text).hint_text(hint);
    let field = field.desired_width(width.min(ui.available_width()));
    ui.add(field).accessible_name(format!("Option {name}"));
}

/// The plan that an option stands for, whether it is right, and the button that removes it; whether that was clicked.
fn meaning(ui: &mut Ui, scenario: &Scenario, row: &Row, option: &mut BallotOption) -> bool {
    let theme = ui.theme();
    let name = letter(row.index);
    plan(ui, scenario, &format!("Plan of option {name}"), option);
    let right = ui.checkbox(&mut option.right, theme.text("right"));
    right
        .accessible_name(format!("Option {name} is right"))
        .on_hover_text("For a question that has a right answer; a vote on plans has none.");
    let mut goes = false;
    ui.add_enabled_ui(row.may_go, |ui| {
        let remove = icons::button(ui, Icon::Close, &format!("Remove option {name}"));
        goes = remove.on_disabled_hover_text("A vote has two options at least.").clicked();
    });
    goes
}

/// The plan that an option stands for.
fn plan(ui: &mut Ui, scenario: &Scenario, name: &str, option: &mut BallotOption) {
    let theme = ui.theme();
    const NONE: &str = "no plan";
    let shown = option.plan.as_ref().map_or(NONE, |plan| plan_name(scenario, plan)).to_owned();
    let list =
        List { name, chosen: theme.note(shown).color(theme.colors.ink).into(), width: theme.grown(PLANS) };
    list.show(ui, |ui| {
        let plans = scenario.plans.keys().cloned().map(Some);
        for offered in std::iter::once(None).chain(plans) {
            let text = offered.as_ref().map_or(NONE, |plan| plan_name(scenario, plan)).to_owned();
            if elided::option(ui, option.plan == offered, text).clicked() {
                option.plan = offered;
                ui.close();
            }
        }
    });
}

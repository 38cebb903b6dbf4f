//! The value of information: what it would be worth to know a number before deciding.

use super::matters;
use crate::analysis::measure::Mean;
use crate::analysis::number_format;
use crate::analysis::sensitivity::sobol::VarianceSource;
use crate::analysis::sensitivity::value_of_information::ValueOfInformation;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::plots::axis::{Axis, Values};
use crate::ui::plots::sensitivity::{Column, Estimate, EstimateRow, Estimates, WIDE, estimate_height};
use crate::ui::stages::answer::AnswerLine;
use crate::ui::theme::Themed;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, Stage, TableId};
use egui::{Label, Ui};

/// The meaning of the values, and the method of estimating them.
const METHOD: &str = "Expected value of perfect information, in units of the total: how much better the best plan would do if the number were known first. Smoothed as in M. Strong and others, Medical Decision Making 34 (2014). ± is the standard error.";

/// The least worth that is told apart from nothing, in units of the total.
const LEAST: f64 = 0.0001;

/// Shows the bars.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.heading("What would be worth knowing first"));
    if scene.scenario.plans.len() < matters::CHOICE {
        return matters::empty(
            ui,
            "With one plan there is nothing to decide. Add another in Decision.",
            Stage::Decision,
            commands,
        );
    }
    matters::sentence(
        ui,
        "What each number would add to the mean total if it were known before one of the named plans is chosen. Nothing, where the same plan is best whatever the number is.",
    );
    matters::choice_comes_first(ui, scene);
    // The table that is taken out begins with the bars.
    scene.find(&Query::Tornado(matters::measure(scene, state)), commands);
    let query = Query::ValueOfInformation;
    let shown = ui.scope(|ui| {
        let found = AnswerLine {
            query: &query,
            basis: &matters::basis(scene, &query),
            table: Some(TableId::Numbers),
        }
        .show(ui, scene, commands);
        if let Some(Answer::ValueOfInformation(information)) = found {
            bars(ui, scene, state, information);
        }
    });
    let menu = PictureMenu { subject: PictureSubject::ValueOfInformation, table: Some(TableId::Numbers) };
    menu.over(ui, shown.response.rect, commands);
}

/// The bars, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, information: &ValueOfInformation) {
    bars(ui, scene, &mut matters::MattersState::default(), information);
}

fn bars(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, information: &ValueOfInformation) {
    let theme = ui.theme();
    let best = format!("Without knowing more, “{}” is best.", scene.scenario.plan_name(&information.best));
    ui.add(Label::new(theme.semibold(best)).truncate());
    let columns = [Column { title: "worth", fill: theme.colors.content, width: WIDE }];
    let all = [&information.all_numbers, &information.everything];
    let means = information.numbers.iter().map(|(_, worth)| worth).chain(all);
    let axis = Axis::holding(means.map(|worth| worth.mean + worth.se).chain([0.0]), Values::Amounts);
    let place = matters::estimates_head(ui, METHOD);
    let mut drawn = Estimates::begin(ui, place, axis, &columns);
    let count = information.numbers.len();
    for (input, worth) in information.numbers.iter().take(matters::rows_shown(count, state.all)) {
        let name = scene.scenario.input_name(input);
        let source = VarianceSource::Number(input.clone());
        let open = state.open.as_ref() == Some(&source);
        if row(ui, &mut drawn, &Shown { name: &name, worth, open, explains: "" }) {
            state.open = if open { None } else { Some(source) };
        }
        if open {
            drawn.draw(ui);
            matters::number_note(
                ui,
                scene,
                input,
                &[format!("Knowing it first would be worth {}.", exact(worth))],
            );
        }
    }
    drawn.draw(ui);
    ui.add_space(4.0);
    matters::toggle_rows(ui, count, &mut state.all);
    ui.add_space(4.0);
    paint::hairline(ui);
    let all = [
        (
            "all numbers together",
            &information.all_numbers,
            "Every number, but not how chance falls. The estimate errs on the low side.",
        ),
        (
            "how chance falls as well",
            &information.everything,
            "Who would talk, who would look: no knowledge can be worth more.",
        ),
    ];
    for (name, worth, explains) in all {
        row(ui, &mut drawn, &Shown { name, worth, open: false, explains });
    }
    drawn.draw(ui);
}

/// A row with all that it says.
struct Shown<'a> {
    name: &'a str,
    worth: &'a Mean,
    open: bool,
    /// An explanation beside the method; may be empty. With one, the name stands out.
    explains: &'a str,
}

/// A row; whether it was clicked.
fn row(ui: &mut Ui, drawn: &mut Estimates<'_>, shown: &Shown<'_>) -> bool {
    let theme = ui.theme();
    let Shown { name, worth, open, explains } = *shown;
    let says = format!("{name}: worth {}", exact(worth));
    let (place, response) = matters::row(ui, estimate_height(ui, name), &says, open);
    let bars = [Estimate { value: worth.mean, within: worth.se, written: exact(worth) }];
    drawn.row(ui, place, &EstimateRow { name, bars: &bars, strong: !explains.is_empty() });
    let clicked = response.clicked();
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.semibold(&says));
        ui.label(theme.note(if explains.is_empty() { METHOD } else { explains }));
    });
    clicked
}

fn exact(worth: &Mean) -> String {
    match (worth.mean, worth.se) {
        (0.0, 0.0) => "0".to_owned(),
        (mean, se) if mean < LEAST && se < LEAST => format!("< {LEAST}"),
        (mean, se) => number_format::with_error(mean, se, 4),
    }
}

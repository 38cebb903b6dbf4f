//! What it would be worth to know a number before deciding.

use super::{about, rows};
use crate::analysis::mean::Mean;
use crate::analysis::sensitivity::sobol::Source;
use crate::analysis::sensitivity::value_of_information::ValueOfInformation;
use crate::ui::plots::estimate::{self as plot, Bar, Column, Row, WIDE};
use crate::ui::plots::scale::{Scale, Written};
use crate::ui::plots::tornado::row_height;
use crate::ui::stages::answer;
use crate::ui::widgets::{explain, number, paint};
use crate::ui::{Answer, Commands, Query, Scene, Stage, TableId};
use egui::{Label, Sense, Ui, vec2};

/// What the values are, and how they are estimated.
const METHOD: &str = "Expected value of perfect information, in units of the total: how much better the best plan would do if the number were known first. Smoothed as in M. Strong and others, Medical Decision Making 34 (2014). ± is the standard error.";
/// Fewer than this, and there is nothing to choose from.
pub const CHOICE: usize = 2;

/// What is worth less is not told apart from nothing.
const LEAST: f64 = 0.0001;

/// Shows the bars.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut super::State, commands: &mut Commands) {
    let theme = scene.theme;
    ui.label(theme.heading("What would be worth knowing first"));
    if scene.scenario.plans.len() < CHOICE {
        return super::empty(
            ui,
            scene,
            commands,
            ("With one plan there is nothing to decide. Add another in Decision.", Stage::Decision),
        );
    }
    super::sentence(
        ui,
        scene,
        "What each number would add to the mean total if it were known before one of the named plans is chosen. Nothing, where the same plan is best whatever the number is.",
    );
    // The table that is taken out begins with the bars.
    scene.find(&Query::Tornado(super::measure(scene, state)), commands);
    let query = Query::ValueOfInformation;
    ui.scope(|ui| {
        let found = answer::line(ui, scene, commands, &query, &super::basis(&query), Some(TableId::Numbers));
        if let Some(Answer::ValueOfInformation(information)) = found {
            bars(ui, scene, state, information);
        }
    });
}

fn bars(ui: &mut Ui, scene: &Scene<'_>, state: &mut super::State, information: &ValueOfInformation) {
    let theme = scene.theme;
    let best = format!("Without knowing more, “{}” is best.", scene.scenario.plan_name(&information.best));
    ui.add(Label::new(theme.semibold(best)).truncate());
    let columns = [Column { title: "worth", fill: theme.colors.content }];
    let all = [&information.all_numbers, &information.everything];
    let means = information.numbers.iter().map(|(_, worth)| worth).chain(all);
    let scale = Scale::holding(means.map(|worth| worth.mean + worth.se).chain([0.0]), Written::Plain);
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), paint::note_line(theme) + 4.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    plot::head(ui, theme, place, &scale, &columns, WIDE);
    paint::described(&response, || METHOD);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.note(METHOD));
    });
    let count = information.numbers.len();
    for (input, worth) in information.numbers.iter().take(rows::shown(count, state.all)) {
        let name = scene.scenario.input_name(input);
        let source = Source::Number(input.clone());
        let open = state.open.as_ref() == Some(&source);
        if row(ui, scene, (&scale, &columns), (&name, worth), (open, "")) {
            state.open = if open { None } else { Some(source) };
        }
        if open {
            about::number(ui, scene, input, &[format!("Knowing it first would be worth {}.", exact(worth))]);
        }
    }
    ui.add_space(4.0);
    rows::toggle(ui, theme, count, &mut state.all);
    ui.add_space(4.0);
    paint::hairline(ui);
    let together = "Every number, but not how chance falls. It errs on the low side.";
    row(ui, scene, (&scale, &columns), ("all numbers together", &information.all_numbers), (false, together));
    let everything = "Who would talk, who would look: no knowledge can be worth more.";
    row(
        ui,
        scene,
        (&scale, &columns),
        ("how chance falls as well", &information.everything),
        (false, everything),
    );
}

/// A row; whether it was clicked.
fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (scale, columns): (&Scale, &[Column]),
    (name, worth): (&str, &Mean),
    (open, explains): (bool, &str),
) -> bool {
    let theme = scene.theme;
    let says = format!("{name}: worth {}", exact(worth));
    let (place, response) = rows::row(ui, theme, row_height(theme), &says, open);
    let bars = [Bar { value: worth.mean, within: worth.se, written: exact(worth) }];
    let shown = Row { name, bars: &bars, strong: !explains.is_empty() };
    plot::row(ui, theme, place, scale, (columns, WIDE), &shown);
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
        (mean, se) => format!("{} ± {}", number::fixed(mean, 4), number::fixed(se, 4)),
    }
}

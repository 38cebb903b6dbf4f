//! Which numbers make a result uncertain, alone and together with others.

use super::{about, rows};
use crate::analysis::sensitivity::sobol::{Estimate, Indices, Source, TotalEffects};
use crate::ui::plots::estimate::{self as plot, Bar, Column, NARROW, Row};
use crate::ui::plots::scale::{Scale, Written};
use crate::ui::plots::tornado::row_height;
use crate::ui::stages::answer;
use crate::ui::theme::Theme;
use crate::ui::widgets::{explain, number, paint};
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Sense, Ui, vec2};

/// Where the way of estimating comes from.
const METHOD: &str = "Sobol’ indices, estimated as in A. Saltelli and others, Computer Physics Communications 181 (2010), 259–270. Whiskers hold the index in 19 of 20 cases.";

/// Shows the bars.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut super::State, commands: &mut Commands) {
    super::of_result(ui, scene, state, "The spread of");
    let measure = super::measure(scene, state);
    super::sentence(
        ui,
        scene,
        format!(
            "The share of the variance of “{}” under “{}” that comes from each number. With others much longer than alone: it acts together with others. Luck is who talks and who looks.",
            measure.name(scene.scenario),
            scene.plan.name
        ),
    );
    // The table that is taken out begins with the bars.
    scene.find(&Query::Tornado(measure.clone()), commands);
    let query = Query::TotalEffects(measure);
    ui.scope(|ui| {
        let found = answer::line(ui, scene, commands, &query, &super::basis(&query), Some(TableId::Numbers));
        if let Some(Answer::TotalEffects(effects)) = found {
            bars(ui, scene, state, effects);
        }
    });
}

fn columns(theme: &Theme) -> [Column; 2] {
    let colors = &theme.colors;
    [Column { title: "alone", fill: colors.methods }, Column { title: "with all", fill: colors.content }]
}

fn bars(ui: &mut Ui, scene: &Scene<'_>, state: &mut super::State, effects: &TotalEffects) {
    let theme = scene.theme;
    let columns = columns(theme);
    let reach = |of: &Estimate| [of.share - of.within, of.share + of.within];
    let values = effects.sources.iter().flat_map(|(_, of)| [reach(&of.first), reach(&of.total)]).flatten();
    let scale = Scale::holding(values.chain([0.0, 1.0]), Written::Percent);
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), paint::note_line(theme) + 4.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    plot::head(ui, theme, place, &scale, &columns, NARROW);
    paint::described(&response, || METHOD);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.note(METHOD));
    });
    for (source, indices) in effects.sources.iter().take(rows::shown(effects.sources.len(), state.all)) {
        row(ui, scene, state, (&scale, &columns), (source, indices));
    }
    ui.add_space(4.0);
    rows::toggle(ui, theme, effects.sources.len(), &mut state.all);
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut super::State,
    (scale, columns): (&Scale, &[Column]),
    (source, indices): (&Source, &Indices),
) {
    let theme = scene.theme;
    let name = match source {
        Source::Number(input) => scene.scenario.input_name(input),
        Source::Luck => "luck".to_owned(),
    };
    let bar = |of: &Estimate| Bar { value: of.share, within: of.within, written: number::percent(of.share) };
    let bars = [bar(&indices.first), bar(&indices.total)];
    let shares = format!("alone {}, with all others {}", exact(&indices.first), exact(&indices.total));
    let open = state.open.as_ref() == Some(source);
    let (place, response) =
        rows::row(ui, theme, row_height(theme), &format!("{name}: {shares} of the variance"), open);
    let shown = Row { name: &name, bars: &bars, strong: *source == Source::Luck };
    plot::row(ui, theme, place, scale, (columns, NARROW), &shown);
    if response.clicked() {
        state.open = if open { None } else { Some(source.clone()) };
    }
    let says = format!("Of the variance: {shares}.");
    explain::tip(response, |ui| {
        ui.set_max_width(340.0);
        ui.label(theme.semibold(&name));
        ui.label(theme.note(&says));
        ui.label(theme.note(METHOD));
    });
    match source {
        Source::Number(input) if open => about::number(ui, scene, input, &[says]),
        Source::Luck if open => about::note(ui, theme, "Luck", |ui| {
            ui.label(theme.note(
                "Who talks, who looks, who keeps a bargain: what no knowledge of the numbers can tell.",
            ));
            ui.label(theme.note(&says).color(theme.colors.ink));
        }),
        _ => {}
    }
}

fn exact(of: &Estimate) -> String {
    format!("{} ± {}", number::exact_percent(of.share), number::fixed(100.0 * of.within, 1))
}

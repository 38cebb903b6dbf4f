//! Sobol’ indices: which numbers make a result uncertain, alone and together with others.

use super::matters;
use crate::analysis::number_format;
use crate::analysis::sensitivity::sobol::{Estimate, Indices, SobolIndices, VarianceSource};
use crate::ui::picture::subject::PictureSubject;
use crate::ui::plots::axis::{Axis, Values};
use crate::ui::plots::sensitivity::{self as plot, Column, EstimateRow, Estimates, NARROW, estimate_height};
use crate::ui::stages::answer::AnswerLine;
use crate::ui::theme::Themed;
use crate::ui::widgets::explain;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::Ui;

/// The source of the method.
const METHOD: &str = "Sobol’ indices, estimated as in A. Saltelli and others, Computer Physics Communications 181 (2010), 259–270. Whiskers hold the index in 19 of 20 cases.";

/// Shows the bars.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, commands: &mut Commands) {
    matters::of_result(ui, scene, state, "The spread of");
    let measure = matters::measure(scene, state);
    matters::sentence(
        ui,
        format!(
            "The share of the variance of “{}” under “{}” that comes from each number. With others much longer than alone: it acts together with others. Luck is who talks and who looks.",
            measure.name(scene.scenario),
            scene.plan.name
        ),
    );
    // The table that is taken out begins with the bars.
    scene.find(&Query::Tornado(measure.clone()), commands);
    let query = Query::SobolIndices(measure.clone());
    let shown = ui.scope(|ui| {
        let found = AnswerLine {
            query: &query,
            basis: &matters::basis(scene, &query),
            table: Some(TableId::Numbers),
        }
        .show(ui, scene, commands);
        if let Some(Answer::SobolIndices(effects)) = found {
            bars(ui, scene, state, effects);
        }
    });
    let menu = PictureMenu { subject: PictureSubject::SobolIndices(measure), table: Some(TableId::Numbers) };
    menu.over(ui, shown.response.rect, commands);
}

fn columns(ui: &Ui) -> [Column; 2] {
    let colors = &ui.theme().colors;
    [("alone", colors.methods), ("with all", colors.content)].map(|(title, fill)| Column {
        title,
        fill,
        width: NARROW,
    })
}

/// The bars, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, effects: &SobolIndices) {
    bars(ui, scene, &mut matters::MattersState::default(), effects);
}

fn bars(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, effects: &SobolIndices) {
    let columns = columns(ui);
    let reach = |of: &Estimate| [of.share - of.within, of.share + of.within];
    let values = effects.sources.iter().flat_map(|(_, of)| [reach(&of.first), reach(&of.total)]).flatten();
    let axis = Axis::holding(values.chain([0.0, 1.0]), Values::Shares);
    let place = matters::estimates_head(ui, METHOD);
    let mut drawn = Estimates::begin(ui, place, axis, &columns);
    for (source, indices) in
        effects.sources.iter().take(matters::rows_shown(effects.sources.len(), state.all))
    {
        let open = state.open.as_ref() == Some(source);
        if row(ui, scene, &mut drawn, &SourceRow { source, indices, open }) {
            state.open = if open { None } else { Some(source.clone()) };
        }
        if open {
            drawn.draw(ui);
            note(ui, scene, source, in_words(indices));
        }
    }
    drawn.draw(ui);
    ui.add_space(4.0);
    matters::toggle_rows(ui, effects.sources.len(), &mut state.all);
}

/// A source of uncertainty with its indices.
struct SourceRow<'a> {
    source: &'a VarianceSource,
    indices: &'a Indices,
    /// True if the note of the source is open.
    open: bool,
}

/// Both indices in a sentence.
fn in_words(indices: &Indices) -> String {
    format!("Of the variance: {}.", shares(indices))
}

fn shares(indices: &Indices) -> String {
    format!("alone {}, with all others {}", exact(&indices.first), exact(&indices.total))
}

/// Shows a row, and returns true if it was clicked.
fn row(ui: &mut Ui, scene: &Scene<'_>, drawn: &mut Estimates<'_>, row: &SourceRow<'_>) -> bool {
    let theme = ui.theme();
    let SourceRow { source, indices, open } = *row;
    let name = match source {
        VarianceSource::Number(input) => scene.scenario.input_name(input),
        VarianceSource::Luck => "luck".to_owned(),
    };
    let bar = |of: &Estimate| plot::Estimate {
        value: of.share,
        within: of.within,
        written: number_format::percent(of.share),
    };
    let bars = [bar(&indices.first), bar(&indices.total)];
    let says = format!("{name}: {} of the variance", shares(indices));
    let (place, response) = matters::row(ui, estimate_height(ui, &name), &says, open);
    drawn.row(ui, place, &EstimateRow { name: &name, bars: &bars, strong: *source == VarianceSource::Luck });
    let clicked = response.clicked();
    explain::tip(response, |ui| {
        ui.set_max_width(340.0);
        ui.label(theme.semibold(&name));
        ui.label(theme.note(in_words(indices)));
        ui.label(theme.note(METHOD));
    });
    clicked
}

/// The note of a source that is open.
fn note(ui: &mut Ui, scene: &Scene<'_>, source: &VarianceSource, says: String) {
    let theme = ui.theme();
    match source {
        VarianceSource::Number(input) => matters::number_note(ui, scene, input, &[says]),
        VarianceSource::Luck => matters::note(ui, "Luck", |ui| {
            ui.label(theme.note(
                "Who talks, who looks, who keeps a bargain: what no knowledge of the numbers can tell.",
            ));
            ui.label(theme.note(&says).color(theme.colors.ink));
        }),
    }
}

fn exact(of: &Estimate) -> String {
    format!("{} ± {}", number_format::exact_percent(of.share), number_format::fixed(100.0 * of.within, 1))
}

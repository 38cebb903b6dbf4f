//! What held it: how much less a partner would share without its stakes, without institutions and with less experience
//! behind its trust, in a sentence and as bars.

use super::reasons;
use crate::analysis::mitigation::PartnerMitigation;
use crate::analysis::number_format;
use crate::analysis::study::HistorySet;
use crate::engine::months::Mitigation;
use crate::scenario::{ActorId, Material};
use crate::ui::plots::axis::{Axis, Values};
use crate::ui::plots::sensitivity::{Column, Estimate, EstimateRow, Estimates, row_height};
use crate::ui::stages::answer::AnswerLine;
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Label, Sense, Ui, vec2};

/// The question what held every partner in the month that is shown.
pub fn query(scene: &Scene<'_>) -> Query {
    Query::Mitigation { month: scene.month, over: reasons::over(scene) }
}

/// What held a partner, if that is known as things stand.
pub fn known<'a>(
    scene: &Scene<'a>,
    partner: &ActorId,
    commands: &mut Commands,
) -> Option<&'a PartnerMitigation> {
    match scene.find(&query(scene), commands) {
        Some((Answer::Mitigation(answer), true)) => answer.of(partner),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    }
}

/// Shows what held a partner. While that is being worked out, its room stays empty.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, partner: &ActorId, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("What held it"));
    let newest = match scene.find(&query(scene), commands) {
        Some((Answer::Mitigation(answer), _)) => answer.of(partner),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    };
    let name = scene.scenario.name(partner);
    ui.scope(|ui| {
        let basis = basis(scene);
        let query = query(scene);
        AnswerLine { query: &query, basis: &basis, table: Some(TableId::Mitigation) }
            .show(ui, scene, commands);
        sentence(ui, name, newest);
        bars(ui, name, newest);
    });
}

/// What held a partner, in a sentence and as bars, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, of: &PartnerMitigation) {
    let name = scene.scenario.name(&of.partner);
    ui.label(ui.theme().note(basis(scene)));
    sentence(ui, name, Some(of));
    bars(ui, name, Some(of));
}

/// The measure of all these changes; another than in the reasons, because a partner with nothing to lose shares less to
/// begin with.
const MEASURE: &str = "In per cent of what it shared before the meeting";

/// The measure, and the histories: the same as those of the reasons.
fn basis(scene: &Scene<'_>) -> String {
    match reasons::over(scene) {
        HistorySet::One(_) => format!("{MEASURE}; this history"),
        HistorySet::LearnedAtOnce => format!("{MEASURE}; learned at once"),
        HistorySet::All => format!("{MEASURE}; learned or not"),
    }
}

/// Shows the part of the relationship that held most, in a sentence. The room of the longest one is kept.
fn sentence(ui: &mut Ui, name: &str, of: Option<&PartnerMitigation>) {
    let theme = ui.theme();
    let width = ui.available_width();
    let height = |mitigation: &Mitigation| {
        let longest = format!("{} {LONGEST}{name}", mitigation.taken_away());
        ui.painter().layout(longest, theme.note_font(), theme.colors.ink, width).size().y
    };
    let height = Mitigation::ALL.iter().map(height).fold(0.0, f32::max);
    ui.allocate_ui(vec2(width, height), |ui| {
        ui.set_min_size(vec2(width, height));
        let Some(of) = of else { return };
        let says = match of.over_all.held_most(Material::Content) {
            Some(most) => of.sentence(name, most, Material::Content),
            None if stays(of) => {
                format!("{name} holds nothing back, whatever is taken away from the relationship.")
            }
            None => return,
        };
        ui.add(Label::new(ui.theme().note(says).color(ui.theme().colors.ink)).wrap());
    });
}

/// The rest of the longest sentence.
const LONGEST: &str = "would share 100\u{a0}% less content; as it is, 88\u{a0}% less. ";

/// The rows: as it is, then without each part of the relationship.
const ROWS: [Option<Mitigation>; 4] =
    [None, Some(Mitigation::Stakes), Some(Mitigation::Institutions), Some(Mitigation::Trust)];

/// The width of a column of numbers, in points at ordinary type: as wide as its title with its swatch and a gap.
const COLUMN: f32 = 68.0;

fn bars(ui: &mut Ui, name: &str, of: Option<&PartnerMitigation>) {
    let theme = ui.theme();
    ui.spacing_mut().item_spacing.y = 0.0;
    let colors = &theme.colors;
    let columns = [("content", colors.content), ("sources", colors.methods)].map(|(title, fill)| Column {
        title,
        fill,
        width: COLUMN,
    });
    let (head, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme.note_line() + 4.0), Sense::hover());
    // Where nothing falls, rows of zeros would say no more than the sentence.
    let Some(of) = of.filter(|of| !stays(of)) else {
        ui.allocate_exact_size(vec2(head.width(), ROWS.len() as f32 * row_height(ui)), Sense::hover());
        return;
    };
    let both = |without| changes(of, without);
    let axis = Axis::holding(ROWS.into_iter().flat_map(both).chain([0.0, -LEAST]), Values::Shares);
    let mut drawn = Estimates::begin(ui, head, axis, &columns);
    for without in ROWS {
        row(ui, &mut drawn, &Row { name, of, without, changes: both(without) });
    }
    drawn.draw(ui);
}

/// The changes of content, and of sources and methods, without a part of the relationship.
fn changes(of: &PartnerMitigation, without: Option<Mitigation>) -> [f64; 2] {
    Material::ALL.map(|material| match without {
        None => *of.over_all.change.of(material),
        Some(part) => of.over_all.without(part, material),
    })
}

/// Whether no row shows a change.
fn stays(of: &PartnerMitigation) -> bool {
    ROWS.into_iter().flat_map(|without| changes(of, without)).all(|change| number_format::points(change) == 0)
}

/// The least span of the axis, so that a change of next to nothing is drawn as small as it is.
const LEAST: f64 = 0.1;

/// A row with all that it says.
struct Row<'a> {
    /// The partner's name.
    name: &'a str,
    of: &'a PartnerMitigation,
    /// What is taken away; nothing in the first row.
    without: Option<Mitigation>,
    /// The changes of content, and of sources and methods.
    changes: [f64; 2],
}

/// The name of a row.
fn title(without: Option<Mitigation>) -> &'static str {
    match without {
        None => "As it is",
        Some(Mitigation::Stakes) => "Without aid, protection, trade",
        Some(Mitigation::Institutions) => "Without liaison, institutions",
        Some(Mitigation::Trust) => "With half the experience",
    }
}

fn row(ui: &mut Ui, drawn: &mut Estimates<'_>, row: &Row<'_>) {
    let Row { name, of, without, changes } = row;
    let (place, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), row_height(ui)), Sense::focusable_noninteractive());
    let title = title(*without);
    let written =
        |change: f64| number_format::in_percent(number_format::signed(number_format::points(change)));
    let [content, methods] = changes.map(written);
    paint::described(&response, || format!("{title}: content {content}, sources and methods {methods}"));
    let bars = changes.map(|value| Estimate { value, within: 0.0, written: written(value) });
    drawn.row(ui, place, &EstimateRow { name: title, bars: &bars, strong: without.is_none() });
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        let theme = ui.theme();
        match without {
            None => {
                ui.label(
                    theme.text(
                        "How far it falls with everything that it has to lose, to rely on and to trust.",
                    ),
                );
            }
            Some(part) => {
                for material in Material::ALL {
                    ui.label(theme.text(of.sentence(name, *part, material)));
                }
                ui.label(theme.note(part.explains()));
            }
        }
    });
}

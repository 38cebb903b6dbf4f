//! Every choice that home has, as dots in two results: hover to see one, click to take it up as a plan.
//! The same as a table, for keyboards and screen readers.

use super::State as Stage;
use super::choices::{self, Asked};
use super::{choices_plot as plot, choices_table as table};
use crate::analysis::frontier::space::Space;
use crate::analysis::frontier::{CONFIRMED, Frontier, Point, SCREENED};
use crate::analysis::number_format::thousands;
use crate::ui::phrases::capitalised;
use crate::ui::stages::{answer, results};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Answer, Commands, Scene, TableId, ViewCommand};
use egui::{Label, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// What the choices remember between frames.
#[derive(Debug, Default)]
pub struct State {
    /// How they are shown.
    view: View,
    plot: plot::State,
}

/// How the choices are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Plot,
    Table,
}

const VIEWS: [Segment<'static, View>; 2] = [
    Segment { value: View::Plot, text: "Plot", explains: "Every choice as a dot." },
    Segment { value: View::Table, text: "Table", explains: "The non-dominated choices as a table." },
];

impl State {
    /// Shows the choices as a table, or as a plot again.
    pub fn toggle_table(&mut self) {
        self.view = if self.view == View::Table { View::Plot } else { View::Table };
    }
}

/// How far the side with the two results and the details reaches, as a part of the strip.
const SIDE: f32 = 0.34;
const WIDEST_SIDE: f32 = 0.4;

/// Shows every choice.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut Stage, commands: &mut Commands) {
    let query = super::all_choices(scene, state);
    let basis = match scene.newest(&query).map(|found| found.finding) {
        Some(Answer::Frontier(frontier)) => basis(frontier),
        _ => "Every way into the meeting that home can choose".into(),
    };
    let found = ui
        .horizontal(|ui| {
            ui.set_height(ui.theme().control());
            ui.label(ui.theme().semibold("All choices"));
            let asked = segmented::show(ui, "Show", &VIEWS, &state.choices.view, None);
            state.choices.view = asked.chosen.unwrap_or(state.choices.view);
            answer::line(ui, scene, commands, &query, &basis, Some(TableId::Choices))
        })
        .inner;
    let area = ui.available_rect_before_wrap();
    // Large type needs a wider side for its words.
    let side = ui.theme().grown(SIDE).min(WIDEST_SIDE);
    let split = area.right() - (area.width() * side).round();
    let left = Rect::from_min_max(area.min, pos2(split - 12.0, area.bottom()));
    let right = Rect::from_min_max(pos2(split, area.top()), area.max);
    let frontier = match found {
        Some(Answer::Frontier(frontier)) if !frontier.points.is_empty() => Some(&**frontier),
        _ => None,
    };
    let named = match scene.find(&super::side_by_side::query(scene), commands) {
        Some((Answer::Comparison(comparison), true)) => Some(comparison),
        _ => None,
    };
    let looked_at = ui
        .scope_builder(UiBuilder::new().max_rect(left).id_salt("choices"), |ui| match frontier {
            Some(frontier) if state.choices.view == View::Plot => {
                let plotted = plot::Plotted { scene, frontier, limits: &state.limits.set(scene), named };
                plot::show(ui, &plotted, &mut state.choices.plot)
            }
            Some(frontier) => table::show(ui, scene, frontier),
            None => {
                ui.label(ui.theme().quiet("The first choices are being tried."));
                Asked::default()
            }
        })
        .inner;
    if let (Some(frontier), Some(point)) = (frontier, looked_at.rested) {
        choices::rest_on(scene, &mut state.hovered, &frontier.points[point].choice);
        if looked_at.taken {
            choices::adopt(scene, commands, &frontier.points[point].choice);
        }
    }
    if let Some(plan) = looked_at.plan {
        commands.send(ViewCommand::ChoosePlan(plan));
    }
    ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("side"), |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
        axes(ui, scene, state);
        ui.add_space(2.0);
        match frontier.zip(looked_at.rested) {
            Some((frontier, point)) => details(ui, scene, frontier, &frontier.points[point]),
            None => plot::key(ui, frontier, &mut state.choices.plot),
        }
    });
}

fn basis(frontier: &Frontier) -> String {
    let screened = format!("in {SCREENED} histories, what may be best in {}", thousands(CONFIRMED));
    if frontier.exact {
        return format!("All {} tried {screened}", thousands(frontier.choices as u64));
    }
    let all = u64::try_from(frontier.choices).map_or("countless".into(), thousands);
    let bound = frontier.bound.map_or(String::new(), |bound| format!("; no total can be above {bound:.2}"));
    format!("A search tried {} of {all} {screened}{bound}", thousands(frontier.points.len() as u64))
}

/// Which two results the choices are looked at in.
fn axes(ui: &mut Ui, scene: &Scene<'_>, state: &mut Stage) {
    let mut axes = state.axes(scene);
    for (index, (label, name)) in [(1, ("Up", "Result up")), (0, ("Across", "Result across"))] {
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), ui.theme().control()),
            Layout::left_to_right(egui::Align::Center),
            |ui| {
                let (start, end) = (ui.max_rect().left(), ui.max_rect().right());
                let list = start + ui.theme().grown(44.0);
                ui.label(ui.theme().note(label));
                ui.add_space((list - ui.cursor().left()).max(0.0));
                let width = end - ui.cursor().left() - 8.0;
                results::choose(ui, scene, name, width, &mut axes[index])
                    .on_hover_text("What the choices are looked at in.");
            },
        );
    }
    if axes != state.axes(scene) {
        state.axes = axes;
        state.choices.plot.at = None;
    }
}

/// A choice in words, with what it leads to.
fn details(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier, point: &Point) {
    let theme = ui.theme();
    let words = Space::of(scene.scenario).short_words(&point.choice);
    let words = capitalised(&words);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (line, width) = (theme.note_line() + 1.0, ui.available_width());
    let (place, response) = ui.allocate_exact_size(vec2(width, 3.0 * line), Sense::hover());
    let galley = paint::elided(ui, &words, theme.note_font(), theme.colors.ink, width, 3);
    ui.painter().galley(place.min, galley, theme.colors.ink);
    paint::described(&response, || words.as_str());
    // As many results as find a whole line, the two axes first.
    let lines = (ui.available_height() / line) as usize;
    for measure in frontier.measures.iter().take(lines) {
        let Some(value) = frontier.value(point, measure) else { continue };
        let text = format!("{} {}", results::value(measure, value.mean), measure.name(scene.scenario));
        ui.allocate_ui(vec2(width, line), |ui| ui.add(Label::new(theme.note(text)).truncate()));
    }
}

//! Every choice that home has, as dots in two results: hover to see one, click to take it up as a plan.
//! The same as a table, for keyboards and screen readers.

mod plot;
mod table;

pub use table::rows;

use super::State as Stage;
use crate::analysis::compare::Comparison;
use crate::analysis::frontier::space::{Choice, Space};
use crate::analysis::frontier::{CONFIRMED, Frontier, Limit, Point, SCREENED};
use crate::analysis::measure::Measure;
use crate::scenario::{Plan, PlanId};
use crate::ui::chrome::status_bar::thousands;
use crate::ui::stages::phrases::capitalised;
use crate::ui::stages::planner::HoveredPlan;
use crate::ui::stages::{answer, results};
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{AddCommand, Answer, Command, Commands, Scene, TableId, ViewCommand};
use egui::{Label, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// What the choices remember between frames.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    /// The unbeaten choice at which the keyboard is, rising in the first result.
    at: Option<usize>,
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
    Segment { value: View::Table, text: "Table", explains: "What nothing beats, as a table." },
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
            ui.set_height(scene.theme.control());
            ui.label(scene.theme.semibold("All choices"));
            let asked = segmented::show(ui, "Show", &VIEWS, &state.choices.view, None);
            state.choices.view = asked.chosen.unwrap_or(state.choices.view);
            answer::line(ui, scene, commands, &query, &basis, Some(TableId::Choices))
        })
        .inner;
    let area = ui.available_rect_before_wrap();
    // Large type needs a wider side for its words.
    let side = scene.theme.grown(SIDE).min(WIDEST_SIDE);
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
                let shown = plot::Shown { scene, frontier, limits: &state.limits.set(scene), named };
                plot::show(ui, &shown, &mut state.choices.at)
            }
            Some(frontier) => table::show(ui, scene, frontier),
            None => {
                ui.label(scene.theme.quiet("The first choices are being tried."));
                Asked::default()
            }
        })
        .inner;
    if let (Some(frontier), Some(point)) = (frontier, looked_at.rested) {
        rest_on(scene, &mut state.hovered, &frontier.points[point].choice);
        if looked_at.taken {
            adopt(scene, commands, &frontier.points[point].choice);
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
            None => plot::key(ui, scene, frontier),
        }
    });
}

/// What was asked of the dots or rows.
#[derive(Default)]
pub struct Asked {
    /// The choice that is looked at, by its place among the frontier's points.
    pub rested: Option<usize>,
    /// Whether it is to be taken up as a plan.
    pub taken: bool,
    /// A named plan that is to be shown.
    plan: Option<PlanId>,
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
            vec2(ui.available_width(), scene.theme.control()),
            Layout::left_to_right(egui::Align::Center),
            |ui| {
                let (start, end) = (ui.max_rect().left(), ui.max_rect().right());
                let list = start + scene.theme.grown(44.0);
                ui.label(scene.theme.note(label));
                ui.add_space((list - ui.cursor().left()).max(0.0));
                let width = end - ui.cursor().left() - 8.0;
                results::choose(ui, scene, name, width, &mut axes[index])
                    .on_hover_text("What the choices are looked at in.");
            },
        );
    }
    if axes != state.axes(scene) {
        state.axes = axes;
        state.choices.at = None;
    }
}

/// A choice in words, with what it leads to.
fn details(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier, point: &Point) {
    let theme = scene.theme;
    let words = Space::of(scene.scenario).short_words(&point.choice);
    let words = capitalised(&words);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (line, width) = (paint::note_line(theme) + 1.0, ui.available_width());
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

/// Tries a choice out, without making it.
pub fn rest_on(scene: &Scene<'_>, hovered: &mut HoveredPlan, choice: &Choice) {
    let plan = plan_of(scene, choice);
    if !plan.decides_like(scene.plan) {
        hovered.set(plan);
    }
}

/// The named plan that decides like a choice with the repairs of the shown plan, if there is one.
pub fn named<'a>(scene: &Scene<'a>, choice: &Choice) -> Option<&'a PlanId> {
    let plan = plan_of(scene, choice);
    scene.scenario.plans.iter().find(|(_, known)| known.decides_like(&plan)).map(|(id, _)| id)
}

/// Takes a choice up: as the named plan that decides alike, or as a new one.
pub fn adopt(scene: &Scene<'_>, commands: &mut Commands, choice: &Choice) {
    take_up(scene, commands, plan_of(scene, choice));
}

/// Shows the named plan that decides like this one; adds it, if there is none.
pub fn take_up(scene: &Scene<'_>, commands: &mut Commands, plan: Plan) {
    let known = scene.scenario.plans.iter().find(|(_, known)| known.decides_like(&plan));
    commands.send(match known {
        Some((id, _)) => Command::from(ViewCommand::ChoosePlan(id.clone())),
        None => AddCommand::Plan(plan).into(),
    });
}

fn plan_of(scene: &Scene<'_>, choice: &Choice) -> Plan {
    let space = Space::of(scene.scenario);
    let name = capitalised(&space.words(choice));
    space.plan(choice, &name, scene.plan)
}

/// The choices that a named plan stands for, with its results in two measures.
fn values_of(comparison: &Comparison, measures: &[Measure]) -> Vec<(PlanId, [f64; 2])> {
    let place = |measure: &Measure| comparison.measures.iter().position(|of| of == measure);
    let [Some(x), Some(y)] = [place(&measures[0]), place(&measures[1])] else { return Vec::new() };
    let of = |column: &crate::analysis::compare::Column| {
        (column.plan.clone(), [column.cells[x].mean.mean, column.cells[y].mean.mean])
    };
    comparison.columns.iter().map(of).collect()
}

/// Whether a choice keeps every limit that is set.
fn keeps(frontier: &Frontier, point: &Point, limits: &[Limit]) -> bool {
    frontier.keeps(point, limits)
}

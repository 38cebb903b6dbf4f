//! Every choice that home has, as dots in two results or as a table for keyboards and screen readers: hover to see
//! one, click to keep it in view; only then is it offered as a plan.

use super::choices_plot::Asked;
use super::{CompareState, choices_plot as plot};
use crate::analysis::comparison::Comparison;
use crate::analysis::frontier::choice_set::{Choice, ChoiceSet};
use crate::analysis::frontier::{CONFIRMED, Frontier, Point, SCREENED};
use crate::analysis::measure::Measure;
use crate::analysis::number_format::{self, thousands};
use crate::export::scene::{Group, grouped, shows};
use crate::scenario::{Plan, PlanId};
use crate::ui::phrases::capitalised;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::choosers::ResultChooser;
use crate::ui::stages::planner::HoveredPlan;
use crate::ui::stages::results;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{AddCommand, Answer, Command, Commands, Scene, TableId, ViewCommand};
use egui::{
    Align2, Key, Label, Layout, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

/// The state of the choices between frames.
#[derive(Debug, Default)]
pub struct ChoicesState {
    /// The view of the choices.
    view: View,
    plot: plot::ChoicesPlotState,
    /// The choice that was clicked: it stays in view, and can be added as a plan.
    offered: Option<Choice>,
}

/// A view of the choices.
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

impl ChoicesState {
    /// Shows the choices as a table, or as a plot again.
    pub fn toggle_table(&mut self) {
        self.view = if self.view == View::Table { View::Plot } else { View::Table };
    }

    /// Offers a choice as a plan.
    pub fn offer(&mut self, choice: &Choice) {
        self.offered = Some(choice.clone());
    }

    /// The place of the choice that is offered; withdraws it if the choices no longer have it.
    fn offered(&mut self, frontier: &Frontier) -> Option<usize> {
        let offered = self.offered.as_ref()?;
        let place = frontier.points.iter().position(|point| point.choice == *offered);
        if place.is_none() {
            self.offered = None;
        }
        place
    }
}

/// The width of the side with the two results and the details, as a share of the strip.
const SIDE: f32 = 0.34;
const WIDEST_SIDE: f32 = 0.4;

/// Shows every choice.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let right_end = ui.max_rect().right();
    let frontier = head(ui, scene, state, commands);
    // A head that is too wide for a small strip does not widen what is below it.
    let area = ui.available_rect_before_wrap();
    let area = area.with_max_x(area.right().min(right_end));
    // Large type needs a wider side for its words.
    let side = ui.theme().grown(SIDE).min(WIDEST_SIDE);
    let split = area.right() - (area.width() * side).round();
    let left = Rect::from_min_max(area.min, pos2(split - 12.0, area.bottom()));
    let right = Rect::from_min_max(pos2(split, area.top()), area.max);
    let named = match scene.find(&super::side_by_side::query(scene), commands) {
        Some((Answer::Comparison(comparison), true)) => Some(comparison),
        // Not compared yet, or as the document was before a change.
        _ => None,
    };
    let limits = state.limits.set(scene, &super::better_plan::of_nothing(frontier));
    let asked = ui
        .scope_builder(UiBuilder::new().max_rect(left).id_salt("choices"), |ui| match frontier {
            Some(frontier) if state.choices.view == View::Plot => {
                let plotted = plot::Plotted { scene, frontier, limits: &limits, named };
                plot::show(ui, &plotted, &mut state.choices.plot)
            }
            Some(frontier) => table(ui, scene, frontier),
            None => {
                ui.label(ui.theme().quiet("The first choices are being tried."));
                Asked::default()
            }
        })
        .inner;
    if frontier.is_some() {
        let subject = PictureSubject::Frontier(state.axes(scene));
        PictureMenu { subject, table: Some(TableId::Choices) }.over(ui, left, commands);
    }
    if let Some((frontier, index)) = frontier.zip(asked.choice).filter(|_| asked.taken) {
        state.choices.offer(&frontier.points[index].choice);
    }
    let offered = frontier.and_then(|frontier| state.choices.offered(frontier));
    let looked_at = frontier.zip(asked.choice.or(offered));
    if let Some((frontier, index)) = looked_at {
        preview(scene, &mut state.hovered, &frontier.points[index].choice);
    }
    if let Some(plan) = asked.plan {
        commands.send(ViewCommand::ChoosePlan(plan));
    }
    ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("side"), |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
        axes(ui, scene, state);
        ui.add_space(2.0);
        paint::keep_bar_in_sight(ui);
        ScrollArea::vertical().id_salt("side").auto_shrink(false).show(ui, |ui| match looked_at {
            Some((frontier, index)) => {
                let point = &frontier.points[index];
                if offered == Some(index) && offer(ui, scene, commands, &point.choice) {
                    state.choices.offered = None;
                }
                details(ui, scene, frontier, point);
            }
            None => plot::key(ui, frontier, &mut state.choices.plot),
        });
    });
}

/// Every choice as a dot, with the legend at the right, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier, named: Option<&Comparison>) {
    let area = ui.available_rect_before_wrap();
    let side = if shows(ui.ctx(), Group::Legend) { (area.width() * SIDE).round() } else { 0.0 };
    let (left, right) = area.split_left_right_at_x(area.right() - side);
    let mut state = plot::ChoicesPlotState::default();
    ui.scope_builder(
        UiBuilder::new().max_rect(left.with_max_x(left.right() - 12.0)).id_salt("choices"),
        |ui| {
            plot::show(ui, &plot::Plotted { scene, frontier, limits: &[], named }, &mut state);
        },
    );
    let painter = ui.painter().clone();
    grouped(&painter, Group::Legend, || {
        let place = UiBuilder::new().max_rect(right).id_salt("side");
        ui.scope_builder(place, |ui| {
            ui.label(ui.theme().note(basis(frontier)));
            ui.add_space(8.0);
            plot::key(ui, Some(frontier), &mut state);
        });
    });
}

/// The title with the choice of a view and the line of the answer; returns the choices, once there are any.
fn head<'a>(
    ui: &mut Ui,
    scene: &Scene<'a>,
    state: &mut CompareState,
    commands: &mut Commands,
) -> Option<&'a Frontier> {
    let query = super::all_choices(scene, state);
    let basis = match scene.newest(&query).map(|found| found.answer) {
        Some(Answer::Frontier(frontier)) => basis(frontier),
        // Not answered yet, or there is nothing to answer.
        _ => "Every way into the meeting that home can choose".into(),
    };
    let found = ui
        .horizontal(|ui| {
            ui.set_height(ui.theme().control_height());
            ui.label(ui.theme().semibold("All choices"));
            let asked = segmented::Segmented { name: "Show", segments: &VIEWS, width: None }
                .show(ui, &state.choices.view);
            state.choices.view = asked.chosen.unwrap_or(state.choices.view);
            AnswerLine { query: &query, basis: &basis, table: Some(TableId::Choices) }
                .show(ui, scene, commands)
        })
        .inner;
    match found {
        Some(Answer::Frontier(frontier)) if !frontier.points.is_empty() => Some(frontier),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    }
}

/// In how many histories choices were tried, and those that may be best again.
fn screened(frontier: &Frontier) -> String {
    // What is not finished yet says what is to come.
    let played = frontier.points.iter().map(|point| point.histories).max().filter(|_| frontier.finished);
    match played.unwrap_or(CONFIRMED) {
        few if few <= SCREENED => format!("in {}", number_format::counted(few, "history")),
        again => format!("in {SCREENED} histories, what may be best in {}", thousands(again)),
    }
}

fn basis(frontier: &Frontier) -> String {
    let screened = screened(frontier);
    if frontier.exact && frontier.choices == 1 {
        return format!("The only one tried {screened}");
    }
    if frontier.exact {
        return format!("All {} tried {screened}", thousands(frontier.choices as u64));
    }
    // Twenty digits would say no more.
    let all = u64::try_from(frontier.choices).map_or("countless".into(), thousands);
    let bound = frontier.bound.map_or_else(String::new, |bound| {
        format!("; no total can be above {}", number_format::amount(bound))
    });
    format!("A search tried {} of {all} {screened}{bound}", thousands(frontier.points.len() as u64))
}

/// The lists of the two results in which the choices are plotted.
fn axes(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState) {
    let mut axes = state.axes(scene);
    for (index, (label, name)) in [(1, ("Up", "Result up")), (0, ("Across", "Result across"))] {
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), ui.theme().control_height()),
            Layout::left_to_right(egui::Align::Center),
            |ui| {
                let (start, end) = (ui.max_rect().left(), ui.max_rect().right());
                let list = start + ui.theme().grown(44.0);
                ui.label(ui.theme().note(label));
                ui.add_space((list - ui.cursor().left()).max(0.0));
                let width = end - ui.cursor().left() - 8.0;
                ResultChooser { name, width, chosen: &mut axes[index] }
                    .show(ui, scene)
                    .on_hover_text("The result along this axis.");
            },
        );
    }
    if axes != state.axes(scene) {
        state.axes = axes;
        state.choices.plot.at = None;
    }
}

/// Offers a choice as a plan. Returns whether the offer is over.
fn offer(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, choice: &Choice) -> bool {
    let theme = ui.theme();
    let named = named(scene, choice);
    let [taken, closed] = ui
        .horizontal(|ui| {
            let taken = match named {
                Some(id) if id == scene.plan_id => {
                    ui.label(theme.note("It is the plan that is shown."));
                    false
                }
                Some(_) => ui.button("Show this plan").on_hover_text("It is one of your plans.").clicked(),
                None => {
                    ui.button("Add as a plan").on_hover_text("Add it to your plans, and show it.").clicked()
                }
            };
            let close = ui.button("Let go").on_hover_text("Look at no single choice any more (Esc).");
            [taken, close.clicked()]
        })
        .inner;
    let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if taken {
        adopt(scene, commands, choice);
    }
    taken || closed || escaped
}

/// A choice in words, with what it leads to.
fn details(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier, point: &Point) {
    let theme = ui.theme();
    let words = ChoiceSet::of(scene.scenario).short_words(&point.choice);
    let words = capitalised(&words);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (line, width) = (theme.note_line() + 1.0, ui.available_width());
    let (place, response) = ui.allocate_exact_size(vec2(width, 3.0 * line), Sense::hover());
    let galley = paint::StyledText::new(&words, theme.note_font(), theme.colors.ink).elided(ui, width, 3);
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

const NUMBER: f32 = 78.0;

/// Shows the table; a click on a row offers its choice as a plan.
fn table(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier) -> Asked {
    rows(ui, scene, frontier, &|_| true)
}

/// Shows the same table with the choices that do not keep the limits pale.
pub fn rows(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier, keeps: &dyn Fn(usize) -> bool) -> Asked {
    let theme = ui.theme();
    ui.spacing_mut().item_spacing.y = 0.0;
    table_head(ui, scene, frontier);
    let choices = ChoiceSet::of(scene.scenario);
    let mut asked = Asked::default();
    ScrollArea::vertical().id_salt("non-dominated").auto_shrink(false).show(ui, |ui| {
        let mut order: Vec<usize> =
            (0..frontier.points.len()).filter(|index| !frontier.points[*index].dominated).collect();
        let first = |index: &usize| frontier.points[*index].values[0].mean;
        order.sort_by(|one, other| first(other).total_cmp(&first(one)));
        for index in order {
            let point = &frontier.points[index];
            let words = capitalised(&choices.short_words(&point.choice));
            let size = vec2(ui.available_width(), theme.control_height());
            let (row, response) = ui.allocate_exact_size(size, Sense::click());
            let values: Vec<String> = frontier
                .measures
                .iter()
                .zip(&point.values)
                .take(2)
                .map(|(measure, value)| results::value(measure, value.mean))
                .collect();
            response.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Look at: {words}; {}", values.join(", ")))
            });
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(row, 2.0, theme.colors.sunk);
                asked.choice = Some(index);
                asked.taken = response.clicked();
            }
            let ink = if keeps(index) { theme.colors.ink } else { theme.colors.ink_3 };
            let room = row.width() - 2.0 * theme.grown(NUMBER) - 24.0;
            let galley = paint::StyledText::new(&words, theme.note_font(), ink).elided(ui, room, 1);
            paint::left(ui, pos2(row.left() + 4.0, row.center().y), galley, ink);
            for (place, value) in values.iter().enumerate() {
                let at = pos2(number_end(ui, row, place), row.center().y);
                ui.painter().text(at, Align2::RIGHT_CENTER, value, theme.text_font(), ink);
            }
            ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.colors.hairline));
            response
                .on_hover_text(format!("{words}\nClick to keep it in view; it can then be added as a plan."));
        }
    });
    asked
}

fn number_end(ui: &Ui, row: Rect, place: usize) -> f32 {
    row.right() - 10.0 - (ui.theme().grown(NUMBER) + 8.0) * (1 - place.min(1)) as f32
}

fn table_head(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), 2.0 * theme.note_line() + 6.0);
    let (row, _) = ui.allocate_exact_size(size, Sense::hover());
    let ink = theme.colors.ink_2;
    let text = "Non-dominated choices";
    let galley = paint::StyledText::new(text, theme.note_font(), ink).elided(
        ui,
        row.width() - 2.0 * theme.grown(NUMBER) - 28.0,
        1,
    );
    paint::left(ui, pos2(row.left() + 4.0, row.bottom() - theme.note_line() / 2.0 - 3.0), galley, ink);
    for (place, measure) in frontier.measures.iter().take(2).enumerate() {
        let name = short(scene, measure);
        let galley = paint::StyledText::new(&name, theme.note_font(), ink).elided(ui, theme.grown(NUMBER), 2);
        let at = pos2(number_end(ui, row, place) - galley.size().x, row.bottom() - 3.0 - galley.size().y);
        ui.painter().galley(at, galley, ink);
    }
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.colors.line));
}

/// A result's name where there is little room: without its month, which stands above.
pub fn short(scene: &Scene<'_>, measure: &Measure) -> String {
    match measure {
        Measure::Lowest { material, .. } => format!("least willing: {}", material.short_name()),
        Measure::Willingness { partner, material, .. } => {
            format!("{}: {}", scene.scenario.name(partner), material.short_name())
        }
        Measure::WillingnessChange { partner, material, .. } => {
            format!("{}: {}, change", scene.scenario.name(partner), material.short_name())
        }
        measure @ (Measure::Gain | Measure::Ledger(_)) => measure.name(scene.scenario),
    }
}

/// Previews a choice.
pub fn preview(scene: &Scene<'_>, hovered: &mut HoveredPlan, choice: &Choice) {
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
    let choices = ChoiceSet::of(scene.scenario);
    let name = capitalised(&choices.words(choice));
    choices.plan(choice, &name, scene.plan)
}

//! The named plans in columns, held against the one that is shown, with the same luck.

use super::difference_cells::{self as cells, Difference};
use crate::analysis::comparison::{Column, Comparison};
use crate::analysis::measure::Measure;
use crate::analysis::number_format;
use crate::engine::samples::LedgerRow;
use crate::ui::stages::{answer, results};
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, TableId, ViewCommand};
use egui::{
    Align, Align2, Checkbox, Layout, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

/// The narrowest column in which a change and its interval can be read, in points at ordinary type.
const NARROWEST: f32 = 104.0;
/// The widest; what is left over stays empty.
const WIDEST: f32 = 150.0;
/// The column of names.
const NAMES: f32 = 122.0;
/// The column of the plan that the others are held against: it has no change and no interval.
const FIRST: f32 = 64.0;

/// The question.
pub fn query(scene: &Scene<'_>) -> Query {
    let last = scene.scenario.horizon_months;
    Query::Comparison { month: scene.month.min(last), first: scene.plan_id.clone() }
}

/// Shows the plans side by side.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, all_results: &mut bool, commands: &mut Commands) {
    let theme = ui.theme();
    super::heading_with_month(ui, scene, "Plans side by side", commands);
    if scene.scenario.plans.len() < 2 {
        let only = "There is only one plan. Add another in Decision, or take one from all choices below.";
        ui.label(theme.quiet(only));
        return;
    }
    let query = query(scene);
    let histories = crate::analysis::number_format::thousands(query.histories());
    let basis = format!("{histories} histories; differences: mean, and 5–95% of histories");
    let found = answer::line(ui, scene, commands, &query, &basis, Some(TableId::Comparison));
    let Some(Answer::Comparison(comparison)) = found else { return };
    let grid = Grid::of(theme, ui.available_width(), comparison.columns.len());
    let usual = ui.spacing().scroll;
    if grid.width() > ui.available_width() {
        paint::keep_bar_in_sight(ui);
    }
    ScrollArea::horizontal().id_salt("plans, sideways").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().scroll = usual;
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, scene, comparison, &grid, (all_results, commands));
        ScrollArea::vertical().id_salt("plans").auto_shrink(false).show(ui, |ui| {
            body(ui, scene, comparison, &grid, *all_results);
        });
    });
}

/// Where columns stand.
struct Grid {
    names: f32,
    first: f32,
    column: f32,
    columns: usize,
}

impl Grid {
    fn of(theme: &Theme, width: f32, columns: usize) -> Self {
        let (names, first) = (theme.grown(NAMES), theme.grown(FIRST));
        let others = columns.saturating_sub(1).max(1) as f32;
        let column = ((width - names - first) / others).clamp(theme.grown(NARROWEST), theme.grown(WIDEST));
        Grid { names, first, column, columns }
    }

    fn width(&self) -> f32 {
        self.names + self.first + self.column * self.columns.saturating_sub(1) as f32
    }

    fn cell(&self, row: Rect, column: usize) -> Rect {
        let first = row.left() + self.names;
        match column {
            0 => Rect::from_x_y_ranges(first..=first + self.first, row.y_range()),
            other => {
                let left = first + self.first + self.column * (other - 1) as f32;
                Rect::from_x_y_ranges(left..=left + self.column, row.y_range())
            }
        }
    }
}

/// The plans' names; a click shows a plan, and holds the others against it.
fn head(
    ui: &mut Ui,
    scene: &Scene<'_>,
    comparison: &Comparison,
    grid: &Grid,
    (all_results, commands): (&mut bool, &mut Commands),
) {
    let theme = ui.theme();
    let height = 2.0 * (theme.size.text * 1.3).ceil() + 6.0;
    let (row, _) = ui.allocate_exact_size(vec2(grid.width(), height), Sense::hover());
    only_differences(ui, grid, row, all_results);
    for (index, column) in comparison.columns.iter().enumerate() {
        let place = grid.cell(row, index);
        let name = scene.scenario.plan_name(&column.plan);
        let response = ui.interact(place.shrink(2.0), ui.scope_id().with(("plan", index)), Sense::click());
        let label = if index == 0 { format!("Shown: {name}") } else { format!("Show “{name}”") };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.hovered() && index > 0 {
            ui.painter().rect_filled(place.shrink(1.0), 3.0, theme.colors.sunk);
        }
        let font = if index == 0 { theme.strong_note_font() } else { theme.note_font() };
        let galley = paint::elided(ui, name, font, theme.colors.ink, place.width() - 10.0, 2);
        let at = pos2(place.right() - 4.0 - galley.size().x, place.bottom() - 6.0 - galley.size().y);
        ui.painter().galley(at, galley, theme.colors.ink);
        let tip = if index == 0 {
            format!("{name}\nThe plan that is shown; the others are held against it.")
        } else {
            format!("{name}\nClick to show it, and to hold the others against it.")
        };
        if response.on_hover_text(tip).clicked() && index > 0 {
            commands.send(ViewCommand::ChoosePlan(column.plan.clone()));
        }
    }
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.colors.line));
}

/// Whether results that hardly differ are left out.
fn only_differences(ui: &mut Ui, grid: &Grid, row: Rect, all_results: &mut bool) {
    let theme = ui.theme();
    let place = Rect::from_min_size(row.min, vec2(grid.names, row.height() - 4.0));
    let mut only = !*all_results;
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::bottom_up(Align::Min)), |ui| {
        let text = theme.note("Only differences").color(theme.colors.ink);
        ui.add(Checkbox::new(&mut only, text))
            .on_hover_text("Leave out results in which no plan clearly differs from the one that is shown.");
    });
    *all_results = !only;
}

fn body(ui: &mut Ui, scene: &Scene<'_>, comparison: &Comparison, grid: &Grid, all_results: bool) {
    let theme = ui.theme();
    let total = comparison.measures.iter().position(|measure| *measure == Measure::TOTAL);
    total.into_iter().for_each(|index| result(ui, scene, comparison, grid, index));
    best(ui, scene, comparison, grid);
    regret(ui, scene, comparison, grid);
    let differs = |index: &usize| {
        let measure = &comparison.measures[*index];
        let of = |column: &Column| column.cells[*index].clone();
        let first = comparison.columns.first().map(of);
        let mut others = comparison.columns.iter().skip(1).map(of);
        first.is_some_and(|first| others.any(|cell| cells::differs(measure, &first, &cell)))
    };
    let others = (0..comparison.measures.len()).filter(|index| Some(*index) != total);
    let (different, alike): (Vec<usize>, Vec<usize>) = others.partition(differs);
    different.into_iter().for_each(|index| result(ui, scene, comparison, grid, index));
    if all_results {
        alike.iter().for_each(|index| result(ui, scene, comparison, grid, *index));
    }
    ui.add_space(6.0);
    if !alike.is_empty() {
        let says = match (alike.len(), all_results) {
            (_, true) => "All results are shown.".into(),
            (1, _) => "One result that hardly differs is left out.".into(),
            (n, _) => format!("{n} results that hardly differ are left out."),
        };
        ui.label(theme.note(says));
    }
}

/// One result: the shown plan's value, and what each other plan has more or less.
fn result(ui: &mut Ui, scene: &Scene<'_>, comparison: &Comparison, grid: &Grid, index: usize) {
    let measure = &comparison.measures[index];
    let name = results::phrase(&measure.name(scene.scenario));
    let row = row(ui, grid, &name, meaning(measure));
    let scale =
        cells::Scale::of(measure, comparison.columns.iter().skip(1).map(|column| &column.cells[index]));
    for (place, column) in comparison.columns.iter().enumerate() {
        let cell = &column.cells[index];
        let at = grid.cell(row, place);
        let response =
            ui.interact(at, ui.scope_id().with(("cell", index, place)), Sense::focusable_noninteractive());
        let plan = scene.scenario.plan_name(&column.plan);
        let difference = Difference { measure, first: &comparison.columns[0].cells[index], cell };
        paint::described(&response, || {
            let of_first = || results::value(measure, cell.mean.mean);
            let said = if place == 0 { of_first() } else { cells::said(&difference) };
            format!("{name}, {plan}: {said}")
        });
        match place {
            _ if !ui.is_rect_visible(at) => {}
            0 => cells::draw_value(ui, at, &results::value(measure, cell.mean.mean)),
            _ => cells::draw_difference(ui, at, &difference, &scale),
        }
        explain::tip(response, |ui| cells::explain(ui, [&name, plan], &difference, place == 0));
    }
}

/// How often each plan comes out highest.
fn best(ui: &mut Ui, scene: &Scene<'_>, comparison: &Comparison, grid: &Grid) {
    let meaning = "The share of histories in which no other plan’s total is higher. Plans whose totals tie at \
                   the top all count, so the row can add up to more than 100%.";
    let row = row(ui, grid, "Highest total, in so many histories", meaning);
    for (place, column) in comparison.columns.iter().enumerate() {
        let text = number_format::percent(column.best);
        let lines = pairs(scene, comparison, column);
        summary(ui, scene, grid.cell(row, place), ("highest total in", place), &text, column, &lines);
    }
}

/// How far each plan stays behind the best of each history.
fn regret(ui: &mut Ui, scene: &Scene<'_>, comparison: &Comparison, grid: &Grid) {
    let row = row(ui, grid, "Regret", REGRET);
    for (place, column) in comparison.columns.iter().enumerate() {
        let text = number_format::amount(column.regret.mean);
        let lines = vec![format!("± {:.3}, its standard error", column.regret.se), REGRET.into()];
        summary(ui, scene, grid.cell(row, place), ("regret", place), &text, column, &lines);
    }
}

const REGRET: &str = "How far a plan’s total stays behind that of the plan that turns out best, history by \
                      history, and on average. Zero would be a plan that is best in every history.";

/// What a result is, where its name does not say it; may be empty.
fn meaning(measure: &Measure) -> &'static str {
    match measure {
        Measure::Ledger(LedgerRow::Total) => {
            "Concessions, the change in the flow of intelligence and, taken away, harm to sources, each times \
             its weight in your priorities; less the cost of compensation."
        }
        Measure::Ledger(LedgerRow::Concession) => "What recipients give in return and keep.",
        Measure::Ledger(LedgerRow::Flow) => {
            "The worth of what partners report, against withholding everything, over all months."
        }
        Measure::Ledger(LedgerRow::Harm) => "The sensitivity of every item whose source is found and closed.",
        Measure::Ledger(LedgerRow::Compensation) => "What home pays to mend a relationship.",
        Measure::Ledger(LedgerRow::SourceLost) => {
            "The share of histories in which any source is found and closed; with each difference, its \
             standard error."
        }
        Measure::Lowest { .. } => "What whichever partner is least willing by then still shares.",
        Measure::Willingness { .. } => "",
    }
}

fn pairs(scene: &Scene<'_>, comparison: &Comparison, column: &Column) -> Vec<String> {
    let others = comparison.columns.iter().zip(&column.beats).filter(|(other, _)| other.plan != column.plan);
    let line = |(other, share): (&Column, &f64)| {
        format!(
            "above “{}” in {} of histories",
            scene.scenario.plan_name(&other.plan),
            number_format::percent(*share)
        )
    };
    let ties = "Where several plans share the highest total, each counts.".to_owned();
    others.map(line).chain([ties]).collect()
}

fn summary(
    ui: &Ui,
    scene: &Scene<'_>,
    at: Rect,
    (what, place): (&str, usize),
    text: &str,
    column: &Column,
    lines: &[String],
) {
    let theme = ui.theme();
    let response = ui.interact(at, ui.scope_id().with((what, place)), Sense::focusable_noninteractive());
    let plan = scene.scenario.plan_name(&column.plan);
    paint::described(&response, || format!("{}, {plan}: {text}", crate::ui::phrases::capitalised(what)));
    cells::draw_value(ui, at, text);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.semibold(format!("{plan}: {what} {text}")));
        lines.iter().for_each(|line| {
            ui.label(theme.note(line));
        });
    });
}

/// A row with its name, and what that means on resting; the place in which its cells stand.
fn row(ui: &mut Ui, grid: &Grid, name: &str, meaning: &str) -> Rect {
    let theme = ui.theme();
    let height = cells::height(theme);
    let (row, response) = ui.allocate_exact_size(vec2(grid.width(), height), Sense::hover());
    let galley = paint::elided(ui, name, theme.note_font(), theme.colors.ink, grid.names - 8.0, 3);
    let at = Align2::LEFT_CENTER.anchor_size(row.left_center(), galley.size()).min;
    ui.painter().galley(at, galley, theme.colors.ink);
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.colors.hairline));
    paint::described(&response, || name);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.semibold(name));
        if !meaning.is_empty() {
            ui.label(theme.note(meaning));
        }
    });
    row
}

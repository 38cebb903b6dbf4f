//! The named plans in columns, held against the one that is shown, with the same luck.

use crate::analysis::comparison::{Cell, Column, Comparison};
use crate::analysis::measure::{Mean, Measure};
use crate::analysis::number_format;
use crate::engine::row_set::LedgerRow;
use crate::export::scene::is_picture;
use crate::scenario::PlanId;
use crate::ui::phrases::capitalised;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::results;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, TableId, ViewCommand};
use egui::{
    Align, Align2, Checkbox, Layout, Rangef, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// The narrowest column in which a change and its interval can be read, in points at ordinary type.
const WITH_INTERVAL: f32 = 104.0;
/// The narrowest column of all. Where plans are many, cells fold before plans leave the window: the interval is then
/// only drawn, and the change stands below its value.
const NARROWEST: f32 = 60.0;
/// The widest; what is left over stays empty.
const WIDEST: f32 = 150.0;
/// The column of names.
const NAMES: f32 = 122.0;
/// The greatest share of the panel that names take in large type; they then break into more lines.
const MOST_NAMES: f32 = 0.28;
/// The column of the plan that the others are held against: it has no change and no interval.
const FIRST: f32 = 64.0;
/// The same where the others leave room, so that a name of a few words is whole.
const WIDEST_FIRST: f32 = 104.0;

/// The query behind the table of plans.
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
    let histories = number_format::counted(query.histories(), "history");
    let basis = format!("{histories}; differences: mean, and 5–95\u{a0}% of histories");
    let found = AnswerLine { query: &query, basis: &basis, table: Some(TableId::Comparison) }
        .show(ui, scene, commands);
    let Some(Answer::Comparison(comparison)) = found else { return };
    let grid = Grid::of(ui, comparison.columns.len());
    let table = PlanTable { scene, comparison, grid };
    let usual = ui.spacing().scroll;
    if table.grid.width() > ui.available_width() {
        paint::keep_bar_in_sight(ui);
    }
    let place = ui.available_rect_before_wrap();
    ScrollArea::horizontal().id_salt("plans, sideways").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().scroll = usual;
        ui.spacing_mut().item_spacing.y = 0.0;
        table.head(ui, all_results, commands);
        ScrollArea::vertical().id_salt("plans").auto_shrink(false).show(ui, |ui| {
            table.body(ui, *all_results);
        });
    });
    let table = Some(TableId::Comparison);
    PictureMenu { subject: PictureSubject::Comparison, table }.over(ui, place, commands);
}

/// The plans side by side, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, comparison: &Comparison) {
    let table = PlanTable { scene, comparison, grid: Grid::of(ui, comparison.columns.len()) };
    ui.spacing_mut().item_spacing.y = 0.0;
    table.head(ui, &mut false, &mut Commands::default());
    table.body(ui, false);
}

/// The least width of a picture of so many plans in a look, in points.
pub fn picture_width(theme: &Theme, plans: usize) -> f32 {
    let others = plans.saturating_sub(1) as f32;
    theme.grown(NAMES + FIRST + WITH_INTERVAL * others)
}

/// The widths of the columns, in points.
struct Grid {
    names: f32,
    first: f32,
    column: f32,
    columns: usize,
}

impl Grid {
    fn of(ui: &Ui, columns: usize) -> Self {
        let (theme, width) = (ui.theme(), ui.available_width());
        let names = theme.grown(NAMES).min(MOST_NAMES * width);
        let others = columns.saturating_sub(1).max(1) as f32;
        let left_over = width - names - others * theme.grown(WITH_INTERVAL);
        let first = left_over.clamp(theme.grown(FIRST), theme.grown(WIDEST_FIRST));
        let column = ((width - names - first) / others).clamp(theme.grown(NARROWEST), theme.grown(WIDEST));
        Grid { names, first, column, columns }
    }

    /// Whether a cell has no room for the interval in numbers.
    fn is_folded(&self, ui: &Ui) -> bool {
        self.column < ui.theme().grown(WITH_INTERVAL)
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

/// The comparison as a table with a column for each plan.
struct PlanTable<'a, 's> {
    scene: &'a Scene<'s>,
    comparison: &'a Comparison,
    grid: Grid,
}

impl PlanTable<'_, '_> {
    /// The plans' names; a click shows a plan, and holds the others against it.
    fn head(&self, ui: &mut Ui, all_results: &mut bool, commands: &mut Commands) {
        let PlanTable { scene, comparison, ref grid } = *self;
        let theme = ui.theme();
        let height = 2.0 * (theme.size.text * 1.3).ceil() + 6.0;
        let (row, _) = ui.allocate_exact_size(vec2(grid.width(), height), Sense::hover());
        if !is_picture(ui.ctx()) {
            only_differences(ui, grid, row, all_results);
        }
        for (index, column) in comparison.columns.iter().enumerate() {
            let place = grid.cell(row, index);
            let name = scene.scenario.plan_name(&column.plan);
            let response =
                ui.interact(place.shrink(2.0), ui.scope_id().with(("plan", index)), Sense::click());
            let label = if index == 0 { format!("Shown: {name}") } else { format!("Show “{name}”") };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            if response.hovered() && index > 0 {
                ui.painter().rect_filled(place.shrink(1.0), 3.0, theme.colors.sunk);
            }
            let font = if index == 0 { theme.strong_note_font() } else { theme.note_font() };
            let galley =
                paint::StyledText::new(name, font, theme.colors.ink).elided(ui, place.width() - 10.0, 2);
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

    fn body(&self, ui: &mut Ui, all_results: bool) {
        let comparison = self.comparison;
        let theme = ui.theme();
        let total = comparison.measures.iter().position(|measure| *measure == Measure::TOTAL);
        total.into_iter().for_each(|index| self.result(ui, index));
        self.best(ui);
        self.regret(ui);
        let differs = |index: &usize| {
            let measure = &comparison.measures[*index];
            let of = |column: &Column| column.cells[*index].clone();
            let first = comparison.columns.first().map(of);
            let mut others = comparison.columns.iter().skip(1).map(of);
            first.is_some_and(|first| others.any(|cell| differs(measure, &first, &cell)))
        };
        // The gain is the sum of rows that are shown.
        let is_row = |index: &usize| Some(*index) != total && comparison.measures[*index] != Measure::Gain;
        let others = (0..comparison.measures.len()).filter(is_row);
        let (different, alike): (Vec<usize>, Vec<usize>) = others.partition(differs);
        different.into_iter().for_each(|index| self.result(ui, index));
        if all_results {
            alike.iter().for_each(|index| self.result(ui, *index));
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
    fn result(&self, ui: &mut Ui, index: usize) {
        let PlanTable { scene, comparison, ref grid } = *self;
        let measure = &comparison.measures[index];
        let name = results::phrase(&measure.name(scene.scenario));
        let row = row(ui, grid, &name, meaning(measure));
        let scale = Scale::of(measure, comparison.columns.iter().skip(1).map(|column| &column.cells[index]));
        for (place, column) in comparison.columns.iter().enumerate() {
            let cell = &column.cells[index];
            let at = grid.cell(row, place);
            let response = ui.interact(
                at,
                ui.scope_id().with(("cell", index, place)),
                Sense::focusable_noninteractive(),
            );
            let plan = scene.scenario.plan_name(&column.plan);
            let difference = Difference { measure, first: &comparison.columns[0].cells[index], cell };
            paint::described(&response, || {
                let of_first = || results::value(measure, cell.mean.mean);
                let said = if place == 0 { of_first() } else { said(&difference) };
                format!("{name}, {plan}: {said}")
            });
            match place {
                _ if !ui.is_rect_visible(at) => {}
                0 => draw_value(ui, at, &results::value(measure, cell.mean.mean)),
                _ => draw_difference(ui, at, &difference, &scale, grid.is_folded(ui)),
            }
            explain::tip(response, |ui| explain_cell(ui, [&name, plan], &difference, place == 0));
        }
    }

    /// The row of how often each plan comes out highest.
    fn best(&self, ui: &mut Ui) {
        let comparison = self.comparison;
        let meaning = "The share of histories in which a plan’s total is the highest. Plans that tie at the top share \
                       the history equally, so that the row adds up to 100\u{a0}%.";
        let row = row(ui, &self.grid, "Highest total, in so many histories", meaning);
        for ((place, column), text) in comparison.columns.iter().enumerate().zip(comparison.best_shares()) {
            let lines = self.beaten(column);
            let cell = Summary { what: "highest total in", text, plan: &column.plan, lines };
            cell.show(ui, self.scene, self.grid.cell(row, place));
        }
    }

    /// The row of the regret: how far each plan stays behind the best of each history.
    fn regret(&self, ui: &mut Ui) {
        let comparison = self.comparison;
        let row = row(ui, &self.grid, "Regret", REGRET);
        for (place, column) in comparison.columns.iter().enumerate() {
            let text = number_format::amount(column.regret.mean);
            let lines = vec![
                format!("± {}, its standard error", number_format::fixed(column.regret.se, 3)),
                REGRET.into(),
            ];
            let cell = Summary { what: "regret", text, plan: &column.plan, lines };
            cell.show(ui, self.scene, self.grid.cell(row, place));
        }
    }

    /// The share of histories in which a plan's total is above that of each other plan, in sentences.
    fn beaten(&self, column: &Column) -> Vec<String> {
        let PlanTable { scene, comparison, .. } = *self;
        let others =
            comparison.columns.iter().zip(&column.beats).filter(|(other, _)| other.plan != column.plan);
        let line = |(other, share): (&Column, &f64)| {
            format!(
                "above “{}” in {} of histories",
                scene.scenario.plan_name(&other.plan),
                number_format::percent(*share)
            )
        };
        let ties = "Where several plans reach the highest total, they share the history equally.".to_owned();
        others.map(line).chain([ties]).collect()
    }
}

/// The checkbox that leaves out results which hardly differ.
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

/// A number that sums up a plan over all histories.
struct Summary<'a> {
    /// The name of the number in a sentence.
    what: &'a str,
    /// The number.
    text: String,
    plan: &'a PlanId,
    /// More about it, line by line.
    lines: Vec<String>,
}

impl Summary<'_> {
    fn show(&self, ui: &Ui, scene: &Scene<'_>, place: Rect) {
        let Summary { what, ref text, plan, ref lines } = *self;
        let theme = ui.theme();
        let id = ui.scope_id().with((what, plan.as_str()));
        let response = ui.interact(place, id, Sense::focusable_noninteractive());
        let plan = scene.scenario.plan_name(plan);
        paint::described(&response, || format!("{}, {plan}: {text}", capitalised(what)));
        draw_value(ui, place, text);
        explain::tip(response, |ui| {
            ui.set_max_width(320.0);
            ui.label(theme.semibold(format!("{plan}: {what} {text}")));
            for line in lines {
                ui.label(theme.note(line));
            }
        });
    }
}

const REGRET: &str = "How far a plan’s total stays behind that of the plan that turns out best, history by \
                      history, and on average. Zero would be a plan that is best in every history.";

/// The meaning of a result where its name does not say it; may be empty.
fn meaning(measure: &Measure) -> &'static str {
    match measure {
        Measure::Ledger(LedgerRow::Total) => {
            "Concessions, the worth of warnings, the change in the flow of intelligence and, taken away, harm to \
             sources, each times its weight in your priorities; less the cost of compensation."
        }
        Measure::Gain => "Concessions and the worth of warnings, before your priorities weigh them.",
        Measure::Ledger(LedgerRow::Concession) => {
            "What recipients give in return and keep; 1 = three months of everything an ordinary partner sends."
        }
        Measure::Ledger(LedgerRow::Flow) => {
            "The worth of what partners report, against withholding everything, over all months; 1 = a month of \
             everything an ordinary partner sends, if all of it were right."
        }
        Measure::Ledger(LedgerRow::Harm) => {
            "The harm of every source that is found and closed; 1 = the gravest that one can do."
        }
        Measure::Ledger(LedgerRow::Warning) => {
            "What it is worth that those who are told act on it, as to prevent an attack; 1 = three months of everything \
             an ordinary partner sends."
        }
        Measure::Ledger(LedgerRow::Compensation) => {
            "What home pays to repair a relationship, on the scale of a concession."
        }
        Measure::Ledger(LedgerRow::SourceLost) => {
            "The share of histories in which any source is found and closed; with each difference, its \
             standard error."
        }
        Measure::Lowest { .. } => "What whichever partner is least willing by then still shares.",
        Measure::Willingness { .. } | Measure::WillingnessChange { .. } => "",
    }
}

/// A row with its name, and what that means on resting; the place in which its cells stand.
fn row(ui: &mut Ui, grid: &Grid, name: &str, meaning: &str) -> Rect {
    let theme = ui.theme();
    let height = row_height(ui);
    let (row, response) = ui.allocate_exact_size(vec2(grid.width(), height), Sense::hover());
    let galley = paint::StyledText::new(name, theme.note_font(), theme.colors.ink).elided_name(
        ui,
        grid.names - 8.0,
        3,
    );
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

/// The height of a row, in points.
fn row_height(ui: &Ui) -> f32 {
    let theme = ui.theme();
    theme.control_height() + theme.note_line() + 8.0
}

/// The greatest difference of a row, so that its cells are drawn to one scale around zero.
struct Scale(f64);

impl Scale {
    /// A scale that holds every difference with its interval.
    fn of<'a>(measure: &Measure, cells: impl Iterator<Item = &'a Cell>) -> Self {
        let ends = cells.flat_map(|cell| ends(measure, cell));
        Scale(ends.fold(1e-9, |most, end| most.max(end.abs())))
    }
}

/// A plan's result beside that of the plan that is shown.
#[derive(Clone, Copy)]
struct Difference<'a> {
    /// The result.
    measure: &'a Measure,
    /// The result of the plan that is shown.
    first: &'a Cell,
    /// The result of the other plan, with its difference.
    cell: &'a Cell,
}

/// Draws a value alone.
fn draw_value(ui: &Ui, place: Rect, text: &str) {
    let theme = ui.theme();
    let galley =
        paint::StyledText::new(text, theme.text_font(), theme.colors.ink).elided(ui, place.width() - 6.0, 1);
    let at = pos2(place.right() - 4.0 - galley.size().x, place.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.colors.ink);
}

/// Draws a difference: its number, the interval in which it lies (folded: not in numbers), and both as a mark on the
/// row's scale.
fn draw_difference(ui: &Ui, place: Rect, of: &Difference<'_>, scale: &Scale, is_folded: bool) {
    let theme = ui.theme();
    let Difference { measure, first, cell } = *of;
    let better = differs(measure, first, cell).then(|| is_better(measure, cell));
    let (fill, ink) = results::colors(&theme.colors, better);
    let painter = ui.painter();
    let right = place.right() - 4.0;
    let line = theme.note_line();
    let y = place.top() + theme.control_height() / 2.0 + 1.0;
    let value = results::value(measure, cell.mean.mean);
    let change = match better {
        None => "≈".to_owned(),
        Some(_) => results::change(measure, first.mean.mean, cell.mean.mean),
    };
    let below = y + theme.control_height() / 2.0 + line / 2.0 - 5.0;
    let change_y = if is_folded { below } else { y };
    let change =
        painter.text(pos2(right, change_y), Align2::RIGHT_CENTER, change, theme.strong_note_font(), ink);
    let value_right = if is_folded { right } else { change.left() - 6.0 };
    painter.text(pos2(value_right, y), Align2::RIGHT_CENTER, value, theme.text_font(), theme.colors.ink);
    if !is_folded {
        let interval = interval(measure, cell);
        painter.text(
            pos2(right, below),
            Align2::RIGHT_CENTER,
            interval,
            theme.note_font(),
            theme.colors.ink_2,
        );
    }
    let y = place.bottom() - 6.0;
    let across = Rangef::new(place.left() + 10.0, right);
    let x = |value: f64| across.center() + 0.5 * across.span() * (value / scale.0) as f32;
    painter.vline(x(0.0), y - 4.0..=y + 4.0, Stroke::new(1.0, theme.colors.ink_3));
    let [low, high] = ends(measure, cell);
    let whisker = Stroke::new(1.0, theme.colors.line);
    painter.hline(x(low)..=x(high), y, whisker);
    for end in [low, high].map(x) {
        painter.vline(end, y - 3.5..=y + 3.5, whisker);
    }
    painter.circle_filled(pos2(x(cell.difference.mean), y), 3.0, fill);
}

/// True if a difference is clear, and large enough to be seen in the numbers as they are written.
fn differs(measure: &Measure, first: &Cell, cell: &Cell) -> bool {
    !cell.is_same() && results::change(measure, first.mean.mean, cell.mean.mean).starts_with(['▲', '▼'])
}

fn is_better(measure: &Measure, cell: &Cell) -> bool {
    (cell.difference.mean > 0.0) == measure.more_is_better()
}

/// Between what the difference lies: in nine of ten histories, or, where a history has no more or less of
/// it but has it or not, within a standard error.
fn ends(measure: &Measure, cell: &Cell) -> [f64; 2] {
    let Mean { mean, se } = cell.difference;
    if measure.is_event() { [mean - se, mean + se] } else { cell.difference_range }
}

fn interval(measure: &Measure, cell: &Cell) -> String {
    if measure.is_event() {
        return format!("± {}", number_format::fixed(100.0 * cell.difference.se, 1));
    }
    let [low, high] = cell.difference_range;
    format!("{} … {}", results::signed(measure, low), results::signed(measure, high))
}

/// The cell in words.
fn said(of: &Difference<'_>) -> String {
    let Difference { measure, first, cell } = *of;
    let better = differs(measure, first, cell).then(|| is_better(measure, cell));
    let range = if measure.is_event() { "in points" } else { "5 to 95\u{a0}%:" };
    format!(
        "{}, {} against the shown plan, {range} {}, {}",
        results::value(measure, cell.mean.mean),
        results::change(measure, first.mean.mean, cell.mean.mean),
        interval(measure, cell),
        results::word(better)
    )
}

/// The tooltip of a cell.
fn explain_cell(ui: &mut Ui, [name, plan]: [&str; 2], of: &Difference<'_>, is_shown: bool) {
    let theme = ui.theme();
    let Difference { measure, cell, .. } = *of;
    ui.set_max_width(320.0);
    ui.label(theme.semibold(name));
    let value = number_format::with_error(cell.mean.mean, cell.mean.se, 4);
    ui.label(theme.text(format!("“{plan}”: {value}")));
    if is_shown {
        ui.label(theme.note("The plan that is shown; the others are held against it."));
        return;
    }
    let better = results::is_better(measure, cell.difference);
    ui.label(theme.text(format!(
        "Difference {} ± {}: {}",
        number_format::signed_fixed(cell.difference.mean, 4),
        number_format::fixed(cell.difference.se, 4),
        results::word(better)
    )));
    let spread = if measure.is_event() {
        "In any one history it happens or not; compared is how often.".to_owned()
    } else {
        let [low, high] = cell.difference_range.map(|end| number_format::signed_fixed(end, 4));
        format!("In nine of ten histories it lies between {low} and {high}.")
    };
    ui.label(theme.note(format!(
        "{spread} ± is the Monte Carlo standard error; ≈ stands where the difference is within two of them, \
         or too small to be seen in the numbers shown."
    )));
}

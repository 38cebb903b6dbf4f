//! The scores of the hindcast in tables, and what they leave in doubt.

use crate::analysis::hindcast::{
    Forecaster, Hindcasts, Question, Score, ScoreLine, count, counted_cases, reliability_in_words,
};
use crate::analysis::number_format;
use crate::ui::phrases::capitalised;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Align2, Label, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

/// Shows all of them, without the cases one by one, for a picture.
pub fn show(ui: &mut Ui, hindcasts: &Hindcasts) {
    ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
    score_table(ui, hindcasts);
    probability_table(ui, hindcasts);
    reliability(ui, hindcasts);
    doubts(ui);
    misses(ui, hindcasts);
}

/// Says how little so few cases can tell.
pub fn doubts(ui: &mut Ui) {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.add(
        Label::new(theme.quiet(
            "How much this tells: nothing in the model is fitted to these cases. Cases that became public are over-sampled; services rarely say that they hold back, so silence is weak evidence; one coder, who knew the endings, recorded what happened; and espionage is further from the model than passing on. So few cases can show where a model is wrong, not that it is right.",
        ))
        .wrap(),
    );
}

const SCORE_QUESTION: Column = Column::between(0.0, 300.0);
const SCORE_CASES: Column = Column::between(300.0, 370.0);
const SCORE_MODEL: Column = Column::between(370.0, 450.0);
const SCORE_RULE: Column = Column::between(450.0, 520.0);
const SCORE_WEIGHED_MODEL: Column = Column::between(540.0, 640.0);
const SCORE_WEIGHED_RULE: Column = Column::between(640.0, 735.0);
const SCORE_WEIGHT: Column = Column::between(735.0, 850.0);

/// Shows the score of each question.
pub fn score_table(ui: &mut Ui, hindcasts: &Hindcasts) {
    ui.add_space(GRID);
    ui.spacing_mut().item_spacing.y = 0.0;
    score_head(ui);
    for question in Question::ALL {
        score_row(ui, question, &hindcasts.score(question));
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

fn score_head(ui: &mut Ui) {
    let theme = ui.theme();
    let says = "Right answers: cases, model, rule, and both weighted by confidence";
    let (place, _) = row(ui, says);
    left(
        ui,
        SCORE_QUESTION.within(place),
        StyledText::new("Right answers", theme.semibold_font(), theme.colors.ink),
    );
    for (column, title) in [
        (SCORE_CASES, "cases"),
        (SCORE_MODEL, "model"),
        (SCORE_RULE, "rule"),
        (SCORE_WEIGHED_MODEL, "model, weighted"),
        (SCORE_WEIGHED_RULE, "rule, weighted"),
        (SCORE_WEIGHT, "total weight"),
    ] {
        right(ui, column.within(place), StyledText::new(title, theme.note_font(), theme.colors.ink_2));
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

fn score_row(ui: &mut Ui, question: Question, score: &Score) {
    let theme = ui.theme();
    let share = |hits: f64| number_format::percent(hits / score.weight);
    let name = capitalised(question.name());
    if score.cases == 0.0 {
        let (place, _) = row(ui, &format!("{name} No case answers it."));
        left(ui, SCORE_QUESTION.within(place), StyledText::new(&name, theme.text_font(), theme.colors.ink));
        right(ui, SCORE_CASES.within(place), StyledText::new("none", theme.text_font(), theme.colors.ink_2));
        return;
    }
    let (cases, hits, rule_hits) = (count(score.cases), count(score.hits), count(score.rule_hits));
    let (weighed, weighed_rule) = (share(score.weighted_hits), share(score.weighted_rule_hits));
    let says = format!(
        "{name} Model right in {hits} of {}, rule in {rule_hits}; weighted by confidence, model {weighed}, rule {weighed_rule}, of a weight of {}",
        counted_cases(score.cases),
        weight(score)
    );
    let (place, _) = row(ui, &says);
    left(ui, SCORE_QUESTION.within(place), StyledText::new(&name, theme.text_font(), theme.colors.ink));
    let cell = |column: Column, text: &str, strong: bool| {
        let font = if strong { theme.semibold_font() } else { theme.text_font() };
        let color = if strong { theme.colors.ink } else { theme.colors.ink_2 };
        right(ui, column.within(place), StyledText::new(text, font, color));
    };
    cell(SCORE_CASES, &cases, false);
    cell(SCORE_MODEL, &hits, true);
    cell(SCORE_RULE, &rule_hits, false);
    cell(SCORE_WEIGHED_MODEL, &weighed, true);
    cell(SCORE_WEIGHED_RULE, &weighed_rule, false);
    cell(SCORE_WEIGHT, &weight(score), false);
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.hairline));
}

const FORECAST_NAME: Column = Column::between(0.0, 330.0);
const FORECAST_CASES: Column = Column::between(330.0, 400.0);
/// Brier, Brier with narrow falls as none, logarithm, ranked.
const FORECAST_SCORES: [Column; 4] = [
    Column::between(400.0, 490.0),
    Column::between(490.0, 630.0),
    Column::between(630.0, 740.0),
    Column::between(740.0, 850.0),
];

/// Shows the scores of the probabilities beside those of forecasts without a model.
pub fn probability_table(ui: &mut Ui, hindcasts: &Hindcasts) {
    ui.add_space(GRID);
    ui.spacing_mut().item_spacing.y = 0.0;
    let lines = hindcasts.score_lines();
    for question in [Question::ContentFalls, Question::MethodsTightened] {
        forecast_head(ui, question);
        lines.iter().filter(|line| line.question == question).for_each(|line| forecast_row(ui, line));
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

fn forecast_head(ui: &mut Ui, question: Question) {
    let theme = ui.theme();
    let title = format!("Probabilities of {}", question.subject());
    let (place, _) = row(ui, &format!("{title}: mean scores, 0 is best"));
    let strong = StyledText::new(&title, theme.semibold_font(), theme.colors.ink);
    left(ui, FORECAST_NAME.within(place), strong);
    let titles: [&str; 4] = match question {
        Question::ContentFalls | Question::ContentHow => {
            ["Brier score", "narrow falls as none", "logarithmic", "ranked"]
        }
        Question::MethodsTightened => ["Brier score", "", "logarithmic", ""],
    };
    let columns = [FORECAST_CASES].into_iter().chain(FORECAST_SCORES);
    for (column, title) in columns.zip(["cases"].into_iter().chain(titles)) {
        right(ui, column.within(place), StyledText::new(title, theme.note_font(), theme.colors.ink_2));
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

fn forecast_row(ui: &mut Ui, line: &ScoreLine) {
    let theme = ui.theme();
    let name = capitalised(line.name);
    let (cells, cases) = (line.cells(), count(line.event.cases));
    let [brier, _, logarithmic, _] = &cells;
    let says = format!(
        "{}, {}: Brier score {brier}, logarithmic {logarithmic}, over {}",
        line.question.subject(),
        line.name,
        counted_cases(line.event.cases)
    );
    let (place, _) = row(ui, &says);
    let strong = line.by == Forecaster::Model;
    let font = || if strong { theme.semibold_font() } else { theme.text_font() };
    let color = if strong { theme.colors.ink } else { theme.colors.ink_2 };
    left(ui, FORECAST_NAME.within(place), StyledText::new(&name, font(), color));
    right(ui, FORECAST_CASES.within(place), StyledText::new(&cases, theme.text_font(), theme.colors.ink_2));
    for (column, cell) in FORECAST_SCORES.into_iter().zip(&cells) {
        right(ui, column.within(place), StyledText::new(cell, font(), color));
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.hairline));
}

/// Says how often it happened where the model gave it a certain probability.
pub fn reliability(ui: &mut Ui, hindcasts: &Hindcasts) {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.add(Label::new(theme.semibold(hindcasts.almost_never())).wrap());
    for (title, bands) in [
        ("Content, by the probability of a fall", hindcasts.content_reliability()),
        ("Sources and methods, by the probability that they are tightened", hindcasts.methods_reliability()),
    ] {
        let bands = bands.each_ref().map(reliability_in_words).join("; ");
        ui.add(Label::new(theme.quiet(format!("{title}: {bands}."))).wrap());
    }
}

fn weight(score: &Score) -> String {
    format!("{:.1}", score.weight)
}

/// Lists every miss.
pub fn misses(ui: &mut Ui, hindcasts: &Hindcasts) {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.label(theme.semibold("Where the model is wrong"));
    if hindcasts.misses().next().is_none() {
        ui.label(theme.quiet("Nowhere in these cases."));
    }
    for miss in hindcasts.misses() {
        ui.add(Label::new(theme.text(format!("{}: {}.", miss.case.title(), miss.in_words()))).wrap());
    }
}

/// The width of all columns together, in points at ordinary type.
const WHOLE: f32 = 860.0;
/// The distance from a text to the edge of its row, in points at ordinary type.
pub const PADDING: f32 = 8.0;

/// A stretch of a row, from the left edge of its column to the right.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    left: f32,
    right: f32,
}

impl Column {
    /// A column between two positions, in points of [`WHOLE`].
    pub const fn between(left: f32, right: f32) -> Self {
        Column { left, right }
    }

    /// The cell of the column in a row.
    pub fn within(self, row: Rect) -> Rect {
        let scale = row.width() / WHOLE;
        let x = |place: f32| row.left() + place * scale;
        Rect::from_x_y_ranges(x(self.left)..=x(self.right), row.y_range())
    }
}

/// The height of a row.
fn height(ui: &Ui) -> f32 {
    ui.theme().size.text + 10.0
}

/// A focusable row with an accessible label, which scrolls into view when focused.
pub fn row(ui: &mut Ui, says: &str) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height(ui));
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    paint::described(&response, || says);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    (place, response)
}

/// Text that begins at the left edge of a column, cut to its width.
pub fn left(ui: &Ui, cell: Rect, text: StyledText<'_>) {
    let color = text.color;
    let galley = text.elided(ui, cell.width() - PADDING, 1);
    paint::left(ui, pos2(cell.left(), cell.center().y), galley, color);
}

/// Text that ends at the right edge of a column.
fn right(ui: &Ui, cell: Rect, StyledText { text, font, color }: StyledText<'_>) {
    ui.painter().text(pos2(cell.right(), cell.center().y), Align2::RIGHT_CENTER, text, font, color);
}

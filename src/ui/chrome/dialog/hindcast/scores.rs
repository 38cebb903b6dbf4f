//! The score: how often the model was right, and how often the rule.

use super::rows::{self, Column};
use crate::analysis::hindcast::{Hindcasts, Question, Score, count};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::number;
use egui::{Stroke, Ui};

const QUESTION: Column = Column::between(0.0, 300.0);
const CASES: Column = Column::between(300.0, 370.0);
const MODEL: Column = Column::between(370.0, 450.0);
const RULE: Column = Column::between(450.0, 520.0);
const WEIGHED_MODEL: Column = Column::between(540.0, 640.0);
const WEIGHED_RULE: Column = Column::between(640.0, 735.0);
const WEIGHT: Column = Column::between(735.0, 850.0);

/// Shows the score of each question.
pub fn show(ui: &mut Ui, hindcasts: &Hindcasts) {
    ui.add_space(GRID);
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui);
    for question in Question::ALL {
        row(ui, question, &hindcasts.score(question));
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

fn head(ui: &mut Ui) {
    let theme = ui.theme();
    let says = "Right answers: cases, those of the model and of the rule, and both weighed by confidence";
    let (place, _) = rows::row(ui, says);
    rows::left(ui, QUESTION.within(place), "Right answers", theme.semibold_font(), theme.colors.ink);
    for (column, title) in [
        (CASES, "cases"),
        (MODEL, "model"),
        (RULE, "rule"),
        (WEIGHED_MODEL, "model, weighed"),
        (WEIGHED_RULE, "rule, weighed"),
        (WEIGHT, "weight in all"),
    ] {
        rows::right(ui, column.within(place), title, theme.note_font(), theme.colors.ink_2);
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

fn row(ui: &mut Ui, question: Question, score: &Score) {
    let theme = ui.theme();
    let share = |hits: f64| number::percent(hits / score.weight);
    let name = sentence_case(question.name());
    if score.cases == 0.0 {
        let (place, _) = rows::row(ui, &format!("{name} No case answers it."));
        rows::left(ui, QUESTION.within(place), &name, theme.text_font(), theme.colors.ink);
        rows::right(ui, CASES.within(place), "none", theme.text_font(), theme.colors.ink_2);
        return;
    }
    let (cases, hits, rule_hits) = (count(score.cases), count(score.hits), count(score.rule_hits));
    let (weighed, weighed_rule) = (share(score.weighted_hits), share(score.weighted_rule_hits));
    let says = format!(
        "{name} Model right in {hits} of {cases} cases, rule in {rule_hits}; weighed by confidence, model {weighed}, rule {weighed_rule}, of a weight of {}",
        weight(score)
    );
    let (place, _) = rows::row(ui, &says);
    rows::left(ui, QUESTION.within(place), &name, theme.text_font(), theme.colors.ink);
    let cell = |column: Column, text: &str, strong: bool| {
        let font = if strong { theme.semibold_font() } else { theme.text_font() };
        let color = if strong { theme.colors.ink } else { theme.colors.ink_2 };
        rows::right(ui, column.within(place), text, font, color);
    };
    cell(CASES, &cases, false);
    cell(MODEL, &hits, true);
    cell(RULE, &rule_hits, false);
    cell(WEIGHED_MODEL, &weighed, true);
    cell(WEIGHED_RULE, &weighed_rule, false);
    cell(WEIGHT, &weight(score), false);
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.hairline));
}

fn weight(score: &Score) -> String {
    format!("{:.1}", score.weight)
}

/// With a capital at its beginning.
pub fn sentence_case(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

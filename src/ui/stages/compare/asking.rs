//! The worth of preparing and of asking the originator first, and the cost of waiting for an answer.

use crate::analysis::asking::{Asking, AskingValues, Preparing};
use crate::analysis::measure::{Mean, Measure};
use crate::analysis::number_format::{self, EstimativeWord};
use crate::scenario::Preparation;
use crate::ui::phrases::capitalised;
use crate::ui::plots::axis::{Axis, Values};
use crate::ui::plots::rows::{Mark, Rows};
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::results;
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint, table_menu};
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Align2, Label, Rangef, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

/// Shows both for the plan that is shown.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.heading("Worth of preparing and asking first"));
    let note = format!(
        "Differences of the total, all else as in “{}”, in the same histories. What the originator \
         grants is drawn in every history.",
        scene.plan.name
    );
    ui.add(Label::new(theme.note(note)).wrap());
    let query = Query::Asking;
    let basis = format!(
        "In {}, same luck; ± is the standard error",
        number_format::counted(query.histories(), "history")
    );
    let found =
        AnswerLine { query: &query, basis: &basis, table: Some(TableId::Asking) }.show(ui, scene, commands);
    let Some(Answer::Asking(worths)) = found else { return };
    let place = ui.available_rect_before_wrap();
    ScrollArea::vertical().id_salt("asking").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut rows = begin(ui, worths);
        if let Some(worth) = worths.preparing {
            let preparing = Row {
                name: "Told staffed, not in the room",
                worth: worth.worth,
                strong: true,
                means: "The same told by the staff, less the same told in the room; nobody is asked in either.",
            };
            row(ui, &mut rows, &preparing);
            parts_of_preparing(&worth).iter().for_each(|part| row(ui, &mut rows, part));
            rows.draw(ui);
            ui.add(Label::new(theme.note(NOTICED)).wrap());
        }
        if worths.asking.is_empty() {
            ui.add_space(6.0);
            let none = if !matches!(scene.plan.preparation, Preparation::Staffed | Preparation::Spontaneous) {
                "Nobody who leaks or misuses asks first, and what is compelled is not asked for."
            } else {
                "Nothing is told that a partner gave in confidence, so there is nobody to ask. Choose a level in \
                 Decision."
            };
            ui.add(Label::new(theme.quiet(none)).wrap());
        }
        rows.draw(ui);
        for asking in &worths.asking {
            item(ui, scene, &mut rows, asking);
        }
    });
    table_menu::over(ui, TableId::Asking, place, commands);
}

/// What the last row below preparing means.
const NOTICED: &str = "What staff would notice: those who prepare a meeting see whether the same could be told under \
                       better cover, or asked for first. The row says what the better way adds to the total.";

/// The parts of the worth of preparing, and what staff would notice on top.
fn parts_of_preparing(worth: &Preparing) -> [Row<'static>; 4] {
    let part = |name, worth, means| Row { name, worth, strong: false, means };
    [
        part("  of it, concession", worth.concession, "A bargain that was prepared is kept more often."),
        part(
            "  of it, the partner’s protest",
            worth.protest,
            "Intelligence of those who gave it: a deliberate breach is protested against, a blunder is not.",
        ),
        part(
            "  of it, others’ alarm",
            worth.others_alarm,
            "Intelligence of the other partners: a blunder alarms them more at first, a deliberate breach longer.",
        ),
        part(
            "And what staff would notice",
            worth.noticed.worth,
            "On top: the best cover for the same, and asking first where that is worth it.",
        ),
    ]
}

fn item(ui: &mut Ui, scene: &Scene<'_>, rows: &mut Rows, asking: &Asking) {
    let (theme, scenario) = (ui.theme(), scene.scenario);
    // An answer from before the last change may speak of an item that is gone.
    let Some(whom) = scenario.items.get(&asking.item).map(|item| scenario.name(&item.originator)) else {
        return;
    };
    ui.add_space(8.0);
    let title = format!("{}: ask {whom} first", scenario.item_name(&asking.item));
    ui.add(Label::new(theme.semibold(capitalised(&title))).truncate());
    let chance = format!(
        "The chance that {whom} grants {} is {}: {}.",
        asking.level.name(),
        number_format::percent(asking.chance),
        EstimativeWord::of(asking.chance).in_sentence
    );
    ui.add(Label::new(theme.note(chance)).wrap());
    for answer in answers(asking) {
        row(ui, rows, &answer);
    }
    let means = "Over the answers that are drawn, with the better of holding back and telling anyway.";
    row(ui, rows, &Row { name: "On average", worth: asking.worth(), strong: true, means });
    rows.draw(ui);
    ui.add(Label::new(theme.text(conclusion(asking))).wrap());
}

/// The worth of each answer.
fn answers(asking: &Asking) -> [Row<'static>; 4] {
    let refused_best = asking.refused().mean;
    let refused = |name, worth: Mean, means| Row { name, worth, strong: worth.mean == refused_best, means };
    [
        Row {
            name: "If it is granted",
            worth: asking.granted,
            strong: true,
            means: "The plan with the answer, less the plan without asking.",
        },
        Row {
            name: "  of it, lost by waiting",
            worth: asking.ageing,
            strong: false,
            means: "What the item loses in worth while an answer is waited for.",
        },
        refused(
            "If refused, and nobody is told",
            asking.refused_and_silent,
            "Respecting the refusal, against telling without having asked.",
        ),
        refused(
            "If refused, and told all the same",
            asking.refused_and_told,
            "Telling after a refusal, against telling without having asked.",
        ),
    ]
}

/// A sentence on whether asking pays, and one where telling nobody is worth more.
fn conclusion(asking: &Asking) -> String {
    let pays = match asking.pays_from() {
        Some(0.0) if asking.refused_and_told.mean < 0.0 => {
            "asking pays whatever the answer, if a refusal is respected.".to_owned()
        }
        Some(0.0) => "asking pays whatever the answer.".to_owned(),
        Some(from) => {
            format!("asking pays if the chance of a grant is above {}.", number_format::percent(from))
        }
        None => "asking does not pay, whatever the answer.".to_owned(),
    };
    let silent = asking.refused_and_silent.mean;
    let still = match silent > asking.worth().mean.max(0.0) {
        true => format!(
            " Telling nobody is worth more still, {}, and needs no asking.",
            number_format::signed_amount(silent)
        ),
        false => String::new(),
    };
    format!("Against telling unasked: {pays}{still}")
}

struct Row<'a> {
    name: &'a str,
    worth: Mean,
    strong: bool,
    means: &'a str,
}

/// The room for names and for numbers, in points at ordinary type.
const NAMES: f32 = 218.0;
const NUMBERS: f32 = 116.0;
/// The part of the numbers that standard errors take; they are left out where bars would have no room beside them.
const ERRORS: f32 = 48.0;
const LEAST_BARS: f32 = 60.0;

/// Whether standard errors stand beside the numbers.
fn shows_errors(ui: &Ui) -> bool {
    ui.available_width() - ui.theme().grown(NAMES + NUMBERS) >= LEAST_BARS
}

/// Begins the plot that all rows share, with its axis from the least to the greatest worth and zero.
fn begin(ui: &mut Ui, worths: &AskingValues) -> Rows {
    let theme = ui.theme();
    let of = |asking: &Asking| {
        [asking.granted, asking.ageing, asking.refused_and_silent, asking.refused_and_told, asking.worth()]
            .map(|worth| worth.mean)
    };
    let preparing = worths.preparing.iter().flat_map(|worth| {
        [worth.worth, worth.concession, worth.protest, worth.others_alarm, worth.noticed.worth]
            .map(|worth| worth.mean)
    });
    let all = worths.asking.iter().flat_map(of).chain(preparing).chain([0.0]);
    let size = vec2(ui.available_width(), theme.note_line());
    let (head, _) = ui.allocate_exact_size(size, Sense::hover());
    let axis = Axis::holding(all, Values::Amounts).room(6.0).ticks(size.y).grid();
    let numbers = if shows_errors(ui) { NUMBERS } else { NUMBERS - ERRORS };
    let across = Rangef::new(head.left() + theme.grown(NAMES), head.right() - theme.grown(numbers));
    let mut rows = Rows::below(ui.make_persistent_id("worths"), axis, across, head.y_range());
    rows.line(0.0, Stroke::new(1.0, theme.colors.line));
    rows
}

fn row(ui: &mut Ui, rows: &mut Rows, row: &Row<'_>) {
    let theme = ui.theme();
    let errors = if shows_errors(ui) { theme.grown(ERRORS) } else { 0.0 };
    let (place, response) = ui.allocate_exact_size(
        vec2(ui.available_width(), theme.control_height()),
        Sense::focusable_noninteractive(),
    );
    let better = results::is_better(&Measure::TOTAL, row.worth);
    let (fill, _) = results::colors(&theme.colors, better);
    let (y, painter) = (place.center().y, ui.painter());
    let font = if row.strong { theme.text_font() } else { theme.note_font() };
    let room = theme.grown(NAMES) - 8.0;
    let name = paint::StyledText::new(row.name, font.clone(), theme.colors.ink).elided(ui, room, 1);
    paint::left(ui, pos2(place.left(), y), name, theme.colors.ink);
    let (mean, within) = (row.worth.mean, 2.0 * row.worth.se);
    let bar = Mark::Bar { from: 0.0, to: mean, height: 10.0, fill };
    let interval = Mark::Interval { low: mean - within, high: mean + within, color: theme.colors.ink };
    rows.row(place, [bar].into_iter().chain((within > 0.0).then_some(interval)));
    let at = pos2(place.right() - errors, y);
    let value = number_format::directed_amount(row.worth.mean);
    painter.text(at, Align2::RIGHT_CENTER, &value, font, theme.colors.ink);
    if row.worth.se > 0.0 && errors > 0.0 {
        let error = format!("± {}", number_format::amount(row.worth.se));
        painter.text(
            pos2(place.right(), y),
            Align2::RIGHT_CENTER,
            error,
            theme.note_font(),
            theme.colors.ink_2,
        );
    }
    let value = number_format::signed_amount(row.worth.mean);
    paint::described(&response, || format!("{}: {value}, {}", row.name.trim(), results::word(better)));
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        let exact = number_format::signed_fixed(row.worth.mean, 4);
        let error = number_format::fixed(row.worth.se, 4);
        ui.label(theme.semibold(format!("{}: {exact} ± {error}", row.name.trim())));
        ui.label(theme.note(row.means));
    });
}

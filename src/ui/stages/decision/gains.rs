//! Gains and losses for home against withholding everything, in the same histories.

use super::{StripPlot, title};
use crate::analysis::number_format::{self, short};
use crate::engine::{Projection, Statistics};
use crate::scenario::{Quantity, RecipientField, Scenario, bounds};
use crate::ui::Scene;
use crate::ui::phrases;
use crate::ui::plots::changes::{AmountChange, AmountRows};
use crate::ui::theme::STALE_OPACITY;
use crate::ui::theme::Themed;
use crate::ui::widgets::explain::{self, Explanation, Unit};
use crate::ui::widgets::paint;
use egui::{Label, Rect, ScrollArea, Sense, Ui, vec2};

/// The direction that is good for home.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BetterWhen {
    Higher,
    Lower,
}

struct GainsRow<'a> {
    name: &'static str,
    note: String,
    statistics: &'a Statistics,
    better_when: BetterWhen,
    meaning: String,
}

/// Shows the ledger, with the choice between it and the other plot if there is only room for one.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, plot: Option<&mut StripPlot>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let folded = plot.is_some();
    ui.horizontal(|ui| {
        title(ui, "Gains and losses for home", plot);
        if folded {
            against(ui, scene);
        }
    });
    if !folded {
        against(ui, scene);
    }
    let Some(result) = scene.shown else { return };
    ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt("ledger").auto_shrink(false).show(ui, |ui| {
        rows(ui, scene, result.projection);
    });
}

/// The ledger without its title, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, projection: &Projection) {
    ui.spacing_mut().item_spacing.y = 0.0;
    against(ui, scene);
    ui.add_space(4.0);
    rows(ui, scene, projection);
}

/// A row for each part of the ledger.
fn rows(ui: &mut Ui, scene: &Scene<'_>, projection: &Projection) {
    let pair = scene.preview.and_then(|preview| preview.pair());
    let pair = pair.map(|pair| pair.map(|projection| self::parts(scene, projection)));
    let parts = parts(scene, projection);
    let line = ui.theme().note_line();
    let on_one_line = ui.available_width() > AmountRows::one_line_width(ui);
    let least = if on_one_line { line + 2.0 } else { 2.0 * line - 2.0 };
    let height = (ui.available_height() / parts.len() as f32).clamp(least, 2.0 * line + 14.0);
    let first = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    let changes = parts.iter().map(|part| part.statistics);
    let mut rows = AmountRows::begin(ui, first, changes);
    for part in &parts {
        let of = |parts: &[GainsRow<'_>]| {
            parts.iter().find(|other| other.name == part.name).map(|part| part.statistics.mean)
        };
        let tried = pair.as_ref().and_then(|[tried, now]| Some([of(tried)?, of(now)?]));
        row(ui, part, tried, &mut Drawn { rows: &mut rows, height });
    }
    rows.draw(ui);
}

fn against(ui: &mut Ui, scene: &Scene<'_>) {
    let theme = ui.theme();
    let months = scene.shown.map_or(scene.scenario.horizon_months, |result| result.projection.horizon_months);
    if scene.preview.is_some() {
        paint::note(ui, "dashed: by how much it would change");
        return;
    }
    let months = number_format::counted(months.into(), "month");
    let note = format!("against withholding, {months}; mean, 5–95\u{a0}%");
    let fits = paint::width(ui, &note, theme.note_font()) <= ui.available_width();
    let note = theme.note(if fits { note } else { format!("against withholding, {months}") });
    ui.add(Label::new(note).truncate()).on_hover_text(
        "The same histories are played once with this plan and once withholding everything. Bars show the \
         mean, whiskers 5 to 95\u{a0}%, all on one scale: twice as long is twice as much.",
    );
}

/// The rows drawn so far, and the height of each in points.
struct Drawn<'a> {
    rows: &'a mut AmountRows,
    height: f32,
}

/// A row. In a preview, the change that it would make stands in place of the note: `tried` is the mean with the
/// preview, and without it in as many histories.
fn row(ui: &mut Ui, part: &GainsRow<'_>, tried: Option<[f64; 2]>, drawn: &mut Drawn<'_>) {
    let size = vec2(ui.available_width(), drawn.height);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let change = number_format::shown_amount(part.statistics.mean);
    let better = (change != 0.0).then_some((change > 0.0) == (part.better_when == BetterWhen::Higher));
    let word = match better {
        None => "no change",
        Some(true) => "better",
        Some(false) => "worse",
    };
    let by = tried.map(|pair| {
        let [then, now] = pair.map(number_format::shown_amount);
        number_format::signed_amount(then - now)
    });
    let note = by.as_deref().map_or_else(|| part.note.clone(), phrases::would_change_by);
    let statistics = part.statistics;
    let preview = tried.map(|[then, _]| then).zip(by.as_deref());
    let change = AmountChange { name: part.name, note: &note, statistics, better, word, preview };
    drawn.rows.row(ui, place, &change);
    let value = number_format::signed_amount(part.statistics.mean);
    paint::described(&response, || format!("{}, {note}: {value}, {word}", part.name));
    explain::on(
        response,
        &Explanation {
            title: part.name,
            statistics: part.statistics,
            unit: Unit::Amount,
            meaning: &part.meaning,
        },
    );
}

fn parts<'a>(scene: &Scene<'_>, projection: &'a Projection) -> Vec<GainsRow<'a>> {
    let (scenario, ledger) = (scene.scenario, &projection.ledger);
    let months = projection.horizon_months;
    let mut parts = vec![
        GainsRow {
            name: "Concession",
            note: out_of(on_offer(scenario), " on offer", "nothing on offer"),
            statistics: &ledger.concession,
            better_when: BetterWhen::Higher,
            meaning: format!(
                "What recipients give in return and keep; {}.",
                RecipientField::Concession.info().unit
            ),
        },
        GainsRow {
            name: "Intelligence flow",
            note: "partner-months".into(),
            statistics: &ledger.flow,
            better_when: BetterWhen::Higher,
            meaning: format!(
                "The worth of what partners report over {}, later months counting a little less; 1 is a month of \
                 everything an ordinary partner sends, if all of it were right.",
                number_format::counted(months.into(), "month")
            ),
        },
    ];
    parts.extend(checkable(projection, scene.month));
    parts.push(GainsRow {
        name: "Harm to sources",
        note: out_of(most_harm(scenario), "", "nothing at stake"),
        statistics: &ledger.harm,
        better_when: BetterWhen::Lower,
        meaning: "The harm of every source that is found and closed; 1 is the gravest that one can do."
            .into(),
    });
    let most_warning = most_warning(scenario);
    if most_warning > 0.0 {
        parts.push(GainsRow {
            name: "Warning",
            note: out_of(most_warning, " at stake", "nothing at stake"),
            statistics: &ledger.warning,
            better_when: BetterWhen::Higher,
            meaning: "What it is worth to home that a recipient acts on the item, such as an attack that is \
                      prevented, without any bargain; 1 is about three months of everything an ordinary partner \
                      sends."
                .into(),
        });
    }
    if ledger.compensation.quantiles[4] > 0.0 {
        parts.push(GainsRow {
            name: "Compensation",
            note: "paid by home".into(),
            statistics: &ledger.compensation,
            better_when: BetterWhen::Lower,
            meaning: "What home pays to repair a relationship, on the scale of a concession.".into(),
        });
    }
    parts.push(total(scenario, &ledger.total));
    parts
}

fn total<'a>(scenario: &Scenario, statistics: &'a Statistics) -> GainsRow<'a> {
    let weight = |weight: &Quantity<bounds::Weight>| short(weight.likely());
    let priorities = &scenario.priorities;
    let [concession, flow, harm, warning] =
        [&priorities.concession, &priorities.flow, &priorities.harm, &priorities.warning].map(weight);
    let mut weights = vec![("concession", &*concession), ("flow", &*flow), ("harm", &*harm)];
    if most_warning(scenario) > 0.0 {
        weights.push(("warning", &*warning));
    }
    GainsRow {
        name: "Total",
        note: weighing(&weights),
        statistics,
        better_when: BetterWhen::Higher,
        meaning: format!(
            "{concession} × concession + {flow} × flow − {harm} × harm + {warning} × warning − compensation. The weights are your \
             priorities; change them in Setting."
        ),
    }
}

/// The weights that are not 1, in the few words for which there is room: “harm × 3”.
fn weighing(weights: &[(&str, &str)]) -> String {
    let unequal: Vec<String> = (weights.iter())
        .filter(|(_, weight)| *weight != "1")
        .map(|(name, weight)| format!("{name} × {weight}"))
        .collect();
    match unequal.len() {
        0 => "each weighs 1".into(),
        1 | 2 => unequal.join(", "),
        _ => "weighed as in Setting".into(),
    }
}

/// The reports that home can check in a month; `None` beyond the horizon.
fn checkable(projection: &Projection, month: u32) -> Option<GainsRow<'_>> {
    let statistics = projection.checkable_change.get(month as usize)?;
    let share = projection.checkable.get(month as usize)?.mean;
    let of_100 = format!("{:.0} of 100", 100.0 * share);
    Some(GainsRow {
        name: "Checkable share",
        note: format!("check {of_100}"),
        statistics,
        better_when: BetterWhen::Higher,
        meaning: format!(
            "In month {month} you can check {of_100} reports, because you see the source or help on the ground. \
             The number is the change against saying nothing, as a share of all reports."
        ),
    })
}

fn out_of(most: f64, what: &str, nothing: &str) -> String {
    if most > 0.0 { format!("of {}{what}", short(most)) } else { nothing.to_owned() }
}

fn on_offer(scenario: &Scenario) -> f64 {
    scenario.meeting.recipients.values().map(|recipient| recipient.concession.likely()).sum()
}

fn most_warning(scenario: &Scenario) -> f64 {
    let items = scenario.items.values();
    items.flat_map(|item| item.warning.values()).map(|warning| warning.likely()).sum()
}

fn most_harm(scenario: &Scenario) -> f64 {
    scenario.items.values().map(|item| item.sensitivity.likely()).sum()
}

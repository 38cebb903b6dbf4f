//! What it is worth to prepare, and to ask the originator first; what waiting for an answer costs.

use crate::analysis::asking::{Asking, Worths};
use crate::analysis::mean::Mean;
use crate::analysis::measure::Measure;
use crate::scenario::Preparation;
use crate::ui::plots::scale::{Scale, Written};
use crate::ui::plots::shift::whisker;
use crate::ui::stages::{answer, results};
use crate::ui::theme::Theme;
use crate::ui::widgets::number::{self, Estimate};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Align2, Label, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

/// Shows what they are worth for the plan that is shown.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = scene.theme;
    ui.label(theme.heading("Worth of preparing and asking first"));
    let note = format!(
        "Differences of the total, all else as in “{}”, in the same histories. Whether the originator would grant it \
         is a judgement, and so is the chance of it.",
        scene.plan.name
    );
    ui.add(Label::new(theme.note(note)).wrap());
    let query = Query::Asking;
    let basis = format!(
        "In {} histories, same luck; ± is the standard error",
        crate::ui::chrome::status_bar::thousands(query.histories())
    );
    let found = answer::line(ui, scene, commands, &query, &basis, Some(TableId::Asking));
    let Some(Answer::Asking(worths)) = found else { return };
    ScrollArea::vertical().id_salt("asking").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let axis = axis(worths);
        if let Some(worth) = worths.preparing {
            let preparing = Row {
                name: "Told staffed, not in the room",
                worth,
                strong: true,
                means: "The total of the plan when it is prepared by the staff, less that when it is told in the room.",
            };
            row(ui, theme, &axis, &preparing);
        }
        if worths.asking.is_empty() {
            ui.add_space(6.0);
            let none = if matches!(scene.plan.preparation, Preparation::Leak | Preparation::Compelled) {
                "Nobody who leaks asks first, and what is compelled is not asked for."
            } else {
                "Nothing is told that a partner gave in confidence, so there is nobody to ask. Choose a level in \
                 Decision."
            };
            ui.add(Label::new(theme.quiet(none)).wrap());
        }
        for asking in &worths.asking {
            item(ui, scene, &axis, asking);
        }
    });
}

fn item(ui: &mut Ui, scene: &Scene<'_>, axis: &Scale, asking: &Asking) {
    let (theme, scenario) = (scene.theme, scene.scenario);
    let item = scenario.items.get(&asking.item);
    let whom = item.map_or("the originator", |item| scenario.name(&item.originator));
    ui.add_space(8.0);
    let title = format!("{}: ask {whom} first", scenario.item_name(&asking.item));
    ui.add(Label::new(theme.semibold(super::super::phrases::capitalised(&title))).truncate());
    let chance = format!(
        "The chance that {whom} grants {} is judged {}: {}.",
        asking.level.name(),
        number::percent(asking.chance),
        Estimate::of(asking.chance).word()
    );
    ui.add(Label::new(theme.note(chance)).wrap());
    let refused_best = asking.refused().mean;
    let rows = [
        ("If it is granted", asking.granted, "The plan with the answer, less the plan without asking."),
        (
            "  of it, lost by waiting",
            asking.ageing,
            "What the item loses in worth while an answer is waited for.",
        ),
        (
            "If refused, and nobody is told",
            asking.refused_and_silent,
            "Respecting the refusal, against telling without having asked.",
        ),
        (
            "If refused, and told all the same",
            asking.refused_and_told,
            "Telling after a refusal, against telling without having asked.",
        ),
    ];
    for (name, worth, means) in rows {
        let strong = name.starts_with("If it is granted") || worth.mean == refused_best;
        row(ui, theme, axis, &Row { name, worth, strong, means });
    }
    let average = Mean { mean: asking.worth(), se: 0.0 };
    let means = "The grant and the better answer to a refusal, each weighed by its judged chance.";
    row(ui, theme, axis, &Row { name: "On average", worth: average, strong: true, means });
    let pays = match asking.pays_from() {
        Some(0.0) => "asking pays whatever the answer.".to_owned(),
        Some(from) => format!("asking pays if the chance of a grant is above {}.", number::percent(from)),
        None => "asking does not pay, whatever the answer.".to_owned(),
    };
    let silent = asking.refused_and_silent.mean;
    let still = match silent > asking.worth().max(0.0) {
        true => format!(
            " Telling nobody is worth more still, {}, and needs no asking.",
            number::signed_amount(silent)
        ),
        false => String::new(),
    };
    ui.add(Label::new(theme.text(format!("Against telling unasked: {pays}{still}"))).wrap());
}

struct Row<'a> {
    name: &'a str,
    worth: Mean,
    strong: bool,
    means: &'a str,
}

/// A scale that holds every worth and zero.
fn axis(worths: &Worths) -> Scale {
    let of = |asking: &Asking| {
        [asking.granted, asking.ageing, asking.refused_and_silent, asking.refused_and_told]
            .map(|worth| worth.mean)
    };
    let all = worths.asking.iter().flat_map(of).chain(worths.preparing.map(|worth| worth.mean)).chain([0.0]);
    Scale::holding(all, Written::Plain).with_room()
}

fn row(ui: &mut Ui, theme: &Theme, axis: &Scale, row: &Row<'_>) {
    let (place, response) = ui
        .allocate_exact_size(vec2(ui.available_width(), theme.control()), Sense::focusable_noninteractive());
    let better = results::is_better(&Measure::TOTAL, row.worth);
    let (fill, _) = results::colors(&theme.colors, better);
    let (y, painter) = (place.center().y, ui.painter());
    let (names, numbers) = (theme.grown(218.0), theme.grown(116.0));
    let font = if row.strong { theme.text_font() } else { theme.note_font() };
    let name = paint::elided(ui, row.name, font.clone(), theme.colors.ink, names - 8.0, 1);
    paint::left(ui, place.left(), y, name, theme.colors.ink);
    let across = Rangef::new(place.left() + names, place.right() - numbers);
    let x = |value: f64| axis.x(across, value);
    if across.span() > 24.0 {
        painter.vline(x(0.0), place.y_range(), Stroke::new(1.0, theme.colors.line));
        let bar = Rect::from_two_pos(pos2(x(0.0), y - 5.0), pos2(x(row.worth.mean), y + 5.0));
        painter.rect_filled(bar, 0.0, fill);
        let se = 2.0 * row.worth.se;
        if se > 0.0 {
            let ends = Rangef::new(x(row.worth.mean - se), x(row.worth.mean + se));
            whisker(painter, ends, y, Stroke::new(1.0, theme.colors.ink));
        }
    }
    let at = pos2(place.right() - theme.grown(48.0), y);
    let value = number::directed_amount(row.worth.mean);
    painter.text(at, Align2::RIGHT_CENTER, &value, font, theme.colors.ink);
    if row.worth.se > 0.0 {
        let error = format!("± {:.2}", row.worth.se);
        painter.text(
            pos2(place.right(), y),
            Align2::RIGHT_CENTER,
            error,
            theme.note_font(),
            theme.colors.ink_2,
        );
    }
    let value = number::signed_amount(row.worth.mean);
    paint::described(&response, || format!("{}: {value}, {}", row.name.trim(), results::word(better)));
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.semibold(format!(
            "{}: {:+.4} ± {:.4}",
            row.name.trim(),
            row.worth.mean,
            row.worth.se
        )));
        ui.label(theme.note(row.means));
    });
}

//! Text, colours and the list of the model's results: shares in per cent, the rest on the user's own scale.

use crate::analysis::mean::Mean;
use crate::analysis::measure::Measure;
use crate::analysis::number_format::{self, PercentChange};
use crate::ui::Scene;
use crate::ui::plots::axis::Values;
use crate::ui::theme::{Palette, Themed};
use crate::ui::widgets::paint;
use egui::{Color32, ComboBox, Response, Ui};

/// A value: “88%”, “−0.35”.
pub fn value(measure: &Measure, value: f64) -> String {
    if measure.is_share() { number_format::percent(value) } else { number_format::amount(value) }
}

/// A value with a decimal more, for where the exact value is asked for: “88.2%”, “−0.352”.
pub fn exact(measure: &Measure, value: f64) -> String {
    if measure.is_share() { number_format::exact_percent(value) } else { number_format::fixed(value, 3) }
}

/// A change with its direction, as the difference of the values shown: “▲ +4”, “▼ −0.12”.
pub fn change(measure: &Measure, before: f64, after: f64) -> String {
    if measure.is_share() {
        return PercentChange::of(before, after).directed();
    }
    number_format::directed_amount(number_format::shown_amount(after) - number_format::shown_amount(before))
}

/// A difference with its sign: “+4”, “−0.12”.
pub fn signed(measure: &Measure, difference: f64) -> String {
    if measure.is_share() {
        number_format::signed(number_format::points(difference))
    } else {
        number_format::signed_amount(difference)
    }
}

/// The format of values along an axis.
pub fn along_axis(measure: &Measure) -> Values {
    if measure.is_share() { Values::Shares } else { Values::Amounts }
}

/// True if a difference is good for home; `None` within two standard errors of zero, the usual 95 % interval.
pub fn is_better(measure: &Measure, difference: Mean) -> Option<bool> {
    let told_apart = difference.mean.abs() > 2.0 * difference.se;
    told_apart.then_some((difference.mean > 0.0) == measure.more_is_better())
}

/// The fill and the text colour of what is better, worse, or neither.
pub fn colors(palette: &Palette, better: Option<bool>) -> (Color32, Color32) {
    match better {
        Some(true) => (palette.better, palette.better_text),
        Some(false) => (palette.worse, palette.worse_text),
        None => (palette.ink_3, palette.ink_2),
    }
}

/// The word for what is better, worse, or neither.
pub fn word(better: Option<bool>) -> &'static str {
    match better {
        Some(true) => "better",
        Some(false) => "worse",
        None => "no clear difference",
    }
}

/// The width of a list around its chosen text, in points.
const AROUND_CHOSEN: f32 = 44.0;

/// A list to choose a result from; results of a month are those of the month under the time slider.
pub fn choose(ui: &mut Ui, scene: &Scene<'_>, name: &str, width: f32, chosen: &mut Measure) -> Response {
    let theme = ui.theme();
    let all = phrase(&chosen.name(scene.scenario));
    let (font, room) = (theme.note_font(), width - AROUND_CHOSEN);
    let parts = std::iter::once(all.as_str()).chain(all.rfind(" in ").map(|end| &all[..end]));
    let parts = parts.chain(paint::shorter(&all).skip(1));
    let shown = paint::whole(ui, parts, &font, room).unwrap_or(&all);
    let list = ComboBox::from_id_salt(name)
        .selected_text(theme.note(shown).color(theme.colors.ink))
        .width(width)
        .truncate()
        .show_ui(ui, |ui| {
            for measure in Measure::all(scene.scenario, scene.month) {
                let text = phrase(&measure.name(scene.scenario));
                if ui.selectable_label(measure == *chosen, text).clicked() {
                    *chosen = measure;
                }
            }
        });
    list.response.accessible_name(name)
}

/// A result's name where it stands alone.
pub fn phrase(name: &str) -> String {
    crate::ui::phrases::capitalised(name)
}

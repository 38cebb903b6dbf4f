//! Text, colours and the list of the model's results: shares in per cent, the rest on the user's own scale.

use crate::analysis::measure::{Mean, Measure};
use crate::analysis::number_format::{self, PercentChange};
use crate::ui::plots::axis::Values;
use crate::ui::theme::Palette;
use egui::Color32;

/// A value: “88%”, “−0.35”; of a change, “−18 points”.
pub fn value(measure: &Measure, value: f64) -> String {
    if measure.is_change() {
        return format!("{} points", number_format::signed(number_format::points(value)));
    }
    if measure.is_share() { number_format::percent(value) } else { number_format::amount(value) }
}

/// A value with a decimal more, for where the exact value is asked for: “88.2%”, “−0.352”, “−17.8 points”.
pub fn exact(measure: &Measure, value: f64) -> String {
    if measure.is_change() {
        return format!("{} points", number_format::signed_fixed(100.0 * value, 1));
    }
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
    match (measure.is_change(), measure.is_share()) {
        (true, _) => Values::Points,
        (false, true) => Values::Shares,
        (false, false) => Values::Amounts,
    }
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

/// A result's name where it stands alone.
pub fn phrase(name: &str) -> String {
    crate::ui::phrases::capitalised(name)
}

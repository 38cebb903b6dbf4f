//! How numbers are written: percentages, true minus signs, changes with their direction, and the
//! words that stand beside a probability.

mod words;

pub use words::Estimate;

/// The true minus sign, as wide as a plus.
pub const MINUS: char = '\u{2212}';

/// A share as whole per cent. What is not quite nothing or everything never reads as if it were.
pub fn percent(share: f64) -> String {
    match points(share) {
        0 if share > 0.0 => "<1%".into(),
        100 if share < 1.0 => ">99%".into(),
        points => format!("{}%", whole(points)),
    }
}

/// A share in per cent with one decimal, for where the exact value is asked for.
pub fn exact_percent(share: f64) -> String {
    format!("{}%", with_true_minus(format!("{:.1}", positive_zero(share * 100.0, 1))))
}

/// A share in whole per cent, as it is shown.
pub fn points(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// A whole number with a true minus.
pub fn whole(value: i64) -> String {
    with_true_minus(value.to_string())
}

/// A whole change with its sign: “+2”, “−5”, “0”.
pub fn signed(change: i64) -> String {
    if change > 0 { format!("+{change}") } else { whole(change) }
}

/// A whole change with its direction: “▲ +2”, “▼ −5”, “0”.
pub fn directed(change: i64) -> String {
    with_direction(change as f64, signed(change))
}

/// A value on the user's own scale, with as many decimals as help.
pub fn amount(value: f64) -> String {
    with_true_minus(format!("{:.*}", decimals(value), shown_amount(value)))
}

/// Such a value with its sign: “+0.26”, “−0.91”, “0.00”.
pub fn signed_amount(value: f64) -> String {
    if shown_amount(value) > 0.0 { format!("+{}", amount(value)) } else { amount(value) }
}

/// Such a value with its direction: “▲ +0.26”.
pub fn directed_amount(value: f64) -> String {
    with_direction(shown_amount(value), signed_amount(value))
}

/// A number of the document, with no more digits than it needs.
pub fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    with_true_minus(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A value with exactly so many decimals.
pub fn fixed(value: f64, decimals: usize) -> String {
    with_true_minus(format!("{:.decimals$}", positive_zero(value, decimals)))
}

/// The decimals that tell apart values a hundredth of a range from each other.
pub fn decimals_within(low: f64, high: f64) -> usize {
    let digits = 2.0 - (high - low).abs().log10();
    if digits.is_finite() { digits.ceil().clamp(0.0, 4.0) as usize } else { 2 }
}

/// The value that [`amount`] shows, after rounding.
pub fn shown_amount(value: f64) -> f64 {
    positive_zero(value, decimals(value))
}

/// Before and after in whole per cent; the change is that of the values shown, so that a reader
/// who subtracts finds no contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What it was, in per cent.
    pub before: i64,
    /// What it is, in per cent.
    pub after: i64,
}

impl Shift {
    /// The shift between two shares.
    pub fn of(before: f64, after: f64) -> Self {
        Shift { before: points(before), after: points(after) }
    }

    /// The change in percentage points, of the values shown.
    pub fn change(self) -> i64 {
        self.after - self.before
    }

    /// “93 → 88”.
    pub fn values(self) -> String {
        format!("{} → {}", whole(self.before), whole(self.after))
    }

    /// “▼ −5”.
    pub fn directed(self) -> String {
        directed(self.change())
    }
}

fn with_direction(change: f64, text: String) -> String {
    if change > 0.0 {
        format!("▲ {text}")
    } else if change < 0.0 {
        format!("▼ {text}")
    } else {
        text
    }
}

fn with_true_minus(text: String) -> String {
    text.replace('-', &MINUS.to_string())
}

fn decimals(value: f64) -> usize {
    match value.abs() {
        large if large >= 99.95 => 0,
        middling if middling >= 9.995 => 1,
        _ => 2,
    }
}

/// Rounds, and takes the sign off a zero.
fn positive_zero(value: f64, decimals: usize) -> f64 {
    let unit = 10f64.powi(decimals as i32);
    (value * unit).round() / unit + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_whole_and_never_pretend_to_be_certain() {
        let written: Vec<String> =
            [0.0, 0.001, 0.005, 0.475, 0.994, 0.9951, 1.0].iter().map(|share| percent(*share)).collect();
        assert_eq!(written, ["0%", "<1%", "1%", "48%", "99%", ">99%", "100%"]);
    }

    #[test]
    fn the_exact_value_has_one_decimal_and_no_negative_zero() {
        assert_eq!(exact_percent(0.8834), "88.3%");
        assert_eq!(exact_percent(-0.051), "−5.1%");
        assert_eq!(exact_percent(-0.0001), "0.0%");
    }

    #[test]
    fn changes_carry_a_true_minus_and_an_arrow() {
        assert_eq!(directed(-5), "▼ \u{2212}5");
        assert_eq!(directed(2), "▲ +2");
        assert_eq!(directed(0), "0");
        assert!(!signed(-5).contains('-'));
    }

    #[test]
    fn amounts_have_as_many_decimals_as_help() {
        let written: Vec<String> =
            [0.264, -0.914, -0.004, 9.996, -12.34, 123.4].iter().map(|value| signed_amount(*value)).collect();
        assert_eq!(written, ["+0.26", "−0.91", "0.00", "+10.0", "−12.3", "+123"]);
        assert_eq!(directed_amount(-0.004), "0.00");
        assert_eq!(directed_amount(0.26), "▲ +0.26");
    }

    #[test]
    fn numbers_are_written_as_short_as_they_can_be() {
        assert_eq!([0.5, -0.25, 24.0, 0.0].map(short), ["0.5", "−0.25", "24", "0"]);
    }

    #[test]
    fn a_value_within_a_range_is_told_apart_from_its_neighbours() {
        let within = |value: f64, low: f64, high: f64| fixed(value, decimals_within(low, high));
        assert_eq!(within(9.017, 2.0, 20.0), "9.0");
        assert_eq!(within(0.2841, 0.2, 0.5), "0.284");
        assert_eq!(within(40.0, 0.0, 400.0), "40");
        assert_eq!(within(0.5, 0.5, 0.5), "0.50", "a range of nothing");
    }

    #[test]
    fn the_change_shown_is_the_difference_of_the_values_shown() {
        let shift = Shift::of(0.934, 0.876);
        assert_eq!((shift.values().as_str(), shift.directed().as_str()), ("93 → 88", "▼ −5"));
    }
}

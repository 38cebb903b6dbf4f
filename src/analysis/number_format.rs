//! Numbers as text, in one place for tables, the command line and the window: percentages, changes with
//! their sign and direction, values with their standard error, counts, months, and estimative words.
//!
//! Negative numbers carry the true minus sign (U+2212), and a rounded zero carries none.

use crate::engine::Chance;
use std::fmt::{self, Display, Write};

/// The true minus sign, as wide as a plus.
pub const MINUS: char = '\u{2212}';

/// A number of per cent with its sign: “88 %”, “78 → 50 %”, the sign after a no-break space as in ISO 80000-1, so that
/// neither stands alone at the end of a line.
pub fn in_percent(number: impl Display) -> String {
    format!("{number}\u{a0}%")
}

/// A share in whole per cent: “88%”. A share that only rounds to 0 or 100 is written “<1%” or “>99%”, so that
/// it never reads as certain.
pub fn percent(share: f64) -> String {
    percent_of_points(points(share), share)
}

/// A share in whole per cent that was rounded elsewhere, as [`percent`] writes it.
pub fn percent_of_points(points: i64, share: f64) -> String {
    match points {
        0 if share > 0.0 => "<1\u{a0}%".into(),
        100 if share < 1.0 => ">99\u{a0}%".into(),
        points => in_percent(Whole(points)),
    }
}

/// A share in per cent with one decimal: “88.3%”, where the exact value is wanted.
pub fn exact_percent(share: f64) -> String {
    in_percent(with_true_minus(format!("{:.1}", positive_zero(share * 100.0, 1))))
}

/// A share in whole percentage points, rounded half away from zero as [`percent`] shows it.
pub fn points(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// A whole number with a true minus.
pub fn whole(value: i64) -> String {
    Whole(value).to_string()
}

/// A whole number that is written with a true minus, also into a longer text without a text of its own.
struct Whole(i64);

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            f.write_char(MINUS)?;
        }
        write!(f, "{}", self.0.unsigned_abs())
    }
}

/// A whole change with its sign: “+2”, “−5”, “0”.
pub fn signed(change: i64) -> String {
    if change > 0 { format!("+{change}") } else { whole(change) }
}

/// A whole change with its direction: “▲ +2”, “▼ −5”, “0”.
pub fn directed(change: i64) -> String {
    with_direction(change as f64, signed(change))
}

/// A value on the user's own scale, in three significant digits or so: “0.26”, “12.3”, “123”.
pub fn amount(value: f64) -> String {
    with_true_minus(format!("{:.*}", decimals(value), shown_amount(value)))
}

/// An [`amount`] with its sign: “+0.26”, “−0.91”, “0.00”.
pub fn signed_amount(value: f64) -> String {
    if shown_amount(value) > 0.0 { format!("+{}", amount(value)) } else { amount(value) }
}

/// An [`amount`] with its direction: “▲ +0.26”.
pub fn directed_amount(value: f64) -> String {
    with_direction(shown_amount(value), signed_amount(value))
}

/// A number of the document in at most three decimals, without trailing zeros: “0.5”, “24”.
pub fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    with_true_minus(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A value with a fixed number of decimals.
pub fn fixed(value: f64, decimals: usize) -> String {
    with_true_minus(format!("{:.decimals$}", positive_zero(value, decimals)))
}

/// A value with its standard error, both with a fixed number of decimals: “0.26 ± 0.01”.
pub fn with_error(value: f64, error: f64, decimals: usize) -> String {
    format!("{} ± {}", fixed(value, decimals), fixed(error, decimals))
}

/// The number of decimals that tells apart values a hundredth of a range from each other, 0 to 4.
pub fn decimals_within(low: f64, high: f64) -> usize {
    let digits = 2.0 - (high - low).abs().log10();
    if digits.is_finite() { digits.ceil().clamp(0.0, 4.0) as usize } else { 2 }
}

/// The value that [`amount`] shows, after rounding.
pub fn shown_amount(value: f64) -> f64 {
    positive_zero(value, decimals(value))
}

/// A count with commas between its thousands: “10,000”.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: “1 history”, “1,000 histories”, “0 months”.
pub fn counted(count: u64, noun: &str) -> String {
    format!("{} {}", thousands(count), noun_for(count, noun))
}

/// The noun for so many: “month”, “months”; “history”, “histories”.
pub fn noun_for(count: u64, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if count == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

/// A length of time: “a month”, “2 months”, “1.5 months”.
pub fn months(count: f64) -> String {
    if count == 1.0 { "a month".into() } else { format!("{count} months") }
}

/// A share in whole per cent for sentences: “88%”, with 0 and 100 as they round.
pub fn plain_percent(share: f64) -> String {
    in_percent(format!("{:.0}", 100.0 * share))
}

/// A share in per cent with one decimal and no sign for the unit, as a column of percentages holds it: “88.3”.
pub fn percent_cell(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// A share with its standard error, as a column of percentages holds both: “88.3 ± 0.4”.
pub fn percent_cell_with_error(share: f64, error: f64) -> String {
    format!("{} ± {}", percent_cell(share), percent_cell(error))
}

/// A chance with its standard error, in per cent: “88.3 % ± 0.4”.
pub fn chance_with_error(chance: Chance) -> String {
    format!("{}\u{a0}% ± {}", percent_cell(chance.mean), percent_cell(chance.se))
}

/// A fall of a share, in whole per cent: “−12 %”, “0 %”.
pub fn percent_fall(fall: f64) -> String {
    match (100.0 * fall).round() {
        0.0 => "0\u{a0}%".into(),
        percent => format!("{MINUS}{percent}\u{a0}%"),
    }
}

/// A value with a fixed number of decimals and its sign: “+0.26”, “−0.91”, “0.00”.
pub fn signed_fixed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    if positive_zero(value, decimals) > 0.0 { format!("+{text}") } else { text }
}

/// A number in two decimals with its sign: “+0.26”, “−0.91”, “0.00”.
pub fn signed_in_two_decimals(value: f64) -> String {
    signed_fixed(value, 2)
}

/// A number of a table in about four digits: “0.1250”, “12.50”, “1250”.
pub fn four_digits(number: f64) -> String {
    let decimals = match number.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 2,
        _ => 4,
    };
    let digits = format!("{:.decimals$}", number.abs());
    let is_zero = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    if number < 0.0 && !is_zero { format!("{MINUS}{digits}") } else { digits }
}

/// A share before and after, in whole per cent. The change is the difference of the values shown, so that a
/// reader who subtracts finds no contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PercentChange {
    /// The share before, in per cent.
    pub before: i64,
    /// The share after, in per cent.
    pub after: i64,
}

impl PercentChange {
    /// The change from one share to another.
    pub fn of(before: f64, after: f64) -> Self {
        PercentChange { before: points(before), after: points(after) }
    }

    /// The change in percentage points, of the values shown.
    pub fn change(self) -> i64 {
        self.after - self.before
    }

    /// “93 → 88”.
    pub fn values(self) -> String {
        format!("{} → {}", Whole(self.before), Whole(self.after))
    }

    /// “▼ −5”.
    pub fn directed(self) -> String {
        directed(self.change())
    }
}

/// Parts of a change of shares in whole percentage points that add up to the change shown, by the method of the largest
/// remainder; a part of exactly 0 stays 0.
pub fn points_that_add_up(parts: &[f64], whole: i64) -> Vec<i64> {
    let mut points: Vec<i64> = parts.iter().map(|part| (100.0 * part).floor() as i64).collect();
    let missing = whole - points.iter().sum::<i64>();
    let remainder = |place: &usize| 100.0 * parts[*place] - (100.0 * parts[*place]).floor();
    let mut places: Vec<usize> = (0..parts.len()).filter(|place| parts[*place] != 0.0).collect();
    places.sort_by(|one, other| remainder(other).total_cmp(&remainder(one)));
    if missing < 0 {
        places.reverse();
    }
    // More than once around only where the parts are not those of this change.
    for place in places.iter().cycle().take(missing.unsigned_abs() as usize) {
        points[*place] += missing.signum();
    }
    points
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
    if text.contains('-') { text.replace('-', &MINUS.to_string()) } else { text }
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

/// A word for a probability, by the probability yardstick of the Professional Head of Intelligence Assessment (PHIA,
/// United Kingdom, 2019).
///
/// The yardstick names bands and leaves gaps between them. A probability in a gap takes the word of the nearest band; in
/// the very middle of a gap, that of the band nearer to even, which claims less. The guide’s page on words has the same
/// table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EstimativeWord {
    /// The word as a column shows it: “realistic possibility”.
    pub word: &'static str,
    /// The word after a number in a sentence: “47 %, a realistic possibility”.
    pub in_sentence: &'static str,
    /// The band that it names, both ends in per cent.
    pub band: [f64; 2],
}

/// The yardstick, from the least to the most probable.
pub const YARDSTICK: [EstimativeWord; 7] = [
    estimate("remote chance", "a remote chance", [0.0, 5.0]),
    estimate("highly unlikely", "highly unlikely", [10.0, 20.0]),
    estimate("unlikely", "unlikely", [25.0, 35.0]),
    estimate("realistic possibility", "a realistic possibility", [40.0, 50.0]),
    estimate("likely", "likely", [55.0, 75.0]),
    estimate("highly likely", "highly likely", [80.0, 90.0]),
    estimate("almost certain", "almost certain", [95.0, 100.0]),
];

const fn estimate(word: &'static str, in_sentence: &'static str, band: [f64; 2]) -> EstimativeWord {
    EstimativeWord { word, in_sentence, band }
}

impl EstimativeWord {
    /// The word for a probability.
    pub fn of(probability: f64) -> Self {
        let per_cent = 100.0 * probability;
        let is_below = |pair: &&[EstimativeWord]| {
            let middle = (pair[0].band[1] + pair[1].band[0]) / 2.0;
            per_cent < middle || (per_cent == middle && middle > 50.0)
        };
        YARDSTICK.windows(2).find(is_below).map_or(YARDSTICK[YARDSTICK.len() - 1], |pair| pair[0])
    }

    /// The longest word, for the width of a column.
    pub fn longest() -> &'static str {
        YARDSTICK[3].word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_a_whole_are_shown_as_points_that_add_up_to_100() {
        assert_eq!(points_that_add_up(&[1.0 / 3.0; 3], 100), [34, 33, 33]);
        assert_eq!(points_that_add_up(&[0.125, 0.125, 0.25, 0.5], 100), [13, 12, 25, 50]);
        assert_eq!(points_that_add_up(&[0.996, 0.004], 100), [100, 0]);
        assert_eq!(points_that_add_up(&[0.0, 1.0], 100), [0, 100]);
    }

    #[test]
    fn percentages_are_whole_and_never_pretend_to_be_certain() {
        let written: Vec<String> =
            [0.0, 0.001, 0.005, 0.475, 0.994, 0.9951, 1.0].iter().map(|share| percent(*share)).collect();
        assert_eq!(
            written,
            ["0\u{a0}%", "<1\u{a0}%", "1\u{a0}%", "48\u{a0}%", "99\u{a0}%", ">99\u{a0}%", "100\u{a0}%"]
        );
    }

    #[test]
    fn the_exact_value_has_one_decimal_and_no_negative_zero() {
        assert_eq!(exact_percent(0.8834), "88.3\u{a0}%");
        assert_eq!(exact_percent(-0.051), "−5.1\u{a0}%");
        assert_eq!(exact_percent(-0.0001), "0.0\u{a0}%");
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
    fn parts_in_whole_points_add_up_to_the_change_shown() {
        assert_eq!(points_that_add_up(&[-0.103, -0.174, 0.0, -0.003], -28), [-10, -18, 0, 0]);
        assert_eq!(points_that_add_up(&[0.014, 0.014, 0.014, 0.0], 4), [2, 1, 1, 0]);
        assert_eq!(points_that_add_up(&[-0.026, 0.006, 0.0], -2), [-3, 1, 0]);
        assert_eq!(points_that_add_up(&[-0.002, 0.0], -1), [-1, 0], "the shares were rounded apart");
        assert_eq!(points_that_add_up(&[0.0, 0.0], 0), [0, 0]);
    }

    #[test]
    fn the_change_shown_is_the_difference_of_the_values_shown() {
        let change = PercentChange::of(0.934, 0.876);
        assert_eq!((change.values().as_str(), change.directed().as_str()), ("93 → 88", "▼ −5"));
    }

    #[test]
    fn every_band_of_the_yardstick_has_its_word_at_both_ends() {
        for known in YARDSTICK {
            let [low, high] = known.band.map(|end| EstimativeWord::of(end / 100.0));
            assert_eq!([low.word, high.word], [known.word; 2]);
        }
    }

    #[test]
    fn the_guide_has_the_same_yardstick() {
        let guide = include_str!("../../assets/guide/words.md");
        for EstimativeWord { word, band: [low, high], .. } in YARDSTICK {
            assert!(guide.contains(&format!("| {word} | {low}–{high}\u{a0}% |\n")), "{word}");
        }
    }

    #[test]
    fn a_gap_takes_the_nearest_band_and_its_middle_the_one_nearer_to_even() {
        let expected = [
            (0.07, "remote chance"),
            (0.075, "highly unlikely"),
            (0.225, "unlikely"),
            (0.375, "realistic possibility"),
            (0.525, "realistic possibility"),
            (0.53, "likely"),
            (0.775, "likely"),
            (0.925, "highly likely"),
            (0.93, "almost certain"),
        ];
        for (probability, word) in expected {
            assert_eq!(EstimativeWord::of(probability).word, word, "{probability}");
        }
    }

    #[test]
    fn words_never_fall_as_the_probability_rises() {
        let places = (0..=1000).map(|i| EstimativeWord::of(f64::from(i) / 1000.0).band[0]);
        assert!(places.is_sorted());
    }

    #[test]
    fn no_word_is_longer_than_the_longest() {
        assert!(YARDSTICK.iter().all(|known| known.word.len() <= EstimativeWord::longest().len()));
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            [0, 999, 1000, 10_000, 1_234_567].map(thousands),
            ["0", "999", "1,000", "10,000", "1,234,567"]
        );
    }

    #[test]
    fn a_length_of_time_is_said_as_people_say_it() {
        assert_eq!([1.0, 2.0, 1.5].map(months), ["a month", "2 months", "1.5 months"]);
    }

    #[test]
    fn a_column_of_percentages_holds_a_share_and_its_error() {
        assert_eq!(percent_cell(0.8834), "88.3");
        assert_eq!(percent_cell_with_error(0.8834, 0.0041), "88.3 ± 0.4");
        assert_eq!(chance_with_error(Chance { mean: 0.5, se: 0.012 }), "50.0\u{a0}% ± 1.2");
        assert_eq!([0.5, 0.004, 0.996].map(plain_percent), ["50\u{a0}%", "0\u{a0}%", "100\u{a0}%"]);
    }

    #[test]
    fn a_fall_carries_a_true_minus_unless_it_rounds_to_nothing() {
        assert_eq!([0.123, 0.004].map(percent_fall), ["\u{2212}12\u{a0}%", "0\u{a0}%"]);
    }

    #[test]
    fn a_value_of_fixed_length_carries_a_true_minus_and_no_sign_before_a_zero() {
        assert_eq!(
            [0.264, -0.914, -0.0004].map(|value| signed_fixed(value, 3)),
            ["+0.264", "−0.914", "0.000"]
        );
        assert_eq!(with_error(-0.2641, 0.012, 3), "−0.264 ± 0.012");
    }

    #[test]
    fn two_decimals_carry_a_sign_except_for_zero() {
        assert_eq!(
            [0.264, -0.914, -0.004, 0.004].map(signed_in_two_decimals),
            ["+0.26", "\u{2212}0.91", "0.00", "0.00"]
        );
        assert_eq!([0.264, -0.9141].map(|value| signed_fixed(value, 3)), ["+0.264", "−0.914"]);
    }

    #[test]
    fn a_table_shows_about_four_digits_and_no_sign_before_a_zero() {
        let shown = [0.125, 12.5, 1250.0, -0.25, -12.5, -0.000_01, 0.0].map(four_digits);
        assert_eq!(shown, ["0.1250", "12.50", "1250", "−0.2500", "−12.50", "0.0000", "0.0000"]);
    }
}
